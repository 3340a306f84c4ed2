//! Bundles the scripts beside the programs: the part of ECharts that the dashboards use, what helps to take photographs and to
//! sign, and speech. Only pages that have a use for one load it.

use std::path::PathBuf;

use anyhow::Result;

use crate::cache::Cache;
use crate::digest::Digest;
use crate::workspace::{Mode, Workspace, run};

const SCRIPTS: [&str; 3] = ["echarts.js", "capture.js", "speech.js"];

pub fn pack(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let entries = SCRIPTS.map(|script| format!("app/pack/{script}"));
    let inputs = Digest::default().file(&workspace.path("package-lock.json"))?;
    let inputs = entries.iter().try_fold(inputs, |inputs, entry| inputs.file(&workspace.path(entry)))?;
    let room = cache.step("scripts", inputs, |room| {
        let mut esbuild = workspace.node_tool("esbuild")?;
        esbuild
            .args(&entries)
            .args(["--bundle", "--format=iife", "--legal-comments=none", "--log-level=warning"])
            .arg("--target=chrome87,firefox78,safari14")
            // Safari 14 can; what its first version gets wrong are defaults that look at each other, of which there are none.
            .arg("--supported:destructuring=true")
            .arg(format!("--outdir={}", room.files.display()));
        if cache.mode == Mode::Release {
            esbuild.arg("--minify");
        }
        run(&mut esbuild)
    })?;
    Ok(room.files)
}
