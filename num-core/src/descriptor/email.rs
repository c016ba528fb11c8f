//! E-mail addresses.

use email_address::{EmailAddress, Options};
use unicode_normalization::UnicodeNormalization;

use super::{compatible, identifier};

identifier! {
    /// An e-mail address; its normal form is NFKC in lower case. Its domain has a dot; a display name (`Ann <ann@…>`) and an
    /// address in place of a domain (`ann@[192.0.2.1]`) are none.
    Email, 254, normalise
}

fn normalise(text: &str) -> Option<String> {
    let text = compatible(text);
    // Lower case may compose anew.
    let email: String = if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().nfkc().collect() };
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    let parsed = EmailAddress::parse_with_options(&email, options).ok()?;
    parsed.domain().contains('.').then_some(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms() {
        for (text, normal) in [
            (" Sam.Tops@Example.ORG ", Some("sam.tops@example.org")),
            ("sam+x@mail.example.org", Some("sam+x@mail.example.org")),
            ("ＳＡＭ@example.org", Some("sam@example.org")),
            ("Zoë@example.org", Some("zoë@example.org")),
            ("sam@example", None),
            ("sam@", None),
            ("example.org", None),
            ("Sam Tops <sam@example.org>", None),
            ("sam@[192.0.2.1]", None),
            ("sam tops@example.org", None),
            ("sam@example.org, ann@example.org", None),
        ] {
            assert_eq!(Email::parse(text).unwrap().normal(), normal, "{text}");
        }
        assert_eq!(Email::parse("Sam@example.org").unwrap(), Email::parse("sam@EXAMPLE.org").unwrap());
    }
}
