//! A release as the HTML of an e-mail. Mail programs know little: one column, styles on the elements, nothing to fetch, and a style
//! sheet for dark screens only, which may be dropped without loss.

use maud::PreEscaped;

use super::{
    bulletin::{colophon, title},
    release::Release,
    words::{LineWords, Wording},
};
use crate::page::{Markup, html, told};

/// For mail programs that follow a dark screen.
const DARK: &str = "@media (prefers-color-scheme: dark) {
  .page { background-color: #10161b !important; }
  .ink { color: #eef2f5 !important; }
  .quiet { color: #adb9c4 !important; }
  .head { background-color: #391a18 !important; border-color: #ffb3aa !important; }
  .loud { color: #ffb3aa !important; }
}";

const FONT: &str = "font-family: Arial, Helvetica, sans-serif;";

/// The HTML of the e-mail.
pub(super) fn email_html(release: &Release) -> String {
    html! {
        (maud::DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="format-detection" content="telephone=no, date=no, address=no, email=no";
                title { (title(release)) }
                style { (PreEscaped(DARK)) }
            }
            body class="page" style="margin: 0; padding: 0; background-color: #ffffff;" {
                main style="max-width: 600px; margin: 0 auto; padding: 16px;" {
                    // A list of mails shows how a mail begins.
                    p class="quiet" style=(styled("margin: 0 0 16px; font-size: 15px; line-height: 22px; color: #48545f;")) {
                        "This is a safety alert for members. Please read it where nobody else can see your screen. Do not post it where "
                        "anybody can read it."
                    }
                    @match release.wording() {
                        Some(wording) => (alert(wording)),
                        None => (headline(release.retraction_text())),
                    }
                    p class="quiet" style=(styled("margin: 16px 0 0; font-size: 15px; line-height: 22px; color: #48545f;")) {
                        (colophon(release))
                    }
                }
            }
        }
    }
    .into_string()
        + "\n"
}

fn styled(style: &str) -> String {
    format!("{FONT} {style}")
}

fn headline(text: &str) -> Markup {
    html! {
        div class="head" style="padding: 16px; background-color: #fdf0ef; border: 3px solid #96201b;" {
            h1 class="loud" style=(styled("margin: 0; font-size: 28px; line-height: 34px; color: #96201b;")) { (text) }
        }
    }
}

fn alert(wording: &Wording) -> Markup {
    let plain = styled("margin: 16px 0 0; font-size: 18px; line-height: 26px; color: #111820;");
    html! {
        (headline(&wording.headline))
        @if let Some(text) = &wording.when_and_where { p class="ink" style=(plain) { (told(text)) } }
        @if let Some(reported_by) = &wording.reported_by { p class="ink" style=(plain) { (reported_by) } }
        @for person in &wording.people {
            @if let Some(title) = &person.title {
                h2 class="ink" style=(styled("margin: 24px 0 0; font-size: 21px; line-height: 28px; color: #111820;")) { (title) }
            }
            @for line in &person.lines { (facts(line)) }
        }
        @if let Some(summary) = &wording.summary { p class="ink" style=(plain) { (told(summary)) } }
        p class="ink" style=(plain) { strong { (wording.closing) } }
    }
}

fn facts(line: &LineWords) -> Markup {
    html! {
        p class="ink" style=(styled("margin: 16px 0 0; font-size: 20px; line-height: 28px; color: #111820;")) {
            span class="quiet" style="font-size: 15px; color: #48545f;" { (line.head) }
            br;
            // A long list in bold is harder to read, not easier.
            @if line.facts.len() > 3 { (told(&line.joined())) } @else { strong { (told(&line.joined())) } }
        }
    }
}
