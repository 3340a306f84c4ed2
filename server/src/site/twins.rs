//! Form twins: pages that can be posted to without a script.
//!
//! A twin turns fields into one call of the API in process, passes its cookies back, and answers 303; or, when it
//! was refused, the same page with what was wrong and what had been typed.

use std::future::Future;
use std::pin::Pin;

use app::returned::Returned;
use app::routes::to;
use axum::body::Body;
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Site;
use super::inner::Inner;
use super::render::render;

/// The fields of a form, in their order.
pub type Fields = Vec<(String, String)>;

/// One row of the table: the page, the call its form means, and where one goes afterwards.
pub struct Twin {
    /// The address of the page and of its form.
    pub page: &'static str,
    /// The method and path of the API.
    pub api: (Method, &'static str),
    /// The body of the call.
    pub body: fn(&Fields) -> Option<Value>,
    /// Where to go when the form names no `_next`.
    pub next: &'static str,
}

/// Every twin.
pub const TWINS: &[Twin] = &[
    Twin {
        page: to::SIGN_IN,
        api: (Method::POST, "/api/session"),
        body: |fields| Some(json!({ "login": field(fields, "login"), "password": field(fields, "password") })),
        next: to::ME,
    },
    Twin { page: to::REGISTER, api: (Method::POST, "/api/accounts"), body: registration, next: to::ME },
    Twin { page: to::SIGN_OUT, api: (Method::DELETE, "/api/session"), body: |_| None, next: to::HOME },
    Twin { page: to::SIGN_OUT_EVERYWHERE, api: (Method::DELETE, "/api/sessions"), body: |_| None, next: to::HOME },
];

/// Fields that are never sent back into a page.
const SECRET: &[&str] = &["password"];

fn registration(fields: &Fields) -> Option<Value> {
    let enterprise = (field(fields, "audience") == "enterprise").then(|| {
        json!({
            "name": field(fields, "/enterprise/name"),
            "credit_code": field(fields, "/enterprise/credit_code"),
        })
    });
    Some(json!({
        "login": field(fields, "/login"),
        "password": field(fields, "/password"),
        "name": field(fields, "/name"),
        "identity_number": field(fields, "/identity_number"),
        "phone": field(fields, "/phone"),
        "enterprise": enterprise,
    }))
}

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// The handler of one twin.
pub fn handler(twin: &'static Twin) -> impl Fn(State<Site>, Request) -> Answering + Clone + Send + Sync + 'static {
    move |State(site), request| Box::pin(answer(twin, site, request))
}

async fn answer(twin: &'static Twin, site: Site, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let page = Request::from_parts(parts.clone(), Body::empty());
    let fields = match Form::<Fields>::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(Form(fields)) => fields,
        Err(rejection) => return rejection.into_response(),
    };
    let (method, path) = &twin.api;
    let call = Inner::new(site.api.clone(), &parts).call(method.clone(), path, (twin.body)(&fields).as_ref()).await;
    match call {
        Ok(answer) => {
            let next = field(&fields, "_next");
            let next = if next.is_empty() { twin.next } else { local_path(next) };
            let mut response = StatusCode::SEE_OTHER.into_response();
            let location = HeaderValue::try_from(next).unwrap_or_else(|_| HeaderValue::from_static("/"));
            response.headers_mut().insert(header::LOCATION, location);
            for cookie in answer.headers.get_all(header::SET_COOKIE) {
                response.headers_mut().append(header::SET_COOKIE, cookie.clone());
            }
            response
        }
        Err(problem) => {
            let fields = fields.into_iter().filter(|(name, _)| !is_secret(name)).collect();
            let returned = Returned { action: twin.page.to_owned(), problem, fields };
            render(&site, page, Some(returned)).await.unwrap_or_else(IntoResponse::into_response)
        }
    }
}

fn is_secret(name: &str) -> bool {
    SECRET.contains(&name.trim_start_matches('/'))
}

/// A path of ours, or the first page: a form may not send anybody to another site.
pub fn local_path(path: &str) -> &str {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_to() {
        for path in ["/", "/me", "/items?q=x"] {
            assert_eq!(local_path(path), path);
        }
        for path in ["", "//evil.cn", "https://evil.cn", "/\\evil.cn", "/\r\nset-cookie: x"] {
            assert_eq!(local_path(path), "/", "{path}");
        }
    }

    #[test]
    fn passwords_are_never_sent_back() {
        assert!(is_secret("password") && is_secret("/password"));
        assert!(!is_secret("login"));
    }
}
