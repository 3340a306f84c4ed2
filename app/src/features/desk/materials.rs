//! The materials and, in place, the file that is being looked at.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::applications::FileInfo;
use schema::cases::{DeskCase, Queue};
use schema::expr::Truth;
use schema::form::Form;
use schema::id::CaseNumber;
use schema::licences::MATERIAL_TYPE;
use schema::process::Place;

use super::attachments::Attachments;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::icon::Icon;

/// What is shown in a frame beside licences from the store.
const PDF: &str = "application/pdf";

/// A material with its files and what the supplement replaced.
#[derive(Clone)]
struct Shown {
    name: String,
    files: Vec<FileInfo>,
    before: Option<String>,
    on_paper: bool,
}

/// The materials of a case.
#[component]
pub fn Materials(
    /// The case.
    case: DeskCase,
    /// The form it was made with.
    form: Form,
    /// The queue beside it, kept in the links.
    queue: Queue,
) -> impl IntoView {
    let words = use_words();
    let number = case.view.summary.number;
    let query = use_query_map();
    let asked =
        Memo::new(move |_| query.with(|query| query.get_str("file").and_then(|id| id.parse::<i64>().ok())));
    let files = case.files.clone();
    let open = Memo::new(move |_| {
        let chosen = asked.get().and_then(|id| files.iter().find(|file| file.id == id));
        chosen.or_else(|| files.first()).cloned()
    });
    let materials = shown(&case, &form, words.locale);
    let attached = case.clone();
    let none = materials.is_empty();
    let lines = materials.into_iter().map(|material| view! { <Material material number queue open/> });
    let lines = lines.collect_view();
    view! {
        <section class="mat" aria-label=words.desk.materials()>
            {if none {
                view! { <p class="empty">{words.desk.no_materials()}</p> }
            } else {
                view! { <ol>{lines}</ol> }
            }}
            <Attachments case=attached/>
            {move || open.get().map(|file| view! { <Viewer file number/> })}
        </section>
    }
}

/// What was asked for or supplied, in the order of the form.
fn shown(case: &DeskCase, form: &Form, locale: schema::Locale) -> Vec<Shown> {
    let state = case.follows(form);
    let materials = form.materials.iter().zip(state.materials());
    let seen = materials.filter(|(material, _)| case.access.material(&material.id).is_visible());
    let shown = seen.filter_map(|(material, wanted)| {
        let files: Vec<FileInfo> =
            case.files.iter().filter(|file| file.material == material.id).cloned().collect();
        let change = case.changes.iter().find(|change| change.place == Place::Material(material.id.clone()));
        let on_paper = change.is_some_and(|change| change.before == change.after);
        let before = change.map(|change| names(&change.before));
        let is_shown = *wanted != Truth::No || !files.is_empty();
        is_shown.then(|| Shown { name: material.name.get(locale).to_owned(), files, before, on_paper })
    });
    shown.collect()
}

/// The names of files, as a change records them.
fn names(value: &serde_json::Value) -> String {
    let names = value.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
    names.collect::<Vec<_>>().join(", ")
}

#[component]
fn Material(
    material: Shown,
    number: CaseNumber,
    queue: Queue,
    open: Memo<Option<FileInfo>>,
) -> impl IntoView {
    let words = use_words().desk;
    let note = material.before.map(|before| match before.as_str() {
        _ if material.on_paper => words.on_paper().to_owned(),
        "" => words.replaced().to_owned(),
        before => words.before_files(before),
    });
    if material.files.is_empty() {
        let status = note.unwrap_or_else(|| words.missing_file().to_owned());
        return view! {
            <li><span><svg class="no" aria-hidden="true"><use href="/icons.svg#dot"></use></svg>
                <span class="ell">{material.name}</span><span class="st">{status}</span></span></li>
        };
    }
    let count = material.files.len();
    let lines = material.files.into_iter().enumerate().map(|(place, file)| {
        let id = file.id;
        let is_open = move || open.with(|open| open.as_ref().is_some_and(|open| open.id == id)).then_some("true");
        let href = format!("{}?queue={}&file={id}", to::desk_case(number), queue.slug());
        let name = if count > 1 { format!("{} {}", material.name, place + 1) } else { material.name.clone() };
        let status = note.clone().unwrap_or(file.name);
        view! {
            <li aria-current=is_open>
                <a href=href><Icon name="file"/><span class="ell">{name}</span><span class="st ell">{status}</span></a>
            </li>
        }
    });
    lines.collect_view().into_any()
}

#[component]
fn Viewer(file: FileInfo, number: CaseNumber) -> impl IntoView {
    let words = use_words().desk;
    let source = format!("/api/desk/cases/{number}/files/{}", file.id);
    let content = if file.media_type.starts_with("image/") {
        view! { <img src=source.clone() alt=file.name.clone()/> }
    } else if [PDF, MATERIAL_TYPE].contains(&file.media_type.as_str()) {
        view! { <iframe src=source.clone() title=file.name.clone()></iframe> }
    } else {
        view! { <p class="empty">{words.cannot_show()}</p> }
    };
    view! {
        <div class="viewer">
            {content}
            <div class="bar">
                <span class="ell">{file.name}" · "{words.size(file.bytes.div_ceil(1024))}</span>
                <a href=source rel="external" target="_blank">{words.open_file()}</a>
            </div>
        </div>
    }
}
