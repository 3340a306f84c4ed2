//! Definitions that an authority has published, judged on the answers its own tests use.

use std::fs;
use std::path::Path;

use schema::form::{Severity, compile, validate_data};
use serde_json::Value;

use super::Patterns;
use super::oracle::oracle;

#[test]
fn published_forms_compile_and_are_judged_as_their_authors_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/government");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut judged = 0;
    for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let name = path.file_stem().unwrap().display();
        let (form, lints) = compile(&file["schema"]);
        assert!(lints.iter().all(|lint| lint.severity == Severity::Warning), "{name}: {lints:?}");
        let oracle = oracle(&file["schema"]);
        for case in file["cases"].as_array().unwrap() {
            let faults = validate_data(&form, &case["data"], &Patterns);
            assert_eq!(faults.is_empty(), case["valid"] == true, "{name}: {} {faults:?}", case["data"]);
            assert_eq!(oracle.is_valid(&case["data"]), case["valid"] == true, "{name}: {}", case["data"]);
            judged += 1;
        }
    }
    assert_eq!(judged, 162);
}
