//! The desk of the libraries, and rating an answer, as a browser without scripts gets them.

use schema::catalogue::encode;
use schema::role::Role;

use super::{attribute, inside, location, start, tag_with, tags};
use crate::support::{Client, Hall};

const QUESTIONS: &str = "/desk/libraries/questions";

async fn editor(hall: &Hall) -> Client {
    hall.staff(Role::Editor, "440000", None).await
}

async fn ask(hall: &Hall, text: &str) -> String {
    let path = format!("/ask?text={}", encode(text));
    hall.visitor().page(&path).await.assert_status(200).text().to_owned()
}

#[tokio::test]
async fn every_page_of_the_libraries_is_a_whole_document() {
    let hall = start().await;
    let editor = editor(&hall).await;
    ask(&hall, "鱼香肉丝怎么做才好吃").await;
    let libraries = schema::ask::Library::ALL.map(|library| format!("/desk/libraries/{}", library.slug()));
    let others = ["/desk/libraries", QUESTIONS, "/desk/libraries/synonyms/1", "/desk/libraries/questions/1"];
    for path in libraries.iter().map(String::as_str).chain(others) {
        let html = editor.page(path).await.assert_status(200).text().to_owned();
        assert_eq!((tags(&html, "h1").len(), tags(&html, "main").len()), (1, 1), "{path}");
        assert!(!html.contains("aria-busy") && !html.contains(" style=\""), "{path}");
    }
    let sought = editor.page("/desk/libraries/history?q=x").await.text().to_owned();
    assert!(sought.contains("最近 30 天"), "{sought}");
    assert_eq!(editor.page("/desk/libraries/none").await.status(), 404);
    assert_eq!(editor.page("/desk/libraries/synonyms/999999").await.status(), 404);
}

#[tokio::test]
async fn an_entry_is_added_and_changed_by_forms() {
    let hall = start().await;
    let editor = editor(&hall).await;
    let list = "/desk/libraries/fillers";
    let added = editor.form(list, &[("/words", "俺想\r\n咱想"), ("/enabled", "1")]).await;
    assert_eq!(location(added), format!("{list}?done=added"));
    let page = editor.page(&format!("{list}?q={}&done=added", encode("俺想"))).await.text().to_owned();
    assert!(page.contains("已添上") && page.contains("俺想 / 咱想"), "{page}");
    let links = tags(&page, "a").into_iter().filter_map(|tag| attribute(tag, "href"));
    let entry =
        links.into_iter().find(|href| href.starts_with("/desk/libraries/fillers/")).unwrap().to_owned();
    let blank = editor.form(&entry, &[("/words", " "), ("/enabled", "1"), ("revision", "1")]).await;
    assert!(blank.text().contains("id=\"errors\""), "{}", blank.text());
    let saved = editor.form(&entry, &[("/words", "俺想"), ("revision", "1")]).await;
    assert_eq!(location(saved), format!("{entry}?saved=2"));
    let page = editor.page(&format!("{entry}?saved=2")).await.text().to_owned();
    assert!(page.contains("已保存") && page.contains("第 2 次") && page.contains("已停用"), "{page}");
    let stale = editor.form(&entry, &[("/words", "咱想"), ("revision", "1")]).await;
    assert!(stale.text().contains("现在存着的"), "{}", stale.text());
}

#[tokio::test]
async fn a_table_is_read_in_by_a_form() {
    let hall = start().await;
    let editor = editor(&hall).await;
    let list = "/desk/libraries/fillers";
    let sent = editor.form(list, &[("table", "1"), ("csv", "words\n俺想\n")]).await;
    assert_eq!(location(sent), format!("{list}?done=table&added=1&changed=0"));
    let page = editor.page(&format!("{list}?done=table&added=1&changed=0")).await;
    assert!(page.text().contains("新添 1 条"));
    let wrong = editor.form(list, &[("table", "1"), ("csv", "words,texts\n俺想,\n俺要,什么\n")]).await;
    let html = wrong.text();
    assert!(html.contains("第 3 行") && !html.contains("俺要,什么"), "{html}");
}

