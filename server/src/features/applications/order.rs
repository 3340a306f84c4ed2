//! The order of the files of a material: they are its pages.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::Problem;
use schema::applications::{FileInfo, FileMove, MoveFile};

use super::acting::Acting;
use super::{files, store};
use crate::error::{Error, Result};
use crate::features::audit;
use crate::http::Json;
use crate::state::AppState;

/// Puts a file before or after the one beside it in its material. The first stays first, the last stays last.
#[utoipa::path(post, path = "/api/applications/{id}/files/{file}/move", tag = "applications",
    params(("id" = i64, Path), ("file" = i64, Path)), request_body = MoveFile,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    acting: Acting,
    Path((id, file)): Path<(i64, i64)>,
    Json(MoveFile { to }): Json<MoveFile>,
) -> Result<StatusCode> {
    let now = state.clock.now();
    let session = &acting.applicant;
    let mut tx = state.db.write().await?;
    store::hold_own(&mut tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let files = store::files(&mut tx, id).await?;
    let there = files.iter().find(|other| other.id == file).ok_or_else(Error::not_found)?;
    files::may_change(&mut tx, session, (id, &there.material), now).await?;
    for (place, page) in (1..).zip(moved(&files, there, to)) {
        store::place_file(&mut tx, id, page, place).await?;
    }
    audit::record(&mut tx, acting.line("application.move_file", id).detail("file", file), id, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The pages of a material, by their numbers, in the order they have afterwards.
fn moved(files: &[FileInfo], there: &FileInfo, to: FileMove) -> Vec<i64> {
    let mut pages: Vec<i64> =
        files.iter().filter(|file| file.material == there.material).map(|file| file.id).collect();
    let place = pages.iter().position(|page| *page == there.id).unwrap_or_default();
    let other = match to {
        FileMove::Up => place.checked_sub(1),
        FileMove::Down => Some(place + 1).filter(|next| *next < pages.len()),
    };
    if let Some(other) = other {
        pages.swap(place, other);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_change_places_within_their_material() {
        let file = |id: i64, material: &str| FileInfo {
            id,
            material: material.to_owned(),
            name: String::new(),
            media_type: String::new(),
            bytes: 0,
            sha256: String::new(),
        };
        let files = [file(1, "card"), file(4, "deed"), file(2, "deed"), file(3, "deed")];
        for (page, to, expect) in [
            (2, FileMove::Up, [2, 4, 3]),
            (2, FileMove::Down, [4, 3, 2]),
            (4, FileMove::Up, [4, 2, 3]),
            (3, FileMove::Down, [4, 2, 3]),
        ] {
            let there = files.iter().find(|file| file.id == page).unwrap();
            assert_eq!(moved(&files, there, to), expect, "{page} {to:?}");
        }
    }
}
