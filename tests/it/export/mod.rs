//! The tables of the export, and the folder that they are written to.

mod folder;
mod keys;
