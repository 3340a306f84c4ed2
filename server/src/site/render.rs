//! Rendering a page: the visitor's choices in, one whole document out.

use app::gallery::gallery;
use app::page::{Openness, Origin, PageStatus, Subject};
use app::preferences::{Preferences, Theme};
use app::returned::{Answered, FormKey, Returned};
use app::routes::to;
use app::shell::{Front, shell};
use app::transport::Transport;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use leptos::context::provide_context;
use leptos::nonce::use_nonce;
use leptos::prelude::AnyView;
use schema::Locale;

use std::sync::{Arc, OnceLock};

use super::Site;
use super::inner::Inner;
use super::kept::Public;
use super::owner::KeepingOwner;
use super::twins::Call;
use super::{policy, structured};
use crate::error::{Error, Result};
use crate::http::{cookies, tag};

/// Answers an address with its page.
pub async fn page(State(site): State<Site>, request: Request) -> Result<Response> {
    answered(&site, request, shell).await
}

/// Answers any other address with the page that says there is nothing; there is nothing to be done with it either.
pub async fn nowhere(State(site): State<Site>, request: Request) -> Result<Response> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        answered(&site, request, shell).await
    } else {
        Err(Error::not_found())
    }
}

/// The gallery of the kit. There is none in production.
pub async fn kit(State(site): State<Site>, request: Request) -> Result<Response> {
    answered(&site, request, gallery).await
}

async fn answered(site: &Site, request: Request, document: fn(Front) -> AnyView) -> Result<Response> {
    let head = request.method() == Method::HEAD;
    let response = KeepingOwner::new(drawn(site, request, None, document)).await?;
    Ok(if head { response.map(|_| Body::empty()) } else { response })
}

/// What a page is rendered with when a form was sent to it.
#[derive(Clone)]
pub enum Back {
    /// The form came back.
    Returned(Returned),
    /// The answer is shown in the page.
    Answered(Answered),
}

/// Renders the page of a request, with what became of a form if one was sent.
pub async fn render(site: &Site, request: Request, back: Option<Back>) -> Result<Response> {
    KeepingOwner::new(drawn(site, request, back, shell)).await
}

async fn drawn(
    site: &Site,
    request: Request,
    back: Option<Back>,
    document: fn(Front) -> AnyView,
) -> Result<Response> {
    let (parts, _) = request.into_parts();
    let preferences = preferences(&parts.headers);
    let known = cookies::is_known(&parts.headers, site.state.config.secure_cookies());
    let inner = Inner::new(site.api.clone(), &parts);
    let transport = Transport::new(move |path| {
        let inner = inner.clone();
        async move { inner.call(Call::bare(Method::GET, path)).await.map(|answer| answer.body) }
    });
    let nonce = Arc::new(OnceLock::new());
    let (status, subject, openness) = (PageStatus::default(), Subject::default(), Openness::default());
    let key = FormKey::new(site.state.chance.id());
    let context = {
        let (status, nonce, back) = (status.clone(), Arc::clone(&nonce), back.clone());
        let (subject, openness) = (subject.clone(), openness.clone());
        let origin = site.state.config.public_origin();
        let paths = site.state.assets.paths(parts.uri.path());
        move || {
            if let Some(fresh) = use_nonce() {
                let _ = nonce.set(fresh.to_string());
            }
            provide_context(preferences);
            provide_context(key.clone());
            provide_context(transport.clone());
            provide_context(status.clone());
            provide_context(subject.clone());
            provide_context(openness.clone());
            provide_context(Origin(origin.clone()));
            provide_context(paths.clone());
            match back.clone() {
                Some(Back::Returned(returned)) => provide_context(returned),
                Some(Back::Answered(answered)) => provide_context(answered),
                None => {}
            }
        }
    };
    let front = site.state.assets.front(parts.uri.path());
    let request = Request::from_parts(parts, Body::empty());
    let render = leptos_axum::render_app_async_with_context(context, move || document(front.clone()));
    let rendered = render(request).await;
    let (_, body) = rendered.into_parts();
    let body = body.collect().await.map_err(|error| Error::Internal(anyhow::anyhow!("page: {error}")))?;
    let body = about(site, &subject, preferences.locale, body.to_bytes());

    let is_public = openness.is_public() && back.is_none() && !known && status.get() == 200;
    let nonce = nonce.get().map_or("", String::as_str);
    let mut response =
        if is_public { for_anyone(&body, nonce)? } else { for_one_person(body, nonce, known)? };
    let status = match back {
        Some(Back::Returned(returned)) => returned.problem.status,
        _ => status.get(),
    };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(preferences.locale.tag()));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    Ok(response)
}

/// A page that anyone may keep, and asks each time whether it is still the same: what stands on it may change any time.
fn for_anyone(body: &[u8], nonce: &str) -> Result<Response> {
    let html = std::str::from_utf8(body).map_err(|error| Error::Internal(error.into()))?;
    let (html, policy) = policy::by_content(html, nonce)?;
    let tag = tag::tag_of(html.as_bytes())?;
    let mut response = html.into_response();
    response.extensions_mut().insert(Public);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    headers.insert(header::ETAG, tag);
    Ok(response)
}

/// A page for whoever asked. Nothing that is somebody's own stays behind in a browser.
fn for_one_person(body: Bytes, nonce: &str, known: bool) -> Result<Response> {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy::by_nonce(nonce)?);
    let cache = if known { "no-store" } else { "private, no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(response)
}

/// The document, with what search engines are told of the item it is about. The browser side knows nothing of it.
fn about(site: &Site, subject: &Subject, locale: Locale, document: Bytes) -> Bytes {
    let (Some(item), Ok(html)) = (subject.get(), std::str::from_utf8(&document)) else { return document };
    let url = format!("{}{}", site.state.config.public_origin(), to::item(&item.summary.code));
    structured::insert(html, &structured::government_service(item, &url, locale)).into()
}

/// The visitor's choices: their cookies, else the first language their browser asks for that the hall speaks.
pub fn preferences(headers: &HeaderMap) -> Preferences {
    let accepted = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Preferences {
        locale: cookies::get(headers, cookies::LANGUAGE)
            .and_then(Locale::from_tag)
            .or_else(|| accepted().and_then(Locale::from_accept_language))
            .unwrap_or_default(),
        theme: cookies::get(headers, cookies::THEME).and_then(Theme::from_slug),
        elder: cookies::get(headers, cookies::ELDER) == Some("1"),
        alone: cookies::get(headers, cookies::ALONE) == Some("1"),
    }
}
