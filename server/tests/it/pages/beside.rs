//! What stands beside the answers, as a browser without scripts works it: days that are promised, and where an answer
//! comes from.

use serde_json::{Value, json};
use server::features::definitions;

use super::{location, start};
use crate::support::{SENIOR_CARD, attribute, inside, tag_with};

const FORM: &str = include_str!("../../../seed/forms/senior-card.json");

#[tokio::test]
async fn what_is_left_out_is_promised_on_the_letter_and_stands_on_the_receipt() {
    let hall = start().await;
    hall.open_demo_city().await;
    let mut definition: Value = serde_json::from_str(FORM).unwrap();
    definition["schema"]["properties"]["residence"]["properties"]["with_relative"]["x-soft-required"] =
        json!({ "consequence": "办好以后要再补一次。", "within_days": 5 });
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let ana = hall.citizen("ana").await;
    let (draft, _) = ana.senior_card_draft().await;
    let id = draft.summary.id;
    let check = format!("/applications/{id}/check");
    let letter = ana.page(&check).await.assert_status(200);
    let name = "/promises/residence/with_relative";
    let day = tag_with(letter.text(), "input", "name", name).unwrap();
    assert_eq!((attribute(day, "type"), attribute(day, "max")), (Some("date"), Some("2026-03-09")));
    let main = inside(letter.text(), "main");
    for said in ["和哪位家人一起住", "办好以后要再补一次。", "最晚 2026\u{a0}年 3\u{a0}月\u{a0}9\u{a0}日"]
    {
        assert!(main.contains(said), "{said} in {main}");
    }
    let answer = format!("/applications/{id}/residence#f-residence-with_relative");
    assert!(tag_with(main, "a", "href", &answer).is_some(), "it may be answered now");

    let late = [("_key", "key"), ("_promise", "1"), (name, "2026-03-10")];
    let back = ana.form(&check, &late).await.assert_status(422);
    let day = tag_with(back.text(), "input", "name", name).unwrap();
    assert_eq!((attribute(day, "aria-invalid"), attribute(day, "value")), (Some("true"), Some("2026-03-10")));
    let href = format!("{check}#{}", attribute(day, "id").unwrap());
    assert!(tag_with(back.text(), "a", "href", &href).is_some(), "the summary leads to it");

    let filed = ana.form(&check, &[("_key", "key"), ("_promise", "1"), (name, "2026-03-06")]).await;
    let receipt = ana.page(&location(filed)).await.assert_status(200);
    let said = "最晚 2026\u{a0}年 3\u{a0}月\u{a0}6\u{a0}日补上";
    assert!(inside(receipt.text(), "main").contains(said), "{}", receipt.text());
    let number = ana.application(id).await.summary.case.unwrap();
    let case = ana.page(&format!("/cases/{number}")).await.assert_status(200);
    assert!(inside(case.text(), "main").contains(said));
}

#[tokio::test]
async fn a_field_says_where_its_answer_comes_from() {
    let hall = start().await;
    hall.open_demo_city().await;
    let ana = hall.citizen("ana").await;
    let draft = ana.begin(SENIOR_CARD).await;
    let path = format!("/applications/{}/applicant", draft.summary.id);
    let fresh = ana.page(&path).await.assert_status(200);
    assert_eq!(fresh.text().matches("取自您的账户").count(), 3);
    let fields = [
        ("/applicant/name", "陈德福"),
        ("/applicant/identity_number", "440199195806121031"),
        ("/applicant/phone", "13800138000"),
    ];
    ana.form(&path, &fields).await.assert_status(303);
    let corrected = ana.page(&path).await.assert_status(200);
    assert_eq!(corrected.text().matches("您改过了，原来取自您的账户").count(), 2);
    assert!(tag_with(corrected.text(), "p", "id", "f-applicant-name-origin").is_some());
}

