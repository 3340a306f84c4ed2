//! What the hall does by itself once a moment has come: a task is late, a special procedure has lasted for three months. It
//! is done once, whoever sees it first, and those it concerns are told above their worklists.

use schema::cases::{DeskNote, DeskNoteKind, Happening, Worklist};
use schema::role::Role;
use serde_json::{Value, json};
use server::features::cases::alarms;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, Scene, claim, complete, on_both, texts};

/// The review has three working days, and then this happens.
fn late(what: &'static str) -> impl FnOnce(&mut Value) {
    move |process| {
        let review = &mut process["seq"][1]["task"];
        review["limit"] = json!({ "value": 3, "unit": "工作日" });
        review["late"] = what.into();
    }
}

async fn ring(hall: &Hall) -> usize {
    alarms::ring(hall.state()).await.unwrap()
}

/// What somebody is told, without what has just come to them and what supervision says.
async fn notes(who: &Client) -> Vec<DeskNote> {
    let list: Worklist = who.get("/api/desk/cases").await.assert_status(200).read_json();
    let is_of_time = |note: &DeskNote| {
        use DeskNoteKind::{Arrived, ArrivedHere, CardRed, CardWarning, CardYellow};
        !matches!(note.kind, Arrived | ArrivedHere | CardWarning | CardYellow | CardRed)
    };
    list.notes.into_iter().filter(is_of_time).collect()
}

async fn kinds(who: &Client) -> Vec<DeskNoteKind> {
    notes(who).await.into_iter().map(|note| note.kind).collect()
}

async fn told(scene: &Scene, kind: &str) -> Vec<Happening> {
    let timeline = scene.read(&scene.lead).await.view.timeline;
    timeline.into_iter().filter(|line| line.kind == kind).collect()
}

on_both! {
    async fn who_has_a_late_task_is_reminded_once_for_each_opening(hall) {
        let mut scene = Scene::open_with(hall, late("remind")).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        scene.pass(hall, 3).await;
        assert_eq!(ring(hall).await, 0, "its last day is not over");
        scene.pass(hall, 1).await;
        // Two servers see it at the same moment: one of them acts.
        let (one, other) = tokio::join!(alarms::ring(hall.state()), alarms::ring(hall.state()));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(ring(hall).await, 0);
        let reminded = told(&scene, "case_reminded").await;
        assert_eq!((reminded.len(), reminded[0].by_hall, &reminded[0].by), (1, true, &None));
        assert_eq!((kinds(&scene.officer).await, kinds(&scene.lead).await), (vec![DeskNoteKind::Late], vec![]));
        let ana = scene.view().await.timeline;
        assert!(ana.iter().all(|line| line.kind != "case_reminded"), "the agency's own affair");

        // Put away by whom it is for, and by nobody else.
        let note = notes(&scene.officer).await.remove(0);
        assert_eq!((note.number, note.task.as_str()), (scene.receipt.number, "review"));
        let seen = format!("/api/desk/notes/{}/seen", note.id);
        scene.lead.post(&seen, &Value::Null).await.assert_status(404);
        scene.officer.post(&seen, &Value::Null).await.assert_status(204);
        scene.officer.post(&seen, &Value::Null).await.assert_status(204);
        assert_eq!(kinds(&scene.officer).await, []);

        // Sent back and come again, it is another opening, with a time of its own.
        scene.command(&scene.officer, complete("review", "approved")).await.assert_status(200);
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        let back = json!({ "command": "return", "task": "decide", "to": "review", "resume": false, "reason": "再看。" });
        scene.command(&scene.lead, back).await.assert_status(200);
        assert_eq!(ring(hall).await, 0);
        scene.pass(hall, 7).await;
        assert_eq!(ring(hall).await, 1);
        assert_eq!((notes(&scene.officer).await[0].task.as_str(), told(&scene, "case_reminded").await.len()), ("review#2", 2));
        let lines = texts(hall, "SELECT detail FROM audit_line WHERE action = 'case.command' AND actor IS NULL").await;
        assert_eq!(lines.iter().filter(|detail| detail.contains("remind")).count(), 2);
    }

    async fn where_nobody_has_it_everybody_whose_work_it_is_is_told(hall) {
        let mut scene = Scene::open_with(hall, late("remind")).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.pass(hall, 4).await;
        assert_eq!(ring(hall).await, 1);
        assert_eq!(kinds(&scene.officer).await, [DeskNoteKind::Late]);
        assert_eq!(kinds(&scene.lead).await, [DeskNoteKind::Late], "a lead may do an officer's work");
        assert_eq!(kinds(&scene.intake).await, []);
    }

    async fn the_lead_is_told_and_the_task_stays_where_it_is(hall) {
        let mut scene = Scene::open_with(hall, late("tell_lead")).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        scene.pass(hall, 4).await;
        assert_eq!((ring(hall).await, ring(hall).await), (1, 0));
        assert_eq!((kinds(&scene.lead).await, kinds(&scene.officer).await), (vec![DeskNoteKind::LateThere], vec![]));
        scene.command(&scene.officer, complete("review", "approved")).await.assert_status(200);
    }

    async fn the_lead_gets_it_and_keeps_it(hall) {
        let mut scene = Scene::open_with(hall, late("hand_to_lead")).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        scene.pass(hall, 4).await;
        assert_eq!((ring(hall).await, ring(hall).await), (1, 0));
        let handed = told(&scene, "task_reassigned").await;
        assert_eq!((handed.len(), handed[0].by_hall, &handed[0].words), (1, true, &None));
        assert_eq!(kinds(&scene.lead).await, [DeskNoteKind::HandedOver]);
        let refused = scene.command(&scene.officer, complete("review", "approved")).await;
        assert_eq!(refused.assert_status(409).json()["detail"], "held_by_another");
        scene.command(&scene.lead, complete("review", "approved")).await.assert_status(200);

        // Another that a lead has taken already stays with them.
        let (application, receipt) = scene.ana.file_senior_card().await;
        let mut scene = Scene { application, receipt, ..scene };
        let second = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&second, claim("review")).await.assert_status(200);
        scene.pass(hall, 7).await;
        assert_eq!(ring(hall).await, 1);
        assert_eq!((told(&scene, "task_reassigned").await, kinds(&scene.lead).await.len()), (vec![], 1));
    }

    async fn what_was_done_in_time_does_not_ring(hall) {
        let mut scene = Scene::open_with(hall, late("remind")).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.pass(hall, 10).await;
        assert_eq!(ring(hall).await, 0);
        assert_eq!(texts(hall, "SELECT task FROM alarm").await, Vec::<String>::new());
    }

    async fn of_a_special_procedure_of_three_months_the_lead_is_told_once(hall) {
        let mut scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let begin = json!({
            "command": "begin_special_procedure", "task": "review", "ground": "testing", "ends_on": "2026-05-20",
            "reason": "须检测。",
        });
        scene.command(&scene.officer, begin).await.assert_status(200);
        scene.pass(hall, 91).await;
        assert_eq!(ring(hall).await, 0);
        scene.pass(hall, 1).await;
        assert_eq!((ring(hall).await, ring(hall).await), (1, 0));
        assert_eq!(told(&scene, "pause_reported").await.len(), 1);
        assert_eq!((kinds(&scene.lead).await, kinds(&scene.officer).await), (vec![DeskNoteKind::LongPause], vec![]));
        assert!(scene.view().await.timeline.iter().all(|line| line.kind != "pause_reported"));
    }
}
