//! Whose statement counts, and what it opens: A05, A09–A13, A31, A32, A34, A47, A48.

use super::asking::{Asking, Audience, list};
use super::instant::instant;
use super::table::{parts_given, wording_stood};
use super::text::fold;
use super::{earliest_reason, safety};
use serde_json::Value;
use std::collections::HashSet;
use time::OffsetDateTime;

/// Whose statements are looked at.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Line {
    /// The victim's, or a third party's for her.
    Hers,
    /// The reporter's, of the reporter's own identity.
    Reporters,
}

/// A grant in force.
#[derive(Clone)]
pub(super) struct Grant {
    scope: Option<Vec<String>>,
    recognition_accepted: bool,
    /// A05: of a third party without authority.
    limited: bool,
}

/// What is open to the audience.
pub(super) struct Opening {
    grants: Vec<Grant>,
    pub(super) overriding: bool,
}

struct Statement<'a> {
    at: OffsetDateTime,
    by: &'a str,
    event: &'a Value,
    grant: &'a Value,
}

impl Opening {
    /// A13: whether a part is in scope.
    pub(super) fn in_scope(&self, asking: &Asking<'_>, part: &str) -> bool {
        let given = parts_given(asking.version, asking.audience.column()).contains(&part);
        let without_scope =
            given && (self.overriding || !(part == "linked_offender" && asking.audience == Audience::PoliceAnonymous));
        self.overriding && without_scope
            || self.grants.iter().any(|grant| match &grant.scope {
                None => without_scope,
                Some(scope) => scope.iter().any(|code| code == part),
            })
    }

    /// A05: whether nothing but offence category, area and recognition is open.
    pub(super) fn limited(&self) -> bool {
        !self.overriding && self.grants.iter().all(|grant| grant.limited)
    }

    pub(super) fn recognition_accepted(&self) -> bool {
        self.grants.iter().any(|grant| grant.recognition_accepted && !grant.limited)
    }
}

/// What this audience is open for, or the reason that it is not.
pub(super) fn opening(asking: &Asking<'_>) -> Result<Opening, &'static str> {
    if override_in_force(asking) {
        return Ok(Opening { grants: Vec::new(), overriding: true });
    }
    let (purposes, recipient): (&[&str], Option<&str>) = match asking.audience {
        Audience::MembersAlert => (&["alert"], Some(&asking.to)),
        Audience::MembersLookup => (&["lookup"], Some(&asking.to)),
        Audience::PoliceAnonymous => (&["police_anonymous", "police_full"], Some(&asking.to)),
        Audience::PoliceFull => (&["police_full"], Some(&asking.to)),
        Audience::Partner => (&["partner"], Some(&asking.to)),
        Audience::Research => (&["statistics"], None),
    };
    opened_by(asking, Line::Hers, purposes, recipient)
}

/// A34: why the reporter's own identity is not open to PoliceFull, if it is not.
pub(super) fn reporters_own(asking: &Asking<'_>) -> Result<Opening, &'static str> {
    opened_by(asking, Line::Reporters, &["police_full"], Some(&asking.to))
}

fn opened_by(
    asking: &Asking<'_>,
    line: Line,
    purposes: &[&str],
    recipient: Option<&str>,
) -> Result<Opening, &'static str> {
    let mut grants = Vec::new();
    let mut reasons = Vec::new();
    for purpose in purposes {
        match in_force(asking, line, purpose, recipient) {
            Ok(grant) => grants.push(grant),
            Err(reason) => reasons.push(reason),
        }
        let names_another = recipients_of(asking.consent, purpose)
            .into_iter()
            .any(|other| other != recipient && in_force(asking, line, purpose, other).is_ok());
        if names_another {
            reasons.push("other_recipient");
        }
    }
    if grants.is_empty() { Err(earliest_reason(&reasons)) } else { Ok(Opening { grants, overriding: false }) }
}

/// Every recipient that a grant of this purpose has ever named.
fn recipients_of<'a>(consent: &'a Value, purpose: &str) -> Vec<Option<&'a str>> {
    list(&consent["events"])
        .iter()
        .flat_map(|event| list(&event["grants"]))
        .filter(|grant| grant["purpose"] == purpose)
        .map(|grant| grant["recipient"].as_str())
        .collect()
}

