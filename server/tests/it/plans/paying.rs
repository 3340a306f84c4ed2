//! What is asked of bills, of payments, and of what goes on in other hands before it is filed; also far down their lists.

use chrono::TimeDelta;
use schema::catalogue::Way;
use schema::role::Role;
use serde_json::{Value, json};
use server::features::payments;

use super::asked::ok;
use super::explain;
use crate::api::payments::{bills, due};
use crate::support::{Client, Hall, Heard, SENIOR_CARD, Scene, on_both};

/// A bill from its lines to its payment; a part of it is waived before.
async fn paid(hall: &Hall, scene: &Scene) {
    let ana = &scene.ana;
    let number = bills(ana).await[0].number;
    ok(ana, "/api/bills?cursor=1000").await;
    ok(ana, &format!("/api/bills/{number}")).await;
    let case = scene.desk_path("/bills");
    let listed = scene.lead.get(&case).await.assert_status(200).json();
    let waive = json!({ "line": listed["bills"][0]["lines"][0]["id"], "amount": 1, "ground": "第三条" });
    scene.lead.post(&scene.desk_path("/waivers"), &waive).await.assert_status(200);
    ana.post(&format!("/api/bills/{number}/payments"), &json!({})).await.assert_status(200);
    hall.pass(TimeDelta::minutes(5));
    payments::ask(hall.state()).await.unwrap();
    let demonstration = format!("/api/bills/{number}/demonstration");
    ana.post(&demonstration, &json!({ "paid": true })).await.assert_status(204);
    let (_, receipt) = ana.file_senior_card().await;
    ana.post(&format!("/api/cases/{}/withdraw", receipt.number), &json!({})).await.assert_status(204);
}

async fn set_way(editor: &Client, way: Way) {
    let path = format!("/api/desk/catalogue/items/{SENIOR_CARD}");
    let revision = editor.get(&path).await.assert_status(200).json()["way"]["revision"].clone();
    let wanted = json!({ "way": way, "days": 3, "revision": revision });
    editor.put(&format!("{path}/way"), &wanted).await.assert_status(200);
}

/// One checked by a colleague and filed, one given back, one taken over by the window.
async fn handed(hall: &Hall, clerk: &Client, editor: &Client) {
    set_way(editor, Way::EmployerCheck).await;
    let (bo, cai) = (hall.enterprise("boris").await, hall.enterprise("cai").await);
    let code = async |who: &Client| -> (i64, String) {
        let id = who.senior_card_draft().await.0.summary.id;
        (id, who.hand_over(id).await.code)
    };
    let (id, first) = code(&bo).await;
    ok(&bo, &format!("/api/applications/{id}")).await;
    ok(&bo, &format!("/api/applications/{id}/handover")).await;
    ok(&cai, "/api/checks").await;
    ok(&cai, "/api/checks?cursor=1000").await;
    let checked = cai.get(&format!("/api/checks/{first}")).await.assert_status(200).json();
    let file: &Value = &checked["application"]["files"][0]["id"];
    ok(&cai, &format!("/api/checks/{first}/files/{file}")).await;
    let back = json!({ "words": "电话不对。" });
    cai.post(&format!("/api/checks/{first}/return"), &back).await.assert_status(204);
    ok(&bo, "/api/me/messages").await;
    let again = bo.hand_over(id).await.code;
    bo.delete(&format!("/api/applications/{id}/handover")).await.assert_status(204);
    assert_ne!(again, first);
    let last = bo.hand_over(id).await.code;
    cai.post(&format!("/api/checks/{last}/file"), &json!({})).await.assert_status(200);
    set_way(editor, Way::Window).await;
    let (_, slip) = code(&bo).await;
    ok(clerk, &format!("/api/desk/window/prepared/{slip}")).await;
    clerk.post(&format!("/api/desk/window/prepared/{slip}"), &json!({})).await.assert_status(200);
}

on_both! {
    async fn neither_is_money_nor_what_was_handed_over(hall) {
        // Those who are appointed, and what is imported, are no requests.
        let scene = due(hall).await;
        let editor = hall.staff(Role::Editor, "", None).await;
        let heard = Heard::new();
        heard.of(paid(hall, &scene)).await;
        heard.of(handed(hall, &scene.intake, &editor)).await;
        let (statements, mut found) = explain(hall, heard).await;
        // What reads cases is explained where there is a past: of few rows PostgreSQL makes another plan.
        found.retain(|fault| ["bill", "payment", "handover"].iter().any(|table| fault.contains(table)));
        assert!(statements > 50, "only {statements} statements were heard");
        assert!(found.is_empty(), "{} of {statements}:\n{}", found.len(), found.join("\n"));
    }
}
