//! The comparisons: at which level of its kind two values agree.

use std::sync::LazyLock;

use super::{
    Kind,
    arena::Dictionary,
    column::Names,
    edits::one_apart,
    kernel::jaro_winkler::{Cutoff, Outline, Pattern},
};
use crate::descriptor::Plate as Normal;

/// What it takes to be similar at all.
static SIMILAR_AT_LEAST: LazyLock<Cutoff> = LazyLock::new(|| Cutoff::new(SIMILAR));

/// How similar two texts are by Jaro and Winkler; 0 where they are not similar at all, as most are by their outlines alone.
#[inline]
fn similarity(one: (&[u8], &Outline), other: (&[u8], &Outline)) -> f64 {
    let cutoff = &*SIMILAR_AT_LEAST;
    if !one.1.may_reach(other.1, cutoff) {
        return 0.0;
    }
    match (std::str::from_utf8(one.0), std::str::from_utf8(other.0)) {
        (Ok(one), Ok(text)) if !one.is_empty() && !text.is_empty() => {
            Pattern::new(one).at_least(text, other.1, cutoff).unwrap_or(0.0)
        }
        _ => 0.0,
    }
}

/// The same of a word that is compared with many.
#[inline]
pub(crate) fn similarity_to(pattern: &Pattern<'_>, other: &[u8], outline: &Outline) -> f64 {
    let text = std::str::from_utf8(other).unwrap_or_default();
    if text.is_empty() { 0.0 } else { pattern.at_least(text, outline, &SIMILAR_AT_LEAST).unwrap_or(0.0) }
}

pub(crate) mod name {
    /// Levels of names.
    pub(crate) const SAME: u8 = 0;
    pub(crate) const PART: u8 = 1;
    pub(crate) const NICKNAME: u8 = 2;
    pub(crate) const NEAR: u8 = 3;
    pub(crate) const SIMILAR: u8 = 4;
    pub(crate) const INITIAL: u8 = 5;
    pub(crate) const DIFFERS: u8 = 6;
}

/// Two different names.
pub(crate) fn name(names: &Names, one: u32, other: u32) -> u8 {
    if let Some([one, other]) = names.single_words(one, other) {
        return word(names, one, other);
    }
    name_by(names, one, other, |one, other| word(names, one, other))
}

/// Two different names, by how their words agree.
pub(crate) fn name_by(names: &Names, one: u32, other: u32, word: impl Fn(u32, u32) -> u8) -> u8 {
    let (mine, theirs) = (names.words.get(one), names.words.get(other));
    if let ([mine], [theirs]) = (mine, theirs) {
        return word(*mine, *theirs);
    }
    // Of names of equal length the one that comes first in the alphabet is taken for the shorter: both ways round it is the same.
    fn texts<'n>(names: &'n Names, words: &'n [u32]) -> impl Iterator<Item = &'n [u8]> {
        words.iter().map(|word| names.word.arena.get(*word))
    }
    let is_first =
        mine.len() < theirs.len() || mine.len() == theirs.len() && texts(names, mine).le(texts(names, theirs));
    let (short, long) = if is_first { (mine, theirs) } else { (theirs, mine) };
    // Each word of the shorter name takes the best that is left of the longer one.
    let mut taken = 0_u64;
    let (mut worst, mut same, mut fuzzy) = (name::SAME, 0, 0);
    for mine in short {
        let (mut best, mut at) = (name::DIFFERS, usize::MAX);
        for (place, theirs) in long.iter().enumerate().take(64) {
            if taken >> place & 1 == 0 {
                let level = if mine == theirs { name::SAME } else { word(*mine, *theirs) };
                if level < best {
                    (best, at) = (level, place);
                }
            }
        }
        if at < 64 {
            taken |= 1 << at;
        }
        same += usize::from(best == name::SAME && names.word.arena.get(*mine).len() > 1);
        fuzzy += usize::from(best <= name::SIMILAR);
        worst = worst.max(best);
    }
    if short.len() == long.len() && worst < name::DIFFERS {
        worst
    } else if same > 0 {
        name::PART
    } else if fuzzy == short.len() || (same + fuzzy > 1) {
        name::SIMILAR
    } else {
        name::DIFFERS
    }
}

/// From this similarity on two words are near; from the next they are similar.
const NEAR: f64 = 0.92;
const SIMILAR: f64 = 0.85;

/// Two different words of names.
pub(crate) fn word(names: &Names, one: u32, other: u32) -> u8 {
    let (text, outline) = (names.word.arena.get(one), &names.outlines[one as usize]);
    word_by(names, one, other, |other, of_other| similarity((text, outline), (other, of_other)))
}

