//! A tile, and the cases behind a number, as files for spreadsheets: written while they are read, so many lines at a time, and never
//! more of them in memory than are being sent.

use axum::body::{Body, Bytes};
use axum::extract::{Extension, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures::stream;
use schema::Problem;
use schema::calendar::local_day;
use schema::dashboards::{CaseLine, CasesQuery, DashboardQuery, Definition, Measure, Question};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use utoipa::{IntoParams, ToSchema};

use super::http::{self, Asked};
use super::store::{self, Scope, Slice, Span};
use super::tiles;
use crate::error::{Error, Result};
use crate::features::accounts;
use crate::features::audit::{self, Line};
use crate::http::{ClientAddress, Query, SignedIn, csv, xlsx};
use crate::state::AppState;

/// How many pieces may wait to be sent.
const AHEAD: usize = 2;

/// What a line of a list says, and no more: nothing of who applied.
const COLUMNS: [&str; 8] = ["number", "item", "agency", "status", "opened_at", "decided_at", "due", "late"];

/// What kind of file.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// RFC 4180 in UTF-8; text that a spreadsheet would take for a formula is quoted.
    Csv,
    /// Office Open XML.
    Xlsx,
}

/// The kind of file that is wanted.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The kind.
    #[param(inline)]
    format: Format,
}

/// The tile that is wanted.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WantedTile {
    /// What it asks.
    #[param(inline)]
    question: Question,
}

/// A file that is being written.
enum File {
    Csv(String),
    Xlsx(Box<xlsx::Workbook>),
}

impl File {
    fn new(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv(csv::MARK.to_owned()),
            Format::Xlsx => Self::Xlsx(Box::default()),
        }
    }

    fn line(&mut self, cells: &[Value]) {
        match self {
            Self::Csv(text) => csv::line(text, cells),
            Self::Xlsx(workbook) => workbook.line(cells),
        }
    }

    fn take(&mut self) -> Bytes {
        match self {
            Self::Csv(text) => std::mem::take(text).into(),
            Self::Xlsx(workbook) => workbook.take().into(),
        }
    }

    fn end(self) -> Bytes {
        match self {
            Self::Csv(text) => text.into(),
            Self::Xlsx(workbook) => workbook.end().into(),
        }
    }
}

/// The table of a tile, with a column for each measure in the codes of the API. Shares and averages are not in tenths here.
#[utoipa::path(get, path = "/api/dashboard/tile", tag = "dashboards", params(DashboardQuery, WantedTile, Wanted),
    responses((status = 200, content_type = "text/csv"), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub async fn tile(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Query(query): Query<DashboardQuery>,
    Query(WantedTile { question }): Query<WantedTile>,
    Query(Wanted { format }): Query<Wanted>,
) -> Result<Response> {
    let asked = Asked::read(&session, &query, local_day(state.clock.now()))?;
    let shipped = Definition::shipped()?;
    let definition = shipped.into_iter().find(|it| it.question == question).ok_or_else(Error::not_found)?;
    let mut tx = state.db.read().await?;
    let counts = asked.counts(&mut tx).await?;
    let rows = tiles::rows(&mut tx, &counts, &definition, query.language.unwrap_or_default()).await?;
    drop(tx);
    let mut file = File::new(format);
    let measures = definition.measures.iter().map(|measure| json!(measure.slug()));
    file.line(&["key", "name"].into_iter().map(Value::from).chain(measures).collect::<Vec<_>>());
    for row in rows {
        let numbers = row.numbers.iter().zip(&definition.measures).map(|(number, it)| said(*number, *it));
        file.line(&[json!(row.key), json!(row.name)].into_iter().chain(numbers).collect::<Vec<_>>());
    }
    Ok(answer(format, question.slug(), Body::from(file.end())))
}

fn said(number: i64, measure: Measure) -> Value {
    if measure.is_tenths() { json!(number as f64 / 10.0) } else { json!(number) }
}

/// All cases that a number counts, from the first to the last, whatever page `cursor` names. Reading them is put on record.
#[utoipa::path(get, path = "/api/dashboard/cases/file", tag = "dashboards", params(CasesQuery, Wanted),
    responses((status = 200, content_type = "text/csv"), (status = 400, body = Problem), (status = 403, body = Problem),
              (status = 429, body = Problem)))]
