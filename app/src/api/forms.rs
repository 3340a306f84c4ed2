//! The endpoints of the desk of form designers.

#[cfg(not(feature = "hydrate"))]
use schema::Page;
#[cfg(feature = "designer")]
use schema::Problem;
use schema::catalogue::encode;
#[cfg(feature = "designer")]
use schema::definitions::{AtRevision, DraftSaved, FieldRenamed, FormBegun, NewForm, RenameField, SaveDraft};
#[cfg(not(feature = "hydrate"))]
use schema::definitions::{DefinitionLine, FormDiff};
use schema::definitions::{DefinitionRecord, FormDefinition, FormDraft};
use serde_json::Value;

use crate::data::{Read, parse};

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
pub fn form_definition(id: &str, version: &str) -> Read<Value> {
    Read::chain(
        format!("/api/desk/forms/{}/{}", encode(id), encode(version)),
        |_| None,
        |answers| {
            let mut whole: Value = parse(answers, 0)?;
            Ok(whole["definition"].take())
        },
    )
}

/// The draft of a form, or where there is none its newest version; with the form's life and the revision it is based on.
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
