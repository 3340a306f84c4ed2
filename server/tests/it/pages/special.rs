//! The desk without scripts: a special procedure is begun and ended by forms, and what is wrong is said at its field.

use super::{attribute, location, start, tag_with, tags};
use crate::support::{Scene, claim};

/// The value of a hidden field of the form of a command.
fn revision(html: &str) -> String {
    attribute(tag_with(html, "input", "name", "revision").unwrap(), "value").unwrap().to_owned()
}

#[tokio::test]
async fn a_special_procedure_is_begun_and_ended_by_forms() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let desk = scene.officer.page(&page).await;
    let grounds = desk.text().split_once("name=\"ground\"").unwrap().1.split_once("</select>").unwrap().0;
    assert_eq!(tags(grounds, "option").len(), 9, "eight, and none chosen");
    let seen = revision(desk.text());
    let begin = async |ends_on: &str| {
        let fields = [
            ("command", "begin_special_procedure"),
            ("task", "review"),
            ("revision", &seen),
            ("ground", "testing"),
            ("/ends_on", ends_on),
            ("reason", "须检测。"),
        ];
        scene.officer.form(&page, &fields).await
    };
    // A day that is no day to come: the form is back with everything in it, and says what would do.
    let back = begin("2026-03-02").await.assert_status(422);
    let field = tag_with(back.text(), "input", "name", "/ends_on").unwrap();
    assert_eq!(
        (attribute(field, "value"), attribute(field, "aria-invalid")),
        (Some("2026-03-02"), Some("true"))
    );
    assert!(
        back.text().contains("须检测。") && tag_with(back.text(), "option", "value", "testing").is_some()
    );
    assert!(back.text().replace('\u{a0}', " ").contains("不能早于 2026 年 3 月 3 日"));

    assert_eq!(location(begin("2026-03-20").await), page);
    let open = scene.officer.page(&page).await;
    assert!(tag_with(open.text(), "textarea", "name", "result").is_some());
    assert!(tag_with(open.text(), "textarea", "name", "/opinion/facts").is_none(), "it cannot be concluded");
    assert!(open.text().contains("特别程序还没有结束"));
    let case = scene.ana.page(&format!("/cases/{}", scene.receipt.number)).await;
    let told = case.text().replace('\u{a0}', " ");
    for said in [
        "正在进行检测，预计最迟 3 月 20 日结束",
        "开始检测，预计最迟 3 月 20 日结束，时限停住",
        "检测，时限停住，不算",
    ] {
        assert!(told.contains(said), "{said}");
    }
    let inbox = scene.ana.page("/me/messages").await;
    assert!(inbox.text().replace('\u{a0}', " ").contains("预计最迟 3 月 20 日结束"));

    let seen = revision(open.text());
    let end = async |added: &str| {
        let fields = [
            ("command", "end_special_procedure"),
            ("task", "review"),
            ("revision", &seen),
            ("result", "检测合格。"),
            ("/added", added),
        ];
        scene.officer.form(&page, &fields).await
    };
    // Of twenty working days six may be added: more, and what is no number, comes back as it was typed.
    for too_much in ["7", "许多"] {
        let back = end(too_much).await.assert_status(409);
        let field = tag_with(back.text(), "input", "name", "/added").unwrap();
        assert_eq!(attribute(field, "value"), Some(too_much));
        assert!(back.text().contains("检测合格。") && back.text().contains("加的时间超过了规定"));
    }
    assert_eq!(location(end("3").await), page);
    let after = scene.officer.page(&page).await;
    assert!(after.text().replace('\u{a0}', " ").contains("另加 3 日"));
    assert!(tag_with(after.text(), "textarea", "name", "/opinion/facts").is_some());
    assert!(after.text().contains("检测合格。"));
}
