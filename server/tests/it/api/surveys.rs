//! Surveys: asked, answered by anybody, closed, and told what became of it. Nothing is kept of who answered.

use chrono::TimeDelta;
use schema::role::Role;
use schema::surveys::{DeskSurvey, KeptOpinion, Survey, SurveyAttachment, SurveyLine};
use schema::{Page, ProblemKind};
use serde_json::{Value, json};
use server::sql;

use crate::support::{Client, Hall, PDF, PNG, Response, on_both, texts};

const DESK: &str = "/api/desk/surveys";

pub fn survey(opens_on: &str, closes_on: &str) -> Value {
    json!({
        "kind": "rule", "title": "某办法（征求意见稿）", "issuer": "市司法局", "body": "为了……", "opens_on": opens_on,
        "closes_on": closes_on, "questions": [
            { "text": "期限合适吗？", "answers": "one", "choices": ["合适", "太长"] },
            { "text": "还有什么意见？", "answers": "words" },
        ],
    })
}

async fn begin(editor: &Client, survey: &Value) -> i64 {
    let told: DeskSurvey = editor.post(DESK, survey).await.assert_status(201).read_json();
    told.line.id
}

fn attachments(id: i64) -> String {
    format!("{DESK}/{id}/attachments")
}

async fn attach(editor: &Client, id: i64, name: &str, content: &[u8]) -> Response {
    editor.upload(&attachments(id), name, "application/octet-stream", content).await
}

async fn ids(hall: &Hall, list: &str) -> Vec<i64> {
    let page: Page<SurveyLine> =
        hall.visitor().get(&format!("/api/surveys?list={list}")).await.assert_status(200).read_json();
    page.items.into_iter().map(|line| line.id).collect()
}

async fn read(hall: &Hall, id: i64) -> Survey {
    hall.visitor().get(&format!("/api/surveys/{id}")).await.assert_status(200).read_json()
}

