//! What a person wrote, on a page.

use maud::{Markup, html};

/// Text that a person wrote, with its line breaks. It stands in a `bdi`, so that letters written from right to left, and marks that
/// turn the direction of writing, change nothing around it. What no page may hold becomes a replacement character.
pub fn told(text: &str) -> Markup {
    html! { bdi class="told" { (clean(text)) } }
}

/// The same, in a language whose code is known: screen readers change their voice.
pub fn told_in(language: &str, text: &str) -> Markup {
    html! { bdi class="told" lang=(language) { (clean(text)) } }
}

/// HTML holds neither control characters nor those that Unicode keeps for nobody; overrides of the direction of writing would
/// show a plate back to front even inside of a `bdi`.
pub(super) fn clean(text: &str) -> String {
    let allowed = |c: char| match c {
        '\n' | '\t' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FDD0}'..='\u{FDEF}' => false,
        c => !c.is_control() && u32::from(c) & 0xFFFE != 0xFFFE,
    };
    text.replace("\r\n", "\n").chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_is_markup() {
        let text = "</bdi><script>alert('1')</script> & \"x\" &lt;";
        assert_eq!(
            told(text).into_string(),
            "<bdi class=\"told\">&lt;/bdi&gt;&lt;script&gt;alert('1')&lt;/script&gt; &amp; &quot;x&quot; &amp;lt;</bdi>"
        );
        assert_eq!(told_in("e\"n", "a").into_string(), "<bdi class=\"told\" lang=\"e&quot;n\">a</bdi>");
    }

    #[test]
    fn what_no_page_may_hold_is_replaced() {
        assert_eq!(
            clean("a\0b\u{202E}c\u{FDD0}d\u{1FFFF}e\u{85}f\rg"),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFD}g"
        );
        assert_eq!(clean("a\r\nb\tc\nЖ ש 👩🏽"), "a\nb\tc\nЖ ש 👩🏽");
    }
}
