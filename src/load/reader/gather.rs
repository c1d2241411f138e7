//! What was read of each file, put together.

use std::collections::BTreeMap;

use crate::dataset::layout::FileKind;
use crate::dataset::{self, Records};
use crate::diagnostics::{Bytes, Finding, NotRead, RecordKind, SourceFile};
use crate::load::loaded::{Loaded, Mention, Origin};
use crate::load::released;
use crate::load::spans::Spans;
use crate::rules::{self, Unread};

/// How files are read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settings {
    /// Whether the files of codings are not the dataset's: they need not say what became of each coding.
    pub(crate) is_further: bool,
    /// Whether the files are known to be valid, so that the schemas, which take longer to compile than the files to read, are not asked.
    pub(crate) tested: bool,
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) settings: Settings,
    pub(super) files: Vec<SourceFile>,
    pub(super) spans: Vec<Spans>,
    pub(super) findings: Vec<Finding<Bytes>>,
    /// How many of the findings there were when the last file was parsed.
    pub(super) faults: usize,
    pub(super) hashes: BTreeMap<usize, Option<String>>,
    pub(super) unread: Unread,
    pub(super) not_read: NotRead,
    pub(super) unread_mentions: Vec<Mention>,
    pub(super) records: Records,
    pub(super) released: Vec<released::Part>,
    pub(super) origins: BTreeMap<RecordKind, Vec<Origin>>,
}

impl Reader {
    /// Takes in what another reader has read of the files that follow these.
    pub(super) fn absorb(&mut self, other: Self) {
        let before = self.files.len();
        let moved = |place: Bytes| Bytes { file: before + place.file, ..place };
        let Self {
            settings: _,
            files,
            spans,
            findings,
            faults: _,
            hashes,
            unread,
            not_read,
            mut unread_mentions,
            records,
            released,
            origins,
        } = other;
        self.files.extend(files);
        self.spans.extend(spans);
        self.findings.extend(findings.into_iter().map(|finding| finding.map_places(moved)));
        self.hashes.extend(hashes.into_iter().map(|(file, hash)| (before + file, hash)));
        self.unread.ids.extend(unread.ids);
        self.unread.nameless.extend(unread.nameless);
        self.not_read.files += not_read.files;
        for (kind, count) in not_read.records {
            *self.not_read.records.entry(kind).or_default() += count;
        }
        for mention in &mut unread_mentions {
            mention.place.file += before;
        }
        self.unread_mentions.append(&mut unread_mentions);
        self.records.append(records);
        self.released.extend(released);
        for (kind, origins) in origins {
            let moved = origins.into_iter().map(|origin| Origin { file: before + origin.file, ..origin });
            self.origins.entry(kind).or_default().extend(moved);
        }
    }

    /// All that was read, sorted.
    pub(super) fn finish(mut self) -> Loaded {
        for (present, kind, path) in [
            (self.records.info.is_some(), FileKind::Dataset, "data/dataset.toml"),
            (!self.records.actors.is_empty(), FileKind::Actors, "data/actors.toml"),
            (!self.records.sources.is_empty(), FileKind::Source, "seeds/<source id>.toml"),
        ] {
            if !present && !self.settings.is_further && !self.files.iter().any(|file| FileKind::of_path(&file.path) == Some(kind)) {
                // That its records are not there follows from this.
                self.unread.nameless.insert(kind.record());
                let message = format!("{path} was not found: expected it in every dataset");
                self.findings.push(rules::missing_file::RULE.finding(None, message, None));
            }
        }
        self.sorted()
    }

    fn sorted(self) -> Loaded {
        let Self { files, spans, findings, hashes, unread, not_read, unread_mentions, mut records, released, mut origins, .. } = self;
        for part in released {
            part.join(&mut records.released);
        }
        let mut sort = Sorter { origins: &mut origins };
        sort.by_key(RecordKind::Source, &mut records.sources, |record| record.id.clone());
        sort.by_key(RecordKind::Actor, &mut records.actors, |record| record.id.clone());
        sort.by_key(RecordKind::Occasion, &mut records.occasions, |record| record.id.clone());
        sort.by_key(RecordKind::Framework, &mut records.frameworks, |record| record.id.clone());
        sort.by_key(RecordKind::Claim, &mut records.claims, |record| record.id.clone());
        sort.by_key(RecordKind::Coding, &mut records.codings, |record| (record.source.clone(), record.coding.clone()));
        sort.by_key(RecordKind::Withdrawn, &mut records.withdrawn, |record| record.id.clone());
        records.released.sort_by_key(|edition| dataset::version_parts(&edition.version));
        Loaded { records, files, unread, not_read, hashes, findings, unread_mentions, spans, origins }
    }
}

struct Sorter<'a> {
    origins: &'a mut BTreeMap<RecordKind, Vec<Origin>>,
}

impl Sorter<'_> {
    /// Sorts records by a key and their origins along with them.
    fn by_key<T, K: Ord>(&mut self, kind: RecordKind, records: &mut Vec<T>, key: impl Fn(&T) -> K) {
        let origins = self.origins.entry(kind).or_default();
        let mut pairs: Vec<_> = std::mem::take(records).into_iter().zip(std::mem::take(origins)).collect();
        pairs.sort_by_cached_key(|(record, _)| key(record));
        (*records, *origins) = pairs.into_iter().unzip();
    }
}
