//! Systems of other agencies (外部环节): what waits for one, its answers, its silence, and that it sees nothing else.

use axum::body::Body;
use axum::http::{Method, Request, header};
use schema::cases::{Queue, Worklist};
use schema::exchange::ExchangeTasks;
use schema::{FieldCode, ProblemKind};
use serde_json::{Value, json};
use server::features::{audit, cases, exchange};

use crate::support::{Client, Hall, Response, Scene, claim, on_both, texts};

pub const KEY: &str = "a-key-of-a-system";

/// Lets a system in.
pub async fn let_in(hall: &Hall, code: &str, key: &str) {
    let mut tx = hall.db().write().await.unwrap();
    exchange::add(&mut tx, code, "消防审验系统", key, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// A case, accepted, whose review a system does; more of the contract is said by the test.
pub async fn sent(hall: &Hall, more: Value) -> Scene {
    let mut contract = json!({
        "system": "fire-brigade",
        "send": { "area": "/premises/floor_area" },
        "receive": {
            "score": { "to": "/fire/score", "type": "integer" },
            "note": { "to": "/fire/note", "type": "string", "optional": true },
        },
        "limit": { "value": 3, "unit": "工作日" },
    });
    contract.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let change = |process: &mut Value| {
        let task = json!({ "id": "review", "name": { "zh-CN": "消防审查" }, "role": "officer", "kind": "review", "external": contract });
        process["seq"][1]["task"] = task;
        process["seq"][2]["task"]["form"] = json!({});
    };
    let scene = Scene::open_food_with(hall, change, |_| {}).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene
}

pub async fn call(hall: &Hall, method: Method, path: &str, key: &str, body: Option<Value>) -> Response {
    let request =
        Request::builder().method(method).uri(path).header(header::AUTHORIZATION, format!("Bearer {key}"));
    let request = match body {
        Some(body) => {
            request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string()))
        }
        None => request.body(Body::empty()),
    };
    hall.visitor().send(request.unwrap()).await
}

async fn tasks(hall: &Hall, key: &str, rest: &str) -> ExchangeTasks {
    call(hall, Method::GET, &format!("/api/exchange/tasks{rest}"), key, None)
        .await
        .assert_status(200)
        .read_json()
}

async fn answer(hall: &Hall, scene: &Scene, task: &str, body: Value) -> Response {
    let path = format!("/api/exchange/tasks/{}/{task}/answer", scene.receipt.number);
    call(hall, Method::POST, &path, KEY, Some(body)).await
}

pub fn approved(reference: &str) -> Value {
    json!({ "reference": reference, "outcome": "approved", "data": { "score": 9 } })
}

async fn waiting(who: &Client) -> u64 {
    let list: Worklist = who.get("/api/desk/cases?queue=waiting").await.assert_status(200).read_json();
    list.counts.iter().find(|count| count.queue == Queue::Waiting).unwrap().count
}

/// A case whose system does not answer, after that is so; the task that is open then.
async fn silent(hall: &Hall, then: &str, open: &str) -> Scene {
    let_in(hall, "fire-brigade", KEY).await;
    let mut scene = sent(hall, json!({ "silent": then })).await;
    assert_eq!(cases::time_out_systems(hall.state()).await.unwrap(), 0, "its time is not over");
    scene.pass(hall, 4).await;
    // Two servers look at the same time.
    let look = || cases::time_out_systems(hall.state());
    let (one, other) = tokio::join!(look(), look());
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    assert_eq!(scene.view().await.summary.tasks[0].key, open);
    assert_eq!(tasks(hall, KEY, "").await.tasks, []);
    answer(hall, &scene, "review", approved("late")).await.assert_problem(ProblemKind::Refused);
    scene
}

