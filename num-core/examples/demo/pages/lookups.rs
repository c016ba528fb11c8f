//! Look-ups: what members asked, and what they were told.

use num_core::{
    code::CodeTable,
    lookup::{Answer, LookupRecord},
    page::{Cell, Level, Markup, Tone, card, cards, details, html, identifier, notice, table, tags, told},
};

use super::{Book, Own, capital, day, number, way, words};
use crate::play::{Asked, MOST_A_DAY};

pub(super) fn page(book: &Book) -> String {
    let crumbs = way(&[("The year", Some("index.html")), ("Look-ups", None)]);
    let lookups = &book.played.lookups;
    let asked: Vec<Markup> = lookups.asked.iter().map(question).collect();
    let records: Vec<Vec<Cell>> = lookups.records.iter().map(record).collect();
    let body = html! {
        h1 { "Look-ups" }
        p class="lead" { "A member asks about a number before she meets somebody. She is told what members may be told, and nothing else." }
        (notice(Tone::Info, &html! { p {
            "Where nothing may be shown, the answer is the same, byte for byte, whether nobody reported it, or somebody did and has not "
            "agreed that members look it up."
        } }))
        @if asked.is_empty() { p { "Nothing was asked." } }
        (cards(&asked))
        h2 { "What is recorded" }
        p { "Who asked for what stands in the scheme\u{2019}s own record. A member may ask " (MOST_A_DAY) " times a day here." }
        (table("Record of look-ups", &["Asked about", "What for", "When", "Outcome", "Count"], &records))
    };
    Own { book, title: "Look-ups", crumbs: &crumbs, body }.to_html()
}

fn question(asked: &Asked) -> Markup {
    let kind = capital(&asked.kind.words());
    let (tone, outcome) = match &asked.answer {
        Ok(Answer::Reported(_)) => (Tone::Serious, "reported"),
        Ok(Answer::NothingToShow) => (Tone::Neutral, "nothing to show"),
        Ok(Answer::AskACaseworker) => (Tone::Info, "ask a caseworker"),
        Err(_) => (Tone::Caution, "not answered"),
    };
    card(
        Level::Two,
        html! { (kind) " " (identifier(&asked.text)) },
        &html! {
            (tags(&[(tone, outcome), (Tone::Neutral, &asked.purpose.words())]))
            @match &asked.answer {
                Ok(answer) => {
                    p { strong { "The answer: " } (told(&answer.words())) }
                    (details("As data", &html! { p { (identifier(answer.to_json().trim_end())) } }))
                },
                Err(error) => p { strong { "No answer: " } (capital(error.code().message())) "." },
            }
            p class="small quiet" { "What the scheme knows: " (asked.behind) }
        },
    )
}

fn record(record: &LookupRecord) -> Vec<Cell> {
    let asked = record.asked.as_ref().map(|asked| asked.expose().as_str());
    vec![
        Cell::Words(html! { (record.kind.words()) @if let Some(asked) = asked { " " (identifier(asked)) } }),
        words(&record.purpose.words()),
        words(&day(record.at)),
        words(&record.outcome.words()),
        number(record.reports),
    ]
}
