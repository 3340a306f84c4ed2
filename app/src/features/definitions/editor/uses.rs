//! What hangs on a question: the rules and documents that read it, and what another id for it rewrites.

use crate::prelude::*;
use schema::form::design::{Edit, Place, uses};

use super::state::{Editor, Notice};
use crate::text::{Editor as Texts, use_words};

/// What reads the datum at a pointer.
#[component]
pub fn UsedBy(
    /// The pointer, rows written `-`.
    pointer: String,
) -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    let now = editor.now.get_untracked();
    let uses = uses(&now.form, &pointer);
    if uses.is_empty() {
        return view! { <section class="last"><h2>{texts.uses()}</h2><p class="sm soft">{texts.uses_none()}</p></section> };
    }
    let named = |named: &schema::form::diff::Named| {
        let label = named.label.get(texts.0);
        if label.is_empty() { named.key.clone() } else { label.to_owned() }
    };
    let rule = |rule: &schema::form::design::UsedBy| {
        let targets = rule.targets.iter().map(named).collect::<Vec<_>>().join(texts.comma());
        view! { <li>{texts.uses_rule(&format!("{} {targets}", texts.does(&rule.effect)))}</li> }
    };
    let rules = uses.rules.iter().map(rule).collect_view();
    let materials = uses.materials.iter().map(|it| view! { <li>{texts.uses_material(&named(it))}</li> });
    let materials = materials.collect_view();
    let pages = uses.pages.iter().map(|it| view! { <li>{texts.uses_page(&named(it))}</li> }).collect_view();
    view! {
        <section class="last">
            <h2>{texts.uses()}</h2>
            <ul>{rules}{materials}{pages}</ul>
            <p class="sm soft">{texts.uses_note()}</p>
        </section>
    }
}

/// Gives something another id, and says what was rewritten; tells whether it could have it.
pub fn rename(editor: Editor, place: &Place, id: String) -> bool {
    let now = editor.now.get_untracked();
    let old = now.node(place).and_then(|node| node.pointer.clone());
    let new = old.as_ref().and_then(|old| Some(format!("{}/{id}", old.rsplit_once('/')?.0)));
    let touched = old.as_deref().zip(new.as_deref()).and_then(|(old, new)| {
        let renamed = editor.with_definition(|definition| schema::form::rename(definition, old, new));
        renamed.ok().map(|renamed| renamed.touched.len())
    });
    let is_renamed = editor.edit(&Edit::Id { place: place.clone(), id });
    if let (true, Some(touched)) = (is_renamed, touched) {
        let texts = Texts(use_words().locale);
        editor.notice.set(Some(Notice::Said(texts.renamed(touched))));
        #[cfg(feature = "hydrate")]
        if let (Some(from), Some(to)) = (old, new) {
            super::save::mention(editor, from, to, texts);
        }
    }
    is_renamed
}
