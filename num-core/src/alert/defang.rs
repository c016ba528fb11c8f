/// Makes links and addresses inert, so that an alert cannot be used to send its readers anywhere: `://` becomes `[:]//`,
/// `@` becomes `[at]`, and a dot before a letter or digit becomes `[.]`. Control characters become spaces.
pub(super) fn defang(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '@' => out.push_str("[at]"),
            ':' if rest.peek() == Some(&'/') => out.push_str("[:]"),
            '.' if rest.peek().is_some_and(|next| next.is_alphanumeric()) => out.push_str("[.]"),
            c if c.is_control() => out.push(' '),
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
            ("a\nb", "a b"),
        ] {
            assert_eq!(defang(text), inert);
        }
    }
}
