//! The data of a page: read by the server, sent along in the page, read again by the browser when the address changes.
//!
//! All reads of all pages are one resource type that holds the answers as text. A typed resource for each kind of
//! answer would be compiled for itself, which phones would download; here only the parsing differs.

use std::sync::Arc;

use crate::prelude::*;
use leptos::server::codee::string::FromToStringCodec;
use schema::{Problem, ProblemKind};
use serde::de::DeserializeOwned;

use crate::transport;
use crate::ui::state::{Failed, Waiting};

/// A read of the API: where to begin, what to read after that, and what the answers are.
pub struct Read<T> {
    path: String,
    next: Next,
    parse: Parse<T>,
}

/// Makes data of the answers.
type Parse<T> = fn(&[&str]) -> serde_json::Result<T>;

/// What to read after these answers, if anything.
pub type Next = fn(&[&str]) -> Option<String>;

impl<T: DeserializeOwned> Read<T> {
    /// One answer.
    pub fn one(path: String) -> Self {
        Self { path, next: |_| None, parse: |answers| parse(answers, 0) }
    }
}

impl<T> Read<T> {
    /// Several answers, each of which may depend on those before it.
    pub const fn chain(path: String, next: Next, parse: Parse<T>) -> Self {
        Self { path, next, parse }
    }

    /// Shows the data as a document: read once, by the server while it draws. Nothing is sent along with the page.
    #[cfg(not(feature = "hydrate"))]
    pub fn document(self, shown: impl FnOnce(T) -> AnyView + Send + 'static) -> AnyView
    where
        T: 'static,
    {
        self.keep().document(|data| match data {
            Ok(data) => shown(data),
            Err(problem_) => view! { <Failed problem_/> },
        })
    }

    /// Reads the data once, for several places of a document.
    #[cfg(not(feature = "hydrate"))]
    pub fn keep(self) -> Kept<T> {
        let Self { path, next, parse } = self;
        Kept { answers: ArcAsyncDerived::new(move || transport::read(path.clone(), next)), parse }
    }

    /// The data of a page that is operated, once they are there.
    pub fn resource(read: impl Fn() -> Self + Send + Sync + 'static) -> Data<T>
    where
        T: 'static,
    {
        let (next, parse) = untrack(|| {
            let first = read();
            (first.next, first.parse)
        });
        Data { answers: answers(Box::new(move || read().path), next), parse }
    }
}

/// Data that only the server has while it draws.
#[cfg(not(feature = "hydrate"))]
pub struct Kept<T> {
    answers: ArcAsyncDerived<String>,
    parse: Parse<T>,
}

#[cfg(not(feature = "hydrate"))]
impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self { answers: self.answers.clone(), parse: self.parse }
    }
}

#[cfg(not(feature = "hydrate"))]
impl<T: 'static> Kept<T> {
    /// Shows them once they are there. Without a boundary: the browser side has none here, and counts along.
    pub fn document(self, shown: impl FnOnce(Result<T, Problem>) -> AnyView + Send + 'static) -> AnyView {
        let Self { answers, parse } = self;
        let drawing = Suspend::new(async move {
            let text = answers.await;
            shown(unpack(&text, parse).map_err(|problem| *problem))
        });
        drawing.into_any()
    }
}

/// One of the answers.
pub fn parse<T: DeserializeOwned>(answers: &[&str], place: usize) -> serde_json::Result<T> {
    serde_json::from_str(answers.get(place).copied().unwrap_or_default())
}

/// Data that are there or on their way.
pub struct Data<T> {
    answers: Answers,
    parse: Parse<T>,
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<T> {}

impl<T: 'static> Data<T> {
    /// Shows them where they are not the page; while they come there is nothing.
    pub fn shown(self, shown: impl Fn(Result<T, Problem>) -> AnyView + Send + Sync + 'static) -> AnyView {
        boundary(self.answers, ViewFnOnce::default(), self.with(shown))
    }

    /// Shows them as the page; while they come its bones, and without them what is wrong.
    pub fn page(self, shown: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView {
        let shown = self.with(move |data| match data {
            Ok(data) => shown(data),
            Err(problem_) => view! { <Failed problem_/> },
        });
        boundary(self.answers, ViewFnOnce::from(|| view! { <Waiting/> }), shown)
    }

    fn with(self, shown: impl Fn(Result<T, Problem>) -> AnyView + Send + Sync + 'static) -> Drawing {
        let parse = self.parse;
        Arc::new(move |text| shown(unpack(text, parse).map_err(|problem| *problem)))
    }
}

type Answers = Resource<String, FromToStringCodec>;
type Drawing = Arc<dyn Fn(&str) -> AnyView + Send + Sync>;

fn answers(path: Box<dyn Fn() -> String + Send + Sync>, next: Next) -> Answers {
    let path = Memo::new(move |_| path());
    Resource::new_str(move || path.get(), move |path| transport::read(path, next))
}

fn boundary(answers: Answers, fallback: ViewFnOnce, shown: Drawing) -> AnyView {
    view! {
        <Transition fallback>
            {move || {
                let shown = Arc::clone(&shown);
                Suspend::new(async move { shown(&answers.await) })
            }}
        </Transition>
    }
}

/// Answers as one text, a line each: JSON has no line breaks outside of its strings, and none as they are inside.
/// A problem is a line of its own kind.
pub(crate) fn pack(answers: Result<Vec<String>, Problem>) -> String {
    match answers {
        Ok(answers) => answers.join("\n"),
        Err(problem) => format!("!{}", serde_json::to_string(&problem).unwrap_or_default()),
    }
}

fn unpack<T>(text: &str, parse: Parse<T>) -> Result<T, Box<Problem>> {
    if let Some(problem) = text.strip_prefix('!') {
        let problem = serde_json::from_str(problem).unwrap_or_else(|_| Problem::new(ProblemKind::Internal));
        return Err(Box::new(problem));
    }
    let answers: Vec<&str> = text.split('\n').collect();
    parse(&answers).map_err(|error| Box::new(transport::unreadable(error)))
}
