//! The curators' commands on good and on broken input.

mod anchor;
mod fmt;
mod new;
mod pages;
mod run;
mod show;
