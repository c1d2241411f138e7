//! Work on blocks in parallel, with parts of it in the order of the blocks.
//!
//! Each worker takes the next block and carries it through the stages, one after the other. A stage lets one block in at a time, in order: so
//! what a stage gathers does not depend on the number of workers, no block waits in memory that nobody works on, and while one worker is
//! in one stage, another can be in the next.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

pub(crate) use crate::parallel::lock;

/// Whose turn it is in each stage.
#[derive(Debug, Default)]
struct Turns {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The number of the block whose turn it is, by stage.
    next: Vec<u64>,
    stopped: bool,
}

/// Somebody else has failed: what is left is not worth doing.
#[derive(Debug)]
pub(crate) struct Cancelled;

/// The way of one block through the stages.
#[derive(Debug)]
pub(crate) struct Ticket<'a> {
    turns: &'a Turns,
    number: u64,
    stage: usize,
}

impl Ticket<'_> {
    /// Does something to the next stage's data when it is this block's turn. Every block must visit the same stages in the same order.
    pub(crate) fn take<T, R>(&mut self, stage: &Mutex<T>, act: impl FnOnce(&mut T) -> R) -> Result<R, Cancelled> {
        let mut turns = lock(&self.turns.state);
        if turns.next.len() <= self.stage {
            turns.next.resize(self.stage + 1, 0);
        }
        while turns.next[self.stage] != self.number {
            if turns.stopped {
                return Err(Cancelled);
            }
            turns = self.turns.changed.wait(turns).unwrap_or_else(PoisonError::into_inner);
        }
        drop(turns);
        let done = act(&mut lock(stage));
        lock(&self.turns.state).next[self.stage] += 1;
        self.turns.changed.notify_all();
        self.stage += 1;
        Ok(done)
    }
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
    Cancelled,
    /// This one has.
    Failed(E),
}

impl<E> From<Cancelled> for Ended<E> {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
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
    work: impl Fn(&mut Ticket<'_>, B) -> Result<M, Ended<E>> + Sync,
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
            match work(&mut Ticket { turns: &turns, number, stage: 0 }, block) {
                Ok(given_back) => memory = given_back,
                Err(ended) => break Err(ended),
            }
        };
        match ended {
            Ok(()) => alarm.1 = false,
            Err(Ended::Cancelled) => {}
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
    fn stages_are_visited_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 5] {
            let (first, second) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
            in_order(threads, numbers(500), |ticket, number| {
                // Later blocks are ready before earlier ones.
                thread::sleep(std::time::Duration::from_micros(u64::from(500 - number) % 7 * 20));
                ticket.take(&first, |list| list.push(number))?;
                ticket.take(&second, |list| list.push(number))?;
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
            let stage = Mutex::new(());
            let ended = in_order(threads, numbers(1000), |ticket, number| {
                if number == 7 {
                    return Err(Ended::Failed("seven".to_owned()));
                }
                ticket.take(&stage, |()| ())?;
                Ok(())
            });
            assert_eq!(ended, Err("seven".to_owned()));
        }
    }

    #[test]
    fn a_panic_is_passed_on_and_nobody_waits_for_ever() {
        for threads in [1, 2, 5] {
            let stage = Mutex::new(());
            let work = || {
                in_order(threads, numbers(1000), |ticket, number| {
                    assert!(number != 5, "five");
                    ticket.take(&stage, |()| ())?;
                    Ok::<_, Ended<String>>(())
                })
            };
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).is_err(), "{threads}");
        }
    }
}
