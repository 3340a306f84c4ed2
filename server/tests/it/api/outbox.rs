//! What is told out of the hall: by SMS through a gateway, by e-mail through a server of SMTP, to systems at their own addresses;
//! when, how often, and what of it is given up.

use chrono::TimeDelta;
use schema::messages::MessageKind;
use schema::notifications::{Channel, Notifications};
use schema::{FieldCode, Locale, ProblemKind};
use serde_json::{Value, json};
use server::config::Secret;
use server::db::Tx;
use server::features::outbox::{self, Round};
use server::features::{audit, exchange};
use server::state::AppState;
use sha2::{Digest, Sha256};

use super::exchange::let_in;
use crate::support::{Client, Gateway, Hall, MailServer, Request, Scene, Server, claim, on_both, texts};

/// What a round did that only sent, or only failed, or gave up, or put off.
const SENT: Round = Round { sent: 1, failed: 0, dead: 0, put_off: 0 };
const FAILED: Round = Round { sent: 0, failed: 1, dead: 0, put_off: 0 };
const DEAD: Round = Round { sent: 0, failed: 0, dead: 1, put_off: 0 };
const PUT_OFF: Round = Round { sent: 0, failed: 0, dead: 0, put_off: 1 };

pub async fn round(server: &Server) -> Round {
    outbox::deliver(server.state()).await.unwrap()
}

/// Of each row what a test asks for, which is a column.
macro_rules! rows {
    ($hall:expr, $column:literal) => {
        texts($hall, concat!("SELECT CAST(", $column, " AS TEXT) FROM outbox ORDER BY id"))
    };
}

/// A server with a way to send text messages.
pub async fn with_sms(hall: &Hall, gateway: &Gateway) -> Server {
    hall.beside(|config| {
        config.outbound.sms_gateway = Some(gateway.url());
        config.outbound.sms_key = Some(Secret::from("the-key-of-the-hall"));
    })
    .await
}

fn wishes(sms: bool, mail: bool) -> Value {
    json!({ "locale": "zh-CN", "phone": "138 0013-8000", "sms": sms, "email": "ana@example.cn", "mail": mail })
}

async fn ask(hall: &Hall, server: &Server, wishes: &Value) -> Client {
    let ana = hall.sign_in_at(server, "ana").await;
    ana.put("/api/me/notifications", wishes).await.assert_status(200);
    ana
}

/// A case that was accepted, whose applicant had asked for text messages; the one to tell so waits.
async fn one_text(hall: &Hall) -> (Gateway, Server, Scene) {
    let gateway = Gateway::open().await;
    let server = with_sms(hall, &gateway).await;
    let scene = Scene::open(hall).await;
    assert_eq!(rows!(hall, "code").await.len(), 0, "nobody is told who has not asked for it");
    ask(hall, &server, &wishes(true, false)).await;
    scene.handle(&scene.intake, "accept", "accepted").await;
    assert_eq!(rows!(hall, "code").await, [MessageKind::Accepted.slug()]);
    (gateway, server, scene)
}

/// The HMAC of RFC 2104 by its definition, so that a signature is not proved by what made it.
fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    assert!(key.len() <= 64);
    let pad = |with: u8| -> Vec<u8> { (0..64).map(|at| key.get(at).unwrap_or(&0) ^ with).collect() };
    let inner = Sha256::digest([pad(0x36), text.to_vec()].concat());
    Sha256::digest([pad(0x5c), inner.to_vec()].concat()).to_vec()
}

#[track_caller]
fn assert_signed(request: &Request, secret: &str) {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let [id, timestamp] = ["webhook-id", "webhook-timestamp"].map(|name| request.header(name));
    let tag = hmac(&key, format!("{id}.{timestamp}.{}", request.body).as_bytes());
    assert_eq!(request.header("webhook-signature"), format!("v1,{}", STANDARD.encode(tag)));
}

