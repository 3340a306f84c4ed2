//! Calling a proceeding beside a case or a joint application: who may, who can be invited, and what they are shown.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use schema::applications::FileInfo;
use schema::bundles::JointEventKind;
use schema::calendar::local_day;
use schema::form::SummaryLine;
use schema::proceedings::{Attached, Beside, Choice, NewProceeding, ProceedingKind, Who, call, earliest};
use schema::role::RegionCode;
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::domain::{self, id_of};
use super::here::Here;
use super::log::{Logged, never};
use super::store::{self, New};
use super::view;
use crate::cursor::is_known;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::bundles::Whole;
use crate::features::cases::CaseBeside;
use crate::features::{accounts, bundles, catalogue, regions};
use crate::state::AppState;

/// The longest summary of what is sent up, in characters.
const LETTERS: usize = 2000;

/// Where something is called.
pub struct Ground {
    case: Option<i64>,
    joint: Option<i64>,
    /// The agency that calls.
    agency: i64,
    region: Option<RegionCode>,
    may_call: Vec<ProceedingKind>,
    fields: Vec<SummaryLine>,
    files: Vec<FileInfo>,
    /// The agencies with a part in the joint application.
    lanes: Vec<(i64, String)>,
    /// What is listed there.
    listed: Vec<Logged>,
    /// Whether one sees of each that it runs.
    sees_all: bool,
}

impl Ground {
    /// Beside a case.
    pub async fn of_case(tx: &mut Tx, case: CaseBeside) -> Result<Self> {
        let lanes = match case.joint {
            Some(joint) => bundles::whole_of(tx, joint).await?.map(agencies).unwrap_or_default(),
            None => catalogue::agencies(tx, &case.region).await?,
        };
        let rows = store::of_case(tx, case.id).await?;
        let may = |kind: &ProceedingKind| *kind != ProceedingKind::Special && case.may_call;
        Ok(Self {
            case: Some(case.id),
            joint: case.joint,
            agency: case.agency,
            region: Some(case.region),
            may_call: ProceedingKind::ALL.into_iter().filter(may).collect(),
            fields: case.fields,
            files: case.files,
            lanes,
            listed: loaded(tx, rows).await?,
            sees_all: true,
        })
    }

    /// Beside a joint application, which its lead calls.
    pub async fn of_joint(tx: &mut Tx, whole: Whole, leads: bool) -> Result<Self> {
        use ProceedingKind::{Escalation, Meeting, SiteVisit};
        let rows = store::of_joint(tx, whole.application).await?;
        let may_call = if leads && whole.open { vec![Meeting, SiteVisit, Escalation] } else { Vec::new() };
        Ok(Self {
            case: None,
            joint: Some(whole.application),
            agency: whole.agency,
            region: whole.region,
            may_call,
            fields: Vec::new(),
            files: Vec::new(),
            lanes: agencies(whole),
            listed: loaded(tx, rows).await?,
            sees_all: leads,
        })
    }

    /// Who may be invited to a proceeding of a kind.
    async fn offered(&self, tx: &mut Tx, kind: ProceedingKind) -> Result<Vec<(Who, String)>> {
        match kind {
            ProceedingKind::Meeting | ProceedingKind::SiteVisit => self.guests(tx).await,
            ProceedingKind::Assist => self.units(tx).await,
            ProceedingKind::Escalation => self.superiors(tx).await,
            ProceedingKind::Special => Ok(Vec::new()),
        }
    }

    /// The other agencies with a part in it, and those who work there.
    async fn guests(&self, tx: &mut Tx) -> Result<Vec<(Who, String)>> {
        let others = self.lanes.iter().filter(|(agency, _)| *agency != self.agency);
        let mut all: Vec<_> = others.map(|(id, name)| (Who::Agency(*id), name.clone())).collect();
        // People are named in a joint application, where the agencies are few.
        if self.joint.is_some() {
            let agencies: Vec<i64> = self.lanes.iter().map(|(agency, _)| *agency).collect();
            for person in accounts::colleagues(tx, &agencies).await? {
                let of = self.lanes.iter().find(|(agency, _)| *agency == person.agency);
                let name = of.map_or(person.name.clone(), |(_, of)| format!("{} · {of}", person.name));
                let who = Who::Person(person.account);
                if !all.iter().any(|(other, _)| *other == who) {
                    all.push((who, name));
                }
            }
        }
        Ok(all)
    }

