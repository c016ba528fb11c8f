//! A telling: one report of an event, by one person, with what the scheme does with it.

use super::{
    beside,
    calendar::{DAY, Minute},
    chance::{Chance, Stream},
    consent::Consent,
    event::Event,
    line::Line,
    narrative::{self, Persons},
    offender,
    parameters::Parameters,
    people::{NOBODY, Seat},
    phones::{Holder, push_number},
    plan::{Entry, Level},
    settings::Setting,
    truth::{PersonId, TrueOffender, TruePhone, TrueVehicle, Truth, Whose},
    workers::{Witness, WorkerNumber},
    world::World,
};

type Code = &'static str;

/// A report to be written.
pub(super) struct Telling<'t> {
    pub(super) id: &'t str,
    pub(super) entry: &'t Entry,
    pub(super) event: &'t Event,
    pub(super) received: Minute,
    /// The victims of the offender's reports before.
    pub(super) sources: [u32; 3],
    pub(super) seats: &'t [Seat],
}

/// What the parts of a case have to agree on.
pub(super) struct Told<'t> {
    pub(super) telling: &'t Telling<'t>,
    pub(super) parameters: &'t Parameters,
    pub(super) victim: Witness,
    pub(super) reporter: WorkerNumber,
    /// Who tells; the victim herself, if she reports.
    pub(super) teller: Witness,
    pub(super) reporter_kind: Code,
    pub(super) force: Code,
    /// Where police recipients are named: the force, or SCAS where no force is known.
    pub(super) force_known: bool,
    pub(super) linked: bool,
    pub(super) would_he_know: Code,
    pub(super) capacity_doubted: bool,
    pub(super) in_danger: bool,
    pub(super) summary: String,
    pub(super) victim_phone: u64,
    pub(super) reporter_phone: u64,
    /// Whether the reporter's own number got into the field for his.
    pub(super) own_contact: bool,
}

impl Told<'_> {
    /// Whether a person must decide before anything goes out.
    pub(super) fn needs_person(&self) -> bool {
        self.victim.age_band == "under_18" || self.capacity_doubted || self.in_danger
    }

    pub(super) fn is_third_party(&self) -> bool {
        self.reporter != self.telling.event.victim
    }
}