#[tokio::test]
async fn two_clicks_teach_what_was_not_understood() {
    let hall = start().await;
    let editor = editor(&hall).await;
    let page = ask(&hall, "普通出洋小本本").await;
    assert!(page.contains("class=\"human\"") && page.contains("action=\"/ask/rating\""), "{page}");
    let groups = editor.page(QUESTIONS).await.text().to_owned();
    let teach = tags(&groups, "a").into_iter().filter_map(|tag| attribute(tag, "href"));
    let teach = teach.into_iter().find(|href| href.ends_with("library=synonyms")).unwrap().to_owned();
    let proposed = editor.page(&teach).await.assert_status(200).text().to_owned();
    assert!(inside(&proposed, "h1").contains("教一个近义词"));
    assert!(proposed.contains("id=\"p-words\"") || proposed.contains("name=\"/words\""), "{proposed}");
    let group = teach.split('?').next().unwrap();
    let fields =
        [("library", "synonyms"), ("/words", "出洋小本本"), ("/texts", "普通护照"), ("/enabled", "1")];
    // Measured again with what was changed, before it is saved; a box that is not ticked stays so.
    let changed =
        format!("{group}?library=synonyms&%2Fwords={}&%2Ftexts={}", encode("出洋小本本"), encode("普通护照"));
    let measured = editor.page(&changed).await.text().to_owned();
    assert!(measured.contains("这个问题就有答案了"), "{measured}");
    let ticked = |html: &str| tag_with(html, "input", "name", "/enabled").unwrap().contains("checked");
    assert!(ticked(&proposed) && !ticked(&measured));
    assert!(ticked(editor.page(&format!("{changed}&%2Fenabled=1")).await.text()));
    // Nobody waits for who measures: the page says so, and the entry can be saved.
    let turn = hall.state().trials.begin().unwrap();
    let taken = editor.page(&changed).await.assert_status(200).text().to_owned();
    assert!(taken.contains("别人正在算效果") && taken.contains("name=\"/words\""), "{taken}");
    drop(turn);
    assert_eq!(location(editor.form(group, &fields).await), format!("{QUESTIONS}?done=taught"));
    hall.state().search.refresh(hall.db()).await.unwrap();
    let answered = ask(&hall, "普通出洋小本本").await;
    assert!(!answered.contains("class=\"human\""), "{answered}");
    let left = editor.page(&format!("{QUESTIONS}?done=taught")).await.text().to_owned();
    assert!(left.contains("这一组处理好了") && left.contains("没有等着处理的问题"), "{left}");
}

#[tokio::test]
async fn an_answer_is_rated_by_a_form_of_two_buttons() {
    let hall = start().await;
    let visitor = hall.visitor();
    let fields = [("text", "护照"), ("audience", "personal"), ("helpful", "0")];
    let address = location(visitor.form("/ask/rating", &fields).await);
    assert_eq!(address, format!("/ask?text={}&audience=personal&rated=0", encode("护照")));
    let page = visitor.page(&address).await.assert_status(200).text().to_owned();
    assert!(page.contains("谢谢，记下了") && !page.contains("/ask/rating"), "{page}");
    assert!(tag_with(&page, "p", "role", "status").is_some());
    assert!(editor(&hall).await.page(QUESTIONS).await.text().contains("没用 1"));
}

#[tokio::test]
async fn what_holds_a_blocked_word_is_not_said_again() {
    let hall = start().await;
    let page = ask(&hall, "你这个笨蛋").await;
    assert!(!page.contains("笨蛋") && !page.contains("/ask/rating"), "{page}");
    let hello = ask(&hall, "你好").await;
    assert!(hello.contains("class=\"said\"") && !hello.contains("class=\"human\""), "{hello}");
}