/// Two different words of names, by how similar the one is to the text of the other.
pub(crate) fn word_by(names: &Names, one: u32, other: u32, similarity: impl FnOnce(&[u8], &Outline) -> f64) -> u8 {
    if names.has_nicknames(one) && names.has_nicknames(other) {
        let families = names.nicknames.get(other);
        if names.nicknames.get(one).iter().any(|family| families.contains(family)) {
            return name::NICKNAME;
        }
    }
    let (outline, other_outline) = (&names.outlines[one as usize], &names.outlines[other as usize]);
    let (sound, other_sound) = (names.sounds[one as usize], names.sounds[other as usize]);
    let sounds_alike = sound != 0 && sound == other_sound;
    if !sounds_alike && outline.are_apart(other_outline, &SIMILAR_AT_LEAST) {
        return name::DIFFERS;
    }
    let (text, other_text) = (names.word.arena.get(one), names.word.arena.get(other));
    if text.len() == 1 || other_text.len() == 1 {
        return if text.first() == other_text.first() { name::INITIAL } else { name::DIFFERS };
    }
    let similarity = similarity(other_text, other_outline);
    if similarity >= NEAR {
        name::NEAR
    } else if similarity >= SIMILAR || sounds_alike {
        name::SIMILAR
    } else if one_apart(text, other_text) && text.len().min(other_text.len()) > 3 {
        name::NEAR
    } else {
        name::DIFFERS
    }
}

/// What a word sounds like, as a number: 0 of a word that is too short to tell.
pub(crate) fn sound(word: &str) -> u32 {
    // Consonants in classes, as Soundex has them, of the whole word and without its first letter's exception.
    let class = |byte: u8| match byte {
        b'b' | b'f' | b'p' | b'v' | b'w' => 1_u32,
        b'c' | b'g' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => 2,
        b'd' | b't' => 3,
        b'l' => 4,
        b'm' | b'n' => 5,
        b'r' => 6,
        _ => 0,
    };
    let (mut code, mut last, mut count) = (0_u32, 7, 0);
    let first = word.bytes().next().map_or(0, |byte| if class(byte) == 0 { 7 } else { class(byte) });
    for byte in word.bytes().skip(1) {
        let class = class(byte);
        if class != 0 && class != last {
            code = (code << 3) | class;
            count += 1;
        }
        if byte != b'h' {
            last = class;
        }
        if count == 6 {
            break;
        }
    }
    if word.len() < 4 || count < 2 { 0 } else { (first << 20) | code }
}

/// `family,name,name…`: names and their short forms.
const NICKNAMES: &str = include_str!("nicknames.csv");

struct Families {
    words: Dictionary,
    families: Vec<Vec<u32>>,
}

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let mut all = Families { words: Dictionary::default(), families: Vec::new() };
    for (family, line) in NICKNAMES.lines().enumerate() {
        for word in line.split(',').filter(|word| !word.is_empty()) {
            let (at, new) = all.words.place(word.as_bytes());
            if new {
                all.families.push(Vec::new());
            }
            all.families[at as usize].push(family as u32);
        }
    }
    all
});

/// The families of names of which a word is one.
pub(crate) fn nickname_families(word: &str) -> &'static [u32] {
    let all = &*FAMILIES;
    all.words.get(word.as_bytes()).map_or(&[], |at| &all.families[at as usize])
}

/// What tells two lines of text apart without reading them.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    outline: Outline,
    /// A bit for each word that counts, by its hash: lines that share no bit share no word.
    words: u64,
}

impl Line {
    pub(crate) fn of(text: &[u8]) -> Self {
        let bit = |word: &[u8]| 1_u64 << (fnv(word) >> 26);
        Self { outline: Outline::of_bytes(text), words: words(text).map(bit).fold(0, |bits, bit| bits | bit) }
    }

    /// Whether two lines surely agree in nothing.
    #[inline]
    pub(crate) fn is_apart(&self, other: &Self) -> bool {
        self.words & other.words == 0 && self.outline.are_apart(&other.outline, &SIMILAR_AT_LEAST)
    }
}

/// The words of a line by which it may agree in part: those of more than two letters.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b' ').filter(|word| word.len() > 2)
}

