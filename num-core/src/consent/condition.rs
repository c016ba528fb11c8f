use std::collections::BTreeSet;

use serde::Serialize;

use super::Withdrawn;
use crate::{code::code_table, id::SourceId, timestamp::Timestamp};

/// "Once at least k others report the same man": a grant that waits (after secure allegation escrows, arXiv 1810.10123).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Condition {
    /// How many other independent sources, 1–20.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20)))]
    pub at_least: u8,
    /// Which offenders of this report, by index; empty: any of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub offenders: Vec<u8>,
    /// What happens when it comes true; absent: she is asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Then>,
}

code_table! {
    /// What happens when a condition comes true.
    Then {
        /// The grant takes effect.
        TakeEffect = "take_effect",
        /// She is asked again.
        Recontact = "recontact",
    }
}

code_table! {
    /// How well the scheme knows a source.
    SourceGrade {
        VerifiedMember = "verified_member",
        KnownProject = "known_project",
        Unknown = "unknown",
    }
}

/// Another report whose offender a person confirmed to be one of this report's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct LinkedReport {
    /// Its source.
    pub source: SourceId,
    /// How well the source is known.
    pub grade: SourceGrade,
    /// Whether it is accepted.
    pub accepted: bool,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether it may be matched.
    pub matching: bool,
    /// Which of this report's offenders, by index.
    pub offenders: Vec<u8>,
}

/// A withdrawal by the victim that was recorded on a duplicate of this report, or on its primary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct TwinWithdrawal {
    /// When.
    pub at: Timestamp,
    /// What; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<Vec<Withdrawn>>,
}

/// What consent hangs on beside its own history, as the scheme knows it at the instant that is asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Facts {
    /// Reports linked by people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub linked_reports: Vec<LinkedReport>,
    /// The sources that are this report's own victim and reporter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_sources: Vec<SourceId>,
    /// Withdrawals on the twin of this report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub twin_withdrawals: Vec<TwinWithdrawal>,
}

impl Condition {
    /// Whether it is met for a report of so many offenders (A11): k distinct sources, known to the scheme, of accepted and matchable reports.
    pub fn is_met(&self, facts: &Facts, offenders: usize) -> bool {
        let concerns = |report: &LinkedReport| {
            let mut linked = report.offenders.iter().filter(|offender| usize::from(**offender) < offenders);
            linked.any(|offender| self.offenders.is_empty() || self.offenders.contains(offender))
        };
        let sources: BTreeSet<&SourceId> = facts
            .linked_reports
            .iter()
            .filter(|report| report.accepted && !report.withdrawn && report.matching)
            .filter(|report| report.grade != SourceGrade::Unknown && concerns(report))
            .map(|report| &report.source)
            .filter(|source| !facts.own_sources.contains(source))
            .collect();
        sources.len() >= usize::from(self.at_least.max(1))
    }
}
