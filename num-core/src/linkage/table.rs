//! A table: columns of one length, and what stands beside them.

use std::sync::OnceLock;

use rayon::prelude::*;

pub use super::column::{Cells, Column, Texts};
use super::{Group, Kind, fingerprint, nested::Nested, weigh::MAX_COLUMNS};

/// A column as it is handed in.
pub(crate) struct ColumnCells<'c> {
    pub(crate) name: &'c str,
    pub(crate) kind: Kind,
    /// What it hangs together with; `None` where its kind and name tell.
    pub(crate) group: Option<Group>,
    pub(crate) cells: Cells<'c>,
}

/// Rows to be linked.
#[derive(Clone, Default)]
pub struct Table {
    pub(crate) rows: usize,
    pub(crate) columns: Vec<Column>,
    /// Which report a row is of; two rows of one report are two persons. 0 is not known.
    pub(crate) reports: Vec<u32>,
    /// Who reported it; 0 is not known.
    pub(crate) sources: Vec<u32>,
    /// Pairs of rows on which people decided, the one before the other, and whether they are of one person.
    pub(crate) decided: Vec<([u32; 2], bool)>,
    /// A number for each row, by what stands in it; made when it is first asked for.
    pub(crate) fingerprints: OnceLock<Vec<u64>>,
    /// Columns that others give; found when they are first asked for.
    pub(crate) nested: OnceLock<Vec<Nested>>,
    /// Of two tables put one after the other, where the second begins: rows of one table are then not compared with each other.
    pub(crate) second: Option<usize>,
}

/// Builds a [`Table`].
#[derive(Default)]
pub struct TableBuilder<'c> {
    columns: Vec<ColumnCells<'c>>,
    reports: Option<Vec<Option<&'c str>>>,
    sources: Option<Vec<Option<&'c str>>>,
    second: Option<usize>,
}

impl<'c> TableBuilder<'c> {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column, in the group to which it belongs by its kind and name; in a table of descriptors a postcode is where it happened.
    #[must_use]
    pub fn column(mut self, name: &'c str, kind: Kind, cells: Cells<'c>) -> Self {
        self.columns.push(ColumnCells { name, kind, group: None, cells });
        self
    }

    /// Adds a column that hangs together with those of a group.
    #[must_use]
    pub fn grouped(mut self, name: &'c str, kind: Kind, group: Group, cells: Cells<'c>) -> Self {
        self.columns.push(ColumnCells { name, kind, group: Some(group), cells });
        self
    }

    /// Which report each row is of.
    #[must_use]
    pub fn reports(mut self, reports: Vec<Option<&'c str>>) -> Self {
        self.reports = Some(reports);
        self
    }

    /// Who reported each row.
    #[must_use]
    pub fn sources(mut self, sources: Vec<Option<&'c str>>) -> Self {
        self.sources = Some(sources);
        self
    }

    /// The rows from here on are of another table.
    #[must_use]
    pub fn second(mut self, row: usize) -> Self {
        self.second = Some(row);
        self
    }

