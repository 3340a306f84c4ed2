//! The API as typed functions, one per endpoint that a page uses. Paths and shapes are `schema`'s.

use schema::Page;
#[cfg(feature = "hydrate")]
use schema::Problem;
use schema::accounts::Session;
use schema::applications::{Application, ApplicationSummary, FormRef, Receipt};
use schema::cases::{CaseSummary, CaseView, DeskCase, Queue, Worklist};
use schema::catalogue::{
    CatalogueFindings, DepthReport, EditedItem, Item, ItemQuery, ItemSummary, ListedItem, encode,
};
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, DashboardQuery};
use schema::form::Form;
use schema::home::{Home, LifeEvent, Waiting};
use schema::messages::Messages;
use schema::notices::{Notice, NoticeSummary};
#[cfg(feature = "forms")]
use schema::{regions::Region, role::RegionCode};

use crate::data::{Read, parse};
use crate::routes::to;

/// Who is signed in.
pub fn session() -> Read<Option<Session>> {
    Read::one("/api/session".to_owned())
}

/// What the first page shows to everybody.
pub fn home() -> Read<Home> {
    Read::one("/api/home".to_owned())
}

/// What waits for the person who is signed in.
pub fn waiting() -> Read<Waiting> {
    Read::one("/api/me/waiting".to_owned())
}

/// What there is to do when something happens.
pub fn life_event(id: &str) -> Read<LifeEvent> {
    Read::one(format!("/api/life-events/{}", encode(id)))
}

/// The notices, the newest first.
pub fn notices(cursor: Option<&str>) -> Read<Page<NoticeSummary>> {
    Read::one(from("/api/notices", cursor))
}

/// One notice.
pub fn notice(id: &str) -> Read<Notice> {
    Read::one(format!("/api/notices/{}", encode(id)))
}

/// Items that fit a query.
pub fn items(query: &ItemQuery) -> Read<Page<ItemSummary>> {
    Read::one(format!("/api/items{}", query.to_query_string()))
}

/// One item, whole.
pub fn item(code: &str) -> Read<Item> {
    Read::one(format!("/api/items/{}", schema::catalogue::encode(code)))
}

/// One's own applications, the last one saved first.
pub fn applications(cursor: Option<&str>) -> Read<Page<ApplicationSummary>> {
    Read::one(from("/api/applications", cursor))
}

/// An application, and the form it is made with.
pub fn application(id: i64) -> Read<(Application, Form)> {
    Read::chain(
        format!("/api/applications/{id}"),
        |answers| form_of(answers, 0),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}

/// A form to be measured, cut into steps or not.
pub fn bench_form(name: &str, query: &str) -> Read<(Application, Form)> {
    Read::chain(
        format!("/api/bench/forms/{}?{query}", encode(name)),
        |answers| form_of(answers, 0),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}

/// What one holds in hand after filing.
pub fn receipt(id: i64) -> Read<Receipt> {
    Read::one(format!("/api/applications/{id}/receipt"))
}

/// One's own cases, the newest first.
pub fn cases(cursor: Option<&str>) -> Read<Page<CaseSummary>> {
    Read::one(from("/api/cases", cursor))
}

/// One of one's own cases; and while something of it is to be put right, the form that has the names for it.
pub fn case(number: &str) -> Read<(CaseView, Option<Form>)> {
    Read::chain(
        format!("/api/cases/{}", encode(number)),
        |answers| match answers {
            [case] => {
                let case: CaseView = serde_json::from_str(case).ok()?;
                let application = case.application.filter(|_| !case.supplement.is_empty())?;
                Some(format!("/api/applications/{application}"))
            }
            answers => form_of(answers, 1),
        },
        |answers| Ok((parse(answers, 0)?, answers.get(2).map(|_| parse(answers, 2)).transpose()?)),
    )
}

/// One's own messages, the newest first.
pub fn messages(cursor: Option<&str>) -> Read<Messages> {
    Read::one(from("/api/me/messages", cursor))
}

/// The regions right below another.
#[cfg(feature = "forms")]
pub async fn regions(parent: RegionCode) -> Result<Vec<Region>, Problem> {
    crate::transport::fetch(format!("/api/regions?parent={parent}")).await
}

/// The worklist of a queue.
pub fn desk_cases(queue: Queue, cursor: Option<&str>) -> Read<Worklist> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/desk/cases?queue={}{cursor}", queue.slug()))
}

/// A case at the desk, and the form it was made with.
pub fn desk_case(number: &str) -> Read<(DeskCase, Form)> {
    Read::chain(
        format!("/api/desk/cases/{}", encode(number)),
        |answers| form_of(answers, 0),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}

/// What the lint finds in the items one edits, counted.
pub fn catalogue_findings() -> Read<CatalogueFindings> {
    Read::one("/api/desk/catalogue".to_owned())
}

/// The items of one finding, by its slug.
pub fn found_items(finding: &str, after: Option<&str>) -> Read<Page<ListedItem>> {
    let after = after.map(|after| format!("?after={}", encode(after))).unwrap_or_default();
    Read::one(format!("/api/desk/catalogue/findings/{}{after}", encode(finding)))
}

/// The shares of online depth.
pub fn depth_report(after: Option<&str>) -> Read<DepthReport> {
    let after = after.map(|after| format!("?after={}", encode(after))).unwrap_or_default();
    Read::one(format!("/api/desk/catalogue/depth{after}"))
}

/// The items whose online depth nobody has said yet, of one agency or all.
pub fn unknown_depth(agency: Option<&str>, after: Option<&str>) -> Read<Page<ListedItem>> {
    let agency = agency.map(|agency| format!("agency={}&", encode(agency))).unwrap_or_default();
    let after = after.map(|after| format!("after={}", encode(after))).unwrap_or_default();
    Read::one(format!("/api/desk/catalogue/depth/unknown?{agency}{after}"))
}

/// An item as an editor sees it.
pub fn edited_item(code: &str) -> Read<EditedItem> {
    Read::one(format!("/api/desk/catalogue/items/{}", encode(code)))
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

/// The form that the answer at this place, the last one so far, was made with.
fn form_of(answers: &[&str], place: usize) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Made {
        form: FormRef,
    }
    let last = answers.get(place).filter(|_| answers.len() == place + 1)?;
    let made: Made = serde_json::from_str(last).ok()?;
    Some(form_path(&made.form))
}

fn form_path(form: &FormRef) -> String {
    format!("/api/forms/{}/{}/program", schema::catalogue::encode(&form.id), form.version)
}

/// The numbers of a period.
pub fn dashboard(query: &DashboardQuery) -> Read<Dashboard> {
    Read::one(format!("/api/dashboard{}", query.to_query_string()))
}

/// The cases behind a number.
pub fn dashboard_cases(query: &CasesQuery) -> Read<Page<CaseLine>> {
    Read::one(format!("/api/dashboard/cases{}", query.to_query_string()))
}
