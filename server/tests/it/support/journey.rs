//! The demo city's items with their forms and processes, and the steps of an application that many tests take.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use chrono::TimeDelta;
use schema::Locale;
use schema::applications::{Application, FileInfo, Receipt, Saved};
use schema::calendar::local_day;
use schema::locale::Text;
use schema::notices::Notice;
use serde_json::{Value, json};
use server::features::{definitions, guides, hall, home, notices, slips};

use super::{Client, Hall, Response};

/// 老年人优待证申领, an item with a form of its own: four pages, four materials.
pub const SENIOR_CARD: &str = "DEMO-440100-SENIOR-CARD";

/// Who handles it.
pub const CIVIL_AFFAIRS: &str = "广州市民政局";

/// 食品经营许可（新办）: an item whose form has a part for officers, and a process of its own.
pub const FOOD_BUSINESS: &str = "DEMO-440100-FOOD-BUSINESS";

/// Who handles it.
pub const FOOD_SAFETY: &str = "广州市市场监督管理局";

/// The first bytes of a picture: what a file is, is told by them.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

/// The first bytes of a document.
pub const PDF: &[u8] = b"%PDF-1.7\n";

const ITEMS: &str = include_str!("../../../seed/catalogue/demo-items.jsonl");
/// The joint applications, and the items that only they are made of.
const JOINT_ITEMS: &str = include_str!("../../../seed/catalogue/joint-items.jsonl");
const ANSWERS: &str = include_str!("../../../../app/schema/fixtures/forms/senior-card.answers.json");

const FOOD: &str = include_str!("../../../../app/schema/fixtures/forms/food-business-licence.answers.json");

/// Answers to the form of the food business licence that hold, of somebody who applies for themselves.
pub fn food_business_answers() -> Value {
    let mut answers: Value = serde_json::from_str(FOOD).unwrap();
    answers["application"]["by_agent"] = json!(false);
    answers.as_object_mut().unwrap().remove("agent");
    answers
}

/// Answers to the form of the senior card that hold; its materials are then a card, a photograph and a proof.
pub fn senior_card_answers() -> Value {
    serde_json::from_str(ANSWERS).unwrap()
}

/// A guide that asks for a region of Guangdong, and ends by it.
pub fn region_guide() -> Value {
    let text = |zh: &str, en: &str| json!({ "zh-CN": zh, "en": en });
    json!({
        "code": "where", "title": text("在哪里办", "Where"), "as_of": "2026-11-01", "demonstration": true,
        "questions": [
            { "id": "place", "ask": text("住在哪里？", "Where do you live?"), "kind": "region", "within": "440000" },
        ],
        "outcomes": [
            { "id": "near", "when": { "in": [{ "var": "place" }, ["440103", "440104"]] },
              "say": text("就在本区办。", "In your district."), "ends": "checklist",
              "steps": [text("到区政务中心。", "Go to the district hall.")] },
            { "id": "far", "say": text("到所在地窗口办。", "At your own counter."), "ends": "hand_over",
              "to": text("当地窗口", "The counter there") },
        ],
    })
}

