//! Bundles and minifies the style sheets, for old phones too.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::error::Error as CssError;
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

use crate::cache::Cache;
use crate::digest::Digest;
use crate::workspace::{Mode, Workspace};

/// One sheet for everyone, one for each desk that loads it, and one for what is printed.
const SHEETS: [&str; 5] = ["main.css", "desk.css", "dashboard.css", "gallery.css", "sheet.css"];

/// The oldest browsers in which the hall must look right.
const OLDEST: Browsers = Browsers {
    android: Some(version(87)),
    chrome: Some(version(87)),
    edge: Some(version(87)),
    firefox: Some(version(78)),
    ie: None,
    ios_saf: Some(version(14)),
    opera: Some(version(73)),
    safari: Some(version(14)),
    samsung: Some(version(14)),
};

/// As lightningcss writes a version: a byte each for major, minor and patch.
const fn version(major: u32) -> u32 {
    major << 16
}

pub fn pack(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let sources = workspace.path("style");
    let inputs = Digest::default().folder(&sources)?;
    let room = cache.step("style", inputs, |room| {
        for sheet in SHEETS {
            let css = bundle(&sources.join(sheet), cache.mode)?;
            fs::write(room.files.join(sheet), css)?;
        }
        Ok(())
    })?;
    Ok(room.files)
}

fn bundle(entry: &Path, mode: Mode) -> Result<String> {
    let targets = Targets::from(OLDEST);
    let provider = FileProvider::new();
    let mut sheet = Bundler::new(&provider, None, ParserOptions::default()).bundle(entry).map_err(located)?;
    sheet.minify(MinifyOptions { targets, ..Default::default() }).map_err(located)?;
    let printed = sheet
        .to_css(PrinterOptions { minify: mode == Mode::Release, targets, ..Default::default() })
        .map_err(located)?;
    Ok(printed.code)
}

/// In words, because the error borrows from the source; lines counted from one, as editors do.
fn located<Kind: Display>(error: CssError<Kind>) -> anyhow::Error {
    match error.loc {
        Some(place) => anyhow!("{}:{}:{}: {}", place.filename, place.line + 1, place.column, error.kind),
        None => anyhow!("{}", error.kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_inlined_and_new_syntax_is_lowered() -> Result<()> {
        let room = tempfile::tempdir()?;
        fs::write(room.path().join("main.css"), "@import './part.css';\n.a { inset: 0; .b & { top: 1px } }")?;
        fs::write(room.path().join("part.css"), ".part { color: #ff0000 }")?;
        let css = bundle(&room.path().join("main.css"), Mode::Release)?;
        assert_eq!(css, ".part{color:red}.a{top:0;bottom:0;left:0;right:0}.b .a{top:1px}");
        Ok(())
    }

    #[test]
    fn a_mistake_names_its_place() -> Result<()> {
        let room = tempfile::tempdir()?;
        let path = room.path().join("main.css");
        fs::write(&path, "\n.a { color: red;\n}}")?;
        let error = bundle(&path, Mode::Dev).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("main.css:3"), "{error}");
        Ok(())
    }
}
