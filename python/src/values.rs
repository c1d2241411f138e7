//! The values of Arrow's arrays as those of Python.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// The value in this row of a column of one of this package's tables.
pub(crate) fn value<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into_bound_py_any(py),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into_bound_py_any(py),
        DataType::Date32 => column.as_primitive::<Date32Type>().value(row).into_bound_py_any(py),
        DataType::Dictionary(..) => {
            let terms = column.as_dictionary::<Int32Type>();
            let key = usize::try_from(terms.keys().value(row)).unwrap_or_default();
            value(py, terms.values(), key)
        }
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            let items = (0..items.len()).map(|item| value(py, &items, item)).collect::<PyResult<Vec<_>>>()?;
            Ok(PyList::new(py, items)?.into_any())
        }
        DataType::Struct(fields) => {
            let members = PyDict::new(py);
            for (field, member) in fields.iter().zip(column.as_struct().columns()) {
                members.set_item(field.name(), value(py, member, row)?)?;
            }
            Ok(members.into_any())
        }
        other => Err(PyTypeError::new_err(format!("a table has no values of the type {other}"))),
    }
}