impl Hall {
    /// Publishes a guide.
    pub async fn publish_guide(&self, guide: &Value) {
        let mut tx = self.db().write().await.unwrap();
        guides::publish(&mut tx, &guide.to_string(), None, self.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Adds the demo city's items, forms and processes, and what stands on its first page.
    pub async fn open_demo_city(&self) {
        self.import(ITEMS).await;
        let mut tx = self.db().write().await.unwrap();
        definitions::demo::load(&mut tx, self.state().clock.now()).await.unwrap();
        home::demo::load(&mut tx).await.unwrap();
        hall::demo::load(&mut tx, self.state().clock.now()).await.unwrap();
        notices::demo::load(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        slips::load(self.db(), self.state().clock.now()).await.unwrap();
    }

    /// The demo city with the items of its joint applications, their forms and processes.
    pub async fn open_joint_city(&self) {
        self.open_demo_city().await;
        self.import(JOINT_ITEMS).await;
        let mut tx = self.db().write().await.unwrap();
        definitions::demo::joint::load(&mut tx, self.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Publishes the guides of the demo city.
    pub async fn publish_guides(&self) {
        let mut tx = self.db().write().await.unwrap();
        guides::demo::load(&mut tx, self.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A notice that everybody sees in so many days.
    pub async fn publish_notice(&self, id: &str, days: i64) {
        let notice = Notice {
            id: id.to_owned(),
            published_on: local_day(self.state().clock.now() + TimeDelta::days(days)),
            title: Text::zh("放假安排").with(Locale::En, "Holidays"),
            body: Text::zh("节日期间窗口不办公，放假的日子不算工作日。\n网上照常。")
                .with(Locale::En, "The counters are closed."),
            demonstration: false,
        };
        let mut tx = self.db().write().await.unwrap();
        notices::publish(&mut tx, &notice).await.unwrap();
        tx.commit().await.unwrap();
    }
}

impl Client {
    /// Begins an application of an item, or finds the draft.
    pub async fn begin(&self, item: &str) -> Application {
        self.post("/api/applications", &json!({ "item": item })).await.read_json()
    }

    /// One's own application.
    pub async fn application(&self, id: i64) -> Application {
        self.get(&format!("/api/applications/{id}")).await.assert_status(200).read_json()
    }

    /// Saves all answers, based on a revision.
    pub async fn save(&self, id: i64, answers: &Value, revision: i64) -> Response {
        self.put(&format!("/api/applications/{id}"), &json!({ "answers": answers, "revision": revision }))
            .await
    }

    /// Sends a file for a material.
    pub async fn attach(&self, id: i64, material: &str, name: &str, content: &[u8]) -> Response {
        let path = format!("/api/applications/{id}/files?material={material}");
        self.upload(&path, name, "application/octet-stream", content).await
    }

    /// Files an application under a key, and declares that it is true.
    pub async fn submit(&self, id: i64, key: &str) -> Response {
        self.submit_with(id, key, &json!({ "promise": true })).await
    }

    /// Files an application under a key.
    pub async fn submit_with(&self, id: i64, key: &str, body: &Value) -> Response {
        let request = Request::post(format!("/api/applications/{id}/submit")).header("idempotency-key", key);
        let request = request.header(CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// A draft of the senior card that could be filed as it stands, with its files in the order of the form.
    pub async fn senior_card_draft(&self) -> (Application, Vec<FileInfo>) {
        let draft = self.begin(SENIOR_CARD).await;
        let id = draft.summary.id;
        let saved = self.save(id, &senior_card_answers(), draft.revision).await.assert_status(200);
        assert_eq!(saved.read_json::<Saved>().revision, draft.revision + 1);
        let mut files = Vec::new();
        for material in ["identity-card", "photograph", "residence-proof"] {
            let file = self.attach(id, material, &format!("{material}.png"), PNG).await;
            files.push(file.assert_status(201).read_json());
        }
        (self.application(id).await, files)
    }

    /// Files for a food business licence, and says with which application.
    pub async fn file_food_business(&self) -> (i64, Receipt) {
        let draft = self.begin(FOOD_BUSINESS).await;
        let id = draft.summary.id;
        self.save(id, &food_business_answers(), draft.revision).await.assert_status(200);
        for material in
            ["business-licence", "premises-proof", "identity-cards", "layout", "equipment-list", "rules"]
        {
            self.attach(id, material, &format!("{material}.png"), PNG).await.assert_status(201);
        }
        (id, self.submit(id, "first").await.assert_status(200).read_json())
    }

    /// Files a senior card, and says with which application.
    pub async fn file_senior_card(&self) -> (i64, Receipt) {
        let (draft, _) = self.senior_card_draft().await;
        let receipt = self.submit(draft.summary.id, "first").await.assert_status(200).read_json();
        (draft.summary.id, receipt)
    }
}
