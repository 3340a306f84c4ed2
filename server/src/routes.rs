//! Every address of the API, once. The OpenAPI document is made from the same table.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::features::{accounts, catalogue, health};
use crate::http::{Json, origin, problems};
use crate::state::AppState;

/// What the document says of itself; the paths come from the router.
#[derive(OpenApi)]
#[openapi(info(
    title = "OneHall",
    description = "The API of the hall. Problems are RFC 9457; a session is a cookie; writes from pages must come \
                   from the hall's own origin.",
    license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
))]
struct Description;

/// The API and its OpenAPI document.
pub fn api(state: &AppState) -> (Router, Document) {
    let (router, document) = OpenApiRouter::with_openapi(Description::openapi())
        // Who.
        .routes(routes!(accounts::http::session, accounts::http::sign_in, accounts::http::sign_out))
        .routes(routes!(accounts::http::sign_out_everywhere))
        .routes(routes!(accounts::http::register))
        // Find.
        .routes(routes!(catalogue::http::home))
        .routes(routes!(catalogue::http::items))
        .routes(routes!(catalogue::http::item))
        .split_for_parts();
    let described = document.clone();
    let router = router
        .route("/api/openapi.json", get(move || async move { Json(described) }))
        // For the machines that look after the hall; not part of the contract.
        .route("/healthz", get(health::http::healthz))
        .route("/readyz", get(health::http::readyz))
        .route("/metrics", get(health::http::metrics))
        .route("/api/{*unknown}", get(unknown).post(unknown).put(unknown).delete(unknown))
        .layer(DefaultBodyLimit::max(state.config.max_body))
        .layer(CatchPanicLayer::custom(problems::panicked))
        .layer(middleware::from_fn_with_state(state.clone(), origin::origin))
        .layer(middleware::from_fn_with_state(state.clone(), problems::problems))
        .with_state(state.clone());
    (router, document)
}

/// Addresses below `/api` that are none answer like the API, not like a page.
async fn unknown() -> crate::error::Error {
    crate::error::Error::not_found()
}
