//! Applying: one draft for each item and person, saved as it is typed, filed once, and nobody else's business.

use chrono::TimeDelta;
use futures::future::join;
use schema::applications::{Application, ApplicationState, PageSaved, Receipt, Saved};
use schema::form::Form;
use schema::{FieldCode, Problem, ProblemKind};
use serde_json::{Value, json};
use server::sql;

use crate::support::{
    Client, ENTERPRISE, Hall, PDF, PNG, SENIOR_CARD, identity_number, on_both, senior_card_answers,
};

/// 办理及加注普通护照: no form of its own.
const PASSPORT: &str = "11440100007483172Q3440106042001";
/// 公路施工作业验收: not online.
const AT_THE_COUNTER: &str = "11440000006939844R2440715105000";

async fn cases(hall: &Hall) -> i64 {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_scalar("SELECT COUNT(*) FROM case_record").fetch_one(conn).await.unwrap()
    })
}

/// Where an answer of 422 points to.
fn pointers(problem: &Problem) -> Vec<&str> {
    problem.errors.iter().map(|error| error.pointer.as_str()).collect()
}

async fn save_page(client: &Client, id: i64, page: &str, fields: Value) -> PageSaved {
    let path = format!("/api/applications/{id}/pages/{page}");
    client.post(&path, &json!({ "fields": fields })).await.assert_status(200).read_json()
}

