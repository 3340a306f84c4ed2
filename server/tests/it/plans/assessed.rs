//! What is asked of supervision and of performance: the board, a month that is counted, closed and told.

use chrono::{Datelike, Months};
use schema::calendar::local_day;
use serde_json::json;
use server::features::cases::supervised;

use super::asked::ok;
use crate::support::{Client, Hall};

/// The cards there are, narrowed in every way.
pub async fn supervised(hall: &Hall, supervisor: &Client, lead: &Client) {
    supervised::look(hall.state()).await.unwrap();
    for who in [supervisor, lead] {
        let narrowed = [
            "?grade=red",
            "?monitor=time_limit",
            "?grade=red&monitor=time_limit",
            "?agency=1",
            "?stage=raised",
        ];
        for query in [""].into_iter().chain(narrowed) {
            ok(who, &format!("/api/supervision{query}")).await;
        }
    }
    for who in [supervisor, lead] {
        ok(who, "/api/supervision/due").await;
    }
    let board = supervisor.get("/api/supervision").await.json();
    let card = &board["cards"]["items"][0]["id"];
    ok(supervisor, &format!("/api/supervision/{card}")).await;
    argued(supervisor).await;
}

/// A card that is found to be wrong.
async fn argued(supervisor: &Client) {
    let board = supervisor.get("/api/supervision?grade=red").await.json();
    let card = format!("/api/supervision/{}", board["cards"]["items"][0]["id"]);
    let reason = json!({ "reason": "抽查" });
    supervisor.post(&format!("{card}/inquiry"), &reason).await.assert_status(204);
    let file = json!({ "command": "complete", "task": "file", "outcome": "accepted" });
    supervisor.post(&format!("{card}/commands"), &file).await.assert_status(204);
    supervisor.post(&format!("{card}/appeal"), &reason).await.assert_status(403);
    ok(supervisor, &card).await;
    ok(supervisor, "/api/supervision?stage=statement").await;
}

/// The month before this one, of every agency.
pub async fn assessed(hall: &Hall, supervisor: &Client, lead: &Client) {
    let today = local_day(hall.state().clock.now());
    let month = today.checked_sub_months(Months::new(1)).unwrap();
    let place = format!("/api/performance/{}-{:02}", month.year(), month.month());
    supervisor.post(&format!("{place}/count"), &json!({})).await.assert_status(204);
    for who in [supervisor, lead] {
        ok(who, "/api/performance").await;
    }
    let table = supervisor.get("/api/performance").await.json();
    let own = format!("{place}/{}", table["agencies"][0]["agency"]);
    ok(supervisor, &own).await;
    let entry = json!({ "indicator": "visits", "points": -10, "reason": "暗访", "evidence": "记录 1 号" });
    supervisor.post(&format!("{own}/entries"), &entry).await.assert_status(204);
    supervisor.post(&format!("{place}/close"), &json!({})).await.assert_status(204);
    ok(supervisor, &format!("{place}/bulletin")).await;
    let draft = json!({ "revision": 0, "words": {} });
    supervisor.post(&format!("{place}/bulletin/publish"), &draft).await.assert_status(204);
}
