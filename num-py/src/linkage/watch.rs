//! Long work beside Python: it runs on a thread of its own, so that Python hears of it and can stop it whatever it is at.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc::{RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

use num_core::error::Code;
use pyo3::{Py, PyAny, PyErr, Python};

use crate::{error::Failure, guard::caught};

/// How long work runs before Python is told how far it is, and its signals are looked at.
const BETWEEN: Duration = Duration::from_millis(100);

/// How far work is, and whether it is still wanted.
#[derive(Default)]
pub(crate) struct Told {
    /// In ten-thousandths.
    done: AtomicU32,
    is_stopped: AtomicBool,
}

impl Told {
    const WHOLE: u32 = 10_000;

    /// Says how far the work is; whether to go on.
    pub(crate) fn tell(&self, done: f64) -> bool {
        // Out of bounds is brought to the bound by the cast.
        let done = (done * f64::from(Self::WHOLE)) as u32;
        self.done.fetch_max(done.min(Self::WHOLE), Ordering::Relaxed);
        !self.is_stopped.load(Ordering::Relaxed)
    }

    /// Ends work that is no longer wanted.
    pub(crate) fn go_on(&self) -> Result<(), Failure> {
        // Nobody reads it: who stopped the work has told why.
        if self.is_stopped.load(Ordering::Relaxed) { Err(Code::BINDING_INTERNAL.into()) } else { Ok(()) }
    }

    fn done(&self) -> f64 {
        f64::from(self.done.load(Ordering::Relaxed)) / f64::from(Self::WHOLE)
    }
}

/// Runs work and waits for it, with an eye on Python: its signals, and a callback that is told how far the work is.
///
/// When either raises, the work is told to stop, and is not waited for.
pub(crate) fn watched<T: Send + 'static>(
    py: Python<'_>,
    progress: Option<&Py<PyAny>>,
    work: impl FnOnce(&Told) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let told = Arc::new(Told::default());
    let (send, receive) = sync_channel(1);
    let beside = Arc::clone(&told);
    thread::Builder::new().spawn(move || run(&beside, work, &send)).map_err(PyErr::from)?;
    let tell = |done: f64| -> Result<(), Failure> {
        py.check_signals()?;
        progress.map(|progress| progress.call1(py, (done,))).transpose()?;
        Ok(())
    };
    let stop = |failure: Failure| {
        told.is_stopped.store(true, Ordering::Relaxed);
        failure
    };
    tell(0.0).map_err(stop)?;
    // The receiver moves with each wait, for it is of one thread.
    let mut receive = receive;
    loop {
        let found;
        (receive, found) = py.detach(move || {
            let found = receive.recv_timeout(BETWEEN);
            (receive, found)
        });
        match found {
            Err(RecvTimeoutError::Timeout) => tell(told.done().min(0.999)).map_err(stop)?,
            Err(RecvTimeoutError::Disconnected) => return Err(Code::BINDING_INTERNAL.into()),
            Ok(done) => {
                let done = done?;
                tell(1.0)?;
                return Ok(done);
            }
        }
    }
}

fn run<T>(told: &Told, work: impl FnOnce(&Told) -> Result<T, Failure>, send: &SyncSender<Result<T, Failure>>) {
    let done = caught(|| work(told)).and_then(|done| done);
    give_back();
    // Nobody waits for what was stopped.
    let _ = send.send(done);
}

/// Gives memory that long work has freed back to the system. The C library of Linux keeps much of it for each thread that asked for
/// some: tens of megabytes after a million rows, beside all that is held.
pub(crate) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        #[allow(unsafe_code, reason = "an interface of C")]
        unsafe extern "C" {
            safe fn malloc_trim(left: usize) -> std::ffi::c_int;
        }
        malloc_trim(0);
    }
}
