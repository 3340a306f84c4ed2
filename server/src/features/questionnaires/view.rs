//! A questionnaire with its form: as its applicant fills it in, and as the agency that asked reads it.

use chrono::{DateTime, Datelike, Utc};
use schema::calendar::{CHINA, WorkWeek, local_day};
use schema::element::{NOW, TODAY};
use schema::form::{Form, Surroundings};
use schema::questionnaires::{Questionnaire, QuestionsNotice};
use serde_json::{Value, json};

use super::store::{self, Row};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::cases::OwnCase;
use crate::features::{accounts, definitions};
use crate::state::AppState;

/// Rules that count working days are told those of so many years before this one, and after it.
const YEARS: i32 = 2;

/// What was asked, with its form and its answers.
pub struct Asked {
    pub(super) row: Row,
    pub(super) form: Form,
    pub(super) answers: Value,
    /// What the rules read besides the answers.
    pub(super) surroundings: Surroundings,
}

impl Asked {
    /// The one of a case. Until it is handed in its rules read nothing besides the answers here: [`Asked::around`] says what they read.
    pub async fn of_case(tx: &mut Tx, case: i64) -> Result<Option<Self>> {
        let Some(row) = store::of_case(tx, case).await? else { return Ok(None) };
        let form = match (&row.program, row.form()) {
            (Some(program), _) => serde_json::from_str(program)?,
            (None, Some(form)) => definitions::form(tx, &form).await?.ok_or_else(Error::not_found)?,
            (None, None) => return Err(anyhow::anyhow!("questionnaire of {case}: no form").into()),
        };
        let (answers, surroundings) = (row.answers()?, row.surroundings()?.unwrap_or_default());
        Ok(Some(Self { row, form, answers, surroundings }))
    }

    /// The same while it is filled in: the moment, and the case it belongs to.
    pub(super) fn around(mut self, state: &AppState, case: &OwnCase) -> Self {
        if self.row.answered_at.is_none() {
            let now = state.clock.now();
            let time = now.with_timezone(&CHINA).format("%H:%M").to_string();
            let item = json!({ "code": case.item.0, "name": case.item.1 });
            let known =
                json!({ TODAY: local_day(now), NOW: time, "item": item, "agency": { "name": case.agency } });
            let year = local_day(now).year();
            let week = || WorkWeek::of(&state.calendar.current(), year - YEARS..=year + YEARS);
            self.surroundings = Surroundings::of(&self.form, &known, week);
        }
        self
    }

    /// As its applicant has it.
    pub(super) fn for_applicant(&self, case: &OwnCase) -> Result<Questionnaire> {
        let is_open = is_open(&self.row, case.is_undecided);
        Ok(Questionnaire { saved_at: self.row.saved_at, ..self.told(self.answers.clone(), is_open)? })
    }

    /// As the desk of the agency that asked reads it: answers that were not handed in are nobody's business.
    pub fn at_desk(&self, is_undecided: bool) -> Result<Questionnaire> {
        let answers = if self.row.answered_at.is_some() { self.answers.clone() } else { json!({}) };
        self.told(answers, is_open(&self.row, is_undecided))
    }

    fn told(&self, answers: Value, is_open: bool) -> Result<Questionnaire> {
        Ok(Questionnaire {
            agency: self.row.agency_name.clone(),
            why: self.row.why.clone(),
            asked_at: self.row.asked_at,
            program: serde_json::to_value(&self.form)?,
            answers,
            surroundings: self.surroundings.clone(),
            saved_at: None,
            answered_at: self.row.answered_at,
            is_open,
        })
    }
}

fn is_open(row: &Row, is_undecided: bool) -> bool {
    row.answered_at.is_none() && is_undecided
}

/// What the case of its applicant tells of it.
pub async fn notice(tx: &mut Tx, case: i64, is_undecided: bool) -> Result<Option<QuestionsNotice>> {
    let row = store::of_case(tx, case).await?;
    Ok(row.map(|row| QuestionsNotice { is_open: is_open(&row, is_undecided), answered_at: row.answered_at }))
}

/// What the timeline tells: when it was asked, why and by whom, and when it was answered.
pub struct Happened {
    pub asked_at: DateTime<Utc>,
    pub why: String,
    pub by: String,
    pub answered_at: Option<DateTime<Utc>>,
}

/// The same of a case.
pub async fn happened(tx: &mut Tx, case: i64) -> Result<Option<Happened>> {
    let Some(Row { asked_by, asked_at, why, answered_at, .. }) = store::of_case(tx, case).await? else {
        return Ok(None);
    };
    let by = accounts::name(tx, asked_by).await?.unwrap_or_default();
    Ok(Some(Happened { asked_at, why, by, answered_at }))
}
