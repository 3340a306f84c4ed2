//! The verbs of enquiries at the desk: what is to be answered and handed on, one of them, doing something about it, and registering
//! what came by letter, by telephone or by a visit.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::enquiries::{
    Command, DeskEnquiry, EnquiryAct, EnquiryChannel, EnquiryCommand, EnquiryFiled, EnquiryLine, EnquiryList,
    Published, RegisteredEnquiry, filed,
};
use schema::role::RegionCode;
use schema::{FieldCode, FieldError, Page, Problem, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use super::filing::{Came, Taken, Writer, once, take_in};
use super::here::{Here, here};
use super::log::{Logged, Means};
use super::{store, view};
use crate::cursor::{self, Day, Moment};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::{accounts, ask};
use crate::http::{Json, Query, SignedIn};
use crate::state::AppState;

/// How many a page of a list has.
const PAGE: usize = 20;

/// How far back what came in on paper may be registered, in days.
const OLDEST_DAYS: i64 = 366;

/// Which list, and where it goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `open`, `to_route` or `over`.
    #[serde(default)]
    #[param(inline)]
    list: EnquiryList,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// What waits for the desks where one is, what no agency has yet, or what is over.
#[utoipa::path(get, path = "/api/desk/enquiries", tag = "enquiries", params(Asked),
    responses((status = 200, body = Page<EnquiryLine>), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<EnquiryLine>>> {
    let now = state.clock.now();
    let (mut tx, here) = here(&state, &session).await?;
    let limit = PAGE as i64 + 1;
    let mut rows = Vec::new();
    let next = if asked.list == EnquiryList::Over {
        let before = cursor::read::<Moment>(asked.cursor.as_deref())?.unwrap_or_else(|| Moment::first(now));
        for agency in &here.agencies {
            rows.extend(store::over_of(&mut tx, *agency, before, limit).await?);
        }
        rows.sort_by_key(|row| std::cmp::Reverse((row.ended_at, row.id)));
        cursor::cut(&mut rows, PAGE, |row| Moment(row.ended_at.unwrap_or_default(), row.id))
    } else {
        let Day(due, id) = cursor::read(asked.cursor.as_deref())?.unwrap_or_else(Day::earliest);
        let after = (due, id);
        match asked.list {
            EnquiryList::ToRoute => {
                for place in store::regions_to_route(&mut tx).await? {
                    if here.intake.covers_region(place) {
                        rows.extend(store::to_route(&mut tx, &place, after, limit).await?);
                    }
                }
            }
            _ => {
                for agency in &here.agencies {
                    rows.extend(store::open_of(&mut tx, *agency, after, limit).await?);
                }
            }
        }
        rows.sort_by_key(|row| (row.due, row.id));
        cursor::cut(&mut rows, PAGE, |row| Day(row.due.unwrap_or_default(), row.id))
    };
    // Nobody deals with what they wrote themselves.
    rows.retain(|row| !here.is_own(row));
    let items = rows.iter().map(store::Row::line).collect::<Result<_>>()?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let line = Line::by(session.account, "desk.list_enquiries", session.account).detail("enquiries", ids);
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    Ok(Json(Page { items, next, total: None, facets: Vec::new() }))
}

/// Registers what came by letter, by telephone or by a visit, for a whole region; only at its window.
#[utoipa::path(post, path = "/api/desk/enquiries", tag = "enquiries",
    params(("idempotency-key" = Option<String>, Header)), request_body = RegisteredEnquiry,
    responses((status = 201, body = EnquiryFiled), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn register(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    headers: HeaderMap,
    Json(sent): Json<RegisteredEnquiry>,
) -> Result<(StatusCode, Json<EnquiryFiled>)> {
    let now = state.clock.now();
    let (mut tx, here) = here(&state, &session).await?;
    if here.intake.is_empty() {
        return Err(refused(&state, tx, &session, session.account).await?);
    }
    let mut faults = filed(&sent.enquiry, false);
    faults.extend(strange(&sent, local_day(now)));
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let by = session.account.to_string();
    let once = once(&state, (&by, &headers), &sent)?;
    let writer = Writer { account: None, by: &by, secret: None, once: &once };
    let (channel, received_on) = (sent.channel, sent.received_on);
    let came = Came { channel, received_on, registered_by: Some(session.account) };
    let logged = match take_in(&state, &mut tx, (&sent.enquiry, &writer), came, now).await? {
        Taken::Again(logged) => logged,
        Taken::New(logged) => {
            let line = Line::by(session.account, "enquiry.register", logged.row.id);
            audit::record(&mut tx, line.detail("channel", channel.slug()), logged.chain(), now).await?;
            logged
        }
    };
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(EnquiryFiled { id: logged.row.id, code: None, due: logged.row.due })))
}

/// What of it no letter, call or visit can be.
fn strange(sent: &RegisteredEnquiry, today: NaiveDate) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if sent.channel == EnquiryChannel::Web {
        faults.push(FieldError::new("/channel", FieldCode::NotAChoice));
    }
    let oldest = today - chrono::TimeDelta::days(OLDEST_DAYS);
    if sent.received_on > today {
        faults.push(FieldError::new("/received_on", FieldCode::TooLate).with("max", today.to_string()));
    } else if sent.received_on < oldest {
        faults.push(FieldError::new("/received_on", FieldCode::TooEarly).with("min", oldest.to_string()));
    }
    faults
}

