//! Filled forms on paper.

use schema::role::Role;
use serde_json::json;

use super::{start, tag_with, tags};
use crate::support::{CIVIL_AFFAIRS, Hall, Scene, claim, complete, form_of_task, senior_card_answers};

async fn hall() -> Hall {
    let hall = start().await;
    hall.open_demo_city().await;
    hall
}

#[tokio::test]
async fn an_applicant_prints_what_they_filed() {
    let hall = hall().await;
    let ana = hall.citizen("ana").await;
    let (id, receipt) = ana.file_senior_card().await;
    let path = format!("/applications/{id}/print");
    let leads = ana.page(&format!("/applications/{id}/receipt")).await;
    assert!(tag_with(leads.text(), "a", "href", &path).is_some());
    let response = ana.page(&path).await.assert_status(200);
    let html = response.text();
    assert_eq!((tags(html, "h1").len(), tags(html, "main").len(), tags(html, "article").len()), (1, 1, 1));
    let name = senior_card_answers()["applicant"]["name"].as_str().unwrap().to_owned();
    for said in [&name, &receipt.number.to_string(), "senior-card 第 1 版", "申请材料", "签名或盖章"]
    {
        assert!(html.contains(said), "{said}");
    }
    assert!(tag_with(html, "button", "type", "button").unwrap().contains("data-print"));
    assert!(!html.contains("forms_bg.wasm"), "it is read, not operated");
    // A draft prints too, and says that it is one.
    let ben = hall.citizen("ben").await;
    let (draft, _) = ben.senior_card_draft().await;
    let sheet = ben.page(&format!("/applications/{}/print", draft.summary.id)).await.assert_status(200);
    assert!(sheet.text().contains("还没有提交"));
}

#[tokio::test]
async fn an_officer_prints_what_they_see() {
    let hall = hall().await;
    let (_, receipt) = hall.citizen("ana").await.file_senior_card().await;
    let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
    let case = format!("/desk/cases/{}", receipt.number);
    let path = format!("{case}/print");
    assert!(tag_with(officer.page(&case).await.text(), "a", "href", &path).is_some());
    let sheet = officer.page(&path).await.assert_status(200);
    let name = senior_card_answers()["applicant"]["name"].as_str().unwrap().to_owned();
    assert!(sheet.text().contains(&name) && sheet.text().contains(&receipt.number.to_string()));
    assert!(sheet.text().contains("承办单位（盖章）"));
}

#[tokio::test]
async fn the_document_of_a_form_is_the_first_sheet() {
    let hall = hall().await;
    let editor = hall.staff(Role::Editor, "440100", None).await;
    let reviewer = hall.staff(Role::Reviewer, "440100", None).await;
    let form = "/api/desk/forms/senior-card";
    let mut definition =
        editor.get(&format!("{form}/1")).await.assert_status(200).json()["definition"].clone();
    let template = "# 领证申请书\n{{/applicant/name}}申请领取。\n{{/agent/name}}\n<b>不是标记</b>";
    definition["body"] = json!({ "template": { "zh-CN": template, "en": template } });
    editor
        .put(&format!("{form}/draft"), &json!({ "definition": definition, "revision": 0 }))
        .await
        .assert_status(200);
    editor.post(&format!("{form}/draft/submit"), &json!({ "revision": 1 })).await.assert_status(200);
    let approve = json!({ "revision": 2, "approve": true });
    reviewer.post(&format!("{form}/draft/review"), &approve).await.assert_status(200);
    reviewer.post(&format!("{form}/draft/publish"), &json!({ "revision": 3 })).await.assert_status(200);

    let ana = hall.citizen("ana").await;
    let (id, receipt) = ana.file_senior_card().await;
    let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
    let name = senior_card_answers()["applicant"]["name"].as_str().unwrap().to_owned();
    let of_applicant = ana.page(&format!("/applications/{id}/print")).await.assert_status(200);
    let of_officer = officer.page(&format!("/desk/cases/{}/print", receipt.number)).await.assert_status(200);
    for sheet in [of_applicant, of_officer] {
        // Marks of where a text ends.
        let html = &sheet.text().replace("<!>", "");
        assert_eq!(tags(html, "article").len(), 2);
        assert!(html.contains("领证申请书") && html.contains(&format!("<b>{name}</b>申请领取。")), "{html}");
        assert!(html.find("领证申请书").unwrap() < html.find("senior-card 第 2 版").unwrap());
        assert!(html.contains("&lt;b&gt;不是标记"), "text stays text");
        assert!(html.contains("to-fill"), "what is not answered leaves a place to write");
    }
}

#[tokio::test]
async fn what_an_officer_may_not_see_is_withheld_on_paper_and_every_version_is_shown() {
    let hall = start().await;
    let process = |process: &mut serde_json::Value| {
        form_of_task(process, 1)["fields"]["/contact/phone"] = json!("hidden");
    };
    let form = |form: &mut serde_json::Value| {
        let template = "# 核查决定\n电话{{/contact/phone}}，结果：{{/check/result}}。";
        form["body"] = json!({ "template": { "zh-CN": template, "en": template } });
    };
    let scene = Scene::open_food_with(&hall, process, form).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let path = format!("/desk/cases/{}/print", scene.receipt.number);
    let sheet = scene.officer.page(&path).await.assert_status(200);
    let html = sheet.text().replace("<!>", "");
    assert!(
        html.contains(r#"电话<span class="withheld">（不显示）</span>，结果：<span class="to-fill">"#),
        "{html}"
    );
    assert!(!html.contains("<details>"), "there is one version so far");
    let mut command = complete("review", "approved");
    command["edit"] = json!([
        ["/check/result", "meets"],
        ["/check/on.y", "2026"],
        ["/check/on.m", "3"],
        ["/check/on.d", "2"],
        ["/review/text", "建议准予。"],
    ]);
    scene.command(&scene.officer, command).await.assert_status(200);
    let sheet = scene.officer.page(&path).await.assert_status(200);
    let html = sheet.text().replace("<!>", "");
    assert_eq!(html.matches("<details>").count(), 2);
    assert!(
        html.contains("电话（不显示），结果：<ins>符合</ins>。") && html.contains("李工 · 审查，"),
        "{html}"
    );
    let own = scene.ana.page(&format!("/applications/{}/print", scene.application)).await.assert_status(200);
    assert!(own.text().contains("13800138000") && !own.text().contains("（不显示）"));
}
