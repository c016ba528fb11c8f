//! The gate: the one place where it is decided what leaves a scheme, and its result, which nothing else can make.
//!
//! [`disclose`] judges one report for one recipient at one instant, by the rules of `docs/gate.md`. Its result, a
//! [`Disclosure`], has private fields and one constructor; outputs (alerts, police records) are built from it and
//! never from an incident. [`preview`] shows a reporter the same before anything is submitted.

mod behind;
mod circumstances;
mod explanation;
mod forms;
mod fragment;
mod gate;
mod opening;
mod policy;
mod preview;
mod recipient;
mod shown;
mod table;
mod texts;

pub(crate) use self::behind::Behind;
pub(crate) use self::circumstances::circumstances as read_circumstances;
pub use self::{
    behind::Basis,
    circumstances::{
        Approval, Circumstances, Decision as PersonsDecision, Handed, IdentifierAt, OwnContact, OwnContactDecision,
        Triage, TriageReason, TriageState,
    },
    explanation::{Explanation, Reason, Withheld},
    gate::{AnyDecision, AnyDisclosure, Decision, DiscloseError, Disclosure, disclose, disclose_to},
    policy::{Area, Policy, PolicyVersion},
    preview::{MayKnow, Preview, PreviewEntry, Previewed, named_recipients, preview},
    recipient::{
        Audience, AudienceKind, Members, Partner, PoliceAnonymous, PoliceFull, Recipient, ReferenceKey, Research, Use,
    },
    shown::{
        Band, Normal, Shown, ShownAddress, ShownAppearance, ShownCivilIdentity, ShownIdentity, ShownLegalName,
        ShownLink, ShownMoment, ShownOffence, ShownOffender, ShownPerson, ShownPlace, ShownPoliceContact, ShownProfile,
        ShownReporter, ShownSummary, ShownValue, ShownVehicle, ShownVictim, ShownWhen,
    },
    table::{Column, Form},
};
#[cfg(feature = "schema")]
pub(crate) use self::{gate::DisclosureWire, policy::PolicyWire};
pub(crate) use crate::incident::{Source, count_certain_sources, count_sources};
// Codes of the record that stand in what is shown: outputs take them from here, since they do not know the record.
pub use crate::incident::{
    Accent, AgeBand, Behaviour, BodyPlace, Build, Clothing, ClothingItem, Colour, Complexion, ContactMethod, EyeColour,
    FacialHair, Gender, Glasses, HairColour, HairLength, HairStyle, Injury, Mark, MarkKind, Motif, OffenderPart,
    PathAt, PoliceContactStatus, Relation, ReportPart, ReporterKind, Sector, Smell, SupportWanted, VehicleFeature,
    VictimGender,
};