/// A system that is told of these events at an address; its secret.
async fn subscribe(hall: &Hall, code: &str, url: &str, events: &[&str]) -> String {
    let_in(hall, code, &format!("the key of {code}")).await;
    let secret = outbox::webhook_secret(code.as_bytes());
    let events: Vec<String> = events.iter().map(|event| (*event).to_owned()).collect();
    let mut tx = hall.db().write().await.unwrap();
    let way = (url, &events[..], &Secret::from(secret.as_str()));
    exchange::set_webhook(&mut tx, code, way, false, hall.state().clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    secret
}

/// A process that tells of what was accepted, with one answer and a name that has none.
fn announcing(process: &mut Value) {
    let send = json!({ "area": "/premises/floor_area", "none": "/no/such/answer" });
    process["seq"][0]["task"]["effects"] = json!([
        { "id": "tell", "name": { "zh-CN": "通报" }, "on": ["accepted"],
          "does": { "exchange": { "event": "food-accepted", "send": send } } },
        { "id": "else", "name": { "zh-CN": "通报" }, "on": ["not_accepted"],
          "does": { "exchange": { "event": "food-refused" } } },
    ]);
}

async fn write(state: &AppState) -> Tx {
    state.db.write().await.unwrap()
}

on_both! {
    async fn a_text_is_sent_once_by_two_servers(hall) {
        let (gateway, one, scene) = one_text(hall).await;
        let other = with_sms(hall, &gateway).await;
        let (first, second) = tokio::join!(round(&one), round(&other));
        assert_eq!(first.sent + second.sent, 1, "{first:?} {second:?}");
        let heard = gateway.heard();
        let [text] = &heard[..] else { panic!("{heard:?}") };
        assert_eq!(text.header("authorization"), "Bearer the-key-of-the-hall");
        let said = text.json();
        assert_eq!(said["to"], "13800138000");
        assert_eq!(said["id"], rows!(hall, "event").await[0]);
        let words = said["text"].as_str().unwrap();
        assert!(words.contains(&scene.receipt.number.to_string()) && words.contains("受理了您的申请"), "{words}");
        assert!(!words.contains("王小明") && words.chars().count() <= 70, "{words}");
        assert_eq!(round(&one).await, Round::default());
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);
    }

    async fn what_did_not_happen_is_told_to_nobody(hall) {
        let (_, _, scene) = one_text(hall).await;
        scene.command(&scene.intake, claim("review")).await.assert_problem(ProblemKind::Refused);
        assert_eq!(rows!(hall, "code").await.len(), 1);
        // Written, and the transaction is dropped.
        let (state, account) = (hall.state(), scene.ana.get("/api/session").await.json()["account"].as_i64().unwrap());
        let mut tx = write(state).await;
        let message = (1, MessageKind::Approved);
        outbox::of_message(&mut tx, &state.chance, account, message, state.clock.now()).await.unwrap();
        drop(tx);
        assert_eq!(rows!(hall, "code").await.len(), 1);
    }

    async fn a_gateway_that_is_down_is_tried_by_the_schedule(hall) {
        let (gateway, server, _) = one_text(hall).await;
        gateway.answers(503);
        assert_eq!(round(&server).await, FAILED);
        assert_eq!(round(&server).await, Round::default(), "not before its time");
        for minutes in [1, 5, 30, 120] {
            hall.pass(TimeDelta::minutes(minutes) - TimeDelta::seconds(1));
            assert_eq!(round(&server).await, Round::default(), "{minutes}");
            hall.pass(TimeDelta::seconds(1));
            assert_eq!(round(&server).await, FAILED, "{minutes}");
        }
        gateway.answers(200);
        hall.pass(TimeDelta::hours(6));
        assert_eq!(round(&server).await, SENT);
        let ids: Vec<Value> = gateway.heard().iter().map(|text| text.json()["id"].clone()).collect();
        assert!(ids.len() == 6 && ids.iter().all(|id| *id == ids[0]), "the same text under the same id: {ids:?}");
    }

    async fn what_nobody_takes_is_given_up_until_it_is_asked_for_again(hall) {
        let (gateway, server, _) = one_text(hall).await;
        gateway.answers(500);
        let mut last = round(&server).await;
        for wait in [1, 5, 30, 120, 360, 1440, 1440, 1440, 1440] {
            assert_eq!(last, FAILED);
            hall.pass(TimeDelta::minutes(wait));
            last = round(&server).await;
        }
        assert_eq!((last, gateway.heard().len()), (DEAD, 10));
        hall.pass(TimeDelta::days(30));
        assert_eq!(round(&server).await, Round::default());
        let dead = outbox::dead(&mut write(hall.state()).await, 0).await.unwrap();
        let [dead] = &dead[..] else { panic!("{dead:?}") };
        let told = (dead.channel.as_str(), dead.code.as_str(), dead.failure.as_str(), dead.attempts);
        assert_eq!(told, ("sms", "accepted", "refused", 10));

        let now = hall.state().clock.now();
        let mut tx = write(hall.state()).await;
        assert!(outbox::retry(&mut tx, Some(dead.id + 1), now).await.is_err());
        assert_eq!(outbox::retry(&mut tx, Some(dead.id), now).await.unwrap(), 1);
        assert_eq!(outbox::retry(&mut tx, None, now).await.unwrap(), 0, "there is no other");
        tx.commit().await.unwrap();
        gateway.answers(200);
        assert_eq!(round(&server).await, SENT);
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults, []);
    }

    async fn nobody_is_woken_and_waiting_is_no_attempt(hall) {
        let (gateway, server, _) = one_text(hall).await;
        hall.pass(TimeDelta::hours(12));
        assert_eq!(round(&server).await, PUT_OFF, "it is nine in the evening");
        assert_eq!((round(&server).await, gateway.heard().len()), (Round::default(), 0));
        hall.pass(TimeDelta::hours(11));
        assert_eq!(round(&server).await, SENT);
        assert_eq!(rows!(hall, "attempts").await, ["1"]);
    }

    async fn who_takes_it_back_is_told_no_more(hall) {
        let (gateway, server, scene) = one_text(hall).await;
        ask(hall, &server, &wishes(false, false)).await;
        assert_eq!(round(&server).await, DEAD);
        assert_eq!((rows!(hall, "failure").await, gateway.heard().len()), (vec!["unwanted".to_owned()], 0));
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        assert_eq!(rows!(hall, "code").await.len(), 1);
    }

    async fn what_a_server_had_in_hand_when_it_ended_is_sent_by_another(hall) {
        let (gateway, server, _) = one_text(hall).await;
        // As a server leaves it that ends between taking and telling.
        let mut tx = write(hall.state()).await;
        let until = hall.state().clock.now() + TimeDelta::minutes(10);
        server::sql!(&mut tx, conn => {
            sqlx::query("UPDATE outbox SET leased_until = $1, attempts = 1").bind(until).execute(conn).await.unwrap()
                .rows_affected()
        });
        tx.commit().await.unwrap();
        assert_eq!(round(&server).await, Round::default());
        hall.pass(TimeDelta::minutes(10));
        assert_eq!((round(&server).await, gateway.heard().len()), (SENT, 1));
    }

    async fn what_was_sent_is_forgotten_after_a_quarter(hall) {
        let (_, server, _) = one_text(hall).await;
        assert_eq!(round(&server).await, SENT);
        for (days, left) in [(90, 1), (1, 0)] {
            hall.pass(TimeDelta::days(days));
            assert_eq!(round(&server).await, Round::default());
            assert_eq!(rows!(hall, "id").await.len(), left, "{days}");
        }
    }

    async fn a_letter_is_written_in_the_language_of_its_reader(hall) {
        let mail = MailServer::start(hall.folder()).await;
        let server = hall
            .beside(|config| {
                config.outbound.mail_server = Some(Secret::from(mail.url().as_str()));
                config.outbound.mail_from = Some("一厅通 <hall@hall.test>".to_owned());
            })
            .await;
        let scene = Scene::open(hall).await;
        for (locale, task, who) in [("zh-CN", "accept", &scene.intake), ("en", "review", &scene.officer)] {
            let mut wishes = wishes(false, true);
            wishes["locale"] = locale.into();
            ask(hall, &server, &wishes).await;
            scene.handle(who, task, if task == "accept" { "accepted" } else { "approved" }).await;
            // What counts is how one wishes to be told when it is sent.
            let told = if task == "accept" { SENT } else { Round::default() };
            assert_eq!(round(&server).await, told, "a review is told to nobody");
        }
        scene.handle(&scene.lead, "decide", "approved").await;
        assert_eq!(round(&server).await, SENT);
        let letters = mail.letters();
        let number = scene.receipt.number.to_string();
        let about = |words: &str| {
            let found = letters.iter().find(|letter| letter["subject"].as_str().unwrap().contains(words));
            found.unwrap_or_else(|| panic!("{words}: {letters:#?}"))
        };
        let [zh, en] = [about("受理了您的申请"), about("has approved your application")];
        for letter in [zh, en] {
            assert_eq!((&letter["to"], &letter["auto-submitted"]), (&"ana@example.cn".into(), &"auto-generated".into()));
            assert!(letter["from"].as_str().unwrap().contains("hall@hall.test"), "{letter}");
            assert!(letter["text"].as_str().unwrap().contains(&number), "{letter}");
        }
        assert!(en["text"].as_str().unwrap().contains("Sign in at http://hall.test"), "{en}");
        let ids: Vec<String> = rows!(hall, "event").await.iter().map(|id| format!("<{id}@hall.test>")).collect();
        assert_eq!([&zh["message-id"], &en["message-id"]], [ids[0].as_str(), &ids[1]]);
    }

    async fn a_mail_server_that_does_not_answer_is_tried_again(hall) {
        let server = hall
            .beside(|config| {
                config.outbound.mail_server = Some(Secret::from("smtp://127.0.0.1:9"));
                config.outbound.mail_from = Some("hall@hall.test".to_owned());
            })
            .await;
        let scene = Scene::open(hall).await;
        ask(hall, &server, &wishes(false, true)).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(round(&server).await, FAILED);
        assert_eq!(rows!(hall, "failure").await, ["unreachable"]);
    }

    async fn systems_are_told_what_the_process_names_and_know_who_tells_them(hall) {
        let (fire, health) = (Gateway::open().await, Gateway::open().await);
        let secret = subscribe(hall, "fire-brigade", &fire.url(), &["food-accepted", "food-refused"]).await;
        subscribe(hall, "health", &health.url(), &["food-refused"]).await;
        subscribe(hall, "tax", &health.url(), &["food-accepted"]).await;
        let mut tx = write(hall.state()).await;
        exchange::disable(&mut tx, "tax", hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let scene = Scene::open_food_with(hall, announcing, |_| {}).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        assert_eq!(rows!(hall, "code").await, ["food-accepted"], "one of three subscribed to it and is let in");

        let server = hall.beside(|_| {}).await;
        fire.answers(302);
        assert_eq!(round(&server).await, FAILED, "who sends elsewhere has not taken it");
        fire.answers(200);
        hall.pass(TimeDelta::minutes(1));
        assert_eq!(round(&server).await, SENT);
        let heard = fire.heard();
        let [first, second] = &heard[..] else { panic!("{heard:?}") };
        assert_eq!(first.header("webhook-id"), second.header("webhook-id"));
        assert_eq!(first.body, second.body);
        assert_ne!(first.header("webhook-timestamp"), second.header("webhook-timestamp"));
        for request in &heard {
            assert_signed(request, &secret);
        }
        assert!(first.header("content-type").starts_with("application/cloudevents+json"));
        let event = second.json();
        assert_eq!(event["specversion"], "1.0");
        assert_eq!((&event["type"], &event["source"]), (&"food-accepted".into(), &"http://hall.test".into()));
        assert_eq!(event["subject"], scene.receipt.number.to_string());
        assert_eq!(event["id"], first.header("webhook-id"));
        assert_eq!(event["data"], json!({ "area": 120 }), "only what the process names, and what there is of it");
        assert!(health.heard().is_empty());
    }

    async fn a_system_that_is_gone_is_not_told_again(hall) {
        let fire = Gateway::open().await;
        subscribe(hall, "fire-brigade", &fire.url(), &["food-accepted"]).await;
        let scene = Scene::open_food_with(hall, announcing, |_| {}).await;
        scene.handle(&scene.intake, "accept", "accepted").await;
        fire.answers(410);
        let server = hall.beside(|_| {}).await;
        assert_eq!(round(&server).await, DEAD);
        assert_eq!(rows!(hall, "failure").await, ["gone"]);
    }

    async fn one_says_how_one_is_told(hall) {
        let ana = hall.citizen("ana").await;
        let told: Notifications = ana.get("/api/me/notifications").await.assert_status(200).read_json();
        let none = Notifications {
            locale: Locale::ZhCn,
            phone: Some("13800138000".into()),
            sms: false,
            email: None,
            mail: false,
            offered: vec![],
        };
        assert_eq!(told, none, "by default nothing is sent");
        let problem = ana.put("/api/me/notifications", &wishes(true, true)).await.assert_problem(ProblemKind::Invalid);
        let faults: Vec<_> = problem.errors.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        assert_eq!(faults, [("/sms", FieldCode::NotAChoice), ("/mail", FieldCode::NotAChoice)], "this hall has neither");

        let gateway = Gateway::open().await;
        let server = with_sms(hall, &gateway).await;
        let ana = ask(hall, &server, &wishes(true, false)).await;
        let told: Notifications = ana.get("/api/me/notifications").await.assert_status(200).read_json();
        assert_eq!((told.sms, told.phone.as_deref(), told.email.as_deref()), (true, Some("138 0013-8000"), Some("ana@example.cn")));
        assert_eq!(told.offered, [Channel::Sms]);
        let lines = texts(hall, "SELECT detail FROM audit_line WHERE action = 'account.notifications'").await;
        assert!(lines.len() == 1 && !lines[0].contains("138") && !lines[0].contains("ana@"), "{lines:?}");
    }
}
