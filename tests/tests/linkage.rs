//! Linkage: what is learnt from a table, what is found, and that nothing of it hangs on order.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use num_core::{
    linkage::{Cells, Kind, Linkage, Pair, Table, TableBuilder, Tier, Weight},
    matching::{Find, LinkDecision, Links, Register, Sighting, SightingId, SightingLinkage, SightingPair},
    text::Text,
    timestamp::Timestamp,
};
use num_tests::sightings::synthetic;
use proptest::prelude::{Rng, RngExt};
use proptest::test_runner::{RngAlgorithm, TestRng};

fn now() -> Timestamp {
    Timestamp::parse("2026-06-01T12:00:00Z").unwrap()
}

/// A linkage that is learnt from sightings, when nobody decided anything.
fn learnt(all: &[(Sighting, String)]) -> SightingLinkage {
    SightingLinkage::new(all.iter().map(|(sighting, _)| sighting), &Links::new(), now())
}

fn decision([one, other]: &[SightingId; 2], confirmed: bool) -> LinkDecision {
    let by = Text::parse("worker-1").unwrap();
    LinkDecision::new(one.clone(), other.clone(), confirmed, by, now(), None).unwrap()
}

/// The true pairs of two reports.
fn true_pairs(persons: &HashMap<SightingId, String>) -> BTreeSet<[SightingId; 2]> {
    let mut of_person: BTreeMap<&str, Vec<&SightingId>> = BTreeMap::new();
    persons.iter().for_each(|(id, person)| of_person.entry(person).or_default().push(id));
    let mut all = BTreeSet::new();
    for ids in of_person.values_mut() {
        ids.sort();
        for (place, one) in ids.iter().enumerate() {
            let others = ids[place + 1..].iter().filter(|other| other.incident != one.incident);
            all.extend(others.map(|other| [(*one).clone(), (*other).clone()]));
        }
    }
    all
}

/// Expected calibration error in ten bins of equal mass, of those from a probability of 0.05 on; and the bins.
fn calibration(mut judged: Vec<(f64, bool)>) -> (f64, Vec<(f64, f64)>) {
    judged.retain(|(probability, _)| *probability >= 0.05);
    judged.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut error, mut bins) = (0.0, Vec::new());
    for bin in 0..10 {
        let bin = &judged[bin * judged.len() / 10..(bin + 1) * judged.len() / 10];
        let told = bin.iter().map(|(probability, _)| probability).sum::<f64>() / bin.len().max(1) as f64;
        let came_true = bin.iter().filter(|(_, is_true)| *is_true).count() as f64 / bin.len().max(1) as f64;
        error += (told - came_true).abs() * bin.len() as f64 / judged.len() as f64;
        bins.push((told, came_true));
    }
    (error, bins)
}

