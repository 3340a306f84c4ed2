//! The laws of the house, as far as a program can check them over the sources and `cargo metadata`.

mod imports;
mod packages;
mod sources;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

/// Every Rust file below a folder of the repository: its path from the repository's root, and its text.
pub fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    files(folder, &["rs"])
}

/// Every file below a folder with one of these extensions.
fn files(folder: &str, extensions: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    walk(&repository().join(folder), &mut |path| {
        if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
            let relative = path.strip_prefix(repository()).unwrap().to_owned();
            found.push((relative, fs::read_to_string(path).unwrap()));
        }
    });
    assert!(!found.is_empty(), "{folder} holds none");
    found.sort();
    found
}

/// Visits folders and files, leaving out what is built, fetched or hidden.
fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "target" || name == "node_modules" {
            continue;
        }
        visit(&path);
        if path.is_dir() {
            walk(&path, visit);
        }
    }
}

/// Fails with everything that was found, a line each.
#[track_caller]
fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "{} broken:\n{}", found.len(), found.join("\n"));
}
