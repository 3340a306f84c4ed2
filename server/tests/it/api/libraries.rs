//! The libraries behind the questions: what editors teach counts, what was asked is remembered without who asked it, and what was not
//! answered is learnt from.

use chrono::TimeDelta;
use schema::ask::{
    AskReply, AskedQuestion, Entry, EntryHistory, Imported, Libraries, Library, QuestionGroup, Trial,
};
use schema::catalogue::encode;
use schema::role::Role;
use schema::{FieldCode, Page, ProblemKind};
use serde_json::{Value, json};
use server::features::{ask, audit};
use server::sql;

use crate::support::{Client, Hall, on_both};

const PASSPORT: &str = "11440100007483172Q3440106042001";
const SYNONYMS: &str = "/api/desk/libraries/synonyms";

pub async fn editor(hall: &Hall) -> Client {
    hall.staff(Role::Editor, "440000", None).await
}

pub async fn asked(hall: &Hall, text: &str) -> AskReply {
    hall.visitor().get(&format!("/api/ask?text={}", encode(text))).await.assert_status(200).read_json()
}

/// Adds an entry, and waits until it counts.
pub async fn teach(hall: &Hall, editor: &Client, library: &str, entry: &Value) -> Entry {
    let path = format!("/api/desk/libraries/{library}");
    let added = editor.post(&path, entry).await.assert_status(201).read_json();
    hall.state().search.refresh(hall.db()).await.unwrap();
    added
}

fn synonym(everyday: &str) -> Value {
    json!({ "words": [everyday], "texts": ["普通护照"], "enabled": true })
}

pub async fn groups(editor: &Client) -> Vec<QuestionGroup> {
    let page: Page<QuestionGroup> = editor.get("/api/desk/asked/groups").await.assert_status(200).read_json();
    page.items
}

pub async fn history(editor: &Client) -> Vec<AskedQuestion> {
    let page: Page<AskedQuestion> = editor.get("/api/desk/asked").await.assert_status(200).read_json();
    page.items
}

/// The actions on record that concern libraries, with their actors.
async fn recorded(hall: &Hall) -> Vec<(String, Option<i64>)> {
    let mut tx = hall.db().read().await.unwrap();
    sql!(&mut tx, conn => {
        sqlx::query_as("SELECT action, actor FROM audit_line WHERE action LIKE 'library.%' ORDER BY at, chain, seq")
            .fetch_all(conn)
            .await
            .unwrap()
    })
}

