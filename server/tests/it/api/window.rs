//! The window: for whom an application is begun, who sees it, whose it becomes, the order of scanned pages, and originals on paper.

use schema::applications::{Application, FileInfo, Receipt};
use schema::cases::DeskCase;
use schema::custody::CustodyList;
use schema::role::Role;
use schema::window::{Channel, WindowBegun, WindowCode, WindowDraft};
use schema::{Page, Problem, ProblemKind};
use serde_json::{Value, json};

use crate::support::{
    CIVIL_AFFAIRS, Client, Hall, PASSWORD, PNG, SENIOR_CARD, identity_number, on_both, senior_card_answers,
};

const BEGIN: &str = "/api/desk/window/applications";

/// Somebody who was never here: the `n`th person.
fn walk_in(n: u16) -> Value {
    let applicant =
        json!({ "name": "陈大妈", "identity_number": identity_number(n), "phone": "13800138001" });
    json!({ "item": SENIOR_CARD, "channel": "window", "applicant": applicant })
}

async fn begun(clerk: &Client, new: &Value) -> i64 {
    clerk.post(BEGIN, new).await.assert_status(201).read_json::<WindowBegun>().id
}

/// Fills in what was begun, with its documents, and files it.
async fn filed(clerk: &Client, id: i64) -> Receipt {
    let draft = clerk.application(id).await;
    clerk.save(id, &senior_card_answers(), draft.revision).await.assert_status(200);
    for material in ["identity-card", "photograph", "residence-proof"] {
        clerk.attach(id, material, "scan.png", PNG).await.assert_status(201);
    }
    clerk.submit(id, "first").await.assert_status(200).read_json()
}

async fn intake(hall: &Hall) -> Client {
    hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await
}

