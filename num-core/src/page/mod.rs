//! Pages: HTML that people read, made of a few parts.
//!
//! A page holds no script, asks for nothing from elsewhere, and says so to the browser in its content security policy, which
//! knows its one style sheet by its hash. What is put into a page is escaped by the template engine; the only markup that is not is
//! the style sheet. What a person wrote goes in through [`told`], which also keeps its direction of writing to itself.
//!
//! The room knows nothing of reports: it is handed words.

mod charts;
mod components;
mod told;

use std::fmt;

use maud::{DOCTYPE, PreEscaped};
pub use maud::{Markup, html};

pub use self::{
    charts::{Bar, Tile, Weight, bars, evidence, tiles},
    components::{
        Cell, Crumb, Fact, Identifier, Level, Tone, breadcrumbs, card, cards, details, facts, heading, identifier,
        identifiers, link, notice, pager, quote, table, tag, tags,
    },
    told::{told, told_in},
};

/// The parts' own sheet: all that a fragment needs.
const PARTS: &str = include_str!("parts.css");

/// The one style sheet of a page.
const SHEET: &str = concat!(include_str!("parts.css"), include_str!("page.css"));

/// The SHA-256 of [`SHEET`], by which the policy of a page knows it; a test holds it to the sheet.
const SHEET_HASH: &str = include_str!("sheet.sha256");

/// What a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To be read on a screen.
    Screen,
    /// To be printed on A4 and pinned up: its first heading is large on paper.
    Pinned,
}

/// A page of its own.
pub struct Page<'p> {
    /// What the tab and the history of a browser show: never what was reported.
    pub title: &'p str,
    /// What it is for.
    pub kind: Kind,
    /// Whose page it is, or of what sort, at its top.
    pub banner: &'p str,
    /// What stands beside the banner: a reference, a date.
    pub aside: Option<&'p str>,
    /// The way to it from the first page; empty for a page that stands alone.
    pub crumbs: &'p [Crumb<'p>],
    /// What it says. Its first heading is an `h1`, the only one.
    pub body: Markup,
    /// What stands below: sources, what it is not.
    pub foot: Option<Markup>,
}

impl Page<'_> {
    /// The whole page.
    pub fn to_html(&self) -> String {
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            SHEET_HASH.trim_end()
        );
        let class = match self.kind {
            Kind::Screen => "num",
            Kind::Pinned => "num pinned",
        };
        let page = html! {
            (DOCTYPE)
            html lang="en-GB" {
                head {
                    meta charset="utf-8";
                    // Before the sheet, or it would not hold for it.
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="robots" content="noindex, nofollow, noarchive";
                    // Numbers of plates and phones are not to be made into links.
                    meta name="format-detection" content="telephone=no, date=no, address=no, email=no";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    style { (PreEscaped(SHEET)) }
                }
                body class=(class) {
                    a class="skip" href="#main" { "Skip to the text" }
                    header class="banner" {
                        div class="wide" {
                            p { (self.banner) }
                            @if let Some(aside) = self.aside { p class="aside" { (aside) } }
                        }
                    }
                    main id="main" class="wide" tabindex="-1" {
                        (breadcrumbs(self.crumbs))
                        (self.body)
                    }
                    @if let Some(foot) = &self.foot {
                        footer class="sheet-foot" { div class="wide" { (foot) } }
                    }
                }
            }
        };
        let mut text = page.into_string();
        text.push('\n');
        text
    }
}

impl fmt::Debug for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Page")
    }
}

/// A part of somebody else's page, such as a notebook's: it brings its own sheet, in which every selector is its own, and no head.
/// Where a reader takes the sheet out, what is left still reads in order.
pub fn fragment(body: &Markup) -> String {
    html! {
        div class="num" {
            style { (PreEscaped(PARTS)) }
            (body)
        }
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn page(body: Markup) -> String {
        let (kind, foot) = (Kind::Screen, Some(html! { p { "Foot" } }));
        Page { title: "Title", kind, banner: "Banner", aside: Some("Aside"), crumbs: &[], body, foot }.to_html()
    }

    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for three in bytes.chunks(3) {
            let bits = three.iter().enumerate().map(|(at, byte)| u32::from(*byte) << (16 - 8 * at)).sum::<u32>();
            for at in 0..4 {
                let letter = char::from(LETTERS[(bits >> (18 - 6 * at)) as usize & 63]);
                text.push(if at <= three.len() { letter } else { '=' });
            }
        }
        text
    }

    /// `BLESS=1` writes it anew.
    #[test]
    fn the_policy_knows_the_sheet() {
        assert_eq!([&b"Man"[..], b"Ma", b"M"].map(base64), ["TWFu", "TWE=", "TQ=="]);
        let hash = base64(&Sha256::digest(SHEET));
        if std::env::var_os("BLESS").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/page/sheet.sha256");
            std::fs::write(file, format!("{hash}\n")).unwrap();
        } else {
            assert_eq!(SHEET_HASH.trim_end(), hash, "`make bless`: the sheet changed");
        }
    }

    #[test]
    fn no_selector_of_the_parts_reaches_outside() {
        let mut rest = PARTS;
        while let Some(start) = rest.find("/*") {
            let end = rest[start..].find("*/").unwrap();
            rest = &rest[start + end + 2..];
            let rules = &rest[..rest.find("/*").unwrap_or(rest.len())];
            for head in rules.split(['{', '}', ';']).map(str::trim) {
                let is_selector = head.starts_with(['.', '*', '[', '#']) || head.starts_with("html");
                assert!(!is_selector || head.split(", ").all(|one| one.starts_with(".num")), "{head}");
            }
        }
    }

    #[test]
    fn a_page_holds_no_script_and_nothing_from_elsewhere() {
        let page = page(html! { h1 { "A <b>" } });
        for part in ["default-src 'none'", "<h1>A &lt;b&gt;</h1>", "lang=\"en-GB\"", "noindex", "no-referrer"] {
            assert!(page.contains(part), "{part}");
        }
        for part in ["<script", "http:", "https:", "url(", "@import", " style=", "<img", "<link"] {
            assert!(!page.contains(part), "{part}");
        }
    }

    #[test]
    fn a_fragment_has_no_head() {
        let fragment = fragment(&html! { p { "a" } });
        assert!(fragment.starts_with("<div class=\"num\"><style>") && fragment.ends_with("<p>a</p></div>"));
        assert!(!fragment.contains("<html") && !fragment.contains("body {"));
    }

    #[test]
    fn a_page_is_not_printed_in_logs() {
        let body = html! { p { "told" } };
        let page = Page { title: "t", kind: Kind::Pinned, banner: "b", aside: None, crumbs: &[], body, foot: None };
        assert_eq!(format!("{page:?}"), "Page");
    }
}
