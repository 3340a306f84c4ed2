//! Texts are sent compressed: pages and answers of the API. The files of the site lie compressed beside themselves, and
//! uploads are what they are.

use axum::http::{HeaderMap, StatusCode, Version, header};
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// Below this many bytes an answer travels in one packet, compressed or not.
const LEAST: u16 = 1024;

/// Half of the time of the default, and a few per cent more bytes.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

/// The layer around pages and API.
pub fn layer() -> CompressionLayer<impl Predicate> {
    let texts = |_: StatusCode, _: Version, headers: &HeaderMap, _: &axum::http::Extensions| is_text(headers);
    CompressionLayer::new().quality(LEVEL).compress_when(SizeAbove::new(LEAST).and(texts))
}

fn is_text(headers: &HeaderMap) -> bool {
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default();
    let is_served_as_it_is = headers.contains_key(header::CONTENT_DISPOSITION);
    !is_served_as_it_is
        && (media_type.starts_with("text/") || media_type.ends_with("json") || media_type.ends_with("xml"))
}
