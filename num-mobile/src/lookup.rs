//! Look-ups: a member asks about a number before she meets somebody. A miss, what is withheld and what nobody consented to are
//! one and the same answer.

use std::sync::{Arc, Mutex};

use num_core::{
    id::{Id, MemberId, SchemeId},
    lookup::{self, LookupError, LookupPurpose, LookupRecord, Outcome, QueryKind},
    timestamp::Timestamp,
};

use crate::{
    MembersDisclosure,
    error::{UglyMugsError, guarded, held, shielded},
};

/// What somebody typed, and what she says it is.
#[derive(uniffi::Object)]
pub struct Query(pub(crate) lookup::Query);

#[uniffi::export]
impl Query {
    /// Takes in what was typed, whatever it is: what cannot be parsed has nothing to match, and is answered all the same.
    #[uniffi::constructor]
    pub fn new(kind: QueryKind, text: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(lookup::Query::new(kind, &text))))
    }

    /// What she says it is.
    pub fn kind(&self) -> QueryKind {
        self.0.kind()
    }
}

/// Who asks: a member of a scheme, by an id that is never printed.
#[derive(uniffi::Object)]
pub struct Asker(pub(crate) lookup::Asker);

#[uniffi::export]
impl Asker {
    /// A member of a scheme.
    #[uniffi::constructor]
    pub fn new(scheme: String, member: String) -> Result<Self, UglyMugsError> {
        guarded(|| Ok(Self(lookup::Asker { scheme: SchemeId::parse(&scheme)?, member: MemberId::parse(&member)? })))
    }

    /// The scheme.
    pub fn scheme(&self) -> String {
        self.0.scheme.to_string()
    }
}

/// What a look-up is answered.
#[derive(uniffi::Object)]
pub struct Answer(lookup::Answer);

impl Answer {
    pub(crate) fn of(inner: lookup::Answer) -> Arc<Self> {
        Arc::new(Self(inner))
    }

    fn reported(&self) -> Option<&lookup::Reported> {
        match &self.0 {
            lookup::Answer::Reported(reported) => Some(reported),
            lookup::Answer::NothingToShow | lookup::Answer::AskACaseworker => None,
        }
    }
}

#[uniffi::export]
impl Answer {
    /// How it came out.
    pub fn outcome(&self) -> Outcome {
        match &self.0 {
            lookup::Answer::NothingToShow => Outcome::NothingToShow,
            lookup::Answer::AskACaseworker => Outcome::AskACaseworker,
            lookup::Answer::Reported(_) => Outcome::Reported,
        }
    }

    /// What was matched; none when nothing is told.
    pub fn matched(&self) -> Option<QueryKind> {
        self.reported().map(|reported| reported.matched)
    }

    /// The month of the newest report of which it is known.
    pub fn month(&self) -> Option<String> {
        self.reported().and_then(|reported| reported.month).map(|month| month.to_string())
    }

    /// How many independent people reported it, of those whose reports this asker may see; none when nothing is told.
    pub fn reports(&self) -> Option<u64> {
        self.reported().map(|reported| reported.reports as u64)
    }

    /// The answer in words.
    pub fn words(&self) -> String {
        shielded(|| self.0.words())
    }

    /// `uglymugs.lookup/1`: one line of JSON with its line feed.
    pub fn to_json(&self) -> String {
        shielded(|| self.0.to_json())
    }
}

/// At most so many look-ups by one asker in so many hours. It keeps the records of all that were answered.
#[derive(uniffi::Object)]
pub struct RateLimit(Mutex<lookup::RateLimit>);

impl RateLimit {
    pub(crate) fn watching<T>(&self, ask: impl FnOnce(&mut lookup::RateLimit) -> T) -> T {
        ask(&mut held(&self.0))
    }
}

#[uniffi::export]
impl RateLimit {
    /// At most `most` look-ups by one asker in any `hours` hours.
    #[uniffi::constructor]
    pub fn new(most: u32, hours: u32) -> Self {
        Self(Mutex::new(lookup::RateLimit::new(most as usize, hours)))
    }

    /// What was asked, oldest first: a `uglymugs.lookup_record/1` a line. It says who asked for what: keep it sealed.
    pub fn records(&self) -> String {
        shielded(|| self.watching(|watch| watch.records().iter().map(LookupRecord::to_json).collect()))
    }
}

/// Answers a look-up from what is disclosed, to the asker's scheme for look-ups at this instant, of the reports in which a
/// register finds what was asked for.
#[uniffi::export]
fn check(
    query: &Query,
    asker: &Asker,
    purpose: LookupPurpose,
    disclosures: Vec<Arc<MembersDisclosure>>,
    as_of: String,
    watch: &RateLimit,
) -> Result<Arc<Answer>, UglyMugsError> {
    guarded(|| {
        let as_of = Timestamp::parse(&as_of)?;
        let given = || Ok::<_, LookupError>(disclosures.iter().map(|given| given.0.clone()).collect());
        let answer = watch.watching(|watch| lookup::check(&query.0, &asker.0, purpose, as_of, watch, given))?;
        Ok(Answer::of(answer))
    })
}
