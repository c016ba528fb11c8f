//! An answer as a part of somebody else's page.

use super::answer::Answer;
use crate::page::{self, Tone, html, notice};

impl Answer {
    /// A part of somebody else's page, such as a notebook's: the answer in words. Equal answers have equal bytes here too.
    pub fn fragment(&self) -> String {
        page::fragment(&notice(Tone::Info, &html! { p { (self.words()) } }))
    }
}
