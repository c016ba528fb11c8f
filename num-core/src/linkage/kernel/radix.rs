//! Sorts blocking keys by their bytes.
//!
//! What is large is dealt out by its highest byte first, into parts that fit a cache. Each part is sorted byte by byte from the lowest,
//! but only by as many of its highest bytes as it takes to tell most keys apart. The few that are then still equal are put right where
//! they stand. A byte that all keys have in common costs nothing. Items of the same key keep their order.

/// Digits of one byte.
const DIGITS: usize = 256;

/// Below this, comparing is faster.
const SMALL: usize = 192;

/// Above this, items of 16 bytes and as much spare room would leave the last cache of most machines.
const LARGE: usize = 1 << 19;

/// What can be sorted by an integer.
pub(crate) trait Keyed: Copy {
    /// The integer.
    fn key(&self) -> u64;
}

/// A key and what it belongs to, usually a row.
impl<Row: Copy> Keyed for (u64, Row) {
    fn key(&self) -> u64 {
        self.0
    }
}

/// A short key and what it belongs to, usually a row.
impl<Row: Copy> Keyed for (u32, Row) {
    fn key(&self) -> u64 {
        self.0.into()
    }
}

/// Sorts by key. What has the same key stays in order. `spare` is room for as many items; what is left in it means nothing.
///
/// Whatever does not find room in `spare` is compared instead, so that the answer is right in any case.
pub(crate) fn sort<T: Keyed>(items: &mut [T], spare: &mut [T]) {
    if let Some(spare) = spare.get_mut(..items.len()) {
        sort_from(items, spare, Side::Here);
    } else {
        items.sort_by_key(Keyed::key);
    }
}

/// Where the sorted items are to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Where they come from.
    Here,
    /// In the other place.
    There,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Here => Self::There,
            Self::There => Self::Here,
        }
    }
}

/// Sorts what lies in `here`. Both slices have the same length.
fn sort_from<T: Keyed>(here: &mut [T], there: &mut [T], to: Side) {
    if here.len() <= SMALL || here.is_sorted_by_key(Keyed::key) {
        here.sort_by_key(Keyed::key);
        if to == Side::There {
            there.copy_from_slice(here);
        }
        return;
    }
    let differing = differing(here);
    if here.len() > LARGE
        && let Some(byte) = highest(differing)
    {
        let counts = count(here, byte);
        deal(here, there, byte, &counts);
        for (dealt, home) in parts(there, here, &counts) {
            sort_from(dealt, home, to.other());
        }
        return;
    }
    let (digits, all) = digits(here, differing);
    let (mut from, mut into, mut side) = (here, there, Side::Here);
    for (byte, counts) in digits.iter().rev() {
        deal(from, into, *byte, counts);
        (from, into) = (into, from);
        side = side.other();
    }
    if !all && let Some((lowest, _)) = digits.last() {
        put_right(from, 8 * lowest);
    }
    if side != to {
        into.copy_from_slice(from);
    }
}

/// The bits in which not all keys are the same.
fn differing<T: Keyed>(items: &[T]) -> u64 {
    let Some(first) = items.first().map(Keyed::key) else { return 0 };
    items.iter().fold(0, |bits, item| bits | (item.key() ^ first))
}

/// The highest byte that has a bit set.
fn highest(bits: u64) -> Option<u32> {
    (bits != 0).then(|| bits.ilog2() / 8)
}

fn digit(key: u64, byte: u32) -> usize {
    (key >> (8 * byte)) as usize % DIGITS
}

fn count<T: Keyed>(items: &[T], byte: u32) -> [u32; DIGITS] {
    // Two tables in turn: one would wait for itself where neighbours have the same digit.
    let (mut even, mut odd) = ([0; DIGITS], [0; DIGITS]);
    let (pairs, last) = items.as_chunks::<2>();
    for [one, two] in pairs {
        even[digit(one.key(), byte)] += 1;
        odd[digit(two.key(), byte)] += 1;
    }
    for item in last {
        even[digit(item.key(), byte)] += 1;
    }
    for (even, odd) in even.iter_mut().zip(odd) {
        *even += odd;
    }
    even
}

/// The highest bytes with their counts, as many as tell most keys apart, and whether that is all the bytes in which keys differ.
///
/// If bytes were independent of each other, the chance that two keys have them in common would be the product of the chances for each.
/// They are not always; then more is left to be put right.
fn digits<T: Keyed>(items: &[T], mut differing: u64) -> (Vec<(u32, [u32; DIGITS])>, bool) {
    let all = items.len() as f64;
    let mut digits = Vec::new();
    let mut equal = all;
    while let Some(byte) = highest(differing) {
        if equal < 0.25 {
            return (digits, false);
        }
        let counts = count(items, byte);
        equal *= counts.iter().map(|count| (f64::from(*count) / all).powi(2)).sum::<f64>();
        digits.push((byte, counts));
        differing &= (1 << (8 * byte)) - 1;
    }
    (digits, true)
}

