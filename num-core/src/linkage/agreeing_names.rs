//! Which names agree with a name: by their words, each compared once with all words of a column.

use super::{
    agreeing::{Entries, MAY_BE_NEAR},
    column::{Column, Names, Value},
    compare::{self, name},
    kernel::{
        jaro_winkler::{Outline, Pattern},
        outlines::Outlines,
    },
    postings::Postings,
    rooms::Rooms,
    surroundings::Surroundings,
    weigh::ColumnWeights,
};

/// In which names words stand, and what they look like.
pub(crate) struct InNames {
    /// The names of each word.
    names: Postings,
    /// The name that is a word alone, by the word; `u32::MAX` where none is.
    alone: Vec<u32>,
    /// The words of each family of short forms.
    families: Postings,
    /// The words that sound alike, by their sounds and then by their places.
    sounds: Vec<(u32, u32)>,
    outlines: Outlines,
    /// How often each name was met with by a query that is over: all of them never again.
    times: Rooms<u8>,
}

/// A name that is asked about.
pub(crate) struct Asked<'c> {
    pub(crate) column: &'c Column,
    pub(crate) names: &'c Names,
    pub(crate) weights: &'c ColumnWeights,
    pub(crate) around: &'c Surroundings,
    pub(crate) value: Value,
    /// What a name that differs weighs.
    pub(crate) differs: i32,
}

/// A word that agrees with one that is asked about.
struct Alike {
    word: u32,
    level: u8,
    /// The word that it agrees with best, by its place.
    with: usize,
    /// Whether it agrees with others of them too.
    is_several: bool,
}

impl InNames {
    pub(crate) fn of(names: &Names) -> Self {
        let all = 0..names.names.len() as u32;
        let words = 0..names.word.len() as u32;
        let in_names = all.clone().flat_map(|name| names.words.get(name).iter().map(move |word| (*word, name)));
        let in_families =
            words.clone().flat_map(|word| names.nicknames.get(word).iter().map(move |family| (*family, word)));
        let families = in_families.clone().map(|(family, _)| family as usize + 1).max().unwrap_or(0);
        let mut alone = vec![u32::MAX; names.word.len()];
        for name in all {
            if let [word] = names.words.get(name) {
                alone[*word as usize] = name;
            }
        }
        let mut sounds: Vec<(u32, u32)> =
            names.sounds.iter().copied().zip(words).filter(|(sound, _)| *sound != 0).collect();
        sounds.sort_unstable();
        Self {
            names: Postings::of(names.word.len(), in_names),
            alone,
            families: Postings::of(families, in_families),
            sounds,
            outlines: Outlines::of(&names.outlines),
            times: Rooms::default(),
        }
    }

    /// The values that may weigh more than what differs, each with the most that it weighs.
    pub(crate) fn agreeing(&self, asked: &Asked<'_>, entries: &Entries) -> Vec<(Value, i32)> {
        let Asked { column, names, .. } = asked;
        let mut room = [0];
        let mine = column.elements(&asked.value, &mut room);
        let words = Words::of(self, names, mine);
        let mut found: Vec<(Value, i32)> = Vec::new();
        let mut exact: Vec<u32> = mine.to_vec();
        if let (None, [mine]) = (&column.values.lists, mine) {
            self.by_words(asked, names.words.get(*mine).len(), &words, &mut exact, &mut found);
        } else {
            exact.extend(words.alike.iter().flat_map(|alike| self.names.get(alike.word)));
        }
        exact.sort_unstable();
        exact.dedup();
        let weigh = |other: Value| {
            let level = words.level(column, names, asked.value, other);
            (other, asked.weights.weight(column, asked.around, level, asked.value, other))
        };
        found.extend(entries.values(&exact).into_iter().map(weigh));
        found.retain(|(_, weight)| *weight > asked.differs);
        found
    }

    /// Names in which only one word agrees are many, and weigh what that word weighs; others are to be compared.
    fn by_words(
        &self,
        asked: &Asked<'_>,
        own: usize,
        words: &Words,
        exact: &mut Vec<u32>,
        found: &mut Vec<(Value, i32)>,
    ) {
        let mut times = self.times.take(asked.names.names.len(), 0);
        for alike in &words.alike {
            for name in self.names.get(alike.word) {
                let times = &mut times[*name as usize];
                *times = times.saturating_add(1 + u8::from(alike.is_several));
            }
        }
        for alike in &words.alike {
            let alone = self.alone.get(alike.word as usize).copied().unwrap_or(u32::MAX);
            let is_letter = asked.names.word.arena.get(alike.word).len() == 1;
            // What it weighs that it is the only word that agrees, of a name of several.
            let mut weight = match alike.level {
                name::SAME if !is_letter => None,
                name::SAME..=name::SIMILAR if own == 1 => {
                    let own = words.levels[alike.with].0;
                    Some(asked.weights.of_near_words(asked.column, name::SIMILAR, own, alike.word))
                }
                _ => Some(i32::MIN),
            };
            for name in self.names.get(alike.word) {
                let times = std::mem::take(&mut times[*name as usize]);
                if times > 1 || *name == alone {
                    exact.push(*name);
                } else if times == 1 {
                    let value = *name + 1;
                    let weight = *weight.get_or_insert_with(|| {
                        asked.weights.weight(asked.column, asked.around, name::PART, asked.value, value)
                    });
                    if weight > asked.differs {
                        found.push((value, weight));
                    }
                }
            }
        }
        self.times.give_back(times);
    }
}