/// How well a linkage does that was learnt from a register. Printed, and held against floors that leave room.
#[test]
fn learnt_from_a_synthetic_register() {
    let size = std::env::var("LINKAGE_SIGHTINGS").map_or(3_000, |size| size.parse().expect("a number"));
    let seed = std::env::var("LINKAGE_SEED").map_or(41, |seed| seed.parse().expect("a number"));
    let all = synthetic(seed, size);
    let persons: HashMap<SightingId, String> =
        all.iter().map(|(one, person)| (one.id().clone(), person.clone())).collect();
    let truth = true_pairs(&persons);
    let linkage = learnt(&all);
    let pairs = linkage.pairs(0.01);
    let is_true = |pair: &SightingPair| truth.contains(pair.sightings());
    for tier in [Tier::Strong, Tier::Probable, Tier::Possible] {
        let reached: Vec<&SightingPair> = pairs.iter().filter(|pair| pair.tier() >= tier).collect();
        let right = reached.iter().filter(|pair| is_true(pair)).count();
        println!(
            "{tier:?} or better: {right} of {} are true ({:.3}); recall {:.3}",
            reached.len(),
            right as f64 / reached.len().max(1) as f64,
            right as f64 / truth.len() as f64
        );
    }
    let (error, bins) = calibration(pairs.iter().map(|pair| (pair.probability(), is_true(pair))).collect());
    println!("calibration error {error:.4}: {bins:.2?}");
    let (mut with_partner, mut found) = (0_u32, 0_u32);
    for (sighting, person) in all.iter().step_by(5) {
        let mine = sighting.id();
        if truth.iter().any(|pair| pair.contains(mine)) {
            with_partner += 1;
            let other = |pair: &SightingPair| pair.sightings().iter().find(|id| *id != mine).cloned().unwrap();
            found += u32::from(
                linkage
                    .nearest(mine, &Find { at_least: Tier::Unlikely, most: 10 })
                    .iter()
                    .any(|pair| persons[&other(pair)] == *person),
            );
        }
    }
    let hits = f64::from(found) / f64::from(with_partner);
    println!("true partner in the first ten: {hits:.3} of {with_partner}");
    let strong: Vec<&SightingPair> = pairs.iter().filter(|pair| pair.tier() == Tier::Strong).collect();
    let right = strong.iter().filter(|pair| is_true(pair)).count();
    assert!(hits > 0.6, "{hits}");
    assert!(right as f64 > 0.85 * strong.len() as f64, "{right} of {}", strong.len());
    assert!(error < 0.08, "{error}");
}

/// Evidence adds up, is the same from both sides, and no two offenders of one report are a pair.
#[test]
fn evidence_of_sightings_adds_up() {
    let all = synthetic(42, 600);
    let linkage = learnt(&all);
    let pairs = linkage.pairs(0.01);
    assert!(pairs.len() > 50, "{}", pairs.len());
    for pair in &pairs {
        assert_eq!(pair.evidence().iter().map(|one| one.weight).sum::<Weight>(), pair.weight());
        assert_ne!(pair.sightings()[0].incident, pair.sightings()[1].incident);
        let origin: i32 = pair
            .evidence()
            .iter()
            .filter(|one| ["ethnicity", "accent", "language", "complexion"].contains(&one.name.as_str()))
            .map(|one| one.weight.hundredths())
            .sum();
        assert!(origin.abs() <= 200, "{origin}");
    }
    let engine = linkage.linkage();
    for one in 0..60 {
        for other in 60..120 {
            assert_eq!(engine.weigh(one, other), engine.weigh(other, one));
        }
    }
}

/// In whatever order sightings came into a register and went out of it, what is learnt is the same.
#[test]
fn the_order_of_sightings_does_not_matter() {
    let all = synthetic(43, 400);
    let told = |linkage: &SightingLinkage| linkage.pairs(0.01);
    let mut forwards = Register::new();
    all.iter().for_each(|(sighting, _)| forwards.add(sighting.clone()));
    let mut backwards = Register::new();
    for (sighting, _) in synthetic(44, 100).iter().chain(all.iter().rev()) {
        backwards.add(sighting.clone());
    }
    for (sighting, _) in synthetic(44, 100) {
        if !all.iter().any(|(kept, _)| kept.id() == sighting.id()) {
            backwards.remove(sighting.id());
        }
    }
    assert_eq!(forwards.len(), backwards.len());
    let pairs = told(&forwards.learn(&Links::new(), now()));
    assert!(!pairs.is_empty());
    assert_eq!(pairs, told(&backwards.learn(&Links::new(), now())));
}

/// What a scan of all pairs ranks *strong* is among what is linked in bulk. The keys alone, which tables of more rows have to do with,
/// bring most of it: near numbers, partial plates, names with marks share none.
#[test]
fn what_is_strong_is_linked() {
    for seed in [51, 52, 53] {
        let all = synthetic(seed, 1_500);
        let linkage = learnt(&all);
        let engine = linkage.linkage();
        let rows = |pair: &Pair| (pair.left, pair.right);
        let strong: Vec<(u32, u32)> =
            engine.scan_all(0.05).iter().filter(|pair| pair.tier == Tier::Strong).map(rows).collect();
        assert!(strong.len() > 20, "{}", strong.len());
        let missed = |pairs: &[Pair]| {
            let linked: BTreeSet<(u32, u32)> = pairs.iter().map(rows).collect();
            strong.iter().filter(|pair| !linked.contains(pair)).count()
        };
        assert_eq!(missed(&engine.pairs(0.05)), 0);
        let by_keys = missed(&engine.by_keys(0.05));
        println!("{by_keys} of {} strong pairs share no key", strong.len());
        assert!(by_keys * 4 <= strong.len(), "{by_keys} of {}", strong.len());
    }
}

