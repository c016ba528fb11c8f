//! Whether two texts are one slip apart.

/// Whether two texts are one edit apart: a character other, missing or too many, or two neighbours swapped. Equal ones are not.
pub(super) fn one_apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    let start = one.iter().zip(other).take_while(|(mine, theirs)| mine == theirs).count();
    let (one, other) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(mine, theirs)| mine == theirs).count();
    let one = one.get(..one.len() - end).unwrap_or_default();
    let other = other.get(..other.len() - end).unwrap_or_default();
    // What is left differs at both ends.
    match (one, other) {
        ([_], [_] | []) | ([], [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
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
}