/// What the scheme calls a source.
pub(super) fn push_pseudonym(number: u32, seed: u64, text: &mut String) {
    text.push_str("src-");
    let mixed = (u64::from(number) ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for step in 0..8 {
        let digit = (mixed >> (24 + step * 5) & 0x1F) as u32;
        text.push(char::from_digit(digit, 32).unwrap_or('0'));
    }
}

impl Telling<'_> {
    /// Writes the case, and says what is true of it.
    pub(super) fn write(&self, world: &mut World, line: &mut Line) -> Truth {
        let stream = u64::from(self.entry.event) << 1 | u64::from(self.entry.second);
        let mut chance = Chance::of(world.seed, Stream::Report, stream);
        let parameters = world.parameters.clone();
        let told = self.told(world, &parameters, &mut chance);
        let mut truth = self.truth(&told);
        line.object("", |line| {
            line.text("schema", "uglymugs.case/1");
            line.object("incident", |line| self.incident(line, &told, &mut truth, world.seed, &mut chance));
            line.object("identity", |line| beside::identity(line, &told, &mut chance));
            line.object("consent", |line| Consent { told: &told }.write(line, &mut chance));
            line.object("circumstances", |line| beside::circumstances(line, &told, world.seed, &mut chance));
        });
        truth
    }

    fn told<'t>(&'t self, world: &mut World, parameters: &'t Parameters, chance: &mut Chance) -> Told<'t> {
        let seed = world.seed;
        let event = self.event;
        let victim_phone = world.numbers.of(Holder::Reporter(event.victim.0));
        let pool = (world.map.share(event.spot) * 60.0) as u32 + 1;
        let kind = if self.entry.second {
            "project_worker"
        } else if chance.yes(parameters.third_party) {
            match event.setting {
                Setting::Parlour | Setting::SharedPremises => {
                    chance.weighted(&[(60, "project_worker"), (28, "establishment"), (12, "witness")])
                }
                _ => chance.weighted(&[(88, "project_worker"), (10, "witness"), (2, "establishment")]),
            }
        } else {
            "victim"
        };
        let reporter = match kind {
            "victim" => event.victim,
            "project_worker" => WorkerNumber::other(event.spot, 0, pool, chance),
            "establishment" => WorkerNumber::other(event.spot, 1, pool * 3, chance),
            _ => WorkerNumber::other(event.spot, 2, pool * 50, chance),
        };
        let reporter_phone =
            if kind == "victim" { victim_phone } else { world.numbers.of(Holder::Reporter(reporter.0)) };
        let force_known = !chance.yes(parameters.force_unknown);
        let force = if event.place_kind != "online" && chance.yes(parameters.transport_police) {
            "british_transport_police"
        } else {
            event.spot.place().force
        };
        let linked = event.seen.iter().any(|seen| !matches!(seen.relation, "client" | "stranger" | ""));
        let yes = if linked { parameters.linked_would_know } else { parameters.would_know };
        let would_he_know = if chance.yes(yes) {
            "yes"
        } else {
            chance.weighted(&[(66, "no"), (16, "unknown"), (15, "not_asked"), (3, "refused")])
        };
        let mut summary = String::new();
        if chance.yes(parameters.has_summary) {
            let editor = Witness::of(seed, WorkerNumber::other(event.spot, 0, pool, chance), parameters);
            let slips = chance.yes(parameters.summary_slips);
            narrative::summary(event, &editor, slips, chance, &mut summary);
        }
        let has_phone = event.seen.first().is_some_and(|seen| !seen.phones.is_empty());
        Told {
            victim: event.witness,
            teller: if reporter == event.victim { event.witness } else { Witness::of(seed, reporter, parameters) },
            reporter,
            reporter_kind: kind,
            force,
            force_known,
            linked,
            would_he_know,
            capacity_doubted: chance.yes(parameters.capacity_doubted),
            in_danger: chance.yes(parameters.in_danger),
            summary,
            victim_phone,
            reporter_phone,
            own_contact: has_phone && chance.yes(parameters.own_contact),
            telling: self,
            parameters,
        }
    }

    fn truth(&self, told: &Told<'_>) -> Truth {
        let event = self.event;
        let mut truth = Truth::new(
            self.id.to_owned(),
            event.number,
            PersonId::reporter(event.victim),
            PersonId::reporter(told.reporter),
            event.setting.code(),
        );
        if self.entry.second {
            truth.told_before = event.first_report.clone();
        }
        let year = event.at.year();
        for ((seen, person), seat) in event.seen.iter().zip(&event.people).zip(self.seats) {
            truth.offenders.push(TrueOffender {
                person: PersonId::offender(seen.person),
                partner: (seat.partner != NOBODY).then(|| PersonId::offender(seat.partner)),
                looks_like: (seat.like != NOBODY).then(|| PersonId::offender(seat.like)),
                sighting: seen.sighting,
                style: person.style.code,
                origin: person.origin().code,
                ethnicity: person.origin().ethnicity,
                age: (year - person.looks.born).unsigned_abs(),
                height_cm: person.looks.height_cm.unsigned_abs(),
                home: seat.home.place().force,
                phones: seen.true_phones.clone(),
                vehicle: seen.vehicle.as_ref().map(|car| TrueVehicle {
                    car: car.number,
                    holder: PersonId::offender(car.holder),
                    plate: car.true_plate.clone(),
                    year: car.year,
                    colour: car.true_colour,
                    reading: car.reading,
                }),
            });
        }
        truth
    }

    fn incident(&self, line: &mut Line, told: &Told<'_>, truth: &mut Truth, seed: u64, chance: &mut Chance) {
        let (event, parameters) = (self.event, told.parameters);
        line.text("schema", "uglymugs.incident/1");
        line.text("id", self.id);
        line.member("received_at", |line| self.received.write(line));
        line.list("offences", |line| {
            for kind in &event.offences {
                line.object("", |line| {
                    line.text("kind", kind);
                    if chance.yes(parameters.home_office_code_given) {
                        let code = home_office_code(kind, told.victim.gender);
                        line.list("home_office_codes", |line| {
                            if !code.is_empty() {
                                line.item(code)
                            }
                        });
                    }
                });
            }
        });
        self.when(line, chance, parameters);
        line.object("place", |line| self.place(line, told, chance));
        answered(line, "setting", event.setting.code(), parameters.setting_told, chance);
        let own_words = |line: &mut Line, about: &[Code], chance: &mut Chance| {
            line.list("own_words", |line| {
                let first = chance.pick(about);
                let second = chance.pick(about);
                for about in [first, if second == first { "" } else { second }] {
                    if !about.is_empty() && chance.yes(parameters.own_words) {
                        line.object("", |line| {
                            line.text("about", about);
                            line.text("text", narrative::own_words(about, &told.teller));
                        });
                    }
                }
            });
        };
        if chance.yes(parameters.has_narrative) {
            let persons = Persons {
                first: !told.is_third_party(),
                victim: told.victim.gender,
                offender: event.seen.first().map_or("man", |seen| seen.gender),
            };
            let mut text = String::with_capacity(400);
            narrative::narrative(event, &told.teller, persons, chance, parameters, &mut text);
            line.text("narrative", &text);
        }
        if !told.summary.is_empty() {
            line.object("summary", |line| {
                line.text("text", &told.summary);
                line.text("language", "en");
            });
        }
        own_words(
            line,
            &[
                "offences", "when", "place", "setting", "sector", "injuries", "support", "contact", "police", "victim",
                "other",
            ],
            chance,
        );
        if event.injuries.is_empty() {
            answered(line, "injuries", "none", parameters.no_injuries_told, chance);
        } else {
            // The wire has one code; the gravest stands for all.
            let gravest = event.injuries.iter().max_by_key(|injury| gravity(injury)).copied().unwrap_or_default();
            line.text("injuries", gravest);
        }
        self.aftermath(line, told, chance);
        line.object("reporter", |line| {
            line.text("kind", told.reporter_kind);
            if chance.yes(parameters.pseudonym_kept) {
                line.member("pseudonym", |line| line.build(|text| push_pseudonym(told.reporter.0, seed, text)));
            }
            if chance.yes(parameters.first_hand_told) {
                line.truth("first_hand", matches!(told.reporter_kind, "victim" | "witness"));
            }
            match told.reporter_kind {
                "project_worker" => line.text(
                    "grade",
                    if chance.yes(parameters.verified_project) { "verified_member" } else { "known_project" },
                ),
                _ if chance.yes(parameters.verified_member) => line.text("grade", "verified_member"),
                _ if chance.yes(parameters.unknown_source) => line.text("grade", "unknown"),
                _ => {}
            }
        });
        line.object("victim", |line| self.victim(line, told, seed, chance));
        line.list("offenders", |line| {
            for (at, (seen, truth)) in event.seen.iter().zip(&mut truth.offenders).enumerate() {
                line.object("", |line| {
                    let mut extra = None;
                    if at == 0 && told.own_contact {
                        // Her own number in his field: a slip of the form.
                        let mut text = String::new();
                        push_number(told.reporter_phone, told.teller.turn, &mut text);
                        truth.phones.push(TruePhone {
                            at: format!("phones[{}]", seen.phones.len()),
                            whose: Whose::Reporters,
                            person: Some(PersonId::reporter(told.reporter)),
                            before: None,
                        });
                        extra = Some(text);
                    }
                    offender::write(line, seen, told, extra.as_deref(), chance);
                    own_words(
                        line,
                        &[
                            "names",
                            "appearance",
                            "clothing",
                            "marks",
                            "speech",
                            "phrase",
                            "vehicle",
                            "behaviour",
                            "contact",
                            "other",
                        ],
                        chance,
                    );
                    offender::civil(line, seen, told, chance);
                });
            }
        });
        line.object("safety", |line| self.safety(line, told, chance));
    }

    /// The more time has gone by, the less exactly she knows when it was.
    fn when(&self, line: &mut Line, chance: &mut Chance, parameters: &Parameters) {
        let at = self.event.at;
        let clock = at.clock();
        let days = (self.received.0 - at.0) / DAY;
        let fresh = match days {
            0..=2 => 1.0,
            3..=13 => 0.6,
            14..=91 => 0.3,
            _ => 0.12,
        };
        if chance.yes(parameters.when_unknown * (2.0 - fresh)) {
            line.answer("when", chance.pick(&["unknown", "not_asked", "unknown", "refused"]));
            return;
        }
        if chance.yes(parameters.when_exact * fresh) {
            // Told to the quarter of an hour, mostly.
            let minute = if chance.yes(parameters.when_quarter) { i64::from(clock.minute) % 15 } else { 0 };
            return line.object("when", |line| line.member("at", |line| at.plus(-minute).write(line)));
        }
        let day = |line: &mut Line, at: Minute| line.member("day", |line| line.build(|text| at.clock().push_day(text)));
        if chance.yes(parameters.when_day * (0.4 + fresh)) {
            return line.object("when", |line| {
                day(line, at);
                if chance.yes(parameters.when_part_of_day) {
                    line.text("part_of_day", clock.part_of_day());
                }
            });
        }
        if days > 0 && chance.yes(parameters.when_range) {
            let wide = 1 + chance.below(days.clamp(1, 60) as u32);
            return line.object("when", |line| {
                line.object("from", |line| day(line, at.plus(-i64::from(chance.below(wide)) * DAY)));
                line.object("to", |line| day(line, at.plus(i64::from(chance.below(wide.min(days as u32))) * DAY)));
            });
        }
        line.object("when", |line| line.member("month", |line| line.build(|text| clock.push_month(text))));
    }

    fn place(&self, line: &mut Line, told: &Told<'_>, chance: &mut Chance) {
        let (event, parameters) = (self.event, told.parameters);
        if told.force_known {
            line.text("force", told.force);
        }
        if event.setting == Setting::Online {
            return answered(line, "kind", event.place_kind, parameters.place_kind_told, chance);
        }
        if chance.yes(parameters.area_given) {
            line.member("area", |line| line.build(|text| event.spot.push_district(text)));
        } else if chance.yes(parameters.area_in_words) {
            line.text(
                "area",
                chance.pick(&[
                    "near the docks",
                    "town centre",
                    "behind the station",
                    "off the ring road",
                    "by the canal",
                ]),
            );
        } else if chance.yes(parameters.unknown_in_words) {
            line.answer("area", chance.pick(&["unknown", "refused", "not_asked"]));
        }
        answered(line, "kind", event.place_kind, parameters.place_kind_told, chance);
        if chance.yes(parameters.venue_told) {
            line.text("venue", event.venue);
        }
        if chance.yes(parameters.street_told) {
            line.text("street", &event.street);
            if chance.yes(parameters.postcode_told) {
                line.text("postcode", &event.postcode);
            }
        }
    }

    fn aftermath(&self, line: &mut Line, told: &Told<'_>, chance: &mut Chance) {
        let (event, parameters) = (self.event, told.parameters);
        if chance.yes(parameters.support_asked) {
            if chance.yes(if event.grave() { parameters.support_wanted_grave } else { parameters.support_wanted }) {
                line.list("support_wanted", |line| {
                    let first = if event.sexual {
                        chance.weighted(&[(50, "sexual_violence_adviser"), (30, "sexual_health"), (20, "counselling")])
                    } else {
                        chance.weighted(&[
                            (26, "counselling"),
                            (18, "safety_planning"),
                            (16, "help_with_police"),
                            (12, "medical"),
                            (8, "housing"),
                            (8, "money"),
                            (5, "drugs_or_alcohol"),
                            (4, "legal_advice"),
                            (2, "leaving_sex_work"),
                            (1, "other"),
                        ])
                    };
                    line.item(first);
                    if chance.yes(parameters.second_support) && first != "safety_planning" {
                        line.item("safety_planning");
                    }
                });
            } else if !chance.yes(parameters.support_left_open) {
                line.list("support_wanted", |line| line.item("none"));
            } else {
                line.answer("support_wanted", chance.pick(&["unknown", "refused"]));
            }
        }
        answered(line, "contact_method", event.contact, parameters.contact_told, chance);
        line.object("police_contact", |line| {
            let status = if self.entry.level == Level::Full {
                chance.weighted(&[
                    (24, "none"),
                    (24, "considering"),
                    (14, "spoken_to"),
                    (18, "reported"),
                    (12, "crime_recorded"),
                    (8, "statement_given"),
                ])
            } else {
                chance.weighted(&[
                    (84, "none"),
                    (8, "considering"),
                    (4, "spoken_to"),
                    (2, "reported"),
                    (1, "crime_recorded"),
                    (1, "other"),
                ])
            };
            answered(line, "status", status, parameters.police_contact_told, chance);
            if matches!(status, "crime_recorded" | "statement_given" | "reported")
                && chance.yes(parameters.police_reference_told)
            {
                line.member("reference", |line| {
                    line.build(|text| {
                        super::calendar::push_padded(text, 13 + chance.below(40), 2);
                        text.push('/');
                        super::calendar::push_padded(text, 1_000 + chance.below(90_000), 1);
                        text.push('/');
                        super::calendar::push_padded(text, self.received.year().unsigned_abs() % 100, 2);
                    })
                });
            }
        });
    }

    fn victim(&self, line: &mut Line, told: &Told<'_>, seed: u64, chance: &mut Chance) {
        let (event, parameters, victim) = (self.event, told.parameters, &told.victim);
        if chance.yes(parameters.pseudonym_kept) {
            line.member("pseudonym", |line| line.build(|text| push_pseudonym(event.victim.0, seed, text)));
        }
        // Her usual way; now and then she was working in another.
        let sector = if chance.yes(parameters.sector_is_setting) {
            event.setting.code()
        } else {
            chance.pick(&Setting::ALL).code()
        };
        answered(line, "sector", sector, parameters.sector_told, chance);
        answered(line, "gender", victim.gender, parameters.victim_gender_told, chance);
        answered(line, "ethnicity", victim.ethnicity, parameters.victim_ethnicity_told, chance);
        if victim.age_band == "under_18" {
            line.text("age_band", victim.age_band);
        } else {
            answered(line, "age_band", victim.age_band, parameters.age_band_told, chance);
        }
        let strand = if told.force == "E23000004" && told.force_known && chance.yes(parameters.merseyside_hate_crime) {
            "sex_workers"
        } else if chance.yes(parameters.hate_crime) {
            match (victim.gender, victim.ethnicity) {
                ("trans_woman" | "trans_man", _) => "transgender",
                (_, "w1" | "ns") => {
                    chance.weighted(&[(80, "sex_workers"), (10, "disability"), (10, "sexual_orientation")])
                }
                _ => chance.weighted(&[(50, "race"), (40, "sex_workers"), (10, "religion")]),
            }
        } else {
            "not_claimed"
        };
        answered(line, "hate_crime", strand, parameters.hate_crime_asked, chance);
        if told.capacity_doubted || chance.yes(parameters.safeguarding_asked) {
            line.truth("capacity_doubted", told.capacity_doubted);
        }
        if told.in_danger || chance.yes(parameters.safeguarding_asked) {
            line.truth("in_danger", told.in_danger);
        }
    }

    fn safety(&self, line: &mut Line, told: &Told<'_>, chance: &mut Chance) {
        let parameters = told.parameters;
        match told.would_he_know {
            "yes" => line.truth("would_he_know", true),
            "no" => line.truth("would_he_know", false),
            // Not asked is mostly left out.
            "not_asked" if !chance.yes(parameters.unknown_in_words) => {}
            other => line.answer("would_he_know", other),
        }
        if chance.yes(parameters.only_she_knows) {
            let path = chance.pick(&[
                "place.area",
                "when",
                "offenders[].own_words",
                "offenders[].vehicle",
                "offenders[].appearance.marks",
                "narrative",
                "place.kind",
                "offenders[].behaviours",
                "summary",
            ]);
            line.object("only_you_know", |line| {
                line.list("paths", |line| line.item(path));
                if chance.yes(parameters.names_phrase) {
                    line.list("phrases", |line| {
                        line.item(chance.pick(&[
                            "the red door",
                            "my sister's flat",
                            "the second cup",
                            "the song he played",
                        ]))
                    });
                }
            });
        } else if chance.yes(parameters.unknown_in_words) {
            line.answer("only_you_know", chance.pick(&["unknown", "refused"]));
        }
        if chance.yes(parameters.hold_asked) {
            if !chance.yes(parameters.held) {
                return line.object("hold_back", |line| line.text("hold", "none"));
            }
            match chance.weighted(&[(5, "until"), (5, "until_day_ends"), (2, "until_i_say")]) {
                "until" => line.object("hold_back", |line| {
                    line.text("hold", "until");
                    let days = 1 + i64::from(chance.below(20));
                    line.member("at", |line| self.received.plus(days * DAY).at_wall(12 * 60).write(line));
                }),
                "until_day_ends" => line.object("hold_back", |line| {
                    let last = self.received.plus((1 + i64::from(chance.below(14))) * DAY).clock();
                    line.text("hold", "until_day_ends");
                    line.member("day", |line| line.build(|text| last.push_day(text)));
                    line.text("offset", if last.summer { "+01:00" } else { "+00:00" });
                }),
                _ => line.object("hold_back", |line| line.text("hold", "until_i_say")),
            }
        }
    }
}

