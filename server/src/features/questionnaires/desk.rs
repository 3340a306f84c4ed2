//! The verbs of a questionnaire at the desk of the agency that has the case: what was asked and answered, and asking. Who works
//! elsewhere, also with a task of the same case or at another agency of the joint application, finds none.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use schema::applications::FormRef;
use schema::questionnaires::{AskingForm, DeskQuestions, NewQuestionnaire, faults, may_be_asked};
use schema::{FieldCode, FieldError, Problem};

use super::domain::{compiled, refused};
use super::store::{self, New};
use super::view::Asked;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::cases::{self, CaseBeside};
use crate::features::definitions;
use crate::features::messages::{self, Told};
use crate::http::{Json, SignedIn};
use crate::state::AppState;

/// What was asked further of the applicant of a case, what came of it, and whether one may ask. Reading it is put on record.
#[utoipa::path(get, path = "/api/desk/cases/{number}/questions", tag = "desk", params(("number" = String, Path)),
    responses((status = 200, body = DeskQuestions), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<DeskQuestions>> {
    let (mut tx, case) = cases::beside(&state, session.account, &number, false).await?;
    of_owner(&case)?;
    let told = told(&state, &mut tx, &case).await?;
    let line = Line::by(session.account, "case.read_questions", case.number);
    audit::record(&mut tx, line, case.id, state.clock.now()).await?;
    tx.commit().await?;
    Ok(Json(told))
}

/// Asks the applicant of a case, once. The same questions again are the ones that were asked.
#[utoipa::path(post, path = "/api/desk/cases/{number}/questions", tag = "desk", params(("number" = String, Path)),
    request_body = NewQuestionnaire,
    responses((status = 201, body = DeskQuestions), (status = 403, body = Problem), (status = 404, body = Problem),
              (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn ask(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(number): Path<String>,
    Json(sent): Json<NewQuestionnaire>,
) -> Result<(StatusCode, Json<DeskQuestions>)> {
    let now = state.clock.now();
    let wrong = faults(&sent);
    let (mut tx, case) = cases::beside(&state, session.account, &number, true).await?;
    of_owner(&case)?;
    if !wrong.is_empty() {
        return Err(Error::invalid(wrong));
    }
    let written = Written::of(&state, &mut tx, &case, &sent).await?;
    let new = written.row(&case, session.account, &sent, now);
    if let Some(known) = store::of_case(&mut tx, case.id).await? {
        if !(known.asked_by == session.account && written.is_in(&known) && known.why == new.why) {
            return Err(refused("it was asked already, and is asked once").into());
        }
        return Ok((StatusCode::CREATED, Json(told(&state, &mut tx, &case).await?)));
    }
    if !case.may_ask {
        return Err(refused("the case is decided, or has ended, or is one's own").into());
    }
    store::insert(&mut tx, &new).await?;
    let to = Told { account: case.applicant, case: case.id, due: None };
    messages::of_questions(&mut tx, &state.chance, &to, now).await?;
    let line = Line::by(session.account, "case.ask_questions", case.number);
    audit::record(&mut tx, line, case.id, now).await?;
    let told = told(&state, &mut tx, &case).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(told)))
}

/// Only the agency of the case has a questionnaire: for others there is none.
fn of_owner(case: &CaseBeside) -> Result<()> {
    if case.agencies.contains(&case.owner.0) { Ok(()) } else { Err(Error::not_found()) }
}

async fn told(state: &AppState, tx: &mut Tx, case: &CaseBeside) -> Result<DeskQuestions> {
    let asked = Asked::of_case(tx, case.id).await?;
    let may_ask = case.may_ask && asked.is_none();
    let forms = if may_ask { forms(state, tx, case).await? } else { Vec::new() };
    let asked = asked.map(|asked| asked.at_desk(case.is_undecided)).transpose()?;
    Ok(DeskQuestions { asked, may_ask, forms })
}

/// The forms of the agency that one may ask with.
async fn forms(state: &AppState, tx: &mut Tx, case: &CaseBeside) -> Result<Vec<AskingForm>> {
    let mut fit = Vec::new();
    for (form, title) in
        definitions::forms_of_agency(tx, (&case.owner.1, case.region), state.clock.now()).await?
    {
        if fits(tx, &form).await? {
            fit.push(AskingForm { form, title });
        }
    }
    Ok(fit)
}

/// Whether one may ask with a form.
async fn fits(tx: &mut Tx, form: &FormRef) -> Result<bool> {
    Ok(definitions::form(tx, form).await?.is_some_and(|program| may_be_asked(&program)))
}

/// What is asked with.
enum Written {
    Form(FormRef),
    /// A definition and its program.
    OnTheSpot(String, String),
}

impl Written {
    async fn of(state: &AppState, tx: &mut Tx, case: &CaseBeside, sent: &NewQuestionnaire) -> Result<Self> {
        match &sent.form {
            Some(form) => {
                let own = (case.owner.1.as_str(), case.region);
                let mut own = definitions::forms_of_agency(tx, own, state.clock.now()).await?.into_iter();
                let is_own = own.any(|(known, _)| known == *form);
                if !(is_own && fits(tx, form).await?) {
                    return Err(Error::invalid(vec![FieldError::new("/form", FieldCode::NotAChoice)]));
                }
                Ok(Self::Form(form.clone()))
            }
            None => {
                let (definition, form) =
                    compiled(&sent.questions).map_err(|fault| Error::invalid(vec![fault]))?;
                Ok(Self::OnTheSpot(definition.to_string(), serde_json::to_string(&form)?))
            }
        }
    }

    fn row<'a>(
        &'a self,
        case: &CaseBeside,
        asked_by: i64,
        sent: &'a NewQuestionnaire,
        now: chrono::DateTime<chrono::Utc>,
    ) -> New<'a> {
        let (form, definition, program) = match self {
            Self::Form(form) => (Some(form), None, None),
            Self::OnTheSpot(definition, program) => (None, Some(definition.as_str()), Some(program.as_str())),
        };
        let (case, agency, why) = (case.id, case.owner.0, sent.why.trim());
        New { case, agency, asked_by, why, form, definition, program, now }
    }

    /// Whether this is what was asked.
    fn is_in(&self, row: &store::Row) -> bool {
        match self {
            Self::Form(form) => row.form().as_ref() == Some(form),
            Self::OnTheSpot(definition, _) => row.definition.as_ref() == Some(definition),
        }
    }
}
