use unicode_normalization::UnicodeNormalization;

use crate::text::is_ignorable;

/// Makes links and addresses inert, so that an alert cannot be used to send its readers anywhere: `:` before a slash becomes
/// `[:]`, `@` becomes `[at]`, and a dot before a letter or digit becomes `[.]`, in whatever form they were typed. Characters
/// that nobody sees go; control characters and line ends become spaces.
pub(super) fn defang(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.nfkc().filter(|c| !is_ignorable(*c)).peekable();
    while let Some(c) = rest.next() {
        match c {
            '@' => out.push_str("[at]"),
            ':' if matches!(rest.peek(), Some('/' | '\\')) => out.push_str("[:]"),
            '.' | '\u{3002}' if rest.peek().is_some_and(|next| next.is_alphanumeric()) => out.push_str("[.]"),
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::defang;

    #[test]
    fn links_and_addresses_are_inert() {
        for (text, inert) in [
            ("see https://example.org/a", "see https[:]//example[.]org/a"),
            ("baz@example.org", "baz[at]example[.]org"),
            ("He left. She called.", "He left. She called."),
            ("a\nb\u{2028}c", "a b c"),
            (
                "evil。example, ｅｖｉｌ．example, www.\u{200B}evil.example",
                "evil[.]example, evil[.]example, www[.]evil[.]example",
            ),
            (r"http:\\evil", r"http[:]\\evil"),
        ] {
            assert_eq!(defang(text), inert);
        }
    }
}
