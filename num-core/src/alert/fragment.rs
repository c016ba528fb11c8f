//! An alert on its way, as a part of a page of the scheme's own: only a release is for members.

use super::life::{Alert, Approved, Draft, Published};
use crate::{
    code::CodeTable,
    page::{self, Fact, Level, Markup, Tone, card, facts, html, quote, tag, told},
};

impl Alert<Draft> {
    /// A part of a page for the person who drafts, such as a notebook's: the text, and what the check found.
    pub fn fragment(&self) -> String {
        self.part(Tone::Caution, "Draft: nobody has approved it")
    }
}

impl Alert<Approved> {
    /// A part of a page of the scheme's own: the text, and what the check found.
    pub fn fragment(&self) -> String {
        self.part(Tone::Info, "Approved: not published yet")
    }
}

impl Alert<Published> {
    /// A part of a page of the scheme's own: the text, and what the check found. What goes to members is a
    /// [`Release`](super::Release), for which the gate is asked again.
    pub fn fragment(&self) -> String {
        let ends = self.expires_at().day().in_words();
        self.part(Tone::Good, &format!("Published: version {}, ends on {ends}", self.version()))
    }
}

impl<S> Alert<S> {
    fn part(&self, tone: Tone, state: &str) -> String {
        let body = html! {
            p { (tag(tone, state)) }
            (quote(&told(self.text())))
            (self.found())
        };
        page::fragment(&card(Level::Three, format!("Alert {}", self.id()), &body))
    }

    fn found(&self) -> Markup {
        let found = self.reidentification();
        let plausible = html! { (found.plausible) " (before anything was left out: " (found.plausible_before) ")" };
        let left_out = found.coarsened.iter().map(|step| step.words()).collect::<Vec<_>>().join("; ");
        let mut rows = vec![Fact { name: "Plausible as the reporter", value: plausible }];
        if !left_out.is_empty() {
            rows.push(Fact { name: "Left out", value: html! { (left_out) } });
        }
        let inferences = html! { ul { @for one in &found.inferences { li { (one.sentence()) } } } };
        rows.push(Fact { name: "What he could infer", value: inferences });
        facts(&rows)
    }
}
