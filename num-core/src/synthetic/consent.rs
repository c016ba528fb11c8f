//! Consent: what was said, when and by whom, so that it comes to the level that the plan gives the report.

use super::{
    calendar::{DAY, HOUR, Minute},
    chance::Chance,
    line::Line,
    people::NOBODY,
    plan::Level,
    telling::Told,
};

/// Under which wording consent is asked for. The last one is unheard of: a leaflet that nobody entered in the table.
pub(super) const WORDINGS: [&str; 3] = ["leaflet-1", "form-2", "form-3"];
const UNHEARD_OF: &str = "leaflet-draft";

/// The national scheme, and a local one in West Yorkshire that is a partner.
pub(super) const SCHEME: &str = "num";
pub(super) const PARTNER: &str = "leeds_genesis";

/// How the level comes about.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Way {
    /// In one statement.
    #[default]
    AtOnce,
    /// Less first, more later.
    Raised,
    /// More first, then part of it withdrawn.
    Withdrawn,
    /// On a condition that is met, or is not.
    Conditional,
    /// A statement that does not count: nobody gave authority, or the wording is unheard of.
    Void,
    /// Nothing was asked.
    Silent,
}

/// The consent of one report.
pub(super) struct Consent<'t> {
    pub(super) told: &'t Told<'t>,
}

/// What one statement grants.
#[derive(Clone, Copy, Default)]
struct Granted {
    matching: bool,
    lookup: bool,
    alert: bool,
    anonymous: bool,
    full: bool,
    partner: bool,
    statistics: bool,
    condition: u32,
    takes_effect: bool,
}