/// A table of made-up persons, each told once or twice, the second time with slips.
struct Persons {
    given: Vec<String>,
    surname: Vec<String>,
    born: Vec<String>,
    person: Vec<usize>,
}

const SYLLABLES: [&str; 16] =
    ["ba", "cor", "da", "el", "fen", "gor", "hal", "is", "jor", "kel", "lum", "mar", "nor", "os", "pel", "rin"];

impl Persons {
    fn new(seed: u8, persons: usize) -> Self {
        let mut chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        let mut below = |most: u32| chance.next_u32() % most;
        let mut all = Self { given: vec![], surname: vec![], born: vec![], person: vec![] };
        for person in 0..persons {
            let mut name = |syllables: u32| (0..syllables).map(|_| SYLLABLES[below(16) as usize]).collect::<String>();
            let (given, surname) = (name(2), name(3));
            let (year, month, day) = (1950 + below(50), 1 + below(12), 1 + below(28));
            for time in 0..1 + below(2) {
                let slip = time == 1 && below(3) == 0;
                all.given.push(if slip { given[1..].to_owned() } else { given.clone() });
                all.surname.push(surname.clone());
                let swapped = time == 1 && below(6) == 0;
                let (month, day) = if swapped { (day, month) } else { (month, day) };
                all.born.push(format!("{year:04}-{month:02}-{day:02}"));
                all.person.push(person);
            }
        }
        all
    }

    fn table(&self, rows: &[usize]) -> Table {
        fn cells<'c>(of: &'c [String], rows: &[usize]) -> Cells<'c> {
            Cells::Texts(rows.iter().map(|row| Some(of[*row].as_str())).collect())
        }
        TableBuilder::new()
            .column("given", Kind::Name, cells(&self.given, rows))
            .column("surname", Kind::Name, cells(&self.surname, rows))
            .column("born", Kind::Date, cells(&self.born, rows))
            .build()
    }
}

#[test]
fn persons_are_found_again_in_any_order() {
    let persons = Persons::new(7, 1_500);
    let forwards: Vec<usize> = (0..persons.person.len()).collect();
    let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
    let found = |rows: &[usize]| -> BTreeSet<(usize, usize)> {
        let linkage = Linkage::new(persons.table(rows));
        let pairs = linkage.pairs(0.5);
        pairs
            .iter()
            .map(|pair| (rows[pair.left as usize], rows[pair.right as usize]))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect()
    };
    let (one, other) = (found(&forwards), found(&backwards));
    let is_true = |(left, right): &&(usize, usize)| persons.person[*left] == persons.person[*right];
    let all = persons.person.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let right = one.iter().filter(is_true).count();
    assert!(right as f64 >= 0.97 * all as f64, "{right} of {all}");
    assert!(right as f64 >= 0.97 * one.len() as f64, "{right} of {} found", one.len());
    assert_eq!(one, other);
}

