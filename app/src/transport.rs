//! How a page reaches the API: `fetch` in the browser, the same router in process while the server renders.
//!
//! Rendering only ever reads. Contexts are read before the first await, because they are gone after it.

use std::pin::Pin;

use schema::{Problem, ProblemKind};

use crate::data::{Next, pack};

#[cfg(not(feature = "hydrate"))]
pub use in_process::Transport;

/// An answer of the API, or a chain of them, as [`crate::data`] packs them.
pub type Reading = Pin<Box<dyn Future<Output = String> + Send>>;

/// Reads from the API, then whatever the answers point at.
pub fn read(path: String, next: Next) -> Reading {
    #[cfg(feature = "hydrate")]
    return Box::pin(send_wrapper::SendWrapper::new(async move {
        pack(chain(path, next, |path| browser::send("GET", path, None)).await)
    }));
    #[cfg(not(feature = "hydrate"))]
    {
        let transport = leptos::prelude::use_context::<Transport>();
        Box::pin(async move {
            let Some(transport) = transport else {
                return pack(Err(Problem::new(ProblemKind::Unavailable)));
            };
            pack(chain(path, next, |path| transport.get(path)).await)
        })
    }
}

async fn chain<F>(path: String, next: Next, get: impl Fn(String) -> F) -> Result<Vec<String>, Problem>
where
    F: Future<Output = Result<String, Problem>>,
{
    let mut answers = vec![get(path).await?];
    loop {
        let texts: Vec<&str> = answers.iter().map(String::as_str).collect();
        let Some(path) = next(&texts) else { return Ok(answers) };
        answers.push(get(path).await?);
    }
}

/// Sends JSON to the API. Only the browser does: rendering only reads.
#[cfg(feature = "hydrate")]
pub async fn send<T: serde::de::DeserializeOwned>(
    method: &'static str,
    path: String,
    body: &impl serde::Serialize,
) -> Result<T, Problem> {
    let body = serde_json::to_string(body).map_err(unreadable)?;
    let answer = browser::send(method, path, Some(body)).await?;
    serde_json::from_str(&answer).map_err(unreadable)
}

/// Reads one answer while a page is operated.
#[cfg(any(feature = "forms", feature = "designer", all(feature = "staff", feature = "hydrate")))]
pub async fn fetch<T: serde::de::DeserializeOwned>(path: String) -> Result<T, Problem> {
    let answer = browser::send("GET", path, None).await?;
    serde_json::from_str(&answer).map_err(unreadable)
}

/// What the caller is told when an answer cannot be understood: a newer server, a broken proxy.
pub fn unreadable(error: impl std::fmt::Display) -> Problem {
    Problem::new(ProblemKind::Internal).detail(error.to_string())
}

#[cfg(feature = "hydrate")]
mod browser {
    use gloo_net::http::{Method, RequestBuilder};
    use schema::{Problem, ProblemKind};

    use super::unreadable;

    /// One request by `fetch`. No network counts as unavailable: nothing is lost, it can be tried again.
    pub async fn send(method: &'static str, path: String, body: Option<String>) -> Result<String, Problem> {
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
        if ok { Ok(text) } else { Err(serde_json::from_str(&text).unwrap_or_else(unreadable)) }
    }
}

#[cfg(not(feature = "hydrate"))]
mod in_process {
    use std::pin::Pin;
    use std::sync::Arc;

    use schema::Problem;

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

        pub(super) async fn get(&self, path: String) -> Result<String, Problem> {
            String::from_utf8((self.0)(path).await?).map_err(super::unreadable)
        }
    }
}
