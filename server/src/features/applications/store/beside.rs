//! The columns of an application that stand beside its answers: what its rules read besides them, what was promised, and
//! which answers the hall filled in.

use schema::form::{Prefilled, Promise, Surroundings};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::FromRow;

use crate::db::Tx;
use crate::error::Result;
use crate::sql;

/// What stands beside the answers.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What the rules of the form read besides them, as it was when it was filed; of a draft nothing.
    pub surroundings: Surroundings,
    /// What was promised when it was filed, or with a supplement since.
    pub promises: Vec<Promise>,
    /// Answers that the hall filled in.
    pub prefilled: Vec<Prefilled>,
}

#[derive(FromRow)]
pub(super) struct Row {
    surroundings: Option<String>,
    promises: Option<String>,
    prefilled: Option<String>,
}

impl Row {
    pub(super) fn into_beside(self) -> Result<Beside> {
        Ok(Beside {
            surroundings: read(self.surroundings.as_deref())?,
            promises: read(self.promises.as_deref())?,
            prefilled: read(self.prefilled.as_deref())?,
        })
    }
}

fn read<T: DeserializeOwned + Default>(text: Option<&str>) -> Result<T> {
    Ok(text.map(serde_json::from_str).transpose()?.unwrap_or_default())
}

/// A list as it is stored; nothing for none.
pub(super) fn written<T: Serialize>(list: &[T]) -> Result<Option<String>> {
    Ok(if list.is_empty() { None } else { Some(serde_json::to_string(list)?) })
}

/// Keeps which answers the hall filled in.
pub async fn keep_prefilled(tx: &mut Tx, id: i64, prefilled: &[Prefilled]) -> Result<()> {
    let prefilled = written(prefilled)?;
    sql!(tx, conn => {
        sqlx::query("UPDATE application SET prefilled = $2 WHERE id = $1")
            .bind(id)
            .bind(prefilled)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(())
}
