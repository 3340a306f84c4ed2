//! Applications: drafts that are saved page by page, their files, and filing them.

mod acting;
mod begin;
mod buttons;
pub mod checks;
mod domain;
mod editable;
pub mod files;
pub mod handover;
pub mod http;
mod known;
pub mod licences;
pub mod order;
mod origins;
mod parts;
mod promises;
mod receipt;
mod saving;
mod store;
pub mod version;
mod whole;
mod window;

pub use domain::Patterns;
pub use files::{content, read_upload};
pub use parts::{Part, begin_apart, make_part, share_answer, share_files, value_at};
pub use store::{AnswerRow, Filed, Stored, answers_of, insert_filed, of_account, shared_state};
pub use window::{
    Opened, Waiting, begin_for, came, clerk_of_filed, drafts_of_clerk, for_whom, for_window, take_over,
};

use chrono::{DateTime, Utc};
use schema::accounts::Session;
use schema::applications::Promised;
use schema::form::{self, Form, Surroundings};
use serde_json::Value;

use crate::db::Tx;
use crate::error::Result;
use crate::state::AppState;

impl Filed {
    /// The last four characters of the person's identity number, where there is one.
    pub fn last_four(&self) -> Option<&str> {
        let number = self.identity_number.as_deref()?;
        number.len().checked_sub(4).and_then(|start| number.get(start..))
    }

    /// Whether the application is that of the person with this identity number, or names them.
    pub fn concerns(&self, identity_number: &str) -> bool {
        self.identity_number.as_deref() == Some(identity_number)
            || domain::names(self.whole.as_ref().unwrap_or(&self.answers), identity_number)
    }

    /// The same as a case sees it that another began, and that has only what it was handed.
    #[must_use]
    pub fn handed_over(self, answers: Value) -> Self {
        let beside = store::Beside { promises: Vec::new(), prefilled: Vec::new(), ..self.beside };
        Self { whole: Some(self.answers), answers, beside, ..self }
    }

    /// What was left out and promised, by what the form calls it.
    pub fn promised(&self, form: &Form) -> Vec<Promised> {
        promises::named(form, &self.beside.promises)
    }

    /// Pointers of answers that the hall had filled in and the applicant corrected.
    pub fn corrected(&self, form: &Form) -> Vec<String> {
        let follows = form::state_in(form, &self.answers, self.beside.surroundings.context());
        form::corrected(form, &follows, &self.beside.prefilled)
    }
}

/// What an account has begun and not filed, the one saved last first.
pub async fn drafts(
    tx: &mut Tx,
    account: i64,
    limit: i64,
) -> Result<Vec<schema::applications::ApplicationSummary>> {
    store::drafts(tx, account, limit).await
}

/// What was filed, for whoever handles it.
pub async fn filed(tx: &mut Tx, application: i64) -> Result<Option<Filed>> {
    store::filed(tx, application).await
}

/// The files of an application, as they were filed.
pub async fn files_of(tx: &mut Tx, application: i64) -> Result<Vec<schema::applications::FileInfo>> {
    store::filed_files(tx, application).await
}

/// Goes back to what was filed: the desk has taken on paper what the applicant was asked to put right.
pub async fn forget_supplement(tx: &mut Tx, application: i64, now: DateTime<Utc>) -> Result<()> {
    store::forget_supplement(tx, application, now).await
}

/// Keeps others from changing an application until this transaction ends. Whoever holds its case too holds the
/// application first.
pub async fn hold(tx: &mut Tx, application: i64) -> Result<()> {
    store::hold(tx, application).await
}

/// One file that was handed in, for the desk: what it is and the hash under which it lies.
pub async fn file_of(
    tx: &mut Tx,
    application: i64,
    file: i64,
) -> Result<Option<schema::applications::FileInfo>> {
    store::filed_file(tx, application, file).await
}

/// What the rules of an application's form read besides the answers.
pub async fn surroundings(
    state: &AppState,
    tx: &mut Tx,
    session: &Session,
    (stored, form): (&Stored, &Form),
    now: DateTime<Utc>,
) -> Result<Surroundings> {
    let calendar = state.calendar.current();
    known::surroundings(tx, &calendar, session, (stored, form), now).await
}
