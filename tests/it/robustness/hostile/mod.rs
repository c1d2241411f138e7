//! Input that means harm: whatever is given, the program says what is wrong with it at its place, in bounded time and memory, and nothing
//! in it reaches a terminal, a log or a table as anything but text. With SOAK=1 everything is as large as it may come.

mod codings;
mod control_characters;
mod dataset_files;
mod external_records;
mod paths;
mod run;
