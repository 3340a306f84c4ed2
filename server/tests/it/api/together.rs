//! Several who work on the same cases: what they write to each other, what one learns of them at once, and what is done with
//! several cases in one go.

use std::time::Duration;

use schema::ProblemKind;
use schema::cases::{BulkDone, DeskNoteKind, News, Remark, Worklist};
use schema::role::Role;
use serde_json::{Value, json};

use crate::support::{CIVIL_AFFAIRS, Client, Scene, claim, complete, on_both, texts};

const POLICE: &str = "广州市公安局";

async fn write(scene: &Scene, who: &Client, text: &str) -> crate::support::Response {
    who.post(&scene.desk_path("/thread"), &json!({ "text": text })).await
}

fn said(timeline: &[schema::cases::Happening]) -> Vec<&str> {
    let remarks = timeline.iter().filter(|line| line.kind == "remark");
    remarks.filter_map(|line| line.words.as_deref()).collect()
}

async fn bulk(who: &Client, act: &str, lines: &[(String, &str)]) -> Vec<BulkDone> {
    let lines: Vec<Value> =
        lines.iter().map(|(number, task)| json!({ "number": number, "task": task })).collect();
    who.post("/api/desk/bulk", &json!({ "act": act, "lines": lines })).await.assert_status(200).read_json()
}

fn whys(done: &[BulkDone]) -> Vec<Option<&str>> {
    done.iter()
        .map(|line| line.problem.as_ref().map(|why| why.detail.as_deref().unwrap_or_default()))
        .collect()
}

