//! A joint application, taken apart: for each item an application of its own, with what of the answers and the files is the item's.

use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::FileInfo;
use schema::bundle::Slice;
use schema::form::{self, Form, Prefilled, Promise, Surroundings};
use schema::process::Place;
use serde_json::Value;

use super::store::{self, Filed, NewDraft};
use super::{domain, known};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions;
use crate::state::AppState;

/// A part that is to be made.
pub struct Part<'a> {
    /// The joint application.
    pub joint: i64,
    /// What of it is the part's.
    pub slice: &'a Slice,
    /// The version of the item that is applied for, and what it is called.
    pub item: (u32, &'a str),
    /// The key under which the joint application was filed.
    pub key: &'a str,
}

/// Makes a part of what was filed jointly; returns its number.
pub async fn make_part(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    (part, filed, files): (&Part<'_>, &Filed, &[FileInfo]),
    now: DateTime<Utc>,
) -> Result<i64> {
    let slice = part.slice;
    let form = definitions::form(tx, &slice.form).await?.ok_or_else(Error::not_found)?;
    let calendar = state.calendar.current();
    let (item_version, name) = part.item;
    let surroundings =
        known::surroundings_of(tx, &calendar, session, ((&slice.item, name), &form), now).await?;
    let answers = form::prune_in(&form, &slice.answers(&filed.answers), surroundings.context());
    let (promises, prefilled) = beside(slice, filed);
    let new = store::NewPart {
        joint: part.joint,
        item: &slice.item,
        item_version,
        form: &slice.form,
        answers: &answers,
        surroundings: &surroundings,
        promises: &promises,
        prefilled: &prefilled,
        now,
    };
    let id = store::insert_part(tx, &new).await?;
    for file in files {
        for material in slice.material(&file.material) {
            store::copy_file(tx, file.id, (id, material), now).await?;
        }
    }
    store::file_part(tx, id, part.key, now).await?;
    Ok(id)
}

/// What of the promises and of what the hall filled in is the part's.
fn beside(slice: &Slice, filed: &Filed) -> (Vec<Promise>, Vec<Prefilled>) {
    let promises = filed.beside.promises.iter().filter_map(|promise| {
        let pointer = slice.to_own(&promise.pointer)?;
        Some(Promise { pointer, ..promise.clone() })
    });
    let prefilled = filed.beside.prefilled.iter().filter_map(|told| {
        let pointer = slice.to_own(&told.pointer)?;
        Some(Prefilled { pointer, ..told.clone() })
    });
    (promises.collect(), prefilled.collect())
}

/// Begins an application for an item by itself with what its part of a joint one holds, so that nothing is typed again; none where
/// the applicant has a draft of the item already.
pub async fn begin_apart(tx: &mut Tx, part: i64, now: DateTime<Utc>) -> Result<Option<i64>> {
    let filed = store::filed(tx, part).await?.ok_or_else(Error::not_found)?;
    let stored = store::of_account(tx, filed.account, part).await?.ok_or_else(Error::not_found)?;
    let draft = NewDraft {
        account: filed.account,
        item: &stored.summary.item,
        item_version: stored.item_version,
        form: &filed.form,
        answers: &filed.answers,
        prefilled: &filed.beside.prefilled,
        now,
    };
    let Some(id) = store::insert(tx, &draft).await? else { return Ok(None) };
    for file in store::filed_files(tx, part).await? {
        store::copy_file(tx, file.id, (id, &file.material), now).await?;
    }
    Ok(Some(id))
}

/// What stands at a place of an application as it was filed last.
pub async fn value_at(tx: &mut Tx, application: i64, place: &Place) -> Result<Value> {
    match place {
        Place::Pointer(pointer) => {
            let (answers, _) = store::shared_state(tx, application).await?;
            Ok(answers.pointer(pointer).cloned().unwrap_or(Value::Null))
        }
        Place::Material(id) => {
            let files = store::filed_files(tx, application).await?;
            Ok(files
                .into_iter()
                .filter(|file| file.material == *id)
                .map(|file| Value::from(file.name))
                .collect())
        }
    }
}

/// Puts an answer of another part where it stands in this application too; in the joint application itself as it was typed.
pub async fn share_answer(
    tx: &mut Tx,
    application: i64,
    (pointer, value): (&str, &Value),
    now: DateTime<Utc>,
) -> Result<()> {
    let filed = store::filed(tx, application).await?.ok_or_else(Error::not_found)?;
    let form = definitions::form(tx, &filed.form).await?.ok_or_else(Error::not_found)?;
    let (answers, supplement) = store::shared_state(tx, application).await?;
    let put = |answers: &Value| put(&form, answers, (pointer, value), &filed.beside.surroundings);
    let (answers, supplement) = (put(&answers), supplement.as_ref().map(put));
    store::share(tx, application, (&answers, supplement.as_ref()), now).await
}

fn put(form: &Form, answers: &Value, (pointer, value): (&str, &Value), surroundings: &Surroundings) -> Value {
    let value = (!value.is_null()).then(|| value.clone());
    form::prune_in(form, &domain::with_answer(answers, pointer, value), surroundings.context())
}

/// Puts the files of a material of one part in the place of those that this application has.
pub async fn share_files(
    tx: &mut Tx,
    (from, its): (i64, &str),
    (to, own): (i64, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    store::remove_filed(tx, to, own, now).await?;
    for file in store::filed_files(tx, from).await?.into_iter().filter(|file| file.material == its) {
        store::copy_file(tx, file.id, (to, own), now).await?;
    }
    store::file_part(tx, to, &format!("shared:{from}:{}", now.timestamp_micros()), now).await
}
