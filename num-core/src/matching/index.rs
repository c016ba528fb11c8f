//! Where an identifier stands: a hash look-up by its exact normal form, and how many sources carry it.

use std::{
    collections::{BTreeMap, HashMap, HashSet, btree_map},
    hash::Hasher,
};

use siphasher::sip128::{Hasher128, SipHasher13};

use super::{
    compare::{Number, PlateText},
    sighting::{Sighting, SightingId, Source},
};
use crate::descriptor::Phone;

/// The exact normal form of an identifier. Phones and plates fit as they are; of longer ones it is a fingerprint of 128 bits, of
/// which no two have ever been found alike.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Phone(Number),
    Plate(PlateText),
    Email([u64; 2]),
    Handle([u64; 2]),
}

impl Key {
    pub(super) fn phone(phone: &Phone) -> Option<Self> {
        Number::of(phone).map(Self::Phone)
    }

    /// `None` of a plate of which some places are not known.
    pub(super) fn plate(normal: &str) -> Option<Self> {
        PlateText::new(normal).filter(|plate| !plate.is_partial()).map(Self::Plate)
    }

    pub(super) fn email(normal: &str) -> Self {
        Self::Email(fingerprint(normal))
    }

    pub(super) fn handle(normal: &str) -> Self {
        Self::Handle(fingerprint(normal))
    }
}

fn fingerprint(text: &str) -> [u64; 2] {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    let hash = hasher.finish128();
    [hash.h1, hash.h2]
}

/// Who carries a value, in the order of ids, and whether in a field of its own. Most values stand once.
#[derive(Clone, PartialEq)]
enum Carriers {
    One(SightingId, Source, bool),
    Many(Box<Many>),
}

#[derive(Clone, PartialEq)]
struct Many {
    sightings: BTreeMap<SightingId, (Source, bool)>,
    /// How many of the sightings are of each source.
    sources: BTreeMap<Source, u32>,
}

impl Many {
    fn insert(&mut self, id: SightingId, source: Source, own: bool) {
        self.sightings.insert(id, (source, own));
        *self.sources.entry(source).or_default() += 1;
    }

    fn remove(&mut self, id: &SightingId) {
        let Some((source, _)) = self.sightings.remove(id) else { return };
        if let btree_map::Entry::Occupied(mut count) = self.sources.entry(source) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

/// The index of a register. Two that hold the same sightings are equal, however they came to hold them.
#[derive(Clone, PartialEq)]
pub(super) struct Index {
    carriers: HashMap<Key, Carriers>,
    /// Values that more sources carry than `common_above`.
    common: HashSet<Key>,
    common_above: usize,
}

impl Index {
    pub(super) fn new(common_above: usize) -> Self {
        Self { carriers: HashMap::new(), common: HashSet::new(), common_above }
    }

    /// Adds a sighting that is not there.
    pub(super) fn add(&mut self, sighting: &Sighting) {
        for (key, own) in sighting.keys() {
            let (id, source) = (sighting.id.clone(), sighting.source);
            match self.carriers.get_mut(&key) {
                None => {
                    self.carriers.insert(key, Carriers::One(id, source, own));
                }
                Some(Carriers::Many(many)) => many.insert(id, source, own),
                Some(one) => {
                    let mut many = Box::new(Many { sightings: BTreeMap::new(), sources: BTreeMap::new() });
                    if let Carriers::One(id, source, own) = one {
                        many.insert(id.clone(), *source, *own);
                    }
                    many.insert(id, source, own);
                    *one = Carriers::Many(many);
                }
            }
            self.count(key);
        }
    }

    /// Takes out a sighting that is there.
    pub(super) fn remove(&mut self, sighting: &Sighting) {
        for (key, _) in sighting.keys() {
            match self.carriers.get_mut(&key) {
                Some(Carriers::Many(many)) => {
                    many.remove(&sighting.id);
                    let mut left = many.sightings.iter();
                    if let (Some((id, (source, own))), None) = (left.next(), left.next()) {
                        let one = Carriers::One(id.clone(), *source, *own);
                        self.carriers.insert(key, one);
                    }
                }
                Some(Carriers::One(..)) => {
                    self.carriers.remove(&key);
                }
                None => {}
            }
            self.count(key);
        }
    }

    fn count(&mut self, key: Key) {
        let sources = match self.carriers.get(&key) {
            Some(Carriers::Many(many)) => many.sources.len(),
            Some(Carriers::One(..)) => 1,
            None => 0,
        };
        if sources > self.common_above {
            self.common.insert(key);
        } else {
            self.common.remove(&key);
        }
    }

    /// Who carries a value in a field of its own, in the order of ids.
    pub(super) fn carriers(&self, key: Option<Key>) -> impl Iterator<Item = &SightingId> {
        let (one, many) = match key.and_then(|key| self.carriers.get(&key)) {
            Some(Carriers::One(id, _, own)) => (own.then_some(id), None),
            Some(Carriers::Many(many)) => (None, Some(&many.sightings)),
            None => (None, None),
        };
        let many = many.into_iter().flatten().filter(|(_, (_, own))| *own).map(|(id, _)| id);
        one.into_iter().chain(many)
    }

    /// Whether too many sources carry a value for it to tell anything.
    pub(super) fn is_common(&self, key: &Key) -> bool {
        !self.common.is_empty() && self.common.contains(key)
    }

    /// Whether any value is that common.
    pub(super) fn has_common(&self) -> bool {
        !self.common.is_empty()
    }
}
