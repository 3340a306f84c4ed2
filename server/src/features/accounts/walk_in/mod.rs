//! People at the window: the account of whoever stands there with their card, or one that is made for them and that nobody can
//! sign in to. It is taken over at registration with a code that was handed out at the window: registering proves nothing about
//! who one is, so neither a name nor an identity number opens what was filed there.

mod store;

use chrono::{DateTime, Days, NaiveDate, Utc};
use schema::accounts::RegisterEnterprise;
use schema::calendar::local_day;
use schema::id::{CreditCode, IdentityNumber};
use schema::role::{RegionCode, Role};
use schema::window::{Channel, WindowApplicant};
use schema::{FieldCode, FieldError};

use super::domain::{self, Registration};
use super::hash_token;
use crate::db::Tx;
use crate::error::Result;
use crate::features::catalogue::HandledBy;
use crate::ports::Chance;
pub use store::{as_applicant, claim, is_unclaimed};

/// For so many days a code is taken.
const CODE_DAYS: u64 = 30;

/// Whom an application is for, every part of it checked.
pub struct WalkIn {
    name: String,
    identity_number: IdentityNumber,
    phone: Option<String>,
    enterprise: Option<(String, CreditCode)>,
}

impl WalkIn {
    /// Where they can be reached.
    pub fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }

    /// Checks what a clerk wrote down; all that is wrong is told at once, below `/applicant`.
    pub fn checked(
        applicant: WindowApplicant,
        channel: Channel,
    ) -> std::result::Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = domain::normal_name(&applicant.name);
        errors.extend(domain::check_name("/applicant/name", &name));
        let identity_number = IdentityNumber::parse(&applicant.identity_number).ok();
        if identity_number.is_none() {
            let is_blank = applicant.identity_number.trim().is_empty();
            let code = if is_blank { FieldCode::Required } else { FieldCode::BadIdentityNumber };
            errors.push(FieldError::new("/applicant/identity_number", code));
        }
        let phone = applicant.phone.map(|phone| phone.trim().to_owned()).filter(|phone| !phone.is_empty());
        match &phone {
            Some(phone) if !domain::is_phone(phone) => {
                errors.push(FieldError::new("/applicant/phone", FieldCode::BadPhone));
            }
            None if channel == Channel::Hotline => {
                errors.push(FieldError::new("/applicant/phone", FieldCode::Required));
            }
            _ => {}
        }
        let enterprise = applicant.enterprise.map(|enterprise| checked_enterprise(&enterprise, &mut errors));
        match (identity_number, errors.is_empty()) {
            (Some(identity_number), true) => {
                Ok(Self { name, identity_number, phone, enterprise: enterprise.flatten() })
            }
            _ => Err(errors),
        }
    }
}

fn checked_enterprise(
    enterprise: &RegisterEnterprise,
    errors: &mut Vec<FieldError>,
) -> Option<(String, CreditCode)> {
    let name = domain::normal_name(&enterprise.name);
    errors.extend(domain::check_name("/applicant/enterprise/name", &name));
    let code = CreditCode::parse(&enterprise.credit_code);
    if code.is_err() {
        errors.push(FieldError::new("/applicant/enterprise/credit_code", FieldCode::BadCreditCode));
    }
    Some((name, code.ok()?))
}

/// The account that an application at the window belongs to: the one with this identity number, and enterprise, or a new one
/// without a login. Another name on the card than on the account: nobody's, because one of them is somebody else's number.
pub async fn account_for(
    tx: &mut Tx,
    chance: &Chance,
    walk_in: &WalkIn,
    now: DateTime<Utc>,
) -> Result<std::result::Result<i64, FieldError>> {
    let code = walk_in.enterprise.as_ref().map(|(_, code)| code.as_str());
    let number = walk_in.identity_number.as_str();
    if let Some((account, name, enterprise)) = store::by_numbers(tx, number, code).await? {
        if name != walk_in.name {
            return Ok(Err(FieldError::new("/applicant/name", FieldCode::NotAChoice)));
        }
        let is_same = walk_in.enterprise.as_ref().is_none_or(|(named, _)| enterprise.as_ref() == Some(named));
        let other = || FieldError::new("/applicant/enterprise/name", FieldCode::NotAChoice);
        return Ok(if is_same { Ok(account) } else { Err(other()) });
    }
    let registration = Registration {
        // Nobody can type it: a login has no colon.
        login: format!("walk-in:{}", chance.id()),
        password: String::new(),
        name: walk_in.name.clone(),
        identity_number: walk_in.identity_number.clone(),
        phone: walk_in.phone.clone(),
        enterprise: walk_in.enterprise.clone(),
    };
    // No hash in PHC form: no password belongs to it.
    let account = super::store::insert(tx, &registration, "", false, now).await?;
    store::insert(tx, account).await?;
    Ok(Ok(account))
}

