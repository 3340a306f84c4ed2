//! Enquiries: written with an account or without, handed on, answered by one and let out by another, published, rated, urged; and who
//! reads what.

use chrono::TimeDelta;
use schema::enquiries::{
    DeskEnquiry, EnquiryAct, EnquiryFigures, EnquiryFiled, EnquiryKind, EnquiryLine, EnquiryStage,
    EnquiryView, OwnEnquiry,
};
use schema::role::Role;
use schema::{FieldCode, Page, ProblemKind};
use serde_json::{Value, json};
use server::features::enquiries::urging;

use crate::support::{CIVIL_AFFAIRS, Client, FOOD_SAFETY, Hall, Response, SENIOR_CARD, on_both};

/// What only who answers may read.
pub const PHONE: &str = "13900139000";

pub fn question() -> Value {
    json!({
        "kind": "question", "subject": "子女能代办优待证吗", "words": "父亲腿脚不便，我能替他办吗？",
        "item": SENIOR_CARD, "phone": PHONE, "consents": true,
    })
}

pub async fn filed(who: &Client, body: &Value) -> EnquiryFiled {
    who.post("/api/enquiries", body).await.assert_status(201).read_json()
}

/// As who wrote it reads it; who has a code says it first, unless it was filed from there.
pub async fn own(who: &Client, filed: &EnquiryFiled) -> OwnEnquiry {
    if let Some(code) = &filed.code {
        who.post("/api/enquiries/open", &json!({ "id": filed.id, "code": code })).await.assert_status(200);
    }
    let view: EnquiryView =
        who.get(&format!("/api/enquiries/{}", filed.id)).await.assert_status(200).read_json();
    match view {
        EnquiryView::Own(own) => own,
        EnquiryView::Public(_) => panic!("not one's own"),
    }
}

pub async fn at_desk(who: &Client, id: i64) -> DeskEnquiry {
    who.get(&format!("/api/desk/enquiries/{id}")).await.assert_status(200).read_json()
}

/// Does something about it as it stands.
pub async fn does(who: &Client, id: i64, command: Value) -> DeskEnquiry {
    tried(who, id, command).await.assert_status(200).read_json()
}

/// The same, whatever comes of it.
pub async fn tried(who: &Client, id: i64, mut command: Value) -> Response {
    command["revision"] = at_desk(who, id).await.revision.into();
    who.post(&format!("/api/desk/enquiries/{id}/commands"), &command).await
}

pub async fn listed(who: &Client, path: &str) -> Vec<i64> {
    let page: Page<EnquiryLine> = who.get(path).await.assert_status(200).read_json();
    page.items.iter().map(|line| line.id).collect()
}

/// Answered by an officer, let out by who leads.
pub async fn answered(officer: &Client, lead: &Client, id: i64) {
    does(officer, id, json!({ "act": "draft", "words": "可以，带两人的身份证。" })).await;
    does(lead, id, json!({ "act": "reply" })).await;
}

pub struct Agency {
    pub officer: Client,
    pub lead: Client,
}

pub async fn agency(hall: &Hall) -> Agency {
    hall.open_demo_city().await;
    Agency {
        officer: hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await,
        lead: hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await,
    }
}

