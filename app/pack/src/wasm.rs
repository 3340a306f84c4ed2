//! From the compiled module to what a browser loads: lazy chunks, glue, optimised and minified.
//! The files name one another, so they keep their names and share one hashed folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support as split;

use crate::cache::{Cache, Room};
use crate::digest::Digest;
use crate::parallel;
use crate::workspace::{Mode, Workspace, files_below, output};

/// The glue between the main module and its chunks.
const LINK: &str = "./app_split.js";
const MAIN: &str = "./app.js";

/// For each lazy function the files it needs, relative to the folder.
pub type Lazy = BTreeMap<String, Vec<String>>;

pub struct Packed {
    pub files: PathBuf,
    pub lazy: Lazy,
}

pub fn pack(workspace: &Workspace, cache: &Cache, module: &Path) -> Result<Packed> {
    let inputs = Digest::default().file(module)?.file(&workspace.path("package-lock.json"))?;
    let room = cache.step("wasm", inputs, |room| {
        divide(module, room)?;
        bind(room)?;
        if cache.mode == Mode::Release {
            optimise(workspace, room)?;
        }
        Ok(())
    })?;
    let lazy = serde_json::from_slice(&fs::read(lazy_path(&room))?)?;
    Ok(Packed { files: room.files, lazy })
}

fn main_path(room: &Room) -> PathBuf {
    room.notes.join("app.wasm")
}

fn lazy_path(room: &Room) -> PathBuf {
    room.notes.join("lazy.json")
}

/// Cuts the lazy functions out of the main module.
fn divide(module: &Path, room: &Room) -> Result<()> {
    let input = fs::read(module)?;
    let main = main_path(room);
    let mut options = split::Options::new(&input);
    options.output_dir = &room.files;
    options.main_out_path = &main;
    options.main_module = MAIN;
    options.link_name = LINK;
    let done = split::transform(options).map_err(|error| anyhow!("cannot split: {error:#}"))?;
    if done.split_modules.is_empty() {
        fs::remove_file(room.files.join(LINK))?;
    }
    let lazy: Lazy = done
        .prefetch_map
        .into_iter()
        .map(|(name, files)| (name, files.iter().map(|file| format!("{file}.wasm")).collect()))
        .collect();
    fs::write(lazy_path(room), serde_json::to_vec(&lazy)?)?;
    Ok(())
}

/// Writes `app.js` and `app_bg.wasm`.
fn bind(room: &Room) -> Result<()> {
    Bindgen::new()
        .input_path(main_path(room))
        .out_name("app")
        .web(true)?
        .typescript(false)
        // The chunks look the function table and the mangled names up in the main module.
        .keep_lld_exports(true)
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
    // It warns about names in the chunks that it is about to strip.
    output(&mut tool)?;
    Ok(())
}

fn minify(workspace: &Workspace, path: &Path) -> Result<()> {
    let mut tool = workspace.node_tool("esbuild")?;
    tool.args(["--minify", "--format=esm", "--legal-comments=none", "--log-level=warning"]).arg(path);
    let minified = output(&mut tool)?;
    fs::write(path, minified)?;
    Ok(())
}
