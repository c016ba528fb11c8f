//! Register and matching: which sightings may be of the same person, each suggestion with its evidence.
//!
//! A [`Sighting`] is one offender of one report, coded. A [`Register`] holds sightings: [`Register::check`] answers where exactly
//! this identifier was seen, by hash; [`Register::find`] weighs *every* other sighting against one, without blocking, by the
//! [`Model`]: a table of weights. A [`Match`] carries its [`Evidence`], whose weights add up to its own, a [`Tier`], and a sentence
//! for a caseworker. It is a suggestion: what people decide about it stands in [`Links`], and only that makes a [`Series`].
//!
//! What is in a register is the caller's decision, and its consequence: a report without internal matching is in no `find` (A48),
//! and may still answer an exact look-up. Who needs both keeps two registers, which can share sightings.
//!
//! Comparators, weights and their grounds: `docs/matching.md`.
//!
//! ```
//! use num_core::{
//!     incident::Draft,
//!     json::Mode,
//!     matching::{Find, Identifier, Register, Sighting, Tier},
//! };
//!
//! let mut register = Register::new();
//! for (id, phone) in [("r-1", "07700 900123"), ("r-2", "+44 7700 900123")] {
//!     let draft = Draft::new(id).offence("robbery").reporter("victim").offender(|o| o.alias("Baz Example").phone(phone));
//!     Sighting::of(&draft.validate(Mode::Strict)?).into_iter().for_each(|sighting| register.add(sighting));
//! }
//! let phone = Identifier::phone("(07700) 900-123")?;
//! assert_eq!(register.check(&phone).map(ToString::to_string).collect::<Vec<_>>(), ["r-1/0", "r-2/0"]);
//!
//! let first = register.sightings().next().ok_or("no sighting")?;
//! let matches = register.find(first, &Find { at_least: Tier::Possible, most: 10 });
//! assert_eq!(matches[0].tier(), Tier::Strong);
//! assert_eq!(matches[0].sentence(), "May be the same person (strong, to be checked by a person): same phone number (strong); same name (strong).");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compare;
mod field;
mod fragment;
mod identifier;
mod index;
mod learnt;
mod links;
mod matched;
mod model;
mod pair;
mod register;
mod sighting;
mod suggest;
mod table;

pub use self::{
    field::Field,
    identifier::Identifier,
    learnt::{SharedIdentifier, SightingLinkage},
    links::{LinkDecision, Links, Series},
    matched::{Evidence, Match},
    model::{Model, Parameter},
    pair::{SightingEvidence, SightingPair},
    register::{Find, Register},
    sighting::{Sighting, SightingId, Source},
    suggest::{SuggestedSeries, SuggestedSightings},
};
#[cfg(feature = "schema")]
pub(crate) use self::{links::LinksWire, matched::MatchWire, model::ModelWire, pair::SightingPairWire};
pub use crate::linkage::{Agreement, Group, SharedUse, Tier, Weight};
