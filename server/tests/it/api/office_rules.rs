//! Rules that read what an officer does not see: they are decided with all answers, and nothing hidden leaks with what
//! they came to. The document (正文) likewise.

use schema::cases::{CaseDocument, DeskCase};
use schema::form::{Block, Form, Run};
use schema::{FieldCode, Locale, ProblemKind};
use serde_json::{Value, json};
use server::features::definitions;

use crate::support::{Client, Scene, claim, complete, form_of_task, on_both, publish_food_process};

/// The officer does not see whom to call, and writes what was found and who was there.
fn blind(process: &mut Value) {
    let fields = &mut form_of_task(process, 1)["fields"];
    fields["/contact/phone"] = json!("hidden");
    fields["/check/findings"] = json!("required");
    fields["/check/inspectors"] = json!("required");
}

/// Rules that hang on the telephone number, and one on what the officer finds.
fn hanging(form: &mut Value) {
    let phone = || json!({ "==": [{ "var": "contact.phone" }, "13800138000"] });
    let result = |result: &str| json!({ "==": [{ "var": "check.result" }, result] });
    let fact = |element: &str, when: Value| json!({ "and": [when, { "!!": [{ "element": element }] }] });
    let rules = form["x-rules"].as_array_mut().unwrap();
    rules.extend([
        json!({ "effect": "hide", "target": "/premises/floor_area", "when": phone() }),
        json!({ "effect": "show", "target": "/check/inspectors", "when": phone() }),
        json!({ "effect": "show", "target": "/check/findings", "when": result("after_rectification") }),
        json!({ "effect": "require", "target": "/agent/name", "when": fact("person.phone", phone()) }),
        json!({ "effect": "require", "target": "/agent/name", "when": fact("person.name", result("fails")) }),
    ]);
}

async fn program(scene: &Scene) -> Form {
    let form = scene.ana.application(scene.application).await.form;
    scene.ana.get(&format!("/api/forms/{}/{}/program", form.id, form.version)).await.read_json()
}

fn review(edit: Value) -> Value {
    let mut command = complete("review", "approved");
    command["edit"] = edit;
    command
}

/// What the officer writes into a page.
fn written(result: &str, findings: &str, inspectors: &str) -> Value {
    json!([
        ["/check/result", result],
        ["/check/on.y", "2026"],
        ["/check/on.m", "3"],
        ["/check/on.d", "2"],
        ["/check/findings", findings],
        ["/check/inspectors", inspectors],
        ["/review/text", "建议准予。"],
    ])
}

/// The versions of the document, the newest first: who made each, and what it says.
async fn document(scene: &Scene, who: &Client) -> Vec<(String, String)> {
    let told: CaseDocument = who.get(&scene.desk_path("/document")).await.assert_status(200).read_json();
    let text = |run: &Run| match run {
        Run::Said(text) | Run::Bound { text, .. } => text.clone(),
        Run::Withheld => "■".to_owned(),
    };
    let line = |block: &Block| match block {
        Block::Heading { runs, .. } | Block::Paragraph(runs) => runs.iter().map(text).collect::<String>(),
        other => panic!("{other:?}"),
    };
    let version = |version: schema::cases::DocumentVersion| {
        let lines: Vec<String> = version.blocks[&Locale::ZhCn].iter().map(line).collect();
        (version.by, lines.join("/"))
    };
    told.versions.into_iter().map(version).collect()
}

