//! `make bench`, the server's part: how long a hall with a million cases takes to answer, against the same hall with ten
//! thousand, and how long the search takes among a hundred thousand items. Not part of the program.

mod copies;
mod measure;
mod requests;
mod search;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use clap::Parser;
use server::config::Config;
use server::serve::{self, Ports};

/// Measures a database that `onehall demo --cases N` has filled. It is changed: throw it away afterwards.
#[derive(Parser)]
struct Bench {
    #[command(flatten)]
    config: Config,
    /// How many times the cases there are to be there in the end.
    #[arg(long, default_value_t = 100)]
    times: u32,
    /// How often each request is sent.
    #[arg(long, default_value_t = 60)]
    rounds: usize,
    /// Among how many items to search; 0 leaves the search out.
    #[arg(long, default_value_t = 100_000)]
    items: usize,
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let bench = Bench::parse();
    let db = serve::open(&bench.config).await?;
    let state = serve::assemble(bench.config, db, Ports::system()?).await?;
    let hall = requests::Hall::open(&state).await?;
    let cases = copies::check(&state.db).await?;
    anyhow::ensure!(cases > 0, "no cases: run onehall demo first");
    let before = hall.measure(bench.rounds).await?;
    let started = Instant::now();
    copies::multiply(&state.db, bench.times).await.context("copying the cases")?;
    let many = copies::check(&state.db).await?;
    println!("{many} cases in {:.0} s; the sums equal the cases\n", started.elapsed().as_secs_f64());
    let after = hall.measure(bench.rounds).await?;
    let mut kept = measure::print(&before, &after, (cases, many));
    let (first, whole, lines) = hall.export().await?;
    println!(
        "export of {lines} lines: the first after {} ms, all after {} ms\n",
        measure::milliseconds(first),
        measure::milliseconds(whole)
    );
    kept &= first < std::time::Duration::from_secs(1);
    if bench.items > 0 {
        kept &= search::measure(&state, bench.items);
    }
    state.db.close().await;
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
