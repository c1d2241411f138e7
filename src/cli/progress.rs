//! Progress on standard error, if that is a terminal.

use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::amounts::{count, grouped};
use super::global::Global;
use crate::external::Source;

/// A bar with rate and time left; without the time where the size of the inputs is not known.
pub(super) struct Progress {
    bar: ProgressBar,
    records: AtomicUsize,
    quiet: bool,
    shown: Once,
}

/// Work that is over sooner needs no bar.
const AT_ONCE: Duration = Duration::from_secs(1);

impl Progress {
    /// The progress through these inputs.
    pub(super) fn new(sources: &[Source], global: &Global) -> Self {
        let size = sources.iter().map(Source::size).sum::<Option<u64>>();
        let template = match size {
            Some(_) => "{bar:24} {percent}% of {total_bytes}: {msg}, {bytes_per_sec}, {eta} left",
            None => "{spinner} {bytes}: {msg}, {bytes_per_sec}",
        };
        let style = ProgressStyle::with_template(template).expect("the template is valid");
        let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::hidden()).with_style(style);
        Self { bar, records: AtomicUsize::new(0), quiet: global.quiet, shown: Once::new() }
    }

    /// Tells of more bytes and records that are done with.
    pub(super) fn advance(&self, bytes: usize, records: usize) {
        let records = self.records.fetch_add(records, Ordering::Relaxed) + records;
        self.bar.inc(bytes as u64);
        let elapsed = self.bar.elapsed();
        if self.quiet || elapsed < AT_ONCE {
            return;
        }
        // Draws nothing where standard error is no terminal.
        self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        let milliseconds = usize::try_from(elapsed.as_millis()).unwrap_or(usize::MAX);
        let a_second = records.saturating_mul(1000) / milliseconds.max(1);
        self.bar.set_message(format!("{}, {} a second", count(records, "record", "records"), grouped(a_second)));
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
