//! The versions of a process, the newest first: who made them, since when they count, how many cases follow them, and the
//! ways to take them out.

use schema::definitions::{DefinitionRecord, ModelKind, PublishedVersion};

use crate::prelude::*;
use crate::routes::to;
use crate::text::{Words, use_words};

/// The section of the versions.
#[component]
pub fn Versions(
    /// The process.
    record: DefinitionRecord,
) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    if record.versions.is_empty() {
        return view! {
            <section class="of-form"><h2>{texts.versions()}</h2><p class="cap">{texts.no_versions()}</p></section>
        };
    }
    let before = record.versions.iter().skip(1).map(Some).chain([None]);
    let rows = record.versions.iter().zip(before);
    let rows = rows.map(|(version, before)| row(words, &record, version, before)).collect_view();
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

fn row(
    words: Words,
    record: &DefinitionRecord,
    version: &PublishedVersion,
    before: Option<&PublishedVersion>,
) -> AnyView {
    let texts = words.designer;
    let number = version.version;
    let published = version.published_by.as_deref().unwrap_or(texts.the_hall());
    let published = format!("{} · {published}", words.local_day(version.published_at));
    let reviewed = version.reviewed_by.as_deref().map(|who| format!(" · {}", texts.reviewed_by(who)));
    let compare = before.map(|before| {
        let href = to::process_differences(&record.id, before.version, &number.to_string());
        view! { <a href=href>{texts.compare_with(before.version)}</a> }
    });
    let export = |kind: ModelKind, label: &'static str| {
        view! { <a href=to::process_export(&record.id, number, kind) download="" rel="external">{label}</a> }
    };
    let cases = record.uses.iter().find(|uses| uses.version == number).map(|uses| uses.cases);
    let under_way = cases.is_some_and(|cases| cases > 0);
    let cases = cases.map_or_else(|| texts.no_uses().to_owned(), |cases| texts.cases(cases));
    let is_moving = record.is_mine && under_way && record.in_force.is_some_and(|in_force| in_force != number);
    let moving = record.in_force.filter(|_| is_moving).map(|in_force| {
        let href = format!("{}?from={number}&to={in_force}", to::process_migration(&record.id));
        view! { <a href=href>{words.migration.link()}</a> }
    });
    let retire = record.retirable.contains(&number).then(|| retire(words, record, number));
    view! {
        <tr>
            <th scope="row">
                <a class="n" href=to::process_source(&record.id, &number.to_string())>{texts.version(number)}</a>
                <span class="s">{published}{reviewed}</span>
            </th>
            <td>{standing(words, record, version)}{retire}</td>
            <td>{cases}" "{moving}</td>
            <td class="links">
                {compare}
                {export(ModelKind::Definition, texts.export_definition())}
                {export(ModelKind::Bpmn, words.processes.export_bpmn())}
            </td>
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

fn retire(words: Words, record: &DefinitionRecord, number: u32) -> AnyView {
    let texts = words.designer;
    view! {
        <details>
            <summary>{texts.retire()}</summary>
            <form method="post" action=to::desk_process(&record.id)>
                <input type="hidden" name="revision" value=record.revision/>
                <input type="hidden" name="version" value=number/>
                <button class="btn" name="act" value="retire">{texts.retire_now(number)}</button>
            </form>
        </details>
    }
}
