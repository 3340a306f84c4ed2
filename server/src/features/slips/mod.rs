//! Slips (文书): what an agency hands an applicant on paper about their case, from templates of the hall, of the agency or of one
//! of its items; each numbered without gaps, and kept as it was printed.

pub mod http;
mod store;

use chrono::{DateTime, Utc};
use schema::slips::read_templates;

use crate::db::{Db, Tx};
use crate::error::Result;

/// The hall's own templates: every hall has them, and may import others in their place.
const OWN: &str = include_str!("../../../seed/slips.json");

/// Stores the templates of a file: one that differs becomes the next version of its place. All of them or none.
/// Gives how many were stored; or what is wrong with the file, each with its place.
pub async fn import(tx: &mut Tx, text: &str, now: DateTime<Utc>) -> Result<Result<usize, Vec<String>>> {
    let templates = match read_templates(text) {
        Ok(templates) => templates,
        Err(faults) => return Ok(Err(faults)),
    };
    let mut stored = 0;
    for template in templates {
        let newest = store::newest(tx, &template).await?;
        let version = match newest {
            Some((_, known)) if known == template => continue,
            Some((version, _)) => version + 1,
            None => 1,
        };
        store::insert_template(tx, &template, version, now).await?;
        stored += 1;
    }
    Ok(Ok(stored))
}

/// Gives a hall those of its own templates that it has no version of.
pub async fn load(db: &Db, now: DateTime<Utc>) -> Result<()> {
    let own = read_templates(OWN).map_err(|faults| anyhow::anyhow!("slips.json: {faults:?}"))?;
    let mut tx = db.write().await?;
    for template in &own {
        if store::newest(&mut tx, template).await?.is_none() {
            store::insert_template(&mut tx, template, 1, now).await?;
        }
    }
    Ok(tx.commit().await?)
}
