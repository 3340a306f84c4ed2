//! `POST /applications/{id}/materials`: files without a script, several at once, each by its own call of the API.

use app::returned::Returned;
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Request, State};
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use schema::catalogue::encode;
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::Site;
use super::inner::Inner;
use super::render::{Back, render};
use super::twins::{Call, see_other};
use crate::error::Error;
use crate::http::problems::unreadable;

/// Adds what was chosen, takes away what was asked to be; then on to the check page, or back here.
pub async fn materials(State(site): State<Site>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let id = match Path::<i64>::from_request_parts(&mut parts, &()).await {
        Ok(Path(id)) => id,
        Err(_) => return Error::not_found().into_response(),
    };
    let page = Request::from_parts(parts.clone(), Body::empty());
    let inner = Inner::new(site.api.clone(), &parts);
    let form = match Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(form) => form,
        Err(rejection) => {
            return Error::from(unreadable(rejection.status(), rejection.body_text())).into_response();
        }
    };
    match take(&inner, id, form).await {
        Ok(Done { stay: true }) => see_other(&format!("/applications/{id}/materials")),
        Ok(Done { stay: false }) => see_other(&format!("/applications/{id}/check")),
        Err(problem) => {
            let returned = Returned { action: parts.uri.path().to_owned(), problem, fields: Vec::new() };
            render(&site, page, Some(Back::Returned(returned)))
                .await
                .unwrap_or_else(IntoResponse::into_response)
        }
    }
}

/// Whether one stays on the page.
struct Done {
    stay: bool,
}

async fn take(inner: &Inner, id: i64, mut form: Multipart) -> Result<Done, Problem> {
    let unreadable = |error: MultipartError| unreadable(error.status(), error.body_text());
    let mut stay = false;
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(material) = name.strip_prefix("file:") {
            let file = part.file_name().unwrap_or_default().to_owned();
            let content = part.bytes().await.map_err(unreadable)?;
            if !file.is_empty() {
                let path = format!("/api/applications/{id}/files?material={}", encode(material));
                inner.upload(&path, &file, &content).await.map_err(|problem| at(problem, material))?;
            }
        } else if name == "_remove" {
            let file = part.text().await.map_err(unreadable)?;
            let path = format!("/api/applications/{id}/files/{}", encode(&file));
            inner.call(Call::bare(Method::DELETE, path)).await?;
            stay = true;
        } else if name == "_stay" {
            stay = true;
        }
    }
    Ok(Done { stay })
}

/// The same problem, said at its material.
fn at(mut problem: Problem, material: &str) -> Problem {
    let code = match problem.kind() {
        ProblemKind::TooLarge => Some(FieldCode::TooLarge),
        ProblemKind::UnsupportedType => Some(FieldCode::BadFormat),
        ProblemKind::Refused => Some(FieldCode::TooMany),
        _ => None,
    };
    problem.errors.extend(code.map(|code| FieldError::new(format!("/materials/{material}"), code)));
    problem
}
