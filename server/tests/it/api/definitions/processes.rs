//! Designing processes: from a template to a version that cases go through, by two people; models in and out; what cannot run
//! is not published; two who draw at once; and the course of a case.

use std::collections::BTreeMap;

use schema::ProblemKind;
use schema::definitions::{
    DefinitionLine, DefinitionRecord, DraftAct, DraftState, ProcessBegun, ProcessDefinition, ProcessDiff,
    ProcessDraft, ProcessSaved, ProcessSetting,
};
use schema::process::design::{Differing, Edit, New, Place, Shell, Wording, apply};
use schema::process::{CaseCourse, ReadAnswer, Route};
use schema::role::Role;
use schema::{Locale, Page};
use serde_json::{Value, json};

use super::{editor, reviewer};
use crate::api::effects::publish_fee;
use crate::support::{CIVIL_AFFAIRS, Client, Hall, Response, SENIOR_CARD, Sheeted, on_both};

const LIST: &str = "/api/desk/processes";
const CARE: &str = "/api/desk/processes/care";

async fn begin(who: &Client, from: Value) -> Response {
    let new = json!({ "id": "care", "title": { "zh-CN": "优待证流程", "en": "Care" }, "from": from });
    who.post(LIST, &new).await
}

async fn draft(who: &Client) -> ProcessDraft {
    who.get(&format!("{CARE}/draft")).await.assert_status(200).read_json()
}

async fn save(who: &Client, definition: &Value, revision: i64) -> Response {
    who.put(&format!("{CARE}/draft"), &json!({ "definition": definition, "revision": revision })).await
}

async fn act(who: &Client, act: &str, mut body: Value) -> Response {
    let record: DefinitionRecord = who.get(CARE).await.assert_status(200).read_json();
    body["revision"] = record.revision.into();
    who.post(&format!("{CARE}/{act}"), &body).await
}

/// From a draft to a version, as two people do it.
async fn publish(writer: &Client, second: &Client) -> DefinitionRecord {
    act(writer, "draft/submit", json!({})).await.assert_status(200);
    act(second, "draft/review", json!({ "approve": true })).await.assert_status(200);
    act(second, "draft/publish", json!({})).await.assert_status(200).read_json()
}

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

/// The template with two reviews side by side in the place of one.
async fn with_parallel(writer: &Client) -> Value {
    let ProcessDraft { definition, revision, .. } = draft(writer).await;
    let text = |zh: &str| schema::locale::Text::zh(zh).with(Locale::En, zh);
    let words = Wording { name: text("并联"), within: [text("甲"), text("乙")] };
    let wrap = Edit::Wrap { place: place("1"), within: Shell::All, words: words.clone() };
    let wrapped = apply(&definition, &wrap).unwrap().definition;
    let what = New::Task(schema::process::TaskKind::Review);
    let add = Edit::Add { what, at: place("1-1-0"), words: Wording { name: text("复审"), ..words } };
    let drawn = apply(&wrapped, &add).unwrap().definition;
    save(writer, &drawn, revision).await.assert_status(200);
    drawn
}

async fn command(hall: &Hall, who: &Client, number: &str, mut body: Value) {
    let _ = hall;
    let path = format!("/api/desk/cases/{number}");
    let case = who.get(&path).await.assert_status(200).json();
    body["revision"] = case["revision"].clone();
    who.post(&format!("{path}/commands"), &body).await.assert_status(200);
}

