//! Work on blocks in parallel, with parts of it in the order of the blocks.
//!
//! Each worker takes the next block and carries it through the lanes, one after the other. A lane lets one block in at a time, in order: so
//! what a lane gathers does not depend on the number of workers, no block waits in memory that nobody works on, and while one worker is
//! in one lane, another can be in the next.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Whose turn it is in each lane.
#[derive(Debug, Default)]
struct Turns {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The number of the block whose turn it is, by lane.
    next: Vec<u64>,
    stopped: bool,
}

/// Somebody else has failed: what is left is not worth doing.
#[derive(Debug)]
pub(crate) struct Stopped;

/// The way of one block through the lanes.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    turns: &'a Turns,
    number: u64,
    lane: usize,
}

impl Turn<'_> {
    /// Does something to the next lane's data when it is this block's turn. Every block must visit the same lanes in the same order.
    pub(crate) fn take<T, R>(&mut self, lane: &Mutex<T>, act: impl FnOnce(&mut T) -> R) -> Result<R, Stopped> {
        let mut state = lock(&self.turns.state);
        if state.next.len() <= self.lane {
            state.next.resize(self.lane + 1, 0);
        }
        while state.next[self.lane] != self.number {
            if state.stopped {
                return Err(Stopped);
            }
            state = self.turns.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        let done = act(&mut lock(lane));
        lock(&self.turns.state).next[self.lane] += 1;
        self.turns.changed.notify_all();
        self.lane += 1;
        Ok(done)
    }
}

/// Whether a worker that panicked had the lock does not matter: then all is given up.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells the others to give up if its worker ends early.
struct Alarm<'a>(&'a Turns, bool);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if self.1 {
            lock(&self.0.state).stopped = true;
            self.0.changed.notify_all();
        }
    }
}

/// What ends the work of a worker early.
#[derive(Debug)]
pub(crate) enum Ended<E> {
    /// Another worker has failed.
    Stopped,
    /// This one has.
    Failed(E),
}

impl<E> From<Stopped> for Ended<E> {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// Takes blocks with `next` and does `work` on each, on so many threads, this one included, or on as many as can be started. `next` is given
/// the memory that `work` has given back.
///
/// # Errors
/// The first error of `next` or `work`.
pub(crate) fn in_order<B, M: Default, E: Send>(
    threads: usize,
    next: impl FnMut(M) -> Result<Option<B>, E> + Send,
    work: impl Fn(&mut Turn<'_>, B) -> Result<M, Ended<E>> + Sync,
) -> Result<(), E> {
    let turns = Turns::default();
    let source = Mutex::new((0, next, false));
    let failure = Mutex::new(None);
    let worker = || {
        let mut alarm = Alarm(&turns, true);
        let mut memory = M::default();
        let ended = loop {
            let (number, block) = {
                let mut source = lock(&source);
                let (number, next, ended) = &mut *source;
                if *ended {
                    break Ok(());
                }
                match next(memory) {
                    Ok(Some(block)) => {
                        *number += 1;
                        (*number - 1, block)
                    }
                    Ok(None) => {
                        *ended = true;
                        break Ok(());
                    }
                    Err(error) => {
                        *ended = true;
                        break Err(Ended::Failed(error));
                    }
                }
            };
            match work(&mut Turn { turns: &turns, number, lane: 0 }, block) {
                Ok(given_back) => memory = given_back,
                Err(ended) => break Err(ended),
            }
        };
        match ended {
            Ok(()) => alarm.1 = false,
            Err(Ended::Stopped) => {}
            Err(Ended::Failed(error)) => drop(lock(&failure).get_or_insert(error)),
        }
    };
    thread::scope(|scope| {
        // Where processes are limited, none or fewer can be started.
        let _ = (1..threads).try_for_each(|_| thread::Builder::new().spawn_scoped(scope, worker).map(drop));
        worker();
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(to: u32) -> impl FnMut(()) -> Result<Option<u32>, String> + Send {
        let mut numbers = 0..to;
        move |()| Ok(numbers.next())
    }

    #[test]
    fn lanes_are_visited_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 5] {
            let (first, second) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
            in_order(threads, numbers(500), |turn, number| {
                // Later blocks are ready before earlier ones.
                thread::sleep(std::time::Duration::from_micros(u64::from(500 - number) % 7 * 20));
                turn.take(&first, |list| list.push(number))?;
                turn.take(&second, |list| list.push(number))?;
                Ok::<_, Ended<String>>(())
            })
            .expect("nothing fails");
            for list in [first, second] {
                assert_eq!(list.into_inner().expect("nobody panicked"), (0..500).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn an_error_ends_the_work_of_all() {
        for threads in [1, 3] {
            let lane = Mutex::new(());
            let ended = in_order(threads, numbers(1000), |turn, number| {
                if number == 7 {
                    return Err(Ended::Failed("seven".to_owned()));
                }
                turn.take(&lane, |()| ())?;
                Ok(())
            });
            assert_eq!(ended, Err("seven".to_owned()));
        }
    }

    #[test]
    fn a_panic_is_passed_on_and_nobody_waits_for_ever() {
        for threads in [1, 2, 5] {
            let lane = Mutex::new(());
            let work = || {
                in_order(threads, numbers(1000), |turn, number| {
                    assert!(number != 5, "five");
                    turn.take(&lane, |()| ())?;
                    Ok::<_, Ended<String>>(())
                })
            };
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).is_err(), "{threads}");
        }
    }
}
