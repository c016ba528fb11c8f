//! Slips: whether two texts are one apart, and what a text may have been before one.

/// Whether two texts are one edit apart: a character other, missing or too many, or two neighbours swapped.
#[inline]
pub(crate) fn one_apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let start = one.iter().zip(other).take_while(|(mine, theirs)| mine == theirs).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(mine, theirs)| mine == theirs).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    match (one, other) {
        ([_], [_] | []) | ([], [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

/// Tells of every text that is one edit away: a character left out, another one, one more, or two neighbours swapped.
pub(crate) fn one_edit_away(text: &[u8], alphabet: &[u8], mut tell: impl FnMut(&[u8])) {
    let mut room = text.to_vec();
    for at in 0..text.len() {
        for character in alphabet.iter().filter(|character| **character != text[at]) {
            room[at] = *character;
            tell(&room);
        }
        room[at] = text[at];
        if at + 1 < text.len() && text[at] != text[at + 1] {
            room.swap(at, at + 1);
            tell(&room);
            room.swap(at, at + 1);
        }
    }
    // The gap of the character left out moves to the right.
    room.clear();
    room.extend(text.iter().skip(1));
    for at in 0..text.len() {
        tell(&room);
        if at < room.len() {
            room[at] = text[at];
        }
    }
    // So does the one too many.
    room.clear();
    room.push(0);
    room.extend(text);
    for at in 0..=text.len() {
        for character in alphabet {
            room[at] = *character;
            tell(&room);
        }
        if at < text.len() {
            room[at] = text[at];
        }
    }
}

/// The characters that stand in some texts.
pub(crate) fn alphabet<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Vec<u8> {
    let mut is_there = [false; 256];
    texts.flatten().for_each(|byte| is_there[usize::from(*byte)] = true);
    (0..=u8::MAX).filter(|byte| is_there[usize::from(*byte)]).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn texts_one_apart(one: &str, other: &str) -> bool {
        one_apart(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
    }

    #[test]
    fn slips() {
        for (one, other, apart) in [
            ("", "", false),
            ("", "a", true),
            ("a", "b", true),
            ("ab", "ba", true),
            ("abc", "acb", true),
            ("abcd", "badc", false),
            ("abcd", "abd", true),
            ("aab", "ab", true),
            ("abc", "abc", false),
            ("abc", "cba", false),
            ("kez", "kezzz", false),
        ] {
            assert_eq!(texts_one_apart(one, other), apart, "{one} {other}");
            assert_eq!(texts_one_apart(other, one), apart, "{other} {one}");
        }
    }

    /// Every text of at most five of three letters.
    fn texts() -> Vec<String> {
        let mut all = vec![String::new()];
        for from in 0.. {
            let Some(text) = all.get(from).filter(|text| text.len() < 5).cloned() else { break };
            all.extend(['a', 'b', 'c'].map(|letter| format!("{text}{letter}")));
        }
        all
    }

    #[test]
    fn as_the_library_counts() {
        let texts = texts();
        assert_eq!(texts.len(), 364);
        for one in &texts {
            for other in &texts {
                assert_eq!(texts_one_apart(one, other), strsim::osa_distance(one, other) == 1, "{one} {other}");
            }
        }
    }

    #[test]
    fn all_that_is_one_edit_away_and_nothing_else() {
        let letters = b"abc";
        let all: Vec<Vec<u8>> = texts().into_iter().map(String::into_bytes).collect();
        for text in all.iter().filter(|text| text.len() <= 4) {
            let mut told = BTreeSet::new();
            one_edit_away(text, letters, |other| {
                told.insert(other.to_vec());
            });
            let expected: BTreeSet<Vec<u8>> =
                all.iter().filter(|other| *other != text && one_apart(text, other)).cloned().collect();
            told.remove(text);
            assert_eq!(told, expected, "{text:?}");
        }
        assert_eq!(alphabet([&b"cab"[..], b"ad"].into_iter()), b"abcd");
    }
}
