//! The check that a reporter is not the only plausible one, and what he himself could infer (A22).

use super::{
    coarse::{Step, Steps, coarsened},
    crowd::{Crowd, Own},
    error::AlertError,
    rules::AlertRules,
    told::{Place, Report, Told},
};
use crate::{
    code::{CodeTable, code_table},
    disclosure::{Behind, Disclosure, Members, ShownMoment, count_certain_sources},
};

code_table! {
    /// What the person whom an alert is about could infer from it.
    Inference {
        /// A number, an address or a username is his: he knows that it is about him.
        HisIdentifier = "his_identifier",
        /// A name is his.
        HisName = "his_name",
        /// A vehicle or a plate is his.
        HisVehicle = "his_vehicle",
        /// He knows whom he treated like that.
        WhatHeDid = "what_he_did",
        /// He knows where he was on that day.
        WhenAndWhere = "when_and_where",
        /// Only one of those whom he met can have told the summary.
        FreeText = "free_text",
        /// Of the reports that members may see, one fits: who attacked one person knows who told.
        OnlyOne = "only_one",
        /// Of the reports that members may see, several fit.
        OneOfSeveral = "one_of_several",
    }
}

impl Inference {
    /// What it means, for the person who drafts and for her whom it concerns.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::HisIdentifier => "He will know his own number or address, and so that this is about him.",
            Self::HisName => "He will know a name that he gave, and perhaps to whom he gave it.",
            Self::HisVehicle => "He will know his vehicle, and perhaps who saw it.",
            Self::WhatHeDid => "He knows to whom he did what is told here.",
            Self::WhenAndWhere => "He knows whom he met there on that day.",
            Self::FreeText => "The summary may tell what only one person knows.",
            Self::OnlyOne => "Only one report fits this. If he hurt one person, he will know who told.",
            Self::OneOfSeveral => "More than one report fits this. He cannot be sure who told.",
        }
    }
}

/// What the check found, for the person who drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reidentification {
    /// How many independent people were plausible as the reporter before anything was left out (O5).
    pub plausible_before: usize,
    /// How many are now.
    pub plausible: usize,
    /// Whether every reporter accepted that he may know.
    pub accepted: bool,
    /// What was left out or made coarser, the most useful first. In a series, what was left out of single reports (O7) is not listed.
    pub coarsened: Vec<Step>,
    /// What he could infer from what is left.
    pub inferences: Vec<Inference>,
}

/// What an alert tells in the end, and how it came to that.
pub(super) struct Checked {
    pub(super) told: Told,
    pub(super) steps: Steps,
    pub(super) found: Reidentification,
}

/// What is known of the reports behind an alert when it is checked.
pub(super) struct Question<'q> {
    pub(super) rules: &'q AlertRules,
    pub(super) crowd: &'q Crowd,
}

