//! The officers' part of a form without scripts: it is filled in where the task is concluded, and what is wrong is said there.

use serde_json::json;

use super::{attribute, location, start, tag_with, tags};
use crate::support::{Scene, claim, complete};

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
