//! What officers attach to a case: who attaches and reads it, and that it passes both ways between a case and those it begins.

use schema::cases::{Attachment, DeskCase, Subcase};
use schema::role::Role;
use schema::{Locale, ProblemKind};
use serde_json::{Value, json};

use super::subcases::{accepted, call};
use crate::support::{
    CIVIL_AFFAIRS, Client, FOOD_SAFETY, Hall, PDF, PNG, Response, Scene, claim, complete, on_both, texts,
};

async fn attach(who: &Client, desk: &str, name: &str, content: &[u8]) -> Response {
    who.upload(&format!("{desk}/attachments"), name, "application/octet-stream", content).await
}

async fn read(who: &Client, desk: &str) -> DeskCase {
    who.get(desk).await.assert_status(200).read_json()
}

/// What is attached to a case as somebody sees it: each file's name, and the case that it came back with.
async fn seen(who: &Client, desk: &str) -> Vec<(String, Option<String>)> {
    let told = |it: Attachment| (it.name, it.within.map(|name| name.get(Locale::ZhCn).to_owned()));
    read(who, desk).await.attachments.into_iter().map(told).collect()
}

fn own(name: &str) -> (String, Option<String>) {
    (name.to_owned(), None)
}

async fn give(who: &Client, desk: &str, mut command: Value) {
    command["revision"] = read(who, desk).await.revision.into();
    who.post(&format!("{desk}/commands"), &command).await.assert_status(200);
}

async fn handle(who: &Client, desk: &str, task: &str, outcome: &str) {
    give(who, desk, claim(task)).await;
    give(who, desk, complete(task, outcome)).await;
}

async fn first_begun(scene: &Scene) -> String {
    let begun: Vec<Subcase> = scene.read(&scene.officer).await.outside.subcases;
    format!("/api/desk/cases/{}", begun[0].number)
}

/// A main case with a photograph that its counter attached, then a case that it began and waits for.
async fn begun(hall: &Hall, more: Value) -> (Scene, String) {
    let scene = accepted(hall, call(more)).await;
    let child = first_begun(&scene).await;
    (scene, child)
}

