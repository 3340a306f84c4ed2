//! The versions of a form, with the ways to take out what they ask and what was answered.

use schema::definitions::{DefinitionRecord, ExportKind};
use schema::role::Role;

use crate::designing::{Shelf, Versions};
use crate::prelude::*;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, use_words};

/// The section of the versions. Who counts cases may read what was answered.
pub fn versions(record: DefinitionRecord) -> AnyView {
    let words = use_words();
    with_session(move |session| {
        let roles = [Role::AgencyLead, Role::Supervisor];
        let counts =
            session.ok().flatten().is_some_and(|session| roles.iter().any(|role| session.has(*role)));
        let versions = Versions { words, shelf: Shelf::Forms, record: &record };
        versions.section(|number| files(words, &record.id, number, counts))
    })
}

fn files(words: Words, id: &str, number: u32, counts: bool) -> AnyView {
    let texts = words.designer;
    let export = |kind: ExportKind, label: &'static str| {
        view! { <a href=to::form_export(id, number, kind) download="" rel="external">{label}</a> }
    };
    let answers = |kind: &str, label: &'static str| {
        view! { <a href=to::form_answers(id, number, kind) download="" rel="external">{label}</a> }
    };
    let answers = counts.then(|| {
        view! { {answers("csv", texts.answers_csv())}{answers("jsonl", texts.answers_lines())} }
    });
    view! {
        {export(ExportKind::Definition, texts.export_definition())}
        {export(ExportKind::JsonForms, texts.export_pair())}
        {answers}
    }
}
