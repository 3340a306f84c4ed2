//! The form of a case as one officer opens it: what they see of it, and what they write by completing their task. What is
//! hidden from them does not leave the server.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat, Utc};
use schema::FieldError;
use schema::applications::{FileInfo, Promised};
use schema::cases::{Change, Edit, Trace};
use schema::expr::under;
use schema::form::{
    self, Access, Control, Decided, Form, FormAccess, FormState, Opened, Permissions, Signer, Surroundings,
};
use schema::locale::Locale;
use schema::process::{self, CommandName, Event, Place, SupplementPoint, Task};
use serde_json::Value;

use super::log::Case;
use super::signing::Writing;
use super::staff::Staff;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{accounts, definitions, regions};

/// A form, opened.
pub struct Office<'c> {
    /// The form.
    pub form: Form,
    case: &'c Case,
    /// The task by which the officer sees it.
    task: Option<&'c Task>,
    permissions: Permissions,
    /// The answers as they stand, whole.
    answers: Value,
    /// What is asked and needed by all of them.
    state: FormState,
    /// Whether the officer may write now.
    is_open: bool,
    /// Whether a colleague has to handle it: then they see nothing that officers wrote.
    is_own: bool,
}

/// What who has none of these tasks sees of a case's form: all of it where no task hides anything, else nothing.
fn without(tasks: &[&Task]) -> Permissions {
    let is_open = tasks.iter().all(|task| task.form == Permissions::default());
    if is_open {
        Permissions::default()
    } else {
        Permissions { default: Access::Hidden, ..Permissions::default() }
    }
}

impl<'c> Office<'c> {
    /// The form of this case for this officer, as the open task with this key shows it if that is their own work.
    pub async fn open(tx: &mut Tx, staff: &Staff, case: &'c Case, key: Option<&str>) -> Result<Self> {
        let form = definitions::form(tx, &case.filed.form).await?.ok_or_else(Error::not_found)?;
        let is_own = staff.stands_aside(case);
        // Whoever filed it sees what any applicant sees. Who is only named in it does not, and has no more of it than
        // their task.
        let task = staff.task(case, key);
        let mut permissions = match task {
            _ if is_own && staff.has_filed(case) => Permissions::default(),
            Some(task) => task.form.clone(),
            None => without(&case.process.root.tasks()),
        };
        let answers = if is_own {
            permissions.fields.extend(official(&form).map(|(pointer, _)| (pointer, Access::Hidden)));
            case.filed.answers.clone()
        } else {
            current(&form, case)
        };
        close_seals(&form, &mut permissions);
        let state = form::state_in(&form, &answers, case.filed.beside.surroundings.context());
        let is_open = key.is_some_and(|key| staff.may_complete(case, key));
        if is_open {
            let role = staff.actor_for(case, CommandName::Complete, key).role;
            close_fixed(&form, &mut permissions, &case.state.fixed(role));
        }
        Ok(Self { form, case, task, permissions, answers, state, is_open, is_own })
    }

