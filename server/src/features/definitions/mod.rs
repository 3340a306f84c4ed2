//! Stored definitions: forms and processes, published in versions that never change.

pub mod answers;
pub mod demo;
pub mod desk;
pub mod http;
pub mod processes;
mod store;

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::catalogue::Item;
use schema::form::{Body, Capture, Form, Lint, LintCode, Material, Severity, compile, document_body};
use schema::guide::{TermLint, term_lints};
use schema::locale::Text;
use schema::process::Process;
use schema::role::RegionCode;
use serde_json::Value;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue;
use store::NewVersion;

/// What the id of a plain form begins with; the item's code follows, and its version is the item's.
const PLAIN: &str = "plain:";

/// The largest request that brings a definition, in bytes: ten times a form of a thousand fields.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Why a definition cannot be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It has no `meta.id`.
    #[error("the definition has no meta.id")]
    NoId,
    /// The compiler found errors.
    #[error("{}", list(.0))]
    Lints(Vec<Lint>),
}

fn list(lints: &[Lint]) -> String {
    lints
        .iter()
        .map(|lint| format!("{}: {:?} {}", lint.pointer, lint.code, lint.detail))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Compiles a form and publishes it as its next version, unless its newest version is the same already.
pub async fn publish_form(tx: &mut Tx, definition: &Value, now: DateTime<Utc>) -> Result<FormRef> {
    let id = definition.pointer("/meta/id").and_then(Value::as_str);
    let id = id.ok_or_else(|| anyhow::Error::from(PublishError::NoId))?.to_owned();
    let text = definition.to_string();
    let newest = store::newest_form(tx, &id).await?;
    if let Some((version, stored)) = &newest
        && *stored == text
    {
        return Ok(FormRef { id, version: *version });
    }
    let (form, lints) = compile(definition);
    let mut errors: Vec<Lint> = lints.into_iter().filter(|lint| lint.severity == Severity::Error).collect();
    errors.extend(dangling(tx, &id, &form).await?);
    if !errors.is_empty() {
        return Err(anyhow::Error::from(PublishError::Lints(errors)).context(id).into());
    }
    let version = newest.map_or(1, |(version, _)| version + 1);
    let title = definition.pointer("/meta/title").map(Value::to_string).unwrap_or_default();
    store::hold_form(tx, &id, &title, now).await?;
    let new = NewVersion {
        id: &id,
        version,
        definition: &text,
        program: &serde_json::to_string(&form)?,
        published_at: now,
        effective_from: now,
        published_by: None,
        reviewed_by: None,
    };
    store::insert_form(tx, &new).await?;
    record(tx, "form.publish", &id, version, now).await?;
    Ok(FormRef { id, version })
}

/// Publishing is the hall's own doing: it belongs to no case and no account.
async fn record(tx: &mut Tx, action: &'static str, id: &str, version: u32, now: DateTime<Utc>) -> Result<()> {
    audit::record(tx, Line::new(action, id).detail("version", version), 0, now).await
}

/// The form an item is applied for with: its own in the newest version that is in force, else the plain one of its newest
/// version.
pub async fn form_of_item(tx: &mut Tx, item: &str, now: DateTime<Utc>) -> Result<Option<FormRef>> {
    if let Some(form) = store::form_of_item(tx, item, now).await? {
        return Ok(Some(form));
    }
    let version = catalogue::version(tx, item).await?;
    Ok(version.map(|version| FormRef { id: format!("{PLAIN}{item}"), version }))
}

/// The form with this id in the newest version that is in force; where all are retired, in the newest there is: what asks
/// for it still asks for it.
pub async fn form_in_force(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<Option<FormRef>> {
    if let Some(form) = store::form_in_force(tx, id, now).await? {
        return Ok(Some(form));
    }
    let newest = store::newest_form(tx, id).await?;
    Ok(newest.map(|(version, _)| FormRef { id: id.to_owned(), version }))
}

/// The forms that were made for an agency of a region, in the newest version that is in force, by their names.
pub async fn forms_of_agency(
    tx: &mut Tx,
    (agency, region): (&str, RegionCode),
    now: DateTime<Utc>,
) -> Result<Vec<(FormRef, Text)>> {
    let mut forms = store::forms_of_agency(tx, agency, now).await?;
    let holds = |of: &Option<RegionCode>| of.is_none_or(|of| of.contains(&region));
    forms.retain(|(_, _, of)| holds(of));
    Ok(forms.into_iter().map(|(form, title, _)| (form, title)).collect())
}

/// Whether a form was made from an item: its version is the item's.
pub fn is_plain(form: &FormRef) -> bool {
    form.id.starts_with(PLAIN)
}

/// The process that the cases of an item are handled by, where it has one of its own.
pub async fn process_of_item(tx: &mut Tx, item: &str) -> Result<Option<String>> {
    store::process_of_item(tx, item).await
}

/// What the processes of its items say of a form and it does not have, and what they want written that officers have no
/// input for: tasks would see and change less, or more, than they were given, or could not be completed. At
/// `/<process>/<task>`.
pub async fn dangling(tx: &mut Tx, form: &str, program: &Form) -> Result<Vec<Lint>> {
    let mut lints = Vec::new();
    for id in store::processes_of_form(tx, form).await? {
        let found = dangling_in(&newest_process(tx, &id).await?, program).into_iter();
        lints.extend(found.map(|lint| Lint { pointer: format!("/{id}{}", lint.pointer), ..lint }));
    }
    Ok(lints)
}

/// What the items of a form say of situations that the form does not tell, at `/<item>/terms/<place>`: nobody would be told that fee or
/// time as their own.
pub async fn stray_terms(tx: &mut Tx, form: &str, program: &Form) -> Result<Vec<Lint>> {
    let mut lints = Vec::new();
    for code in store::items_of_form(tx, form).await? {
        let terms = catalogue::terms_of(tx, &code).await?;
        lints.extend(term_lints(program, &terms).into_iter().map(|found| stray(&code, found)));
    }
    Ok(lints)
}

/// A term of an item that reads what its form does not ask, or that none of its answers lead to.
fn stray(item: &str, (at, found): (usize, TermLint)) -> Lint {
    let detail = match found {
        TermLint::UnknownQuestion(pointer) => pointer,
        TermLint::Unreachable => "no answers lead to it".to_owned(),
        TermLint::TooMany => "too many situations to look at".to_owned(),
    };
    Lint {
        pointer: format!("/{item}/terms/{at}"),
        severity: Severity::Error,
        code: LintCode::Dangling,
        detail,
    }
}

/// The same of one process, at `/<task>`.
pub fn dangling_in(process: &Process, program: &Form) -> Vec<Lint> {
    let lint = |task: &str, code, detail| Lint {
        pointer: format!("/{task}"),
        severity: Severity::Error,
        code,
        detail,
    };
    let strange = process.dangling(program).into_iter();
    let strange = strange.map(|(task, name)| lint(task, LintCode::Dangling, name.to_owned()));
    let mute = process.without_input(program).into_iter();
    let mute =
        mute.map(|(task, place, control)| lint(task, LintCode::NoInput, format!("{place} ({control})")));
    strange.chain(mute).collect()
}

/// Whether a version of a form is retired.
pub async fn is_retired(tx: &mut Tx, form: &FormRef) -> Result<bool> {
    store::is_retired(tx, form).await
}

/// A form's program. Plain forms are made from the item's version, which never changes either.
pub async fn form(tx: &mut Tx, form: &FormRef) -> Result<Option<Form>> {
    if let Some(item) = form.id.strip_prefix(PLAIN) {
        let item = catalogue::item_at(tx, item, form.version).await?;
        return Ok(item.map(|item| plain(&item)));
    }
    let program = store::program(tx, form).await?;
    Ok(program.map(|program| serde_json::from_str(&program)).transpose()?)
}

/// What a form says. Plain forms are made from the item's version.
pub async fn definition(tx: &mut Tx, form: &FormRef) -> Result<Option<Value>> {
    if let Some(code) = form.id.strip_prefix(PLAIN) {
        let item = catalogue::item_at(tx, code, form.version).await?;
        return Ok(item.map(|item| plain_definition(&item)));
    }
    let text = store::definition(tx, form).await?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Says that an item is applied for with this form, the one form of its bundle.
pub async fn set_form_of_item(tx: &mut Tx, item: &str, form: &str) -> Result<()> {
    store::set_item_form(tx, item, form, None).await
}

/// Retires a version that the hall itself published.
pub async fn retire(tx: &mut Tx, form: &FormRef, now: DateTime<Utc>) -> Result<()> {
    store::retire(tx, form, now).await
}

/// What the document (正文) of a form is written from; nothing where it has none.
pub async fn body(tx: &mut Tx, form: &FormRef, program: &Form) -> Result<Option<Body>> {
    if is_plain(form) {
        return Ok(None);
    }
    let definition = store::definition(tx, form).await?.ok_or_else(Error::not_found)?;
    Ok(document_body(&serde_json::from_str(&definition)?, program))
}

fn plain(item: &Item) -> Form {
    compile(&plain_definition(item)).0
}

fn plain_definition(item: &Item) -> Value {
    let title = Text::zh(&item.summary.name);
    let materials: Vec<Material> =
        item.materials.iter().enumerate().map(|(place, name)| material(place, name)).collect();
    schema::form::plain(&format!("{PLAIN}{}", item.summary.code), &title, &materials)
}

/// A material as the catalogue names it. The catalogue does not say which of them are needed in which situation, so
/// none is demanded: who handles the case asks for what is missing, once (行政许可法 art. 32).
fn material(place: usize, name: &str) -> Material {
    Material {
        id: format!("material-{}", place + 1),
        name: Text::zh(name),
        required: false,
        when: None,
        hint: Text::default(),
        accept: ["image/jpeg", "image/png", "application/pdf"].map(str::to_owned).to_vec(),
        max_files: 5,
        capture: Capture::File,
        licence: None,
    }
}

/// A process in one of its versions.
pub async fn process(tx: &mut Tx, id: &str, version: u32) -> Result<Process> {
    let definition = store::process(tx, id, version).await?;
    let definition =
        definition.ok_or_else(|| anyhow::anyhow!("there is no process {id} in version {version}"))?;
    read_process(&definition)
}

/// What a process says in one of its versions.
pub async fn process_definition(tx: &mut Tx, id: &str, version: u32) -> Result<Value> {
    let definition = store::process(tx, id, version).await?;
    let definition =
        definition.ok_or_else(|| anyhow::anyhow!("there is no process {id} in version {version}"))?;
    Ok(serde_json::from_str(&definition)?)
}

/// The newest version of a process.
pub async fn newest_process(tx: &mut Tx, id: &str) -> Result<Process> {
    let definition = store::newest_process(tx, id).await?;
    let definition = definition.ok_or_else(|| anyhow::anyhow!("there is no process {id}"))?;
    read_process(&definition)
}

/// The newest version of a process that is in force: cases are opened with it.
pub async fn process_in_force(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<Process> {
    let definition = store::process_in_force(tx, id, now).await?;
    let definition = definition.ok_or_else(|| anyhow::anyhow!("no version of process {id} is in force"))?;
    read_process(&definition)
}

fn read_process(definition: &str) -> Result<Process> {
    Process::read(definition).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("process: {}", errors.join("; ")).into()
    })
}
