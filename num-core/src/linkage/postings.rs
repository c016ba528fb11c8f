//! Lists of rows, by what they have in common.

use std::{
    hash::{BuildHasher, RandomState},
    ops::Range,
};

/// Numbers in lists, one list after the other: half of the memory of a vector for each, and nothing to allocate.
#[derive(Clone, Default)]
pub(crate) struct Postings {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Postings {
    /// Of pairs of a list and an item, read twice. Items of a list keep their order.
    pub(crate) fn of(lists: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        // Each start is first the number of items of the list before it, then where that list ends so far.
        let mut starts = vec![0_u32; lists + 2];
        pairs.clone().for_each(|(list, _)| starts[list as usize + 2] += 1);
        for list in 2..starts.len() {
            starts[list] += starts[list - 1];
        }
        let mut items = vec![0_u32; starts.last().map_or(0, |all| *all as usize)];
        for (list, item) in pairs {
            let place = &mut starts[list as usize + 1];
            items[*place as usize] = item;
            *place += 1;
        }
        starts.pop();
        Self { starts, items }
    }

    /// Where among all items those of a list are.
    #[inline]
    pub(crate) fn range(&self, list: u32) -> Range<usize> {
        let list = list as usize;
        match (self.starts.get(list), self.starts.get(list + 1)) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// How many lists there are.
    pub(crate) fn lists(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// All items, list by list.
    pub(crate) fn items(&self) -> &[u32] {
        &self.items
    }

    /// The items of a list.
    #[inline]
    pub(crate) fn get(&self, list: u32) -> &[u32] {
        &self.items[self.range(list)]
    }
}

/// Items found by the hash of a key. Keys are not kept: what is found is to be compared, and now and then is of another key.
pub(crate) struct Buckets {
    lists: Postings,
    mask: u64,
    hasher: Keyed,
}

/// A hash of which strangers do not know the key.
#[derive(Clone)]
struct Keyed(ahash::RandomState);

impl Keyed {
    fn new() -> Self {
        let seed = || RandomState::new().hash_one(0_u8);
        Self(ahash::RandomState::with_seeds(seed(), seed(), seed(), seed()))
    }

    #[inline]
    fn hash(&self, family: u8, key: &[u8]) -> u64 {
        self.0.hash_one((family, key))
    }
}

impl Buckets {
    /// Of `items` items, each with what `keys` tells of it: a family of keys, and the key.
    pub(crate) fn of(items: u32, mut keys: impl FnMut(u32, &mut dyn FnMut(u8, &[u8]))) -> Self {
        let hasher = Keyed::new();
        let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(items as usize);
        for item in 0..items {
            keys(item, &mut |family, key| pairs.push((hasher.hash(family, key), item)));
        }
        let size = pairs.len().next_power_of_two().max(16);
        let mask = size as u64 - 1;
        let lists = Postings::of(size, pairs.iter().map(|(hash, item)| ((hash & mask) as u32, *item)));
        Self { lists, mask, hasher }
    }

    /// All items of a key, and some of others.
    #[inline]
    pub(crate) fn get(&self, family: u8, key: &[u8]) -> &[u32] {
        self.lists.get((self.hasher.hash(family, key) & self.mask) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_items_in_order() {
        let pairs = [(2_u32, 7_u32), (0, 1), (2, 3), (0, 9), (4, 4)];
        let lists = Postings::of(6, pairs.iter().copied());
        let all: Vec<&[u32]> = (0..7).map(|list| lists.get(list)).collect();
        assert_eq!(all, [&[1, 9][..], &[], &[7, 3], &[], &[4], &[], &[]]);
        assert_eq!(Postings::default().get(0), &[] as &[u32]);
    }

    #[test]
    fn each_item_is_found_by_each_of_its_keys() {
        let buckets = Buckets::of(5_000, |item, key| {
            key(0, &item.to_le_bytes());
            key(1, &(item / 10).to_le_bytes());
        });
        let mut found = 0;
        for item in 0..5_000_u32 {
            assert!(buckets.get(0, &item.to_le_bytes()).contains(&item));
            assert!(buckets.get(1, &(item / 10).to_le_bytes()).contains(&item));
            found += buckets.get(0, &item.to_le_bytes()).len();
        }
        assert!(found < 5_000 * 6, "{found}");
    }
}
