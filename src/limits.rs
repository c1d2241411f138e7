//! What is too large to be read, far above what people write, so that time and memory stay bounded whatever is given; and what a workbook holds.

/// A limit on what is read, or written into a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limit {
    /// What is limited.
    pub what: &'static str,
    /// How much of it is read or written.
    pub most: u64,
    /// What is counted.
    pub unit: &'static str,
    /// What happens past it.
    pub beyond: &'static str,
}

/// The length in bytes up to which a file of a dataset is read.
pub const LONGEST_FILE: usize = 4 << 20;

/// The length in bytes up to which the text of a document is read.
pub const LONGEST_TEXT: usize = 4 << 20;

/// The length in bytes up to which a file of an export is read that is compared with another version.
pub const LONGEST_DOCUMENT: usize = 256 << 20;

/// How many bytes an archive may hold, unpacked, that is compared with another version.
pub const LARGEST_ARCHIVE: u64 = 4 << 30;

/// The length in bytes up to which a record of external claims is read.
pub const LONGEST_RECORD: usize = 16 << 20;

/// How many values (texts, numbers, lists, tables) a record may have.
pub const MOST_VALUES: usize = 10_000;

/// How deep lists and tables may stand in one another.
pub const DEEPEST: usize = 128;

/// How many faults of syntax, and how many of shape, are looked for in a file of a dataset.
pub const MOST_FAULTS: usize = 10_000;

/// How many codings, and how many claims, of a document are held against each other.
pub const MOST_COMPARED: usize = 1_000;

/// How many errors the error of [`Dataset::load`](crate::Dataset::load) lists.
pub const MOST_LISTED: usize = 50;

/// How many lines all inputs of a run may have together.
pub const MOST_LINES: u32 = u32::MAX - 1;

/// How many UTF-16 units a cell of a workbook holds.
pub const LONGEST_CELL: usize = 32_767;

/// How many rows a sheet of a workbook holds below its head.
pub const MOST_ROWS: u32 = 1_048_575;

/// How many links a sheet of a workbook holds.
pub const MOST_LINKS: usize = 65_530;

/// How many external claims the page for reading can bear (`--format html`).
pub const MOST_ON_A_PAGE: usize = 3_000;

/// Every limit, as docs/limits.md lists them.
pub const LIMITS: &[Limit] = &[
    Limit {
        what: "a file of a dataset",
        most: LONGEST_FILE as u64,
        unit: "bytes",
        beyond: "a finding (`syntax`); nothing of the file is read",
    },
    Limit {
        what: "faults of syntax, and of shape, in such a file",
        most: MOST_FAULTS as u64,
        unit: "findings",
        beyond: "one more finding says so; the rest of the file is not looked at",
    },
    Limit {
        what: "the text of a document (`--texts`)",
        most: LONGEST_TEXT as u64,
        unit: "bytes",
        beyond: "a finding (`missing-text`); its evidence is not verified",
    },
    Limit {
        what: "a record of external claims",
        most: LONGEST_RECORD as u64,
        unit: "bytes",
        beyond: "a finding (`syntax`); it is passed over, in a document (`.json`) with all behind it",
    },
    Limit {
        what: "a file of an export (`claims diff`)",
        most: LONGEST_DOCUMENT as u64,
        unit: "bytes",
        beyond: "the run ends with exit code 2",
    },
    Limit {
        what: "an archive of an export, unpacked (`claims diff`)",
        most: LARGEST_ARCHIVE,
        unit: "bytes",
        beyond: "the run ends with exit code 2",
    },
    Limit {
        what: "texts, numbers, lists and tables in a record",
        most: MOST_VALUES as u64,
        unit: "values",
        beyond: "a finding (`syntax`); the record is passed over",
    },
    Limit {
        what: "lists and tables in one another",
        most: DEEPEST as u64,
        unit: "levels",
        beyond: "a finding (`syntax`); the value is passed over",
    },
    Limit {
        what: "codings, and claims, of a document (`claims agreement --against`)",
        most: MOST_COMPARED as u64,
        unit: "codings or claims",
        beyond: "the run ends with exit code 2",
    },
    Limit {
        what: "errors that the error of `Dataset::load` lists",
        most: MOST_LISTED as u64,
        unit: "errors",
        beyond: "the others are counted",
    },
    Limit { what: "lines of all inputs of a run", most: MOST_LINES as u64, unit: "lines", beyond: "the run ends with exit code 2" },
    Limit {
        what: "a text in a cell of the workbook, as Excel counts",
        most: LONGEST_CELL as u64,
        unit: "UTF-16 units",
        beyond: "the export ends with exit code 2 and names the cell; `--format` can leave the workbook out",
    },
    Limit {
        what: "rows in a sheet of the workbook, as Excel has them",
        most: MOST_ROWS as u64,
        unit: "rows",
        beyond: "as for texts in a cell",
    },
    Limit {
        what: "links in a sheet of the workbook, as Excel has them",
        most: MOST_LINKS as u64,
        unit: "links",
        beyond: "the texts below are written without a link",
    },
    Limit {
        what: "external claims on the page for reading (`export --from`, format `html`)",
        most: MOST_ON_A_PAGE as u64,
        unit: "claims",
        beyond: "the page is left out, which is said; if it is asked for by name, nothing is written",
    },
];

/// A number of bytes in words.
pub(crate) fn mebibytes(bytes: usize) -> String {
    format!("{} MiB", bytes >> 20)
}
