//! `onehall process`: definitions in files, without a hall; BPMN 2.0 in and out; a case led through.

use std::fs;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{onehall, said, text};

/// A folder with these files in it.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        // A database that cannot be opened: nothing here opens one.
        let settings = [("ONEHALL_DATABASE", "sqlite:///no/such/folder/hall.db")];
        onehall(&settings, arguments).current_dir(self.0.path()).output().unwrap()
    }
}

fn parsed(output: Output, code: i32) -> Value {
    serde_json::from_str(&said(output, code)).unwrap()
}

fn task(id: &str, role: &str) -> Value {
    json!({"task": {"id": id, "name": {"zh-CN": id}, "role": role, "kind": id}})
}

fn permit() -> Value {
    json!({
        "id": "permit", "version": 1, "title": {"zh-CN": "许可"},
        "seq": [task("accept", "intake"), task("decide", "agency_lead")],
    })
}

#[test]
fn a_process_is_checked() {
    let mut bad = permit();
    bad["seq"] = json!([task("accept", "intake")]);
    let folder = Folder::with(&[("good.json", &permit().to_string()), ("bad.json", &bad.to_string())]);
    assert_eq!(parsed(folder.run(&["process", "check", "good.json"]), 0), json!({"ok": true, "faults": []}));
    let expected = json!({"ok": false, "faults": [{"pointer": "", "problem": "no task decides"}]});
    assert_eq!(parsed(folder.run(&["process", "check", "bad.json"]), 1), expected);
}

#[test]
fn what_goes_out_as_bpmn_comes_back() {
    let folder = Folder::with(&[("permit.json", &permit().to_string())]);
    let bpmn = said(folder.run(&["process", "export", "permit.json"]), 0);
    assert!(bpmn.contains("<bpmn:userTask id=\"Task_decide\" name=\"decide\">"), "{bpmn}");
    fs::write(folder.0.path().join("permit.bpmn"), &bpmn).unwrap();
    let back = parsed(folder.run(&["process", "import", "permit.bpmn"]), 0);
    assert_eq!((&back["losses"], &back["problems"]), (&json!([]), &json!([])));
    fs::write(folder.0.path().join("back.json"), back["definition"].to_string()).unwrap();
    assert_eq!(said(folder.run(&["process", "export", "back.json"]), 0), bpmn);
}

#[test]
fn a_file_of_elsewhere_is_taken_with_its_losses_or_refused_with_its_place() {
    let file = |inside: &str| {
        let model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
        format!("<definitions xmlns=\"{model}\"><process id=\"P\">\n{inside}\n</process></definitions>")
    };
    let plain = file("<task id=\"A\" name=\"Look\"/>");
    let late = file("<task id=\"A\"/>\n<boundaryEvent id=\"late\" attachedToRef=\"A\"/>");
    let folder = Folder::with(&[("plain.bpmn", &plain), ("late.bpmn", &late)]);
    let taken = parsed(folder.run(&["process", "import", "plain.bpmn"]), 0);
    assert_eq!(taken["definition"]["task"]["name"], json!({"zh-CN": "Look"}));
    let loss =
        json!({"line": 2, "kind": "task", "id": "A", "name": "Look", "what": "kind_guessed", "detail": ""});
    assert_eq!(taken["losses"][0], loss);
    assert_eq!(taken["problems"][0]["pointer"], "/task/kind");
    let framed = parsed(folder.run(&["process", "import", "--frame", "plain.bpmn"]), 0);
    assert_eq!(framed["problems"], json!([]));
    let refused = parsed(folder.run(&["process", "import", "late.bpmn"]), 1);
    assert_eq!(refused["refused"]["why"], "boundary");
    assert_eq!(
        refused["refused"]["place"],
        json!({"line": 3, "kind": "boundaryEvent", "id": "late", "name": ""})
    );
}

#[test]
fn a_case_is_led_through_up_to_what_is_refused() {
    let facts = json!({"applicants": ["ana"], "staff": [{"id": "li", "role": "intake"}], "answers": {}});
    let commands = [
        json!({"actor": {"id": "ana", "role": "citizen"}, "command": "start"}),
        json!({"actor": {"id": "li", "role": "intake"}, "at": "2026-03-03T01:00:00Z", "command": "claim", "task": "accept"}),
        json!({"actor": {"id": "li", "role": "intake"}, "command": "complete", "task": "decide", "outcome": "approved"}),
    ];
    let lines = |count: usize| commands[..count].iter().map(|line| format!("{line}\n")).collect::<String>();
    let folder = Folder::with(&[
        ("permit.json", &permit().to_string()),
        ("facts.json", &facts.to_string()),
        ("two.jsonl", &lines(2)),
        ("three.jsonl", &lines(3)),
        ("odd.jsonl", "{\"actor\": {\"id\": \"li\", \"role\": \"intake\"}, \"command\": \"fly\"}"),
    ]);
    let run = |commands: &str| {
        folder.run(&["process", "simulate", "permit.json", "--facts", "facts.json", "--commands", commands])
    };
    let told: Vec<Value> =
        said(run("two.jsonl"), 0).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = told.iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["case_started", "task_opened", "task_claimed"]);
    assert_eq!(told[2]["at"], "2026-03-03T01:00:00Z");
    let all = said(run("three.jsonl"), 1);
    let last: Value = serde_json::from_str(all.lines().last().unwrap()).unwrap();
    assert_eq!((&last["line"], &last["refused"]["why"]), (&json!(3), &json!("not_the_current_task")));
    let odd = run("odd.jsonl");
    assert_eq!(odd.status.code(), Some(1));
    assert!(text(&odd.stderr).contains("odd.jsonl:1"), "{}", text(&odd.stderr));
}
