//! The pages: rendered by `app`, fed by the same API in process; and the form twins that make them work without
//! scripts.

mod assets;
mod at_desk;
mod bills;
mod bodies;
mod enquiries;
mod failures;
mod form_page;
mod forms;
mod guides;
mod hall;
mod handing;
mod inner;
mod kept;
mod libraries;
mod moving;
mod outside;
mod owner;
mod performance;
mod policy;
mod preferences;
mod proceedings;
mod published;
mod questions;
mod render;
mod several;
mod structured;
mod supervising;
mod table;
mod task_forms;
mod twins;
mod uploads;
mod window;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

pub use assets::Assets;
pub use failures::behind;
pub use kept::{Pages, kept};

use crate::features::outbox::Sentences;
use crate::http::origin;
use crate::state::AppState;

/// How messages are put into words, for the job that tells people besides in the hall.
pub const SENTENCES: Sentences = Sentences {
    sms: app::text::sms,
    mail: app::text::letter,
    note_sms: app::text::note_sms,
    note_mail: app::text::note_letter,
    enquiry_sms: app::text::enquiry_sms,
    enquiry_mail: app::text::enquiry_letter,
};

/// What pages and twins need: the hall, and the API that is called in process.
#[derive(Clone)]
pub struct Site {
    /// The hall.
    pub state: AppState,
    /// The API, as a router of its own.
    pub api: Arc<Router>,
}

impl Site {
    /// The pages of a hall over its API.
    pub fn new(state: &AppState, api: &Router) -> Self {
        Self { state: state.clone(), api: Arc::new(api.clone()) }
    }
}

/// Puts pages, twins and files around the API.
pub fn with_pages(state: &AppState, api: Router) -> Router {
    // The runtime of the page renderer; a second call (tests) finds it running.
    let _ = any_spawner::Executor::init_tokio();
    let site = Site::new(state, &api);
    let pages = table::PAGES.iter().fold(Router::new(), |router, page| router.route(page, get(render::page)));
    let twins = table::TWINS
        .iter()
        .fold(pages, |router, twin| router.route(twin.page, post(twins::handler(twin)).get(render::page)))
        .route("/preferences", post(preferences::set))
        .layer(DefaultBodyLimit::max(state.config.max_body))
        .route(table::MATERIALS, post(uploads::materials).get(render::page))
        .layer(middleware::from_fn_with_state(state.clone(), origin::origin));
    let twins = if state.config.is_production() {
        twins
    } else {
        twins.route("/_gallery", get(render::kit)).route("/_gallery/{*page}", get(render::kit))
    };
    let pages = twins
        .route("/robots.txt", get(outside::robots))
        .route("/sitemap.xml", get(outside::sitemap))
        .fallback(render::nowhere)
        .with_state(site.clone());
    api.merge(failures::behind(&site, state.assets.service(pages)))
}