/// How the words of a name agree with all words of a column.
struct Words {
    /// The words of the name, each with the level of each word.
    levels: Vec<(u32, Vec<u8>)>,
    /// All words that agree, each once.
    alike: Vec<Alike>,
}

impl Words {
    fn of(all: &InNames, names: &Names, elements: &[u32]) -> Self {
        let mut words = Self { levels: Vec::new(), alike: Vec::new() };
        for word in elements.iter().flat_map(|element| names.words.get(*element)) {
            if words.levels.iter().all(|(known, _)| known != word) {
                words.add(all, names, *word);
            }
        }
        words.alike.sort_unstable_by_key(|alike| (alike.word, alike.level, alike.with));
        words.alike.dedup_by(|other, one| {
            let is_same = other.word == one.word;
            one.is_several |= is_same;
            is_same
        });
        words
    }

    fn add(&mut self, all: &InNames, names: &Names, word: u32) {
        let with = self.levels.len();
        let mut levels = vec![name::DIFFERS; names.word.len()];
        let pattern = Pattern::new(names.word.arena.text(word));
        let similarity = |other: &[u8], outline: &Outline| compare::similarity_to(&pattern, other, outline);
        may_agree(all, names, word, |other| {
            if levels[other as usize] == name::DIFFERS {
                let level = if other == word { name::SAME } else { compare::word_by(names, word, other, similarity) };
                if level < name::DIFFERS {
                    levels[other as usize] = level;
                    self.alike.push(Alike { word: other, level, with, is_several: false });
                }
            }
        });
        self.levels.push((word, levels));
    }

    /// The level of two words, one of which is of the name. Where both are, one may be of no row, and then is only known to itself.
    fn of_words(&self, one: u32, other: u32) -> u8 {
        let of_word = |(known, levels): &(u32, Vec<u8>)| match *known {
            known if known == one => levels[other as usize],
            known if known == other => levels[one as usize],
            _ => name::DIFFERS,
        };
        self.levels.iter().map(of_word).min().unwrap_or(name::DIFFERS)
    }

    /// As [`Column::level`], with the words that are compared already.
    fn level(&self, column: &Column, names: &Names, one: Value, other: Value) -> u8 {
        let (mut room, mut other_room) = ([0], [0]);
        let (mine, theirs) = (column.elements(&one, &mut room), column.elements(&other, &mut other_room));
        let of_elements = |mine: u32, theirs: u32| {
            if mine == theirs {
                name::SAME
            } else {
                compare::name_by(names, mine, theirs, |one, other| self.of_words(one, other))
            }
        };
        mine.iter()
            .flat_map(|mine| theirs.iter().map(|theirs| of_elements(*mine, *theirs)))
            .min()
            .unwrap_or(name::DIFFERS)
    }
}

/// Tells of words that may agree with one, of some more than once.
fn may_agree(all: &InNames, names: &Names, word: u32, mut tell: impl FnMut(u32)) {
    tell(word);
    names.nicknames.get(word).iter().flat_map(|family| all.families.get(*family)).for_each(|other| tell(*other));
    let text = names.word.arena.get(word);
    if let [letter] = text {
        let is_its = |other: &u32| names.word.arena.get(*other).first() == Some(letter);
        return (0..names.word.len() as u32).filter(is_its).for_each(tell);
    }
    names.word.get(&text[..text.len().min(1)]).into_iter().for_each(&mut tell);
    let sound = names.sounds[word as usize];
    let heard = &all.sounds[all.sounds.partition_point(|(other, _)| *other < sound)..];
    heard.iter().take_while(|(other, _)| *other == sound).for_each(|(_, other)| tell(*other));
    let outline = &names.outlines[word as usize];
    all.outlines.may_reach(outline, &MAY_BE_NEAR, |other| {
        if outline.may_reach(&names.outlines[other as usize], &MAY_BE_NEAR) {
            tell(other);
        }
    });
}
