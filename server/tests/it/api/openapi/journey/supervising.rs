//! Its last part: the desk of supervisors.

use chrono::TimeDelta;
use schema::role::Role;
use schema::supervise::Rule;
use serde_json::json;
use server::features::cases::supervised as supervision;

use super::Described;
use crate::support::{Client, Hall};

/// The cards of a case that nobody has accepted for a month, and what a rule would have found.
pub(super) async fn supervised(described: &mut Described, hall: &Hall) {
    const CARD: &str = "/api/supervision/{id}";
    const SEEN: &str = "/api/supervision/{id}/acknowledge";
    hall.citizen("late").await.file_senior_card().await;
    hall.pass(TimeDelta::days(30));
    supervision::look(hall.state()).await.unwrap();
    let supervisor = hall.staff(Role::Supervisor, "440000", None).await;
    let board = described.get(&supervisor, "/api/supervision", "/api/supervision").await.json();
    described.get(&supervisor, "/api/supervision/due", "/api/supervision/due").await.assert_status(200);
    let card = &board["cards"]["items"][0];
    let own = format!("/api/supervision/{}", card["id"]);
    let whole = described.get(&supervisor, CARD, &own).await.assert_status(200).json();
    assert!(!whole["signals"].as_array().unwrap().is_empty());
    let agency = card["department"].as_str().unwrap();
    let lead = hall.staff(Role::AgencyLead, "440100", Some(agency)).await;
    let seen = format!("{own}/acknowledge");
    described.check("POST", SEEN, lead.post(&seen, &json!({})).await).assert_status(204);
    described.check("POST", SEEN, supervisor.post(&seen, &json!({})).await).assert_status(403);
    argued(described, &own, (&supervisor, &lead)).await;
    rules(described, hall, &lead).await;
    let rule = Rule::shipped().unwrap().remove(0);
    let asked = json!({ "rule": rule, "from": "2026-02-01", "to": "2026-04-30" });
    const DRY_RUN: &str = "/api/supervision/dry-run";
    let found =
        described.check("POST", DRY_RUN, supervisor.post(DRY_RUN, &asked).await).assert_status(200).json();
    assert!(found["cases"].as_u64().is_some_and(|cases| cases > 0));
}

/// A card that the agency objects to, and that is filed.
async fn argued(described: &mut Described, own: &str, (supervisor, lead): (&Client, &Client)) {
    const CARD: &str = "/api/supervision/{id}";
    const INQUIRY: &str = "/api/supervision/{id}/inquiry";
    const COMMANDS: &str = "/api/supervision/{id}/commands";
    const APPEAL: &str = "/api/supervision/{id}/appeal";
    let (inquiry, commands) = (format!("{own}/inquiry"), format!("{own}/commands"));
    let reason = json!({ "reason": "那几天系统停机，申请当天就收下了。" });
    described.check("POST", INQUIRY, lead.post(&inquiry, &json!({ "reason": "" })).await).assert_status(422);
    described.check("POST", INQUIRY, lead.post(&inquiry, &reason).await).assert_status(204);
    described.check("POST", INQUIRY, supervisor.post(&inquiry, &reason).await).assert_status(409);
    let file = json!({ "command": "complete", "task": "file", "outcome": "accepted" });
    described.check("POST", COMMANDS, lead.post(&commands, &file).await).assert_status(409);
    described.check("POST", COMMANDS, supervisor.post(&commands, &file).await).assert_status(204);
    let told = described.get(lead, CARD, own).await.assert_status(200).json();
    assert_eq!(told["inquiry"]["open"]["task"], "state");
    let wordless = json!({ "command": "complete", "task": "state", "outcome": "approved" });
    described.check("POST", COMMANDS, lead.post(&commands, &wordless).await).assert_status(422);
    described.check("POST", APPEAL, lead.post(&format!("{own}/appeal"), &reason).await).assert_status(409);
    let opinion = json!({ "facts": "经查属实。", "opinion": "成立。", "article": "《监察办法》第九条" });
    for (who, task) in [(lead, "state"), (supervisor, "inquire"), (supervisor, "handle")] {
        let end = json!({ "command": "complete", "task": task, "outcome": "approved", "opinion": opinion });
        described.check("POST", COMMANDS, who.post(&commands, &end).await).assert_status(204);
    }
    described.check("POST", APPEAL, lead.post(&format!("{own}/appeal"), &reason).await).assert_status(204);
    let told = described.get(lead, CARD, own).await.assert_status(200).json();
    assert_eq!(told["line"]["stage"], "appeal");
}

/// A rule of one's own part: begun, saved, tried, published by another; and a draft that is thrown away.
async fn rules(described: &mut Described, hall: &Hall, lead: &Client) {
    const RULES: &str = "/api/supervision/rules";
    const RULE: &str = "/api/supervision/rules/{rule}";
    const DRAFT: &str = "/api/supervision/rules/{rule}/draft";
    const DRAFTS: &str = "/api/supervision/rules/drafts";
    const TRIAL: &str = "/api/supervision/rules/{rule}/trial";
    let writer = hall.staff(Role::Supervisor, "440000", None).await;
    let second = hall.staff(Role::Admin, "440000", None).await;
    described.get(lead, RULES, RULES).await.assert_status(200);
    let new = json!({ "id": "own", "like": "jump" });
    let begun = described.check("POST", DRAFTS, writer.post(DRAFTS, &new).await).assert_status(201).json();
    described.check("POST", DRAFTS, writer.post(DRAFTS, &new).await).assert_status(422);
    let draft = format!("{RULES}/own/draft");
    let save = json!({ "rule": begun["draft"]["rule"], "revision": begun["revision"] });
    let saved = described.check("PUT", DRAFT, writer.put(&draft, &save).await).assert_status(200).json();
    described.check("PUT", DRAFT, writer.put(&draft, &save).await).assert_status(409);
    let trial = format!("{RULES}/own/trial?from=2026-02-01");
    described.get(&writer, TRIAL, &trial).await.assert_status(200);
    let publish = json!({ "rule": "own", "revision": saved["revision"] });
    described.check("POST", RULES, writer.post(RULES, &publish).await).assert_status(409);
    described.check("POST", RULES, second.post(RULES, &publish).await).assert_status(200);
    let told = described.get(lead, RULE, &format!("{RULES}/own")).await.assert_status(200).json();
    let again = json!({ "rule": told["versions"][0]["rule"], "revision": told["revision"] });
    let saved = writer.put(&draft, &again).await.assert_status(200).json();
    let discard = format!("{draft}?revision={}", saved["revision"]);
    described.check("DELETE", DRAFT, writer.delete(&discard).await).assert_status(204);
    described.check("DELETE", DRAFT, writer.delete(&discard).await).assert_status(404);
}
