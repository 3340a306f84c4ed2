//! Enquiries that are sent twice, and the codes that open them: one filing however often it is clicked, nobody else's ever, and nobody
//! locked out.

use chrono::TimeDelta;
use schema::ProblemKind;
use schema::enquiries::{EnquiryFiled, EnquiryStage};
use schema::role::Role;
use serde_json::{Value, json};

use super::enquiries::{filed, listed, own, question};
use crate::support::{CIVIL_AFFAIRS, Client, SENIOR_CARD, on_both};

async fn filed_with(who: &Client, key: &str, body: &Value) -> EnquiryFiled {
    who.post_once("/api/enquiries", key, body).await.assert_status(201).read_json()
}

on_both! {
    async fn two_clicks_at_a_time_file_once_and_the_writer_has_a_code_that_opens_it(hall) {
        hall.open_demo_city().await;
        let officer = hall.staff(Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        let (one, two, beside) = (hall.visitor(), hall.visitor(), hall.beside(|_| {}).await);
        let (body, other) = (question(), beside.visitor());
        let (first, second, third) =
            tokio::join!(filed_with(&one, "k", &body), filed_with(&two, "k", &body), filed_with(&other, "k", &body));
        assert_eq!([second.id, third.id], [first.id; 2]);
        assert_eq!(listed(&officer, "/api/desk/enquiries").await, [first.id]);
        let mut opened = 0;
        for filed in [&first, &second, &third] {
            let body = json!({ "id": filed.id, "code": filed.code });
            opened += usize::from(hall.visitor().post("/api/enquiries/open", &body).await.status() == 200);
        }
        assert_eq!(opened, 1, "the last code, and no other");
        let letter = json!({
            "kind": "question", "subject": "几点开门", "words": "周六开吗？", "item": SENIOR_CARD,
            "channel": "letter", "received_on": "2026-03-02",
        });
        let window = hall.staff(Role::Intake, "440100", None).await;
        let path = "/api/desk/enquiries";
        let (one, two) = tokio::join!(window.post_once(path, "l", &letter), window.post_once(path, "l", &letter));
        let (one, two): (EnquiryFiled, EnquiryFiled) =
            (one.assert_status(201).read_json(), two.assert_status(201).read_json());
        assert_eq!(one.id, two.id);
    }

    async fn what_others_file_is_never_taken_for_ones_own(hall) {
        hall.open_demo_city().await;
        let (visitor, ana) = (hall.visitor(), hall.citizen("ana").await);
        let first = filed_with(&visitor, "k", &question()).await;
        // Another form, other words, another sender.
        let mut other = question();
        other["words"] = "母亲也能代办吗？".into();
        let others = [
            filed_with(&hall.visitor(), "l", &question()).await,
            filed_with(&hall.visitor(), "k", &other).await,
            filed_with(&ana, "k", &question()).await,
            filed(&hall.visitor(), &question()).await,
        ];
        assert!(others.iter().all(|it| it.id != first.id), "{others:?}");
        assert_eq!(own(&visitor, &first).await.line.stage, EnquiryStage::ToReply, "its code holds");
        // What is over is not filed once more, nor is what was filed some time ago.
        visitor.post(&format!("/api/enquiries/{}/commands", first.id), &json!({ "act": "withdraw" })).await.assert_status(200);
        let next = filed_with(&hall.visitor(), "k", &question()).await;
        assert_ne!(next.id, first.id);
        hall.pass(TimeDelta::minutes(5));
        assert_eq!(filed_with(&hall.visitor(), "k", &question()).await.id, next.id);
        hall.pass(TimeDelta::minutes(6));
        assert_ne!(filed_with(&hall.visitor(), "k", &question()).await.id, next.id);
    }

    async fn whoever_tries_codes_keeps_nobody_out(hall) {
        hall.open_demo_city().await;
        let (visitor, guesser) = (hall.visitor(), hall.visitor());
        let sent = filed(&visitor, &question()).await;
        let wrong = json!({ "id": sent.id, "code": "0".repeat(32) });
        let mut answers = Vec::new();
        for _ in 0..300 {
            answers.push(guesser.post("/api/enquiries/open", &wrong).await.status());
            if answers.last() == Some(&429) {
                break;
            }
        }
        assert_eq!(answers.last(), Some(&429), "guesses are counted");
        guesser.post("/api/enquiries/open", &wrong).await.assert_problem(ProblemKind::TooMany);
        // From the same address, and without having been there before.
        assert_eq!(own(&hall.visitor(), &sent).await.words, "父亲腿脚不便，我能替他办吗？");
    }
}
