//! A value of which a column is asked, and that may stand in none of its rows: it is put behind the others, and taken out again.

use super::{Column, Elements, Lists, Names, Sketch, Value};
use crate::linkage::compare::Line;

/// How much there was of a column before something was put in.
pub(crate) struct Before {
    cells: usize,
    elements: usize,
    words: usize,
    sketches: usize,
    lines: usize,
    /// Where values are lists, how many there were.
    lists: Option<usize>,
}

impl Before {
    /// How many elements there were.
    pub(crate) fn elements(&self) -> usize {
        self.elements
    }
}

impl Lists {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn truncate(&mut self, lists: usize) {
        self.ends.truncate(lists);
        self.items.truncate(self.ends.last().map_or(0, |end| *end as usize));
    }
}

impl Column {
    fn words(&self) -> usize {
        if let Elements::Names(names) = &self.values.elements { names.word.len() } else { 0 }
    }

    /// Puts the value of a row of another column of this kind behind the last row, or that nothing is known. `known` tells which element
    /// here is one of that value; of texts, tags and numbers it need not.
    ///
    /// Codes that no row has, where they are few, and such tags are as if they were not told: nothing is known of how they are told.
    pub(crate) fn put(&mut self, asked: Option<(&Self, usize)>, known: &[Option<u32>]) -> Before {
        let before = Before {
            cells: self.cells.len(),
            elements: self.values.elements.len(),
            words: self.words(),
            sketches: self.sketches.len(),
            lines: self.lines.len(),
            lists: self.values.lists.as_ref().map(Lists::len),
        };
        let mut own: Vec<u32> = Vec::new();
        if let Some((other, row)) = asked
            && other.cells[row] != 0
        {
            let known = known.iter().copied().chain(std::iter::repeat(None));
            let mut room = [0];
            let elements = other.elements(&other.cells[row], &mut room).iter();
            own.extend(
                elements.zip(known).filter_map(|(element, known)| known.or_else(|| self.place(other, *element))),
            );
        }
        own.sort_unstable();
        if let Elements::Names(names) = &mut self.values.elements {
            names.describe();
            self.word_counts.resize(names.word.len(), 0);
        }
        let value = self.value_of(&own);
        self.cells.reserve_exact(1);
        self.cells.push(value);
        before
    }

    /// The place of an element of another column of this kind, put behind the others unless it is easily found among them.
    fn place(&mut self, other: &Column, element: u32) -> Option<u32> {
        let at = element as usize;
        let is_dense = self.is_dense();
        let place = self.values.elements.len() as u32;
        match (&mut self.values.elements, &other.values.elements) {
            (Elements::Texts(all), Elements::Texts(texts)) => {
                let text = texts.arena.get(element);
                if is_dense {
                    return all.get(text);
                }
                all.arena.reserve(text.len());
                let (place, is_new) = all.place(text);
                if is_new && self.lines.len() == place as usize {
                    self.lines.extend((self.kind == super::Kind::Text).then(|| Line::of(text)));
                }
                if is_new && self.sketches.len() == place as usize {
                    self.sketches.extend(Sketch::of(self.kind, text));
                }
                return Some(place);
            }
            (Elements::Names(all), Elements::Names(names)) => all.push(names.names.text(element)),
            (Elements::Digits(all), Elements::Digits(digits)) => all.push(digits[at]),
            (Elements::Plates(all), Elements::Plates(plates)) => all.push(plates[at]),
            (Elements::Dates(all), Elements::Dates(dates)) => all.push(dates[at]),
            (Elements::Pairs(all), Elements::Pairs(pairs)) => all.push(pairs[at]),
            (Elements::Days(all), Elements::Days(days)) => all.push(days[at]),
            (Elements::Tags { tags: own, masks: all }, Elements::Tags { tags, masks }) => {
                let told = (0..tags.len() as u32).filter(|tag| masks[at] >> tag & 1 == 1);
                let mask = told.filter_map(|tag| own.get(tags.arena.get(tag))).fold(0, |mask, tag| mask | 1 << tag);
                if mask == 0 {
                    return None;
                }
                all.push(mask);
            }
            _ => return None,
        }
        Some(place)
    }

    /// The value that is made of elements.
    fn value_of(&mut self, elements: &[u32]) -> Value {
        match (&mut self.values.lists, elements) {
            (_, []) => 0,
            (None, [element]) => element + 1,
            (lists, _) => {
                // From here on values are lists; those of the rows were elements.
                let lists = lists.get_or_insert_with(|| {
                    let rows = self.counts.len() as u32 - 1;
                    Lists { items: (0..rows).collect(), ends: (1..=rows).collect() }
                });
                lists.push(elements.iter().copied());
                lists.len() as u32
            }
        }
    }

    /// Takes out what was put in since.
    pub(crate) fn take_out(&mut self, before: &Before) {
        self.cells.truncate(before.cells);
        match (before.lists, &mut self.values.lists) {
            (Some(lists), Some(all)) => all.truncate(lists),
            (_, lists) => *lists = None,
        }
        self.word_counts.truncate(before.words);
        self.sketches.truncate(before.sketches);
        self.lines.truncate(before.lines);
        self.values.elements.truncate(before);
    }
}

impl Elements {
    fn truncate(&mut self, before: &Before) {
        let size = before.elements;
        match self {
            Self::Texts(texts) => (size..texts.len()).for_each(|_| texts.pop()),
            Self::Names(names) => names.truncate(before),
            Self::Digits(all) => all.truncate(size),
            Self::Plates(all) => all.truncate(size),
            Self::Dates(all) => all.truncate(size),
            Self::Tags { masks, .. } => masks.truncate(size),
            Self::Pairs(all) => all.truncate(size),
            Self::Days(all) => all.truncate(size),
        }
    }
}

impl Names {
    fn truncate(&mut self, before: &Before) {
        (before.elements..self.names.len()).for_each(|_| self.names.pop());
        self.words.truncate(before.elements);
        self.single.truncate(before.elements);
        (before.words..self.word.len()).for_each(|_| self.word.pop());
        self.sounds.truncate(before.words);
        self.outlines.truncate(before.words);
        self.nicknames.truncate(before.words);
        self.has_nicknames.truncate(before.words.div_ceil(64));
        if let Some(last) = self.has_nicknames.last_mut() {
            *last &= u64::MAX >> (64 - 1 - (before.words - 1) % 64);
        }
    }
}
