//! Its last part: the desk of supervisors.

use chrono::TimeDelta;
use schema::role::Role;
use schema::supervise::Rule;
use serde_json::json;
use server::features::cases::supervised as supervision;

use super::Described;
use crate::support::Hall;

/// The cards of a case that nobody has accepted for a month, and what a rule would have found.
pub(super) async fn supervised(described: &mut Described, hall: &Hall) {
    const CARD: &str = "/api/supervision/{id}";
    const SEEN: &str = "/api/supervision/{id}/acknowledge";
    hall.citizen("late").await.file_senior_card().await;
    hall.pass(TimeDelta::days(30));
    supervision::look(hall.state()).await.unwrap();
    let supervisor = hall.staff(Role::Supervisor, "440000", None).await;
    let board = described.get(&supervisor, "/api/supervision", "/api/supervision").await.json();
    let card = &board["cards"]["items"][0];
    let own = format!("/api/supervision/{}", card["id"]);
    let whole = described.get(&supervisor, CARD, &own).await.assert_status(200).json();
    assert!(!whole["signals"].as_array().unwrap().is_empty());
    let agency = card["department"].as_str().unwrap();
    let lead = hall.staff(Role::AgencyLead, "440100", Some(agency)).await;
    let seen = format!("{own}/acknowledge");
    described.check("POST", SEEN, lead.post(&seen, &json!({})).await).assert_status(204);
    described.check("POST", SEEN, supervisor.post(&seen, &json!({})).await).assert_status(403);
    described.get(&lead, "/api/supervision/rules", "/api/supervision/rules").await.assert_status(200);
    let rule = Rule::shipped().unwrap().remove(0);
    let asked = json!({ "rule": rule, "from": "2026-02-01", "to": "2026-04-30" });
    const DRY_RUN: &str = "/api/supervision/dry-run";
    let found =
        described.check("POST", DRY_RUN, supervisor.post(DRY_RUN, &asked).await).assert_status(200).json();
    assert!(found["cases"].as_u64().is_some_and(|cases| cases > 0));
}
