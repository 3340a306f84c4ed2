//! Writing guides: from one question to a version that everybody is led by, by two people; what is wrong, asks for personal data or
//! leads to what is not there is not published.

use schema::ProblemKind;
use schema::definitions::{DefinitionRecord, DraftState};
use schema::guide::{GuideDraft, GuideLintCode, GuideSummary};
use serde_json::{Value, json};

use super::{editor, reviewer};
use crate::support::{Client, Response, SENIOR_CARD, on_both};

const LIST: &str = "/api/desk/guides";
const CARE: &str = "/api/desk/guides/care";

async fn begin(who: &Client) -> Response {
    let title = json!({ "zh-CN": "老年优待", "en": "Senior care" });
    who.post(LIST, &json!({ "id": "care", "title": title, "from": "nothing" })).await
}

async fn draft(who: &Client) -> GuideDraft {
    who.get(&format!("{CARE}/draft")).await.assert_status(200).read_json()
}

async fn edit(who: &Client, edit: Value) -> Response {
    let record: DefinitionRecord = who.get(CARE).await.assert_status(200).read_json();
    who.post(&format!("{CARE}/draft/edits"), &json!({ "revision": record.revision, "edit": edit })).await
}

async fn act(who: &Client, act: &str, mut body: Value) -> Response {
    let record: DefinitionRecord = who.get(CARE).await.assert_status(200).read_json();
    body["revision"] = record.revision.into();
    who.post(&format!("{CARE}/draft/{act}"), &body).await
}

fn question(ask: &str) -> Value {
    let text = |text: &str| json!({ "zh-CN": text, "en": text });
    let question = json!({
        "id": "registered", "ask": text(ask), "help": {}, "kind": "yes_no", "when": { "plain": { "terms": [] } },
    });
    json!({ "edit": "question", "at": 0, "question": question })
}

fn outcome(item: &str, pointer: &str) -> Value {
    let say = json!({ "zh-CN": "可以办优待证。", "en": "You can have the card." });
    let term = json!({ "question": "registered", "is": "is", "value": "yes" });
    let outcome = json!({
        "id": "card", "say": say, "ends": "item", "item": item, "fills": { pointer: "registered" },
        "when": { "plain": { "any": false, "terms": [term] } },
    });
    json!({ "edit": "outcome", "at": 0, "outcome": outcome })
}

on_both! {
    async fn a_guide_goes_through_two_hands_to_everybody(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer).await.assert_status(201);
        edit(&writer, question("户口在这里吗？")).await.assert_status(200);
        let edited = edit(&writer, outcome(SENIOR_CARD, "/residence/registered_here")).await;
        let edited: GuideDraft = edited.assert_status(200).read_json();
        assert_eq!((edited.lints, edited.draft.state), (vec![], DraftState::Draft));
        assert_eq!(hall.visitor().get("/api/guides").await.json(), json!([]), "a draft leads nobody");
        act(&writer, "submit", json!({})).await.assert_status(200);
        act(&writer, "review", json!({ "approve": true })).await.assert_status(403);
        act(&second, "review", json!({ "approve": true })).await.assert_status(200);
        act(&second, "publish", json!({})).await.assert_status(200);
        let all: Vec<GuideSummary> = hall.visitor().get("/api/guides").await.assert_status(200).read_json();
        assert_eq!(all.iter().map(|guide| guide.code.as_str()).collect::<Vec<_>>(), ["care"]);
        let ended = hall.visitor().get("/api/guides/care/stand?registered=yes").await.json();
        assert_eq!(ended["item"]["code"], SENIOR_CARD);
        // An edit of what is published begins a draft; nobody is led by it before it is published.
        edit(&writer, question("户口在本市吗？")).await.assert_status(200);
        assert_eq!(hall.visitor().get("/api/guides/care").await.json()["questions"][0]["ask"]["zh-CN"], "户口在这里吗？");
    }

    async fn what_is_wrong_is_not_published(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer).await.assert_status(201);
        let lints = |draft: GuideDraft| draft.lints.into_iter().map(|lint| lint.code).collect::<Vec<_>>();
        edit(&writer, question("您的身份证号是多少？")).await.assert_status(200);
        assert_eq!(lints(draft(&writer).await), [GuideLintCode::PersonalData]);
        let publish = async || {
            act(&writer, "submit", json!({})).await.assert_status(200);
            act(&second, "review", json!({ "approve": true })).await.assert_status(200);
            act(&second, "publish", json!({})).await
        };
        let refused = publish().await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/definition/questions/0/ask");
        edit(&writer, question("户口在这里吗？")).await.assert_status(200);
        for (item, pointer, wrong) in [
            ("NONE", "/residence/registered_here", "/definition/outcomes/0/item"),
            (SENIOR_CARD, "/residence/none", "/definition/outcomes/0/fills"),
        ] {
            edit(&writer, outcome(item, pointer)).await.assert_status(200);
            let refused = publish().await.assert_problem(ProblemKind::Invalid);
            assert_eq!(refused.errors[0].pointer, wrong);
        }
    }

    async fn what_is_too_large_to_be_walked_through_is_saved_and_not_published(hall) {
        hall.open_demo_city().await;
        let (writer, second) = (editor(hall).await, reviewer(hall).await);
        begin(&writer).await.assert_status(201);
        let choices: Vec<Value> = (0..2000).map(|at| json!({ "value": format!("v{at}"), "label": { "zh-CN": "甲" } })).collect();
        let mut wide = question("哪一种？");
        wide["question"]["kind"] = "choice".into();
        wide["question"]["choices"] = choices.into();
        let edited: GuideDraft = edit(&writer, wide).await.assert_status(200).read_json();
        let found: Vec<_> = edited.lints.iter().map(|lint| (lint.pointer.as_str(), lint.code)).collect();
        assert_eq!(found, [("/questions/0", GuideLintCode::TooLarge)]);
        act(&writer, "submit", json!({})).await.assert_status(200);
        act(&second, "review", json!({ "approve": true })).await.assert_status(200);
        let refused = act(&second, "publish", json!({})).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/definition/questions/0");
        // Refused, it is still approved at the same revision: nothing was kept of the attempt.
        let record: DefinitionRecord = writer.get(CARE).await.assert_status(200).read_json();
        assert_eq!(record.draft.map(|draft| draft.state), Some(DraftState::Approved));
    }

    async fn of_two_who_write_at_once_one_is_told(hall) {
        let writer = editor(hall).await;
        begin(&writer).await.assert_status(201);
        let stale = json!({ "revision": 1, "edit": question("户口在这里吗？") });
        writer.post(&format!("{CARE}/draft/edits"), &stale).await.assert_status(200);
        writer.post(&format!("{CARE}/draft/edits"), &stale).await.assert_problem(ProblemKind::Conflict);
        let nowhere = json!({ "edit": "remove", "part": "questions", "at": 7 });
        let refused = edit(&writer, nowhere).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors[0].pointer, "/edit/at");
    }
}
