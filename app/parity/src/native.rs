//! The native half: `parity FROM COUNT` writes the outcomes of so many pairs, a line each; `parity` alone what is to be
//! seen among them.

use std::io::{self, Write};
use std::iter::{Skip, StepBy};
use std::ops::Range;
use std::sync::mpsc::sync_channel;
use std::thread;

use schema::form::Matcher;

use super::outcome::{World, outcome};
use super::wanted::wanted;

/// Patterns as the server matches them.
#[derive(Clone, Copy)]
struct Patterns;

impl Matcher for Patterns {
    fn is_match(&self, pattern: &str, text: &str) -> bool {
        let pattern = regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern));
        pattern.map_or(true, |pattern| pattern.find(text).is_some())
    }
}

/// Lines that each worker may be ahead of whoever reads them.
const AHEAD: usize = 500;

/// Writes the outcomes of these pairs, in their order.
pub fn write(from: u64, count: u64) -> io::Result<()> {
    let workers = thread::available_parallelism()?.get();
    let worker = |seeds: StepBy<Skip<Range<u64>>>| {
        let (ready, lines) = sync_channel(AHEAD);
        thread::spawn(move || {
            let world = World::new(&Patterns);
            seeds.into_iter().try_for_each(|seed| ready.send(outcome(seed, &world)))
        });
        lines
    };
    let seeds = |first: usize| (from..from + count).skip(first).step_by(workers);
    let workers: Vec<_> = (0..workers).map(|first| worker(seeds(first))).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for lines in workers.iter().cycle() {
        // In turn, so the first that has no more was the last to have one.
        let Ok(line) = lines.recv() else { break };
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// Writes all that is to be seen.
pub fn write_wanted() -> io::Result<()> {
    writeln!(io::stdout(), "{}", wanted())
}
