//! Somebody else saved first: what they did and what is here are brought together, and what both changed is asked about.

use crate::prelude::*;
use schema::form::design::{Conflict as Disputed, Merged, Side, merge, settle};
use serde_json::Value;

use super::save;
use super::state::{Editor, Saving, Step};
use crate::text::{Editor as Texts, use_words};

/// What somebody else saved meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct Overtaken {
    /// Who.
    pub who: String,
    /// The revision it is now.
    pub revision: i64,
    /// What they saved.
    pub theirs: Value,
    /// Both brought together, once that was asked for.
    pub merged: Option<Merged>,
}

/// What to do about it, while there is something to do.
#[component]
pub fn Conflict() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    move || {
        editor.overtaken.get().map(|overtaken| {
            let who = if overtaken.who.is_empty() { texts.somebody().to_owned() } else { overtaken.who.clone() };
            let asked = match &overtaken.merged {
                None => view! { <Ways/> },
                Some(merged) => disputed(editor, texts, &overtaken, merged),
            };
            view! { <section class="overtaken notice" role="alert"><p>{texts.overtaken(&who)}</p>{asked}</section> }
        })
    }
}

/// The three ways out.
#[component]
fn Ways() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    view! {
        <button type="button" class="btn main small" on:click=move |_| bring_together(editor)>{texts.merge()}</button>
        <button type="button" class="btn small" on:click=move |_| save::copy_mine(editor)>{texts.copy_mine()}</button>
        <button type="button" class="btn small" on:click=move |_| take_theirs(editor)>{texts.take_theirs()}</button>
    }
}

fn bring_together(editor: Editor) {
    let Some(overtaken) = editor.overtaken.get_untracked() else { return };
    let merged =
        editor.with_definition(|mine| editor.base.with_value(|base| merge(&base.1, mine, &overtaken.theirs)));
    if merged.conflicts.is_empty() {
        accept(editor, overtaken, &merged);
    } else {
        editor.overtaken.set(Some(Overtaken { merged: Some(merged), ..overtaken }));
    }
}

/// Goes on with both, based on what they saved.
fn accept(editor: Editor, overtaken: Overtaken, merged: &Merged) {
    let texts = Texts(editor.locale);
    editor.base.set_value((overtaken.revision, overtaken.theirs));
    editor.overtaken.set(None);
    editor.put(merged.definition.clone(), Step::Merge);
    editor.notice.set(Some(super::state::Notice::Said(texts.merged().to_owned())));
}

fn take_theirs(editor: Editor) {
    let Some(overtaken) = editor.overtaken.get_untracked() else { return };
    editor.base.set_value((overtaken.revision, overtaken.theirs.clone()));
    editor.overtaken.set(None);
    editor.put(overtaken.theirs, Step::Merge);
    editor.saving.set(Saving::Saved(None));
}

/// What both changed, each to be settled.
fn disputed(editor: Editor, texts: Texts, overtaken: &Overtaken, merged: &Merged) -> AnyView {
    let rows =
        merged.conflicts.iter().enumerate().map(|(place, it)| row(editor, texts, place, it)).collect_view();
    let (overtaken, accepted) = (overtaken.clone(), merged.clone());
    view! {
        <p>{texts.conflicts(merged.conflicts.len())}</p>
        <table class="disputed"><tbody>{rows}</tbody></table>
        <button type="button" class="btn main small" on:click=move |_| accept(editor, overtaken.clone(), &accepted)>{texts.settled()}</button>
    }
}

fn row(editor: Editor, texts: Texts, place: usize, disputed: &Disputed) -> AnyView {
    let side = |side: Side, value: &Option<Value>, name: &'static str| {
        let said = value.as_ref().map_or_else(|| texts.nothing_there().to_owned(), super::rules::plain);
        let chosen = (disputed.side == side).to_string();
        let choose = move |_| {
            editor.overtaken.update(|overtaken| {
                let merged = overtaken.as_mut().and_then(|overtaken| overtaken.merged.as_mut());
                if let Some(merged) = merged {
                    *merged = settle(merged, place, side);
                }
            });
        };
        view! { <td><button type="button" aria-pressed=chosen on:click=choose><b>{name}</b>" "{said}</button></td> }
    };
    view! {
        <tr>
            <th scope="row"><code>{disputed.pointer.clone()}</code></th>
            {side(Side::Mine, &disputed.mine, texts.mine())}
            {side(Side::Theirs, &disputed.theirs, texts.theirs())}
        </tr>
    }
}
