//! A mapping with its columns found in a file.

use std::{collections::BTreeSet, fmt, io};

use super::{
    mapping::{Column, Mapping},
    row::Row,
    source::{Headers, Source},
};
use crate::{
    case::Case,
    error::{Code, Problem, Problems},
    formats::{Known, Line, Rejected, RowProblem, Standing, known::Fingerprint},
};

/// A mapping with its columns found in the headers of a file or a frame. Cheap to clone.
#[derive(Clone)]
pub struct BoundMapping {
    pub(super) mapping: Mapping,
    /// For each entry of the mapping the cells that it reads, from 0.
    pub(super) cells: Vec<Vec<usize>>,
    /// The cells that the id is made from, from 0.
    pub(super) id: Vec<usize>,
    /// How many columns headers stand above.
    pub(super) width: usize,
}

impl BoundMapping {
    pub(super) fn new(mapping: Mapping, headers: &Headers) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let mut find = |source: &Source, path: String, optional: bool| match headers.find(source) {
            Ok(column) => Some(column),
            Err(Code::MAPPING_COLUMN_MISSING) if optional => None,
            Err(code) => {
                problems.push(Problem::new(path, code));
                None
            }
        };
        let mut cells = Vec::with_capacity(mapping.0.columns.len());
        for (entry, Column { sources, optional, .. }) in mapping.0.columns.iter().enumerate() {
            let several = sources.len() > 1;
            let found = sources.iter().enumerate().filter_map(|(part, source)| {
                let part = if several { format!("[{part}]") } else { String::new() };
                find(source, format!("columns[{entry}].column{part}"), *optional)
            });
            cells.push(found.collect::<Vec<usize>>());
        }
        let id_columns = mapping.0.id.iter().flat_map(|id| &id.columns).enumerate();
        let id: Vec<usize> =
            id_columns.filter_map(|(part, source)| find(source, format!("id.columns[{part}]"), false)).collect();
        let named: BTreeSet<usize> = cells.iter().flatten().copied().collect();
        let width = headers.width().max(named.iter().chain(&id).max().map_or(0, |last| last + 1));
        for column in (0..width).filter(|column| !named.contains(column)) {
            let mut problem = Problem::new("columns", Code::MAPPING_COLUMN_UNMAPPED);
            problem.found = Some(column as u64 + 1);
            problems.push(problem);
        }
        Problems::check(problems)?;
        Ok(Self { mapping, cells, id, width })
    }

    /// The mapping.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Makes a case of the cells of a row; `None` is an empty cell, and so is one that is not there.
    ///
    /// # Errors
    /// Every problem of the row.
    pub fn case(&self, cells: &[Option<&str>]) -> Result<Case, Vec<RowProblem>> {
        Row::new(self, cells).fingerprinted(Fingerprint::new([0, 0])).map(|(case, _)| case)
    }

    /// Makes a line of the cells of a row, `row` and `line` being its numbers, and holds it against what is known.
    ///
    /// # Errors
    /// Those of where it is kept what is known.
    pub fn line(
        &self,
        cells: &[Option<&str>],
        row: usize,
        line: usize,
        known: &mut (impl Known + ?Sized),
    ) -> io::Result<Line> {
        let reject = |problems| Line::Rejected(Rejected { row, line, problems, raw: None });
        let (case, content) = match Row::new(self, cells).fingerprinted(Fingerprint::new(known.key())) {
            Ok(taken) => taken,
            Err(problems) => return Ok(reject(problems)),
        };
        Ok(match known.check(&case.incident.id, content)? {
            Standing::New => Line::Case(Box::new(case)),
            Standing::Same => Line::AlreadyKnown(case.incident.id.clone()),
            Standing::Other => {
                let column = self.id_column();
                reject(vec![RowProblem { column, problem: Problem::new("id", Code::ID_CONFLICT) }])
            }
        })
    }

    /// The first column that the id is made from, from 1.
    pub(super) fn id_column(&self) -> Option<usize> {
        let by_path = self.mapping.0.columns.iter().zip(&self.cells).find_map(|(column, cells)| {
            let is_id = column.target.as_ref().is_some_and(|target| target.path.concrete(&[]) == "id");
            is_id.then(|| cells.first()).flatten()
        });
        by_path.or(self.id.first()).map(|column| column + 1)
    }
}

impl fmt::Debug for BoundMapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BoundMapping({} columns)", self.width)
    }
}
