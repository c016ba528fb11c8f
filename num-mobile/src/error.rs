//! The one error, and the wall that no panic's text gets through.

use std::{
    fmt,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook},
    sync::{Mutex, MutexGuard, Once, PoisonError},
};

use num_core::{
    alert::AlertError,
    disclosure::{DiscloseError, PathAt, Reason},
    error::{Code, Problems},
    lookup::LookupError,
    police::ContainsWithheldValue,
    scheme::SchemeError,
};

/// What went wrong. It holds codes, paths of our own schema and numbers, and never the caller's text.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Error)]
#[uniffi::export(Display)]
pub enum UglyMugsError {
    /// What was handed in has problems: every one of them.
    Invalid {
        /// The code of the first problem.
        code: String,
        /// Every problem, in the order in which they were met.
        problems: Vec<Problem>,
    },
    /// A question that cannot be asked, or a step that is not taken.
    Refused {
        /// The stable code, such as `disclosure.no_reference`.
        code: String,
    },
    /// Nothing of a report may be shown.
    NothingDisclosed {
        /// `scheme.nothing_disclosed`
        code: String,
        /// Why.
        reason: Reason,
    },
    /// An output that must not be made: a person must look at these places first.
    ContainsWithheldValue {
        /// `output.contains_withheld_value`
        code: String,
        /// Where the withheld values stand, as paths of the schema.
        paths: Vec<String>,
    },
    /// A fault of this library.
    Internal {
        /// `binding.internal`
        code: String,
    },
}

/// One problem: the path in our schema, a stable code, numbers.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Problem {
    /// The concrete path, such as `offenders[0].appearance.age`; empty for the whole document.
    pub path: String,
    /// The stable code, such as `text.too_long`: translations hang on it.
    pub code: String,
    /// What the code means, in English.
    pub message: String,
    /// The limit that was passed, where there is one.
    pub limit: Option<u64>,
    /// What was found against the limit.
    pub found: Option<u64>,
    /// The line of the document, from 1, when it came from one.
    pub line: Option<u64>,
    /// The column in characters, from 1.
    pub column: Option<u64>,
}

impl std::error::Error for UglyMugsError {}

impl fmt::Display for UglyMugsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid { problems, .. } => {
                let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
                f.write_str(&problems.join("; "))
            }
            Self::Refused { code } | Self::Internal { code } => write!(f, "{} ({code})", message(code)),
            Self::NothingDisclosed { code, reason } => write!(f, "{}: {} ({code})", message(code), reason.message()),
            Self::ContainsWithheldValue { code, paths } => {
                write!(f, "{} ({code}): {}", message(code), paths.join(", "))
            }
        }
    }
}

fn message(code: &str) -> &'static str {
    Code::ALL.iter().find(|(known, _)| known.as_str() == code).map_or("", |(_, message)| message)
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "document" } else { &self.path };
        write!(f, "{path}: {} ({})", self.message, self.code)
    }
}

impl From<&num_core::error::Problem> for Problem {
    fn from(problem: &num_core::error::Problem) -> Self {
        Self {
            path: problem.path.clone(),
            code: problem.code.to_string(),
            message: problem.code.message().to_owned(),
            limit: problem.limit,
            found: problem.found,
            line: problem.position.map(|at| at.line as u64),
            column: problem.position.map(|at| at.column as u64),
        }
    }
}

impl From<Problems> for UglyMugsError {
    fn from(problems: Problems) -> Self {
        let problems: Vec<Problem> = problems.as_slice().iter().map(Problem::from).collect();
        Self::Invalid { code: problems.first().map(|first| first.code.clone()).unwrap_or_default(), problems }
    }
}

impl From<Code> for UglyMugsError {
    fn from(code: Code) -> Self {
        Self::Refused { code: code.to_string() }
    }
}

macro_rules! refused {
    ($($error:ty),*) => {$(
        impl From<$error> for UglyMugsError {
            fn from(error: $error) -> Self {
                error.code().into()
            }
        }
    )*};
}

refused!(DiscloseError, LookupError);

fn contains_withheld_value(paths: &[PathAt]) -> UglyMugsError {
    UglyMugsError::ContainsWithheldValue {
        code: Code::OUTPUT_CONTAINS_WITHHELD_VALUE.to_string(),
        paths: paths.iter().map(ToString::to_string).collect(),
    }
}

impl From<ContainsWithheldValue> for UglyMugsError {
    fn from(error: ContainsWithheldValue) -> Self {
        contains_withheld_value(&error.0)
    }
}

impl From<AlertError> for UglyMugsError {
    fn from(error: AlertError) -> Self {
        match error {
            AlertError::ContainsWithheldValue(paths) => contains_withheld_value(&paths),
            error => error.code().into(),
        }
    }
}

impl From<SchemeError> for UglyMugsError {
    fn from(error: SchemeError) -> Self {
        let code = error.code();
        match error {
            SchemeError::NothingDisclosed(reason) => Self::NothingDisclosed { code: code.to_string(), reason },
            SchemeError::Disclose(error) => error.into(),
            SchemeError::Alert(error) => error.into(),
            SchemeError::Lookup(error) => error.into(),
            SchemeError::Problems(problems) => problems.into(),
            _ => code.into(),
        }
    }
}

/// Does work that may fail. A panic becomes `binding.internal`: its text may quote what it choked on.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, UglyMugsError>) -> Result<T, UglyMugsError> {
    hush();
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(UglyMugsError::Internal { code: Code::BINDING_INTERNAL.to_string() }))
}

/// Does work that cannot fail. If it panics all the same, the panic goes on without its text.
pub(crate) fn shielded<T>(work: impl FnOnce() -> T) -> T {
    hush();
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| resume_unwind(Box::new(Code::BINDING_INTERNAL.as_str())))
}

/// What a mutex holds, also after a panic: whatever leaves is judged anew by the gate, and an app that could no longer take
/// an alert back would be worse.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A panic is announced by its place alone: what is written to standard error stays in a device's log. The hook is
/// that of this library's own copy of the runtime, not of the app.
fn hush() {
    static HUSHED: Once = Once::new();
    HUSHED.call_once(|| {
        set_hook(Box::new(|panic| {
            if let Some(at) = panic.location() {
                let _ = writeln!(std::io::stderr(), "uglymugs: internal error at {}:{}", at.file(), at.line());
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_crosses_as_a_code() {
        let internal = UglyMugsError::Internal { code: "binding.internal".to_owned() };
        assert_eq!(guarded::<()>(|| panic!("Ann Example")), Err(internal));
    }

    #[test]
    fn what_cannot_fail_panics_without_its_text() {
        let payload = catch_unwind(|| shielded(|| panic!("Ann Example"))).err().unwrap();
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"binding.internal"));
    }

    #[test]
    fn a_poisoned_draft_still_answers() {
        let draft = std::sync::Arc::new(crate::Draft::new("r-1".to_owned()));
        draft.poison();
        draft.reporter("victim".to_owned());
        assert!(draft.to_json().contains("victim"));
    }
}
