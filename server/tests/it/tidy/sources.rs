//! Laws about each file: how it opens, how long it is, what does not stand in it, and where it may lie.

use super::{assert_none, files, sources, walk};
use crate::support::repository;

/// Lines of a file, tests apart.
const LONGEST: usize = 400;

/// What is unfinished or switched off. Cut in two, so that this file may stand beside the others.
const UNFINISHED: [&str; 9] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("X", "XX"),
    concat!("dbg", "!("),
    concat!("todo", "!("),
    concat!("unimpl", "emented!("),
    concat!("#[al", "low("),
    concat!("#![al", "low("),
    concat!("#[ig", "nore"),
];

/// Folders that say nothing of what is in them.
const NAMELESS: [&str; 6] = ["utils", "util", "common", "helpers", "misc", "shared"];

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let broken = |(path, text): &(std::path::PathBuf, String)| {
        let head = text.lines().take_while(|line| line.starts_with("//!")).count();
        (!(1..=8).contains(&head)).then(|| format!("{}: {head} lines of //! at the top", path.display()))
    };
    let found: Vec<String> = all().iter().filter_map(broken).collect();
    assert_none(&found);
}

#[test]
fn no_file_is_too_long() {
    let broken = |(path, text): &(std::path::PathBuf, String)| {
        let lines = text.lines().take_while(|line| *line != "#[cfg(test)]").count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines", path.display()))
    };
    let found: Vec<String> = all().iter().filter(|(path, _)| !is_test(path)).filter_map(broken).collect();
    assert_none(&found);
}

#[test]
fn nothing_is_unfinished_or_switched_off() {
    let mut found = Vec::new();
    for (path, text) in all() {
        for (number, line) in (1..).zip(text.lines()) {
            let words = UNFINISHED.iter().filter(|word| line.contains(*word));
            found.extend(words.map(|word| format!("{}:{number}: {word}", path.display())));
        }
    }
    assert_none(&found);
}

#[test]
fn no_line_ends_in_space_and_every_file_in_a_line() {
    let mut found = Vec::new();
    for folder in ["app", "server", "migrations", "end2end", "style"] {
        for (path, text) in files(folder, &["rs", "sql", "toml", "ts", "mjs", "sh", "css"]) {
            let lines = (1..).zip(text.lines()).filter(|(_, line)| line.ends_with([' ', '\t']));
            found.extend(lines.map(|(number, _)| format!("{}:{number}: ends in space", path.display())));
            if !text.is_empty() && !text.ends_with('\n') {
                found.push(format!("{}: does not end in a line", path.display()));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn every_folder_says_what_is_in_it() {
    let mut found = Vec::new();
    walk(repository(), &mut |path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && NAMELESS.contains(&name.as_str()) {
            found.push(path.display().to_string());
        }
    });
    assert_none(&found);
}

/// A map that shows what is not there is worse than none.
#[test]
fn every_place_on_the_map_is_there() {
    let Ok(map) = std::fs::read_to_string(repository().join("ARCHITECTURE.md")) else { return };
    let tops = ["app/", "server/", "migrations/", "style/", "public/", "end2end/", ".ci/"];
    let found: Vec<String> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|place| {
            tops.iter().any(|top| place.starts_with(top)) && !place.contains(['*', '<', '{', ' ', '…'])
        })
        .filter(|place| !repository().join(place.split(':').next().unwrap()).exists())
        .map(str::to_owned)
        .collect();
    assert_none(&found);
}

fn all() -> Vec<(std::path::PathBuf, String)> {
    ["app", "server"].into_iter().flat_map(sources).collect()
}

/// Tests may be as long as there is to check.
fn is_test(path: &std::path::Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy();
    path.components().any(|part| part.as_os_str() == "tests") || name == "tests" || name.ends_with("_tests")
}
