//! The API as typed functions, one per endpoint that a page uses. Paths and shapes are `schema`'s.

#[cfg(not(feature = "hydrate"))]
mod bills;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub mod bundles;
#[cfg(not(feature = "hydrate"))]
pub mod catalogue;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod desk;
#[cfg(not(feature = "hydrate"))]
pub mod enquiries;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub mod forms;
#[cfg(not(feature = "hydrate"))]
pub mod guides;
#[cfg(not(feature = "hydrate"))]
mod halls;
#[cfg(not(feature = "hydrate"))]
mod handing;
#[cfg(not(feature = "hydrate"))]
pub mod libraries;
#[cfg(not(feature = "hydrate"))]
mod licences;
#[cfg(not(feature = "hydrate"))]
pub mod performance;
#[cfg(not(feature = "hydrate"))]
mod proceedings;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub mod processes;
#[cfg(not(feature = "hydrate"))]
pub mod published;
#[cfg(not(feature = "hydrate"))]
mod questions;
#[cfg(not(feature = "hydrate"))]
pub mod supervision;
#[cfg(not(feature = "hydrate"))]
mod window;

#[cfg(not(feature = "hydrate"))]
pub use bills::{bill, bills, case_bills};
#[cfg(all(feature = "staff", feature = "hydrate"))]
pub use desk::live;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use desk::task_form;
#[cfg(not(feature = "hydrate"))]
pub use desk::{absences, desk_licence, desk_licences, orphans};
#[cfg(not(feature = "hydrate"))]
pub use halls::{counter, desk_hall, hall, halls, navigator, walk};
#[cfg(not(feature = "hydrate"))]
pub use handing::{check, checks, handover, prepared};
#[cfg(not(feature = "hydrate"))]
pub use licences::{licence, licences, verify};
#[cfg(not(feature = "hydrate"))]
pub use proceedings::{beside_case, beside_joint, invitation, proceeding, proceedings};
#[cfg(not(feature = "hydrate"))]
pub use questions::{desk_questions, questionnaire};
use schema::Page;
#[cfg(feature = "hydrate")]
use schema::Problem;
use schema::accounts::Session;
use schema::applications::{Application, ApplicationSummary, FormRef, Receipt, VersionChange};
#[cfg(not(feature = "hydrate"))]
use schema::ask::{ASK, AskQuery, AskReply};
#[cfg(not(feature = "hydrate"))]
use schema::cases::CaseDocument;
use schema::cases::{CaseSummary, CaseView, DeskCase, Worklist, WorklistQuery};
use schema::catalogue::{Item, ItemQuery, ItemSummary, encode};
#[cfg(not(feature = "hydrate"))]
use schema::dashboards::OpenFigures;
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, DashboardQuery};
use schema::form::Form;
use schema::home::{Home, LifeEvent, Waiting};
use schema::messages::Messages;
use schema::notices::{Notice, NoticeSummary};
#[cfg(not(feature = "hydrate"))]
use schema::notifications::Notifications;
#[cfg(any(feature = "forms", feature = "designer"))]
use schema::{regions::Region, role::RegionCode};
#[cfg(not(feature = "hydrate"))]
pub use window::{originals, own_slip, own_slips, slip, slips, window_drafts, window_items};

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

