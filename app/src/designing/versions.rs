//! The versions of a form or a process, the newest first: who made them, since when they count, who is under way with them,
//! and the ways to take them out.

use schema::definitions::{DefinitionRecord, PublishedVersion};

use super::shelf::Shelf;
use crate::prelude::*;
use crate::text::Words;

/// The versions of a form or a process.
#[derive(Clone, Copy)]
pub struct Versions<'r> {
    /// The language.
    pub words: Words,
    /// Which of both it is.
    pub shelf: Shelf,
    /// The form or process.
    pub record: &'r DefinitionRecord,
}

impl Versions<'_> {
    /// The section of the versions; `files` are the links to what a version is taken out as.
    pub fn section(self, files: impl Fn(u32) -> AnyView) -> AnyView {
        let (texts, versions) = (self.words.designer, &self.record.versions);
        if versions.is_empty() {
            return view! {
                <section class="of-form"><h2>{texts.versions()}</h2><p class="cap">{texts.no_versions()}</p></section>
            };
        }
        let before = versions.iter().skip(1).map(|version| Some(version.version)).chain([None]);
        let rows = versions.iter().zip(before);
        let rows = rows.map(|(version, before)| self.row(version, before, files(version.version)));
        view! {
            <section class="of-form">
                <h2>{texts.versions()}</h2>
                <div class="table">
                    <table class="versions">
                        <thead>
                            <tr>
                                <th scope="col">{texts.version_column()}</th>
                                <th scope="col">{texts.standing_column()}</th>
                                <th scope="col">{texts.uses_column()}</th>
                                <th scope="col">{texts.files_column()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    }

    /// A version, with the number of the one before it.
    fn row(self, version: &PublishedVersion, before: Option<u32>, files: AnyView) -> AnyView {
        let Self { words, shelf, record } = self;
        let (texts, number) = (words.designer, version.version);
        let published = version.published_by.as_deref().unwrap_or(texts.the_hall());
        let published = format!("{} · {published}", words.local_day(version.published_at));
        let reviewed = version.reviewed_by.as_deref().map(|who| format!(" · {}", texts.reviewed_by(who)));
        let compare = before.map(|before| {
            let href = shelf.differences(&record.id, before, number);
            view! { <a href=href>{texts.compare_with(before)}</a> }
        });
        let retire = record.retirable.contains(&number).then(|| self.retire(number));
        view! {
            <tr>
                <th scope="row">
                    <a class="n" href=shelf.source(&record.id, number)>{texts.version(number)}</a>
                    <span class="s">{published}{reviewed}</span>
                </th>
                <td>{self.standing(version)}{retire}</td>
                <td>{self.uses(number)}</td>
                <td class="links">{compare}{files}</td>
            </tr>
        }
    }

    fn standing(self, version: &PublishedVersion) -> String {
        let (texts, in_force) = (self.words.designer, self.record.in_force);
        match version.retired_at {
            Some(at) => texts.retired_on(&self.words.local_day(at)),
            None if in_force == Some(version.version) => texts.online().to_owned(),
            None if in_force.is_some_and(|number| number > version.version) => texts.replaced().to_owned(),
            None => texts.from_day(&self.words.local_day(version.effective_from)),
        }
    }

    fn uses(self, number: u32) -> String {
        let texts = self.words.designer;
        let uses = self.record.uses.iter().find(|uses| uses.version == number);
        let Some(uses) = uses else { return texts.no_uses().to_owned() };
        let cases = (uses.cases > 0).then(|| texts.cases(uses.cases));
        let drafts = (uses.drafts > 0).then(|| texts.drafts(uses.drafts));
        cases.into_iter().chain(drafts).collect::<Vec<_>>().join(self.words.catalogue.separator())
    }

    fn retire(self, number: u32) -> AnyView {
        let texts = self.words.designer;
        // Nothing is filed with a process: there is no more to say of it than the button does.
        let note = (self.shelf == Shelf::Forms).then(|| view! { <p class="cap">{texts.retire_note()}</p> });
        view! {
            <details>
                <summary>{texts.retire()}</summary>
                <form method="post" action=self.shelf.page(&self.record.id)>
                    {note}
                    <input type="hidden" name="revision" value=self.record.revision/>
                    <input type="hidden" name="version" value=number/>
                    <button class="btn" name="act" value="retire">{texts.retire_now(number)}</button>
                </form>
            </details>
        }
    }
}
