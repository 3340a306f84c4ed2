//! A case from filing to rating: who may do what when, what it says of itself, and to whom.

use chrono::{NaiveDate, TimeDelta};
use futures::future::join;
use schema::applications::Receipt;
use schema::cases::{CaseSummary, CaseView, Queue, Rating, Worklist};
use schema::process::{Decision, Place, Status};
use schema::role::Role;
use schema::{Page, ProblemKind};
use serde_json::{Value, json};
use server::features::audit;
use server::sql;

use crate::support::{
    CIVIL_AFFAIRS, Client, PNG, Scene, claim, complete, identity_number, on_both, put_right, supplement,
    texts,
};

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

on_both! {
    async fn a_case_is_handled_from_filing_to_delivery(hall) {
        let mut scene = Scene::open(hall).await;
        let stand = async |scene: &Scene| {
            let view = scene.view().await;
            // Lists read what is laid out for them, not the log: they say the same.
            let list: Page<CaseSummary> = scene.ana.get("/api/cases").await.assert_status(200).read_json();
            assert_eq!(list.items, std::slice::from_ref(&view.summary));
            (view.summary.status, view.summary.due)
        };
        assert_eq!(stand(&scene).await, (Status::Submitted, day("2026-03-09")));

        // On Tuesday the counter asks for more; the clock stands from then until Tuesday of the week after.
        scene.pass(hall, 1).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        assert_eq!(stand(&scene).await, (Status::WaitingForApplicant, None));
        scene.pass(hall, 7).await;
        put_right(&scene).await;
        let again: Receipt = scene.ana.submit(scene.application, "second").await.assert_status(200).read_json();
        assert_eq!((again.number, again.submitted_at), (scene.receipt.number, scene.receipt.submitted_at));
        // None of the five days was used up before.
        assert_eq!(stand(&scene).await, (Status::Submitted, day("2026-03-17")));
        let view = scene.view().await;
        assert_eq!(view.supplement, []);

        let case = scene.read(&scene.intake).await;
        let change = |place: Place| {
            let change = case.changes.iter().find(|change| change.place == place).unwrap();
            (change.before.clone(), change.after.clone())
        };
        assert_eq!(case.changes.len(), 2);
        assert_eq!(change(Place::Pointer("/applicant/phone".into())), (json!("13800138000"), json!("13900139000")));
        assert_eq!(change(Place::Material("photograph".into())), (json!(["photograph.png"]), json!(["clear.png"])));

        scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
        assert_eq!(stand(&scene).await, (Status::Accepted, day("2026-04-08")));
        scene.command(&scene.officer, claim("review")).await.assert_status(200);
        assert_eq!(stand(&scene).await, (Status::InReview, day("2026-04-08")));
        let desk = scene.officer.get("/api/desk/cases?queue=mine").await.assert_status(200);
        assert_eq!(desk.read_json::<Worklist>().cases.items, [scene.view().await.summary]);
        scene.command(&scene.officer, complete("review", "approved")).await.assert_status(200);
        let decided = scene.handle(&scene.lead, "decide", "approved").await;
        assert_eq!((decided.view.decision, decided.view.opinion.is_some()), (Some(Decision::Approved), true));
        assert_eq!(stand(&scene).await, (Status::Decided, day("2026-03-24")));
        scene.handle(&scene.intake, "deliver", "delivered").await;
        assert_eq!(stand(&scene).await, (Status::Delivered, None));

        let kinds = texts(hall, "SELECT kind FROM case_event ORDER BY seq").await;
        assert_eq!(kinds, [
            "case_started", "task_opened", "task_claimed", "supplement_requested", "supplement_received",
            "task_completed", "task_opened", "task_claimed", "task_completed", "task_opened", "task_claimed",
            "task_completed", "task_opened", "task_claimed", "task_completed",
        ]);
        let told: Vec<String> = scene.view().await.timeline.into_iter().rev().map(|line| line.kind).collect();
        assert_eq!(told, kinds);
        assert_eq!(texts(hall, "SELECT task FROM task").await, Vec::<String>::new());
        assert_eq!(texts(hall, "SELECT kind FROM clock WHERE stopped_at IS NULL").await, Vec::<String>::new());
        let closed = scene.lead.get("/api/desk/cases?queue=closed").await.assert_status(200);
        assert_eq!(closed.read_json::<Worklist>().cases.items[0].number, scene.receipt.number);
    }

    async fn a_command_that_does_not_fit_is_refused_with_what_does(hall) {
        let scene = Scene::open(hall).await;
        let refused = async |who: &Client, command: Value| {
            let problem = scene.command(who, command).await.assert_problem(ProblemKind::Refused);
            (problem.detail.unwrap(), problem.allowed)
        };
        let why = |why: &str, allowed: &[&str]| {
            (why.to_owned(), allowed.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(refused(&scene.intake, complete("accept", "accepted")).await, why("not_claimed", &["claim"]));
        assert_eq!(refused(&scene.officer, claim("accept")).await, why("wrong_role", &[]));
        assert_eq!(refused(&scene.officer, claim("review")).await.0, "not_the_current_task");

        let seen = scene.read(&scene.intake).await.revision;
        scene.command_on(&scene.intake, seen, claim("accept")).await.assert_status(200);
        // Somebody who still looks at the case as it was.
        scene.command_on(&scene.intake, seen, supplement()).await.assert_problem(ProblemKind::Conflict);
        let yours = ["release", "complete", "request_supplement", "delegate", "copy"];
        assert_eq!(refused(&scene.intake, claim("accept")).await, why("already_yours", &yours));
        let silent = refused(&scene.intake, complete("accept", "not_accepted")).await;
        assert_eq!(silent, why("reason_missing", &yours));
        let mut twice = supplement();
        twice["points"][1] = twice["points"][0].clone();
        assert_eq!(refused(&scene.intake, twice).await, why("place_twice", &yours));
        assert_eq!(texts(hall, "SELECT place FROM case_change").await, Vec::<String>::new());
        let unread = scene.command(&scene.intake, json!({ "command": "jump" })).await;
        unread.assert_problem(ProblemKind::BadRequest);
    }

    async fn of_two_who_take_a_task_at_once_one_gets_it(hall) {
        let scene = Scene::open(hall).await;
        let colleague = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let seen = scene.read(&colleague).await.revision;
        let (one, other) = join(
            scene.command_on(&scene.intake, seen, claim("accept")),
            scene.command_on(&colleague, seen, claim("accept")),
        ).await;
        let mut statuses = [one.status(), other.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    }

    async fn who_has_no_business_with_a_case_does_not_see_it(hall) {
        let scene = Scene::open(hall).await;
        let stranger = hall.citizen("ben").await;
        let foreign = hall.staff(Role::Officer, "440100", Some("广州市公安局")).await;
        let (read, list) = (scene.desk_path(""), "/api/desk/cases?queue=unclaimed");
        for who in [&scene.ana, &stranger] {
            who.get(list).await.assert_problem(ProblemKind::Forbidden);
            who.get(&read).await.assert_problem(ProblemKind::Forbidden);
            scene.command_on(who, 2, claim("accept")).await.assert_problem(ProblemKind::Forbidden);
        }
        foreign.get(&read).await.assert_problem(ProblemKind::NotFound);
        scene.command_on(&foreign, 2, claim("accept")).await.assert_problem(ProblemKind::NotFound);
        assert_eq!(foreign.get(list).await.assert_status(200).read_json::<Worklist>().cases.items, []);
        stranger.get(&scene.path("")).await.assert_problem(ProblemKind::NotFound);
        let withdrawn = stranger.post(&scene.path("/withdraw"), &json!({})).await;
        withdrawn.assert_problem(ProblemKind::NotFound);
        stranger.post(&scene.path("/rating"), &json!({ "grade": 1 })).await.assert_problem(ProblemKind::NotFound);

        let worklist: Worklist = scene.intake.get(list).await.assert_status(200).read_json();
        assert_eq!(worklist.cases.items[0].number, scene.receipt.number);
        assert_eq!(worklist.counts.iter().find(|count| count.queue == Queue::Unclaimed).unwrap().count, 1);
        let own: Page<Value> = scene.ana.get("/api/cases").await.assert_status(200).read_json();
        assert_eq!(own.items.len(), 1);
    }

    async fn a_case_is_rated_once_after_delivery(hall) {
        let scene = Scene::open(hall).await;
        let rate = async |grade: u8| {
            scene.ana.post(&scene.path("/rating"), &json!({ "grade": grade, "words": " 很快 " })).await
        };
        rate(5).await.assert_problem(ProblemKind::Refused);
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        rate(5).await.assert_problem(ProblemKind::Refused);
        scene.handle(&scene.intake, "deliver", "delivered").await;
        assert!(scene.view().await.may_rate);
        for grade in [0, 6] {
            let problem = rate(grade).await.assert_problem(ProblemKind::Invalid);
            assert_eq!(problem.errors[0].pointer, "/grade");
        }
        let words = json!({ "grade": 5, "words": "长".repeat(501) });
        let problem = scene.ana.post(&scene.path("/rating"), &words).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors[0].pointer, "/words");
        let closed = "SELECT CAST(closed_at AS TEXT) FROM case_record";
        let closed_at = texts(hall, closed).await;
        hall.pass(TimeDelta::minutes(5));
        rate(5).await.assert_status(204);
        let again = rate(1).await.assert_problem(ProblemKind::Refused);
        assert_eq!((again.detail.as_deref(), again.allowed.len()), (Some("already_rated"), 0));
        let view = scene.view().await;
        let rating = Rating { grade: 5, words: Some("很快".into()) };
        assert_eq!((view.rating, view.may_rate), (Some(rating), false));

        // It is the last event of the log, and the case has ended when it was handed over, once.
        let data = "SELECT data FROM case_event WHERE kind = 'case_rated'";
        let data: Vec<Value> = texts(hall, data).await.iter().map(|data| serde_json::from_str(data).unwrap()).collect();
        assert_eq!(data, [json!({ "grade": 5, "words": "很快" })]);
        assert_eq!((view.timeline[0].kind.as_str(), view.summary.status), ("case_rated", Status::Delivered));
        assert_eq!(texts(hall, closed).await, closed_at);
        let counted = "SELECT CAST(CAST(SUM(closed) AS BIGINT) AS TEXT) FROM case_roll";
        assert_eq!(texts(hall, counted).await, ["1"]);
        assert_eq!(texts(hall, "SELECT words FROM rating").await, ["很快"]);
    }

    async fn a_rating_from_before_ratings_were_events_is_the_only_one(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        scene.handle(&scene.intake, "deliver", "delivered").await;
        let mut tx = hall.db().write().await.unwrap();
        sql!(&mut tx, conn => {
            sqlx::query(
                "INSERT INTO rating (case_record, grade, rated_at) SELECT id, 2, closed_at FROM case_record",
            )
            .execute(conn)
            .await
            .unwrap()
            .rows_affected()
        });
        tx.commit().await.unwrap();
        let view = scene.view().await;
        assert_eq!((view.rating.map(|rating| rating.grade), view.may_rate), (Some(2), false));
        let again = scene.ana.post(&scene.path("/rating"), &json!({ "grade": 5 })).await;
        let again = again.assert_problem(ProblemKind::Refused);
        assert_eq!((again.detail.as_deref(), again.allowed.len()), (Some("already_rated"), 0));
        assert_eq!(texts(hall, "SELECT kind FROM case_event WHERE kind = 'case_rated'").await, Vec::<String>::new());
    }

    async fn a_case_is_taken_back_before_it_is_decided(hall) {
        let scene = Scene::open(hall).await;
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        let withdraw = async || scene.ana.post(&scene.path("/withdraw"), &json!({ "reason": "不办了" })).await;
        withdraw().await.assert_status(204);
        let view = scene.view().await;
        assert_eq!((view.summary.status, view.summary.due, view.may_rate), (Status::Withdrawn, None, false));
        assert_eq!(withdraw().await.assert_problem(ProblemKind::Refused).detail.as_deref(), Some("closed"));
        let revision = scene.ana.application(scene.application).await.revision;
        scene.ana.save(scene.application, &json!({}), revision).await.assert_problem(ProblemKind::Refused);
        scene.ana.submit(scene.application, "second").await.assert_problem(ProblemKind::Refused);
    }

    async fn the_applicant_asks_to_go_on_once_until_something_happens(hall) {
        let scene = Scene::open(hall).await;
        let remind = async || scene.ana.post(&scene.path("/remind"), &json!({ "words": " 急用 " })).await;
        assert!(scene.view().await.may_remind);
        remind().await.assert_status(204);
        assert!(!scene.view().await.may_remind);
        let twice = remind().await.assert_problem(ProblemKind::Refused);
        assert_eq!(twice.detail.as_deref(), Some("already_reminded"));
        // The desk reads it; others than the applicant have no such case.
        let seen = scene.read(&scene.intake).await.view;
        let told = seen.timeline.iter().find(|line| line.kind == "case_reminded").unwrap();
        assert_eq!(told.words.as_deref().map(str::trim), Some("急用"));
        let stranger = hall.citizen("bob").await;
        stranger.post(&scene.path("/remind"), &json!({})).await.assert_problem(ProblemKind::NotFound);
        // Something happens; but nobody is asked while it waits for the applicant.
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        assert!(scene.view().await.may_remind);
        scene.command(&scene.intake, supplement()).await.assert_status(200);
        assert!(!scene.view().await.may_remind);
    }

    async fn what_is_decided_is_not_taken_back(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        let problem = scene.ana.post(&scene.path("/withdraw"), &json!({})).await;
        let problem = problem.assert_problem(ProblemKind::Refused);
        assert_eq!((problem.detail.as_deref(), &*problem.allowed), (Some("already_decided"), &["remind".to_owned()][..]));
    }

    async fn a_case_is_tracked_by_its_number_and_four_characters(hall) {
        let scene = Scene::open(hall).await;
        let number = scene.receipt.number.to_string();
        let identity = identity_number(0);
        let last_four = &identity[14..];
        let view: CaseView = scene.track(hall, &number, last_four).await.assert_status(200).read_json();
        assert_eq!(view.summary.applicant, "王**");
        assert_eq!((view.application, view.summary.tasks[0].holder.as_deref(), view.opinion), (None, None, None));
        let wrong = [scene.track(hall, &number, "0000").await, scene.track(hall, "440100-260302-00099-1", last_four).await];
        let [one, other] = wrong.map(|answer| answer.assert_problem(ProblemKind::NotFound));
        assert_eq!((one.detail, one.title), (other.detail, other.title));
        // One wrong attempt of eight is used up; nobody tries all ten thousand.
        for _ in 1..8 {
            scene.track(hall, &number, "1111").await.assert_problem(ProblemKind::NotFound);
        }
        let problem = scene.track(hall, &number, last_four).await.assert_problem(ProblemKind::TooMany);
        assert!(problem.retry_after.is_some_and(|seconds| seconds <= 15 * 60));
        hall.pass(TimeDelta::minutes(16));
        scene.track(hall, &number, last_four).await.assert_status(200);
    }

    async fn who_reads_a_case_at_the_desk_is_on_record(hall) {
        let scene = Scene::open(hall).await;
        let read = "SELECT subject FROM audit_line WHERE action = 'case.read'";
        assert_eq!(texts(hall, read).await, Vec::<String>::new());
        let case = scene.read(&scene.officer).await;
        assert_eq!(texts(hall, read).await, [scene.receipt.number.to_string()]);
        let file = scene.desk_path(&format!("/files/{}", case.files[0].id));
        assert_eq!(scene.officer.get(&file).await.assert_status(200).bytes(), PNG);
        scene.officer.get(&scene.desk_path("/files/999")).await.assert_problem(ProblemKind::NotFound);
        scene.command(&scene.intake, claim("accept")).await.assert_status(200);
        let actions = texts(hall, "SELECT DISTINCT action FROM audit_line").await;
        for action in ["case.read_file", "case.command", "application.submit", "application.add_file"] {
            assert!(actions.iter().any(|other| other == action), "{action}");
        }
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);
    }
}
