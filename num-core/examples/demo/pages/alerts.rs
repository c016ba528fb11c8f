//! Alerts: what members get, and for the scheme's own people how each came to be what it is.

use std::io;

use num_core::{
    alert::{Reach, Release, ReleaseKind, SmsEncoding, feed},
    code::CodeTable,
    force::Force,
    id::Id,
    page::{Cell, Level, Markup, Tone, facts, heading, html, link, notice, quote, table, tag, tags, told},
};

use super::{Book, Own, capital, counted, day, fact, number, reports, state, way, words};
use crate::{
    outbox::Outbox,
    play::{AlertStory, State},
};

pub(super) fn write(book: &Book, outbox: &Outbox) -> io::Result<()> {
    let played = &book.played;
    outbox.write("alerts/index.html", &index(book))?;
    outbox.write("alerts/feed.html", &feed("Safety alerts", &played.feed, played.as_of))?;
    for story in &played.alerts.stories {
        let folder = format!("alerts/{}", story.id);
        outbox.write(&format!("{folder}/index.html"), &case(book, story))?;
        // What stands is what the gate gives in the end; what is over stays as it went out last.
        let stands = played.feed.iter().find(|release| *release.id() == story.id);
        let Some(release) = stands.or(story.releases.last()) else { continue };
        let email = release.email();
        outbox.write(&format!("{folder}/bulletin.html"), &release.bulletin())?;
        outbox.write(&format!("{folder}/alert.txt"), &release.text())?;
        outbox.write(&format!("{folder}/sms.txt"), &format!("{}\n", release.sms().text))?;
        outbox.write(&format!("{folder}/email.html"), &email.html)?;
        outbox.write(&format!("{folder}/email.txt"), &format!("Subject: {}\n\n{}", email.subject, email.text))?;
        outbox.write(&format!("{folder}/alert.json"), &release.to_json())?;
    }
    Ok(())
}

/// All alerts, and the reports of which there is none.
fn index(book: &Book) -> String {
    let alerts = &book.played.alerts;
    let crumbs = way(&[("The year", Some("../index.html")), ("Alerts", None)]);
    let listed = |which: State| {
        let mut rows: Vec<&AlertStory> = alerts.stories.iter().filter(|story| story.state == which).collect();
        rows.sort_by_key(|story| std::cmp::Reverse(story.releases.last().map(Release::issued_at)));
        rows.into_iter().map(row).collect::<Vec<_>>()
    };
    let list = |which: State, name: &str| {
        let rows = listed(which);
        html! {
            @if !rows.is_empty() {
                (heading(Level::Two, name))
                (table("Newest first", &["Alert", "Sent last", "The check"], &rows))
            }
        }
    };
    let refused: Vec<Vec<Cell>> = alerts
        .refused
        .iter()
        .map(|(ordinal, refused)| {
            vec![Cell::Words(reports(&[*ordinal], "../")), words(&capital(refused.message)), words(&day(refused.at))]
        })
        .collect();
    let series_refused: Vec<Vec<Cell>> = alerts
        .series_refused
        .iter()
        .map(|(ordinals, refused)| {
            vec![Cell::Words(reports(ordinals, "../")), words(&capital(refused.message)), words(&day(refused.at))]
        })
        .collect();
    let body = html! {
        h1 { "Alerts" }
        p class="lead" {
            (counted(alerts.stories.len(), "alert")) " went out: " (alerts.count(State::Standing)) " stand, "
            (alerts.count(State::Expired)) " expired, " (alerts.count(State::Withdrawn)) " withdrawn."
        }
        p { (link("feed.html", "What members read now")) ": the alerts that stand, as they have them." }
        (list(State::Standing, "Alerts that stand"))
        (list(State::Withdrawn, "Alerts that were withdrawn"))
        (list(State::Expired, "Alerts that expired"))
        @if !refused.is_empty() {
            h2 { "Reports of which there is no alert" }
            (table("Reports without an alert", &["Report", "Why", "Tried last"], &refused))
        }
        @if !series_refused.is_empty() {
            h2 { "Series of which there is no alert" }
            (table("Series without an alert", &["Reports", "Why", "Tried last"], &series_refused))
        }
    };
    Own { book, title: "Alerts", crumbs: &crumbs, body }.to_html()
}

fn row(story: &AlertStory) -> Vec<Cell> {
    let found = story.found();
    let check = match (found.accepted, found.coarsened.len()) {
        (true, 0) => "she accepts that he may know".to_owned(),
        (true, steps) => format!("she accepts that he may know; {steps} left out"),
        (false, 0) => format!("{} plausible", found.plausible),
        (false, steps) => format!("{} plausible after {steps} left out", found.plausible),
    };
    let sent = story.releases.last().map(|release| day(release.issued_at())).unwrap_or_default();
    let about = if story.is_series() { counted(story.reports.len(), "report") } else { "one report".to_owned() };
    let name = link(&format!("{}/index.html", story.id), told(&headline(story)));
    vec![
        Cell::Words(html! { (name) br; span class="small quiet" { (story.id) ", " (about) } }),
        words(&sent),
        words(&check),
    ]
}

