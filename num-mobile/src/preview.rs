//! Informed consent: what each audience would be given, before anything is submitted.

use std::sync::Arc;

use num_core::{
    alert::{AlertPreview, Inference},
    disclosure::{self, AudienceKind, MayKnow, Previewed, Reason, Use},
    timestamp::Timestamp,
};

use crate::{
    ConsentHistory, Draft, Identity, Policy, Withheld,
    disclosure::withheld,
    error::{UglyMugsError, guarded, shielded},
};

/// Shows what each audience would be given if the draft was submitted and accepted at an instant with these grants,
/// what would be held back and why, and whether he may well know that it was her.
#[uniffi::export]
fn preview(
    draft: &Draft,
    identity: &Identity,
    consent: &ConsentHistory,
    policy: &Policy,
    as_of: String,
) -> Result<Arc<Preview>, UglyMugsError> {
    guarded(|| {
        let as_of = Timestamp::parse(&as_of)?;
        let preview = disclosure::preview(&draft.now(), &identity.0, &consent.0, &policy.0, as_of)?;
        let entries = preview.entries.into_iter().map(|entry| Arc::new(PreviewEntry(entry))).collect();
        Ok(Arc::new(Preview { may_know: preview.may_know, entries }))
    })
}

/// What would be shared. It is no disclosure, and no output can be made from it.
#[derive(uniffi::Object)]
pub struct Preview {
    may_know: MayKnow,
    entries: Vec<Arc<PreviewEntry>>,
}

#[uniffi::export]
impl Preview {
    /// Whether he may know that it was her.
    pub fn may_know(&self) -> MayKnow {
        self.may_know
    }

    /// One entry for each recipient named by a grant, and for each audience that no grant names.
    pub fn entries(&self) -> Vec<Arc<PreviewEntry>> {
        self.entries.clone()
    }
}

/// What one recipient would be given.
#[derive(uniffi::Object)]
pub struct PreviewEntry(disclosure::PreviewEntry);

#[uniffi::export]
impl PreviewEntry {
    /// The audience.
    pub fn audience(&self) -> AudienceKind {
        self.0.audience
    }

    /// The use, for members.
    pub fn for_use(&self) -> Option<Use> {
        self.0.for_use
    }

    /// The recipient; none for an audience that no grant names.
    pub fn recipient(&self) -> Option<String> {
        shielded(|| self.0.recipient.as_ref().map(ToString::to_string))
    }

    /// What would be shared, in the form of a disclosure without its reference; none when nothing is.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        shielded(|| self.0.to_bytes())
    }

    /// The same, as text.
    pub fn to_json(&self) -> Option<String> {
        shielded(|| self.0.to_bytes().and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Why nothing would be shared; none when something is.
    pub fn reason(&self) -> Option<Reason> {
        match &self.0.outcome {
            Previewed::Shared(..) => None,
            Previewed::Nothing(reason) => Some(*reason),
        }
    }

    /// Each known value that would be held back, in the order of the policy table.
    pub fn withheld(&self) -> Vec<Withheld> {
        shielded(|| match &self.0.outcome {
            Previewed::Shared(_, explanation) => withheld(explanation),
            Previewed::Nothing(_) => Vec::new(),
        })
    }

    /// The alert that members might read, at its fullest and without its public id; none where this is no alert. It is no alert
    /// itself, and none can be made from it.
    pub fn alert_text(&self) -> Option<String> {
        shielded(|| self.alert().map(|alert| alert.text().to_owned()))
    }

    /// What he could infer from that alert, if nobody else reported the like.
    pub fn alert_inferences(&self) -> Vec<Inference> {
        shielded(|| self.alert().map_or_else(Vec::new, |alert| alert.inferences().to_vec()))
    }

    /// What she is told about that alert before she decides.
    pub fn alert_notice(&self) -> Option<String> {
        shielded(|| self.alert().map(|alert| alert.notice().to_owned()))
    }
}

impl PreviewEntry {
    fn alert(&self) -> Option<AlertPreview> {
        AlertPreview::of(&self.0)
    }
}
