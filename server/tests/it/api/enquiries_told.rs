//! Who is told of an enquiry: its writer what becomes of it, in the hall and as they have asked for; who leads the agency that it is
//! due, once before the last day and once after it.

use chrono::TimeDelta;
use schema::Locale;
use schema::cases::Worklist;
use schema::enquiries::{EnquiryFiled, EnquiryNoteKind};
use schema::messages::{Message, MessageKind, Messages};
use schema::role::Role;
use serde_json::{Value, json};
use server::features::calendar;
use server::features::enquiries::{follow_calendar, urging};

use super::calendar::NOTICE;
use super::outbox::{round, with_sms};
use crate::support::{CIVIL_AFFAIRS, Client, Gateway, Hall, SENIOR_CARD, on_both, texts};

fn written(kind: &str) -> Value {
    json!({ "kind": kind, "subject": "窗口等太久", "words": "等了两小时。", "item": SENIOR_CARD, "consents": false })
}

async fn filed(who: &Client, kind: &str) -> EnquiryFiled {
    who.post("/api/enquiries", &written(kind)).await.assert_status(201).read_json()
}

async fn does(who: &Client, id: i64, mut command: Value) {
    let seen = who.get(&format!("/api/desk/enquiries/{id}")).await.assert_status(200).json();
    command["revision"] = seen["revision"].clone();
    who.post(&format!("/api/desk/enquiries/{id}/commands"), &command).await.assert_status(200);
}

/// One's messages, the oldest first.
async fn told(who: &Client) -> Vec<Message> {
    let mut found: Messages = who.get("/api/me/messages").await.assert_status(200).read_json();
    found.messages.items.reverse();
    found.messages.items
}

fn kinds(messages: &[Message]) -> Vec<MessageKind> {
    messages.iter().map(|message| message.kind).collect()
}

/// What stands above a worklist about enquiries.
async fn notes(who: &Client) -> Vec<(i64, EnquiryNoteKind)> {
    let list: Worklist = who.get("/api/desk/cases").await.assert_status(200).read_json();
    list.enquiries.iter().map(|note| (note.enquiry, note.kind)).collect()
}

async fn at_agency(hall: &Hall, role: Role) -> Client {
    hall.staff(role, "440100", Some(CIVIL_AFFAIRS)).await
}

