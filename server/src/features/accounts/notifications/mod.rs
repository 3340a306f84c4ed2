//! How people want to be told of messages besides in the hall, and where they are reached then.

mod domain;
pub mod http;
mod store;

use schema::Locale;

use crate::db::Tx;
use crate::error::Result;

/// Where somebody is reached, by the channels they have asked for and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The language they are written to in.
    pub locale: Locale,
    /// Where text messages go.
    pub phone: Option<String>,
    /// Where e-mail goes.
    pub email: Option<String>,
}

/// Where an account is reached; nowhere if it is kept out.
pub async fn reach(tx: &mut Tx, account: i64) -> Result<Option<Reach>> {
    Ok(store::read(tx, account).await?.filter(|row| !row.is_disabled).map(|row| domain::reach(row.wishes)))
}
