//! The cookies of the hall: one that says who, and four that say how it should look.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The session cookie; over TLS with the prefix that pins it to this host.
pub const SESSION: &str = "onehall_session";
const SESSION_SECURE: &str = "__Host-onehall_session";

/// The language, `zh-CN` or `en`.
pub const LANGUAGE: &str = "onehall_language";
/// The theme, `light` or `dark`; absent: as the device says.
pub const THEME: &str = "onehall_theme";
/// Elder mode, `1`.
pub const ELDER: &str = "onehall_elder";

/// Without the figure of the navigator, `1`.
pub const ALONE: &str = "onehall_alone";

/// The header that makes a browser forget what it keeps for the hall.
pub const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Its value when somebody signs out: drafts that could not be saved. Cookies stay, for they say how the hall looks.
pub const STORAGE: HeaderValue = HeaderValue::from_static("\"storage\"");

/// The value of a cookie of this request.
pub fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The session token of this request.
pub fn session(headers: &HeaderMap, secure: bool) -> Option<&str> {
    get(headers, session_name(secure))
}

const fn session_name(secure: bool) -> &'static str {
    if secure { SESSION_SECURE } else { SESSION }
}

/// The cookie that keeps the code of an enquiry that was written without an account; over TLS as the session.
const ENQUIRY: &str = "onehall_enquiry";
const ENQUIRY_SECURE: &str = "__Host-onehall_enquiry";

const fn enquiry_name(secure: bool) -> &'static str {
    if secure { ENQUIRY_SECURE } else { ENQUIRY }
}

/// The enquiry that was opened in this browser: its number and its code.
pub fn enquiry(headers: &HeaderMap, secure: bool) -> Option<(i64, &str)> {
    let (id, code) = get(headers, enquiry_name(secure))?.split_once('.')?;
    Some((id.parse().ok()?, code))
}

/// `Set-Cookie` that keeps an enquiry open, for `seconds`. The code is the right one, so it is hexadecimal.
pub fn set_enquiry((id, code): (i64, &str), seconds: i64, secure: bool) -> HeaderValue {
    let name = enquiry_name(secure);
    let tail = if secure { "; Secure" } else { "" };
    header_value(format!("{name}={id}.{code}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{tail}"))
}

/// Whether what this browser sees may be somebody's own: they are signed in, or have opened an enquiry by its code.
pub fn is_known(headers: &HeaderMap, secure: bool) -> bool {
    session(headers, secure).is_some() || get(headers, enquiry_name(secure)).is_some()
}

/// `Set-Cookie` that begins a session, for `seconds`; with an empty token and 0 it ends one.
pub fn set_session(token: &str, seconds: i64, secure: bool) -> HeaderValue {
    let name = session_name(secure);
    let tail = if secure { "; Secure" } else { "" };
    header_value(format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{tail}"))
}

/// `Set-Cookie` for a preference, kept for a year; an empty value forgets it.
pub fn set_preference(name: &str, value: &str, secure: bool) -> HeaderValue {
    let seconds = if value.is_empty() { 0 } else { 31_536_000 };
    let tail = if secure { "; Secure" } else { "" };
    header_value(format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{tail}"))
}

/// Tokens are hexadecimal and preferences come from closed lists, so this never falls back; were it otherwise, an
/// empty header sets nothing.
fn header_value(text: String) -> HeaderValue {
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
