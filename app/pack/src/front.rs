//! Compiles the portal for the browser. Cargo itself knows what has changed.

use std::env::home_dir;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::{Mode, Workspace, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// The path of the compiled module, still with the relocations that splitting needs.
pub fn build(workspace: &Workspace, mode: Mode, cargo_home: Option<PathBuf>) -> Result<PathBuf> {
    let cargo_home = cargo_home.or_else(|| Some(home_dir()?.join(".cargo")));
    let cargo_home = cargo_home.context("where Cargo keeps its sources is unknown: set CARGO_HOME")?;
    // Panic messages name source files: without this they would tell the public whose machine it was.
    // A `--config` is added to the flags the server is compiled with, and these must agree: an environment
    // variable would replace them.
    let paths = format!("--remap-path-prefix={}=cargo", cargo_home.display());
    let flags = format!("build.rustflags=[{paths:?}]");
    run(workspace
        .cargo()
        .args(["--config", &flags, "rustc", "--package", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--no-default-features", "--features", "hydrate"])
        .args(["--target", TARGET, "--profile", mode.profile(), "--target-dir", "target/front"])
        .args(["--", "-Clink-args=--emit-relocs"]))?;
    Ok(workspace.path("target/front").join(TARGET).join(mode.folder()).join("app.wasm"))
}
