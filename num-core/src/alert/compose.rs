//! An alert composed from disclosures: first for a person to look at, then again at every release (A15).

use super::{
    check::{Checked, Question, Reidentification},
    coarse::Steps,
    crowd::Crowd,
    error::AlertError,
    rules::{AlertRule, AlertRules, Reach},
    told::{Place, Report, Told},
    words::Wording,
};
use crate::{
    disclosure::{Disclosure, Members, PathAt, Use, count_sources},
    force::Force,
    id::Reference,
    matching::Tier,
    offence::Category,
    sensitive::Sensitive,
    timestamp::Timestamp,
};

/// What an alert hangs on beside the disclosures. It holds no text of any report.
#[derive(Clone, Copy, Debug)]
pub struct AlertContext<'c> {
    /// The scheme's rules.
    pub rules: &'c AlertRules,
    /// All reports of which the scheme's members may be shown something in an alert at this instant.
    pub crowd: &'c Crowd,
    /// That several reports are of one person, if it is about several; about one, where its public id is another than the reference
    /// of the report, since an earlier alert was taken back.
    pub series: Option<&'c SeriesFacts>,
}

impl AlertContext<'_> {
    /// The instant of the question.
    pub fn as_of(&self) -> Timestamp {
        self.crowd.as_of()
    }
}

/// That a person confirmed that offenders of several reports are one.
#[derive(Clone, Debug)]
pub struct SeriesFacts {
    /// The public id of the series' alert.
    pub id: Reference,
    /// The reports, and which offender of each is meant.
    pub members: Vec<SeriesMember>,
    /// The lowest tier among the links.
    pub tier: Option<Tier>,
}

/// A report of a series.
#[derive(Clone, Debug)]
pub struct SeriesMember {
    /// What members call the report.
    pub reference: Reference,
    /// Which of its offenders is meant, by index in the record.
    pub offender: usize,
}

/// An alert as it was composed at one instant.
#[derive(Clone)]
pub(super) struct Composed {
    pub(super) id: Reference,
    pub(super) as_of: Timestamp,
    /// The reports, each with the consent on which its disclosure rests.
    pub(super) reports: Vec<(Reference, usize)>,
    pub(super) told: Told,
    pub(super) wording: Wording,
    pub(super) text: Sensitive<String>,
    pub(super) steps: Steps,
    pub(super) found: Reidentification,
    pub(super) reach: Reach,
    pub(super) hold_hours: u32,
    pub(super) expires_days: u32,
}

/// Composes an alert, as coarse as it must be.
pub(super) fn compose(disclosures: &[Disclosure<Members>], context: &AlertContext<'_>) -> Result<Composed, AlertError> {
    let (id, reports) = reports(disclosures, context)?;
    let question = Question { rules: context.rules, crowd: context.crowd };
    let checked = match (disclosures, context.series) {
        ([disclosure], _) => question.one(disclosure)?,
        (_, Some(series)) => question.series(&members(disclosures, series)?)?,
        _ => return Err(AlertError::NotLinked),
    };
    finish(id, reports, disclosures, context, checked)
}

/// Composes an approved alert anew from fresh disclosures, exactly as coarse as it was approved.
pub(super) fn compose_again(
    approved: &Composed,
    disclosures: &[Disclosure<Members>],
    context: &AlertContext<'_>,
) -> Result<Composed, AlertError> {
    if disclosures.is_empty() {
        return Err(AlertError::NoLongerDisclosed);
    }
    let (id, reports) = reports(disclosures, context)?;
    let newest = |reference: &Reference| reports.iter().find(|(fresh, _)| fresh == reference);
    for (reference, sequence) in &approved.reports {
        match newest(reference) {
            None => return Err(AlertError::NoLongerDisclosed),
            Some((_, fresh)) if fresh < sequence => return Err(AlertError::StaleDisclosure),
            Some(_) => {}
        }
    }
    if context.as_of() < approved.as_of {
        return Err(AlertError::StaleDisclosure);
    }
    let question = Question { rules: context.rules, crowd: context.crowd };
    let checked = match (disclosures, context.series) {
        ([disclosure], _) => question.one_again(disclosure, approved.steps)?,
        (_, Some(series)) => question.series(&members(disclosures, series)?)?,
        _ => return Err(AlertError::NotLinked),
    };
    let anew = finish(id, reports, disclosures, context, checked)?;
    if anew.text != approved.text || anew.reports.len() != approved.reports.len() {
        return Err(AlertError::Changed);
    }
    Ok(anew)
}

