//! What is written: pages that link to each other, and beside them what members and the police are given.

mod alerts;
mod index;
mod lookups;
mod police;
mod rejects;
mod series;
mod withheld;

use std::io;

use num_core::{
    formats::Rejected,
    page::{Cell, Crumb, Fact, Kind, Markup, Page, Tone, html, link, notice, tag},
    timestamp::Timestamp,
};

use crate::{
    outbox::Outbox,
    play::{Played, State},
    summary::Took,
};

/// Everything that is told.
pub(crate) struct Book {
    pub(crate) played: Played,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) already_known: usize,
    pub(crate) is_made_up: bool,
    pub(crate) files: usize,
    pub(crate) took: Took,
}

/// Writes it all.
pub(crate) fn write(book: &Book, outbox: &Outbox) -> io::Result<()> {
    outbox.write("index.html", &index::page(book))?;
    alerts::write(book, outbox)?;
    series::write(book, outbox)?;
    police::write(book, outbox)?;
    outbox.write("withheld.html", &withheld::page(book))?;
    outbox.write("lookups.html", &lookups::page(book))?;
    outbox.write("rejects.html", &rejects::page(book))?;
    outbox.rejects(&book.rejected)
}

/// A page for the scheme's own people.
struct Own<'o> {
    book: &'o Book,
    title: &'o str,
    crumbs: &'o [Crumb<'o>],
    body: Markup,
}

impl Own<'_> {
    fn to_html(&self) -> String {
        let as_of = self.book.played.as_of.day().in_words();
        let made_up = "This is a made-up year: nobody in it lives, and no number in it is anybody's.";
        Page {
            title: self.title,
            kind: Kind::Screen,
            banner: "For the scheme\u{2019}s own people",
            aside: Some(if self.book.is_made_up { "Made up" } else { "Demo" }),
            crumbs: self.crumbs,
            body: self.body.clone(),
            foot: Some(html! {
                p { "As of " (as_of) ". Do not pass this page on: it tells what recipients are not told." }
                @if self.book.is_made_up { p { (made_up) } }
            }),
        }
        .to_html()
    }
}

/// The way to a page, from the first one.
fn way<'c>(steps: &[(&'c str, Option<&'c str>)]) -> Vec<Crumb<'c>> {
    steps.iter().map(|(name, href)| Crumb { name, href: *href }).collect()
}

/// `1 alert`, `2 alerts`.
fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn words(text: &str) -> Cell {
    Cell::Words(html! { (text) })
}

fn number(count: usize) -> Cell {
    Cell::Number(count.to_string())
}

fn fact<'f>(name: &'f str, value: &str) -> Fact<'f> {
    Fact { name, value: html! { (value) } }
}

fn day(at: Timestamp) -> String {
    at.day().in_words()
}

/// `24%`, of nothing nothing.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 { String::new() } else { format!("{:.0}%", 100.0 * part as f64 / whole as f64) }
}

/// With a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn state(state: State) -> Markup {
    match state {
        State::Standing => tag(Tone::Good, "stands"),
        State::Expired => tag(Tone::Neutral, "expired"),
        State::Withdrawn => tag(Tone::Caution, "withdrawn"),
    }
}

/// Reports by ordinal, each leading to what is held back of it.
fn reports(ordinals: &[usize], up: &str) -> Markup {
    html! {
        @for (place, ordinal) in ordinals.iter().enumerate() {
            @if place > 0 { ", " }
            (link(&format!("{up}withheld.html#report-{ordinal}"), format!("report {ordinal}").as_str()))
        }
    }
}

/// Who decides about matches here, and why that is not life.
fn who_decides(book: &Book) -> Markup {
    if book.is_made_up {
        notice(
            Tone::Info,
            &html! { p {
                "In this made-up year the demo\u{2019}s caseworker knows who it really was, and confirms or rejects by it. In life nobody "
                "knows: a caseworker weighs the evidence, asks, and may leave a suggestion open."
            } },
        )
    } else {
        notice(
            Tone::Info,
            &html! { p { "Nobody has decided on these suggestions: the demo confirms nothing of reports that it did not make up." } },
        )
    }
}
