//! What is kept with an account of how somebody wants to be told.

use chrono::{DateTime, Utc};
use schema::Locale;
use sqlx::FromRow;

use super::domain::Wishes;
use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What an account has asked for.
pub struct Kept {
    pub wishes: Wishes,
    /// Whether it is kept out.
    pub is_disabled: bool,
}

#[derive(FromRow)]
struct Row {
    locale: String,
    phone: Option<String>,
    by_sms: bool,
    email: Option<String>,
    by_mail: bool,
    disabled_at: Option<DateTime<Utc>>,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Self {
        let Row { locale, phone, by_sms: sms, email, by_mail: mail, disabled_at } = row;
        let locale = Locale::from_tag(&locale).unwrap_or_default();
        Self { wishes: Wishes { locale, phone, sms, email, mail }, is_disabled: disabled_at.is_some() }
    }
}

/// What an account has asked for.
pub async fn read(tx: &mut Tx, account: i64) -> Result<Option<Kept>> {
    let row: Option<Row> = sql!(tx, conn => {
        sqlx::query_as(
            "SELECT locale, phone, by_sms, email, by_mail, disabled_at FROM account WHERE id = $1",
        )
        .bind(account)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(Kept::from))
}

/// Keeps what it asks for from now on.
pub async fn set(tx: &mut Tx, account: i64, wishes: &Wishes) -> Result<()> {
    sql!(tx, conn => {
        sqlx::query(
            "UPDATE account SET locale = $2, phone = $3, by_sms = $4, email = $5, by_mail = $6 WHERE id = $1",
        )
        .bind(account)
        .bind(wishes.locale.tag())
        .bind(&wishes.phone)
        .bind(wishes.sms)
        .bind(&wishes.email)
        .bind(wishes.mail)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(())
}
