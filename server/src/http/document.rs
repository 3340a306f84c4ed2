//! Finishes the OpenAPI document: what holds for every answer is said here once, not beside each handler.

use axum::http::StatusCode;
use utoipa::openapi::response::Response;
use utoipa::openapi::{OpenApi, PathItem, RefOr};

use super::problems::PROBLEM_JSON;

/// Gives each answer the description the standard asks for, and each refusal its media type.
pub fn finish(mut document: OpenApi) -> OpenApi {
    for path in document.paths.paths.values_mut() {
        for (status, response) in responses(path) {
            if response.description.is_empty() {
                status.canonical_reason().unwrap_or_default().clone_into(&mut response.description);
            }
            if status.is_client_error() || status.is_server_error() {
                let content = std::mem::take(&mut response.content);
                response.content = content.into_values().map(|body| (PROBLEM_JSON.to_owned(), body)).collect();
            }
        }
    }
    document
}

fn responses(path: &mut PathItem) -> impl Iterator<Item = (StatusCode, &mut Response)> {
    [&mut path.get, &mut path.post, &mut path.put, &mut path.delete, &mut path.patch]
        .into_iter()
        .flatten()
        .flat_map(|operation| operation.responses.responses.iter_mut())
        .filter_map(|(status, response)| match response {
            RefOr::T(response) => Some((status.parse().ok()?, response)),
            RefOr::Ref(_) => None,
        })
}
