//! A table in memory.

use arrow_array::RecordBatch;
use arrow_schema::DataType;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

use crate::capsule;
use crate::findings::{Row, batch_of};
use crate::values::value;

/// A table in memory, of which others take what they need without copying it.
#[pyclass(frozen, module = "guarantee_claims._native")]
pub(crate) struct Table(RecordBatch);

impl Table {
    pub(crate) const fn new(batch: RecordBatch) -> Self {
        Self(batch)
    }
}

#[pymethods]
impl Table {
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Py<PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer that would have liked another form brings it about itself.
        drop(requested_schema);
        capsule::export(py, &self.0)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::export_schema(py, &self.0.schema())
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    /// The columns: name, kind, definition, and the terms in codebook order.
    fn fields(&self) -> Vec<(String, &'static str, String, Option<String>)> {
        let schema = self.0.schema();
        let field = |field: &arrow_schema::FieldRef| {
            let kind = match field.data_type() {
                DataType::Dictionary(..) => "term",
                DataType::Int64 => "integer",
                DataType::Float64 => "number",
                DataType::Date32 => "date",
                DataType::List(_) => "list",
                _ => "text",
            };
            let metadata = |key: &str| field.metadata().get(key).cloned();
            (field.name().clone(), kind, metadata("description").unwrap_or_default(), metadata("terms"))
        };
        schema.fields().iter().map(field).collect()
    }

    /// The values of a column; dates are days since 1970-01-01.
    fn column<'py>(&self, py: Python<'py>, place: usize) -> PyResult<Bound<'py, PyList>> {
        let column = self.0.columns().get(place).ok_or_else(|| PyIndexError::new_err("there is no such column"))?;
        let values = (0..column.len()).map(|row| value(py, column, row)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, values)
    }

    /// A table of findings with these rows.
    #[staticmethod]
    fn of_findings(rows: Vec<Row>) -> PyResult<Self> {
        batch_of(&rows).map(Self)
    }
}
