//! What the Python package `guarantee_claims` has in Rust: tables, registers, judgements, comparisons, and the commands. The package's own modules are
//! what its users see.

mod apart;
mod capsule;
mod feeds;
mod findings;
mod interruptible;
mod judging;
mod register;
mod table;
mod values;

use pyo3::prelude::*;

/// The native part of the package: not for users.
#[pymodule(name = "_native")]
mod native {
    use std::ffi::OsString;

    use guarantee_claims::model::VOCABULARIES;
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::apart::{Mentions, Ties, judge_apart};
    #[pymodule_export]
    use super::judging::judge;
    #[pymodule_export]
    use super::register::Register;
    #[pymodule_export]
    use super::table::Table;

    type Terms = Vec<(&'static str, &'static str, Option<&'static str>)>;

    /// Every vocabulary: its name, its definition, and its terms with their definitions and groups.
    #[pyfunction]
    fn vocabularies() -> Vec<(&'static str, &'static str, Terms)> {
        let terms = |vocabulary: &guarantee_claims::model::Vocabulary| {
            vocabulary.terms.iter().map(|term| (term.value, term.definition, term.group)).collect()
        };
        VOCABULARIES.iter().map(|vocabulary| (vocabulary.name, vocabulary.doc, terms(vocabulary))).collect()
    }

    /// Runs the program with these arguments, the first of which is its name; its exit code.
    #[pyfunction]
    fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
        py.detach(|| guarantee_claims::cli::run(arguments))
    }

    /// Fails as an internal error would, for the tests.
    #[pyfunction]
    fn fail_inside(py: Python<'_>) -> PyResult<()> {
        super::interruptible::run(py, |_| panic!("this is a test"), |_| Ok(()))
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        super::interruptible::keep_words_of_panics();
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
