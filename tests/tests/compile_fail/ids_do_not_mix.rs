//! An id of one kind is no id of another.

use num_core::{
    disclosure::Partner,
    id::{IncidentId, Reference, SchemeId, SourceId},
    identity::Identity,
};

fn scheme_for_report(scheme: SchemeId) -> Identity {
    Identity::unknown(scheme)
}

fn report_for_scheme(incident: IncidentId) -> Partner {
    Partner { scheme: incident }
}

fn report_as_reference(incident: IncidentId) -> Reference {
    incident
}

fn same(source: &SourceId, incident: &IncidentId) -> bool {
    source == incident
}

fn main() {}
