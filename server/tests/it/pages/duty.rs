//! The desk without scripts: what one is told and puts away, who is away, where a case is sent on, and what is to be paid.

use serde_json::json;
use server::features::cases::{alarms, urges};

use super::{attribute, location, start, tag_with};
use crate::support::{SENIOR_CARD, Scene, claim};

#[tokio::test]
async fn a_late_task_is_told_above_the_worklist_until_it_is_put_away() {
    let hall = start().await;
    let mut scene = Scene::open_with(&hall, |process| {
        let review = &mut process["seq"][1]["task"];
        review["limit"] = json!({ "value": 3, "unit": "工作日" });
        review["late"] = "hand_to_lead".into();
    })
    .await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.pass(&hall, 4).await;
    assert_eq!(alarms::ring(hall.state()).await.unwrap(), 1);
    let list = scene.lead.page("/desk").await.assert_status(200);
    assert!(list.text().contains("“审查”超期未办，已转到您手上"));
    assert!(!scene.officer.page("/desk").await.text().contains("超期未办"));
    let note = list.text().split_once("class=\"notes\"").unwrap().1;
    let id = attribute(tag_with(note, "input", "name", "id").unwrap(), "value").unwrap();
    assert_eq!(location(scene.lead.form("/desk", &[("id", id)]).await), "/desk");
    assert!(!scene.lead.page("/desk").await.text().contains("“审查”超期未办，已转到您手上"));
    let case = scene.lead.page(&format!("/desk/cases/{}", scene.receipt.number)).await;
    assert!(case.text().contains("“审查”逾期未办，自动转交李工"));
}

#[tokio::test]
async fn a_row_says_by_shape_and_words_how_near_its_limit_is() {
    let hall = start().await;
    // The acceptance is due on Monday, five working days after it was filed.
    let mut scene = Scene::open(&hall).await;
    let row = |page: &str| {
        let row = page.split_once("<tbody><tr").unwrap().1.split_once("</tr>").unwrap().0;
        let class = attribute(row, "class").unwrap().to_owned();
        let chip = tag_with(row, "span", "class", &class).map(str::to_owned);
        (class, chip.is_some(), row.to_owned())
    };
    for (days, class, words) in [
        (0, "due ok", "剩 5 日"),
        (3, "due soon", "剩 2 日"),
        (4, "due today", "今天到期"),
        (1, "due late", "超 1 日"),
    ] {
        scene.pass(&hall, days).await;
        let page = scene.intake.page("/desk").await.assert_status(200);
        let (looks, has_chip, row) = row(page.text());
        assert_eq!((looks.as_str(), has_chip), (class, true), "the row and its chip");
        assert!(row.replace('\u{a0}', " ").contains(words), "{row}");
    }
}

#[tokio::test]
async fn who_is_urged_on_reads_the_words_of_the_process() {
    let hall = start().await;
    let mut scene = Scene::open_with(&hall, |process| {
        let review = &mut process["seq"][1]["task"];
        review["limit"] = json!({ "value": 3, "unit": "工作日" });
        let urge = |to: &str, words: &str| json!({ "at": "half", "to": to, "words": { "zh-CN": words } });
        review["urge"] = json!([urge("holder", "请今天看完。"), urge("next", "快轮到您了。")]);
    })
    .await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    let arrived = scene.officer.page("/desk").await;
    assert!(arrived.text().contains("“审查”有新件，等人认领"));
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    assert!(!scene.officer.page("/desk").await.text().contains("class=\"notes\""));
    scene.pass(&hall, 2).await;
    assert_eq!(urges::ring(hall.state()).await.unwrap(), 1);
    let urged = scene.officer.page("/desk").await;
    assert!(urged.text().contains("催办：“审查”") && urged.text().contains("请今天看完。"));
    // Who comes next cannot look at it yet.
    let next = scene.lead.page("/desk").await;
    let notes = next.text().split_once("class=\"notes\"").unwrap().1.split_once("</ul>").unwrap().0;
    assert!(
        notes.contains("“决定”快轮到您这里了") && notes.contains("快轮到您了。") && !notes.contains("<a "),
        "{notes}"
    );
}

