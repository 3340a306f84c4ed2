//! What a task asks of who has it, without scripts: the checklist, the guidance, the risk point, and a form of its own.

use super::{attribute, location, start, tag_with};
use crate::support::{Sheeted, claim};

fn revision(html: &str, name: &str) -> String {
    let field = tag_with(html, "input", "name", name).and_then(|tag| attribute(tag, "value"));
    field.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_checklist_is_answered_where_the_task_is_concluded() {
    let hall = start().await;
    let Sheeted { scene, seen, strange } = Sheeted::open(&hall, |task| drop(task.remove("forms"))).await;
    let page = format!("/desk/cases/{}", scene.receipt.number);
    let before = scene.officer.page(&page).await;
    assert!(before.text().contains("收受礼品"), "told before one takes it up");
    assert!(!before.text().contains("/checks/seal/answer"));
    scene.command(&scene.officer, claim("review")).await.assert_status(200);

    let desk = scene.officer.page(&page).await;
    for said in
        ["廉政风险点", "收受礼品", "工作指引", "《食品安全法》第三十五条", "先看上下水", "公章", "上下水"]
    {
        assert!(desk.text().contains(said), "{said}");
    }
    assert!(tag_with(desk.text(), "a", "href", &format!("/desk/cases/{seen}")).is_some());
    assert!(
        desk.text().contains(&strange) && !desk.text().contains(&format!("href=\"/desk/cases/{strange}"))
    );
    let line = tag_with(desk.text(), "input", "name", "/checks/seal/words").unwrap();
    let list = attribute(line, "list").unwrap();
    assert!(tag_with(desk.text(), "datalist", "id", list).is_some() && desk.text().contains("公章模糊。"));
    assert!(!desk.text().contains("class=\"phrase\""), "a button that needs a script is not there");

    let seen = revision(desk.text(), "revision");
    let review = async |seal: &str, facts: &str| {
        let fields = [
            ("command", "complete"),
            ("task", "review"),
            ("revision", &seen),
            ("/checks/seal/answer", seal),
            ("/checks/seal/words", "公章清晰，骑缝。"),
            ("/checks/water/answer", "not_applicable"),
            ("/checks/water/words", ""),
            ("/opinion/facts", facts),
            ("/opinion/opinion", "同意。"),
            ("/opinion/article", "第三十五条"),
            ("outcome", "approved"),
        ];
        scene.officer.form(&page, &fields).await
    };
    let back = review("", "材料齐全。").await.assert_status(409);
    for said in ["“公章”还没有作答", "href=\"#f-checks-seal-answer\"", "公章清晰，骑缝。", "材料齐全。"]
    {
        assert!(back.text().contains(said), "{said}");
    }
    assert!(!back.text().contains("“上下水”还没有作答"));
    let kept = tag_with(back.text(), "input", "id", "f-checks-water-answer-not_applicable").unwrap();
    assert!(kept.contains("checked"), "{kept}");
    let point = tag_with(back.text(), "fieldset", "aria-describedby", "f-checks-seal-answer-error");
    assert!(point.is_some(), "the fault is said at its point");
    assert_eq!(location(review("no", "材料齐全。").await), page);

    let lead = scene.lead.page(&page).await;
    for said in ["检查表 2 项", "公章：否，公章清晰，骑缝。", "上下水：不适用"] {
        assert!(lead.text().contains(said), "{said}");
    }
    let ana = scene.ana.page(&format!("/cases/{}", scene.receipt.number)).await;
    assert!(!ana.text().contains("骑缝") && !ana.text().contains("检查表"));
}

#[tokio::test]
async fn a_form_of_its_own_is_filled_in_on_a_page_of_its_own() {
    let hall = start().await;
    let Sheeted { scene, .. } = Sheeted::open(&hall, |task| drop(task.remove("checklist"))).await;
    let case = format!("/desk/cases/{}", scene.receipt.number);
    let page = format!("{case}/tasks/review/forms/site-inspection");
    let desk = scene.officer.page(&case).await;
    assert!(desk.text().contains("踏勘记录") && tag_with(desk.text(), "a", "href", &page).is_none());
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let desk = scene.officer.page(&case).await;
    assert!(tag_with(desk.text(), "a", "href", &page).is_some() && desk.text().contains("还没有填"));

    let conclude = async || {
        let seen = revision(scene.officer.page(&case).await.text(), "revision");
        let fields = [
            ("command", "complete"),
            ("task", "review"),
            ("revision", seen.as_str()),
            ("/opinion/facts", "材料齐全。"),
            ("/opinion/opinion", "同意。"),
            ("/opinion/article", "第三十五条"),
            ("outcome", "approved"),
        ];
        scene.officer.form(&case, &fields).await
    };
    let back = conclude().await.assert_status(409);
    assert!(back.text().contains("《踏勘记录》没有填好") && back.text().contains("材料齐全。"));
    assert!(back.text().matches(&format!("href=\"{page}\"")).count() > 1, "the line leads to the form");

    let fill = async |on: [&str; 3], press: (&str, &str)| {
        let seen = revision(scene.officer.page(&page).await.text(), "_revision");
        let fields = [
            ("_revision", seen.as_str()),
            ("/found", "操作间整洁。"),
            ("/on.y", on[0]),
            ("/on.m", on[1]),
            ("/on.d", on[2]),
            ("/said/text", "符合条件。"),
            press,
        ];
        scene.officer.form(&page, &fields).await
    };
    assert_eq!(location(fill(["", "", ""], ("_later", "1")).await), format!("{case}?task=review"));
    assert!(scene.officer.page(&case).await.text().contains("没有填完"));
    let wrong = location(fill(["", "", ""], ("", "")).await);
    assert_eq!(wrong, format!("{page}?wrong=1"));
    let shown = scene.officer.page(&wrong).await;
    for said in ["已经存下，还有几处要改", "href=\"#f-on\"", "操作间整洁。", "李工"] {
        assert!(shown.text().contains(said), "{said}");
    }
    assert!(
        !scene.officer.page(&page).await.text().contains("还有几处要改"),
        "who comes to fill it in is not told off"
    );
    assert_eq!(location(fill(["2026", "3", "2"], ("", "")).await), format!("{case}?task=review"));
    assert_eq!(location(conclude().await), case);

    let lead = scene.lead.page(&case).await;
    assert!(tag_with(lead.text(), "a", "href", &page).is_some());
    let filed = scene.lead.page(&page).await;
    for said in ["踏勘记录", "现场情况", "操作间整洁。", "2026 年 3 月 2 日", "符合条件。"]
    {
        assert!(filed.text().replace('\u{a0}', " ").contains(said), "{said}");
    }
    assert!(tag_with(filed.text(), "input", "name", "/found").is_none());
    scene.ana.page(&page).await.assert_status(403);
}

#[tokio::test]
async fn what_somebody_else_saved_is_not_written_over_and_nothing_typed_is_lost() {
    let hall = start().await;
    let Sheeted { scene, .. } = Sheeted::open(&hall, |_| ()).await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let page = format!("/desk/cases/{}/tasks/review/forms/site-inspection", scene.receipt.number);
    let sent = |found: &'static str| [("_revision", "0"), ("/found", found), ("_later", "1")];
    scene.officer.form(&page, &sent("先存的。")).await.assert_status(303);
    let back = scene.officer.form(&page, &sent("后写的。")).await.assert_status(409);
    assert!(back.text().contains("没有存下") && back.text().contains("后写的。"));
    assert_eq!(revision(back.text(), "_revision"), "1");
}
