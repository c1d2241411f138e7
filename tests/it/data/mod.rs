//! The dataset of this repository, and the pages that are generated from it.

mod codebook;
mod dataset;
mod evidence;
mod generated;
mod table_page;
