//! What was asked is remembered whatever else somebody asks; a trial and a table are refused where another was first.

use chrono::TimeDelta;
use schema::ask::{AskedQuestion, Entry, Imported};
use schema::catalogue::encode;
use schema::{FieldCode, Page, ProblemKind};
use serde_json::{Value, json};
use server::db::Tx;
use server::sql;

use super::libraries::{asked, editor, groups, history, teach};
use crate::support::{Client, Hall, on_both};

const FILLERS: &str = "/api/desk/libraries/fillers";

/// Has the database refuse a question, as it would one that it cannot keep.
async fn refuse(hall: &Hall, text: &str) {
    let mut tx = hall.db().write().await.unwrap();
    let statement = match &tx {
        Tx::Sqlite(_) => format!(
            "CREATE TRIGGER refused BEFORE INSERT ON ask_question WHEN NEW.text = '{text}'
             BEGIN SELECT RAISE(ABORT, 'refused'); END"
        ),
        Tx::Postgres(_) => {
            format!("ALTER TABLE ask_question ADD CONSTRAINT refused CHECK (text <> '{text}')")
        }
    };
    sql!(&mut tx, conn => sqlx::query(sqlx::AssertSqlSafe(statement)).execute(conn).await.map(|_| ()).unwrap());
    tx.commit().await.unwrap();
}

/// Writes down so many questions that nobody else asks.
async fn made_up(hall: &Hall, count: usize) {
    let mut tx = hall.db().write().await.unwrap();
    for number in 0..count {
        // Three letters that no other of them has.
        let text: String =
            (0..3).filter_map(|at| char::from_u32(0x4e00 + (number * 3 + at) as u32)).collect();
        sql!(&mut tx, conn => {
            sqlx::query(
                "INSERT INTO ask_question (day, text, heard, items, score, good, asked, helpful, unhelpful, open, sought)
                 VALUES ($1, $2, $2, '[]', 0, $3, 1, 0, 0, $4, $2)",
            )
            .bind(schema::calendar::local_day(hall.state().clock.now()))
            .bind(text)
            .bind(false)
            .bind(true)
            .execute(conn)
            .await
            .map(|_| ())
            .unwrap()
        });
    }
    tx.commit().await.unwrap();
}

async fn page(editor: &Client, query: &str) -> Page<AskedQuestion> {
    editor.get(&format!("/api/desk/asked?{query}")).await.assert_status(200).read_json()
}

async fn table(editor: &Client) -> String {
    editor.get(&format!("{FILLERS}/entries.csv")).await.assert_status(200).text().to_owned()
}