async fn refused(state: &AppState, mut tx: Tx, session: &Session, about: i64) -> Result<Error> {
    let line = Line::by(session.account, "enquiry.refused", about);
    audit::record(&mut tx, line, about, state.clock.now()).await?;
    tx.commit().await?;
    Ok(Error::forbidden())
}

/// One that is one's business; others are not there, and that one asked is on record.
async fn found(state: &AppState, session: &Session, id: i64, hold: bool) -> Result<(Tx, Here, Logged)> {
    let (mut tx, here) = here(state, session).await?;
    let logged = match hold {
        true => Logged::hold(&mut tx, id).await?,
        false => Logged::load(&mut tx, id).await?,
    };
    let logged = logged.ok_or_else(Error::not_found)?;
    if here.actors(&logged).is_empty() {
        refused(state, tx, session, id).await?;
        return Err(Error::not_found());
    }
    Ok((tx, here, logged))
}

/// One at the desk. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/enquiries/{id}", tag = "enquiries", params(("id" = i64, Path)),
    responses((status = 200, body = DeskEnquiry), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
) -> Result<Json<DeskEnquiry>> {
    let (mut tx, here, logged) = found(&state, &session, id, false).await?;
    let told = view::at_desk(&state, &mut tx, &here, &logged).await?;
    let line = Line::by(session.account, "enquiry.read", id);
    audit::record(&mut tx, line, logged.chain(), state.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(told))
}

