//! The versions of a form, the newest first: who made them, since when they count, who is under way with them, and the ways
//! to take them out.

use schema::definitions::{DefinitionRecord, ExportKind, PublishedVersion, VersionUse};
use schema::role::Role;

use crate::prelude::*;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, use_words};

/// The section of the versions.
#[component]
pub fn Versions(
    /// The form.
    record: DefinitionRecord,
) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    if record.versions.is_empty() {
        return view! {
            <section class="of-form"><h2>{texts.versions()}</h2><p class="cap">{texts.no_versions()}</p></section>
        };
    }
    let rows = with_session(move |session| {
        let roles = [Role::AgencyLead, Role::Supervisor];
        let counts =
            session.ok().flatten().is_some_and(|session| roles.iter().any(|role| session.has(*role)));
        let before = record.versions.iter().skip(1).map(Some).chain([None]);
        let rows = record
            .versions
            .iter()
            .zip(before)
            .map(|(version, before)| row(words, &record, version, before, counts));
        rows.collect_view().into_any()
    });
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
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// A version and the one before it; `counts` is whether one may read what was answered.
fn row(
    words: Words,
    record: &DefinitionRecord,
    version: &PublishedVersion,
    before: Option<&PublishedVersion>,
    counts: bool,
) -> AnyView {
    let texts = words.designer;
    let number = version.version;
    let published = version.published_by.as_deref().unwrap_or(texts.the_hall());
    let published = format!("{} · {published}", words.local_day(version.published_at));
    let reviewed = version.reviewed_by.as_deref().map(|who| format!(" · {}", texts.reviewed_by(who)));
    let compare = before.map(|before| {
        let href = to::form_differences(&record.id, before.version, &number.to_string());
        view! { <a href=href>{texts.compare_with(before.version)}</a> }
    });
    let retire = record.retirable.contains(&number).then(|| retire(words, record, number));
    view! {
        <tr>
            <th scope="row">
                <a class="n" href=to::form_source(&record.id, &number.to_string())>{texts.version(number)}</a>
                <span class="s">{published}{reviewed}</span>
            </th>
            <td>{standing(words, record, version)}{retire}</td>
            <td>{uses(words, record.uses.iter().find(|uses| uses.version == number))}</td>
            <td class="links">{compare}{files(words, &record.id, number, counts)}</td>
        </tr>
    }
}

fn standing(words: Words, record: &DefinitionRecord, version: &PublishedVersion) -> String {
    let texts = words.designer;
    match version.retired_at {
        Some(at) => texts.retired_on(&words.local_day(at)),
        None if record.in_force == Some(version.version) => texts.online().to_owned(),
        None if record.in_force.is_some_and(|number| number > version.version) => texts.replaced().to_owned(),
        None => texts.from_day(&words.local_day(version.effective_from)),
    }
}

fn uses(words: Words, uses: Option<&VersionUse>) -> String {
    let texts = words.designer;
    let Some(uses) = uses else { return texts.no_uses().to_owned() };
    let cases = (uses.cases > 0).then(|| texts.cases(uses.cases));
    let drafts = (uses.drafts > 0).then(|| texts.drafts(uses.drafts));
    cases.into_iter().chain(drafts).collect::<Vec<_>>().join(words.catalogue.separator())
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

fn retire(words: Words, record: &DefinitionRecord, number: u32) -> AnyView {
    let texts = words.designer;
    view! {
        <details>
            <summary>{texts.retire()}</summary>
            <form method="post" action=to::desk_form(&record.id)>
                <p class="cap">{texts.retire_note()}</p>
                <input type="hidden" name="revision" value=record.revision/>
                <input type="hidden" name="version" value=number/>
                <button class="btn" name="act" value="retire">{texts.retire_now(number)}</button>
            </form>
        </details>
    }
}
