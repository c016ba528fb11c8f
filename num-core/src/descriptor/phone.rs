//! Phone numbers.

use zeroize::Zeroizing;

use super::{compatible, identifier};

identifier! {
    /// A phone number; its normal form is `+` and digits.
    ///
    /// Spaces and `- . / ( )` are dropped, and so is a `(0)` after a country code. `00` is `+`. A number with the UK's trunk `0`
    /// and nine or ten digits after it, and a mobile number of ten digits without it (`7…`), are numbers of `+44`. Numbers of `+44`
    /// have nine or ten digits more, the first not `0`; others 7 to 15 in all. Whether a number is assigned is not asked.
    Phone, 60, normalise
}

impl Phone {
    /// The digits of the normal form as a number.
    pub fn key(&self) -> Option<u64> {
        self.normal()?.strip_prefix('+')?.parse().ok()
    }
}

/// A normal form for people to read: a number of `+44` as it is dialled in the country, in the groups that Ofcom writes; others as they
/// are.
pub(crate) fn spaced(normal: &str) -> String {
    let Some(british) = normal.strip_prefix("+44") else { return normal.to_owned() };
    let digits = format!("0{british}");
    let groups: &[usize] = match digits.as_bytes() {
        [b'0', b'2', ..] => &[3, 4],
        [b'0', b'1', b'1', ..] | [b'0', b'1', _, b'1', ..] | [b'0', b'3' | b'8' | b'9', ..] => &[4, 3],
        _ => &[5],
    };
    let mut rest = digits.as_str();
    let mut spaced = String::with_capacity(digits.len() + 2);
    for group in groups {
        let (first, others) = rest.split_at_checked(*group).unwrap_or((rest, ""));
        spaced.push_str(first);
        spaced.push(' ');
        rest = others;
    }
    spaced.push_str(rest);
    spaced
}

fn normalise(text: &str) -> Option<String> {
    let mut number = compatible(text);
    drop_trunk_zero(&mut number);
    number.retain(|c| !is_separator(c));
    let (international, digits) = match number.strip_prefix('+').or_else(|| number.strip_prefix("00")) {
        Some(digits) => (true, digits),
        None => (false, number.as_str()),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let british = if international {
        match digits.strip_prefix("44") {
            Some(rest) => rest,
            None => return (7..=15).contains(&digits.len()).then(|| format!("+{digits}")),
        }
    } else if let Some(rest) = digits.strip_prefix('0') {
        rest
    } else if digits.len() == 10 && digits.starts_with('7') {
        digits
    } else {
        return None;
    };
    (matches!(british.len(), 9 | 10) && !british.starts_with('0')).then(|| format!("+44{british}"))
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '/' | '(' | ')')
}

/// Drops the `(0)` of `+44 (0)161 …`: a country code has one to three digits.
fn drop_trunk_zero(number: &mut String) {
    let Some((before, _)) = number.split_once("(0)") else { return };
    let start = before.len();
    let code: Zeroizing<String> = Zeroizing::new(before.chars().filter(|&c| !is_separator(c)).collect());
    let Some(code) = code.strip_prefix('+').or_else(|| code.strip_prefix("00")) else { return };
    if (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()) {
        number.replace_range(start..start + 3, "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_people() {
        for (normal, read) in [
            ("+447700900123", "07700 900123"),
            ("+442079460018", "020 7946 0018"),
            ("+441614960321", "0161 496 0321"),
            ("+441134960321", "0113 496 0321"),
            ("+441632960321", "01632 960321"),
            ("+443069990123", "0306 999 0123"),
            ("+4416149603", "0161 496 03"),
            ("+999201234567", "+999201234567"),
            ("ask at the desk", "ask at the desk"),
        ] {
            assert_eq!(spaced(normal), read);
        }
    }

    #[test]
    fn normal_forms() {
        for (text, normal) in [
            ("07700 900123", Some("+447700900123")),
            ("(07700) 900-123", Some("+447700900123")),
            ("7700900123", Some("+447700900123")),
            ("+44 7700 900123", Some("+447700900123")),
            ("+44 (0)7700 900123", Some("+447700900123")),
            ("(+44) (0) 7700.900.123", Some("+447700900123")),
            ("0044 7700 900123", Some("+447700900123")),
            ("00 44 (0)7700/900123", Some("+447700900123")),
            ("０７７００\u{A0}９００１２３", Some("+447700900123")),
            ("0161 496 0321", Some("+441614960321")),
            ("020 7946 0018", Some("+442079460018")),
            ("01614 96032", Some("+44161496032")),
            ("+44 161 496 032", Some("+44161496032")),
            ("+999 20 123 4567", Some("+999201234567")),
            ("+999 (0)20 123 4567", Some("+999201234567")),
            ("\t07700 900123\n", Some("+447700900123")),
            ("+44 ( 0 ) 7700 900123", None),
            ("07700\n900123", None),
            ("+1234567", Some("+1234567")),
            ("+123456789012345", Some("+123456789012345")),
            ("+123456", None),
            ("+1234567890123456", None),
            ("+44 07700 900123", None),
            ("+44 7700 9001", None),
            ("0770090", None),
            ("077009001234", None),
            ("900123", None),
            ("447700900123", None),
            ("07700 900123 x2", None),
            ("ends 344", None),
            ("07700+900123", None),
            ("07700 900123, 07700 900124", None),
            ("(0)", None),
            ("+", None),
            ("٠٧٧٠٠٩٠٠١٢٣", None),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.normal(), normal, "{text}");
            assert_eq!(phone.source(), text);
            assert_eq!(phone.shown(), normal.unwrap_or(text));
        }
    }

    #[test]
    fn equal_by_normal_form() {
        let phone = Phone::parse("07700 900123").unwrap();
        assert_eq!(phone, Phone::parse("+44 7700 900 123").unwrap());
        assert_ne!(phone, Phone::parse("07700 900124").unwrap());
        assert_eq!(phone.key(), Some(447_700_900_123));
        assert_eq!(format!("{phone:?}"), "Phone(…)");
        assert_eq!(serde_json::to_string(&phone).unwrap(), r#""07700 900123""#);
        assert_eq!(Phone::parse("ends 344").unwrap().key(), None);
        assert!(Phone::parse(" ").is_err());
        assert!(Phone::parse(&"0".repeat(61)).is_err());
    }
}