on_both! {
    async fn a_question_about_an_item_goes_to_its_agency_and_comes_back_answered(hall) {
        let Agency { officer, lead } = agency(hall).await;
        let ana = hall.citizen("ana").await;
        let sent = filed(&ana, &question()).await;
        assert_eq!((sent.code.clone(), sent.due.unwrap().to_string().as_str()), (None, "2026-03-09"));
        assert_eq!(listed(&officer, "/api/desk/enquiries").await, [sent.id]);
        let seen = at_desk(&officer, sent.id).await;
        assert_eq!((seen.content.unwrap().phone.as_deref(), seen.line.stage), (Some(PHONE), EnquiryStage::ToReply));
        assert_eq!(seen.allowed, [EnquiryAct::SendBack, EnquiryAct::Draft]);
        does(&lead, sent.id, json!({ "act": "draft", "words": "可以。" })).await;
        // Who wrote the reply does not let it out.
        tried(&lead, sent.id, json!({ "act": "reply" })).await.assert_problem(ProblemKind::Refused);
        assert!(own(&ana, &sent).await.reply.is_none(), "nobody let it out");
        answered(&officer, &lead, sent.id).await;
        let told = own(&ana, &sent).await;
        assert_eq!((told.line.stage, told.reply.as_deref()), (EnquiryStage::Replied, Some("可以，带两人的身份证。")));
        // What goes on between those who answer is not told.
        let steps: Vec<&str> = told.steps.iter().map(|step| step.what.as_str()).collect();
        assert_eq!(steps, ["filed", "routed", "replied"]);
        assert!(told.steps.iter().all(|step| step.by.is_none()));
        assert!(listed(&officer, "/api/desk/enquiries").await.is_empty());
        assert_eq!(listed(&officer, "/api/desk/enquiries?list=over").await, [sent.id]);
        assert_eq!(listed(&ana, "/api/me/enquiries").await, [sent.id]);
    }

    async fn nobody_else_reads_one_before_it_is_published_and_then_without_who_wrote(hall) {
        let Agency { officer, lead } = agency(hall).await;
        let ana = hall.citizen("ana").await;
        let sent = filed(&ana, &question()).await;
        let path = format!("/api/enquiries/{}", sent.id);
        let bob = hall.citizen("bob").await;
        let elsewhere = hall.staff(Role::Officer, "440100", Some(FOOD_SAFETY)).await;
        for other in [&bob, &hall.visitor(), &elsewhere] {
            other.get(&path).await.assert_problem(ProblemKind::NotFound);
        }
        elsewhere.get(&format!("/api/desk/enquiries/{}", sent.id)).await.assert_problem(ProblemKind::NotFound);
        bob.get(&format!("/api/desk/enquiries/{}", sent.id)).await.assert_status(403);
        bob.post(&format!("{path}/commands"), &json!({ "act": "withdraw" })).await.assert_status(404);
        answered(&officer, &lead, sent.id).await;
        hall.visitor().get(&path).await.assert_problem(ProblemKind::NotFound);
        let published = json!({ "subject": "能代办吗", "words": "能替家人办吗？", "reply": "可以。" });
        does(&lead, sent.id, json!({ "act": "publish", "published": published })).await;
        let shown = hall.visitor().get(&path).await.assert_status(200);
        let text = shown.text().to_owned();
        assert!(text.contains("能替家人办吗") && !text.contains("腿脚") && !text.contains(PHONE), "{text}");
        assert_eq!(listed(&hall.visitor(), "/api/enquiries").await, [sent.id]);
        assert!(listed(&hall.visitor(), "/api/enquiries?column=featured").await.is_empty());
        let editor = hall.staff(Role::Editor, "440000", None).await;
        does(&editor, sent.id, json!({ "act": "feature" })).await;
        assert_eq!(listed(&hall.visitor(), "/api/enquiries?column=featured").await, [sent.id]);
        // Kept, it is what the hall answers to who asks the like, and what is laid before who has to answer one.
        does(&lead, sent.id, json!({ "act": "keep" })).await;
        let (question, now) = (question(), hall.state());
        now.search.refresh(&now.db).await.unwrap();
        let said = hall.visitor().post("/api/ask", &json!({ "text": "能代办吗" })).await.assert_status(200).json();
        assert_eq!(said["said"]["text"], "可以。", "{said}");
        let mut like = question;
        like["subject"] = "能代办吗".into();
        let next = filed(&bob, &like).await;
        assert_eq!(at_desk(&officer, next.id).await.content.unwrap().approved.unwrap().text, "可以。");
        does(&lead, sent.id, json!({ "act": "take_down" })).await;
        hall.visitor().get(&path).await.assert_problem(ProblemKind::NotFound);
        assert!(own(&ana, &sent).await.reply.is_some(), "its writer still has it");
    }

    async fn who_has_no_account_has_a_code_that_stands_in_no_address(hall) {
        let Agency { officer, lead } = agency(hall).await;
        let visitor = hall.visitor();
        let mut body = question();
        body["name"] = "路人".into();
        let sent = filed(&visitor, &body).await;
        let code = sent.code.clone().unwrap();
        // Where it was filed it is open; anywhere else the code opens it.
        visitor.get(&format!("/api/enquiries/{}", sent.id)).await.assert_status(200);
        let elsewhere = hall.visitor();
        elsewhere.get(&format!("/api/enquiries/{}?code={code}", sent.id)).await.assert_status(404);
        let wrong = json!({ "id": sent.id, "code": "0".repeat(32) });
        elsewhere.post("/api/enquiries/open", &wrong).await.assert_problem(ProblemKind::NotFound);
        let opened = elsewhere.post("/api/enquiries/open", &json!({ "id": sent.id, "code": code.to_uppercase() })).await;
        let cookie = opened.assert_status(200).header("set-cookie").unwrap().to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("Max-Age=1800"), "{cookie}");
        assert_eq!(own(&elsewhere, &sent).await.line.subject, "子女能代办优待证吗");
        answered(&officer, &lead, sent.id).await;
        let path = format!("/api/enquiries/{}/commands", sent.id);
        elsewhere.post(&path, &json!({ "act": "rate", "grade": 4 })).await.assert_status(200);
        assert_eq!(own(&visitor, &sent).await.line.grade, Some(4));
        let figures: EnquiryFigures = visitor.get("/api/enquiries/figures").await.assert_status(200).read_json();
        let it = figures.months.iter().find(|it| it.kind == EnquiryKind::Question).unwrap();
        assert_eq!((it.month.as_str(), it.received, it.answered, it.on_time, it.rated, it.grades), ("2026-03", 1, 1, 1, 1, 4));
    }

    async fn what_is_about_no_item_is_handed_on_by_the_window_of_its_place(hall) {
        let Agency { officer, lead } = agency(hall).await;
        let ana = hall.citizen("ana").await;
        let mut body = question();
        body["item"] = Value::Null;
        let refused = ana.post("/api/enquiries", &body).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code), ("/region", FieldCode::Required));
        let window = hall.staff(Role::Intake, "440100", None).await;
        let far = hall.staff(Role::Intake, "511602", None).await;
        body["region"] = "440100".into();
        body["kind"] = "complaint".into();
        let sent = filed(&ana, &body).await;
        assert!(listed(&far, "/api/desk/enquiries?list=to_route").await.is_empty());
        assert_eq!(listed(&window, "/api/desk/enquiries?list=to_route").await, [sent.id]);
        let seen = at_desk(&window, sent.id).await;
        let to = seen.routes.iter().find(|route| route.name == CIVIL_AFFAIRS).unwrap().id;
        let path = format!("/api/desk/enquiries/{}/commands", sent.id);
        let unknown = tried(&window, sent.id, json!({ "act": "route", "agency": 999_999 })).await;
        assert_eq!(unknown.assert_problem(ProblemKind::Invalid).errors[0].pointer, "/agency");
        does(&window, sent.id, json!({ "act": "route", "agency": to })).await;
        does(&officer, sent.id, json!({ "act": "send_back", "words": "是市场监管局的事。" })).await;
        assert_eq!(listed(&window, "/api/desk/enquiries?list=to_route").await, [sent.id]);
        does(&window, sent.id, json!({ "act": "route", "agency": to })).await;
        let stale = json!({ "act": "take_up", "revision": seen.revision });
        officer.post(&path, &stale).await.assert_problem(ProblemKind::Conflict);
        does(&lead, sent.id, json!({ "act": "decline", "words": "已经由法院受理。" })).await;
        let told = own(&ana, &sent).await;
        assert_eq!((told.line.stage, told.reply.as_deref()), (EnquiryStage::Declined, Some("已经由法院受理。")));
    }

    async fn a_letter_is_registered_at_the_window_and_counts_from_the_day_it_came(hall) {
        let Agency { officer, .. } = agency(hall).await;
        let window = hall.staff(Role::Intake, "440100", None).await;
        let letter = |day: &str, channel: &str| json!({
            "kind": "suggestion", "subject": "多开一个窗口", "words": "下午人多。", "item": SENIOR_CARD,
            "name": "老李", "channel": channel, "received_on": day,
        });
        for (day, channel, pointer) in [
            ("2026-03-03", "letter", "/received_on"), ("2024-01-02", "letter", "/received_on"), ("2026-02-27", "web", "/channel"),
        ] {
            let refused = window.post("/api/desk/enquiries", &letter(day, channel)).await;
            assert_eq!(refused.assert_problem(ProblemKind::Invalid).errors[0].pointer, pointer);
        }
        officer.post("/api/desk/enquiries", &letter("2026-02-27", "letter")).await.assert_status(403);
        let sent = window.post("/api/desk/enquiries", &letter("2026-02-27", "letter")).await.assert_status(201);
        let sent: EnquiryFiled = sent.read_json();
        // Saturday the 28th of February is worked on that year.
        assert_eq!(sent.due.unwrap().to_string(), "2026-03-19");
        assert_eq!(at_desk(&officer, sent.id).await.content.unwrap().name.as_deref(), Some("老李"));
    }

    async fn who_has_to_answer_is_urged_before_the_last_day_and_after_it_once_each(hall) {
        agency(hall).await;
        let sent = filed(&hall.citizen("ana").await, &question()).await;
        assert_eq!(urging::ring(hall.state()).await.unwrap(), 0);
        hall.pass(TimeDelta::days(4));
        let beside = hall.beside(|_| {}).await;
        let (one, two) = tokio::join!(urging::ring(hall.state()), urging::ring(beside.state()));
        assert_eq!(one.unwrap() + two.unwrap(), 1, "Friday; Monday is the last day");
        assert_eq!(urging::ring(hall.state()).await.unwrap(), 0);
        hall.pass(TimeDelta::days(4));
        assert_eq!(urging::ring(hall.state()).await.unwrap(), 1, "it is past");
        assert_eq!(urging::ring(hall.state()).await.unwrap(), 0);
        // A week later one signs in anew.
        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let steps = at_desk(&officer, sent.id).await.content.unwrap().steps;
        assert_eq!(steps.iter().filter(|step| step.what == "urged").count(), 2);
    }

    async fn what_is_wrong_is_said_where_it_is(hall) {
        agency(hall).await;
        let bad = json!({ "kind": "complaint", "subject": "", "words": "", "item": "NONE", "phone": "abc" });
        let refused = hall.visitor().post("/api/enquiries", &bad).await.assert_problem(ProblemKind::Invalid);
        let pointers: Vec<&str> = refused.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/subject", "/words", "/name", "/phone"]);
        let unknown = json!({ "kind": "question", "subject": "一", "words": "二", "item": "NONE" });
        let refused = hall.visitor().post("/api/enquiries", &unknown).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/item");
    }
}
