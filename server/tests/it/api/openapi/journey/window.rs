//! What a clerk does at the window: filing for somebody, originals, slips.

use schema::role::Role;
use serde_json::json;

use super::Described;
use crate::support::{CIVIL_AFFAIRS, Client, Hall, PNG, SENIOR_CARD, identity_number};

/// What a clerk does for somebody, and the paper about a case that is decided.
pub async fn at_window(hall: &Hall, described: &mut Described, ana: &Client, number: &str) {
    const BEGIN: &str = "/api/desk/window/applications";
    const ITEMS: &str = "/api/desk/window/items";
    const CODE: &str = "/api/desk/window/applications/{id}/code";
    let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
    let applicant = json!({ "name": "陈大妈", "identity_number": identity_number(700) });
    let new = json!({ "item": SENIOR_CARD, "channel": "window", "applicant": applicant });
    let id = described.post(&clerk, BEGIN, BEGIN, &new).await.assert_status(201).json()["id"].clone();
    described.post(&clerk, BEGIN, BEGIN, &new).await.assert_status(200);
    described.get(&clerk, BEGIN, BEGIN).await.assert_status(200);
    described.get(&clerk, ITEMS, &format!("{ITEMS}?q=1")).await.assert_status(200);
    described.post(&clerk, CODE, &format!("{BEGIN}/{id}/code"), &json!({})).await.assert_status(200);
    let scan = clerk.attach(id.as_i64().unwrap(), "photograph", "a.png", PNG).await.assert_status(201).json();
    const MOVE: &str = "/api/applications/{id}/files/{file}/move";
    let path = format!("/api/applications/{id}/files/{}/move", scan["id"]);
    described.post(&clerk, MOVE, &path, &json!({ "to": "up" })).await.assert_status(204);
    queue(described, &clerk, ana).await;
    on_paper(described, &clerk, ana, number).await;
}

/// Handing out a number at a counter and calling it.
async fn queue(described: &mut Described, clerk: &Client, ana: &Client) {
    const QUEUE: &str = "/api/desk/halls/{region}/counters/{counter}/queue";
    let (take, call) = (json!({ "act": "take", "seen": 0 }), json!({ "act": "call", "seen": 0 }));
    let at = |counter: &str| format!("/api/desk/halls/440100/counters/{counter}/queue");
    described.post(ana, QUEUE, &at("3"), &take).await.assert_status(403);
    described.post(clerk, QUEUE, &at("none"), &take).await.assert_status(404);
    described.post(clerk, QUEUE, &at("3"), &take).await.assert_status(200);
    described.post(clerk, QUEUE, &at("3"), &call).await.assert_status(200);
    described.post(clerk, QUEUE, &at("3"), &call).await.assert_status(409);
}

/// The originals that are taken in and handed back, and the slips.
async fn on_paper(described: &mut Described, clerk: &Client, ana: &Client, number: &str) {
    const ORIGINALS: &str = "/api/desk/cases/{number}/originals";
    const RETURN: &str = "/api/desk/cases/{number}/originals/{line}/return";
    const SLIPS: &str = "/api/desk/cases/{number}/slips";
    let path = format!("/api/desk/cases/{number}/originals");
    let bearer = json!({ "person": "陈大妈", "last_four": "1234" });
    let mut taken = json!({ "material": "identity-card", "paper": "original", "sheets": 2 });
    taken.as_object_mut().unwrap().extend(bearer.as_object().unwrap().clone());
    let line = described.post(clerk, ORIGINALS, &path, &taken).await.assert_status(201).json();
    let back = format!("{path}/{}/return", line["id"]);
    described.post(clerk, RETURN, &back, &bearer).await.assert_status(200);
    described.post(clerk, RETURN, &back, &bearer).await.assert_status(409);
    described.get(clerk, ORIGINALS, &path).await.assert_status(200);
    let slips = format!("/api/desk/cases/{number}/slips");
    let sent = json!({ "kind": "acceptance" });
    let slip = described.post(clerk, SLIPS, &slips, &sent).await.assert_status(201).json()["id"].clone();
    let refused = json!({ "kind": "joint_acceptance" });
    described.post(clerk, SLIPS, &slips, &refused).await.assert_status(409);
    described.get(clerk, SLIPS, &slips).await.assert_status(200);
    described.get(clerk, "/api/desk/cases/{number}/slips/{slip}", &format!("{slips}/{slip}")).await;
    const AGAIN: &str = "/api/desk/cases/{number}/slips/{slip}/prints";
    described.post(clerk, AGAIN, &format!("{slips}/{slip}/prints"), &json!({})).await.assert_status(200);
    let own = format!("/api/cases/{number}/slips");
    described.get(ana, "/api/cases/{number}/slips", &own).await.assert_status(200);
    described.get(ana, "/api/cases/{number}/slips/{slip}", &format!("{own}/{slip}")).await.assert_status(200);
}
