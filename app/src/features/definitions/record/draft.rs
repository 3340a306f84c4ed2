//! The draft of a form: how far it has come, what the compiler remarks, and what may be done with it.

use schema::catalogue::encode;
use schema::definitions::{DefinitionRecord, DraftAct, DraftLine, FormDraft};
use schema::form::Lint;

use crate::designing::{Acts, told};
use crate::features::definitions::grade::grade;
use crate::prelude::*;
use crate::returned::Returned;
use crate::routes::to;
use crate::text::{Words, use_words};

/// The section of the draft.
#[component]
pub fn Draft(
    /// The form.
    record: DefinitionRecord,
    /// Its draft, where there is one that may be seen.
    draft: Option<FormDraft>,
    /// A form of this page that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let may_edit = record.allowed.contains(&DraftAct::Edit);
    let Some(draft) = draft else {
        let begin = may_edit.then(|| {
            view! { <p class="acts"><a class="btn" href=to::edit_form(&record.id) rel="external">{texts.begin_draft()}</a></p> }
        });
        return view! {
            <section class="of-form">
                <h2>{texts.draft()}</h2>
                <p class="cap">{texts.no_draft()}</p>
                {begin}
            </section>
        };
    };
    let line = draft.draft;
    let links = links(words, &record, &line, may_edit);
    view! {
        <section class="of-form">
            <h2>
                {texts.draft()}" "
                <span class="tag" data-state=line.state.slug()>{texts.state(line.state)}</span>
            </h2>
            {told::history(words, &line)}
            {remarks(words, &record, &draft.lints, may_edit)}
            <p class="acts">{links}</p>
            <Acts action=to::desk_form(&record.id) record returned/>
        </section>
    }
}

/// The remarks of the compiler, the gravest first, each with the way to its place in the designer.
fn remarks(words: Words, record: &DefinitionRecord, lints: &[Lint], may_edit: bool) -> AnyView {
    let texts = words.designer;
    if lints.is_empty() {
        return view! { <p class="cap">{texts.no_remarks()}</p> };
    }
    let mut lints: Vec<&Lint> = lints.iter().collect();
    lints.sort_by_key(|lint| std::cmp::Reverse(lint.severity));
    let line = |lint: &&Lint| {
        let place = format!("{}?at={}", to::edit_form(&record.id), encode(&lint.pointer));
        let mend = may_edit.then(|| view! { <a href=place rel="external">{texts.mend()}</a> });
        view! {
            <li data-grade=grade(lint.severity)>
                <b>{texts.severity(lint.severity)}</b>" "{texts.lint(lint)}" "
                <span class="code">{lint.pointer.clone()}</span>" "{mend}
            </li>
        }
    };
    let lines: Vec<AnyView> = lints.iter().map(line).collect();
    view! {
        <h3>{texts.remarks(lines.len())}</h3>
        <p class="cap">{texts.remarks_rule()}</p>
        <ul class="remarks">{lines}</ul>
    }
}

fn links(words: Words, record: &DefinitionRecord, line: &DraftLine, may_edit: bool) -> AnyView {
    let texts = words.designer;
    let edit = may_edit
        .then(|| view! { <a class="btn" href=to::edit_form(&record.id) rel="external">{texts.edit()}</a> });
    // Before the first version there is nothing: all of the draft is new.
    let base = line.base.or(record.in_force).unwrap_or_default();
    let changes =
        view! { <a class="btn" href=to::form_difference(&record.id, base)>{texts.see_changes()}</a> };
    let source = to::form_source(&record.id, "draft");
    view! { {edit}{changes}<a class="btn" href=source>{texts.as_json()}</a> }
}
