//! The documents: what is asked for, what is there, and adding and removing files. One form, sent as a whole.

use crate::prelude::*;
use schema::FieldError;
use schema::applications::FileInfo;
use schema::form::Material;

use super::closed::unless_closed;
use super::filing::{CHECK, Filing, MATERIALS, document, material_error, material_id};
use super::form::{Where, Wrong};
use crate::page::Head;
use crate::returned::use_returned;
use crate::text::{Words, use_words};
use crate::ui::icon::Icon;

/// The page at `/applications/{id}/materials`.
#[component]
pub fn MaterialsPage() -> impl IntoView {
    document(|filing| unless_closed(filing, |filing| view! { <Materials filing/> }))
}

#[component]
fn Materials(filing: Filing) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let action = filing.href(MATERIALS);
    let problem = use_returned(&action).map(|returned| returned.problem);
    let errors = problem.as_ref().map(|problem| problem.errors.clone()).unwrap_or_default();
    let wanted: Vec<AnyView> =
        filing.wanted().map(|material| asked(words, &filing, material, &errors)).collect();
    let undecided: Vec<&str> = filing.undecided().map(|material| material.name.get(words.locale)).collect();
    let undecided = (!undecided.is_empty())
        .then(|| texts.materials_undecided(&undecided.join(words.catalogue.separator())));
    let left = Signal::stored(filing.missing_materials().count());
    let (none, check) = (wanted.is_empty(), filing.href(CHECK));
    let title = if none { texts.materials_none() } else { texts.materials_question() };
    view! {
        <Head title=title/>
        <main id="main" class="form">
            <Where filing=filing.clone() step=MATERIALS.to_owned() left/>
            <form method="post" action=action enctype="multipart/form-data">
                {problem.map(|problem_| view! { <Wrong filing problem_/> })}
                <h1>{title}</h1>
                {(!none).then(|| view! { <p class="why">{texts.materials_why()}</p> })}
                {wanted}
                {undecided.map(|undecided| view! { <p class="soft">{undecided}</p> })}
                <div class="act">
                    {if none {
                        view! { <a class="button" href=check>{texts.to_check()}</a> }
                    } else {
                        view! {
                            <button class="button">{texts.upload_next()}</button>
                            <button class="button quiet" name="_stay" value="1">{texts.upload_stay()}</button>
                        }
                    }}
                </div>
            </form>
        </main>
    }
}

fn asked(words: Words, filing: &Filing, material: &Material, errors: &[FieldError]) -> AnyView {
    let texts = words.applications;
    let id = material_id(&material.id);
    let pointer = format!("/materials/{}", material.id);
    let error =
        errors.iter().find(|error| error.pointer == pointer).map(|error| material_error(words, error.code));
    let open = filing.scope.is_open_material(&material.id);
    let reason = filing.scope.material_reason(&material.id).map(str::to_owned);
    let name = material.name.get(words.locale).to_owned();
    let hint = material.hint.get(words.locale).to_owned();
    let limits = texts.files_hint(&kinds(&material.accept), material.max_files);
    let (hint_id, message_id) = (format!("{id}-hint"), format!("{id}-error"));
    let wrong = error.is_some();
    let described = if wrong { format!("{hint_id} {message_id}") } else { hint_id.clone() };
    let files: Vec<AnyView> = filing.files(&material.id).map(|file| there(words, file, open)).collect();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id.clone()>
                {name}
                {(!material.required).then(|| view! { <span class="optional">{words.forms.optional()}</span> })}
            </label>
            {reason.map(|reason| view! { <p class="notice amber"><Icon name="warn"/><span>{reason}</span></p> })}
            <p class="hint" id=hint_id>{hint}" "<small>{limits}</small></p>
            {error.map(|error| view! { <p class="message" id=message_id>{error}</p> })}
            {open.then(|| view! {
                <div class="upload">
                    <input
                        type="file"
                        id=id
                        name=format!("file:{}", material.id)
                        multiple={material.max_files > 1}
                        accept=material.accept.join(",")
                        aria-invalid=wrong.then_some("true")
                        aria-describedby=described
                    />
                </div>
            })}
            {(!files.is_empty()).then(|| view! { <ul class="files">{files}</ul> })}
        </div>
    }
}

/// A file that is there already.
fn there(words: Words, file: &FileInfo, open: bool) -> AnyView {
    let texts = words.applications;
    view! {
        <li>
            <Icon name="file"/>
            <span class="name">{file.name.clone()}</span>
            <span class="size">{texts.file_there(&size(file.bytes))}</span>
            {open.then(|| view! {
                <button class="remove" name="_remove" value=file.id.to_string() aria-label=texts.remove_file(&file.name)>
                    {texts.remove()}
                </button>
            })}
        </li>
    }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    const UNIT: u64 = 1024;
    match bytes {
        0..UNIT => format!("{bytes} B"),
        bytes if bytes < UNIT * UNIT => format!("{} KB", bytes.div_ceil(UNIT)),
        bytes => {
            let tenths = (bytes * 10).div_ceil(UNIT * UNIT);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// Media types by the names people know.
fn kinds(accept: &[String]) -> String {
    let name = |media_type: &String| match media_type.as_str() {
        "image/jpeg" => "JPG".to_owned(),
        other => other.rsplit('/').next().unwrap_or(other).to_uppercase(),
    };
    accept.iter().map(name).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_kinds_are_readable() {
        for (bytes, expect) in
            [(0, "0 B"), (1024, "1 KB"), (1025, "2 KB"), (1_258_291, "1.2 MB"), (10 << 20, "10.0 MB")]
        {
            assert_eq!(size(bytes), expect);
        }
        assert_eq!(
            kinds(&["image/jpeg".into(), "image/png".into(), "application/pdf".into()]),
            "JPG / PNG / PDF"
        );
    }
}
