//! UglyMugs for Python.
//!
//! This crate adds no behaviour: it carries the core across. What is sensitive stays in opaque objects whose `repr` is a
//! placeholder; the gate's results are classes of their own, one for each audience, that Python cannot make.

mod alert;
mod arguments;
mod case;
mod cells;
mod circumstances;
mod code;
mod consent;
mod disclosure;
mod draft;
mod error;
mod frame;
mod guard;
mod identity;
mod incident;
mod intake;
mod job;
mod learnt;
mod lines;
mod linkage;
mod links;
mod lookup;
mod police;
mod policy;
mod preview;
mod references;
mod register;
mod scheme;
mod synthetic;
mod tables;
mod triage;

use pyo3::pymodule;

/// The compiled half of the package `uglymugs`; what is public is named in `python/uglymugs/__init__.py`.
#[pymodule]
mod _uglymugs {
    use pyo3::{Bound, PyResult, pyfunction, types::PyModule};

    #[pymodule_export]
    use super::{
        alert::{
            AlertDraft, AlertRules, ApprovedAlert, Crowd, Email, PublishedAlert, Reach, Reidentification, Release,
            RetractedAlert, SeriesFacts, Sms, feed,
        },
        case::Case,
        circumstances::Circumstances,
        code::{Audience, Level, MayKnow, Reason, Use},
        consent::ConsentHistory,
        disclosure::{
            Decision, MembersDisclosure, PartnerDisclosure, PoliceAnonymousDisclosure, PoliceFullDisclosure,
            ResearchDisclosure,
        },
        draft::Draft,
        identity::Identity,
        incident::Incident,
        intake::{Mapping, take_in, write_csv},
        job::{Progress, Summary, TakenIn, take_in_files},
        learnt::{SharedIdentifier, SightingEvidence, SightingLinkage, SightingPair, SuggestedSightings},
        lines::{AlreadyKnown, CaseLines, Rejected, read_jsonl},
        linkage::{Linkage, LinkageModel, Pairs, Table, dedupe, link},
        links::Links,
        lookup::{Answer, Asker, Query, RateLimit, check},
        police::{Issuer, PoliceRecord, PoliceReport, route},
        policy::Policy,
        preview::{Preview, PreviewEntry, preview},
        register::{Evidence, Match, Register},
        scheme::{Review, Scheme, Series, Submitted, SuggestedSeries},
        synthetic::{SyntheticCases, SyntheticYear, synthetic_register, synthetic_year},
        tables::{code_catalogue, forces, offence_kinds, tables},
        triage::OwnContacts,
    };

    /// The version of this library, as `major.minor.patch`.
    #[pyfunction]
    fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        super::guard::silence_panics();
        super::guard::offer_panic(module)
    }
}
