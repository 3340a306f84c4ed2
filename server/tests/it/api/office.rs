//! The officers' part of a form: who sees it, who writes it, what is told of it, and that applicants never see it.

use schema::cases::DeskCase;
use schema::form::{Access, with_changes};
use schema::role::Role;
use schema::{FieldCode, FieldError, ProblemKind};
use serde_json::{Value, json};
use server::features::definitions;

use crate::support::{
    Client, FOOD_BUSINESS, FOOD_SAFETY, Scene, claim, complete, food_business_answers, on_both, texts,
};

const FOUND: &str = "墙面破损，已整改。";

/// What the officer found, with an opinion on it.
fn checked(seen: &Value) -> Value {
    let mut answers = seen.clone();
    answers["check"] = json!({ "result": "after_rectification", "on": "2026-03-02", "findings": FOUND });
    answers["review"] = json!({ "text": "建议准予。" });
    answers
}

fn with_edit(mut command: Value, edit: Value) -> Value {
    command["edit"] = edit;
    command
}

/// The faults of a command that was not taken.
async fn faults(scene: &Scene, who: &Client, command: Value) -> Vec<(String, FieldCode)> {
    let problem = scene.command(who, command).await.assert_problem(ProblemKind::Invalid);
    problem.errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

fn at(pointers: &[&str], code: FieldCode) -> Vec<(String, FieldCode)> {
    pointers.iter().map(|pointer| ((*pointer).to_owned(), code)).collect()
}

/// A case that the officer has just examined.
async fn examined(scene: &Scene) -> DeskCase {
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let answers = checked(&scene.read(&scene.officer).await.answers);
    let command = with_edit(complete("review", "approved"), answers);
    scene.command(&scene.officer, command).await.assert_status(200).read_json()
}

on_both! {
    async fn what_is_hidden_from_a_task_does_not_leave_the_server(hall) {
        let scene = Scene::open_food(hall).await;
        let filed = scene.read(&scene.intake).await;
        assert_eq!(filed.answers, scene.ana.application(scene.application).await.answers);
        let access = |case: &DeskCase, pointer: &str| case.access.field(pointer);
        assert_eq!((access(&filed, "/check/result"), access(&filed, "/review")), (Access::Hidden, Access::Hidden));
        assert_eq!(access(&filed, "/premises/address"), Access::Read);
        examined(&scene).await;

        let lead = scene.read(&scene.lead).await;
        assert_eq!(lead.answers["check"]["findings"], FOUND);
        assert_eq!(access(&lead, "/decision"), Access::Read, "it is nobody's to write before it is taken up");
        // The counter still sees by its own task, and no trace of what it does not see.
        let intake = scene.read(&scene.intake).await;
        assert_eq!((&intake.answers, intake.trace.len()), (&filed.answers, 0));
        let whole = scene.intake.get(&scene.desk_path("")).await;
        assert!(!whole.text().contains("墙面"));

        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        assert_eq!(access(&scene.read(&scene.lead).await, "/decision"), Access::Required);
        let decision = json!({ "outcome": "agree", "text": "准予许可。" });
        let mut answers = lead.answers.clone();
        answers["decision"] = decision;
        let command = with_edit(complete("decide", "approved"), answers);
        scene.command(&scene.lead, command).await.assert_status(200);
        let deliver = scene.read(&scene.intake).await;
        assert_eq!(deliver.answers["decision"]["text"], "准予许可。");
        assert_eq!(deliver.answers["review"]["name"], "李工");
        assert_eq!(deliver.answers.get("check"), None);
        let told: Vec<&str> = deliver.trace.iter().map(|trace| trace.change.pointer.as_str()).collect();
        assert_eq!(told, ["/review", "/decision"]);
    }

    async fn a_task_writes_what_is_open_to_it_and_nothing_else(hall) {
        let scene = Scene::open_food(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        let seen = scene.read(&scene.intake).await.answers;
        let mut forged = checked(&seen);
        forged["premises"]["floor_area"] = json!(1);
        assert_eq!(
            faults(&scene, &scene.intake, with_edit(complete("accept", "accepted"), forged)).await,
            at(
                &["/edit/premises/floor_area", "/edit/check/result", "/edit/check/on", "/edit/check/findings", "/edit/review"],
                FieldCode::Unexpected,
            )
        );
        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);

        // Only completing a task writes; who does not hold it is told that, not what is wrong with what they wrote.
        let claiming = with_edit(claim("review"), json!({}));
        assert_eq!(faults(&scene, &scene.officer, claiming).await, at(&["/edit"], FieldCode::Unexpected));
        let early = with_edit(complete("review", "approved"), json!({ "nothing": 1 }));
        let refused = scene.command(&scene.officer, early).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("not_claimed"));
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let needed = at(&["/edit/check/result", "/edit/check/on", "/edit/review"], FieldCode::Required);
        assert_eq!(faults(&scene, &scene.officer, complete("review", "approved")).await, needed);
        let unchanged = with_edit(complete("review", "approved"), seen.clone());
        assert_eq!(faults(&scene, &scene.officer, unchanged).await, needed);
        for (pointer, value, fault) in [
            ("/check/result", json!("perhaps"), ("/edit/check/result", FieldCode::NotAChoice)),
            ("/check/on", json!("2026-02-30"), ("/edit/check/on", FieldCode::BadDate)),
            ("/review", json!({ "text": "好", "name": "别人" }), ("/edit/review", FieldCode::Unexpected)),
            ("/review", json!({ "text": "字".repeat(2_001) }), ("/edit/review", FieldCode::TooLong)),
            ("/decision", json!({ "text": "准予", "outcome": "agree" }), ("/edit/decision", FieldCode::Unexpected)),
        ] {
            let change = serde_json::from_value(json!({ "pointer": pointer, "after": value })).unwrap();
            let answers = with_changes(&checked(&seen), &[change]);
            let found = faults(&scene, &scene.officer, with_edit(complete("review", "approved"), answers)).await;
            assert_eq!(found, at(&[fault.0], fault.1), "{pointer}");
        }
        assert_eq!(scene.read(&scene.officer).await.trace, []);
        let command = with_edit(complete("review", "approved"), checked(&seen));
        scene.command(&scene.officer, command).await.assert_status(200);
    }

    async fn every_change_is_told_and_follows_from_the_log(hall) {
        let scene = Scene::open_food(hall).await;
        let filed = scene.ana.application(scene.application).await.answers;
        let after = examined(&scene).await;
        let told: Vec<_> = after.trace.iter().map(|it| (it.change.pointer.as_str(), it.by.as_str(), it.role)).collect();
        let expect = ["/check/result", "/check/on", "/check/findings", "/review"].map(|at| (at, "李工", Role::Officer));
        assert_eq!(told, expect);
        assert_eq!(after.trace[0].task.as_ref().unwrap().get(schema::Locale::ZhCn), "审查");
        let review = &after.answers["review"];
        assert_eq!((&review["text"], &review["post"]), (&json!("建议准予。"), &json!("广州市市场监督管理局 · 审查")));
        assert_eq!(review["at"], json!(after.trace[0].at));

        // The log has all of it: who, when and what; the answers are what was filed with these changes.
        let data = texts(hall, "SELECT data FROM case_event WHERE kind = 'task_completed' ORDER BY seq").await;
        let data: Vec<Value> = data.iter().map(|data| serde_json::from_str(data).unwrap()).collect();
        assert_eq!(data[0].get("changes"), None, "the counter changed nothing");
        let changes: Vec<schema::form::Change> = serde_json::from_value(data[1]["changes"].clone()).unwrap();
        assert_eq!(changes, after.trace.iter().map(|trace| trace.change.clone()).collect::<Vec<_>>());
        assert_eq!(with_changes(&filed, &changes), after.answers);
        assert_eq!(scene.read(&scene.lead).await.trace, after.trace);
    }

    async fn applicants_neither_see_nor_write_the_part_of_officers(hall) {
        let scene = Scene::open_food(hall).await;
        let before = scene.ana.application(scene.application).await;
        examined(&scene).await;
        assert_eq!(scene.ana.application(scene.application).await.answers, before.answers);
        let paths = [
            format!("/api/applications/{}", scene.application), scene.path(""),
            format!("/api/forms/{}/versions/{}/answers", before.form.id, before.form.version),
        ];
        for path in &paths {
            assert!(!scene.ana.get(path).await.text().contains("墙面"), "{path}");
        }
        let number = scene.receipt.number;
        for page in [format!("/cases/{number}"), format!("/applications/{}/receipt", scene.application)] {
            let page = scene.ana.page(&page).await.assert_status(200);
            assert!(!["墙面", "建议准予", "现场核查", "审查审批"].iter().any(|word| page.text().contains(word)));
        }
        // Whoever handles it for somebody else does not handle their own: then they see what applicants see.
        hall.appoint("ana", Role::Officer, "440100", Some(FOOD_SAFETY)).await;
        let own = scene.read(&scene.ana).await;
        assert!(own.stands_aside && own.trace.is_empty());
        assert_eq!((own.answers, own.access.fields["/review"]), (before.answers, Access::Hidden));

        // A new draft: what is sent there is not taken, and it is no step of it.
        let draft = scene.ana.begin(before.summary.item.as_str()).await;
        let saved = scene.ana.save(draft.summary.id, &checked(&food_business_answers()), draft.revision).await;
        saved.assert_status(200);
        let answers = scene.ana.application(draft.summary.id).await.answers;
        assert_eq!((answers.pointer("/check/result"), answers.get("review")), (None, None));
        assert_eq!(answers["premises"], food_business_answers()["premises"]);
        for page in ["check", "opinions"] {
            let page = scene.ana.page(&format!("/applications/{}/{page}", draft.summary.id)).await;
            assert!(!page.text().contains("name=\"/check/result\""), "the page to check is no page to fill in");
        }
        let fields = json!({ "fields": [["/check/result", "meets"]] });
        let sent = scene.ana.post(&format!("/api/applications/{}/pages/opinions", draft.summary.id), &fields).await;
        sent.assert_problem(ProblemKind::NotFound);
    }

    async fn officers_ask_applicants_for_nothing_that_is_theirs_to_write(hall) {
        let scene = Scene::open_food(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        for place in ["/check/result", "/review", "/decision"] {
            let points = json!([{ "pointer": place, "reason": "请填。" }]);
            let ask = json!({ "command": "request_supplement", "task": "review", "points": points });
            let problem = scene.command(&scene.officer, ask).await.assert_problem(ProblemKind::Invalid);
            assert_eq!(problem.errors, [FieldError::new("/points/0/pointer", FieldCode::Unknown)]);
        }
    }

    async fn a_hidden_document_is_not_there(hall) {
        let scene = Scene::open_food(hall).await;
        let card = |case: &DeskCase| case.files.iter().find(|file| file.material == "identity-cards").map(|file| file.id);
        let id = card(&scene.read(&scene.intake).await).unwrap();
        let path = scene.desk_path(&format!("/files/{id}"));
        scene.intake.get(&path).await.assert_status(200);
        examined(&scene).await;
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        let mut answers = scene.read(&scene.lead).await.answers;
        answers["decision"] = json!({ "outcome": "agree", "text": "准予许可。" });
        scene.command(&scene.lead, with_edit(complete("decide", "approved"), answers)).await.assert_status(200);
        // Who hands the licence over needs no identity card.
        let handing_over = scene.read(&scene.intake).await;
        assert_eq!((card(&handing_over), handing_over.access.material("identity-cards")), (None, Access::Hidden));
        scene.intake.get(&path).await.assert_problem(ProblemKind::NotFound);
        let audited = texts(hall, "SELECT detail FROM audit_line WHERE action = 'case.read_file'").await;
        assert_eq!(audited.len(), 1, "only what was read is on record as read");

        // Nor has a colleague whom the case concerns, without having filed it, more of it than their task.
        let agent = hall.enterprise_of("agent", 0).await;
        hall.appoint("agent", Role::Intake, "440100", Some(FOOD_SAFETY)).await;
        let concerned = scene.read(&agent).await;
        assert!(concerned.stands_aside);
        assert_eq!((card(&concerned), concerned.access.field("/decision")), (None, Access::Hidden));
        agent.get(&path).await.assert_problem(ProblemKind::NotFound);
    }

    async fn a_form_has_what_the_tasks_of_its_items_speak_of(hall) {
        hall.open_demo_city().await;
        let mut definition: Value =
            serde_json::from_str(include_str!("../../../seed/forms/food-business-licence.json")).unwrap();
        let pages = definition["uischema"]["elements"].as_array_mut().unwrap();
        pages.retain(|page| page["options"]["id"] != "check");
        let mut tx = hall.db().write().await.unwrap();
        let refused = definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap_err();
        let refused = format!("{refused:?}");
        assert!(refused.contains("/food-business-licence/accept: Dangling check"), "{refused}");
        drop(tx);
        // Nor does the item get another form that has no such part.
        let editor = hall.staff(Role::Editor, "440100", None).await;
        let other = format!("/api/desk/forms/senior-card/items/{FOOD_BUSINESS}");
        let refused = editor.put(&other, &json!({})).await.assert_problem(ProblemKind::Refused);
        assert!(refused.detail.unwrap().contains("tasks"));
        let own = format!("/api/desk/forms/food-business-licence/items/{FOOD_BUSINESS}");
        editor.put(&own, &json!({})).await.assert_status(200);
    }
}