#[tokio::test]
async fn a_field_names_the_application_its_answer_is_from_and_the_region_of_the_service() {
    let hall = start().await;
    hall.open_demo_city().await;
    let of = |element: &str| json!({ "type": "string", "x-element": element });
    let mut definition = json!({ "meta": { "id": "senior-card", "title": "测试" }, "schema": { "type": "object",
        "properties": { "name": of("person.name"), "address": of("person.address"), "region": of("person.region") } } });
    definition["schema"]["properties"]["region"]["x-region"] = json!({ "level": "county" });
    definition["schema"]["required"] = json!(["region"]);
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let ana = hall.citizen("ana").await;
    let draft = ana.begin(SENIOR_CARD).await;
    let filed = draft.summary.id;
    let form = format!("/applications/{filed}/1");
    let page = ana.page(&form).await.assert_status(200);
    assert_eq!(page.text().matches("取自这项服务所在的地区，不对可以改").count(), 1, "{}", page.text());
    assert!(tag_with(page.text(), "option", "value", "440100").is_some_and(|tag| tag.contains("selected")));
    let fields = [("/name", "王小明"), ("/address", "中山路"), ("/region", "440103")];
    ana.form(&form, &fields).await.assert_status(303);
    let check = format!("/applications/{filed}/check");
    ana.form(&check, &[("_key", "key"), ("_promise", "1")]).await.assert_status(303);

    let page = format!("/applications/{}/1", ana.begin(SENIOR_CARD).await.summary.id);
    let fresh = ana.page(&page).await.assert_status(200);
    let said = "取自您 2026\u{a0}年 3\u{a0}月\u{a0}2\u{a0}日的申请，不对可以改";
    assert_eq!(fresh.text().matches(said).count(), 2, "{}", fresh.text());
    let print = format!("/applications/{filed}/print");
    let link = tag_with(fresh.text(), "a", "href", &print).unwrap();
    assert_eq!(attribute(link, "target"), Some("_blank"), "nothing typed is lost by looking");
    assert!(inside(ana.page(&print).await.assert_status(200).text(), "main").contains("中山路"));
    ana.form(&page, &[("/name", "王小明"), ("/address", "北京路"), ("/region", "440103")]).await;
    let corrected = ana.page(&page).await.assert_status(200);
    assert_eq!(corrected.text().matches("您改过了，原来取自您 2026").count(), 1);
}

#[tokio::test]
async fn a_button_works_out_anew_what_follows_from_what_was_typed() {
    let hall = start().await;
    hall.open_demo_city().await;
    let number = |title: &str| json!({ "type": "number", "title": title });
    let definition = json!({
        "meta": { "id": "senior-card", "title": "测试" },
        "schema": { "type": "object", "properties": {
            "a": number("甲"), "b": number("乙"),
            "sum": { "type": "number", "title": "合计", "x-computed": { "op": "sum", "args": ["a", "b"] } },
        } },
        "uischema": { "type": "Categorization", "elements": [{ "type": "Category", "label": "全部", "options": { "id": "all" },
            "elements": [
                { "type": "Control", "scope": "#/properties/a" }, { "type": "Control", "scope": "#/properties/b" },
                { "type": "Control", "scope": "#/properties/sum" },
                { "type": "Action", "label": "重算", "options": { "action": "recalculate", "targets": ["/sum"] } },
            ] }] },
    });
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let ana = hall.citizen("ana").await;
    let page = format!("/applications/{}/all", ana.begin(SENIOR_CARD).await.summary.id);
    let said = async || {
        let html = ana.page(&page).await.assert_status(200);
        inside(html.text(), "output").to_owned()
    };
    assert_eq!(said().await, "0");
    let pressed = ana.form(&page, &[("/a", "11"), ("/b", "2"), ("/sum", "99"), ("_action", "0-3")]).await;
    assert_eq!(location(pressed), format!("{page}#a0-3"), "one stays on the page");
    assert_eq!(said().await, "13");
}
