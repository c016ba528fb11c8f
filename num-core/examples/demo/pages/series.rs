//! Series: who may be the same person, with what speaks for it and against it.

use std::io;

use num_core::{
    code::CodeTable,
    matching::{Match, Tier},
    page::{Cell, Crumb, Level, Markup, Tone, Weight, card, evidence, html, link, notice, pager, table, tags},
};

use super::{Book, Own, counted, day, reports, way, who_decides, words};
use crate::{
    outbox::Outbox,
    play::{SeriesStory, Sighted},
};

pub(super) fn write(book: &Book, outbox: &Outbox) -> io::Result<()> {
    outbox.write("series/index.html", &index(book))?;
    for number in 1..=book.played.links.series.len() {
        outbox.write(&format!("series/{number}.html"), &one(book, number))?;
    }
    if book.played.links.count(false) > 0 {
        outbox.write("series/rejected.html", &rejected(book))?;
    }
    if !book.played.links.suggested.is_empty() {
        outbox.write("series/suggested.html", &suggested(book))?;
    }
    Ok(())
}

fn index(book: &Book) -> String {
    let links = &book.played.links;
    let crumbs = way(&[("The year", Some("../index.html")), ("Series", None)]);
    let rows: Vec<Vec<Cell>> = links
        .series
        .iter()
        .zip(1..)
        .map(|(series, place)| {
            let tier =
                series.pairs.iter().filter(|pair| pair.decided == Some(true)).map(|pair| pair.found.tier()).min();
            vec![
                Cell::Words(link(&format!("{place}.html"), format!("Series {place}").as_str())),
                Cell::Words(reports(&of_reports(&series.sightings), "../")),
                words(tier.map_or("nothing speaks for it", Tier::as_str)),
                Cell::Words(alert_of(book, series)),
            ]
        })
        .collect();
    let body = html! {
        h1 { "Series" }
        p class="lead" { "A match is a suggestion. Only what a person confirms makes a series." }
        (who_decides(book))
        ul {
            @if links.count(false) > 0 {
                li { (link("rejected.html", format!("{} that a person rejected", counted_matches(links.count(false))).as_str())) }
            }
            @if !links.suggested.is_empty() {
                li { (link("suggested.html", format!("{} that nobody has decided on", counted(links.suggested.len(), "suggestion")).as_str())) }
            }
        }
        @if rows.is_empty() { p { "No series is confirmed." } }
        @else { (table("Confirmed series", &["Series", "Reports", "Lowest tier of a confirmed match", "Alert"], &rows)) }
    };
    Own { book, title: "Series", crumbs: &crumbs, body }.to_html()
}

fn counted_matches(count: usize) -> String {
    if count == 1 { "1 match".to_owned() } else { format!("{count} matches") }
}

/// The alert about a series, and why there is none.
fn alert_of(book: &Book, series: &SeriesStory) -> Markup {
    let ordinals = of_reports(&series.sightings);
    let is_of_them = |reports: &[usize]| reports.iter().all(|report| ordinals.contains(report));
    let alerts = &book.played.alerts;
    let story = alerts.stories.iter().rev().find(|story| story.is_series() && is_of_them(&story.reports));
    let refused = alerts.series_refused.iter().rev().find(|(reports, _)| is_of_them(reports));
    html! {
        @match (story, refused) {
            (Some(story), _) => {
                (link(&format!("../alerts/{}/index.html", story.id), story.id.to_string().as_str()))
                " (" (super::state(story.state)) ")"
            },
            (None, Some((_, refused))) => { "none: " (refused.message) },
            (None, None) => "none: members may be told of fewer than two of them",
        }
    }
}

fn of_reports(sightings: &[Sighted]) -> Vec<usize> {
    let mut reports: Vec<usize> = sightings.iter().map(|sighted| sighted.report).collect();
    reports.dedup();
    reports
}

