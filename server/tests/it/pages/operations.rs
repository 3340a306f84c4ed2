//! The desk without scripts: what sends a case another way are forms behind folds, with colleagues and tasks by name; of
//! several open tasks each leads to what can be done in it.

use schema::role::Role;

use super::{attribute, location, start, tag_with, tags};
use crate::support::{CIVIL_AFFAIRS, Client, Hall, Scene, claim, complete};

/// A case that an officer examines, with a colleague beside them; the colleague's id, and the page.
async fn examined(hall: &Hall) -> (Scene, Client, String, String) {
    let scene = Scene::open(hall).await;
    let colleague = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
    let id = colleague.get("/api/session").await.json()["account"].to_string();
    scene.handle(&scene.intake, "accept", "accepted").await;
    scene.command(&scene.officer, claim("review")).await.assert_status(200);
    let page = format!("/desk/cases/{}", scene.receipt.number);
    (scene, colleague, id, page)
}

/// The part of a page between the hidden field of a command and the end of its form.
fn form_of<'h>(html: &'h str, command: &str) -> &'h str {
    let (_, rest) = html.split_once(&format!("name=\"command\" value=\"{command}\"")).unwrap();
    rest.split_once("</form>").unwrap().0
}

fn revision(html: &str) -> String {
    attribute(tag_with(html, "input", "name", "revision").unwrap(), "value").unwrap().to_owned()
}

#[tokio::test]
async fn a_case_is_sent_back_and_handed_over_by_forms() {
    let hall = start().await;
    let (scene, colleague, id, page) = examined(&hall).await;
    let desk = scene.officer.page(&page).await;
    let (html, seen) = (desk.text(), revision(desk.text()));
    for offered in ["退回", "转交", "委托办理", "加签", "抄送"] {
        assert!(html.contains(offered), "{offered}");
    }
    for of_a_lead in ["延期", "终止办理", "跳转", "催办"] {
        assert!(!html.contains(&format!("<span class=\"a\">{of_a_lead}</span>")), "{of_a_lead}");
    }
    assert!(form_of(html, "return").contains("受理 · 李工 · "), "who did it, and when");
    let to = tag_with(form_of(html, "reassign"), "option", "value", &id).unwrap();
    assert!(form_of(html, "reassign").contains("李工（经办）") && !to.contains("selected"));

    // Without a reason it comes back with everything that was chosen.
    let hand_over = async |reason: &str| {
        let fields = [
            ("command", "reassign"),
            ("task", "review"),
            ("revision", seen.as_str()),
            ("to", id.as_str()),
            ("reason", reason),
        ];
        scene.officer.form(&page, &fields).await
    };
    let back = hand_over("").await.assert_status(409);
    let to = tag_with(form_of(back.text(), "reassign"), "option", "value", &id).unwrap();
    assert!(to.contains("selected"), "{to}");
    assert_eq!(location(hand_over("另有公务。").await), page);

    let fields = [
        ("command", "return"),
        ("task", "review"),
        ("revision", &revision(colleague.page(&page).await.text())),
        ("to", "accept"),
        ("resume", "true"),
        ("reason", "证件号码再核对。"),
    ];
    assert_eq!(location(colleague.form(&page, &fields).await), page);
    let intake = scene.intake.page(&page).await;
    assert!(intake.text().contains("从“审查”退回“受理” · 证件号码再核对。"));
    assert!(intake.text().contains("“审查”转交李工 · 另有公务。"));
    let ana = scene.ana.page(&format!("/cases/{}", scene.receipt.number)).await;
    assert!(!ana.text().contains("退回") && !ana.text().contains("转交"));
}

#[tokio::test]
async fn of_several_open_tasks_each_leads_to_its_own_acts() {
    let hall = start().await;
    let (scene, colleague, id, page) = examined(&hall).await;
    let fields = [
        ("command", "add_signer"),
        ("task", "review"),
        ("revision", &revision(scene.officer.page(&page).await.text())),
        ("to", id.as_str()),
        ("after", "false"),
        ("reason", "涉及两个科室。"),
    ];
    assert_eq!(location(scene.officer.form(&page, &fields).await), page);
    let officer = scene.officer.page(&page).await;
    assert!(officer.text().contains("还要等李工签；签完才能下结论。"));
    let open = officer.text().split_once("class=\"tasks\"").unwrap().1.split_once("</nav>").unwrap().0;
    let links: Vec<_> = tags(open, "a").into_iter().filter_map(|link| attribute(link, "href")).collect();
    assert_eq!(links, [format!("{page}?task=review")], "what is a colleague's leads nowhere");

    let signed = colleague.page(&page).await;
    let list =
        signed.text().split_once("<table class=\"cases\"").unwrap().1.split_once("</table>").unwrap().0;
    assert!(list.contains("会签：审查"), "in the worklist");
    let head =
        signed.text().split_once("<header class=\"case-head\"").unwrap().1.split_once("</header>").unwrap().0;
    assert!(head.contains("会签：审查"), "and in the case");
    let action = tag_with(signed.text(), "form", "action", &format!("{page}?task=review%232"));
    assert!(action.is_some(), "the act is on one's own task");
    scene.command(&colleague, complete("review#2", "approved")).await.assert_status(200);
    let officer = scene.officer.page(&format!("{page}?task=review")).await;
    assert!(tag_with(officer.text(), "textarea", "name", "/opinion/facts").is_some());
}

#[tokio::test]
async fn a_lead_extends_and_ends_it_and_the_applicant_reads_why() {
    let hall = start().await;
    let (scene, _, _, page) = examined(&hall).await;
    let extend = async |days: &str| {
        let fields = [
            ("command", "extend"),
            ("revision", &revision(scene.lead.page(&page).await.text())),
            ("/days", days),
            ("reason", "案情复杂。"),
        ];
        scene.lead.form(&page, &fields).await
    };
    let back = extend("30").await.assert_status(422);
    let days = tag_with(back.text(), "input", "name", "/days").unwrap();
    assert_eq!((attribute(days, "value"), attribute(days, "aria-invalid")), (Some("30"), Some("true")));
    assert_eq!(location(extend("5").await), page);
    let case = format!("/cases/{}", scene.receipt.number);
    assert!(scene.ana.page(&case).await.text().contains("延长办理期限 5 个工作日"));
    let fields = [
        ("command", "terminate"),
        ("revision", &revision(scene.lead.page(&page).await.text())),
        ("reason", "申请人已去世。"),
    ];
    assert_eq!(location(scene.lead.form(&page, &fields).await), page);
    let told = scene.ana.page(&case).await;
    assert!(told.text().contains("市民政局终止了办理") && told.text().contains("申请人已去世。"));
    assert!(scene.ana.page("/me/messages").await.text().contains("终止了您的申请的办理"));
}