/// What was reported, in short; of what was withdrawn nothing.
fn headline(story: &AlertStory) -> String {
    if story.state == State::Withdrawn {
        return "Withdrawn".to_owned();
    }
    let text = story.approved.text();
    let first = text.lines().next().unwrap_or_default();
    capital(first.trim_start_matches("Take care. ").trim_start_matches("Reported: ").trim_end_matches('.'))
}

/// How one alert came to be what it is.
fn case(book: &Book, story: &AlertStory) -> String {
    let title = format!("Alert {}", story.id);
    let crumbs = way(&[("The year", Some("../../index.html")), ("Alerts", Some("../index.html")), (&title, None)]);
    let about = if story.is_series() { counted(story.reports.len(), "report") } else { "one report".to_owned() };
    let version = story.releases.last().map_or(0, Release::version);
    let body = html! {
        h1 { (title) }
        ul class="tags" {
            li { (state(story.state)) }
            li { (tag(Tone::Neutral, &format!("version {version}"))) }
            li { (tag(Tone::Neutral, &format!("about {about}"))) }
        }
        h2 { "What members got" }
        (forms(story))
        h2 { "The check" }
        (check(story))
        h2 { "Approval" }
        (approval(story))
        h2 { "Versions, and who got them" }
        (versions(story))
        h2 { "Reports behind it" }
        p { (reports(&story.reports, "../../")) }
    };
    Own { book, title: &title, crumbs: &crumbs, body }.to_html()
}

fn forms(story: &AlertStory) -> Markup {
    let forms = [
        ("bulletin.html", "Bulletin, to print and pin up"),
        ("email.html", "E-mail"),
        ("email.txt", "E-mail as text"),
        ("sms.txt", "Text message"),
        ("alert.txt", "Plain text"),
        ("alert.json", "JSON"),
    ];
    let last = story.releases.last();
    let encoding = |encoding: SmsEncoding| match encoding {
        SmsEncoding::Gsm7 => "GSM-7",
        SmsEncoding::Ucs2 => "UCS-2",
    };
    html! {
        ul { @for (file, name) in forms { li { (link(file, name)) } } }
        @if let Some(release) = last {
            h3 { "As plain text" }
            (quote(&told(release.text().trim_end())))
            h3 { "As a text message" }
            @let sms = release.sms();
            (quote(&told(&sms.text)))
            p class="small quiet" {
                (counted(sms.text.chars().count(), "character")) ", " (encoding(sms.encoding)) ", " (counted(sms.segments, "segment")) "."
            }
        }
    }
}

fn check(story: &AlertStory) -> Markup {
    let found = story.found();
    let people = |count: usize| if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
    let coarsened: Vec<String> = found.coarsened.iter().map(|step| step.words()).collect();
    let coarsened: Vec<(Tone, &str)> = coarsened.iter().map(|step| (Tone::Caution, step.as_str())).collect();
    let accepted = if found.accepted { "yes, each of them" } else { "no, or not all of them" };
    let (before, after) = (people(found.plausible_before), people(found.plausible));
    html! {
        (facts(&[
            fact("Plausible before", &before),
            fact("Plausible as sent", &after),
            fact("Accepts that he may know", accepted),
        ]))
        h3 { "Left out, or made coarser" }
        @if coarsened.is_empty() { p { "Nothing." } } @else { (tags(&coarsened)) }
        @if story.is_series() {
            p class="small quiet" {
                "What hangs on one meeting, such as the day, is left out of a series unless enough people told it; that is not listed here."
            }
        }
        h3 { "What he himself could infer" }
        ul { @for inference in &found.inferences { li { (inference.sentence()) } } }
    }
}

fn approval(story: &AlertStory) -> Markup {
    let approval = story.approved.approval();
    html! {
        (facts(&[
            fact("Approved by", approval.approver.expose()),
            fact("On", &day(approval.at)),
            fact("Necessary, because", approval.necessity.expose()),
            fact("Proportionate, because", approval.proportionality.expose()),
        ]))
        @for (at, why) in &story.looked_at {
            (notice(Tone::Caution, &html! { p { "Looked at again on " (day(*at)) ": " (why) "." } }))
        }
    }
}

fn versions(story: &AlertStory) -> Markup {
    let rows: Vec<Vec<Cell>> = story
        .ledger
        .iter()
        .map(|entry| {
            let to = entry.reach.as_ref().map_or_else(|| "everybody who was given a version".to_owned(), reach);
            vec![
                number(entry.version as usize),
                words(entry.what.as_str()),
                words(&day(entry.at)),
                words(&to),
                number(entry.consent_sequence),
            ]
        })
        .collect();
    let ends = story.releases.last().and_then(Release::expires_at);
    html! {
        (table("Versions", &["Version", "What", "When", "To whom", "On consent no."], &rows))
        @if let Some(ends) = ends { p { "The last version ends on " (day(ends)) "." } }
        @if story.releases.last().is_some_and(|release| release.kind() == ReleaseKind::Retraction) {
            p { "The notice tells nothing of why it was withdrawn, nor of any report." }
        }
    }
}

fn reach(reach: &Reach) -> String {
    if reach.everybody {
        return "every member".to_owned();
    }
    let forces: Vec<&str> = reach.forces.iter().map(|force: &Force| force.name()).collect();
    let services: Vec<&str> = reach.services.iter().map(Id::as_str).collect();
    format!("members in the areas of {}", forces.into_iter().chain(services).collect::<Vec<_>>().join(", "))
}
