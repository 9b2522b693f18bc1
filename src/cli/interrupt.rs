//! The wish to stop: Ctrl-C, or the signal that ends a program.
//!
//! The first is a wish, which the run fulfils when it stands well; the second stops at once.

use super::Fatal;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a shell expects of a program that a signal stopped.
pub(super) const EXIT: u8 = 130;

static WISHED: AtomicBool = AtomicBool::new(false);

/// Listens from now on.
pub(super) fn listen() -> Result<(), Fatal> {
    let stop = || {
        if WISHED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(EXIT));
        }
    };
    ctrlc::set_handler(stop).map_err(|e| Fatal(format!("Ctrl-C cannot be listened for: {e}")))
}

/// Whether the user wishes to stop.
pub(super) fn wished() -> bool {
    WISHED.load(Ordering::SeqCst)
}
