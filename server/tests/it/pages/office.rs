//! The officers' part of a form without scripts: it is filled in where the task is concluded, and what is wrong is said there.

use serde_json::json;

use super::{attribute, location, start, tag_with, tags};
use crate::support::{Scene, claim, complete, form_of_task};

#[tokio::test]
async fn an_officer_fills_in_their_part_where_the_task_is_concluded() {
    let hall = start().await;
    let scene = Scene::open_food(&hall).await;
    let page = format!("/desk/cases/{}", scene.receipt.number);
    scene.command(&scene.intake, claim("accept")).await.assert_status(200);
    let desk = scene.intake.page(&page).await;
    assert!(tag_with(desk.text(), "input", "name", "/check/result").is_none());
    assert!(!desk.text().contains("<dt>核查结果"), "what is hidden is not even blank");
    scene.command(&scene.intake, complete("accept", "accepted")).await.assert_status(200);
    scene.command(&scene.officer, claim("review")).await.assert_status(200);

    let desk = scene.officer.page(&page).await;
    let marks: Vec<_> = tags(desk.text(), "input")
        .into_iter()
        .filter(|tag| attribute(tag, "name") == Some("edit"))
        .filter_map(|tag| attribute(tag, "value"))
        .collect();
    assert_eq!(marks, ["begins", "ends"]);
    assert!(tag_with(desk.text(), "textarea", "name", "/review/text").is_some());
    assert!(tag_with(desk.text(), "textarea", "name", "/decision/text").is_none());
    let seen =
        attribute(tag_with(desk.text(), "input", "name", "revision").unwrap(), "value").unwrap().to_owned();
    let review = async |result: &str| {
        let fields = [
            ("command", "complete"),
            ("task", "review"),
            ("revision", &seen),
            ("edit", "begins"),
            ("/check/result", result),
            ("/check/on.y", "2026"),
            ("/check/on.m", "3"),
            ("/check/on.d", "2"),
            ("/check/inspectors", "陈一、陈二"),
            ("/check/findings", ""),
            ("/review/text", "建议准予。"),
            ("edit", "ends"),
            ("/opinion/facts", "材料齐全。"),
            ("/opinion/opinion", "同意。"),
            ("/opinion/article", "《食品安全法》第三十五条"),
            ("outcome", "approved"),
        ];
        scene.officer.form(&page, &fields).await
    };
    let back = review("").await.assert_status(422);
    assert!(back.text().contains("href=\"#f-check-result\""), "the line leads to the question");
    assert!(
        back.text().contains("建议准予。") && back.text().contains("陈一、陈二"),
        "nothing typed is lost"
    );
    let field = tag_with(back.text(), "input", "name", "/check/on.y").unwrap();
    assert_eq!(attribute(field, "value"), Some("2026"));
    assert_eq!(location(review("meets").await), page);

    let lead = scene.lead.page(&page).await;
    for said in ["<dt>核查结果", "符合", "建议准予。", "李工 · 审查 改过", "没有填 → 陈一、陈二"]
    {
        assert!(lead.text().contains(said), "{said}");
    }
    let case = scene.read(&scene.lead).await;
    assert_eq!(case.answers["check"]["on"], json!("2026-03-02"));
    assert_eq!(case.answers["check"].get("findings"), None);
    let ana = scene.ana.page(&format!("/cases/{}", scene.receipt.number)).await;
    assert!(!ana.text().contains("陈一") && !ana.text().contains("建议准予"));
}

#[tokio::test]
async fn questions_come_and_go_with_what_is_written() {
    let hall = start().await;
    let process = |process: &mut serde_json::Value| {
        let fields = &mut form_of_task(process, 1)["fields"];
        fields["/contact/phone"] = json!("hidden");
        fields["/check/findings"] = json!("required");
    };
    let form = |form: &mut serde_json::Value| {
        let result = json!({ "==": [{ "var": "check.result" }, "after_rectification"] });
        let phone = json!({ "==": [{ "var": "contact.phone" }, "13800138000"] });
        form["x-rules"].as_array_mut().unwrap().extend([
            json!({ "effect": "show", "target": "/check/findings", "when": result }),
            json!({ "effect": "hide", "target": "/premises/floor_area", "when": phone }),
            json!({ "effect": "message", "target": "check", "when": true, "text": { "zh-CN": "请到现场。", "en": "Go there." } }),
        ]);
    };
    let scene = Scene::open_food_with(&hall, process, form).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let hidden = r#"<div class="field" hidden><label for="f-check-findings">"#;
    let wrong = r#"<div class="field wrong"><label for="f-check-findings">"#;
    let desk = scene.officer.page(&page).await;
    assert!(desk.text().contains(hidden), "it waits for the answer that brings it up");
    assert!(!desk.text().contains("<dt>经营面积"), "a rule hides it");
    assert!(desk.text().contains("请到现场。"), "a rule says something of the page");
    let seen =
        attribute(tag_with(desk.text(), "input", "name", "revision").unwrap(), "value").unwrap().to_owned();
    let fields = [
        ("command", "complete"),
        ("task", "review"),
        ("revision", &seen),
        ("edit", "begins"),
        ("/check/result", "after_rectification"),
        ("/check/on.y", "2026"),
        ("/check/on.m", "3"),
        ("/check/on.d", "2"),
        ("/check/findings", ""),
        ("/review/text", "建议准予。"),
        ("edit", "ends"),
        ("outcome", "approved"),
    ];
    let back = scene.officer.form(&page, &fields).await.assert_status(422);
    assert!(back.text().contains("href=\"#f-check-findings\"") && back.text().contains(wrong));
}

#[tokio::test]
async fn a_long_text_is_told_word_by_word() {
    let hall = start().await;
    let process = |process: &mut serde_json::Value| {
        form_of_task(process, 2)["fields"]["/check/findings"] = json!("write");
        form_of_task(process, 3)["parts"] = json!({});
    };
    let scene = Scene::open_food_with(&hall, process, |_| {}).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    let write = async |who, task: &str, edit: serde_json::Value| {
        scene.command(who, claim(task)).await.assert_status(200);
        let mut command = complete(task, "approved");
        command["edit"] = edit;
        scene.command(who, command).await.assert_status(200);
    };
    let findings = "后厨墙面一处破损，待三月底前整改。";
    let check = json!([
        ["/check/result", "meets"],
        ["/check/on.y", "2026"],
        ["/check/on.m", "3"],
        ["/check/on.d", "2"],
        ["/check/findings", findings],
        ["/review/text", "建议准予。"],
    ]);
    write(&scene.officer, "review", check).await;
    let decision = json!([
        ["/check/findings", findings.replace('待', "已于")],
        ["/decision/outcome", "agree"],
        ["/decision/text", "准予。"],
    ]);
    write(&scene.lead, "decide", decision).await;
    let desk = scene.lead.page(&format!("/desk/cases/{}", scene.receipt.number)).await;
    let html = desk.text().replace("<!>", "");
    assert!(html.contains("后厨墙面一处破损，<del>待</del><ins>已于</ins>三月底前整改。"), "{html}");
    let sheet = scene.lead.page(&format!("/desk/cases/{}/print", scene.receipt.number)).await;
    let html = sheet.text().replace("<!>", "");
    assert!(html.contains(r#"<div class="opinion-box"><p class="says">建议准予。</p>"#), "{html}");
    assert!(html.contains("盖章处"), "the decision has the place of a seal");
    let (name, seal) = (html.find("<span>姓名</span>").unwrap(), html.find("盖章处").unwrap());
    assert!(name < seal, "in the order of the form");
}
