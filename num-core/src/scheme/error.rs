use crate::{
    alert::AlertError,
    disclosure::{DiscloseError, Reason},
    error::{Code, Problems},
    lookup::LookupError,
};

/// Why a step was not taken. Nothing was changed by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemeError {
    /// No report has this id.
    #[error("no report has this id")]
    UnknownReport,
    /// No published alert has this public id.
    #[error("no published alert has this public id")]
    UnknownAlert,
    /// Nothing of a report may be shown, for this reason.
    #[error("nothing of a report may be shown: {}", .0.message())]
    NothingDisclosed(Reason),
    /// The reports are not of one series that people confirmed.
    #[error("the reports are not of one series that people confirmed")]
    NoSeries,
    /// The ledger holds a later release to the same recipient.
    #[error("a later release to the same recipient was recorded")]
    OlderThanTheLedger,
    /// A record that does not go together.
    #[error("{}", .0.message())]
    Refused(Code),
    /// The gate cannot be asked.
    #[error(transparent)]
    Disclose(#[from] DiscloseError),
    /// There is no alert.
    #[error(transparent)]
    Alert(#[from] AlertError),
    /// A look-up is not answered.
    #[error(transparent)]
    Lookup(#[from] LookupError),
    /// A document has problems.
    #[error(transparent)]
    Problems(#[from] Problems),
}

impl SchemeError {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::UnknownReport => Code::SCHEME_UNKNOWN_REPORT,
            Self::UnknownAlert => Code::SCHEME_UNKNOWN_ALERT,
            Self::NothingDisclosed(_) => Code::SCHEME_NOTHING_DISCLOSED,
            Self::NoSeries => Code::SCHEME_NO_SERIES,
            Self::OlderThanTheLedger => Code::LEDGER_OLDER,
            Self::Refused(code) => *code,
            Self::Disclose(error) => error.code(),
            Self::Alert(error) => error.code(),
            Self::Lookup(error) => error.code(),
            Self::Problems(problems) => {
                problems.as_slice().first().map_or(Code::MEMBER_MISSING, |problem| problem.code)
            }
        }
    }
}
