//! Cases that a case begins (子流程): opened, ended and told to end with it, each with people, a clock and a log of its own.

use schema::ProblemKind;
use schema::cases::{CaseSummary, DeskCase, Queue, Subcase, Worklist};
use schema::messages::{MessageKind, Messages};
use schema::process::{CaseCourse, CommandName, Decision, Status};
use schema::{Locale, Page};
use serde_json::{Value, json};
use server::features::audit;
use server::sql;

use super::effects::publish_fee;
use crate::support::{Client, FOOD_BUSINESS, Hall, Scene, claim, complete, on_both, texts};

const CHECK: &str = "fire-check";

/// Publishes the process of the others: accepted, looked at, decided.
async fn publish_check(hall: &Hall, id: &str, between: Value) {
    let task = |id: &str, name: &str, role: &str, kind: &str| json!({ "task": { "id": id, "name": { "zh-CN": name }, "role": role, "kind": kind } });
    let look = if between.is_null() { task("look", "现场看", "officer", "review") } else { between };
    let seq =
        json!([task("take", "接件", "intake", "accept"), look, task("say", "认定", "agency_lead", "decide")]);
    let definition =
        json!({ "id": id, "version": 1, "title": { "zh-CN": "消防检查" }, "seq": seq }).to_string();
    let now = hall.state().clock.now();
    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query("INSERT INTO process (id, title, revision, changed_at) VALUES ($1, '{}', 0, $2)")
            .bind(id)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ())
            .unwrap();
    });
    sql!(&mut tx, conn => {
        sqlx::query(
            "INSERT INTO process_version (process, version, definition, published_at, effective_from)
             VALUES ($1, 1, $2, $3, $3)",
        )
        .bind(id)
        .bind(&definition)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ())
        .unwrap();
    });
    tx.commit().await.unwrap();
}

/// A call in the place of the review; more of it is said by the test.
pub fn call(more: Value) -> Value {
    let mut call = json!({ "id": "fire", "name": { "zh-CN": "消防", "en": "Fire" }, "process": CHECK });
    call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "call": call })
}

/// A case, accepted, of a process with this in the place of the review.
pub async fn accepted(hall: &Hall, block: Value) -> Scene {
    publish_check(hall, CHECK, Value::Null).await;
    let change = |process: &mut Value| {
        process["seq"][1] = block;
        process["seq"][2]["task"]["form"] = json!({});
    };
    let scene = Scene::open_food_with(hall, change, |form| {
        form["body"] = json!({ "template": "{{/enterprise/name}} {{/premises/address}}" });
    })
    .await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene
}

/// The cases that one began, as its officer is told of them.
pub async fn begun(scene: &Scene) -> Vec<Subcase> {
    scene.read(&scene.officer).await.outside.subcases
}

/// Where the desk has a case.
pub fn at(case: &Subcase) -> String {
    format!("/api/desk/cases/{}", case.number)
}

async fn read(who: &Client, path: &str) -> DeskCase {
    who.get(path).await.assert_status(200).read_json()
}

async fn give(who: &Client, path: &str, mut command: Value) -> crate::support::Response {
    command["revision"] = read(who, path).await.revision.into();
    who.post(&format!("{path}/commands"), &command).await
}

/// Takes a task of a case up and ends it.
pub async fn handle(who: &Client, path: &str, task: &str, outcome: &str) {
    give(who, path, claim(task)).await.assert_status(200);
    let mut command = complete(task, outcome);
    if outcome == "rejected" {
        command["reason"] = json!("通道过窄。");
    }
    give(who, path, command).await.assert_status(200);
}

/// The whole way of such a case.
async fn go_through(scene: &Scene, path: &str, outcome: &str) {
    handle(&scene.intake, path, "take", "accepted").await;
    handle(&scene.officer, path, "look", "approved").await;
    handle(&scene.lead, path, "say", outcome).await;
}

