//! Writes must come from our own pages (or from a program that is no browser and has no cookie jar of ours).
//!
//! Browsers say where a write comes from in `Origin`, old ones at least in `Referer`. A request with neither can
//! not be a foreign page's: those always send one or the other, and the session cookie is `SameSite=Lax` besides.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use schema::ProblemKind;

use crate::error::Error;
use crate::state::AppState;

/// Refuses a write that came from another site.
pub async fn origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_ours(request.headers(), state.config.origin.as_deref()) {
        next.run(request).await
    } else {
        Error::new(ProblemKind::ForeignOrigin).into_response()
    }
}

/// Whether a write with these headers may have come from a page at `origin`, or where that is not configured, at
/// the host it was sent to.
fn is_ours(headers: &HeaderMap, origin: Option<&str>) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let Some(from) = text(header::ORIGIN).or_else(|| text(header::REFERER)) else { return true };
    let Some((scheme, rest)) = from.split_once("://") else { return false };
    let host = rest.split('/').next().unwrap_or_default();
    match origin {
        Some(origin) => origin == format!("{scheme}://{host}"),
        None => text(header::HOST).is_some_and(|own| own.eq_ignore_ascii_case(host)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_write() {
        let check = |headers: &[(&'static str, &'static str)], origin, expect| {
            let headers: HeaderMap = headers
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
                .collect::<Vec<(header::HeaderName, header::HeaderValue)>>()
                .into_iter()
                .collect();
            assert_eq!(is_ours(&headers, origin), expect, "{headers:?} {origin:?}");
        };
        check(&[("host", "hall.cn")], None, true);
        check(&[("host", "hall.cn"), ("origin", "https://hall.cn")], None, true);
        check(&[("host", "hall.cn"), ("origin", "https://evil.cn")], None, false);
        check(&[("host", "hall.cn"), ("origin", "null")], None, false);
        check(&[("host", "hall.cn"), ("referer", "http://hall.cn/sign-in?x=1")], None, true);
        check(&[("host", "hall.cn"), ("referer", "http://hall.cn.evil.cn/")], None, false);
        check(&[("host", "hall.cn"), ("origin", "http://hall.cn")], Some("https://hall.cn"), false);
        check(&[("host", "inner:3000"), ("origin", "https://hall.cn")], Some("https://hall.cn"), true);
    }
}
