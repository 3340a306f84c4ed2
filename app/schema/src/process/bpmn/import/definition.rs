//! The definition as a whole: what it is called, what is done in it, and what else the file says beside it.

use serde_json::{Map, Value, json};

use super::Options;
use super::piece::{Piece, way};
use super::reader::{Reader, clean};
use super::report::{LossCode, Refused};
use super::scope::is_flow_node;
use super::source::{Xml, attribute, child, children, text, word, words_in};
use crate::role::Role;

impl<'x> Reader<'x> {
    pub(super) fn definition(
        &mut self,
        definitions: Xml<'x>,
        process: Xml<'x>,
        options: Options,
    ) -> Result<Value, Refused> {
        let own = self.own(process, "process");
        let pool = self.beside(definitions, process);
        let mut pieces = self.scope(process)?;
        let parts = words_in(process);
        self.leftovers(process, &["isExecutable", "processType", "isClosed"], &parts);
        if options.frame {
            pieces = self.framed(process, pieces);
        }
        let said = |name: &str| own.as_ref().and_then(|own| own.get(name)).cloned();
        let id = attribute(process, "id").unwrap_or("imported");
        let or = pool.and_then(|pool| attribute(pool, "name")).unwrap_or(id);
        let title = self.name(process, said("title").as_ref(), &clean(or));
        // No block has to differ from the process in its id, so it is not taken.
        let id = said("id").unwrap_or_else(|| json!(super::reader::slug(id)));
        let mut members = Map::from_iter([
            ("id".to_owned(), id),
            ("version".to_owned(), said("version").unwrap_or_else(|| json!(1))),
            ("title".to_owned(), title),
        ]);
        members.extend(said("extension").map(|extension| ("extension".to_owned(), extension)));
        members.extend(said("facts").map(|facts| ("facts".to_owned(), facts)));
        members.extend(way(pieces));
        Ok(Value::Object(members))
    }

    /// Names what else is in the file; gives the pool of the process, if it has one.
    fn beside(&mut self, definitions: Xml<'x>, process: Xml<'x>) -> Option<Xml<'x>> {
        let mut pool = None;
        for part in children(definitions).filter(|part| *part != process) {
            match word(part) {
                Some("process") => self.lose_whole(part, LossCode::OtherProcess),
                Some("collaboration") => pool = self.collaboration(part, process).or(pool),
                Some("extensionElements") => {}
                Some("choreography" | "globalChoreographyTask") => self.lose_whole(part, LossCode::Dropped),
                _ => self.lose(part, LossCode::Dropped, super::source::text(part)),
            }
        }
        pool
    }

    /// Names something that is left out, and each thing that is done, kept or noted in it: a reader looks for those by their
    /// names.
    fn lose_whole(&mut self, part: Xml<'x>, what: LossCode) {
        self.lose(part, what, "");
        let is_kept =
            |name: &str| name.starts_with("data") && name.ends_with("Reference") || name == "dataObject";
        let is_seen = |name: &str| {
            let is_done = is_flow_node(name) || name.to_ascii_lowercase().contains("choreography");
            is_done || is_kept(name) || name == "textAnnotation"
        };
        for inner in part.descendants().filter(|inner| *inner != part && word(*inner).is_some_and(is_seen)) {
            let note = child(inner, "text").map(text).unwrap_or_default();
            self.lose(inner, what, note);
        }
    }

    fn collaboration(&mut self, collaboration: Xml<'x>, process: Xml<'x>) -> Option<Xml<'x>> {
        let mut pool = None;
        for part in children(collaboration) {
            let of = attribute(part, "processRef").map(|name| name.rsplit(':').next().unwrap_or(name));
            match word(part) {
                Some("participant") if of.is_some() && of == attribute(process, "id") => {
                    self.leftovers(part, &["processRef"], &[]);
                    pool = Some(part);
                }
                Some("participant") => self.lose(part, LossCode::OtherProcess, ""),
                Some("extensionElements") => {}
                _ => self.lose(part, LossCode::Dropped, super::source::text(part)),
            }
        }
        pool
    }

    /// What is done, with what every process of ours has around it.
    fn framed(&mut self, process: Xml<'x>, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut task = |kind: &str, role: Role, name: Value| {
            let id = self.fresh(kind);
            self.lose(process, LossCode::Added, &id);
            let members = [("id", json!(id)), ("name", name), ("role", json!(role)), ("kind", json!(kind))];
            Piece::task(members.map(|(key, value)| (key.to_owned(), value)).into_iter().collect())
        };
        let mut framed = vec![task("accept", Role::Intake, json!({ "zh-CN": "受理", "en": "Acceptance" }))];
        framed.extend(pieces);
        framed.push(task("decide", Role::AgencyLead, json!({ "zh-CN": "决定", "en": "Decision" })));
        framed.push(task("deliver", Role::Intake, json!({ "zh-CN": "送达", "en": "Delivery" })));
        framed
    }
}
