//! The API as typed functions, one per endpoint that a page uses. Paths and shapes are `schema`'s.

use std::future::Future;

use schema::accounts::Session;
use schema::applications::{Application, ApplicationSummary, FormRef, Receipt};
use schema::cases::{CaseSummary, CaseView, DeskCase, Queue, Worklist};
use schema::catalogue::{Home, Item, ItemQuery, ItemSummary, encode};
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, DashboardQuery};
use schema::form::Form;
use schema::{Page, Problem};

use crate::routes::to;
use crate::transport::{get, get_then};

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

/// The program of a form. A published version never changes.
pub fn form(form: &FormRef) -> impl Future<Output = Result<Form, Problem>> + Send + use<> {
    get(form_path(form))
}

/// One's own applications, the last one saved first.
pub fn applications(
    cursor: Option<&str>,
) -> impl Future<Output = Result<Page<ApplicationSummary>, Problem>> + Send + use<> {
    get(from("/api/applications", cursor))
}

/// An application, and the form it is made with.
pub fn application(id: i64) -> impl Future<Output = Result<(Application, Form), Problem>> + Send + 'static {
    get_then(format!("/api/applications/{id}"), |application: &Application| form_path(&application.form))
}

/// What one holds in hand after filing.
pub fn receipt(id: i64) -> impl Future<Output = Result<Receipt, Problem>> + Send + 'static {
    get(format!("/api/applications/{id}/receipt"))
}

/// One's own cases, the newest first.
pub fn cases(
    cursor: Option<&str>,
) -> impl Future<Output = Result<Page<CaseSummary>, Problem>> + Send + use<> {
    get(from("/api/cases", cursor))
}

/// One of one's own cases.
pub fn case(number: &str) -> impl Future<Output = Result<CaseView, Problem>> + Send + use<> {
    get(format!("/api/cases/{}", encode(number)))
}

/// The worklist of a queue.
pub fn desk_cases(
    queue: Queue,
    cursor: Option<&str>,
) -> impl Future<Output = Result<Worklist, Problem>> + Send + use<> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    get(format!("/api/desk/cases?queue={}{cursor}", queue.slug()))
}

/// A case at the desk, and the form it was made with.
pub fn desk_case(number: &str) -> impl Future<Output = Result<(DeskCase, Form), Problem>> + Send + use<> {
    get_then(format!("/api/desk/cases/{}", encode(number)), |case: &DeskCase| form_path(&case.form))
}

/// Saves the answers of a draft.
#[cfg(feature = "hydrate")]
pub async fn save_answers(
    id: i64,
    answers: &schema::applications::SaveAnswers,
) -> Result<schema::applications::Saved, Problem> {
    crate::transport::send("PUT", format!("/api/applications/{id}"), answers).await
}

/// The address of a list, from where the page before ended.
fn from(path: &str, cursor: Option<&str>) -> String {
    cursor.map_or_else(|| path.to_owned(), |cursor| to::list_from(path, cursor))
}

fn form_path(form: &FormRef) -> String {
    format!("/api/forms/{}/{}/program", schema::catalogue::encode(&form.id), form.version)
}

/// The numbers of a period.
pub fn dashboard(query: &DashboardQuery) -> impl Future<Output = Result<Dashboard, Problem>> + Send + use<> {
    get(format!("/api/dashboard{}", query.to_query_string()))
}

/// The cases behind a number.
pub fn dashboard_cases(
    query: &CasesQuery,
) -> impl Future<Output = Result<Page<CaseLine>, Problem>> + Send + use<> {
    get(format!("/api/dashboard/cases{}", query.to_query_string()))
}