#[tokio::test]
async fn one_says_that_one_is_away_and_takes_it_back() {
    let hall = start().await;
    let scene = Scene::open(&hall).await;
    let page = "/desk/absences";
    let lead = scene.lead.get("/api/session").await.json()["account"].to_string();
    let list = scene.officer.page("/desk").await;
    assert!(tag_with(list.text(), "a", "href", page).is_some());
    let empty = scene.officer.page(page).await.assert_status(200);
    assert!(
        empty.text().contains("没有登记外出")
            && tag_with(empty.text(), "select", "name", "/account").is_none()
    );
    let of_lead = scene.lead.page(page).await;
    assert!(
        tag_with(of_lead.text(), "select", "name", "/account").is_some(),
        "a lead says it for others too"
    );

    let fields = |until| [("/from", "2026-03-09"), ("/until", until), ("/deputy", lead.as_str())];
    let back = scene.officer.form(page, &fields("2026-03-06")).await.assert_status(422);
    let until = tag_with(back.text(), "input", "name", "/until").unwrap();
    assert_eq!(
        (attribute(until, "value"), attribute(until, "aria-invalid")),
        (Some("2026-03-06"), Some("true"))
    );
    let deputy = tag_with(back.text(), "option", "value", &lead).unwrap();
    assert!(deputy.contains("selected"), "{deputy}");
    scene.officer.form(page, &[("/from", "soon"), ("/until", ""), ("/deputy", "")]).await.assert_status(422);

    let saved = location(scene.officer.form(page, &fields("2026-03-10")).await);
    assert_eq!(saved, "/desk/absences?done=added");
    let saved = scene.officer.page(&saved).await;
    assert!(saved.text().contains("登记好了") && saved.text().contains("由李工代理"));
    let id = attribute(tag_with(saved.text(), "input", "name", "id").unwrap(), "value").unwrap();
    assert_eq!(location(scene.officer.form(page, &[("id", id)]).await), "/desk/absences?done=removed");
    assert!(scene.officer.page(page).await.text().contains("没有登记外出"));
}

#[tokio::test]
async fn a_task_is_ended_to_elsewhere_where_the_process_lets_it() {
    let hall = start().await;
    let scene =
        Scene::open_with(&hall, |process| process["seq"][0]["task"]["next"] = json!(["decide"])).await;
    scene.command(&scene.intake, claim("accept")).await.assert_status(200);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let desk = scene.intake.page(&page).await;
    let choice = desk.text().split_once("name=\"next\"").unwrap().1.split_once("</select>").unwrap().0;
    assert!(choice.contains("按流程往下走") && choice.contains("决定"), "{choice}");
    let revision = attribute(tag_with(desk.text(), "input", "name", "revision").unwrap(), "value").unwrap();
    let fields = [
        ("command", "complete"),
        ("task", "accept"),
        ("revision", revision),
        ("outcome", "accepted"),
        ("next", "decide"),
    ];
    assert_eq!(location(scene.intake.form(&page, &fields).await), page);
    let open: Vec<String> = scene.view().await.summary.tasks.into_iter().map(|task| task.key).collect();
    assert_eq!(open, ["decide"]);
    // Where the process goes one way only, nothing is asked.
    scene.command(&scene.lead, claim("decide")).await.assert_status(200);
    assert!(!scene.lead.page(&page).await.text().contains("name=\"next\""));
}

#[tokio::test]
async fn a_fee_is_shown_to_whom_it_concerns_with_what_was_published() {
    let hall = start().await;
    hall.open_demo_city().await;
    let fee = json!([{ "code": "card", "name": "优待证工本费", "amount": 1050, "basis": "粤价〔2008〕1号" }]);
    let items = include_str!("../../../seed/catalogue/demo-items.jsonl");
    let line = items.lines().find(|line| line.contains(SENIOR_CARD)).unwrap();
    let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
    line["fees"] = fee;
    let scene = Scene::open_with(&hall, |process| {
        let fee = |code: &str| json!({ "id": code, "name": { "zh-CN": "复印费" }, "does": { "fee": code } });
        process["seq"][0]["task"]["effects"] = json!([fee("card"), fee("copy")]);
    })
    .await;
    hall.import(&line.to_string()).await;
    let (application, receipt) = scene.ana.file_senior_card().await;
    let scene = Scene { application, receipt, ..scene };
    let item = scene.ana.page(&format!("/items/{SENIOR_CARD}")).await;
    assert!(item.text().contains("10.50 元") && item.text().contains("粤价〔2008〕1号"));
    scene.handle(&scene.intake, "accept", "accepted").await;
    let ana = scene.ana.page(&format!("/cases/{}", scene.receipt.number)).await;
    assert!(ana.text().contains("优待证工本费") && ana.text().contains("10.50 元 · 待缴"));
    assert!(!ana.text().contains("复印费"), "what is not published is not asked of anybody");
    let desk = scene.officer.page(&format!("/desk/cases/{}", scene.receipt.number)).await;
    assert!(desk.text().contains("复印费") && desk.text().contains("没有公布这项收费，不得收取"));
}
