//! The definitions of the demo city: forms, and which item is applied for with which form.

pub mod joint;

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use serde::Deserialize;
use serde_json::Value;

use super::{PublishError, processes, publish_form, store};
use crate::db::Tx;
use crate::error::Result;
use crate::features::licences;

const FORMS: [&str; 11] = [
    include_str!("../../../seed/forms/birth-household-registration.json"),
    include_str!("../../../seed/forms/birth-registration-service.json"),
    include_str!("../../../seed/forms/disclosure-request.json"),
    include_str!("../../../seed/forms/flexible-employment-insurance.json"),
    include_str!("../../../seed/forms/food-business-licence.json"),
    include_str!("../../../seed/forms/grassland-facility.json"),
    include_str!("../../../seed/forms/id-card-replacement.json"),
    include_str!("../../../seed/forms/public-place-hygiene-licence.json"),
    include_str!("../../../seed/forms/residence-permit.json"),
    include_str!("../../../seed/forms/senior-card.json"),
    include_str!("../../../seed/forms/sole-trader-registration.json"),
];

/// Processes of the demo city alone: they are one item's own, and issue licences of types and charge fees that a real hall may not have.
const PROCESSES: [&str; 9] = [
    include_str!("../../../seed/processes/birth-household-registration.json"),
    include_str!("../../../seed/processes/birth-registration-service.json"),
    include_str!("../../../seed/processes/disclosure-request.json"),
    include_str!("../../../seed/processes/flexible-employment-insurance.json"),
    include_str!("../../../seed/processes/id-card-replacement.json"),
    include_str!("../../../seed/processes/public-place-hygiene-licence.json"),
    include_str!("../../../seed/processes/residence-permit.json"),
    include_str!("../../../seed/processes/senior-card.json"),
    include_str!("../../../seed/processes/sole-trader-registration.json"),
];

const ITEMS: &str = include_str!("../../../seed/items.json");

#[derive(Deserialize)]
struct ItemsOfForm {
    form: String,
    /// The process of their own, if they have one.
    process: Option<String>,
    items: Vec<String>,
}

/// Form, process and item meet where an item has them: what the tasks say of the form is there, and what the item does of situations.
async fn check_links(tx: &mut Tx, form: &str) -> Result<()> {
    let Some((version, _)) = store::newest_form(tx, form).await? else { return Ok(()) };
    let newest = FormRef { id: form.to_owned(), version };
    let Some(program) = super::form(tx, &newest).await? else { return Ok(()) };
    let mut lints = super::dangling(tx, form, &program).await?;
    lints.extend(super::stray_terms(tx, form, &program).await?);
    if lints.is_empty() {
        return Ok(());
    }
    Err(anyhow::Error::from(PublishError::Lints(lints)).context(newest.id).into())
}

/// Publishes what is not published yet, and links the items that are there; returns how many forms there are.
pub async fn load(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
    processes::publish(tx, now).await?;
    // Before what names them.
    licences::demo::load(tx, now).await?;
    processes::publish_these(tx, &PROCESSES, now).await?;
    publish_forms(tx, &FORMS, ITEMS, now).await
}

/// Publishes forms, and links the items that are there by a list that says which goes with which.
async fn publish_forms(tx: &mut Tx, forms: &[&str], items: &str, now: DateTime<Utc>) -> Result<usize> {
    for form in forms {
        let definition: Value = serde_json::from_str(form)?;
        publish_form(tx, &definition, now).await?;
    }
    let links: Vec<ItemsOfForm> = serde_json::from_str(items)?;
    for link in links {
        for item in link.items {
            store::set_item_form(tx, &item, &link.form, link.process.as_deref()).await?;
        }
        check_links(tx, &link.form).await?;
    }
    Ok(forms.len())
}
