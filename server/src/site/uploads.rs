//! Forms with files in them, without a script: several files at once, each by its own call of the API. A page of
//! documents, `POST /applications/{id}/materials`, and pages of questions with documents among them.

use app::returned::Returned;
use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Path, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Response};
use schema::catalogue::encode;
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use serde_json::json;

use super::Site;
use super::inner::Inner;
use super::render::{Back, render};
use super::twins::{Call, see_other};
use crate::config::Config;
use crate::error::Error;
use crate::features::definitions;
use crate::http::problems::unreadable;

/// What a form sent besides its files, which are where they belong by then.
#[derive(Default)]
pub struct Taken {
    /// Its fields, in their order.
    pub fields: Vec<(String, String)>,
    /// What became of files that were not taken.
    pub refused: Option<Problem>,
}

/// Whether a form has files in it.
pub fn has_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// Adds what was chosen, takes away what was asked to be; then on to the check page, or back here.
pub async fn materials(State(site): State<Site>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let id = match Path::<i64>::from_request_parts(&mut parts, &()).await {
        Ok(Path(id)) => id.to_string(),
        Err(_) => return Error::not_found().into_response(),
    };
    let page = Request::from_parts(parts.clone(), Body::empty());
    let inner = Inner::new(site.api.clone(), &parts);
    let config = &site.state.config;
    let taken = match take(&inner, config, &id, Request::from_parts(parts.clone(), body)).await {
        Ok(taken) => taken,
        Err(unreadable) => return unreadable.into_response(),
    };
    let Some(problem) = taken.refused else {
        let staying = ["_stay", "_remove", "_licence", "_file_up", "_file_down"];
        let stays = taken.fields.iter().any(|(name, _)| staying.contains(&name.as_str()));
        let next = if stays { "materials" } else { "check" };
        return see_other(&format!("/applications/{id}/{next}"));
    };
    let returned = Returned { action: parts.uri.path().to_owned(), problem, fields: Vec::new() };
    render(&site, page, Some(Back::Returned(returned))).await.unwrap_or_else(IntoResponse::into_response)
}

/// Adds the files of a form to the application with this number, and takes away the one it names.
pub async fn take(inner: &Inner, config: &Config, id: &str, mut request: Request) -> Result<Taken, Error> {
    // A whole form of files at once; each is measured again by the API.
    DefaultBodyLimit::max(4 * config.max_upload).apply(&mut request);
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|rejection| unreadable(rejection.status(), rejection.body_text()))?;
    let unreadable = |error: MultipartError| unreadable(error.status(), error.body_text());
    let mut taken = Taken::default();
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(material) = name.strip_prefix("file:") else {
            let value = part.text().await.map_err(unreadable)?;
            taken.fields.push((name, value));
            continue;
        };
        let file = part.file_name().unwrap_or_default().to_owned();
        let content = part.bytes().await.map_err(unreadable)?;
        if !file.is_empty() {
            let path = format!("/api/applications/{id}/files?material={}", encode(material));
            let added = inner.upload(&path, &file, &content).await;
            taken.note(added.map(drop).map_err(|problem| at(problem, material)));
        }
    }
    let removed = taken.fields.iter().find(|(name, _)| name == "_remove");
    if let Some(path) = removed.map(|(_, file)| format!("/api/applications/{id}/files/{}", encode(file))) {
        let removed = inner.call(Call::bare(Method::DELETE, path)).await;
        taken.note(removed.map(drop));
    }
    let held = taken.fields.iter().find(|(name, _)| name == "_licence");
    if let Some((material, number)) = held.and_then(|(_, licence)| licence.split_once(':')) {
        let (path, body) =
            (format!("/api/applications/{id}/licences"), json!({ "material": material, "number": number }));
        let added = inner.call(Call::new(Method::POST, path, body)).await;
        let added = added.map(drop).map_err(|problem| at(problem, material));
        taken.note(added);
    }
    for (field, to) in [("_file_up", "up"), ("_file_down", "down")] {
        let moved = taken.fields.iter().find(|(name, _)| name == field);
        if let Some(path) =
            moved.map(|(_, file)| format!("/api/applications/{id}/files/{}/move", encode(file)))
        {
            let moved = inner.call(Call::new(Method::POST, path, serde_json::json!({ "to": to }))).await;
            taken.note(moved.map(drop));
        }
    }
    Ok(taken)
}

/// The fields of a form whose files are texts: a file that was chosen stands under its name, as it is.
pub async fn texts(mut request: Request) -> Result<Vec<(String, String)>, Error> {
    DefaultBodyLimit::max(definitions::MAX_BYTES).apply(&mut request);
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|rejection| unreadable(rejection.status(), rejection.body_text()))?;
    let unreadable = |error: MultipartError| unreadable(error.status(), error.body_text());
    let mut fields = Vec::new();
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        fields.push((name, part.text().await.map_err(unreadable)?));
    }
    Ok(fields)
}

/// The fields of a form and its one file, if one was chosen.
pub async fn one(
    config: &Config,
    mut request: Request,
) -> Result<(Vec<(String, String)>, Option<(String, Vec<u8>)>), Error> {
    DefaultBodyLimit::max(config.max_upload + 64 * 1024).apply(&mut request);
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|rejection| unreadable(rejection.status(), rejection.body_text()))?;
    let unreadable = |error: MultipartError| unreadable(error.status(), error.body_text());
    let (mut fields, mut chosen) = (Vec::new(), None);
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) => {
                let content = part.bytes().await.map_err(unreadable)?.to_vec();
                chosen = chosen.or(Some((file, content)).filter(|(file, _)| !file.is_empty()));
            }
            None => fields.push((name, part.text().await.map_err(unreadable)?)),
        }
    }
    Ok((fields, chosen))
}

impl Taken {
    /// Keeps what is wrong with each file in the problem of the first.
    fn note(&mut self, done: Result<(), Problem>) {
        match (done, &mut self.refused) {
            (Ok(()), _) => {}
            (Err(problem), Some(first)) => first.errors.extend(problem.errors),
            (Err(problem), none) => *none = Some(problem),
        }
    }
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