impl Question<'_> {
    /// Checks an alert about one report, and makes it coarser until it passes (O4 to O6, O8).
    pub(super) fn one(&self, disclosure: &Disclosure<Members>) -> Result<Checked, AlertError> {
        let full = Told::of_one(disclosure.shown(), disclosure.behind());
        let accepted = disclosure.behind().recognition_accepted;
        let least = self.rules.plausible_at_least();
        let own = self.own(disclosure, &full);
        let plausible = |steps| self.crowd.plausible(&coarsened(full.clone(), steps), &own);
        let plausible_before = plausible(Steps::default());
        let mut steps = self.too_few_workers(&full);
        if !accepted {
            // Nothing can count what a text tells.
            steps = steps.with(Step::Summary);
            if plausible(steps) < least {
                let needed = steps;
                steps = Step::ALL.iter().fold(steps, |steps, step| steps.with(*step));
                if plausible(steps) < least {
                    return Err(AlertError::OnlyOne);
                }
                for step in Step::ALL.iter().filter(|step| !needed.holds(**step)) {
                    let finer = steps.without(*step);
                    if plausible(finer) >= least {
                        steps = finer;
                    }
                }
            }
        }
        let told = coarsened(full.clone(), steps);
        // Where she accepted, the person who approves says whether it is of use.
        if !accepted && !told.is_of_use() {
            return Err(AlertError::OnlyOne);
        }
        Ok(self.checked(told, steps, &full, [plausible_before, plausible(steps)], accepted))
    }

    /// Whether an alert about one report still passes, as coarse as it was approved.
    pub(super) fn one_again(&self, disclosure: &Disclosure<Members>, steps: Steps) -> Result<Checked, AlertError> {
        let full = Told::of_one(disclosure.shown(), disclosure.behind());
        let Behind { recognition_accepted: accepted, .. } = disclosure.behind();
        let own = self.own(disclosure, &full);
        let told = coarsened(full.clone(), steps);
        let plausible = self.crowd.plausible(&told, &own);
        let counts = told.summary.is_none() && plausible >= self.rules.plausible_at_least();
        if !(*accepted || (counts && told.is_of_use())) {
            return Err(AlertError::OnlyOne);
        }
        if !steps.hold_all(self.too_few_workers(&full)) {
            return Err(AlertError::Changed);
        }
        let plausible_before = self.crowd.plausible(&full, &own);
        Ok(self.checked(told, steps, &full, [plausible_before, plausible], *accepted))
    }

    /// Checks an alert about one person of several reports (O7, O8).
    pub(super) fn series(&self, reports: &[Report<'_>]) -> Result<Checked, AlertError> {
        let accepted = reports.iter().all(|report| report.behind.recognition_accepted);
        let count = count_certain_sources(reports.iter().map(|report| &report.behind.harmed));
        let least = self.rules.plausible_at_least();
        if !accepted && count < least {
            return Err(AlertError::OnlyOne);
        }
        let full = Told::of_series(reports, if accepted { 1 } else { least });
        let steps = self.too_few_workers(&full);
        let told = coarsened(full.clone(), steps);
        if !accepted && !told.is_of_use() {
            return Err(AlertError::OnlyOne);
        }
        Ok(self.checked(told, steps, &full, [count, count], accepted))
    }

    fn own<'o>(&self, disclosure: &'o Disclosure<Members>, full: &Told) -> Own<'o> {
        Own { harmed: &disclosure.behind().harmed, when: full.when, days: self.rules.about_then_days() }
    }

    /// The place is made coarser where too few people work in it (O8).
    fn too_few_workers(&self, told: &Told) -> Steps {
        let as_of = self.crowd.as_of();
        let small_area = told.places.iter().any(|place| match place {
            Place::Area(area) => self.rules.is_small_area(&area.code, as_of),
            Place::Force(_) => false,
        });
        let mut steps = Steps::default();
        if small_area {
            steps = steps.with(Step::Area);
        }
        let forces = coarsened(told.clone(), steps);
        let shows_small_force = forces.places.iter().any(|place| match place {
            Place::Force(force) => self.rules.is_small_force(*force, as_of),
            Place::Area(_) => false,
        });
        if shows_small_force { steps.with(Step::Place) } else { steps }
    }

    fn checked(
        &self,
        told: Told,
        steps: Steps,
        full: &Told,
        [plausible_before, plausible]: [usize; 2],
        accepted: bool,
    ) -> Checked {
        let took = |step: &Step| steps.holds(*step) && changes(full, steps, *step);
        let found = Reidentification {
            plausible_before,
            plausible,
            accepted,
            coarsened: Step::ALL.iter().copied().filter(took).collect(),
            inferences: inferences(&told, plausible, self.rules.plausible_at_least()),
        };
        Checked { told, steps, found }
    }
}

/// Whether a step left anything out.
fn changes(full: &Told, steps: Steps, step: Step) -> bool {
    let with = serde_json::to_vec(&coarsened(full.clone(), steps)).unwrap_or_default();
    let without = serde_json::to_vec(&coarsened(full.clone(), steps.without(step))).unwrap_or_default();
    with != without
}

pub(super) fn inferences(told: &Told, plausible: usize, least: usize) -> Vec<Inference> {
    let any = |has: &dyn Fn(&super::told::Person) -> bool| told.people.iter().any(has);
    let dated = told.when.is_some_and(|when| {
        let (from, _) = when.ends();
        !matches!(from, ShownMoment::Month(_))
    });
    let of_several = plausible >= least;
    [
        (
            Inference::HisIdentifier,
            any(&|he| {
                !(he.phones.is_empty() && he.emails.is_empty() && he.handles.is_empty() && he.profiles.is_empty())
            }),
        ),
        (Inference::HisName, any(&|he| !he.aliases.is_empty())),
        (Inference::HisVehicle, any(&|he| !he.vehicles.is_empty())),
        (Inference::WhatHeDid, any(&|he| !he.behaviours.is_empty())),
        (Inference::WhenAndWhere, dated),
        (Inference::FreeText, told.summary.is_some()),
        (Inference::OnlyOne, !of_several),
        (Inference::OneOfSeveral, of_several),
    ]
    .into_iter()
    .filter(|(_, holds)| *holds)
    .map(|(inference, _)| inference)
    .collect()
}
