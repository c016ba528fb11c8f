//! Text messages: counted in segments, at most two.

use std::fmt;

use super::words::{LineWords, Wording};
use crate::{code::code_table, id::Reference};

/// At most so many segments: more arrive late, apart, or not at all.
const MAX_SEGMENTS: usize = 2;

/// The GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1), without the escape.
const ALPHABET: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Its extension table, two septets each.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// In which order lines are told where not everything fits: what recognises him first.
const ORDER: [&str; 7] = ["Uses", "Drives", "Look out for", "Marks", "Reported to have", "Wore", "Smelt of"];

/// An alert as a text message.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// The message.
    pub text: String,
    /// How it is encoded.
    pub encoding: SmsEncoding,
    /// In how many segments it is sent, 1 or 2.
    pub segments: usize,
}

code_table! {
    /// How a text message is encoded.
    SmsEncoding {
        /// The GSM 7-bit alphabet: 160 septets, or 153 in each of several segments.
        Gsm7 = "gsm_7",
        /// UCS-2: 70 units of 16 bits, or 67 in each of several segments.
        Ucs2 = "ucs_2",
    }
}

impl Sms {
    /// Counts a message.
    fn of(text: String) -> Self {
        let septets: Option<Vec<usize>> = text.chars().map(septets).collect();
        let (encoding, units, [alone, in_several]) = match septets {
            Some(septets) => (SmsEncoding::Gsm7, septets, [160, 153]),
            None => (SmsEncoding::Ucs2, text.chars().map(char::len_utf16).collect(), [70, 67]),
        };
        let segments = if units.iter().sum::<usize>() <= alone { 1 } else { segments(&units, in_several) };
        Self { text, encoding, segments }
    }

    fn fits(&self) -> bool {
        self.segments <= MAX_SEGMENTS
    }
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sms({} segments)", self.segments)
    }
}

/// How many septets a character takes; `None` where it has no place in the alphabet.
fn septets(c: char) -> Option<usize> {
    if ALPHABET.contains(c) { Some(1) } else { EXTENSION.contains(c).then_some(2) }
}

/// How many segments characters of so many units fill; none is cut in two.
fn segments(units: &[usize], room: usize) -> usize {
    let (mut segments, mut filled) = (1, 0);
    for unit in units {
        if filled + unit > room {
            segments += 1;
            filled = 0;
        }
        filled += unit;
    }
    segments
}

/// An alert: what was reported, then facts, whole, as long as they fit, and the public id. Letters that the alphabet lacks halve the
/// room: where more fits without them, they are written in Latin ones.
pub(super) fn alert(wording: &Wording, id: &Reference) -> Sms {
    let (as_told, facts) = filled(wording, id, str::to_owned);
    let (in_latin, more) = filled(wording, id, in_alphabet);
    if more > facts { in_latin } else { as_told }
}

/// A text in the alphabet: other characters are told by Latin letters, or by a question mark. None of these makes a link or an address of
/// what was none: nothing goes from between two characters, and nothing follows a dot at once.
fn in_alphabet(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if septets(c).is_some() {
            out.push(c);
            continue;
        }
        let letters = any_ascii::any_ascii_char(c).chars();
        let before = out.len();
        let is_after_dot = out.ends_with('.');
        out.extend(letters.filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '\'')));
        if out.len() == before {
            out.push('?');
        } else if is_after_dot {
            out.insert(before, ' ');
        }
    }
    out
}

/// A message with as many facts as fit, and how many those are.
fn filled(wording: &Wording, id: &Reference, write: impl Fn(&str) -> String) -> (Sms, usize) {
    let mut told: Vec<Line> = Vec::new();
    let message = |told: &[Line]| {
        let mut text = wording.headline.clone();
        for (head, facts, separator) in told {
            text.push(' ');
            text.push_str(head);
            text.push_str(&facts.join(separator));
            text.push('.');
        }
        text.push_str(&format!(" Not proof. Alert {id}"));
        // Quotation marks that the alphabet lacks would halve the room.
        Sms::of(write(&text.replace(['\u{201C}', '\u{201D}'], "\"")))
    };
    for (head, facts, separator) in lines(wording) {
        let mut begun = false;
        for fact in facts {
            let kept = told.clone();
            match told.last_mut().filter(|_| begun) {
                Some((_, facts, _)) => facts.push(fact),
                None => told.push((head.clone(), vec![fact], separator)),
            }
            if message(&told).fits() {
                begun = true;
            } else {
                told = kept;
            }
        }
    }
    (message(&told), told.iter().map(|(_, facts, _)| facts.len()).sum())
}

/// A notice that says nothing of any report.
pub(super) fn notice(text: &str, id: &Reference) -> Sms {
    Sms::of(format!("{text} Alert {id}"))
}

/// What stands before the facts of a line, the facts, and what stands between two.
type Line = (String, Vec<String>, &'static str);

/// The lines in the order of what recognises him, when and where after his looks.
fn lines(wording: &Wording) -> Vec<Line> {
    let mut lines: Vec<(usize, Line)> = Vec::new();
    for person in &wording.people {
        for LineWords { head, facts, separator } in &person.lines {
            let rank = ORDER.iter().position(|known| known == head).unwrap_or(ORDER.len());
            let of_whom = person.title.as_ref().map(|title| format!("{title}, ")).unwrap_or_default();
            lines.push((rank, (format!("{of_whom}{head}: "), facts.clone(), *separator)));
        }
    }
    let place = wording.when_and_where.as_ref().map(|told| told.trim_end_matches('.').to_owned());
    let looks = ORDER.iter().position(|head| *head == "Look out for").unwrap_or_default();
    lines.extend(place.map(|place| (looks, (String::new(), vec![place], ", "))));
    lines.sort_by_key(|(rank, _)| *rank);
    lines.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_in_latin_letters_becomes_a_link() {
        for (text, written) in [
            ("Łukasz, 5'9\"", "Lukasz, 5'9\""),
            (":`//evil", ":?//evil"),
            ("evil.´com", "evil. 'com"),
            ("evil.çom", "evil. com"),
            ("naïve café", "naive café"),
        ] {
            assert_eq!(in_alphabet(text), written);
        }
    }

    #[test]
    fn segments_are_counted_as_the_standard_says() {
        for (text, encoding, segments) in [
            ("a".repeat(160), SmsEncoding::Gsm7, 1),
            ("a".repeat(161), SmsEncoding::Gsm7, 2),
            ("a".repeat(306), SmsEncoding::Gsm7, 2),
            ("a".repeat(307), SmsEncoding::Gsm7, 3),
            ("[".repeat(80), SmsEncoding::Gsm7, 1),
            ("[".repeat(81), SmsEncoding::Gsm7, 2),
            // 153 is odd: the last septet of a segment stays empty rather than that a pair is cut.
            ("[".repeat(152), SmsEncoding::Gsm7, 2),
            ("[".repeat(153), SmsEncoding::Gsm7, 3),
            ("ł".repeat(70), SmsEncoding::Ucs2, 1),
            ("ł".repeat(71), SmsEncoding::Ucs2, 2),
            ("ł".repeat(135), SmsEncoding::Ucs2, 3),
            ("🚗".repeat(35), SmsEncoding::Ucs2, 1),
            ("🚗".repeat(66), SmsEncoding::Ucs2, 2),
            ("🚗".repeat(67), SmsEncoding::Ucs2, 3),
        ] {
            let sms = Sms::of(text);
            assert_eq!((sms.encoding, sms.segments), (encoding, segments));
        }
    }
}
