//! Tattoos, scars and other marks.

use super::{Found, Scale};
use crate::{
    incident::{BodyPlace, Mark, MarkKind, Motif},
    matching::{Agreement, Field, Sighting},
};

impl Scale<'_> {
    /// The best pair of marks. That two saw different marks weighs little: nobody sees all of them.
    pub(super) fn marks(&self, one: &Sighting, other: &Sighting) -> Found {
        if one.marks.is_empty() || other.marks.is_empty() {
            return None;
        }
        let pairs = one.marks.iter().flat_map(|mine| other.marks.iter().map(move |theirs| (mine, theirs)));
        let best = pairs.filter_map(|(mine, theirs)| self.level(Field::Mark, agreement(mine, theirs)));
        best.max_by_key(|(_, weight)| *weight)
    }
}

fn agreement(one: &Mark, other: &Mark) -> Agreement {
    if one.kind != other.kind || one.kind == MarkKind::Other {
        return Agreement::Differs;
    }
    let motif = both(one.motif, other.motif, |one, other| one == other);
    let place = both(one.body_place, other.body_place, is_one_place);
    // That a motif is none of the table says no more than that there is one.
    let told = motif == Some(true) && one.motif != Some(Motif::Other);
    match (motif, place) {
        (Some(false), _) | (_, Some(false)) => Agreement::Differs,
        (_, Some(true)) if told => Agreement::Same,
        (_, Some(true)) => Agreement::Near,
        (_, None) if told => Agreement::Near,
        (_, None) => Agreement::Compatible,
    }
}

fn both<T: Copy>(one: Option<T>, other: Option<T>, same: impl Fn(T, T) -> bool) -> Option<bool> {
    one.zip(other).map(|(one, other)| same(one, other))
}

/// Whether two places may be one: the left of the one who looks is the right of the other, and who says `arm` says either.
fn is_one_place(one: BodyPlace, other: BodyPlace) -> bool {
    const ROWS: [&[BodyPlace]; 4] = [
        &[BodyPlace::Arm, BodyPlace::LeftArm, BodyPlace::RightArm],
        &[BodyPlace::Hand, BodyPlace::LeftHand, BodyPlace::RightHand],
        &[BodyPlace::Leg, BodyPlace::LeftLeg, BodyPlace::RightLeg],
        &[BodyPlace::Head, BodyPlace::Face],
    ];
    one == other || ROWS.iter().any(|row| row.contains(&one) && row.contains(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_agree() {
        let mark = |kind, body_place, motif| Mark { kind, body_place, motif };
        let skull = mark(MarkKind::Tattoo, Some(BodyPlace::LeftArm), Some(Motif::Skull));
        for (other, expected) in [
            (skull, Agreement::Same),
            (mark(MarkKind::Tattoo, Some(BodyPlace::RightArm), Some(Motif::Skull)), Agreement::Same),
            (mark(MarkKind::Tattoo, None, Some(Motif::Skull)), Agreement::Near),
            (mark(MarkKind::Tattoo, Some(BodyPlace::Arm), None), Agreement::Near),
            (mark(MarkKind::Tattoo, None, None), Agreement::Compatible),
            (mark(MarkKind::Tattoo, Some(BodyPlace::Neck), Some(Motif::Skull)), Agreement::Differs),
            (mark(MarkKind::Tattoo, Some(BodyPlace::Arm), Some(Motif::Heart)), Agreement::Differs),
            (mark(MarkKind::Scar, Some(BodyPlace::Arm), None), Agreement::Differs),
        ] {
            assert_eq!((agreement(&skull, &other), agreement(&other, &skull)), (expected, expected), "{other:?}");
        }
    }
}
