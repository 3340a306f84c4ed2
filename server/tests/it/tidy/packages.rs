//! What others wrote and we build upon: where it comes from, and under which licence.

use std::fs;

use cargo_metadata::{Metadata, MetadataCommand};

use super::assert_none;
use crate::support::repository;

/// Licences that let the hall stay under its own. MPL-2.0 asks for changes to its own files only, and is used by
/// the packing tool alone.
const LICENCES: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// The only place packages come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What cargo knows without a network: the packages of the platform the tests run on, with every feature.
fn metadata() -> Metadata {
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let options = ["--offline", "--locked", "--all-features", "--filter-platform", &platform];
    MetadataCommand::new()
        .manifest_path(repository().join("Cargo.toml"))
        .other_options(options.map(str::to_owned))
        .exec()
        .unwrap()
}

#[test]
fn every_licence_is_one_we_can_live_with() {
    let found: Vec<String> = metadata()
        .packages
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(is_allowed))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert_none(&found);
}

#[test]
fn every_package_comes_from_the_registry() {
    let lock = fs::read_to_string(repository().join("Cargo.lock")).unwrap();
    let foreign = lock
        .lines()
        .filter_map(|line| line.strip_prefix("source = "))
        .filter(|source| source.trim_matches('"') != REGISTRY);
    assert_none(&foreign.map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn our_own_packages_are_private_and_alike() {
    let metadata = metadata();
    let own = metadata.workspace_packages();
    assert_eq!(own.len(), 5);
    for package in own {
        assert_eq!(package.license.as_deref(), Some("MIT OR Apache-2.0"), "{}", package.name);
        assert_eq!(package.publish.as_deref(), Some(&[][..]), "{}", package.name);
        assert!(
            package.description.as_ref().is_some_and(|description| description.ends_with('.')),
            "{}",
            package.name
        );
    }
}

/// Whether an SPDX expression can be met by the licences above. `/` is how it was written once.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.trim().replace('/', " OR ");
    let one = |word: &str| {
        split(&expression, word).map(|parts| {
            if word == " OR " {
                parts.iter().any(|part| is_allowed(part))
            } else {
                parts.iter().all(|part| is_allowed(part))
            }
        })
    };
    match one(" OR ").or_else(|| one(" AND ")) {
        Some(allowed) => allowed,
        None => match expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => is_allowed(inner),
            None => LICENCES.contains(&expression.as_str()),
        },
    }
}

/// The parts of an expression around an operator that stands outside all brackets; none when there is no such.
fn split<'a>(expression: &'a str, operator: &str) -> Option<Vec<&'a str>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, letter) in expression.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && expression[at..].starts_with(operator) => {
                parts.push(expression[start..at].trim());
                start = at + operator.len();
            }
            _ => {}
        }
    }
    parts.push(expression.get(start..).unwrap_or_default().trim());
    (parts.len() > 1).then_some(parts)
}

#[test]
fn licence_expressions_are_read_as_spdx_reads_them() {
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("MIT / Apache-2.0", true),
        ("(GPL-2.0 OR MIT) AND Unicode-3.0", true),
        ("MIT OR (GPL-2.0 AND Zlib)", true),
        ("(GPL-2.0 OR LGPL-3.0) AND MIT", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), expected, "{expression}");
    }
}