/// A new code for an account without a login; the one before is taken no more. None for any other account.
pub async fn hand_out_code(
    tx: &mut Tx,
    chance: &Chance,
    account: i64,
    now: DateTime<Utc>,
) -> Result<Option<(String, NaiveDate)>> {
    // Twelve digits: throttled as they are, nobody guesses them in a month.
    let code = format!("{:012}", u64::from_be_bytes(chance.bytes()) % 1_000_000_000_000);
    let until = now + Days::new(CODE_DAYS);
    let kept = store::keep_code(tx, account, &hash_token(&code), until).await?;
    Ok(kept.then(|| (code, local_day(until))))
}

/// What becomes of a registration whose identity number belongs to an account without a login.
pub enum TakeOver {
    /// There is no such account: it is a registration as any other.
    None,
    /// The code is that of the account.
    Account(i64),
    /// There is one, and the code is not, or no longer, that of it.
    Refused,
}

/// Whether a registration takes over an account that was made at a window. Who it is was looked at there; here the code counts,
/// and the name has to be the same.
pub async fn take_over(
    tx: &mut Tx,
    registration: &Registration,
    code: Option<&str>,
    now: DateTime<Utc>,
) -> Result<TakeOver> {
    let enterprise = registration.enterprise.as_ref().map(|(_, code)| code.as_str());
    let number = registration.identity_number.as_str();
    let found = store::by_numbers(tx, number, enterprise).await?;
    let Some((account, name, _)) = found else { return Ok(TakeOver::None) };
    let Some(kept) = store::code_of(tx, account).await? else { return Ok(TakeOver::None) };
    let digits: String = code.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    let is_theirs = kept.is_some_and(|(hash, until)| until > now && hash == hash_token(&digits));
    Ok(if is_theirs && name == registration.name { TakeOver::Account(account) } else { TakeOver::Refused })
}

/// The windows that take in whatever agency it is for.
pub struct Windows {
    regions: Vec<RegionCode>,
    everywhere: bool,
}

impl Windows {
    /// All there are.
    pub async fn all(tx: &mut Tx) -> Result<Self> {
        let (regions, everywhere) = store::regions(tx).await?;
        Ok(Self { regions, everywhere })
    }

    /// The regions that have one, in the order of their codes.
    pub fn regions(&self) -> &[RegionCode] {
        &self.regions
    }

    /// Whether there is one for the whole hall.
    pub const fn are_everywhere(&self) -> bool {
        self.everywhere
    }

    /// The narrowest region with a window that another lies in.
    pub fn narrowest(&self, region: RegionCode) -> Option<RegionCode> {
        let around = self.regions.iter().copied().filter(|window| window.contains(&region));
        around.max_by_key(|window| window.level())
    }

    /// Whether somebody takes in what is of this region.
    pub fn cover(&self, region: RegionCode) -> bool {
        self.everywhere || self.narrowest(region).is_some()
    }
}

/// Where somebody takes in applications: agencies, or regions with all agencies in and below them.
pub struct Intake(Vec<store::Place>);

impl Intake {
    /// The posts of an account at windows.
    pub async fn of(tx: &mut Tx, account: i64) -> Result<Self> {
        Ok(Self(store::places(tx, account, Role::Intake).await?))
    }

    /// Whether they take in nothing at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether they take in what this agency handles.
    pub fn covers(&self, by: &HandledBy) -> bool {
        self.0.iter().any(|place| match (place.agency, place.region) {
            (Some(agency), _) => agency == by.agency,
            (None, Some(region)) => region.contains(&by.region),
            (None, None) => true,
        })
    }

    /// Whether they take in for a whole region, not for one of its agencies alone.
    pub fn covers_region(&self, region: RegionCode) -> bool {
        let covers = |place: &store::Place| place.region.is_none_or(|covered| covered.contains(&region));
        self.0.iter().any(|place| place.agency.is_none() && covers(place))
    }

    /// Whether they take in for an agency of this name in this region, by what the catalogue tells of an item.
    pub fn covers_named(&self, region: RegionCode, agency: &str) -> bool {
        self.0.iter().any(|place| match (&place.name, place.agency_region, place.region) {
            (Some(name), at, _) => name == agency && at == Some(region),
            (None, _, Some(covered)) => covered.contains(&region),
            (None, _, None) => true,
        })
    }
}
