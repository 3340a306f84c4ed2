//! A proceeding as its reader may see it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schema::applications::FileInfo;
use schema::calendar::local_day;
use schema::proceedings::{
    Invitation, Invitee, OpinionGiven, PartyView, ProceedingAct, ProceedingFile, ProceedingLine,
    ProceedingView, Who, allowed,
};

use super::here::Here;
use super::log::Logged;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{bundles, cases};
use crate::state::AppState;

/// What a list says of one.
pub fn line(logged: &Logged, may_open: bool, today: NaiveDate) -> ProceedingLine {
    let it = &logged.now;
    let invited: Vec<&Invitee> = it.invitees.iter().filter(|invitee| !invitee.revoked).collect();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    ProceedingLine {
        id: logged.row.id,
        kind: it.kind,
        // Of what one may not open one learns that it runs, and until when.
        subject: if may_open { it.subject.clone() } else { String::new() },
        ground: it.ground,
        agency: logged.row.agency_name.clone(),
        called_at: it.called_at,
        held_at: it.held_at,
        due: it.due,
        late: is_late(logged, today),
        answered: count(invited.iter().filter(|invitee| invitee.opinion.is_some()).count()),
        invited: count(invited.len()),
        outcome: it.end.as_ref().map(|(outcome, _, _)| *outcome),
        may_open,
    }
}

/// Whether somebody is late with it; a special procedure that lasts longer than the applicant was told is.
fn is_late(logged: &Logged, today: NaiveDate) -> bool {
    let it = &logged.now;
    let lasts = it.invitees.is_empty() && !it.is_over() && it.due.is_some_and(|due| today > due);
    lasts || it.invitees.iter().any(|invitee| it.is_late(invitee, today))
}

/// One of them, for somebody who may open it.
pub async fn view(state: &AppState, tx: &mut Tx, here: &Here, logged: &Logged) -> Result<ProceedingView> {
    let now = state.clock.now();
    let today = local_day(now);
    let it = &logged.now;
    let calls = here.called(&logged.row);
    let own = here.invited(it).map(|invitee| invitee.key);
    let mut may: Vec<ProceedingAct> = Vec::new();
    for actor in here.actors(&logged.row, it) {
        may.extend(allowed(it, actor, now));
    }
    let (attached, sent) = files(tx, logged).await?;
    let parties = it.invitees.iter().filter(|invitee| calls || sees(logged, invitee, own));
    let parties = parties.map(|invitee| party(logged, invitee, &sent, today)).collect();
    let case = match logged.row.case_record.filter(|_| calls) {
        Some(case) => Some(cases::number_of(tx, case).await?.0),
        None => None,
    };
    let joint = match logged.row.joint.filter(|_| calls || it.kind.is_gathering()) {
        Some(joint) => Some(bundles::whole_of(tx, joint).await?.ok_or_else(Error::not_found)?.number),
        None => None,
    };
    Ok(ProceedingView {
        line: line(logged, true, today),
        place: it.place.clone(),
        case,
        joint,
        attached: it.attached.clone(),
        files: attached,
        parties,
        minutes: it.minutes.clone(),
        result: it.end.as_ref().map(|(_, words, _)| words.clone()),
        ended_at: it.end.as_ref().map(|(_, _, at)| *at),
        own,
        allowed: may,
        fields: Vec::new(),
        papers: Vec::new(),
        link: None,
        revision: it.seq,
    })
}

/// Who comes together hears the others; else each knows of themselves only.
fn sees(logged: &Logged, invitee: &Invitee, own: Option<u32>) -> bool {
    logged.now.kind.is_gathering() || own == Some(invitee.key)
}

/// Files by who sent them.
type Sent = BTreeMap<u32, Vec<ProceedingFile>>;

/// The files that were attached, and those that were sent.
async fn files(tx: &mut Tx, logged: &Logged) -> Result<(Vec<ProceedingFile>, Sent)> {
    let (mut attached, mut sent) = (Vec::new(), Sent::new());
    for (party, file) in store::files(tx, logged.row.id).await? {
        let file = ProceedingFile { id: file.id, name: file.name, bytes: file.bytes };
        match party {
            Some(key) => sent.entry(key).or_default().push(file),
            None => attached.push(file),
        }
    }
    Ok((attached, sent))
}

fn given(invitee: &Invitee) -> Option<OpinionGiven> {
    let (stance, words, at) = invitee.opinion.clone()?;
    Some(OpinionGiven { stance, words, at })
}

fn party(logged: &Logged, invitee: &Invitee, sent: &Sent, today: NaiveDate) -> PartyView {
    let comes = invitee.comes.clone();
    PartyView {
        key: invitee.key,
        name: invitee.name.clone(),
        outside: invitee.who == Who::Outside,
        until: invitee.until,
        revoked: invitee.revoked,
        comes: comes.as_ref().map(|(comes, _)| *comes),
        reason: comes.map(|(_, reason)| reason).filter(|reason| !reason.is_empty()),
        opinion: given(invitee),
        reports: sent.get(&invitee.key).cloned().unwrap_or_default(),
        late: logged.now.is_late(invitee, today),
    }
}

/// What who is invited from outside sees.
pub async fn invitation(tx: &mut Tx, logged: &Logged, key: u32) -> Result<Invitation> {
    let it = &logged.now;
    let invitee = it.invitee(key).ok_or_else(Error::not_found)?;
    let (attached, mut sent) = files(tx, logged).await?;
    Ok(Invitation {
        name: invitee.name.clone(),
        agency: logged.row.agency_name.clone(),
        ground: it.ground,
        subject: it.subject.clone(),
        due: it.due,
        until: invitee.until,
        attached: it.attached.clone(),
        files: attached,
        opinion: given(invitee),
        reports: sent.remove(&key).unwrap_or_default(),
        over: it.is_over(),
    })
}

/// A file of a proceeding, if who has this key may see it: what was attached, and what they sent. Without a key any of it.
pub async fn file(tx: &mut Tx, logged: &Logged, key: Option<u32>, file: i64) -> Result<FileInfo> {
    let gathers = logged.now.kind.is_gathering();
    let may = |party: Option<u32>| key.is_none() || party.is_none() || party == key || gathers;
    let files = store::files(tx, logged.row.id).await?;
    let found = files.into_iter().find(|(party, known)| known.id == file && may(*party));
    found.map(|(_, file)| file).ok_or_else(Error::not_found)
}
