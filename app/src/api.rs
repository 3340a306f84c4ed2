//! The API as typed functions, one per endpoint that a page uses. Paths and shapes are `schema`'s.

use std::future::Future;

use schema::accounts::Session;
use schema::catalogue::{Home, Item, ItemQuery, ItemSummary};
use schema::{Page, Problem};

use crate::transport::get;

/// Who is signed in.
pub fn session() -> impl Future<Output = Result<Option<Session>, Problem>> + Send + 'static {
    get("/api/session".to_owned())
}

/// What the first page shows of the catalogue.
pub fn home() -> impl Future<Output = Result<Home, Problem>> + Send + 'static {
    get("/api/home".to_owned())
}

/// Items that fit a query.
pub fn items(query: &ItemQuery) -> impl Future<Output = Result<Page<ItemSummary>, Problem>> + Send + use<> {
    get(format!("/api/items{}", query.to_query_string()))
}

/// One item, whole.
pub fn item(code: &str) -> impl Future<Output = Result<Item, Problem>> + Send + use<> {
    get(format!("/api/items/{}", schema::catalogue::encode(code)))
}
