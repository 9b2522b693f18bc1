//! A panic in the library -> a message, instead of the end of the program.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static CAUGHT_HERE: Cell<bool> = const { Cell::new(false) };
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work`; a panic in it becomes the message that it gave, with its place.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    record_panics();
    CAUGHT_HERE.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    CAUGHT_HERE.set(false);
    done.map_err(|_| LAST_PANIC.with_borrow_mut(std::mem::take))
}

/// A panic that is caught is noted instead of printed; others go their usual way.
fn record_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CAUGHT_HERE.get() {
                return usual(info);
            }
            let payload = info.payload();
            let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
            let at = info.location().map_or_else(String::new, |l| format!(" at {}:{}", l.file(), l.line()));
            LAST_PANIC.with_borrow_mut(|last| *last = format!("{said}{at}"));
        }));
    });
}
