//! A supplement to one part that changes what other parts read too: it stands there as well, and only the open cases that read it are
//! examined anew. What is decided stays as it was decided, and the lead is told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schema::applications::FormRef;
use schema::bundle::Slice;
use schema::bundles::JointEventKind;
use schema::process::Place;

use super::forms;
use super::joint::{HALL, Joint, Said};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications;
use crate::features::cases::{self, Books, PartCase, Shared};
use crate::state::AppState;

/// Shares what was put right in a part. All parts and their agencies are held.
pub async fn share(
    state: &AppState,
    tx: &mut Tx,
    (joint, part): (i64, i64),
    changed: &[Place],
    now: DateTime<Utc>,
    books: &mut Books,
) -> Result<()> {
    let mut joint = Joint::load(tx, joint).await?.ok_or_else(Error::not_found)?;
    let id = format!("{}{}", FormRef::BUNDLE, joint.row.item);
    let form = FormRef { id, version: u32::try_from(joint.row.form_version).unwrap_or(u32::MAX) };
    let slices = forms::made(tx, &form).await?.ok_or_else(Error::not_found)?.slices;
    let Some(own) =
        slices.iter().find(|slice| joint.part(&slice.item).is_some_and(|own| own.row.application == part))
    else {
        return Ok(());
    };
    let cases: BTreeMap<String, PartCase> = cases::parts_of(tx, joint.row.application)
        .await?
        .into_iter()
        .map(|case| (case.item.clone(), case))
        .collect();
    let mut told = Told::default();
    for other in &slices {
        let reader = joint.part(&other.item).filter(|part| part.row.item != own.item).cloned();
        let Some(reader) = reader else { continue };
        let moves = moves((own, other), changed);
        let differing = differing(tx, (part, reader.row.application), &moves).await?;
        if differing.is_empty() {
            continue;
        }
        let case = cases.get(&other.item);
        told.places.extend(differing.iter().map(|found| found.joint.clone()));
        if case.is_some_and(|case| case.closed || case.end.is_some()) {
            told.untouched.push(other.item.clone());
            continue;
        }
        put(tx, (part, reader.row.application), &differing, now).await?;
        if let Some(case) = case {
            let shared: Vec<Shared> = differing.into_iter().map(|found| found.shared).collect();
            cases::take_shared(state, tx, case.id, &shared, now, books).await?;
            told.reopened.push(other.item.clone());
        }
    }
    put_into_whole(tx, (part, joint.row.application), own, changed, now).await?;
    told.write(tx, &mut joint, &own.item, now).await?;
    joint.lay_out(tx, &state.calendar.current(), &cases.into_values().collect::<Vec<_>>()).await
}

/// A place of one part that another reads too: where it stands in the one form, there and here.
struct Move {
    joint: String,
    from: Place,
    to: Place,
}

/// What of these places the other part reads.
fn moves((own, other): (&Slice, &Slice), changed: &[Place]) -> Vec<Move> {
    let mut found = Vec::new();
    for place in changed {
        match place {
            Place::Pointer(pointer) => {
                let joint = own.to_joint(pointer);
                let there = joint.and_then(|joint| Some((other.to_own(&joint)?, joint)));
                found.extend(there.map(|(to, joint)| Move {
                    joint,
                    from: place.clone(),
                    to: Place::Pointer(to),
                }));
            }
            Place::Material(id) => {
                for moved in own.materials.iter().filter(|moved| moved.to == *id) {
                    found.extend(other.material(&moved.from).into_iter().map(|to| Move {
                        joint: moved.from.clone(),
                        from: place.clone(),
                        to: Place::Material(to.to_owned()),
                    }));
                }
            }
        }
    }
    found
}

/// Something that stands otherwise in the other part.
struct Differing {
    joint: String,
    from: Place,
    shared: Shared,
}

async fn differing(tx: &mut Tx, (part, other): (i64, i64), moves: &[Move]) -> Result<Vec<Differing>> {
    let mut found = Vec::new();
    for Move { joint, from, to } in moves {
        let now = applications::value_at(tx, part, from).await?;
        let before = applications::value_at(tx, other, to).await?;
        // Files are other files also when they are called the same.
        if now != before || matches!(from, Place::Material(_)) {
            let shared = Shared { place: to.clone(), before };
            found.push(Differing { joint: joint.clone(), from: from.clone(), shared });
        }
    }
    Ok(found)
}

async fn put(
    tx: &mut Tx,
    (part, other): (i64, i64),
    differing: &[Differing],
    now: DateTime<Utc>,
) -> Result<()> {
    for found in differing {
        match (&found.from, &found.shared.place) {
            (Place::Pointer(_), Place::Pointer(to)) => {
                let value = applications::value_at(tx, part, &found.from).await?;
                applications::share_answer(tx, other, (to, &value), now).await?;
            }
            (Place::Material(from), Place::Material(to)) => {
                applications::share_files(tx, (part, from), (other, to), now).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The joint application itself says what its parts say.
async fn put_into_whole(
    tx: &mut Tx,
    (part, joint): (i64, i64),
    own: &Slice,
    changed: &[Place],
    now: DateTime<Utc>,
) -> Result<()> {
    for place in changed {
        if let Place::Pointer(pointer) = place
            && let Some(whole) = own.to_joint(pointer)
        {
            let value = applications::value_at(tx, part, place).await?;
            applications::share_answer(tx, joint, (&whole, &value), now).await?;
        }
    }
    Ok(())
}

/// What the whole is told of it.
#[derive(Default)]
struct Told {
    places: Vec<String>,
    reopened: Vec<String>,
    untouched: Vec<String>,
}

impl Told {
    async fn write(mut self, tx: &mut Tx, joint: &mut Joint, item: &str, now: DateTime<Utc>) -> Result<()> {
        self.places.sort();
        self.places.dedup();
        let kinds = [
            (JointEventKind::SharedChanged, self.reopened),
            (JointEventKind::SharedAfterDecision, self.untouched),
        ];
        for (kind, items) in kinds {
            if !items.is_empty() {
                let said = Said { places: self.places.clone(), ..Said::of(items) };
                joint.tell(tx, HALL, (kind, Some(item)), &said, now).await?;
            }
        }
        Ok(())
    }
}
