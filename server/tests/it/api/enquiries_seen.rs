//! Enquiries and who sees what of them: the window while it hands them on, the agency, editors of its region, and nobody in their own
//! matter. What is published is taken back by who wrote it.

use chrono::TimeDelta;
use schema::enquiries::{EnquiryAct, EnquiryStage};
use schema::role::Role;
use schema::{FieldCode, ProblemKind};
use serde_json::{Value, json};
use server::features::enquiries::urging;

use super::enquiries::{Agency, PHONE, agency, answered, at_desk, does, filed, listed, own, question, tried};
use crate::support::{CIVIL_AFFAIRS, Client, Hall, on_both, texts};

const TO_ROUTE: &str = "/api/desk/enquiries?list=to_route";

fn complaint() -> Value {
    let mut body = question();
    (body["kind"], body["name"]) = ("complaint".into(), "路人甲".into());
    body
}

async fn route(window: &Client, id: i64) {
    let routes = at_desk(window, id).await.routes;
    let to =
        routes.iter().find(|route| route.name.ends_with(CIVIL_AFFAIRS)).expect("its agency is offered").id;
    does(window, id, json!({ "act": "route", "agency": to })).await;
}

fn published(reply: &str) -> Value {
    json!({ "act": "publish", "published": { "subject": "能代办吗", "words": "能替家人办吗？", "reply": reply } })
}

/// One that is answered and published.
async fn public(hall: &Hall, Agency { officer, lead }: &Agency, who: &Client) -> i64 {
    let sent = filed(who, &question()).await;
    answered(officer, lead, sent.id).await;
    does(lead, sent.id, published("可以。")).await;
    hall.visitor().get(&format!("/api/enquiries/{}", sent.id)).await.assert_status(200);
    sent.id
}