    /// Builds it, the columns beside each other. The first [`Table::MAX_COLUMNS`] count.
    pub fn build(mut self) -> Table {
        /// Fewer rows are read before another core is awake.
        const SHARED: usize = 1_000;
        self.columns.truncate(Table::MAX_COLUMNS);
        let is_short = self.columns.first().is_none_or(|column| column.cells.len() < SHARED);
        let are_grouped: Vec<bool> = self.columns.iter().map(|column| column.group.is_some()).collect();
        let columns: Vec<Column> = self
            .columns
            .into_par_iter()
            // Columns take very different time: each is taken when a core is free.
            .with_max_len(1)
            .with_min_len(if is_short { Table::MAX_COLUMNS } else { 1 })
            .map(|ColumnCells { name, kind, group, cells }| {
                Column::new(name, kind, group.unwrap_or_else(|| kind.group_by_name(name)), cells)
            })
            .collect();
        let rows = columns.first().map_or(0, |column| column.cells.len());
        let numbered = |texts: Option<Vec<Option<&str>>>| {
            texts.map_or_else(Vec::new, |texts| {
                let mut places = super::arena::Dictionary::default();
                texts.into_iter().map(|text| text.map_or(0, |text| places.place(text.as_bytes()).0 + 1)).collect()
            })
        };
        let mut table = Table {
            rows,
            columns,
            fingerprints: OnceLock::new(),
            nested: OnceLock::new(),
            reports: numbered(self.reports),
            sources: numbered(self.sources),
            decided: Vec::new(),
            second: self.second,
        };
        if table.is_of_descriptors() {
            // Where something happened, and not where somebody lives.
            let postcodes = table.columns.iter_mut().zip(are_grouped).filter(|(_, is_grouped)| !is_grouped);
            let postcodes = postcodes.map(|(column, _)| column).filter(|column| column.kind == Kind::Postcode);
            postcodes.for_each(|column| column.group = Group::Place);
        }
        table
    }
}

impl Table {
    /// The most columns.
    pub const MAX_COLUMNS: usize = MAX_COLUMNS;

    /// The table with what people decided: pairs of rows, and whether they are of one person. A model that is learnt from it learns from
    /// these as well; pairs of rows that are not there, or of one report, say nothing.
    #[must_use]
    pub fn decided(mut self, decided: impl IntoIterator<Item = ([u32; 2], bool)>) -> Self {
        let ordered = decided.into_iter().map(|([one, other], is_one)| ([one.min(other), one.max(other)], is_one));
        let mut decided: Vec<([u32; 2], bool)> = ordered.collect();
        decided.sort_unstable();
        decided.dedup_by_key(|(pair, _)| *pair);
        decided.retain(|([one, other], _)| {
            one != other && (*other as usize) < self.rows && self.can_pair(*one as usize, *other as usize)
        });
        self.decided = decided;
        self
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// A number for a row, by what stands in it: whatever is taken by it is taken in whatever order rows came.
    #[inline]
    pub(crate) fn fingerprint(&self, row: u32) -> u64 {
        self.fingerprints.get_or_init(|| fingerprint::of_rows(self))[row as usize]
    }

    /// Columns that others give.
    pub(crate) fn nested(&self) -> &[Nested] {
        self.nested.get_or_init(|| Nested::of(self))
    }

    /// Whether two rows can be of one person: not two of one report, nor, where two tables are linked, two of one table.
    /// What stands in no row can be anybody.
    #[inline]
    pub(crate) fn can_pair(&self, one: usize, other: usize) -> bool {
        if one >= self.rows || other >= self.rows {
            return true;
        }
        if let Some(second) = self.second
            && (one < second) == (other < second)
        {
            return false;
        }
        self.reports.is_empty() || self.reports[one] == 0 || self.reports[one] != self.reports[other]
    }

    /// Whether it is of what people look like and do, more than of names, dates and addresses.
    pub(crate) fn is_of_descriptors(&self) -> bool {
        let personal = |column: &&Column| matches!(column.group, Group::Names | Group::Person);
        let of_persons = self.columns.iter().filter(personal).count();
        let identifiers = self.columns.iter().filter(|column| column.kind.is_identifier()).count();
        self.columns.len() - of_persons - identifiers > of_persons + 3
    }

    /// Whether two rows were reported by one person; `None` where that is not known.
    pub fn is_same_source(&self, one: usize, other: usize) -> Option<bool> {
        match (self.sources.get(one)?, self.sources.get(other)?) {
            (0, _) | (_, 0) => None,
            (one, other) => Some(one == other),
        }
    }

    /// How many pairs there are.
    pub(crate) fn pairs(&self) -> f64 {
        let rows = self.rows as f64;
        match self.second {
            Some(second) => second as f64 * (rows - second as f64),
            None => rows * (rows - 1.0) / 2.0,
        }
    }
}