    /// The other agencies of the region.
    async fn units(&self, tx: &mut Tx) -> Result<Vec<(Who, String)>> {
        let Some(region) = self.region else { return Ok(Vec::new()) };
        let units = catalogue::agencies(tx, &region).await?.into_iter();
        Ok(units.filter(|(id, _)| *id != self.agency).map(|(id, name)| (Who::Agency(id), name)).collect())
    }

    /// The region and those above it that somebody leads here.
    async fn superiors(&self, tx: &mut Tx) -> Result<Vec<(Who, String)>> {
        let mut all = Vec::new();
        for region in self.region.iter().flat_map(|region| region.lineage()) {
            if accounts::is_led(tx, region).await? {
                let name = regions::name(tx, region).await?.unwrap_or_else(|| region.to_string());
                all.push((Who::Region(region), name));
            }
        }
        Ok(all)
    }

    /// What runs there, and what may be called.
    pub async fn told(&self, state: &AppState, tx: &mut Tx, here: &Here) -> Result<Beside> {
        let today = local_day(state.clock.now());
        let mut lines = Vec::new();
        for logged in &self.listed {
            let may_open = here.opens(&logged.row, &logged.now);
            if may_open || self.sees_all {
                lines.push(view::line(logged, may_open, today));
            }
        }
        let told = Beside {
            proceedings: lines,
            may_call: self.may_call.clone(),
            of_case: self.case.is_some(),
            ..Beside::default()
        };
        if self.may_call.is_empty() {
            return Ok(told);
        }
        let choices = |all: Vec<(Who, String)>| -> Vec<Choice> {
            all.into_iter().map(|(who, name)| Choice { id: id_of(&who), name }).collect()
        };
        let field = |line: &SummaryLine| Choice { id: line.pointer.clone(), name: labelled(line) };
        let file = |file: &FileInfo| Choice { id: file.id.to_string(), name: file.name.clone() };
        let asks = self.may_call.contains(&ProceedingKind::Assist);
        Ok(Beside {
            guests: choices(self.guests(tx).await?),
            units: if asks { choices(self.units(tx).await?) } else { Vec::new() },
            superiors: choices(self.superiors(tx).await?),
            fields: self.fields.iter().map(field).collect(),
            files: self.files.iter().map(file).collect(),
            earliest: Some(earliest(today, &state.calendar.current())),
            ..told
        })
    }

    /// What goes along: chosen answers in words, one's own summary, and what was said in chosen proceedings that one may open.
    fn attached(&self, here: &Here, sent: &NewProceeding) -> Result<Vec<Attached>, Vec<FieldError>> {
        let mut attached = Vec::new();
        let unknown = || vec![FieldError::new("/dossier", FieldCode::NotAChoice)];
        let summary = sent.summary.as_deref().map(str::trim).unwrap_or_default();
        if summary.chars().count() > LETTERS {
            return Err(vec![FieldError::new("/summary", FieldCode::TooLong).with("max", LETTERS)]);
        }
        if !summary.is_empty() {
            attached.push(Attached { label: sent.subject.trim().to_owned(), value: summary.to_owned() });
        }
        attached.extend(chosen(&self.fields, &sent.fields)?);
        for id in &sent.dossier {
            let known = self.listed.iter().find(|it| it.row.id == *id && here.opens(&it.row, &it.now));
            attached.extend(dossier(known.ok_or_else(unknown)?));
        }
        Ok(attached)
    }
}

/// The answers that were chosen, in words.
pub fn chosen(fields: &[SummaryLine], pointers: &[String]) -> Result<Vec<Attached>, Vec<FieldError>> {
    let one = |pointer: &String| {
        let line = fields.iter().find(|line| line.pointer == *pointer);
        let line = line.ok_or_else(|| vec![FieldError::new("/fields", FieldCode::NotAChoice)])?;
        Ok(Attached { label: labelled(line), value: line.value.clone() })
    };
    pointers.iter().map(one).collect()
}

fn agencies(whole: Whole) -> Vec<(i64, String)> {
    let mut all: Vec<(i64, String)> = Vec::new();
    for (_, agency, name) in whole.lanes {
        if !all.iter().any(|(other, _)| *other == agency) {
            all.push((agency, name));
        }
    }
    all
}

async fn loaded(tx: &mut Tx, rows: Vec<store::Row>) -> Result<Vec<Logged>> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(Logged::of(tx, row).await?);
    }
    Ok(all)
}