on_both! {
    async fn a_process_goes_through_two_hands_and_a_case_through_it(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        let begun: ProcessBegun =
            begin(&writer, json!({ "template": "promised" })).await.assert_status(201).read_json();
        assert_eq!((begun.process.id.as_str(), begun.losses.len()), ("care", 0));
        assert_eq!(begun.process.allowed, [DraftAct::Edit, DraftAct::Submit, DraftAct::Discard]);
        begin(&writer, json!({ "template": "promised" })).await.assert_problem(ProblemKind::Invalid);

        let drawn = with_parallel(&writer).await;
        writer.put(&format!("{CARE}/items/{SENIOR_CARD}"), &json!({})).await.assert_problem(ProblemKind::Refused);
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        act(&writer, "draft/review", json!({ "approve": true })).await.assert_problem(ProblemKind::Forbidden);
        act(&second, "draft/review", json!({ "approve": false })).await.assert_problem(ProblemKind::Invalid);
        act(&second, "draft/review", json!({ "approve": true })).await.assert_status(200);
        let record: DefinitionRecord =
            act(&second, "draft/publish", json!({})).await.assert_status(200).read_json();
        assert_eq!((record.in_force, record.draft, record.retirable.as_slice()), (Some(1), None, &[][..]));
        let version: ProcessDefinition = second.get(&format!("{CARE}/1")).await.assert_status(200).read_json();
        assert_eq!(version.definition["seq"], drawn["seq"]);

        let joined = writer.put(&format!("{CARE}/items/{SENIOR_CARD}"), &json!({})).await;
        let joined: DefinitionRecord = joined.assert_status(200).read_json();
        assert_eq!(joined.items, 1);
        let setting: ProcessSetting = writer.get(&format!("{CARE}/setting")).await.assert_status(200).read_json();
        assert_eq!(setting.form.map(|form| form.id), Some("senior-card".to_owned()));
        assert!(setting.setting.held.is_some_and(|held| held.contains(&Role::Editor)));

        let (_, receipt) = hall.citizen("ana").await.file_senior_card().await;
        let number = receipt.number.to_string();
        let intake = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        command(hall, &intake, &number, json!({ "command": "claim", "task": "accept" })).await;
        let accepted = json!({ "command": "complete", "task": "accept", "outcome": "accepted" });
        command(hall, &intake, &number, accepted).await;
        let path = format!("/api/desk/cases/{number}/course");
        let told: CaseCourse = intake.get(&path).await.assert_status(200).read_json();
        let legs: Vec<_> =
            told.course.legs.iter().map(|leg| (leg.task.as_str(), leg.ended.is_some())).collect();
        assert_eq!(legs, [("accept", true), ("review", false), ("review-2", false)]);
        assert_eq!(told.definition["id"], "care");
        assert!(told.course.legs[0].ended.as_ref().is_some_and(|ended| !ended.by.id.is_empty()));
        let uses: DefinitionRecord = writer.get(CARE).await.assert_status(200).read_json();
        assert_eq!(uses.uses.iter().map(|it| (it.version, it.cases)).collect::<Vec<_>>(), [(1, 1)]);
    }

    async fn a_course_tells_the_way_that_is_foreseen_to_whoever_sees_the_answer_it_follows_from(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer, json!({ "template": "promised" })).await.assert_status(201);
        let ProcessDraft { mut definition, revision, .. } = draft(&writer).await;
        let seq = definition["seq"].as_array_mut().unwrap();
        seq[0]["task"]["form"] = json!({ "fields": { "/residence/registered_here": "hidden" } });
        let registered = json!({ "==": [{ "var": "residence.registered_here" }, true] });
        let check = json!({ "task": { "id": "check", "name": { "zh-CN": "核对" }, "role": "officer", "kind": "review" } });
        let branches = json!([{ "name": { "zh-CN": "本地" }, "when": registered, "seq": [check] }, { "name": { "zh-CN": "外地" }, "seq": [] }]);
        seq.insert(2, json!({ "choose": { "id": "where", "name": { "zh-CN": "户籍" }, "branches": branches } }));
        save(&writer, &definition, revision).await.assert_status(200);
        publish(&writer, &second).await;
        writer.put(&format!("{CARE}/items/{SENIOR_CARD}"), &json!({})).await.assert_status(200);

        let (_, receipt) = hall.citizen("ana").await.file_senior_card().await;
        let path = format!("/api/desk/cases/{}/course", receipt.number);
        let course = async |role: Role| -> CaseCourse {
            let who = hall.staff(role, "440100", Some(CIVIL_AFFAIRS)).await;
            who.get(&path).await.assert_status(200).read_json()
        };
        let told = course(Role::Officer).await;
        let read = vec![ReadAnswer { pointer: "/residence/registered_here".into(), value: false.into() }];
        let foreseen = Route { foreseen: true, branches: vec![1], again: None, read };
        assert_eq!(told.routes, BTreeMap::from([("where".to_owned(), foreseen)]));
        let due = told.due.get("accept").unwrap();
        assert!(due.late.is_none() && due.at > told.at, "{due:?}");
        assert_eq!(course(Role::Intake).await.routes, BTreeMap::new(), "hidden from who accepts it");
    }

    async fn what_cannot_run_is_saved_and_not_published(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer, json!({ "template": "instant" })).await.assert_status(201);
        let ProcessDraft { mut definition, revision, .. } = draft(&writer).await;
        definition["seq"].as_array_mut().unwrap().remove(1);
        let saved: ProcessSaved = save(&writer, &definition, revision).await.assert_status(200).read_json();
        assert_eq!((saved.revision, saved.draft.state), (revision + 1, DraftState::Draft));
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        act(&second, "draft/review", json!({ "approve": true })).await.assert_status(200);
        let refused = act(&second, "draft/publish", json!({})).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/definition");

        // Nor is anything saved that is no process at all, or another one.
        for odd in [json!([]), json!({ "id": "other", "seq": [] }), json!({ "seq": 1 })] {
            let now: DefinitionRecord = writer.get(CARE).await.assert_status(200).read_json();
            save(&writer, &odd, now.revision).await.assert_problem(ProblemKind::Invalid);
        }
    }

    async fn a_task_has_only_forms_of_its_own_that_are_published_and_can_be_filled_in(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer, json!({ "template": "promised" })).await.assert_status(201);
        let mut known = draft(&writer).await;
        let task = known.definition["seq"][1]["task"].as_object_mut().unwrap();
        let id = task["id"].as_str().unwrap().to_owned();
        let more = json!({
            "forms": ["site-inspection", "senior-card"],
            "checklist": [{ "id": "seal", "name": { "zh-CN": "公章", "en": "Seal" } }],
            "guidance": { "articles": ["《食品安全法》第三十五条"] },
            "risk": { "zh-CN": "收受礼品", "en": "Gifts" },
        });
        task.extend(more.as_object().unwrap().clone());
        save(&writer, &known.definition, known.revision).await.assert_status(200);
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        act(&second, "draft/review", json!({ "approve": true })).await.assert_status(200);
        let refused = async || {
            let problem = act(&second, "draft/publish", json!({})).await.assert_problem(ProblemKind::Invalid);
            let told = |fault: &schema::FieldError| (fault.pointer.clone(), fault.params["detail"].to_string());
            problem.errors.iter().map(told).collect::<Vec<_>>()
        };
        let faults = refused().await;
        let at = |index: usize| format!("/definition/{id}/forms/{index}");
        assert_eq!((&faults[0].0, &faults[1].0, faults.len()), (&at(0), &at(1), 2));
        assert!(faults[0].1.contains("no form `site-inspection` is published"), "{faults:?}");
        assert!(faults[1].1.contains("have no input for"), "{faults:?}");

        Sheeted::publish_form(hall, |_| ()).await;
        assert_eq!(refused().await, faults[1..]);
        let mut known = draft(&writer).await;
        known.definition["seq"][1]["task"]["forms"] = json!(["site-inspection"]);
        save(&writer, &known.definition, known.revision).await.assert_status(200);
        assert_eq!(publish(&writer, &second).await.in_force, Some(1));
    }

    async fn two_who_draw_at_once_overwrite_nothing(hall) {
        hall.open_demo_city().await;
        let writer = editor(hall).await;
        begin(&writer, json!({ "template": "joint" })).await.assert_status(201);
        let ProcessDraft { definition, revision, .. } = draft(&writer).await;
        save(&writer, &definition, revision).await.assert_status(200);
        let late = save(&writer, &definition, revision).await.assert_problem(ProblemKind::Conflict);
        assert_eq!(late.errors[0].params["stored"], revision + 1);
        assert_eq!(draft(&writer).await.revision, revision + 1);
    }

    async fn models_come_in_and_go_out(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        let model = second.get(&format!("{LIST}/standard/1/export?as=bpmn")).await.assert_status(200).text().to_owned();
        assert!(model.contains("definitions"), "{model}");
        let begun: ProcessBegun = begin(&writer, json!({ "bpmn": model })).await.assert_status(201).read_json();
        assert_eq!(begun.losses, []);
        let standard: ProcessDefinition =
            second.get(&format!("{LIST}/standard/1")).await.assert_status(200).read_json();
        assert_eq!(draft(&writer).await.definition["seq"], standard.definition["seq"]);
        let new = |from: Value| json!({ "id": "odd", "title": { "zh-CN": "怪" }, "from": from });
        let refused = writer.post(LIST, &new(json!({ "bpmn": "<html/>" }))).await;
        assert_eq!(refused.assert_problem(ProblemKind::Invalid).errors[0].pointer, "/from/bpmn");
        let refused = writer.post(LIST, &new(json!({ "template": "none" }))).await;
        assert_eq!(refused.assert_problem(ProblemKind::Invalid).errors[0].pointer, "/from/template");
        let definition = second.get(&format!("{LIST}/standard/1/export")).await.assert_status(200).json();
        assert_eq!(definition, standard.definition);
    }

    async fn what_is_different_is_told_between_versions_and_the_draft(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        let page: Page<DefinitionLine> = second.get(LIST).await.assert_status(200).read_json();
        assert!(page.items.iter().any(|process| process.id == "standard" && process.in_force == Some(1)));
        begin(&writer, json!({ "process": { "id": "standard", "version": 1 } })).await.assert_status(201);
        let record = publish(&writer, &second).await;
        assert_eq!(record.in_force, Some(1));
        let whole: ProcessDefinition = writer.get(&format!("{CARE}/1")).await.assert_status(200).read_json();
        let mut changed = schema::process::design::laid_out(&whole.definition);
        changed["seq"][0]["task"]["limit"] = json!({ "value": 3, "unit": "工作日" });
        changed["facts"] = json!([{ "id": "large", "name": { "zh-CN": "大" }, "expr": { "var": "large" } }]);
        save(&writer, &changed, record.revision).await.assert_status(200);
        let diff: ProcessDiff =
            second.get(&format!("{CARE}/diff?from=1&to=draft")).await.assert_status(200).read_json();
        let members = diff.differences.iter().map(|it| match it {
            Differing::Changed { member, .. } => member.as_str(),
            _ => "",
        });
        assert_eq!(members.collect::<Vec<_>>(), ["facts", "limit"], "{diff:?}");
        assert_eq!(diff.facts["large"].get(Locale::ZhCn), "大", "what conditions speak of has a name");
        let all: ProcessDiff =
            second.get(&format!("{CARE}/diff?from=0&to=1")).await.assert_status(200).read_json();
        assert!(all.differences.iter().all(|it| matches!(it, Differing::Added { .. } | Differing::Changed { .. })));
        second.get(&format!("{CARE}/diff?from=x&to=1")).await.assert_problem(ProblemKind::BadRequest);
        let now: DefinitionRecord = writer.get(CARE).await.assert_status(200).read_json();
        let discard = writer.delete(&format!("{CARE}/draft?revision={}", now.revision)).await;
        discard.assert_status(204);
        let kept: DefinitionRecord = writer.get(CARE).await.assert_status(200).read_json();
        assert_eq!((kept.draft, kept.in_force), (None, Some(1)));
    }

    async fn what_would_lead_into_nothing_is_not_published(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer, json!({ "template": "promised" })).await.assert_status(201);
        let ProcessDraft { mut definition, revision, .. } = draft(&writer).await;
        let call = |id: &str, process: &str| json!({ "call": { "id": id, "name": { "zh-CN": id }, "process": process } });
        let seq = definition["seq"].as_array_mut().unwrap();
        seq.insert(1, call("nothing", "no-such-process"));
        seq.insert(2, call("itself", "care"));
        seq.insert(3, call("other", "standard"));
        let review = seq.iter_mut().find(|block| block["task"]["kind"] == "review").unwrap();
        review["task"]["external"] = json!({ "system": "fire-brigade" });
        let at = format!("/definition/{}/external/system", review["task"]["id"].as_str().unwrap());
        let issue = |id: &str, code: &str| json!({ "id": id, "name": { "zh-CN": "发证" }, "does": { "licence": code } });
        let decide = seq.iter_mut().find(|block| block["task"]["kind"] == "decide").unwrap();
        decide["task"]["effects"] = json!([issue("known", "licence.hygiene"), issue("unknown", "licence.nothing")]);
        let effect = format!("/definition/{}/effects/unknown/licence", decide["task"]["id"].as_str().unwrap());
        save(&writer, &definition, revision).await.assert_status(200);
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        act(&second, "draft/review", json!({ "approve": true })).await.assert_status(200);
        let problem = act(&second, "draft/publish", json!({})).await.assert_problem(ProblemKind::Invalid);
        let faults: Vec<&str> = problem.errors.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(faults, ["/definition/nothing/process", "/definition/itself/process", at.as_str(), effect.as_str()]);
        let setting: ProcessSetting = writer.get(&format!("{CARE}/setting")).await.assert_status(200).read_json();
        assert!(setting.setting.published.unwrap().contains("standard") && setting.setting.systems.unwrap().is_empty());
    }

    async fn a_fee_that_the_item_does_not_publish_is_not_brought_up(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer, json!({ "template": "promised" })).await.assert_status(201);
        let ProcessDraft { mut definition, revision, .. } = draft(&writer).await;
        let charge = |definition: &mut Value, codes: &[&str]| {
            let effect = |code: &&str| json!({ "id": code, "name": { "zh-CN": "费用" }, "does": { "fee": code } });
            let seq = definition["seq"].as_array_mut().unwrap();
            let review = seq.iter_mut().find(|block| block["task"]["kind"] == "review").unwrap();
            review["task"]["effects"] = codes.iter().map(effect).collect();
            format!("/definition/{}/effects/fee", review["task"]["id"].as_str().unwrap())
        };
        let at = charge(&mut definition, &["card"]);
        save(&writer, &definition, revision).await.assert_status(200);
        publish(&writer, &second).await;

        // Nobody is charged by it before an item is handled by it, and that only an item that says so.
        let put = format!("{CARE}/items/{SENIOR_CARD}");
        writer.put(&put, &json!({})).await.assert_problem(ProblemKind::Refused);
        publish_fee(hall, SENIOR_CARD).await;
        writer.put(&put, &json!({})).await.assert_status(200);

        let record: DefinitionRecord = writer.get(CARE).await.assert_status(200).read_json();
        charge(&mut definition, &["card", "copy"]);
        save(&writer, &definition, record.revision).await.assert_status(200);
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        act(&second, "draft/review", json!({ "approve": true })).await.assert_status(200);
        let problem = act(&second, "draft/publish", json!({})).await.assert_problem(ProblemKind::Invalid);
        let faults: Vec<&str> = problem.errors.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(faults, [at.as_str()]);
    }
}
