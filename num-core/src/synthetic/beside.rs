//! What stands beside a report: who is behind it, and what the scheme recorded.

use super::{
    calendar::{DAY, HOUR},
    chance::Chance,
    consent::{Consent, PARTNER, SCHEME},
    line::Line,
    people::NOBODY,
    phones::push_number,
    places::{STREETS, push_postcode},
    plan::{Level, Outcome},
    telling::{Told, push_pseudonym},
    workers::Witness,
};

/// Who the people behind a report are.
pub(super) fn identity(line: &mut Line, told: &Told<'_>, chance: &mut Chance) {
    let parameters = told.parameters;
    line.text("schema", "uglymugs.identity/1");
    line.text("incident", told.telling.id);
    let full = told.telling.entry.level == Level::Full;
    let person = |line: &mut Line, witness: &Witness, phone: u64, known: f64, chance: &mut Chance| {
        line.list("names", |line| {
            if chance.yes(known) {
                line.build(|text| witness.push_full_name(text));
            }
            if chance.yes(parameters.working_name_told) {
                line.item(witness.working_name);
            }
        });
        line.list("phones", |line| {
            if chance.yes(known) {
                line.build(|text| push_number(phone, witness.turn >> 3, text));
            }
        });
        line.list("emails", |line| {
            if chance.yes(known * parameters.email_of_the_known) {
                line.build(|text| {
                    text.extend(witness.working_name.chars().map(|letter| letter.to_ascii_lowercase()));
                    text.push('.');
                    super::calendar::push_padded(text, witness.surname % 100_000, 1);
                    text.push_str("@example.org");
                });
            }
        });
        if chance.yes(known * parameters.address_of_the_known) {
            line.object("address", |line| {
                line.member("street", |line| {
                    line.build(|text| {
                        super::calendar::push_padded(text, 1 + witness.surname % 90, 1);
                        text.push(' ');
                        text.push_str(
                            STREETS.get(witness.surname as usize / 90 % STREETS.len()).copied().unwrap_or_default(),
                        );
                    });
                });
                if chance.yes(parameters.home_postcode_told) {
                    line.member("postcode", |line| {
                        line.build(|text| push_postcode(told.telling.event.spot, chance, text))
                    });
                }
            });
        }
        if chance.yes(parameters.safe_contact) {
            line.text(
                "safe_contact",
                chance.pick(&[
                    "text only, after noon",
                    "through the drop-in",
                    "do not ring at night",
                    "ask for me at the desk on Tuesdays",
                    "email, never by phone",
                ]),
            );
        }
    };
    let known = if full { parameters.identity_known_full } else { parameters.identity_known };
    line.object("victim", |line| person(line, &told.victim, told.victim_phone, known, chance));
    if told.is_third_party() {
        line.object("reporter", |line| {
            person(line, &told.teller, told.reporter_phone, parameters.reporter_known, chance)
        });
        line.member("taken_by", |line| line.build(|text| told.teller.push_full_name(text)));
    } else if chance.yes(parameters.taken_by_told) {
        line.text("taken_by", "Odette Brindlemere");
    }
}

/// Who works at the scheme's desk.
const DESK: [&str; 3] = ["Odette Brindlemere", "Tamsin Hollinwick", "Rufus Caldthwaite"];

