//! The laws of the house, as far as a program can check them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

/// Every Rust file below a folder of the repository: its path from the repository's root, and its text.
pub fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    collect(&repository().join(folder), &mut found);
    found.sort();
    let relative = |path: PathBuf| path.strip_prefix(repository()).unwrap().to_owned();
    found.into_iter().map(|path| (relative(path.clone()), fs::read_to_string(path).unwrap())).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
