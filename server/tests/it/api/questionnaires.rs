//! What an agency asks the applicant of a case further: once, of this case alone, answered once, read by nobody else, and nothing waits for it.

use schema::cases::{CaseView, DeskCase, DeskNoteKind, Worklist};
use schema::messages::{MessageKind, Messages};
use schema::questionnaires::{DeskQuestions, Questionnaire};
use schema::role::Role;
use schema::{FieldCode, ProblemKind};
use serde_json::{Value, json};
use server::features::definitions;
use server::sql;

use crate::support::{CIVIL_AFFAIRS, Client, HYGIENE, Hall, Jointly, Scene, TIMBER, on_both, texts};

/// What only the agency that asked may read.
const SECRET: &str = "水井打在东墙外三米";

/// Three questions, of which one cannot be left out.
pub fn questions() -> Value {
    json!({ "why": "图纸上看不清水井的位置。", "questions": [
        { "label": { "zh-CN": "水井在哪里？", "en": "Where is the well?" }, "kind": "long_text", "required": true },
        { "label": { "zh-CN": "哪天打的？" }, "kind": "date" },
        { "label": { "zh-CN": "谁在用？" }, "kind": "choice", "choices": [{ "zh-CN": "只有本厂" }, { "zh-CN": "还有邻居" }] },
    ] })
}

pub fn answers(fields: &[(&str, &str)]) -> Value {
    json!({ "fields": fields })
}

fn path(number: &str) -> String {
    format!("/api/cases/{number}/questions")
}

fn desk_path(number: &str) -> String {
    format!("/api/desk/cases/{number}/questions")
}

async fn at_desk(who: &Client, number: &str) -> DeskQuestions {
    who.get(&desk_path(number)).await.assert_status(200).read_json()
}

async fn asked(who: &Client, number: &str) -> Questionnaire {
    who.get(&path(number)).await.assert_status(200).read_json()
}

async fn messages(who: &Client) -> Vec<MessageKind> {
    let told: Messages = who.get("/api/me/messages").await.assert_status(200).read_json();
    told.messages.items.iter().map(|message| message.kind).collect()
}

