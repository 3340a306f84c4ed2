//! The joint application without scripts: what a bundle holds, the plan, the receipt, its lanes, and the desk of the lead.

use schema::applications::{FormRef, Receipt};
use schema::bundle::{Bundle, Composed, ItemForm, compose};
use schema::form::{compile, prune};
use schema::role::Role;
use serde_json::{Value, json};
use server::features::bundles;

use super::{attribute, inside, location, start, tag_with};
use crate::support::{Client, Hall, PNG, identity_number};

const BUNDLE: &str = include_str!("../../../seed/bundles/chopstick-start.json");
const ITEM: &str = "DEMO-440100-CHOPSTICK-START";
const LEAD: &str = "广州市市场监督管理局";
const HYGIENE: &str = "广州市卫生健康委员会";

/// The items of the bundle: code, form, and answers to it that hold.
const ITEMS: [(&str, &str, &str); 3] = [
    (
        "DEMO-440100-CHOPSTICK-HYGIENE",
        include_str!("../../../seed/forms/chopstick-hygiene-licence.json"),
        include_str!("../../../../app/schema/fixtures/forms/chopstick-hygiene-licence.answers.json"),
    ),
    (
        "DEMO-440100-TIMBER-PROCESSING",
        include_str!("../../../seed/forms/timber-processing-licence.json"),
        include_str!("../../../../app/schema/fixtures/forms/timber-processing-licence.answers.json"),
    ),
    (
        "DEMO-440100-ENTERPRISE-REGISTRATION",
        include_str!("../../../seed/forms/enterprise-registration.json"),
        include_str!("../../../../app/schema/fixtures/forms/enterprise-registration.answers.json"),
    ),
];

/// The one form, with which of its fields and documents are whose.
fn composed() -> Composed {
    let definitions: Vec<Value> =
        ITEMS.iter().map(|(_, form, _)| serde_json::from_str(form).unwrap()).collect();
    let forms = ITEMS.iter().zip(&definitions).map(|((item, ..), definition)| {
        let id = definition["meta"]["id"].as_str().unwrap().to_owned();
        ItemForm { item, form: FormRef { id, version: 1 }, definition }
    });
    compose(&Bundle::read(BUNDLE).unwrap(), &forms.collect::<Vec<_>>())
}

/// Answers to the one form: the sample answers of each item at their places in it, as far as they are asked.
fn answers(one: &Composed) -> Value {
    let mut answers = json!({ "situation": { "stock": "wood" } });
    for ((_, _, own), slice) in ITEMS.iter().zip(&one.slices) {
        let own: Value = serde_json::from_str(own).unwrap();
        for moved in &slice.fields {
            if let Some(value) = own.pointer(&moved.to) {
                put(&mut answers, &moved.from, value.clone());
            }
        }
    }
    let (form, _) = compile(&one.definition);
    prune(&form, &answers)
}

/// Puts a value at a place, in groups that are made where there are none.
fn put(answers: &mut Value, place: &str, value: Value) {
    let into = place
        .split('/')
        .skip(1)
        .fold(answers, |at, name| at.as_object_mut().unwrap().entry(name).or_insert_with(|| json!({})));
    *into = value;
}

