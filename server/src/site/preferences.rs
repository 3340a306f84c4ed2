//! `POST /preferences`: language, theme, elder mode and whether the navigator is seen, as cookies; then back to the page one came from.

use app::preferences::Theme;
use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use schema::Locale;

use super::Site;
use super::twins::{local_path, see_other};
use crate::http::{Form, cookies};

/// Sets what the form names; a value that is not on the list forgets the choice.
pub async fn set(State(site): State<Site>, Form(fields): Form) -> Response {
    let secure = site.state.config.secure_cookies();
    let back = fields.iter().rfind(|(name, _)| name == "_next").map_or("/", |(_, value)| local_path(value));
    let mut response = see_other(back);
    for (name, value) in &fields {
        let cookie = match name.as_str() {
            "language" => (cookies::LANGUAGE, Locale::from_tag(value).map(Locale::tag)),
            "theme" => (cookies::THEME, Theme::from_slug(value).map(Theme::slug)),
            "elder" => (cookies::ELDER, (value == "1").then_some("1")),
            "alone" => (cookies::ALONE, (value == "1").then_some("1")),
            _ => continue,
        };
        let (name, value) = cookie;
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookies::set_preference(name, value.unwrap_or_default(), secure));
    }
    response
}
