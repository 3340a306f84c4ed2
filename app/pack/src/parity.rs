//! The rules alone as a phone runs them, in WebAssembly for Node.js: half of the comparison that `end2end/parity.mjs` makes.

use std::path::PathBuf;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

use crate::front;
use crate::workspace::{Mode, Workspace, run};

/// Writes `target/parity/parity.js` and its module.
pub fn pack(workspace: &Workspace, cargo_home: Option<PathBuf>) -> Result<()> {
    run(front::cargo(workspace, Mode::Release, "build", cargo_home)?.args(["--package", "parity"]))?;
    Bindgen::new()
        .input_path(front::compiled(workspace, Mode::Release).join("parity.wasm"))
        .out_name("parity")
        .nodejs_module(true)?
        .typescript(false)
        .generate(workspace.path("target/parity"))
}
