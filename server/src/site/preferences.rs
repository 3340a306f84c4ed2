//! `POST /preferences`: language, theme and elder mode, as cookies; then back to the page one came from.

use app::preferences::Theme;
use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schema::Locale;

use super::Site;
use super::twins::local_path;
use crate::http::cookies;

/// Sets what the form names; a value that is not on the list forgets the choice.
pub async fn set(State(site): State<Site>, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let secure = site.state.config.secure_cookies();
    let mut back = "/".to_owned();
    let mut response = StatusCode::SEE_OTHER.into_response();
    for (name, value) in fields {
        let cookie = match name.as_str() {
            "_next" => {
                back = local_path(&value).to_owned();
                continue;
            }
            "language" => (cookies::LANGUAGE, Locale::from_tag(&value).map(Locale::tag)),
            "theme" => (cookies::THEME, Theme::from_slug(&value).map(Theme::slug)),
            "elder" => (cookies::ELDER, (value == "1").then_some("1")),
            _ => continue,
        };
        let (name, value) = cookie;
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookies::set_preference(name, value.unwrap_or_default(), secure));
    }
    let location = HeaderValue::try_from(back).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    response
}
