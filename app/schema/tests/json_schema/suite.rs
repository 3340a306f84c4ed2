//! Every case of the suite for the keywords that are supported, and the table of how many there are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use schema::form::{KEYWORDS, Support};
use serde_json::Value;

use super::{is_valid, wrapped};

/// How the cases of one file came out.
#[derive(Default)]
struct Count {
    passed: usize,
    unsupported: usize,
    failed: Vec<String>,
}

/// Cases of `format.json` about `format` as an annotation. In a form it asserts.
const ANNOTATION: &str = " string is only an annotation by default";

/// Runs the cases of one file.
fn run(path: &Path) -> Count {
    let groups: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut count = Count::default();
    for group in groups {
        let (form, errors) = wrapped(&group["schema"]);
        let cases = group["tests"].as_array().unwrap().iter();
        for case in cases.filter(|case| !case["description"].as_str().unwrap().ends_with(ANNOTATION)) {
            if !errors.is_empty() {
                // References out of the document are all that is not supported of these keywords.
                assert!(
                    errors.iter().all(|lint| lint.detail.starts_with('$')),
                    "{}: {errors:?}",
                    group["description"]
                );
                count.unsupported += 1;
            } else if is_valid(&form, &case["data"]) == case["valid"] {
                count.passed += 1;
            } else {
                count.failed.push(format!("{}: {}", group["description"], case["description"]));
            }
        }
    }
    count
}

fn files(folder: &str) -> BTreeMap<String, std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/json-schema").join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path)).collect()
}

/// Prints the table and tells what failed.
fn report(counts: &BTreeMap<String, Count>) -> Vec<String> {
    println!("{:<24}{:>8}{:>13}{:>8}", "", "passed", "unsupported", "failed");
    for (name, count) in counts {
        println!("{name:<24}{:>8}{:>13}{:>8}", count.passed, count.unsupported, count.failed.len());
    }
    let failed = counts
        .iter()
        .flat_map(|(name, count)| count.failed.iter().map(move |case| format!("{name}: {case}")));
    failed.collect()
}

#[test]
fn every_case_of_the_suite_comes_out_as_it_says() {
    let counts: BTreeMap<String, Count> =
        files("").into_iter().map(|(name, path)| (name, run(&path))).collect();
    let failed = report(&counts);
    assert!(failed.is_empty(), "{failed:#?}");
    let sum = |of: fn(&Count) -> usize| counts.values().map(of).sum::<usize>();
    assert_eq!((sum(|count| count.passed), sum(|count| count.unsupported)), (1134, 40));
}

#[test]
fn formats_assert() {
    let counts: BTreeMap<String, Count> =
        files("optional-format").into_iter().map(|(name, path)| (name, run(&path))).collect();
    let failed = report(&counts);
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(counts.values().all(|count| count.unsupported == 0 && count.passed > 0));
}

#[test]
fn every_keyword_that_asserts_has_cases() {
    let files = files("");
    // Keywords of older drafts and dialects, and parts of another, whose cases stand in the file of that.
    let elsewhere =
        ["additionalItems", "dependencies", "minContains", "if", "then", "else", "$ref", "nullable"];
    for (keyword, support) in KEYWORDS {
        println!("{keyword:<24}{support:?}");
        if support == Support::Asserts && !elsewhere.contains(&keyword) {
            assert!(files.contains_key(keyword), "{keyword}");
        }
    }
}
