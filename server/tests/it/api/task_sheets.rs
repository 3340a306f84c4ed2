//! What a task asks of who has it: the checklist, the guidance, the risk point that is counted, and the forms of its own.

use schema::cases::{DeskCase, FormProgress, Precedent, TaskForm};
use schema::definitions::ProcessSetting;
use schema::process::{CheckAnswer, CommandName};
use schema::role::Role;
use schema::{FieldCode, Locale, ProblemKind};
use serde_json::{Value, json};

use crate::support::{Client, FOOD_SAFETY, Scene, Sheeted, claim, complete, on_both, texts};

fn answered(mut command: Value, checks: Value) -> Value {
    command["checks"] = checks;
    command
}

fn all_points() -> Value {
    json!([
        { "point": "seal", "answer": "yes", "words": "公章清晰。" },
        { "point": "water", "answer": "not_applicable" },
    ])
}

async fn refused(scene: &Scene, who: &Client, command: Value) -> (String, Vec<String>) {
    let problem = scene.command(who, command).await.assert_problem(ProblemKind::Refused);
    assert!(problem.errors.iter().all(|error| error.code == FieldCode::Required));
    let pointers = problem.errors.into_iter().map(|error| error.pointer).collect();
    (problem.detail.unwrap_or_default(), pointers)
}

fn form_path(scene: &Scene, task: &str) -> String {
    scene.desk_path(&format!("/tasks/{}/forms/site-inspection", schema::catalogue::encode(task)))
}

async fn read(scene: &Scene, who: &Client, task: &str) -> TaskForm {
    who.get(&form_path(scene, task)).await.assert_status(200).read_json()
}

async fn save(scene: &Scene, who: &Client, revision: u64, edit: Value) -> TaskForm {
    let sent = json!({ "revision": revision, "edit": edit });
    who.put(&form_path(scene, "review"), &sent).await.assert_status(200).read_json()
}

fn found() -> Value {
    json!({ "found": "操作间整洁。", "on": "2026-03-02", "said": { "text": "符合条件。" } })
}

fn line<'c>(case: &'c DeskCase, kind: &str) -> &'c schema::cases::Happening {
    case.view.timeline.iter().find(|line| line.kind == kind).unwrap()
}

