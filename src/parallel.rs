//! The same work on each of many things, on all processors.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// Whether a worker that panicked had the lock does not matter: then all is given up.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How much stack a thread has: what deeply nested files need, whatever thread asks for them to be read. Systems give memory for what is used.
const STACK: usize = 8 << 20;

/// Does `work` on each item, on as many threads as there are processors, or on this one if none can be started; what came of it, in the order
/// of the items.
pub(crate) fn in_parallel<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let threads = processors.min(items.len());
    let done = Mutex::new(Vec::with_capacity(items.len()));
    let items = Mutex::new(items.into_iter().enumerate());
    let worker = || {
        loop {
            let next = lock(&items).next();
            let Some((place, item)) = next else { break };
            let result = work(item);
            lock(&done).push((place, result));
        }
    };
    thread::scope(|scope| {
        let start = || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).is_ok();
        let started = (0..threads).take_while(|_| start()).count();
        if started == 0 {
            worker();
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let results = in_parallel((0..200_u64).collect(), |number| {
            thread::sleep(std::time::Duration::from_micros((200 - number) % 7 * 20));
            number * 2
        });
        assert_eq!(results, (0..200).map(|number| number * 2).collect::<Vec<_>>());
        assert!(in_parallel(Vec::<u8>::new(), |number| number).is_empty());
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_passed_on() {
        in_parallel((0..20).collect(), |number: u8| assert!(number != 5, "five"));
    }
}
