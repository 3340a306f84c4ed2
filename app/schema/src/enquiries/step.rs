//! What may be done about an enquiry, and what happens by it. Pure.

use chrono::NaiveDate;

use super::{Enquiry, EnquiryAct, EnquiryHappened, EnquiryStage, NewEnquiry, Published};
use crate::calendar::Calendar;
use crate::{FieldCode, FieldError};

/// The longest text, in characters.
const LETTERS: usize = 2000;

/// The longest subject or name, in characters.
const SHORT: usize = 60;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor<'a> {
    /// Who wrote it.
    Writer,
    /// Who hands enquiries to agencies.
    Registrar,
    /// Somebody at the desk of the agency that has it.
    Handler {
        /// Their account, as events name it.
        by: &'a str,
        /// Whether they lead the agency.
        leads: bool,
    },
    /// Who edits what the hall publishes.
    Editor,
    /// The hall, when the last day is near.
    Hall,
}

/// What is done about an enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Hands it to an agency, by its number.
    Route(i64),
    /// Sends it back, because it is another's.
    SendBack(String),
    /// Takes a complaint up.
    TakeUp,
    /// Does not take it up, because.
    Decline(String),
    /// Writes a reply.
    Draft(String),
    /// Gives the reply back, because.
    GiveBack(String),
    /// Lets the reply out.
    Reply,
    /// Publishes it.
    Publish(Published),
    /// Publishes it no more.
    TakeDown,
    /// Puts it among those that everybody should read, or takes it from there.
    Feature(bool),
    /// Puts what is published among the common questions, as the entry of this number.
    Keep(i64),
    /// Lets it be published no more.
    WithdrawConsent,
    /// Takes it back.
    Withdraw,
    /// Says how the reply was.
    Rate {
        /// From 1 to 5.
        grade: u8,
        /// In words.
        words: String,
    },
    /// Urges the agency.
    Urge,
}

impl Command {
    /// The act that it is; none of the hall's own.
    pub const fn act(&self) -> Option<EnquiryAct> {
        Some(match self {
            Self::Route(_) => EnquiryAct::Route,
            Self::SendBack(_) => EnquiryAct::SendBack,
            Self::TakeUp => EnquiryAct::TakeUp,
            Self::Decline(_) => EnquiryAct::Decline,
            Self::Draft(_) => EnquiryAct::Draft,
            Self::GiveBack(_) => EnquiryAct::GiveBack,
            Self::Reply => EnquiryAct::Reply,
            Self::Publish(_) => EnquiryAct::Publish,
            Self::TakeDown => EnquiryAct::TakeDown,
            Self::Feature(true) => EnquiryAct::Feature,
            Self::Feature(false) => EnquiryAct::Unfeature,
            Self::Keep(_) => EnquiryAct::Keep,
            Self::WithdrawConsent => EnquiryAct::WithdrawConsent,
            Self::Withdraw => EnquiryAct::Withdraw,
            Self::Rate { .. } => EnquiryAct::Rate,
            Self::Urge => return None,
        })
    }
}

/// Why something is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What was sent does not hold.
    Invalid(Vec<FieldError>),
    /// Not as it stands, or not by this actor.
    NotAllowed,
}

/// The last day of what comes next; none after the end.
pub fn due(enquiry: &Enquiry, calendar: &Calendar) -> Option<NaiveDate> {
    let days_to_take_up = enquiry.kind.days_to_take_up().filter(|_| enquiry.taken_up_on.is_none());
    let from = enquiry.taken_up_on.unwrap_or(enquiry.received_on);
    let days = days_to_take_up.unwrap_or_else(|| enquiry.kind.days_to_reply());
    (!enquiry.stage().is_over()).then(|| calendar.add_working_days(from, days))
}

/// What is wrong with what is sent; who has no account has to leave a name with a complaint, since it is answered to somebody.
pub fn filed(sent: &NewEnquiry, has_account: bool) -> Vec<FieldError> {
    let mut faults: Vec<FieldError> = said("/subject", &sent.subject, SHORT).into_iter().collect();
    faults.extend(said("/words", &sent.words, LETTERS));
    let name = sent.name.as_deref().unwrap_or_default().trim();
    if !has_account && sent.kind.days_to_take_up().is_some() && name.is_empty() {
        faults.push(FieldError::new("/name", FieldCode::Required));
    }
    faults.extend(long("/name", name, SHORT));
    let phone = sent.phone.as_deref().unwrap_or_default().trim();
    let is_phone = (5..=20).contains(&phone.len())
        && phone.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b' '));
    if !phone.is_empty() && !is_phone {
        faults.push(FieldError::new("/phone", FieldCode::BadPhone));
    }
    faults
}

fn said(pointer: &str, text: &str, most: usize) -> Option<FieldError> {
    match text.trim().is_empty() {
        true => Some(FieldError::new(pointer, FieldCode::Required)),
        false => long(pointer, text, most),
    }
}