on_both! {
    async fn who_has_a_task_attaches_and_the_desk_reads(hall) {
        let scene = Scene::open(hall).await;
        let desk = scene.desk_path("");
        let refused = attach(&scene.intake, &desk, "a.png", PNG).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("not_claimed"));
        assert!(!read(&scene.intake, &desk).await.may_attach);
        give(&scene.intake, &desk, claim("accept")).await;
        assert!(read(&scene.intake, &desk).await.may_attach && !read(&scene.officer, &desk).await.may_attach);
        attach(&scene.officer, &desk, "a.png", PNG).await.assert_problem(ProblemKind::Refused);
        attach(&scene.intake, &desk, "a.txt", b"text").await.assert_problem(ProblemKind::UnsupportedType);

        let added: Attachment = attach(&scene.intake, &desk, "窗口照片.png", PNG).await.assert_status(201).read_json();
        assert_eq!((added.media_type.as_str(), added.bytes), ("image/png", PNG.len() as u64));
        assert_eq!(added.task.as_ref().map(|task| task.get(Locale::ZhCn)), Some("受理"));
        let again: Attachment = attach(&scene.intake, &desk, "同一张.png", PNG).await.assert_status(201).read_json();
        assert_eq!(again, added, "the same content is there once");
        assert_eq!(seen(&scene.lead, &desk).await, [own("窗口照片.png")]);
        let file = format!("{desk}/attachments/{}", added.id);
        assert_eq!(scene.lead.get(&file).await.assert_status(200).bytes(), PNG);
        assert_eq!(texts(hall, "SELECT action FROM audit_line WHERE action LIKE 'case.%attach%' ORDER BY action").await, ["case.attach", "case.read_attachment"]);

        // Neither the applicant nor another agency comes to see it.
        let elsewhere = hall.staff(Role::Officer, "440100", Some(FOOD_SAFETY)).await;
        elsewhere.get(&file).await.assert_problem(ProblemKind::NotFound);
        scene.ana.get(&file).await.assert_problem(ProblemKind::Forbidden);
        assert!(!scene.ana.get(&scene.path("")).await.assert_status(200).text().contains("窗口照片"));
        // It is a file of this case and of no other.
        let (_, other) = scene.ana.file_senior_card().await;
        let strange = format!("/api/desk/cases/{}/attachments/{}", other.number, added.id);
        scene.lead.get(&strange).await.assert_problem(ProblemKind::NotFound);

        handle_to_the_end(&scene).await;
        let late = attach(&scene.intake, &desk, "b.pdf", PDF).await.assert_problem(ProblemKind::Refused);
        assert_eq!(late.detail.as_deref(), Some("closed"));
        assert_eq!(seen(&scene.lead, &desk).await, [own("窗口照片.png")]);
    }

    async fn what_is_attached_passes_both_ways_where_materials_do(hall) {
        let (scene, child) = begun(hall, json!({ "materials": true })).await;
        let desk = scene.desk_path("");
        // Into the other as soon as it is there; back with its end, and not before.
        give(&scene.intake, &child, claim("take")).await;
        attach(&scene.intake, &child, "受理照片.png", PNG).await.assert_status(201);
        give(&scene.intake, &child, complete("take", "accepted")).await;
        give(&scene.officer, &child, claim("look")).await;
        let report: Attachment = attach(&scene.officer, &child, "踏勘报告.pdf", PDF).await.assert_status(201).read_json();
        assert_eq!(seen(&scene.lead, &child).await, [own("受理照片.png"), own("踏勘报告.pdf")]);
        assert_eq!(seen(&scene.lead, &desk).await, []);
        let here = format!("{desk}/attachments/{}", report.id);
        scene.lead.get(&here).await.assert_problem(ProblemKind::NotFound);
        give(&scene.officer, &child, complete("look", "approved")).await;
        handle(&scene.lead, &child, "say", "approved").await;
        let back = |name: &str| (name.to_owned(), Some("消防".to_owned()));
        assert_eq!(seen(&scene.lead, &desk).await, [back("受理照片.png"), back("踏勘报告.pdf")]);
        assert_eq!(scene.lead.get(&here).await.assert_status(200).bytes(), PDF);
        assert_eq!(seen(&scene.lead, &child).await, [own("受理照片.png"), own("踏勘报告.pdf")], "there it stays its own");

        // What the main case has is seen there too.
        give(&scene.lead, &desk, claim("decide")).await;
        attach(&scene.lead, &desk, "会议纪要.png", &other_picture()).await.assert_status(201);
        assert_eq!(seen(&scene.officer, &child).await.last(), Some(&own("会议纪要.png")));
    }

    async fn where_materials_do_not_pass_nothing_attached_does(hall) {
        let (scene, child) = begun(hall, json!({})).await;
        give(&scene.intake, &child, claim("take")).await;
        attach(&scene.intake, &child, "受理照片.png", PNG).await.assert_status(201);
        give(&scene.intake, &child, complete("take", "accepted")).await;
        handle(&scene.officer, &child, "look", "approved").await;
        handle(&scene.lead, &child, "say", "approved").await;
        assert_eq!(seen(&scene.lead, &scene.desk_path("")).await, []);
        give(&scene.lead, &scene.desk_path(""), claim("decide")).await;
        attach(&scene.lead, &scene.desk_path(""), "会议纪要.pdf", PDF).await.assert_status(201);
        assert_eq!(seen(&scene.officer, &child).await, [own("受理照片.png")]);
    }

    async fn what_is_wanted_no_more_brings_nothing_back(hall) {
        let (scene, child) = begun(hall, json!({ "materials": true })).await;
        give(&scene.intake, &child, claim("take")).await;
        attach(&scene.intake, &child, "受理照片.png", PNG).await.assert_status(201);
        let jump = json!({ "command": "jump", "task": "fire", "to": "decide", "reason": "已有结论。" });
        scene.command(&scene.lead, jump).await.assert_status(200);
        assert_eq!(seen(&scene.lead, &scene.desk_path("")).await, []);
    }

    async fn who_has_an_interest_of_their_own_sees_nothing_that_is_attached(hall) {
        let scene = Scene::open(hall).await;
        let desk = scene.desk_path("");
        give(&scene.intake, &desk, claim("accept")).await;
        let added: Attachment = attach(&scene.intake, &desk, "核查.png", PNG).await.assert_status(201).read_json();
        // An officer of the agency who is the applicant.
        hall.appoint("ana", Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let ana = hall.sign_in("ana").await;
        assert_eq!(seen(&ana, &desk).await, []);
        ana.get(&format!("{desk}/attachments/{}", added.id)).await.assert_problem(ProblemKind::NotFound);
        let refused = attach(&ana, &desk, "a.pdf", PDF).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("own_case"));
    }
}

async fn handle_to_the_end(scene: &Scene) {
    scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
    scene.handle(&scene.officer, "review", "approved").await;
    scene.handle(&scene.lead, "decide", "approved").await;
    scene.handle(&scene.intake, "deliver", "delivered").await;
}

/// A picture with other content.
fn other_picture() -> Vec<u8> {
    [PNG, b"more".as_slice()].concat()
}
