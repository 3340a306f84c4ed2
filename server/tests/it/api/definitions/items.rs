//! Which items are applied for with a form: who may say so, and what follows.

use schema::ProblemKind;
use schema::definitions::{DefinitionRecord, FormDiff};
use schema::form::Difference;
use schema::role::Role;
use serde_json::{Value, json};

use super::{editor, form_in_force, reviewer};
use crate::support::{CIVIL_AFFAIRS, Client, SENIOR_CARD, on_both};

const STALL: &str = "/api/desk/forms/stall";

async fn act(who: &Client, act: &str, mut body: Value) -> DefinitionRecord {
    let record: DefinitionRecord = who.get(STALL).await.assert_status(200).read_json();
    body["revision"] = record.revision.into();
    who.post(&format!("{STALL}/{act}"), &body).await.assert_status(200).read_json()
}

on_both! {
    async fn an_item_is_applied_for_with_another_form_once_it_is_in_force(hall) {
        hall.open_demo_city().await;
        let (writer, second_person) = (editor(hall).await, reviewer(hall).await);
        let from = json!({ "form": { "id": "senior-card", "version": 1 } });
        let new = json!({ "id": "stall", "title": { "zh-CN": "摊位", "en": "Stall" }, "from": from });
        writer.post("/api/desk/forms", &new).await.assert_status(201);
        let put = format!("{STALL}/items/{SENIOR_CARD}");
        let early = writer.put(&put, &json!(null)).await.assert_problem(ProblemKind::Refused);
        assert_eq!(early.allowed, ["publish"]);

        // Before its first version all of a form is new.
        let all = second_person.get(&format!("{STALL}/diff?from=0&to=draft")).await.assert_status(200);
        let all: FormDiff = all.read_json();
        let pages = all.differences.iter().filter(|it| matches!(it, Difference::PageAdded { .. })).count();
        assert!(pages > 0, "{:?}", all.differences);

        act(&writer, "draft/submit", json!({})).await;
        act(&second_person, "draft/review", json!({ "approve": true })).await;
        act(&second_person, "draft/publish", json!({})).await;
        assert_eq!(form_in_force(hall).await.id, "senior-card");

        // Who reviews it, or edits elsewhere, does not say so; nobody says it of what is not there.
        second_person.put(&put, &json!(null)).await.assert_problem(ProblemKind::Forbidden);
        let elsewhere = hall.staff(Role::Editor, "511602", None).await;
        elsewhere.put(&put, &json!(null)).await.assert_problem(ProblemKind::Forbidden);
        let of_agency = hall.staff(Role::Editor, "440100", Some(CIVIL_AFFAIRS)).await;
        of_agency.put(&put, &json!(null)).await.assert_problem(ProblemKind::Forbidden);
        writer.put(&format!("{STALL}/items/NONE"), &json!(null)).await.assert_problem(ProblemKind::NotFound);

        let ana = hall.citizen("ana").await;
        let (begun, _) = ana.senior_card_draft().await;
        let record: DefinitionRecord = writer.put(&put, &json!(null)).await.assert_status(200).read_json();
        assert_eq!(record.items, 1);
        // Who has begun goes on with the form it was begun with.
        assert_eq!(ana.application(begun.summary.id).await.form.id, "senior-card");
        assert_eq!((form_in_force(hall).await.id.as_str(), form_in_force(hall).await.version), ("stall", 1));
    }
}
