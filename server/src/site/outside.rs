//! What search engines ask for: `robots.txt`, and the sitemap of everything that anyone may see.

use std::fmt::Write;

use app::routes::to::{self, HallLink};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schema::calendar::local_day;
use schema::hall::{Floor, Hall};
use schema::site_search::SiteKind;
use serde::Deserialize;

use super::Site;
use crate::error::Result;
use crate::features::{guides, hall, home, notices};
use crate::http::Query;
use crate::state::AppState;

/// The most addresses one sitemap may have (sitemaps.org).
const MOST: usize = 50_000;

/// Which part of a sitemap that is too long for one file.
#[derive(Deserialize)]
pub struct Part {
    part: Option<usize>,
}

/// What is not for search engines: pages of a person, the desk, the API, and what somebody searched for.
pub async fn robots(State(site): State<Site>) -> String {
    let private = [to::ME, to::DESK, to::DASHBOARD, to::TRACK, to::SEARCH, "/applications", "/cases", "/api"];
    let private: String = private.iter().map(|path| format!("Disallow: {path}\n")).collect();
    format!("User-agent: *\nAllow: /\n{private}Sitemap: {}/sitemap.xml\n", site.state.config.public_origin())
}

/// Everything that anyone may see; past 50,000 addresses an index of parts.
pub async fn sitemap(State(site): State<Site>, Query(Part { part }): Query<Part>) -> Result<Response> {
    let origin = site.state.config.public_origin();
    let paths = paths(&site.state).await?;
    let parts = paths.len().div_ceil(MOST);
    let body = match part {
        None if parts > 1 => {
            let address = |part| format!("{origin}/sitemap.xml?part={part}");
            document("sitemapindex", "sitemap", (0..parts).map(address))
        }
        part => {
            let shown = paths.into_iter().skip(part.unwrap_or_default().saturating_mul(MOST)).take(MOST);
            document("urlset", "url", shown.map(|path| format!("{origin}{path}")))
        }
    };
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

/// The first page and the lists; then every floor of every hall, every life event, every notice, every public document, every survey
/// and every item.
async fn paths(state: &AppState) -> Result<Vec<String>> {
    let today = local_day(state.clock.now());
    let mut tx = state.db.read().await?;
    let events = home::life_event_ids(&mut tx).await?;
    let guides = guides::in_force(&mut tx, state.clock.now()).await?;
    let notices = notices::ids(&mut tx, today).await?;
    let halls = hall::all(&mut tx).await?;
    drop(tx);
    let (index, texts) = (state.search.current(), state.texts.current());
    let lists = [to::HOME, to::ITEMS, to::GUIDES, to::NOTICES, to::DISCLOSURES, to::SURVEYS, to::OPEN_DATA];
    let mut paths = lists.map(str::to_owned).to_vec();
    paths.extend(halls.iter().enumerate().flat_map(|(place, hall)| floors(hall, place == 0)));
    paths.extend(events.iter().map(|id| to::life_event(id)));
    paths.extend(guides.iter().map(|guide| to::guide(&guide.code, [])));
    paths.extend(notices.iter().map(|id| to::notice(id)));
    paths.extend(texts.published(today).filter_map(|(kind, id)| match kind {
        SiteKind::Policy | SiteKind::Disclosure => Some(to::disclosure(id)),
        SiteKind::Survey => Some(to::survey(id)),
        // Notices stand above; replies are found by the column they are published in.
        SiteKind::Notice | SiteKind::Reply => None,
    }));
    paths.extend(index.documents().map(|document| to::item(&document.summary.code)));
    Ok(paths)
}

/// The floors of a hall. The first hall is shown where no region is named, and its first floor where no floor is.
fn floors(hall: &Hall, is_first: bool) -> Vec<String> {
    let region = (!is_first).then(|| hall.region.to_string());
    let link = |(place, floor): (usize, &Floor)| {
        let floor = (place > 0).then_some(floor.number);
        to::hall(&HallLink { floor, to: None, step_free: false, region: region.as_deref() })
    };
    hall.floors.iter().enumerate().map(link).collect()
}

/// Addresses need no escaping: they are percent-encoded, and have one parameter at most.
fn document(root: &str, entry: &str, addresses: impl Iterator<Item = String>) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "<{entry}><loc>{address}</loc></{entry}>");
    }
    text + &format!("</{root}>\n")
}
