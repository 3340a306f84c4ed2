//! The store of licences (电子证照库): what agencies have issued, to show, to compare, to verify, and to begin a form with.
//!
//! A licence is issued by the effect of a task, in the transaction of the event that says so ([`issue`]). Its document never
//! changes; what is decided about it later is a line of `licence_change`. Whose it is follows from the account that applied: who
//! knows somebody's number could register with it, so a number alone opens nothing.

pub mod demo;
pub mod desk;
mod domain;
pub mod http;
mod paper;
mod store;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use schema::accounts::Session;
use schema::calendar::local_day;
use schema::form::Form;
use schema::id::LicenceNumber;
use schema::licences::{self, Answered, Issuer, LicenceDocument, LicenceType, MATERIAL_TYPE, NamedLicence};
use schema::regions::Region;
use serde_json::Value;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::catalogue::Agency;
use crate::ports::Chance;
use crate::state::AppState;

/// How many of somebody's licences that hold are asked what they tell, the newest first.
const TELLING: i64 = 20;

/// Stores the types of a file, `[{"code": …, …}, …]`: one that differs becomes the next version of its code. All of them or none.
/// Gives how many were stored; or what is wrong with the file, each with its place.
pub async fn import(tx: &mut Tx, text: &str, now: DateTime<Utc>) -> Result<Result<usize, Vec<String>>> {
    let kinds = match domain::read(text) {
        Ok(kinds) => kinds,
        Err(faults) => return Ok(Err(faults)),
    };
    let mut stored = 0;
    for kind in kinds {
        let newest = store::newest_type(tx, &kind.code).await?;
        let version = match newest {
            Some((_, known)) if known == kind => continue,
            Some((version, _)) => version + 1,
            None => 1,
        };
        store::insert_type(tx, &kind, version, now).await?;
        stored += 1;
    }
    Ok(Ok(stored))
}

/// Whether there is a type with this code.
pub async fn is_there(tx: &mut Tx, code: &str) -> Result<bool> {
    Ok(store::newest_type(tx, code).await?.is_some())
}

/// What a licence is issued from.
pub struct Issue<'a> {
    /// The type, by its code.
    pub code: &'a str,
    /// The case, the opening of the task and its effect: a licence is issued once for each.
    pub by: (i64, &'a str, &'a str),
    /// The case that its applicant knows, by row and by number.
    pub main_case: (i64, &'a str),
    /// The account that applied, and the applicant's name.
    pub applicant: (i64, &'a str),
    /// The agency that decided.
    pub agency: &'a Agency,
    /// The form and the answers, with what officers changed in them.
    pub answered: (&'a Form, &'a Value),
    /// What is known of the applicant, nested by the names of data elements.
    pub facts: &'a Value,
    /// The names of the regions that were answered.
    pub regions: &'a [Region],
    /// When.
    pub at: DateTime<Utc>,
}

/// Issues a licence, and says its row; nothing where this opening has issued it already.
pub async fn issue(tx: &mut Tx, chance: &Chance, issue: &Issue<'_>) -> Result<Option<i64>> {
    if store::is_issued(tx, issue.by).await? {
        return Ok(None);
    }
    let newest = store::newest_type(tx, issue.code).await?;
    let (version, kind) =
        newest.ok_or_else(|| anyhow::anyhow!("there is no type of licence {}", issue.code))?;
    let issued_on = local_day(issue.at);
    let sequence = store::next_sequence(tx, issue.agency.region.down_to_county(), issued_on.year()).await?;
    let number = LicenceNumber::new(issue.agency.region, issued_on.year(), sequence);
    let number = licences::number(&kind, number.map_err(anyhow::Error::from)?);
    let document = written(issue, (&kind, version), number, (issued_on, chance.id()));
    let (text, hash) = domain::sealed(&document)?;
    let new = store::New { issue, document: &document, text: &text, hash: &hash };
    let id = store::insert(tx, &new).await?;
    if kind.renews {
        store::replace_former(tx, id, issue.applicant.0, &document, issue.at).await?;
    }
    Ok(Some(id))
}

fn written(
    issue: &Issue<'_>,
    (kind, version): (&LicenceType, u32),
    number: String,
    (issued_on, salt): (NaiveDate, String),
) -> LicenceDocument {
    let (form, answers) = issue.answered;
    let from = Answered { form, answers, facts: issue.facts, regions: issue.regions };
    let fields = licences::fields(kind, &from);
    LicenceDocument {
        format: LicenceDocument::FORMAT.to_owned(),
        number,
        kind: kind.code.clone(),
        version,
        name: kind.name.clone(),
        holder: licences::holder(kind, &fields, &from, issue.applicant.1),
        agency: Issuer { code: issue.agency.code(), name: issue.agency.name.clone() },
        case: issue.main_case.1.to_owned(),
        issued_on,
        valid_until: licences::valid_until(kind, &fields, issued_on),
        duplicates: kind.duplicates,
        fields,
        salt,
    }
}

/// The licences that a case its applicant knows has brought about, in order.
pub async fn of_case(tx: &mut Tx, main_case: i64) -> Result<Vec<NamedLicence>> {
    store::of_case(tx, main_case).await
}

/// What the licences of this person that hold today tell of them and of their enterprise, the newest first, nested by the names of
/// data elements. Only what they applied for themselves is asked, and only as far as it is about them.
pub async fn told(
    tx: &mut Tx,
    session: &Session,
    identity_number: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<Value>> {
    let documents = store::holding(tx, session.account, today, TELLING).await?;
    let credit_code = session.enterprise.as_ref().map(|enterprise| enterprise.credit_code.as_str());
    let about = |document: &LicenceDocument| domain::tells(document, identity_number, credit_code);
    Ok(documents.iter().filter_map(about).collect())
}

/// A licence as the file that stands for a material.
pub struct Material {
    /// What the file is called.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// The file.
    pub content: Vec<u8>,
}

/// One of one's own licences that holds today and is of this type, as a file. Another's is not there.
pub async fn material(state: &AppState, account: i64, number: &str, kind: &str) -> Result<Option<Material>> {
    let mut tx = state.db.read().await?;
    let found = store::by_number(&mut tx, number).await?;
    let Some(row) = found.filter(|row| row.account == account && row.document.kind == kind) else {
        return Ok(None);
    };
    if !row.standing(local_day(state.clock.now())).holds() {
        return Ok(None);
    }
    let kind = store::type_at(&mut tx, &row.document.kind, row.document.version).await?;
    let kind = kind.ok_or_else(Error::not_found)?;
    let address = domain::address(&state.config.public_origin(), &row.document.number, &row.hash);
    let name = format!("{}.html", row.document.number);
    let content = paper::page(&kind, &row.document, &row.hash, &address)?.into_bytes();
    Ok(Some(Material { name, media_type: MATERIAL_TYPE, content }))
}

/// The licences of this person that hold today and are of this type, the newest first: what they may hand in as a material.
pub async fn fitting(tx: &mut Tx, account: i64, kind: &str, today: NaiveDate) -> Result<Vec<NamedLicence>> {
    let documents = store::holding(tx, account, today, TELLING).await?;
    let fitting = documents.into_iter().filter(|document| document.kind == kind);
    let named = |LicenceDocument { number, kind, name, .. }| NamedLicence { number, kind, name };
    Ok(fitting.map(named).collect())
}