impl Consent<'_> {
    /// To whom police grants go: the force, or SCAS.
    fn police(&self) -> &'static str {
        if self.told.force_known { self.told.force } else { "nca_scas" }
    }

    /// The sources that linked reports have, as far as a person confirmed them.
    pub(super) fn linked(told: &Told<'_>) -> impl Iterator<Item = u32> {
        let own = told.telling.event.victim.0;
        let mut seen = [NOBODY; 3];
        let sources = told.telling.sources;
        let mut count = 0;
        for source in sources {
            if source != NOBODY
                && source != own
                && !seen.contains(&source)
                && let Some(place) = seen.get_mut(count)
            {
                *place = source;
                count += 1;
            }
        }
        seen.into_iter().take(count)
    }

    pub(super) fn write(&self, line: &mut Line, chance: &mut Chance) {
        line.text("schema", "uglymugs.consent/1");
        line.text("incident", self.told.telling.id);
        let way = self.way(chance);
        if way == Way::Silent {
            // A list that is required, and empty.
            line.member("events", Line::empty_list);
        } else {
            line.list("events", |line| self.events(line, way, chance));
        }
    }

    fn way(&self, chance: &mut Chance) -> Way {
        let (told, parameters) = (self.told, self.told.parameters);
        match told.telling.entry.level {
            Level::Full => {
                if Self::linked(told).count() >= 2 && chance.yes(parameters.condition_met) {
                    Way::Conditional
                } else if chance.yes(parameters.raised_to_full) {
                    Way::Raised
                } else {
                    Way::AtOnce
                }
            }
            Level::Anonymous => {
                if chance.yes(parameters.conditional) {
                    Way::Conditional
                } else if chance.yes(parameters.narrowed) {
                    Way::Withdrawn
                } else if chance.yes(parameters.raised_to_anonymous) {
                    Way::Raised
                } else {
                    Way::AtOnce
                }
            }
            Level::AlertOnly => {
                if told.is_third_party() && chance.yes(parameters.without_authority) {
                    Way::Void
                } else if chance.yes(parameters.narrowed * 2.0) {
                    Way::Withdrawn
                } else {
                    Way::AtOnce
                }
            }
            Level::None => {
                chance.weighted(&[(30, Way::AtOnce), (22, Way::Withdrawn), (18, Way::Void), (30, Way::Silent)])
            }
        }
    }

    fn events(&self, line: &mut Line, way: Way, chance: &mut Chance) {
        let (told, parameters) = (self.told, self.told.parameters);
        let received = told.telling.received;
        let level = told.telling.entry.level;
        let first = if told.is_third_party() && chance.yes(parameters.asked_later) {
            received.plus(i64::from(chance.below(3 * DAY as u32)))
        } else {
            received
        };
        let later = first.plus(DAY + i64::from(chance.below(25 * DAY as u32)));
        let basics = Granted {
            matching: chance.yes(parameters.matching),
            lookup: chance.yes(parameters.lookup),
            alert: chance.yes(if level >= Level::Anonymous { parameters.alert_beside_police } else { 1.0 }),
            statistics: chance.yes(parameters.statistics),
            partner: told.force == "E23000010" && chance.yes(parameters.partner),
            ..Granted::default()
        };
        let police = Granted { anonymous: true, ..basics };
        let everything = Granted { full: true, anonymous: chance.yes(parameters.anonymous_beside_full), ..basics };
        match (level, way) {
            (Level::Full, Way::Raised) => {
                self.statement(line, first, police, false, chance);
                self.statement(line, later, Granted { full: true, ..Granted::default() }, false, chance);
            }
            (Level::Full, Way::Conditional) => {
                let condition = chance.between(1, 2).unsigned_abs();
                self.statement(line, first, Granted { condition, takes_effect: true, ..everything }, false, chance);
            }
            (Level::Full, _) => self.statement(line, first, everything, false, chance),
            (Level::Anonymous, Way::Raised) => {
                self.statement(line, first, basics, false, chance);
                self.statement(line, later, Granted { anonymous: true, ..Granted::default() }, false, chance);
            }
            (Level::Anonymous, Way::Withdrawn) => {
                self.statement(line, first, Granted { anonymous: true, ..everything }, false, chance);
                self.withdrawal(line, later, &[("police_full", self.police())]);
            }
            (Level::Anonymous, Way::Conditional) => {
                // More are needed than there are; or he is to be asked again when there are enough.
                let linked = Self::linked(told).count() as u32;
                let ask_again = linked > 0 && chance.yes(parameters.condition_asks_again);
                let condition = if ask_again { 1 } else { linked + 1 + chance.below(2) };
                let granted = Granted { condition, takes_effect: !ask_again, anonymous: true, ..everything };
                self.statement(line, first, granted, false, chance);
            }
            (Level::Anonymous, _) => self.statement(line, first, police, false, chance),
            (Level::AlertOnly, Way::Withdrawn) => {
                self.statement(line, first, police, false, chance);
                // Of a purpose without a recipient: every recipient.
                self.withdrawal(line, later, &[("police_anonymous", "")]);
            }
            (Level::AlertOnly, Way::Void) => self.statement(line, first, police, true, chance),
            (Level::AlertOnly, _) => self.statement(line, first, basics, false, chance),
            (Level::None, Way::Withdrawn) => {
                self.statement(line, first, police, false, chance);
                self.withdrawal(line, later, &[]);
            }
            (Level::None, Way::Void) => self.statement_under(line, first, UNHEARD_OF, police, false, chance),
            (Level::None, _) => {
                self.statement(
                    line,
                    first,
                    Granted { matching: true, alert: false, lookup: false, partner: false, ..basics },
                    false,
                    chance,
                );
            }
        }
        if told.is_third_party() && level == Level::Full && chance.yes(parameters.reporters_own_identity) {
            self.reporters_own(line, first.plus(HOUR));
        }
        if chance.yes(parameters.overridden) {
            self.overriding(line, later.plus(2 * HOUR), chance);
        }
    }

    fn statement(&self, line: &mut Line, at: Minute, granted: Granted, void: bool, chance: &mut Chance) {
        let [first, second, third] = WORDINGS;
        // Old stock is used up for a while after a new wording is there.
        let old = self.told.parameters.old_wording;
        let wording = match at.year() - self.told.parameters.first_calendar_year() {
            ..2 => first,
            2..5 => {
                if chance.yes(old) {
                    first
                } else {
                    second
                }
            }
            _ => {
                if chance.yes(old) {
                    second
                } else {
                    third
                }
            }
        };
        self.statement_under(line, at, wording, granted, void, chance);
    }

    fn statement_under(
        &self,
        line: &mut Line,
        at: Minute,
        wording: &str,
        granted: Granted,
        void: bool,
        chance: &mut Chance,
    ) {
        let (told, parameters) = (self.told, self.told.parameters);
        line.object("", |line| {
            line.text("event", "grant");
            line.member("at", |line| at.write(line));
            line.object("by", |line| {
                if told.is_third_party() && (void || chance.yes(parameters.third_party_speaks)) {
                    line.text("who", "third_party");
                    let authority = |line: &mut Line, chance: &mut Chance| {
                        line.text("who", "the victim");
                        line.text(
                            "how",
                            chance.pick(&["said so on the phone", "in person at the drop-in", "by text message"]),
                        );
                        line.member("at", |line| at.plus(-HOUR - i64::from(chance.below(300))).write(line));
                    };
                    if !void {
                        line.object("authority", |line| authority(line, chance));
                    } else if chance.yes(parameters.authority_half_noted) {
                        // Somebody began to write it down.
                        line.object("authority", |line| line.text("who", "the victim"));
                    }
                } else {
                    line.text("who", "victim");
                }
            });
            line.text("wording", wording);
            if chance.yes(parameters.capture_noted) {
                line.object("capture", |line| {
                    let how = if told.is_third_party() {
                        chance.pick(&["in_person", "phone", "paper", "in_person"])
                    } else {
                        chance.weighted(&[(50, "web_form"), (24, "app"), (10, "email"), (10, "phone"), (6, "paper")])
                    };
                    line.text("how", how);
                    if told.is_third_party() {
                        line.member("taken_by", |line| line.build(|text| told.teller.push_full_name(text)));
                    }
                });
            }
            if chance.yes(parameters.starts_later) {
                let days = 1 + i64::from(chance.below(10));
                line.member("starts_at", |line| at.plus(days * DAY).write(line));
            }
            line.list("grants", |line| self.grants(line, granted, chance));
        });
    }

    fn grants(&self, line: &mut Line, granted: Granted, chance: &mut Chance) {
        let (told, parameters) = (self.told, self.told.parameters);
        let narrow = chance.yes(parameters.scope_narrowed);
        let accepted = chance.yes(parameters.recognition_accepted);
        let named = told.linked && chance.yes(parameters.linked_offender_named);
        let grant = |line: &mut Line, purpose: &str, recipient: &str| {
            line.object("", |line| {
                line.text("purpose", purpose);
                line.text("recipient", recipient);
                match purpose {
                    "police_anonymous" if named => line.list("scope", |line| {
                        for part in [
                            "offences",
                            "when",
                            "area",
                            "recognition",
                            "contact_identifiers",
                            "linked_offender",
                            "summary",
                            "first_hand",
                        ] {
                            line.item(part);
                        }
                    }),
                    "police_anonymous" | "alert" if narrow => line.list("scope", |line| {
                        for part in ["offences", "when", "recognition", "contact_identifiers"] {
                            line.item(part);
                        }
                    }),
                    _ => {}
                }
                if accepted && matches!(purpose, "alert" | "lookup") {
                    line.truth("recognition_accepted", true);
                }
                if purpose == "police_full" && granted.condition > 0 {
                    line.object("condition", |line| {
                        line.number("at_least", granted.condition);
                        line.text("then", if granted.takes_effect { "take_effect" } else { "recontact" });
                    });
                }
            });
        };
        if granted.matching {
            grant(line, "matching", "");
        }
        if granted.lookup {
            grant(line, "lookup", SCHEME);
        }
        if granted.alert {
            grant(line, "alert", SCHEME);
        }
        if granted.anonymous {
            grant(line, "police_anonymous", self.police());
            if self.police() != "nca_scas" && chance.yes(parameters.scas_too) {
                grant(line, "police_anonymous", "nca_scas");
            }
        }
        if granted.full {
            grant(line, "police_full", self.police());
        }
        if granted.partner {
            grant(line, "partner", PARTNER);
        }
        if granted.statistics
            || !(granted.matching || granted.lookup || granted.alert || granted.anonymous || granted.full)
        {
            grant(line, "statistics", "");
        }
    }

    fn withdrawal(&self, line: &mut Line, at: Minute, what: &[(&str, &str)]) {
        line.object("", |line| {
            line.text("event", "withdraw");
            line.member("at", |line| at.write(line));
            line.text("by", "victim");
            line.list("what", |line| {
                for (purpose, recipient) in what {
                    line.object("", |line| {
                        line.text("purpose", purpose);
                        line.text("recipient", recipient);
                    });
                }
            });
        });
    }

    fn reporters_own(&self, line: &mut Line, at: Minute) {
        line.object("", |line| {
            line.text("event", "grant");
            line.member("at", |line| at.write(line));
            line.object("by", |line| line.text("who", "reporter"));
            let [.., last] = WORDINGS;
            line.text("wording", last);
            line.list("grants", |line| {
                line.object("", |line| {
                    line.text("purpose", "police_full");
                    line.text("recipient", self.police());
                });
            });
        });
    }

    fn overriding(&self, line: &mut Line, at: Minute, chance: &mut Chance) {
        let told = self.told;
        line.object("", |line| {
            line.text("event", "override");
            line.text("incident", told.telling.id);
            line.text("recipient", self.police());
            let ground = match told.victim.age_band {
                "under_18" => "child_at_risk",
                _ => chance.pick(&["threat_to_life", "vulnerable_adult"]),
            };
            line.text("ground", ground);
            line.text("reason", "Two people on duty agreed that it cannot wait.");
            line.member("ends_at", |line| at.plus(30 * DAY).write(line));
            line.list("signatures", |line| {
                for (name, minutes) in [("Brogan Wetherholm", 0), ("Imelda Cotterdyke", 25)] {
                    line.object("", |line| {
                        line.text("authoriser", name);
                        line.member("at", |line| at.plus(minutes).write(line));
                    });
                }
            });
        });
    }
}
