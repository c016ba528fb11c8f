//! Comparators: whatever is told of two offenders, in whatever form.

use num_core::{
    incident::{Draft, DraftOffender},
    json::Mode,
    matching::{Agreement, Field, Find, Identifier, Register, Sighting, Tier, Weight},
};

/// What is told of two offenders. A line is a kind, a space and a value; what follows an empty line is told of the second.
pub fn compare(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (first, second) = text.split_once("\n\n").unwrap_or((text, ""));
    let (Some(one), Some(other)) = (sighting("r-1", first), sighting("r-2", second)) else { return };
    let mut register = Register::new();
    register.add(one.clone());
    register.add(other.clone());
    let found = register.compare(&one, &other).expect("of two reports");
    assert_eq!(register.compare(&other, &one).as_ref(), Some(&found), "symmetric");
    assert_eq!(found.evidence().iter().map(|evidence| evidence.weight).sum::<Weight>(), found.weight());
    assert!((0.0..=1.0).contains(&found.probability()));
    let everything = Find { at_least: Tier::Unlikely, most: 10 };
    assert_eq!(register.find(&one, &everything), std::slice::from_ref(&found));
    for (kind, value) in lines(first).chain(lines(second)) {
        let told = found.sentence();
        // The kinds have words of their own, which a value may happen to be.
        assert!(
            value.len() < 8 || !told.contains(value) || kind.is_empty() || WORDS.contains(value),
            "a value is told"
        );
    }
    // The same told twice is the same, so far as it can be compared at all.
    let Some(twin) = sighting("r-3", first) else { return };
    let alike = register.compare(&one, &twin).expect("of two reports");
    let against = alike.evidence().iter().filter(|evidence| evidence.weight < Weight::ZERO);
    assert_eq!(against.count(), 0, "somebody differs from himself");
    for (kind, value) in lines(first) {
        let identifier = match kind {
            "phone" => Identifier::phone(value),
            "email" => Identifier::email(value),
            "handle" => Identifier::handle(value),
            _ => continue,
        };
        let Ok(identifier) = identifier else { continue };
        let carried = register.check(&identifier).any(|id| id == one.id());
        let field = match kind {
            "phone" => Field::Phone,
            "email" => Field::Email,
            _ => Field::Handle,
        };
        let same = alike.evidence().iter().any(|one| one.field == field && one.agreement == Agreement::Same);
        assert!(!carried || same, "looked up, and not compared");
    }
}

/// Words that stand in sentences.
const WORDS: &str = "phone number username character together identifier strongly";

fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| line.split_once(' '))
}

fn sighting(id: &str, told: &str) -> Option<Sighting> {
    let offender = |o: DraftOffender| {
        lines(told).take(20).fold(o, |o, (kind, value)| match kind {
            "phone" => o.phone(value),
            "email" => o.email(value),
            "handle" => o.handle(value),
            "plate" => o.plate(value),
            "name" => o.alias(value),
            "behaviour" => o.behaviour(value),
            _ => o,
        })
    };
    let draft = Draft::new(id).offence("robbery").reporter("victim").offender(offender);
    Sighting::of(&draft.validate(Mode::Strict).ok()?).into_iter().next()
}
