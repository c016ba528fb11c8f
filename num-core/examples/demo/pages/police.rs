//! Reports to the police, by recipient.

use std::io;

use num_core::page::{Bar, Cell, Tone, bars, html, link, notice, table, tag};

use super::{Book, Own, capital, counted, day, number, reports, way, words};
use crate::{
    outbox::Outbox,
    play::{Kept, RecipientStory},
};

pub(super) fn write(book: &Book, outbox: &Outbox) -> io::Result<()> {
    outbox.write("police/index.html", &index(book))?;
    for (code, story) in &book.played.police.recipients {
        outbox.write(&format!("police/{code}/index.html"), &recipient(book, story))?;
        for (reference, kept) in &story.records {
            outbox.write(&format!("police/{code}/{reference}.html"), &kept.html)?;
            outbox.write(&format!("police/{code}/{reference}.json"), &kept.json)?;
        }
    }
    Ok(())
}

fn index(book: &Book) -> String {
    let police = &book.played.police;
    let crumbs = way(&[("The year", Some("../index.html")), ("Police reports", None)]);
    let mut recipients: Vec<_> = police.recipients.iter().collect();
    recipients.sort_by_key(|(_, story)| (std::cmp::Reverse(story.records.len()), story.name));
    let rows: Vec<Vec<Cell>> = recipients
        .into_iter()
        .map(|(code, story)| {
            let full = story.full();
            vec![
                Cell::Words(link(&format!("{code}/index.html"), story.name)),
                number(story.records.len()),
                number(full),
                number(story.records.len() - full),
                number(story.not_sent.len()),
            ]
        })
        .collect();
    let not_sent: Vec<(String, u64)> =
        police.not_sent().into_iter().map(|((_, message), count)| (capital(message), count as u64)).collect();
    let reasons: Vec<Bar<'_>> = not_sent.iter().map(|(name, count)| Bar { name, count: *count }).collect();
    let body = html! {
        h1 { "Police reports" }
        p class="lead" {
            (counted(police.sent(), "record")) " went to " (counted(police.recipients.len(), "recipient"))
            ": only to those that consent, or an override, names, and only where it happened."
        }
        (table("By recipient", &["Recipient", "Records", "In full", "Anonymous", "Not sent"], &rows))
        @if !reasons.is_empty() { (bars("Not sent, because", "Reason", "Times", &reasons)) }
    };
    Own { book, title: "Police reports", crumbs: &crumbs, body }.to_html()
}

fn recipient(book: &Book, story: &RecipientStory) -> String {
    let crumbs =
        way(&[("The year", Some("../../index.html")), ("Police reports", Some("../index.html")), (story.name, None)]);
    let mut kept: Vec<(&String, &Kept)> = story.records.iter().collect();
    kept.sort_by_key(|(_, kept)| kept.report);
    let rows: Vec<Vec<Cell>> = kept
        .into_iter()
        .map(|(reference, kept)| {
            let how = if kept.is_full() { tag(Tone::Serious, "in full") } else { tag(Tone::Info, "anonymous") };
            let last = kept.ledger.last().map(|entry| day(entry.at)).unwrap_or_default();
            let since = story.not_sent.get(&kept.report).map(|(_, message)| format!(" Since then: {message}."));
            vec![
                Cell::Words(link(&format!("{reference}.html"), reference.as_str())),
                Cell::Words(html! { (how) (since.unwrap_or_default()) }),
                words(&last),
                number(kept.ledger.len()),
                Cell::Words(link(&format!("{reference}.json"), "JSON")),
                Cell::Words(reports(&[kept.report], "../../")),
            ]
        })
        .collect();
    let not_sent: Vec<Vec<Cell>> = story
        .not_sent
        .iter()
        .map(|(ordinal, (_, message))| vec![Cell::Words(reports(&[*ordinal], "../../")), words(&capital(message))])
        .collect();
    let body = html! {
        h1 { (story.name) }
        p class="lead" { (counted(rows.len(), "record")) " sent, " (counted(not_sent.len(), "report")) " not sent." }
        @if rows.is_empty() { (notice(Tone::Info, &html! { p { "Nothing was sent." } })) } @else {
            (table("Sent", &["Reference", "How", "Sent last", "Versions", "Data", "Report"], &rows))
        }
        @if !not_sent.is_empty() { (table("Not sent", &["Report", "Why"], &not_sent)) }
    };
    Own { book, title: story.name, crumbs: &crumbs, body }.to_html()
}
