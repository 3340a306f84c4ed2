//! The API as typed functions, one per endpoint that a page uses. Paths and shapes are `schema`'s.

use schema::Page;
#[cfg(feature = "hydrate")]
use schema::Problem;
use schema::accounts::Session;
use schema::applications::{Application, ApplicationSummary, FormRef, Receipt};
use schema::cases::{CaseSummary, CaseView, DeskCase, Queue, Worklist};
use schema::catalogue::{Home, Item, ItemQuery, ItemSummary, encode};
use schema::dashboards::{Dashboard, DashboardQuery};
use schema::form::Form;

use crate::data::{Read, parse};

/// Who is signed in.
pub fn session() -> Read<Option<Session>> {
    Read::one("/api/session".to_owned())
}

/// What the first page shows of the catalogue.
pub fn home() -> Read<Home> {
    Read::one("/api/home".to_owned())
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
pub fn applications() -> Read<Page<ApplicationSummary>> {
    Read::one("/api/applications".to_owned())
}

/// An application, and the form it is made with.
pub fn application(id: i64) -> Read<(Application, Form)> {
    Read::chain(
        format!("/api/applications/{id}"),
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
    Read::one(format!(
        "/api/cases{}",
        cursor.map(|cursor| format!("?cursor={}", encode(cursor))).unwrap_or_default()
    ))
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

/// Saves the answers of a draft.
#[cfg(feature = "hydrate")]
pub async fn save_answers(
    id: i64,
    answers: &schema::applications::SaveAnswers,
) -> Result<schema::applications::Saved, Problem> {
    crate::transport::send("PUT", format!("/api/applications/{id}"), answers).await
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
    let day = |name: &str, day: Option<_>| day.map(|day| format!("{name}={day}&")).unwrap_or_default();
    let (from, to) = (day("from", query.from), day("to", query.to));
    let region =
        query.region.as_deref().map(|region| format!("region={}&", encode(region))).unwrap_or_default();
    Read::one(format!(
        "/api/dashboard?{from}{to}{region}language={}",
        query.language.unwrap_or_default().tag()
    ))
}
