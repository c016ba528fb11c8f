//! What was perceived of an offender is no word of a victim about herself.

use num_core::ethnicity::{PerceivedEthnicity, SelfDefinedEthnicity};

fn perceived_as_self_defined(perceived: PerceivedEthnicity) -> SelfDefinedEthnicity {
    perceived //~ E0308
}

fn self_defined_as_perceived(self_defined: SelfDefinedEthnicity) -> PerceivedEthnicity {
    self_defined.into() //~ E0277
}

fn same(perceived: PerceivedEthnicity, self_defined: SelfDefinedEthnicity) -> bool {
    perceived == self_defined //~ E0308
}

fn main() {}
