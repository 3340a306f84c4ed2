//! Reading published definitions, as whoever fills a form needs them.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schema::Problem;
use schema::applications::FormRef;
use schema::form::Form;
use serde_json::{Value, json};

use super::store;
use crate::error::{Error, Result};
use crate::http::Json;
use crate::state::AppState;

/// A form's program: what the browser runs. A version never changes, so it may be kept for ever.
#[utoipa::path(get, path = "/api/forms/{id}/{version}/program", tag = "definitions",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Form), (status = 404, body = Problem)))]
pub async fn program(
    State(state): State<AppState>,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Response> {
    let form = FormRef { id, version };
    if let Some(measured) = state.bench.form(&form) {
        return Ok(Json(measured).into_response());
    }
    let form = super::form(&mut state.db.read().await?, &form).await?.ok_or_else(Error::not_found)?;
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    Ok(([(header::CACHE_CONTROL, forever)], Json(form)).into_response())
}

/// What a form's document (正文) is written from, as part of a definition; `null` where the form has none. A program has
/// nothing of it, so that phones do not carry it.
#[utoipa::path(get, path = "/api/forms/{id}/{version}/document", tag = "definitions",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Value), (status = 404, body = Problem)))]
pub async fn document(
    State(state): State<AppState>,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Json<Value>> {
    let form = FormRef { id, version };
    if super::is_plain(&form) || state.bench.form(&form).is_some() {
        return Ok(Json(Value::Null));
    }
    let definition = store::definition(&mut state.db.read().await?, &form).await?;
    let definition: Value = serde_json::from_str(&definition.ok_or_else(Error::not_found)?)?;
    Ok(Json(document_part(&definition)))
}

/// Only what is said of the document, with its translations.
fn document_part(definition: &Value) -> Value {
    let Some(body) = definition.get("body") else { return Value::Null };
    let of_body = |(place, _): &(&String, &Value)| place.starts_with("/body/");
    let texts = |texts: &Value| -> Value {
        let texts = texts.as_object().into_iter().flatten().filter(of_body);
        texts.map(|(place, text)| (place.clone(), text.clone())).collect()
    };
    let translations = definition.get("x-text").and_then(Value::as_object).into_iter().flatten();
    let translations: Value = translations.map(|(language, all)| (language.clone(), texts(all))).collect();
    json!({ "body": body, "x-text": translations })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_definition_only_the_document_goes_out() {
        let definition = json!({
            "meta": {"id": "x"}, "schema": {"properties": {}}, "body": {"template": "# 通知"},
            "x-text": {"en": {"/body/template": "# Notice", "/meta/title": "X"}},
        });
        let expected =
            json!({"body": {"template": "# 通知"}, "x-text": {"en": {"/body/template": "# Notice"}}});
        assert_eq!(document_part(&definition), expected);
        assert_eq!(document_part(&json!({"meta": {}})), Value::Null);
    }
}
