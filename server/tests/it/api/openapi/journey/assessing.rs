//! Its last part but one: a month is assessed.

use schema::role::Role;
use serde_json::json;

use super::Described;
use crate::support::Hall;

/// February, which is over: counted, changed by a person, closed, told.
pub(super) async fn assessed(described: &mut Described, hall: &Hall) {
    const COUNT: &str = "/api/performance/{period}/count";
    const ONE: &str = "/api/performance/{period}/{agency}";
    const ENTRIES: &str = "/api/performance/{period}/{agency}/entries";
    const ENTRY: &str = "/api/performance/{period}/{agency}/entries/{entry}";
    const BULLETIN: &str = "/api/performance/{period}/bulletin";
    let month = "/api/performance/2026-02";
    let supervisor = hall.staff(Role::Supervisor, "440000", None).await;
    described.post(&supervisor, COUNT, &format!("{month}/count"), &json!({})).await.assert_status(204);
    let table =
        described.get(&supervisor, "/api/performance", "/api/performance?period=2026-02").await.json();
    let own = format!("{month}/{}", table["agencies"][0]["agency"]);
    described.get(&supervisor, ONE, &own).await.assert_status(200);
    let entry = json!({ "indicator": "visits", "points": -10, "reason": "暗访", "evidence": "记录 1 号" });
    described.post(&supervisor, ENTRIES, &format!("{own}/entries"), &entry).await.assert_status(204);
    let none = json!({ "indicator": "visits", "points": 0, "reason": "", "evidence": "" });
    described.post(&supervisor, ENTRIES, &format!("{own}/entries"), &none).await.assert_status(422);
    let it = described.get(&supervisor, ONE, &own).await.json();
    let entry = format!("{own}/entries/{}", it["entries"][0]["id"]);
    described.check("DELETE", ENTRY, supervisor.delete(&entry).await).assert_status(204);
    let close = format!("{month}/close");
    described
        .post(&supervisor, "/api/performance/{period}/close", &close, &json!({}))
        .await
        .assert_status(204);
    described.post(&supervisor, COUNT, &format!("{month}/count"), &json!({})).await.assert_status(409);
    let bulletin = format!("{month}/bulletin");
    described.get(&supervisor, BULLETIN, &bulletin).await.assert_status(200);
    let draft = json!({ "revision": 0, "words": { "news": "无" } });
    described.check("PUT", BULLETIN, supervisor.put(&bulletin, &draft).await).assert_status(204);
    let publish = "/api/performance/{period}/bulletin/publish";
    let draft = json!({ "revision": 1, "words": {} });
    described.post(&supervisor, publish, &format!("{bulletin}/publish"), &draft).await.assert_status(204);
}
