//! Form twins: pages that can be posted to without a script.
//!
//! A twin turns fields into one call of the API in process, passes its cookies back, and answers 303; or, when it
//! was refused, the same page with what was wrong and what had been typed. The table of them is in [`super::table`].

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use app::returned::{Answered, Returned};
use app::routes::to;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use serde_json::Value;

use super::Site;
use super::inner::{Answer, Inner};
use super::render::{Back, render};
use super::table::{DESK_CASE, DESK_SURVEY, FORM_PAGE};
use super::{proceedings, uploads};
use crate::error::Error;
use crate::http::Form;
use crate::http::cookies::CLEAR_SITE_DATA;

/// What a form sent: the parameters of its address and its fields, in their order.
pub struct Sent {
    /// The parameters of the address.
    pub params: HashMap<String, String>,
    /// The fields.
    pub fields: Vec<(String, String)>,
}

impl Sent {
    /// The first value of a field; empty when it was not sent.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A parameter of the address, encoded as it stands in one.
    pub fn param(&self, name: &str) -> String {
        self.params.get(name).map(|value| schema::catalogue::encode(value)).unwrap_or_default()
    }
}

/// One call of the API.
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// The body.
    pub body: Option<Value>,
    /// The idempotency key of a call that must happen once.
    pub key: Option<String>,
    /// What cannot be called at all, because a field cannot be read as what it stands for.
    pub refused: Option<Problem>,
}

impl Call {
    /// A call with a body.
    pub fn new(method: Method, path: impl Into<String>, body: Value) -> Self {
        Self { method, path: path.into(), body: Some(body), key: None, refused: None }
    }

    /// A call without one.
    pub fn bare(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), body: None, key: None, refused: None }
    }

    /// The same, unless these fields are wrong: then nothing is called, and the form comes back with them.
    pub fn unless(self, faults: Vec<FieldError>) -> Self {
        Self { refused: (!faults.is_empty()).then(|| Problem::invalid(faults)), ..self }
    }
}

/// What becomes of an answer.
pub enum Then {
    /// One goes to this path.
    Go(String),
    /// The page comes back with what is wrong.
    Back(Problem),
    /// The page shows the answer, which has no address of its own.
    Show(Value),
}

/// One row of the table: the page, the call its form means, and what becomes of the answer.
pub struct Twin {
    /// The address of the page and of its form, as a route.
    pub page: &'static str,
    /// The call.
    pub call: fn(&Sent) -> Call,
    /// What becomes of the answer, where the form names no `_next`.
    pub then: fn(&Sent, Value) -> Then,
}

/// Fields that are never sent back into a page: what is secret, and a whole table.
const SECRET: &[&str] = &["password", "last_four", "csv"];

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// The handler of one twin.
pub fn handler(
    twin: &'static Twin,
) -> impl Fn(State<Site>, Request) -> Answering + Clone + Send + Sync + 'static {
    move |State(site), request| Box::pin(answer(twin, site, request))
}

async fn answer(twin: &'static Twin, site: Site, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let params = match RawPathParams::from_request_parts(&mut parts, &()).await {
        Ok(params) => params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        Err(_) => return Error::not_found().into_response(),
    };
    let page = Request::from_parts(parts.clone(), Body::empty());
    let inner = Inner::new(site.api.clone(), &parts);
    let mut sent = Sent { params, fields: Vec::new() };
    let refused = match read(twin, &site, &inner, &mut sent, Request::from_parts(parts.clone(), body)).await {
        Ok(refused) => refused,
        Err(unreadable) => return unreadable.into_response(),
    };
    // What was typed is saved also when a file was not taken.
    let called = match (inner.call((twin.call)(&sent)).await, refused) {
        (Ok(_), Some(refused)) => Err(refused),
        (called, _) => called,
    };
    let then =
        called.map_or_else(Done::Refused, |answer| Done::Answered((twin.then)(&sent, answer.json()), answer));
    let action = parts.uri.path().to_owned();
    let (back, told) = match then {
        Done::Answered(Then::Go(path), answer) => return go(&sent, &path, &answer),
        // A session that ended while the form was filled in: sign in, and come back to where the form stands.
        Done::Refused(problem) if problem.kind() == ProblemKind::SignInNeeded => {
            return see_other(&to::sign_in_then(&page_of_form(&parts.headers, &action)));
        }
        Done::Answered(Then::Show(shown), answer) => {
            (Back::Answered(Answered { action, answer: shown }), answer.headers)
        }
        Done::Answered(Then::Back(problem), _) | Done::Refused(problem) => {
            let fields = without_secrets(sent.fields);
            (Back::Returned(Returned { action, problem, fields }), HeaderMap::new())
        }
    };
    let mut response = render(&site, page, Some(back)).await.unwrap_or_else(IntoResponse::into_response);
    pass_on(&told, &mut response);
    response
}

