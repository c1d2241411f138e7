//! Texts looked at many bytes at a time, without a branch for each.

/// Whether this holds for each byte of a text with the one behind it. Behind the last one, and behind short texts, there is a letter `a`.
///
/// `holds` must not branch (`&`, not `&&`), so that the compiler looks at as many pairs in one step as a register has room for.
#[inline]
pub(crate) fn all_pairs(text: &[u8], holds: impl Fn(u8, u8) -> bool + Copy) -> bool {
    let Some((last, before)) = text.split_last() else { return true };
    let pairs = (before, &text[1..]);
    let inside = all_in::<16>(pairs, holds).or_else(|| all_in::<8>(pairs, holds)).unwrap_or_else(|| {
        let mut filled = [b'a'; 9];
        filled[..text.len()].copy_from_slice(text);
        all_in::<8>((&filled[..8], &filled[1..]), holds) == Some(true)
    });
    inside && holds(*last, b'a')
}

/// Whether this holds for all pairs of bytes from these texts of one length; `None` if there are fewer than so many.
#[expect(clippy::inline_always, reason = "what holds is then part of the loop")]
#[inline(always)]
fn all_in<const MANY: usize>((first, second): (&[u8], &[u8]), holds: impl Fn(u8, u8) -> bool) -> Option<bool> {
    let last = first.len().checked_sub(MANY)?;
    let (mut faults, mut start) = ([0; MANY], 0);
    loop {
        let (one, next): (&[u8; MANY], &[u8; MANY]) = (first[start..].first_chunk()?, second[start..].first_chunk()?);
        for at in 0..MANY {
            faults[at] |= u8::from(!holds(one[at], next[at]));
        }
        if start == last {
            break;
        }
        // The last ones may be looked at twice.
        start = last.min(start + MANY);
    }
    Some(faults.iter().fold(0, |all, fault| all | fault) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_every_pair_is_looked_at() {
        let (mut bytes, mut pairs) = (0, 0);
        for length in 0..40 {
            assert!(all_pairs(&vec![b'b'; length], |byte, _| matches!(byte, b'a'..=b'c')));
            for place in 0..length {
                let mut text = vec![b'b'; length];
                for other in [b'a' - 1, b'c' + 1, 0, 0x7F, 0x80, 0xFF] {
                    text[place] = other;
                    assert!(!all_pairs(&text, |byte, _| matches!(byte, b'a'..=b'c')), "{other} at {place} of {length}");
                }
                bytes += 1;
                text[place] = b'-';
                let single = |byte: u8, next: u8| (byte, next) != (b'-', b'-');
                assert!(all_pairs(&text, single), "{place} of {length}");
                if let Some(next) = text.get_mut(place + 1) {
                    *next = b'-';
                    assert!(!all_pairs(&text, single), "{place} of {length}");
                    pairs += 1;
                }
            }
        }
        assert_eq!((bytes, pairs), (780, 741));
    }
}
