//! How a CSV file is written.

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dialect {
    /// What stands between cells.
    pub delimiter: u8,
    /// Rows above the headers.
    pub skip_rows: usize,
    /// Rows of headers.
    pub header_rows: usize,
    /// The encoding.
    pub encoding: Encoding,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { delimiter: b',', skip_rows: 0, header_rows: 1, encoding: Encoding::Auto }
    }
}

/// The encoding of a CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Encoding {
    /// As its byte order mark says; without one UTF-8, and Windows-1252 in rows that are not.
    #[default]
    Auto,
    /// UTF-8.
    Utf8,
    /// Windows-1252.
    Windows1252,
    /// UTF-16; without a byte order mark the little end first.
    Utf16,
}