/// What the hall says to a question.
#[cfg(not(feature = "hydrate"))]
pub fn ask(query: &AskQuery) -> Read<AskReply> {
    Read::one(format!("{ASK}{}", query.to_query_string()))
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

/// An application, what it meets in the version of its form that is in force, and that version; its own where that is it.
pub fn version_change(id: i64) -> Read<(Application, VersionChange, Form)> {
    Read::chain(
        format!("/api/applications/{id}"),
        |answers| match answers {
            [application] => {
                let application: Application = serde_json::from_str(application).ok()?;
                Some(format!("/api/applications/{}/version", application.summary.id))
            }
            [application, change] => {
                let change: VersionChange = serde_json::from_str(change).ok()?;
                let newer = change.newer.map(|newer| form_path(&newer.form));
                newer.or_else(|| form_of(&[application], 0))
            }
            _ => None,
        },
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?, parse(answers, 2)?)),
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

/// How one is told of them besides.
#[cfg(not(feature = "hydrate"))]
pub fn notifications() -> Read<Notifications> {
    Read::one("/api/me/notifications".to_owned())
}

/// The regions right below another.
#[cfg(any(feature = "forms", feature = "designer"))]
pub async fn regions(parent: RegionCode) -> Result<Vec<Region>, Problem> {
    crate::transport::fetch(format!("/api/regions?parent={parent}")).await
}

/// The worklist of a queue.
pub fn desk_cases(query: &WorklistQuery) -> Read<Worklist> {
    Read::one(format!("/api/desk/cases{}", query.to_query_string()))
}

/// A case at the desk with one of its open tasks, and the form it was made with.
pub fn desk_case(number: &str, task: Option<&str>) -> Read<(DeskCase, Form)> {
    let task = task.map(|task| format!("?task={}", encode(task))).unwrap_or_default();
    Read::chain(
        format!("/api/desk/cases/{}{task}", encode(number)),
        |answers| form_of(answers, 0),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}

/// An application with its form, and what its document is written from.
#[cfg(not(feature = "hydrate"))]
pub fn printed_application(id: i64) -> Read<(Application, Form, serde_json::Value)> {
    Read::chain(
        format!("/api/applications/{id}"),
        |answers| form_of(answers, 0).or_else(|| document_of(answers)),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?, parse(answers, 2)?)),
    )
}

/// A case at the desk with its form and its document.
#[cfg(not(feature = "hydrate"))]
pub fn printed_case(number: &str) -> Read<(DeskCase, Form, CaseDocument)> {
    Read::chain(
        format!("/api/desk/cases/{}", encode(number)),
        |answers| form_of(answers, 0).or_else(|| case_document_of(answers)),
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?, parse(answers, 2)?)),
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

/// The address of a list, from where the page before ended.
fn from(path: &str, cursor: Option<&str>) -> String {
    cursor.map_or_else(|| path.to_owned(), |cursor| to::list_from(path, cursor))
}

/// The form that the answer at this place, the last one so far, was made with.
fn form_of(answers: &[&str], place: usize) -> Option<String> {
    let last = answers.get(place).filter(|_| answers.len() == place + 1)?;
    Some(form_path(&made_with(last)?))
}

fn made_with(answer: &str) -> Option<FormRef> {
    #[derive(serde::Deserialize)]
    struct Made {
        form: FormRef,
    }
    serde_json::from_str(answer).ok().map(|made: Made| made.form)
}

/// What the document of the first answer's form is written from, after that form.
#[cfg(not(feature = "hydrate"))]
fn document_of(answers: &[&str]) -> Option<String> {
    let [first, _] = answers else { return None };
    let FormRef { id, version } = made_with(first)?;
    Some(format!("/api/forms/{}/{version}/document", encode(&id)))
}

/// The document of the case in the first answer, after its form.
#[cfg(not(feature = "hydrate"))]
fn case_document_of(answers: &[&str]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Numbered {
        number: schema::id::CaseNumber,
    }
    let [case, _] = answers else { return None };
    let Numbered { number } = serde_json::from_str(case).ok()?;
    Some(format!("/api/desk/cases/{number}/document"))
}

fn form_path(form: &FormRef) -> String {
    format!("/api/forms/{}/{}/program", schema::catalogue::encode(&form.id), form.version)
}

/// The numbers of a period.
pub fn dashboard(query: &DashboardQuery) -> Read<Dashboard> {
    Read::one(format!("/api/dashboard{}", query.to_query_string()))
}

/// The same while the page is operated.
#[cfg(all(feature = "staff", feature = "hydrate"))]
pub async fn dashboard_now(query: &DashboardQuery) -> Result<Dashboard, Problem> {
    crate::transport::fetch(format!("/api/dashboard{}", query.to_query_string())).await
}

/// Last month's figures for everybody.
#[cfg(not(feature = "hydrate"))]
pub fn open_data() -> Read<OpenFigures> {
    Read::one("/api/open-data".to_owned())
}

/// The cases behind a number.
pub fn dashboard_cases(query: &CasesQuery) -> Read<Page<CaseLine>> {
    Read::one(format!("/api/dashboard/cases{}", query.to_query_string()))
}
