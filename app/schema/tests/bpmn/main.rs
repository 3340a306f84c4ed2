//! Files of elsewhere: what becomes of each in `fixtures/bpmn` stands beside it.

use std::fs;
use std::path::{Path, PathBuf};

use schema::process::bpmn::{Loss, LossCode, Options, import};
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bpmn");

/// What became of a file, as it is written down beside it.
fn told(bytes: &[u8]) -> Value {
    match import(bytes, Options::default()) {
        Ok(imported) => {
            let loss = |loss: &Loss| format!("{:?}, {}: {}", loss.what, loss.place, loss.detail);
            let losses: Vec<String> = imported.losses.iter().map(loss).collect();
            let problems: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
            json!({ "definition": imported.definition, "losses": losses, "problems": problems })
        }
        Err(refused) => json!({ "refused": refused.to_string(), "why": refused.why }),
    }
}

#[test]
fn each_file_becomes_what_stands_beside_it() {
    let files = fs::read_dir(FOLDER).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|ending| ending == "bpmn")).collect();
    files.sort();
    assert!(files.len() > 30, "{}", files.len());
    for file in files {
        let expected = fs::read_to_string(file.with_extension("json")).unwrap_or_default();
        let told = told(&fs::read(&file).unwrap());
        let expected: Value = serde_json::from_str(&expected).unwrap_or_default();
        assert_eq!(told, expected, "{}: {told:#}", file.display());
        let name = file.file_name().unwrap().to_string_lossy();
        assert_eq!(told.get("refused").is_some(), name.starts_with("refused-"), "{name}");
    }
}

#[test]
fn a_process_of_elsewhere_can_be_framed_by_what_ours_have() {
    let file = Path::new(FOLDER).join("choice.bpmn");
    let imported = import(&fs::read(file).unwrap(), Options { frame: true }).unwrap();
    assert_eq!(imported.problems, []);
    let added: Vec<&str> = imported
        .losses
        .iter()
        .filter(|loss| loss.what == LossCode::Added)
        .map(|loss| loss.detail.as_str())
        .collect();
    assert_eq!(added, ["accept", "decide", "deliver"]);
}
