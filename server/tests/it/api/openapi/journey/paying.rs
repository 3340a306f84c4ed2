//! Bills, from what falls due to what the gateway tells, in a hall of its own.

use serde_json::json;

use super::Described;
use crate::api::payments::{bills, due};
use crate::support::{Backend, Hall, PayGateway, SECRET, tell_payment};

/// Every operation of bills: in a hall that demonstrates paying, and what a gateway tells in one that has one.
pub async fn paid_and_waived(described: &mut Described) {
    const PAY: &str = "/api/bills/{number}/payments";
    const PLAY: &str = "/api/bills/{number}/demonstration";
    const WAIVERS: &str = "/api/desk/cases/{number}/waivers";
    let hall = Hall::start(Backend::Sqlite).await;
    let scene = due(&hall).await;
    let ana = &scene.ana;
    described.get(ana, "/api/bills", "/api/bills").await.assert_status(200);
    let number = bills(ana).await[0].number;
    let own = format!("/api/bills/{number}");
    described.get(ana, "/api/bills/{number}", &own).await.assert_status(200);
    described.get(ana, "/api/bills/{number}", "/api/bills/x").await.assert_status(404);
    let listed = "/api/desk/cases/{number}/bills";
    let at_desk =
        described.get(&scene.lead, listed, &scene.desk_path("/bills")).await.assert_status(200).json();
    let waive = json!({ "line": at_desk["bills"][0]["lines"][0]["id"], "amount": 50, "ground": "第三条" });
    described.post(&scene.lead, WAIVERS, &scene.desk_path("/waivers"), &waive).await.assert_status(200);
    let silent = json!({ "line": 0, "amount": 50, "ground": "" });
    described.post(&scene.lead, WAIVERS, &scene.desk_path("/waivers"), &silent).await.assert_status(422);
    let path = format!("{own}/payments");
    described.post(ana, PAY, &path, &json!({})).await.assert_status(200);
    let played = format!("{own}/demonstration");
    described.post(ana, PLAY, &played, &json!({ "paid": true })).await.assert_status(204);
    described.post(ana, PLAY, &played, &json!({ "paid": true })).await.assert_status(409);
    described.post(ana, PAY, &path, &json!({})).await.assert_status(409);
    described.get(ana, "/api/bills/{number}", &own).await.assert_status(200);
    hall.close().await;
    told(described).await;
}

async fn told(described: &mut Described) {
    const NOTICE: &str = "/api/payments/notice";
    let gateway = PayGateway::open().await;
    let hall = Hall::start_with(Backend::Sqlite, |config| gateway.set(config)).await;
    let scene = due(&hall).await;
    let path = format!("/api/bills/{}/payments", bills(&scene.ana).await[0].number);
    gateway.answers(false);
    described.post(&scene.ana, "/api/bills/{number}/payments", &path, &json!({})).await.assert_status(503);
    gateway.answers(true);
    described.post(&scene.ana, "/api/bills/{number}/payments", &path, &json!({})).await.assert_status(200);
    let id = gateway.orders()[0]["id"].as_str().unwrap().to_owned();
    let unknown = json!({ "id": "x", "status": "paid", "amount": 1 });
    let now = hall.state().clock.now().timestamp();
    let forged = tell_payment(&hall, &unknown, now, "whsec_YWJj").await;
    described.check("POST", NOTICE, forged).assert_status(401);
    described.check("POST", NOTICE, tell_payment(&hall, &unknown, now, SECRET).await).assert_status(404);
    described.check("POST", NOTICE, gateway.tell(&hall, &id, "paid").await).assert_status(204);
    hall.close().await;
}
