//! The parts that pages are made of, each at least once.

use std::path::Path;

use maud::html;
use num_core::page::{
    Bar, Cell, Crumb, Fact, Identifier, Kind, Level, Page, Tile, Tone, Weight, bars, breadcrumbs, card, cards, details,
    evidence, facts, fragment, heading, identifier, identifiers, link, notice, pager, quote, table, tag, tags, tiles,
    told, told_in,
};

use crate::write;

/// What a person could have written.
const WRITTEN: &str = "He said <b>nothing</b> & left.\nThen he came back, in a long wordwithoutanyspacewhatsoeverthatgoesonandonandonandon.";

pub(crate) fn write_all(folder: &Path) {
    write(folder, "gallery.html", &gallery());
    write(folder, "bare.html", &bare());
    write(folder, "fragment.html", &host());
}

fn gallery() -> String {
    let crumbs = [
        Crumb { name: "Overview", href: Some("index.html") },
        Crumb { name: "Series", href: Some("series/index.html") },
        Crumb { name: "Series 3", href: None },
    ];
    let weights = [
        ("Number plate, the same but for one place", 6.2),
        ("Build", 1.1),
        ("Age", -0.4),
        ("Accent", -2.3),
        ("Beard", 0.0),
    ];
    let weights = weights.map(|(name, weight)| Weight { name, weight });
    let counts =
        [("Violence", 412), ("Robbery, theft or damage", 287), ("Threats or harassment", 96), ("Exploitation", 0)];
    let counts = counts.map(|(name, count)| Bar { name, count });
    let rows: Vec<Vec<Cell>> = [
        ("num-7f3k29qa", "West Yorkshire", "Consent", "12", "3"),
        ("num-91xz07bd", "Merseyside", "Override", "7", "0"),
    ]
    .map(|(id, force, basis, shown, withheld)| {
        vec![
            Cell::Words(link("alerts/a-1.html", identifier(id))),
            Cell::Words(html! { (force) }),
            Cell::Words(tag(if basis == "Consent" { Tone::Good } else { Tone::Caution }, basis)),
            Cell::Number(shown.to_owned()),
            Cell::Number(withheld.to_owned()),
        ]
    })
    .into();
    Page {
        title: "Series 3",
        kind: Kind::Screen,
        banner: "A scheme",
        aside: Some("10 March 2026"),
        crumbs: &crumbs,
        body: html! {
            h1 { "A series of three reports" }
            p class="lead" { "Three people reported one man. A person looked at each link." }
            (tags(&[(Tone::Neutral, "closed"), (Tone::Info, "series"), (Tone::Good, "confirmed"), (Tone::Caution, "held back"), (Tone::Serious, "refused")]))
            (tiles(&[
                Tile { figure: "1,204", name: "Reports", note: Some("in one year") },
                Tile { figure: "87", name: "Alerts", note: None },
                Tile { figure: "12", name: "Series", note: Some("of three reports or more, each with its evidence") },
                Tile { figure: "0.4 s", name: "Taken", note: None },
            ]))
            (heading(Level::Two, "What is known"))
            (facts(&[
                Fact { name: "Goes by", value: told("Daz") },
                Fact { name: "Number plate", value: identifier("YK01?BT") },
                Fact { name: "What was said", value: told(WRITTEN) },
            ]))
            (identifiers(&[
                Identifier { kind: "Number plate", text: "YK01?BT" },
                Identifier { kind: "Phone", text: "+447700900231" },
                Identifier { kind: "Profile", text: "a_very_long_name_that_somebody_gave_on_a_site on dateline.example.org" },
            ]))
            (quote(&told_in("pl", "Powiedział, że wróci.")))
            (notice(Tone::Neutral, &html! { p { "A box." } }))
            (notice(Tone::Info, &html! { h2 { "To know" } p { "It was read by a person." } }))
            (notice(Tone::Good, &html! { p { "Everything is as it should be." } }))
            (notice(Tone::Caution, &html! { p { "Somebody should look at this." } }))
            (notice(Tone::Serious, &html! { h2 { "Held back" } p { "She has not moved yet." } }))
            h2 { "Evidence" }
            (evidence("Report 1 and report 2", &weights))
            h2 { "Figures" }
            (bars("Reports by what was done", "What was done", "Reports", &counts))
            (table("Who was given what", &["Report", "To whom", "Rests on", "Shown", "Held back"], &rows))
            h2 { "Reports" }
            (cards(&["One", "Two", "Three"].map(|name| card(Level::Three, link("reports/1.html", name), &html! { p { "A man in a van." } }))))
            (details("How this was made", &html! { p { "By hand." } }))
            (pager(Some(&Crumb { name: "Series 2", href: Some("2.html") }), Some(&Crumb { name: "Series 4", href: Some("4.html") })))
            (breadcrumbs(&[]))
        },
        foot: Some(html! { p { "Every figure is of made-up reports." } }),
    }
    .to_html()
}

/// As little as a page can hold.
fn bare() -> String {
    Page {
        title: "Nothing",
        kind: Kind::Screen,
        banner: "A scheme",
        aside: None,
        crumbs: &[],
        body: html! { h1 { "Nothing was found" } },
        foot: None,
    }
    .to_html()
}

/// A fragment of ours in somebody else's page.
fn host() -> String {
    let weights = [Weight { name: "Number plate", weight: 6.2 }, Weight { name: "Age", weight: -1.0 }];
    let part = fragment(&html! {
        (card(Level::Two, "A match", &html! { (tag(Tone::Good, "strong")) (evidence("Report 1 and report 2", &weights)) }))
    });
    host_of(&part)
}

/// Somebody else's page around a fragment, between that one's own parts.
pub(crate) fn host_of(part: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Notebook</title></head>\
         <body><main><h1>Somebody else's page</h1><p class=\"lead\">Before.</p>{part}<p class=\"lead\">After.</p></main></body></html>\n"
    )
}