/// Deals items out by one byte, those of the same digit in their order.
fn deal<T: Keyed>(from: &[T], into: &mut [T], byte: u32, counts: &[u32; DIGITS]) {
    let mut next = [0_usize; DIGITS];
    let mut start = 0;
    for (next, count) in next.iter_mut().zip(counts) {
        *next = start;
        start += *count as usize;
    }
    for item in from {
        let next = &mut next[digit(item.key(), byte)];
        into[*next] = *item;
        *next += 1;
    }
}

/// The parts that were dealt out, each with the place where it will end.
fn parts<'s, T>(
    mut dealt: &'s mut [T],
    mut home: &'s mut [T],
    counts: &[u32; DIGITS],
) -> impl Iterator<Item = (&'s mut [T], &'s mut [T])> {
    counts.iter().filter(|count| **count > 0).map(move |count| {
        let part = dealt.split_off_mut(..*count as usize).unwrap_or_default();
        let place = home.split_off_mut(..*count as usize).unwrap_or_default();
        (part, place)
    })
}

/// Sorts what is sorted from a bit upwards by the bits below it too.
fn put_right<T: Keyed>(items: &mut [T], bit: u32) {
    let mut at = 1;
    while at < items.len() {
        if items[at - 1].key() <= items[at].key() {
            at += 1;
            continue;
        }
        let high = items[at].key() >> bit;
        let start = items[..at].iter().rposition(|item| item.key() >> bit != high).map_or(0, |last| last + 1);
        let end = items[at..].iter().position(|item| item.key() >> bit != high).map_or(items.len(), |past| at + past);
        items[start..end].sort_by_key(Keyed::key);
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::kernel::chance::Chance;

    /// Keys of one shape.
    type Shape = fn(u64) -> u64;

    /// Spread over all bytes, few, in the middle, at both ends, almost all the same, with bytes that hang together, and the extremes.
    const SHAPES: [Shape; 10] = [
        |random| random,
        |random| random % 7,
        |random| random & 0x00ff_0f00_0000,
        |random| random & 0xff00_0000_0000_00ff,
        |random| if random % 100 == 0 { random } else { 42 },
        |random| (random & 0xff) * 0x0101_0101_0101_0101,
        |random| if random % 2 == 0 { u64::MAX } else { 0 },
        |_| 0,
        |random| random >> 40,
        |random| (random & 0xf) << 60 | (random & 0xf) << 50 | (random & 0xf) << 40 | random >> 44,
    ];

    fn keys(random: &mut Chance, shape: Shape, length: usize) -> Vec<(u64, u32)> {
        (0..length as u32).map(|row| (shape(random.next()), row)).collect()
    }

    #[test]
    fn keys_of_every_shape_are_sorted_and_equal_keys_keep_their_order() {
        let mut random = Chance(0x9e37_79b9_7f4a_7c15);
        for length in [0, 1, 2, SMALL, SMALL + 1, 1000, 70_001, LARGE, LARGE + 1] {
            for shape in SHAPES {
                let pairs = keys(&mut random, shape, length);
                let mut expected = pairs.clone();
                expected.sort();
                let mut sorted = pairs.clone();
                sort(&mut sorted, &mut vec![(0, 0); length]);
                assert!(sorted == expected, "{length}");

                let mut sorted = pairs.clone();
                sort(&mut sorted, &mut vec![(0, 0); length + 5]);
                assert!(sorted == expected, "{length} with room to spare");

                let mut sorted = pairs;
                sort(&mut sorted, &mut []);
                assert!(sorted == expected, "{length} without room");
            }
        }
    }

    #[test]
    fn what_is_sorted_or_reversed_is_sorted() {
        for length in [100_u32, 5_000, 50_000] {
            let expected: Vec<(u32, u32)> = (0..length).map(|key| (key / 3, key)).collect();
            let mut sorted = expected.clone();
            sort(&mut sorted, &mut vec![(0, 0); expected.len()]);
            assert!(sorted == expected);
            let mut reversed: Vec<(u32, u32)> = (0..length).rev().map(|key| (key, key)).collect();
            sort(&mut reversed, &mut vec![(0, 0); length as usize]);
            assert!(reversed.is_sorted());
            let mut reversed: Vec<(u64, u64)> = (0..u64::from(length)).rev().map(|key| (key << 35, key)).collect();
            sort(&mut reversed, &mut vec![(0, 0); length as usize]);
            assert!(reversed.is_sorted());
        }
    }
}
