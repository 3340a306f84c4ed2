//! Compiles the programs of the browser side. Cargo itself knows what has changed.

use std::env::home_dir;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::program::{PROGRAMS, Program};
use crate::workspace::{Mode, Workspace, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// The folder with a compiled module for each program, under its name.
pub fn build(workspace: &Workspace, mode: Mode, cargo_home: Option<PathBuf>) -> Result<PathBuf> {
    let cargo_home = cargo_home.or_else(|| Some(home_dir()?.join(".cargo")));
    let cargo_home = cargo_home.context("where Cargo keeps its sources is unknown: set CARGO_HOME")?;
    let compiled = workspace.path("target/front").join(TARGET).join(mode.folder());
    let modules = compiled.join("programs");
    fs::create_dir_all(&modules)?;
    for program in &PROGRAMS {
        compile(workspace, mode, &cargo_home, program)?;
        // Cargo calls them all the same.
        fs::copy(compiled.join("app.wasm"), modules.join(program.name).with_extension("wasm"))?;
    }
    Ok(modules)
}

fn compile(workspace: &Workspace, mode: Mode, cargo_home: &Path, program: &Program) -> Result<()> {
    // Panic messages name source files: without this they would tell the public whose machine it was.
    // A `--config` is added to the flags the server is compiled with, and these must agree: an environment
    // variable would replace them.
    let paths = format!("--remap-path-prefix={}=cargo", cargo_home.display());
    let flags = format!("build.rustflags=[{paths:?}]");
    run(workspace
        .cargo()
        .args(["--config", &flags, "rustc", "--package", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--no-default-features", "--features", program.features])
        .args(["--target", TARGET, "--profile", mode.profile(), "--target-dir", "target/front"]))
}
