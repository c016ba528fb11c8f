//! Who may be given what, and what is held back and why.

use std::collections::BTreeMap;

use num_core::{
    disclosure::Reason,
    page::{Bar, Cell, Markup, bars, details, html, table},
};

use super::{Book, Own, capital, counted, number, way, words};
use crate::play::{Audience, Line, Outcome};

pub(super) fn page(book: &Book) -> String {
    let crumbs = way(&[("The year", Some("index.html")), ("Held back", None)]);
    let held_back = &book.played.held_back;
    let rows: Vec<Vec<Cell>> = held_back
        .audiences
        .iter()
        .map(|(name, audience)| {
            vec![
                words(name),
                number(audience.asked),
                number(audience.given),
                number(audience.nothing.values().sum()),
                number(audience.withheld.values().sum()),
            ]
        })
        .collect();
    let body = html! {
        h1 { "Held back" }
        p class="lead" {
            "The gate, asked for everyone whom a grant or an override names. This is what it says now; what went out earlier stands with "
            "the alerts and the police reports."
        }
        (table("By audience", &["Audience", "Asked", "Given something", "Given nothing", "Values held back"], &rows))
        @for (name, audience) in &held_back.audiences { (reasons(name, audience)) }
        h2 { "Report by report" }
        p { "Reports are numbered in the order in which they came in." }
        @for (ordinal, lines) in &held_back.reports { (report(*ordinal, lines)) }
    };
    Own { book, title: "Held back", crumbs: &crumbs, body }.to_html()
}

fn reasons(name: &str, audience: &Audience) -> Markup {
    let named = |reasons: &BTreeMap<Reason, usize>| -> Vec<(String, u64)> {
        reasons.iter().map(|(reason, count)| (capital(reason.message()), *count as u64)).collect()
    };
    let (nothing, withheld) = (named(&audience.nothing), named(&audience.withheld));
    let chart = |caption: &str, unit: &str, counts: &[(String, u64)]| {
        let all: Vec<Bar<'_>> = counts.iter().map(|(name, count)| Bar { name, count: *count }).collect();
        html! { @if !all.is_empty() { (bars(caption, "Reason", unit, &all)) } }
    };
    html! {
        h2 { (name) }
        (chart("Nothing was given, because", "Reports", &nothing))
        (chart("Values were held back, because", "Values", &withheld))
        @if nothing.is_empty() && withheld.is_empty() { p { "Nothing was held back." } }
    }
}

fn report(ordinal: usize, lines: &[Line]) -> Markup {
    let given = lines.iter().filter(|line| matches!(line.outcome, Outcome::Given(_))).count();
    let summary = format!("Report {ordinal}: {given} of {} are given something", counted(lines.len(), "recipient"));
    details(
        &summary,
        &html! {
            ul id=(format!("report-{ordinal}")) {
                @if lines.is_empty() { li { "Nobody is named." } }
                @for line in lines { li { strong { (line.recipient) } ": " (outcome(&line.outcome)) } }
            }
        },
    )
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Nothing(reason) => format!("nothing: {}.", reason.message()),
        Outcome::NotAsked(message) => format!("not asked: {message}."),
        Outcome::Given(reasons) if reasons.is_empty() => "given everything that is known.".to_owned(),
        Outcome::Given(reasons) => {
            let held: Vec<String> =
                reasons.iter().map(|(reason, count)| format!("{count} {}", short(*reason))).collect();
            format!("given something; held back: {}.", held.join(", "))
        }
    }
}

fn short(reason: Reason) -> String {
    use num_core::code::CodeTable;
    format!("({})", reason.words())
}
