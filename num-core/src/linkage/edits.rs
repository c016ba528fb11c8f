//! What a text may have been before a slip.

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
    use crate::linkage::compare::one_apart;

    #[test]
    fn all_that_is_one_edit_away_and_nothing_else() {
        let letters = b"abc";
        let mut all: Vec<Vec<u8>> = vec![Vec::new()];
        let mut from = 0;
        for _ in 0..5 {
            let to = all.len();
            for at in from..to {
                for letter in letters {
                    let mut longer = all[at].clone();
                    longer.push(*letter);
                    all.push(longer);
                }
            }
            from = to;
        }
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
