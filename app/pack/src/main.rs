//! `pack`: builds everything the browser downloads and writes it to `target/site`.
//! It is a build tool: nothing of it is in the hall that is deployed.

mod budget;
mod cache;
mod compress;
mod digest;
mod front;
mod manifest;
mod parallel;
mod parity;
mod program;
mod scripts;
mod site;
mod style;
mod wasm;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Parser;

use crate::cache::Cache;
use crate::site::{Naming, Part};
use crate::workspace::{Mode, Workspace};

/// Packs the browser side of the hall into target/site.
#[derive(Parser)]
struct Options {
    /// Optimise, minify and compress, as it is deployed.
    #[arg(long)]
    release: bool,

    /// Build nothing: print what each page loads of the last release, and fail when it is past a limit.
    #[arg(long, conflicts_with = "release")]
    budget: bool,

    /// Build only what `end2end/parity.mjs` compares with the same rules as they run on the server.
    #[arg(long, conflicts_with_all = ["release", "budget"])]
    parity: bool,

    /// What the HTML of each page weighs, as `end2end/weigh.mjs` writes it; not looked at when not given.
    #[arg(long, requires = "budget", value_name = "FILE")]
    html: Option<PathBuf>,

    /// Where Cargo keeps the sources of dependencies; the path is kept out of what is packed.
    #[arg(long, env = "CARGO_HOME", hide = true)]
    cargo_home: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pack: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<()> {
    let workspace = Workspace::find()?;
    if options.budget {
        return budget::check(&workspace, options.html.as_deref());
    }
    if options.parity {
        return parity::pack(&workspace, options.cargo_home);
    }
    let mode = if options.release { Mode::Release } else { Mode::Dev };
    pack(&workspace, mode, options.cargo_home)
}

fn pack(workspace: &Workspace, mode: Mode, cargo_home: Option<PathBuf>) -> Result<()> {
    let started = Instant::now();
    let modules = front::build(workspace, mode, cargo_home)?;
    let cache = Cache::open(workspace, mode)?;
    let parts = [
        Part { files: wasm::pack(workspace, &cache, &modules)?, naming: Naming::HashedFile },
        Part { files: style::pack(workspace, &cache)?, naming: Naming::HashedFile },
        Part { files: scripts::pack(workspace, &cache)?, naming: Naming::HashedFile },
        Part { files: site::public(workspace, &cache)?, naming: Naming::AsIs },
    ];
    let manifest = site::assemble(workspace, &parts)?;
    println!("packed {} files in {:.1} s", manifest.files.len(), started.elapsed().as_secs_f32());
    Ok(())
}