pub async fn cases(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Extension(address): Extension<ClientAddress>,
    Query(query): Query<CasesQuery>,
    Query(Wanted { format }): Query<Wanted>,
) -> Result<Response> {
    let query = CasesQuery { cursor: None, ..query };
    let scope = http::scope_of_cases(&session, &query)?;
    accounts::allow(&state, "desk-export", address).await?;
    // On record before anything is read: how much of it was is added when it ends.
    recorded(&state, Line::by(session.account, "dashboard.export", query.figure.slug()), session.account)
        .await?;
    let (sender, receiver) = mpsc::channel(AHEAD);
    let name = query.figure.slug();
    tokio::spawn(write(state, (session.account, scope), query, format, sender));
    let pieces = stream::unfold(receiver, async |mut pieces| Some((pieces.recv().await?, pieces)));
    Ok(answer(format, name, Body::from_stream(Box::pin(pieces))))
}

fn answer(format: Format, name: &str, body: Body) -> Response {
    let (media_type, ending) = match format {
        Format::Csv => (csv::MEDIA_TYPE, "csv"),
        Format::Xlsx => (xlsx::MEDIA_TYPE, "xlsx"),
    };
    let mut response = ([(header::CONTENT_TYPE, media_type)], body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{ending}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// A piece of the file, or that it broke off.
type Piece = std::result::Result<Bytes, Error>;

/// Writes the list until it ends or nobody reads on, and puts on record how many lines were sent.
async fn write(
    state: AppState,
    (account, scope): (i64, Scope),
    query: CasesQuery,
    format: Format,
    sender: mpsc::Sender<Piece>,
) {
    let mut sent = 0;
    if let Err(error) = pieces(&state, &scope, &query, format, &sender, &mut sent).await {
        tracing::warn!(%error, "the cases behind a number could not be exported to their end");
        // The connection breaks off, so that nobody takes the beginning for all of it.
        let _ = sender.send(Err(error)).await;
    }
    let line = Line::by(account, "dashboard.exported", query.figure.slug()).detail("lines", sent);
    if let Err(error) = recorded(&state, line, account).await {
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
    scope: &Scope,
    query: &CasesQuery,
    format: Format,
    sender: &mpsc::Sender<Piece>,
    sent: &mut usize,
) -> Result<()> {
    let span = Span { from: query.from, to: query.to, scope: scope.clone() };
    let today = local_day(state.clock.now());
    let mut file = File::new(format);
    file.line(&COLUMNS.map(Value::from));
    let mut after = None;
    loop {
        let slice = Slice { query, span: &span, today, after };
        let (lines, next) = store::many_cases(&mut state.db.read().await?, &slice).await?;
        lines.iter().for_each(|case| file.line(&cells(case)));
        *sent += lines.len();
        if matches!(format, Format::Xlsx) && *sent >= xlsx::MOST_LINES {
            return Err(anyhow::anyhow!("more lines than a spreadsheet holds").into());
        }
        let Some(next) = next else { break };
        after = Some(next);
        let piece = file.take();
        if !piece.is_empty() && sender.send(Ok(piece)).await.is_err() {
            return Ok(());
        }
    }
    // Nobody reads on: there is nothing left to say.
    let _ = sender.send(Ok(file.end())).await;
    Ok(())
}

/// The cells of a line, in the order of [`COLUMNS`], in the codes of the API.
fn cells(case: &CaseLine) -> [Value; COLUMNS.len()] {
    [
        json!(case.number),
        json!(case.item_name),
        json!(case.department),
        json!(case.status),
        json!(case.opened_at),
        json!(case.decided_at),
        json!(case.due),
        json!(case.late),
    ]
}
