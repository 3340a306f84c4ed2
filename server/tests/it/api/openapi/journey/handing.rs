//! The three ways of handling, in a hall of its own.

use schema::catalogue::Way;
use schema::role::Role;
use serde_json::json;

use super::Described;
use crate::support::{Backend, CIVIL_AFFAIRS, Client, Hall, SENIOR_CARD};

const OWN: &str = "/api/applications/{id}/handover";
const PREPARED: &str = "/api/desk/window/prepared/{code}";

/// Every operation of what goes on in other hands.
pub async fn handed_over(described: &mut Described) {
    let hall = Hall::start(Backend::Sqlite).await;
    hall.open_demo_city().await;
    set(&hall, described).await;
    let bo = hall.enterprise("boris").await;
    let (id, code) = given(described, &bo).await;
    checked(&hall, described, (&bo, id), &code).await;
    hall.set_way(SENIOR_CARD, Way::Window, None).await;
    let (_, slip) = given(described, &bo).await;
    let clerk = hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
    let path = format!("/api/desk/window/prepared/{slip}");
    described.get(&clerk, PREPARED, "/api/desk/window/prepared/x").await.assert_status(404);
    described.get(&clerk, PREPARED, &path).await.assert_status(200);
    described.post(&clerk, PREPARED, &path, &json!({})).await.assert_status(200);
    hall.close().await;
}

/// The item is checked by a colleague from now on.
async fn set(hall: &Hall, described: &mut Described) {
    const WAY: &str = "/api/desk/catalogue/items/{code}/way";
    let editor = hall.staff(Role::Editor, "", None).await;
    let path = format!("/api/desk/catalogue/items/{SENIOR_CARD}");
    let revision = editor.get(&path).await.assert_status(200).json()["way"]["revision"].clone();
    let mut wanted = json!({ "way": "employer_check", "days": 0, "revision": revision });
    let path = format!("{path}/way");
    described.check("PUT", WAY, editor.put(&path, &wanted).await).assert_status(422);
    wanted["days"] = json!(null);
    described.check("PUT", WAY, editor.put(&path, &wanted).await).assert_status(200);
    wanted["way"] = "window".into();
    described.check("PUT", WAY, editor.put(&path, &wanted).await).assert_status(409);
}

/// A draft that is handed over, taken back and handed over again: its number and its code.
async fn given(described: &mut Described, who: &Client) -> (i64, String) {
    let id = who.senior_card_draft().await.0.summary.id;
    let path = format!("/api/applications/{id}/handover");
    described.get(who, OWN, &path).await.assert_status(404);
    described.post(who, OWN, &path, &json!({ "promise": false })).await.assert_status(422);
    described.post(who, OWN, &path, &json!({ "promise": true })).await.assert_status(200);
    described.get(who, OWN, &path).await.assert_status(200);
    described.check("DELETE", OWN, who.delete(&path).await).assert_status(204);
    described.check("DELETE", OWN, who.delete(&path).await).assert_status(404);
    (id, who.hand_over(id).await.code)
}

async fn checked(hall: &Hall, described: &mut Described, (bo, id): (&Client, i64), code: &str) {
    const CHECK: &str = "/api/checks/{code}";
    const FILE: &str = "/api/checks/{code}/file";
    const RETURN: &str = "/api/checks/{code}/return";
    let cai = hall.enterprise("cai").await;
    described.get(&cai, "/api/checks", "/api/checks").await.assert_status(200);
    let path = format!("/api/checks/{code}");
    let check = described.get(&cai, CHECK, &path).await.assert_status(200).json();
    described.get(bo, CHECK, &path).await.assert_status(404);
    let document = format!("{path}/files/{}", check["application"]["files"][0]["id"]);
    described.get(&cai, "/api/checks/{code}/files/{file}", &document).await.assert_status(200);
    let back = format!("{path}/return");
    described.post(&cai, RETURN, &back, &json!({ "words": " " })).await.assert_status(422);
    described.post(&cai, RETURN, &back, &json!({ "words": "电话不对。" })).await.assert_status(204);
    described.post(&cai, RETURN, &back, &json!({ "words": "电话不对。" })).await.assert_status(404);
    let path = format!("/api/checks/{}/file", bo.hand_over(id).await.code);
    described.post(&cai, FILE, &path, &json!({})).await.assert_status(200);
}