on_both! {
    async fn its_writer_is_told_what_becomes_of_it_and_nobody_else(hall) {
        hall.open_demo_city().await;
        let (officer, lead) = (at_agency(hall, Role::Officer).await, at_agency(hall, Role::AgencyLead).await);
        let (ana, bob) = (hall.citizen("ana").await, hall.citizen("bob").await);
        let one = filed(&ana, "complaint").await;
        does(&officer, one.id, json!({ "act": "take_up" })).await;
        does(&officer, one.id, json!({ "act": "draft", "words": "加开了窗口。" })).await;
        does(&lead, one.id, json!({ "act": "reply" })).await;
        let messages = told(&ana).await;
        let after = [MessageKind::EnquiryRouted, MessageKind::EnquiryTakenUp, MessageKind::EnquiryReplied];
        assert_eq!(kinds(&messages), after, "what goes on at the agency is its own");
        let days: Vec<_> = messages.iter().map(|message| message.due.map(|day| day.to_string())).collect();
        assert_eq!(days, [Some("2026-03-09".into()), Some("2026-03-23".into()), None]);
        for message in &messages {
            let agency = message.words.as_ref().unwrap().get(Locale::ZhCn);
            assert_eq!((message.enquiry, agency, message.item_name.as_str()), (Some(one.id), CIVIL_AFFAIRS, "窗口等太久"));
        }
        let page = ana.page("/me/messages").await.assert_status(200).text().to_owned();
        assert!(page.contains(&format!("href=\"/enquiries/{}\"", one.id)) && page.contains("答复您了"), "{page}");
        let two = filed(&ana, "complaint").await;
        does(&lead, two.id, json!({ "act": "decline", "words": "已经由法院受理。" })).await;
        assert_eq!(kinds(&told(&ana).await)[3..], [MessageKind::EnquiryRouted, MessageKind::EnquiryDeclined]);
        // What one takes back oneself is no news; who has no account has a code instead.
        let three = filed(&ana, "question").await;
        ana.post(&format!("/api/enquiries/{}/commands", three.id), &json!({ "act": "withdraw" })).await.assert_status(200);
        assert_eq!(told(&ana).await.len(), 6);
        hall.visitor().post("/api/enquiries", &json!({ "kind": "question", "subject": "一", "words": "二", "item": SENIOR_CARD }))
            .await.assert_status(201);
        assert!(told(&bob).await.is_empty());
        assert_eq!(texts(hall, "SELECT kind FROM message WHERE enquiry IS NOT NULL").await.len(), 6);
    }

    async fn who_has_asked_for_it_is_told_by_sms_and_not_what_was_written(hall) {
        hall.open_demo_city().await;
        let gateway = Gateway::open().await;
        let server = with_sms(hall, &gateway).await;
        let ana = hall.citizen("ana").await;
        let ana_there = hall.sign_in_at(&server, "ana").await;
        let wishes = json!({ "locale": "zh-CN", "phone": "13800138000", "sms": true, "email": null, "mail": false });
        ana_there.put("/api/me/notifications", &wishes).await.assert_status(200);
        filed(&ana, "question").await;
        assert_eq!(round(&server).await.sent, 1);
        let heard = gateway.heard();
        assert!(heard.len() == 1 && heard[0].body.contains(CIVIL_AFFAIRS) && !heard[0].body.contains("窗口"), "{heard:?}");
    }

    async fn who_leads_is_told_once_before_the_last_day_and_once_after_it(hall) {
        hall.open_demo_city().await;
        let sent = filed(&hall.citizen("ana").await, "question").await;
        hall.pass(TimeDelta::days(4));
        let beside = hall.beside(|_| {}).await;
        let (officer, lead) = (at_agency(hall, Role::Officer).await, at_agency(hall, Role::AgencyLead).await);
        let (one, two) = tokio::join!(urging::ring(hall.state()), urging::ring(beside.state()));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(notes(&lead).await, [(sent.id, EnquiryNoteKind::ReplyDue)]);
        assert!(notes(&officer).await.is_empty(), "who leads is told");
        let page = lead.page("/desk").await.assert_status(200).text().to_owned();
        assert!(page.contains("快到期了，还没答复：“窗口等太久”"), "{page}");
        assert!(page.contains(&format!("/desk/enquiries/{}", sent.id)));
        // A week on everybody signs in anew.
        hall.pass(TimeDelta::days(4));
        assert_eq!((urging::ring(hall.state()).await.unwrap(), urging::ring(beside.state()).await.unwrap()), (1, 0));
        let (officer, other) = (at_agency(hall, Role::Officer).await, at_agency(hall, Role::AgencyLead).await);
        assert!(notes(&other).await.is_empty(), "who came since was not told");
        let kinds = texts(hall, "SELECT kind FROM desk_note WHERE enquiry IS NOT NULL ORDER BY id").await;
        assert_eq!(kinds, ["reply_due", "reply_late"]);
        does(&officer, sent.id, json!({ "act": "draft", "words": "加开了窗口。" })).await;
        does(&other, sent.id, json!({ "act": "reply" })).await;
        let left = texts(hall, "SELECT kind FROM desk_note WHERE enquiry IS NOT NULL AND seen_at IS NULL").await;
        assert_eq!(left, Vec::<String>::new(), "what is answered needs no urging");
    }

    async fn holidays_that_are_published_later_move_the_last_day_and_its_writer_is_told(hall) {
        hall.open_demo_city().await;
        hall.pass(TimeDelta::days(303));
        let ana = hall.citizen("ana").await;
        let sent = filed(&ana, "question").await;
        let before = sent.due.unwrap();
        assert!(calendar::import(hall.db(), NOTICE, hall.state().clock.now()).await.unwrap().unwrap().changed);
        let follow = async || follow_calendar(hall.db(), &hall.state().chance, hall.state().clock.now()).await.unwrap();
        assert_eq!((follow().await, follow().await), (1, 0), "once");
        let messages = told(&ana).await;
        assert_eq!(kinds(&messages), [MessageKind::EnquiryRouted, MessageKind::DeadlineChanged]);
        assert!(messages[1].due.unwrap() > before, "{before} {messages:?}");
        assert_eq!(messages[1].enquiry, Some(sent.id));
    }

    async fn what_no_agency_has_yet_is_told_to_the_window_and_once_it_is_late_to_who_supervises(hall) {
        hall.open_demo_city().await;
        let account = async |who: &Client| who.get("/api/session").await.json()["account"].to_string();
        let window = hall.staff(Role::Intake, "440100", None).await;
        let supervisor = hall.staff(Role::Supervisor, "440000", Some(CIVIL_AFFAIRS)).await;
        at_agency(hall, Role::AgencyLead).await;
        hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await;
        let (window, supervisor) = (account(&window).await, account(&supervisor).await);
        filed(&hall.citizen("ana").await, "complaint").await;
        let whom = "SELECT CAST(account AS TEXT) FROM desk_note WHERE enquiry IS NOT NULL ORDER BY id";
        hall.pass(TimeDelta::days(4));
        assert_eq!(urging::ring(hall.state()).await.unwrap(), 1);
        assert_eq!(texts(hall, whom).await, std::slice::from_ref(&window), "nobody else can hand it on");
        hall.pass(TimeDelta::days(4));
        assert_eq!(urging::ring(hall.state()).await.unwrap(), 1);
        assert_eq!(texts(hall, whom).await, [window.clone(), window, supervisor]);
    }
}
