//! Special procedures (特别程序, 行政许可法 art. 45): the clock stands, the applicant is told for how long, and the log of
//! a case records all ten stages of the exchange standard. And how much a command may say.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schema::ProblemKind;
use schema::calendar::{DayNote, PauseReason};
use schema::cases::{CaseSummary, Queue, SpecialNotice, Worklist};
use schema::messages::{Message, MessageKind, Messages};
use schema::process::{Ground, Stage, Status};
use schema::{FieldCode, Page};
use serde_json::{Value, json};

use crate::support::{Client, Scene, claim, complete, on_both, put_right, supplement, texts};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn begin(task: &str) -> Value {
    json!({
        "command": "begin_special_procedure", "task": task, "ground": "expert_review", "ends_on": "2026-03-20",
        "reason": "须由专家评审。",
    })
}

fn end(task: &str) -> Value {
    json!({ "command": "end_special_procedure", "task": task, "result": "评审通过。" })
}

async fn newest(client: &Client) -> Message {
    let inbox: Messages = client.get("/api/me/messages").await.assert_status(200).read_json();
    inbox.messages.items[0].clone()
}

/// A case whose examination an officer has taken up on Monday, 2 March.
async fn in_review(scene: &Scene) {
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
}

async fn refused(scene: &Scene, who: &Client, command: Value) -> (String, Vec<String>) {
    let problem = scene.command(who, command).await.assert_problem(ProblemKind::Refused);
    (problem.detail.unwrap(), problem.allowed)
}

