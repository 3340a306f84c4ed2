//! The tables bill, bill_line, bill_event and payment.

use chrono::{DateTime, Utc};
use schema::bills::fold::{BillEvent, BillState};
use schema::bills::{BillNumber, BillStatus, BillSummary};
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// The bills of an application that are open, the newest first.
pub async fn open_of(tx: &mut Tx, application: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM bill WHERE application = $1 AND status = 'open' ORDER BY id DESC")
            .bind(application)
            .fetch_all(conn)
            .await?
    }))
}

/// The bills that have lines of a case, the oldest first.
pub async fn of_case(tx: &mut Tx, case: i64) -> Result<Vec<i64>> {
    let mut bills: Vec<i64> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT bill FROM bill_line WHERE case_record = $1 ORDER BY id")
            .bind(case)
            .fetch_all(conn)
            .await?
    });
    bills.sort_unstable();
    bills.dedup();
    Ok(bills)
}

/// Makes out a bill; what stands on it follows from its events.
pub async fn insert(tx: &mut Tx, (application, account): (i64, i64), at: DateTime<Utc>) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO bill (application, account, status, left_fen, paid_fen, seq, opened_at)
             VALUES ($1, $2, 'open', 0, 0, 0, $3) RETURNING id",
        )
        .bind(application)
        .bind(account)
        .bind(at)
        .fetch_one(conn)
        .await?
    }))
}

/// Adds a line for a fee.
pub async fn insert_line(tx: &mut Tx, bill: i64, fee: i64, (case, main): (i64, i64)) -> Result<i64> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar(
            "INSERT INTO bill_line (bill, fee, case_record, main_case) VALUES ($1, $2, $3, $4) RETURNING id",
        )
        .bind(bill)
        .bind(fee)
        .bind(case)
        .bind(main)
        .fetch_one(conn)
        .await?
    }))
}

/// The lines of a bill that are of this case.
pub async fn lines_of_case(tx: &mut Tx, bill: i64, case: i64) -> Result<Vec<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT id FROM bill_line WHERE case_record = $1 AND bill = $2 ORDER BY id")
            .bind(case)
            .bind(bill)
            .fetch_all(conn)
            .await?
    }))
}

/// Who is to pay a bill.
pub async fn account(tx: &mut Tx, bill: i64) -> Result<Option<i64>> {
    Ok(sql!(tx, conn => {
        sqlx::query_scalar("SELECT account FROM bill WHERE id = $1").bind(bill).fetch_optional(conn).await?
    }))
}

/// What happened to a bill, in order.
pub async fn events(tx: &mut Tx, bill: i64) -> Result<Vec<BillEvent>> {
    let rows: Vec<String> = sql!(tx, conn => {
        sqlx::query_scalar("SELECT data FROM bill_event WHERE bill = $1 ORDER BY seq")
            .bind(bill)
            .fetch_all(conn)
            .await?
    });
    rows.iter().map(|data| Ok(serde_json::from_str(data)?)).collect()
}

/// Appends to what happened.
pub async fn append(
    tx: &mut Tx,
    (bill, seq): (i64, i64),
    (actor, event): (&str, &BillEvent),
    at: DateTime<Utc>,
) -> Result<()> {
    let data = serde_json::to_string(event)?;
    sql!(tx, conn => {
        sqlx::query("INSERT INTO bill_event (bill, seq, at, actor, data) VALUES ($1, $2, $3, $4, $5)")
            .bind(bill)
            .bind(seq)
            .bind(at)
            .bind(actor)
            .bind(data)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Lays out what follows from the events.
pub async fn lay_out(
    tx: &mut Tx,
    (bill, seq): (i64, i64),
    state: &BillState,
    at: DateTime<Utc>,
) -> Result<()> {
    let status = state.status();
    let closed = (status != BillStatus::Open).then_some(at);
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE bill SET status = $2, left_fen = $3, paid_fen = $4, seq = $5, closed_at = COALESCE(closed_at, $6)
             WHERE id = $1",
        )
        .bind(bill)
        .bind(status.slug())
        .bind(state.left().cast_signed())
        .bind(state.paid.cast_signed())
        .bind(seq)
        .bind(closed)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// What stands at the head of a bill.
#[derive(FromRow)]
pub struct HeadRow {
    pub applicant: String,
    pub opened_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// The head of a bill.
pub async fn head(tx: &mut Tx, bill: i64) -> Result<Option<HeadRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT COALESCE(enterprise.name, account.name) AS applicant, bill.opened_at, bill.closed_at
             FROM bill
             JOIN account ON account.id = bill.account
             LEFT JOIN enterprise ON enterprise.id = account.enterprise
             WHERE bill.id = $1",
        )
        .bind(bill)
        .fetch_optional(conn)
        .await?
    }))
}

/// A line, with the fee and the case that it is for.
#[derive(FromRow)]
pub struct LineRow {
    pub id: i64,
    pub fee: i64,
    pub case_record: i64,
    pub main_case: i64,
    pub number: String,
    pub item_name: String,
    pub department: String,
    pub name: String,
    pub basis: Option<String>,
    pub due_at: DateTime<Utc>,
}

