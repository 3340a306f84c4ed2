//! The forms about the hall as calls: handing out and calling numbers, choosing the navigator, and the building.

use app::routes::to;
use axum::http::Method;
use schema::Locale;
use schema::catalogue::encode;
use schema::hall::sheet::Sheet;
use schema::hall::{DeskHall, Scene};
use schema::role::RegionCode;
use serde_json::{Map, Value, json};

use super::twins::{Call, Sent, Then};

/// Hands out a number, or calls the next.
pub fn order(sent: &Sent) -> Call {
    let (region, counter) = (encode(sent.field("region")), encode(sent.field("counter")));
    let path = format!("/api/desk/halls/{region}/counters/{counter}/queue");
    // A form that lacks what was seen has seen nothing; the API says then how it stands.
    let seen = if sent.field("act") == "call" { "called" } else { "issued" };
    let seen: u32 = sent.field(seen).parse().unwrap_or_default();
    Call::new(Method::POST, path, json!({ "act": sent.field("act"), "seen": seen }))
}

/// Back to the queues, with what was done.
pub fn ordered(sent: &Sent, _: Value) -> Then {
    let done = if sent.field("act") == "call" { "called" } else { "taken" };
    Then::Go(format!("{}?{done}={}", to::DESK_HALL, encode(sent.field("counter"))))
}

/// The navigator as the form says it: the name of an input of a phrase is where the API points at it.
pub fn set_navigator(sent: &Sent) -> Call {
    let mut scenes = Map::new();
    for scene in Scene::ALL {
        let face = sent.field(&format!("face/{}", scene.slug()));
        let phrase: Map<String, Value> = Locale::ALL
            .into_iter()
            .filter(|_| scene.speaks())
            .map(|locale| {
                let name = format!("/navigator/scenes/{}/phrase/{}", scene.slug(), locale.tag());
                (locale.tag().to_owned(), Value::from(sent.field(&name).trim()))
            })
            .collect();
        scenes.insert(scene.slug().to_owned(), json!({ "expression": face, "phrase": phrase }));
    }
    let revision: i64 = sent.field("revision").parse().unwrap_or_default();
    let navigator = json!({ "figure": sent.field("figure"), "scenes": scenes });
    Call::new(Method::PUT, "/api/desk/navigator", json!({ "navigator": navigator, "revision": revision }))
}

/// Back to the form, saved.
pub fn navigator_set(_: &Sent, answer: Value) -> Then {
    Then::Go(format!("{}?saved={}", to::DESK_NAVIGATOR, answer["revision"]))
}

/// The whole hall as its form says it.
pub fn set(sent: &Sent) -> Call {
    let path = format!("/api/desk/halls/{}", encode(sent.field("region")));
    let revision: i64 = sent.field("revision").parse().unwrap_or_default();
    // What is no region has no hall, and the API says so.
    let body = RegionCode::parse(sent.field("region")).map_or(Value::Null, |region| {
        json!(DeskHall { hall: Sheet::read(region, &sent.fields).hall, revision })
    });
    Call::new(Method::PUT, path, body)
}

/// Back to the form, saved.
pub fn was_set(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("{}&saved=1", to::desk_hall_of(sent.field("region"))))
}
