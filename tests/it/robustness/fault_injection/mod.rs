//! Whatever goes wrong while the program writes: what was there before is whole, or what is new is, never a mixture; what a kill leaves
//! beside it the next run removes; what is not ours is never touched; the exit code and a message say so. With SOAK=1 there are many more
//! faults.

mod commands;
mod kills;
mod others;
mod outputs;