/// The lines of a bill, in order.
pub async fn lines(tx: &mut Tx, bill: i64) -> Result<Vec<LineRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(
            "SELECT bill_line.id, bill_line.fee, bill_line.case_record, bill_line.main_case, known.number,
                    item.name AS item_name, agency.name AS department, case_fee.name, case_fee.basis, case_fee.due_at
             FROM bill_line
             JOIN case_fee ON case_fee.id = bill_line.fee
             JOIN case_record AS known ON known.id = bill_line.main_case
             JOIN item ON item.code = known.item
             JOIN agency ON agency.id = known.agency
             WHERE bill_line.bill = $1 ORDER BY bill_line.id",
        )
        .bind(bill)
        .fetch_all(conn)
        .await?
    }))
}

#[derive(FromRow)]
struct SummaryRow {
    id: i64,
    status: String,
    item_name: String,
    lines: i64,
    left_fen: i64,
    paid_fen: i64,
    opened_at: DateTime<Utc>,
}

/// The bills of an account, the newest first, before this one.
pub async fn of_account(tx: &mut Tx, account: i64, before: i64, limit: i64) -> Result<Vec<BillSummary>> {
    let rows: Vec<SummaryRow> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT bill.id, bill.status, item.name AS item_name, bill.left_fen, bill.paid_fen, bill.opened_at,
                    (SELECT COUNT(*) FROM bill_line WHERE bill_line.bill = bill.id) AS lines
             FROM bill
             JOIN application ON application.id = bill.application
             JOIN item ON item.code = application.item
             WHERE bill.account = $1 AND bill.id < $2 ORDER BY bill.id DESC LIMIT $3",
        )
        .bind(account)
        .bind(before)
        .bind(limit)
        .fetch_all(conn)
        .await?
    });
    let summary = |row: SummaryRow| {
        let status = BillStatus::from_slug(&row.status);
        let status = status.ok_or_else(|| anyhow::anyhow!("bill {}: status {}", row.id, row.status))?;
        Ok(BillSummary {
            number: BillNumber::new(row.id),
            status,
            item_name: row.item_name,
            lines: u32::try_from(row.lines).unwrap_or(u32::MAX),
            left: row.left_fen.unsigned_abs(),
            paid: row.paid_fen.unsigned_abs(),
            opened_at: row.opened_at,
        })
    };
    rows.into_iter().map(summary).collect()
}

/// A payment.
#[derive(Clone, Debug, FromRow)]
pub struct PaymentRow {
    pub id: String,
    pub bill: i64,
    pub amount: i64,
    pub status: String,
    pub address: Option<String>,
    pub reference: Option<String>,
    pub begun_at: DateTime<Utc>,
    pub ask_at: DateTime<Utc>,
}

impl PaymentRow {
    /// Whether it has not ended yet.
    pub fn is_under_way(&self) -> bool {
        self.status == "begun"
    }

    /// Whether it came in: what is said of it again changes nothing.
    pub fn is_paid(&self) -> bool {
        self.status == "paid"
    }
}

const PAYMENT: &str = "SELECT id, bill, amount, status, address, reference, begun_at, ask_at FROM payment";

/// The payment with this id.
pub async fn payment(tx: &mut Tx, id: &str) -> Result<Option<PaymentRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!("{PAYMENT} WHERE id = $1"))).bind(id).fetch_optional(conn).await?
    }))
}

/// The payment of a bill that began last.
pub async fn last_payment(tx: &mut Tx, bill: i64) -> Result<Option<PaymentRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{PAYMENT} WHERE bill = $1 ORDER BY begun_at DESC, id DESC LIMIT 1"
        )))
        .bind(bill)
        .fetch_optional(conn)
        .await?
    }))
}

/// Notes a payment before the gateway is asked for it, and when it is asked what became of it.
pub async fn begin_payment(
    tx: &mut Tx,
    (id, bill, amount): (&str, i64, u64),
    now: DateTime<Utc>,
    ask_at: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "INSERT INTO payment (id, bill, amount, status, begun_at, ask_at) VALUES ($1, $2, $3, 'begun', $4, $5)",
        )
        .bind(id)
        .bind(bill)
        .bind(amount.cast_signed())
        .bind(now)
        .bind(ask_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}

/// Notes where it is paid.
pub async fn set_address(tx: &mut Tx, id: &str, address: &str) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE payment SET address = $2 WHERE id = $1")
            .bind(id)
            .bind(address)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// Notes that it came in, with what the gateway calls it, or was given up.
pub async fn end_payment(
    tx: &mut Tx,
    id: &str,
    (status, reference): (&str, Option<&str>),
    at: DateTime<Utc>,
) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query("UPDATE payment SET status = $2, reference = $3, ended_at = $4 WHERE id = $1")
            .bind(id)
            .bind(status)
            .bind(reference)
            .bind(at)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}

/// The payments that are to be asked about by now, the one that waits longest first.
pub async fn to_ask(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<PaymentRow>> {
    Ok(sql!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{PAYMENT} WHERE status = 'begun' AND ask_at <= $1 ORDER BY ask_at, id LIMIT $2"
        )))
        .bind(now)
        .bind(limit)
        .fetch_all(conn)
        .await?
    }))
}

/// Takes it on oneself to ask about a payment, unless another server has since; says whether it did.
pub async fn take(tx: &mut Tx, payment: &PaymentRow, next: DateTime<Utc>) -> Result<bool> {
    let taken = sql!(tx, conn => {
        sqlx::query("UPDATE payment SET ask_at = $3 WHERE id = $1 AND status = 'begun' AND ask_at = $2")
            .bind(&payment.id)
            .bind(payment.ask_at)
            .bind(next)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(taken == 1)
}
