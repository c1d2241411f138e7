//! Work without the interpreter's lock, which Ctrl-C ends and whose panics are errors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

/// How long Ctrl-C may wait.
const TICK: Duration = Duration::from_millis(50);

/// What the last panic said and where it was: of one on another thread, its payload is lost on the way.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Has panics keep their words in place of writing them to standard error.
pub(crate) fn keep_words_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let words =
            payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no words");
        let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        PANIC.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| format!("{words}{place}"));
    }));
}

/// An error of the package, which says this.
pub(crate) fn claims_error(py: Python<'_>, message: String) -> PyErr {
    let raise = || Ok(PyErr::from_value(py.import("guarantee_claims._errors")?.getattr("ClaimsError")?.call1((message,))?));
    raise().unwrap_or_else(|error| error)
}

/// Does some work on another thread while this one looks for signals and calls `tick`. An error of these sets the flag that the work is
/// given, which should then end.
pub(crate) fn run<T: Send>(
    py: Python<'_>,
    work: impl FnOnce(&AtomicBool) -> T + Send,
    mut tick: impl FnMut(Python<'_>) -> PyResult<()> + Send,
) -> PyResult<T> {
    let stop = AtomicBool::new(false);
    let work = Mutex::new(Some(work));
    let do_it = || {
        let work = work.lock().unwrap_or_else(PoisonError::into_inner).take();
        catch_unwind(AssertUnwindSafe(|| work.map(|work| work(&stop))))
    };
    let (done, failure) = py.detach(|| {
        thread::scope(|scope| {
            let (end, ended) = channel::<()>();
            let worker = thread::Builder::new().spawn_scoped(scope, || {
                let done = do_it();
                drop(end);
                done
            });
            // Where no thread can be started, nothing can be interrupted.
            let Ok(worker) = worker else { return (do_it(), None) };
            let mut failure = None;
            while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                if failure.is_none() {
                    failure = Python::attach(|py| py.check_signals().and_then(|()| tick(py))).err();
                    stop.store(failure.is_some(), Ordering::Relaxed);
                }
            }
            (worker.join().and_then(|done| done), failure)
        })
    });
    let said = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (failure, done) {
        (Some(failure), _) => Err(failure),
        (None, Ok(Some(done))) => Ok(done),
        (None, _) => {
            let said = said.unwrap_or_else(|| "no words".to_owned());
            Err(claims_error(py, format!("internal error: {said}: expected none, whatever the input; please report it")))
        }
    }
}
