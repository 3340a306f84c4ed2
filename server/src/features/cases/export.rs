//! A worklist as a table for spreadsheets, written while it is read: so many lines at a time, each in a transaction of its
//! own, and never more of them in memory than are being sent.

use axum::body::{Body, Bytes};
use axum::extract::{Extension, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use futures::stream;
use schema::Problem;
use schema::cases::{CaseSummary, WorklistQuery};
use schema::locale::Locale;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::queues::{Asked, question};
use super::staff::{Staff, staff_of};
use super::{lists, worklist};
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{ClientAddress, Query, SignedIn, csv};
use crate::state::AppState;

/// How many lines are read at a time.
const BATCH: usize = 500;

/// How many batches may wait to be sent.
const AHEAD: usize = 2;

/// What a line says: what the list shows, and no more.
const COLUMNS: [&str; 10] =
    ["number", "item", "applicant", "agency", "status", "task", "holder", "opened_at", "due", "remaining"];

/// A piece of the table, or that it broke off.
type Piece = std::result::Result<Bytes, Error>;

/// A worklist as CSV (RFC 4180) in UTF-8, from its first line to its last, whatever page `cursor` names.
#[utoipa::path(get, path = "/api/desk/cases.csv", tag = "desk", params(Asked),
    responses((status = 200, content_type = "text/csv"), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 429, body = Problem)))]
pub async fn csv(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Extension(address): Extension<ClientAddress>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let query = WorklistQuery { cursor: None, ..asked.read()? };
    let now = state.clock.now();
    // On record before anything is read: how much of it was is added when it ends.
    let (mut tx, staff) = staff_of(&state, session.account).await?;
    let line = Line::by(session.account, "desk.export", query.queue.slug());
    audit::record(&mut tx, line, session.account, now).await?;
    tx.commit().await?;
    accounts::allow(&state, "desk-export", address).await?;
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::spawn(write(state, staff, query, now, sender));
    let pieces = stream::unfold(receiver, async |mut pieces| Some((pieces.recv().await?, pieces)));
    let mut response =
        ([(header::CONTENT_TYPE, csv::MEDIA_TYPE)], Body::from_stream(Box::pin(pieces))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let name = HeaderValue::from_static("attachment; filename=\"cases.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// Writes the table until it ends or nobody reads on, and puts on record how many lines were sent.
async fn write(
    state: AppState,
    staff: Staff,
    query: WorklistQuery,
    now: DateTime<Utc>,
    sender: mpsc::Sender<Piece>,
) {
    let mut sent = 0;
    if let Err(error) = pieces(&state, (&staff, query.clone()), now, &sender, &mut sent).await {
        tracing::warn!(%error, "a worklist could not be exported to its end");
        // The connection breaks off, so that nobody takes the beginning for all of it.
        let _ = sender.send(Err(error)).await;
    }
    let line = Line::by(staff.account(), "desk.exported", query.queue.slug()).detail("lines", sent);
    if let Err(error) = recorded(&state, line, staff.account()).await {
        tracing::error!(%error, sent, "what was exported could not be put on record");
    }
}

async fn recorded(state: &AppState, line: Line, account: i64) -> Result<()> {
    let mut tx = state.db.write().await?;
    audit::record(&mut tx, line, account, state.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn pieces(
    state: &AppState,
    (staff, mut query): (&Staff, WorklistQuery),
    now: DateTime<Utc>,
    sender: &mpsc::Sender<Piece>,
    sent: &mut usize,
) -> Result<()> {
    let mut text = csv::MARK.to_owned();
    csv::line(&mut text, &COLUMNS.map(Value::from));
    loop {
        let mut tx = state.db.read().await?;
        let asked = question(state, &mut tx, (staff, &query), (now, BATCH)).await?;
        let (lines, next) = worklist::page(&mut tx, &asked).await?;
        let cases = lists::summaries(state, &mut tx, &lines).await?;
        drop(tx);
        cases.iter().for_each(|case| csv::line(&mut text, &cells(case)));
        if sender.send(Ok(std::mem::take(&mut text).into())).await.is_err() {
            return Ok(());
        }
        *sent += cases.len();
        if next.is_none() {
            return Ok(());
        }
        query.cursor = next;
    }
}

/// The cells of a line, in the order of [`COLUMNS`]. What has no words of its own is said in the codes of the API.
fn cells(case: &CaseSummary) -> [Value; COLUMNS.len()] {
    let tasks = |said: &dyn Fn(&schema::cases::TaskLine) -> Option<String>| {
        let all: Vec<String> = case.tasks.iter().filter_map(said).collect();
        Value::from(all.join("; "))
    };
    [
        json!(case.number),
        json!(case.item_name),
        json!(case.applicant),
        json!(case.department),
        json!(case.status),
        tasks(&|task| Some(task.name.get(Locale::ZhCn).to_owned())),
        tasks(&|task| task.holder.clone()),
        json!(case.opened_at),
        json!(case.due),
        json!(case.remaining),
    ]
}

#[cfg(test)]
mod tests {
    use schema::cases::TaskLine;
    use schema::id::CaseNumber;
    use schema::locale::Text;
    use schema::process::Status;

    use super::*;

    #[test]
    fn a_line_has_a_cell_for_each_column() {
        let task = |key: &str, holder: Option<&str>| TaskLine {
            key: key.to_owned(),
            name: Text::zh(key),
            item: None,
            agency: None,
            holder: holder.map(str::to_owned),
            owner: None,
            signs: false,
        };
        let case = CaseSummary {
            number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
            item_name: "=居住证申领".into(),
            department: "公安局".into(),
            applicant: "王小明".into(),
            status: Status::InReview,
            tasks: vec![task("审查", Some("李工")), task("会签", None)],
            opened_at: DateTime::UNIX_EPOCH,
            due: Some("2026-03-09".parse().unwrap()),
            remaining: Some(-1),
        };
        let mut text = String::new();
        csv::line(&mut text, &cells(&case));
        let expected = "440103-260305-00042-7,'=居住证申领,王小明,公安局,in_review,审查; 会签,李工,\
                        1970-01-01T00:00:00Z,2026-03-09,-1\r\n";
        assert_eq!(text, expected);
    }
}
