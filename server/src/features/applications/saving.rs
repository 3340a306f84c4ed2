//! Saving answers: what becomes of them is worked out on what was read, and written if that still stands there. Nobody who
//! wants to write waits for forms to be read and rules to be followed.

use chrono::{DateTime, Utc};
use schema::ProblemKind;
use schema::applications::{ApplicationSummary, PageSaved, Pressed, SaveAnswers, SavePage, Saved};
use schema::form::{self, Prefilled};
use serde_json::Value;

use super::acting::Acting;
use super::editable::{Editable, editable};
use super::known::Facts;
use super::{buttons, domain, origins, store};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit;
use crate::features::regions;
use crate::state::AppState;

/// A page is worked out anew so often when somebody else saved in between.
const TRIES: usize = 3;

/// Saves all answers that are sent, if they are based on those that stand there.
pub async fn all(state: &AppState, acting: &Acting, id: i64, sent: &SaveAnswers) -> Result<Saved> {
    let now = state.clock.now();
    let session = &acting.applicant;
    let editable = editable(state, &mut state.db.read().await?, session, id, now).await?;
    let conflict = || Error::new(ProblemKind::Conflict);
    if editable.stored.revision != sent.revision {
        return Err(conflict());
    }
    let answers = editable.allow(&sent.answers);
    let mut tx = state.db.write().await?;
    if !editable.hold(&mut tx, session).await? {
        return Err(conflict());
    }
    let revision = store::save(&mut tx, id, &answers, now).await?;
    record(&mut tx, acting, id, now).await?;
    tx.commit().await?;
    Ok(Saved { revision, updated_at: now })
}

/// Saves the fields of one page among the answers that stand there.
pub async fn page(
    state: &AppState,
    acting: &Acting,
    (id, page): (i64, &str),
    sent: &SavePage,
) -> Result<PageSaved> {
    let now = state.clock.now();
    let session = &acting.applicant;
    for _ in 0..TRIES {
        let worked_out = work_out(state, acting, (id, page), sent.clone(), now).await?;
        let mut tx = state.db.write().await?;
        if !worked_out.editable.hold(&mut tx, session).await? {
            continue;
        }
        let revision = store::save(&mut tx, id, &worked_out.answers, now).await?;
        if let Some(prefilled) = &worked_out.prefilled {
            store::keep_prefilled(&mut tx, id, prefilled).await?;
        }
        record(&mut tx, acting, id, now).await?;
        tx.commit().await?;
        return Ok(PageSaved { revision, ..worked_out.saved });
    }
    Err(Error::new(ProblemKind::Conflict))
}

/// What becomes of a page.
struct WorkedOut {
    editable: Editable,
    answers: Value,
    /// Where answers come from, if a button took some over.
    prefilled: Option<Vec<Prefilled>>,
    saved: PageSaved,
}

async fn work_out(
    state: &AppState,
    acting: &Acting,
    (id, page): (i64, &str),
    sent: SavePage,
    now: DateTime<Utc>,
) -> Result<WorkedOut> {
    let mut tx = state.db.read().await?;
    let editable = editable(state, &mut tx, &acting.applicant, id, now).await?;
    let form = &editable.form;
    let page = domain::page(form, page).ok_or_else(Error::not_found)?;
    let fields = match &sent.pressed {
        Some(pressed) => buttons::exchanged(form, sent.fields, pressed),
        None => sent.fields,
    };
    let mut typed = domain::with_page(form, page, &editable.stored.answers, fields);
    let taken = match &sent.pressed {
        Some(pressed) => press(&mut tx, acting, &editable, &mut typed, pressed, now).await?,
        None => Vec::new(),
    };
    let answers = editable.allow(&typed);
    let regions = regions::offered(&mut tx, form, &answers).await?;
    let before = &editable.stored.beside.prefilled;
    let prefilled = (!taken.is_empty()).then(|| origins::with_taken(before, taken, &answers));
    let follows = form::state_in(form, &answers, editable.surroundings.context());
    let saved = PageSaved {
        revision: editable.stored.revision,
        errors: domain::page_errors(form, &follows, page, &regions),
        next: domain::next_page(form, &follows, &page.id).map(str::to_owned),
        materials: !form::materials_apart(form).is_empty(),
    };
    Ok(WorkedOut { editable, answers, prefilled, saved })
}

/// What a button does besides saving, and what it took over.
async fn press(
    tx: &mut Tx,
    acting: &Acting,
    editable: &Editable,
    typed: &mut Value,
    pressed: &Pressed,
    now: DateTime<Utc>,
) -> Result<Vec<Prefilled>> {
    let ApplicationSummary { item, item_name, .. } = &editable.stored.summary;
    let mut facts = Facts::of(tx, &acting.applicant, (item, item_name), now).await?;
    // A clerk learns nothing from the button of what the applicant has and filed before.
    if !acting.is_clerk() {
        facts.recall(tx, &acting.applicant, &editable.form, now).await?;
    }
    Ok(buttons::press(&editable.form, typed, pressed, &facts.known()))
}

async fn record(tx: &mut Tx, acting: &Acting, id: i64, now: DateTime<Utc>) -> Result<()> {
    audit::record(tx, acting.line("application.save", id), id, now).await
}
