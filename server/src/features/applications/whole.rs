//! An application, whole, as its applicant sees it.

use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::{Application, ApplicationState};
use schema::calendar::local_day;
use schema::catalogue::Way;
use schema::form;

use super::store::{self, Stored};
use super::{known, licences, origins, promises, version};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{cases, catalogue, definitions, regions};
use crate::state::AppState;

/// The application with this number, if it is this person's.
pub async fn load(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    id: i64,
    now: DateTime<Utc>,
) -> Result<Application> {
    let stored = store::of_account(tx, session.account, id).await?.ok_or_else(Error::not_found)?;
    let open = match stored.summary.state {
        ApplicationState::Draft => Vec::new(),
        ApplicationState::Submitted => cases::open_points(tx, id).await?,
    };
    let files = store::files(tx, id).await?;
    let newer = version::newer(tx, &stored, now).await?;
    let program = definitions::form(tx, &stored.form).await?.ok_or_else(Error::not_found)?;
    let calendar = state.calendar.current();
    let surroundings = known::surroundings(tx, &calendar, session, (&stored, &program), now).await?;
    let is_closed = stored.summary.state == ApplicationState::Submitted && open.is_empty();
    let regions = match is_closed {
        true => regions::named(tx, &program, &[&stored.answers]).await?,
        false => regions::offered(tx, &program, &stored.answers).await?,
    };
    let follows = form::state_in(&program, &stored.answers, surroundings.context());
    let promises_asked = match is_closed {
        true => Vec::new(),
        false => {
            promises::asked(&program, &follows, &stored.beside.promises, local_day(now), calendar.as_ref())
        }
    };
    let licences = match is_closed {
        true => Vec::new(),
        false => licences::fitting(tx, session, (&program, &follows), local_day(now)).await?,
    };
    let last = if is_closed { None } else { store::last_handover(tx, id).await? };
    let handed_over = last.as_ref().is_some_and(|last| last.waits(local_day(now)));
    let given_back =
        last.filter(|last| last.ended.as_deref() == Some("returned")).and_then(|last| last.words);
    let way = if is_closed { Way::Online } else { catalogue::way_of(tx, &stored.summary.item).await?.0 };
    let prefilled = origins::of(&program, &follows, &stored.beside.prefilled);
    let Stored { summary, form, answers, revision, .. } = stored;
    Ok(Application {
        summary,
        form,
        answers,
        files,
        revision,
        open,
        regions,
        newer,
        surroundings,
        prefilled,
        promises_asked,
        on_behalf: None,
        licences,
        way,
        handed_over,
        given_back,
    })
}
