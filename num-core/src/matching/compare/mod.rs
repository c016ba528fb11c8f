//! The comparators, and how what they find is put together: each group of fields that hang on each other is capped.

use std::cmp::Reverse;

use super::{
    Agreement, Field, Group, Match, Model, Sighting, Tier, Weight,
    index::{Index, Key},
    matched::{Evidence, Thresholds, Verdict},
    model::{Caps, Parameter},
};
use crate::code::CodeTable;

mod appearance;
mod behaviour;
mod contact;
mod marks;
mod name;
mod plate;
mod vehicle;

pub(super) use self::{
    contact::{End, Number},
    name::names_of,
    plate::PlateText,
};

/// How far two values agree, and what that weighs before the caps.
type Found = Option<(Agreement, Weight)>;

/// By what two sightings are weighed.
pub(super) struct Scale<'r> {
    pub(super) model: &'r Model,
    pub(super) index: &'r Index,
    /// The odds before any evidence.
    pub(super) prior: Weight,
    pub(super) thresholds: Thresholds,
}

impl Scale<'_> {
    /// Puts everything into `evidence` that speaks for or against one person, in the order of the fields. What is not known of
    /// both gives none.
    pub(super) fn weigh(&self, one: &Sighting, other: &Sighting, evidence: &mut Vec<Evidence>) -> Verdict {
        evidence.clear();
        let mut add = |field: Field, found: Found| {
            evidence.extend(found.map(|(agreement, weight)| Evidence { field, agreement, weight }));
        };
        add(Field::Phone, self.alone(self.phones(one, other), Parameter::PhoneAlone));
        add(Field::Email, self.alone(self.emails(one, other), Parameter::EmailAlone));
        add(Field::Handle, self.alone(self.handles(one, other), Parameter::HandleAlone));
        let plate = self.alone(self.plates(one, other), Parameter::PlateAlone);
        add(Field::Plate, plate);
        add(Field::Name, self.names(one, other));
        self.vehicles(one, other, &mut add);
        self.looks(one, other, &mut add);
        add(Field::Mark, self.marks(one, other));
        add(Field::Behaviour, self.behaviours(one, other));
        add(Field::Place, self.places(one, other));
        self.origins(one, other, &mut add);
        for group in Group::ALL {
            let mut caps = self.model.caps(*group);
            if *group == Group::Vehicle
                && let Some((agreement, weight)) = plate
            {
                caps.most = self.vehicle_beside_plate(agreement, weight, caps);
            }
            cap(evidence, *group, caps);
        }
        Verdict::of(evidence, self.model, self.prior, self.thresholds)
    }

    /// The match of two sightings of two reports, if it reaches a tier. `evidence` is room to work in.
    pub(super) fn compare(
        &self,
        one: &Sighting,
        other: &Sighting,
        least: Tier,
        evidence: &mut Vec<Evidence>,
    ) -> Option<Match> {
        if one.id.incident == other.id.incident {
            return None;
        }
        let verdict = self.weigh(one, other, evidence);
        (verdict.tier >= least).then(|| Match::new(one, other, verdict, evidence.clone()))
    }

    /// A plate that agrees makes it one car, which then looks like itself; one that differs makes it two, and that they look alike
    /// says nothing.
    fn vehicle_beside_plate(&self, plate: Agreement, weight: Weight, caps: Caps) -> Weight {
        if plate == Agreement::Differs {
            Weight::ZERO
        } else if weight > Weight::ZERO {
            caps.most.min(self.model.weight_of(Parameter::VehicleWithPlate))
        } else {
            caps.most
        }
    }

    /// What an identifier weighs, so far as it leads no further alone than its parameter says.
    fn alone(&self, found: Found, most: Parameter) -> Found {
        found.map(|(agreement, weight)| (agreement, weight.min(self.model.weight_of(most) - self.prior)))
    }

    /// The level, if the table has it.
    fn level(&self, field: Field, agreement: Agreement) -> Found {
        self.model.weight(field, agreement).map(|weight| (agreement, weight))
    }

    /// Whether values of this register have to be looked at for being common.
    fn is_common(&self, key: &Key) -> bool {
        self.index.is_common(key)
    }
}

/// Draws what a group weighs in to its caps, for and against apart: the heaviest keep their weight, the others what is left.
fn cap(evidence: &mut [Evidence], group: Group, caps: Caps) {
    let (mut in_favour, mut against) = (Weight::ZERO, Weight::ZERO);
    for one in evidence.iter().filter(|one| one.field.group() == group) {
        in_favour = in_favour + one.weight.max(Weight::ZERO);
        against = against + one.weight.min(Weight::ZERO);
    }
    if in_favour <= caps.most && against >= caps.least {
        return;
    }
    let mut in_group: Vec<&mut Evidence> =
        evidence.iter_mut().filter(|one| one.field.group() == group && one.weight != Weight::ZERO).collect();
    in_group.sort_by_key(|one| Reverse(one.weight.hundredths().abs()));
    let (mut left_for, mut left_against) = (caps.most, caps.least);
    for one in in_group {
        if one.weight > Weight::ZERO {
            one.weight = one.weight.min(left_for);
            left_for = left_for - one.weight;
        } else {
            one.weight = one.weight.max(left_against);
            left_against = left_against - one.weight;
        }
    }
}
