//! The record as a document: what a duty officer needs on the first screen, then the whole report.

use maud::{Markup, html};

use super::in_words::{self, Section};
use crate::{
    code::CodeTable,
    disclosure::{Shown, ShownOffender},
    id::Reference,
    intelligence::Proposal,
    page::{
        Fact, Identifier, Kind, Level, Page, Tone, facts, heading, identifier, identifiers, notice, quote, tag, told,
    },
    timestamp::Timestamp,
};

/// What a document says beside the report itself.
pub(super) struct Head<'h> {
    /// To whom it goes.
    pub(super) recipient: &'h str,
    /// What the recipient calls the report.
    pub(super) reference: &'h Reference,
    /// When the gate was asked.
    pub(super) made_at: Timestamp,
    /// Whether it holds full details, or anonymous intelligence.
    pub(super) full: bool,
    /// On what it rests, in a sentence.
    pub(super) basis: &'h str,
    /// Whom to ask.
    pub(super) issuer: &'h str,
    /// How to reach the issuer.
    pub(super) contact: &'h str,
    /// The grading that is proposed.
    pub(super) proposal: Proposal,
    /// What the recipient is bound by.
    pub(super) conditions: &'h [&'h str],
}

/// The document.
pub(super) fn document(head: &Head<'_>, shown: &Shown) -> String {
    let title = format!("Police report {}", head.reference);
    let kind = if head.full { "Full details" } else { "Anonymous intelligence" };
    Page {
        title: &title,
        kind: Kind::Screen,
        banner: "Report to the police",
        aside: Some(&head.reference.to_string()),
        crumbs: &[],
        body: html! {
            h1 { (first_line(shown)) }
            p { (tag(if head.full { Tone::Serious } else { Tone::Info }, kind)) }
            // The sheet puts the second beside the first and the third: this is the order of reading.
            div class="duty" {
                (handling(head))
                div {
                    (what_when_where(shown))
                    (people(shown))
                }
                (about_the_record(head))
            }
            (whole(shown))
        },
        foot: Some(html! {
            p { "Reference " (identifier(&head.reference.to_string())) ". Made for " (head.recipient) ", " (in_words::instant(head.made_at)) "." }
            p { "This is what was reported. It is not proof of a crime. What is not stated here was not known or may not be shared." }
        }),
    }
    .to_html()
}

/// `Robbery; assault with injury`.
fn first_line(shown: &Shown) -> String {
    let offences: Vec<String> = shown.offences.iter().map(in_words::offence).collect();
    if offences.is_empty() { "What was reported".to_owned() } else { in_words::capital(&offences.join("; ")) }
}

fn what_when_where(shown: &Shown) -> Markup {
    let place = in_words::place_in_short(&shown.place);
    let rows = [
        ("When", shown.when.as_ref().map(in_words::when)),
        ("Where", (!place.is_empty()).then(|| html! { (told(&place.join(", "))) })),
        ("Contact was made", shown.contact_method.as_ref().map(in_words::code)),
        ("Injuries", shown.injuries.as_ref().map(in_words::code)),
    ];
    in_rows(rows)
}

fn in_rows<const N: usize>(rows: [(&'static str, Option<Markup>); N]) -> Markup {
    let rows: Vec<Fact<'_>> =
        rows.into_iter().filter_map(|(name, value)| value.map(|value| Fact { name, value })).collect();
    facts(&rows)
}

fn handling(head: &Head<'_>) -> Markup {
    notice(
        Tone::Serious,
        &html! {
            h2 { "Handling conditions" }
            ol { @for condition in head.conditions { li { (condition) } } }
        },
    )
}

/// Who to look for: what he is called and reached by, letter by letter, and how he looks, in a line.
fn people(shown: &Shown) -> Markup {
    let several = shown.offenders.len() > 1;
    html! {
        section aria-labelledby="people" {
            h2 id="people" { "Who to look for" }
            @if shown.offenders.is_empty() { p { "Nothing that helps to recognise anybody may be shared or was known." } }
            @for (at, offender) in shown.offenders.iter().enumerate() {
                @if several { (heading(Level::Three, format!("Person {}", at + 1))) }
                (person(offender))
            }
        }
    }
}

fn person(offender: &ShownOffender) -> Markup {
    let names: Vec<&str> = offender.aliases.iter().map(|name| name.shown()).collect();
    let legal = offender.civil_identity.legal_name.as_ref();
    let look = in_words::look_in_short(&offender.appearance);
    let vehicle = in_words::vehicle_in_short(&offender.vehicle);
    let all = in_words::identifiers_of(offender);
    let all: Vec<Identifier<'_>> = all.iter().map(|(kind, text)| Identifier { kind, text }).collect();
    let is_nothing = names.is_empty() && legal.is_none() && look.is_empty() && vehicle.is_empty() && all.is_empty();
    html! {
        @if let Some(legal) = legal {
            p class="lead" {
                strong { (told(legal.name.shown())) }
                @if legal.confirmed { " (legal name, confirmed)" } @else { " (legal name, not confirmed)" }
            }
        }
        @if !names.is_empty() {
            p class="lead" { "Goes by " @for (at, name) in names.iter().enumerate() { @if at > 0 { ", " } strong { (told(name)) } } }
        }
        (identifiers(&all))
        @if !look.is_empty() { p { (in_words::capital(&look.join(", "))) "." } }
        @if !vehicle.is_empty() { p { "Vehicle: " (vehicle.join(", ")) "." } }
        @if is_nothing { p { "What is told of this person stands in the report below." } }
    }
}

fn about_the_record(head: &Head<'_>) -> Markup {
    let Proposal { source, information, handling } = head.proposal;
    let grade = |code: &str, words: &str| html! { strong { (code) } " \u{2013} " (words) };
    html! {
        section aria-labelledby="record" {
            h2 id="record" { "This record" }
            (in_rows([
                ("Reference", Some(identifier(&head.reference.to_string()))),
                ("Ask", Some(html! { (told(head.issuer)) br; (told(head.contact)) })),
                ("Made for", Some(html! { (head.recipient) })),
                ("Rests on", Some(html! { (head.basis) })),
            ]))
            h3 { "Proposed grading (3x5x2): " (source.as_str()) (information.as_str()) (handling.as_str()) }
            (in_rows([
                ("Source", Some(grade(source.as_str(), source.name()))),
                ("Information", Some(grade(information.as_str(), information.name()))),
                ("Handling", Some(grade(handling.as_str(), handling.name()))),
            ]))
            p class="small quiet" { "The scheme proposes; the police grade." }
        }
    }
}

/// Every member that is shown, in the order of the record.
fn whole(shown: &Shown) -> Markup {
    html! {
        h2 { "The whole report" }
        @for section in in_words::sections(shown) { (section_of(&section)) }
    }
}

fn section_of(section: &Section) -> Markup {
    let rows: Vec<Fact<'_>> =
        section.rows.iter().map(|(name, value)| Fact { name, value: html! { (value) } }).collect();
    html! {
        (heading(Level::Three, &section.title))
        @for words in &section.words { (quote(words)) }
        div class="spread" { (facts(&rows)) }
    }
}
