//! What is refused is on record, although nothing else came of it.

use schema::role::Role;
use serde_json::{Value, json};
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Hall, PASSWORD, Scene, identity_number, on_both};

/// Actions that were refused and what they were about, with the actor.
async fn refused(hall: &Hall) -> Vec<(String, Option<i64>, String, String)> {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_as(
            "SELECT action, actor, subject, detail FROM audit_line WHERE action LIKE '%refused' ORDER BY action",
        )
        .fetch_all(conn)
        .await
        .unwrap()
    })
}

on_both! {
    async fn who_was_refused_at_the_desk_is_on_record(hall) {
        let scene = Scene::open(hall).await;
        let elsewhere = hall.staff(Role::Officer, "440103", Some(CIVIL_AFFAIRS)).await;
        let account = async |client: &crate::support::Client| {
            client.get("/api/session").await.json()["account"].as_i64().unwrap()
        };
        let command = json!({ "command": "claim", "task": "accept", "revision": 1 });
        elsewhere.get(&scene.desk_path("")).await.assert_status(404);
        elsewhere.post(&scene.desk_path("/commands"), &command).await.assert_status(404);
        elsewhere.get("/api/desk/cases/none").await.assert_status(404);
        scene.ana.get("/api/desk/cases").await.assert_status(403);
        let (officer, ana) = (Some(account(&elsewhere).await), Some(account(&scene.ana).await));
        let lines: Vec<_> =
            refused(hall).await.into_iter().map(|(action, actor, subject, _)| (action, actor, subject)).collect();
        let number = scene.receipt.number.to_string();
        assert_eq!(lines, [
            ("case.refused".to_owned(), officer, number.clone()),
            ("case.refused".to_owned(), officer, number),
            ("desk.refused".to_owned(), ana, ana.unwrap().to_string()),
        ]);
    }

    async fn who_tried_in_vain_is_on_record_without_a_name(hall) {
        let scene = Scene::open(hall).await;
        let visitor = hall.visitor();
        for number in [scene.receipt.number.to_string(), "no-such-number".to_owned()] {
            let asked = json!({ "number": number, "last_four": "0000" });
            visitor.post("/api/track", &asked).await.assert_status(404);
        }
        let taken = json!({
            "login": "annabel", "password": PASSWORD, "name": "王小明", "identity_number": identity_number(0),
        });
        visitor.post("/api/accounts", &taken).await.assert_status(422);
        let lines = refused(hall).await;
        let actions: Vec<&str> = lines.iter().map(|(action, ..)| action.as_str()).collect();
        assert_eq!(actions, ["account.register_refused", "case.track_refused", "case.track_refused"]);
        assert_ne!(lines[1].2, lines[2].2);
        let detail: Value = serde_json::from_str(&lines[0].3).unwrap();
        assert_eq!(detail, json!({ "taken": "/identity_number" }));
        for (_, actor, subject, detail) in &lines {
            assert_eq!(*actor, None);
            for personal in ["annabel", "王小明", &identity_number(0), "no-such-number", "0000"] {
                assert!(!subject.contains(personal) && !detail.contains(personal), "{subject} {detail}");
            }
        }
    }
}