on_both! {
    async fn what_is_asked_is_decided_with_what_an_officer_does_not_see(hall) {
        let scene = Scene::open_food_with(hall, blind, hanging).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        let before: DeskCase = scene.read(&scene.officer).await;
        assert!(before.surroundings.is_empty(), "nothing is followed where nothing is written");
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let case = scene.read(&scene.officer).await;
        assert_eq!(case.answers["contact"].get("phone"), None);
        let follows = case.follows(&program(&scene).await);
        let visible = ["/premises/floor_area", "/check/inspectors", "/check/findings"].map(|at| follows.visible(at));
        assert_eq!(visible, [false, true, false]);
        // Not even its name, nor what only rules read that read it.
        let decided = serde_json::to_string(&case.decided).unwrap();
        assert!(!decided.contains("contact") && decided.contains("/premises/floor_area"), "{decided}");
        let facts = case.surroundings.facts["person"].as_object().unwrap();
        assert_eq!(facts.keys().collect::<Vec<_>>(), ["name"]);

        let faults = async |edit: Value| {
            let problem = scene.command(&scene.officer, review(edit)).await.assert_problem(ProblemKind::Invalid);
            problem.errors.into_iter().map(|error| (error.pointer, error.code)).collect::<Vec<_>>()
        };
        let needed = |pointer: &str| [(pointer.to_owned(), FieldCode::Required)];
        assert_eq!(faults(written("meets", "", "")).await, needed("/edit/check/inspectors"));
        let brought_up = faults(written("after_rectification", "", "陈一")).await;
        assert_eq!(brought_up, needed("/edit/check/findings"), "what an answer brings up is needed at once");
        let done = scene.command(&scene.officer, review(written("meets", "没有人问", "陈一"))).await;
        let done: DeskCase = done.assert_status(200).read_json();
        assert_eq!(done.answers["check"].get("findings"), None, "what is not asked is not answered");
        assert_eq!(done.answers["check"]["inspectors"], "陈一");
    }

    async fn points_of_what_is_hidden_are_not_told_and_come_with_the_others(hall) {
        let hide_from_counter = |process: &mut Value| {
            form_of_task(process, 0)["fields"] = json!({ "/contact/phone": "hidden" });
        };
        let scene = Scene::open_food_with(hall, hide_from_counter, |_| {}).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let points = json!([
            { "pointer": "/contact/phone", "reason": "打不通。" }, { "pointer": "/premises/address", "reason": "写到门牌。" },
        ]);
        let ask = json!({ "command": "request_supplement", "task": "review", "points": points });
        scene.command(&scene.officer, ask).await.assert_status(200);
        assert_eq!(scene.read(&scene.officer).await.view.supplement.len(), 2);
        let counter = scene.intake.get(&scene.desk_path("")).await;
        assert!(!counter.text().contains("打不通"));
        let counter: DeskCase = counter.read_json();
        assert_eq!(counter.view.supplement.iter().map(|point| &point.reason[..]).collect::<Vec<_>>(), ["写到门牌。"]);
        let brought = |pointer: &str| json!({ "command": "receive_supplement", "changed": [{ "pointer": pointer }] });
        scene.command(&scene.intake, brought("/contact/phone")).await.assert_problem(ProblemKind::Invalid);
        let taken = scene.command(&scene.intake, brought("/premises/address")).await.assert_status(200);
        let taken: DeskCase = taken.read_json();
        assert!(taken.view.supplement.is_empty());
        assert_eq!((taken.changes.len(), scene.read(&scene.officer).await.changes.len()), (1, 2));
    }

    async fn a_document_is_read_as_far_as_one_sees_it_and_every_version_is_told(hall) {
        let process = |process: &mut Value| {
            blind(process);
            form_of_task(process, 3)["body"] = json!("hidden");
        };
        let form = |form: &mut Value| {
            hanging(form);
            let template = "# 核查决定\n{{/contact/name}}，{{/contact/phone}}\n结果：{{/check/result}}\n\
                            {{#if {\"!!\": [{\"element\": \"person.name\"}]}}}\n实名\n{{/if}}";
            form["body"] = json!({ "template": { "zh-CN": template, "en": template } });
        };
        let scene = Scene::open_food_with(hall, process, form).await;
        let filed = |phone: &str, result: &str| format!("核查决定/周小通，{phone}/结果：{result}/实名");
        let applicant = scene.read(&scene.intake).await.view.summary.applicant;
        let first = (applicant.clone(), filed("■", ""));
        assert_eq!(document(&scene, &scene.officer).await, std::slice::from_ref(&first));
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        scene.command(&scene.officer, review(written("meets", "", "陈一"))).await.assert_status(200);
        let second = ("李工".to_owned(), filed("■", "符合"));
        assert_eq!(document(&scene, &scene.officer).await, [second, first]);
        // The counter sees the number and no result: neither what it is nor that it was written.
        assert_eq!(document(&scene, &scene.intake).await, [(applicant, filed("13800138000", "■"))]);
        let mut command = complete("decide", "approved");
        command["edit"] = json!([["/decision/outcome", "agree"], ["/decision/text", "准予许可。"]]);
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        scene.command(&scene.lead, command).await.assert_status(200);
        assert_eq!(document(&scene, &scene.intake).await, [], "who hands it over does not see it");
        scene.ana.get(&scene.desk_path("/document")).await.assert_problem(ProblemKind::Forbidden);
    }

    async fn a_task_is_given_nothing_that_officers_cannot_fill_in(hall) {
        let opened = |process: &mut Value| {
            form_of_task(process, 1)["materials"] = json!({ "layout": "write" });
            form_of_task(process, 1)["fields"]["/premises/region"] = json!("required");
        };
        let mut definition: Value =
            serde_json::from_str(include_str!("../../../seed/forms/food-business-licence.json")).unwrap();
        definition["meta"]["version"] = json!("0");
        hall.open_demo_city().await;
        publish_food_process(hall, opened).await;
        let mut tx = hall.db().write().await.unwrap();
        let refused = definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap_err();
        let refused = format!("{refused:?}");
        for said in ["/food-business-licence/review", "NoInput /premises/region (region)", "layout"] {
            assert!(refused.contains(said), "{said} in {refused}");
        }
    }
}
