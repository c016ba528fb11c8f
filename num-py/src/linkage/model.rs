//! The model of a linkage, to be looked at.

use std::sync::Arc;

use arrow_array::{Int64Array, StringArray};
use num_core::{
    code::CodeTable,
    linkage::{Model, ModelLevel},
};
use pyo3::{Python, pyclass, pymethods};

use super::{pairs::floats, rows::Table};
use crate::{arguments::Text, error::Failure, guard::ask};

/// How often values agree, of one person and of any two: what a linkage weighs by.
#[derive(Clone)]
#[pyclass(frozen, from_py_object, module = "uglymugs")]
pub(crate) struct LinkageModel(pub(crate) Arc<Model>);

#[pymethods]
impl LinkageModel {
    /// Reads `uglymugs.linkage_model/1`.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: Text) -> Result<Self, Failure> {
        Ok(Self(Arc::new(ask(py, || Model::from_json(text.as_str().as_bytes()))??)))
    }

    /// Each level of agreement of each column, the most first: ``m``, how often two rows of one person agree so; ``u``, how often any
    /// two do; and ``weight`` in bits. What a single value weighs depends on how rare it is, too.
    fn levels(&self, py: Python<'_>) -> Result<Table, Failure> {
        ask(py, || {
            let all: Vec<ModelLevel<'_>> = self.0.levels().collect();
            Table::whole(vec![
                ("column".to_owned(), Arc::new(StringArray::from_iter_values(all.iter().map(|level| level.column)))),
                (
                    "kind".to_owned(),
                    Arc::new(StringArray::from_iter_values(all.iter().map(|level| level.kind.as_str()))),
                ),
                (
                    "level".to_owned(),
                    Arc::new(Int64Array::from_iter_values(all.iter().map(|level| level.level as i64))),
                ),
                (
                    "agreement".to_owned(),
                    Arc::new(StringArray::from_iter_values(all.iter().map(|level| level.agreement.as_str()))),
                ),
                ("m".to_owned(), floats(all.iter().map(|level| level.m))),
                ("u".to_owned(), floats(all.iter().map(|level| level.u))),
                ("weight".to_owned(), floats(all.iter().map(|level| level.weight.bits()))),
            ])
        })?
    }

    /// Writes `uglymugs.linkage_model/1`. Codes of columns with few of them stand in it.
    fn to_json(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.to_json())
    }

    /// The model for people: each column with its levels, and what agreement weighs.
    #[getter]
    fn text(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || self.0.text())
    }

    /// How many other rows of the same person a row has, on average.
    #[getter]
    fn partners(&self) -> f64 {
        self.0.partners()
    }

    /// For a notebook: the levels of each column.
    fn _repr_html_(&self, py: Python<'_>) -> Result<String, Failure> {
        ask(py, || {
            let head =
                ["column", "kind", "agreement", "m", "u", "bits"].map(|name| format!("<th>{name}</th>")).concat();
            let row = |level: &ModelLevel<'_>| {
                let ModelLevel { m, u, .. } = level;
                let (column, weight) = (escaped(level.column), level.weight.bits());
                let (kind, agreement) = (level.kind.as_str(), level.agreement.as_str());
                format!(
                    "<tr><td>{column}</td><td>{kind}</td><td>{agreement}</td><td>{m:.2e}</td><td>{u:.2e}</td><td>{weight:+.2}</td></tr>"
                )
            };
            let rows: String = self.0.levels().map(|level| row(&level)).collect();
            format!("<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
        })
    }

    fn __repr__(&self) -> String {
        format!("<LinkageModel of {} columns>", self.0.columns().len())
    }
}

/// A name of a column as text of a page.
fn escaped(name: &str) -> String {
    name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