/// The public id, and the reports behind it.
fn reports(
    disclosures: &[Disclosure<Members>],
    context: &AlertContext<'_>,
) -> Result<(Reference, Vec<(Reference, usize)>), AlertError> {
    let mut reports = Vec::with_capacity(disclosures.len());
    for disclosure in disclosures {
        let members = disclosure.audience();
        // A disclosure for the use `alert` has a reference.
        let (Use::Alert, Some(reference)) = (members.for_use, disclosure.reference()) else {
            return Err(AlertError::WrongUse);
        };
        if members.scheme != *context.crowd.scheme() {
            return Err(AlertError::WrongUse);
        }
        if disclosure.as_of() != context.as_of() {
            return Err(AlertError::StaleDisclosure);
        }
        reports.push((reference.clone(), disclosure.consent_sequence()));
    }
    match (reports.as_slice(), context.series) {
        ([], _) => Err(AlertError::NoDisclosure),
        (_, Some(series)) => Ok((series.id.clone(), reports)),
        ([(reference, _)], None) => Ok((reference.clone(), reports)),
        _ => Err(AlertError::NotLinked),
    }
}

/// The disclosures of a series, each with the offender that is meant.
fn members<'d>(disclosures: &'d [Disclosure<Members>], series: &SeriesFacts) -> Result<Vec<Report<'d>>, AlertError> {
    let member = |disclosure: &'d Disclosure<Members>| {
        let behind = disclosure.behind();
        let member = series.members.iter().find(|member| Some(&member.reference) == disclosure.reference());
        let member = member.filter(|_| behind.matching).ok_or(AlertError::NotLinked)?;
        let shown = behind.offenders.iter().position(|offender| *offender == member.offender);
        Ok(Report::new(disclosure, shown.and_then(|shown| disclosure.shown().offenders.get(shown))))
    };
    disclosures.iter().map(member).collect()
}

fn finish(
    id: Reference,
    reports: Vec<(Reference, usize)>,
    disclosures: &[Disclosure<Members>],
    context: &AlertContext<'_>,
    checked: Checked,
) -> Result<Composed, AlertError> {
    let Checked { told, steps, found } = checked;
    let count = count_sources(disclosures.iter().map(|disclosure| &disclosure.behind().source));
    let tier = context.series.filter(|_| disclosures.len() > 1).and_then(|series| series.tier);
    // What names no category says "a bad date", and reaches as far as one.
    let offences = if told.offences.is_empty() { &[Category::NotAnOffence][..] } else { &told.offences };
    let rule: &AlertRule = context.rules.rule(offences, count, tier).ok_or(AlertError::NoRule)?;
    let wording = Wording::of(&told);
    let text = wording.text(Some(&id));
    // As it was written as well: making a text inert must not hide what is withheld in it.
    let written: Vec<&str> = disclosures.iter().flat_map(|disclosure| disclosure.shown().written()).collect();
    let written = written.join("\n");
    let mut withheld: Vec<PathAt> = disclosures
        .iter()
        .flat_map(|disclosure| disclosure.withheld_in(&text).into_iter().chain(disclosure.withheld_in(&written)))
        .collect();
    if !withheld.is_empty() {
        withheld.sort_unstable();
        withheld.dedup();
        return Err(AlertError::ContainsWithheldValue(withheld));
    }
    let forces: Vec<Force> = told.places.iter().filter_map(Place::force).collect();
    Ok(Composed {
        id,
        as_of: context.as_of(),
        reports,
        reach: rule.reach(&forces),
        hold_hours: rule.hold_hours,
        expires_days: rule.expires_days,
        told,
        wording,
        text: Sensitive::new(text),
        steps,
        found,
    })
}
