//! A page with what a form may hold besides questions, as a browser without scripts works it: rows to move, buttons that
//! fill fields in, documents among the questions.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use schema::applications::Application;
use serde_json::{Value, json};
use server::features::definitions;

use super::{location, start, tag_with};
use crate::support::{Client, Hall, PDF, PNG, Response, SENIOR_CARD};

/// A picture of so many pixels, as far as its head goes.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [PNG, &head].concat()
}

/// The form of the senior card, replaced by one with all of it on its first page.
async fn open(hall: &Hall) -> (Client, i64, String) {
    hall.open_demo_city().await;
    let owner = json!({ "type": "object", "properties": { "name": { "type": "string", "title": "姓名" } } });
    let definition = json!({
        "meta": { "id": "senior-card", "title": "测试" },
        "schema": { "type": "object", "properties": {
            "person": { "x-block": "person" },
            "owners": { "type": "array", "title": "共有人", "x-reorder": true, "items": owner },
        } },
        "uischema": { "type": "Categorization", "elements": [{ "type": "Category", "label": "全部", "options": { "id": "all" }, "elements": [
            { "type": "Control", "scope": "#/properties/person/properties/name" },
            { "type": "Control", "scope": "#/properties/person/properties/phone" },
            { "type": "Action", "label": "用我的资料填", "options": { "action": "take_from_library", "targets": ["/person/name"] } },
            { "type": "Control", "scope": "#/properties/owners" },
            { "type": "Material", "options": { "material": "portrait" } },
            { "type": "Material", "options": { "material": "signature" } },
        ] }] },
        "materials": [
            { "id": "portrait", "name": "照片", "required": true, "capture": { "photo": { "width": 300, "height": 400 } } },
            { "id": "signature", "name": "签名", "required": false, "capture": "signature" },
        ],
    });
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let ana = hall.citizen("ana").await;
    let id = ana.begin(SENIOR_CARD).await.summary.id;
    let page = format!("/applications/{id}/all");
    (ana, id, page)
}

async fn answers(client: &Client, id: i64) -> Value {
    client.application(id).await.answers
}

