//! The sheets: the document of the form, and the form itself with its marks, answers, documents and places to sign.

use chrono::{DateTime, Utc};
use schema::applications::{FileInfo, FormRef, Promised};
use schema::cases::DocumentVersion;
use schema::form::{Block, Material};
use schema::id::CaseNumber;

use super::body::Document;
use super::opinion::boxed;
use super::sections::{Part, Section};
use super::texts;
use super::versions::Versions;
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::text::{Words, use_words};
use crate::ui::icon::Icon;

/// What goes on paper.
pub struct Paper {
    /// What the form is called.
    pub title: String,
    /// Its document, if it has one.
    pub document: Vec<Block>,
    /// What the document reads and read, the newest first.
    pub versions: Vec<DocumentVersion>,
    /// The answers, page by page.
    pub sections: Vec<Section>,
    /// The documents that are asked for.
    pub materials: Vec<Material>,
    /// What was handed in of them.
    pub files: Vec<FileInfo>,
    /// What will follow.
    pub promises: Vec<Promised>,
    /// What the sheet is filed by.
    pub marks: Marks,
}

/// What a sheet is filed by.
pub struct Marks {
    /// The form and its version.
    pub form: FormRef,
    /// The item.
    pub item: String,
    /// The agency that handles it.
    pub agency: String,
    /// Who applies.
    pub applicant: Option<String>,
    /// The number of the application.
    pub application: Option<i64>,
    /// The number of the case.
    pub case: Option<CaseNumber>,
    /// When it was filed.
    pub filed_at: Option<DateTime<Utc>>,
}

/// The page with its sheets.
#[component]
pub fn Sheets(
    /// What goes on paper.
    paper: Paper,
    /// The page one came from.
    back: String,
) -> impl IntoView {
    let words = use_words();
    let texts = texts();
    let Paper { title, document, versions, sections, materials, files, promises, marks } = paper;
    let document = (!document.is_empty()).then(|| view! { <Document blocks=document/> });
    let sections: Vec<AnyView> = sections.into_iter().map(section).collect();
    view! {
        <Styles name="sheet.css"/>
        <Head title=texts.title()/>
        <main id="main" class="sheets">
            <div class="no-print">
                <h1 class="title">{texts.title()}</h1>
                <p>{texts.lead()}</p>
                <div class="act">
                    <button type="button" class="button live" data-print><Icon name="print"/>{texts.print()}</button>
                    <span class="soft not-live">{texts.print_hint()}</span>
                    <a class="button quiet" href=back>{texts.back()}</a>
                </div>
            </div>
            <Versions versions/>
            {document}
            <article class="sheet">
                <h2>{title}</h2>
                {filed_by(words, marks)}
                {sections}
                {documents(words, &materials, &files)}
                {promised(words, promises)}
                {signatures()}
            </article>
        </main>
    }
}

fn filed_by(words: Words, marks: Marks) -> AnyView {
    let texts = texts();
    let filed = marks.filed_at.map(|at| words.full_moment(at));
    let filed = filed.or_else(|| marks.case.is_none().then(|| texts.not_filed().to_owned()));
    let marks = [
        (texts.item(), Some(marks.item)),
        (texts.agency(), Some(marks.agency)),
        (texts.applicant(), marks.applicant),
        (texts.case_number(), marks.case.map(|number| number.to_string())),
        (texts.application_number(), marks.application.map(|id| id.to_string())),
        (texts.filed_at(), filed),
        (texts.form_number(), Some(texts.form_version(&marks.form.id, marks.form.version))),
    ];
    let pair = |(name, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
    };
    let marks: Vec<AnyView> = marks.into_iter().filter_map(pair).collect();
    view! { <dl class="marks">{marks}</dl> }
}

fn section(section: Section) -> AnyView {
    let parts: Vec<AnyView> = section.parts.into_iter().map(part).collect();
    let title = (!section.title.is_empty()).then(|| view! { <h3>{section.title}</h3> });
    view! { <section>{title}{parts}</section> }
}

fn part(part: Part) -> AnyView {
    let texts = texts();
    match part {
        Part::Lines(lines) => {
            let line = |(label, value): (String, String)| {
                let value = if value.is_empty() { texts.blank().to_owned() } else { value };
                view! { <tr><th scope="row">{label}</th><td>{value}</td></tr> }
            };
            let lines: Vec<AnyView> = lines.into_iter().map(line).collect();
            view! { <table class="answers"><tbody>{lines}</tbody></table> }
        }
        Part::Signed(label, signed) => {
            let words = use_words();
            let boxes: Vec<AnyView> = signed.into_iter().map(|one| boxed(one, words)).collect();
            view! {
                <table class="answers signed">
                    <tbody><tr><th scope="row">{label}</th><td>{boxes}</td></tr></tbody>
                </table>
            }
        }
        Part::Table { title, head, rows } => {
            let width = head.len();
            let head: Vec<AnyView> =
                head.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect();
            let row = |(place, mut cells): (usize, Vec<String>)| {
                cells.resize(width, String::new());
                let cells: Vec<AnyView> = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect();
                view! { <tr><th scope="row">{place + 1}</th>{cells}</tr> }
            };
            let rows: Vec<AnyView> = rows.into_iter().enumerate().map(row).collect();
            view! {
                <table class="rows">
                    <caption>{title}</caption>
                    <thead><tr><th scope="col">{texts.place()}</th>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            }
        }
    }
}

fn documents(words: Words, materials: &[Material], files: &[FileInfo]) -> Option<AnyView> {
    let texts = texts();
    let row = |(place, material): (usize, &Material)| {
        let names: Vec<&str> =
            files.iter().filter(|file| file.material == material.id).map(|file| file.name.as_str()).collect();
        let given = if names.is_empty() {
            texts.no_files().to_owned()
        } else {
            names.join(words.catalogue.separator())
        };
        let optional = (!material.required).then(|| format!("（{}）", texts.optional()));
        let name = material.name.get(words.locale).to_owned();
        view! { <tr><th scope="row">{place + 1}</th><td>{name}{optional}</td><td>{given}</td></tr> }
    };
    let rows: Vec<AnyView> = materials.iter().enumerate().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section>
                <h3>{texts.materials()}</h3>
                <table class="rows">
                    <thead>
                        <tr>
                            <th scope="col">{texts.place()}</th>
                            <th scope="col">{texts.material()}</th>
                            <th scope="col">{texts.files()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

fn promised(words: Words, promises: Vec<Promised>) -> Option<AnyView> {
    let texts = texts();
    let row = |promise: Promised| {
        let label = promise.label.get(words.locale).to_owned();
        view! { <tr><th scope="row">{label}</th><td>{words.full_day(promise.by)}</td></tr> }
    };
    let rows: Vec<AnyView> = promises.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section>
                <h3>{texts.promises()}</h3>
                <table class="rows">
                    <thead><tr><th scope="col">{texts.promised()}</th><th scope="col">{texts.promised_by()}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

/// What is declared, and where it is signed and sealed.
fn signatures() -> AnyView {
    let texts = texts();
    view! {
        <section class="signing">
            <h3>{texts.declaration()}</h3>
            <p>{texts.declared()}</p>
            <div class="places">
                <p>{texts.signature()}<span class="date">{texts.date()}</span></p>
                <p>{texts.agency_seal()}<span class="date">{texts.date()}</span></p>
            </div>
        </section>
    }
}