/// A hall with the bundle, and Ana's draft of it that could be filed as it stands.
async fn draft(hall: &Hall) -> (Client, i64) {
    hall.open_joint_city().await;
    let mut tx = hall.db().write().await.unwrap();
    bundles::demo::load(&mut tx, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let ana = hall.citizen("ana").await;
    let begun = location(ana.form(&format!("/items/{ITEM}/apply"), &[]).await);
    let id: i64 = begun.rsplit('/').next().unwrap().parse().unwrap();
    let revision = ana.application(id).await.revision;
    let one = composed();
    ana.save(id, &answers(&one), revision).await.assert_status(200);
    let mut materials: Vec<String> =
        one.slices.iter().flat_map(|slice| &slice.materials).map(|moved| moved.from.clone()).collect();
    materials.sort();
    materials.dedup();
    for material in materials {
        ana.attach(id, &material, "scan.png", PNG).await.assert_status(201);
    }
    (ana, id)
}

/// The same, filed.
async fn filed(hall: &Hall) -> (Client, i64, Receipt) {
    let (ana, id) = draft(hall).await;
    let receipt = ana.submit(id, "once").await.assert_status(200).read_json();
    (ana, id, receipt)
}

fn says(html: &str, all: &[&str]) {
    let html = html.replace('\u{a0}', " ");
    for said in all {
        assert!(html.contains(said), "{said} is not in {html}");
    }
}

#[tokio::test]
async fn the_page_of_a_bundle_says_what_it_holds_for_whom_and_how_much_is_saved() {
    let hall = start().await;
    draft(&hall).await;
    let page = hall.visitor().page(&format!("/items/{ITEM}")).await.assert_status(200);
    let (_, holds) = page.text().split_once("class=\"holds\"").unwrap();
    let holds = holds.split("</section>").next().unwrap();
    says(holds, &["一次办 3 件事", "少填", "少交 ", "木材经营加工许可证", HYGIENE, "看情况", "都要办"]);
    says(inside(page.text(), "dl"), &["最多 45 个工作日", "几件一起，全部办完"]);
    says(holds, &["等《卫生许可证（一次性卫生筷子加工）》、《木材经营加工许可证》办好再开始", "45 个工作日"]);
    // Of an item that is none nothing of it is said.
    let other = hall.visitor().page("/items/DEMO-440100-TIMBER-PROCESSING").await.assert_status(200);
    assert!(!other.text().contains("class=\"holds\""));
}

#[tokio::test]
async fn the_letter_comes_with_the_plan_and_the_receipt_with_the_parts() {
    let hall = start().await;
    let (ana, id) = draft(&hall).await;
    let check = format!("/applications/{id}/check");
    let page = ana.page(&check).await.assert_status(200);
    says(page.text(), &["办理计划", "第 1 步，2 件同时办", "第 2 步", "全部最迟 "]);
    let key = attribute(tag_with(page.text(), "input", "name", "_key").unwrap(), "value").unwrap();
    let receipt = location(ana.form(&check, &[("_key", key), ("_promise", "1")]).await);
    assert_eq!(receipt, format!("/applications/{id}/receipt"));
    let page = ana.page(&receipt).await.assert_status(200);
    says(page.text(), &["联办编号", "分成 3 件", HYGIENE, "办好再开始", "href=\"/joint/"]);
    assert!(!page.text().contains("href=\"/cases/"), "all of it is followed on one page");
}

#[tokio::test]
async fn one_page_shows_all_parts_and_the_lists_have_one_entry() {
    let hall = start().await;
    let (ana, id, receipt) = filed(&hall).await;
    let here = format!("/joint/{}", receipt.number);
    let page = ana.page(&here).await.assert_status(200);
    let html = page.text();
    says(inside(html, "h1"), &["2 件事同时在办"]);
    says(html, &["3 件事办到哪了", "还没开始", "办好后开始。", "列成表看", "办理计划", "各部门同时收到"]);
    assert_eq!(html.matches("class=\"track\"").count(), 3);
    assert_eq!(html.matches(">看这一件<").count(), 2, "who has not begun has no case");
    for list in ["/me/cases", "/me/applications"] {
        let page = ana.page(list).await.assert_status(200);
        assert_eq!(page.text().matches(&format!("href=\"{here}\"")).count(), 1, "{list}");
        says(page.text(), &["3 件里办完 0 件"]);
        assert!(!page.text().contains("href=\"/cases/"), "{list}: its parts are no entries of their own");
    }
    // A case of it leads back; somebody else finds nothing.
    let case = receipt.parts.iter().find_map(|part| part.number).unwrap();
    says(ana.page(&format!("/cases/{case}")).await.text(), &[&format!("href=\"{here}\"")]);
    hall.citizen("ben").await.page(&here).await.assert_status(404);
    hall.visitor().page(&here).await.assert_status(401);
    assert_eq!(id, ana.get(&format!("/api{here}")).await.json()["application"]);
}

#[tokio::test]
async fn it_is_tracked_by_its_number_without_who_applied() {
    let hall = start().await;
    let (_, _, receipt) = filed(&hall).await;
    let last = &identity_number(0)[14..];
    let number = receipt.number.to_string();
    let found = hall.visitor().form("/track", &[("/number", &number), ("/last_four", last)]).await;
    says(found.assert_status(200).text(), &["3 件事办到哪了", HYGIENE, &number]);
    let wrong = hall.visitor().form("/track", &[("/number", &number), ("/last_four", "0000")]).await;
    assert!(!wrong.text().contains("3 件事办到哪了"));
}

#[tokio::test]
async fn all_of_it_is_taken_back_by_a_form() {
    let hall = start().await;
    let (ana, _, receipt) = filed(&hall).await;
    let here = format!("/joint/{}", receipt.number);
    assert!(ana.page(&here).await.text().contains("全部撤回"));
    assert_eq!(location(ana.form(&format!("{here}/withdraw"), &[("/reason", "不开了")]).await), here);
    let page = ana.page(&here).await;
    says(inside(page.text(), "h1"), &["申请已经撤回"]);
    assert!(!inside(page.text(), "main").contains("action=\""), "there is nothing left to send");
    let again = ana.form(&format!("{here}/withdraw"), &[("/reason", "")]).await;
    assert_eq!(again.status(), 409, "the page comes back with why");
}

#[tokio::test]
async fn the_lead_sees_who_is_late_and_acts_by_forms() {
    let hall = start().await;
    let (_, _, receipt) = filed(&hall).await;
    let here = format!("/desk/joint/{}", receipt.number);
    let lead = hall.staff(Role::AgencyLead, "440100", Some(LEAD)).await;
    let list = lead.page("/desk/joint").await.assert_status(200);
    says(list.text(), &[&format!("href=\"{here}\""), "3 件里办完 0 件", "还没受理"]);
    says(lead.page("/desk/joint?ended=true").await.text(), &["还没有结束的"]);
    let page = lead.page(&here).await.assert_status(200);
    says(page.text(), &["各件都在期限内；1 件等前置事项", "抄告", "改为分开办", "牵头"]);
    says(
        page.text(),
        &["处理方案", "和《木材经营加工许可证》同时办", "等《卫生许可证（一次性卫生筷子加工）》"],
    );
    let drawn = |class: &str| page.text().matches(&format!("class=\"{class}\"")).count();
    assert!(drawn("days-head") == 1 && drawn("squares") > 3 && drawn("track") == 0, "{}", page.text());

    let revision = attribute(tag_with(page.text(), "input", "name", "revision").unwrap(), "value").unwrap();
    let inform = |words| {
        let item = ITEMS[0].0;
        [("command", "inform"), ("revision", revision), ("/items", item), ("/words", words)]
    };
    let refused = lead.form(&here, &inform("")).await.assert_status(422);
    assert_eq!(refused.text().matches("<details open").count(), 1, "the form that came back is open");
    assert!(tag_with(refused.text(), "a", "href", "#f-words").is_some(), "{}", refused.text());
    assert_eq!(location(lead.form(&here, &inform("请先看场所")).await), format!("{here}?done=inform"));
    says(lead.page(&format!("{here}?done=inform")).await.text(), &["已经告诉他们", "请先看场所"]);

    // Two weeks later nobody has looked at it.
    hall.pass(chrono::TimeDelta::days(21));
    let lead = hall.sign_in("agency_lead-440100-1").await;
    let page = lead.page(&here).await;
    says(page.text(), &[&format!("{HYGIENE}、广州市林业和园林局过了期限"), "class=\"due late\"", ">+1<"]);
    says(lead.page("/desk/joint").await.text(), &["过了期限"]);
}

#[tokio::test]
async fn who_has_a_part_sees_who_works_beside_them_and_can_do_nothing_with_the_whole() {
    let hall = start().await;
    let (_, _, receipt) = filed(&hall).await;
    let here = format!("/desk/joint/{}", receipt.number);
    let officer = hall.staff(Role::Intake, "440100", Some(HYGIENE)).await;
    let own =
        receipt.parts.iter().find(|part| part.department == HYGIENE).and_then(|part| part.number).unwrap();
    let case = officer.page(&format!("/desk/cases/{own}")).await.assert_status(200);
    says(case.text(), &["属于联办", &format!("href=\"{here}\""), "广州市林业和园林局"]);
    let page = officer.page(&here).await.assert_status(200);
    says(page.text(), &["广州市林业和园林局", "不在这里"]);
    assert!(!page.text().contains("name=\"command\""));
    assert_eq!(page.text().matches("href=\"/desk/cases/").count(), 1, "only one's own case is opened");
    let stranger = hall.staff(Role::Officer, "440100", Some("广州市民政局")).await;
    stranger.page(&here).await.assert_status(404);
}
