//! The desk of form designers as a browser without scripts gets it.

use schema::definitions::DefinitionRecord;
use schema::role::Role;
use serde_json::{Value, json};

use super::{attribute, inside, location, start, tag_with, tags};
use crate::support::{Client, Hall, assert_whole};

const LIST: &str = "/desk/forms";
const FORM: &str = "/desk/forms/senior-card";

async fn scene() -> (Hall, Client, Client) {
    let hall = start().await;
    hall.open_demo_city().await;
    let writer = hall.staff(Role::Editor, "440100", None).await;
    let second = hall.staff(Role::Reviewer, "440100", None).await;
    (hall, writer, second)
}

async fn revision(who: &Client) -> String {
    let record: DefinitionRecord =
        who.get("/api/desk/forms/senior-card").await.assert_status(200).read_json();
    record.revision.to_string()
}

/// A draft of the senior card in which the name may be shorter.
async fn drafted(writer: &Client) {
    let mut definition =
        writer.get("/api/desk/forms/senior-card/1").await.assert_status(200).json()["definition"].clone();
    definition["schema"]["properties"]["applicant"]["properties"]["name"]["maxLength"] = json!(17);
    save(writer, &definition).await;
}

async fn save(writer: &Client, definition: &Value) {
    let revision: i64 = revision(writer).await.parse().unwrap();
    let body = json!({ "definition": definition, "revision": revision });
    writer.put("/api/desk/forms/senior-card/draft", &body).await.assert_status(200);
}

/// Presses a button of a page at the revision it shows.
async fn press(who: &Client, page: &str, act: &str, more: &[(&str, &str)]) -> crate::support::Response {
    let revision = revision(who).await;
    let mut fields = vec![("revision", revision.as_str()), ("act", act)];
    fields.extend(more);
    who.form(page, &fields).await
}

/// What the buttons of a page do with its draft and versions.
fn buttons(html: &str) -> Vec<&str> {
    let acts = tags(html, "button").into_iter().filter_map(|tag| attribute(tag, "value"));
    acts.filter(|act| *act != "item").collect()
}

#[tokio::test]
async fn every_page_of_forms_is_a_whole_document() {
    let (_hall, writer, second) = scene().await;
    drafted(&writer).await;
    for path in [
        LIST,
        "/desk/forms?q=senior",
        FORM,
        "/desk/forms/senior-card/diff?from=1",
        "/desk/forms/senior-card/diff?from=1&to=1",
        "/desk/forms/senior-card/1",
        "/desk/forms/senior-card/draft",
    ] {
        for who in [&writer, &second] {
            assert_whole(who.page(path).await.assert_status(200).text(), LIST, path);
        }
    }
    // Who only reviews has no catalogue, and begins no forms.
    let list = second.page(LIST).await;
    assert!(tag_with(list.text(), "a", "href", "/desk/catalogue").is_none());
    assert!(tag_with(list.text(), "form", "method", "post").is_none());
    let me = second.page("/me").await;
    assert!(tag_with(me.text(), "a", "href", LIST).is_some(), "a reviewer's way in");
    assert!(tag_with(list.text(), "a", "href", FORM).is_some());
}

#[tokio::test]
async fn a_draft_goes_from_hand_to_hand_by_forms() {
    let (_hall, writer, second) = scene().await;
    drafted(&writer).await;
    let page = writer.page(FORM).await;
    assert_eq!(buttons(page.text()), ["submit", "discard"]);
    let diff = "/desk/forms/senior-card/diff?from=1";
    assert!(tag_with(page.text(), "a", "href", diff).is_some());
    assert_eq!(location(press(&writer, FORM, "submit", &[]).await), format!("{FORM}?done=submit"));
    assert!(writer.page(&format!("{FORM}?done=submit")).await.text().contains("等另一个人复核"));
    assert_eq!(buttons(writer.page(FORM).await.text()), ["discard"]);

    let read = second.page(diff).await;
    assert!(read.text().contains("的上限由") && inside(read.text(), "h1").contains("v1"), "{}", read.text());
    assert_eq!(buttons(read.text()), ["approve", "return"]);
    let form = tags(read.text(), "form").into_iter().find(|tag| tag.contains("/diff")).unwrap();
    let action = attribute(form, "action").unwrap().replace("&amp;", "&");
    let bare = press(&second, &action, "return", &[("/comment", "")]).await.assert_status(422);
    assert_eq!(
        attribute(tag_with(bare.text(), "textarea", "name", "/comment").unwrap(), "aria-invalid"),
        Some("true")
    );
    assert!(bare.text().contains("的上限由"), "what was read is still there");
    let back = press(&second, &action, "return", &[("/comment", "太短了。")]).await;
    assert_eq!(location(back), format!("{FORM}?done=return"));
    assert!(writer.page(FORM).await.text().contains("太短了。"));

    press(&writer, FORM, "submit", &[]).await.assert_status(303);
    press(&second, FORM, "approve", &[("/comment", "")]).await.assert_status(303);
    let early = press(&second, FORM, "publish", &[("/effective_on", "2026-03-01")]).await.assert_status(422);
    let day = tag_with(early.text(), "input", "name", "/effective_on").unwrap();
    assert_eq!((attribute(day, "value"), attribute(day, "aria-invalid")), (Some("2026-03-01"), Some("true")));
    press(&second, FORM, "publish", &[("/effective_on", "2026-03-09")]).await.assert_status(303);
    let published = writer.page(FORM).await;
    assert!(published.text().contains("2026\u{a0}年 3\u{a0}月\u{a0}9\u{a0}日起用"), "{}", published.text());
    assert_eq!(buttons(published.text()), ["retire"]);
    press(&writer, FORM, "retire", &[("version", "2")]).await.assert_status(303);
    assert_eq!(buttons(writer.page(FORM).await.text()), Vec::<&str>::new());
    press(&writer, FORM, "nonsense", &[]).await.assert_status(405);
}

