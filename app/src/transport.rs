//! How a page reaches the API: `fetch` in the browser, the same router in process while the server renders.
//!
//! Rendering only ever reads. Contexts are read before the first await, because they are gone after it.

use std::future::Future;

use schema::{Problem, ProblemKind};
use serde::de::DeserializeOwned;

#[cfg(not(feature = "hydrate"))]
pub use in_process::Transport;

/// Reads from the API.
pub fn get<T: DeserializeOwned + 'static>(
    path: String,
) -> impl Future<Output = Result<T, Problem>> + Send + 'static {
    #[cfg(feature = "hydrate")]
    return send_wrapper::SendWrapper::new(browser::send("GET", path, None));
    #[cfg(not(feature = "hydrate"))]
    return in_process::get(path);
}

/// Reads from the API, then what the first answer points at.
pub fn get_then<A: DeserializeOwned + Send + 'static, B: DeserializeOwned + 'static>(
    path: String,
    next: fn(&A) -> String,
) -> impl Future<Output = Result<(A, B), Problem>> + Send + 'static {
    #[cfg(feature = "hydrate")]
    return send_wrapper::SendWrapper::new(async move {
        let first = browser::send("GET", path, None).await?;
        let second = browser::send("GET", next(&first), None).await?;
        Ok((first, second))
    });
    #[cfg(not(feature = "hydrate"))]
    return in_process::get_then(path, next);
}

/// Sends JSON to the API. Only the browser does: rendering only reads.
#[cfg(feature = "hydrate")]
pub async fn send<T: DeserializeOwned>(
    method: &'static str,
    path: String,
    body: &impl serde::Serialize,
) -> Result<T, Problem> {
    browser::send(method, path, Some(serde_json::to_string(body).map_err(unreadable)?)).await
}

/// What the caller is told when an answer cannot be understood: a newer server, a broken proxy.
fn unreadable(error: impl std::fmt::Display) -> Problem {
    Problem::new(ProblemKind::Internal).detail(error.to_string())
}

#[cfg(feature = "hydrate")]
mod browser {
    use gloo_net::http::{Method, RequestBuilder};
    use schema::{Problem, ProblemKind};
    use serde::de::DeserializeOwned;

    use super::unreadable;

    /// One request by `fetch`. No network counts as unavailable: nothing is lost, it can be tried again.
    pub async fn send<T: DeserializeOwned>(
        method: &'static str,
        path: String,
        body: Option<String>,
    ) -> Result<T, Problem> {
        let unavailable = |_| Problem::new(ProblemKind::Unavailable);
        let method = Method::from_bytes(method.as_bytes()).map_err(unreadable)?;
        let request = RequestBuilder::new(&path).method(method);
        let response = match body {
            Some(body) => {
                request.header("content-type", "application/json").body(body).map_err(unreadable)?
            }
            None => request.build().map_err(unreadable)?,
        }
        .send()
        .await
        .map_err(unavailable)?;
        let (ok, text) = (response.ok(), response.text().await.map_err(unavailable)?);
        if ok {
            serde_json::from_str(&text).map_err(unreadable)
        } else {
            Err(serde_json::from_str(&text).unwrap_or_else(unreadable))
        }
    }
}

#[cfg(not(feature = "hydrate"))]
mod in_process {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::Arc;

    use leptos::prelude::use_context;
    use schema::{Problem, ProblemKind};
    use serde::de::DeserializeOwned;

    use super::unreadable;

    type Answer = Pin<Box<dyn Future<Output = Result<Vec<u8>, Problem>> + Send>>;

    /// The API as the server provides it to a page: a path in, the body of the answer out.
    #[derive(Clone)]
    pub struct Transport(Arc<dyn Fn(String) -> Answer + Send + Sync>);

    impl Transport {
        /// Wraps whatever answers a GET.
        pub fn new<F>(get: impl Fn(String) -> F + Send + Sync + 'static) -> Self
        where
            F: Future<Output = Result<Vec<u8>, Problem>> + Send + 'static,
        {
            Self(Arc::new(move |path| Box::pin(get(path))))
        }
    }

    impl Transport {
        async fn get<T: DeserializeOwned>(&self, path: String) -> Result<T, Problem> {
            serde_json::from_slice(&(self.0)(path).await?).map_err(unreadable)
        }
    }

    pub fn get<T: DeserializeOwned>(path: String) -> impl Future<Output = Result<T, Problem>> + Send {
        let transport = use_context::<Transport>();
        async move { transport.ok_or_else(missing)?.get(path).await }
    }

    pub fn get_then<A: DeserializeOwned + Send, B: DeserializeOwned>(
        path: String,
        next: fn(&A) -> String,
    ) -> impl Future<Output = Result<(A, B), Problem>> + Send {
        let transport = use_context::<Transport>();
        async move {
            let transport = transport.ok_or_else(missing)?;
            let first = transport.get(path).await?;
            let second = transport.get(next(&first)).await?;
            Ok((first, second))
        }
    }

    /// Nobody provided a way to the API.
    fn missing() -> Problem {
        Problem::new(ProblemKind::Unavailable)
    }
}
