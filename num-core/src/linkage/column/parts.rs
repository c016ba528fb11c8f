//! A column as it is kept, and as it is put together again: nothing is brought to its normal form anew, and everything that is later
//! looked up by its place is checked here.

use super::{Column, Elements, Lists, Names, Values};
use crate::{
    code::CodeTable,
    linkage::{
        Group, Kind,
        arena::{Arena, Dictionary},
        compare::Plate,
        snapshot::{Keeping, Kept},
    },
};

/// The most tags of a set.
const TAGS: usize = 64;
/// The first phone number, in digits with a 1 before them, that has too many of them.
const DIGITS: u64 = 2_000_000_000_000_000_000;

impl Column {
    /// Keeps it.
    pub(crate) fn keep(&self, keeping: &mut Keeping) {
        keeping.bytes(self.name.as_bytes());
        keeping.bytes(self.kind.as_str().as_bytes());
        keeping.bytes(self.group.as_str().as_bytes());
        keeping.numbers(&self.cells, |cell| cell.to_le_bytes());
        keeping.flag(self.values.lists.is_some());
        if let Some(lists) = &self.values.lists {
            lists.keep(keeping);
        }
        match &self.values.elements {
            Elements::Texts(texts) => texts.arena.keep(keeping),
            Elements::Names(names) => {
                names.names.keep(keeping);
                names.word.arena.keep(keeping);
                names.words.keep(keeping);
            }
            Elements::Digits(all) => keeping.numbers(all, |digits| digits.to_le_bytes()),
            Elements::Plates(all) => {
                let mut plates = Arena::default();
                for plate in all {
                    plates.push(plate.as_bytes());
                }
                plates.keep(keeping);
            }
            Elements::Dates(all) => keeping.numbers(all, |date| date.to_le_bytes()),
            Elements::Tags { tags, masks } => {
                tags.arena.keep(keeping);
                keeping.numbers(masks, |mask| mask.to_le_bytes());
            }
            Elements::Pairs(all) => keeping.numbers(all, |[one, other]| {
                (u64::from(one.to_bits()) << 32 | u64::from(other.to_bits())).to_le_bytes()
            }),
            Elements::Days(all) => keeping.numbers(all, |day| day.to_le_bytes()),
        }
    }

    /// Puts it together again; `None` where its parts do not fit each other.
    pub(crate) fn kept(kept: &mut Kept<'_>, rows: usize) -> Option<Self> {
        let name = kept.text()?.into();
        let kind = Kind::parse(kept.text()?).ok()?;
        let group = Group::parse(kept.text()?).ok()?;
        let cells = kept.numbers(u32::from_le_bytes)?;
        let lists = if kept.flag()? { Some(Lists::kept(kept)?) } else { None };
        let elements = Elements::kept(kind, kept)?;
        let size = elements.len();
        let values = match &lists {
            None => size,
            Some(lists) => {
                let may_be_several =
                    matches!(kind, Kind::Name | Kind::Phone | Kind::Email | Kind::Username | Kind::Plate);
                if !may_be_several || !lists.are_of(size, true) {
                    return None;
                }
                lists.ends.len()
            }
        };
        // Each value stands somewhere: counts are then as long as the values are many.
        let last = cells.iter().copied().max().unwrap_or(0);
        if cells.len() != rows || last as usize != values {
            return None;
        }
        Some(Self::of(name, kind, group, cells, Values { lists, elements }))
    }
}

impl Arena {
    fn keep(&self, keeping: &mut Keeping) {
        let mut end = 0;
        let ends: Vec<u32> = self
            .iter()
            .map(|text| {
                end += text.len() as u32;
                end
            })
            .collect();
        keeping.numbers(&ends, |end| end.to_le_bytes());
        keeping.long(end.into());
        self.iter().for_each(|text| keeping.raw(text));
    }
}

/// Gives each text of an arena to `each`; `None` where one is empty, or not a text.
fn texts(kept: &mut Kept<'_>, mut each: impl FnMut(&str) -> Option<()>) -> Option<()> {
    let ends = kept.numbers(u32::from_le_bytes)?;
    let all = kept.bytes()?;
    let mut start = 0;
    for end in ends {
        let end = end as usize;
        let text = all.get(start..end).filter(|text| !text.is_empty())?;
        each(std::str::from_utf8(text).ok()?)?;
        start = end;
    }
    (start == all.len()).then_some(())
}

