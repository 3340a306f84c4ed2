//! What is asked of what is published and of surveys: by everybody, by editors, page after page, and by the index of it.

use serde_json::{Value, json};
use server::features::{disclosures, surveys};

use super::asked::ok;
use crate::api;
use crate::support::{CATALOGUE, Client, Hall, PDF};

/// Another version of an item, as an import brings it, and the index that follows.
pub async fn imported(hall: &Hall) {
    let mut line: Value = serde_json::from_str(CATALOGUE.lines().next().unwrap()).unwrap();
    line["phone"] = "12345".into();
    hall.import(&line.to_string()).await;
}

/// The whole of it.
pub async fn published(hall: &Hall, editor: &Client) {
    let now = hall.state().clock.now();
    let mut tx = hall.db().write().await.unwrap();
    disclosures::demo::load(&mut tx, now).await.unwrap();
    surveys::demo::load(&mut tx, now).await.unwrap();
    tx.commit().await.unwrap();
    hall.state().texts.refresh(hall.db()).await.unwrap();
    let visitor = hall.visitor();
    let issuer = "issuer=%E5%9B%BD%E5%8A%A1%E9%99%A2";
    for query in [
        "",
        "?cursor=2019-04-15.3",
        &format!("?{issuer}"),
        "?subject=rules&year=2019",
        &format!("?{issuer}&subject=rules"),
    ] {
        ok(&visitor, &format!("/api/disclosures{query}")).await;
    }
    for path in [
        "disclosures/1",
        "search?q=%E6%9D%A1%E4%BE%8B",
        "surveys",
        "surveys?cursor=2026-04-01.3",
        "surveys?list=over",
        "surveys?list=over&cursor=2026-02-01.3",
        "surveys/1",
        "enquiries/figures",
    ] {
        ok(&visitor, &format!("/api/{path}")).await;
    }
    let opinion = json!({ "answers": [{ "choices": [0] }] });
    visitor.post("/api/surveys/1/opinions", &opinion).await.assert_status(204);
    surveys::forget(hall.state()).await.unwrap();
    for path in [
        "disclosures",
        "disclosures?cursor=9",
        "disclosures/1",
        "surveys",
        "surveys?cursor=9",
        "surveys/1",
        "surveys/1/opinions",
        "surveys/1/opinions?cursor=9",
    ] {
        ok(editor, &format!("/api/desk/{path}")).await;
    }
    let body = api::disclosures::document("条例", "2026-03-01");
    let entered = editor.post_once("/api/desk/disclosures", "k", &body).await.assert_status(201).json();
    editor.post_once("/api/desk/disclosures", "k", &body).await.assert_status(201);
    let mut changed = body;
    (changed["title"], changed["revision"]) = ("别的条例".into(), 1.into());
    editor.put(&format!("/api/desk/disclosures/{}", entered["id"]), &changed).await.assert_status(200);
    let body = api::surveys::survey("2026-03-02", "2026-03-31");
    let begun = editor.post_once("/api/desk/surveys", "k", &body).await.assert_status(201).json();
    editor.post_once("/api/desk/surveys", "k", &body).await.assert_status(201);
    let path = format!("/api/desk/surveys/{}", begun["line"]["id"]);
    let file = editor.upload(&format!("{path}/attachments"), "a.pdf", "application/pdf", PDF).await;
    let file = format!("{path}/attachments/{}", file.assert_status(201).json()["id"]);
    ok(editor, &file).await;
    ok(&visitor, &file.replace("/desk", "")).await;
    editor.delete(&file).await.assert_status(204);
    let mut changed = body;
    changed["revision"] = 1.into();
    (changed["opens_on"], changed["closes_on"]) = ("2026-01-01".into(), "2026-02-01".into());
    editor.put(&path, &changed).await.assert_status(200);
    let words = json!({ "words": "采纳。", "revision": 2 });
    editor.put(&format!("{path}/feedback"), &words).await.assert_status(200);
}
