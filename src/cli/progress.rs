//! A line on a terminal that shows how far a run is, how fast, and how long it will take. In a pipe
//! nothing is shown.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

const WITH_END: &str = "{prefix} {bar:30} {percent:>3}%  {msg}  {eta} left";
const WITHOUT_END: &str = "{prefix} {spinner} {msg}  {elapsed}";

/// The line of a run.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    /// Reports that were there before the run began.
    before: u64,
}

impl Progress {
    /// `length` is what the positions of [`Progress::at`] will reach, if that is known.
    pub(super) fn new(what: &'static str, length: Option<u64>, before: u64) -> Progress {
        let bar = ProgressBar::with_draw_target(length, target());
        let template = if length.is_some() { WITH_END } else { WITHOUT_END };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.set_prefix(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress { bar, started: Instant::now(), before }
    }

    /// So much of the length was behind when the run began.
    pub(super) fn from(self, position: u64) -> Progress {
        self.bar.set_position(position);
        self.bar.reset_eta();
        self
    }

    /// So many reports are done; of the length, so much is behind.
    pub(super) fn at(&self, position: u64, reports: u64) {
        let position = self.bar.length().map_or(position, |length| position.min(length));
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        #[allow(clippy::cast_precision_loss, reason = "a rate to be looked at")]
        let rate = reports.saturating_sub(self.before) as f64 / seconds;
        self.bar.set_position(position);
        self.bar.set_message(format!("{reports} reports, {rate:.0}/s"));
    }

    /// A message above the line.
    pub(super) fn complain(&self, message: impl Display) {
        self.bar.suspend(|| super::complain(message));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn target() -> ProgressDrawTarget {
    if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() }
}
