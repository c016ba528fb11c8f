//! The columns of a file, and which of them a mapping means.

use std::fmt;

use super::words::key;
use crate::error::Code;

/// How a mapping names a column.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// By its header, folded.
    Header(String),
    /// By its number, from 1.
    Number(usize),
}

impl Source {
    pub(super) fn header(text: &str) -> Self {
        Self::Header(key(text))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source")
    }
}

/// What stands between the headers that a column is called by.
pub(super) const BETWEEN_HEADERS: &str = " / ";

/// The headers of a file, as they are compared.
pub(super) struct Headers {
    /// The whole name of each column, and the ends of it that will do as well.
    columns: Vec<(String, Vec<String>)>,
}

impl Headers {
    pub(super) fn new(headers: &[&str]) -> Self {
        let column = |header: &&str| {
            let parts: Vec<&str> = header.split(BETWEEN_HEADERS).collect();
            let ends = (1..parts.len()).filter_map(|from| parts.get(from..));
            (key(header), ends.map(|end| key(&end.join(BETWEEN_HEADERS))).collect())
        };
        Self { columns: headers.iter().map(column).collect() }
    }

    /// The column that is meant, from 0.
    pub(super) fn find(&self, source: &Source) -> Result<usize, Code> {
        let header = match source {
            Source::Number(number) => {
                let there = number.checked_sub(1).filter(|column| *column < self.columns.len());
                return there.ok_or(Code::MAPPING_COLUMN_MISSING);
            }
            Source::Header(header) => header,
        };
        let only = |mut found: Box<dyn Iterator<Item = usize> + '_>| match (found.next(), found.next()) {
            (Some(column), None) => Some(Ok(column)),
            (Some(_), Some(_)) => Some(Err(Code::MAPPING_COLUMN_AMBIGUOUS)),
            (None, _) => None,
        };
        let columns = || self.columns.iter().enumerate();
        let whole = columns().filter(|(_, (name, _))| name == header).map(|(column, _)| column);
        let end = columns().filter(|(_, (_, ends))| ends.contains(header)).map(|(column, _)| column);
        only(Box::new(whole)).or_else(|| only(Box::new(end))).unwrap_or(Err(Code::MAPPING_COLUMN_MISSING))
    }

    /// How many columns a header stands above: those without one at the end of a file are none.
    pub(super) fn width(&self) -> usize {
        self.columns.iter().rposition(|(name, _)| !name.is_empty()).map_or(0, |last| last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_whole_name_or_an_end_of_it() {
        let headers = Headers::new(&["Ref", "Offender / Hair", "Offender / Eyes", "Victim / Eyes", "", "Ref.", ""]);
        let find = |text: &str| headers.find(&Source::header(text));
        assert_eq!(find("HAIR"), Ok(1));
        assert_eq!(find("offender  hair"), Ok(1));
        assert_eq!(find("Victim / Eyes"), Ok(3));
        assert_eq!(find("Eyes"), Err(Code::MAPPING_COLUMN_AMBIGUOUS));
        assert_eq!(find("Ref"), Err(Code::MAPPING_COLUMN_AMBIGUOUS));
        assert_eq!(find("Offender"), Err(Code::MAPPING_COLUMN_MISSING));
        assert_eq!(headers.find(&Source::Number(5)), Ok(4));
        assert_eq!(headers.find(&Source::Number(0)), Err(Code::MAPPING_COLUMN_MISSING));
        assert_eq!(headers.find(&Source::Number(8)), Err(Code::MAPPING_COLUMN_MISSING));
        assert_eq!(headers.width(), 6);
    }
}