on_both! {
    async fn what_a_clerk_files_is_the_applicants_and_the_clerk_sees_the_receipt_alone(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let clerk = intake(hall).await;
        let mut new = walk_in(0);
        new["applicant"]["name"] = "王小明".into();
        // What Ana has begun and filed at home stays hers alone.
        let (at_home, _) = ana.file_senior_card().await;
        let own = ana.begin(SENIOR_CARD).await.summary.id;
        let id = begun(&clerk, &new).await;
        assert_ne!(id, own);
        let again = clerk.post(BEGIN, &new).await.assert_status(200).read_json::<WindowBegun>();
        assert_eq!(again.id, id, "one draft of an item for one applicant");
        for other in [at_home, own] {
            clerk.get(&format!("/api/applications/{other}")).await.assert_status(404);
            clerk.get(&format!("/api/applications/{other}/receipt")).await.assert_status(404);
            clerk.save(other, &json!({}), 1).await.assert_status(404);
        }
        let draft: Application = clerk.application(id).await;
        assert_eq!(draft.on_behalf.as_deref(), Some("王小明"));
        assert!(draft.prefilled.iter().all(|origin| origin.earlier.is_none()), "{:?}", draft.prefilled);
        let receipt = filed(&clerk, id).await;
        assert!(receipt.on_behalf);
        assert_eq!(receipt.applicant, "王小明");
        let twice: Receipt = clerk.submit(id, "first").await.assert_status(200).read_json();
        assert_eq!(twice.number, receipt.number);
        clerk.get(&format!("/api/applications/{id}/receipt")).await.assert_status(200);
        clerk.get(&format!("/api/applications/{id}")).await.assert_status(404);
        clerk.submit(id, "second").await.assert_status(404);
        clerk.attach(id, "photograph", "late.png", PNG).await.assert_status(404);
        // Ana finds it among hers, and is told of it.
        let theirs: Application = ana.application(id).await;
        assert_eq!((theirs.on_behalf, theirs.summary.case), (None, Some(receipt.number)));
        ana.get(&format!("/api/cases/{}", receipt.number)).await.assert_status(200);
        assert_eq!(ana.begin(SENIOR_CARD).await.summary.id, own);
    }

    async fn what_a_caller_said_is_for_who_can_act_on_the_case(hall) {
        hall.open_demo_city().await;
        let clerk = intake(hall).await;
        let mut new = walk_in(510);
        new["channel"] = "hotline".into();
        new["said"] = "  行动不便，请电话联系。 ".into();
        let number = filed(&clerk, begun(&clerk, &new).await).await.number;
        let path = format!("/api/desk/cases/{number}");
        let at_desk = async |who: &Client| who.get(&path).await.assert_status(200).read_json::<DeskCase>().came.unwrap();
        let told = at_desk(&clerk).await;
        assert_eq!((told.channel, told.clerk.as_str()), (Channel::Hotline, "李工"));
        assert_eq!((told.phone.as_deref(), told.said.as_deref()), (Some("13800138001"), Some("行动不便，请电话联系。")));
        // It is not an officer's turn yet: that it came by phone is all they learn.
        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let told = at_desk(&officer).await;
        assert_eq!((told.channel, told.phone, told.said), (Channel::Hotline, None, None));
        // What people file themselves came from nobody else, and what stands at a window has nothing that was said.
        let (_, receipt) = hall.citizen("ana").await.file_senior_card().await;
        let own: DeskCase = clerk.get(&format!("/api/desk/cases/{}", receipt.number)).await.read_json();
        assert_eq!(own.came, None);
    }

    async fn nobody_else_opens_a_draft_and_who_leaves_the_window_no_longer_does(hall) {
        hall.open_demo_city().await;
        let clerk = intake(hall).await;
        let id = begun(&clerk, &walk_in(500)).await;
        let colleague = intake(hall).await;
        let path = format!("/api/applications/{id}");
        colleague.get(&path).await.assert_status(404);
        colleague.save(id, &json!({}), 1).await.assert_status(404);
        colleague.submit(id, "x").await.assert_status(404);
        colleague.post(&format!("{BEGIN}/{id}/code"), &json!({})).await.assert_status(404);
        let drafts: Page<WindowDraft> = clerk.get(BEGIN).await.assert_status(200).read_json();
        assert_eq!(drafts.items.iter().map(|draft| draft.id).collect::<Vec<_>>(), [id]);
        let none: Page<WindowDraft> = colleague.get(BEGIN).await.assert_status(200).read_json();
        assert!(none.items.is_empty());
        let mut tx = hall.db().write().await.unwrap();
        server::sql!(&mut tx, conn => {
            sqlx::query("DELETE FROM role_grant WHERE role = $1").bind("intake").execute(conn).await.unwrap().rows_affected()
        });
        tx.commit().await.unwrap();
        clerk.get(&path).await.assert_status(404);
    }

    async fn a_window_takes_in_what_its_agency_or_its_region_handles(hall) {
        hall.open_demo_city().await;
        let all = hall.staff(Role::Intake, "440100", None).await;
        let id = begun(&all, &walk_in(501)).await;
        let number = filed(&all, id).await.number;
        // The desk of the agency is not theirs; the paper of what they filed is.
        all.get(&format!("/api/desk/cases/{number}")).await.assert_status(403);
        all.get(&format!("/api/desk/cases/{number}/originals")).await.assert_status(200);
        let far = hall.staff(Role::Intake, "511602", None).await;
        far.post(BEGIN, &walk_in(502)).await.assert_status(403);
        far.get(&format!("/api/desk/cases/{number}/originals")).await.assert_status(403);
        let found = all.get("/api/desk/window/items?q=老年").await.assert_status(200).json();
        assert!(found.as_array().unwrap().iter().any(|item| item["code"] == SENIOR_CARD), "{found}");
        let found = far.get("/api/desk/window/items?q=老年").await.assert_status(200).json();
        assert!(found.as_array().unwrap().iter().all(|item| item["code"] != SENIOR_CARD), "{found}");
    }

    async fn what_is_wrong_with_an_applicant_is_told_at_once_with_its_place(hall) {
        hall.open_demo_city().await;
        hall.citizen("ana").await;
        let clerk = intake(hall).await;
        let pointers = async |new: Value| {
            let problem = clerk.post(BEGIN, &new).await.assert_status(422).read_json::<Problem>();
            problem.errors.into_iter().map(|error| error.pointer).collect::<Vec<_>>()
        };
        let mut new = walk_in(503);
        new["channel"] = "hotline".into();
        new["applicant"] = json!({ "name": " ", "identity_number": "1" });
        let all = ["/applicant/name", "/applicant/identity_number", "/applicant/phone"];
        assert_eq!(pointers(new).await, all);
        // The number of Ana, and another name: it is somebody else's card, or a mistake.
        assert_eq!(pointers(walk_in(0)).await, ["/applicant/name"]);
        let mut said = walk_in(503);
        said["channel"] = "hotline".into();
        said["said"] = "说".repeat(1001).into();
        assert_eq!(pointers(said).await, ["/said"]);
    }

    async fn an_account_made_at_a_window_is_taken_over_with_its_code_alone(hall) {
        hall.open_demo_city().await;
        let clerk = intake(hall).await;
        let id = begun(&clerk, &walk_in(504)).await;
        filed(&clerk, id).await;
        let code = format!("{BEGIN}/{id}/code");
        let first: WindowCode = clerk.post(&code, &json!({})).await.assert_status(200).read_json();
        let second: WindowCode = clerk.post(&code, &json!({})).await.assert_status(200).read_json();
        let registration = |code: Option<&str>, name: &str| json!({
            "login": "chen", "password": PASSWORD, "name": name, "identity_number": identity_number(504),
            "window_code": code,
        });
        let chen = hall.visitor();
        let refused = async |registration: Value| {
            let problem = chen.post("/api/accounts", &registration).await.assert_status(422).read_json::<Problem>();
            problem.errors[0].pointer.clone()
        };
        assert_eq!(refused(registration(None, "陈大妈")).await, "/identity_number");
        assert_eq!(refused(registration(Some(&first.code), "陈大妈")).await, "/window_code");
        assert_eq!(refused(registration(Some(&second.code), "别人")).await, "/window_code");
        chen.post("/api/accounts", &registration(Some(&second.code), "陈大妈")).await.assert_status(201);
        assert!(chen.application(id).await.summary.case.is_some());
        let problem = clerk.post(&code, &json!({})).await.assert_status(409).read_json::<Problem>();
        assert_eq!(problem.kind(), ProblemKind::Refused);
    }

    async fn scans_are_the_pages_of_a_material_in_an_order(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let id = ana.begin(SENIOR_CARD).await.summary.id;
        let mut pages = Vec::new();
        for page in ["1.png", "2.png"] {
            let added = ana.attach(id, "identity-card", page, PNG).await.assert_status(201);
            pages.push(added.read_json::<FileInfo>().id);
        }
        let order = async || -> Vec<i64> {
            ana.application(id).await.files.into_iter().map(|file| file.id).collect()
        };
        assert_eq!(order().await, pages);
        let path = |page: i64| format!("/api/applications/{id}/files/{page}/move");
        ana.post(&path(pages[1]), &json!({ "to": "up" })).await.assert_status(204);
        assert_eq!(order().await, [pages[1], pages[0]]);
        ana.post(&path(pages[1]), &json!({ "to": "up" })).await.assert_status(204);
        assert_eq!(order().await, [pages[1], pages[0]], "the first stays first");
        hall.citizen("ben").await.post(&path(pages[1]), &json!({ "to": "up" })).await.assert_status(404);
    }

    async fn paper_is_taken_in_and_handed_back_once(hall) {
        hall.open_demo_city().await;
        let clerk = intake(hall).await;
        let id = begun(&clerk, &walk_in(505)).await;
        let number = filed(&clerk, id).await.number;
        let path = format!("/api/desk/cases/{number}/originals");
        let taken = json!({
            "material": "identity-card", "paper": "original", "sheets": 2, "person": "陈大妈", "last_four": "001x",
        });
        let line = clerk.post(&path, &taken).await.assert_status(201).json();
        let wrong = json!({ "material": "nothing", "paper": "copy", "sheets": 0, "person": "", "last_four": "1" });
        let problem = clerk.post(&path, &wrong).await.assert_status(422).read_json::<Problem>();
        let pointers: Vec<String> = problem.errors.into_iter().map(|error| error.pointer).collect();
        assert_eq!(pointers, ["/person", "/last_four", "/material", "/sheets"]);
        let back = format!("{path}/{}/return", line["id"]);
        let to = json!({ "person": "陈小妹", "last_four": "1234" });
        clerk.post(&back, &to).await.assert_status(200);
        clerk.post(&back, &to).await.assert_status(409);
        clerk.post(&format!("{path}/0/return"), &to).await.assert_status(404);
        let list: CustodyList = clerk.get(&path).await.assert_status(200).read_json();
        assert_eq!(list.lines.len(), 1);
        assert_eq!((list.lines[0].sheets, list.lines[0].from.last_four.as_str()), (2, "001X"));
        assert_eq!(list.lines[0].returned.as_ref().unwrap().to.person, "陈小妹");
        hall.citizen("ben").await.get(&path).await.assert_status(403);
    }
}