fn one(book: &Book, place: usize) -> String {
    let title = format!("Series {place}");
    let crumbs = way(&[("The year", Some("../index.html")), ("Series", Some("index.html")), (&title, None)]);
    let all = &book.played.links.series;
    let beside =
        |place: usize| (place >= 1 && place <= all.len()).then(|| (format!("Series {place}"), format!("{place}.html")));
    let (before, after) = (beside(place.wrapping_sub(1)), beside(place + 1));
    let body = html! {
        @if let Some(series) = place.checked_sub(1).and_then(|at| all.get(at)) {
            h1 { (title) }
            p class="lead" {
                (counted(series.sightings.len(), "sighting")) " of one person, as a caseworker says: "
                @for (at, sighted) in series.sightings.iter().enumerate() { @if at > 0 { ", " } (sighting(*sighted)) } "."
            }
            @if series.contested {
                (notice(Tone::Serious, &html! { p { "Somebody rejected a pair of it, or two of them stand in one report: a person must look again." } }))
            }
            p { "Alert: " (alert_of(book, series)) "." }
            h2 { "What speaks for it" }
            @for pair in &series.pairs { (matched(&pair.found, pair.sighted, pair.decided)) }
        }
        (pager(
            before.as_ref().map(crumb).as_ref(),
            after.as_ref().map(crumb).as_ref(),
        ))
    };
    Own { book, title: &title, crumbs: &crumbs, body }.to_html()
}

fn crumb((name, href): &(String, String)) -> Crumb<'_> {
    Crumb { name, href: Some(href) }
}

fn rejected(book: &Book) -> String {
    let crumbs =
        way(&[("The year", Some("../index.html")), ("Series", Some("index.html")), ("Rejected matches", None)]);
    let decided = book.played.links.decided.iter().filter(|decided| !decided.confirmed);
    let body = html! {
        h1 { "Rejected matches" }
        p class="lead" { "A person looked at these and said that it is not the same one. They are not suggested again." }
        (who_decides(book))
        @for decided in decided {
            (matched(&decided.found, decided.sighted, Some(false)))
            p class="small quiet" { "Decided on " (day(decided.at)) "." }
        }
    };
    Own { book, title: "Rejected matches", crumbs: &crumbs, body }.to_html()
}

fn suggested(book: &Book) -> String {
    let crumbs = way(&[("The year", Some("../index.html")), ("Series", Some("index.html")), ("Suggestions", None)]);
    let suggested = &book.played.links.suggested;
    let body = html! {
        h1 { "Suggestions" }
        p class="lead" { "These may be the same person. Nobody has decided." }
        (who_decides(book))
        @for (series, place) in suggested.iter().zip(1..) {
            h2 { "Suggestion " (place) ": " (counted(series.sightings.len(), "sighting")) }
            @for pair in &series.pairs { (matched(&pair.found, pair.sighted, None)) }
        }
    };
    Own { book, title: "Suggestions", crumbs: &crumbs, body }.to_html()
}

fn sighting(sighted: Sighted) -> String {
    format!("person {} of report {}", sighted.person, sighted.report)
}

/// `87%`; no model is sure.
fn likely(probability: f64) -> String {
    if probability > 0.99 { "more than 99%".to_owned() } else { format!("{:.0}%", probability * 100.0) }
}

/// Two sightings, with every piece of evidence.
fn matched(found: &Match, [one, other]: [Sighted; 2], decided: Option<bool>) -> Markup {
    let tier = match found.tier() {
        Tier::Strong => (Tone::Good, "strong"),
        Tier::Probable => (Tone::Info, "probable"),
        Tier::Possible => (Tone::Neutral, "possible"),
        Tier::Unlikely => (Tone::Neutral, "unlikely"),
    };
    let decision = match decided {
        Some(true) => (Tone::Good, "confirmed by a person"),
        Some(false) => (Tone::Caution, "rejected by a person"),
        None => (Tone::Neutral, "not decided on"),
    };
    let names: Vec<String> = found.evidence().iter().map(|one| one.words()).collect();
    let weights: Vec<Weight<'_>> =
        found.evidence().iter().zip(&names).map(|(one, name)| Weight { name, weight: one.weight.bits() }).collect();
    let title = format!("{} and {}", super::capital(&sighting(one)), sighting(other));
    card(
        Level::Three,
        title.as_str(),
        &html! {
            (tags(&[tier, decision]))
            p { (found.sentence()) }
            (evidence("Evidence, in bits", &weights))
            p class="small quiet" {
                "Together " (found.weight().to_string()) ", by the model " (likely(found.probability())) "."
            }
        },
    )
}
