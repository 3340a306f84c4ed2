//! What passes between a case and those that it begins besides the answers that are named: the files of the application, and the
//! document, as what it is written from. What another changed of that comes back.

use schema::applications::FormRef;
use schema::form::{Change, with_changes};
use schema::process::Call;
use serde_json::Value;

use super::log::Case;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::definitions;

/// The answers of a case that has ended: with which it began, and with which it ended.
pub struct Answers {
    pub form: FormRef,
    pub began: Value,
    pub ended: Value,
}

impl Case {
    /// The answers that a case begins with: where the document passes, what it is written from goes along.
    pub(super) async fn with_document(&self, tx: &mut Tx, key: &str, data: Value) -> Result<Value> {
        let now = self.facts().answers;
        let missing = |pointer: String| {
            let after = data.pointer(&pointer).is_none().then(|| now.pointer(&pointer).cloned()).flatten()?;
            Some(Change { pointer, before: None, after: Some(after) })
        };
        let read = self.read_by_document(tx, key, &self.filed.form).await?;
        let more: Vec<Change> = read.into_iter().filter_map(missing).collect();
        Ok(with_changes(&data, &more))
    }

    /// What another changed of what the document is written from, as a change of the answers here.
    pub(super) async fn changed_in_document(
        &self,
        tx: &mut Tx,
        key: &str,
        end: &Answers,
    ) -> Result<Vec<Change>> {
        let now = self.facts().answers;
        let read = self.read_by_document(tx, key, &end.form).await?;
        let changed = |pointer: String| {
            let after = end.ended.pointer(&pointer);
            (end.began.pointer(&pointer) != after).then(|| Change {
                before: now.pointer(&pointer).cloned(),
                after: after.cloned(),
                pointer,
            })
        };
        Ok(read.into_iter().filter_map(changed).filter(|change| change.before != change.after).collect())
    }

    /// What the document is written from, where it passes to the case with this key.
    async fn read_by_document(&self, tx: &mut Tx, key: &str, form: &FormRef) -> Result<Vec<String>> {
        if !self.process.call(key).is_some_and(|call| call.body) {
            return Ok(Vec::new());
        }
        let program = definitions::form(tx, form).await?.ok_or_else(Error::not_found)?;
        let body = definitions::body(tx, form, &program).await?;
        Ok(body.map(|body| body.reads().into_iter().collect()).unwrap_or_default())
    }

    /// Whether the files of the application are seen here.
    pub fn sees_materials(&self) -> bool {
        self.passes(|call| call.materials)
    }

    /// Whether the document is seen here.
    pub fn sees_document(&self) -> bool {
        self.passes(|call| call.body)
    }

    fn passes(&self, what: impl Fn(&Call) -> bool) -> bool {
        self.origin.as_ref().is_none_or(|origin| origin.call.as_ref().is_some_and(what))
    }
}
