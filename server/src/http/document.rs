//! Finishes the OpenAPI document: what holds for every answer is said here once, not beside each handler.

use axum::http::StatusCode;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{ContentBuilder, OpenApi, PathItem, Ref, RefOr};

use super::problems::PROBLEM_JSON;

/// Gives each operation a name of its own, each answer the description the standard asks for, each refusal its media
/// type, and every other refusal the same shape.
pub fn finish(mut document: OpenApi) -> OpenApi {
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            operation.operation_id = Some(name(method, path));
            responses(operation).for_each(|(status, response)| complete(status, response));
            operation.responses.responses.insert("default".to_owned(), refusal().into());
        }
    }
    document
}

/// What any operation may answer beside what it says itself: that one has to sign in, that it is too much or too often,
/// that something went wrong.
fn refusal() -> Response {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description("A problem (RFC 9457)").content(PROBLEM_JSON, problem).build()
}

/// Handlers are verbs and share their names; a method and a path are one operation: `get_items_code`.
fn name(method: &str, path: &str) -> String {
    let parts = path
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty() && *part != "api");
    parts.fold(method.to_owned(), |name, part| format!("{name}_{part}"))
}

fn complete(status: StatusCode, response: &mut Response) {
    if response.description.is_empty() {
        status.canonical_reason().unwrap_or_default().clone_into(&mut response.description);
    }
    if status.is_client_error() || status.is_server_error() {
        let content = std::mem::take(&mut response.content);
        response.content = content.into_values().map(|body| (PROBLEM_JSON.to_owned(), body)).collect();
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("get", &mut item.get),
        ("post", &mut item.post),
        ("put", &mut item.put),
        ("delete", &mut item.delete),
        ("patch", &mut item.patch),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

fn responses(operation: &mut Operation) -> impl Iterator<Item = (StatusCode, &mut Response)> {
    operation.responses.responses.iter_mut().filter_map(|(status, response)| match response {
        RefOr::T(response) => Some((status.parse().ok()?, response)),
        RefOr::Ref(_) => None,
    })
}
