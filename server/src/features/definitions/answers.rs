//! The answers to a version of a form as tables, for statistics: what was filed, within the regions and agencies of who
//! asks. Answers are personal data: reading them is put on record, and it is for those who may see the cases.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use schema::Problem;
use schema::accounts::Session;
use schema::applications::FormRef;
use schema::catalogue::encode;
use schema::definitions::{AnswerTable, AnswerTables};
use schema::form::table::{Column, columns, groups, rows};
use schema::role::Role;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::IntoParams;

use crate::cursor;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::applications::{self, AnswerRow};
use crate::features::audit::{self, Line};
use crate::features::catalogue::{self, Scope};
use crate::http::{Json, Query, SignedIn, csv};
use crate::state::AppState;

/// How many applications a page has, and may have.
const PAGE: u32 = 200;
const LARGEST_PAGE: u32 = 1000;

/// Whose answers a line holds. No question begins so: what a form asks is named by its pointer.
const OWN: [&str; 3] = ["_application", "_case", "_submitted_at"];

/// Which table, and where it goes on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// A repeated group, such as `/children`; the answers themselves when not given.
    #[serde(default)]
    rows: String,
    /// Where the page before ended: its header `Link` names the next page.
    cursor: Option<String>,
    /// How many applications, 200 when not given and 1000 at most.
    limit: Option<u32>,
}

/// Which tables there are, and their columns.
#[utoipa::path(get, path = "/api/desk/forms/{id}/{version}/answers", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = AnswerTables), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn tables(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Result<Json<AnswerTables>> {
    let mut tx = state.db.read().await?;
    Reader::of(&mut tx, &session).await?;
    let form_ref = FormRef { id, version };
    let form = super::form(&mut tx, &form_ref).await?.ok_or_else(Error::not_found)?;
    let all = [String::new()].into_iter().chain(groups(&form));
    let table = |rows: String| Some(AnswerTable { columns: columns(&form, &rows)?, rows });
    Ok(Json(AnswerTables { tables: all.filter_map(table).collect(), form: form_ref }))
}

/// A table as CSV (RFC 4180) in UTF-8, with the names of its columns first. Lists are written as JSON.
#[utoipa::path(get, path = "/api/desk/forms/{id}/{version}/answers.csv", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path), Asked),
    responses((status = 200, content_type = "text/csv"), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn csv(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let table = Table::read(&state, &session, FormRef { id, version }, &asked).await?;
    let mut text = csv::MARK.to_owned();
    csv::line(&mut text, &table.names.iter().map(|name| json!(name)).collect::<Vec<_>>());
    table.lines.iter().for_each(|cells| csv::line(&mut text, cells));
    table.respond(text, csv::MEDIA_TYPE, &asked, "csv")
}

/// A table as JSON lines: an object for each row, with every column.
#[utoipa::path(get, path = "/api/desk/forms/{id}/{version}/answers.jsonl", tag = "designing",
    params(("id" = String, Path), ("version" = u32, Path), Asked),
    responses((status = 200, content_type = "application/jsonl"), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn json_lines(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path((id, version)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let table = Table::read(&state, &session, FormRef { id, version }, &asked).await?;
    let mut text = String::new();
    for cells in &table.lines {
        let object: Map<String, Value> = table.names.iter().cloned().zip(cells.iter().cloned()).collect();
        text += &Value::Object(object).to_string();
        text.push('\n');
    }
    table.respond(text, "application/jsonl", &asked, "jsonl")
}

/// Somebody who may see what was answered.
struct Reader(Vec<Scope>);

impl Reader {
    async fn of(tx: &mut Tx, session: &Session) -> Result<Self> {
        let mut scopes = Vec::new();
        for role in [Role::AgencyLead, Role::Supervisor] {
            scopes.extend(catalogue::scope_of(tx, session, role).await?);
        }
        if scopes.is_empty() { Err(Error::forbidden()) } else { Ok(Self(scopes)) }
    }

    fn sees(&self, row: &AnswerRow) -> bool {
        let handled =
            |(_, region, agency): &(_, _, String)| self.0.iter().any(|scope| scope.holds(region, agency));
        row.case.as_ref().is_some_and(handled)
    }
}

/// A page of a table.
struct Table {
    form: FormRef,
    names: Vec<String>,
    lines: Vec<Vec<Value>>,
    next: Option<String>,
}

impl Table {
    async fn read(state: &AppState, session: &Session, form: FormRef, asked: &Asked) -> Result<Self> {
        let after: i64 = cursor::read(asked.cursor.as_deref())?.unwrap_or(0);
        let limit = asked.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
        let mut tx = state.db.write().await?;
        let reader = Reader::of(&mut tx, session).await?;
        let program = super::form(&mut tx, &form).await?.ok_or_else(Error::not_found)?;
        let no_group = || Error::bad_request("rows: no repeated group of this form");
        let columns = columns(&program, &asked.rows).ok_or_else(no_group)?;
        let mut page = applications::answers_of(&mut tx, &form, after, i64::from(limit) + 1).await?;
        let next = cursor::cut(&mut page, limit as usize, |row| row.id);
        page.retain(|row| reader.sees(row));
        let record = Line::by(session.account, "form.answers", format!("{}/{}", form.id, form.version))
            .detail("applications", page.len())
            .detail("rows", asked.rows.as_str())
            .detail("after", after);
        audit::record(&mut tx, record, session.account, state.clock.now()).await?;
        tx.commit().await?;
        let lines = page.iter().flat_map(|row| lines(row, &asked.rows, &columns)).collect();
        Ok(Self { names: names(&asked.rows, &columns), lines, next, form })
    }

    fn respond(self, text: String, media_type: &'static str, asked: &Asked, kind: &str) -> Result<Response> {
        let mut response = ([(header::CONTENT_TYPE, media_type)], text).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        if let Some(next) = self.next {
            let (id, version) = (encode(&self.form.id), self.form.version);
            let (rows, limit) = (encode(&asked.rows), asked.limit.unwrap_or(PAGE));
            let link = format!(
                "</api/desk/forms/{id}/{version}/answers.{kind}?rows={rows}&limit={limit}&cursor={next}>; rel=\"next\""
            );
            headers.insert(header::LINK, HeaderValue::try_from(link).map_err(anyhow::Error::from)?);
        }
        Ok(response)
    }
}

/// How many groups of rows lie within each other.
fn depth(group: &str) -> usize {
    if group.is_empty() { 0 } else { group.split("/-/").count() }
}

fn names(group: &str, columns: &[Column]) -> Vec<String> {
    let own = OWN.into_iter().map(str::to_owned);
    let places =
        (1..=depth(group)).map(|place| if place == 1 { "_row".to_owned() } else { format!("_row_{place}") });
    own.chain(places).chain(columns.iter().map(|column| column.name.clone())).collect()
}

fn lines(row: &AnswerRow, group: &str, columns: &[Column]) -> Vec<Vec<Value>> {
    let number = row.case.as_ref().map(|(number, ..)| number);
    let own = [json!(row.id), json!(number), json!(row.submitted_at)];
    let each = rows(&row.answers, group, columns).into_iter();
    let whole = |(places, cells): (Vec<usize>, Vec<Value>)| {
        own.iter().cloned().chain(places.into_iter().map(|place| json!(place))).chain(cells).collect()
    };
    each.map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_within_rows_have_a_place_each() {
        assert_eq!(names("", &[]), OWN);
        assert_eq!(names("/a", &[])[3..], ["_row"]);
        assert_eq!(names("/a/-/b", &[])[3..], ["_row", "_row_2"]);
    }
}
