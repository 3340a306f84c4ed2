//! Laws about each file: how it opens, how long it is, what does not stand in it, and where it may lie.

use super::{assert_none, files, sources, walk};
use crate::support::repository;

/// Lines of a file, tests apart.
const LONGEST: usize = 400;

/// Lines of a function between its braces, without blank ones and comments; tests apart.
const LONGEST_FUNCTION: usize = 60;

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
fn no_function_is_too_long() {
    let mut found = Vec::new();
    for (path, text) in all().iter().filter(|(path, _)| !is_test(path)) {
        let long = functions(text).into_iter().filter(|function| function.lines > LONGEST_FUNCTION);
        found.extend(long.map(|function| {
            format!("{}:{}: {} has {} lines", path.display(), function.at, function.name, function.lines)
        }));
    }
    assert_none(&found);
}

/// A function as rustfmt lays it out: it ends with the brace that stands right below its first word.
struct Function<'a> {
    at: usize,
    name: &'a str,
    lines: usize,
}

/// The functions of a file, up to its tests.
fn functions(text: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = text.lines().take_while(|line| *line != "#[cfg(test)]").collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let (Some(name), false) = (function_name(line), line.ends_with(['}', ';'])) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let own = |line: &&str| line.strip_prefix(indent).is_some_and(|rest| !rest.starts_with(' '));
        let Some(opens) = (index..lines.len()).find(|at| own(&lines[*at]) && lines[*at].ends_with('{'))
        else {
            continue;
        };
        let body = lines[opens + 1..].iter().take_while(|line| **line != format!("{indent}}}"));
        let code = body.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"));
        found.push(Function { at: index + 1, name, lines: code.count() });
    }
    found
}

/// The name of the function that a line begins.
fn function_name(line: &str) -> Option<&str> {
    let (before, rest) =
        line.trim_start().split_once("fn ").filter(|_| !line.trim_start().starts_with("//"))?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async"];
    let is_one = before.split_whitespace().all(|word| words.contains(&word));
    is_one.then(|| rest.split(['(', '<']).next()).flatten()
}

#[test]
fn functions_are_measured_between_their_braces() {
    let text = "pub async fn one(\n    a: A,\n) -> B\nwhere\n    A: C,\n{\n    // Why.\n    a;\n\n    if b {\n        c\n    }\n}\n\
                trait D {\n    fn two(&self);\n    fn three(&self) {\n        e\n    }\n}\nfn four() {}\n\
                #[cfg(test)]\nmod tests {\n    fn five() {\n        f\n    }\n}\n";
    let found: Vec<(usize, &str, usize)> =
        functions(text).into_iter().map(|function| (function.at, function.name, function.lines)).collect();
    assert_eq!(found, [(1, "one", 4), (16, "three", 1)]);
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
    let map = std::fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let tops = ["app/", "server/", "migrations/", "style/", "public/", "end2end/", ".ci/"];
    let places: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|place| {
            tops.iter().any(|top| place.starts_with(top)) && !place.contains(['*', '<', '{', ' ', '…'])
        })
        .collect();
    assert!(places.len() > 20, "a map of {} places", places.len());
    let missing = places.iter().filter(|place| !repository().join(place.split(':').next().unwrap()).exists());
    assert_none(&missing.map(|place| (*place).to_owned()).collect::<Vec<_>>());
}

fn all() -> Vec<(std::path::PathBuf, String)> {
    ["app", "server"].into_iter().flat_map(sources).collect()
}

/// Tests may be as long as there is to check.
fn is_test(path: &std::path::Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy();
    path.components().any(|part| part.as_os_str() == "tests") || name == "tests" || name.ends_with("_tests")
}
