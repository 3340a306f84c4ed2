//! What the forms of a case at the desk mean: a command, words to colleagues, a file that is attached.

use axum::http::Method;
use serde_json::json;

use super::bodies::command;
use super::twins::{Call, Sent};

/// What was sent: by its fields one knows of which form.
pub fn call(sent: &Sent) -> Call {
    let path = format!("/api/desk/cases/{}", sent.param("number"));
    let has = |field: &str| sent.fields.iter().any(|(name, _)| name == field);
    if has("attach") {
        // By then its file is where it belongs.
        return Call::bare(Method::GET, path);
    }
    if has("remark") {
        return Call::new(Method::POST, format!("{path}/thread"), json!({ "text": sent.field("remark") }));
    }
    Call::new(Method::POST, format!("{path}/commands"), command(sent))
}
