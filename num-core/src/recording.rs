//! How the police record a report whose victim they do not know: an anonymous report is not a recorded crime.
//!
//! Sources: the National Crime Recording Standard and the Home Office counting rules (England and Wales), the Scottish Crime Recording
//! Standard, section H. For Northern Ireland, and for British Transport Police, who work in three countries, the table has no rule.

use crate::{code::named_code_table, force::Force, offence::OffenceKind};

named_code_table! {
    /// Whose rules they are.
    Jurisdiction {
        EnglandAndWales = "england_and_wales" "England and Wales",
        Scotland = "scotland" "Scotland",
    }
}

impl Jurisdiction {
    /// The jurisdiction of a force; `None` where the table has no rule.
    pub fn of(force: Force) -> Option<Self> {
        match force.as_str() {
            "police_scotland" => Some(Self::Scotland),
            code if code.starts_with('E') || code.starts_with('W') => Some(Self::EnglandAndWales),
            _ => None,
        }
    }
}

named_code_table! {
    /// What is made of an anonymous report.
    Recording {
        IncidentRecord = "incident_record" "incident record",
        N100 = "n100" "N100: reported rape that is not, or not yet, a confirmed crime",
        IncidentOnly = "incident_only" "incident only, until the victim's details are made known",
    }
}

/// One rule of recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordingRule {
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// What is made of the report.
    pub recording: Recording,
    /// The kind that it is for; `None` for every other.
    pub kind: Option<OffenceKind>,
    /// The rule, in words.
    pub rule: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

/// The rules; for one jurisdiction, those for a kind first.
pub const RECORDING_RULES: &[RecordingRule] = &[
    RecordingRule {
        jurisdiction: Jurisdiction::EnglandAndWales,
        recording: Recording::N100,
        kind: Some(OffenceKind::Rape),
        rule: "A reported rape or attempted rape, whether from the victim, a witness or a third party, that is not at once recorded \
               as a confirmed crime of rape.",
        source: "HMICFRS glossary: Home Office classification N100",
    },
    RecordingRule {
        jurisdiction: Jurisdiction::EnglandAndWales,
        recording: Recording::IncidentRecord,
        kind: None,
        rule: "Every report, whether from the victim, a witness or a third party and whether crime or not, that is not at once \
               recorded as a crime. It becomes a crime when the victim, or somebody reasonably taken to act for her, says so.",
        source: "National Crime Recording Standard",
    },
    RecordingRule {
        jurisdiction: Jurisdiction::Scotland,
        recording: Recording::IncidentOnly,
        kind: None,
        rule: "Where the victim's details are withheld from the police, the circumstances are recorded as an incident only until they \
               are made known. An anonymous report needs corroborative evidence before it is recorded as a crime.",
        source: "Scottish Crime Recording Standard, section H",
    },
];

impl RecordingRule {
    /// The rule by which a force records an anonymous report of an offence; `None` where the table has none.
    pub fn of(force: Force, kind: OffenceKind) -> Option<&'static Self> {
        let jurisdiction = Jurisdiction::of(force)?;
        RECORDING_RULES
            .iter()
            .find(|rule| rule.jurisdiction == jurisdiction && rule.kind.is_none_or(|only| only == kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::CodeTable;

    fn recorded(force: &str, kind: OffenceKind) -> Option<Recording> {
        RecordingRule::of(Force::parse(force).unwrap(), kind).map(|rule| rule.recording)
    }

    #[test]
    fn an_anonymous_report_is_no_recorded_crime() {
        for (force, kind, recording) in [
            ("E23000004", OffenceKind::Rape, Some(Recording::N100)),
            ("E23000004", OffenceKind::Robbery, Some(Recording::IncidentRecord)),
            ("W15000003", OffenceKind::Rape, Some(Recording::N100)),
            ("police_scotland", OffenceKind::Rape, Some(Recording::IncidentOnly)),
            ("psni", OffenceKind::Rape, None),
            ("british_transport_police", OffenceKind::Robbery, None),
        ] {
            assert_eq!(recorded(force, kind), recording, "{force} {kind:?}");
        }
    }

    #[test]
    fn every_territorial_force_has_a_rule_for_every_kind() {
        for force in Force::all().filter(|force| force.as_str().len() == 9) {
            assert!(OffenceKind::ALL.iter().all(|kind| RecordingRule::of(force, *kind).is_some()), "{force:?}");
        }
    }
}
