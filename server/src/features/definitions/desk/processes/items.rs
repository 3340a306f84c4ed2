//! Which items are handled by a process.

use axum::extract::{Path, State};
use schema::Problem;
use schema::definitions::DefinitionRecord;

use super::{SHELF, fees};
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue;
use crate::features::definitions::desk::designer_of;
use crate::features::definitions::desk::domain::{in_force, refused};
use crate::features::definitions::desk::http::{conflict, find, recorded};
use crate::features::definitions::desk::items::may_join;
use crate::features::definitions::desk::store;
use crate::features::definitions::{dangling_in, form, process, store as published};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// Lets the cases of an item be handled by this process from now on, in place of any other. Cases under way keep theirs. It is
/// for those who may change the process and edit the item; the process has a version in force, the item a form of its own.
#[utoipa::path(put, path = "/api/desk/processes/{id}/items/{code}", tag = "designing",
    params(("id" = String, Path), ("code" = String, Path)),
    responses((status = 200, body = DefinitionRecord), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
pub async fn put(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, code)): Path<(String, String)>,
) -> Result<Json<DefinitionRecord>> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let designer = designer_of(&mut tx, &session).await?;
    let known = find(&mut tx, SHELF, &id).await?;
    let handled_by = catalogue::handled_by(&mut tx, &code).await?.ok_or_else(Error::not_found)?;
    if !may_join(&designer, &known, handled_by) {
        return Err(Error::forbidden());
    }
    let Some(version) = in_force(&known.versions, now) else {
        return Err(refused("no version of the process is in force", &["publish"]));
    };
    if !store::advance(&mut tx, SHELF, &id, known.held.revision, session.account, now).await? {
        return Err(conflict(&find(&mut tx, SHELF, &id).await?.held));
    }
    let Some(of_item) = published::form_of_item(&mut tx, &code, now).await? else {
        return Err(refused("the item has no form of its own", &[]));
    };
    let program = form(&mut tx, &of_item).await?.ok_or_else(Error::not_found)?;
    if !dangling_in(&process(&mut tx, &id, version).await?, &program).is_empty() {
        return Err(refused(
            "tasks speak of what the item's form does not have, or officers cannot fill in",
            &[],
        ));
    }
    let handled = process(&mut tx, &id, version).await?;
    if !fees::unpublished_by(&mut tx, &handled, &code).await?.is_empty() {
        return Err(refused("the process names fees that the item does not publish", &[]));
    }
    let before = published::process_of_item(&mut tx, &code).await?;
    published::set_item_form(&mut tx, &code, &of_item.id, Some(&id)).await?;
    let line = Line::by(session.account, "process.item", &id).detail("item", code).detail("before", before);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    recorded(&state, SHELF, &id, &designer, now).await.map(Json)
}