on_both! {
    async fn the_clock_stands_until_it_ends_and_the_applicant_is_told(hall) {
        let mut scene = Scene::open(hall).await;
        in_review(&scene).await;
        assert_eq!(scene.view().await.summary.due, Some(day("2026-03-30")));
        scene.command(&scene.officer, begin("review")).await.assert_status(200);

        let notice = Some(SpecialNotice { ground: Ground::ExpertReview, ends_on: day("2026-03-20") });
        let view = scene.view().await;
        assert_eq!((view.summary.status, view.summary.due), (Status::SpecialProcedure, None));
        assert_eq!((view.summary.remaining, view.special_procedure), (None, notice));
        let last = view.deadline.unwrap().days.pop().unwrap();
        assert_eq!(last.note, Some(DayNote::Paused(PauseReason::ExpertReview)));
        let begun = &view.timeline[0];
        assert_eq!((begun.kind.as_str(), begun.special_procedure), ("special_procedure_started", notice));
        assert_eq!((&*begun.stages, begun.words.as_deref()), (&[Stage::SpecialProcedureStarted][..], Some("须由专家评审。")));
        let list: Page<CaseSummary> = scene.ana.get("/api/cases").await.assert_status(200).read_json();
        assert_eq!(list.items, [view.summary]);
        let told = newest(&scene.ana).await;
        assert_eq!((told.kind, told.due), (MessageKind::SpecialProcedureStarted, Some(day("2026-03-20"))));
        assert_eq!(texts(hall, "SELECT kind FROM clock WHERE due IS NULL AND stopped_at IS NULL").await, ["decision"]);

        // It is the agency's own work that is left: it waits in nobody's queue but the officer's.
        let mine: Worklist = scene.officer.get("/api/desk/cases").await.assert_status(200).read_json();
        assert_eq!(mine.cases.items.len(), 1);
        assert_eq!(mine.counts.iter().find(|count| count.queue == Queue::Waiting).unwrap().count, 0);

        // Given back on Friday, it is ended by who takes it up.
        scene.pass(hall, 4).await;
        scene.command(&scene.officer, json!({ "command": "release", "task": "review" })).await.assert_status(200);
        assert_eq!(scene.view().await.summary.due, None);
        scene.command(&scene.lead, claim("review")).await.assert_status(200);
        scene.command(&scene.lead, end("review")).await.assert_status(200);
        // Four working days, Tuesday to Friday, are not counted.
        let view = scene.view().await;
        assert_eq!((view.summary.status, view.summary.due), (Status::InReview, Some(day("2026-04-03"))));
        assert_eq!((view.special_procedure, view.timeline[0].words.as_deref()), (None, Some("评审通过。")));
        let told = newest(&scene.ana).await;
        assert_eq!((told.kind, told.due), (MessageKind::SpecialProcedureEnded, Some(day("2026-04-03"))));
        scene.command(&scene.lead, complete("review", "approved")).await.assert_status(200);
    }

    async fn until_then_it_is_not_concluded_and_the_refusal_says_what_is_allowed(hall) {
        let scene = Scene::open(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        assert_eq!(refused(&scene, &scene.intake, begin("accept")).await.0, "not_yet_accepted");
        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
        assert_eq!(refused(&scene, &scene.officer, begin("review")).await.0, "not_claimed");
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        assert_eq!(refused(&scene, &scene.officer, end("review")).await.0, "no_special_procedure");
        assert_eq!(refused(&scene, &scene.lead, begin("review")).await.0, "held_by_another");
        scene.command(&scene.officer, begin("review")).await.assert_status(200);

        let instead = ["release", "end_special_procedure", "reassign"].map(str::to_owned).to_vec();
        let open = ("special_procedure_open".to_owned(), instead);
        let mut again = supplement();
        again["task"] = "review".into();
        for command in [complete("review", "approved"), again, begin("review")] {
            assert_eq!(refused(&scene, &scene.officer, command).await, open);
        }
        assert_eq!(refused(&scene, &scene.lead, end("review")).await.0, "held_by_another");
        let silent = json!({ "command": "end_special_procedure", "task": "review", "result": " " });
        assert_eq!(refused(&scene, &scene.officer, silent).await.0, "result_missing");

        // The applicant may take the application back all the same.
        scene.ana.post(&scene.path("/withdraw"), &json!({})).await.assert_status(204);
        assert_eq!(scene.view().await.summary.status, Status::Withdrawn);
        assert_eq!(texts(hall, "SELECT kind FROM clock WHERE stopped_at IS NULL").await, Vec::<String>::new());
    }

    async fn its_end_is_a_day_to_come_and_its_ground_one_of_the_law(hall) {
        let scene = Scene::open(hall).await;
        in_review(&scene).await;
        let with = |name: &str, value: &str| {
            let mut command = begin("review");
            command[name] = value.into();
            command
        };
        for ends_on in ["2026-03-02", "2025-03-20"] {
            let answer = scene.command(&scene.officer, with("ends_on", ends_on)).await;
            let error = &answer.assert_problem(ProblemKind::Invalid).errors[0];
            assert_eq!((error.pointer.as_str(), error.code), ("/ends_on", FieldCode::TooEarly));
            assert_eq!(error.params["min"], "2026-03-03");
        }
        for command in [with("ground", "holiday"), with("ends_on", "2026-02-30")] {
            scene.command(&scene.officer, command).await.assert_problem(ProblemKind::BadRequest);
        }
        scene.command(&scene.officer, with("ends_on", "2026-03-03")).await.assert_status(200);
    }

    async fn what_asks_for_work_anew_adds_at_most_thirty_of_a_hundred_to_the_limit(hall) {
        let mut scene = Scene::open(hall).await;
        in_review(&scene).await;
        // Twenty working days were promised: six more at most.
        scene.command(&scene.officer, begin("review")).await.assert_status(200);
        scene.pass(hall, 4).await;
        let adding = |days: u16| {
            let mut command = end("review");
            command["added"] = days.into();
            command
        };
        assert_eq!(refused(&scene, &scene.officer, adding(7)).await.0, "too_much_added");
        assert_eq!(scene.view().await.summary.status, Status::SpecialProcedure, "it goes on");
        scene.command(&scene.officer, adding(4)).await.assert_status(200);
        let view = scene.view().await;
        // Four working days that are not counted, to Friday, 3 April; and four more, past Tomb-Sweeping Day.
        assert_eq!((view.summary.due, view.timeline[0].days), (Some(day("2026-04-10")), Some(4)));
        assert_eq!(newest(&scene.ana).await.due, Some(day("2026-04-10")));

        // What was added before counts, and what a ground cannot ask for is not added at all.
        scene.command(&scene.officer, begin("review")).await.assert_status(200);
        assert_eq!(refused(&scene, &scene.officer, adding(3)).await.0, "too_much_added");
        scene.command(&scene.officer, adding(2)).await.assert_status(200);
        assert_eq!(scene.view().await.summary.due, Some(day("2026-04-14")));
        let mut bidding = begin("review");
        bidding["ground"] = "bidding".into();
        scene.command(&scene.officer, bidding).await.assert_status(200);
        assert_eq!(refused(&scene, &scene.officer, adding(1)).await.0, "too_much_added");
        scene.command(&scene.officer, end("review")).await.assert_status(200);
        assert_eq!(scene.view().await.timeline[0].days, None);
    }

    async fn one_journey_records_all_ten_stages(hall) {
        let scene = Scene::open(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        put_right(&scene).await;
        scene.ana.submit(scene.application, "second").await.assert_status(200);
        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
        scene.handle(&scene.officer, "review", "approved").await;
        scene.command(&scene.lead, claim("decide")).await.assert_status(200);
        scene.command(&scene.lead, begin("decide")).await.assert_status(200);
        scene.command(&scene.lead, end("decide")).await.assert_status(200);
        scene.command(&scene.lead, complete("decide", "approved")).await.assert_status(200);
        scene.handle(&scene.intake, "deliver", "delivered").await;
        let recorded: BTreeSet<Stage> =
            scene.view().await.timeline.into_iter().flat_map(|line| line.stages).collect();
        assert_eq!(recorded, BTreeSet::from(Stage::ALL));
    }

    async fn nothing_too_long_gets_into_the_log(hall) {
        let scene = Scene::open(hall).await;
        let long = "长".repeat(2001);
        let too_long = async |who: &Client, command: Value, pointers: &[&str]| {
            let problem = scene.command(who, command).await.assert_problem(ProblemKind::Invalid);
            let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
            assert_eq!(found, pointers.iter().map(|pointer| (*pointer, FieldCode::TooLong)).collect::<Vec<_>>());
            assert_eq!(problem.errors[0].params["max"], 2000);
        };
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        let mut asked = supplement();
        asked["points"][1]["reason"] = "长".repeat(70_000).into();
        asked["reason"] = long.clone().into();
        too_long(&scene.intake, asked, &["/reason", "/points/1/reason"]).await;
        let mut against = complete("accept", "not_accepted");
        against["reason"] = long.clone().into();
        too_long(&scene.intake, against, &["/reason"]).await;
        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);

        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        let mut opinion = complete("review", "approved");
        opinion["opinion"] = json!({ "facts": &long, "opinion": &long, "article": &long });
        too_long(&scene.officer, opinion, &["/opinion/facts", "/opinion/opinion", "/opinion/article"]).await;
        let mut begun = begin("review");
        begun["reason"] = long.clone().into();
        too_long(&scene.officer, begun, &["/reason"]).await;
        scene.command(&scene.officer, begin("review")).await.assert_status(200);
        let mut ended = end("review");
        ended["result"] = long.clone().into();
        too_long(&scene.officer, ended, &["/result"]).await;

        let withdrawn = scene.ana.post(&scene.path("/withdraw"), &json!({ "reason": &long })).await;
        assert_eq!(withdrawn.assert_problem(ProblemKind::Invalid).errors[0].pointer, "/reason");
        let longest = "长".repeat(2000);
        scene.ana.post(&scene.path("/withdraw"), &json!({ "reason": longest })).await.assert_status(204);
        assert_eq!(texts(hall, "SELECT kind FROM case_event WHERE LENGTH(data) > 2500").await, Vec::<String>::new());
    }
}
