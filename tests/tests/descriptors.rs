//! Properties of the descriptors, over arbitrary strings and over strings that are nearly right.

use num_core::{descriptor::PersonName, text::fold};
use num_tests::{fuzz_bodies, text_twin};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn arbitrary_text_is_taken_or_refused(text in any::<String>()) {
        for (_, body) in fuzz_bodies::TARGETS {
            body(text.as_bytes());
        }
    }

    #[test]
    fn phones(text in r"\+?(00|0)?(44)?[ ]?(\(0\))?[0-9 ()./\-]{0,14}[0-9x０-９]{0,3}") {
        fuzz_bodies::phone(text.as_bytes());
    }

    #[test]
    fn plates(text in r"[a-zA-Z0-9 \-ﬀßıＡ０]{1,9}") {
        fuzz_bodies::plate(text.as_bytes());
    }

    #[test]
    fn emails(text in r"[ ]?[a-zA-Z0-9._+İẞǅΣé\u{345}]{1,8}@[a-zA-Z0-9.\-éİ]{1,8}\.[a-zA-Z]{1,4}[ ]?") {
        fuzz_bodies::email(text.as_bytes());
    }

    #[test]
    fn handles(text in r"[ ]?@?[a-zA-Z0-9._\-Kﬀ@]{1,66}[ ]?") {
        fuzz_bodies::handle(text.as_bytes());
    }

    #[test]
    fn postcodes(text in r"[ ]?[a-zA-Z]{1,2}[0-9][a-zA-Z0-9]?[ \u{A0}]{0,2}[0-9][a-zA-Z]{2}[ ]?") {
        fuzz_bodies::postcode(text.as_bytes());
    }

    #[test]
    fn folding(text in r"[\PC\s\u{0}-\u{1F}\u{200B}\u{AD}\u{300}]{0,30}") {
        let folded = fold(&text);
        prop_assert_eq!(&folded, &text_twin::fold(&text));
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn names_are_equal_when_folded_alike(text in r"[a-zA-Zé' \-]{1,12}", other in r"[a-zA-Zé' \-]{1,12}") {
        if let (Ok(name), Ok(other)) = (PersonName::parse(&text), PersonName::parse(&other)) {
            prop_assert_eq!(name.key(), fold(&text));
            if name.normal().is_some() {
                prop_assert_eq!(name == other, name.key() == other.key());
            }
            prop_assert!(name == PersonName::parse(name.normal().unwrap_or(&text)).unwrap_or(other));
        }
    }
}