/// Of what is not told, how much stands as unknown, not asked or refused instead of being left out (assumed).
const LEFT_OPEN: f64 = 0.3;

/// A coded answer: told that often; otherwise left out, or unknown or refused in so many words.
pub(super) fn answered(line: &mut Line, name: &str, code: &str, told: f64, chance: &mut Chance) {
    if code.is_empty() {
        return;
    }
    if chance.yes(told) {
        line.text(name, code);
    } else if chance.yes(LEFT_OPEN) {
        line.answer(name, chance.pick(&["unknown", "unknown", "not_asked", "refused"]));
    }
}

fn gravity(injury: &str) -> u8 {
    match injury {
        "bruising" | "cuts" | "other_minor" => 0,
        "fracture" | "other_serious" => 1,
        "head_injury" => 2,
        _ => 3,
    }
}

/// A code that can be one of the kind's.
fn home_office_code(kind: &str, victim: &str) -> Code {
    let man = matches!(victim, "man" | "trans_man");
    match kind {
        "rape" => {
            if man {
                "19F"
            } else {
                "19C"
            }
        }
        "sexual_assault" => {
            if man {
                "17A"
            } else {
                "20A"
            }
        }
        "causing_sexual_activity" => "22A",
        "exposure" => "88E",
        "trafficking" => "72",
        "modern_slavery" => "106",
        "attempted_murder" => "2",
        "assault_intending_serious_harm" => "5D",
        "assault_with_injury" => "8N",
        "assault_without_injury" => "105A",
        "kidnapping" => "36",
        "threats_to_kill" => "3B",
        "blackmail" => "35",
        "threat_to_damage" => "59",
        "harassment" => "8L",
        "stalking" => "8Q",
        "robbery" => "34B",
        "theft" => "49",
        "making_off_without_payment" => "49A",
        "criminal_damage" => "58D",
        _ => "",
    }
}
