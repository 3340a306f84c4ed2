//! Designing forms: a draft, a second person's review, versions that come into force and are retired, two who edit at
//! once, and drafts of applications that meet a newer version.

mod desk;
mod everyday;
mod guides;
mod items;
mod joint;
mod migration;
mod processes;

use chrono::TimeDelta;
use schema::ProblemKind;
use schema::applications::{FormRef, VersionChange};
use schema::catalogue::Item;
use schema::definitions::{
    DefinitionLine, DefinitionRecord, DraftSaved, DraftState, FieldRenamed, FormBegun, FormDiff, FormDraft,
};
use schema::form::{Difference, LintCode};
use schema::role::Role;
use serde_json::{Value, json};
use server::features::audit;

use crate::support::{
    CIVIL_AFFAIRS, Client, Hall, PNG, Response, SENIOR_CARD, on_both, senior_card_answers, texts,
};

const FORM: &str = "/api/desk/forms/senior-card";

async fn editor(hall: &Hall) -> Client {
    hall.staff(Role::Editor, "440100", None).await
}

async fn reviewer(hall: &Hall) -> Client {
    hall.staff(Role::Reviewer, "440100", None).await
}

async fn record(who: &Client, path: &str) -> DefinitionRecord {
    who.get(path).await.assert_status(200).read_json()
}

async fn definition(who: &Client) -> Value {
    who.get(&format!("{FORM}/1")).await.assert_status(200).json()["definition"].clone()
}

async fn save(who: &Client, definition: &Value, revision: i64) -> Response {
    who.put(&format!("{FORM}/draft"), &json!({ "definition": definition, "revision": revision })).await
}

async fn act(who: &Client, act: &str, mut body: Value) -> Response {
    body["revision"] = record(who, FORM).await.revision.into();
    who.post(&format!("{FORM}/{act}"), &body).await
}

/// From a definition to a version, as two people do it.
async fn publish(
    editor: &Client,
    reviewer: &Client,
    definition: &Value,
    effective_on: Option<&str>,
) -> DefinitionRecord {
    let revision = record(editor, FORM).await.revision;
    save(editor, definition, revision).await.assert_status(200);
    act(editor, "draft/submit", json!({})).await.assert_status(200);
    act(reviewer, "draft/review", json!({ "approve": true })).await.assert_status(200);
    let published = act(reviewer, "draft/publish", json!({ "effective_on": effective_on })).await;
    published.assert_status(200).read_json()
}

/// The senior card without a telephone, and with a question more that has to be answered.
async fn second(who: &Client) -> Value {
    let mut definition = definition(who).await;
    let applicant = &mut definition["schema"]["properties"]["applicant"];
    applicant["properties"].as_object_mut().unwrap().shift_remove("phone").unwrap();
    applicant["properties"]["nickname"] =
        json!({ "type": "string", "title": { "zh-CN": "小名", "en": "Nickname" } });
    applicant["required"].as_array_mut().unwrap().retain(|name| name != "phone");
    applicant["required"].as_array_mut().unwrap().push(json!("nickname"));
    let text = definition["uischema"]
        .to_string()
        .replace("applicant/properties/phone", "applicant/properties/nickname");
    definition["uischema"] = serde_json::from_str(&text).unwrap();
    let english = definition["x-text"]["en"].as_object_mut().unwrap();
    english.retain(|place, _| !place.contains("/applicant/properties/phone"));
    definition
}

async fn form_in_force(hall: &Hall) -> FormRef {
    let item: Item = hall.visitor().get(&format!("/api/items/{SENIOR_CARD}")).await.read_json();
    item.form.unwrap()
}