/// FNV-1a: short texts, and nothing hangs on who can foresee it.
fn fnv(text: &[u8]) -> u32 {
    text.iter().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Two different lines of text.
pub(crate) fn text((one, line): (&[u8], &Line), (other, other_line): (&[u8], &Line)) -> u8 {
    let similarity = similarity((one, &line.outline), (other, &other_line.outline));
    if similarity >= NEAR || one_apart(one, other) && one.len().min(other.len()) > 3 {
        return 1;
    }
    if similarity >= SIMILAR {
        return 2;
    }
    if line.words & other_line.words == 0 {
        return 3;
    }
    let spaces = |text: &[u8]| text.iter().filter(|byte| **byte == b' ').count();
    let (mine, theirs) = (spaces(one) + 1, spaces(other) + 1);
    if mine + theirs > 3 && 2 * shared_words(one, other).min(shared_words(other, one)) >= mine.max(theirs) {
        return 2;
    }
    3
}

/// How many words of the one, of more than two letters, stand in the other.
fn shared_words(one: &[u8], other: &[u8]) -> usize {
    let mut shared = 0;
    for word in words(one) {
        // Most words are told apart by how they begin: the rest of the other line is then not read.
        let mut rest = other;
        while rest.len() >= word.len() {
            let after = &rest[word.len()..];
            if rest[0] == word[0] && (after.is_empty() || after[0] == b' ') && rest[..word.len()] == *word {
                shared += 1;
                break;
            }
            let end = rest.iter().position(|byte| *byte == b' ').map_or(rest.len(), |space| space + 1);
            rest = &rest[end..];
        }
    }
    shared
}

/// Two different codes.
pub(crate) fn code(one: &[u8], other: &[u8]) -> u8 {
    if one.len().min(other.len()) >= 3 && one_apart(one, other) { 1 } else { 2 }
}

/// What both have, as a level for the eye: weights come from each tag.
pub(crate) fn tags(one: u64, other: u64) -> u8 {
    if one == other {
        0
    } else if one & other != 0 {
        1
    } else {
        2
    }
}

/// A date as eight digits: `1990-02-01`, `19900201`, `01/02/1990`.
pub(crate) fn date_of(text: &str) -> Option<u32> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month, day) = match (second, third) {
        (None, None) if first.len() == 8 => {
            let all = number(first)?;
            (all / 10_000, all / 100 % 100, all % 100)
        }
        (Some(second), Some(third)) if first.len() == 4 => {
            (number(first)?, number(second)?, number(third.get(..2).unwrap_or(third))?)
        }
        (Some(second), Some(third)) if third.len() == 4 => (number(third)?, number(second)?, number(first)?),
        _ => return None,
    };
    let date = year * 10_000 + month.min(99) * 100 + day.min(99);
    (year > 0 && year < 10_000).then_some(date)
}

/// Two different dates.
pub(crate) fn date(one: u32, other: u32) -> u8 {
    let parts = |date: u32| (date / 10_000, date / 100 % 100, date % 100);
    let ((year, month, day), (other_year, other_month, other_day)) = (parts(one), parts(other));
    if year == other_year && month == other_day && day == other_month {
        return 1;
    }
    if digits_apart(one.into(), other.into()) {
        return 2;
    }
    let same = usize::from(year == other_year) + usize::from(month == other_month) + usize::from(day == other_day);
    if same == 2 { 3 } else { 4 }
}

/// Two different postcodes.
pub(crate) fn postcode(one: &[u8], other: &[u8]) -> u8 {
    if one_apart(one, other) {
        return 1;
    }
    if district(one) == district(other) { 2 } else { 3 }
}

/// Of a British postcode the district, else the first half.
pub(crate) fn district(code: &[u8]) -> &[u8] {
    &code[..if code.len() >= 5 { code.len() - 3 } else { code.len().div_ceil(2) }]
}

/// A number of one digit all over, or of digits counted up or down, or too short to be one.
pub(crate) fn is_no_phone(digits: u64) -> bool {
    let text = digits.to_string();
    let digits = text.as_bytes().get(1..).unwrap_or_default();
    if digits.len() < 3 {
        return true;
    }
    let tail = &digits[digits.len() - digits.len().min(7)..];
    let steps = |step: i16| tail.windows(2).all(|pair| i16::from(pair[1]) - i16::from(pair[0]) == step);
    digits.len() >= 6 && (steps(0) || steps(1) || steps(-1))
}

/// Two different phone numbers.
pub(crate) fn phone(one: u64, other: u64) -> u8 {
    const LAST_SIX: u64 = 1_000_000;
    const LAST_FOUR: u64 = 10_000;
    if digits_near(one, other) {
        1
    } else if one % LAST_SIX == other % LAST_SIX {
        2
    } else if one % LAST_FOUR == other % LAST_FOUR {
        3
    } else {
        4
    }
}

