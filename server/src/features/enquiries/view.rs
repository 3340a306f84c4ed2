//! An enquiry as each of its readers has it: who wrote it, everybody, the desk.

use schema::enquiries::{
    Actor, DeskEnquiry, EnquiryAct, EnquiryEvent, EnquiryHappened, EnquiryLine, EnquiryRoute, EnquiryStep,
    OwnEnquiry, PublishedReply, allowed,
};
use schema::role::RegionCode;

use super::here::Here;
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

/// As the desk has it.
pub async fn at_desk(state: &AppState, tx: &mut Tx, here: &Here, logged: &Logged) -> Result<DeskEnquiry> {
    let mut steps = Vec::new();
    for event in &logged.events {
        let by = match event.by.as_str() {
            HALL | WRITER => None,
            account => match account.parse() {
                Ok(account) if logged.row.account != Some(account) => accounts::name(tx, account).await?,
                _ => None,
            },
        };
        let words = said(&event.happened).map(str::to_owned);
        steps.push(EnquiryStep { at: event.at, what: event.happened.slug().to_owned(), by, words });
    }
    let (row, now) = (&logged.row, &logged.now);
    let allowed = here.allowed(logged);
    let routes = match allowed.contains(&EnquiryAct::Route) {
        true => routes(tx, &row.region).await?,
        false => Vec::new(),
    };
    let approved =
        allowed.contains(&EnquiryAct::Draft).then(|| ask::approved(&state.search.current(), &row.subject));
    let approved = approved.flatten();
    let writer = match row.account {
        Some(account) => accounts::name(tx, account).await?,
        None => row.name.clone(),
    };
    Ok(DeskEnquiry {
        line: row.line()?,
        channel: row.channel()?,
        words: row.words.clone(),
        item: row.item.clone().zip(row.item_name.clone()),
        name: writer,
        phone: row.phone.clone(),
        consents: now.consents,
        revision: now.seq,
        draft: now.draft.as_ref().map(|(words, _)| words.clone()),
        approved,
        given_back: now.given_back.clone(),
        reply: now.reply.as_ref().map(|reply| reply.words.clone()),
        published: now.published.clone(),
        featured: now.featured,
        steps,
        allowed,
        routes,
    })
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

/// The agencies of a region, where what came in there may go.
pub async fn routes(tx: &mut Tx, region: &str) -> Result<Vec<EnquiryRoute>> {
    let region = RegionCode::parse(region).map_err(anyhow::Error::from)?;
    let agencies = catalogue::agencies(tx, &region).await?;
    Ok(agencies.into_iter().map(|(id, name)| EnquiryRoute { id, name }).collect())
}
