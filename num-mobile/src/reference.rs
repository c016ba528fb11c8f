//! References, from the system's random source: nobody can guess one.

use std::panic::resume_unwind;

use num_core::{error::Code, id::Reference};

/// A new reference. A system that has no random source is a fault: nothing that could be guessed is handed out in its place.
pub(crate) fn drawn() -> Reference {
    let mut bytes = [0; 10];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Reference::of_bytes(bytes),
        Err(_) => resume_unwind(Box::new(Code::BINDING_INTERNAL.as_str())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_equal() {
        let drawn: std::collections::HashSet<String> = (0..1_000).map(|_| drawn().to_string()).collect();
        assert_eq!(drawn.len(), 1_000);
        assert!(drawn.iter().all(|text| text.len() == 20));
    }
}
