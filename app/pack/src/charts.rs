//! Bundles the part of ECharts that the dashboards use; no other page loads it.

use std::path::PathBuf;

use anyhow::Result;

use crate::cache::Cache;
use crate::digest::Digest;
use crate::workspace::{Mode, Workspace, run};

const ENTRY: &str = "app/pack/echarts.js";

pub fn pack(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let inputs =
        Digest::default().file(&workspace.path(ENTRY))?.file(&workspace.path("package-lock.json"))?;
    let room = cache.step("charts", inputs, |room| {
        let mut esbuild = workspace.node_tool("esbuild")?;
        esbuild
            .args([ENTRY, "--bundle", "--format=iife", "--legal-comments=none", "--log-level=warning"])
            .arg("--target=chrome87,firefox78,safari14")
            .arg(format!("--outfile={}", room.files.join("echarts.js").display()));
        if cache.mode == Mode::Release {
            esbuild.arg("--minify");
        }
        run(&mut esbuild)
    })?;
    Ok(room.files)
}
