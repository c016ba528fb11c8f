//! Whose report it is, for counting people instead of reports.

use std::{collections::HashSet, fmt};

use super::{Incident, ReporterKind};
use crate::{consent::SourceGrade, id::SourceId};

/// Whose report it is (A11), as far as the scheme can tell people apart.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    /// Somebody whom the scheme knows.
    Known(SourceId),
    /// Anybody: all of those together count as one (A27).
    Unknown,
}

impl Source {
    /// Whom it happened to, whoever reported it: that is whom he met.
    pub(crate) fn harmed(incident: &Incident) -> Self {
        let pseudonym = incident.victim.pseudonym.as_ref().or(incident.reporter.pseudonym.as_ref());
        match pseudonym {
            Some(pseudonym) if is_graded(incident) => Self::Known(pseudonym.clone()),
            _ => Self::Unknown,
        }
    }

    /// The victim, where she reported herself or speaks through the grant; otherwise the reporter.
    pub(crate) fn of(incident: &Incident, is_hers: bool) -> Self {
        let reporter = &incident.reporter;
        let hers = is_hers || reporter.kind == ReporterKind::Victim;
        let victim = incident.victim.pseudonym.as_ref();
        let pseudonym = match (hers, reporter.kind) {
            (true, ReporterKind::Victim) => victim.or(reporter.pseudonym.as_ref()),
            (true, _) => victim,
            (false, _) => reporter.pseudonym.as_ref(),
        };
        match pseudonym {
            Some(pseudonym) if is_graded(incident) => Self::Known(pseudonym.clone()),
            _ => Self::Unknown,
        }
    }
}

fn is_graded(incident: &Incident) -> bool {
    incident.reporter.grade.known().is_some_and(|grade| *grade != SourceGrade::Unknown)
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source(…)")
    }
}

/// The number of distinct known sources, and one for all others together (A27).
pub(crate) fn count_sources<'s>(sources: impl IntoIterator<Item = &'s Source>) -> usize {
    sources.into_iter().collect::<HashSet<_>>().len()
}

/// The number of distinct people for certain: an unknown source may be any of the known ones, and those who are all unknown may be
/// one person.
pub(crate) fn count_certain_sources<'s>(sources: impl IntoIterator<Item = &'s Source>) -> usize {
    let sources: HashSet<&Source> = sources.into_iter().collect();
    let known = sources.iter().filter(|source| ***source != Source::Unknown).count();
    known.max(usize::from(!sources.is_empty()))
}