on_both! {
    async fn every_point_is_answered_and_told_to_the_desk_alone(hall) {
        let Sheeted { scene, .. } = Sheeted::open(hall, |task| drop(task.remove("forms"))).await;
        let sheet = scene.read(&scene.officer).await.sheet.unwrap();
        let points: Vec<(&str, usize)> =
            sheet.checklist.iter().map(|point| (point.id.as_str(), point.phrases.len())).collect();
        assert_eq!(points, [("seal", 2), ("water", 0)]);
        assert_eq!(scene.read(&scene.intake).await.sheet, None, "it is not their task");

        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let open = |points: &[&str]| {
            ("checklist_open".to_owned(), points.iter().map(|point| format!("/checks/{point}")).collect::<Vec<_>>())
        };
        let bare = complete("review", "approved");
        assert_eq!(refused(&scene, &scene.officer, bare.clone()).await, open(&["seal", "water"]));
        let half = answered(bare.clone(), json!([{ "point": "water", "answer": "no", "words": "无上水" }]));
        assert_eq!(refused(&scene, &scene.officer, half).await, open(&["seal"]));
        let odd = answered(bare.clone(), json!([{ "point": "fire", "answer": "no" }]));
        assert_eq!(refused(&scene, &scene.officer, odd).await, ("no_such_point".into(), Vec::new()));
        let long = json!([{ "point": "seal", "answer": "no", "words": "长".repeat(2_001) }]);
        let long = scene.command(&scene.officer, answered(bare.clone(), long)).await;
        assert_eq!(long.assert_problem(ProblemKind::Invalid).errors[0].pointer, "/checks/0/words");
        let done = scene.command(&scene.officer, answered(bare, all_points())).await;
        done.assert_status(200);

        let desk = scene.read(&scene.lead).await;
        let told: Vec<_> = line(&desk, "task_completed")
            .checks
            .iter()
            .map(|check| (check.name.get(Locale::ZhCn), check.answer, check.words.as_deref()))
            .collect();
        let expect = [
            ("公章", CheckAnswer::Yes, Some("公章清晰。")),
            ("上下水", CheckAnswer::NotApplicable, None),
        ];
        assert_eq!(told, expect);
        for path in [scene.path(""), format!("/api/applications/{}", scene.application)] {
            assert!(!scene.ana.get(&path).await.text().contains("公章清晰"), "{path}");
        }
        // Whose case it is stands aside, and is told no more than any applicant.
        hall.appoint("ana", Role::Officer, "440100", Some(FOOD_SAFETY)).await;
        let own = scene.read(&scene.ana).await;
        assert!(own.stands_aside && own.sheet.is_none());
        assert!(own.view.timeline.iter().all(|line| line.checks.is_empty() && line.forms.is_empty()));
    }

    async fn who_signs_besides_has_no_checklist(hall) {
        let Sheeted { scene, .. } = Sheeted::open(hall, |_| ()).await;
        let colleague = hall.staff(Role::Officer, "440100", Some(FOOD_SAFETY)).await;
        let id = colleague.get("/api/session").await.json()["account"].to_string();
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let add = json!({ "command": "add_signer", "task": "review", "to": id, "after": false, "reason": "请会签。" });
        scene.command(&scene.officer, add).await.assert_status(200);
        let path = scene.desk_path("?task=review%232");
        let case: DeskCase = colleague.get(&path).await.assert_status(200).read_json();
        let sheet = case.sheet.unwrap();
        assert!(sheet.checklist.is_empty() && sheet.forms.is_empty() && sheet.risk.is_some());
        colleague.get(&form_path(&scene, "review#2")).await.assert_problem(ProblemKind::NotFound);
        scene.command(&colleague, complete("review#2", "approved")).await.assert_status(200);
        assert_eq!(hall_passed(hall).await, Vec::<(String, u64)>::new());
    }

    async fn guidance_names_the_cases_that_the_officer_may_see(hall) {
        let Sheeted { scene, seen, strange } = Sheeted::open(hall, |_| ()).await;
        let sheet = scene.read(&scene.officer).await.sheet.unwrap();
        assert_eq!(sheet.articles, ["《食品安全法》第三十五条"]);
        assert_eq!(sheet.words.get(Locale::ZhCn), "先看上下水，再看操作间。");
        assert_eq!(sheet.risk.unwrap().get(Locale::ZhCn), "收受礼品");
        let item = scene.read(&scene.officer).await.view.summary.item_name;
        let expect = [
            Precedent { number: seen, item_name: Some(item) },
            Precedent { number: strange, item_name: None },
        ];
        assert_eq!(sheet.precedents, expect);
    }

    async fn a_risk_point_is_counted_where_it_is_passed(hall) {
        let Sheeted { scene, .. } = Sheeted::open(hall, |task| {
            task.remove("forms");
            task.remove("checklist");
        }).await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        scene.command(&scene.officer, complete("review", "approved")).await.assert_status(200);
        assert_eq!(hall_passed(hall).await, [("review".to_owned(), 1)]);
        // Sent back and done again it is passed again.
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        let back = json!({ "command": "return", "task": "decide", "to": "review", "resume": false, "reason": "请核实。" });
        scene.command(&scene.lead, back).await.assert_status(200);
        scene.command(&scene.officer, complete("review#2", "approved")).await.assert_status(200);
        assert_eq!(hall_passed(hall).await, [("review".to_owned(), 2)]);
        hall.pass(chrono::TimeDelta::days(29));
        assert_eq!(hall_passed(hall).await, [("review".to_owned(), 2)]);
        hall.pass(chrono::TimeDelta::days(1));
        assert_eq!(hall_passed(hall).await, []);
    }

    async fn a_form_of_its_own_is_saved_as_it_grows_and_filed_with_the_end(hall) {
        let Sheeted { scene, .. } = Sheeted::open(hall, |_| ()).await;
        let progress = |case: &DeskCase| case.sheet.as_ref().unwrap().forms[0].progress;
        let unclaimed = scene.read(&scene.officer).await;
        assert!(!unclaimed.sheet.unwrap().forms[0].is_open);
        scene.officer.get(&form_path(&scene, "review")).await.assert_problem(ProblemKind::NotFound);
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let done = || answered(complete("review", "approved"), all_points());
        let missing = ("form_missing".to_owned(), vec!["/forms/site-inspection".to_owned()]);
        assert_eq!(refused(&scene, &scene.officer, done()).await, missing);

        let blank = read(&scene, &scene.officer, "review").await;
        assert_eq!((blank.revision, &blank.answers, blank.form.version), (0, &json!({}), 1));
        assert!(blank.is_open && blank.saved.is_none() && blank.faults.is_empty());
        let begun = save(&scene, &scene.officer, 0, json!([["/found", "操作间整洁。"]])).await;
        let faults: Vec<_> = begun.faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        assert_eq!((begun.revision, faults), (1, vec![("/on", FieldCode::Required)]));
        let case = scene.read(&scene.officer).await;
        assert_eq!(progress(&case), FormProgress::Begun);
        assert_eq!(refused(&scene, &scene.officer, done()).await, missing);

        // The form has a new version; what was begun stays with its own.
        Sheeted::publish_form(hall, |form| form["schema"]["required"] = json!(["found", "on", "width"])).await;
        let stale = json!({ "revision": 0, "edit": {} });
        scene.officer.put(&form_path(&scene, "review"), &stale).await.assert_problem(ProblemKind::Conflict);
        let strange = json!({ "revision": 1, "edit": { "nothing": 1 } });
        let strange = scene.officer.put(&form_path(&scene, "review"), &strange).await;
        assert_eq!(strange.assert_problem(ProblemKind::Invalid).errors[0].pointer, "/nothing");
        scene.lead.get(&form_path(&scene, "review")).await.assert_problem(ProblemKind::NotFound);
        let filled = save(&scene, &scene.officer, 1, found()).await;
        assert_eq!((filled.form.version, filled.faults.len()), (1, 0));
        assert_eq!(filled.answers["said"]["name"], "李工", "an opinion is signed by who writes it");
        assert_eq!(progress(&scene.read(&scene.officer).await), FormProgress::Filled);

        scene.command(&scene.officer, done()).await.assert_status(200);
        let data = texts(hall, "SELECT data FROM case_event WHERE kind = 'task_completed' ORDER BY seq DESC LIMIT 1").await;
        let data: Value = serde_json::from_str(&data[0]).unwrap();
        assert_eq!(data["forms"], json!([{ "form": "site-inspection", "version": 1, "answers": filled.answers }]));
        assert_eq!(texts(hall, "SELECT task FROM task_form").await, Vec::<String>::new());

        let desk = scene.read(&scene.lead).await;
        let on_file = &line(&desk, "task_completed").forms[0];
        assert_eq!((on_file.task.as_str(), on_file.title.get(Locale::ZhCn)), ("review", "踏勘记录"));
        let filed = read(&scene, &scene.lead, "review").await;
        assert_eq!((&filed.answers, filed.is_open), (&filled.answers, false));
        assert_eq!(filed.access, filed.access.clone().closed());
        assert_eq!(filed.saved.unwrap().by, "李工");
        let late = json!({ "revision": 2, "edit": found() });
        scene.officer.put(&form_path(&scene, "review"), &late).await.assert_problem(ProblemKind::NotFound);
        scene.ana.get(&form_path(&scene, "review")).await.assert_problem(ProblemKind::Forbidden);
        assert!(!scene.ana.get(&scene.path("")).await.text().contains("操作间整洁"));
        hall.appoint("ana", Role::Officer, "440100", Some(FOOD_SAFETY)).await;
        scene.ana.get(&form_path(&scene, "review")).await.assert_problem(ProblemKind::NotFound);
    }

    async fn what_was_begun_is_forgotten_with_its_task(hall) {
        let Sheeted { scene, .. } = Sheeted::open(hall, |_| ()).await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        save(&scene, &scene.officer, 0, found()).await;
        // Given back, who takes it up next goes on with it.
        let release = json!({ "command": "release", "task": "review" });
        scene.command(&scene.officer, release).await.assert_status(200);
        scene.command(&scene.lead, claim("review")).await.assert_status(200);
        let next = read(&scene, &scene.lead, "review").await;
        assert_eq!((next.revision, next.answers["found"].as_str()), (1, Some("操作间整洁。")));
        let case = scene.read(&scene.lead).await;
        assert!(case.allowed.iter().any(|may| may.command == CommandName::Complete));
        scene.ana.post(&scene.path("/withdraw"), &json!({})).await.assert_status(204);
        assert_eq!(texts(hall, "SELECT task FROM task_form").await, Vec::<String>::new());
    }
}

/// How often the tasks of the food business licence were passed, as its designers read it.
async fn hall_passed(hall: &crate::support::Hall) -> Vec<(String, u64)> {
    let editor = hall.staff(Role::Editor, "440100", None).await;
    let path = "/api/desk/processes/food-business-licence/setting";
    let setting: ProcessSetting = editor.get(path).await.assert_status(200).read_json();
    assert!(setting.passed.iter().all(|line| line.agency == "广州市市场监督管理局"));
    setting.passed.into_iter().map(|line| (line.task, line.passed)).collect()
}
