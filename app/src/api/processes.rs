//! The endpoints of the desk of process designers, and the course of a case.

#[cfg(not(feature = "hydrate"))]
use schema::Page;
#[cfg(feature = "designer")]
use schema::Problem;
use schema::catalogue::encode;
#[cfg(feature = "designer")]
use schema::definitions::{AtRevision, ProcessSaved, SaveDraft};
#[cfg(not(feature = "hydrate"))]
use schema::definitions::{DefinitionLine, MigrationPlan, ProcessDiff};
use schema::definitions::{DefinitionRecord, ProcessDefinition, ProcessDraft, ProcessSetting};
use schema::form::Form;
#[cfg(not(feature = "hydrate"))]
use schema::process::CaseCourse;
use serde_json::Value;

use super::form_path;
use crate::data::{Read, parse};

/// What a designer has before them: the process, the revision and definition it is based on, where it runs, and the form
/// whose answers it reads.
pub struct Drawn {
    /// The life of the process.
    pub record: DefinitionRecord,
    /// The revision.
    pub revision: i64,
    /// The draft, or where there is none the newest version.
    pub definition: Value,
    /// Where it runs.
    pub setting: ProcessSetting,
    /// The form of its items.
    pub form: Option<Form>,
}

fn path(id: &str) -> String {
    format!("/api/desk/processes/{}", encode(id))
}

/// The processes of the hall that are called so, by id.
#[cfg(not(feature = "hydrate"))]
pub fn list(part: &str, cursor: Option<&str>) -> Read<Page<DefinitionLine>> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/desk/processes?q={}{cursor}", encode(part)))
}

/// A process with all that is needed to draw it.
pub fn drawn(id: &str) -> Read<Drawn> {
    Read::chain(path(id), next, |answers| {
        let record: DefinitionRecord = parse(answers, 0)?;
        let setting = parse(answers, 1)?;
        let (revision, definition) = match parse::<ProcessDraft>(answers, 2) {
            Ok(draft) => (draft.revision, draft.definition),
            Err(_) => (record.revision, parse::<ProcessDefinition>(answers, 2)?.definition),
        };
        let form = parse(answers, 3).ok();
        Ok(Drawn { record, revision, definition, setting, form })
    })
}

/// After the process its setting, then what is drawn, then the form.
fn next(answers: &[&str]) -> Option<String> {
    let record: DefinitionRecord = serde_json::from_str(answers.first()?).ok()?;
    match answers {
        [_] => Some(format!("{}/setting", path(&record.id))),
        [_, _] => {
            let newest = record.versions.iter().map(|version| version.version).max();
            let part = match record.draft {
                Some(_) => "draft".to_owned(),
                None => newest?.to_string(),
            };
            Some(format!("{}/{part}", path(&record.id)))
        }
        [_, setting, _] => {
            let setting: ProcessSetting = serde_json::from_str(setting).ok()?;
            setting.form.as_ref().map(form_path)
        }
        _ => None,
    }
}

/// What is different between two states of a process: versions, or `draft`; and the process.
#[cfg(not(feature = "hydrate"))]
pub fn difference(id: &str, from: &str, until: &str) -> Read<ProcessDiff> {
    Read::one(format!("{}/diff?from={}&to={}", path(id), encode(from), encode(until)))
}

/// What would become of the open cases of a version in another one, at this address.
#[cfg(not(feature = "hydrate"))]
pub fn migration(address: String) -> Read<MigrationPlan> {
    Read::one(address)
}

/// A process with its versions.
#[cfg(not(feature = "hydrate"))]
pub fn record(id: &str) -> Read<DefinitionRecord> {
    Read::one(path(id))
}

/// The definition of a version, or of the draft.
#[cfg(not(feature = "hydrate"))]
pub fn definition(id: &str, version: &str) -> Read<Value> {
    Read::chain(
        format!("{}/{}", path(id), encode(version)),
        |_| None,
        |answers| {
            let mut whole: Value = parse(answers, 0)?;
            Ok(whole["definition"].take())
        },
    )
}

/// The course of a case through its process, with the form whose answers its conditions read.
#[cfg(not(feature = "hydrate"))]
pub fn course(number: &str) -> Read<(CaseCourse, Option<Form>)> {
    let form = |answers: &[&str]| {
        let [course] = answers else { return None };
        let course: CaseCourse = serde_json::from_str(course).ok()?;
        Some(form_path(&course.form))
    };
    Read::chain(format!("/api/desk/cases/{}/course", encode(number)), form, |answers| {
        Ok((parse(answers, 0)?, parse(answers, 1).ok()))
    })
}

/// The draft of a process as it is now.
#[cfg(feature = "designer")]
pub async fn draft(id: &str) -> Result<ProcessDraft, Problem> {
    crate::transport::fetch(format!("{}/draft", path(id))).await
}

/// Saves the draft of a process.
#[cfg(feature = "designer")]
pub async fn save(id: &str, draft: &SaveDraft) -> Result<ProcessSaved, Problem> {
    crate::transport::send("PUT", format!("{}/draft", path(id)), draft).await
}

/// Hands the draft of a process to be reviewed.
#[cfg(feature = "designer")]
pub async fn submit(id: &str, revision: i64) -> Result<DefinitionRecord, Problem> {
    crate::transport::send("POST", format!("{}/draft/submit", path(id)), &AtRevision { revision }).await
}
