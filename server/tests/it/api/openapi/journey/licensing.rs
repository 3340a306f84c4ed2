//! Its part about licences: issued, verified, compared, handed in, held up.

use schema::role::Role;
use serde_json::{Value, json};
use server::features::licences;

use super::Described;
use crate::support::{CIVIL_AFFAIRS, Client, FOOD_BUSINESS, Hall, LICENCE, issue_licence, issue_licence_of};

/// The licence of a case: shown, verified, compared, decided about, handed in.
pub async fn licensed(hall: &Hall, described: &mut Described, ana: &Client, number: &str) {
    let (licence, code) = issue_licence(hall, number).await;
    let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
    let (own, at_desk) = (format!("/api/licences/{licence}"), format!("/api/desk/licences/{licence}"));
    described.get(ana, "/api/licences", "/api/licences").await;
    described.get(ana, "/api/licences/{number}", &own).await;
    let file = described.get(ana, "/api/licences/{number}/file", &format!("{own}/file")).await.json();
    const VERIFY: &str = "/api/licences/verify";
    described.get(&hall.visitor(), VERIFY, &format!("{VERIFY}?number={licence}&code={code}")).await;
    described.get(&hall.visitor(), VERIFY, &format!("{VERIFY}?number=1")).await.assert_status(404);
    const COMPARE: &str = "/api/licences/compare";
    described.post(&lead, COMPARE, COMPARE, &json!({ "file": file })).await.assert_status(200);
    described.post(&lead, COMPARE, COMPARE, &json!({ "file": 1 })).await.assert_status(422);
    described.get(&lead, "/api/desk/licences", "/api/desk/licences?status=valid").await;
    described.get(&lead, "/api/desk/licences/{number}", &at_desk).await;
    const STATUS: &str = "/api/desk/licences/{number}/status";
    let suspend = json!({ "change": "suspend", "ground": "行政处罚法第九条" });
    described.post(&lead, STATUS, &format!("{at_desk}/status"), &suspend).await.assert_status(200);
    described.post(&lead, STATUS, &format!("{at_desk}/status"), &suspend).await.assert_status(409);
    // A material that a licence counts as.
    let mut kind: Value = serde_json::from_str(include_str!("../../../../../seed/licences.json")).unwrap();
    let kind = kind.as_array_mut().unwrap().iter_mut().find(|kind| kind["code"] == LICENCE).unwrap();
    kind["code"] = "licence.business".into();
    kind["renews"] = false.into();
    let mut tx = hall.db().write().await.unwrap();
    let now = hall.state().clock.now();
    licences::import(&mut tx, &json!([kind]).to_string(), now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let business = issue_licence_of(hall, number, "licence.business").await.0;
    let draft = ana.begin(FOOD_BUSINESS).await;
    let path = format!("/api/applications/{}/licences", draft.summary.id);
    let sent = json!({ "material": "business-licence", "number": business });
    described.post(ana, "/api/applications/{id}/licences", &path, &sent).await.assert_status(201);
}