/// What a form with files sends: its fields, then one file.
async fn send(
    client: &Client,
    page: &str,
    fields: &[(&str, &str)],
    (input, name, content): (&str, &str, &[u8]),
) -> Response {
    const LINE: &str = "a-line-that-is-in-no-file";
    let fields: String = fields
        .iter()
        .map(|(name, value)| {
            format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        })
        .collect();
    let file =
        format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\n\r\n");
    let body =
        [fields.as_bytes(), file.as_bytes(), content, format!("\r\n--{LINE}--\r\n").as_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={LINE}");
    let request = Request::post(page).header(CONTENT_TYPE, kind);
    client.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn rows_change_places_and_nothing_typed_is_lost() {
    let hall = start().await;
    let (ana, id, page) = open(&hall).await;
    let rows = [
        ("/person/name", "安娜"),
        ("/owners/0/name", "甲"),
        ("/owners/1/name", "乙"),
        ("/owners/2/name", ""),
    ];
    let press = async |button: (&'static str, &'static str)| {
        let fields: Vec<(&str, &str)> = rows.into_iter().chain([button]).collect();
        location(ana.form(&page, &fields).await)
    };
    assert_eq!(press(("_down", "/owners/0")).await, format!("{page}#f-owners"));
    let moved = answers(&ana, id).await;
    assert_eq!(
        (&moved["owners"], &moved["person"]["name"]),
        (&json!([{ "name": "乙" }, { "name": "甲" }]), &json!("安娜"))
    );
    press(("_up", "/owners/1")).await;
    assert_eq!(answers(&ana, id).await["owners"][0]["name"], "乙");
    // There is nothing above the first, and no such row.
    for button in [("_up", "/owners/0"), ("_down", "/owners/7"), ("_down", "/person")] {
        assert!(press(button).await.starts_with(&page));
        assert_eq!(answers(&ana, id).await["owners"][0]["name"], "甲");
    }
    let shown = ana.page(&page).await.assert_status(200);
    assert!(tag_with(shown.text(), "button", "value", "/owners/1").is_some());
}

#[tokio::test]
async fn a_button_fills_its_fields_with_what_the_hall_knows() {
    let hall = start().await;
    let (ana, id, page) = open(&hall).await;
    let shown = ana.page(&page).await.assert_status(200);
    assert!(
        tag_with(shown.text(), "button", "name", "_action")
            .is_some_and(|button| button.contains("value=\"0-2\""))
    );
    let known = answers(&ana, id).await["person"]["name"].clone();
    let typed = [("/person/name", "别人"), ("/person/phone", "13800000000"), ("_action", "0-2")];
    assert_eq!(location(ana.form(&page, &typed).await), format!("{page}#a0-2"));
    let filled = answers(&ana, id).await;
    assert_eq!((&filled["person"]["name"], &filled["person"]["phone"]), (&known, &json!("13800000000")));
    // A place where no such button stands does nothing.
    for place in ["0-0", "0-9", "x"] {
        ana.form(&page, &[("/person/name", "别人"), ("_action", place)]).await;
        assert_eq!(answers(&ana, id).await["person"]["name"], "别人");
    }
}

#[tokio::test]
async fn documents_are_added_among_the_questions() {
    let hall = start().await;
    let (ana, id, page) = open(&hall).await;
    let shown = ana.page(&page).await.assert_status(200);
    assert!(tag_with(shown.text(), "form", "enctype", "multipart/form-data").is_some());
    assert!(
        tag_with(shown.text(), "div", "data-capture", "photo")
            .is_some_and(|tag| tag.contains("data-width=\"300\""))
    );
    assert!(tag_with(shown.text(), "div", "data-capture", "signature").is_some());

    let fields = |name: &'static str, stay: &'static str| [("/person/name", name), ("_stay", stay)];
    let files = |application: Application| {
        application.files.iter().map(|file| file.material.clone()).collect::<Vec<_>>()
    };
    let first =
        send(&ana, &page, &fields("甲", "f-file:portrait"), ("file:portrait", "a.png", &picture(300, 400)))
            .await;
    assert!(location(first).starts_with(&format!("{page}#f-file")));
    let after = ana.application(id).await;
    assert_eq!(
        (&after.answers["person"]["name"], files(after.clone())),
        (&json!("甲"), vec!["portrait".to_owned()])
    );

    // What is not taken is told at its place, and what was typed with it is there and saved.
    let wrong = send(&ana, &page, &[("/person/name", "乙")], ("file:signature", "a.pdf", PDF))
        .await
        .assert_status(415);
    assert!(wrong.text().contains("这种格式我们打不开") && wrong.text().contains("value=\"乙\""));
    assert_eq!(answers(&ana, id).await["person"]["name"], "乙");

    // No step of documents is left: from the last page one comes to the letter.
    let fine = [("/person/name", "丙"), ("/person/identity_number", "")];
    assert_eq!(location(ana.form(&page, &fine).await), format!("/applications/{id}/check"));
    let steps = ana.page(&format!("/applications/{id}")).await.assert_status(200);
    assert!(!steps.text().contains(&format!("/applications/{id}/materials")));
    let letter = ana.page(&format!("/applications/{id}/check")).await.assert_status(200);
    assert!(letter.text().contains(&format!("href=\"{page}\"")) && letter.text().contains("照片 1 份"));
}

#[tokio::test]
async fn a_photograph_is_large_enough() {
    let hall = start().await;
    let (ana, id, page) = open(&hall).await;
    let small = picture(299, 400);
    ana.attach(id, "portrait", "a.png", &small).await.assert_status(422);
    let told = send(&ana, &page, &[], ("file:portrait", "a.png", &small)).await.assert_status(422);
    assert!(told.text().contains("这张照片太小了，至少要 300×400 像素"));
    // A phone writes it lying on its side.
    ana.attach(id, "portrait", "a.png", &picture(800, 600)).await.assert_status(201);
}
