//! What a process says while a task is open (催办计划), each once, whoever sees it first; and that who is to act next is told that a
//! task has come, until somebody has taken it.

use chrono::TimeDelta;
use schema::cases::{DeskNote, DeskNoteKind, Worklist};
use schema::locale::Text;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::cases::urges;
use server::features::outbox::Round;

use super::outbox::{round, with_sms};
use crate::support::{CIVIL_AFFAIRS, Client, Gateway, Hall, Scene, claim, complete, on_both, texts};

fn urge(at: Value, to: &str, words: &str, by: &[&str]) -> Value {
    json!({ "at": at, "to": to, "words": { "zh-CN": words }, "by": by })
}

/// The review has three working days, and this is said meanwhile.
fn said(urges: Value) -> impl FnOnce(&mut Value) {
    move |process| {
        let review = &mut process["seq"][1]["task"];
        review["limit"] = json!({ "value": 3, "unit": "工作日" });
        review["urge"] = urges;
    }
}

async fn ring(hall: &Hall) -> usize {
    urges::ring(hall.state()).await.unwrap()
}

async fn notes(who: &Client) -> Vec<DeskNote> {
    let list: Worklist = who.get("/api/desk/cases").await.assert_status(200).read_json();
    list.notes
}

/// What somebody is told of the case of the scene: kind, task and words, the newest first.
async fn told(scene: &Scene, who: &Client) -> Vec<(DeskNoteKind, String, Option<Text>)> {
    use DeskNoteKind::{CardRed, CardWarning, CardYellow};
    let is_urge = |note: &DeskNote| !matches!(note.kind, CardRed | CardWarning | CardYellow);
    let own =
        notes(who).await.into_iter().filter(|note| note.number == scene.receipt.number && is_urge(note));
    own.map(|note| (note.kind, note.task, note.words)).collect()
}

fn note(kind: DeskNoteKind, task: &str, words: &str) -> (DeskNoteKind, String, Option<Text>) {
    (kind, task.to_owned(), (!words.is_empty()).then(|| Text::zh(words)))
}

/// Tells the officer by text messages from now on.
async fn wants_texts(hall: &Hall, gateway: &Gateway) -> crate::support::Server {
    let server = with_sms(hall, gateway).await;
    let officer = hall.sign_in_at(&server, "officer-440100-2").await;
    let wishes =
        json!({ "locale": "zh-CN", "phone": "13800138000", "sms": true, "email": null, "mail": false });
    officer.put("/api/me/notifications", &wishes).await.assert_status(200);
    server
}

