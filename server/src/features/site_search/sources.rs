//! What the index is built of: what each feature says is published, page after page.

use chrono::{DateTime, Utc};
use schema::calendar::local_day;
use schema::disclosures::Disclosure;
use schema::locale::Text;
use schema::notices::Notice;
use schema::site_search::SiteKind;
use schema::surveys::Survey;

use super::index::Document;
use crate::cursor::Moment;
use crate::db::Tx;
use crate::error::Result;
use crate::features::{disclosures, enquiries, notices, surveys};

/// How many are read at a time.
const PAGE: usize = 500;

/// How many replies are found at most: the newest ones. Rules change, and what was answered long ago misleads.
const REPLIES: usize = 20_000;

/// Everything that is published, or will be on a day that is set.
pub async fn read(tx: &mut Tx) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    let mut after = String::new();
    loop {
        let page = notices::after(tx, &after, PAGE as i64).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.id);
        documents.extend(page.into_iter().map(of_notice));
    }
    let mut after = 0;
    loop {
        let page = disclosures::after(tx, after, PAGE as i64).await?;
        let Some(last) = page.last() else { break };
        after = last.line.id;
        documents.extend(page.into_iter().map(of_disclosure));
    }
    let mut after = 0;
    loop {
        let page = surveys::after(tx, after, PAGE as i64).await?;
        let Some(last) = page.last() else { break };
        after = last.line.id;
        documents.extend(page.into_iter().map(of_survey));
    }
    documents.extend(replies(tx).await?);
    Ok(documents)
}

async fn replies(tx: &mut Tx) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    let mut before = Moment(DateTime::<Utc>::from_timestamp_nanos(i64::MAX), i64::MAX);
    while documents.len() < REPLIES {
        let page = enquiries::published(tx, before, PAGE as i64).await?;
        let Some(last) = page.last() else { break };
        before = Moment(last.at, last.id);
        documents.extend(page.into_iter().map(of_reply));
    }
    Ok(documents)
}

fn of_notice(notice: Notice) -> Document {
    Document {
        kind: SiteKind::Notice,
        id: notice.id,
        title: notice.title,
        body: notice.body,
        also: String::new(),
        source: None,
        day: notice.published_on,
        subject: None,
    }
}

fn of_disclosure(document: Disclosure) -> Document {
    let line = document.line;
    let number = line.document_number.unwrap_or_default();
    Document {
        kind: if line.subject.is_policy() { SiteKind::Policy } else { SiteKind::Disclosure },
        id: line.id.to_string(),
        title: Text::zh(line.title),
        body: Text::zh(document.body),
        also: format!("{number} {} {}", line.index_number, line.issuer),
        source: Some(line.issuer),
        day: line.published_on,
        subject: Some(line.subject),
    }
}

fn of_survey(survey: Survey) -> Document {
    let line = survey.line;
    let body = [Some(survey.body), survey.feedback].into_iter().flatten().collect::<Vec<_>>().join("\n");
    Document {
        kind: SiteKind::Survey,
        id: line.id.to_string(),
        title: Text::zh(line.title),
        body: Text::zh(body),
        also: line.issuer.clone(),
        source: Some(line.issuer),
        day: line.opens_on,
        subject: None,
    }
}

fn of_reply(reply: enquiries::PublicReply) -> Document {
    let published = reply.published;
    Document {
        kind: SiteKind::Reply,
        id: reply.id.to_string(),
        title: Text::zh(published.subject),
        body: Text::zh(format!("{}\n{}", published.words, published.reply)),
        also: reply.agency.clone().unwrap_or_default(),
        source: reply.agency,
        day: local_day(reply.at),
        subject: None,
    }
}
