//! A case for what runs beside it (联审、协办、听证): who works on it there, what of it may be shown to others, and the notes that come
//! back into its timeline.

use chrono::{DateTime, Utc};
use schema::applications::FileInfo;
use schema::cases::DeskNoteKind;
use schema::form::{SummaryLine, state_in, summary};
use schema::id::CaseNumber;
use schema::locale::Locale;
use schema::process::Place;
use schema::role::{RegionCode, Role};

use super::log::Case;
use super::office::Office;
use super::staff::{Staff, staff_of};
use super::store::{self, NewNote};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::{applications, regions};
use crate::state::AppState;

/// A case at the desk of somebody who works on it, or may read it.
pub struct CaseBeside {
    /// Its row number.
    pub id: i64,
    /// Its number.
    pub number: CaseNumber,
    /// The joint application it is a part of.
    pub joint: Option<i64>,
    /// The agency for which they act: that of the case if they have a post there.
    pub agency: i64,
    /// Their agencies.
    pub agencies: Vec<i64>,
    /// The agency of the case, and its name.
    pub owner: (i64, String),
    /// The account that filed it.
    pub applicant: i64,
    /// The region of the case.
    pub region: RegionCode,
    /// Whether it goes on, undecided.
    pub is_undecided: bool,
    /// Whether they may put questions to the applicant meanwhile: as the agency of the case.
    pub may_ask: bool,
    /// Whether they may call something beside it: it goes on, and is not their own.
    pub may_call: bool,
    /// What they see of its answers, in words.
    pub fields: Vec<SummaryLine>,
    /// The files that they see.
    pub files: Vec<FileInfo>,
}

/// A case as somebody at a desk sees it; `held`, to write beside it, which is refused to who may only read it.
pub async fn beside(state: &AppState, account: i64, number: &str, held: bool) -> Result<(Tx, CaseBeside)> {
    let now = state.clock.now();
    let (mut tx, staff) = staff_of(state, account).await?;
    if held {
        Case::hold(&mut tx, number).await?;
    }
    let (mut tx, case) = match held {
        true => staff.case(tx, number, now).await?,
        false => staff.case_to_read(tx, number, now).await?,
    };
    let (fields, files) = shown(&mut tx, &staff, &case).await?;
    let agencies: Vec<i64> = staff.posts().iter().map(|post| post.agency).collect();
    let of_case = agencies.iter().copied().find(|agency| *agency == case.row.agency);
    let come_to = || agencies.iter().copied().find(|agency| case.come_to.contains(agency));
    let agency = of_case.or_else(come_to);
    let goes_on = !case.state.is_closed() && !staff.stands_aside(&case) && !case.is_subcase();
    let case = CaseBeside {
        id: case.row.id,
        number: case.row.number()?,
        joint: case.row.joint,
        may_call: goes_on && agency.is_some(),
        is_undecided: is_undecided(&case),
        may_ask: goes_on && of_case.is_some() && is_undecided(&case),
        owner: (case.row.agency, case.row.department.clone()),
        applicant: case.filed.account,
        agency: agency.unwrap_or(case.row.agency),
        agencies,
        region: case.row.region()?,
        fields,
        files,
    };
    Ok((tx, case))
}

/// What one sees of the answers and the files.
async fn shown(tx: &mut Tx, staff: &Staff, case: &Case) -> Result<(Vec<SummaryLine>, Vec<FileInfo>)> {
    let office = Office::open(tx, staff, case, None).await?;
    let answers = office.answers();
    let regions = regions::named(tx, &office.form, &[&answers]).await?;
    let follows = state_in(&office.form, &answers, case.filed.beside.surroundings.context());
    let mut fields = summary(&office.form, &follows, Locale::ZhCn, &regions);
    fields.retain(|line| !line.value.is_empty() && office.sees(&Place::Pointer(line.pointer.clone())));
    let mut files = applications::files_of(tx, case.row.application).await?;
    files.retain(|file| office.sees_file(file));
    Ok((fields, files))
}

/// Holds a case as whoever changes it does, before what runs beside it.
pub async fn hold_beside(tx: &mut Tx, case: i64) -> Result<()> {
    Case::hold_row(tx, case).await
}

/// The number of a case, and its agency.
pub async fn number_of(tx: &mut Tx, case: i64) -> Result<(CaseNumber, i64)> {
    let row = store::by_id(tx, case).await?.ok_or_else(Error::not_found)?;
    Ok((row.number()?, row.agency))
}

/// A case of one's own, for what its applicant does beside it.
pub struct OwnCase {
    /// Its row number.
    pub id: i64,
    /// Its number.
    pub number: CaseNumber,
    /// The item, and what it is called.
    pub item: (String, String),
    /// What the agency of the case is called.
    pub agency: String,
    /// Whether it goes on, undecided.
    pub is_undecided: bool,
}

/// The case with this number, if it is this account's; `held`, to write beside it.
pub async fn own_beside(tx: &mut Tx, account: i64, number: &str, held: bool) -> Result<OwnCase> {
    if held {
        Case::hold(tx, number).await?;
    }
    let case = Case::by_number(tx, number).await?;
    let case = case.filter(|case| case.filed.account == account && !case.is_subcase());
    let case = case.ok_or_else(Error::not_found)?;
    Ok(OwnCase {
        id: case.row.id,
        number: case.row.number()?,
        is_undecided: is_undecided(&case),
        item: (case.row.item, case.item.summary.name),
        agency: case.row.department,
    })
}

/// Whether a case goes on, and nothing is decided yet.
pub(super) fn is_undecided(case: &Case) -> bool {
    !case.state.is_closed() && case.state.decision.is_none()
}

/// Tells these accounts of something beside a case. Not whoever has a task of it: they may be of another agency.
pub async fn tell_desk(
    tx: &mut Tx,
    case: i64,
    (kind, whom): (DeskNoteKind, &[i64]),
    now: DateTime<Utc>,
) -> Result<()> {
    let case = Case::load(tx, case).await?.ok_or_else(Error::not_found)?;
    let Some((open, task)) = case.state.tasks(&case.process).next() else { return Ok(()) };
    let note = NewNote { case: case.row.id, kind, task: &open.key, task_name: &task.name, words: None, now };
    for account in whom {
        store::tell(tx, *account, &note).await?;
    }
    Ok(())
}

/// Writes what came of something beside a case into its thread.
pub async fn remark(tx: &mut Tx, case: i64, account: i64, text: &str, now: DateTime<Utc>) -> Result<()> {
    store::insert_remark(tx, case, (account, Role::Officer), text, now).await.map(drop)
}
