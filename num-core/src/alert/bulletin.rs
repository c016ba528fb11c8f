//! A release as a page to print and pin up, and as a part of other pages.

use super::{
    release::{Release, ReleaseKind},
    told::Person,
    words::{LineWords, PersonWords, Wording},
};
use crate::{
    descriptor::spaced_plate,
    page::{self, Kind, Level, Markup, Page, heading, html, identifier, told},
};

/// The page: what to look out for is read first, from a wall or on a phone at night.
pub(super) fn bulletin(release: &Release) -> String {
    Page {
        title: &title(release),
        kind: Kind::Pinned,
        banner: "Safety alert for members",
        aside: Some(&release.id.to_string()),
        crumbs: &[],
        body: warning(release, Level::One),
        foot: Some(html! { p { "Keep this among members. Do not post it where anybody can read it." } }),
    }
    .to_html()
}

impl Release {
    /// A part of somebody else's page, such as a notebook's.
    pub fn fragment(&self) -> String {
        page::fragment(&warning(self, Level::Two))
    }
}

/// What a tab and a history show: nothing of what was reported.
pub(super) fn title(release: &Release) -> String {
    match release.kind {
        ReleaseKind::Retraction => format!("Alert {} withdrawn", release.id),
        _ => format!("Alert {}", release.id),
    }
}

/// A release, with its headline as a heading of this rank.
pub(super) fn warning(release: &Release, level: Level) -> Markup {
    match &release.alert {
        Some((told, wording)) => alert(release, wording, &told.people, level),
        None => retraction(release, level),
    }
}

fn alert(release: &Release, wording: &Wording, people: &[Person], level: Level) -> Markup {
    let below = if level == Level::One { Level::Two } else { Level::Three };
    html! {
        article class="warning" {
            header {
                (headline(level, &wording.headline))
                @if let Some(told) = &wording.when_and_where { p class="lead" { (page::told(told)) } }
                @if let Some(reported_by) = &wording.reported_by { p { (reported_by) } }
            }
            div {
                @for (person, told) in wording.people.iter().zip(people) { (person_words(person, told, below)) }
                @if let Some(summary) = &wording.summary { p class="lead" { (told(summary)) } }
            }
            footer {
                p { strong { (wording.closing) } }
                p { (colophon(release)) }
            }
        }
    }
}

fn retraction(release: &Release, level: Level) -> Markup {
    html! {
        article class="warning" {
            header { (headline(level, release.retraction_text())) }
            footer { p { (colophon(release)) } }
        }
    }
}

/// The first sentence stands on a line of its own.
fn headline(level: Level, text: &str) -> Markup {
    let (first, rest) = text.split_at(text.find(". ").map_or(text.len(), |end| end + 2));
    let lines = html! { span { (first) } @if !rest.is_empty() { span { (rest) } } };
    html! { div class="headline" { (heading(level, lines)) } }
}

fn person_words(person: &PersonWords, told: &Person, level: Level) -> Markup {
    let plates: Vec<String> =
        told.vehicles.iter().filter_map(|vehicle| vehicle.plate.as_deref().map(spaced_plate)).collect();
    html! {
        @if let Some(title) = &person.title { div class="person" { (heading(level, title)) } }
        @if !person.lines.is_empty() {
            dl class="look" { @for line in &person.lines { div { dt { (line.head) } dd { (facts(line, &plates)) } } } }
        }
    }
}

/// The line whose facts are identifiers throughout.
const IDENTIFIERS: &str = "Uses";

/// More facts than these are a list: it is looked over faster than a sentence.
const IN_A_SENTENCE: usize = 3;

/// Identifiers stand apart, each in a box; a plate stands out of its sentence.
fn facts(line: &LineWords, plates: &[String]) -> Markup {
    if line.head == IDENTIFIERS {
        let all: Vec<_> = line.facts.iter().map(|text| page::Identifier { kind: "", text }).collect();
        return page::identifiers(&all);
    }
    let class = match line.separator {
        ", " => "scan",
        "; " => "scan phrases",
        // Alternatives hang together by their separator.
        _ => return set_apart(&line.joined(), plates),
    };
    if line.facts.len() <= IN_A_SENTENCE {
        return set_apart(&line.joined(), plates);
    }
    html! { ul class=(class) { @for fact in &line.facts { li { (set_apart(fact, plates)) } } } }
}

/// Text in which every plate is set as one.
fn set_apart(text: &str, plates: &[String]) -> Markup {
    let first = plates.iter().filter(|one| !one.is_empty()).filter_map(|one| Some((text.find(one.as_str())?, one)));
    // At the same place the longest: one may begin with another.
    let Some((start, found)) = first.min_by_key(|(start, one)| (*start, usize::MAX - one.len())) else {
        return told(text);
    };
    let (before, rest) = text.split_at(start);
    let (_, after) = rest.split_at(found.len());
    html! {
        @if !before.is_empty() { (told(before)) }
        (identifier(found))
        @if !after.is_empty() { (set_apart(after, plates)) }
    }
}

/// Which alert it is, since when it stands and until when.
pub(super) fn colophon(release: &Release) -> String {
    let version = if release.version > 1 { format!(", version {}", release.version) } else { String::new() };
    let state = match release.kind {
        ReleaseKind::Alert => "Sent",
        ReleaseKind::Correction => "Corrected",
        ReleaseKind::Renewal => "Renewed",
        ReleaseKind::Retraction => "Withdrawn",
    };
    let sent = release.issued_at.day().in_words();
    let ends = release.expires_at.map(|at| format!(" It ends on {}.", at.day().in_words())).unwrap_or_default();
    format!("Alert {}{version}. {state} on {sent}.{ends}", release.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, plates: &[&str]) -> String {
        let plates: Vec<String> = plates.iter().map(|plate| (*plate).to_owned()).collect();
        set_apart(text, &plates).into_string()
    }

    #[test]
    fn plates_are_set_apart_and_nothing_is_lost() {
        assert_eq!(set("a van", &["", "YK01 ABT"]), "<bdi class=\"told\">a van</bdi>");
        assert_eq!(
            set("a van, number plate YK01 ABT, tow bar", &["YK01", "YK01 ABT"]),
            "<bdi class=\"told\">a van, number plate </bdi><bdi class=\"identifier\">YK01 ABT</bdi><bdi class=\"told\">, tow bar</bdi>"
        );
        assert_eq!(set("<b>", &["<b>"]), "<bdi class=\"identifier\">&lt;b&gt;</bdi>");
    }

    #[test]
    fn identifiers_stand_in_boxes_and_many_facts_in_a_list() {
        let line = |head, separator, facts: &[&str]| {
            let facts = facts.iter().map(|fact| (*fact).to_owned()).collect();
            super::facts(&LineWords { head, facts, separator }, &[]).into_string()
        };
        let boxes = line("Uses", ", ", &["07700 900231", "daz_drives"]);
        assert!(boxes.starts_with("<ul class=\"identifiers\">") && boxes.matches("<li>").count() == 2, "{boxes}");
        assert_eq!(line("Wore", ", ", &["a", "b"]), "<bdi class=\"told\">a, b</bdi>");
        assert_eq!(line("Look out for", ", ", &["a", "b", "c", "d"]).matches("<li>").count(), 4);
        assert_eq!(line("Drives", "; or ", &["a", "b", "c", "d"]), "<bdi class=\"told\">a; or b; or c; or d</bdi>");
    }
}
