//! Guides and situations: what is read of them, and what an application begins with after one.

use axum::body::Body;
use axum::http::Request;
use schema::ProblemKind;
use schema::applications::Application;
use schema::ask::AskReply;
use schema::catalogue::encode;
use schema::guide::{Guide, GuideStand, GuideSummary, Situation, Standing};
use schema::home::LifeEvent;
use serde_json::{Value, json};
use server::features::guides;

use crate::support::{Client, FOOD_BUSINESS, Hall, SENIOR_CARD, issue_licence_of, on_both};

const RESIDENCE: &str = "DEMO-440100-RESIDENCE-PERMIT";
const ID_CARD: &str = "DEMO-440100-ID-CARD";

async fn open(hall: &Hall) -> Client {
    hall.open_demo_city().await;
    hall.publish_guides().await;
    hall.visitor()
}

async fn stand(visitor: &Client, path: &str) -> GuideStand {
    visitor.get(&format!("/api/guides/{path}")).await.assert_status(200).read_json()
}

on_both! {
    async fn guides_are_listed_and_read_and_may_be_kept(hall) {
        let visitor = open(hall).await;
        let all: Vec<GuideSummary> = visitor.get("/api/guides").await.assert_status(200).read_json();
        let codes: Vec<&str> = all.iter().map(|guide| guide.code.as_str()).collect();
        assert_eq!((codes.len(), codes.is_sorted()), (20, true), "{codes:?}");
        assert!(all.iter().all(|guide| guide.demonstration));
        let response = visitor.get("/api/guides/birth").await.assert_status(200);
        assert_eq!(response.read_json::<Guide>().code, "birth");
        let tag = response.header("etag").unwrap();
        let again = Request::get("/api/guides/birth").header("if-none-match", tag).body(Body::empty()).unwrap();
        visitor.send(again).await.assert_status(304);
        visitor.get("/api/guides/none").await.assert_problem(ProblemKind::NotFound);
        visitor.get("/api/guides/none/stand").await.assert_problem(ProblemKind::NotFound);
    }

    async fn a_guide_that_is_published_twice_alike_has_one_version(hall) {
        let visitor = open(hall).await;
        hall.publish_guides().await;
        assert_eq!(stand(&visitor, "birth/stand").await.version, 1);
        let changed = guides::demo::GUIDES[0].replace("2026-11-01", "2026-11-02");
        let mut tx = hall.db().write().await.unwrap();
        guides::publish(&mut tx, &changed, None, hall.state().clock.now()).await.unwrap();
        let personal = changed.replacen("\"ask\": {\n        \"zh-CN\": \"", "\"ask\": {\n        \"zh-CN\": \"您的姓名，", 1);
        assert!(guides::publish(&mut tx, &personal, None, hall.state().clock.now()).await.is_err());
        tx.commit().await.unwrap();
        let newer = stand(&visitor, "birth/stand").await;
        assert_eq!((newer.version, newer.guide.as_of.to_string().as_str()), (2, "2026-11-02"));
    }

    async fn what_a_guide_ends_in_comes_with_it(hall) {
        let visitor = open(hall).await;
        assert_eq!(stand(&visitor, "id-card/stand?state=lost").await.item, None);
        let item = stand(&visitor, "id-card/stand?state=lost&urgent=no&nonsense=1").await.item.unwrap();
        assert_eq!(item.summary.code, ID_CARD);
        assert!(item.form.is_some() && !item.fees.is_empty());
    }

    async fn who_asks_broadly_is_offered_a_guide(hall) {
        let visitor = open(hall).await;
        let asked = async |text: &str| -> Option<String> {
            let reply: AskReply =
                visitor.get(&format!("/api/ask?text={}", encode(text))).await.assert_status(200).read_json();
            reply.guide.map(|guide| guide.code)
        };
        assert_eq!(asked("我老婆刚出生的宝宝要办什么").await.as_deref(), Some("birth"));
        assert_eq!(asked("注销公司").await.as_deref(), Some("business-close"));
        assert_eq!(asked("鱼香肉丝怎么做").await, None);
    }

    async fn a_life_event_names_its_guides(hall) {
        let visitor = open(hall).await;
        let birth: LifeEvent = visitor.get("/api/life-events/birth").await.assert_status(200).read_json();
        assert_eq!(birth.guides.iter().map(|guide| guide.code.as_str()).collect::<Vec<_>>(), ["birth"]);
    }

    async fn the_situation_decides_what_is_to_be_handed_in(hall) {
        let visitor = open(hall).await;
        let at = async |query: &str| -> Situation {
            visitor.get(&format!("/api/items/{RESIDENCE}/situation{query}")).await.assert_status(200).read_json()
        };
        let of = |situation: &Situation, id: &str| {
            situation.materials.iter().find(|material| material.id == id).unwrap().standing
        };
        let begun = at("").await;
        assert_eq!(of(&begun, "identity-card"), Standing::Asked);
        assert_eq!(of(&begun, "employment-proof"), Standing::Open);
        let study = at("?%2Fground%2Fkind=study").await;
        assert_eq!((of(&study, "employment-proof"), of(&study, "study-proof")), (Standing::NotAsked, Standing::Asked));
        assert_eq!(at("?%2Fground%2Fkind=moon&nonsense=1").await, begun);
        // Of an item whose documents are always the same nothing is asked.
        let plain = visitor.get("/api/items/11440100007483172Q3440106042001/situation").await.assert_status(200).json();
        assert_eq!(plain, Value::Null);
        visitor.get("/api/items/none/situation").await.assert_problem(ProblemKind::NotFound);
    }

    async fn one_s_own_licences_are_told_to_oneself_alone(hall) {
        let visitor = open(hall).await;
        let ana = hall.citizen("ana").await;
        let (_, receipt) = ana.file_senior_card().await;
        issue_licence_of(hall, &receipt.number.to_string(), "licence.business").await;
        let path = format!("/api/items/{FOOD_BUSINESS}/situation");
        let held = async |client: &Client| -> Vec<String> {
            let situation: Situation = client.get(&path).await.assert_status(200).read_json();
            situation.materials.into_iter().filter(|it| it.held.is_some()).map(|it| it.id).collect()
        };
        assert_eq!(held(&ana).await, ["business-licence"]);
        assert_eq!(held(&visitor).await, Vec::<String>::new());
        assert_eq!(held(&hall.citizen("bob").await).await, Vec::<String>::new());
    }

    async fn an_application_begins_with_what_was_answered_before(hall) {
        hall.open_demo_city().await;
        let ana = hall.citizen("ana").await;
        let told = json!({ "/ground/kind": "study", "/ground/none": "x", "/application/on_behalf": "moon" });
        let begin = json!({ "item": RESIDENCE, "answers": told });
        let draft: Application = ana.post("/api/applications", &begin).await.assert_status(201).read_json();
        assert_eq!(draft.answers.pointer("/ground/kind"), Some(&json!("study")));
        assert_eq!(draft.answers.pointer("/ground/none"), None);
        assert_ne!(draft.answers.pointer("/application/on_behalf"), Some(&json!("moon")));
        // A draft that is there stays as it is.
        let other = json!({ "item": RESIDENCE, "answers": { "/ground/kind": "employment" } });
        let same: Application = ana.post("/api/applications", &other).await.assert_status(200).read_json();
        assert_eq!(same.answers.pointer("/ground/kind"), Some(&json!("study")));
        // What comes from the account is not overwritten by what the form keeps to itself.
        let card = json!({ "item": SENIOR_CARD, "answers": {} });
        ana.post("/api/applications", &card).await.assert_status(201);
    }
}
