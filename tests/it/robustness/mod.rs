//! Damaged and hostile input, faults of the machine, unusual places: nothing is lost, and nothing panics.

mod damage;
mod fault_injection;
mod hostile;
mod places;
