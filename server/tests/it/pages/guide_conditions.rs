//! The condition of a guide at its desk: what rows of inputs say all of is shown in rows, and saving those again changes nothing; what
//! they do not is shown as it is.

use schema::guide::{GuideDraft, MOST_TERMS};
use schema::role::Role;
use serde_json::{Value, json};

use super::{attribute, start, tags};
use crate::support::{Client, Hall};

const DRAFT: &str = "/api/desk/guides/care/draft";

async fn begun(when: Value) -> (Hall, Client) {
    let hall = start().await;
    let writer = hall.staff(Role::Editor, "440100", None).await;
    let text = |text: &str| json!({ "zh-CN": text, "en": text });
    let outcome = json!({ "id": "o", "when": when, "say": text("好。"), "ends": "not_eligible" });
    let otherwise = json!({ "id": "p", "say": text("不好。"), "ends": "not_eligible" });
    let guide = json!({
        "code": "care", "title": text("优待"), "as_of": "2026-01-01",
        "questions": [
            { "id": "a", "ask": text("是吗？"), "kind": "yes_no" },
            { "id": "n", "ask": text("几？"), "kind": "number", "min": 0, "max": 99 },
        ],
        "outcomes": [outcome, otherwise],
    });
    let from = json!({ "definition": guide });
    let new = json!({ "id": "care", "title": text("优待"), "from": from });
    writer.post("/api/desk/guides", &new).await.assert_status(201);
    (hall, writer)
}

/// Saves the first outcome as its page holds it, and gives its condition then.
async fn saved_again(writer: &Client) -> Value {
    let page = writer.page("/desk/guides/care/edit?_part=outcomes&_at=0").await.assert_status(200);
    let html = page.text();
    let mut fields = vec![("/say".to_owned(), "好。".to_owned()), ("/say/en".into(), "好。".into())];
    fields.push(("/ends".into(), "not_eligible".into()));
    let open = html.split("id=\"open\"").nth(1).unwrap();
    let form = open.split("</form>").next().unwrap();
    for tag in tags(form, "input") {
        let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
        let skipped = attribute(tag, "type") == Some("radio") && !tag.contains("checked");
        if let (Some(name), false) = (name, skipped) {
            fields.push((name.to_owned(), value.unwrap_or_default().to_owned()));
        }
    }
    for select in form.split("<select").skip(1) {
        let name = attribute(select.split('>').next().unwrap(), "name").unwrap();
        let chosen = tags(select.split("</select>").next().unwrap(), "option");
        let chosen = chosen.into_iter().find(|tag| tag.contains("selected"));
        if let Some(value) = chosen.and_then(|tag| attribute(tag, "value")) {
            fields.retain(|(known, _)| known != name);
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    if let Some(logic) = form.split("name=\"/logic\"").nth(1) {
        let logic = logic.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
        fields.push(("/logic".into(), logic.replace("&quot;", "\"").replace("&lt;", "<")));
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    writer.form("/desk/guides/care/edit", &fields).await.assert_status(303);
    let draft: GuideDraft = writer.get(DRAFT).await.assert_status(200).read_json();
    draft.guide.outcomes[0].when.as_ref().map(|when| when.to_value()).unwrap_or_default()
}

#[tokio::test]
async fn saving_an_outcome_as_it_is_changes_nothing_of_its_condition() {
    let older = |years: usize| json!({ ">": [{ "var": "n" }, years] });
    let many: Vec<Value> = (0..=MOST_TERMS).map(older).collect();
    let most: Vec<Value> = (0..MOST_TERMS).map(older).collect();
    for when in [
        json!({ "and": [{ "var": "a" }, { "<": [{ "var": "n" }, 6] }] }),
        json!({ "and": most }),
        json!({ "or": many }),
        json!({ "var": "n" }),
        json!({ "!": [{ "var": "n" }] }),
        json!({ "in": [{ "var": "n" }, ["1, 2"]] }),
    ] {
        let (_hall, writer) = begun(when.clone()).await;
        assert_eq!(saved_again(&writer).await, when);
    }
}
