//! Messages to applicants: one for each event that concerns them, in the transaction of that event, and nobody else's
//! to read.

use chrono::NaiveDate;
use schema::cases::CaseView;
use schema::messages::{Message, MessageKind, Messages};
use schema::role::Role;
use serde_json::{Value, json};
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Client, Hall, PNG, SENIOR_CARD, on_both, senior_card_answers};

async fn inbox(client: &Client) -> Messages {
    client.get("/api/me/messages").await.assert_status(200).read_json()
}

/// What was told, the newest first.
async fn told(client: &Client) -> Vec<MessageKind> {
    inbox(client).await.messages.items.into_iter().map(|message| message.kind).collect()
}

/// Ana, her case, and the desk that handles it.
struct Scene {
    ana: Client,
    desk: [Client; 3],
    application: i64,
    number: String,
}

impl Scene {
    async fn open(hall: &Hall) -> Self {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let desk = [
            hall.staff(Role::Intake, "440100", Some(CIVIL_AFFAIRS)).await,
            hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await,
            hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await,
        ];
        let (application, receipt) = ana.file_senior_card().await;
        Self { ana, desk, application, number: receipt.number.to_string() }
    }

    async fn give(&self, who: usize, mut command: Value) {
        let path = format!("/api/desk/cases/{}", self.number);
        let revision = self.desk[who].get(&path).await.assert_status(200).json()["revision"].clone();
        command["revision"] = revision;
        self.desk[who].post(&format!("{path}/commands"), &command).await.assert_status(200);
    }

    /// Takes the task that is open and ends it with an outcome.
    async fn handle(&self, who: usize, task: &str, outcome: &str) {
        self.give(who, json!({ "command": "claim", "task": task })).await;
        self.complete(who, task, outcome).await;
    }

    async fn complete(&self, who: usize, task: &str, outcome: &str) {
        let opinion =
            json!({ "facts": "材料齐全。", "opinion": "意见。", "article": "《老年人权益保障法》第五章" });
        let decides = matches!(outcome, "approved" | "rejected");
        let (opinion, reason) =
            (decides.then_some(opinion), (outcome == "rejected").then_some("不符合条件。"));
        self.give(
            who,
            json!({ "command": "complete", "task": task, "outcome": outcome, "opinion": opinion, "reason": reason }),
        )
        .await;
    }

    async fn view(&self) -> CaseView {
        self.ana.get(&format!("/api/cases/{}", self.number)).await.assert_status(200).read_json()
    }

    async fn ask_for_supplement(&self) {
        self.give(0, json!({ "command": "claim", "task": "accept" })).await;
        let points = json!([
            { "pointer": "/applicant/phone", "reason": "电话打不通。" },
            { "material": "photograph", "reason": "看不清五官。" },
        ]);
        self.give(0, json!({ "command": "request_supplement", "task": "accept", "points": points })).await;
    }
}

fn first(messages: &Messages) -> &Message {
    &messages.messages.items[0]
}