on_both! {
    async fn anybody_says_what_they_think_and_is_told_what_became_of_it(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let id = begin(&editor, &survey("2026-03-02", "2026-03-31")).await;
        let later = begin(&editor, &survey("2026-03-10", "2026-04-20")).await;
        assert_eq!(ids(hall, "open").await, [id]);
        hall.visitor().get(&format!("/api/surveys/{later}")).await.assert_problem(ProblemKind::NotFound);
        let path = format!("/api/surveys/{id}/opinions");
        let opinion = json!({ "answers": [{ "choices": [0] }, { "words": "我的电话 13800138000，太慢" }] });
        hall.visitor().post(&path, &opinion).await.assert_status(204);
        hall.citizen("ana").await.post(&path, &json!({ "answers": [{ "choices": [1] }] })).await.assert_status(204);
        let wrong = json!({ "answers": [{ "choices": [7] }] });
        let refused = hall.visitor().post(&path, &wrong).await.assert_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/answers/0");

        let told: DeskSurvey = editor.get(&format!("{DESK}/{id}")).await.assert_status(200).read_json();
        assert_eq!((told.line.opinions, told.counts), (2, vec![vec![1, 1], vec![]]));
        let opinions: Page<KeptOpinion> =
            editor.get(&format!("{DESK}/{id}/opinions")).await.assert_status(200).read_json();
        let words = &opinions.items[1].answers[1].words;
        assert!(words.contains("太慢") && !words.contains("138"), "{words}");
        assert_eq!(read(hall, id).await.counts, Vec::<Vec<u64>>::new(), "not before it is told what became of it");

        let feedback = format!("{DESK}/{id}/feedback");
        let answer = json!({ "words": "采纳一条。", "revision": 1 });
        editor.put(&feedback, &answer).await.assert_problem(ProblemKind::Refused);
        hall.pass(TimeDelta::days(30));
        let editor = hall.staff(Role::Editor, "", None).await;
        hall.visitor().post(&path, &opinion).await.assert_problem(ProblemKind::Refused);
        assert_eq!((ids(hall, "open").await, ids(hall, "over").await), (vec![later], vec![id]));
        editor.put(&feedback, &json!({ "words": " ", "revision": 1 })).await.assert_status(422);
        editor.put(&feedback, &answer).await.assert_status(200);
        editor.put(&feedback, &answer).await.assert_problem(ProblemKind::Conflict);
        let told = read(hall, id).await;
        assert_eq!((told.feedback.as_deref(), told.counts), (Some("采纳一条。"), vec![vec![1, 1], vec![]]));
        assert_eq!(told.feedback_on.unwrap().to_string(), "2026-04-01");
    }

    async fn questions_that_were_answered_stay(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let id = begin(&editor, &survey("2026-03-02", "2026-03-31")).await;
        let path = format!("{DESK}/{id}");
        let mut changed = survey("2026-03-02", "2026-04-10");
        (changed["revision"], changed["questions"][0]["text"]) = (1.into(), "合适吗？".into());
        editor.put(&path, &changed).await.assert_status(200);
        let opinion = json!({ "answers": [{ "choices": [0] }] });
        hall.visitor().post(&format!("/api/surveys/{id}/opinions"), &opinion).await.assert_status(204);
        (changed["revision"], changed["closes_on"]) = (2.into(), "2026-04-12".into());
        editor.put(&path, &changed).await.assert_status(200);
        (changed["revision"], changed["questions"][0]["text"]) = (3.into(), "不合适吗？".into());
        editor.put(&path, &changed).await.assert_problem(ProblemKind::Refused);
        changed["questions"][0]["text"] = "合适吗？".into();
        changed["revision"] = 1.into();
        editor.put(&path, &changed).await.assert_problem(ProblemKind::Conflict);
    }

    async fn a_draft_of_a_rule_is_open_for_thirty_days(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let mut short = survey("2026-03-02", "2026-03-20");
        let refused = editor.post(DESK, &short).await.assert_status(422).json();
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["params"]["min"]), (&"/closes_on".into(), &"2026-03-31".into()));
        short["short_because"] = "防汛急需".into();
        begin(&editor, &short).await;
        hall.citizen("ana").await.post(DESK, &short).await.assert_problem(ProblemKind::Forbidden);
    }

    async fn the_draft_goes_with_it_from_the_first_day_on(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let id = begin(&editor, &survey("2026-03-10", "2026-04-20")).await;
        hall.citizen("ana").await.upload(&attachments(id), "a.pdf", "", PDF).await.assert_problem(ProblemKind::Forbidden);
        attach(&editor, id + 1, "a.pdf", PDF).await.assert_problem(ProblemKind::NotFound);
        attach(&editor, id, "a.html", b"<script>").await.assert_problem(ProblemKind::UnsupportedType);
        let draft: SurveyAttachment = attach(&editor, id, "征求意见稿.exe", PDF).await.assert_status(201).read_json();
        assert_eq!((draft.name.as_str(), draft.media_type.as_str(), draft.bytes), ("征求意见稿.exe.pdf", "application/pdf", 9));
        let again: SurveyAttachment = attach(&editor, id, "又一次.pdf", PDF).await.assert_status(201).read_json();
        assert_eq!(again, draft, "the same content is there once");
        let at_desk: DeskSurvey = editor.get(&format!("{DESK}/{id}")).await.read_json();
        assert_eq!(at_desk.attachments, std::slice::from_ref(&draft));

        let (own, public) = (format!("{}/{}", attachments(id), draft.id), format!("/api/surveys/{id}/attachments/{}", draft.id));
        assert_eq!(editor.get(&own).await.assert_status(200).bytes(), PDF);
        hall.visitor().get(&own).await.assert_problem(ProblemKind::SignInNeeded);
        hall.visitor().get(&public).await.assert_problem(ProblemKind::NotFound);
        hall.pass(TimeDelta::days(8));
        let file = hall.visitor().get(&public).await.assert_status(200);
        assert_eq!((file.bytes(), file.header("content-type")), (PDF, Some("application/pdf")));
        let name = "attachment; filename*=UTF-8''%E5%BE%81%E6%B1%82%E6%84%8F%E8%A7%81%E7%A8%BF.exe.pdf";
        assert_eq!(file.header("content-disposition"), Some(name));
        assert_eq!(read(hall, id).await.attachments, [draft]);
        let strange = public.replace(&format!("surveys/{id}"), &format!("surveys/{}", begin(&hall.staff(Role::Editor, "", None).await, &survey("2026-03-02", "2026-04-20")).await));
        hall.visitor().get(&strange).await.assert_problem(ProblemKind::NotFound);
    }

    async fn a_document_that_was_there_for_all_is_missed_when_it_goes(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let (later, id) = (begin(&editor, &survey("2026-03-09", "2026-04-20")).await, begin(&editor, &survey("2026-03-02", "2026-04-20")).await);
        let ana = hall.citizen("ana").await;
        for survey in [later, id] {
            let file: SurveyAttachment = attach(&editor, survey, "a.png", PNG).await.assert_status(201).read_json();
            let path = format!("{}/{}", attachments(survey), file.id);
            ana.delete(&path).await.assert_problem(ProblemKind::Forbidden);
            editor.delete(&path).await.assert_status(204);
            editor.delete(&path).await.assert_problem(ProblemKind::NotFound);
            editor.get(&path).await.assert_problem(ProblemKind::NotFound);
            hall.visitor().get(&path.replace("/desk", "")).await.assert_problem(ProblemKind::NotFound);
        }
        let told = read(hall, id).await;
        assert_eq!((told.attachments, told.taken_away.iter().map(ToString::to_string).collect::<Vec<_>>()), (Vec::new(), vec!["2026-03-02".to_owned()]));
        // What nobody could see yet is not missed; and what was taken away may come again.
        attach(&editor, id, "a.png", PNG).await.assert_status(201);
        hall.pass(TimeDelta::days(8));
        assert_eq!((read(hall, later).await.taken_away, read(hall, id).await.attachments.len()), (Vec::new(), 1));
        let lines = texts(hall, "SELECT action FROM audit_line WHERE action LIKE 'survey.%tach' ORDER BY action").await;
        assert_eq!(lines, ["survey.attach", "survey.attach", "survey.attach", "survey.detach", "survey.detach"]);
    }

    async fn a_survey_has_no_more_than_ten(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let id = begin(&editor, &survey("2026-03-02", "2026-04-20")).await;
        for place in 0..SurveyAttachment::MOST {
            attach(&editor, id, "a.pdf", &[PDF, place.to_string().as_bytes()].concat()).await.assert_status(201);
        }
        attach(&editor, id, "a.pdf", PDF).await.assert_problem(ProblemKind::Refused);
        let there = read(hall, id).await.attachments;
        editor.delete(&format!("{}/{}", attachments(id), there[0].id)).await.assert_status(204);
        attach(&editor, id, "a.pdf", PDF).await.assert_status(201);
    }

    async fn a_double_click_counts_once_and_nothing_is_kept_of_where_it_came_from(hall) {
        let editor = hall.staff(Role::Editor, "", None).await;
        let id = begin(&editor, &survey("2026-03-02", "2026-03-31")).await;
        let path = format!("/api/surveys/{id}/opinions");
        let opinion = json!({ "answers": [{ "choices": [0] }] });
        for _ in 0..2 {
            hall.visitor().post_once(&path, "k", &opinion).await.assert_status(204);
        }
        assert_eq!(read(hall, id).await.line.opinions, 1);
        let known = async || -> i64 {
            let mut tx = hall.db().read().await.unwrap();
            let text = "SELECT COUNT(*) FROM survey_opinion WHERE once IS NOT NULL";
            sql_count(&mut tx, text).await
        };
        assert_eq!(known().await, 1);
        hall.pass(TimeDelta::minutes(11));
        server::features::surveys::forget(hall.state()).await.unwrap();
        assert_eq!(known().await, 0);
        hall.visitor().post_once(&path, "k", &opinion).await.assert_status(204);
        assert_eq!(read(hall, id).await.line.opinions, 2, "somebody else, for all one knows");
    }
}

async fn sql_count(tx: &mut server::db::Tx, text: &'static str) -> i64 {
    async fn run(tx: &mut server::db::Tx, text: &'static str) -> server::error::Result<i64> {
        Ok(sql!(tx, conn => sqlx::query_scalar(text).fetch_one(conn).await?))
    }
    run(tx, text).await.unwrap()
}
