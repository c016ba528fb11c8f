//! The parts that pages are made of.

use maud::{Markup, Render, html};

use super::told::clean;

/// Which rank a heading has. A page has one `h1`, and none below it is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The heading of the page.
    One,
    /// Of a section.
    Two,
    /// Of a part of a section.
    Three,
    /// Below that.
    Four,
}

/// How something is meant. The words say it too: colour alone never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    Neutral,
    /// To know.
    Info,
    /// Done, or as it should be.
    Good,
    /// To look at.
    Caution,
    /// To act on.
    Serious,
}

impl Tone {
    fn class(self, part: &str) -> String {
        let tone = match self {
            Self::Neutral => return part.to_owned(),
            Self::Info => "info",
            Self::Good => "good",
            Self::Caution => "caution",
            Self::Serious => "serious",
        };
        format!("{part} {tone}")
    }
}

/// A heading.
pub fn heading(level: Level, text: impl Render) -> Markup {
    html! {
        @match level {
            Level::One => h1 { (text) },
            Level::Two => h2 { (text) },
            Level::Three => h3 { (text) },
            Level::Four => h4 { (text) },
        }
    }
}

/// Something of its own, with a heading: a report, a series, an alert in a list.
pub fn card(level: Level, title: impl Render, body: &Markup) -> Markup {
    html! { article class="card" { (heading(level, title)) (body) } }
}

/// Several [`card`]s beside each other, as a list.
pub fn cards(cards: &[Markup]) -> Markup {
    html! { @if !cards.is_empty() { ul class="cards" { @for card in cards { li { (card) } } } } }
}

/// A box that stands out.
pub fn notice(tone: Tone, body: &Markup) -> Markup {
    html! { div class=(tone.class("notice")) { (body) } }
}

/// A word or two on how something stands.
pub fn tag(tone: Tone, text: &str) -> Markup {
    html! { span class=(tone.class("tag")) { (clean(text)) } }
}

/// Several [`tag`]s, as a list.
pub fn tags(tags: &[(Tone, &str)]) -> Markup {
    html! { @if !tags.is_empty() { ul class="tags" { @for (tone, text) in tags { li { (tag(*tone, text)) } } } } }
}

/// A fact by its name.
pub struct Fact<'f> {
    /// What it is, in words of ours.
    pub name: &'f str,
    /// What is known; what a person wrote comes through [`told`](super::told()).
    pub value: Markup,
}

/// Facts by name, one below the other.
pub fn facts(facts: &[Fact<'_>]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl class="facts" {
                @for fact in facts { div { dt { (fact.name) } dd { (fact.value) } } }
            }
        }
    }
}

/// Words of somebody, set apart from ours.
pub fn quote(body: &Markup) -> Markup {
    html! { blockquote class="quote" { p { (body) } } }
}

/// A plate, a number, an address, letter by letter.
pub fn identifier(text: &str) -> Markup {
    html! { bdi class="identifier" { (clean(text)) } }
}

/// An identifier with its kind.
pub struct Identifier<'i> {
    /// What it is, such as `Phone`.
    pub kind: &'i str,
    /// The identifier.
    pub text: &'i str,
}

/// Identifiers, large and apart from each other: they are compared letter by letter.
pub fn identifiers(identifiers: &[Identifier<'_>]) -> Markup {
    html! {
        @if !identifiers.is_empty() {
            ul class="identifiers" {
                @for one in identifiers {
                    li {
                        @if !one.kind.is_empty() { span class="kind" { (one.kind) } }
                        (identifier(one.text))
                    }
                }
            }
        }
    }
}

/// A link to another page of the same folder, or to a place on this one. What is no such address is shown as text: no page
/// leads outside.
pub fn link(href: &str, text: impl Render) -> Markup {
    html! { @if is_inside(href) { a href=(href) { (text) } } @else { (text) } }
}

/// Letters, digits and `._-/#`: no scheme, no host, no query.
fn is_inside(href: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '#');
    !href.is_empty() && !href.starts_with('/') && !href.contains("//") && href.chars().all(known)
}