/// Does something about one. What others did since one looked is not overwritten.
#[utoipa::path(post, path = "/api/desk/enquiries/{id}/commands", tag = "enquiries", params(("id" = i64, Path)),
    request_body = EnquiryCommand,
    responses((status = 200, body = DeskEnquiry), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn command(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<i64>,
    Json(sent): Json<EnquiryCommand>,
) -> Result<Json<DeskEnquiry>> {
    let now = state.clock.now();
    let (act, own_numbers) = (sent.act, sent.numbers_are_offices);
    let (mut tx, here, mut logged) = found(&state, &session, id, true).await?;
    let Some(seen) = sent.revision else {
        return Err(Error::bad_request("revision: the number of events that one has seen"));
    };
    if seen != logged.now.seq {
        return Err(Problem::new(ProblemKind::Conflict).detail("something was done since you looked").into());
    }
    let routes = match act {
        EnquiryAct::Route => view::routes(&mut tx, &logged.row.region).await?,
        _ => Vec::new(),
    };
    let command = match act {
        EnquiryAct::Keep => Command::Keep(keep(&mut tx, &here, &logged, now).await?),
        EnquiryAct::SendBack if !is_at_a_window(&mut tx, &logged).await? => {
            let refusal = Problem::new(ProblemKind::Refused).detail("no window hands it on in this region");
            return Err(refusal.into());
        }
        _ => command_of(sent, |agency| routes.iter().any(|route| route.id == agency))?,
    };
    if let Command::Publish(published) = &command {
        let faults = unfit(&state, published, own_numbers);
        if !faults.is_empty() {
            return Err(Error::invalid(faults));
        }
    }
    let by = session.account.to_string();
    let actor = here.actor_for(&logged, act).ok_or_else(Error::forbidden)?;
    let calendar = state.calendar.current();
    let means = Means { calendar: &calendar, chance: &state.chance };
    logged.act(&mut tx, command, (actor, &by), means, now).await?;
    let line = Line::by(session.account, "enquiry.command", id).detail("act", act.slug());
    audit::record(&mut tx, line, logged.chain(), now).await?;
    let logged = Logged::load(&mut tx, id).await?.ok_or_else(Error::not_found)?;
    let told = view::at_desk(&state, &mut tx, &here, &logged).await?;
    tx.commit().await?;
    if matches!(act, EnquiryAct::Publish | EnquiryAct::TakeDown) {
        // What was drawn of it before is read by nobody any more.
        state.pages.clear();
    }
    Ok(Json(told))
}

/// Puts question and reply among the common questions: who asks the like is answered by the hall from then on. The number of the entry.
async fn keep(tx: &mut Tx, here: &Here, logged: &Logged, now: DateTime<Utc>) -> Result<i64> {
    let published =
        logged.now.published.as_ref().filter(|_| here.allowed(logged).contains(&EnquiryAct::Keep));
    let Some(published) = published else {
        return Err(Problem::new(ProblemKind::Refused).detail("not as it stands, or not by you").into());
    };
    let row = &logged.row;
    let said = published.as_common(row.item.as_deref(), row.agency_name.as_deref().unwrap_or_default());
    ask::keep_common(tx, said, here.account, now).await
}

/// Whether what is sent back is before anybody then.
async fn is_at_a_window(tx: &mut Tx, logged: &Logged) -> Result<bool> {
    let region = RegionCode::parse(&logged.row.region).map_err(anyhow::Error::from)?;
    Ok(accounts::Windows::all(tx).await?.cover(region))
}

/// What of it everybody should not read: what may be somebody's number, and words that the hall does not say.
fn unfit(state: &AppState, published: &Published, own_numbers: bool) -> Vec<FieldError> {
    let mut faults = published.exposed(own_numbers);
    let index = state.search.current();
    let texts =
        [("/subject", &published.subject), ("/asked", &published.words), ("/reply", &published.reply)];
    let blocked = texts.into_iter().filter(|(_, text)| ask::is_blocked(&index, text));
    faults.extend(blocked.map(|(pointer, _)| FieldError::new(pointer, FieldCode::BlockedWords)));
    faults
}

/// What is meant by what is sent.
fn command_of(sent: EnquiryCommand, may_go_to: impl Fn(i64) -> bool) -> Result<Command> {
    let words = sent.words.unwrap_or_default();
    Ok(match sent.act {
        EnquiryAct::Route => match sent.agency {
            Some(agency) if may_go_to(agency) => Command::Route(agency),
            Some(_) => return Err(Error::invalid(vec![FieldError::new("/agency", FieldCode::NotAChoice)])),
            None => return Err(Error::invalid(vec![FieldError::new("/agency", FieldCode::Required)])),
        },
        EnquiryAct::SendBack => Command::SendBack(words),
        EnquiryAct::TakeUp => Command::TakeUp,
        EnquiryAct::Decline => Command::Decline(words),
        EnquiryAct::Draft => Command::Draft(words),
        EnquiryAct::GiveBack => Command::GiveBack(words),
        EnquiryAct::Reply => Command::Reply,
        EnquiryAct::Publish => match sent.published {
            Some(published) => Command::Publish(published),
            None => return Err(Error::invalid(vec![FieldError::new("/subject", FieldCode::Required)])),
        },
        EnquiryAct::TakeDown => Command::TakeDown,
        EnquiryAct::Feature => Command::Feature(true),
        EnquiryAct::Unfeature => Command::Feature(false),
        EnquiryAct::Keep => return Err(Error::bad_request("act: kept as an entry")),
        EnquiryAct::Withdraw | EnquiryAct::WithdrawConsent | EnquiryAct::Rate => {
            return Err(Error::bad_request("act: only of who wrote it"));
        }
    })
}