/// A form as an agency of Guangzhou has one of its own.
async fn publish_for(hall: &Hall, agency: &str, id: &str, more: Value) {
    let mut definition = json!({
        "meta": { "id": id, "version": 1, "title": { "zh-CN": "取水情况", "en": "Water" } },
        "schema": { "type": "object", "properties": { "depth": { "type": "number", "title": "井深（米）" } }, "required": ["depth"] },
    });
    definition.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let mut tx = hall.db().write().await.unwrap();
    definitions::publish_form(&mut tx, &definition, hall.state().clock.now()).await.unwrap();
    let set = async |tx: &mut server::db::Tx| -> server::error::Result<u64> {
        Ok(sql!(tx, conn => {
            sqlx::query("UPDATE form SET agency = $2, region = '440100' WHERE id = $1")
                .bind(id)
                .bind(agency)
                .execute(conn)
                .await?
                .rows_affected()
        }))
    };
    assert_eq!(set(&mut tx).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_lane_asks_once_and_the_answers_are_its_own(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let (hygiene, timber) = (joint.number(HYGIENE).await, joint.number(TIMBER).await);
        let officer = &joint.health.officer;
        let before: CaseView = joint.ana.get(&format!("/api/cases/{hygiene}")).await.assert_status(200).read_json();
        assert_eq!(before.questions, None);
        assert!(at_desk(officer, &hygiene).await.may_ask);
        joint.ana.get(&path(&hygiene)).await.assert_problem(ProblemKind::NotFound);
        officer.post(&desk_path(&hygiene), &questions()).await.assert_status(201);
        // Who clicks twice has asked once; what is asked besides is too late.
        let told: DeskQuestions = officer.post(&desk_path(&hygiene), &questions()).await.assert_status(201).read_json();
        assert!(!told.may_ask && told.asked.is_some());
        assert_eq!(messages(&joint.ana).await.iter().filter(|kind| **kind == MessageKind::QuestionsAsked).count(), 1);
        let other = json!({ "why": "还有一点。", "questions": [{ "label": { "zh-CN": "井多深？" }, "kind": "number" }] });
        for who in [officer, &joint.health.lead] {
            who.post(&desk_path(&hygiene), &other).await.assert_problem(ProblemKind::Refused);
        }

        let view: CaseView = joint.ana.get(&format!("/api/cases/{hygiene}")).await.assert_status(200).read_json();
        assert!(view.questions.unwrap().is_open);
        // No clock stands for it, and nothing is to be put right.
        assert_eq!((view.deadline, view.supplement, view.summary.status), (before.deadline, before.supplement, before.summary.status));
        let told = view.timeline.iter().find(|line| line.kind == "questions_asked").unwrap();
        assert_eq!((told.words.as_deref(), told.by.as_deref()), (Some("图纸上看不清水井的位置。"), None));

        // However far they are the answers are saved, and are the applicant's own until they are handed in.
        let draft = answers(&[("/q1", SECRET), ("/q2", "2026-13")]);
        joint.ana.put(&path(&hygiene), &draft).await.assert_status(200);
        let saved = asked(&joint.ana, &hygiene).await;
        assert_eq!((saved.answers["q1"].as_str(), saved.saved_at.is_some(), saved.is_open), (Some(SECRET), true, true));
        assert_eq!(at_desk(officer, &hygiene).await.asked.unwrap().answers, json!({}));
        let problem = joint.ana.post(&path(&hygiene), &draft).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/q2", FieldCode::BadDate));
        let right = answers(&[("/q1", SECRET), ("/q3", "2")]);
        for _ in 0..2 {
            joint.ana.post(&path(&hygiene), &right).await.assert_status(200);
        }
        joint.ana.post(&path(&hygiene), &answers(&[("/q1", "别处")])).await.assert_problem(ProblemKind::Refused);
        joint.ana.put(&path(&hygiene), &answers(&[("/q1", "别处")])).await.assert_problem(ProblemKind::Refused);

        let read = at_desk(officer, &hygiene).await.asked.unwrap();
        assert_eq!((read.answers, read.answered_at.is_some(), read.saved_at), (json!({ "q1": SECRET, "q3": "2" }), true, None));
        let case: DeskCase = officer.get(&format!("/api/desk/cases/{hygiene}")).await.assert_status(200).read_json();
        assert_eq!(case.asked.unwrap().answers["q1"], SECRET);
        assert!(case.view.timeline.iter().any(|line| line.kind == "questions_answered"));
        let list: Worklist = officer.get("/api/desk/cases").await.assert_status(200).read_json();
        let notes: Vec<_> = list.notes.iter().filter(|note| note.kind == DeskNoteKind::QuestionsAnswered).collect();
        assert_eq!(notes.len(), 1, "told once");

        // Nobody else reads them: not the lead of the whole, not another lane, not another citizen.
        let whole = joint.receipt.number;
        for desk in [&joint.market, &joint.forestry] {
            for who in [&desk.intake, &desk.officer, &desk.lead] {
                for path in [desk_path(&hygiene), format!("/api/desk/cases/{hygiene}"), path(&hygiene), format!("/api/desk/cases/{hygiene}/proceedings")] {
                    who.get(&path).await.assert_problem(ProblemKind::NotFound);
                }
                who.post(&desk_path(&hygiene), &other).await.assert_problem(ProblemKind::NotFound);
                for path in [format!("/api/desk/joint/{whole}"), format!("/api/desk/joint/{whole}/proceedings"), "/api/desk/cases".to_owned()] {
                    assert!(!who.get(&path).await.assert_status(200).text().contains(SECRET), "{path}");
                }
            }
            let own = desk.officer.get(&format!("/api/desk/cases/{timber}")).await;
            assert!(!own.text().contains(SECRET));
        }
        hall.citizen("ben").await.get(&path(&hygiene)).await.assert_problem(ProblemKind::NotFound);
        for query in [
            "SELECT answers FROM application", "SELECT detail FROM audit_line", "SELECT data FROM case_event",
            "SELECT text FROM case_remark",
        ] {
            assert!(texts(hall, query).await.iter().all(|row| !row.contains(SECRET)), "{query}");
        }
    }

    async fn nothing_waits_for_an_answer_and_after_the_decision_there_is_nothing_to_answer(hall) {
        let mut scene = Scene::open(hall).await;
        let number = scene.receipt.number.to_string();
        scene.intake.post(&desk_path(&number), &questions()).await.assert_status(201);
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        let told = asked(&scene.ana, &number).await;
        assert!(!told.is_open && told.answered_at.is_none());
        scene.ana.post(&path(&number), &answers(&[("/q1", SECRET)])).await.assert_problem(ProblemKind::Refused);
        // A case that is decided is asked about no more.
        let (_, receipt) = scene.ana.file_senior_card().await;
        let second = receipt.number.to_string();
        scene.receipt = receipt;
        scene.handle(&scene.intake, "accept", "accepted").await;
        scene.handle(&scene.officer, "review", "approved").await;
        scene.handle(&scene.lead, "decide", "approved").await;
        assert!(!at_desk(&scene.officer, &second).await.may_ask);
        scene.officer.post(&desk_path(&second), &questions()).await.assert_problem(ProblemKind::Refused);
    }

    async fn one_asks_with_a_form_of_the_agency_and_with_no_other(hall) {
        let joint = Jointly::file(hall, "wood").await;
        let number = joint.number(HYGIENE).await;
        let (health, forestry) = ("广州市卫生健康委员会", "广州市林业和园林局");
        publish_for(hall, health, "water", json!({})).await;
        publish_for(hall, forestry, "forest", json!({})).await;
        let material = json!({ "id": "proof", "name": { "zh-CN": "证明" }, "required": true, "accept": ["image/png"], "max_files": 1 });
        publish_for(hall, health, "papers", json!({ "materials": [material] })).await;
        let officer = &joint.health.officer;
        let offered = at_desk(officer, &number).await.forms;
        assert_eq!(offered.iter().map(|it| (it.form.id.as_str(), it.form.version)).collect::<Vec<_>>(), [("water", 1)]);
        // Neither another agency's, nor one that asks for documents, nor a version that is none.
        for (id, version) in [("forest", 1), ("papers", 1), ("water", 2), ("t-hygiene", 1)] {
            let ask = json!({ "why": "问水。", "form": { "id": id, "version": version } });
            let problem = officer.post(&desk_path(&number), &ask).await.assert_problem(ProblemKind::Invalid);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/form", FieldCode::NotAChoice), "{id}");
        }
        let ask = json!({ "why": "问水。", "form": { "id": "water", "version": 1 } });
        officer.post(&desk_path(&number), &ask).await.assert_status(201);
        let problem = joint.ana.post(&path(&number), &answers(&[])).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(problem.errors[0].code, FieldCode::Required);
        joint.ana.post(&path(&number), &answers(&[("/depth", "12.5")])).await.assert_status(200);
        assert_eq!(at_desk(officer, &number).await.asked.unwrap().answers, json!({ "depth": 12.5 }));
    }

    async fn what_is_asked_badly_is_said_and_who_stands_aside_does_not_ask(hall) {
        let scene = Scene::open(hall).await;
        let number = scene.receipt.number.to_string();
        let check = async |body: Value, pointer: &str, code: FieldCode| {
            let problem = scene.officer.post(&desk_path(&number), &body).await.assert_problem(ProblemKind::Invalid);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), (pointer, code));
        };
        check(json!({ "why": "", "questions": [] }), "/why", FieldCode::Required).await;
        check(json!({ "why": "问。" }), "/questions", FieldCode::Required).await;
        let one = |more: Value| {
            let mut question = json!({ "label": { "zh-CN": "问" }, "kind": "choice" });
            question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({ "why": "问。", "questions": [question] })
        };
        check(one(json!({})), "/questions/0/choices", FieldCode::TooFew).await;
        check(one(json!({ "label": {}, "kind": "text" })), "/questions/0/label", FieldCode::Required).await;
        // Who works elsewhere does not learn that there is such a case.
        let police = hall.staff(Role::Officer, "440100", Some("广州市公安局")).await;
        police.post(&desk_path(&number), &questions()).await.assert_problem(ProblemKind::NotFound);
        scene.ana.post(&desk_path(&number), &questions()).await.assert_problem(ProblemKind::Forbidden);
        // Who filed it stands aside at the desk.
        hall.appoint("ana", Role::Officer, "440100", Some(CIVIL_AFFAIRS)).await;
        assert!(!at_desk(&scene.ana, &number).await.may_ask);
        scene.ana.post(&desk_path(&number), &questions()).await.assert_problem(ProblemKind::Refused);
    }
}