/// One digit other, or two neighbours swapped, or one missing.
fn digits_near(one: u64, other: u64) -> bool {
    let (short, long) = (one.min(other), one.max(other));
    digits_apart(short, long) || digit_missing(short, long)
}

/// Whether two different numbers of as many digits are one digit apart, or by two neighbours that are swapped.
fn digits_apart(mut one: u64, mut other: u64) -> bool {
    while one % 10 == other % 10 {
        (one, other) = (one / 10, other / 10);
    }
    one / 10 == other / 10 || one / 100 == other / 100 && one % 10 == other / 10 % 10 && one / 10 % 10 == other % 10
}

/// Whether a number is another one with a digit left out.
fn digit_missing(short: u64, mut long: u64) -> bool {
    let mut rest = short;
    while rest != 0 && rest % 10 == long % 10 {
        (rest, long) = (rest / 10, long / 10);
    }
    long / 10 == rest
}

/// Two different e-mail addresses.
pub(crate) fn email(one: &[u8], other: &[u8]) -> u8 {
    let (mine, theirs) = (local(one), local(other));
    if mine.len().min(theirs.len()) >= 5 && one_apart(one, other) {
        1
    } else if mine.len() >= 5 && (mine == theirs || stem(mine).len() >= 4 && stem(mine) == stem(theirs)) {
        2
    } else {
        3
    }
}

/// Two different usernames.
pub(crate) fn username(one: &[u8], other: &[u8]) -> u8 {
    if one.len().min(other.len()) >= 6 && one_apart(one, other) {
        1
    } else if stem(one).len() >= 4 && stem(one) == stem(other) {
        2
    } else {
        3
    }
}

/// What tells two texts apart without reading them: a hash of what makes them agree in part, and of each character whether it stands
/// there an odd number of times. One edit changes two of these at most.
#[derive(Clone, Copy)]
pub(crate) struct Sketch {
    part: u32,
    odd: u32,
}

impl Sketch {
    /// Of the kinds that agree by one edit or by a part, and no other way.
    pub(crate) fn of(kind: Kind, text: &[u8]) -> Option<Self> {
        let part = match kind {
            Kind::Email => {
                let local = local(text);
                if stem(local).len() >= 4 { stem(local) } else { local }
            }
            Kind::Username => stem(text),
            Kind::Postcode => district(text),
            Kind::Code => text,
            _ => return None,
        };
        let odd = text.iter().fold(0_u32, |odd, byte| odd ^ 1 << (byte % 32));
        Some(Self { part: fnv(part), odd })
    }

    /// Whether two texts surely agree in nothing.
    #[inline]
    pub(crate) fn is_apart(self, other: Self) -> bool {
        self.part != other.part && (self.odd ^ other.odd).count_ones() > 2
    }
}

/// An address as far as the `@`.
fn local(address: &[u8]) -> &[u8] {
    address.split(|byte| *byte == b'@').next().unwrap_or_default()
}

/// A username, or what stands before the `@`, without the digits at its end, and what parts them from it.
pub(crate) fn stem(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !byte.is_ascii_digit() && !matches!(byte, b'_' | b'.' | b'-'));
    &text[..end.map_or(0, |end| end + 1)]
}

/// A number plate in normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Plate {
    characters: [u8; 8],
    length: u8,
}

/// A place that is not known.
const UNKNOWN: u8 = b'?';

impl Plate {
    /// From so many characters on a plate without unknown places counts as whole.
    const WHOLE: usize = 6;

    pub(crate) fn of(text: &str) -> Option<Self> {
        let plate = Normal::parse(text).ok()?;
        let normal = plate.normal()?.as_bytes();
        let mut characters = [0; 8];
        characters.get_mut(..normal.len())?.copy_from_slice(normal);
        Some(Self { characters, length: normal.len() as u8 })
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.characters[..usize::from(self.length)]
    }

    pub(crate) fn is_whole(&self) -> bool {
        let text = self.as_bytes();
        text.len() >= Self::WHOLE && !text.contains(&UNKNOWN)
    }

    /// With characters that are easily taken for each other as one of them.
    pub(crate) fn canonical(&self) -> u64 {
        let class = |byte: u8| match byte {
            b'O' | b'Q' | b'D' => b'0',
            b'I' | b'L' => b'1',
            b'S' => b'5',
            b'B' => b'8',
            b'Z' => b'2',
            b'G' => b'6',
            other => other,
        };
        u64::from_le_bytes(self.characters.map(class))
    }
}