on_both! {
    async fn a_version_goes_through_two_hands_and_comes_into_force_on_its_day(hall) {
        hall.open_demo_city().await;
        let (writer, second_person) = (editor(hall).await, reviewer(hall).await);
        let definition = second(&writer).await;
        assert_eq!(record(&writer, FORM).await.revision, 0);
        let saved: DraftSaved = save(&writer, &definition, 0).await.assert_status(200).read_json();
        assert_eq!((saved.revision, saved.draft.state, saved.draft.base), (1, DraftState::Draft, Some(1)));
        assert!(saved.lints.iter().all(|lint| lint.code != LintCode::MissingLanguage), "{:?}", saved.lints);

        act(&second_person, "draft/review", json!({ "approve": true })).await.assert_problem(ProblemKind::Refused);
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        act(&writer, "draft/review", json!({ "approve": true })).await.assert_problem(ProblemKind::Forbidden);
        act(&second_person, "draft/review", json!({ "approve": false })).await.assert_problem(ProblemKind::Invalid);
        let back = json!({ "approve": false, "comment": "小名不必填。" });
        let returned: DefinitionRecord = act(&second_person, "draft/review", back).await.assert_status(200).read_json();
        let draft = returned.draft.unwrap();
        assert_eq!((draft.state, draft.comment.as_deref()), (DraftState::Draft, Some("小名不必填。")));
        act(&second_person, "draft/publish", json!({})).await.assert_problem(ProblemKind::Refused);

        let late = act(&writer, "draft/publish", json!({})).await.assert_problem(ProblemKind::Refused);
        assert_eq!(late.allowed, ["submit"]);
        let record = publish(&writer, &second_person, &definition, Some("2026-03-04")).await;
        assert!(record.draft.is_none() && record.versions.len() == 2);
        assert_eq!(record.versions[0].reviewed_by.as_deref(), Some("李工"));
        assert_eq!(form_in_force(hall).await.version, 1);
        hall.pass(TimeDelta::days(2));
        assert_eq!(form_in_force(hall).await.version, 2);
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults.len(), 0);
        let lines = texts(hall, "SELECT action FROM audit_line WHERE subject = 'senior-card' AND actor IS NOT NULL ORDER BY chain, seq").await;
        for action in ["form.save", "form.submit", "form.return", "form.approve", "form.publish"] {
            assert!(lines.iter().any(|line| line == action), "{action}: {lines:?}");
        }
        let published = texts(hall, "SELECT detail FROM audit_line WHERE action = 'form.publish' AND actor IS NOT NULL").await;
        let published: Value = serde_json::from_str(&published[0]).unwrap();
        assert_eq!(published, json!({ "revision": 7, "version": 2, "effective_from": "2026-03-03T16:00:00+00:00" }));
    }

    async fn nobody_reviews_what_they_wrote_themselves(hall) {
        hall.open_demo_city().await;
        hall.appoint("wu", Role::Editor, "440100", None).await;
        hall.appoint("wu", Role::Reviewer, "440100", None).await;
        let (wu, other) = (hall.sign_in("wu").await, editor(hall).await);
        let definition = definition(&wu).await;
        save(&wu, &definition, 0).await.assert_status(200);
        save(&other, &definition, 1).await.assert_status(200);
        act(&other, "draft/submit", json!({})).await.assert_status(200);
        let refused = act(&wu, "draft/review", json!({ "approve": true })).await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.detail.as_deref(), Some("a draft is reviewed by a second person"));
        act(&reviewer(hall).await, "draft/review", json!({ "approve": true })).await.assert_status(200);
        // What is saved after the review has not been reviewed.
        let revision = record(&wu, FORM).await.revision;
        save(&wu, &definition, revision).await.assert_status(200);
        act(&wu, "draft/publish", json!({})).await.assert_problem(ProblemKind::Refused);
    }

    async fn the_second_of_two_editors_is_told_and_loses_nothing(hall) {
        hall.open_demo_city().await;
        let (one, other) = (editor(hall).await, editor(hall).await);
        let mut definition = definition(&one).await;
        save(&one, &definition, 0).await.assert_status(200);
        definition["meta"]["title"] = json!({ "zh-CN": "别的", "en": "Other" });
        let problem = save(&other, &definition, 0).await.assert_problem(ProblemKind::Conflict);
        let stored = &problem.errors[0];
        assert_eq!((stored.pointer.as_str(), &stored.params["stored"], &stored.params["by"]), ("/revision", &json!(1), &json!("李工")));
        assert!(stored.params["at"].as_str().unwrap().starts_with("2026-03-02T01:00"));
        let kept: FormDraft = other.get(&format!("{FORM}/draft")).await.assert_status(200).read_json();
        assert_eq!((kept.revision, &kept.definition["meta"]["title"]["en"]), (1, &json!("Senior card")));
        save(&other, &definition, 1).await.assert_status(200);

        let both = tokio::join!(save(&one, &definition, 2), save(&other, &definition, 2));
        let mut statuses = [both.0.status(), both.1.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);

        // A draft that is gone leaves no revision that could be taken for one of the next.
        one.delete(&format!("{FORM}/draft?revision=2")).await.assert_problem(ProblemKind::Conflict);
        one.delete(&format!("{FORM}/draft?revision=3")).await.assert_status(204);
        one.get(&format!("{FORM}/draft")).await.assert_problem(ProblemKind::NotFound);
        save(&other, &definition, 3).await.assert_problem(ProblemKind::Conflict);
        one.delete(&format!("{FORM}/draft?revision=4")).await.assert_problem(ProblemKind::NotFound);
    }

    async fn what_is_wrong_or_in_one_language_only_is_not_published(hall) {
        hall.open_demo_city().await;
        let (writer, second_person) = (editor(hall).await, reviewer(hall).await);
        let mut definition = definition(&writer).await;
        let name = "/schema/properties/applicant/properties/name/title";
        definition["x-text"]["en"].as_object_mut().unwrap().shift_remove(name).unwrap();
        save(&writer, &definition, 0).await.assert_status(200);
        act(&writer, "draft/submit", json!({})).await.assert_status(200);
        act(&second_person, "draft/review", json!({ "approve": true })).await.assert_status(200);
        let problem = act(&writer, "draft/publish", json!({ "effective_on": "2026-03-01" })).await;
        let problem = problem.assert_problem(ProblemKind::Invalid);
        let faults: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(faults, [&format!("/definition{name}"), "/effective_on"]);
        assert_eq!(problem.errors[0].params["lint"], "missing_language");
        assert_eq!(form_in_force(hall).await.version, 1);
        // Saving takes whatever it is, if it is this form.
        let revision = record(&writer, FORM).await.revision;
        let broken: DraftSaved =
            save(&writer, &json!({ "meta": { "id": "senior-card" }, "schema": 7 }), revision).await.assert_status(200).read_json();
        assert!(!broken.lints.is_empty());
        save(&writer, &json!({ "meta": { "id": "other" } }), broken.revision).await.assert_problem(ProblemKind::Invalid);
        save(&writer, &json!([]), broken.revision).await.assert_problem(ProblemKind::Invalid);
    }

    async fn a_form_begins_from_nothing_a_template_or_a_definition(hall) {
        hall.open_demo_city().await;
        let writer = editor(hall).await;
        let title = json!({ "zh-CN": "新表", "en": "New" });
        let begin = async |id: &str, from: Value| {
            writer.post("/api/desk/forms", &json!({ "id": id, "title": title, "from": from })).await
        };
        let bare = json!({ "type": "object", "properties": { "a": { "type": "string", "title": "甲" } } });
        for (id, from, fields) in [
            ("empty", json!("nothing"), 0),
            ("copy", json!({ "form": { "id": "senior-card", "version": 1 } }), 4),
            ("bare", json!({ "definition": bare }), 1),
        ] {
            let FormBegun { form, losses } = begin(id, from).await.assert_status(201).read_json();
            assert_eq!((form.revision, form.is_mine, form.versions.len(), losses.len()), (1, true, 0, 0));
            let draft: FormDraft =
                writer.get(&format!("/api/desk/forms/{id}/draft")).await.assert_status(200).read_json();
            assert_eq!((&draft.definition["meta"]["id"], &draft.definition["meta"]["title"]), (&json!(id), &title));
            assert!(draft.definition["schema"]["properties"].as_object().unwrap().len() >= fields, "{id}");
        }
        begin("copy", json!("nothing")).await.assert_problem(ProblemKind::Invalid);
        begin("plain:x", json!("nothing")).await.assert_problem(ProblemKind::Invalid);
        begin("none", json!({ "form": { "id": "senior-card", "version": 9 } })).await.assert_problem(ProblemKind::Invalid);
        let listed: schema::Page<DefinitionLine> = writer.get("/api/desk/forms").await.assert_status(200).read_json();
        let ids: Vec<&str> = listed.items.iter().map(|form| form.id.as_str()).collect();
        assert!(ids.is_sorted() && ids.len() == 14, "{ids:?}");
        let card = listed.items.iter().find(|form| form.id == "senior-card").unwrap();
        assert_eq!((card.items, card.newest.as_ref().unwrap().version, card.draft.is_none()), (1, 1, true));
        let rest: schema::Page<DefinitionLine> = writer.get("/api/desk/forms?cursor=empty").await.assert_status(200).read_json();
        assert!(rest.items.iter().all(|form| form.id.as_str() > "empty") && !rest.items.is_empty());
    }

    async fn a_draft_is_seen_and_changed_by_those_of_its_part_only(hall) {
        hall.open_demo_city().await;
        let writer = editor(hall).await;
        let definition = definition(&writer).await;
        save(&writer, &definition, 0).await.assert_status(200);
        for (region, agency, mine) in
            [("", None, true), ("440000", None, true), ("440100", Some(CIVIL_AFFAIRS), true), ("440100", Some("广州市公安局"), false), ("511602", None, false)]
        {
            let other = hall.staff(Role::Editor, region, agency).await;
            let seen = record(&other, FORM).await;
            assert_eq!((seen.is_mine, seen.draft.is_some()), (mine, mine), "{region} {agency:?}");
            let draft = other.get(&format!("{FORM}/draft")).await;
            let changes = other.get(&format!("{FORM}/diff?from=1&to=draft")).await;
            let written = save(&other, &definition, 9).await;
            if mine {
                draft.assert_status(200);
                changes.assert_status(200);
                written.assert_problem(ProblemKind::Conflict);
            } else {
                draft.assert_problem(ProblemKind::Forbidden);
                changes.assert_problem(ProblemKind::Forbidden);
                written.assert_problem(ProblemKind::Forbidden);
            }
            other.get(&format!("{FORM}/1")).await.assert_status(200);
        }
    }

    async fn what_is_different_and_what_another_id_touches_is_said(hall) {
        hall.open_demo_city().await;
        let writer = editor(hall).await;
        let definition = second(&writer).await;
        save(&writer, &definition, 0).await.assert_status(200);
        let diff: FormDiff = writer.get(&format!("{FORM}/diff?from=1&to=draft")).await.assert_status(200).read_json();
        let removed = |difference: &Difference| matches!(difference, Difference::FieldRemoved { field } if field.key == "/applicant/phone");
        let added = |difference: &Difference| matches!(difference, Difference::FieldAdded { field, .. } if field.key == "/applicant/nickname");
        assert!(diff.differences.iter().any(removed) && diff.differences.iter().any(added), "{:?}", diff.differences);
        let same: FormDiff = writer.get(&format!("{FORM}/diff?from=1&to=1")).await.assert_status(200).read_json();
        assert_eq!(same.differences, []);
        writer.get(&format!("{FORM}/diff?from=1&to=x")).await.assert_problem(ProblemKind::BadRequest);
        writer.get(&format!("{FORM}/diff?from=1&to=7")).await.assert_problem(ProblemKind::NotFound);

        let asked = json!({ "definition": definition, "from": "/agent/phone", "to": "/agent/mobile" });
        let renamed: FieldRenamed =
            writer.post(&format!("{FORM}/rename"), &asked).await.assert_status(200).read_json();
        assert!(renamed.touched.iter().any(|place| place == "/schema/properties/agent/properties/mobile"));
        assert!(renamed.touched.len() > 2 && renamed.elsewhere.is_empty(), "{:?}", renamed.touched);
        let taken = json!({ "definition": definition, "from": "/agent/phone", "to": "/agent/name" });
        writer.post(&format!("{FORM}/rename"), &taken).await.assert_problem(ProblemKind::Invalid);
    }

    async fn a_draft_of_an_application_is_told_and_goes_on_with_the_newer_version(hall) {
        hall.open_demo_city().await;
        let (ana, ben) = (hall.citizen("ana").await, hall.citizen("ben").await);
        let (filed, _) = ben.file_senior_card().await;
        let (draft, _) = ana.senior_card_draft().await;
        let id = draft.summary.id;
        assert_eq!(ana.application(id).await.newer, None);
        ana.post(&format!("/api/applications/{id}/version"), &json!({ "version": 2, "revision": draft.revision }))
            .await
            .assert_problem(ProblemKind::Refused);

        let (writer, second_person) = (editor(hall).await, reviewer(hall).await);
        let definition = second(&writer).await;
        publish(&writer, &second_person, &definition, None).await;
        let newer = ana.application(id).await.newer.unwrap();
        assert_eq!((newer.form.version, newer.must), (2, false));
        assert_eq!(ben.application(filed).await.newer, None, "what was filed keeps its version");

        // They may go on as they are, until it is retired.
        let path = format!("/api/applications/{id}/version");
        let told: VersionChange = ana.get(&path).await.assert_status(200).read_json();
        assert_eq!(told.ask_again, ["/applicant/nickname"]);
        let phone = senior_card_answers()["applicant"]["phone"].clone();
        assert_eq!((told.set_aside[0].pointer.as_str(), &told.set_aside[0].value), ("/applicant/phone", &phone));
        assert!(told.changed.iter().all(Difference::is_seen) && !told.changed.is_empty());
        assert_eq!(ana.application(id).await.answers, senior_card_answers(), "looking moves nothing");
        act(&writer, "1/retire", json!({})).await.assert_status(200);
        assert!(ana.application(id).await.newer.unwrap().must);
        let refused = ana.submit(id, "first").await.assert_problem(ProblemKind::Refused);
        assert_eq!(refused.allowed, ["version"]);

        let stale = json!({ "version": 2, "revision": told.revision - 1 });
        ana.post(&path, &stale).await.assert_problem(ProblemKind::Conflict);
        let other = json!({ "version": 3, "revision": told.revision });
        ana.post(&path, &other).await.assert_problem(ProblemKind::Conflict);
        ben.post(&path, &other).await.assert_problem(ProblemKind::NotFound);
        let sent = json!({ "version": 2, "revision": told.revision });
        let moved: VersionChange = ana.post(&path, &sent).await.assert_status(200).read_json();
        assert_eq!((moved.newer, moved.ask_again.len(), moved.set_aside.len()), (None, 1, 1));
        let after = ana.application(id).await;
        assert_eq!((after.form.version, after.revision, after.newer), (2, moved.revision, None));
        let mut answers = after.answers;
        assert_eq!(answers["applicant"]["phone"], Value::Null);
        assert_eq!(answers["applicant"]["name"], senior_card_answers()["applicant"]["name"]);
        let kept: VersionChange = ana.get(&path).await.assert_status(200).read_json();
        assert_eq!(kept.set_aside[0].value, phone, "nothing typed is lost");
        answers["applicant"]["nickname"] = json!("老王");
        ana.save(id, &answers, after.revision).await.assert_status(200);
        ana.submit(id, "first").await.assert_status(200);
        assert_eq!(ben.application(filed).await.form.version, 1);
    }

    async fn items_are_not_left_without_a_version(hall) {
        hall.open_demo_city().await;
        let (writer, second_person) = (editor(hall).await, reviewer(hall).await);
        act(&writer, "1/retire", json!({})).await.assert_problem(ProblemKind::Refused);
        act(&writer, "7/retire", json!({})).await.assert_problem(ProblemKind::NotFound);
        let definition = second(&writer).await;
        publish(&writer, &second_person, &definition, Some("2026-03-09")).await;
        act(&writer, "1/retire", json!({})).await.assert_problem(ProblemKind::Refused);
        // What is not in force yet may go, and the one before stays.
        act(&writer, "2/retire", json!({})).await.assert_status(200);
        hall.pass(TimeDelta::days(9));
        assert_eq!(form_in_force(hall).await.version, 1);
    }

    async fn answers_are_a_table_for_those_who_see_the_cases(hall) {
        hall.open_demo_city().await;
        for login in ["ana", "ben", "cem"] {
            hall.citizen(login).await.file_senior_card().await;
        }
        let draft = hall.citizen("dan").await;
        draft.begin(SENIOR_CARD).await;
        draft.attach(1, "photograph", "a.png", PNG).await;
        let lead = hall.staff(Role::AgencyLead, "440100", Some(CIVIL_AFFAIRS)).await;
        let tables = lead.get(&format!("{FORM}/1/answers")).await.assert_status(200).json();
        let columns = tables["tables"][0]["columns"].as_array().unwrap();
        let place = columns.iter().position(|column| column["name"] == "applicant.name").unwrap() + 3;
        assert_eq!(columns[place - 3]["type"], "text");

        let (mut address, mut names, mut pages) = (format!("{FORM}/1/answers.csv?limit=2"), Vec::new(), 0);
        loop {
            let page = lead.get(&address).await.assert_status(200);
            let lines: Vec<&str> = page.text().trim_start_matches('\u{feff}').lines().collect();
            assert!(lines[0].starts_with("_application,_case,_submitted_at,"));
            names.extend(lines[1..].iter().map(|line| line.split(',').nth(place).unwrap().to_owned()));
            pages += 1;
            let Some(link) = page.header("link") else { break };
            address = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
        }
        let name = senior_card_answers()["applicant"]["name"].as_str().unwrap().to_owned();
        assert_eq!((names, pages), (vec![name.clone(), name.clone(), name], 2));

        let lines = lead.get(&format!("{FORM}/1/answers.jsonl")).await.assert_status(200);
        let rows: Vec<Value> = lines.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((rows.len(), &rows[0]["applicant.name"]), (3, &senior_card_answers()["applicant"]["name"]));
        lead.get(&format!("{FORM}/1/answers.csv?rows=/none")).await.assert_problem(ProblemKind::BadRequest);
        lead.get(&format!("{FORM}/9/answers.csv")).await.assert_problem(ProblemKind::NotFound);
        let read = texts(hall, "SELECT subject FROM audit_line WHERE action = 'form.answers'").await;
        assert_eq!(read, ["senior-card/1", "senior-card/1", "senior-card/1"]);

        let elsewhere = hall.staff(Role::AgencyLead, "440100", Some("广州市公安局")).await;
        assert_eq!(elsewhere.get(&format!("{FORM}/1/answers.jsonl")).await.assert_status(200).text(), "");
        let province = hall.staff(Role::Supervisor, "440000", None).await;
        assert_eq!(province.get(&format!("{FORM}/1/answers.jsonl")).await.assert_status(200).text().lines().count(), 3);
        editor(hall).await.get(&format!("{FORM}/1/answers.jsonl")).await.assert_problem(ProblemKind::Forbidden);
    }
}