fn dictionary(kept: &mut Kept<'_>) -> Option<Dictionary> {
    let mut all = Dictionary::default();
    // Each text stands once.
    texts(kept, |text| all.place(text.as_bytes()).1.then_some(()))?;
    all.shrink();
    Some(all)
}

impl Lists {
    fn keep(&self, keeping: &mut Keeping) {
        keeping.numbers(&self.ends, |end| end.to_le_bytes());
        keeping.numbers(&self.items, |item| item.to_le_bytes());
    }

    /// Lists of which each has an item.
    fn kept(kept: &mut Kept<'_>) -> Option<Self> {
        let ends = kept.numbers(u32::from_le_bytes)?;
        let items = kept.numbers(u32::from_le_bytes)?;
        let mut before = 0;
        for end in &ends {
            if *end <= before {
                return None;
            }
            before = *end;
        }
        (before as usize == items.len()).then_some(Self { items, ends })
    }

    /// Whether its items are the places of so many, and the last of them too; in order, if that is asked.
    fn are_of(&self, size: usize, in_order: bool) -> bool {
        let most = self.items.iter().copied().max().map_or(0, |most| most as usize + 1);
        let is_in_order = |list: u32| self.get(list).windows(2).all(|pair| pair[0] < pair[1]);
        most == size && (!in_order || (0..self.ends.len() as u32).all(is_in_order))
    }
}

/// Whether no two are the same: what is the same is one element, and comparisons rely on it.
fn are_distinct<T: Ord>(mut all: Vec<T>) -> bool {
    all.sort_unstable();
    all.windows(2).all(|pair| pair[0] != pair[1])
}

impl Elements {
    fn kept(kind: Kind, kept: &mut Kept<'_>) -> Option<Self> {
        Some(match kind {
            Kind::Text | Kind::Code | Kind::Email | Kind::Username | Kind::Postcode => Self::Texts(dictionary(kept)?),
            Kind::Name => Self::Names(Names::kept(kept)?),
            Kind::Phone => {
                let all = kept.numbers(u64::from_le_bytes)?;
                let is_number = |digits: &u64| {
                    *digits < DIGITS && digits.checked_ilog10().is_some_and(|power| digits / 10_u64.pow(power) == 1)
                };
                if !all.iter().all(is_number) || !are_distinct(all.clone()) {
                    return None;
                }
                Self::Digits(all)
            }
            Kind::Plate => {
                let (mut all, mut once) = (Vec::new(), Dictionary::default());
                texts(kept, |text| {
                    let plate = Plate::of(text).filter(|plate| plate.as_bytes() == text.as_bytes())?;
                    all.push(plate);
                    once.place(text.as_bytes()).1.then_some(())
                })?;
                Self::Plates(all)
            }
            Kind::Date => {
                let all = kept.numbers(u32::from_le_bytes)?;
                if !all.iter().all(|date| (10_000..100_000_000).contains(date)) || !are_distinct(all.clone()) {
                    return None;
                }
                Self::Dates(all)
            }
            Kind::Set => {
                let tags = dictionary(kept)?;
                let masks = kept.numbers(u64::from_le_bytes)?;
                let tagged = masks.iter().fold(0, |all, mask| all | mask);
                let are_tagged = tags.len() <= TAGS
                    && tagged.count_ones() as usize == tags.len()
                    && tagged.trailing_ones() == tagged.count_ones();
                if !are_tagged || masks.contains(&0) || !are_distinct(masks.clone()) {
                    return None;
                }
                Self::Tags { tags, masks }
            }
            Kind::Number | Kind::Place => {
                let all = kept.numbers(u64::from_le_bytes)?;
                let pairs: Vec<[f32; 2]> =
                    all.iter().map(|both| [(both >> 32) as u32, *both as u32].map(f32::from_bits)).collect();
                if pairs.iter().flatten().any(|number| number.is_nan()) || !are_distinct(all) {
                    return None;
                }
                Self::Pairs(pairs)
            }
            Kind::Day => {
                let all = kept.numbers(i32::from_le_bytes)?;
                if !are_distinct(all.clone()) {
                    return None;
                }
                Self::Days(all)
            }
        })
    }
}

impl Names {
    fn kept(kept: &mut Kept<'_>) -> Option<Self> {
        let mut names = Self::default();
        texts(kept, |text| {
            names.names.push(text.as_bytes());
            Some(())
        })?;
        names.word = dictionary(kept)?;
        names.words = Lists::kept(kept)?;
        if names.words.ends.len() != names.names.len() || !names.words.are_of(names.word.len(), false) {
            return None;
        }
        names.describe();
        Some(names)
    }
}
