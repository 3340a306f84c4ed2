//! What has to be done before the result is handed over: what is due is paid, and the result is printed. Nobody goes past either.

use schema::ProblemKind;
use schema::process::Status;
use serde_json::{Value, json};

use super::payments::{bills, due};
use crate::support::{Client, Scene, claim, complete, on_both};

/// The result is printed before the delivery.
fn printed(process: &mut Value) {
    let print =
        json!({ "task": { "id": "print", "name": { "zh-CN": "制证" }, "role": "officer", "kind": "print" } });
    process["seq"].as_array_mut().unwrap().insert(3, print);
}

async fn open(scene: &Scene) -> Vec<String> {
    scene.view().await.summary.tasks.into_iter().map(|task| task.key).collect()
}

async fn refused(scene: &Scene, who: &Client, command: Value) -> String {
    scene.command(who, command).await.assert_problem(ProblemKind::Refused).detail.unwrap()
}

/// Neither the counter nor who leads hands anything over while this task is open.
async fn nobody_goes_past(scene: &Scene, gate: &str) {
    assert_eq!(open(scene).await, [gate]);
    assert_eq!(refused(scene, &scene.intake, claim("deliver")).await, "not_the_current_task");
    assert_eq!(refused(scene, &scene.intake, complete("deliver", "delivered")).await, "not_the_current_task");
    let jump = json!({ "command": "jump", "task": gate, "to": "deliver", "reason": "申请人等着。" });
    assert_eq!(refused(scene, &scene.lead, jump).await, "already_decided");
    scene.command(&scene.intake, claim(gate)).await.assert_status(200);
    assert_eq!(refused(scene, &scene.intake, complete(gate, "delivered")).await, "outcome_not_possible");
}

on_both! {
    async fn what_is_due_is_paid_before_the_result_is_handed_over(hall) {
        let scene = due(hall).await;
        nobody_goes_past(&scene, "pay").await;
        assert_eq!(bills(&scene.ana).await[0].left, 2100);
        scene.command(&scene.intake, complete("pay", "paid")).await.assert_status(200);
        assert_eq!(bills(&scene.ana).await[0].left, 0);
        scene.handle(&scene.intake, "deliver", "delivered").await;
        assert_eq!(scene.view().await.summary.status, Status::Delivered);
    }

    async fn the_result_is_printed_before_it_is_handed_over(hall) {
        let scene = Scene::open_with(hall, printed).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        nobody_goes_past(&scene, "print").await;
        scene.command(&scene.intake, complete("print", "printed")).await.assert_status(200);
        assert_eq!(open(&scene).await, ["deliver"]);
        scene.handle(&scene.intake, "deliver", "delivered").await;
        assert_eq!(scene.view().await.summary.status, Status::Delivered);
    }
}
