//! A value that must never be printed.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use zeroize::{Zeroize, Zeroizing};

/// Holds what identifies a person or tells what happened: `Debug` prints a placeholder, there is no
/// `Display`, reading is explicit, and the memory is overwritten when the last owner drops it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sensitive<T: Zeroize>(Zeroizing<T>);

impl<T: Zeroize> Sensitive<T> {
    /// Wraps a value.
    pub fn new(value: T) -> Self {
        Self(Zeroizing::new(value))
    }

    /// The value itself. Every call is a place where it could leak: keep them few.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize + Hash> Hash for Sensitive<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.expose().hash(state);
    }
}

impl<T: Zeroize> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl<T: Zeroize> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_is_a_placeholder() {
        let name = Sensitive::new("Ann Example".to_owned());
        assert_eq!(format!("{name:?}"), "…");
        assert_eq!(name.expose(), "Ann Example");
    }
}