/// Reads the fields of a form; its files, where it may have some, are taken in. Gives what became of those that were not.
async fn read(
    twin: &Twin,
    site: &Site,
    inner: &Inner,
    sent: &mut Sent,
    request: Request,
) -> Result<Option<Problem>, Error> {
    if twin.page == FORM_PAGE && uploads::has_files(request.headers()) {
        let taken = uploads::take(inner, &site.state.config, &sent.param("id"), request).await?;
        sent.fields = taken.fields;
        return Ok(taken.refused);
    }
    if uploads::has_files(request.headers()) && upload_path(twin.page, sent).is_some() {
        let (fields, file) = uploads::one(&site.state.config, request).await?;
        sent.fields = fields;
        let (Some(path), Some((name, content))) = (upload_path(twin.page, sent), file) else {
            return Ok(Some(Problem::invalid(vec![FieldError::new("/file", FieldCode::Required)])));
        };
        return Ok(inner.upload(&path, &name, &content).await.err());
    }
    if uploads::has_files(request.headers()) {
        sent.fields = uploads::texts(request).await?;
        return Ok(None);
    }
    let Form(fields) = Form::from_request(request, &()).await?;
    sent.fields = fields;
    Ok(None)
}

/// Where the one file of a form goes.
fn upload_path(page: &str, sent: &Sent) -> Option<String> {
    match page {
        DESK_CASE => Some(format!("/api/desk/cases/{}/attachments", sent.param("number"))),
        DESK_SURVEY => Some(format!("/api/desk/surveys/{}/attachments", sent.param("id"))),
        _ => proceedings::upload_path(page, sent),
    }
}

/// The page a form was sent from, which may have another address than the form; `action` when it is not told.
fn page_of_form(headers: &HeaderMap, action: &str) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path =
        referer.and_then(|address| address.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    path.map_or_else(|| action.to_owned(), |(_, path)| local_path(&format!("/{path}")).to_owned())
}

/// What came of a call.
enum Done {
    Answered(Then, Answer),
    Refused(Problem),
}

/// 303 to where the form wants to go, else to `path`, with what the answer says to the browser itself.
fn go(sent: &Sent, path: &str, answer: &Answer) -> Response {
    let next = sent.field("_next");
    let next = if next.is_empty() { path } else { local_path(next) };
    let mut response = see_other(next);
    pass_on(&answer.headers, &mut response);
    response
}

/// What an answer says to the browser itself.
fn pass_on(told: &HeaderMap, response: &mut Response) {
    for name in [header::SET_COOKIE, CLEAR_SITE_DATA] {
        for value in told.get_all(&name) {
            response.headers_mut().append(&name, value.clone());
        }
    }
}

/// 303 to a path of ours.
pub fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::try_from(path).unwrap_or_else(|_| HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    response
}

fn without_secrets(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    fields.into_iter().filter(|(name, _)| !is_secret(name)).collect()
}

fn is_secret(name: &str) -> bool {
    SECRET.contains(&name.trim_start_matches('/'))
}

/// A path of ours, or the first page: a form may not send anybody to another site. Browsers leave controls out and take
/// `\` for `/`, so that what begins like a path of ours may be another host to them.
pub fn local_path(path: &str) -> &str {
    let is_odd = |letter: char| letter.is_control() || letter.is_whitespace() || letter == '\\';
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(is_odd);
    if own && path.parse::<PathAndQuery>().is_ok() { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_to() {
        for path in
            ["/", "/me", "/items?q=x", "/items?q=%E6%8A%A4", "/items?q=护照", "/applications/7/a#%2Fname"]
        {
            assert_eq!(local_path(path), path);
        }
        let hosts = [
            "",
            "//evil.cn",
            "https://evil.cn",
            "evil.cn",
            "/\\evil.cn",
            "\\\\evil.cn",
            "/\r\nset-cookie: x",
        ];
        let dropped =
            ["/\t/evil.cn", "\t//evil.cn", " //evil.cn", "/ /evil.cn", "/\n/evil.cn", "/\0/evil.cn"];
        let unseen =
            ["/\u{85}/evil.cn", "/\u{a0}/evil.cn", "/\u{3000}/evil.cn", "/\x7f/evil.cn", "/\u{2028}/evil.cn"];
        for path in hosts.into_iter().chain(dropped).chain(unseen) {
            assert_eq!(local_path(path), "/", "{path:?}");
        }
    }

    #[test]
    fn passwords_are_never_sent_back() {
        assert!(is_secret("password") && is_secret("/password"));
        assert!(!is_secret("login"));
    }
}