/// A household shares its name and its house, and is not one person for that.
#[test]
fn those_who_live_together_are_not_one_person() {
    let persons = Persons::new(8, 1_000);
    let rows = persons.person.len();
    // Beside each person lives another of the same surname and in the same house.
    let (mut given, mut surname, mut born, mut street) = (vec![], vec![], vec![], vec![]);
    let others = Persons::new(9, 1_000);
    for row in 0..rows.min(others.person.len()) {
        let house = format!("{} {} street", persons.person[row] % 90, persons.surname[row]);
        for (of, at) in [(&persons, row), (&others, row)] {
            given.push(of.given[at].as_str());
            surname.push(persons.surname[row].as_str());
            born.push(of.born[at].as_str());
            street.push(house.clone());
        }
    }
    let cells = |all: Vec<&str>| -> Vec<Option<String>> { all.into_iter().map(|text| Some(text.to_owned())).collect() };
    let (given, surname, born) = (cells(given), cells(surname), cells(born));
    fn borrowed(all: &[Option<String>]) -> Cells<'_> {
        Cells::Texts(all.iter().map(Option::as_deref).collect())
    }
    let street: Vec<Option<String>> = street.into_iter().map(Some).collect();
    let table = TableBuilder::new()
        .column("given", Kind::Name, borrowed(&given))
        .column("surname", Kind::Name, borrowed(&surname))
        .column("born", Kind::Date, borrowed(&born))
        .column("street", Kind::Text, borrowed(&street))
        .build();
    let linkage = Linkage::new(table);
    let together = (0..given.len() / 2).filter(|at| linkage.tier(2 * at, 2 * at + 1) >= Tier::Probable).count();
    assert!(together * 50 <= given.len() / 2, "{together} of {}", given.len() / 2);
}

/// What too many carry brings no list that grows with the square of them.
#[test]
fn a_hundred_thousand_equal_rows_are_no_more_than_linear() {
    let rows = 100_000;
    let table = || {
        TableBuilder::new()
            .column("name", Kind::Name, Cells::Texts(vec![Some("baz example"); rows]))
            .column("phone", Kind::Phone, Cells::Texts(vec![Some("07700 900123"); rows]))
            .column("born", Kind::Date, Cells::Texts(vec![Some("1980-01-01"); rows]))
            .build()
    };
    let linkage = Linkage::new(table());
    assert!(linkage.pairs(0.5).len() <= 100 * rows);
    assert!(linkage.nearest(0, 10).len() <= 10);
}

#[test]
fn two_rows_of_one_report_are_two_persons() {
    let table = TableBuilder::new()
        .column("phone", Kind::Phone, Cells::Texts(vec![Some("07700 900123"); 3]))
        .column("name", Kind::Name, Cells::Texts(vec![Some("baz"); 3]))
        .reports(vec![Some("r-1"), Some("r-1"), Some("r-2")])
        .build();
    let linkage = Linkage::new(table);
    let pairs: Vec<(u32, u32)> = linkage.scan_all(0.0).iter().map(|pair| (pair.left, pair.right)).collect();
    assert_eq!(pairs, [(0, 2), (1, 2)]);
    assert!(linkage.nearest(0, 10).iter().all(|pair| pair.right == 2));
}

#[test]
fn an_empty_table_teaches_nothing() {
    let linkage = Linkage::new(TableBuilder::new().column("name", Kind::Name, Cells::Texts(vec![])).build());
    assert!(linkage.pairs(0.0).is_empty() && linkage.scan_all(0.0).is_empty());
    let one = Linkage::new(TableBuilder::new().column("name", Kind::Name, Cells::Texts(vec![Some("baz")])).build());
    assert!(one.pairs(0.0).is_empty() && one.nearest(0, 5).is_empty());
}

const ALL: Find = Find { at_least: Tier::Unlikely, most: 8 };

/// What is asked of a sighting that is there is what is asked of its row; of one that is not, it is as if it was there and nobody.
#[test]
fn a_sighting_is_found_whether_it_is_there_or_not() {
    let all = synthetic(46, 700);
    let (known, new) = all.split_at(500);
    let mut linkage = learnt(known);
    for (sighting, _) in known.iter().step_by(7) {
        assert_eq!(linkage.find(sighting, &ALL), linkage.nearest(sighting.id(), &ALL), "{}", sighting.id());
    }
    let mut probable = 0;
    for (sighting, _) in new {
        assert!(linkage.nearest(sighting.id(), &ALL).is_empty());
        let found = linkage.find(sighting, &ALL);
        assert!(found.len() == 8 && found.is_sorted_by(|one, other| one.weight() >= other.weight()));
        for pair in &found {
            assert_eq!(pair.sightings()[0], *sighting.id());
            assert_ne!(pair.sightings()[1].incident, sighting.id().incident);
            assert_eq!(pair.evidence().iter().map(|one| one.weight).sum::<Weight>(), pair.weight());
        }
        probable += found.iter().filter(|pair| pair.tier() >= Tier::Probable).count();
    }
    assert!(probable > 5, "{probable}");
}

