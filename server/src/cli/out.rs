//! Standard output: lines for people and other programs, some of which have read enough before the end.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// Whoever read the output has gone, such as `head`: there is nothing left to do, and nothing to complain of.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("nobody reads the output")]
pub struct NobodyReads;

/// Writes a line, or several.
pub fn say(text: impl Display) -> anyhow::Result<()> {
    match writeln!(io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(NobodyReads.into()),
        other => Ok(other?),
    }
}