#[tokio::test]
async fn who_was_first_is_named() {
    let (_hall, writer, second) = scene().await;
    drafted(&writer).await;
    press(&writer, FORM, "submit", &[]).await.assert_status(303);
    let late = second.form(FORM, &[("revision", "1"), ("act", "approve"), ("/comment", "")]).await;
    let late = late.assert_status(409);
    assert!(
        late.text().contains("李工 在 2026\u{a0}年 3\u{a0}月\u{a0}2\u{a0}日 09:00 先动了"),
        "{}",
        late.text()
    );
    let shown = tag_with(late.text(), "input", "name", "revision").unwrap();
    assert_eq!(attribute(shown, "value"), Some("2"), "having seen it, one may decide");
}

#[tokio::test]
async fn remarks_are_sentences_that_lead_to_their_place() {
    let (_hall, writer, second) = scene().await;
    let mut definition =
        writer.get("/api/desk/forms/senior-card/1").await.assert_status(200).json()["definition"].clone();
    definition["schema"]["properties"]["applicant"]["properties"]["name"]["title"] = json!("真名");
    definition["x-text"]["en"]
        .as_object_mut()
        .unwrap()
        .shift_remove("/schema/properties/applicant/properties/name/title")
        .unwrap();
    save(&writer, &definition).await;
    let page = writer.page(FORM).await;
    assert!(page.text().contains("缺英文，补上才能发布"), "{}", page.text());
    let place = schema::catalogue::encode("/schema/properties/applicant/properties/name/title");
    assert!(tag_with(page.text(), "a", "href", &format!("{FORM}/edit?at={place}")).is_some());
    press(&writer, FORM, "submit", &[]).await.assert_status(303);
    press(&second, FORM, "approve", &[]).await.assert_status(303);
    let held = press(&writer, FORM, "publish", &[]).await.assert_status(422);
    assert!(inside(held.text(), "main").contains("有几处还要改一改"));
    assert!(tag_with(held.text(), "div", "role", "alert").is_some());
}

#[tokio::test]
async fn a_form_begins_by_a_form() {
    let (_hall, writer, _) = scene().await;
    let begin = async |id: &str, more: &[(&str, &str)]| {
        let mut fields = vec![("/id", id), ("/title", "新表"), ("/title/en", "New")];
        fields.extend(more);
        writer.form(LIST, &fields).await
    };
    assert_eq!(location(begin("empty", &[("from", "nothing")]).await), "/desk/forms/empty");
    let copy = begin("copy", &[("from", "form"), ("template", "senior-card/1")]).await;
    assert_eq!(location(copy), "/desk/forms/copy");
    assert!(writer.page("/desk/forms/copy").await.text().contains("还没有发布过版本"));
    let pages = [("from", "templates"), ("templates", "applicant"), ("templates", "documents")];
    assert_eq!(location(begin("pages", &pages).await), "/desk/forms/pages");
    let definition = writer.page("/desk/forms/pages/draft").await;
    assert!(definition.text().contains("您是谁，怎样联系您？") && definition.text().contains("居民身份证"));
    assert_eq!(location(begin("ticked", &pages[1..]).await), "/desk/forms/ticked");
    assert!(writer.page("/desk/forms/ticked/draft").await.text().contains("您是谁，怎样联系您？"));
    let again = begin("copy", &pages).await.assert_status(422);
    let ticked = ["applicant", "documents", "delivery"].map(|page| {
        tag_with(again.text(), "input", "value", page).is_some_and(|input| input.contains("checked"))
    });
    assert_eq!(ticked, [true, true, false], "what was ticked still is");
    let taken = begin("copy", &[("from", "nothing")]).await.assert_status(422);
    assert_eq!(attribute(tag_with(taken.text(), "input", "name", "/id").unwrap(), "value"), Some("copy"));
    let no_json = begin("text", &[("from", "formio"), ("source", "{")]).await.assert_status(422);
    assert!(inside(no_json.text(), "textarea").contains('{'), "what was pasted is still there");

    let formio = r#"{"components":[{"type":"textfield","key":"a","label":"A","input":true},
        {"type":"button","action":"custom","key":"b","custom":"alert(1)"}]}"#;
    let lossy = begin("lossy", &[("from", "formio"), ("source", formio)]).await.assert_status(200);
    assert!(lossy.text().contains("“按钮”没有带过来"), "{}", lossy.text());
    assert!(tag_with(lossy.text(), "a", "href", "/desk/forms/lossy").is_some());
}

/// A browser sends a chosen file in the body itself.
#[tokio::test]
async fn a_file_counts_before_what_was_pasted() {
    let (_hall, writer, _) = scene().await;
    let part = |name: &str, value: &str| {
        format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\nContent-Type: application/json\r\n\r\n\
                \u{feff}{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"title\":\"A\"}}}\r\n--line--\r\n";
    let fields = [("/id", "filed"), ("/title", "新表"), ("from", "json_schema"), ("source", "{}")];
    let body = fields.map(|(name, value)| part(name, value)).concat() + file;
    let request = axum::http::Request::post(LIST)
        .header("content-type", "multipart/form-data; boundary=line")
        .body(axum::body::Body::from(body))
        .unwrap();
    assert_eq!(location(writer.send(request).await), "/desk/forms/filed");
    let draft = writer.get("/api/desk/forms/filed/draft").await.assert_status(200).json();
    assert_eq!(draft["definition"]["schema"]["properties"]["a"]["type"], "string");
}
