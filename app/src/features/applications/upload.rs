//! A document that is asked for: why, what is there, and the input for more. Text, drawn by the server alone: on the page
//! of the documents, and among the questions of a form.

use maud::{Markup, html};
use schema::FieldError;
use schema::applications::FileInfo;
use schema::form::{Capture, Material, Page, materials_on};

use super::filing::{Filing, material_error, material_id};
use crate::forms::{Materials, icon};
use crate::page::asset_path;
use crate::text::{Words, file_kind, file_size};

/// The documents that a page of a form asks for, each with a button that uploads it and comes back.
pub fn among(words: Words, filing: &Filing, page: &Page, errors: &[FieldError]) -> Materials {
    let places = materials_on(&page.items).into_iter();
    let materials = places.filter_map(|place| Some((place, filing.form.materials.get(place)?)));
    let mut drawn: Vec<(usize, Markup)> = materials
        .map(|(place, material)| {
            let stay = html! {
                button.button.quiet.small name="_stay" value=(material_id(&material.id)) {
                    (words.applications.upload_stay())
                }
            };
            (place, asked(words, filing, material, errors, &stay))
        })
        .collect();
    let captured = |place: usize| filing.form.materials.get(place).is_some_and(is_captured);
    if let Some((_, last)) = drawn.iter_mut().rev().find(|(place, _)| captured(*place)) {
        *last = html! { (last) (capture_script()) };
    }
    Materials::new(drawn)
}

/// Whether a script helps to make it.
pub fn is_captured(material: &Material) -> bool {
    material.capture != Capture::File
}

/// What helps to take photographs and to sign.
pub fn capture_script() -> Markup {
    html! { @if let Some(address) = asset_path("capture.js") { script src=(address) defer {} } }
}

/// One document; `more` stands below its input.
pub fn asked(
    words: Words,
    filing: &Filing,
    material: &Material,
    errors: &[FieldError],
    more: &Markup,
) -> Markup {
    let id = material_id(&material.id);
    let pointer = format!("/materials/{}", material.id);
    let error = errors.iter().find(|error| error.pointer == pointer);
    let open = filing.scope.is_open_material(&material.id);
    let (hint_id, message_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = if error.is_some() { format!("{hint_id} {message_id}") } else { hint_id.clone() };
    let files: Vec<&FileInfo> = filing.files(&material.id).collect();
    html! {
        div.field.wrong[error.is_some()] {
            label for=(id) {
                (material.name.get(words.locale))
                @if !material.required { span.optional { (words.forms.optional()) } }
            }
            @if let Some(reason) = filing.scope.material_reason(&material.id) {
                p.notice.amber { (icon("warn")) span { (reason) } }
            }
            p.hint id=(hint_id) { (hint(words, material)) }
            @if let Some(error) = error { p.message id=(message_id) { (material_error(words, error)) } }
            @if open {
                div.upload data-capture=[capture_name(material.capture)] data-width=[size_of(material).map(|(width, _)| width)]
                    data-height=[size_of(material).map(|(_, height)| height)] {
                    input type="file" id=(id) name={ "file:" (material.id) } multiple[material.max_files > 1]
                        accept=(material.accept.join(",")) aria-invalid=[error.map(|_| "true")]
                        aria-describedby=(described);
                    (capture(words, material.capture, Panel::Waiting))
                    (more)
                }
                (from_store(words, filing, material))
            }
            @if !files.is_empty() { ul.files { @for (place, file) in files.iter().enumerate() {
                (there(words, file, open, (place > 0, place + 1 < files.len())))
            } } }
        }
    }
}

/// A word of help, in which formats it is taken, and how it can be made without a script.
fn hint(words: Words, material: &Material) -> Markup {
    let texts = words.applications;
    let limits = texts.files_hint(&kinds(&material.accept), material.max_files);
    html! {
        (material.hint.get(words.locale)) " " small { (limits) }
        @match material.capture {
            Capture::File => {}
            Capture::Photo { width, height } => small { (texts.photo_at_least(width, height)) }
            Capture::Signature => small { (texts.signature_on_paper()) }
        }
    }
}

const fn capture_name(capture: Capture) -> Option<&'static str> {
    match capture {
        Capture::File => None,
        Capture::Photo { .. } => Some("photo"),
        Capture::Signature => Some("signature"),
    }
}

const fn size_of(material: &Material) -> Option<(u32, u32)> {
    match material.capture {
        Capture::Photo { width, height } => Some((width, height)),
        Capture::File | Capture::Signature => None,
    }
}

/// How far the panel beside an input has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// It is not there without its script.
    Waiting,
    /// One can cut a photograph, or sign.
    Open,
    /// The photograph that was chosen is too small.
    TooSmall,
}

/// What the script of captures shows once it is there.
pub fn capture(words: Words, capture: Capture, panel: Panel) -> Markup {
    let texts = words.applications;
    let waits = panel == Panel::Waiting;
    html! {
        @match capture {
            Capture::File => {}
            Capture::Photo { width, height } => {
                div.capture.photo hidden[waits] aria-live="polite" {
                    p.message data-small hidden[panel != Panel::TooSmall] {
                        (texts.photo_too_small(width.into(), height.into()))
                    }
                    div data-frame hidden[panel != Panel::Open] {
                        canvas role="img" aria-label=(texts.photo_cut()) width=(width) height=(height) {}
                        div {
                            p { (texts.photo_help()) }
                            @for label in [texts.photo_zoom(), texts.photo_across(), texts.photo_down()] {
                                label { (label) input type="range" min="0" max="100" step="any" value="0"; }
                            }
                        }
                    }
                }
            }
            Capture::Signature => {
                div.capture.signature hidden[waits] {
                    p { (texts.signature_help()) }
                    canvas role="img" aria-label=(texts.signature_place()) {}
                    button.button.quiet.small type="button" { (texts.signature_again()) }
                }
            }
        }
    }
}

/// The licences of the applicant that count as a document, each with a button that hands it in.
fn from_store(words: Words, filing: &Filing, material: &Material) -> Markup {
    let kind = material.licence.as_ref();
    let fitting = filing.application.licences.iter().filter(|licence| Some(&licence.kind) == kind);
    // What was handed in bears the number: it is not offered twice.
    let there = |number: &str| filing.files(&material.id).any(|file| file.name.contains(number));
    html! {
        @for licence in fitting.filter(|licence| !there(&licence.number)) {
            p {
                button.button.quiet.small name="_licence" value={ (material.id) ":" (licence.number) } {
                    (words.applications.use_licence(licence.name.get(words.locale), &licence.number))
                }
            }
        }
    }
}

/// A file that is there already, and whether it may go before or after another.
fn there(words: Words, file: &FileInfo, open: bool, (up, down): (bool, bool)) -> Markup {
    let texts = words.applications;
    html! {
        li {
            (icon("file"))
            span.name { (file.name) }
            span.size { (texts.file_there(&file_size(file.bytes))) }
            @if open && up {
                button.remove name="_file_up" value=(file.id) aria-label=(texts.page_up(&file.name)) { "↑" }
            }
            @if open && down {
                button.remove name="_file_down" value=(file.id) aria-label=(texts.page_down(&file.name)) { "↓" }
            }
            @if open {
                button.remove name="_remove" value=(file.id) aria-label=(texts.remove_file(&file.name)) { (texts.remove()) }
            }
        }
    }
}

/// Media types by the names people know.
fn kinds(accept: &[String]) -> String {
    accept.iter().map(|kind| file_kind(kind)).collect::<Vec<_>>().join(" / ")
}
