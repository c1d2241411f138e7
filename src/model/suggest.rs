//! What a misspelt word was probably meant to be.

use std::borrow::Cow;

use super::edit_distance::Pattern;

/// The candidate that `word` is most probably a slip of: one edit for each three letters at most.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > 4 * Pattern::LONGEST {
        return None;
    }
    let folded = Pattern::new(&word.trim().to_lowercase().replace(['_', ' '], "-"))?;
    let mut nearest: Option<(usize, &str)> = None;
    for candidate in candidates {
        let near = candidate.chars().count().div_ceil(3);
        // Of those that are as near, the first one counts.
        let most = nearest.map_or(Some(near), |(distance, _)| distance.checked_sub(1).map(|nearer| nearer.min(near)));
        let hyphened = if candidate.contains('_') { Cow::Owned(candidate.replace('_', "-")) } else { Cow::Borrowed(candidate) };
        let distance = most.and_then(|most| folded.distance(&hyphened, most));
        nearest = distance.map(|distance| (distance, candidate)).or(nearest);
    }
    nearest.map(|(_, candidate)| candidate)
}
