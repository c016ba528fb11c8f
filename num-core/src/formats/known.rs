//! What was taken in before: so that a report stands once, and no report takes the place of another.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt,
    hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState},
    io,
};

use siphasher::sip::SipHasher13;

use crate::id::{Id, IncidentId};

/// How a report stands to those that were taken in before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No report of this id was taken in. From now on, this one was.
    New,
    /// The same report, with the same content.
    Same,
    /// Another report of this id, or another content.
    Other,
}

/// The reports that were taken in.
pub trait Known {
    /// How a report stands to them. A new one is taken in.
    ///
    /// # Errors
    /// Those of where they are kept.
    fn check(&mut self, id: &IncidentId, fingerprint: u64) -> io::Result<Standing>;

    /// The key of the fingerprints that [`Known::check`] is given. Without one of its own, whoever can choose what stands in
    /// a report could look for two with the same fingerprint.
    fn key(&self) -> [u64; 2] {
        [0, 0]
    }
}

impl<K: Known + ?Sized> Known for &mut K {
    fn check(&mut self, id: &IncidentId, fingerprint: u64) -> io::Result<Standing> {
        (**self).check(id, fingerprint)
    }

    fn key(&self) -> [u64; 2] {
        (**self).key()
    }
}

impl<K: Known + ?Sized> Known for Box<K> {
    fn check(&mut self, id: &IncidentId, fingerprint: u64) -> io::Result<Standing> {
        (**self).check(id, fingerprint)
    }

    fn key(&self) -> [u64; 2] {
        (**self).key()
    }
}

/// Keeps what is known in memory: 16 bytes a report, keyed anew each time, and nothing of its content.
pub struct KnownInMemory {
    key: [u64; 2],
    /// A keyed hash of the id, and the fingerprint of the content.
    reports: HashMap<u64, u64, BuildHasherDefault<Hashed>>,
}

impl KnownInMemory {
    /// Nothing is known.
    pub fn new() -> Self {
        // The one source of chance in the standard library.
        let chance = RandomState::new();
        Self { key: [chance.hash_one(0_u8), chance.hash_one(1_u8)], reports: HashMap::default() }
    }

    /// How many reports are known.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Whether no report is known.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }
}

impl Default for KnownInMemory {
    fn default() -> Self {
        Self::new()
    }
}

impl Known for KnownInMemory {
    fn check(&mut self, id: &IncidentId, fingerprint: u64) -> io::Result<Standing> {
        let mut of_id = Fingerprint::new(self.key);
        of_id.text(id.as_str());
        Ok(match self.reports.entry(of_id.finish()) {
            Entry::Vacant(vacant) => {
                vacant.insert(fingerprint);
                Standing::New
            }
            Entry::Occupied(known) if *known.get() == fingerprint => Standing::Same,
            Entry::Occupied(_) => Standing::Other,
        })
    }

    fn key(&self) -> [u64; 2] {
        self.key
    }
}

impl fmt::Debug for KnownInMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KnownInMemory({})", self.len())
    }
}

/// A fingerprint in the making: the same on every machine and in every version, for a journal keeps it.
pub(crate) struct Fingerprint(SipHasher13);

impl Fingerprint {
    pub(crate) fn new([first, second]: [u64; 2]) -> Self {
        Self(SipHasher13::new_with_keys(first, second))
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    /// A text with its length, so that two texts are not one.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes(text.as_bytes());
    }

    pub(crate) fn number(&mut self, number: usize) {
        self.bytes(&(number as u64).to_le_bytes());
    }

    pub(crate) fn finish(&self) -> u64 {
        self.0.finish()
    }
}

/// Passes on what is a keyed hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write(&mut self, bytes: &[u8]) {
        // Not called for a `u64`; right for anything else.
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_same_and_other() {
        let (one, two) = (IncidentId::parse("r-1").unwrap(), IncidentId::parse("r-2").unwrap());
        let mut known = KnownInMemory::new();
        assert_eq!(known.check(&one, 1).unwrap(), Standing::New);
        assert_eq!(known.check(&two, 1).unwrap(), Standing::New);
        assert_eq!(known.check(&one, 1).unwrap(), Standing::Same);
        assert_eq!(known.check(&one, 2).unwrap(), Standing::Other);
        // A conflict changes nothing.
        assert_eq!(known.check(&one, 1).unwrap(), Standing::Same);
        assert_eq!(known.len(), 2);
        assert_eq!(format!("{known:?}"), "KnownInMemory(2)");
        assert_ne!(KnownInMemory::new().key(), known.key());
    }

    #[test]
    fn a_fingerprint_stays_what_it_is() {
        let mut fingerprint = Fingerprint::new([1, 2]);
        fingerprint.text("r-1");
        // SipHash-1-3 of `03 00 00 00 00 00 00 00 72 2D 31`, reckoned by another program.
        assert_eq!(fingerprint.finish(), 0x8D58_6189_3F61_857C);
    }
}
