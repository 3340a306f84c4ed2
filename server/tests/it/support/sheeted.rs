//! [`Sheeted`]: a case whose review has a checklist, guidance, a risk point and a form of its own.

use serde_json::{Map, Value, json};
use server::features::definitions;

use super::{Hall, Scene, publish_food_process};

/// A food business licence that has been accepted.
pub struct Sheeted {
    pub scene: Scene,
    /// A case of the same agency that the guidance names.
    pub seen: String,
    /// One of another agency.
    pub strange: String,
}

impl Sheeted {
    /// Files it, after the review was changed once more.
    pub async fn open(hall: &Hall, change: impl FnOnce(&mut Map<String, Value>)) -> Self {
        let scene = Scene::open_food(hall).await;
        let (_, other) = scene.ana.file_senior_card().await;
        let (seen, strange) = (scene.receipt.number.to_string(), other.number.to_string());
        Self::publish_form(hall, |_| ()).await;
        publish_food_process(hall, |process| {
            let Some(task) = process["seq"][1]["task"].as_object_mut() else { panic!("no review") };
            task.remove("form");
            task.extend(sheet(&seen, &strange));
            change(task);
        })
        .await;
        let (application, receipt) = scene.ana.file_food_business().await;
        let scene = Scene { application, receipt, ..scene };
        scene.handle(&scene.intake, "accept", "accepted").await;
        Self { scene, seen, strange }
    }

    /// Publishes the next version of the form of its own.
    pub async fn publish_form(hall: &Hall, change: impl FnOnce(&mut Value)) {
        let mut form = json!({
            "meta": { "id": "site-inspection", "title": { "zh-CN": "踏勘记录", "en": "Site inspection" } },
            "schema": {
                "type": "object",
                "required": ["found", "on"],
                "properties": {
                    "found": { "type": "string", "title": "现场情况", "maxLength": 200 },
                    "on": { "type": "string", "format": "date", "title": "踏勘日期" },
                    "width": { "type": "integer", "title": "门宽", "maximum": 9 },
                    "said": { "x-control": "opinion", "title": "踏勘意见" },
                },
            },
        });
        change(&mut form);
        let mut tx = hall.db().write().await.unwrap();
        definitions::publish_form(&mut tx, &form, hall.state().clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn sheet(seen: &str, strange: &str) -> Map<String, Value> {
    let sheet = json!({
        "checklist": [
            {
                "id": "seal",
                "name": { "zh-CN": "公章", "en": "Seal" },
                "phrases": [{ "zh-CN": "公章清晰。", "en": "Clear." }, { "zh-CN": "公章模糊。", "en": "Blurred." }],
            },
            { "id": "water", "name": { "zh-CN": "上下水", "en": "Water" } },
        ],
        "guidance": {
            "articles": ["《食品安全法》第三十五条"],
            "precedents": [seen, strange],
            "words": { "zh-CN": "先看上下水，再看操作间。", "en": "Water first, then the kitchen." },
        },
        "risk": { "zh-CN": "收受礼品", "en": "Gifts" },
        "forms": ["site-inspection"],
    });
    sheet.as_object().cloned().unwrap_or_default()
}
