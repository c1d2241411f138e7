//! Parquet's hybrid of run lengths and packed bits, in which levels and the ordinals of dictionaries are written.

/// A level and how many values in a row have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) level: u8,
    pub(super) count: usize,
}

/// The levels of values, by runs.
#[derive(Debug)]
pub(super) struct Runs {
    /// All runs but the last.
    ended: Vec<Run>,
    last: Run,
}

impl Default for Runs {
    fn default() -> Self {
        Self { ended: Vec::new(), last: NONE }
    }
}

/// The run of no value.
const NONE: Run = Run { level: 0, count: 0 };

impl Runs {
    #[inline]
    pub(super) fn push(&mut self, level: u8) {
        if level == self.last.level {
            self.last.count += 1;
        } else {
            self.start(Run { level, count: 1 });
        }
    }

    fn start(&mut self, run: Run) {
        if self.last.count > 0 {
            self.ended.push(self.last);
        }
        self.last = run;
    }

    pub(super) fn append(&mut self, other: &Self) {
        for run in other.iter() {
            if run.level == self.last.level {
                self.last.count += run.count;
            } else {
                self.start(run);
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.ended.clear();
        self.last = NONE;
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Run> {
        self.ended.iter().copied().chain((self.last.count > 0).then_some(self.last))
    }

    pub(super) fn count(&self) -> usize {
        self.iter().map(|run| run.count).sum()
    }

    /// Writes the levels, with the number of bytes before them. `max` is the highest level that a value can have.
    pub(super) fn write(&self, max: u8, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&[0; 4]);
        let mut hybrid = Hybrid::new(width(max.into()), out);
        let (mut group, mut held) = ([0; 8], 0);
        for Run { level, mut count } in self.iter() {
            if held > 0 {
                let taken = count.min(8 - held);
                group[held..held + taken].fill(level.into());
                (held, count) = (held + taken, count - taken);
                if held == 8 {
                    hybrid.group(&group);
                    held = 0;
                }
            }
            if count >= 8 {
                hybrid.run(level.into(), count);
            } else if count > 0 {
                group[..count].fill(level.into());
                held = count;
            }
        }
        if held > 0 {
            group[held..].fill(0);
            hybrid.group(&group);
        }
        let bytes = u32::try_from(out.len() - start - 4).expect("the levels of a page are few");
        out[start..start + 4].copy_from_slice(&bytes.to_le_bytes());
    }
}

/// The bits that numbers up to this one need.
pub(super) const fn width(max: u32) -> usize {
    (u32::BITS - max.leading_zeros()) as usize
}

/// Writes numbers of so many bits each.
pub(super) fn write(numbers: &[u32], width: usize, out: &mut Vec<u8>) {
    let mut hybrid = Hybrid::new(width, out);
    let mut rest = numbers;
    while let Some((group, behind)) = rest.split_first_chunk() {
        let first = group[0];
        rest = behind;
        if group.iter().all(|number| *number == first) {
            let more = behind.iter().take_while(|number| **number == first).count();
            hybrid.run(first, 8 + more);
            rest = &behind[more..];
        } else {
            hybrid.group(group);
        }
    }
    if let [first, ..] = rest {
        if rest.iter().all(|number| number == first) {
            hybrid.run(*first, rest.len());
        } else {
            let mut group = [0; 8];
            group[..rest.len()].copy_from_slice(rest);
            hybrid.group(&group);
        }
    }
}

struct Hybrid<'a> {
    width: usize,
    out: &'a mut Vec<u8>,
    /// Where the header of the groups is that were written last, if a group can be added to them.
    open: Option<usize>,
}

impl<'a> Hybrid<'a> {
    const fn new(width: usize, out: &'a mut Vec<u8>) -> Self {
        Self { width, out, open: None }
    }

