//! What an applicant holds in hand after filing: made anew whenever it is asked for, and always the same.

use schema::accounts::Session;
use schema::applications::Receipt;

use super::promises;
use super::store::Stored;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{bundles, cases, catalogue, definitions};
use crate::qr::qr;
use crate::state::AppState;

/// The receipt of what was filed.
pub async fn receipt_of(state: &AppState, tx: &mut Tx, session: &Session, stored: Stored) -> Result<Receipt> {
    let joint = stored.summary.joint.as_ref().map(|joint| joint.number);
    let (Some(number), Some(submitted_at)) = (stored.summary.case.or(joint), stored.submitted_at) else {
        return Err(Error::not_found());
    };
    let item = catalogue::item_at(tx, &stored.summary.item, stored.item_version).await?;
    let item = item.ok_or_else(Error::not_found)?.in_situation(&stored.answers);
    let form = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let (acceptance, mut decision) = cases::expected(state, &item, submitted_at);
    let mut parts = Vec::new();
    if joint.is_some() {
        decision = bundles::expected(state, submitted_at);
        parts = bundles::receipt_parts(tx, stored.summary.id).await?;
    }
    let address = format!("{}/track?number={number}", state.config.public_origin());
    let (qr, qr_size) = qr(&address)?;
    let applicant = session.enterprise.as_ref().map_or(&session.name, |enterprise| &enterprise.name);
    Ok(Receipt {
        number,
        item_name: stored.summary.item_name,
        department: stored.summary.department,
        applicant: applicant.clone(),
        submitted_at,
        acceptance,
        decision,
        qr,
        qr_size,
        promises: promises::named(&form, &stored.beside.promises),
        demonstration: !state.config.is_production(),
        on_behalf: false,
        parts,
    })
}