fn is_confused(one: u8, other: u8) -> bool {
    const PAIRS: &[u8] = b"O0Q0OQI1L1ILS5B8Z2G6MNVYUVEFCGPR7TD0DO";
    PAIRS.chunks(2).any(|pair| pair == [one, other] || pair == [other, one])
}

/// Two different plates.
pub(crate) fn plate(one: &Plate, other: &Plate) -> u8 {
    let (mine, theirs) = (one.as_bytes(), other.as_bytes());
    if one.is_whole() && other.is_whole() {
        let confused = mine.len() == theirs.len()
            && mine.iter().zip(theirs).filter(|(a, b)| a != b).all(|(a, b)| is_confused(*a, *b))
            && mine.iter().zip(theirs).filter(|(a, b)| a != b).count() <= 2;
        return if confused {
            1
        } else if one_apart(mine, theirs) {
            2
        } else {
            5
        };
    }
    let (short, long) = if mine.len() <= theirs.len() { (mine, theirs) } else { (theirs, mine) };
    let fits = |window: &[u8]| {
        let mut known = 0_u32;
        for (a, b) in short.iter().zip(window) {
            if *a != UNKNOWN && *b != UNKNOWN {
                if a != b {
                    return 0;
                }
                known += 1;
            }
        }
        known
    };
    let known = long.windows(short.len().max(1)).map(fits).max().unwrap_or(0);
    match known {
        5.. => 3,
        3..5 => 4,
        _ => 5,
    }
}

/// In which class of distances two places lie: less than 0.3, 1, 3, 10, 30, 100 and 300 km apart, and farther.
pub(crate) fn place(one: [f32; 2], other: [f32; 2]) -> u8 {
    let ([lat, lon], [other_lat, other_lon]) = (one.map(f64::from), other.map(f64::from));
    // On a plane that touches the earth half-way: exact enough within a country.
    let middle = ((lat + other_lat) / 2.0).to_radians();
    let (north, east) = ((lat - other_lat) * 111.2, (lon - other_lon) * 111.2 * middle.cos());
    let square = north * north + east * east;
    const BOUNDS: [f64; 7] = [0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0];
    BOUNDS.iter().take_while(|bound| square > **bound * **bound).count() as u8
}

/// In which class of differences two numbers or ranges lie. Ranges are compared by their middles, and the wider they are, the less
/// a difference says.
pub(crate) fn number(one: [f32; 2], other: [f32; 2]) -> u8 {
    /// What people misjudge anyway, in years or centimetres.
    const ERROR: f32 = 5.0;
    let middle = |range: [f32; 2]| f32::midpoint(range[0], range[1]);
    let width = |range: [f32; 2]| range[1] - range[0];
    let widths = width(one).powi(2) + width(other).powi(2);
    let scale = ERROR / (ERROR * ERROR + widths / 24.0).sqrt();
    let difference = (middle(one) - middle(other)).abs() * scale;
    const BOUNDS: [f32; 9] = [0.0, 1.0, 2.0, 3.5, 5.0, 7.5, 10.0, 15.0, 22.0];
    BOUNDS.iter().take_while(|bound| difference > **bound).count() as u8
}

