//! Compiles the programs of the browser side. Cargo itself knows what has changed.

use std::env::home_dir;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::program::PROGRAMS;
use crate::workspace::{Mode, Workspace, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// The folder with a compiled module for each program, under its name.
pub fn build(workspace: &Workspace, mode: Mode, cargo_home: Option<PathBuf>) -> Result<PathBuf> {
    let compiled = compiled(workspace, mode);
    let modules = compiled.join("programs");
    fs::create_dir_all(&modules)?;
    for program in &PROGRAMS {
        run(cargo(workspace, mode, "rustc", cargo_home.clone())?
            .args(["--package", "app", "--lib", "--crate-type", "cdylib"])
            .args(["--no-default-features", "--features", program.features]))?;
        // Cargo calls them all the same.
        fs::copy(compiled.join("app.wasm"), modules.join(program.name).with_extension("wasm"))?;
    }
    Ok(modules)
}

/// Where Cargo puts what it has compiled for the browser.
pub fn compiled(workspace: &Workspace, mode: Mode) -> PathBuf {
    workspace.path("target/front").join(TARGET).join(mode.folder())
}

/// Cargo, about to compile something for the browser.
pub fn cargo(
    workspace: &Workspace,
    mode: Mode,
    command: &str,
    cargo_home: Option<PathBuf>,
) -> Result<Command> {
    let cargo_home = cargo_home.or_else(|| Some(home_dir()?.join(".cargo")));
    let cargo_home = cargo_home.context("where Cargo keeps its sources is unknown: set CARGO_HOME")?;
    // Panic messages name source files: without this they would tell the public whose machine it was.
    // A `--config` is added to the flags the server is compiled with, and these must agree: an environment
    // variable would replace them.
    let paths = format!("--remap-path-prefix={}=cargo", cargo_home.display());
    let flags = format!("build.rustflags=[{paths:?}]");
    let mut cargo = workspace.cargo();
    cargo.args(["--config", &flags, command]).args([
        "--target",
        TARGET,
        "--profile",
        mode.profile(),
        "--target-dir",
        "target/front",
    ]);
    Ok(cargo)
}
