//! What an applicant holds in hand after filing: made anew whenever it is asked for, and always the same.

use schema::accounts::Session;
use schema::applications::Receipt;

use super::promises;
use super::store::Stored;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{cases, catalogue, definitions};
use crate::state::AppState;

/// The receipt of what was filed.
pub async fn receipt_of(state: &AppState, tx: &mut Tx, session: &Session, stored: Stored) -> Result<Receipt> {
    let (Some(number), Some(submitted_at)) = (stored.summary.case, stored.submitted_at) else {
        return Err(Error::not_found());
    };
    let item = catalogue::item_at(tx, &stored.summary.item, stored.item_version).await?;
    let item = item.ok_or_else(Error::not_found)?;
    let form = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let (acceptance, decision) = cases::expected(state, &item, submitted_at);
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
    })
}

/// A QR code as SVG path data, one square a dark module, with its quiet zone of four.
fn qr(text: &str) -> Result<(String, u32)> {
    const QUIET: usize = 4;
    let code = qrcode::QrCode::new(text).map_err(anyhow::Error::from)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == qrcode::Color::Dark);
    let path: String = dark
        .map(|(place, _)| format!("M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET))
        .collect();
    Ok((path, (width + 2 * QUIET) as u32))
}
