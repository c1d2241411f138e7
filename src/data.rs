//! The dataset embedded in the library.

use std::sync::LazyLock;

use crate::dataset::Dataset;
#[cfg(feature = "check")]
use crate::dataset::Records;
use crate::load;

/// The files of the dataset that this version of the crate was published with: paths and contents.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The records that claims may mention, without the claims: a small part of the dataset, for programs that start quickly.
#[cfg(feature = "check")]
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

/// The ids of the claims, by file and in its order. They are looked up in the text of the files, which `claims fmt` has laid out: reading the
/// claims takes a thousand times as long.
#[cfg(feature = "check")]
pub(crate) fn claim_ids() -> impl Iterator<Item = &'static str> {
    let texts = FILES.iter().filter(|(path, _)| path.starts_with("data/claims/"));
    let texts = texts.map(|(_, bytes)| std::str::from_utf8(bytes).expect("the files of the dataset are UTF-8"));
    texts.flat_map(|text| text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')))
}

/// The dataset that this version of the crate was published with. It is read once, on the first call, and not held against the rules again:
/// the crate's tests have done that.
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
        let loaded = load::parse_tested(files());
        assert!(loaded.findings.is_empty(), "the embedded dataset is valid");
        Dataset::of_checked(loaded.records).expect("the embedded dataset has a description")
    });
    &DATASET
}

fn files() -> Vec<(String, Vec<u8>)> {
    FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::{files, load};

    #[test]
    fn the_embedded_dataset_has_no_errors() {
        let loaded = load::parse_tested(files());
        let outcome = loaded.check(None);
        assert!(!outcome.has_errors() && loaded.into_dataset(&outcome).is_ok());
    }

    #[test]
    fn the_ids_in_the_text_are_those_of_the_claims() {
        let mut ids: Vec<_> = super::claim_ids().collect();
        ids.sort_unstable();
        assert!(!ids.is_empty());
        assert!(super::dataset().claims().map(|claim| claim.id.to_string()).eq(ids));
    }
}
