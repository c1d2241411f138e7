//! The embedded dataset, or one of a folder.

use std::path::PathBuf;

use guarantee_claims::Dataset;
use guarantee_claims::export::{arrow_table, tables};
use guarantee_claims::external::judge;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::interruptible::{claims_error, run};
use crate::table::Table;

/// A dataset: its tables, and what claims are judged against.
#[pyclass(frozen, module = "guarantee_claims._native")]
pub(crate) struct Register(Option<Dataset>);

impl Register {
    pub(crate) fn for_judging(&self) -> judge::Register<'_> {
        self.0.as_ref().map_or(judge::Register::Embedded, judge::Register::Of)
    }

    fn dataset(&self) -> &Dataset {
        self.0.as_ref().unwrap_or_else(|| guarantee_claims::dataset())
    }
}

#[pymethods]
impl Register {
    /// The dataset that the package brings along.
    #[staticmethod]
    fn embedded() -> Self {
        Self(None)
    }

    /// The dataset in this folder.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let loaded = run(py, |_| Dataset::load(&path), |_| Ok(()))?;
        loaded.map(|dataset| Self(Some(dataset))).map_err(|error| claims_error(py, error.to_string()))
    }

    /// The names of the tables.
    fn tables(&self, py: Python<'_>) -> Vec<&'static str> {
        py.detach(|| tables(self.dataset()).iter().map(|table| table.name).collect())
    }

    /// A table and what a row of it is; `None` if there is none of this name.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Option<(Table, &'static str)>> {
        let made = py.detach(|| {
            let tables = tables(self.dataset());
            let table = tables.iter().find(|table| table.name == name)?;
            Some(arrow_table(table).map(|batch| (Table::new(batch), table.doc)))
        });
        made.transpose().map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The version of the dataset.
    fn version(&self) -> String {
        self.dataset().info().version.to_string()
    }

    /// How many claims it has.
    fn claims(&self) -> usize {
        self.dataset().claims().len()
    }
}
