//! A disclosure as a part of somebody else's page.

use serde_json::{Map, Value};

use super::{gate::Disclosure, recipient::Audience, shown::Shown};
use crate::page::{self, Fact, Level, Markup, card, facts, heading, html, told};

impl<A: Audience> Disclosure<A> {
    /// A part of somebody else's page, such as a notebook's: what is shown, by its names on the wire, and nothing beside it.
    pub fn fragment(&self) -> String {
        let body = html! {
            @if let Some(reference) = self.reference() { p { "Reference " (reference) } }
            (sections(self.shown()))
        };
        page::fragment(&card(Level::Three, format!("Disclosed to {}", self.audience().recipient()), &body))
    }
}

/// A section for each part of what is shown, and one for each offence and offender.
fn sections(shown: &Shown) -> Markup {
    // Our own types serialise into memory without fail.
    let Value::Object(parts) = serde_json::to_value(shown).unwrap_or_default() else { return html! {} };
    html! {
        @for (name, part) in &parts {
            @match part {
                Value::Array(elements) => {
                    @for (index, element) in elements.iter().enumerate() { (section(&format!("{name}[{index}]"), element)) }
                }
                part => (section(name, part)),
            }
        }
    }
}

fn section(title: &str, part: &Value) -> Markup {
    html! {
        (heading(Level::Four, title))
        @match part {
            Value::Object(members) => (facts(&rows(members))),
            value => p { (self::value(value)) },
        }
    }
}

fn rows(members: &Map<String, Value>) -> Vec<Fact<'_>> {
    members.iter().map(|(name, member)| Fact { name, value: value(member) }).collect()
}

fn value(value: &Value) -> Markup {
    match value {
        Value::Object(members) => html! {
            ul { @for (name, member) in members { li { span class="quiet" { (name) } " " (self::value(member)) } } }
        },
        Value::Array(elements) => html! { ul { @for element in elements { li { (self::value(element)) } } } },
        Value::String(text) => told(text),
        other => html! { (other) },
    }
}
