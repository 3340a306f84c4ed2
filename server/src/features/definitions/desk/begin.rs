//! Beginning a form or a process: whether one may, under which id and name, and the draft it begins with.

use chrono::{DateTime, Utc};
use schema::FieldCode;
use schema::accounts::Session;
use schema::definitions::DefinitionRecord;
use schema::locale::Text;

use super::designer_of;
use super::domain::{self, Designer};
use super::http::{check_title, recorded};
use super::shelf::Shelf;
use super::store::{self, Saved};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::audit::{self, Line};
use crate::features::catalogue::Part;
use crate::state::AppState;

/// Something that is not there yet, under an id and a name that it may have.
pub struct Begin<'a> {
    pub tx: Tx,
    shelf: Shelf,
    id: &'a str,
    title: &'a Text,
    designer: Designer,
    part: Part,
    now: DateTime<Utc>,
}

impl<'a> Begin<'a> {
    pub async fn at(
        state: &AppState,
        session: &Session,
        shelf: Shelf,
        (id, title): (&'a str, &'a Text),
    ) -> Result<Self> {
        let now = state.clock.now();
        let mut tx = state.db.write().await?;
        let designer = designer_of(&mut tx, session).await?;
        let part = designer.own_part().ok_or_else(Error::forbidden)?.clone();
        if let Some(code) = domain::id_fault(id) {
            return Err(Error::field("/id", code));
        }
        check_title(title)?;
        Ok(Self { tx, shelf, id, title, designer, part, now })
    }

    /// Puts it on its shelf, with a draft that says this.
    pub async fn with(mut self, state: &AppState, definition: &str) -> Result<DefinitionRecord> {
        let Self { shelf, id, title, now, .. } = self;
        let author = self.designer.account;
        let part = Some(&self.part).filter(|part| part.region.is_some());
        if !store::insert(&mut self.tx, shelf, id, title, part, author, now).await? {
            return Err(Error::field("/id", FieldCode::Taken));
        }
        let saved = Saved { id, base: None, definition, authors: &[author], author, now };
        store::save(&mut self.tx, shelf, &saved).await?;
        let line = Line::by(author, shelf.of(["form.begin", "process.begin", "guide.begin"]), id)
            .detail("revision", 1);
        audit::record(&mut self.tx, line, author, now).await?;
        self.tx.commit().await?;
        recorded(state, shelf, id, &self.designer, now).await
    }
}
