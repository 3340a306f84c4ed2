//! Answers that anyone may keep: whoever still has the same one is told so instead of getting it again.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::ports::hex;

/// An hour without asking, afterwards with asking whether it is still the same.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600, stale-while-revalidate=86400");

/// A public answer as JSON, tagged by its content; 304 to whoever has it already.
pub fn tagged(asked: &HeaderMap, answer: &impl Serialize) -> Result<Response> {
    let body = serde_json::to_vec(answer)?;
    let tag = format!("\"{}\"", &hex(&Sha256::digest(&body))[..32]);
    let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, AN_HOUR);
    headers.insert(header::ETAG, HeaderValue::try_from(tag).map_err(anyhow::Error::from)?);
    Ok(response)
}
