//! The desk of process designers as a browser without scripts gets it.

use schema::definitions::DefinitionRecord;
use schema::role::Role;
use serde_json::json;

use super::{attribute, inside, start, tag_with, tags};
use crate::support::{Client, Hall, assert_whole};

const LIST: &str = "/desk/processes";
const CARE: &str = "/desk/processes/care";

/// A process that is begun, with who wrote it and who reviews it.
async fn scene() -> (Hall, Client, Client) {
    let hall = start().await;
    hall.open_demo_city().await;
    let writer = hall.staff(Role::Editor, "440100", None).await;
    let second = hall.staff(Role::Reviewer, "440100", None).await;
    let new = json!({ "id": "care", "title": { "zh-CN": "优待证流程", "en": "Care" }, "from": { "template": "promised" } });
    writer.post("/api/desk/processes", &new).await.assert_status(201);
    (hall, writer, second)
}

async fn revision(who: &Client) -> i64 {
    let record: DefinitionRecord = who.get("/api/desk/processes/care").await.assert_status(200).read_json();
    record.revision
}

/// What two people do with a draft, until it is a version that is in force from this day on.
async fn publish(writer: &Client, second: &Client, effective_on: &str) {
    let day = json!({ "effective_on": effective_on });
    let acts = [
        (writer, "submit", json!({})),
        (second, "review", json!({ "approve": true })),
        (second, "publish", day),
    ];
    for (who, act, mut body) in acts {
        body["revision"] = revision(who).await.into();
        who.post(&format!("/api/desk/processes/care/draft/{act}"), &body).await.assert_status(200);
    }
}

#[tokio::test]
async fn every_page_of_processes_is_a_whole_document() {
    let (_hall, writer, second) = scene().await;
    for path in [
        LIST,
        "/desk/processes?q=standard",
        CARE,
        "/desk/processes/care/diff",
        "/desk/processes/standard/diff?from=0&to=1",
        "/desk/processes/standard/1",
        "/desk/processes/care/draft",
    ] {
        for who in [&writer, &second] {
            assert_whole(who.page(path).await.assert_status(200).text(), LIST, path);
        }
    }
    assert!(inside(writer.page(CARE).await.text(), "h1").starts_with("优待证流程"));
    let missing = writer.page("/desk/processes/none").await.assert_status(404);
    assert!(inside(missing.text(), "h1").starts_with("流程"));
}

#[tokio::test]
async fn a_version_that_is_coming_is_in_the_list_and_may_be_retired_on_its_page() {
    let (_hall, writer, second) = scene().await;
    publish(&writer, &second, "2026-03-02").await;
    let first = writer.get("/api/desk/processes/care/1").await.assert_status(200).json();
    let next = json!({ "definition": first["definition"], "revision": revision(&writer).await });
    writer.put("/api/desk/processes/care/draft", &next).await.assert_status(200);
    publish(&writer, &second, "2026-03-09").await;

    let coming = "2026\u{a0}年 3\u{a0}月\u{a0}9\u{a0}日起用";
    let list = writer.page("/desk/processes?q=care").await;
    assert!(list.text().contains(&format!("v2 {coming}")), "{}", list.text());
    let page = writer.page(CARE).await;
    assert!(page.text().contains(coming), "{}", page.text());
    let retired: Vec<_> = tags(page.text(), "input")
        .into_iter()
        .filter(|tag| attribute(tag, "name") == Some("version"))
        .filter_map(|tag| attribute(tag, "value"))
        .collect();
    assert_eq!(retired, ["2"], "what is in force is needed until another is");
    for link in [
        "/api/desk/processes/care/1/export?as=bpmn",
        "/desk/processes/care/diff?from=1&amp;to=2",
        "/desk/processes/care/2",
    ] {
        assert!(tag_with(page.text(), "a", "href", link).is_some(), "{link}: {}", page.text());
    }
}
