//! What is published and asked of the public, as the document describes it.

use axum::http::Method;
use chrono::TimeDelta;
use schema::role::Role;
use serde_json::{Value, json};

use super::Described;
use crate::api::{disclosures, surveys};
use crate::support::{Client, Hall, PDF};

async fn put(described: &mut Described, client: &Client, path: &str, address: &str, body: &Value) -> u16 {
    let answer = client.put(address, body).await;
    described.check(Method::PUT.as_str(), path, answer).status()
}

/// A document that goes with a survey: attached, read by everybody, taken away.
async fn attachments(described: &mut Described, editor: &Client, (public, at_desk): (&str, &str)) {
    let (all, one) =
        ("/api/desk/surveys/{id}/attachments", "/api/desk/surveys/{id}/attachments/{attachment}");
    let path = format!("{at_desk}/attachments");
    let sent = editor.upload(&path, "a.txt", "text/plain", b"text").await;
    described.check("POST", all, sent).assert_status(415);
    let sent = editor.upload(&path, "a.pdf", "application/pdf", PDF).await;
    let id = described.check("POST", all, sent).assert_status(201).json()["id"].clone();
    described.get(editor, one, &format!("{path}/{id}")).await.assert_status(200);
    let everybodys = "/api/surveys/{id}/attachments/{attachment}";
    described.get(editor, everybodys, &format!("{public}/attachments/{id}")).await.assert_status(200);
    for status in [204, 404] {
        let removed = editor.delete(&format!("{path}/{id}")).await;
        described.check("DELETE", one, removed).assert_status(status);
    }
}

/// Documents entered, found and changed; the public asked, heard and answered.
pub async fn published(described: &mut Described, hall: &Hall) {
    let editor = hall.staff(Role::Editor, "", None).await;
    let visitor = hall.visitor();
    let (desk, one) = ("/api/desk/disclosures", "/api/desk/disclosures/{id}");
    let mut document = disclosures::document("条例", "2026-03-01");
    let entered = described.post(&editor, desk, desk, &document).await.assert_status(201).json();
    let at_desk = format!("{desk}/{}", entered["id"]);
    described.get(&editor, desk, desk).await.assert_status(200);
    described.get(&editor, one, &at_desk).await.assert_status(200);
    document["revision"] = 1.into();
    document["document_number"] = Value::Null;
    assert_eq!(put(described, &editor, one, &at_desk, &document).await, 200);
    hall.state().texts.refresh(hall.db()).await.unwrap();
    described.get(&visitor, "/api/disclosures", "/api/disclosures").await.assert_status(200);
    let public = format!("/api/disclosures/{}", entered["id"]);
    described.get(&visitor, "/api/disclosures/{id}", &public).await.assert_status(200);
    described.get(&visitor, "/api/search", "/api/search?q=%E6%9D%A1%E4%BE%8B").await.assert_status(200);

    let (desk, one) = ("/api/desk/surveys", "/api/desk/surveys/{id}");
    let today = schema::calendar::local_day(hall.state().clock.now());
    let last = today + TimeDelta::days(29);
    let survey = surveys::survey(&today.to_string(), &last.to_string());
    let begun = described.post(&editor, desk, desk, &survey).await.assert_status(201).json();
    let id = begun["line"]["id"].clone();
    let (public, at_desk) = (format!("/api/surveys/{id}"), format!("{desk}/{id}"));
    described.get(&visitor, "/api/surveys", "/api/surveys").await.assert_status(200);
    let opinion = json!({ "answers": [{ "choices": [0] }, { "words": "好" }] });
    let opine = "/api/surveys/{id}/opinions";
    described.post(&visitor, opine, &format!("{public}/opinions"), &opinion).await.assert_status(204);
    described.get(&editor, desk, desk).await.assert_status(200);
    described.get(&editor, one, &at_desk).await.assert_status(200);
    let opinions = "/api/desk/surveys/{id}/opinions";
    described.get(&editor, opinions, &format!("{at_desk}/opinions")).await.assert_status(200);
    attachments(described, &editor, (&public, &at_desk)).await;
    // It is ended early, and said why.
    let mut ended = survey;
    ended["closes_on"] = today.to_string().into();
    (ended["short_because"], ended["revision"]) = ("意见已经齐了".into(), 1.into());
    assert_eq!(put(described, &editor, one, &at_desk, &ended).await, 200);
    let feedback = "/api/desk/surveys/{id}/feedback";
    let words = json!({ "words": "采纳。", "revision": 2 });
    assert_eq!(put(described, &editor, feedback, &format!("{at_desk}/feedback"), &words).await, 409);
    ended["opens_on"] = (today - TimeDelta::days(9)).to_string().into();
    (ended["closes_on"], ended["revision"]) = ((today - TimeDelta::days(1)).to_string().into(), 2.into());
    assert_eq!(put(described, &editor, one, &at_desk, &ended).await, 200);
    let words = json!({ "words": "采纳。", "revision": 3 });
    assert_eq!(put(described, &editor, feedback, &format!("{at_desk}/feedback"), &words).await, 200);
    described.get(&visitor, "/api/surveys/{id}", &public).await.assert_status(200);
    described.get(&visitor, "/api/surveys", "/api/surveys?list=over").await.assert_status(200);
}