on_both! {
    async fn a_draft_begins_with_what_the_hall_knows(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let begun = ana.post("/api/applications", &json!({ "item": SENIOR_CARD })).await.assert_status(201);
        let draft: Application = begun.read_json();
        assert_eq!(draft.summary.state, ApplicationState::Draft);
        assert_eq!((draft.summary.case, draft.revision), (None, 1));
        let known = json!({ "name": "王小明", "identity_number": identity_number(0), "phone": "13800138000" });
        assert_eq!(draft.answers, json!({ "applicant": known }));

        // Beginning once more finds the same draft, with what was typed since.
        let answers = json!({ "application": { "by_agent": false } });
        ana.save(draft.summary.id, &answers, 1).await.assert_status(200);
        let again = ana.post("/api/applications", &json!({ "item": SENIOR_CARD })).await.assert_status(200);
        let again: Application = again.read_json();
        assert_eq!((again.summary.id, again.answers, again.revision), (draft.summary.id, answers, 2));
        let listed = ana.get("/api/applications").await.assert_status(200).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    }

    async fn an_enterprise_applies_in_its_own_name(hall) {
        hall.open_demo_city().await;
        let agent = hall.enterprise("agent").await;
        let draft = agent.begin(PASSPORT).await;
        let mut answers = draft.answers;
        assert_eq!(answers["enterprise"], json!({ "name": ENTERPRISE, "credit_code": "91440199MA0DEM013L" }));
        for (name, answer) in [
            ("applicant", json!("enterprise")),
            ("agent", json!({ "name": "王小明", "identity_number": identity_number(0) })),
            ("matter", json!("为员工办理。")),
            ("delivery", json!("online")),
        ] {
            answers[name] = answer;
        }
        agent.save(draft.summary.id, &answers, draft.revision).await.assert_status(200);
        let receipt: Receipt = agent.submit(draft.summary.id, "key").await.assert_status(200).read_json();
        assert_eq!(receipt.applicant, ENTERPRISE);
    }

    async fn what_can_not_be_applied_for_is_refused(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let refused = ana.post("/api/applications", &json!({ "item": AT_THE_COUNTER })).await;
        refused.assert_problem(ProblemKind::Refused);
        ana.post("/api/applications", &json!({ "item": "none" })).await.assert_problem(ProblemKind::NotFound);
        let visitor = hall.visitor().post("/api/applications", &json!({ "item": SENIOR_CARD })).await;
        visitor.assert_problem(ProblemKind::SignInNeeded);
    }

    async fn nobody_else_finds_it(hall) {
        hall.open_demo_city().await;
        let (ana, ben) = (hall.citizen("ana").await, hall.citizen("ben").await);
        let (draft, files) = ana.senior_card_draft().await;
        let (id, file) = (draft.summary.id, files[0].id);
        let path = |rest: &str| format!("/api/applications/{id}{rest}");
        let answers = [
            ben.get(&path("")).await,
            ben.save(id, &json!({}), draft.revision).await,
            ben.post(&path("/pages/applicant"), &json!({ "fields": [] })).await,
            ben.attach(id, "identity-card", "a.png", PNG).await,
            ben.get(&path(&format!("/files/{file}"))).await,
            ben.delete(&path(&format!("/files/{file}"))).await,
            ben.submit(id, "key").await,
        ];
        for answer in answers {
            answer.assert_problem(ProblemKind::NotFound);
        }
        ana.submit(id, "key").await.assert_status(200);
        ben.get(&path("/receipt")).await.assert_problem(ProblemKind::NotFound);
        // Neither with the key, should it have leaked.
        ben.submit(id, "key").await.assert_problem(ProblemKind::NotFound);
        assert_eq!(ana.application(id).await.answers, senior_card_answers());
    }

    async fn a_save_on_an_old_revision_is_refused_and_nothing_is_lost(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(SENIOR_CARD).await;
        let id = draft.summary.id;
        let first = json!({ "residence": { "address": "演示路 1 号" } });
        let saved: Saved = ana.save(id, &first, draft.revision).await.assert_status(200).read_json();
        let second = json!({ "residence": { "address": "演示路 2 号" } });
        ana.save(id, &second, draft.revision).await.assert_problem(ProblemKind::Conflict);
        let kept = ana.application(id).await;
        assert_eq!((kept.answers, kept.revision), (first, saved.revision));

        // Two devices at the same moment: one of them is told.
        let tablet = hall.sign_in("ana").await;
        let (one, other) = join(
            ana.save(id, &second, saved.revision),
            tablet.save(id, &json!({}), saved.revision),
        ).await;
        let mut statuses = [one.status(), other.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(ana.application(id).await.revision, saved.revision + 1);
    }

    async fn a_page_keeps_what_was_typed_and_says_what_is_wrong(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(SENIOR_CARD).await;
        let id = draft.summary.id;
        let typed = json!([["/applicant/name", "王"], ["/applicant/identity_number", "123"], ["/applicant/phone", "1"]]);
        let saved = save_page(&ana, id, "applicant", typed).await;
        let errors: Vec<_> = saved.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(errors, [
            ("/applicant/name", FieldCode::TooShort),
            ("/applicant/identity_number", FieldCode::BadIdentityNumber),
            ("/applicant/phone", FieldCode::BadPhone),
        ]);
        assert_eq!((saved.next.as_deref(), saved.revision), (Some("residence"), draft.revision + 1));
        let kept = ana.application(id).await.answers;
        assert_eq!(kept["applicant"], json!({ "name": "王", "identity_number": "123", "phone": "1" }));

        // A page touches no other page's answers, and there is none after the last.
        let last = save_page(&ana, id, "delivery", json!([["/delivery/method", "counter"], ["/applicant/name", "x"]])).await;
        assert_eq!((last.errors, last.next), (Vec::new(), None));
        assert_eq!(ana.application(id).await.answers["applicant"]["name"], "王");
        let none = ana.post(&format!("/api/applications/{id}/pages/none"), &json!({ "fields": [] })).await;
        none.assert_problem(ProblemKind::NotFound);
    }

    async fn what_is_missing_is_named_before_it_is_filed(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(SENIOR_CARD).await;
        let id = draft.summary.id;
        let problem = ana.submit(id, "key").await.assert_problem(ProblemKind::Invalid);
        assert_eq!(pointers(&problem), [
            "/application/by_agent", "/residence/registered_here", "/residence/region", "/residence/address",
            "/delivery/method", "/materials/identity-card", "/materials/photograph",
        ]);
        // Who lives here from elsewhere has one more thing to show.
        ana.save(id, &senior_card_answers(), draft.revision).await.assert_status(200);
        let problem = ana.submit(id, "key").await.assert_problem(ProblemKind::Invalid);
        let expected = ["/materials/identity-card", "/materials/photograph", "/materials/residence-proof"];
        assert_eq!(pointers(&problem), expected);
        assert_eq!(cases(hall).await, 0);
        ana.get(&format!("/api/applications/{id}/receipt")).await.assert_problem(ProblemKind::NotFound);
    }

    async fn filing_happens_once(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (draft, _) = ana.senior_card_draft().await;
        let id = draft.summary.id;
        let bare = ana.post(&format!("/api/applications/{id}/submit"), &json!({})).await;
        bare.assert_problem(ProblemKind::BadRequest);
        ana.submit(id, "").await.assert_problem(ProblemKind::BadRequest);

        let receipt: Receipt = ana.submit(id, "key").await.assert_status(200).read_json();
        hall.pass(TimeDelta::minutes(5));
        let again: Receipt = ana.submit(id, "key").await.assert_status(200).read_json();
        assert_eq!(again, receipt);
        let read: Receipt =
            ana.get(&format!("/api/applications/{id}/receipt")).await.assert_status(200).read_json();
        assert_eq!(read, receipt);
        ana.submit(id, "another").await.assert_problem(ProblemKind::Refused);
        ana.save(id, &json!({}), draft.revision + 1).await.assert_problem(ProblemKind::Refused);
        assert_eq!(cases(hall).await, 1);
        let filed = ana.application(id).await;
        assert_eq!((filed.summary.state, filed.summary.case), (ApplicationState::Submitted, Some(receipt.number)));

        // What was filed is no draft: another one may be begun.
        assert_ne!(ana.begin(SENIOR_CARD).await.summary.id, id);
    }

    async fn a_double_click_files_once(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let (draft, _) = ana.senior_card_draft().await;
        let (one, other) = join(ana.submit(draft.summary.id, "key"), ana.submit(draft.summary.id, "key")).await;
        let (one, other): (Receipt, Receipt) =
            (one.assert_status(200).read_json(), other.assert_status(200).read_json());
        assert_eq!(one, other);
        assert_eq!(cases(hall).await, 1);
    }

    async fn files_are_taken_by_what_they_are(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let id = ana.begin(SENIOR_CARD).await.summary.id;
        let file = ana.attach(id, "photograph", "C:\\我的照片.png", PNG).await.assert_status(201).json();
        assert_eq!((&file["name"], &file["media_type"]), (&json!("我的照片.png"), &json!("image/png")));
        let path = format!("/api/applications/{id}/files/{}", file["id"]);
        let content = ana.get(&path).await.assert_status(200);
        assert_eq!((content.bytes(), content.header("content-type")), (PNG, Some("image/png")));
        assert!(content.header("content-security-policy").unwrap().contains("sandbox"));

        let text = ana.attach(id, "identity-card", "card.png", b"<html>not a picture</html>").await;
        text.assert_problem(ProblemKind::UnsupportedType);
        // A document, but this material is a photograph; and one is enough.
        ana.attach(id, "photograph", "photo.png", PDF).await.assert_problem(ProblemKind::UnsupportedType);
        ana.attach(id, "photograph", "photo.png", PNG).await.assert_problem(ProblemKind::Refused);
        ana.attach(id, "none", "a.png", PNG).await.assert_problem(ProblemKind::BadRequest);
        for more in [1, 256 * 1024] {
            let large = [PNG, &vec![0; 10 * 1024 * 1024 + more]].concat();
            ana.attach(id, "identity-card", "a.png", &large).await.assert_problem(ProblemKind::TooLarge);
        }

        for place in 1..=5 {
            ana.attach(id, "residence-proof", &format!("{place}.pdf"), PDF).await.assert_status(201);
        }
        ana.attach(id, "residence-proof", "6.pdf", PDF).await.assert_problem(ProblemKind::Refused);
        assert_eq!(ana.application(id).await.files.len(), 6);

        ana.delete(&path).await.assert_status(204);
        ana.delete(&path).await.assert_problem(ProblemKind::NotFound);
        ana.get(&path).await.assert_problem(ProblemKind::NotFound);
        assert_eq!(ana.application(id).await.files.len(), 5);
        ana.attach(id, "photograph", "another.png", PNG).await.assert_status(201);
    }

    async fn the_receipt_counts_working_days(hall) {
        // Monday 28 September 2026: National Day is from the 1st to the 7th, and Saturday the 10th is worked.
        hall.pass(TimeDelta::weeks(30));
        hall.open_demo_city().await;
        let (_, receipt) = hall.citizen("ana").await.file_senior_card().await;
        let day = |text: &str| Some(text.parse().unwrap());
        assert_eq!(receipt.acceptance.due, day("2026-10-10"));
        let count = |text: &str| {
            let lines = &receipt.acceptance.days;
            lines.iter().find(|line| Some(line.date) == day(text)).unwrap().counted
        };
        assert_eq!([count("2026-09-28"), count("2026-09-30"), count("2026-10-01")], [None, Some(2), None]);
        assert_eq!([count("2026-10-08"), count("2026-10-10")], [Some(3), Some(5)]);
        // Twenty working days (行政许可法 art. 42) after it was accepted on the next.
        assert_eq!(receipt.decision.due, day("2026-11-02"));
        assert!(receipt.number.to_string().contains("-260928-"), "{}", receipt.number);
        assert!(receipt.demonstration && !receipt.qr.is_empty());
        assert_eq!(receipt.applicant, "王小明");
    }

    async fn an_item_without_a_form_of_its_own_is_applied_for_with_the_plain_one(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let draft = ana.begin(PASSPORT).await;
        let (form, id) = (&draft.form, draft.summary.id);
        assert_eq!(form.id, format!("plain:{PASSPORT}"));
        let program = ana.get(&format!("/api/forms/{}/{}/program", form.id, form.version)).await.assert_status(200);
        assert_eq!(program.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(program.read_json::<Form>().materials.len(), 18);

        let mut answers = draft.answers;
        assert_eq!((&answers["person"]["name"], &answers["phone"]), (&json!("王小明"), &json!("13800138000")));
        for (name, answer) in [
            ("applicant", json!("person")),
            ("by_agent", json!(false)),
            ("matter", json!("去探望在国外的女儿。")),
            ("delivery", json!("counter")),
            // Filled in before the choice was changed: hidden now, and not filed.
            ("delivery_address", json!("演示路 1 号")),
        ] {
            answers[name] = answer;
        }
        ana.save(id, &answers, draft.revision).await.assert_status(200);
        let receipt: Receipt = ana.submit(id, "key").await.assert_status(200).read_json();
        assert_eq!(receipt.department, "广州市公安局");
        assert_eq!(ana.application(id).await.answers.get("delivery_address"), None);
    }
}