on_both! {
    async fn each_step_that_concerns_the_applicant_is_told(hall) {
        use MessageKind::{Accepted, Approved, Delivered, Received, SupplementAsked, SupplementReceived};
        let scene = Scene::open(hall).await;
        let received = inbox(&scene.ana).await;
        assert_eq!(first(&received).kind, Received);
        assert_eq!(first(&received).number.map(|number| number.to_string()), Some(scene.number.clone()));
        assert_eq!(first(&received).department, CIVIL_AFFAIRS);
        // Five working days after Monday 2 March.
        assert_eq!(first(&received).due, NaiveDate::from_ymd_opt(2026, 3, 9));

        scene.ask_for_supplement().await;
        let asked = inbox(&scene.ana).await;
        assert_eq!((first(&asked).kind, first(&asked).points, first(&asked).due), (SupplementAsked, Some(2), None));

        let mut answers = senior_card_answers();
        answers["applicant"]["phone"] = "13900139000".into();
        let application = scene.ana.application(scene.application).await;
        scene.ana.save(scene.application, &answers, application.revision).await.assert_status(200);
        scene.ana.submit(scene.application, "supplement").await.assert_status(200);
        let arrived = inbox(&scene.ana).await;
        assert_eq!(first(&arrived).kind, SupplementReceived);
        assert_eq!(first(&arrived).due, scene.view().await.summary.due);
        assert!(first(&arrived).due.is_some());

        scene.complete(0, "accept", "accepted").await;
        scene.handle(1, "review", "approved").await;
        scene.handle(2, "decide", "approved").await;
        scene.handle(0, "deliver", "delivered").await;
        assert_eq!(
            told(&scene.ana).await,
            [Delivered, Approved, Accepted, SupplementReceived, SupplementAsked, Received]
        );
        assert_eq!(first(&inbox(&scene.ana).await).due, None);
        // The desk is not written to.
        assert!(told(&scene.desk[0]).await.is_empty());
    }

    async fn a_refusal_and_a_withdrawal_are_told_too(hall) {
        let scene = Scene::open(hall).await;
        scene.handle(0, "accept", "accepted").await;
        scene.handle(1, "review", "rejected").await;
        scene.handle(2, "decide", "rejected").await;
        assert_eq!(told(&scene.ana).await[0], MessageKind::Rejected);
        let chen = hall.citizen("chen").await;
        let (_, receipt) = chen.file_senior_card().await;
        chen.post(&format!("/api/cases/{}/withdraw", receipt.number), &json!({})).await.assert_status(204);
        assert_eq!(told(&chen).await, [MessageKind::Withdrawn, MessageKind::Received]);
    }

    async fn a_command_that_is_refused_tells_nothing(hall) {
        let scene = Scene::open(hall).await;
        let path = format!("/api/desk/cases/{}/commands", scene.number);
        let early = json!({ "command": "complete", "task": "accept", "outcome": "accepted", "revision": 2 });
        scene.desk[0].post(&path, &early).await.assert_status(409);
        assert_eq!(told(&scene.ana).await, [MessageKind::Received]);
        // Filed once more with the same key: the receipt again, and no second message.
        scene.ana.submit(scene.application, "first").await.assert_status(200);
        assert_eq!(inbox(&scene.ana).await.unread, 1);
    }

    async fn reading_is_marked_once_and_only_by_who_was_told(hall) {
        let scene = Scene::open(hall).await;
        scene.ask_for_supplement().await;
        let messages = inbox(&scene.ana).await;
        assert_eq!((messages.unread, scene.view().await.unread), (2, 2));
        assert_eq!(scene.ana.get("/api/session").await.json()["unread"], 2);
        let (newest, oldest) = (messages.messages.items[0].id, messages.messages.items[1].id);

        let chen = hall.citizen("chen").await;
        chen.post(&format!("/api/me/messages/{newest}/read"), &json!({})).await.assert_status(404);
        chen.post("/api/me/messages/read", &json!({ "up_to": newest })).await.assert_status(204);
        assert_eq!(inbox(&scene.ana).await.unread, 2);

        for _ in 0..2 {
            scene.ana.post(&format!("/api/me/messages/{newest}/read"), &json!({})).await.assert_status(204);
            assert_eq!(inbox(&scene.ana).await.unread, 1);
        }
        // What has arrived since the page was drawn stays unread.
        scene.ana.post("/api/me/messages/read", &json!({ "up_to": oldest - 1 })).await.assert_status(204);
        assert_eq!(inbox(&scene.ana).await.unread, 1);
        for _ in 0..2 {
            scene.ana.post("/api/me/messages/read", &json!({ "up_to": newest })).await.assert_status(204);
            let now = inbox(&scene.ana).await;
            assert_eq!((now.unread, scene.view().await.unread), (0, 0));
            assert!(now.messages.items.iter().all(|message| message.read));
        }
    }

    async fn the_agent_of_an_enterprise_sees_what_they_filed(hall) {
        hall.open_demo_city().await;
        let agent = hall.enterprise("agent").await;
        let ana = hall.citizen("ana").await;
        let begun = agent.begin(SENIOR_CARD).await;
        agent.save(begun.summary.id, &senior_card_answers(), begun.revision).await.assert_status(200);
        for material in ["identity-card", "photograph", "residence-proof"] {
            agent.attach(begun.summary.id, material, "a.png", PNG).await.assert_status(201);
        }
        agent.submit(begun.summary.id, "first").await.assert_status(200);
        assert_eq!(told(&agent).await, [MessageKind::Received]);
        assert!(told(&ana).await.is_empty());
    }

    async fn a_long_list_comes_in_pages(hall) {
        let scene = Scene::open(hall).await;
        let mut tx = hall.db().write().await.unwrap();
        for seq in 100..125_i64 {
            sql!(&mut tx, conn => {
                sqlx::query(
                    "INSERT INTO message (account, case_record, seq, kind, sent_at)
                     SELECT account, case_record, $1, kind, sent_at FROM message WHERE seq = 1",
                )
                .bind(seq)
                .execute(conn)
                .await
                .unwrap()
                .rows_affected()
            });
        }
        tx.commit().await.unwrap();
        let first = inbox(&scene.ana).await;
        assert_eq!((first.messages.items.len(), first.unread), (20, 26));
        let next = format!("/api/me/messages?cursor={}", first.messages.next.unwrap());
        let second: Messages = scene.ana.get(&next).await.assert_status(200).read_json();
        assert_eq!((second.messages.items.len(), second.messages.next), (6, None));
        let ids: Vec<i64> =
            first.messages.items.iter().chain(&second.messages.items).map(|message| message.id).collect();
        assert!(ids.is_sorted_by(|a, b| a > b));
        scene.ana.get("/api/me/messages?cursor=x").await.assert_status(400);
        hall.visitor().get("/api/me/messages").await.assert_status(401);
    }
}