on_both! {
    async fn each_is_said_once_on_its_day_to_whom_it_is_for(hall) {
        let all = json!([
            urge(json!("half"), "holder", "过半了。", &["sms"]),
            urge(json!({ "days_left": 0 }), "next", "要来件了。", &[]),
            urge(json!({ "late_by": 1 }), "lead", "超期一日。", &["sms", "mail"]),
        ]);
        let mut scene = Scene::open_with(hall, said(all)).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let gateway = Gateway::open().await;
        let server = wants_texts(hall, &gateway).await;
        scene.pass(hall, 1).await;
        assert_eq!(ring(hall).await, 0, "less than half of its time is over");
        scene.pass(hall, 1).await;
        // Two servers see it at the same moment: one of them says it.
        let (one, other) = tokio::join!(urges::ring(hall.state()), urges::ring(server.state()));
        assert_eq!((one.unwrap() + other.unwrap(), ring(hall).await), (1, 0));
        assert_eq!(told(&scene, &scene.officer).await, [note(DeskNoteKind::Urged, "review", "过半了。")]);
        assert_eq!(told(&scene, &scene.lead).await, []);
        assert_eq!(round(&server).await, Round { sent: 1, ..Round::default() });
        let text = gateway.heard().pop().unwrap().json();
        assert_eq!(text["text"], format!("一厅通：过半了。办件 {}，登录一厅通看详情。", scene.receipt.number));

        scene.pass(hall, 1).await;
        assert_eq!((ring(hall).await, ring(hall).await), (1, 0));
        assert_eq!(told(&scene, &scene.lead).await, [note(DeskNoteKind::Coming, "decide", "要来件了。")]);
        scene.pass(hall, 1).await;
        assert_eq!((ring(hall).await, ring(hall).await), (1, 0));
        let lead = [note(DeskNoteKind::UrgedThere, "review", "超期一日。"), note(DeskNoteKind::Coming, "decide", "要来件了。")];
        assert_eq!(told(&scene, &scene.lead).await, lead);
        assert_eq!(round(&server).await, Round::default(), "the lead has not asked for text messages");

        // Done: what was said of it is put away, what was coming is there.
        scene.command(&scene.officer, complete("review", "approved")).await.assert_status(200);
        assert_eq!(told(&scene, &scene.officer).await, []);
        assert_eq!(told(&scene, &scene.lead).await, [note(DeskNoteKind::ArrivedHere, "decide", "")]);
        let lines = texts(hall, "SELECT detail FROM audit_line WHERE action = 'case.urged' ORDER BY seq").await;
        assert!(lines.len() == 3 && lines[0].contains("half-holder") && !lines[0].contains("过半"), "{lines:?}");
    }

    async fn another_opening_is_urged_anew_and_one_that_ended_never(hall) {
        let all = json!([urge(json!({ "days_left": 1 }), "holder", "明天到期。", &[])]);
        let mut scene = Scene::open_with(hall, said(all)).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.pass(hall, 4).await;
        assert_eq!((ring(hall).await, texts(hall, "SELECT task FROM urge").await), (0, Vec::new()));
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        let back = json!({ "command": "return", "task": "decide", "to": "review", "resume": false, "reason": "再看。" });
        scene.command(&scene.lead, back).await.assert_status(200);
        assert_eq!(told(&scene, &scene.officer).await, [note(DeskNoteKind::Arrived, "review#2", "")]);
        scene.pass(hall, 4).await;
        assert_eq!(ring(hall).await, 1);
        let urged = [note(DeskNoteKind::Urged, "review#2", "明天到期。"), note(DeskNoteKind::Arrived, "review#2", "")];
        assert_eq!(told(&scene, &scene.officer).await, urged);
    }

    async fn of_several_that_are_due_to_the_same_people_the_last_is_said(hall) {
        let all = json!([
            urge(json!("half"), "holder", "过半了。", &[]),
            urge(json!({ "days_left": 0 }), "lead", "今天到期。", &[]),
            urge(json!({ "late_by": 1 }), "holder", "超期了。", &[]),
        ]);
        let mut scene = Scene::open_with(hall, said(all)).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        scene.pass(hall, 5).await;
        assert_eq!((ring(hall).await, ring(hall).await), (1, 0));
        assert_eq!(told(&scene, &scene.officer).await, [note(DeskNoteKind::Urged, "review", "超期了。")]);
        assert_eq!(told(&scene, &scene.lead).await, [note(DeskNoteKind::UrgedThere, "review", "今天到期。")]);
    }

    async fn while_the_clock_stands_nobody_is_urged(hall) {
        let all = json!([urge(json!({ "late_by": 1 }), "lead", "超期了。", &[])]);
        let mut scene = Scene::open_with(hall, said(all)).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let begin = json!({
            "command": "begin_special_procedure", "task": "review", "ground": "testing", "ends_on": "2026-03-20",
            "reason": "须检测。",
        });
        scene.command(&scene.officer, begin).await.assert_status(200);
        scene.pass(hall, 7).await;
        assert_eq!(ring(hall).await, 0);
    }

    async fn who_is_to_act_next_is_told_until_somebody_has_taken_it(hall) {
        let mut scene = Scene::open(hall).await;
        let second = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let here = || vec![note(DeskNoteKind::ArrivedHere, "accept", "")];
        assert_eq!((told(&scene, &scene.intake).await, notes(&second).await), (here(), Vec::new()));
        assert_eq!(notes(&scene.officer).await, [], "not their work");
        // Another for the same post: who has one such note is not told again, who has none is.
        let (application, receipt) = scene.ana.file_senior_card().await;
        let first = scene.receipt.number;
        (scene.application, scene.receipt) = (application, receipt);
        assert_eq!((notes(&scene.intake).await.len(), told(&scene, &second).await), (1, here()));
        scene.command(&second, claim("accept")).await.assert_status(200);
        assert_eq!(notes(&second).await, [], "they took it themselves");
        assert_eq!(first, notes(&scene.intake).await[0].number);
    }

    async fn what_comes_to_a_person_is_told_to_them_and_in_the_ways_they_asked_for(hall) {
        let scene = Scene::open_with(hall, |process| process["seq"][1]["task"]["assign"] = "load".into()).await;
        let gateway = Gateway::open().await;
        let server = wants_texts(hall, &gateway).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        let own = || vec![note(DeskNoteKind::Arrived, "review", "")];
        assert_eq!((told(&scene, &scene.officer).await, told(&scene, &scene.lead).await), (own(), Vec::new()));
        assert_eq!(round(&server).await, Round { sent: 1, ..Round::default() });
        let text = gateway.heard().pop().unwrap().json()["text"].as_str().unwrap().to_owned();
        assert!(text.contains("“审查”转到您手上了") && text.contains(&scene.receipt.number.to_string()), "{text}");
        // Handed on by hand; who does so knows.
        let second = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let to = second.get("/api/session").await.json()["account"].to_string();
        let on = json!({ "command": "reassign", "task": "review", "to": to, "reason": "请您办。" });
        scene.command(&scene.officer, on).await.assert_status(200);
        assert_eq!((told(&scene, &second).await, told(&scene, &scene.officer).await), (own(), Vec::new()), "theirs no more");
        hall.pass(TimeDelta::minutes(1));
        scene.command(&second, complete("review", "approved")).await.assert_status(200);
        assert_eq!((told(&scene, &second).await, told(&scene, &scene.officer).await), (Vec::new(), Vec::new()));
    }
}