on_both! {
    async fn whoever_wrote_without_an_account_stays_unnamed_when_they_sign_in(hall) {
        let Agency { officer, lead } = agency(hall).await;
        let sent = filed(&hall.visitor(), &question()).await;
        answered(&officer, &lead, sent.id).await;
        let ana = hall.citizen("ana").await;
        own(&ana, &sent).await;
        let path = format!("/api/enquiries/{}/commands", sent.id);
        ana.post(&path, &json!({ "act": "rate", "grade": 1 })).await.assert_status(200);
        let shown = lead.get(&format!("/api/desk/enquiries/{}", sent.id)).await.assert_status(200);
        assert!(!shown.text().contains("王小明"), "{}", shown.text());
        let by = texts(hall, "SELECT by FROM enquiry_event WHERE payload LIKE '%rated%'").await;
        assert_eq!(by, ["writer"]);
        let line = texts(hall, "SELECT COALESCE(CAST(actor AS TEXT), 'nobody') FROM audit_line WHERE action = 'enquiry.own'").await;
        assert_eq!(line, ["nobody"]);
    }

    async fn each_reads_what_their_business_is(hall) {
        let there = agency(hall).await;
        let window = hall.staff(Role::Intake, "440100", None).await;
        let mut body = question();
        (body["item"], body["region"]) = (Value::Null, "440100".into());
        let sent = filed(&hall.citizen("ana").await, &body).await;
        assert_eq!(at_desk(&window, sent.id).await.content.unwrap().phone.as_deref(), Some(PHONE));
        route(&window, sent.id).await;
        // Handed on, it is the agency's: the window follows how far it is.
        let text = window.get(&format!("/api/desk/enquiries/{}", sent.id)).await.assert_status(200).text().to_owned();
        assert!(!text.contains(PHONE) && !text.contains("腿脚") && !text.contains("代办"), "{text}");
        assert_eq!(at_desk(&window, sent.id).await.line.stage, EnquiryStage::ToReply);
        answered(&there.officer, &there.lead, sent.id).await;
        does(&there.lead, sent.id, published("可以。")).await;
        let editor = hall.staff(Role::Editor, "440000", None).await;
        let text = editor.get(&format!("/api/desk/enquiries/{}", sent.id)).await.assert_status(200).text().to_owned();
        assert!(text.contains("能替家人办吗") && !text.contains(PHONE) && !text.contains("腿脚"), "{text}");
        assert_eq!(at_desk(&editor, sent.id).await.allowed, [EnquiryAct::TakeDown, EnquiryAct::Feature]);
        let far = hall.staff(Role::Editor, "511602", None).await;
        let path = format!("/api/desk/enquiries/{}", sent.id);
        far.get(&path).await.assert_problem(ProblemKind::NotFound);
        let feature = json!({ "act": "feature", "revision": 1 });
        far.post(&format!("{path}/commands"), &feature).await.assert_problem(ProblemKind::NotFound);
    }

    async fn a_complaint_is_urged_on_before_each_of_its_last_days(hall) {
        hall.open_demo_city().await;
        hall.staff(Role::Intake, "440100", None).await;
        let sent = filed(&hall.visitor(), &complaint()).await;
        hall.pass(TimeDelta::days(4));
        let window = hall.staff(Role::Intake, "440100", None).await;
        hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        let rung = async || urging::ring(hall.state()).await.unwrap();
        assert_eq!((rung().await, rung().await), (1, 0), "Friday; Monday is the last day of taking it up");
        route(&window, sent.id).await;
        assert_eq!((rung().await, rung().await), (1, 0), "the agency has not heard of it");
        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let due = does(&officer, sent.id, json!({ "act": "take_up" })).await.line.due.unwrap();
        assert_eq!((due.to_string().as_str(), rung().await), ("2026-03-27", 0));
        hall.pass(TimeDelta::days(20));
        assert_eq!((rung().await, rung().await), (1, 0), "Thursday; Friday is the last day of its reply");
        hall.pass(TimeDelta::days(2));
        assert_eq!((rung().await, rung().await), (1, 0), "it is past");
    }

    async fn what_is_sent_back_is_before_whoever_hands_it_on(hall) {
        let Agency { officer, .. } = agency(hall).await;
        let ana = hall.citizen("ana").await;
        let sent = filed(&ana, &question()).await;
        let back = json!({ "act": "send_back", "words": "不归我们。" });
        tried(&officer, sent.id, back.clone()).await.assert_problem(ProblemKind::Refused);
        // A window for the whole hall hands on whatever comes from wherever.
        let everywhere = hall.staff(Role::Intake, "", None).await;
        does(&officer, sent.id, back.clone()).await;
        assert_eq!(listed(&everywhere, TO_ROUTE).await, [sent.id]);
        route(&everywhere, sent.id).await;
        let places = hall.visitor().get("/api/enquiries/places").await.assert_status(200).json();
        assert!(places.as_array().is_some_and(|places| !places.is_empty()), "one may write to it: {places}");
        // The province hands on to agencies of its cities, and the narrower window comes first.
        let province = hall.staff(Role::Intake, "440000", None).await;
        let wide = filed(&ana, &complaint()).await;
        route(&province, wide.id).await;
        let city = hall.staff(Role::Intake, "440100", None).await;
        let narrow = filed(&ana, &complaint()).await;
        assert_eq!(listed(&city, TO_ROUTE).await, [narrow.id]);
        let mine = at_desk(&city, narrow.id).await.routes;
        assert!(mine.iter().any(|route| route.name == CIVIL_AFFAIRS), "its own agencies by their names");
    }

    async fn nobody_deals_with_what_they_wrote_and_complaints_go_by_the_window(hall) {
        let Agency { officer, lead } = agency(hall).await;
        let mine = filed(&officer, &question()).await;
        officer.get(&format!("/api/desk/enquiries/{}", mine.id)).await.assert_problem(ProblemKind::NotFound);
        assert!(listed(&officer, "/api/desk/enquiries").await.is_empty());
        assert_eq!(listed(&lead, "/api/desk/enquiries").await, [mine.id]);
        assert_eq!(own(&officer, &mine).await.line.stage, EnquiryStage::ToReply);
        let window = hall.staff(Role::Intake, "440100", None).await;
        let sent = filed(&hall.visitor(), &complaint()).await;
        lead.get(&format!("/api/desk/enquiries/{}", sent.id)).await.assert_problem(ProblemKind::NotFound);
        assert_eq!(listed(&window, TO_ROUTE).await, [sent.id]);
        route(&window, sent.id).await;
        assert_eq!(at_desk(&lead, sent.id).await.line.stage, EnquiryStage::ToTakeUp);
    }

    async fn a_command_says_what_its_giver_has_seen(hall) {
        let Agency { officer, .. } = agency(hall).await;
        let sent = filed(&hall.visitor(), &question()).await;
        let path = format!("/api/desk/enquiries/{}/commands", sent.id);
        let blind = json!({ "act": "draft", "words": "可以。" });
        officer.post(&path, &blind).await.assert_problem(ProblemKind::BadRequest);
        assert_eq!(at_desk(&officer, sent.id).await.line.stage, EnquiryStage::ToReply);
    }

    async fn what_is_published_tells_nobodys_number_and_fits_where_it_goes(hall) {
        let Agency { officer, lead } = agency(hall).await;
        let sent = filed(&hall.citizen("ana").await, &question()).await;
        answered(&officer, &lead, sent.id).await;
        let mut private = published("可以。");
        private["published"]["words"] = format!("打{PHONE}找我").into();
        let refused = tried(&lead, sent.id, private).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/asked");
        let mut offices = published("打 020-83111111 预约。");
        let refused = tried(&lead, sent.id, offices.clone()).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/reply");
        offices["numbers_are_offices"] = true.into();
        let seen = does(&lead, sent.id, offices).await;
        assert!(seen.allowed.contains(&EnquiryAct::Keep));
        let editor = hall.staff(Role::Editor, "440000", None).await;
        let word = json!({ "words": ["坏词"], "enabled": true });
        editor.post("/api/desk/libraries/blocked", &word).await.assert_status(201);
        hall.state().search.refresh(hall.db()).await.unwrap();
        let refused = tried(&lead, sent.id, published("坏 词。")).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code), ("/reply", FieldCode::BlockedWords));
        let long = published(&"长".repeat(1001));
        assert!(!does(&lead, sent.id, long).await.allowed.contains(&EnquiryAct::Keep), "too long for the library");
    }

    async fn whoever_wrote_takes_back_that_it_is_published(hall) {
        let there = agency(hall).await;
        let (ana, lead) = (hall.citizen("ana").await, &there.lead);
        let asked = async || {
            let now = hall.state();
            now.search.refresh(&now.db).await.unwrap();
            hall.visitor().post("/api/ask", &json!({ "text": "能代办吗" })).await.assert_status(200).json()
        };
        let id = public(hall, &there, &ana).await;
        does(lead, id, json!({ "act": "keep" })).await;
        assert_eq!(asked().await["said"]["text"], "可以。");
        let path = format!("/api/enquiries/{id}");
        let bob = hall.citizen("bob").await;
        let take_back = json!({ "act": "withdraw_consent" });
        bob.post(&format!("{path}/commands"), &take_back).await.assert_status(404);
        ana.post(&format!("{path}/commands"), &take_back).await.assert_status(200);
        hall.visitor().get(&path).await.assert_problem(ProblemKind::NotFound);
        assert!(listed(&hall.visitor(), "/api/enquiries").await.is_empty());
        assert_ne!(asked().await["said"]["text"], "可以。", "nor does the hall say it");
        assert!(!at_desk(lead, id).await.allowed.contains(&EnquiryAct::Publish));
        ana.post(&format!("{path}/commands"), &take_back).await.assert_problem(ProblemKind::Refused);
        // Who leads takes one down: the hall says it no more either, until it is published and kept anew.
        let id = public(hall, &there, &bob).await;
        does(lead, id, json!({ "act": "keep" })).await;
        does(lead, id, json!({ "act": "take_down" })).await;
        assert_ne!(asked().await["said"]["text"], "可以。");
        does(lead, id, published("可以。")).await;
        does(lead, id, json!({ "act": "keep" })).await;
        assert_eq!(asked().await["said"]["text"], "可以。");
    }
}