on_both! {
    async fn colleagues_write_to_each_other_and_the_applicant_is_not_told(hall) {
        let scene = Scene::open(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        let remark: Remark = write(&scene, &scene.officer, " 请看第二页。 ").await.assert_status(201).read_json();
        assert_eq!((remark.text.as_str(), remark.by.as_str()), ("请看第二页。", "李工"));
        write(&scene, &scene.intake, "看过了。").await.assert_status(201);

        let case = scene.read(&scene.lead).await;
        assert_eq!((said(&case.view.timeline), case.remark > remark.id), (vec!["看过了。", "请看第二页。"], true));
        assert_eq!(said(&scene.view().await.timeline), Vec::<&str>::new());
        let revision = case.revision;
        assert_eq!(scene.read(&scene.intake).await.revision, revision, "a remark is no event");

        // Who has the case is told, and not of what they wrote themselves.
        let notes: Worklist = scene.intake.get("/api/desk/cases").await.assert_status(200).read_json();
        let told: Vec<_> = notes.notes.iter().map(|note| (note.kind, note.task.as_str())).collect();
        assert_eq!(told, [(DeskNoteKind::Remark, "accept")]);
        let record = "SELECT detail FROM audit_line WHERE action = 'case.remark'";
        let lines = texts(hall, record).await;
        assert!(lines.len() == 2 && lines.iter().all(|line| !line.contains('页')), "{lines:?}");
    }

    async fn only_who_has_a_part_in_a_case_writes_about_it(hall) {
        let scene = Scene::open(hall).await;
        let police = hall.staff(Role::Officer, "440100", Some(POLICE)).await;
        write(&scene, &police, "你好").await.assert_problem(ProblemKind::NotFound);
        write(&scene, &scene.ana, "你好").await.assert_problem(ProblemKind::Forbidden);
        write(&scene, &scene.intake, " \n").await.assert_problem(ProblemKind::Invalid);
        write(&scene, &scene.intake, &"字".repeat(1001)).await.assert_problem(ProblemKind::Invalid);
        write(&scene, &scene.intake, &"字".repeat(1000)).await.assert_status(201);
        scene.ana.post(&scene.path("/withdraw"), &json!({})).await.assert_status(204);
        let late = write(&scene, &scene.intake, "晚了").await.assert_problem(ProblemKind::Refused);
        assert_eq!(late.detail.as_deref(), Some("closed"));
    }

    async fn what_a_colleague_does_is_told_to_who_has_the_case_open(hall) {
        let scene = Scene::open(hall).await;
        let case = scene.read(&scene.intake).await;
        let live = |after: u64, remark: i64| scene.desk_path(&format!("/live?after={after}&remark={remark}"));
        // What has happened already is told at once.
        let news: News = scene.officer.get(&live(0, 0)).await.assert_status(200).read_json();
        assert_eq!((news.revision, news.remark, news.by), (case.revision, 0, None));

        let path = live(case.revision, case.remark);
        let acting = async {
            tokio::task::yield_now().await;
            scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        };
        let waiting = tokio::time::timeout(Duration::from_secs(20), scene.officer.get(&path));
        let (news, ()) = tokio::join!(waiting, acting);
        let news: News = news.unwrap().assert_status(200).read_json();
        assert!(news.revision > case.revision);
        assert_eq!(news.by.as_deref(), Some("李工"));
        // Nothing of it is lost: who acts on what was before is told so.
        scene.command_on(&scene.lead, case.revision, claim("accept")).await.assert_problem(ProblemKind::Conflict);

        write(&scene, &scene.intake, "在看。").await.assert_status(201);
        let news: News = scene.officer.get(&live(news.revision, 0)).await.assert_status(200).read_json();
        assert!(news.remark > 0);
        let police = hall.staff(Role::Officer, "440100", Some(POLICE)).await;
        police.get(&live(0, 0)).await.assert_problem(ProblemKind::NotFound);
    }

    async fn nobody_waits_any_longer_when_the_hall_closes(hall) {
        let scene = Scene::open(hall).await;
        let revision = scene.read(&scene.officer).await.revision;
        let path = scene.desk_path(&format!("/live?after={revision}"));
        let closing = async {
            tokio::task::yield_now().await;
            hall.state().live.close();
        };
        let waiting = tokio::time::timeout(Duration::from_secs(10), scene.officer.get(&path));
        let (news, ()) = tokio::join!(waiting, closing);
        assert_eq!(news.unwrap().assert_status(200).read_json::<News>().revision, revision);
    }

    async fn several_are_taken_at_once_and_each_is_told_for_itself(hall) {
        let scene = Scene::open(hall).await;
        let colleague = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let first = scene.receipt.number.to_string();
        let second = scene.ana.file_senior_card().await.1.number.to_string();
        let third = scene.ana.file_senior_card().await.1.number.to_string();
        bulk(&colleague, "claim", &[(second.clone(), "accept")]).await;
        let all = [(first.clone(), "accept"), (second.clone(), "accept"), (third, "accept"), (first.clone(), "review")];
        let done = bulk(&scene.intake, "claim", &all).await;
        assert_eq!(whys(&done), [None, Some("held_by_another"), None, Some("not_the_current_task")]);
        // Again it is theirs already; twice in one request it is one.
        let again = bulk(&scene.intake, "claim", &[all[0].clone(), all[0].clone()]).await;
        assert_eq!(whys(&again), [Some("already_yours")]);
        let back = bulk(&scene.intake, "release", &[all[0].clone(), all[1].clone()]).await;
        assert_eq!((back[0].problem.is_none(), back[1].problem.is_some()), (true, true));
        let mine: Worklist = colleague.get("/api/desk/cases?queue=unclaimed").await.read_json();
        assert_eq!(mine.cases.items.iter().map(|case| case.number.to_string()).collect::<Vec<_>>(), std::slice::from_ref(&first));

        let police = hall.staff(Role::Intake, "440100", Some(POLICE)).await;
        let strange = bulk(&police, "claim", &[(first, "accept")]).await;
        assert_eq!(strange[0].problem.as_ref().unwrap().kind(), ProblemKind::NotFound);
        let many: Vec<Value> = (0..51).map(|at| json!({ "number": second, "task": at.to_string() })).collect();
        let too_many = json!({ "act": "claim", "lines": many });
        scene.intake.post("/api/desk/bulk", &too_many).await.assert_problem(ProblemKind::Invalid);
        // What was done with one is an event of it, as if it had been done alone.
        scene.command(&colleague, complete("accept", "accepted")).await.assert_problem(ProblemKind::Refused);
        let claims = "SELECT detail FROM audit_line WHERE action = 'case.command' AND detail LIKE '%claim%'";
        assert_eq!(texts(hall, claims).await.len(), 3);
    }
}