/// A step on the way to a page.
pub struct Crumb<'c> {
    /// What the page is called.
    pub name: &'c str,
    /// Where it is; `None` for the page itself.
    pub href: Option<&'c str>,
}

/// The way to a page from the first one.
pub fn breadcrumbs(crumbs: &[Crumb<'_>]) -> Markup {
    html! {
        @if !crumbs.is_empty() {
            nav class="crumbs" aria-label="The way here" {
                ol {
                    @for crumb in crumbs {
                        @match crumb.href {
                            Some(href) => li { (link(href, crumb.name)) },
                            None => li aria-current="page" { (crumb.name) },
                        }
                    }
                }
            }
        }
    }
}

/// Links to the page before and the page after, each with its name.
pub fn pager(before: Option<&Crumb<'_>>, after: Option<&Crumb<'_>>) -> Markup {
    let side = |head: &str, crumb: Option<&Crumb<'_>>| {
        html! {
            @if let Some(Crumb { name, href: Some(href) }) = crumb {
                li { span class="quiet" { (head) ": " } (link(href, name)) }
            }
        }
    };
    html! {
        @if before.is_some() || after.is_some() {
            nav class="pager" aria-label="Pages before and after" {
                ul { (side("Before", before)) (side("Next", after)) }
            }
        }
    }
}

/// A cell of a table.
pub enum Cell {
    /// Words.
    Words(Markup),
    /// A number, which stands on the right.
    Number(String),
}

/// A table; the first cell of each row is its heading. It scrolls inside of itself where it is wider than the screen.
pub fn table(caption: &str, heads: &[&str], rows: &[Vec<Cell>]) -> Markup {
    // A column is one of numbers where its first cell is.
    let is_number =
        |at: usize| rows.first().and_then(|row| row.get(at)).is_some_and(|cell| matches!(cell, Cell::Number(_)));
    html! {
        div class="scroll" role="region" aria-label=(caption) tabindex="0" {
            table {
                caption { (caption) }
                thead {
                    tr {
                        @for (at, head) in heads.iter().enumerate() {
                            th scope="col" class=[is_number(at).then_some("number")] { (head) }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @match (at, cell) {
                                    (0, Cell::Words(words)) => th scope="row" { (words) },
                                    (0, Cell::Number(number)) => th scope="row" class="number" { (number) },
                                    (_, Cell::Words(words)) => td { (words) },
                                    (_, Cell::Number(number)) => td class="number" { (number) },
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Something that is opened by hand, without a script. Not for what is printed.
pub fn details(summary: &str, body: &Markup) -> Markup {
    html! { details { summary { (summary) } (body) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_link_leads_outside() {
        for href in ["alerts/a-1.html", "#main", "../index.html", "series/3.html#evidence"] {
            assert_eq!(link(href, "x").into_string(), format!("<a href=\"{href}\">x</a>"));
        }
        for href in
            ["", "/etc", "//example.org", "https://example.org", "javascript:alert(1)", "a//b", "a?b", "data:x", "a\"b"]
        {
            assert_eq!(link(href, "x").into_string(), "x", "{href}");
        }
    }

    #[test]
    fn nothing_stands_for_nothing() {
        for part in [facts(&[]), tags(&[]), cards(&[]), identifiers(&[]), breadcrumbs(&[]), pager(None, None)] {
            assert_eq!(part.into_string(), "");
        }
    }

    #[test]
    fn a_row_has_its_heading_and_numbers_stand_right() {
        let rows = [vec![Cell::Words(html! { "Leeds" }), Cell::Number("12".to_owned())]];
        let table = table("Reports", &["Area", "Reports"], &rows).into_string();
        for part in [
            "<caption>Reports</caption>",
            "<th scope=\"col\">Area</th><th scope=\"col\" class=\"number\">Reports</th>",
            "<th scope=\"row\">Leeds</th><td class=\"number\">12</td>",
            "tabindex=\"0\"",
        ] {
            assert!(table.contains(part), "{part}: {table}");
        }
    }
}
