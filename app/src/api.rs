//! The API as typed functions, one per endpoint that a page uses. Paths and shapes are `schema`'s.

#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
mod desk;
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub mod processes;

#[cfg(not(feature = "hydrate"))]
pub use desk::absences;
#[cfg(any(not(feature = "hydrate"), feature = "staff"))]
pub use desk::task_form;
use schema::Page;
#[cfg(feature = "hydrate")]
use schema::Problem;
use schema::accounts::Session;
use schema::applications::{Application, ApplicationSummary, FormRef, Receipt, VersionChange};
#[cfg(not(feature = "hydrate"))]
use schema::cases::CaseDocument;
use schema::cases::{CaseSummary, CaseView, DeskCase, Queue, Worklist};
use schema::catalogue::{
    CatalogueFindings, DepthReport, EditedItem, Item, ItemQuery, ItemSummary, ListedItem, encode,
};
use schema::dashboards::{CaseLine, CasesQuery, Dashboard, DashboardQuery};
#[cfg(feature = "designer")]
use schema::definitions::{AtRevision, DraftSaved, FieldRenamed, FormBegun, NewForm, RenameField, SaveDraft};
#[cfg(not(feature = "hydrate"))]
use schema::definitions::{DefinitionLine, FormDiff};
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
use schema::definitions::{DefinitionRecord, FormDefinition, FormDraft};
use schema::form::Form;
use schema::home::{Home, LifeEvent, Waiting};
use schema::messages::Messages;
use schema::notices::{Notice, NoticeSummary};
#[cfg(any(feature = "forms", feature = "designer"))]
use schema::{regions::Region, role::RegionCode};
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
use serde_json::Value;

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

/// The regions right below another.
#[cfg(any(feature = "forms", feature = "designer"))]
pub async fn regions(parent: RegionCode) -> Result<Vec<Region>, Problem> {
    crate::transport::fetch(format!("/api/regions?parent={parent}")).await
}

/// The worklist of a queue.
pub fn desk_cases(queue: Queue, cursor: Option<&str>) -> Read<Worklist> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/desk/cases?queue={}{cursor}", queue.slug()))
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

/// The forms of the hall that are called so, by id.
#[cfg(not(feature = "hydrate"))]
pub fn desk_forms(part: &str, cursor: Option<&str>) -> Read<Page<DefinitionLine>> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/desk/forms?q={}{cursor}", encode(part)))
}

/// A form, and its draft where there is one that may be seen.
#[cfg(not(feature = "hydrate"))]
pub fn desk_form(id: &str) -> Read<(DefinitionRecord, Option<FormDraft>)> {
    Read::chain(
        format!("/api/desk/forms/{}", encode(id)),
        |answers| {
            let [record] = answers else { return None };
            let record: DefinitionRecord = serde_json::from_str(record).ok()?;
            record.draft.map(|_| format!("/api/desk/forms/{}/draft", encode(&record.id)))
        },
        |answers| Ok((parse(answers, 0)?, answers.get(1).map(|_| parse(answers, 1)).transpose()?)),
    )
}

/// What is different between two states of a form: versions, or `draft`.
#[cfg(not(feature = "hydrate"))]
pub fn form_difference(id: &str, from: &str, until: &str) -> Read<FormDiff> {
    Read::one(format!("/api/desk/forms/{}/diff?from={}&to={}", encode(id), encode(from), encode(until)))
}

/// The definition of a version, or of the draft.
#[cfg(not(feature = "hydrate"))]
pub fn form_definition(id: &str, version: &str) -> Read<serde_json::Value> {
    Read::chain(
        format!("/api/desk/forms/{}/{}", encode(id), encode(version)),
        |_| None,
        |answers| {
            let mut whole: serde_json::Value = parse(answers, 0)?;
            Ok(whole["definition"].take())
        },
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

/// The cases behind a number.
pub fn dashboard_cases(query: &CasesQuery) -> Read<Page<CaseLine>> {
    Read::one(format!("/api/dashboard/cases{}", query.to_query_string()))
}

/// The draft of a form, or where there is none its newest version; with the form's life and the revision it is based on.
#[cfg(any(not(feature = "hydrate"), feature = "designer"))]
pub fn edited_form(id: &str) -> Read<(DefinitionRecord, i64, Value)> {
    Read::chain(
        format!("/api/desk/forms/{}", encode(id)),
        |answers| {
            let [record] = answers else { return None };
            let record: DefinitionRecord = serde_json::from_str(record).ok()?;
            let version = record.versions.iter().map(|version| version.version).max();
            let part =
                record.draft.map_or_else(|| Some(version?.to_string()), |_| Some("draft".to_owned()))?;
            Some(format!("/api/desk/forms/{}/{part}", encode(&record.id)))
        },
        |answers| {
            let record: DefinitionRecord = parse(answers, 0)?;
            let Ok(draft) = parse::<FormDraft>(answers, 1) else {
                return Ok((
                    record.clone(),
                    record.revision,
                    parse::<FormDefinition>(answers, 1)?.definition,
                ));
            };
            Ok((record, draft.revision, draft.definition))
        },
    )
}

/// The draft of a form as it is now.
#[cfg(feature = "designer")]
pub async fn form_draft(id: &str) -> Result<FormDraft, Problem> {
    crate::transport::fetch(format!("/api/desk/forms/{}/draft", encode(id))).await
}

/// A form with its versions.
#[cfg(feature = "designer")]
pub async fn form_record(id: &str) -> Result<DefinitionRecord, Problem> {
    crate::transport::fetch(format!("/api/desk/forms/{}", encode(id))).await
}

/// A published version of a form.
#[cfg(feature = "designer")]
pub async fn form_version(id: &str, version: u32) -> Result<FormDefinition, Problem> {
    crate::transport::fetch(format!("/api/desk/forms/{}/{version}", encode(id))).await
}

/// Saves the draft of a form.
#[cfg(feature = "designer")]
pub async fn save_form(id: &str, draft: &SaveDraft) -> Result<DraftSaved, Problem> {
    crate::transport::send("PUT", format!("/api/desk/forms/{}/draft", encode(id)), draft).await
}

/// Hands the draft of a form to be reviewed.
#[cfg(feature = "designer")]
pub async fn submit_form(id: &str, revision: i64) -> Result<DefinitionRecord, Problem> {
    let at = AtRevision { revision };
    crate::transport::send("POST", format!("/api/desk/forms/{}/draft/submit", encode(id)), &at).await
}

/// Begins a form.
#[cfg(feature = "designer")]
pub async fn begin_form(new: &NewForm) -> Result<FormBegun, Problem> {
    crate::transport::send("POST", "/api/desk/forms".to_owned(), new).await
}

/// What another id for a field touches.
#[cfg(feature = "designer")]
pub async fn renamed_field(id: &str, asked: &RenameField) -> Result<FieldRenamed, Problem> {
    crate::transport::send("POST", format!("/api/desk/forms/{}/rename", encode(id)), asked).await
}