    /// The form as the officer's task opens it.
    pub fn opened(&self) -> Opened<'_> {
        self.permissions.on(&self.form)
    }

    /// Whether a colleague has to handle it.
    pub const fn is_own(&self) -> bool {
        self.is_own
    }

    /// What the officer sees, and may write now.
    pub fn access(&self) -> FormAccess {
        let access = self.opened().accesses();
        if self.is_open { access } else { access.closed() }
    }

    /// The answers, as far as they are seen.
    pub fn answers(&self) -> Value {
        self.opened().project(&self.answers)
    }

    /// What the rules of the form came to with all answers, as far as it is seen.
    pub fn decided(&self) -> Decided {
        self.opened().decided(&self.state)
    }

    /// What the rules read besides the answers that follow what the officer may write now.
    pub fn surroundings(&self) -> Surroundings {
        self.access().surroundings(&self.form, &self.case.filed.beside.surroundings)
    }

    /// Whether a place is seen.
    pub fn sees(&self, place: &Place) -> bool {
        match place {
            Place::Pointer(pointer) => self.opened().access(pointer).is_visible(),
            Place::Material(id) => self.opened().material(id).is_visible(),
        }
    }

    /// Whether the officer may ask the applicant to put this right: it is seen, and no officer's to write.
    pub fn may_ask(&self, place: &Place) -> bool {
        let is_official = |pointer: &str| official(&self.form).any(|(official, _)| under(pointer, &official));
        self.sees(place) && !matches!(place, Place::Pointer(pointer) if is_official(pointer))
    }

    /// What is seen of what the applicant is asked to put right.
    pub fn points(&self, mut points: Vec<SupplementPoint>) -> Vec<SupplementPoint> {
        points.retain(|point| self.sees(&point.place));
        points
    }

    /// Whether a file is seen.
    pub fn sees_file(&self, file: &FileInfo) -> bool {
        self.case.sees_materials() && self.opened().material(&file.material).is_visible()
    }

    /// What is seen of what was promised.
    pub fn promises(&self, mut promises: Vec<Promised>) -> Vec<Promised> {
        let opened = self.opened();
        promises.retain(|promise| opened.access(&promise.pointer).is_visible());
        promises
    }

    /// What is seen of the pointers of answers.
    pub fn pointers(&self, mut pointers: Vec<String>) -> Vec<String> {
        let opened = self.opened();
        pointers.retain(|pointer| opened.access(pointer).is_visible());
        pointers
    }

    /// What is seen of what a supplement changed.
    pub fn changes(&self, changes: Vec<Change>) -> Vec<Change> {
        let opened = self.opened();
        let seen = |change: Change| match &change.place {
            Place::Material(id) => opened.material(id).is_visible().then_some(change),
            Place::Pointer(pointer) if opened.access(pointer).is_visible() => {
                let seen = |value: &Value| {
                    opened.project_at(&self.answers, pointer, Some(value)).unwrap_or(Value::Null)
                };
                let (before, after) = (seen(&change.before), seen(&change.after));
                Some(Change { before, after, ..change })
            }
            Place::Pointer(_) => None,
        };
        changes.into_iter().filter_map(seen).collect()
    }

    /// Who changed what when, as far as it is seen.
    pub async fn trace(&self, tx: &mut Tx) -> Result<Vec<Trace>> {
        if self.is_own {
            return Ok(Vec::new());
        }
        let opened = self.opened();
        let (mut names, mut trace) = (BTreeMap::new(), Vec::new());
        for traced in process::trace(&self.case.events) {
            let form::Change { pointer, before, after } = traced.change;
            if !opened.access(pointer).is_visible() {
                continue;
            }
            if !names.contains_key(&traced.by.id) {
                let account = traced.by.id.parse().unwrap_or_default();
                names.insert(&traced.by.id, accounts::name(tx, account).await?.unwrap_or_default());
            }
            let seen = |value: &Option<Value>| opened.project_at(&self.answers, pointer, value.as_ref());
            trace.push(Trace {
                at: traced.at,
                by: names.get(&traced.by.id).cloned().unwrap_or_default(),
                role: traced.by.role,
                task: self.case.task(traced.task).map(|task| task.name.clone()),
                change: form::Change { pointer: pointer.clone(), before: seen(before), after: seen(after) },
            });
        }
        Ok(trace)
    }

    /// What the officer changes by completing the task with this edit, or what of it does not hold. Nothing sent leaves
    /// everything as it is, and what the task may not leave empty is asked for.
    pub async fn edit(
        &self,
        tx: &mut Tx,
        account: i64,
        edit: Option<&Edit>,
        now: DateTime<Utc>,
    ) -> Result<Vec<form::Change>> {
        let name = accounts::name(tx, account).await?.unwrap_or_default();
        let task = self.task.map(|task| task.name.get(Locale::ZhCn)).unwrap_or_default();
        let agency = self.task.map(|task| self.case.roster.name_of(&task.agency)).unwrap_or_default();
        let by = Signer {
            name: &name,
            post: &format!("{agency} · {task}"),
            at: &now.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            seal: None,
        };
        let changes = self.writing(|writing| writing.changes(edit, by)).map_err(refused)?;
        let after = form::with_changes(&self.answers, &changes);
        let known = regions::named(tx, &self.form, &[&after]).await?;
        let faults = self.writing(|writing| writing.faults(&after, &changes, &known));
        if faults.is_empty() { Ok(changes) } else { Err(refused(faults)) }
    }

    fn writing<T>(&self, decide: impl FnOnce(&Writing<'_>) -> T) -> T {
        let context = self.case.filed.beside.surroundings.context();
        decide(&Writing { form: &self.form, opened: &self.opened(), before: &self.answers, context })
    }
}

/// The answers as they stand.
fn current(form: &Form, case: &Case) -> Value {
    standing(form, case, &case.filed.answers, &case.events)
}

/// The answers of a case after so many of its events. What officers changed may be what others are computed from.
pub fn standing(form: &Form, case: &Case, filed: &Value, events: &[Event]) -> Value {
    let answers = process::answers(filed, events);
    if answers == *filed {
        return answers;
    }
    form::prune_in(form, &answers, case.filed.beside.surroundings.context())
}

/// The faults where they stand in the command.
fn refused(mut faults: Vec<FieldError>) -> Error {
    faults.iter_mut().for_each(|fault| fault.pointer.insert_str(0, "/edit"));
    Error::invalid(faults)
}

/// What only officers answer.
fn official(form: &Form) -> impl Iterator<Item = (String, &Control)> {
    let fields = form.official().into_iter().filter_map(|place| form.fields.get(place));
    fields.map(|field| (field.pointer.clone(), &field.control))
}

/// A seal is put by whoever keeps it, and written by nobody.
fn close_seals(form: &Form, permissions: &mut Permissions) {
    let seals = official(form).filter(|(_, control)| matches!(control, Control::Seal(_)));
    let closed: Vec<(String, Access)> = {
        let opened = permissions.on(form);
        seals.map(|(pointer, _)| (pointer.clone(), opened.access(&pointer).min(Access::Read))).collect()
    };
    permissions.fields.extend(closed);
}

/// What a superior has written is read by who is below them, and written by nobody there.
fn close_fixed(form: &Form, permissions: &mut Permissions, fixed: &BTreeSet<&str>) {
    let is_fixed = |pointer: &str| fixed.iter().any(|fixed| under(pointer, fixed) || under(fixed, pointer));
    let closed: Vec<(String, Access)> = {
        let opened = permissions.on(form);
        let fields = form.fields.iter().map(|field| &field.pointer).filter(|pointer| is_fixed(pointer));
        fields.map(|pointer| (pointer.clone(), opened.access(pointer).min(Access::Read))).collect()
    };
    permissions.fields.extend(closed);
}

#[cfg(test)]
mod tests {
    use schema::process::Process;

    use super::*;

    #[test]
    fn who_has_no_task_sees_a_form_only_where_no_task_hides_any_of_it() {
        let seen = |definition: &str| {
            let process = Process::read(definition).unwrap();
            without(&process.root.tasks()).default
        };
        assert_eq!(seen(include_str!("../../../seed/processes/food-business-licence.json")), Access::Hidden);
        assert_eq!(
            seen(include_str!("../../../seed/processes/standard.json")),
            Permissions::default().default
        );
    }
}