pub fn labelled(line: &SummaryLine) -> String {
    if line.group.is_empty() { line.label.clone() } else { format!("{} · {}", line.group, line.label) }
}

/// What was said in a proceeding, who said it, and what came of it.
fn dossier(logged: &Logged) -> Vec<Attached> {
    let it = &logged.now;
    let entry = |who: &str, value: &str| Attached {
        label: format!("{} · {who}", it.subject),
        value: value.to_owned(),
    };
    let opinions = it.invitees.iter().filter_map(|invitee| {
        let (_, words, _) = invitee.opinion.as_ref()?;
        Some(entry(&invitee.name, words))
    });
    let rest = [it.minutes.as_deref(), it.end.as_ref().map(|(_, words, _)| words.as_str())];
    let rest = rest.into_iter().flatten().filter(|words| !words.is_empty());
    opinions.chain(rest.map(|words| entry(&logged.row.agency_name, words))).collect()
}

/// Calls one on a ground that is held; with a key that called one before it is that one.
pub async fn call_on(
    state: &AppState,
    tx: &mut Tx,
    (ground, here): (&Ground, &Here),
    (sent, key): (&NewProceeding, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(bool, Logged)> {
    if let Some(key) = key
        && let Some(id) = store::called_with(tx, here.account, key).await?
    {
        let known = Logged::load(tx, id).await?.ok_or_else(Error::not_found)?;
        return Ok((false, known));
    }
    if !ground.may_call.contains(&sent.kind) {
        return Err(refused("not as it stands, or not by you"));
    }
    let payloads = read(state, tx, (ground, here), sent, now).await?;
    let normal = domain::matter(&catalogue::normal(&sent.subject));
    let matter = Some(normal.as_str()).filter(|_| sent.kind == ProceedingKind::Assist);
    if let (Some(case), Some(matter)) = (ground.case, matter)
        && store::about(tx, case, matter).await?.is_some()
    {
        let taken = FieldError::new("/subject", FieldCode::Taken);
        return Err(Problem { errors: vec![taken], ..Problem::new(ProblemKind::Refused) }
            .detail("a unit was asked about this matter, and has not answered yet")
            .into());
    }
    let due = payloads.1;
    let new = New {
        kind: sent.kind.slug(),
        case: ground.case,
        joint: ground.joint,
        agency: ground.agency,
        account: Some(here.account),
        matter,
        key,
        due,
    };
    let by = here.account.to_string();
    let logged = Logged::begin(tx, &new, (&by, payloads.0), now).await?;
    for file in ground.files.iter().filter(|file| sent.files.contains(&file.id)) {
        store::add_file(tx, (logged.row.id, None), file, now).await?;
    }
    if let Some(joint) = ground.joint.filter(|_| sent.kind != ProceedingKind::Assist) {
        let kind = JointEventKind::ProceedingCalled;
        bundles::note(state, tx, (joint, here.account), kind, &logged.now.subject).await?;
    }
    Ok((true, logged))
}

/// The events of a call, and its last day as it is laid out.
async fn read(
    state: &AppState,
    tx: &mut Tx,
    (ground, here): (&Ground, &Here),
    sent: &NewProceeding,
    now: DateTime<Utc>,
) -> Result<(Vec<schema::proceedings::Payload>, chrono::NaiveDate)> {
    let days = [("/held_on", sent.held_on), ("/due", sent.due)];
    let odd = days.into_iter().filter(|(_, day)| day.is_some_and(|day| !is_known(day)));
    let mut faults: Vec<FieldError> =
        odd.map(|(pointer, _)| FieldError::new(pointer, FieldCode::BadDate)).collect();
    let known: BTreeSet<i64> = ground.files.iter().map(|file| file.id).collect();
    if sent.files.iter().any(|file| !known.contains(file)) {
        faults.push(FieldError::new("/files", FieldCode::NotAChoice));
    }
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let attached = ground.attached(here, sent).map_err(Error::invalid)?;
    let offered = ground.offered(tx, sent.kind).await?;
    let meant = domain::call_of(sent, &offered, attached).map_err(Error::invalid)?;
    let payloads = call(&meant, now, &state.calendar.current()).map_err(domain::problem)?;
    let due = payloads.iter().find_map(|payload| match payload {
        schema::proceedings::Payload::Called { due, .. } => *due,
        _ => None,
    });
    Ok((payloads, due.unwrap_or_else(never)))
}

fn refused(why: &str) -> Error {
    Problem::new(ProblemKind::Refused).detail(why).into()
}
