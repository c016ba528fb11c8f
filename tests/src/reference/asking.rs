//! One question: a report with what stands beside it, a recipient and an instant.

use super::instant::instant;
use super::table::cell;
use serde_json::Value;
use time::OffsetDateTime;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Audience {
    MembersAlert,
    MembersLookup,
    PoliceAnonymous,
    PoliceFull,
    Partner,
    Research,
}

impl Audience {
    /// The column of the policy table.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::MembersAlert => "members_alert",
            Self::MembersLookup => "members_lookup",
            Self::PoliceAnonymous => "police_anonymous",
            Self::PoliceFull => "police_full",
            Self::Partner => "partner",
            Self::Research => "research",
        }
    }

    /// What an approval calls this audience.
    pub(super) fn approved_as(self) -> &'static str {
        match self {
            Self::MembersAlert | Self::MembersLookup => "members",
            other => other.column(),
        }
    }

    pub(super) fn members(self) -> bool {
        matches!(self, Self::MembersAlert | Self::MembersLookup)
    }
}

pub(super) struct Asking<'a> {
    pub(super) incident: &'a Value,
    pub(super) identity: &'a Value,
    pub(super) consent: &'a Value,
    pub(super) circumstances: &'a Value,
    pub(super) version: &'a Value,
    pub(super) audience: Audience,
    /// The scheme, police recipient or release.
    pub(super) to: String,
    pub(super) now: OffsetDateTime,
}

/// The audience of a recipient, and the scheme, police recipient or release.
pub(super) fn addressed(recipient: &str) -> Option<(Audience, String)> {
    let parts: Vec<&str> = recipient.split('/').collect();
    let (audience, to) = match parts.as_slice() {
        ["members", scheme, "alert"] => (Audience::MembersAlert, scheme),
        ["members", scheme, "lookup"] => (Audience::MembersLookup, scheme),
        ["police_anonymous", to] => (Audience::PoliceAnonymous, to),
        ["police_full", to] => (Audience::PoliceFull, to),
        ["partner", scheme] => (Audience::Partner, scheme),
        ["research", release] => (Audience::Research, release),
        _ => return None,
    };
    Some((audience, (*to).to_owned()))
}

impl Asking<'_> {
    /// The form of a path for this audience.
    pub(super) fn cell(&self, path: &str) -> &str {
        cell(self.version, path, self.audience.column())
    }

    /// A31: whether a record counts, by its instant.
    pub(super) fn counts(&self, record: &Value) -> bool {
        record["at"].as_str().is_some_and(|at| instant(at) <= self.now)
    }

    /// The latest of the records that count; at equal instants the later in the list.
    pub(super) fn latest<'v>(&self, records: &'v Value) -> Option<&'v Value> {
        records
            .as_array()?
            .iter()
            .filter(|record| self.counts(record))
            .max_by_key(|record| instant(record["at"].as_str().expect("at")))
    }

    pub(super) fn offenders(&self) -> &[Value] {
        list(&self.incident["offenders"])
    }

    /// A25: the key under which a reference is handed in; a look-up has none.
    pub(super) fn reference_key(&self) -> Option<String> {
        let to = &self.to;
        match self.audience {
            Audience::MembersAlert => Some(format!("members/{to}")),
            Audience::MembersLookup => None,
            Audience::PoliceAnonymous | Audience::PoliceFull => Some(format!("police/{to}")),
            Audience::Partner => Some(format!("partner/{to}")),
            Audience::Research => Some(format!("research/{to}")),
        }
    }
}

/// The elements of a list that may be absent.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether an answer is known: there, and not unknown, not asked or refused.
pub(super) fn known(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Object(members) => !members.is_empty() && !members.contains_key("answer"),
        Value::Array(elements) => !elements.is_empty(),
        _ => true,
    }
}
