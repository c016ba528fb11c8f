//! Many short texts in one piece of memory.

use std::hash::{BuildHasher, RandomState};

/// Texts, each by its place. One piece of memory for all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Arena {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Arena {
    pub(crate) fn push(&mut self, text: &[u8]) -> u32 {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    #[inline]
    pub(crate) fn get(&self, at: u32) -> &[u8] {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
    }

    pub(crate) fn text(&self, at: u32) -> &str {
        // Only texts are pushed.
        std::str::from_utf8(self.get(at)).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len() as u32).map(|at| self.get(at))
    }

    /// Takes the last text out.
    pub(crate) fn pop(&mut self) {
        self.ends.pop();
        self.bytes.truncate(self.ends.last().map_or(0, |end| *end as usize));
    }

    /// Makes room for one more text, and for no more than that.
    pub(crate) fn reserve(&mut self, text: usize) {
        self.bytes.reserve_exact(text);
        self.ends.reserve_exact(1);
    }

    pub(crate) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Texts, each once, found by hash. Keys come from strangers: the hash has a random key.
///
/// Where all that were to come have come, the slots are given back: few ask for a text later, and who puts one more in makes them anew.
#[derive(Clone, Default)]
pub(crate) struct Dictionary {
    pub(crate) arena: Arena,
    slots: Vec<Slot>,
    hasher: Hasher,
}

/// Where a text is, beside its hash: most other texts are told apart, and all are moved when the slots grow, without being read.
#[derive(Clone, Copy)]
struct Slot {
    hash: u32,
    at: u32,
}

impl Slot {
    const FREE: Self = Self { hash: 0, at: u32::MAX };

    fn is_free(self) -> bool {
        self.at == u32::MAX
    }
}

#[derive(Clone)]
struct Hasher(ahash::RandomState);

impl Default for Hasher {
    fn default() -> Self {
        // Seeded from the standard library's own source of random keys.
        let seed = || RandomState::new().hash_one(0_u8);
        Self(ahash::RandomState::with_seeds(seed(), seed(), seed(), seed()))
    }
}

impl Dictionary {
    #[inline]
    fn hash(&self, text: &[u8]) -> u32 {
        self.hasher.0.hash_one(text) as u32
    }

    /// The slot in which a text is, or the free one in which it would be. There is always a free one.
    #[inline]
    fn slot(&self, hash: u32, text: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let Slot { hash: found, at } = self.slots[slot];
            if at == u32::MAX || found == hash && self.arena.get(at) == text {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The place of a text. Where the slots of many were given back, all are looked through.
    pub(crate) fn get(&self, text: &[u8]) -> Option<u32> {
        if self.slots.is_empty() {
            return self.arena.iter().position(|other| other == text).map(|at| at as u32);
        }
        let slot = self.slots[self.slot(self.hash(text), text)];
        (!slot.is_free()).then_some(slot.at)
    }

    /// The place of a text, and whether it is new.
    #[inline]
    pub(crate) fn place(&mut self, text: &[u8]) -> (u32, bool) {
        // A quarter stays free: runs are short, and little memory is idle.
        if (self.arena.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let hash = self.hash(text);
        let slot = self.slot(hash, text);
        let found = self.slots[slot];
        if !found.is_free() {
            return (found.at, false);
        }
        let at = self.arena.push(text);
        self.slots[slot] = Slot { hash, at };
        (at, true)
    }

    /// Takes the last text out.
    pub(crate) fn pop(&mut self) {
        let Some(last) = self.arena.len().checked_sub(1) else { return };
        if self.slots.is_empty() {
            self.arena.pop();
            return;
        }
        let text = self.arena.get(last as u32);
        let mask = self.slots.len() - 1;
        let mut free = self.slot(self.hash(text), text);
        self.arena.pop();
        // What stands behind it because it stood there moves up: runs have no holes.
        let mut next = (free + 1) & mask;
        while !self.slots[next].is_free() {
            let home = self.slots[next].hash as usize & mask;
            if next.wrapping_sub(home) & mask >= next.wrapping_sub(free) & mask {
                self.slots[free] = self.slots[next];
                free = next;
            }
            next = (next + 1) & mask;
        }
        self.slots[free] = Slot::FREE;
    }

    /// Makes slots for one more text at least: twice as many, or those that were given back.
    fn grow(&mut self) {
        let size = ((self.arena.len() + 1) * 4).div_ceil(3).next_power_of_two().max(64);
        let mut slots = vec![Slot::FREE; size];
        let put = |slots: &mut [Slot], moved: Slot| {
            let mut slot = moved.hash as usize & (size - 1);
            while !slots[slot].is_free() {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = moved;
        };
        if self.slots.is_empty() {
            for (at, text) in self.arena.iter().enumerate() {
                put(&mut slots, Slot { hash: self.hash(text), at: at as u32 });
            }
        }
        for moved in self.slots.iter().filter(|slot| !slot.is_free()) {
            put(&mut slots, *moved);
        }
        self.slots = slots;
    }

    /// Gives back what was kept for more: of many texts the slots too.
    pub(crate) fn shrink(&mut self) {
        /// So few are told apart, or looked for one by one, at any time: each pair of codes has a weight, and each tag a bit.
        const FEW: usize = 64;
        self.arena.shrink();
        if self.arena.len() > FEW {
            self.slots = Vec::new();
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.arena.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_place() {
        let mut all = Dictionary::default();
        assert_eq!(all.get(b"0"), None);
        for turn in [true, false] {
            for number in 0..10_000_u32 {
                assert_eq!(all.place(number.to_string().as_bytes()), (number, turn));
            }
        }
        assert_eq!(all.len(), 10_000);
        assert_eq!(all.get(b"9999"), Some(9_999));
        assert_eq!(all.get(b"10000"), None);
        assert_eq!((all.arena.get(0), all.arena.text(42)), (&b"0"[..], "42"));
        assert_eq!(all.place(b""), (10_000, true));
        assert_eq!(all.place(b""), (10_000, false));
    }

    #[test]
    fn slots_that_were_given_back_are_made_anew() {
        let mut all = Dictionary::default();
        let text = |number: u32| number.to_string().into_bytes();
        (0..1_000).for_each(|number| assert_eq!(all.place(&text(number)), (number, true)));
        all.shrink();
        assert!(all.slots.is_empty());
        assert_eq!([all.get(b"999"), all.get(b"1000")], [Some(999), None]);
        all.pop();
        assert_eq!((all.len(), all.get(b"999")), (999, None));
        for turn in [true, false] {
            assert_eq!(all.place(b"999"), (999, turn));
            (0..999).for_each(|number| assert_eq!(all.place(&text(number)), (number, false)));
        }
        all.pop();
        assert_eq!(all.get(b"999"), None);
        assert_eq!(all.get(b"998"), Some(998));
    }

    #[test]
    fn what_is_taken_out_was_never_there() {
        let mut all = Dictionary::default();
        let text = |number: usize| number.to_string().into_bytes();
        // Up and down around sizes at which the slots grow.
        for (up, down) in [(40, 10), (60, 55), (120, 100), (300, 1), (500, 499), (200, 200)] {
            let before = all.len();
            (before..before + up).for_each(|number| assert_eq!(all.place(&text(number)), (number as u32, true)));
            (0..down).for_each(|_| all.pop());
            let left = before + up - down;
            assert_eq!(all.len(), left);
            (0..left).for_each(|number| assert_eq!(all.get(&text(number)), Some(number as u32)));
            (left..before + up).for_each(|number| assert_eq!(all.get(&text(number)), None));
        }
        Dictionary::default().pop();
    }
}
