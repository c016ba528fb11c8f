//! Names and aliases, folded.

use super::{Found, Scale};
use crate::{
    descriptor::{PersonName, Phone},
    matching::{Agreement, Field, Sighting, Weight, compare::Number, model::Parameter},
};

/// From this similarity on two names are near.
const NEAR: f64 = 0.92;

/// A shorter word says nothing.
const LEAST_WORD: usize = 3;

/// The names that can be compared, folded, and the phone numbers that stand where names should.
pub(in crate::matching) fn names_of<'n>(names: impl Iterator<Item = &'n PersonName>) -> (Vec<&'n str>, Vec<Number>) {
    let (mut folded, mut numbers) = (Vec::new(), Vec::new());
    for name in names {
        let number = Phone::parse(name.source()).ok().filter(|phone| phone.normal().is_some());
        if let Some(phone) = number {
            numbers.extend(Number::of(&phone));
        } else if let Some(name) = name.normal().filter(|_| name.is_name()) {
            folded.push(name);
        }
    }
    (folded, numbers)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(' ').filter(|word| !word.is_empty())
}

impl Scale<'_> {
    pub(super) fn names(&self, one: &Sighting, other: &Sighting) -> Found {
        if one.names.is_empty() || other.names.is_empty() {
            return None;
        }
        let pairs =
            one.names.iter().flat_map(|mine| other.names.iter().map(move |theirs| (mine.expose(), theirs.expose())));
        let best = pairs.filter_map(|(mine, theirs)| self.name(mine, theirs)).max_by_key(|(_, weight)| *weight);
        best.or_else(|| self.level(Field::Name, Agreement::Differs))
    }

    fn name(&self, one: &str, other: &str) -> Found {
        if one == other {
            let (agreement, weight) = self.level(Field::Name, Agreement::Same)?;
            let more = words(one).filter(|word| word.len() >= LEAST_WORD).count().saturating_sub(1);
            let more = i32::try_from(more).unwrap_or(0).saturating_mul(self.model.parameter(Parameter::NameWord));
            return Some((agreement, weight + Weight::new(more)));
        }
        if words(one).any(|word| word.len() >= LEAST_WORD && words(other).any(|theirs| theirs == word)) {
            return self.level(Field::Name, Agreement::Part);
        }
        is_near(one, other).then(|| self.level(Field::Name, Agreement::Near)).flatten()
    }
}

/// By Jaro and Winkler, who call two empty names alike.
fn is_near(one: &str, other: &str) -> bool {
    // Of names of so different lengths the similarity stays below: at most (1 + a/b + 1)/3, and 0.4 of the way from there to 1.
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    let may_be = one.is_ascii() && other.is_ascii() && 2 * short < long;
    short > 0 && !may_be && strsim::jaro_winkler(one, other) >= NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        for (one, other, near) in [
            ("stephen", "stephan", true),
            ("jon example", "john example", true),
            ("baz", "kez", false),
            ("", "", false),
            ("", "baz", false),
        ] {
            assert_eq!((is_near(one, other), is_near(other, one)), (near, near), "{one} {other}");
        }
    }

    #[test]
    fn what_is_left_out_is_not_near() {
        // Every text of one to nine of two letters.
        let texts: Vec<String> = (1..10_u32)
            .flat_map(|length| {
                (0..1_u32 << length)
                    .map(move |bits| (0..length).map(|at| if bits >> at & 1 == 0 { 'a' } else { 'b' }).collect())
            })
            .collect();
        for one in &texts {
            for other in &texts {
                assert_eq!(is_near(one, other), strsim::jaro_winkler(one, other) >= NEAR, "{one} {other}");
            }
        }
    }

    #[test]
    fn what_is_no_name() {
        let names = ["Unknown", "07700 900123", "…", "X", "Baz", "n/a", "O'Example"]
            .map(|name| PersonName::parse(name).unwrap());
        let (folded, numbers) = names_of(names.iter());
        assert_eq!(folded, ["baz", "o example"]);
        assert_eq!(numbers.len(), 1);
    }
}