/// Whoever is asked about leaves nothing behind, in a small register too, in which the areas are few.
#[test]
fn a_sighting_that_was_asked_about_is_not_there_afterwards() {
    let all = synthetic(45, 60);
    for size in [2, 5, 40] {
        let (known, new) = all.split_at(size);
        let mut linkage = learnt(known);
        for (sighting, _) in new {
            linkage.find(sighting, &ALL);
        }
        let afresh = learnt(known);
        assert_eq!(linkage.pairs(0.0), afresh.pairs(0.0));
        for (sighting, _) in known {
            assert_eq!(linkage.nearest(sighting.id(), &ALL), afresh.nearest(sighting.id(), &ALL));
        }
    }
}

/// A register in which sightings came, changed and went is weighed, by a model that was learnt before, as one that is built afresh.
#[test]
fn a_changed_register_is_weighed_as_one_that_is_built_afresh() {
    let all = synthetic(47, 500);
    let model = learnt(&all[..300]).linkage().model().to_json();
    let model = num_core::linkage::Model::from_json(model.as_bytes()).unwrap();
    let mut changed = Register::new();
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]);
    for (sighting, _) in &all {
        changed.add(sighting.clone());
    }
    for _ in 0..400 {
        let (sighting, _) = &all[rng.random_range(0..all.len())];
        if rng.random_bool(0.5) {
            changed.remove(sighting.id());
        } else {
            changed.add(sighting.clone());
        }
    }
    let mut afresh = Register::new();
    let kept: Vec<&Sighting> =
        all.iter().map(|(sighting, _)| sighting).filter(|one| changed.get(one.id()).is_some()).collect();
    kept.iter().rev().for_each(|sighting| afresh.add((*sighting).clone()));
    assert!(kept.len() > 100 && kept.len() < all.len());
    let told = |register: &Register| {
        let linkage = register.weighed_by(&model, &Links::new(), now()).unwrap();
        let nearest: Vec<Vec<SightingPair>> =
            kept.iter().step_by(9).map(|sighting| linkage.nearest(sighting.id(), &ALL)).collect();
        (linkage.pairs(0.01), nearest, linkage.linkage().save())
    };
    let (one, other) = (told(&changed), told(&afresh));
    assert!(one.0.len() > 20);
    assert!(one == other);
}

/// What people rejected is suggested nowhere, and what they decided is learnt from.
#[test]
fn decisions_stand_whatever_is_learnt() {
    let all = synthetic(48, 600);
    let persons: HashMap<&SightingId, &String> = all.iter().map(|(one, person)| (one.id(), person)).collect();
    let before = learnt(&all);
    let pairs: Vec<SightingPair> = before.pairs(0.5);
    let mut links = Links::new();
    for pair in &pairs {
        links.decide(decision(pair.sightings(), persons[&pair.sightings()[0]] == persons[&pair.sightings()[1]]));
    }
    let rejected: BTreeSet<&[SightingId; 2]> =
        pairs.iter().map(SightingPair::sightings).filter(|[one, other]| persons[one] != persons[other]).collect();
    assert!(!rejected.is_empty() && rejected.len() < pairs.len());
    let mut after = SightingLinkage::new(all.iter().map(|(sighting, _)| sighting), &links, now());
    assert_ne!(after.linkage().model().to_json(), before.linkage().model().to_json());
    let is_rejected = |pair: &SightingPair| {
        let [one, other] = pair.sightings();
        rejected.contains(&[one.clone(), other.clone()]) || rejected.contains(&[other.clone(), one.clone()])
    };
    assert!(!after.pairs(0.0001).iter().any(is_rejected));
    for (sighting, _) in all.iter().step_by(3) {
        let nearest = after.nearest(sighting.id(), &ALL);
        assert!(nearest.len() == 8 && !nearest.iter().any(is_rejected));
        assert_eq!(after.find(sighting, &ALL), nearest);
    }
    for series in after.suggest(&links, now(), &Find { at_least: Tier::Probable, most: 1_000 }) {
        for [one, other] in rejected.iter() {
            assert!(!(series.sightings().contains(one) && series.sightings().contains(other)));
        }
    }
}

