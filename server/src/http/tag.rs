//! Answers that anyone may keep: whoever still has the same one is told so instead of getting it again.

use axum::body::Body;
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
    let tag = tag_of(&body)?;
    let mut response = ([(header::CONTENT_TYPE, "application/json")], body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, AN_HOUR);
    headers.insert(header::ETAG, tag);
    Ok(unless_known(asked.get(header::IF_NONE_MATCH), response))
}

/// The tag of a content. A weak one (RFC 9110 §8.8.1): compressed or not, it is the same to a reader.
pub fn tag_of(content: &[u8]) -> Result<HeaderValue> {
    let tag = format!("W/\"{}\"", &hex(&Sha256::digest(content))[..32]);
    Ok(HeaderValue::try_from(tag).map_err(anyhow::Error::from)?)
}

/// The answer, or 304 without its content to whoever names its tag in `If-None-Match`.
pub fn unless_known(known: Option<&HeaderValue>, mut response: Response) -> Response {
    let known = known.and_then(|known| known.to_str().ok()).unwrap_or_default();
    let tag = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).unwrap_or_default();
    let is_known = !tag.is_empty() && known.split(',').any(|known| opaque(known) == opaque(tag));
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        for content in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING] {
            response.headers_mut().remove(content);
        }
    }
    response
}

/// A tag for the weak comparison of `If-None-Match` (RFC 9110 §13.1.2).
fn opaque(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag)
}
