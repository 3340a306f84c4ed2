//! An enquiry as each of its readers has it: who wrote it, everybody, the desk.

use schema::enquiries::{
    Actor, DeskEnquiry, EnquiryAct, EnquiryContent, EnquiryEvent, EnquiryHappened, EnquiryLine, EnquiryRoute,
    EnquiryStep, OwnEnquiry, PublishedReply, allowed,
};
use schema::role::RegionCode;

use super::here::{Here, Sight};
use super::log::{HALL, Logged, WRITER};
use super::store::Row;
use crate::db::Tx;
use crate::error::Result;
use crate::features::{accounts, ask, catalogue};
use crate::state::AppState;

/// As who wrote it has it: nothing of what goes on between those who answer.
pub fn own(logged: &Logged) -> Result<OwnEnquiry> {
    let is_theirs = |event: &&EnquiryEvent| {
        !matches!(
            event.happened,
            EnquiryHappened::Drafted { .. }
                | EnquiryHappened::GivenBack { .. }
                | EnquiryHappened::SentBack { .. }
                | EnquiryHappened::Urged
                | EnquiryHappened::Featured { .. }
        )
    };
    let step = |event: &EnquiryEvent| EnquiryStep {
        at: event.at,
        what: event.happened.slug().to_owned(),
        by: None,
        words: None,
    };
    Ok(OwnEnquiry {
        line: logged.row.line()?,
        words: logged.row.words.clone(),
        reply: logged.now.reply.as_ref().map(|reply| reply.words.clone()),
        is_published: logged.now.published.is_some(),
        consents: logged.now.consents,
        steps: logged.events.iter().filter(is_theirs).map(step).collect(),
        allowed: allowed(&logged.now, Actor::Writer),
    })
}

/// As everybody has it; none where it is not published.
pub fn public(row: &Row) -> Result<Option<PublishedReply>> {
    let Some(published) = row.published()? else { return Ok(None) };
    Ok(Some(PublishedReply { line: public_line(row, &published.subject)?, published }))
}

/// The same in lists: what it is about as it is published, and no last day of anybody's.
fn public_line(row: &Row, subject: &str) -> Result<EnquiryLine> {
    Ok(EnquiryLine { subject: subject.to_owned(), due: None, ..row.line()? })
}

/// Rows of a public list.
pub fn public_lines(rows: &[Row]) -> Result<Vec<EnquiryLine>> {
    let mut lines = Vec::new();
    for row in rows {
        if let Some(published) = row.published()? {
            lines.push(public_line(row, &published.subject)?);
        }
    }
    Ok(lines)
}

/// As the desk has it: whole for who has to deal with it, what is published for editors, and how far it is for who handed it on.
pub async fn at_desk(state: &AppState, tx: &mut Tx, here: &Here, logged: &Logged) -> Result<DeskEnquiry> {
    let (row, now, sight) = (&logged.row, &logged.now, here.sight(logged));
    let allowed = here.allowed(logged);
    let routes = match allowed.contains(&EnquiryAct::Route) {
        true => routes(tx, &row.region).await?,
        false => Vec::new(),
    };
    let public = public(row)?;
    let content = match sight {
        Sight::Whole => Some(content(state, tx, logged, &allowed).await?),
        Sight::Published | Sight::Stage => None,
    };
    let line = match (sight, &public) {
        (Sight::Whole, _) => row.line()?,
        (Sight::Published | Sight::Stage, Some(public)) => public.line.clone(),
        (Sight::Published | Sight::Stage, None) => {
            EnquiryLine { subject: String::new(), grade: None, ..row.line()? }
        }
    };
    Ok(DeskEnquiry {
        line,
        channel: row.channel()?,
        revision: now.seq,
        content,
        published: now.published.clone(),
        featured: now.featured,
        allowed,
        routes,
    })
}

/// What only who has to deal with it reads.
async fn content(
    state: &AppState,
    tx: &mut Tx,
    logged: &Logged,
    allowed: &[EnquiryAct],
) -> Result<EnquiryContent> {
    let (row, now) = (&logged.row, &logged.now);
    let approved =
        allowed.contains(&EnquiryAct::Draft).then(|| ask::approved(&state.search.current(), &row.subject));
    let writer = match row.account {
        Some(account) => accounts::name(tx, account).await?,
        None => row.name.clone(),
    };
    Ok(EnquiryContent {
        words: row.words.clone(),
        item: row.item.clone().zip(row.item_name.clone()),
        name: writer,
        phone: row.phone.clone(),
        consents: now.consents,
        draft: now.draft.as_ref().map(|(words, _)| words.clone()),
        approved: approved.flatten(),
        given_back: now.given_back.clone(),
        reply: now.reply.as_ref().map(|reply| reply.words.clone()),
        steps: steps(tx, logged).await?,
    })
}

/// What happened, with who did it at the desk and what was said.
async fn steps(tx: &mut Tx, logged: &Logged) -> Result<Vec<EnquiryStep>> {
    let mut steps = Vec::new();
    for event in &logged.events {
        let is_writers = matches!(
            event.happened,
            EnquiryHappened::Withdrawn | EnquiryHappened::Rated { .. } | EnquiryHappened::ConsentWithdrawn
        );
        let by = match event.by.as_str() {
            HALL | WRITER => None,
            account => match account.parse() {
                // Who wrote is named above, or not at all.
                Ok(account) if !is_writers && logged.row.account != Some(account) => {
                    accounts::name(tx, account).await?
                }
                _ => None,
            },
        };
        let words = said(&event.happened).map(str::to_owned);
        steps.push(EnquiryStep { at: event.at, what: event.happened.slug().to_owned(), by, words });
    }
    Ok(steps)
}

/// What was said with a step.
fn said(happened: &EnquiryHappened) -> Option<&str> {
    let words = match happened {
        EnquiryHappened::SentBack { reason }
        | EnquiryHappened::Declined { reason }
        | EnquiryHappened::GivenBack { reason } => reason,
        EnquiryHappened::Drafted { words } | EnquiryHappened::Rated { words, .. } => words,
        _ => return None,
    };
    Some(words.as_str()).filter(|words| !words.is_empty())
}

/// The agencies where what came in there may go: those of the region, then those that lie in it, with what that is called.
pub async fn routes(tx: &mut Tx, region: &str) -> Result<Vec<EnquiryRoute>> {
    let region = RegionCode::parse(region).map_err(anyhow::Error::from)?;
    let agencies = catalogue::agencies_in(tx, region).await?;
    let route = |agency: catalogue::Agency| EnquiryRoute {
        id: agency.id,
        name: match agency.region == region {
            true => agency.name,
            false => format!("{} · {}", agency.region_name, agency.name),
        },
    };
    Ok(agencies.into_iter().map(route).collect())
}
