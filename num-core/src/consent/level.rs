use crate::code::code_table;

code_table! {
    /// The ordered view of consent, for choosing and for counting. No decision is taken from it (A47).
    Level {
        /// Nothing leaves the scheme by name of a police recipient or as an alert.
        None = "none",
        /// An alert to members.
        AlertOnly = "alert_only",
        /// Anonymous intelligence to a police recipient.
        Anonymous = "anonymous",
        /// Full details to a police recipient.
        Full = "full",
    }
}
