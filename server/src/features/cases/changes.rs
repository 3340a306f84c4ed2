//! What the applicant is asked to put right, what stood there before, and what was put right elsewhere and stands here too.

use chrono::{DateTime, Utc};
use schema::process::{Actor, Command, Event, Payload, Place, SupplementPoint};
use serde_json::Value;

use super::books::Books;
use super::log::Case;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications;
use crate::state::AppState;

impl Case {
    /// When what was missing was first asked for too late, if ever.
    pub fn asked_late_at(&self) -> Option<DateTime<Utc>> {
        self.events.iter().find(|event| is_asked_late(event)).map(|event| event.at)
    }

    /// What the applicant is asked to put right, while that is open.
    pub fn open_points(&self) -> Vec<SupplementPoint> {
        let open = self.state.supplements.iter().filter(|supplement| supplement.until.is_none());
        open.flat_map(|supplement| supplement.points.iter().cloned()).collect()
    }

    /// What stands at a place of the application now: an answer, or the names of its files.
    pub async fn value_at(&self, tx: &mut Tx, place: &Place) -> Result<Value> {
        match place {
            Place::Pointer(pointer) => {
                Ok(self.filed.answers.pointer(pointer).cloned().unwrap_or(Value::Null))
            }
            Place::Material(id) => {
                let files = applications::files_of(tx, self.row.application).await?;
                Ok(files
                    .into_iter()
                    .filter(|file| file.material == *id)
                    .map(|file| Value::from(file.name))
                    .collect())
            }
        }
    }

    /// Notes what stands now where the applicant was asked to put something right.
    pub async fn end_changes(&self, tx: &mut Tx, places: &[Place]) -> Result<()> {
        for place in places {
            let after = self.value_at(tx, place).await?;
            store::end_change(tx, self.row.id, place, &after).await?;
        }
        Ok(())
    }
}

/// Whether this asks too late for what is missing, which counts against the agency.
pub fn is_asked_late(event: &Event) -> bool {
    matches!(&event.payload, Payload::SupplementRequested(asked) if asked.late)
}

/// A place of a part of a joint application that has another value now, and what stood there before.
pub struct Shared {
    /// Where, in the form of the part.
    pub place: Place,
    /// What stood there.
    pub before: Value,
}

/// Tells the open case of a part what was put right in another part and stands in it too: it is noted as a supplement is, and what
/// was examined before is examined anew.
pub async fn take_shared(
    state: &AppState,
    tx: &mut Tx,
    case: i64,
    shared: &[Shared],
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    let mut case = Case::load(tx, case).await?.ok_or_else(Error::not_found)?;
    let changed: Vec<Place> = shared.iter().map(|shared| shared.place.clone()).collect();
    for shared in shared {
        store::begin_change(tx, case.row.id, case.state.seq, &shared.place, &shared.before).await?;
    }
    case.end_changes(tx, &changed).await?;
    case.give_in(state, tx, Command::TakeShared { changed }, &Actor::system(), now, books).await
}
