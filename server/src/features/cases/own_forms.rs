//! The forms of a task's own (踏勘记录, 审批意见): filled in by who has the task, saved any number of times, and part of what
//! happened when the task ends. Each is filled in with the version that is in force when it is first saved.

use axum::extract::{Path, State};
use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use schema::applications::FormRef;
use schema::calendar::{CHINA, WorkWeek, local_day};
use schema::cases::{Done, FormProgress, OwnForm, SaveTaskForm, TaskForm};
use schema::element::{NOW, TODAY};
use schema::form::{self, Access, Form, Permissions, Signer, Surroundings};
use schema::locale::Locale;
use schema::process::{FilledForm, Payload, Task};
use schema::{FieldError, Problem, ProblemKind};
use serde_json::{Value, json};

use super::log::Case;
use super::signing::Writing;
use super::staff::{Staff, staff_of};
use super::store::{self, SavedForm};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications::Patterns;
use crate::features::audit::{self, Line};
use crate::features::{accounts, definitions};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// Rules that count working days are told those of so many years before this one, and after it.
const YEARS: i32 = 2;

/// A form of a task's own, as far as it is filled in.
struct Own<'c> {
    case: &'c Case,
    /// The key of the task.
    key: &'c str,
    task: &'c Task,
    id: FormRef,
    form: Form,
    answers: Value,
    revision: u64,
    /// Who saved it last, by their account, and when.
    saved: Option<(i64, DateTime<Utc>)>,
    surroundings: Surroundings,
}

