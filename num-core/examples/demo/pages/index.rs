//! The page that is opened first.

use std::collections::BTreeMap;

use num_core::{
    consent::Level,
    page::{Bar, Cell, Level as Rank, Markup, Tile, Tone, bars, card, cards, html, link, notice, table, tiles},
};

use super::{Book, Own, capital, counted, number, share, who_decides, words};
use crate::play::{AlertStory, Played, State};

/// As many recipients are drawn; the others are one bar.
const MOST_BARS: usize = 10;

pub(super) fn page(book: &Book) -> String {
    let played = &book.played;
    let title = if book.is_made_up { "A year of a scheme" } else { "Reports\u{2019} way through a scheme" };
    let body = html! {
        h1 { (title) }
        p class="lead" {
            (counted(played.figures.taken_in, "report")) " came in, and went the scheme\u{2019}s way week by week: triage, matching, alerts, "
            "police reports, look-ups. This is what left, and what did not."
        }
        @if book.is_made_up {
            (notice(Tone::Info, &html! { p {
                "The year is made up: nobody in it lives. Published figures of a national scheme\u{2019}s first year stand beside it."
            } }))
        }
        @if played.figures.accepted == 0 {
            (notice(Tone::Caution, &html! { p {
                "Triage has accepted none of these reports, so nothing of them goes out: "
                (link("withheld.html", "what is held back")) "."
            } }))
        }
        (figures(book))
        h2 { "Look at" }
        (doors(book))
        h2 { "Consent" }
        (consent(book))
        h2 { "What became of reports as alerts" }
        (alerts(played))
        h2 { "Series" }
        (who_decides(book))
        (series(book))
        h2 { "Police reports" }
        (police(played))
        h2 { "When reports came in" }
        (months(played))
    };
    Own { book, title, crumbs: &[], body }.to_html()
}

fn figures(book: &Book) -> Markup {
    let Played { figures, alerts, links, police, lookups, .. } = &book.played;
    let singles = || alerts.stories.iter().filter(|story| !story.is_series());
    let coarser = singles().filter(|story| !story.found().coarsened.is_empty()).count();
    let [reports, out, series, sent, asked] = [
        figures.taken_in.to_string(),
        alerts.stories.len().to_string(),
        links.series.len().to_string(),
        police.sent().to_string(),
        lookups.asked.len().to_string(),
    ];
    let rejected =
        if book.rejected.is_empty() { String::new() } else { format!(", {} rows rejected", book.rejected.len()) };
    let notes = [
        format!("{} accepted by triage{rejected}", figures.accepted),
        format!(
            "{} as reported, {coarser} coarser, {} about series; {} stand now",
            singles().count() - coarser,
            alerts.stories.len() - singles().count(),
            alerts.count(State::Standing)
        ),
        if book.is_made_up {
            format!("{} matches confirmed, {} rejected", links.count(true), links.count(false))
        } else {
            format!("{} suggested, none decided on", links.suggested.len())
        },
        format!("to {}, {} of them in full", counted(police.recipients.len(), "recipient"), full(&book.played)),
        "each answered with no more than members may be told".to_owned(),
    ];
    let [of_reports, of_alerts, of_series, of_police, of_lookups] = &notes;
    let tile = |figure, name, note| Tile { figure, name, note: Some(note) };
    tiles(&[
        tile(&reports, "reports came in", of_reports.as_str()),
        tile(&out, "alerts went out", of_alerts),
        tile(&series, "series were confirmed", of_series),
        tile(&sent, "records went to the police", of_police),
        tile(&asked, "look-ups were asked", of_lookups),
    ])
}

fn full(played: &Played) -> usize {
    played.police.recipients.values().map(|recipient| recipient.full()).sum()
}

fn doors(book: &Book) -> Markup {
    let door = |href: &str, name: &str, text: &str| card(Rank::Three, link(href, name), &html! { p { (text) } });
    let rejects = match book.rejected.len() {
        0 => "Every row could be read. What would stand here: place and problem, never what was written.".to_owned(),
        rows => format!("{} could not be read: where, and why.", counted(rows, "row")),
    };
    cards(&[
        door("alerts/feed.html", "What members read now", "The page of all alerts that stand, as members have it."),
        door(
            "alerts/index.html",
            "Alerts",
            "Each alert in every form, with the check, the approval, its versions and who got it.",
        ),
        door("series/index.html", "Series", "Who may be the same person, and what speaks for it and against it."),
        door(
            "police/index.html",
            "Police reports",
            "Each record as a document and as JSON, by recipient, and what was not sent.",
        ),
        door("withheld.html", "Held back", "Who was given what, what was held back and why, report by report."),
        door("lookups.html", "Look-ups", "What members asked, what they were told, and what they were not."),
        door("rejects.html", "Rejected rows", &rejects),
    ])
}

