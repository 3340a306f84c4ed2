//! What the forms of questions and of the libraries behind them mean: an answer rated, an entry added, changed, made of questions, a
//! table read in.

use app::routes::to;
use axum::http::Method;
use schema::ask::{AskFacet, AskQuery, Library};
use schema::catalogue::encode;
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

/// The question that an answer was given to.
fn question(sent: &Sent) -> AskQuery {
    AskQuery::from_params(|name| Some(sent.field(name)))
}

/// Says whether an answer helps.
pub fn rate(sent: &Sent) -> Call {
    let query = question(sent);
    let facets = AskFacet::ALL.into_iter();
    let context: Map<String, Value> = facets
        .filter_map(|facet| Some((facet.slug().to_owned(), query.context.get(facet)?.into())))
        .collect();
    let body = json!({ "text": query.text, "context": context, "helpful": sent.field("helpful") == "1" });
    Call::new(Method::POST, "/api/ask/ratings", body)
}

/// Back to the answer.
pub fn rated(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("{}&rated={}", to::ask(&question(sent)), encode(sent.field("helpful"))))
}

/// The entry that the fields say, a line for each of several.
fn draft(sent: &Sent) -> Map<String, Value> {
    let lines = |name: &str| Value::from(sent.field(name).lines().map(str::trim).collect::<Vec<_>>());
    let scene = Some(sent.field("/scene")).filter(|scene| !scene.is_empty());
    let entry = json!({
        "words": lines("/words"),
        "texts": lines("/texts"),
        "items": lines("/items"),
        "scene": scene,
        "source": sent.field("/source").trim(),
        "enabled": !sent.field("/enabled").is_empty(),
        "revision": sent.field("revision").parse::<i64>().unwrap_or_default(),
    });
    match entry {
        Value::Object(entry) => entry,
        _ => Map::new(),
    }
}

fn is_table(sent: &Sent) -> bool {
    !sent.field("table").is_empty()
}

/// Adds an entry, or reads a table in.
pub fn add_or_read_in(sent: &Sent) -> Call {
    let path = format!("/api/desk/libraries/{}", sent.param("library"));
    if is_table(sent) {
        return Call::new(Method::POST, format!("{path}/import"), json!({ "csv": sent.field("csv") }));
    }
    Call::new(Method::POST, path, Value::Object(draft(sent)))
}

/// Back to the library.
pub fn added(sent: &Sent, answer: Value) -> Then {
    let path = format!("{}/{}", to::DESK_LIBRARIES, sent.param("library"));
    Then::Go(if is_table(sent) {
        format!("{path}?done=table&added={}&changed={}", answer["added"], answer["changed"])
    } else {
        format!("{path}?done=added")
    })
}

/// Changes an entry.
pub fn set(sent: &Sent) -> Call {
    let path = format!("/api/desk/libraries/{}/{}", sent.param("library"), sent.param("id"));
    Call::new(Method::PUT, path, Value::Object(draft(sent)))
}

/// Back to it.
pub fn saved(sent: &Sent, answer: Value) -> Then {
    let (library, id) = (sent.param("library"), sent.param("id"));
    Then::Go(format!("{}/{library}/{id}?saved={}", to::DESK_LIBRARIES, answer["revision"]))
}

fn is_put_aside(sent: &Sent) -> bool {
    !sent.field("aside").is_empty()
}

/// Makes an entry of a group of questions, or puts the group aside.
pub fn teach(sent: &Sent) -> Call {
    let id = sent.param("id");
    if is_put_aside(sent) {
        return Call::bare(Method::DELETE, format!("/api/desk/asked/groups/{id}"));
    }
    let library = Library::from_slug(sent.field("library")).unwrap_or(Library::Synonyms);
    let mut entry = draft(sent);
    entry.insert("settles".to_owned(), id.parse::<i64>().unwrap_or_default().into());
    Call::new(Method::POST, format!("/api/desk/libraries/{}", library.slug()), Value::Object(entry))
}

/// Back to the groups that are left.
pub fn taught(sent: &Sent, _: Value) -> Then {
    let done = if is_put_aside(sent) { "aside" } else { "taught" };
    Then::Go(format!("{}?done={done}", to::DESK_LEARNING))
}
