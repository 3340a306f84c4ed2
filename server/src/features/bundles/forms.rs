//! The one form of a bundle: composed of the forms of its items, stored as a version of a form like any other, and composed anew
//! when one of those has another version in force.

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::bundle::{Bundle, BundleFault, BundleLint, ItemForm, Slice, compose};
use schema::form::Severity;
use serde_json::{Value, json};

use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{catalogue, definitions};
use crate::state::AppState;

/// Why a bundle is not published.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It cannot be read.
    #[error("the bundle cannot be read: {}", faults(.0))]
    Faults(Vec<BundleFault>),
    /// An item that it names is not in the catalogue.
    #[error("there is no item {0} in the catalogue")]
    NoItem(String),
    /// Its forms do not make one.
    #[error("the forms do not make one: {}", lints(.0))]
    Lints(Vec<BundleLint>),
}

fn faults(faults: &[BundleFault]) -> String {
    let line = |fault: &BundleFault| format!("{}: {:?} {}", fault.pointer, fault.code, fault.detail);
    faults.iter().map(line).collect::<Vec<_>>().join("; ")
}

fn lints(lints: &[BundleLint]) -> String {
    let line = |lint: &BundleLint| format!("{}: {:?} {}", lint.pointer, lint.code, lint.detail);
    lints.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// A bundle in one of its versions, and what of a version of its one form is whose.
pub struct Made {
    pub bundle: Bundle,
    pub bundle_version: i64,
    pub slices: Vec<Slice>,
}

/// What a version of a one form is made of.
pub async fn made(tx: &mut Tx, form: &FormRef) -> Result<Option<Made>> {
    let Some(item) = form.bundle() else { return Ok(None) };
    let Some((bundle_version, slices)) = store::slices(tx, item, form.version).await? else {
        return Ok(None);
    };
    let bundle = version(tx, item, bundle_version).await?;
    Ok(Some(Made { bundle, bundle_version, slices: serde_json::from_str(&slices)? }))
}

/// A version of a bundle.
pub async fn version(tx: &mut Tx, item: &str, version: i64) -> Result<Bundle> {
    let text = store::definition(tx, item, version).await?;
    read(&text.ok_or_else(|| anyhow::anyhow!("there is no bundle {item} in version {version}"))?)
}

fn read(text: &str) -> Result<Bundle> {
    Ok(Bundle::read(text).map_err(|faults| anyhow::Error::from(Refused::Faults(faults)))?)
}

/// Publishes a bundle and its one form; a bundle that says what is published already is left alone. Returns the one form.
pub async fn publish(tx: &mut Tx, text: &str, now: DateTime<Utc>) -> Result<FormRef> {
    let bundle = read(text)?;
    for item in bundle.items.iter().map(|item| &item.item).chain([&bundle.item]) {
        if catalogue::version(tx, item).await?.is_none() {
            return Err(anyhow::Error::from(Refused::NoItem(item.clone())).into());
        }
    }
    let definition = serde_json::to_string(&bundle)?;
    let newest = store::newest(tx, &bundle.item).await?;
    let version = match &newest {
        Some((version, stored)) if *stored == definition => *version,
        newest => {
            let version = newest.as_ref().map_or(1, |(version, _)| version + 1);
            store::insert_version(tx, &bundle.item, (version, &definition), now).await?;
            let line = Line::new("bundle.publish", &bundle.item).detail("version", version);
            audit::record(tx, line, 0, now).await?;
            version
        }
    };
    make(tx, &bundle, version, now).await
}

/// Composes the one form, if it is not what is in force.
async fn make(tx: &mut Tx, bundle: &Bundle, version: i64, now: DateTime<Utc>) -> Result<FormRef> {
    let forms = forms_in_force(tx, bundle, now).await?;
    let before = store::newest_form(tx, &bundle.item).await?;
    if let Some((form_version, bundle_version, slices)) = &before
        && *bundle_version == version
        && of_slices(slices)? == forms
    {
        let version = u32::try_from(*form_version).unwrap_or(u32::MAX);
        return Ok(FormRef { id: format!("{}{}", FormRef::BUNDLE, bundle.item), version });
    }
    let mut definitions = Vec::new();
    for form in &forms {
        definitions.push(definitions::definition(tx, form).await?.ok_or_else(Error::not_found)?);
    }
    let with_forms: Vec<ItemForm<'_>> = bundle
        .items
        .iter()
        .zip(&forms)
        .zip(&definitions)
        .map(|((item, form), definition)| ItemForm { item: &item.item, form: form.clone(), definition })
        .collect();
    let composed = compose(bundle, &with_forms);
    let grave: Vec<BundleLint> =
        composed.lints.into_iter().filter(|lint| lint.severity == Severity::Error).collect();
    if !grave.is_empty() {
        return Err(anyhow::Error::from(Refused::Lints(grave)).context(bundle.item.clone()).into());
    }
    let definition = named(composed.definition, bundle, &forms);
    let form = definitions::publish_form(tx, &definition, now).await?;
    let slices = serde_json::to_string(&composed.slices)?;
    store::insert_form(tx, &bundle.item, (form.version, version), &slices).await?;
    definitions::set_form_of_item(tx, &bundle.item, &form.id).await?;
    if let Some((form_version, _, slices)) = before {
        retire(tx, &bundle.item, form_version, &of_slices(&slices)?, now).await?;
    }
    Ok(form)
}

/// The forms of the items, each as it is in force.
async fn forms_in_force(tx: &mut Tx, bundle: &Bundle, now: DateTime<Utc>) -> Result<Vec<FormRef>> {
    let mut forms = Vec::new();
    for item in &bundle.items {
        let form = definitions::form_of_item(tx, &item.item, now).await?;
        forms.push(form.ok_or_else(|| anyhow::Error::from(Refused::NoItem(item.item.clone())))?);
    }
    Ok(forms)
}

fn of_slices(slices: &str) -> Result<Vec<FormRef>> {
    let slices: Vec<Slice> = serde_json::from_str(slices)?;
    Ok(slices.into_iter().map(|slice| slice.form).collect())
}

/// The one form under its id. It names what it is made of, so that forms that make the same are versions of their own.
fn named(mut definition: Value, bundle: &Bundle, forms: &[FormRef]) -> Value {
    if let Some(meta) = definition.get_mut("meta").and_then(Value::as_object_mut) {
        meta.insert("id".to_owned(), json!(format!("{}{}", FormRef::BUNDLE, bundle.item)));
        let of = forms.iter().map(|form| json!(format!("{}/{}", form.id, form.version)));
        meta.insert("composed_of".to_owned(), of.collect());
    }
    definition
}

/// A one form that was made of a form that is retired is retired too: what is begun with it is not filed.
async fn retire(
    tx: &mut Tx,
    item: &str,
    form_version: i64,
    forms: &[FormRef],
    now: DateTime<Utc>,
) -> Result<()> {
    let mut is_retired = false;
    for form in forms {
        is_retired |= definitions::is_retired(tx, form).await?;
    }
    if is_retired {
        let version = u32::try_from(form_version).unwrap_or(u32::MAX);
        let form = FormRef { id: format!("{}{item}", FormRef::BUNDLE), version };
        definitions::retire(tx, &form, now).await?;
    }
    Ok(())
}

/// Composes anew what is made of forms of which another version is in force now. What cannot be composed any more stays as it is, and
/// is logged.
pub async fn keep_up(state: &AppState) {
    match composed_anew(state).await {
        Ok(0) => {}
        Ok(forms) => tracing::info!(forms, "forms of bundles composed anew"),
        Err(error) => tracing::warn!(%error, "the form of a bundle could not be composed anew; it stays"),
    }
}

async fn composed_anew(state: &AppState) -> Result<usize> {
    let now = state.clock.now();
    let mut anew = 0;
    let items = store::items(&mut state.db.read().await?).await?;
    for item in items {
        if is_up_to_date(&mut state.db.read().await?, &item, now).await? {
            continue;
        }
        let mut tx = state.db.write().await?;
        let Some((version, text)) = store::newest(&mut tx, &item).await? else { continue };
        make(&mut tx, &read(&text)?, version, now).await?;
        tx.commit().await?;
        anew += 1;
    }
    Ok(anew)
}

async fn is_up_to_date(tx: &mut Tx, item: &str, now: DateTime<Utc>) -> Result<bool> {
    let (Some((version, text)), Some((_, bundle_version, slices))) =
        (store::newest(tx, item).await?, store::newest_form(tx, item).await?)
    else {
        return Ok(false);
    };
    Ok(version == bundle_version && of_slices(&slices)? == forms_in_force(tx, &read(&text)?, now).await?)
}
