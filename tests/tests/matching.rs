//! The register: what is looked up, what is weighed, what is suggested, and how well it does on a synthetic register.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Instant,
};

use num_core::{
    code::CodeTable,
    error::Code,
    id::{Id, IncidentId},
    incident::{Draft, DraftOffender, Incident},
    json::Mode,
    matching::{
        Agreement, Evidence, Field, Find, Group, Identifier, LinkDecision, Links, Match, Model, Parameter, Register,
        Sighting, SightingId, Tier, Weight,
    },
    text::Text,
    timestamp::Timestamp,
};
use num_tests::sightings::synthetic;
use proptest::prelude::*;
use serde_json::{Value, json};

fn id(text: &str) -> SightingId {
    SightingId::parse(text).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A report of one offender.
fn report(id: &str, offender: Value) -> Incident {
    report_of(id, json!([offender]), json!({"kind": "victim"}))
}

fn report_of(id: &str, offenders: Value, reporter: Value) -> Incident {
    let report = json!({
        "schema": "uglymugs.incident/1", "id": id, "offences": [{"kind": "robbery"}], "reporter": reporter, "offenders": offenders,
    });
    Incident::from_json(report.to_string().as_bytes(), Mode::Strict).unwrap()
}

fn sighting(id: &str, offender: Value) -> Sighting {
    Sighting::of(&report(id, offender)).remove(0)
}

fn compare(one: Value, other: Value) -> Match {
    let (one, other) = (sighting("r-1", one), sighting("r-2", other));
    let register = Register::new();
    let found = register.compare(&one, &other).unwrap();
    assert_eq!(register.compare(&other, &one).unwrap(), found, "symmetric");
    assert_eq!(found.evidence().iter().map(|evidence| evidence.weight).sum::<Weight>(), found.weight());
    found
}

fn agreement(found: &Match, field: Field) -> Option<Agreement> {
    found.evidence().iter().find(|evidence| evidence.field == field).map(|evidence| evidence.agreement)
}

fn weight(found: &Match, field: Field) -> i32 {
    found.evidence().iter().find(|evidence| evidence.field == field).map_or(0, |evidence| evidence.weight.hundredths())
}

/// How often the true partner is among the first ten, and how many of the matches of each tier are true. Printed, and held against
/// floors that leave room.
#[test]
fn on_a_synthetic_register() {
    let size = std::env::var("MATCHING_SIGHTINGS").map_or(2_000, |size| size.parse().expect("a number"));
    let seed = std::env::var("MATCHING_SEED").map_or(11, |seed| seed.parse().expect("a number"));
    let all = synthetic(seed, size);
    let mut register = Register::new();
    let mut persons: HashMap<SightingId, &str> = HashMap::new();
    let mut of_person: BTreeMap<&str, usize> = BTreeMap::new();
    for (sighting, person) in &all {
        persons.insert(sighting.id().clone(), person);
        *of_person.entry(person).or_default() += 1;
        register.add(sighting.clone());
    }
    let begun = Instant::now();
    let (mut with_partner, mut found) = (0, 0);
    // True and all, of each tier; each pair is met from both sides.
    let mut tiers: BTreeMap<Tier, (usize, usize)> = BTreeMap::new();
    let mut bands: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let true_pairs: usize = of_person.values().map(|number| number * (number - 1)).sum();
    for (sighting, person) in &all {
        let matches = register.find(sighting, &Find { at_least: Tier::Unlikely, most: 200 });
        let is_true = |found: &Match| persons[found.other(sighting.id()).unwrap()] == person;
        if of_person[person.as_str()] > 1 {
            with_partner += 1;
            found += usize::from(matches.iter().take(10).any(is_true));
        }
        for one in &matches {
            let counts = tiers.entry(one.tier()).or_default();
            counts.0 += usize::from(is_true(one));
            counts.1 += 1;
            let counts = bands.entry((one.probability() * 10.0) as u32).or_default();
            counts.0 += usize::from(is_true(one));
            counts.1 += 1;
        }
    }
    let hits = found as f64 / with_partner as f64;
    let precision = |tier: Tier| tiers.get(&tier).map_or(1.0, |(right, all)| *right as f64 / *all as f64);
    println!("{} sightings, {:?} a find", all.len(), begun.elapsed() / u32::try_from(all.len()).unwrap());
    println!("true partner in the first ten: {hits:.3} of {with_partner}");
    for (tier, (right, all)) in tiers.iter().rev() {
        let recall = *right as f64 / true_pairs as f64;
        println!(
            "{}: {right} of {all} are true ({:.3}); recall {recall:.3}",
            tier.as_str(),
            *right as f64 / *all as f64
        );
    }
    for (band, (right, all)) in &bands {
        println!(
            "p from {:.1}: {:.3} are true ({right} of {all})",
            f64::from(*band) / 10.0,
            *right as f64 / *all as f64
        );
    }
    assert!(hits > 0.5, "{hits}");
    assert!(precision(Tier::Strong) > 0.8, "{}", precision(Tier::Strong));
    assert!(
        precision(Tier::Strong) >= precision(Tier::Probable) && precision(Tier::Probable) > precision(Tier::Possible)
    );
}

#[test]
fn a_look_up_is_by_the_exact_normal_form() {
    let mut register = Register::new();
    register.add(sighting(
        "r-1",
        json!({"phones": ["07700 900123"], "emails": ["Kez@example.org"], "handles": ["@Kez_22"], "vehicle": {"plate": "QA01 BCD"},
               "profiles": [{"site": "example.org", "handle": "NightOwl"}], "aliases": ["07700 900555"]}),
    ));
    register.add(sighting("r-2", json!({"phones": ["+44 7700 900123", "ends 123"], "vehicle": {"plate": "QA01 BC?"}})));
    let check = |identifier: Result<Identifier, Code>| -> Vec<String> {
        register.check(&identifier.unwrap()).map(ToString::to_string).collect()
    };
    assert_eq!(check(Identifier::phone("(07700) 900-123")), ["r-1/0", "r-2/0"]);
    assert_eq!(check(Identifier::email("KEZ@EXAMPLE.ORG")), ["r-1/0"]);
    assert_eq!(check(Identifier::handle("kez_22")), ["r-1/0"]);
    assert_eq!(check(Identifier::handle("@nightowl")), ["r-1/0"]);
    assert_eq!(check(Identifier::plate("qa01bcd")), ["r-1/0"]);
    for nothing in [
        Identifier::phone("07700 900124"),
        Identifier::phone("ends 123"),
        Identifier::phone("900123"),
        Identifier::email("kez@example.com"),
        Identifier::handle("kez_23"),
        // The name of an e-mail address is no username, and a partial plate answers nothing, not even itself.
        Identifier::handle("kez"),
        Identifier::plate("QA01 BC?"),
        Identifier::plate("QA01 BC"),
        Identifier::plate("QAO1 BCD"),
        // A number in the field for names is compared, and looked up by nobody.
        Identifier::phone("07700 900555"),
    ] {
        assert_eq!(check(nothing), [""; 0]);
    }
}

#[test]
fn two_offenders_of_one_report_never_match() {
    let offender = json!({"phones": ["07700 900123"], "aliases": ["Baz Example"]});
    let report = report_of("r-1", json!([offender, {}, offender]), json!({"kind": "victim"}));
    let sightings = Sighting::of(&report);
    // Of the one in the middle nothing is known.
    let ids: Vec<String> = sightings.iter().map(|sighting| sighting.id().to_string()).collect();
    assert_eq!(ids, ["r-1/0", "r-1/2"]);
    let mut register = Register::new();
    sightings.iter().for_each(|sighting| register.add(sighting.clone()));
    assert_eq!(register.compare(&sightings[0], &sightings[1]), None);
    assert_eq!(register.find(&sightings[0], &Find { at_least: Tier::Unlikely, most: 10 }), []);
    assert_eq!(register.suggest(&Links::new(), at("2026-01-01T00:00:00+00:00"), &Find::default()), []);
    assert_eq!(register.remove_incident(&IncidentId::parse("r-1").unwrap()), 2);
    assert!(register == Register::new());
}

#[test]
fn phones() {
    let phones = |one: &str, other: &str| {
        let found = compare(json!({"phones": [one]}), json!({"phones": [other], "behaviours": ["films"]}));
        (agreement(&found, Field::Phone), weight(&found, Field::Phone))
    };
    let (same, exact) = phones("07700 900123", "+44 (0)7700 900123");
    assert_eq!(same, Some(Agreement::Same));
    for (other, expected) in [
        ("07700 900124", Some(Agreement::Near)),
        ("07700 900132", Some(Agreement::Near)),
        ("07700 901024", Some(Agreement::Differs)),
        ("ends 0123", Some(Agreement::Part)),
        ("last digits 123", Some(Agreement::Part)),
        ("ends 0124", Some(Agreement::Differs)),
        ("ends 23", None),
        ("withheld", None),
        ("07777 777777", None),
    ] {
        let (found, weight) = phones("07700 900123", other);
        assert_eq!(found, expected, "{other}");
        assert_eq!(weight > 0, matches!(found, Some(Agreement::Near | Agreement::Part)), "{other}");
        assert!(weight < exact && weight >= -100, "{other}: {weight}");
    }
    assert!(phones("07700 900123", "ends 0123").1 > phones("07700 900123", "ends 123").1);
    // Several numbers: the best pair counts, and a number in the field for names is one.
    let found = compare(json!({"phones": ["07700 900001", "07700 900123"]}), json!({"aliases": ["07700 900123"]}));
    assert_eq!(agreement(&found, Field::Phone), Some(Agreement::Same));
    assert_eq!(agreement(&found, Field::Name), None);
}

#[test]
fn emails_and_usernames() {
    let of = |field: Field, one: Value, other: Value| agreement(&compare(one, other), field);
    let emails = |one: &str, other: &str| of(Field::Email, json!({"emails": [one]}), json!({"emails": [other]}));
    assert_eq!(emails("night.owl@example.org", "Night.Owl@example.org"), Some(Agreement::Same));
    assert_eq!(emails("night.owl@example.org", "nihgt.owl@example.org"), Some(Agreement::Near));
    assert_eq!(emails("night.owl@example.org", "nihgt.wol@example.org"), Some(Agreement::Differs));
    assert_eq!(emails("kez@example.org", "key@example.org"), Some(Agreement::Differs), "too short to be near");
    let handles = |one: &str, other: &str| of(Field::Handle, json!({"handles": [one]}), json!({"handles": [other]}));
    assert_eq!(handles("@NightOwl", "nightowl"), Some(Agreement::Same));
    assert_eq!(handles("nightowl", "nightowll"), Some(Agreement::Near));
    assert_eq!(handles("owls_22", "owls_1987"), Some(Agreement::Stem));
    assert_eq!(handles("kez22", "kez23"), Some(Agreement::Differs), "a stem of three letters is no stem");
    let profile = json!({"profiles": [{"site": "example.org", "handle": "nightowl"}]});
    assert_eq!(of(Field::Handle, json!({"handles": ["nightowl"]}), profile), Some(Agreement::Same));
}

#[test]
fn plates() {
    let plates = |one: &str, other: &str| {
        let found =
            compare(json!({"vehicle": {"plate": one}}), json!({"vehicle": {"plate": other}, "behaviours": ["films"]}));
        (agreement(&found, Field::Plate), weight(&found, Field::Plate))
    };
    for (other, expected) in [
        ("QA01 BCD", Some(Agreement::Same)),
        ("QAO1 BCD", Some(Agreement::Confusable)),
        ("QA01 8CD", Some(Agreement::Confusable)),
        ("QA01 BCX", Some(Agreement::Near)),
        ("QA01 BDC", Some(Agreement::Near)),
        ("QA01 BXY", Some(Agreement::Differs)),
        ("QA01 ???", Some(Agreement::Part)),
        ("??01 BCD", Some(Agreement::Part)),
        ("BCD", Some(Agreement::Part)),
        ("CD", None),
        ("QX?? ???", Some(Agreement::Differs)),
        ("QA?? ???", None),
        ("a red van", None),
    ] {
        let (found, weight) = plates("QA01 BCD", other);
        assert_eq!(found, expected, "{other}");
        assert!(expected == Some(Agreement::Differs) || weight >= 0, "{other}");
    }
    // Words that happen to have the shape of a plate are none, even where they are the same.
    assert_eq!(plates("a red van", "A RED VAN").0, None);
    // The more is known, the rarer.
    let weights = ["QA01 BCD", "QA01 BC?", "QA01 B??", "QA01 ???", "01", "Q?"].map(|other| plates("QA01 BCD", other).1);
    assert!(
        weights.windows(2).all(|pair| pair[0] >= pair[1]) && weights[2] > weights[3] && weights[3] > 0,
        "{weights:?}"
    );
    assert!(plates("QA01 BCD", "QAO1 BCD").1 <= plates("QA01 BCD", "QA01 BCD").1);
}

/// A car is the same car by its plate, and then looks like itself; with another plate it is another one, whatever it looks like.
#[test]
fn a_vehicle_hangs_on_its_plate() {
    let car = |plate: Option<&str>| {
        let mut car = json!({"kind": "van", "make": "ford", "model": "ford_transit", "colour": "silver"});
        if let Some(plate) = plate {
            car["plate"] = json!(plate);
        }
        json!({"vehicle": car})
    };
    let vehicle = |one: Option<&str>, other: Option<&str>| -> i32 {
        let found = compare(car(one), car(other));
        found
            .evidence()
            .iter()
            .filter(|one| one.field.group() == Group::Vehicle)
            .map(|one| one.weight.hundredths())
            .sum()
    };
    let alone = vehicle(None, None);
    assert!(alone > 300);
    assert!((1..alone).contains(&vehicle(Some("QA01 BCD"), Some("QA01 BCD"))));
    assert_eq!(vehicle(Some("QA01 BCD"), Some("QX99 XYZ")), 0);
    assert_eq!(vehicle(Some("QA01 BCD"), None), alone);
}

#[test]
fn names() {
    let names = |one: &str, other: &str| {
        let found =
            compare(json!({"aliases": [one, "Somebody Else"]}), json!({"aliases": [other], "behaviours": ["films"]}));
        (agreement(&found, Field::Name), weight(&found, Field::Name))
    };
    for (one, other, expected) in [
        ("Zoë O'Example", "ZOE o-example", Agreement::Same),
        ("Baz", "baz", Agreement::Same),
        ("Baz Example", "Barry Example", Agreement::Part),
        ("Stephen", "Stephan", Agreement::Near),
        ("Baz", "Kevin", Agreement::Differs),
    ] {
        assert_eq!(names(one, other).0, Some(expected), "{one} {other}");
    }
    assert!(names("Baz Example", "baz example").1 > names("Baz", "baz").1, "two words tell more than one");
    for placeholder in ["unknown", "N/A", "…", "client"] {
        assert_eq!(names("unknown", placeholder).0, None, "{placeholder}");
    }
    // A legal name is a name.
    let found = compare(
        json!({"civil_identity": {"legal_name": {"name": "Baz Example"}}}),
        json!({"aliases": ["Baz Example"]}),
    );
    assert_eq!(agreement(&found, Field::Name), Some(Agreement::Same));
}

#[test]
fn what_is_not_known_weighs_nothing() {
    let nothing = [json!({"answer": "unknown"}), json!({"answer": "refused"}), json!({"answer": "not_asked"})];
    let looks =
        json!({"gender": "man", "age": {"from": 30, "to": 35}, "build": "slim", "ethnicity": "ic1", "accent": "local"});
    for unknown in nothing {
        let mut other = looks.clone();
        other.as_object_mut().unwrap().values_mut().for_each(|value| *value = unknown.clone());
        other["hair_colour"] = json!("black");
        let found = compare(json!({"appearance": looks}), json!({"appearance": other}));
        assert_eq!((found.evidence(), found.weight()), (&[][..], Weight::ZERO));
        assert_eq!(found.tier(), Tier::Unlikely);
    }
    let found = compare(
        json!({"appearance": {"ethnicity": "ic9"}, "aliases": ["Baz"]}),
        json!({"appearance": {"ethnicity": "ic9"}, "phones": ["07700 900123"]}),
    );
    assert_eq!(found.evidence(), []);
}

/// The vague alike, as far as they go.
fn vague() -> Value {
    json!({"gender": "man", "build": "slim", "hair_colour": "brown", "hair_length": "short", "hair_style": "curly",
           "facial_hair": "beard", "eye_colour": "blue", "glasses": "glasses"})
}

#[test]
fn vague_similarities_do_not_outweigh_a_contradiction() {
    let with = |changes: Value| {
        let mut looks = vague();
        looks.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        json!({"appearance": looks})
    };
    let alike = compare(with(json!({})), with(json!({})));
    assert!(alike.weight() > Weight::new(500));
    for (one, other) in [
        (json!({"gender": "man"}), json!({"gender": "woman"})),
        (json!({"age": "20"}), json!({"age": "50"})),
        (json!({"height_cm": "160"}), json!({"height_cm": "195"})),
    ] {
        let found = compare(with(one.clone()), with(other));
        assert!(found.weight() < Weight::ZERO, "{one}: {}", found.weight());
        assert!(found.sentence().contains("strongly against"), "{}", found.sentence());
    }
    // Nor does it become strong by an identifier and a name.
    let mut one = with(json!({"gender": "man"}));
    let mut other = with(json!({"gender": "woman"}));
    for offender in [&mut one, &mut other] {
        offender["phones"] = json!(["07700 900123"]);
        offender["emails"] = json!(["night.owl@example.org"]);
        offender["aliases"] = json!(["Baz Example"]);
    }
    assert_eq!(compare(one, other).tier(), Tier::Probable);
}

#[test]
fn strong_needs_two_grounds() {
    let phone = json!({"phones": ["07700 900123"]});
    assert_eq!(compare(phone.clone(), phone.clone()).tier(), Tier::Probable);
    let with = |more: Value| {
        let mut both = phone.clone();
        both.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        compare(both.clone(), both)
    };
    for more in [
        json!({"handles": ["nightowl"]}),
        json!({"emails": ["night.owl@example.org"]}),
        json!({"vehicle": {"plate": "QA01 BCD"}}),
        json!({"aliases": ["Baz Example"]}),
        json!({"appearance": vague()}),
        json!({"appearance": {"marks": [{"kind": "tattoo", "motif": "skull", "body_place": "neck"}]}}),
    ] {
        assert_eq!(with(more.clone()).tier(), Tier::Strong, "{more}");
    }
    // Without an identifier nothing is strong; a plate and its car are one ground.
    let mut much =
        json!({"aliases": ["Baz Example"], "appearance": vague(), "behaviours": ["films", "gun", "poses_as_police"]});
    much["appearance"]["marks"] = json!([{"kind": "tattoo", "motif": "skull", "body_place": "neck"}]);
    assert_eq!(compare(much.clone(), much).tier(), Tier::Probable);
    let car = json!({"vehicle": {"plate": "QA01 BCD", "make": "ford", "model": "ford_transit", "colour": "silver"}});
    assert_eq!(compare(car.clone(), car).tier(), Tier::Probable);
}

#[test]
fn perceived_ethnicity_and_what_goes_with_it_move_nobody_over_a_threshold() {
    let origin = json!({"ethnicity": "ic3", "accent": "london", "languages": ["fr"], "complexion": "dark"});
    let other_origin = json!({"ethnicity": "ic1", "accent": "scottish", "languages": ["pl"], "complexion": "pale"});
    let bases = [
        json!({"aliases": ["Baz"]}),
        json!({"aliases": ["Baz Example"], "behaviours": ["films"]}),
        json!({"phones": ["07700 900123"]}),
        json!({"phones": ["07700 900123"], "aliases": ["Baz"]}),
        json!({"phones": ["07700 900123"], "handles": ["nightowl"]}),
        json!({"handles": ["owls_22"], "appearance": {"build": "slim", "eye_colour": "green"}}),
        json!({"behaviours": ["films", "gun"]}),
    ];
    for base in bases {
        let with = |looks: &Value| {
            let mut offender = base.clone();
            let mut all = offender["appearance"].as_object().cloned().unwrap_or_default();
            all.extend(looks.as_object().unwrap().clone());
            offender["appearance"] = Value::Object(all);
            offender
        };
        let without = compare(base.clone(), base.clone());
        let same = compare(with(&origin), with(&origin));
        let differs = compare(with(&origin), with(&other_origin));
        assert_eq!((same.tier(), differs.tier()), (without.tier(), without.tier()), "{base}");
        assert_eq!(same.weight() - without.weight(), Weight::new(200), "{base}: at most two bits");
        assert_eq!(without.weight() - differs.weight(), Weight::new(200), "{base}");
    }
}

#[test]
fn a_value_that_too_many_carry_weighs_nothing() {
    let switchboard = |number: usize, source: usize| {
        let reporter = json!({"kind": "witness", "pseudonym": format!("s-{source}")});
        report_of(&format!("r-{number}"), json!([{"phones": ["0161 496 0000"]}]), reporter)
    };
    let mut register = Register::new();
    let add =
        |register: &mut Register, report: Incident| Sighting::of(&report).into_iter().for_each(|one| register.add(one));
    // Thirty reports, and one person who tells all of them: still her one ground.
    (0..30).for_each(|number| add(&mut register, switchboard(number, 0)));
    let asked = sighting("asked", json!({"phones": ["0161 496 0000"]}));
    let best = register.find(&asked, &Find { at_least: Tier::Unlikely, most: 1 });
    assert_eq!(agreement(&best[0], Field::Phone), Some(Agreement::Same));
    assert_eq!(best[0].is_same_source(), None);
    let found = register.compare(register.get(&id("r-1/0")).unwrap(), register.get(&id("r-2/0")).unwrap()).unwrap();
    assert_eq!(found.is_same_source(), Some(true));
    assert!(found.sentence().ends_with("Both reports come from one source."), "{}", found.sentence());
    // Twenty-one do.
    (100..120).for_each(|number| add(&mut register, switchboard(number, number)));
    let best = register.find(&asked, &Find { at_least: Tier::Unlikely, most: 1 });
    assert_eq!((agreement(&best[0], Field::Phone), best[0].weight()), (Some(Agreement::Common), Weight::ZERO));
    assert!(best[0].sentence().contains("too many reports carry (weighs nothing)"), "{}", best[0].sentence());
    // It differs from nothing either, and a number beside it counts.
    let both = sighting("both", json!({"phones": ["0161 496 0000", "07700 900123"]}));
    let other = sighting("other", json!({"phones": ["07700 900123"]}));
    assert_eq!(agreement(&register.compare(&both, &other).unwrap(), Field::Phone), Some(Agreement::Same));
    assert_eq!(register.compare(&asked, &other).unwrap().evidence(), []);
    // A look-up is answered all the same.
    assert_eq!(register.check(&Identifier::phone("0161 496 0000").unwrap()).count(), 50);
    // One source less, and it tells something again.
    register.remove(&id("r-119/0"));
    let best = register.find(&asked, &Find { at_least: Tier::Unlikely, most: 1 });
    assert_eq!(agreement(&best[0], Field::Phone), Some(Agreement::Same));
}

#[test]
fn sentences_tell_kinds_and_no_values() {
    let one = json!({"phones": ["07700 900987"], "aliases": ["Zzqbaz Zzqexample"], "vehicle": {"plate": "QA01 BCD"},
                     "emails": ["zzqmail@example.org"], "handles": ["zzqhandle"], "appearance": {"hair_colour": "black"}});
    let other = json!({"phones": ["07700 900987"], "aliases": ["Zzqbaz"], "vehicle": {"plate": "QA01 BCX"},
                       "emails": ["zzqmail@example.org"], "handles": ["zzqhandel"], "appearance": {"hair_colour": "blond"}});
    let found = compare(one, other);
    let text = format!("{} {} {found:?}", found.sentence(), serde_json::to_string(&found).unwrap());
    for value in ["zzq", "900987", "QA01", "blond"] {
        assert!(!text.to_lowercase().contains(&value.to_lowercase()), "{value}: {text}");
    }
    assert_eq!(
        found.sentence(),
        "May be the same person (strong, to be checked by a person): same e-mail address (strong); same phone number (strong); \
         similar number plate, one character apart (strong); a part of the name is the same (weak); username one character apart \
         (weak); hair colour differs (against)."
    );
    for guilt in ["guilt", "did it", "offended", "attacked", "is the same"] {
        assert!(Field::ALL.iter().all(|field| {
            Agreement::ALL.iter().all(|agreement| guilt == "is the same" || !field.words(*agreement).contains(guilt))
        }));
        assert!(!found.sentence().contains("they are the same person"), "{guilt}");
    }
}

#[test]
fn a_match_as_json() {
    let phone = json!({"phones": ["07700 900123"], "appearance": {"build": "slim"}});
    let found = serde_json::to_value(compare(phone.clone(), phone)).unwrap();
    assert_eq!(found["schema"], "uglymugs.match/1");
    assert_eq!(found["sightings"], json!(["r-1/0", "r-2/0"]));
    assert_eq!(found["evidence"][0]["field"], "phone");
    let sum: i64 = found["evidence"].as_array().unwrap().iter().map(|one| one["weight"].as_i64().unwrap()).sum();
    assert_eq!(found["weight"], sum);
    for (name, document) in [
        ("match", found),
        ("match_model", serde_json::from_str(&Model::default().to_json()).unwrap()),
        ("links", serde_json::from_str(&decided(&[("r-1/0", "r-2/0", true, 1)]).to_json()).unwrap()),
    ] {
        let schema = num_core::schema::all().into_iter().find(|(found, _)| *found == name).unwrap().1;
        let problems: Vec<String> =
            jsonschema::validator_for(&schema).unwrap().iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
}

/// Decisions: two sightings, whether they are confirmed, and the day of January.
fn decided(decisions: &[(&str, &str, bool, u8)]) -> Links {
    let mut links = Links::new();
    for (one, other, confirmed, day) in decisions {
        let by = Text::parse("caseworker 3").unwrap();
        let at = at(&format!("2026-01-{day:02}T12:00:00+00:00"));
        links.decide(LinkDecision::new(id(one), id(other), *confirmed, by, at, None).unwrap());
    }
    links
}

const LATER: &str = "2026-02-01T00:00:00+00:00";

#[test]
fn the_latest_decision_counts() {
    let links = decided(&[
        ("r-1/0", "r-2/0", true, 3),
        ("r-2/0", "r-1/0", false, 5),
        ("r-1/0", "r-2/0", true, 4),
        ("r-3/0", "r-2/0", true, 6),
        ("r-3/0", "r-2/0", false, 6),
    ]);
    let state = |one: &str, other: &str, day: u8| {
        links.state(&id(one), &id(other), at(&format!("2026-01-{day:02}T12:00:00+00:00")))
    };
    assert_eq!(
        [2, 3, 4, 5, 9].map(|day| state("r-2/0", "r-1/0", day)),
        [None, Some(true), Some(true), Some(false), Some(false)]
    );
    assert_eq!(state("r-2/0", "r-3/0", 9), Some(false), "of one instant the later in the list");
    // The same instant, written with another offset.
    assert_eq!(links.state(&id("r-1/0"), &id("r-2/0"), at("2026-01-05T13:00:00+01:00")), Some(false));
    assert_eq!(state("r-1/0", "r-3/0", 9), None);
    let same = LinkDecision::new(id("r-1/0"), id("r-1/1"), true, Text::parse("c").unwrap(), at(LATER), None);
    assert_eq!(same.err(), Some(Code::LINK_SAME_REPORT));
}

#[test]
fn series_are_what_people_joined() {
    let links = decided(&[
        ("r-1/0", "r-2/0", true, 1),
        ("r-2/0", "r-3/1", true, 2),
        ("r-1/0", "r-3/1", false, 3),
        ("r-8/0", "r-9/0", true, 3),
        ("r-9/0", "r-8/1", true, 3),
        ("r-5/0", "r-6/0", false, 3),
        ("r-1/0", "r-6/0", true, 9),
    ]);
    let told = |day: &str| -> Vec<(Vec<String>, usize)> {
        let series = links.series(at(&format!("2026-01-{day}T23:00:00+00:00")));
        series
            .iter()
            .map(|one| (one.sightings().iter().map(ToString::to_string).collect(), one.contested().len()))
            .collect()
    };
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(told("01"), [(ids(&["r-1/0", "r-2/0"]), 0)]);
    assert_eq!(told("02"), [(ids(&["r-1/0", "r-2/0", "r-3/1"]), 0)]);
    // A rejected pair inside, and two offenders of one report.
    assert_eq!(told("03"), [(ids(&["r-1/0", "r-2/0", "r-3/1"]), 1), (ids(&["r-8/0", "r-8/1", "r-9/0"]), 1)]);
    assert_eq!(told("09")[0], (ids(&["r-1/0", "r-2/0", "r-3/1", "r-6/0"]), 1));
}

#[test]
fn links_are_read_as_they_are_written_and_every_problem_is_told() {
    let links = decided(&[("r-1/0", "r-2/0", true, 3), ("r-2/0", "r-1/0", false, 5)]);
    let read = Links::from_json(links.to_json().as_bytes(), Mode::Strict).unwrap();
    assert_eq!((read.decisions(), read.to_json()), (links.decisions(), links.to_json()));
    let wrong = json!({"schema": "uglymugs.links/1", "decisions": [
        {"sightings": ["r-1/0", "r-1/1"], "confirmed": "yes", "by": " ", "at": "today"},
        {"sightings": ["r-1", "r-2/0"], "confirmed": true},
        {"sightings": ["r-1/0"], "confirmed": true, "by": "c", "at": LATER, "more": 1},
    ]});
    let problems = Links::from_json(wrong.to_string().as_bytes(), Mode::Strict).unwrap_err();
    let found: Vec<(&str, &str)> =
        problems.as_slice().iter().map(|one| (one.path.as_str(), one.code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("decisions[0].sightings", "link.same_report"),
            ("decisions[0].confirmed", "json.wrong_type"),
            ("decisions[0].by", "text.blank"),
            ("decisions[0].at", "instant.malformed"),
            ("decisions[1].sightings[0]", "sighting.malformed"),
            ("decisions[1].by", "member.missing"),
            ("decisions[1].at", "member.missing"),
            ("decisions[2].sightings", "link.not_two"),
            ("decisions[2]", "json.unknown_member"),
        ]
    );
}

fn register_of(offenders: &[(&str, Value)]) -> Register {
    let mut register = Register::new();
    offenders.iter().for_each(|(id, offender)| register.add(sighting(id, offender.clone())));
    register
}

fn groups(register: &Register, links: &Links) -> Vec<Vec<String>> {
    let suggested = register.suggest(links, at(LATER), &Find::default());
    for one in &suggested {
        for pair in one.matches().iter().map(Match::sightings) {
            assert_eq!(links.state(&pair[0], &pair[1], at(LATER)), None, "decided, and suggested all the same");
            assert!(pair.iter().all(|id| one.sightings().contains(id)));
        }
    }
    suggested.iter().map(|one| one.sightings().iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn suggested_series() {
    let phone = |more: Value| {
        let mut offender = json!({"phones": ["07700 900123"], "aliases": ["Baz Example"]});
        offender.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        offender
    };
    let register = register_of(&[
        ("r-1", phone(json!({}))),
        ("r-2", phone(json!({}))),
        ("r-3", phone(json!({"handles": ["nightowl"]}))),
        // Joined to one of three by a username alone: a thread, and no member.
        ("r-4", json!({"handles": ["nightowl"]})),
        ("r-5", json!({"aliases": ["Kevin"]})),
    ]);
    assert_eq!(groups(&register, &Links::new()), [["r-1/0", "r-2/0", "r-3/0"]]);
    assert_eq!(register.suggest(&Links::new(), at(LATER), &Find::default())[0].matches().len(), 3);
    assert_eq!(register.suggest(&Links::new(), at(LATER), &Find { at_least: Tier::Possible, most: 0 }), []);
    // A rejected pair is in no group again, by no way round.
    let links = decided(&[("r-1/0", "r-3/0", false, 1)]);
    for group in groups(&register, &links) {
        assert!(!(group.contains(&"r-1/0".to_owned()) && group.contains(&"r-3/0".to_owned())), "{group:?}");
    }
    // A confirmed series is suggested to grow, with the matches that speak for it; by itself it is nothing to look at.
    let links = decided(&[("r-1/0", "r-2/0", true, 1)]);
    let suggested = register.suggest(&links, at(LATER), &Find::default());
    assert_eq!(groups(&register, &links), [["r-1/0", "r-2/0", "r-3/0"]]);
    assert_eq!(suggested[0].series(), [[id("r-1/0"), id("r-2/0")]]);
    assert_eq!(suggested[0].new_sightings().collect::<Vec<_>>(), [&id("r-3/0")]);
    assert_eq!(suggested[0].matches().len(), 2);
    let links = decided(&[("r-1/0", "r-2/0", true, 1), ("r-3/0", "r-2/0", true, 1), ("r-3/0", "r-4/0", false, 1)]);
    assert_eq!(groups(&register, &links), [[""; 0]; 0]);
    // Before anybody decided it is as if nobody had.
    let before = register.suggest(&links, at("2025-12-31T00:00:00+00:00"), &Find::default());
    assert_eq!(before, register.suggest(&Links::new(), at(LATER), &Find::default()));
}

#[test]
fn groups_do_not_chain() {
    // Each shares a number with the next, and nothing else.
    let chain: Vec<(String, Value)> = (0..6)
        .map(|link| {
            let phone = |number: usize| format!("07700 9001{:02}", number * 7);
            (format!("r-{link}"), json!({"phones": [phone(link), phone(link + 1)]}))
        })
        .collect();
    let chain: Vec<(&str, Value)> = chain.iter().map(|(id, offender)| (id.as_str(), offender.clone())).collect();
    let register = register_of(&chain);
    let groups = groups(&register, &Links::new());
    assert!(!groups.is_empty() && groups.iter().all(|group| group.len() <= 3), "{groups:?}");
    // Two confirmed series, linked by one strong thread: not one person's by that alone.
    let two = |number: &str, more: Value| {
        let mut offender = json!({"phones": [number]});
        offender.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        offender
    };
    let register = register_of(&[
        ("r-1", two("07700 900101", json!({}))),
        ("r-2", two("07700 900101", json!({"handles": ["nightowl"], "emails": ["night.owl@example.org"]}))),
        ("r-3", two("07700 900177", json!({"handles": ["nightowl"], "emails": ["night.owl@example.org"]}))),
        ("r-4", two("07700 900177", json!({}))),
    ]);
    let links = decided(&[("r-1/0", "r-2/0", true, 1), ("r-3/0", "r-4/0", true, 1)]);
    assert_eq!(register.suggest(&links, at(LATER), &Find::default()), []);
}

#[test]
fn the_same_register_on_the_same_question_says_the_same() {
    let all = synthetic(5, 300);
    let mut register = Register::new();
    all.iter().for_each(|(sighting, _)| register.add(sighting.clone()));
    let mut backwards = Register::new();
    all.iter().rev().for_each(|(sighting, _)| backwards.add(sighting.clone()));
    assert!(register == backwards);
    let find = Find { at_least: Tier::Unlikely, most: 400 };
    for (sighting, _) in all.iter().take(40) {
        let matches = register.find(sighting, &find);
        assert_eq!(matches, backwards.find(sighting, &find));
        assert_eq!(
            matches.len(),
            all.iter().filter(|(other, _)| other.id().incident != sighting.id().incident).count()
        );
        assert!(matches.windows(2).all(|pair| pair[0].weight() >= pair[1].weight()));
        for found in &matches {
            let other = register.get(found.other(sighting.id()).unwrap()).unwrap();
            assert_eq!(register.compare(other, sighting).as_ref(), Some(found));
            assert_eq!(found.evidence().iter().map(|one| one.weight).sum::<Weight>(), found.weight());
            assert_within_caps(found.evidence());
        }
    }
    let links = Links::new();
    assert_eq!(register.suggest(&links, at(LATER), &find), backwards.suggest(&links, at(LATER), &find));
}

/// Each group keeps to its caps, for and against.
fn assert_within_caps(evidence: &[Evidence]) {
    let caps: Value = serde_json::from_str(&Model::default().to_json()).unwrap();
    for row in caps["groups"].as_array().unwrap() {
        let group = Group::parse(row["group"].as_str().unwrap()).unwrap();
        let weights = || {
            evidence.iter().filter(move |one| one.field.group() == group).map(|one| i64::from(one.weight.hundredths()))
        };
        assert!(weights().filter(|weight| *weight > 0).sum::<i64>() <= row["most"].as_i64().unwrap(), "{group:?}");
        assert!(weights().filter(|weight| *weight < 0).sum::<i64>() >= row["least"].as_i64().unwrap(), "{group:?}");
    }
}

#[test]
fn a_hundred_thousand_equal_descriptors_cost_no_more_than_linear() {
    let template = json!({"phones": ["07700 900123"], "handles": ["nightowl"], "vehicle": {"plate": "QA01 BCD"}});
    let sightings = |number: usize| -> Vec<Sighting> {
        (0..number)
            .map(|number| {
                let reporter = json!({"kind": "witness", "pseudonym": format!("s-{}", number % 1_000)});
                Sighting::of(&report_of(&format!("r-{number}"), json!([template]), reporter)).remove(0)
            })
            .collect()
    };
    let phone = Identifier::phone("07700 900123").unwrap();
    let time = |number: usize| {
        let sightings = sightings(number);
        let begun = Instant::now();
        let mut register = Register::new();
        sightings.into_iter().for_each(|sighting| register.add(sighting));
        assert_eq!(register.check(&phone).count(), number);
        for number in 0..number {
            register.remove(&id(&format!("r-{number}/0")));
        }
        assert!(register.is_empty());
        begun.elapsed().as_secs_f64()
    };
    let (small, large) = (time(10_000), time(100_000));
    println!("10,000 equal sightings: {small:.3} s; 100,000: {large:.3} s");
    // Ten times as much, and room for slower memory and a busy machine: what is quadratic takes a hundred times as long.
    assert!(large < 40.0 * small, "{small} {large}");
}

const NAMES: [&str; 3] = ["Baz", "Kez", "07700 900099"];

/// What happens to a register.
#[derive(Clone, Debug)]
enum Step {
    Add(usize),
    Remove(usize),
    RemoveReport(usize),
}

proptest! {
    /// A register that sightings came to and went from, in whatever order, is one that was built afresh.
    #[test]
    fn as_if_built_afresh(steps in prop::collection::vec(
        (0_usize..3, 0_usize..24).prop_map(|(kind, which)| match kind {
            0 | 1 => Step::Add(which),
            _ if which % 2 == 0 => Step::Remove(which),
            _ => Step::RemoveReport(which / 2),
        }), 0..60))
    {
        // Twelve reports of two offenders; some identifiers are shared. The second version of a report tells otherwise.
        let sighting_of = |which: usize, version: usize| -> Sighting {
            let offender = |index: usize| json!({
                "phones": [format!("07700 9000{:02}", (which * 7 + index + version) % 5)],
                "handles": [format!("owl_{}", (which + index) % 3)],
                "aliases": [NAMES[(which + index + version) % 3]],
                "vehicle": {"plate": format!("QA0{} BCD", (which + version) % 4)},
            });
            let reporter = json!({"kind": "witness", "pseudonym": format!("s-{}", which % 4)});
            let report = report_of(&format!("r-{}", which / 2), json!([offender(0), offender(1)]), reporter);
            Sighting::of(&report).remove(which % 2)
        };
        let (mut register, mut model) = (Register::with_model(model_with_few_common()), BTreeMap::new());
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Add(which) => {
                    register.add(sighting_of(which, number % 2));
                    model.insert(which, number % 2);
                }
                Step::Remove(which) => {
                    let id = id(&format!("r-{}/{}", which / 2, which % 2));
                    prop_assert_eq!(register.remove(&id), model.remove(&which).is_some());
                }
                Step::RemoveReport(report) => {
                    let incident = IncidentId::parse(&format!("r-{report}")).unwrap();
                    let gone = [2 * report, 2 * report + 1].iter().filter(|which| model.remove(which).is_some()).count();
                    prop_assert_eq!(register.remove_incident(&incident), gone);
                }
            }
        }
        let mut afresh = Register::with_model(model_with_few_common());
        model.iter().rev().for_each(|(which, version)| afresh.add(sighting_of(*which, *version)));
        prop_assert!(register == afresh);
        prop_assert_eq!(register.len(), model.len());
        // And it answers as a list that is searched through would.
        for number in 0..5 {
            let text = format!("07700 9000{number:02}");
            let found: Vec<String> = register.check(&Identifier::phone(&text).unwrap()).map(ToString::to_string).collect();
            let expected: BTreeSet<SightingId> = model
                .iter()
                .filter(|(which, version)| (*which * 7 + *which % 2 + *version) % 5 == number)
                .map(|(which, _)| id(&format!("r-{}/{}", which / 2, which % 2)))
                .collect();
            prop_assert_eq!(found, expected.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
    }
}

/// A model by which a value is common that more than two carry.
fn model_with_few_common() -> Model {
    let mut model: Value = serde_json::from_str(&Model::default().to_json()).unwrap();
    for row in model["parameters"].as_array_mut().unwrap() {
        if row["parameter"] == "common_above" {
            row["value"] = json!(2);
        }
    }
    let model = Model::from_json(model.to_string().as_bytes()).unwrap();
    assert_eq!(model.parameter(Parameter::CommonAbove), 2);
    model
}

/// Every number of the model stands on its page, with its ground.
#[test]
fn every_number_stands_on_the_page() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../num-core/docs/matching.md");
    let page = std::fs::read_to_string(page).unwrap();
    let rows: BTreeSet<Vec<String>> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect())
        .collect();
    let ground_of = |start: &[String]| {
        let row = rows.iter().find(|row| row.starts_with(start)).unwrap_or_else(|| panic!("no row {start:?}"));
        assert!(row.len() == start.len() + 1 && !row[start.len()].is_empty(), "no ground: {row:?}");
    };
    let model: Value = serde_json::from_str(&Model::default().to_json()).unwrap();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut numbers = 0;
    for (list, members) in [
        ("weights", &["field", "agreement", "weight"][..]),
        ("groups", &["group", "most", "least"]),
        ("parameters", &["parameter", "value"]),
    ] {
        for row in model[list].as_array().unwrap() {
            ground_of(&members.iter().map(|member| text(&row[*member])).collect::<Vec<_>>());
            numbers += 1;
        }
    }
    assert_eq!(rows.len(), numbers, "rows of the page that the model does not have");
}

#[test]
fn builders_of_drafts_give_sightings() {
    let offender = |o: DraftOffender| o.alias("Baz").phone("07700 900123").plate("QA01 BCD").behaviour("films");
    let report = Draft::new("r-1")
        .offence("robbery")
        .reporter("victim")
        .when_day("2026-03-01")
        .force("E23000010")
        .offender(offender);
    let sightings = Sighting::of(&report.validate(Mode::Strict).unwrap());
    let one = &sightings[0];
    assert_eq!(
        (one.day().unwrap().to_string(), one.month().unwrap().to_string()),
        ("2026-03-01".to_owned(), "2026-03".to_owned())
    );
    assert_eq!(one.force().unwrap().as_str(), "E23000010");
    assert!(!one.source().is_known());
    assert_eq!(format!("{one:?}"), "Sighting(r-1/0)");
}
