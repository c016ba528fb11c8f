//! Whether a phone number is one that can be dialled, and what kind of line it is, by the numbering plans of all countries.
//!
//! Advice for whoever takes a report in, and for matching; nothing is refused for it. The normal form stays our own ([`Phone::normal`]):
//! what a plan says of a number changes with the plan, and what two reports have in common must not.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberType};

use super::Phone;
use crate::code::named_code_table;

named_code_table! {
    /// What the numbering plans say of a number.
    PhoneValidity {
        /// In a range that is in use.
        Valid = "valid" "valid",
        /// Of a length that its country has, and in no range in use: drama numbers, slips of a digit, numbers made up.
        Possible = "possible" "possible",
        /// Of a country or a length that no plan has.
        Invalid = "invalid" "invalid",
        /// No number: it is kept as free text.
        NotParsed = "not_parsed" "not a number",
    }
}

named_code_table! {
    /// What kind of line a number is of.
    LineKind {
        Mobile = "mobile" "mobile",
        Fixed = "fixed" "fixed line",
        /// Where a plan does not tell them apart.
        FixedOrMobile = "fixed_or_mobile" "fixed line or mobile",
        Freephone = "freephone" "freephone",
        SharedCost = "shared_cost" "shared cost",
        Premium = "premium" "premium rate",
        /// Numbers that are led anywhere (in the United Kingdom 070): dear to call, and often taken for mobiles.
        Personal = "personal" "personal number",
        Voip = "voip" "internet telephone",
        Pager = "pager" "pager",
        /// One number of an organisation (in the United Kingdom 03 and 055).
        Organisation = "organisation" "organisation",
        Voicemail = "voicemail" "voicemail",
    }
}

impl Phone {
    /// What the numbering plans say of it.
    pub fn validity(&self) -> PhoneValidity {
        let Some(normal) = self.normal() else { return PhoneValidity::NotParsed };
        match number(normal) {
            Some(number) if PHONE_NUMBER_UTIL.is_valid_number(&number) => PhoneValidity::Valid,
            Some(number) if PHONE_NUMBER_UTIL.is_possible_number(&number) => PhoneValidity::Possible,
            _ => PhoneValidity::Invalid,
        }
    }

    /// What kind of line it is of; `None` where it is not [valid](PhoneValidity::Valid), or the plan does not say.
    pub fn line_kind(&self) -> Option<LineKind> {
        match PHONE_NUMBER_UTIL.get_number_type(&number(self.normal()?)?) {
            PhoneNumberType::Mobile => Some(LineKind::Mobile),
            PhoneNumberType::FixedLine => Some(LineKind::Fixed),
            PhoneNumberType::FixedLineOrMobile => Some(LineKind::FixedOrMobile),
            PhoneNumberType::TollFree => Some(LineKind::Freephone),
            PhoneNumberType::SharedCost => Some(LineKind::SharedCost),
            PhoneNumberType::PremiumRate => Some(LineKind::Premium),
            PhoneNumberType::PersonalNumber => Some(LineKind::Personal),
            PhoneNumberType::VoIP => Some(LineKind::Voip),
            PhoneNumberType::Pager => Some(LineKind::Pager),
            PhoneNumberType::UAN => Some(LineKind::Organisation),
            PhoneNumberType::VoiceMail => Some(LineKind::Voicemail),
            PhoneNumberType::Unknown => None,
        }
    }
}

/// The number as the validator has it. A normal form is international, so that no region is supposed.
fn number(normal: &str) -> Option<PhoneNumber> {
    PHONE_NUMBER_UTIL.parse(normal, None).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn of(text: &str) -> (PhoneValidity, Option<LineKind>) {
        let phone = Phone::parse(text).unwrap();
        (phone.validity(), phone.line_kind())
    }

    #[test]
    fn what_the_plans_say() {
        for (text, validity, line) in [
            ("0161 496 0321", PhoneValidity::Valid, Some(LineKind::Fixed)),
            ("020 7946 0018", PhoneValidity::Valid, Some(LineKind::Fixed)),
            ("07700 900123", PhoneValidity::Possible, None),
            ("06123 456789", PhoneValidity::Possible, None),
            ("+44 6123 456789", PhoneValidity::Possible, None),
            ("01614 96032", PhoneValidity::Possible, None),
            ("+999 20 123 4567", PhoneValidity::Invalid, None),
            ("+44 161 496 032", PhoneValidity::Possible, None),
            ("+123456789012345", PhoneValidity::Invalid, None),
            ("ends 344", PhoneValidity::NotParsed, None),
            ("withheld", PhoneValidity::NotParsed, None),
        ] {
            assert_eq!(of(text), (validity, line), "{text}");
        }
    }

    #[test]
    fn numbers_of_registers_are_never_valid() {
        for number in (6_000_000_000_u64..7_000_000_000).step_by(999_983) {
            let phone = Phone::parse(&format!("+44{number}")).unwrap();
            assert_eq!((phone.validity(), phone.line_kind()), (PhoneValidity::Possible, None), "{number}");
        }
    }

    #[test]
    fn the_normal_form_stays_our_own() {
        let phone = Phone::parse("(0161) 496-0321").unwrap();
        assert_eq!(phone.validity(), PhoneValidity::Valid);
        assert_eq!(phone.normal(), Some("+441614960321"));
    }

    /// Keeps what is logged.
    struct Log(Mutex<Vec<String>>);

    impl log::Log for Log {
        fn enabled(&self, _: &log::Metadata<'_>) -> bool {
            true
        }

        fn log(&self, record: &log::Record<'_>) {
            self.0.lock().unwrap().push(record.args().to_string());
        }

        fn flush(&self) {}
    }

    static LOG: Log = Log(Mutex::new(Vec::new()));

    #[test]
    fn no_number_is_logged() {
        log::set_logger(&LOG).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        for text in ["0161 496 0322", "07700 900124", "06123 456780", "+999 20 123 4568", "+123456789012346"] {
            of(text);
        }
        log::error!("heard");
        let heard = LOG.0.lock().unwrap();
        assert_eq!(heard.last().map(String::as_str), Some("heard"));
        assert!(!heard.iter().any(|line| line.contains(|c: char| c.is_ascii_digit())), "a number was logged");
    }
}
