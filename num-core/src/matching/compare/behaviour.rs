//! What he does, and where.

use super::{Found, Scale};
use crate::{
    code::CodeTable,
    incident::Behaviour,
    matching::{Agreement, Field, Sighting, Weight, model::Parameter},
};

impl Scale<'_> {
    /// What both do, each by its rarity; what only one was seen to do takes a little away, and what neither did counts nothing.
    pub(super) fn behaviours(&self, one: &Sighting, other: &Sighting) -> Found {
        if one.behaviours == 0 || other.behaviours == 0 {
            return None;
        }
        let (both, apart) = (one.behaviours & other.behaviours, one.behaviours ^ other.behaviours);
        let shared = Behaviour::ALL.iter().filter(|behaviour| both >> (**behaviour as u32) & 1 == 1);
        let shared: Weight = shared.map(|behaviour| self.model.behaviour(*behaviour)).sum();
        let times = i32::try_from(apart.count_ones()).unwrap_or(0);
        let apart_weight = times.saturating_mul(self.model.parameter(Parameter::BehaviourNotShared));
        let agreement = match (both, apart) {
            (0, _) => Agreement::Differs,
            (_, 0) => Agreement::Same,
            _ => Agreement::Part,
        };
        Some((agreement, shared + Weight::new(apart_weight)))
    }

    /// The same area, or at least the same force's.
    pub(super) fn places(&self, one: &Sighting, other: &Sighting) -> Found {
        let agreement = match (one.area.zip(other.area), one.force.zip(other.force)) {
            // A town can be told by one name in two areas of forces.
            (Some((area, other_area)), force)
                if area == other_area && force.is_none_or(|(one, other)| one == other) =>
            {
                Agreement::Same
            }
            (_, Some((one, other))) if one == other => Agreement::Near,
            (_, Some(_)) => Agreement::Differs,
            _ => return None,
        };
        self.level(Field::Place, agreement)
    }
}