/// Levels of consent, with the published figures beside them where the year is made up.
fn consent(book: &Book) -> Markup {
    let figures = &book.played.figures;
    let of = |levels: &[Level]| levels.iter().filter_map(|level| figures.levels.get(level)).sum::<usize>();
    let row = |name: &str, count: usize, published: &str| {
        let mut row = vec![words(name), number(count), Cell::Number(share(count, figures.accepted))];
        if book.is_made_up {
            row.push(words(published));
        }
        row
    };
    let rows = [
        row("Full details to the police", of(&[Level::Full]), "28% were willing to report formally"),
        row("Anonymous intelligence, or more", of(&[Level::Full, Level::Anonymous]), "more than 95% share details"),
        row("An alert to members, and nothing to the police", of(&[Level::AlertOnly]), "not published"),
        row("Nothing leaves by name of a recipient", of(&[Level::None]), "not published"),
        row("Reports of a sexual offence", figures.sexual, "25%: 120 of 480"),
        row("Accepted reports", figures.accepted, "480 in the first year"),
    ];
    let heads = ["Of accepted reports", "Reports", "Share", "Published"];
    let heads = if book.is_made_up { &heads[..] } else { &heads[..3] };
    table("Levels of consent", heads, &rows)
}

/// How alerts about one report came out, and why there is none of the others.
fn alerts(played: &Played) -> Markup {
    let singles: Vec<&AlertStory> = played.alerts.stories.iter().filter(|story| !story.is_series()).collect();
    let count = |accepted: bool, coarser: bool| {
        let fits =
            |story: &&&AlertStory| story.found().accepted == accepted && story.found().coarsened.is_empty() != coarser;
        singles.iter().filter(fits).count()
    };
    let row = |name: &str, accepted: bool| {
        let [whole, coarser] = [false, true].map(|coarser| count(accepted, coarser));
        vec![words(name), number(whole), number(coarser), number(whole + coarser)]
    };
    let rows = [
        row("She accepts that he may know who told", true),
        row("She has not said so: somebody else must be as plausible", false),
    ];
    let mut not_out: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for refused in played.alerts.refused.values() {
        *not_out.entry((refused.why, refused.message)).or_default() += 1;
    }
    let mut not_out: Vec<(String, u64)> =
        not_out.into_iter().map(|((_, message), count)| (capital(message), count)).collect();
    not_out.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let reasons: Vec<Bar<'_>> = not_out.iter().map(|(name, count)| Bar { name, count: *count }).collect();
    html! {
        (table("Alerts about one report", &["Recognition", "As it was", "Coarser", "Together"], &rows))
        @if !reasons.is_empty() { (bars("No alert, because", "Reason", "Reports", &reasons)) }
        p { (link("alerts/index.html", "All alerts")) }
    }
}

fn series(book: &Book) -> Markup {
    let links = &book.played.links;
    let mut sizes: BTreeMap<usize, u64> = BTreeMap::new();
    for series in &links.series {
        *sizes.entry(series.sightings.len()).or_default() += 1;
    }
    let names: Vec<(String, u64)> =
        sizes.into_iter().map(|(size, count)| (format!("{size} sightings"), count)).collect();
    let sizes: Vec<Bar<'_>> = names.iter().map(|(name, count)| Bar { name, count: *count }).collect();
    html! {
        @if !sizes.is_empty() { (bars("Confirmed series by size", "Size", "Series", &sizes)) }
        p { (link("series/index.html", "All series, with their evidence")) }
    }
}

fn police(played: &Played) -> Markup {
    let mut recipients: Vec<Bar<'_>> = played
        .police
        .recipients
        .values()
        .filter(|story| !story.records.is_empty())
        .map(|story| Bar { name: story.name, count: story.records.len() as u64 })
        .collect();
    recipients.sort_by_key(|bar| (std::cmp::Reverse(bar.count), bar.name));
    let fewer = recipients.split_off(recipients.len().min(MOST_BARS));
    let others = counted(fewer.len(), "other recipient");
    if !fewer.is_empty() {
        recipients.push(Bar { name: &others, count: fewer.iter().map(|bar| bar.count).sum() });
    }
    html! {
        (bars("Records by recipient", "Recipient", "Records", &recipients))
        p { (link("police/index.html", "All recipients, and what was not sent")) }
    }
}

fn months(played: &Played) -> Markup {
    let names: Vec<(String, u64)> =
        played.figures.months.iter().map(|(month, count)| (month.in_words(), *count)).collect();
    let months: Vec<Bar<'_>> = names.iter().map(|(name, count)| Bar { name, count: *count }).collect();
    let triage: Vec<String> =
        played.figures.triage.iter().map(|(state, count)| format!("{} {count}", state.replace('_', " "))).collect();
    html! {
        (bars("Reports by month", "Month", "Reports", &months))
        p {
            "Triage in the end: " (triage.join(", ")) ". "
            (counted(played.figures.needs_person, "report")) " waited for a person, because of age, capacity or danger. "
            (counted(played.figures.bursts, "report")) " came in as the third or a later one of one source within thirty days."
        }
    }
}