fn long(pointer: &str, text: &str, most: usize) -> Option<FieldError> {
    let is_long = text.trim().chars().count() > most;
    is_long.then(|| FieldError::new(pointer, FieldCode::TooLong).with("max", most))
}

/// What an actor may do as it stands.
pub fn allowed(enquiry: &Enquiry, actor: Actor<'_>) -> Vec<EnquiryAct> {
    EnquiryAct::ALL.into_iter().filter(|act| may(enquiry, actor, *act)).collect()
}

fn may(enquiry: &Enquiry, actor: Actor<'_>, act: EnquiryAct) -> bool {
    use EnquiryAct as Act;
    use EnquiryStage as Stage;
    let stage = enquiry.stage();
    let is_published = enquiry.published.is_some();
    let is_answered = stage == Stage::Replied;
    let publishes = match act {
        Act::Publish => is_answered && enquiry.consents,
        Act::TakeDown => is_published,
        Act::Feature => is_published && !enquiry.featured,
        Act::Unfeature => enquiry.featured,
        Act::Keep => !enquiry.kept && enquiry.published.as_ref().is_some_and(Published::fits_common),
        _ => false,
    };
    match actor {
        Actor::Writer => match act {
            Act::Withdraw => !stage.is_over(),
            Act::Rate => is_answered && enquiry.grade.is_none(),
            Act::WithdrawConsent => enquiry.consents,
            _ => false,
        },
        Actor::Registrar => act == Act::Route && stage == Stage::ToRoute,
        Actor::Handler { by, leads } => match act {
            Act::SendBack => matches!(stage, Stage::ToTakeUp | Stage::ToReply | Stage::ToReview),
            Act::TakeUp => stage == Stage::ToTakeUp,
            Act::Decline => stage == Stage::ToTakeUp && leads,
            Act::Draft => matches!(stage, Stage::ToReply | Stage::ToReview),
            Act::GiveBack => stage == Stage::ToReview && leads,
            // Whoever wrote a reply does not let it out (审核).
            Act::Reply => {
                let is_own = enquiry.draft.as_ref().is_some_and(|(_, writer)| writer == by);
                stage == Stage::ToReview && leads && !is_own
            }
            _ => leads && publishes,
        },
        Actor::Editor => publishes && matches!(act, Act::Feature | Act::Unfeature | Act::TakeDown),
        Actor::Hall => false,
    }
}

/// What happens by a command.
pub fn step(enquiry: &Enquiry, command: Command, actor: Actor<'_>) -> Result<EnquiryHappened, Refusal> {
    match command.act() {
        Some(act) if !may(enquiry, actor, act) => return Err(Refusal::NotAllowed),
        None if actor != Actor::Hall || enquiry.stage().is_over() => return Err(Refusal::NotAllowed),
        _ => {}
    }
    let words = |pointer: &str, text: String| match said(pointer, &text, LETTERS) {
        Some(fault) => Err(Refusal::Invalid(vec![fault])),
        None => Ok(text.trim().to_owned()),
    };
    Ok(match command {
        Command::Route(agency) => EnquiryHappened::Routed { agency },
        Command::SendBack(text) => EnquiryHappened::SentBack { reason: words("/words", text)? },
        Command::TakeUp => EnquiryHappened::TakenUp,
        Command::Decline(text) => EnquiryHappened::Declined { reason: words("/words", text)? },
        Command::Draft(text) => EnquiryHappened::Drafted { words: words("/words", text)? },
        Command::GiveBack(text) => EnquiryHappened::GivenBack { reason: words("/words", text)? },
        Command::Reply => EnquiryHappened::Replied,
        Command::Publish(published) => {
            let mut faults: Vec<FieldError> =
                said("/subject", &published.subject, SHORT).into_iter().collect();
            faults.extend(said("/asked", &published.words, LETTERS));
            faults.extend(said("/reply", &published.reply, LETTERS));
            // What who publishes it says of the reply's numbers was asked before.
            faults.extend(published.exposed(true));
            if !faults.is_empty() {
                return Err(Refusal::Invalid(faults));
            }
            EnquiryHappened::Published { published }
        }
        Command::TakeDown => EnquiryHappened::TakenDown,
        Command::Feature(featured) => EnquiryHappened::Featured { featured },
        Command::Keep(entry) => EnquiryHappened::Kept { entry: Some(entry) },
        Command::WithdrawConsent => EnquiryHappened::ConsentWithdrawn,
        Command::Withdraw => EnquiryHappened::Withdrawn,
        Command::Rate { grade, words } => {
            let mut faults: Vec<FieldError> = long("/words", &words, LETTERS).into_iter().collect();
            if !(1..=5).contains(&grade) {
                faults.push(FieldError::new("/grade", FieldCode::NotAChoice));
            }
            if !faults.is_empty() {
                return Err(Refusal::Invalid(faults));
            }
            EnquiryHappened::Rated { grade, words: words.trim().to_owned() }
        }
        Command::Urge => EnquiryHappened::Urged,
    })
}