fn keys(summary: &CaseSummary) -> Vec<&str> {
    summary.tasks.iter().map(|task| task.key.as_str()).collect()
}

async fn kinds(hall: &Hall) -> Vec<String> {
    texts(hall, "SELECT kind FROM case_event WHERE kind LIKE 'call%' ORDER BY case_record, seq").await
}

on_both! {
    async fn a_case_waits_for_the_one_it_began_and_takes_back_what_came_of_it(hall) {
        let more = json!({ "in": { "/premises/floor_area": "/premises/floor_area" }, "out": { "/found": "/fire" } });
        let scene = accepted(hall, call(more)).await;
        let main = scene.read(&scene.officer).await;
        assert!(main.view.summary.tasks.is_empty(), "nobody has anything to do here");
        assert!(main.view.summary.due.is_some(), "its own time goes on");
        let [fire] = &main.outside.subcases[..] else { panic!("{:?}", main.outside) };
        assert_eq!((fire.key.as_str(), fire.name.get(Locale::En), fire.waited), ("fire", "Fire", true));
        assert_eq!((fire.status, fire.may_see, fire.closed_at), (Status::Submitted, true, None));
        assert!(fire.due.is_some(), "its clock is its own");

        // It is handled like any case, with what it was handed and nothing else.
        let path = at(fire);
        let child = read(&scene.intake, &path).await;
        assert_eq!(child.answers, json!({ "premises": { "floor_area": 120 } }));
        assert_eq!(child.files, []);
        let caller = child.outside.caller.as_ref().unwrap();
        assert_eq!((caller.number, caller.name.get(Locale::ZhCn), caller.may_see), (scene.receipt.number, "消防", true));
        assert!(child.allowed.iter().all(|may| may.command != CommandName::RequestSupplement));
        handle(&scene.intake, &path, "take", "accepted").await;
        let asked = json!({ "command": "request_supplement", "task": "look", "points": [{ "pointer": "/premises/address", "reason": "错" }] });
        give(&scene.officer, &path, claim("look")).await.assert_status(200);
        let told = give(&scene.officer, &path, asked).await;
        assert!(told.status() == 409 || told.status() == 422, "{}", told.text());
        give(&scene.officer, &path, complete("look", "approved")).await.assert_status(200);
        assert_eq!(begun(&scene).await[0].status, Status::InReview);
        handle(&scene.lead, &path, "say", "approved").await;

        // The main case goes on.
        let main = scene.read(&scene.lead).await;
        assert_eq!(keys(&main.view.summary), ["decide"]);
        let fire = &main.outside.subcases[0];
        assert_eq!((fire.waited, fire.decision, fire.closed_at.is_some()), (false, Some(Decision::Approved), true));
        assert_eq!(kinds(hall).await, ["call_begun", "call_ended"]);
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);

        // Its course shows how long it waited there.
        let course: CaseCourse = scene.lead.get(&scene.desk_path("/course")).await.assert_status(200).read_json();
        let leg = course.course.of("fire").next().unwrap();
        assert!(leg.ended.as_ref().unwrap().outcome.is_some());
        assert_eq!(course.outside.subcases[0].number, fire.number);
    }

    async fn the_applicant_has_one_case_and_sees_a_trace_only_where_it_is_shown(hall) {
        let scene = accepted(hall, call(json!({ "trace": "shown" }))).await;
        let fire = begun(&scene).await.remove(0);
        let ana = &scene.ana;
        let before: Page<CaseSummary> = ana.get("/api/cases").await.assert_status(200).read_json();
        assert_eq!(before.items.len(), 2, "that of before, and this one");
        ana.get(&format!("/api/cases/{}", fire.number)).await.assert_status(404);
        let last_four = &crate::support::identity_number(0)[14..];
        scene.track(hall, &fire.number.to_string(), last_four).await.assert_status(404);
        let told = scene.view().await.timeline.len();
        handle(&scene.intake, &at(&fire), "take", "accepted").await;
        let timeline = scene.view().await.timeline;
        let within: Vec<&str> = timeline.iter().filter_map(|line| line.within.as_ref()).map(|name| name.get(Locale::ZhCn)).collect();
        assert!(!within.is_empty() && within.iter().all(|name| *name == "消防"), "{timeline:?}");
        assert!(timeline.len() > told && timeline.iter().all(|line| line.by.is_none()));
        // Nobody writes to the applicant of it.
        let written = texts(hall, "SELECT kind FROM message JOIN case_record ON case_record.id = message.case_record WHERE parent IS NOT NULL").await;
        assert_eq!(written, [""; 0]);
    }

    async fn one_begins_for_each_of_a_list_and_all_are_waited_for(hall) {
        let more = json!({ "over": { "var": "business.catering_items" }, "item": "/matter", "out": { "/matter": "/found/-/of" } });
        let scene = accepted(hall, call(more)).await;
        let cases = begun(&scene).await;
        let told: Vec<_> = cases.iter().map(|case| (case.key.as_str(), case.item.as_deref())).collect();
        assert_eq!(told, [("fire", Some("hot")), ("fire#2", Some("drinks"))]);
        let waiting: Worklist = scene.officer.get("/api/desk/cases?queue=waiting").await.assert_status(200).read_json();
        assert_eq!(waiting.counts.iter().find(|count| count.queue == Queue::Waiting).unwrap().count, 2);
        let line = &waiting.cases.items[0];
        assert_eq!((line.number, line.tasks[0].name.get(Locale::ZhCn)), (scene.receipt.number, "消防"));
        go_through(&scene, &at(&cases[1]), "approved").await;
        assert!(scene.read(&scene.lead).await.view.summary.tasks.is_empty());
        go_through(&scene, &at(&cases[0]), "rejected").await;
        let main = scene.read(&scene.lead).await;
        assert_eq!(keys(&main.view.summary), ["decide"]);
        let answers: Vec<String> = texts(hall, "SELECT data FROM case_event WHERE kind = 'call_ended' ORDER BY seq").await;
        assert!(answers[0].contains("drinks") && answers[1].contains("hot") && answers[1].contains("rejected"), "{answers:?}");
    }

    async fn what_is_not_waited_for_goes_on_by_itself(hall) {
        let scene = accepted(hall, call(json!({ "wait": false }))).await;
        assert_eq!(keys(&scene.view().await.summary), ["decide"]);
        let fire = begun(&scene).await.remove(0);
        assert!(!fire.waited);
        let reason = json!({ "command": "terminate", "reason": "申请人已注销。" });
        scene.command(&scene.lead, reason).await.assert_status(200);
        go_through(&scene, &at(&fire), "approved").await;
        assert_eq!(begun(&scene).await[0].decision, Some(Decision::Approved));
        assert_eq!(kinds(hall).await, ["call_begun"]);
    }

    async fn what_is_wanted_no_more_ends_with_the_reason(hall) {
        let scene = accepted(hall, call(json!({}))).await;
        let fire = begun(&scene).await.remove(0);
        let path = at(&fire);
        handle(&scene.intake, &path, "take", "accepted").await;
        scene.ana.post(&scene.path("/withdraw"), &json!({ "reason": "不办了。" })).await.assert_status(204);
        let child = read(&scene.officer, &path).await;
        assert_eq!((child.view.summary.status, child.view.reason.as_deref()), (Status::Terminated, Some("不办了。")));
        let late = give(&scene.officer, &path, claim("look")).await.assert_problem(ProblemKind::Refused);
        assert_eq!(late.detail.as_deref(), Some("closed"));
        assert_eq!(kinds(hall).await, ["call_begun", "call_dropped"]);
    }

    async fn a_lead_goes_on_without_it(hall) {
        let scene = accepted(hall, call(json!({}))).await;
        let path = at(&begun(&scene).await[0]);
        let jump = json!({ "command": "jump", "task": "fire", "to": "decide", "reason": "已有结论。" });
        scene.command(&scene.officer, jump.clone()).await.assert_problem(ProblemKind::Refused);
        scene.command(&scene.lead, jump).await.assert_status(200);
        assert_eq!(keys(&scene.view().await.summary), ["decide"]);
        assert_eq!(read(&scene.lead, &path).await.view.reason.as_deref(), Some("已有结论。"));
    }

    async fn materials_and_document_pass_only_where_it_is_said(hall) {
        let with = call(json!({ "materials": true, "body": true }));
        let branches = [with, call(json!({ "id": "bare" }))].map(|call| json!({ "name": { "zh-CN": "一支" }, "seq": [call] }));
        let both = json!({ "all": { "id": "both", "name": { "zh-CN": "同时" }, "branches": branches } });
        let scene = accepted(hall, both).await;
        let path = at(&begun(&scene).await[0]);
        let child = read(&scene.intake, &path).await;
        assert_eq!(child.answers["premises"], json!({ "address": "演示路 20 号首层" }), "what the document says, and no more");
        assert_eq!(child.files.len(), 6);
        let file = format!("{path}/files/{}", child.files[0].id);
        scene.intake.get(&file).await.assert_status(200);
        let document = scene.intake.get(&format!("{path}/document")).await.assert_status(200).json();
        assert!(document["versions"][0].to_string().contains("演示路"), "{document}");

        let bare = at(&begun(&scene).await[1]);
        assert_eq!(read(&scene.intake, &bare).await.files, []);
        scene.intake.get(&file.replace(&path, &bare)).await.assert_status(404);
        let document = scene.intake.get(&format!("{bare}/document")).await.assert_status(200).json();
        assert_eq!(document["versions"], json!([]));
    }

    async fn what_was_changed_of_the_document_comes_back(hall) {
        let write = json!({ "task": { "id": "look", "name": { "zh-CN": "现场看" }, "role": "officer", "kind": "review",
            "form": { "fields": { "/premises/address": "write" } } } });
        publish_check(hall, "address-check", write).await;
        let scene = accepted(hall, call(json!({ "process": "address-check", "body": true }))).await;
        let path = at(&begun(&scene).await[0]);
        handle(&scene.intake, &path, "take", "accepted").await;
        give(&scene.officer, &path, claim("look")).await.assert_status(200);
        let mut command = complete("look", "approved");
        let mut edit = read(&scene.officer, &path).await.answers;
        edit["premises"]["address"] = json!("演示路 22 号");
        command["edit"] = edit;
        give(&scene.officer, &path, command).await.assert_status(200);
        handle(&scene.lead, &path, "say", "approved").await;
        let main = scene.read(&scene.lead).await;
        assert_eq!(main.answers["premises"]["address"], "演示路 22 号");
        assert_eq!(main.answers["premises"]["floor_area"], 120);
    }

    async fn two_who_change_both_at_once_do_not_wait_for_each_other(hall) {
        let scene = accepted(hall, call(json!({}))).await;
        let (other, ana) = (hall.sign_in("agency_lead-440100-3").await, hall.sign_in("ana").await);
        for _ in 0..5 {
            let (_, receipt) = ana.file_food_business().await;
            let (desk, case) = (format!("/api/desk/cases/{}", receipt.number), format!("/api/cases/{}", receipt.number));
            handle(&scene.intake, &desk, "accept", "accepted").await;
            let path = at(&read(&scene.lead, &desk).await.outside.subcases[0]);
            handle(&scene.intake, &path, "take", "accepted").await;
            handle(&scene.officer, &path, "look", "approved").await;
            give(&scene.lead, &path, claim("say")).await.assert_status(200);
            // One from below, one from above: whoever comes first, the other is answered by what is so then.
            let reason = json!({ "reason": "不办了。" });
            let withdrawal = format!("{case}/withdraw");
            let (said, withdrawn) =
                tokio::join!(give(&other, &path, complete("say", "approved")), ana.post(&withdrawal, &reason));
            let both = [said.status(), withdrawn.status()];
            assert!(both.iter().all(|status| matches!(status, 200 | 204 | 409)) && both != [409, 409], "{both:?}");
        }
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);
    }

    async fn cases_do_not_lie_too_deep_in_each_other(hall) {
        let again = json!({ "process": "deeper" });
        publish_check(hall, "deeper", call(again.clone())).await;
        let scene = accepted(hall, call(again)).await;
        let mut path = at(&begun(&scene).await[0]);
        for _ in 0..3 {
            handle(&scene.intake, &path, "take", "accepted").await;
            path = at(&read(&scene.intake, &path).await.outside.subcases[0]);
        }
        give(&scene.intake, &path, claim("take")).await.assert_status(200);
        let refused = give(&scene.intake, &path, complete("take", "accepted")).await;
        assert_eq!(refused.assert_problem(ProblemKind::Refused).detail.as_deref(), Some("calls_too_deep"));
        let numbers = texts(hall, "SELECT number FROM case_record WHERE parent IS NOT NULL").await;
        assert_eq!(numbers.len(), 4, "nothing of it happened");
    }

    async fn what_it_tells_and_charges_reaches_the_applicant_in_their_own_case(hall) {
        let look = json!({ "task": { "id": "look", "name": { "zh-CN": "现场看" }, "role": "officer", "kind": "review", "effects": [
            { "id": "say", "name": { "zh-CN": "告知" }, "does": { "message": { "zh-CN": "现场已看。" } } },
            { "id": "card", "name": { "zh-CN": "工本费" }, "does": { "fee": "card" } },
        ] } });
        publish_check(hall, "telling-check", look).await;
        let scene = accepted(hall, call(json!({ "process": "telling-check" }))).await;
        publish_fee(hall, FOOD_BUSINESS).await;
        let (application, receipt) = scene.ana.file_food_business().await;
        let scene = Scene { application, receipt, ..scene };
        scene.handle(&scene.intake, "accept", "accepted").await;
        let path = at(&begun(&scene).await[0]);
        handle(&scene.intake, &path, "take", "accepted").await;
        handle(&scene.officer, &path, "look", "approved").await;
        let inbox: Messages = scene.ana.get("/api/me/messages").await.assert_status(200).read_json();
        let told = inbox.messages.items.iter().find(|message| message.kind == MessageKind::Told).unwrap();
        assert_eq!(told.number, Some(scene.receipt.number), "they know of no other");
        let fees: Vec<_> = scene.view().await.fees.into_iter().map(|fee| (fee.code, fee.amount)).collect();
        assert_eq!(fees, [("card".to_owned(), Some(1050))]);
        assert_eq!(scene.read(&scene.officer).await.view.fees, [], "the desk has it where it came up");
    }

    async fn what_an_officer_said_of_the_main_case_stays_at_the_desk(hall) {
        let scene = accepted(hall, call(json!({ "trace": "shown" }))).await;
        let path = at(&begun(&scene).await[0]);
        handle(&scene.intake, &path, "take", "accepted").await;
        let jump = json!({ "command": "jump", "task": "fire", "to": "decide", "reason": "有举报，先定。" });
        scene.command(&scene.lead, jump).await.assert_status(200);
        let ends = |kind: &str| kind == "case_terminated";
        let view = scene.view().await;
        assert!(view.timeline.iter().any(|line| line.within.is_some() && ends(&line.kind)), "{view:?}");
        assert!(!format!("{view:?}").contains("举报"), "{view:?}");
        let desk = read(&scene.officer, &path).await.view.timeline;
        assert!(desk.iter().any(|line| ends(&line.kind) && line.words.as_deref() == Some("有举报，先定。")));
    }
}
