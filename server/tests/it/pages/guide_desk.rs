//! The desk of guides without scripts: a save that is refused loses nothing that was typed, and a draft is tried out whatever it asks.

use schema::role::Role;

use super::{attribute, start, tag_with};
use crate::support::{Client, Hall, tags};

const EDIT: &str = "/desk/guides/care/edit";

/// A guide with one question and two outcomes, and who writes it.
async fn begun() -> (Hall, Client) {
    let hall = start().await;
    let writer = hall.staff(Role::Editor, "440100", None).await;
    let fields = [("/id", "care"), ("/title", "老年优待"), ("/title/en", "Senior care"), ("from", "nothing")];
    writer.form("/desk/guides", &fields).await.assert_status(303);
    (hall, writer)
}

/// The first question as it is written, with these fields besides.
fn question<'a>(revision: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = [("revision", revision), ("part", "questions"), ("at", "0"), ("/id", "months")];
    let words = [("/ask", "住了几个月？"), ("/ask/en", "How many months?"), ("/join", "any")];
    fields.into_iter().chain(words).chain(more.iter().copied()).collect()
}

/// The tag of the input of this name, which a form has once.
fn input<'a>(html: &'a str, name: &str) -> &'a str {
    tag_with(html, "input", "name", name).unwrap_or_else(|| panic!("{name}: {html}"))
}

fn value<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    attribute(input(html, name), "value")
}

#[tokio::test]
async fn what_is_no_number_is_refused_with_everything_that_was_typed() {
    let (_hall, writer) = begun().await;
    let typed = [("/kind", "number"), ("/min", "abc"), ("/max", "12"), ("/unit", "个月 | months")];
    let term = [("/term/0/question", ""), ("/term/0/is", "more"), ("/term/0/value", "7")];
    let fields: Vec<_> = typed.into_iter().chain(term).collect();
    let back = writer.form(EDIT, &question("1", &fields)).await.assert_status(422);
    let html = back.text();
    assert!(html.contains("id=\"open\"") && html.contains("住了几个月？</textarea>"), "{html}");
    for (name, typed) in
        [("/id", "months"), ("/max", "12"), ("/unit", "个月 | months"), ("/term/0/value", "7")]
    {
        assert_eq!(value(html, name), Some(typed), "{name}");
    }
    assert!(tag_with(html, "option", "value", "number").unwrap().contains("selected"), "{html}");
    assert!(input(html, "/join").contains("value=\"all\"") && !input(html, "/join").contains("checked"));
    let min = input(html, "/min");
    let id = attribute(min, "id").unwrap();
    assert_eq!((attribute(min, "value"), attribute(min, "aria-invalid")), (Some("abc"), Some("true")));
    assert_eq!(attribute(min, "aria-describedby"), Some(format!("{id}-hint {id}-error").as_str()));
    assert!(html.contains(&format!("href=\"#{id}\"")), "the summary leads there");
    // Nothing was stored.
    let draft = writer.get("/api/desk/guides/care/1").await;
    assert!(!draft.text().contains("months"), "{}", draft.text());
}

#[tokio::test]
async fn who_is_second_keeps_what_they_wrote() {
    let (_hall, writer) = begun().await;
    writer.form(EDIT, &question("1", &[("/kind", "yes_no")])).await.assert_status(303);
    let other = [("/kind", "number"), ("/min", "1"), ("/max", "24")];
    let late = writer.form(EDIT, &question("1", &other)).await.assert_status(409);
    let html = late.text();
    assert_eq!((value(html, "/min"), value(html, "/max")), (Some("1"), Some("24")), "{html}");
    assert!(tag_with(html, "option", "value", "number").unwrap().contains("selected"));
    // Told of it, they may send it once more.
    assert_eq!(value(html, "revision"), Some("2"));
    writer.form(EDIT, &question("2", &other)).await.assert_status(303);
}

#[tokio::test]
async fn the_guide_as_a_whole_comes_back_too() {
    let (_hall, writer) = begun().await;
    let fields = [("revision", "1"), ("part", "about"), ("/title", "优待老人"), ("/title/en", "For seniors")];
    let rest = [("/called", "敬老，优待"), ("/as_of", "2026-02-30"), ("/demonstration", "1")];
    let fields: Vec<_> = fields.into_iter().chain(rest).collect();
    let back = writer.form(EDIT, &fields).await.assert_status(422);
    let html = back.text();
    assert!(html.contains("优待老人</textarea>"), "{html}");
    assert_eq!(value(html, "/called"), Some("敬老，优待"));
    assert!(input(html, "/demonstration").contains("checked"));
    assert_eq!(attribute(input(html, "/as_of"), "aria-invalid"), Some("true"));
}

#[tokio::test]
async fn a_draft_that_asks_for_a_region_is_tried_out() {
    let (_hall, writer) = begun().await;
    let fields = [("/kind", "region"), ("/within", "440000")];
    writer.form(EDIT, &question("1", &fields)).await.assert_status(303);
    let open = "_part=questions&_at=0";
    let page = async |query: &str| {
        writer.page(&format!("{EDIT}?{query}")).await.assert_status(200).text().to_owned()
    };
    let city = page(open).await;
    let deeper = format!("{EDIT}?{open}&_in=440100").replace('&', "&amp;");
    assert!(city.contains("广州市") && city.contains(&format!("href=\"{deeper}\"")), "{city}");
    let county = page(&format!("{open}&_in=440100")).await;
    let chosen = format!("{EDIT}?{open}&months=440103").replace('&', "&amp;");
    assert!(county.contains("荔湾区") && county.contains(&format!("href=\"{chosen}\"")), "{county}");
    let answered = page(&format!("{open}&months=440103")).await;
    assert!(answered.contains("广东省 广州市 荔湾区"), "{answered}");
    let bare = page("_in=440100").await;
    assert!(bare.contains(&format!("href=\"{EDIT}?months=440103\"")), "{bare}");
}

#[tokio::test]
async fn a_number_has_room_for_the_longer_bound_and_a_day_has_no_empty_hint() {
    let (_hall, writer) = begun().await;
    let fields = [("/kind", "number"), ("/min", "-1000"), ("/max", "9")];
    writer.form(EDIT, &question("1", &fields)).await.assert_status(303);
    let number = writer.page(EDIT).await.assert_status(200);
    let answer = tag_with(number.text(), "input", "id", "answer").unwrap();
    assert_eq!(attribute(answer, "maxlength"), Some("5"));
    assert_eq!(attribute(answer, "aria-describedby"), Some("answer-hint"));
    writer.form(EDIT, &question("2", &[("/kind", "date")])).await.assert_status(303);
    let day = writer.page(EDIT).await.assert_status(200);
    let answer = tag_with(day.text(), "input", "id", "answer").unwrap();
    assert_eq!(attribute(answer, "aria-describedby"), None, "{answer}");
    assert!(tags(day.text(), "p").into_iter().all(|tag| attribute(tag, "id") != Some("answer-hint")));
    let wrong = writer.page(&format!("{EDIT}?months=2026-02-30")).await.assert_status(200);
    let answer = tag_with(wrong.text(), "input", "id", "answer").unwrap();
    assert_eq!(attribute(answer, "value"), Some("2026-02-30"));
    assert_eq!(attribute(answer, "aria-describedby"), Some("answer-error"));
}
