//! The desk without scripts: a list that is narrowed, several cases at once, a message to colleagues, and what nobody has.

use schema::role::Role;
use serde_json::json;

use super::proceedings::send_file;
use super::{attribute, location, start, tag_with};
use crate::support::{CIVIL_AFFAIRS, SENIOR_CARD, Scene, assert_whole, claim};

#[tokio::test]
async fn a_list_is_narrowed_by_a_form_and_stays_so_beside_a_case() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    let number = scene.receipt.number;
    let list = scene.intake.page("/desk?queue=unclaimed").await.assert_status(200);
    assert!(!tag_with(list.text(), "details", "class", "narrow more").unwrap().contains("open"));
    let option = tag_with(list.text(), "option", "value", SENIOR_CARD).unwrap();
    assert!(!option.contains("selected"), "{option}");
    let link = format!("/desk/cases/{number}?queue=unclaimed&amp;task=accept");
    assert!(tag_with(list.text(), "a", "href", &link).is_some());
    let table = tag_with(list.text(), "a", "href", "/api/desk/cases.csv?queue=unclaimed").unwrap();
    assert!(table.contains("download"), "{table}");

    let narrowed = format!("queue=unclaimed&item={SENIOR_CARD}&from=2026-03-01&until=&number=");
    let list = scene.intake.page(&format!("/desk?{narrowed}")).await.assert_status(200);
    assert!(list.text().contains("待认领 · 筛选过"));
    assert!(tag_with(list.text(), "option", "value", SENIOR_CARD).unwrap().contains("selected"));
    let from = tag_with(list.text(), "input", "name", "from").unwrap();
    assert_eq!(attribute(from, "value"), Some("2026-03-01"));
    let here = format!("queue=unclaimed&amp;item={SENIOR_CARD}&amp;from=2026-03-01");
    let link = format!("/desk/cases/{number}?{here}&amp;task=accept");
    assert!(tag_with(list.text(), "a", "href", &link).is_some(), "{link}");
    let none = scene.intake.page("/desk?queue=unclaimed&item=other").await;
    assert!(
        none.text().contains("没有合条件的")
            && tag_with(none.text(), "a", "href", "/desk?queue=unclaimed").is_some()
    );
}

#[tokio::test]
async fn ticked_cases_are_taken_and_what_could_not_be_is_said() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    let second = scene.ana.file_senior_card().await.1.number;
    let list = scene.intake.page("/desk?queue=unclaimed").await.assert_status(200);
    let first = format!("{} accept", scene.receipt.number);
    let tick = tag_with(list.text(), "input", "value", &first).unwrap();
    assert_eq!((attribute(tick, "name"), attribute(tick, "form")), (Some("pick"), Some("bulk")));
    let next = tag_with(list.text(), "input", "name", "_next").unwrap();
    assert_eq!(attribute(next, "value"), Some("/desk?queue=unclaimed"));

    let both = |act| [("_next", "/desk?queue=unclaimed"), ("pick", first.as_str()), ("bulk", act)];
    let taken = scene.intake.form("/desk?queue=unclaimed", &both("claim")).await;
    assert_eq!(location(taken), "/desk?queue=unclaimed");
    let second = format!("{second} accept");
    let some = [("pick", first.as_str()), ("pick", second.as_str()), ("bulk", "claim")];
    let told = scene.intake.form("/desk?queue=unclaimed", &some).await.assert_status(200);
    assert!(told.text().contains("接手了 1 件") && told.text().contains("没办成 1 件"), "{}", told.text());
    assert!(told.text().contains("这一步已经在您手里"));
    let none = scene.intake.form("/desk?queue=unclaimed", &[("bulk", "release")]).await.assert_status(422);
    assert!(none.text().contains("一件都没有选"));
    assert_eq!(location(scene.intake.form("/desk", &both("release")).await), "/desk?queue=unclaimed");
    // Where nothing can be taken there are no boxes.
    assert!(tag_with(scene.intake.page("/desk?queue=closed").await.text(), "form", "id", "bulk").is_none());
}

#[tokio::test]
async fn a_file_is_attached_by_a_form_by_who_has_a_task() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let before = scene.intake.page(&page).await.assert_status(200);
    assert!(tag_with(before.text(), "input", "name", "attach").is_none(), "nobody has a task of it");
    scene.command(&scene.intake, claim("accept")).await.assert_status(200);
    let case = scene.intake.page(&page).await.assert_status(200);
    assert!(tag_with(case.text(), "input", "name", "attach").is_some());
    let sent = send_file(&scene.intake, &page, &[("attach", "file")]).await.assert_status(303);
    assert_eq!(location(sent), page);
    let case = scene.lead.page(&page).await.assert_status(200);
    let shown = case.text().split_once("附件（经办人附上的）").unwrap().1.split_once("</ol>").unwrap().0;
    assert!(shown.contains("report.png") && shown.contains("受理 · 李工"), "{shown}");
    assert!(tag_with(shown, "a", "target", "_blank").unwrap().contains("/attachments/"));
    assert!(tag_with(case.text(), "input", "name", "attach").is_none());

    // What is not taken is said where it was sent from.
    scene.command(&scene.intake, json!({ "command": "release", "task": "accept" })).await.assert_status(200);
    let late = send_file(&scene.intake, &page, &[("attach", "file")]).await;
    assert_eq!(late.status(), 409);
}

#[tokio::test]
async fn a_message_to_colleagues_stands_on_the_log_of_the_desk() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    scene.command(&scene.intake, claim("accept")).await.assert_status(200);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let case = scene.lead.page(&page).await.assert_status(200);
    assert!(tag_with(case.text(), "textarea", "name", "remark").is_some());
    assert!(tag_with(case.text(), "div", "class", "live").is_some());
    let next = format!("{page}?task=accept");
    let sent = scene.lead.form(&page, &[("_next", &next), ("remark", "请核对<二>页。")]).await;
    assert_eq!(location(sent), next);
    let case = scene.intake.page(&page).await;
    assert!(case.text().contains("留言 · 请核对&lt;二&gt;页。"));
    assert!(scene.intake.page("/desk").await.text().contains("同事给“受理”这件留了话"));
    let own = scene.ana.page(&format!("/cases/{}", scene.receipt.number)).await.assert_status(200);
    assert!(!own.text().contains("请核对"));
    let long = "字".repeat(1001);
    let back = scene.lead.form(&page, &[("remark", &long)]).await.assert_status(422);
    let field = tag_with(back.text(), "textarea", "name", "remark").unwrap();
    assert!(field.contains("aria-invalid=\"true\"") && back.text().contains(&long), "{field}");
}

#[tokio::test]
async fn who_leads_an_agency_sees_what_nobody_has() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    assert!(tag_with(scene.lead.page("/desk").await.text(), "a", "href", "/desk/orphans").is_some());
    assert!(tag_with(scene.officer.page("/desk").await.text(), "a", "href", "/desk/orphans").is_none());
    let none = scene.lead.page("/desk/orphans").await.assert_status(200);
    assert!(none.text().contains("每一件都有人能办"));
    assert_whole(none.text(), "/desk", "/desk/orphans");
    scene.officer.page("/desk/orphans").await.assert_status(403);

    // Another item of an agency where nobody but its lead works.
    let police = hall.staff(Role::AgencyLead, "440100", Some("广州市公安局")).await;
    police.page("/desk/orphans").await.assert_status(200);
    let far = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
    assert!(far.page("/desk/orphans").await.text().contains("没有人办的件"));
}
