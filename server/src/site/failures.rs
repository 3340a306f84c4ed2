//! What goes wrong around pages, twins and files: a page for browsers, a problem for programs.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use schema::{Problem, ProblemKind};

use super::Site;
use super::render::render;
use crate::error::{Error, Result};
use crate::http::problems;

/// Puts the layer around routes that are no API.
pub fn behind(site: &Site, routes: Router) -> Router {
    routes.layer(middleware::from_fn_with_state(site.clone(), failures))
}

/// Answers within the time of a request; what fails without a page of its own gets one, or is a problem.
async fn failures(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let limit = problems::time_of(&site.state, &parts.headers);
    let response = if is_text(parts.uri.path()) {
        problems::guarded(limit, next.run(Request::from_parts(parts.clone(), body))).await
    } else {
        Error::not_found().into_response()
    };
    if is_page(&response) {
        return response;
    }
    let Some(problem) = problems::problem_of(&response, parts.extensions.get().cloned()) else {
        return response;
    };
    if wants_page(&parts.headers) {
        let drawing =
            async { page(&site, parts, problem.kind()).await.unwrap_or_else(IntoResponse::into_response) };
        let page = problems::guarded(limit, drawing).await;
        if is_page(&page) {
            return problems::headed(page, &problem, &response);
        }
    }
    problems::written(&problem, &response)
}

/// Whether a path spells text: nothing of ours has another name, and pages cannot be drawn for it.
fn is_text(path: &str) -> bool {
    percent_decode_str(path).decode_utf8().is_ok()
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn wants_page(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.any(|accepted| accepted.contains("text/html"))
}

/// The page that says what a problem means and what to do, to whoever asked for something else.
async fn page(site: &Site, mut parts: Parts, kind: ProblemKind) -> Result<Response> {
    let Problem { type_: address, .. } = Problem::new(kind);
    parts.uri = PathAndQuery::try_from(address).map_err(anyhow::Error::from)?.into();
    render(site, Request::from_parts(parts, Body::empty()), None).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_spell_no_text_are_known() {
        for path in ["/", "/items/%E6%8A%A4", "/items/%", "/items/%zz", "/items/a%00b"] {
            assert!(is_text(path), "{path}");
        }
        for path in ["/items/%ff", "/%C3%28", "/items/%E6%8A"] {
            assert!(!is_text(path), "{path}");
        }
    }
}
