//! Bills (缴款): what an applicant is to pay for the cases of one application, paying it through the port, and waiving it.
//!
//! A fee that falls due is a line of a bill in the transaction of the event that says so: of the one that is open, or of a new
//! one. One bill serves all cases of an application, also of a joint one. What settles a line tells the case of it
//! ([`cases::settle`](super::cases::settle)). Whoever changes a bill holds its application, by way of its cases, before.

mod book;
pub mod desk;
pub mod http;
mod jobs;
mod settle;
mod store;

use chrono::{DateTime, Utc};
use schema::bills::fold::{BillEvent, Charge};
use schema::locale::Text;
use schema::messages::MessageKind;

use self::book::Book;
pub use self::jobs::ask;
use super::messages::{self, Told};
use crate::db::Tx;
use crate::error::Result;
use crate::ports::Chance;

/// Who does what the hall does by itself.
const HALL: &str = "system";

/// A published fee that falls due.
pub struct Due<'a> {
    /// The application, the joint one of a part.
    pub application: i64,
    /// Who is to pay.
    pub account: i64,
    /// The case that brings it up, and the one its applicant knows.
    pub case: (i64, i64),
    /// The fee: its row, what it is called, and how much it is, in fen.
    pub fee: (i64, &'a str, u64),
    /// When.
    pub at: DateTime<Utc>,
}

/// Charges a fee: on the bill of the application that is open, if nobody pays that just now, else on a new one. The applicant
/// is told.
pub async fn charge(tx: &mut Tx, chance: &Chance, due: &Due<'_>) -> Result<()> {
    let mut book = growing(tx, due).await?;
    let (fee, name, amount) = due.fee;
    let line = store::insert_line(tx, book.id, fee, due.case).await?;
    book.happens(tx, HALL, BillEvent::Charged(Charge { line, amount }), due.at).await?;
    let told = Told { account: due.account, case: due.case.1, due: None };
    messages::of_bill(tx, chance, &told, (MessageKind::PaymentDue, &Text::zh(name)), due.at).await
}

async fn growing(tx: &mut Tx, due: &Due<'_>) -> Result<Book> {
    for open in store::open_of(tx, due.application).await? {
        if let Some(book) = Book::load(tx, open).await?.filter(|book| book.state.may_grow()) {
            return Ok(book);
        }
    }
    let id = store::insert(tx, (due.application, due.account), due.at).await?;
    Ok(Book::new(id, due.account))
}

/// What is left to pay of a case, which is held, was paid at the window.
pub async fn paid_at_window(tx: &mut Tx, case: i64, actor: &str, at: DateTime<Utc>) -> Result<()> {
    for bill in store::of_case(tx, case).await? {
        let Some(mut book) = Book::load(tx, bill).await? else { continue };
        if let Some(event) = book.state.pay_at_window(&store::lines_of_case(tx, bill, case).await?) {
            book.happens(tx, actor, event, at).await?;
        }
    }
    Ok(())
}

/// What is left to pay of a case, which is held, is not due any more.
pub async fn void(tx: &mut Tx, case: i64, at: DateTime<Utc>) -> Result<()> {
    for bill in store::of_case(tx, case).await? {
        let Some(mut book) = Book::load(tx, bill).await? else { continue };
        if let Some(event) = book.state.void(&store::lines_of_case(tx, bill, case).await?) {
            book.happens(tx, HALL, event, at).await?;
        }
    }
    Ok(())
}