/// The grant in force of a purpose to a recipient, or why none is.
fn in_force(asking: &Asking<'_>, line: Line, purpose: &str, recipient: Option<&str>) -> Result<Grant, &'static str> {
    let all = statements(asking, purpose, recipient);
    let withdrawals = withdrawals(asking, purpose, recipient);
    let blocked = withdrawals
        .iter()
        .any(|withdrawn| !all.iter().any(|statement| statement.by == "victim" && statement.at > *withdrawn));
    // The reporter's own grant knows no restoring by the victim: A34.
    if blocked && (matches!(line, Line::Hers) || all.iter().all(|statement| statement.by != "reporter")) {
        return Err("withdrawn");
    }
    let latest = |by: &str| all.iter().filter(|statement| statement.by == by).max_by_key(|statement| statement.at);
    let counting = match line {
        Line::Hers => latest("victim").or_else(|| latest("third_party")),
        Line::Reporters => latest("reporter"),
    };
    let Some(statement) = counting else {
        return Err("no_grant");
    };
    // A withdrawal ends what was stated before it; lifting the block brings no earlier statement back.
    if withdrawals.iter().any(|at| statement.at <= *at) {
        return Err("withdrawn");
    }
    let Statement { at, event, grant, .. } = statement;
    let scope = grant["scope"]
        .as_array()
        .map(|codes| codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect::<Vec<_>>());
    if scope.as_ref().is_some_and(Vec::is_empty) {
        return Err("narrowed");
    }
    let unauthorised = statement.by == "third_party" && !authorised(&event["by"], *at);
    if unauthorised && !["matching", "alert"].contains(&purpose) {
        return Err("third_party_without_authority");
    }
    let wording = event["wording"].as_str().expect("a wording");
    if !wording_stood(asking.version, wording, *at) {
        return Err("wording_unknown");
    }
    if event["starts_at"].as_str().is_some_and(|start| instant(start) > asking.now) {
        return Err("not_yet_in_force");
    }
    if let Some(condition) = grant.get("condition") {
        if independent_sources(asking, condition) < condition["at_least"].as_u64().expect("a number") {
            return Err("condition_not_met");
        }
        if condition["then"] != "take_effect" {
            return Err("recontact_needed");
        }
    }
    Ok(Grant { scope, recognition_accepted: grant["recognition_accepted"] == true, limited: unauthorised })
}

/// The grant statements of a purpose and recipient that count at this instant, in list order.
fn statements<'a>(asking: &Asking<'a>, purpose: &str, recipient: Option<&str>) -> Vec<Statement<'a>> {
    let mut found = Vec::new();
    for event in list(&asking.consent["events"]) {
        if event["event"] != "grant" || !asking.counts(event) {
            continue;
        }
        for grant in list(&event["grants"]) {
            if grant["purpose"] == purpose && grant["recipient"].as_str() == recipient {
                found.push(Statement {
                    at: instant(event["at"].as_str().expect("at")),
                    by: event["by"]["who"].as_str().expect("who"),
                    event,
                    grant,
                });
            }
        }
    }
    found
}

/// A48, A38: when this purpose and recipient were withdrawn.
fn withdrawals(asking: &Asking<'_>, purpose: &str, recipient: Option<&str>) -> Vec<OffsetDateTime> {
    let own = list(&asking.consent["events"]).iter().filter(|event| event["event"] == "withdraw");
    let twins = list(&asking.circumstances["facts"]["twin_withdrawals"]).iter();
    own.chain(twins)
        .filter(|withdrawal| asking.counts(withdrawal))
        .filter(|withdrawal| match withdrawal.get("what") {
            None => true,
            Some(what) => list(what).iter().any(|named| {
                named["purpose"] == purpose
                    && (named.get("recipient").is_none() || named["recipient"].as_str() == recipient)
            }),
        })
        .map(|withdrawal| instant(withdrawal["at"].as_str().expect("at")))
        .collect()
}

/// A05: who, how and when, the text not blank, the when not after the statement.
fn authorised(by: &Value, stated: OffsetDateTime) -> bool {
    let authority = &by["authority"];
    let said = |text: &Value| text.as_str().is_some_and(|text| !fold(text).is_empty());
    said(&authority["who"])
        && said(&authority["how"])
        && authority["at"].as_str().is_some_and(|at| instant(at) <= stated)
}

/// A11: how many other people's reports count towards the condition.
fn independent_sources(asking: &Asking<'_>, condition: &Value) -> u64 {
    let facts = &asking.circumstances["facts"];
    let named = list(&condition["offenders"]);
    let counted = |index: &Value| {
        if named.is_empty() {
            index.as_u64().is_some_and(|index| (index as usize) < asking.offenders().len())
        } else {
            named.contains(index)
        }
    };
    let sources: HashSet<&str> = list(&facts["linked_reports"])
        .iter()
        .filter(|report| {
            report["accepted"] == true
                && report["withdrawn"] == false
                && report["matching"] == true
                && (report["grade"] == "verified_member" || report["grade"] == "known_project")
                && !list(&facts["own_sources"]).contains(&report["source"])
                && list(&report["offenders"]).iter().any(counted)
        })
        .filter_map(|report| report["source"].as_str())
        .collect();
    sources.len() as u64
}

/// A10: whether PoliceFull is open to this recipient whatever consent says.
fn override_in_force(asking: &Asking<'_>) -> bool {
    asking.audience == Audience::PoliceFull
        && list(&asking.consent["events"]).iter().filter(|event| event["event"] == "override").any(|event| {
            let names_all = event["incident"] == asking.incident["id"]
                && event["recipient"] == asking.to.as_str()
                && event["ground"].is_string()
                && event["reason"].as_str().is_some_and(|reason| !fold(reason).is_empty());
            let not_ended = event["ends_at"].as_str().is_some_and(|end| asking.now < instant(end));
            // Once two different people have signed, the later of the first two has signed too.
            let signed: Vec<&str> = list(&event["signatures"])
                .iter()
                .filter(|signature| asking.counts(signature))
                .filter_map(|signature| signature["authoriser"].as_str())
                .filter(|authoriser| !fold(authoriser).is_empty() && !safety::is_either(asking, authoriser))
                .collect();
            let several = signed.iter().any(|one| signed.iter().any(|other| !may_be_one(one, other)));
            names_all && not_ended && several
        })
}

/// Whether two names may be one person's: alike without spaces, or in another order of words.
pub(super) fn may_be_one(one: &str, other: &str) -> bool {
    let sorted = |name: &str| {
        let mut words: Vec<String> = fold(name).split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    fold(one).replace(' ', "") == fold(other).replace(' ', "") || sorted(one) == sorted(other)
}

/// A47.
pub(super) fn level(asking: &Asking<'_>) -> &'static str {
    let anyone = |purpose: &str| {
        recipients_of(asking.consent, purpose).into_iter().any(|to| in_force(asking, Line::Hers, purpose, to).is_ok())
    };
    if anyone("police_full") {
        "full"
    } else if anyone("police_anonymous") {
        "anonymous"
    } else if anyone("alert") {
        "alert_only"
    } else {
        "none"
    }
}
