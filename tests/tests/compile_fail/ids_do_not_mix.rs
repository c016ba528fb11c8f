//! An id of one kind is no id of another.

use num_core::{
    disclosure::Partner,
    id::{IncidentId, Reference, SchemeId, SourceId},
    identity::Identity,
};

fn scheme_for_report(scheme: SchemeId) -> Identity {
    Identity::unknown(scheme) //~ E0308
}

fn report_for_scheme(incident: IncidentId) -> Partner {
    Partner { scheme: incident } //~ E0308
}

fn report_as_reference(incident: IncidentId) -> Reference {
    incident //~ E0308
}

fn same(source: &SourceId, incident: &IncidentId) -> bool {
    source == incident //~ E0277
}

fn main() {}
