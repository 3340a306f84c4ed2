//! The API as typed functions, one per endpoint that a page uses. Paths and shapes are `schema`'s.

use std::future::Future;

use schema::accounts::Session;
use schema::applications::{Application, ApplicationSummary, FormRef, Receipt};
use schema::cases::{CaseSummary, CaseView, DeskCase, Queue, Worklist};
use schema::catalogue::{
    CatalogueFindings, DepthReport, EditedItem, Home, Item, ItemQuery, ItemSummary, ListedItem, encode,
};
use schema::dashboards::{Dashboard, DashboardQuery};
use schema::form::Form;
use schema::{Page, Problem};

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
pub fn applications() -> impl Future<Output = Result<Page<ApplicationSummary>, Problem>> + Send + 'static {
    get("/api/applications".to_owned())
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
    get(format!(
        "/api/cases{}",
        cursor.map(|cursor| format!("?cursor={}", encode(cursor))).unwrap_or_default()
    ))
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

/// What the lint finds in the items one edits, counted.
pub fn catalogue_findings() -> impl Future<Output = Result<CatalogueFindings, Problem>> + Send + 'static {
    get("/api/desk/catalogue".to_owned())
}

/// The items of one finding, by its slug.
pub fn found_items(
    finding: &str,
    after: Option<&str>,
) -> impl Future<Output = Result<Page<ListedItem>, Problem>> + Send + use<> {
    let after = after.map(|after| format!("?after={}", encode(after))).unwrap_or_default();
    get(format!("/api/desk/catalogue/findings/{}{after}", encode(finding)))
}

/// The shares of online depth.
pub fn depth_report(
    after: Option<&str>,
) -> impl Future<Output = Result<DepthReport, Problem>> + Send + use<> {
    let after = after.map(|after| format!("?after={}", encode(after))).unwrap_or_default();
    get(format!("/api/desk/catalogue/depth{after}"))
}

/// The items whose online depth nobody has said yet, of one agency or all.
pub fn unknown_depth(
    agency: Option<&str>,
    after: Option<&str>,
) -> impl Future<Output = Result<Page<ListedItem>, Problem>> + Send + use<> {
    let agency = agency.map(|agency| format!("agency={}&", encode(agency))).unwrap_or_default();
    let after = after.map(|after| format!("after={}", encode(after))).unwrap_or_default();
    get(format!("/api/desk/catalogue/depth/unknown?{agency}{after}"))
}

/// An item as an editor sees it.
pub fn edited_item(code: &str) -> impl Future<Output = Result<EditedItem, Problem>> + Send + use<> {
    get(format!("/api/desk/catalogue/items/{}", encode(code)))
}

/// Saves the answers of a draft.
#[cfg(feature = "hydrate")]
pub async fn save_answers(
    id: i64,
    answers: &schema::applications::SaveAnswers,
) -> Result<schema::applications::Saved, Problem> {
    crate::transport::send("PUT", format!("/api/applications/{id}"), answers).await
}

fn form_path(form: &FormRef) -> String {
    format!("/api/forms/{}/{}/program", schema::catalogue::encode(&form.id), form.version)
}

/// The numbers of a period.
pub fn dashboard(query: &DashboardQuery) -> impl Future<Output = Result<Dashboard, Problem>> + Send + use<> {
    let day = |name: &str, day: Option<_>| day.map(|day| format!("{name}={day}&")).unwrap_or_default();
    let (from, to) = (day("from", query.from), day("to", query.to));
    let region =
        query.region.as_deref().map(|region| format!("region={}&", encode(region))).unwrap_or_default();
    get(format!("/api/dashboard?{from}{to}{region}language={}", query.language.unwrap_or_default().tag()))
}
