//! What the desk shows of a form beside its definition: who may do what with it now, who is under way with it, files in and
//! out, and what is touched elsewhere.

use schema::definitions::{DefinitionLine, DraftAct, FormBegun, FormDiff, FormDraft, VersionUse};
use schema::form::{Fate, Severity};
use schema::{Page, ProblemKind};
use serde_json::{Value, json};
use server::sql;

use super::{FORM, act, definition, editor, publish, record, reviewer, save, second};
use crate::support::{Client, Hall, on_both};

async fn ids(who: &Client, part: &str) -> Vec<String> {
    let path = format!("/api/desk/forms?q={}", schema::catalogue::encode(part));
    let page: Page<DefinitionLine> = who.get(&path).await.assert_status(200).read_json();
    page.items.into_iter().map(|form| form.id).collect()
}

async fn begin(who: &Client, id: &str, from: Value) -> FormBegun {
    let new = json!({ "id": id, "title": { "zh-CN": "新表", "en": "New" }, "from": from });
    who.post("/api/desk/forms", &new).await.assert_status(201).read_json()
}

async fn draft(who: &Client, id: &str) -> FormDraft {
    who.get(&format!("/api/desk/forms/{id}/draft")).await.assert_status(200).read_json()
}

/// A process that reads a field of the form.
async fn publish_process(hall: &Hall, id: &str, pointer: &str) {
    let definition = json!({ "tasks": [{ "form": { "fields": { pointer: "read" } } }] }).to_string();
    let now = hall.state().clock.now();
    let mut tx = hall.db().write().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query("INSERT INTO process_version (process, version, definition, published_at) VALUES ($1, 1, $2, $3)")
            .bind(id)
            .bind(&definition)
            .bind(now)
            .execute(conn)
            .await
            .unwrap();
    });
    tx.commit().await.unwrap();
}

