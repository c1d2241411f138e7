//! The program at its prompt: exit codes, messages, and the commands with which curators write data.

mod agreement;
mod cite;
mod curator_commands;
mod diff;
mod line_ends;
mod newcomer;
mod program;
