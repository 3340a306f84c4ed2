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
    let paths = format!("--remap-path-prefix={}=cargo", cargo_home.display());
    // Views as trait objects instead of one type for each page: smaller, and far quicker to compile.
    let flags = [paths.as_str(), "--cfg=erase_components"].join("\u{1f}");
    run(workspace
        .cargo()
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .args(["rustc", "--package", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--no-default-features", "--features", "hydrate"])
        .args(["--target", TARGET, "--profile", mode.profile(), "--target-dir", "target/front"])
        .args(["--", "-Clink-args=--emit-relocs"]))?;
    Ok(workspace.path("target/front").join(TARGET).join(mode.folder()).join("app.wasm"))
}
