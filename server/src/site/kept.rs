//! Pages that anyone may see are drawn once and kept as they are sent, compressed; whoever has one already is told so
//! instead of getting it again.
//!
//! They are kept until the catalogue changes, and for some seconds at the most: notices come and go with the day.

use app::preferences::Preferences;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::render::preferences;
use crate::error::{Error, Result};
use crate::http::{cookies, tag};
use crate::state::AppState;

/// How many bytes are kept, and about how many pages that is.
const MOST: u64 = 16 * 1024 * 1024;
const PAGES: usize = 2048;

/// Marks an answer that is the same for all who ask in the same way.
#[derive(Clone, Copy, Debug)]
pub struct Public;

/// The pages that are kept.
pub struct Pages(Cache<Asked, Page, Size>);

impl Default for Pages {
    fn default() -> Self {
        Self(Cache::with_weighter(PAGES, MOST, Size))
    }
}

impl Pages {
    /// Forgets all of them.
    pub fn clear(&self) {
        self.0.clear();
    }
}

/// All that a public page depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Asked {
    address: String,
    preferences: Preferences,
    encoding: Option<HeaderValue>,
    catalogue: Option<i64>,
}

impl Asked {
    /// None where the answer depends on who asks, or on what is sent.
    fn of(state: &AppState, request: &Request) -> Option<Self> {
        let headers = request.headers();
        let known = cookies::is_known(headers, state.config.secure_cookies());
        (request.method() == Method::GET && !known).then(|| Self {
            address: request.uri().to_string(),
            preferences: preferences(headers),
            encoding: headers.get(header::ACCEPT_ENCODING).cloned(),
            catalogue: state.search.current().revision(),
        })
    }
}

#[derive(Clone)]
struct Page {
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Clone)]
struct Size;

impl Weighter<Asked, Page> for Size {
    fn weight(&self, asked: &Asked, page: &Page) -> u64 {
        (asked.address.len() + page.body.len()) as u64
    }
}

/// Answers with the page that is kept; else lets it be drawn, and keeps it if it is marked [`Public`].
pub async fn kept(State(state): State<AppState>, request: Request, next: Next) -> Result<Response> {
    let Some(asked) = Asked::of(&state, &request) else { return Ok(next.run(request).await) };
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let page = match state.pages.0.get(&asked) {
        Some(page) => page,
        None => {
            let response = next.run(request).await;
            if response.extensions().get::<Public>().is_none() {
                return Ok(response);
            }
            let (parts, body) = response.into_parts();
            let body =
                body.collect().await.map_err(|error| Error::Internal(anyhow::anyhow!("page: {error}")))?;
            let page = Page { headers: parts.headers, body: body.to_bytes() };
            state.pages.0.insert(asked, page.clone());
            page
        }
    };
    Ok(tag::unless_known(known.as_ref(), (page.headers, Body::from(page.body)).into_response()))
}
