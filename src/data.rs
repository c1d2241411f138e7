//! The dataset embedded in the library.

use std::sync::LazyLock;

use crate::dataset::Dataset;
#[cfg(feature = "cli")]
use crate::dataset::Records;
use crate::load;

/// The files of the dataset that this version of the crate was published with: paths and contents.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The records that claims may mention, without the claims: a small part of the dataset, for programs that start quickly.
#[cfg(feature = "cli")]
pub(crate) fn register() -> &'static Records {
    static REGISTER: LazyLock<Records> = LazyLock::new(|| {
        let of_claims =
            |path: &str| ["data/claims/", "data/codings/", "data/changes/", "data/released/"].iter().any(|folder| path.starts_with(folder));
        let of_register = |path: &str| !of_claims(path) && path != "data/frameworks.toml";
        let files = FILES.iter().filter(|(path, _)| of_register(path));
        load::parse_tested(files.map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()).records
    });
    &REGISTER
}

/// The dataset that this version of the crate was published with. It is read once, on the first call.
///
/// # Panics
/// Never in a published version: the crate's tests read the dataset.
///
/// ```
/// use guarantee_claims::{Layer, SpeechAct};
///
/// let dataset = guarantee_claims::dataset();
/// let refusals = dataset.claims().filter(|claim| claim.layer == Layer::UnitedStates && claim.speech_act == SpeechAct::Refuse);
/// for claim in refusals {
///     println!("{} ({}): {}", claim.speaker_record().name, claim.stated_on, claim.statement);
/// }
/// ```
#[must_use]
pub fn dataset() -> &'static Dataset {
    static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
        let files = FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
        let loaded = load::parse_tested(files);
        let outcome = loaded.check(None);
        loaded.into_dataset(&outcome).expect("the embedded dataset is valid")
    });
    &DATASET
}