/// A form of a task's own. Who has the task fills it in; once the task has ended its desk reads it, which is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/tasks/{task}/forms/{form}", tag = "desk",
    params(("number" = String, Path), ("task" = String, Path), ("form" = String, Path)),
    responses((status = 200, body = TaskForm), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, task, form)): Path<(String, String, String)>,
) -> Result<Json<TaskForm>> {
    let now = state.clock.now();
    let (tx, staff) = staff_of(&state, session.account).await?;
    let (mut tx, case) = staff.case(tx, &number, now).await?;
    let is_open = may_fill_in(&staff, &case, &task);
    let own = match is_open {
        true => Own::open(&state, &mut tx, &case, (&task, &form)).await?,
        false if staff.stands_aside(&case) => None,
        false => Own::ended(&mut tx, &case, (&task, &form)).await?,
    };
    let own = own.ok_or_else(Error::not_found)?;
    let line = Line::by(session.account, "case.read_form", &case.row.number);
    let line = line.detail("task", own.key).detail("form", own.id.id.as_str());
    audit::record(&mut tx, line, case.row.id, now).await?;
    let shown = own.shown(&mut tx, is_open).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

/// Saves a form of a task's own, however far it is, and says what is wrong with it.
#[utoipa::path(put, path = "/api/desk/cases/{number}/tasks/{task}/forms/{form}", tag = "desk",
    params(("number" = String, Path), ("task" = String, Path), ("form" = String, Path)), request_body = SaveTaskForm,
    responses((status = 200, body = TaskForm), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn save(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((number, task, form)): Path<(String, String, String)>,
    Json(sent): Json<SaveTaskForm>,
) -> Result<Json<TaskForm>> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    Case::hold(&mut tx, &number).await?;
    let (mut tx, case) = staff.case(tx, &number, now).await?;
    if !may_fill_in(&staff, &case, &task) {
        return Err(Error::not_found());
    }
    let mut own = Own::open(&state, &mut tx, &case, (&task, &form)).await?.ok_or_else(Error::not_found)?;
    if own.revision != sent.revision {
        return Err(Error::new(ProblemKind::Conflict));
    }
    own.write(&mut tx, session.account, &sent, now).await?;
    let line = Line::by(session.account, "case.save_form", &case.row.number);
    let line = line.detail("task", own.key).detail("form", own.id.id.as_str());
    audit::record(&mut tx, line, case.row.id, now).await?;
    let shown = own.shown(&mut tx, true).await?;
    tx.commit().await?;
    Ok(Json(shown))
}

/// Whether one has this task, also while its clock stands: who only signs it besides fills in nothing.
fn may_fill_in(staff: &Staff, case: &Case, key: &str) -> bool {
    let account = staff.account().to_string();
    let is_theirs = case.state.task(key).is_some_and(|open| open.holder.as_ref() == Some(&account));
    is_theirs && case.state.may_be_signed(&case.process, key) && !staff.stands_aside(case)
}

/// The forms of this task that are filled in and right, as they are filed with its end.
pub async fn filled(state: &AppState, tx: &mut Tx, case: &Case, key: &str) -> Result<Vec<FilledForm>> {
    let mut filled = Vec::new();
    for id in case.process.task(key).map(|task| task.forms.as_slice()).unwrap_or_default() {
        let Some(own) = Own::open(state, tx, case, (key, id)).await? else { continue };
        if own.progress() == FormProgress::Filled {
            let answers = form::prune_in(&own.form, &own.answers, own.surroundings.context());
            filled.push(FilledForm { form: own.id.id, version: own.id.version, answers });
        }
    }
    Ok(filled)
}

/// How far the forms of this task are.
pub async fn progress(
    state: &AppState,
    tx: &mut Tx,
    (staff, case): (&Staff, &Case),
    key: &str,
) -> Result<Vec<OwnForm>> {
    let (mut all, is_open) = (Vec::new(), may_fill_in(staff, case, key));
    for id in case.process.task(key).map(|task| task.forms.as_slice()).unwrap_or_default() {
        let Some(own) = Own::open(state, tx, case, (key, id)).await? else { continue };
        let progress = own.progress();
        all.push(OwnForm { form: own.id, title: own.form.meta.title, progress, is_open });
    }
    Ok(all)
}

/// Forgets what was saved for tasks that are no longer open: what was filed stands in their events.
pub async fn forget(tx: &mut Tx, case: &Case) -> Result<()> {
    if case.process.root.tasks().iter().all(|task| task.forms.is_empty()) {
        return Ok(());
    }
    for key in store::tasks_with_forms(tx, case.row.id).await? {
        if !case.state.is_open(&key) {
            store::forget_task_forms(tx, case.row.id, &key).await?;
        }
    }
    Ok(())
}

/// A task writes all of a form of its own.
fn whole() -> Permissions {
    Permissions { default: Access::Write, ..Permissions::default() }
}

/// What the rules of such a form read besides its answers: the moment, and the agency that has the case.
fn around(state: &AppState, form: &Form, case: &Case) -> Surroundings {
    let now = state.clock.now();
    let time = now.with_timezone(&CHINA).format("%H:%M").to_string();
    let item = json!({ "code": case.row.item, "name": case.item.summary.name });
    let known =
        json!({ TODAY: local_day(now), NOW: time, "item": item, "agency": { "name": case.row.department } });
    let year = local_day(now).year();
    Surroundings::of(form, &known, || WorkWeek::of(&state.calendar.current(), year - YEARS..=year + YEARS))
}

impl<'c> Own<'c> {
    /// The form of the open task with this key, as it was saved last; before that blank, in the version in force.
    async fn open(
        state: &AppState,
        tx: &mut Tx,
        case: &'c Case,
        (key, id): (&'c str, &str),
    ) -> Result<Option<Self>> {
        let Some(task) = case.process.task(key).filter(|task| task.forms.iter().any(|own| own == id)) else {
            return Ok(None);
        };
        let row = store::task_form(tx, case.row.id, key, id).await?;
        let id = match &row {
            Some(row) => FormRef { id: id.to_owned(), version: row.version() },
            None => {
                definitions::form_in_force(tx, id, state.clock.now()).await?.ok_or_else(Error::not_found)?
            }
        };
        let form = definitions::form(tx, &id).await?.ok_or_else(Error::not_found)?;
        let answers = row.as_ref().map_or_else(|| Ok(json!({})), store::TaskFormRow::answers)?;
        let surroundings = around(state, &form, case);
        let revision = row.as_ref().map_or(0, store::TaskFormRow::revision);
        let saved = row.map(|row| (row.saved_by, row.saved_at));
        Ok(Some(Self { case, key, task, id, form, answers, revision, saved, surroundings }))
    }

    /// The form of a task that has ended, as it was filed.
    async fn ended(tx: &mut Tx, case: &'c Case, (key, id): (&'c str, &str)) -> Result<Option<Self>> {
        let found = case.events.iter().rev().find_map(|event| match &event.payload {
            Payload::TaskCompleted(done) if done.task == key => {
                Some((event, done.forms.iter().find(|filled| filled.form == id)?))
            }
            _ => None,
        });
        let Some(((event, filled), task)) = found.zip(case.task(key)) else { return Ok(None) };
        let id = FormRef { id: id.to_owned(), version: filled.version };
        let form = definitions::form(tx, &id).await?.ok_or_else(Error::not_found)?;
        let saved = event.actor.id.parse().ok().map(|account| (account, event.at));
        let (answers, surroundings) = (filled.answers.clone(), Surroundings::default());
        Ok(Some(Self { case, key, task, id, form, answers, revision: 0, saved, surroundings }))
    }

    /// Writes what was sent into it. Opinions are signed by who saves them.
    async fn write(
        &mut self,
        tx: &mut Tx,
        account: i64,
        sent: &SaveTaskForm,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let name = accounts::name(tx, account).await?.unwrap_or_default();
        let by = Signer {
            name: &name,
            post: &format!("{} · {}", self.case.row.department, self.task.name.get(Locale::ZhCn)),
            at: &now.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            seal: None,
        };
        self.answers = self.written(sent, by)?;
        let answers = self.answers.to_string();
        let (case, task, form) = (self.case.row.id, self.key, &self.id);
        store::save_task_form(tx, &SavedForm { case, task, form, answers: &answers, by: account, now })
            .await?;
        (self.revision, self.saved) = (self.revision + 1, Some((account, now)));
        Ok(())
    }

    /// The answers with what was sent.
    fn written(&self, sent: &SaveTaskForm, by: Signer<'_>) -> Result<Value> {
        let (permissions, context) = (whole(), self.surroundings.context());
        let opened = permissions.on(&self.form);
        let writing = Writing { form: &self.form, opened: &opened, before: &self.answers, context };
        let changes = writing.changes(Some(&sent.edit), by).map_err(Error::invalid)?;
        Ok(form::with_changes(&self.answers, &changes))
    }

    /// What is wrong with it.
    fn faults(&self) -> Vec<FieldError> {
        form::validate_in(&self.form, &self.answers, &Patterns, self.surroundings.context())
    }

    fn progress(&self) -> FormProgress {
        match self.saved {
            None => FormProgress::Blank,
            Some(_) if self.faults().is_empty() => FormProgress::Filled,
            Some(_) => FormProgress::Begun,
        }
    }

    async fn shown(self, tx: &mut Tx, is_open: bool) -> Result<TaskForm> {
        let saved = match self.saved {
            Some((account, at)) => {
                Some(Done { by: accounts::name(tx, account).await?.unwrap_or_default(), at })
            }
            None => None,
        };
        let access = whole().on(&self.form).accesses();
        Ok(TaskForm {
            task: self.task.name.clone(),
            access: if is_open { access } else { access.closed() },
            faults: if is_open && saved.is_some() { self.faults() } else { Vec::new() },
            form: self.id,
            answers: self.answers,
            surroundings: self.surroundings,
            saved,
            revision: self.revision,
            is_open,
        })
    }
}