async fn faults(editor: &Client, csv: &str) -> Vec<(String, FieldCode)> {
    let refused = editor.post(&format!("{FILLERS}/import"), &json!({ "csv": csv })).await;
    let errors = refused.assert_problem(ProblemKind::Invalid).errors;
    errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

fn filler(word: &str) -> Value {
    json!({ "words": [word], "enabled": true })
}

on_both! {
    async fn a_character_that_nobody_sees_loses_no_question_and_fails_no_request(hall) {
        let editor = editor(hall).await;
        asked(hall, "出洋小本本").await;
        asked(hall, "护照\u{0}丢了\u{7}").await;
        let rating = json!({ "text": "护照\u{0}丢了", "helpful": true });
        hall.visitor().post("/api/ask/ratings", &rating).await.assert_status(204);
        let texts: Vec<String> = history(&editor).await.into_iter().map(|question| question.text).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts.contains(&"护照丢了".to_owned()) && texts.contains(&"出洋小本本".to_owned()), "{texts:?}");
        assert_eq!(page(&editor, "q=%00%E6%8A%A4%E7%85%A7").await.items.len(), 1);
        hall.visitor().post("/api/ask/ratings", &json!({ "text": "\u{0}", "helpful": true })).await
            .assert_problem(ProblemKind::BadRequest);
    }

    async fn a_question_that_cannot_be_written_down_spoils_no_other(hall) {
        refuse(hall, "护照").await;
        let editor = editor(hall).await;
        for text in ["护照", "出洋小本本", "鱼香肉丝怎么做才好吃", "猫丢了怎么办", "身份证"] {
            asked(hall, text).await;
        }
        assert_eq!(history(&editor).await.len(), 4);
        editor.get("/api/desk/libraries").await.assert_status(200);
    }

    async fn what_many_ask_is_looked_at_before_what_one_makes_up(hall) {
        let editor = editor(hall).await;
        for _ in 0..3 {
            asked(hall, "出洋小本本").await;
        }
        assert_eq!(groups(&editor).await.len(), 1);
        made_up(hall, 600).await;
        assert_eq!(groups(&editor).await[0].texts, ["出洋小本本"]);
        // The history goes on after a page of it, also on the same day.
        let first = page(&editor, "").await;
        let second = page(&editor, &format!("cursor={}", first.next.clone().unwrap())).await;
        assert!(first.items.len() == 50 && second.items[0].id < first.items[49].id);
        editor.get("/api/desk/asked?cursor=7").await.assert_problem(ProblemKind::BadRequest);
    }

    async fn what_is_sought_is_looked_for_in_the_last_thirty_days(hall) {
        asked(hall, "出洋小本本").await;
        let sought = format!("q={}", encode("小本本"));
        hall.pass(TimeDelta::days(30));
        assert_eq!(page(&editor(hall).await, &sought).await.items.len(), 1);
        hall.pass(TimeDelta::days(1));
        let editor = editor(hall).await;
        assert_eq!((page(&editor, &sought).await.items.len(), page(&editor, "").await.items.len()), (0, 1));
    }

    async fn one_trial_is_made_at_a_time_and_nobody_waits_for_it(hall) {
        let editor = editor(hall).await;
        asked(hall, "出洋小本本").await;
        let id = groups(&editor).await[0].id;
        let fields = format!("library=synonyms&words={}&texts={}", encode("出洋小本本"), encode("普通护照"));
        let trial = async || editor.get(&format!("/api/desk/asked/groups/{id}/trial?{fields}")).await;
        let turn = hall.state().trials.begin().unwrap();
        assert!(trial().await.assert_problem(ProblemKind::TooMany).retry_after.is_some());
        drop(turn);
        trial().await.assert_status(200);
        trial().await.assert_status(200);
    }

    async fn a_table_overwrites_nothing_that_was_changed_since_it_was_written_out(hall) {
        let editor = editor(hall).await;
        let (mine, theirs) = (teach(hall, &editor, "fillers", &filler("俺想")).await, teach(hall, &editor, "fillers", &filler("咱想")).await);
        let seen = table(&editor).await;
        assert!(seen.starts_with("\u{feff}id,revision,words"), "{seen}");
        let off = json!({ "words": ["咱想"], "enabled": false, "revision": 1 });
        editor.put(&format!("{FILLERS}/{}", theirs.id), &off).await.assert_status(200);
        let number = seen.lines().position(|line| line.starts_with(&format!("{},", theirs.id))).unwrap() + 1;
        let edited = seen.replace("俺想", "俺想要");
        assert_eq!(faults(&editor, &edited).await, [(format!("/csv/{number}/revision"), FieldCode::Stale)]);
        assert!(!table(&editor).await.contains("俺想要"), "all of it, or nothing");

        // Without the line that somebody changed it is read in; a column that is not there stays as it is.
        let own = format!("id,revision,words\n{},1,俺想要\n{},2,咱想要\n", mine.id, theirs.id);
        let done: Imported = editor.post(&format!("{FILLERS}/import"), &json!({ "csv": own })).await.assert_status(200).read_json();
        assert_eq!((done.added, done.changed), (0, 2));
        let entry = editor.get(&format!("{FILLERS}/{}", theirs.id)).await.assert_status(200).json();
        let entry: Entry = serde_json::from_value(entry["entry"].clone()).unwrap();
        assert_eq!((entry.said.words, entry.said.enabled, entry.revision), (vec!["咱想要".to_owned()], false, 3));

        let twice = format!("id,revision,words\n{0},2,俺要\n{0},2,俺\n", mine.id);
        assert_eq!(faults(&editor, &twice).await, [("/csv/3/id".to_owned(), FieldCode::Duplicate)]);
        let unseen = format!("id,words\n{},俺要\n", mine.id);
        assert_eq!(faults(&editor, &unseen).await, [("/csv/2/revision".to_owned(), FieldCode::Required)]);
    }
}