on_both! {
    async fn a_hall_begins_with_what_it_ships(hall) {
        let editor = editor(hall).await;
        let all: Libraries = editor.get("/api/desk/libraries").await.assert_status(200).read_json();
        let count = |library| all.libraries.iter().find(|count| count.library == library).unwrap();
        assert_eq!(all.libraries.len(), Library::ALL.len());
        assert!(count(Library::Synonyms).entries > 900 && count(Library::Fillers).entries > 10);
        assert_eq!((count(Library::Synonyms).enabled, all.open), (count(Library::Synonyms).entries, 0));
        let imported: Page<Entry> = editor.get("/api/desk/libraries/imported").await.assert_status(200).read_json();
        assert!(imported.items.iter().all(|entry| entry.id == 0 && entry.meant.len() == 1));
        assert_eq!(imported.items.len() as u64, count(Library::Imported).entries);
        for (path, kind) in [("history", ProblemKind::NotFound), ("none", ProblemKind::NotFound)] {
            editor.get(&format!("/api/desk/libraries/{path}")).await.assert_problem(kind);
        }
        editor.post("/api/desk/libraries/imported", &json!({ "enabled": true })).await.assert_problem(ProblemKind::NotFound);
        // Loading again adds nothing.
        ask::load(hall.db(), hall.state().clock.now()).await.unwrap();
        let again: Libraries = editor.get("/api/desk/libraries").await.read_json();
        assert_eq!(again, all);
    }

    async fn what_is_taught_counts_until_it_is_switched_off(hall) {
        let editor = editor(hall).await;
        assert!(!asked(hall, "出洋小本本").await.good);
        let entry = teach(hall, &editor, "synonyms", &synonym("出洋小本本")).await;
        let reply = asked(hall, "出洋小本本").await;
        assert_eq!((reply.good, reply.answers[0].item.code.as_str()), (true, PASSPORT));

        let path = format!("{SYNONYMS}/{}", entry.id);
        let off = json!({ "words": ["出洋小本本"], "texts": ["普通护照"], "enabled": false, "revision": 1 });
        let after: Entry = editor.put(&path, &off).await.assert_status(200).read_json();
        assert_eq!((after.revision, after.said.enabled), (2, false));
        hall.state().search.refresh(hall.db()).await.unwrap();
        assert!(!asked(hall, "出洋小本本").await.good);

        // Who has not seen the last change does not overwrite it, and to say the same again is no change.
        editor.put(&path, &synonym("洋本")).await.assert_problem(ProblemKind::Conflict);
        assert_eq!(editor.put(&path, &off).await.assert_status(200).read_json::<Entry>().revision, 2);
        let told: EntryHistory = editor.get(&path).await.assert_status(200).read_json();
        let changes: Vec<_> = told.changes.iter().map(|change| (change.revision, change.said.enabled, change.by.is_some())).collect();
        assert_eq!(changes, [(2, false, true), (1, true, true)]);
        let lines = recorded(hall).await;
        assert_eq!(lines.iter().map(|(action, _)| action.as_str()).collect::<Vec<_>>(), ["library.add", "library.set"]);
        assert!(lines.iter().all(|(_, actor)| actor.is_some()));
        assert_eq!(audit::verify(hall.db(), &[]).await.unwrap().faults.len(), 0);
    }

    async fn an_item_is_meant_by_a_question_by_a_keyword_and_by_nothing_that_is_not_there(hall) {
        let editor = editor(hall).await;
        let question = json!({ "words": ["请问怎样才能去火星玩"], "items": [PASSPORT], "enabled": true });
        teach(hall, &editor, "item-questions", &question).await;
        assert_eq!(asked(hall, "我想问一下怎样才能去火星玩？").await.answers[0].item.code, PASSPORT);
        teach(hall, &editor, "keywords", &json!({ "words": ["飞船"], "items": [PASSPORT], "enabled": true })).await;
        assert_eq!(asked(hall, "飞船").await.answers[0].item.code, PASSPORT);
        let unknown = json!({ "words": ["飞船"], "items": ["NO-SUCH"], "enabled": true });
        let refused = editor.post("/api/desk/libraries/keywords", &unknown).await.assert_problem(ProblemKind::Invalid);
        assert_eq!((refused.errors[0].pointer.as_str(), refused.errors[0].code), ("/items", FieldCode::Unknown));
        let blank = json!({ "words": [" "], "texts": [], "enabled": true });
        let refused = editor.post(SYNONYMS, &blank).await.assert_problem(ProblemKind::Invalid);
        assert_eq!(refused.errors.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(), ["/words", "/texts"]);
    }

    async fn the_libraries_speak_for_themselves(hall) {
        let editor = editor(hall).await;
        let said = |reply: &AskReply| reply.said.as_ref().map(|said| said.library);
        let hello = asked(hall, "你好呀！").await;
        assert_eq!((said(&hello), hello.good, hello.answers.len()), (Some(Library::SmallTalk), true, 0));
        assert_eq!(asked(hall, "你好呀！").await, hello, "one question, one answer");
        assert_eq!(said(&asked(hall, "你好，护照怎么办").await), None);
        let common = json!({
            "words": ["周末上班吗", "星期六开门吗"], "texts": ["周末不上班。"], "source": "大厅公告", "enabled": true,
        });
        teach(hall, &editor, "common", &common).await;
        let reply = asked(hall, "请问周末上班吗").await;
        let told = reply.said.clone().unwrap();
        assert_eq!((told.text.as_str(), told.source.as_str(), reply.good), ("周末不上班。", "大厅公告", true));
        let none = asked(hall, "鱼香肉丝怎么做才好吃").await;
        assert!(!none.good && none.said.is_none() && none.phrase.is_some());
    }

    async fn of_two_that_build_the_index_at_once_one_does(hall) {
        let editor = editor(hall).await;
        editor.post("/api/desk/libraries/synonyms", &synonym("出洋小本本")).await.assert_status(201);
        // The request builds it beside itself; whoever is second finds it built.
        let search = &hall.state().search;
        let (first, second, third) =
            tokio::join!(search.refresh(hall.db()), search.refresh(hall.db()), search.refresh(hall.db()));
        let built = [first, second, third].into_iter().filter(|built| *built.as_ref().unwrap()).count();
        assert!(built <= 1, "{built} built the same index");
        assert_eq!(asked(hall, "出洋小本本").await.answers[0].item.code, PASSPORT);
    }

    async fn a_blocked_word_never_comes_back(hall) {
        let editor = editor(hall).await;
        teach(hall, &editor, "blocked", &json!({ "words": ["护照"], "enabled": true })).await;
        for text in ["护照怎么办", "护 照", "護照", "护-照丢了"] {
            let reply = asked(hall, text).await;
            assert_eq!(reply.said.as_ref().map(|said| said.library), Some(Library::Polite), "{text}");
            assert!(reply.answers.is_empty() && reply.words.is_empty(), "{text}: {reply:?}");
        }
        let synonyms = json!({ "words": ["出洋小本本"], "texts": ["护照"], "enabled": true });
        teach(hall, &editor, "synonyms", &synonyms).await;
        for text in ["出洋小本本", "办理及加注普通", "出入境证件", "广州市公安局", "普通照"] {
            let shown = hall.visitor().get(&format!("/api/ask?text={}", encode(text))).await;
            assert!(!shown.text().contains("护照"), "{text}: {}", shown.text());
        }
        let reply = asked(hall, "出洋小本本").await;
        assert_eq!((reply.answers[0].item.code.as_str(), reply.answers[0].item.name.as_str()), (PASSPORT, "办理及加注普通＊＊"));
    }

    async fn what_was_asked_is_remembered_without_who_asked_it(hall) {
        let editor = editor(hall).await;
        let ana = hall.citizen("ana").await;
        for client in [&ana, &hall.visitor()] {
            let text = encode("护照丢了，身份证440103199001011234，电话13800138000");
            client.get(&format!("/api/ask?text={text}")).await.assert_status(200);
        }
        let asked = history(&editor).await;
        assert_eq!(asked.len(), 1);
        assert_eq!((asked[0].text.as_str(), asked[0].asked, asked[0].good), ("护照丢了，身份证＊＊＊，电话＊＊＊", 2, true));
        assert_eq!(asked[0].items[0].code, PASSPORT);

        let rate = async |helpful: bool| {
            let rating = json!({ "text": "护照丢了，身份证440103199001011234，电话13800138000", "helpful": helpful });
            hall.visitor().post("/api/ask/ratings", &rating).await.assert_status(204);
        };
        rate(true).await;
        assert!(groups(&editor).await.is_empty());
        rate(false).await;
        rate(false).await;
        let asked = history(&editor).await;
        assert_eq!((asked.len(), asked[0].asked, asked[0].helpful, asked[0].unhelpful), (1, 2, 1, 2));
        assert_eq!(groups(&editor).await[0].unhelpful, 2);
        hall.visitor().post("/api/ask/ratings", &json!({ "text": " ", "helpful": true })).await.assert_problem(ProblemKind::BadRequest);

        let table = editor.get("/api/desk/libraries/history/entries.csv").await.assert_status(200).text().to_owned();
        assert!(table.contains("护照丢了，身份证＊＊＊") && !table.contains("440103199001011234"), "{table}");
        let sought = editor.get(&format!("/api/desk/asked?q={}", encode("护照"))).await.read_json::<Page<AskedQuestion>>();
        let other = editor.get(&format!("/api/desk/asked?q={}", encode("户口"))).await.read_json::<Page<AskedQuestion>>();
        assert_eq!((sought.items.len(), other.items.len()), (1, 0));
        hall.pass(TimeDelta::days(180));
        ask::keep_up(hall.state()).await.unwrap();
        assert_eq!(history(&self::editor(hall).await).await.len(), 1);
        hall.pass(TimeDelta::days(1));
        ask::keep_up(hall.state()).await.unwrap();
        assert!(history(&self::editor(hall).await).await.is_empty(), "kept for longer than it may be");
    }

    async fn what_was_not_answered_is_learnt_from(hall) {
        let editor = editor(hall).await;
        for text in ["出洋小本本", "出洋小本本", "请问出洋小本本怎么办", "鱼香肉丝怎么做才好吃"] {
            asked(hall, text).await;
        }
        let found = groups(&editor).await;
        let shown: Vec<_> = found.iter().map(|group| (group.texts[0].as_str(), group.questions, group.asked)).collect();
        assert_eq!(shown, [("出洋小本本", 2, 3), ("鱼香肉丝怎么做才好吃", 1, 1)]);
        let id = found[0].id;
        let path = format!("/api/desk/asked/groups/{id}");
        assert_eq!(editor.get(&path).await.assert_status(200).read_json::<QuestionGroup>(), found[0]);

        let proposal = format!("words={}&texts={}", encode("出洋小本本"), encode("普通护照"));
        let trial: Trial = editor.get(&format!("{path}/trial?library=synonyms&{proposal}")).await.assert_status(200).read_json();
        assert!(trial.answered, "{trial:?}");
        assert!(!asked(hall, "出洋小本本").await.good, "a trial saves nothing");
        let useless = format!("words={}&texts={}", encode("小本本"), encode("不存在的事"));
        let trial: Trial = editor.get(&format!("{path}/trial?library=synonyms&{useless}")).await.read_json();
        assert!(!trial.answered && trial.before == trial.after, "{trial:?}");
        editor.get(&format!("{path}/trial?library=synonyms")).await.assert_problem(ProblemKind::Invalid);

        let mut entry = synonym("出洋小本本");
        entry["settles"] = json!(id);
        teach(hall, &editor, "synonyms", &entry).await;
        assert!(asked(hall, "请问出洋小本本怎么办").await.good);
        let left = groups(&editor).await;
        assert_eq!(left.iter().map(|group| group.texts[0].as_str()).collect::<Vec<_>>(), ["鱼香肉丝怎么做才好吃"]);
        let aside = format!("/api/desk/asked/groups/{}", left[0].id);
        editor.delete(&aside).await.assert_status(204);
        editor.delete(&aside).await.assert_problem(ProblemKind::NotFound);
        assert!(groups(&editor).await.is_empty());
    }

    async fn a_table_that_was_written_out_is_read_in_again(hall) {
        let editor = editor(hall).await;
        let entry = teach(hall, &editor, "small-talk", &json!({
            "words": ["=你好, 一厅通", "\"在\"吗"], "texts": ["'在", "-在"], "enabled": false,
        })).await;
        let table = async || editor.get("/api/desk/libraries/small-talk/entries.csv").await.assert_status(200).text().to_owned();
        let first = table().await;
        assert!(first.starts_with('\u{feff}') && first.contains("'=你好"), "{first}");
        let read_in = async |csv: &str| editor.post("/api/desk/libraries/small-talk/import", &json!({ "csv": csv })).await;
        let done: Imported = read_in(&first).await.assert_status(200).read_json();
        assert_eq!((done.added, done.changed), (0, 0));
        assert!(done.unchanged > 10);
        assert_eq!(table().await, first);

        let changed = format!("id,revision,words,texts,enabled\n{},1,在吗,在的,true\n,,贵姓,免贵姓厅,\n", entry.id);
        let done: Imported = read_in(&changed).await.assert_status(200).read_json();
        assert_eq!((done.added, done.changed, done.unchanged), (1, 1, 0));
        hall.state().search.refresh(hall.db()).await.unwrap();
        assert_eq!(asked(hall, "贵姓").await.said.unwrap().text, "免贵姓厅");

        // Nothing of a table that does not hold; each fault with its row.
        let wrong = "id,words,texts,enabled\n,你几岁,三岁,\n,你几岁,,\nx,你几岁,三岁,\n,你几岁,三岁,maybe\n";
        let refused = read_in(wrong).await.assert_problem(ProblemKind::Invalid);
        let faults: Vec<_> = refused.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(faults, [
            ("/csv/3/texts", FieldCode::Required), ("/csv/4/id", FieldCode::NotAChoice), ("/csv/5/enabled", FieldCode::NotAChoice),
        ]);
        for (csv, code) in [("", FieldCode::Required), ("a,b\n1,2\n", FieldCode::BadFormat), ("\"a", FieldCode::BadFormat)] {
            assert_eq!(read_in(csv).await.assert_problem(ProblemKind::Invalid).errors[0].code, code, "{csv}");
        }
        let missing = read_in("id,revision,words,texts\n999999,1,你几岁,三岁\n").await.assert_problem(ProblemKind::Invalid);
        assert_eq!((missing.errors[0].pointer.as_str(), missing.errors[0].code), ("/csv/2/id", FieldCode::Unknown));
        assert!(!table().await.contains("你几岁"));
        let long = format!("words,texts\n{}", "你几岁,三岁\n".repeat(2001));
        assert_eq!(read_in(&long).await.assert_problem(ProblemKind::Invalid).errors[0].code, FieldCode::TooMany);
    }

    async fn lists_go_on_and_are_searched(hall) {
        let editor = editor(hall).await;
        let first: Page<Entry> = editor.get(SYNONYMS).await.assert_status(200).read_json();
        let next = first.next.unwrap();
        let second: Page<Entry> = editor.get(&format!("{SYNONYMS}?cursor={next}")).await.assert_status(200).read_json();
        assert!(first.items.len() == 50 && second.items[0].id > first.items[49].id);
        let found: Page<Entry> = editor.get(&format!("{SYNONYMS}?q={}", encode("开饭店"))).await.read_json();
        assert!(!found.items.is_empty() && found.items.iter().all(|entry| entry.said.words.iter().any(|word| word.contains("开饭店"))));
        assert!(found.items[0].changed_by.is_none() && found.items[0].changed_at.is_some());
        editor.get(&format!("{SYNONYMS}?cursor=x")).await.assert_problem(ProblemKind::BadRequest);
    }
}
