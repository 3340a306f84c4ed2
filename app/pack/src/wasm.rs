//! From compiled modules to what a browser loads: with their glue, optimised and minified.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::cache::{Cache, Room};
use crate::digest::Digest;
use crate::parallel;
use crate::program::PROGRAMS;
use crate::workspace::{Mode, Workspace, files_below, output};

/// `<program>.js` and `<program>_bg.wasm` for each program.
pub fn pack(workspace: &Workspace, cache: &Cache, modules: &Path) -> Result<PathBuf> {
    let mut inputs = Digest::default().file(&workspace.path("package-lock.json"))?;
    for program in &PROGRAMS {
        inputs = inputs.file(&module(modules, program.name))?;
    }
    let room = cache.step("wasm", inputs, |room| {
        for program in &PROGRAMS {
            bind(&module(modules, program.name), program.name, room)?;
        }
        if cache.mode == Mode::Release { optimise(workspace, room) } else { Ok(()) }
    })?;
    Ok(room.files)
}

fn module(modules: &Path, program: &str) -> PathBuf {
    modules.join(program).with_extension("wasm")
}

fn bind(module: &Path, program: &str, room: &Room) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .out_name(program)
        .web(true)?
        .typescript(false)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&room.files)
}

fn optimise(workspace: &Workspace, room: &Room) -> Result<()> {
    let files = files_below(&room.files)?;
    parallel::for_each(&files, |name| {
        let path = room.files.join(name);
        match name.extension().and_then(|kind| kind.to_str()) {
            Some("wasm") => shrink(workspace, &path),
            Some("js") => minify(workspace, &path),
            _ => Ok(()),
        }
    })
}

fn shrink(workspace: &Workspace, path: &Path) -> Result<()> {
    let mut tool = workspace.node_tool("wasm-opt")?;
    tool.args(["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"])
        .args(["--strip-debug", "--strip-producers"])
        .arg(path)
        .arg("-o")
        .arg(path);
    output(&mut tool)?;
    Ok(())
}

/// The glue with what a page calls, and nothing else of what it exports. Its warnings are for who would call it in an old
/// way.
fn minify(workspace: &Workspace, path: &Path) -> Result<()> {
    let entry = path.with_extension("entry.js");
    let glue = path.file_name().and_then(|name| name.to_str()).context("a name")?;
    std::fs::write(&entry, format!("export {{ default, hydrate }} from \"./{glue}\";"))?;
    let mut tool = workspace.node_tool("esbuild")?;
    tool.args(["--bundle", "--minify", "--format=esm", "--pure:console.warn"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(&entry);
    let minified = output(&mut tool)?;
    std::fs::remove_file(&entry)?;
    std::fs::write(path, minified)?;
    Ok(())
}
