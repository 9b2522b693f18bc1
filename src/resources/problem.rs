//! What is wrong with a data file: said once, for people, with the way to mend it.

use std::fmt;

/// One fault in the data. All faults are collected; bad data never half loads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path below the data folder.
    pub file: String,
    /// 1 for the first line; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What to do about it.
    pub mend: String,
}

impl Problem {
    pub fn new(file: &str, line: usize, what: impl Into<String>, why: impl Into<String>, mend: impl Into<String>) -> Self {
        Problem { file: file.into(), line, what: what.into(), why: why.into(), mend: mend.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}: {}", self.file, self.line, self.what)?;
        } else {
            write!(f, "{}: {}", self.file, self.what)?;
        }
        write!(f, "\n  why:  {}\n  mend: {}", self.why, self.mend)
    }
}
