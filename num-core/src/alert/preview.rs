//! What a reporter is shown of the alert that she is asked about, before she submits anything.

use std::fmt;

use super::{
    check::{Inference, inferences},
    told::Told,
    words::Wording,
};
use crate::{
    disclosure::{PreviewEntry, Previewed, Use},
    sensitive::Sensitive,
};

/// The alert that members might read, at its fullest, and what he could infer from it. It is no alert, and none can be made from it.
pub struct AlertPreview {
    text: Sensitive<String>,
    inferences: Vec<Inference>,
    accepted: bool,
}

impl AlertPreview {
    /// The alert in an entry of a preview; `None` where it is of another audience or use, or where nothing would be shared.
    pub fn of(entry: &PreviewEntry) -> Option<Self> {
        let (Previewed::Shared(shown, _), Some(behind)) = (&entry.outcome, &entry.behind) else { return None };
        if entry.for_use != Some(Use::Alert) {
            return None;
        }
        let told = Told::of_one(shown, behind);
        // Who else reported the like is not known yet: at worst nobody.
        let inferences = inferences(&told, 1, usize::MAX);
        let text = Sensitive::new(Wording::of(&told).text(None));
        Some(Self { text, inferences, accepted: behind.recognition_accepted })
    }

    /// The text, without its public id. It may go out with less, never with more.
    pub fn text(&self) -> &str {
        self.text.expose()
    }

    /// What he could infer from it, if nobody else reported the like.
    pub fn inferences(&self) -> &[Inference] {
        &self.inferences
    }

    /// What she is told about it before she decides.
    pub fn notice(&self) -> &'static str {
        if self.accepted {
            "If he hurt only you, he will know that you told. You said that you want to warn others all the same."
        } else {
            "If he hurt only you, he would know that you told. So we will leave things out, or send nothing, until others report the same. You can choose to warn others all the same."
        }
    }
}

impl fmt::Debug for AlertPreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AlertPreview(…)")
    }
}