    /// Writes eight numbers as packed bits. A header of one byte counts up to 63 groups: twice their number and one.
    fn group(&mut self, numbers: &[u32; 8]) {
        match self.open {
            Some(header) if self.out[header] < 127 => self.out[header] += 2,
            _ => {
                self.open = Some(self.out.len());
                self.out.push(3);
            }
        }
        if self.width <= 8 {
            let packed = numbers.iter().rev().fold(0, |packed, number| packed << self.width | u64::from(*number));
            self.out.extend_from_slice(&packed.to_le_bytes()[..self.width]);
        } else if self.width <= 16 {
            let packed = numbers.iter().rev().fold(0, |packed, number| packed << self.width | u128::from(*number));
            self.out.extend_from_slice(&packed.to_le_bytes()[..self.width]);
        } else {
            let (mut packed, mut bits) = (0_u64, 0);
            for number in numbers {
                packed |= u64::from(*number) << bits;
                bits += self.width;
                self.out.extend_from_slice(&packed.to_le_bytes()[..bits / 8]);
                packed >>= bits / 8 * 8;
                bits %= 8;
            }
        }
    }

    /// Writes the same number so many times.
    fn run(&mut self, number: u32, count: usize) {
        self.open = None;
        let mut header = count << 1;
        while header >= 0x80 {
            self.out.push(header.to_le_bytes()[0] | 0x80);
            header >>= 7;
        }
        self.out.push(header.to_le_bytes()[0]);
        self.out.extend_from_slice(&number.to_le_bytes()[..self.width.div_ceil(8)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads as the format's description says, by itself.
    fn read(bytes: &[u8], width: usize, count: usize) -> Vec<u32> {
        let (mut numbers, mut at) = (Vec::new(), 0);
        while numbers.len() < count {
            let (mut header, mut shift) = (0, 0);
            loop {
                let byte = bytes[at];
                at += 1;
                header |= usize::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
            if header & 1 == 0 {
                let number = bytes[at..at + width.div_ceil(8)].iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte));
                at += width.div_ceil(8);
                numbers.extend(std::iter::repeat_n(number, header >> 1));
            } else {
                let bit = |i: usize| u32::from(bytes[at + i / 8] >> (i % 8) & 1);
                let number = |i: usize| (0..width).rev().fold(0, |number, b| number << 1 | bit(i * width + b));
                numbers.extend((0..(header >> 1) * 8).map(number));
                at += (header >> 1) * width;
            }
        }
        assert_eq!(at, bytes.len());
        assert!(numbers.split_off(count).len() < 8);
        numbers
    }

    /// Numbers below the limit in runs of many lengths.
    fn numbers(count: usize, limit: u32, seed: u64) -> Vec<u32> {
        let mut state = seed;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(state >> 33).expect("31 bits are left")
        };
        let mut numbers = Vec::new();
        while numbers.len() < count {
            let length = if random() % 3 == 0 { random() as usize % 40 } else { 1 };
            numbers.extend(std::iter::repeat_n(random() % limit, length));
        }
        numbers.truncate(count);
        numbers
    }

    #[test]
    fn what_is_written_is_read() {
        for (limit, seed) in [1, 2, 3, 8, 200, 256, 257, 40_000, 65_537, 1 << 23, 1 << 30].into_iter().zip(1..) {
            for count in [0, 1, 7, 8, 9, 63, 504, 505, 2000] {
                let numbers = numbers(count, limit, seed * 1000 + count as u64);
                let mut out = Vec::new();
                write(&numbers, width(limit - 1), &mut out);
                assert_eq!(read(&out, width(limit - 1), count), numbers, "{limit} {count}");
            }
        }
    }

    #[test]
    fn levels_are_read_as_they_were_pushed_and_appended() {
        for count in [0, 1, 7, 8, 9, 63, 505, 2000] {
            let levels = numbers(count, 4, count as u64);
            let (mut runs, mut more) = (Runs::default(), Runs::default());
            let (first, second) = levels.split_at(count / 3);
            for (levels, runs) in [(first, &mut runs), (second, &mut more)] {
                for level in levels {
                    runs.push(u8::try_from(*level).expect("levels are small"));
                }
            }
            runs.append(&more);
            assert_eq!(runs.count(), count);
            let mut out = Vec::new();
            runs.write(3, &mut out);
            assert_eq!(usize::from(out[0]) + usize::from(out[1]) * 256, out.len() - 4);
            assert_eq!(read(&out[4..], 2, count), levels);
        }
    }
}