on_both! {
    async fn a_system_does_a_task_and_its_answer_is_taken_once(hall) {
        let_in(hall, "fire-brigade", KEY).await;
        let scene = sent(hall, json!({})).await;
        assert_eq!(waiting(&scene.officer).await, 1);
        let case = scene.read(&scene.officer).await;
        let [with] = &case.outside.systems[..] else { panic!("{:?}", case.outside) };
        assert_eq!((with.task.as_str(), with.system.as_str()), ("review", "消防审验系统"));
        let refused = scene.command(&scene.officer, claim("review")).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("with_system"));

        let told = tasks(hall, KEY, "").await;
        let [task] = &told.tasks[..] else { panic!("{told:?}") };
        assert_eq!((task.case, task.task.as_str(), &task.data), (scene.receipt.number, "review", json!({ "area": 120 }).as_object().unwrap()));
        assert_eq!(Some(task.due), Some(with.until));
        assert!(task.due.is_some() && told.next.is_none());

        answer(hall, &scene, "review", approved("A-1")).await.assert_status(204);
        let after = scene.read(&scene.lead).await;
        assert_eq!(after.view.summary.tasks[0].key, "decide");
        assert_eq!(tasks(hall, KEY, "").await.tasks, []);
        // Once more, because it did not hear so.
        answer(hall, &scene, "review", approved("A-1")).await.assert_status(204);
        assert_eq!(scene.read(&scene.lead).await.revision, after.revision);
        answer(hall, &scene, "review", approved("A-2")).await.assert_problem(ProblemKind::Refused);
        let written = texts(hall, "SELECT data FROM case_event WHERE kind = 'external_answered'").await;
        assert!(written.len() == 1 && written[0].contains("/fire/score"), "{written:?}");
        let actors = texts(hall, "SELECT detail FROM audit_line WHERE action IN ('exchange.answer', 'exchange.list') ORDER BY action").await;
        assert!(actors.len() == 2 && actors.iter().all(|detail| detail.contains("system:fire-brigade")), "{actors:?}");
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);
    }

    async fn what_was_not_agreed_is_refused_where_it_stands(hall) {
        let_in(hall, "fire-brigade", KEY).await;
        let scene = sent(hall, json!({})).await;
        let odd = json!({ "reference": " ", "outcome": "rejected", "data": { "score": "9", "more": 1 } });
        let problem = answer(hall, &scene, "review", odd).await.assert_problem(ProblemKind::Invalid);
        let faults: Vec<_> = problem.errors.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        for fault in [
            ("/reference", FieldCode::Required),
            ("/reason", FieldCode::Required),
            ("/data/score", FieldCode::WrongType),
            ("/data/more", FieldCode::Unexpected),
        ] {
            assert!(faults.contains(&fault), "{fault:?} of {faults:?}");
        }
        let paid = json!({ "reference": "A", "outcome": "paid", "data": { "score": 1 } });
        let problem = answer(hall, &scene, "review", paid).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors[0].pointer, "/outcome");
        assert_eq!(tasks(hall, KEY, "").await.tasks.len(), 1);
    }

    async fn a_system_sees_its_own_and_only_with_its_key(hall) {
        let_in(hall, "fire-brigade", KEY).await;
        let_in(hall, "health", "another-key").await;
        let scene = sent(hall, json!({})).await;
        assert_eq!(tasks(hall, "another-key", "").await.tasks, []);
        let path = format!("/api/exchange/tasks/{}/review/answer", scene.receipt.number);
        for case in [path.as_str(), "/api/exchange/tasks/440103-260305-00042-7/review/answer", &path.replace("review", "accept")] {
            call(hall, Method::POST, case, "another-key", Some(approved("B"))).await.assert_status(404);
        }
        // Nor does it learn of a case that has not come to it yet.
        let (_, waiting) = scene.ana.file_food_business().await;
        for task in ["review", "review%232"] {
            let path = format!("/api/exchange/tasks/{}/{task}/answer", waiting.number);
            call(hall, Method::POST, &path, KEY, Some(approved("C"))).await.assert_status(404);
        }
        scene.officer.get("/api/exchange/tasks").await.assert_problem(ProblemKind::SignInNeeded);
        let mut tx = hall.db().write().await.unwrap();
        assert!(exchange::disable(&mut tx, "fire-brigade", hall.state().clock.now()).await.unwrap());
        tx.commit().await.unwrap();
        let limit = hall.state().config.sign_in_attempts * 10;
        let mut last = 0;
        for _ in 0..=limit {
            last = call(hall, Method::GET, "/api/exchange/tasks", KEY, None).await.status();
        }
        assert_eq!(last, 429, "who guesses is told to wait");
        tasks(hall, "another-key", "").await;
    }

    async fn a_list_goes_on_behind_its_last_task(hall) {
        let_in(hall, "fire-brigade", KEY).await;
        let scene = sent(hall, json!({})).await;
        for _ in 0..50 {
            let (_, receipt) = scene.ana.file_food_business().await;
            let next = Scene { receipt, ana: hall.sign_in("ana").await, intake: hall.sign_in("intake-440100-1").await,
                officer: hall.sign_in("officer-440100-2").await, lead: hall.sign_in("agency_lead-440100-3").await, application: 0 };
            next.handle(&next.intake, "accept", "accepted").await;
        }
        let first = tasks(hall, KEY, "").await;
        let rest = tasks(hall, KEY, &format!("?after={}", first.next.as_deref().unwrap())).await;
        assert_eq!((first.tasks.len(), rest.tasks.len(), rest.next), (50, 1, None));
        assert!(first.tasks.iter().all(|task| task.case != rest.tasks[0].case));
        call(hall, Method::GET, "/api/exchange/tasks?after=x", KEY, None).await.assert_status(400);
    }

    async fn of_a_silent_system_a_person_does_the_task(hall) {
        let scene = silent(hall, "person", "review").await;
        scene.handle(&scene.officer, "review", "approved").await;
    }

    async fn without_a_silent_system_it_goes_on(hall) {
        silent(hall, "go_on", "decide").await;
    }

    async fn the_silence_of_a_system_counts_as_no(hall) {
        silent(hall, "reject", "decide").await;
    }

    async fn a_lead_takes_it_from_a_system_and_the_late_answer_is_refused(hall) {
        let_in(hall, "fire-brigade", KEY).await;
        let scene = sent(hall, json!({})).await;
        let case = scene.read(&scene.lead).await;
        let may = case.allowed.iter().find(|may| may.command.slug() == "reassign").unwrap();
        let hand = json!({ "command": "reassign", "task": "review", "to": may.to[0], "reason": "系统停用。" });
        scene.command(&scene.lead, hand).await.assert_status(200);
        assert_eq!(tasks(hall, KEY, "").await.tasks, []);
        answer(hall, &scene, "review", approved("A")).await.assert_problem(ProblemKind::Refused);
        assert_eq!(cases::time_out_systems(hall.state()).await.unwrap(), 0);
    }
}