on_both! {
    async fn forms_are_found_by_name_and_id(hall) {
        hall.open_demo_city().await;
        let writer = editor(hall).await;
        assert_eq!(ids(&writer, "SENIOR card").await, ["senior-card"]);
        assert_eq!(ids(&writer, "senior-c").await, ["senior-card"]);
        let all = ids(&writer, "").await;
        assert!(all.len() > 5, "{all:?}");
        // What stands around a name in the database is no part of it.
        assert_eq!(ids(&writer, "zh-CN").await, Vec::<String>::new());
        assert_eq!(ids(&writer, "%").await, Vec::<String>::new());
    }

    async fn a_record_says_what_may_be_done_and_who_is_under_way(hall) {
        hall.open_demo_city().await;
        let (writer, second_person) = (editor(hall).await, reviewer(hall).await);
        hall.citizen("ana").await.file_senior_card().await;
        hall.citizen("ben").await.senior_card_draft().await;
        let first = record(&writer, FORM).await;
        assert_eq!((first.in_force, first.allowed.as_slice()), (Some(1), &[DraftAct::Edit][..]));
        assert_eq!(first.uses, [VersionUse { version: 1, drafts: 1, cases: 1 }]);
        assert_eq!(first.retirable, Vec::<u32>::new());

        let definition = second(&writer).await;
        save(&writer, &definition, 0).await.assert_status(200);
        let may = async |who: &Client| record(who, FORM).await.allowed;
        assert_eq!(may(&writer).await, [DraftAct::Edit, DraftAct::Submit, DraftAct::Discard]);
        assert_eq!(may(&second_person).await, []);
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        assert_eq!(may(&writer).await, [DraftAct::Edit, DraftAct::Discard]);
        assert_eq!(may(&second_person).await, [DraftAct::Review]);
        act(&second_person, "draft/review", json!({ "approve": true })).await.assert_status(200);
        assert_eq!(may(&writer).await, [DraftAct::Edit, DraftAct::Publish, DraftAct::Discard]);
        assert_eq!(may(&second_person).await, [DraftAct::Publish]);
        act(&second_person, "draft/publish", json!({ "effective_on": "2026-03-09" })).await.assert_status(200);
        let later = record(&writer, FORM).await;
        assert_eq!((later.in_force, later.retirable), (Some(1), vec![2]));
        hall.pass(chrono::TimeDelta::days(9));
        let now = record(&editor(hall).await, FORM).await;
        assert_eq!((now.in_force, now.retirable), (Some(2), vec![2, 1]));
        assert_eq!(now.uses, [VersionUse { version: 1, drafts: 1, cases: 1 }]);
    }

    async fn files_of_others_are_brought_in_with_what_was_lost(hall) {
        hall.open_demo_city().await;
        let writer = editor(hall).await;
        let formio = json!({ "display": "form", "components": [
            { "type": "textfield", "key": "name", "label": "Name", "input": true },
            { "type": "htmlelement", "key": "html", "content": "<b>Hello</b>" },
            { "type": "button", "action": "custom", "key": "b", "label": "Run", "custom": "alert(1)", "input": true },
        ] });
        let FormBegun { form, losses } = begin(&writer, "of-formio", json!({ "formio": formio })).await;
        assert_eq!((form.id.as_str(), form.revision), ("of-formio", 1));
        assert!(losses.iter().any(|loss| loss.fate == Fate::Dropped && loss.severity == Severity::Error), "{losses:?}");
        assert_eq!(draft(&writer, "of-formio").await.definition["schema"]["properties"]["name"]["type"], "string");

        let old = json!({ "$schema": "http://json-schema.org/draft-04/schema#", "type": "object",
            "properties": { "a": { "type": "integer", "minimum": 0, "exclusiveMinimum": true, "title": "A" } } });
        begin(&writer, "of-schema", json!({ "json_schema": old })).await;
        let made = draft(&writer, "of-schema").await.definition;
        assert_eq!(made["schema"]["properties"]["a"]["exclusiveMinimum"], 0);
        assert!(made["uischema"].is_object());

        begin(&writer, "of-pages", json!({ "templates": ["enterprise", "opinions"] })).await;
        let made = draft(&writer, "of-pages").await;
        let (form, _) = schema::form::compile(&made.definition);
        assert_eq!((form.pages.len(), form.office.len(), made.lints), (1, 1, vec![]));

        let unfit = [
            ("formio", json!([])),
            ("json_forms", json!("x")),
            ("json_schema", json!(7)),
            ("templates", json!(["enterprise", "none"])),
            ("templates", json!(["address"])),
        ];
        for (kind, file) in unfit {
            let new = json!({ "id": "none", "title": { "zh-CN": "无" }, "from": { kind: file } });
            let refused = writer.post("/api/desk/forms", &new).await.assert_problem(ProblemKind::Invalid);
            assert_eq!(refused.errors[0].pointer, format!("/from/{kind}"));
        }
    }

    async fn what_goes_out_comes_in_again(hall) {
        hall.open_demo_city().await;
        let writer = editor(hall).await;
        let stored = definition(&writer).await;
        let export = async |kind: &str| {
            writer.get(&format!("{FORM}/1/export{kind}")).await.assert_status(200)
        };
        let file = export("?as=definition").await;
        assert_eq!(file.json(), stored);
        assert_eq!(file.header("content-disposition"), Some("attachment; filename*=UTF-8''senior-card-1.json"));
        let pair = export("").await.json();
        assert_eq!(pair, export("?as=json_forms").await.json());
        assert_eq!(pair["schema"], export("?as=json_schema").await.json());
        assert!(pair["uischema"]["type"].is_string());
        let FormBegun { losses, .. } = begin(&writer, "again", json!({ "json_forms": pair })).await;
        assert_eq!(losses, []);
        let again = draft(&writer, "again").await;
        assert!(again.lints.iter().all(|lint| lint.severity == Severity::Warning), "{:?}", again.lints);
        assert_eq!(again.definition["materials"], stored["materials"]);
        writer.get(&format!("{FORM}/1/export?as=nothing")).await.assert_problem(ProblemKind::BadRequest);
        writer.get(&format!("{FORM}/9/export")).await.assert_problem(ProblemKind::NotFound);
    }

    async fn what_processes_say_of_what_is_gone_is_told(hall) {
        hall.open_demo_city().await;
        publish_process(hall, "reads-the-phone", "/applicant/phone").await;
        publish_process(hall, "reads-the-name", "/applicant/name").await;
        let writer = editor(hall).await;
        save(&writer, &second(&writer).await, 0).await.assert_status(200);
        let diff: FormDiff =
            writer.get(&format!("{FORM}/diff?from=1&to=draft")).await.assert_status(200).read_json();
        let told: Vec<(&str, &str)> = diff
            .elsewhere
            .iter()
            .map(|mention| (mention.process.as_str(), mention.field.key.as_str()))
            .collect();
        assert_eq!(told, [("reads-the-phone", "/applicant/phone")]);
        assert!(!diff.elsewhere[0].pointers.is_empty());
        assert_eq!(diff.pages.len(), diff.differences.len());
        assert!(diff.pages.iter().flatten().all(|page| page.key == "applicant"), "{:?}", diff.pages);
        assert!(diff.pages.iter().flatten().count() > 0);
    }

    async fn the_document_of_a_form_goes_without_its_program(hall) {
        hall.open_demo_city().await;
        let path = "/api/forms/senior-card/1/document";
        assert_eq!(hall.visitor().get(path).await.assert_status(200).json(), Value::Null);
        let (writer, second_person) = (editor(hall).await, reviewer(hall).await);
        let mut with_body = definition(&writer).await;
        with_body["body"] = json!({ "template": { "zh-CN": "# 申请书\n{{/applicant/name}}", "en": "# Letter\n{{/applicant/name}}" } });
        publish(&writer, &second_person, &with_body, None).await;
        let document = hall.visitor().get("/api/forms/senior-card/2/document").await.assert_status(200).json();
        assert_eq!(document["body"], with_body["body"]);
        assert_eq!(document["schema"], Value::Null);
        hall.visitor().get("/api/forms/senior-card/9/document").await.assert_problem(ProblemKind::NotFound);
    }
}