/// What the scheme recorded.
pub(super) fn circumstances(line: &mut Line, told: &Told<'_>, seed: u64, chance: &mut Chance) {
    let parameters = told.parameters;
    let telling = told.telling;
    line.text("schema", "uglymugs.circumstances/1");
    line.text("incident", telling.id);
    let by = chance.pick(&DESK);
    let looked_at = telling.received.plus(HOUR + i64::from(chance.below((parameters.triage_days * DAY as f64) as u32)));
    line.list("triage", |line| {
        let entry = |line: &mut Line, state: &str, later: i64, why: &str, of: &str| {
            line.object("", |line| {
                line.text("state", state);
                line.member("at", |line| {
                    (if state == "received" { telling.received } else { looked_at.plus(later) }).write(line)
                });
                line.text("by", by);
                line.text("of", of);
                line.text("why", why);
            });
        };
        entry(line, "received", 0, "", "");
        match telling.entry.outcome {
            Outcome::Accepted => entry(line, "accepted", 0, "", ""),
            Outcome::Duplicate => match telling.event.first_report.as_deref() {
                Some(first) => entry(line, "duplicate", 0, "", first),
                None => entry(line, "accepted", 0, "", ""),
            },
            Outcome::Rejected => {
                let why = chance.weighted(&[
                    (40, "not_enough_told"),
                    (24, "out_of_scope"),
                    (14, "test"),
                    (12, "told_by_mistake"),
                    (6, "other"),
                    (4, "false_report"),
                ]);
                entry(line, "rejected", 0, why, "");
            }
            Outcome::Disputed => {
                entry(line, "accepted", 0, "", "");
                entry(line, "disputed", 5 * DAY, "contested", "");
            }
            Outcome::Received => {}
        }
    });
    if told.needs_person() && chance.yes(parameters.decision_taken) {
        line.list("decisions", |line| {
            line.object("", |line| {
                line.member("at", |line| looked_at.plus(2 * HOUR).write(line));
                line.text("by", chance.pick(&DESK));
                line.truth("proceed", chance.yes(parameters.decided_to_proceed));
            });
        });
    }
    references(line, told, chance);
    if !told.summary.is_empty() && chance.yes(parameters.summary_approved) {
        line.list("approvals", |line| {
            line.object("", |line| {
                line.text("text", &told.summary);
                line.text("language", "en");
                line.text("approver", chance.pick(&DESK));
                line.member("at", |line| looked_at.plus(3 * HOUR).write(line));
                line.list("audiences", |line| {
                    line.item("members");
                    line.item("police_anonymous");
                    for audience in ["police_full", "partner"] {
                        if chance.yes(parameters.approved_further) {
                            line.item(audience);
                        }
                    }
                });
            });
        });
    }
    if told.own_contact {
        let at = telling.event.seen.first().map_or(0, |seen| seen.phones.len());
        line.list("own_contacts", |line| {
            line.object("", |line| {
                line.member("path", |line| {
                    line.build(|text| {
                        text.push_str("offenders[0].phones[");
                        super::calendar::push_padded(text, at as u32, 1);
                        text.push(']');
                    });
                });
                if chance.yes(parameters.own_contact_decided) {
                    line.object("decision", |line| {
                        line.member("at", |line| looked_at.plus(4 * HOUR).write(line));
                        line.text("by", by);
                        line.truth("show", false);
                    });
                }
            });
        });
    }
    line.object("facts", |line| {
        line.list("linked_reports", |line| {
            for source in Consent::linked(told) {
                line.object("", |line| {
                    line.member("source", |line| line.build(|text| push_pseudonym(source, seed, text)));
                    line.text("grade", "known_project");
                    line.truth("accepted", true);
                    line.truth("withdrawn", false);
                    line.truth("matching", true);
                    line.list("offenders", |line| line.number_item(0));
                });
            }
        });
        line.list("own_sources", |line| {
            line.build(|text| push_pseudonym(telling.event.victim.0, seed, text));
            if told.is_third_party() && told.reporter.0 != NOBODY {
                line.build(|text| push_pseudonym(told.reporter.0, seed, text));
            }
        });
    });
}

/// What each recipient who could be given the report would call it.
fn references(line: &mut Line, told: &Told<'_>, chance: &mut Chance) {
    let drawn = |line: &mut Line, chance: &mut Chance| {
        line.build(|text| {
            for mut bits in [chance.bits(), chance.bits()] {
                for _ in 0..8 {
                    text.push(char::from_digit(bits & 15, 16).unwrap_or('0'));
                    bits >>= 4;
                }
            }
        });
    };
    line.list("references", |line| {
        for (kind, recipient) in [
            ("members", SCHEME),
            ("police", told.force),
            ("police", "nca_scas"),
            ("partner", PARTNER),
            ("research", super::year::RELEASE),
        ] {
            line.object("", |line| {
                line.member("recipient", |line| {
                    line.build(|text| {
                        text.push_str(kind);
                        text.push('/');
                        text.push_str(recipient);
                    });
                });
                line.member("reference", |line| drawn(line, chance));
            });
        }
    });
}
