//! A draft meets a newer version of its form, as a browser without scripts shows it and goes on with it.

use serde_json::{Value, json};
use server::features::definitions;

use super::{location, start};
use crate::support::{Client, Hall, SENIOR_CARD, attribute, inside, tag_with};

const FORM: &str = include_str!("../../../seed/forms/senior-card.json");

/// The senior card without a telephone, and with a question more that has to be answered.
async fn publish_second(hall: &Hall) {
    let mut definition: Value = serde_json::from_str(FORM).unwrap();
    let applicant = &mut definition["schema"]["properties"]["applicant"];
    applicant["properties"].as_object_mut().unwrap().shift_remove("phone").unwrap();
    applicant["properties"]["nickname"] = json!({ "type": "string", "title": "小名" });
    applicant["required"] = json!(["name", "identity_number", "nickname"]);
    let layout = definition["uischema"].to_string();
    let layout = layout.replace("applicant/properties/phone", "applicant/properties/nickname");
    definition["uischema"] = serde_json::from_str(&layout).unwrap();
    let english = definition["x-text"]["en"].as_object_mut().unwrap();
    english.retain(|place, _| !place.contains("/applicant/properties/phone"));
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn main_of(client: &Client, path: &str) -> String {
    inside(client.page(path).await.assert_status(200).text(), "main").to_owned()
}

#[tokio::test]
async fn a_draft_sees_what_changed_and_goes_on_with_it() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let (draft, _) = ana.senior_card_draft().await;
    let id = draft.summary.id;
    let (steps, version) = (format!("/applications/{id}"), format!("/applications/{id}/version"));
    assert!(!main_of(&ana, &steps).await.contains("新版本"));
    assert!(main_of(&ana, &version).await.contains("这份申请用的就是现行的表单"));

    publish_second(&hall).await;
    for step in ["", "/applicant", "/materials", "/check"] {
        let html = main_of(&ana, &format!("{steps}{step}")).await;
        assert!(tag_with(&html, "a", "href", &version).is_some(), "{step}: {html}");
    }
    let told = main_of(&ana, &version).await;
    for said in ["新增“小名”（必填）", "不再问“手机号”", "<li>小名", "手机号：13800138000", "先不换"]
    {
        assert!(told.contains(said), "{said} in {told}");
    }
    let hidden = |name: &str| {
        let tag = tag_with(&told, "input", "name", name).unwrap();
        attribute(tag, "value").unwrap().to_owned()
    };
    let (number, revision) = (hidden("version"), hidden("revision"));
    let stale = ana.form(&version, &[("version", &number), ("revision", "1")]).await.assert_status(409);
    assert!(tag_with(stale.text(), "div", "class", "errors").is_some(), "{}", stale.text());

    let moved = ana.form(&version, &[("version", &number), ("revision", &revision)]).await;
    assert_eq!(location(moved), version);
    let done = main_of(&ana, &version).await;
    assert!(done.contains("已经换成新版本") && done.contains("手机号：13800138000"), "{done}");
    let again = format!("{steps}/applicant#f-applicant-nickname");
    assert!(tag_with(&done, "a", "href", &again).is_some(), "{done}");
    assert!(!main_of(&ana, &steps).await.contains("新版本"));
    hall.citizen("ben").await.page(&version).await.assert_status(404);
    assert_eq!(ana.begin(SENIOR_CARD).await.form.version.to_string(), number);
}

#[tokio::test]
async fn documents_that_are_no_longer_asked_for_stay_in_sight() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let (draft, files) = ana.senior_card_draft().await;
    let proof = files.iter().find(|file| file.material == "residence-proof").unwrap();
    let mut definition: Value = serde_json::from_str(FORM).unwrap();
    definition["materials"].as_array_mut().unwrap().retain(|material| material["id"] != "residence-proof");
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let version = format!("/applications/{}/version", draft.summary.id);
    let file = format!("/api/applications/{}/files/{}", draft.summary.id, proof.id);
    let says = async || {
        let told = main_of(&ana, &version).await;
        let is_kept = told.contains("不再要的材料，替您留着") && told.contains("residence-proof.png");
        assert!(is_kept && tag_with(&told, "a", "href", &file).is_some(), "{told}");
    };
    says().await;
    let fields = [("version", "2"), ("revision", &*draft.revision.to_string())];
    assert_eq!(location(ana.form(&version, &fields).await), version);
    says().await;
    ana.page(&file).await.assert_status(200);
}