/// A group grows as reports arrive, and what people confirmed stays in it.
#[test]
fn series_grow_as_reports_arrive() {
    let all = synthetic(49, 900);
    let persons: HashMap<&SightingId, &String> = all.iter().map(|(one, person)| (one.id(), person)).collect();
    let most = Find { at_least: Tier::Probable, most: 1_000 };
    let model = learnt(&all).linkage().model().clone();
    let of = |count: usize, links: &Links| {
        let mut register = Register::new();
        all[..count].iter().for_each(|(sighting, _)| register.add(sighting.clone()));
        register.weighed_by(&model, links, now()).unwrap().suggest(links, now(), &most)
    };
    let first = of(450, &Links::new());
    assert!(first.len() > 5, "{}", first.len());
    let is_true = |series: &[SightingId]| series.iter().all(|id| persons[id] == persons[&series[0]]);
    let mut links = Links::new();
    let mut confirmed = Vec::new();
    for series in first.iter().filter(|series| is_true(series.sightings())) {
        for pair in series.matches() {
            assert!(pair.tier() >= Tier::Probable);
            links.decide(decision(pair.sightings(), true));
        }
        confirmed.push(series.sightings());
    }
    // Nothing is new in what people confirmed; what comes later joins it whole.
    let grown = of(all.len(), &links);
    let joins = |series: &&[SightingId]| {
        grown.iter().any(|suggested| {
            let held: Vec<&SightingId> = suggested.series().iter().flatten().collect();
            series.iter().all(|id| held.contains(&id)) && suggested.new_sightings().next().is_some()
        })
    };
    let grew = confirmed.iter().filter(|series| joins(series)).count();
    println!("{} groups of which {} are true, {grew} grew", first.len(), confirmed.len());
    assert!(grew > 0);
    for series in &grown {
        let mut reports: Vec<_> = series.sightings().iter().map(|id| &id.incident).collect();
        reports.dedup();
        assert_eq!(reports.len(), series.sightings().len());
    }
}

/// What is perceived of somebody's origin keeps no pair from being looked for, either.
#[test]
fn origin_hides_no_probable_pair() {
    let all = synthetic(41, 1_500);
    let linkage = learnt(&all);
    let probable = |at_least: f64| linkage.pairs(at_least).iter().filter(|pair| pair.tier() >= Tier::Probable).count();
    assert!(probable(0.01) > 50);
    assert_eq!(probable(Linkage::CAN_BE_PROBABLE), probable(0.01));
    assert!(probable(0.9) < probable(0.01));
}

/// Of identifiers that are said to be more than one person's, nearly all are; and no sighting is of two of them.
#[test]
fn shared_identifiers_are_told() {
    let all = synthetic(50, 3_000);
    let persons: HashMap<&SightingId, &String> = all.iter().map(|(one, person)| (one.id(), person)).collect();
    let shared = learnt(&all).shared_identifiers();
    let is_true = |persons_of: &Vec<Vec<SightingId>>| {
        let of: Vec<&String> = persons_of.iter().filter_map(|ids| ids.first()).map(|id| persons[id]).collect();
        of.iter().collect::<BTreeSet<_>>().len() == of.len()
    };
    let right = shared.iter().filter(|one| is_true(&one.persons)).count();
    println!("{right} of {} are of more than one person", shared.len());
    assert!(shared.len() > 3 && right * 10 >= shared.len() * 8, "{right} of {}", shared.len());
}
