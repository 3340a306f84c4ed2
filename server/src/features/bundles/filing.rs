//! Filing a joint application: a part for each item that applies, a case for each part that may begin, a number for the whole.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::FileInfo;
use schema::bundle::{Applies, Bundle, applies};
use schema::bundles::JointEventKind;
use schema::expr::{Context, Truth};
use schema::{FieldCode, FieldError, Problem, ProblemKind};
use serde_json::Value;

use super::following::follow;
use super::forms::{self, Made};
use super::joint::{Joint, Said};
use super::store::{self, NewJoint};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications::{self, Filed, Part, Stored};
use crate::features::audit::Line;
use crate::features::cases::{self, Books};
use crate::features::catalogue::{self, HandledBy};
use crate::state::AppState;

/// Files what a person has filled in with the form of a bundle; returns the key under which it goes on record. The answers were
/// checked and written before.
pub async fn file(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    (stored, key): (&Stored, &str),
    now: DateTime<Utc>,
) -> Result<i64> {
    let id = stored.summary.id;
    let made = forms::made(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let filed = applications::filed(tx, id).await?.ok_or_else(Error::not_found)?;
    let applying =
        decided(&made.bundle, &filed.answers, filed.beside.surroundings.context()).map_err(unready)?;
    let by = handled_by(tx, &made.bundle).await?;
    hold(tx, &by).await?;
    let lead = by.get(&made.bundle.item).ok_or_else(Error::not_found)?;
    let number = cases::next_number(tx, lead.region, now).await?;
    let (item, bundle_version, agency) = (made.bundle.item.as_str(), made.bundle_version, lead.agency);
    store::insert(tx, &NewJoint { application: id, number, item, bundle_version, agency, now }).await?;
    let files = applications::files_of(tx, id).await?;
    let with = Filing { made: &made, filed: &filed, files: &files, joint: id, key };
    for (place, item) in made.bundle.items.iter().enumerate() {
        if !applying.contains(&item.item) {
            continue;
        }
        let part = with.part(state, tx, session, &item.item, now).await?;
        store::insert_part(tx, id, (&item.item, place), part).await?;
    }
    let mut joint = Joint::load(tx, id).await?.ok_or_else(Error::not_found)?;
    let (who, items) = (session.account.to_string(), applying.into_iter().collect::<Vec<_>>());
    let line = Line::by(session.account, "joint.file", number).detail("parts", items.len());
    joint.tell(tx, &who, (JointEventKind::Filed, None), &Said::of(items), now).await?;
    joint.lay_out(tx, &state.calendar.current(), &[]).await?;
    let mut books = Books::default();
    follow(state, tx, id, now, &mut books).await?;
    joint.record(&mut books, line);
    books.close(tx, now).await?;
    Ok(id)
}

/// Who handles each item, and the whole.
async fn handled_by(tx: &mut Tx, bundle: &Bundle) -> Result<BTreeMap<String, HandledBy>> {
    let mut by = BTreeMap::new();
    for item in bundle.items.iter().map(|item| &item.item).chain([&bundle.item]) {
        let handled = catalogue::handled_by(tx, item).await?.ok_or_else(Error::not_found)?;
        by.insert(item.clone(), handled);
    }
    Ok(by)
}

/// Holds the agencies that may number and give out something, in order.
async fn hold(tx: &mut Tx, by: &BTreeMap<String, HandledBy>) -> Result<()> {
    let agencies: BTreeSet<i64> = by.values().map(|handled| handled.agency).collect();
    for agency in agencies {
        cases::hold_agency(tx, agency).await?;
    }
    Ok(())
}

/// Why it cannot be said which items apply.
enum Unready {
    /// Questions about the situation that are not answered.
    Unanswered(Vec<FieldError>),
    /// None does.
    Nothing,
}

fn unready(why: Unready) -> Error {
    match why {
        Unready::Unanswered(faults) => Error::invalid(faults),
        Unready::Nothing => {
            Problem::new(ProblemKind::Refused).detail("none of its items applies to this situation").into()
        }
    }
}

/// The items that apply: each does or does not, by the answers about the situation.
fn decided(
    bundle: &Bundle,
    answers: &Value,
    context: Context<'_>,
) -> std::result::Result<BTreeSet<String>, Unready> {
    let all = applies(bundle, answers, context);
    let unanswered: BTreeSet<String> = bundle
        .items
        .iter()
        .filter(|item| all.get(&item.item) == Some(&Applies::Unknown))
        .filter_map(|item| item.when.as_ref())
        .flat_map(|when| match when.eval3_in(answers, "", Context { whole: Some(answers), ..context }) {
            Truth::Unknown(missing) => missing.into_iter().collect(),
            Truth::Yes | Truth::No => Vec::new(),
        })
        .collect();
    if !unanswered.is_empty() {
        let fault = |pointer: String| FieldError::new(pointer, FieldCode::Required);
        return Err(Unready::Unanswered(unanswered.into_iter().map(fault).collect()));
    }
    let applying: BTreeSet<String> =
        all.into_iter().filter(|(_, applies)| *applies == Applies::Yes).map(|(item, _)| item).collect();
    if applying.is_empty() { Err(Unready::Nothing) } else { Ok(applying) }
}

/// What parts are made of.
struct Filing<'a> {
    made: &'a Made,
    filed: &'a Filed,
    files: &'a [FileInfo],
    joint: i64,
    key: &'a str,
}

impl Filing<'_> {
    async fn part(
        &self,
        state: &AppState,
        tx: &mut Tx,
        session: &Session,
        item: &str,
        now: DateTime<Utc>,
    ) -> Result<i64> {
        let slice = self.made.slices.iter().find(|slice| slice.item == item).ok_or_else(Error::not_found)?;
        let version = catalogue::version(tx, item).await?.ok_or_else(Error::not_found)?;
        let known = catalogue::item_at(tx, item, version).await?.ok_or_else(Error::not_found)?;
        let part = Part { joint: self.joint, slice, item: (version, &known.summary.name), key: self.key };
        applications::make_part(state, tx, session, (&part, self.filed, self.files), now).await
    }
}
