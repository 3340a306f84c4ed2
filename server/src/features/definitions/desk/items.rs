//! Which items are applied for with a form.

use axum::extract::{Path, State};
use schema::Problem;
use schema::applications::FormRef;
use schema::definitions::DefinitionRecord;

use super::designer_of;
use super::domain::{Designer, in_force, refused};
use super::http::{Known, conflict, find, recorded};
use super::shelf::Shelf;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue::{self, HandledBy, Part};
use crate::features::definitions::{self, store as published};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// Lets an item be applied for with this form from now on, in place of any other. Applications that were begun keep theirs.
/// It is for those who may change the form and edit the item; the form has a version in force.
#[utoipa::path(put, path = "/api/desk/forms/{id}/items/{code}", tag = "designing",
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
    let known = find(&mut tx, Shelf::Forms, &id).await?;
    let handled_by = catalogue::handled_by(&mut tx, &code).await?.ok_or_else(Error::not_found)?;
    if !may_join(&designer, &known, handled_by) {
        return Err(Error::forbidden());
    }
    let Some(version) = in_force(&known.versions, now) else {
        return Err(refused("no version of the form is in force", &["publish"]));
    };
    // Who retires the last version meanwhile has read another revision.
    if !store::advance(&mut tx, Shelf::Forms, &id, known.held.revision, session.account, now).await? {
        return Err(conflict(&find(&mut tx, Shelf::Forms, &id).await?.held));
    }
    let before = definitions::form_of_item(&mut tx, &code, now).await?.map(|form| form.id);
    join(&mut tx, FormRef { id: id.clone(), version }, &code).await?;
    let line = Line::by(session.account, "form.item", &id).detail("item", code).detail("before", before);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    recorded(&state, Shelf::Forms, &id, &designer, now).await.map(Json)
}

/// Whether this person may change the form and edits where the item is handled.
pub fn may_join(designer: &Designer, known: &Known, item: HandledBy) -> bool {
    let part = Part { region: Some(item.region), agency: Some(item.name) };
    designer.may_write(&known.parts) && designer.may_write(&[part])
}

/// Joins them. How the item is handled stays as it is: the form has to have what its tasks speak of, and what its terms read.
async fn join(tx: &mut Tx, form: FormRef, item: &str) -> Result<()> {
    let process = published::process_of_item(tx, item).await?;
    published::set_item_form(tx, item, &form.id, process.as_deref()).await?;
    let program = definitions::form(tx, &form).await?.ok_or_else(Error::not_found)?;
    if !definitions::dangling(tx, &form.id, &program).await?.is_empty() {
        let reason =
            "tasks of the item's process speak of what the form does not have, or officers cannot fill in";
        return Err(refused(reason, &[]));
    }
    if !definitions::stray_terms(tx, &form.id, &program).await?.is_empty() {
        let reason = "the item says fees or times of situations that the form does not tell: change its terms or the form";
        return Err(refused(reason, &[]));
    }
    Ok(())
}
