//! What the forms of bills mean: begin to pay, and waive.

use axum::http::Method;
use schema::bills::fen;
use serde_json::{Value, json};

use super::twins::{Call, Sent, Then};

/// On to the hall's own page where paying is demonstrated; to a gateway leads a link of the bill, because a form leads to no other
/// site.
pub fn begun(sent: &Sent, answer: Value) -> Then {
    let own = answer["address"].as_str().filter(|address| address.starts_with("/bills/"));
    Then::Go(own.map_or_else(|| format!("/bills/{}", sent.param("number")), str::to_owned))
}

/// Waives a line. An amount that is none is sent as nothing, and asked for where it belongs.
pub fn waive(sent: &Sent) -> Call {
    let path = format!("/api/desk/cases/{}/waivers", sent.param("number"));
    let line: i64 = sent.field("line").parse().unwrap_or_default();
    let amount = fen(sent.field("/amount")).unwrap_or_default();
    Call::new(Method::POST, path, json!({ "line": line, "amount": amount, "ground": sent.field("/ground") }))
}

/// Back to what is due of the case.
pub fn waived(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/desk/cases/{}/bills?done=1", sent.param("number")))
}