/// In which class of gaps two days lie.
pub(crate) fn day(one: i32, other: i32) -> u8 {
    const BOUNDS: [u32; 7] = [0, 1, 7, 30, 90, 365, 1_000];
    let gap = one.abs_diff(other);
    BOUNDS.iter().take_while(|bound| gap > **bound).count() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems() {
        for (handle, stem) in [("kez22", "kez"), ("night_owl_99", "night_owl"), ("1234", ""), ("k3z", "k3z")] {
            assert_eq!(super::stem(handle.as_bytes()), stem.as_bytes());
        }
    }

    #[test]
    fn digits_are_near_as_their_texts_are() {
        let near = |one: u64, other: u64| one_apart(one.to_string().as_bytes(), other.to_string().as_bytes());
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut found = 0;
        for turn in 0..300_000 {
            // A 1 before few digits, so that many are near.
            let power = 10_u64.pow(3 + random(4) as u32);
            let one = power + random(power) / (1 + turn % 7);
            let other = match random(3) {
                0 => power + random(power),
                1 => power / 10 + random(power / 10),
                _ => one + 9 * 10_u64.pow(random(3) as u32),
            };
            if one != other {
                found += u32::from(near(one, other));
                assert_eq!(digits_near(one, other), near(one, other), "{one} {other}");
            }
        }
        assert!(found > 1_000);
    }

    #[test]
    fn sketches_tell_no_two_apart_that_agree() {
        let texts: Vec<String> = (0..40_000_u32)
            .map(|number| {
                let number = number.wrapping_mul(2_654_435_761);
                let letter = |at: u32| char::from(b'a' + (number >> at) as u8 % 20);
                format!("{}{}{}{}{}{}", letter(3), letter(9), letter(14), letter(20), letter(25), (number >> 5) % 200)
            })
            .collect();
        let mut agree = [0; 3];
        for (at, text) in texts.iter().enumerate() {
            let middle = at % (text.len() - 1);
            let (start, end) = text.split_at(middle);
            let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
            let swapped = format!("{start}{}{}{}", &end[1..2], &end[..1], &end[2..]);
            for other in
                [format!("{start}{}", &end[1..]), format!("{start}z{}", &end[1..]), swapped, format!("{digits}{at}")]
            {
                let addresses = [text, &other].map(|text| format!("{text}@example.org"));
                let comparisons = [
                    (Kind::Username, [text, &other], username as fn(&[u8], &[u8]) -> u8),
                    (Kind::Postcode, [text, &other], postcode),
                    (Kind::Email, [&addresses[0], &addresses[1]], email),
                ];
                for ((kind, pair, compare), agree) in comparisons.into_iter().zip(&mut agree) {
                    let [one, other] = pair.map(|text| text.as_bytes());
                    if one != other && compare(one, other) < 3 {
                        *agree += 1;
                        let sketches = [one, other].map(|text| Sketch::of(kind, text).unwrap());
                        assert!(!sketches[0].is_apart(sketches[1]));
                    }
                }
            }
        }
        assert!(agree.iter().all(|agree| *agree > 1_000), "{agree:?}");
        let apart = texts.windows(2).filter(|pair| {
            let [one, other] = [&pair[0], &pair[1]].map(|text| Sketch::of(Kind::Username, text.as_bytes()).unwrap());
            one.is_apart(other)
        });
        assert!(apart.count() * 2 > texts.len());
    }

    #[test]
    fn lines_and_codes_are_told_apart_only_where_they_agree_in_nothing() {
        const WORDS: [&str; 12] =
            ["high", "street", "st", "church", "lane", "road", "flat", "b", "upper", "mill", "millbrook", "12a"];
        let line = |number: usize| {
            let number = (number as u32).wrapping_mul(2_654_435_761) as usize;
            let word = |at: usize| WORDS[(number >> at) % WORDS.len()];
            format!("{} {} {}", (number >> 5) % 90, word(9), &[word(13), word(17), ""][(number >> 21) % 3])
        };
        let (mut agree, mut apart) = (0, 0);
        for at in 0..40_000 {
            let (one, other) = (line(at), line(at / 3 + 7));
            let slip = one.replacen('e', "a", 1);
            for other in [other, slip].iter().filter(|other| **other != one) {
                let (mine, theirs) = (one.as_bytes(), other.as_bytes());
                let agrees = strsim::jaro_winkler(&one, other) >= SIMILAR
                    || one_apart(mine, theirs)
                    || shared_words(mine, theirs) > 0;
                let is_apart = Line::of(mine).is_apart(&Line::of(theirs));
                assert!(!(agrees && is_apart), "{one}, {other}");
                let sketches = [mine, theirs].map(|text| Sketch::of(Kind::Code, text).unwrap());
                assert!(code(mine, theirs) == 2 || !sketches[0].is_apart(sketches[1]), "{one}, {other}");
                agree += usize::from(agrees);
                apart += usize::from(is_apart);
            }
        }
        assert!(agree > 10_000 && apart > 1_000, "{agree} {apart}");
    }

    #[test]
    fn similarity_is_that_of_the_library() {
        let words = [
            "margaret",
            "margret",
            "marge",
            "jonathan",
            "johnathan",
            "jon",
            "katarzyna",
            "3 high street",
            "13 high street",
        ];
        for one in words {
            for other in words {
                let (mine, theirs) = (one.as_bytes(), other.as_bytes());
                let exact = strsim::jaro_winkler(one, other);
                let expected = if exact >= SIMILAR { exact } else { 0.0 };
                assert_eq!(
                    similarity((mine, &Outline::of_bytes(mine)), (theirs, &Outline::of_bytes(theirs))),
                    expected,
                    "{one} {other}"
                );
            }
        }
    }
}
