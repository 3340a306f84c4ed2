//! The outermost layer: numbers a request, measures it, writes its log line and the headers all answers carry.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::{ClientAddress, RequestId};
use crate::state::AppState;
use crate::telemetry;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Headers of every answer, whatever it is.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// What answers without a policy of their own get: they are not pages.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// What the log calls every address that is none of ours.
const NOWHERE: &str = "nowhere";

/// Lets one request through and writes down what became of it.
pub async fn door(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = state.chance.id();
    let address = client_address(&state, &request);
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(ClientAddress(address));
    let method = telemetry::method_name(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or(NOWHERE, MatchedPath::as_str).to_owned();

    let mut response = telemetry::numbered(id.clone(), next.run(request)).await;

    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    let milliseconds = elapsed.as_secs_f64() * 1000.0;
    tracing::info!(request_id = %id, method, route, status, ms = milliseconds, "request");
    telemetry::count_request(method, &route, status, elapsed);
    add_headers(&state, &id, response.headers_mut());
    response
}

fn add_headers(state: &AppState, id: &str, headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert_with(|| HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| HeaderValue::from_static(DATA_POLICY));
    if state.config.secure_cookies() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
}

/// The peer's address; behind a proxy of ours, the last address that the proxy added.
fn client_address(state: &AppState, request: &Request) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip());
    if !state.config.behind_proxy {
        return peer;
    }
    last_forwarded(request.headers()).unwrap_or(peer)
}

/// The last address of the last `X-Forwarded-For`: the one our proxy wrote. Whatever stands before it, the client may
/// have written.
fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let list = headers.get_all("x-forwarded-for").iter().next_back()?.as_bytes();
    let last = list.rsplit(|letter| *letter == b',').next()?;
    let last = std::str::from_utf8(last).ok()?.trim();
    let bare = last.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(last);
    bare.parse().ok().or_else(|| last.parse().ok().map(|address: SocketAddr| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_proxy_wrote_is_believed() {
        let check = |lines: &[&[u8]], expected: Option<&str>| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
            }
            let expected = expected.map(|address| address.parse().unwrap());
            assert_eq!(last_forwarded(&headers), expected, "{headers:?}");
        };
        check(&[], None);
        check(&[b"203.0.113.7"], Some("203.0.113.7"));
        check(&[b"198.51.100.1, 203.0.113.7"], Some("203.0.113.7"));
        check(&[b"198.51.100.1", b"203.0.113.7"], Some("203.0.113.7"));
        check(&[b"198.51.100.1", b"198.51.100.2,203.0.113.7 "], Some("203.0.113.7"));
        check(&[b"\xff, 203.0.113.7"], Some("203.0.113.7"));
        check(&[b"203.0.113.7:4711"], Some("203.0.113.7"));
        check(&[b"2001:db8::7"], Some("2001:db8::7"));
        check(&[b"[2001:db8::7]"], Some("2001:db8::7"));
        check(&[b"[2001:db8::7]:4711"], Some("2001:db8::7"));
        check(&[b"203.0.113.7, unknown"], None);
        check(&[b"203.0.113.7", b""], None);
    }
}
