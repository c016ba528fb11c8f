//! Folding: the one form in which texts and values are compared (rule A07).

use any_ascii::any_ascii_char;
use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup},
};
use unicode_normalization::UnicodeNormalization;

/// Folds a text: NFKC; white space becomes a space; default-ignorable, control and combining characters go; the rest is
/// transliterated to ASCII, in lower case, and every run of other than letters and digits is one space; trimmed.
///
/// What is left is words of `a–z 0–9` with single spaces between them. Folding twice is folding once.
pub fn fold(text: &str) -> String {
    let mut folded = Folded { out: Vec::with_capacity(text.len()), apart: false };
    if text.is_ascii() {
        text.bytes().for_each(|byte| folded.push_ascii(byte));
        return folded.finish();
    }
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let category = CodePointMapData::<GeneralCategory>::new();
    for c in text.nfkc() {
        if c.is_ascii() {
            folded.push_ascii(c as u8);
        } else if c.is_whitespace() {
            folded.apart = true;
        } else if !c.is_control() && !ignorable.contains(c) && !GeneralCategoryGroup::Mark.contains(category.get(c)) {
            any_ascii_char(c).bytes().for_each(|byte| folded.push_ascii(byte));
        }
    }
    folded.finish()
}

/// Whether nobody sees the character: default-ignorable ones, such as those of zero width.
pub(crate) fn is_ignorable(c: char) -> bool {
    !c.is_ascii() && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// What has been folded so far, and whether the next letter or digit begins a word.
struct Folded {
    out: Vec<u8>,
    apart: bool,
}

impl Folded {
    fn push_ascii(&mut self, byte: u8) {
        if byte.is_ascii_alphanumeric() {
            if self.apart && !self.out.is_empty() {
                self.out.push(b' ');
            }
            self.apart = false;
            self.out.push(byte.to_ascii_lowercase());
        } else if !byte.is_ascii_control() || char::from(byte).is_whitespace() {
            // A control character that is no white space is dropped: it parts no words.
            self.apart = true;
        }
    }

    fn finish(self) -> String {
        // Only ASCII was pushed.
        String::from_utf8(self.out).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        for (text, folded) in [
            ("", ""),
            (" \t\n", ""),
            ("…!?", ""),
            ("Ann  O'Example-Smith.", "ann o example smith"),
            ("line\r\nfeed\ttab", "line feed tab"),
            ("be\u{1}ll", "bell"),
            ("be\u{85}ll", "be ll"),
            ("Ja\u{200B}ne so\u{AD}ft", "jane soft"),
            ("J\u{336}a\u{336}ne", "jane"),
            ("Zoe\u{308} Zoë ZOË", "zoe zoe zoe"),
            ("Łukasz Straßer", "lukasz strasser"),
            ("Ｊａｎｅ ⓙⓐⓝⓔ 𝐉𝐚𝐧𝐞", "jane jane jane"),
            ("Jаne", "jane"),
            ("a\u{A0}b\u{3000}c\u{2003}d", "a b c d"),
            ("½ m²", "1 2 m2"),
            ("٠٧٧٠٠", "07700"),
            ("İstanbul", "istanbul"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
            assert_eq!(fold(folded), folded);
        }
    }
}
