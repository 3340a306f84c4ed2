//! One's own checklist: what is needed and why, what of it one has as a licence, what may follow; what only some need, and what one
//! does not.

use schema::guide::{SituationMaterial, Standing};
use schema::locale::Text;

use crate::prelude::*;
use crate::text::{Guides, Words, typeset};
use crate::ui::icon::Icon;

/// One's own checklist; then what only some need, or what one does not.
pub fn list(words: Words, materials: &[SituationMaterial]) -> AnyView {
    let texts = Guides(words.locale);
    let of = |standing: Standing| -> Vec<&SituationMaterial> {
        materials.iter().filter(|material| material.standing == standing).collect()
    };
    let (needed, perhaps, not) = (of(Standing::Asked), of(Standing::Open), of(Standing::NotAsked));
    let held = needed.iter().filter(|material| material.held.is_some()).count();
    let title = match held {
        0 => texts.your_list(needed.len()),
        held => texts.your_list_with(needed.len(), held),
    };
    let lines = |materials: &[&SituationMaterial]| {
        materials.iter().map(|material| line(words, material)).collect_view()
    };
    let perhaps = (!perhaps.is_empty()).then(|| {
        view! { <h3 class="lead">{texts.perhaps()}</h3><ul class="checklist">{lines(&perhaps)}</ul> }
    });
    let not = (!not.is_empty()).then(|| {
        let names = not.iter().map(|material| view! { <li>{name(words, &material.name)}</li> }).collect_view();
        view! {
            <details class="not-needed"><summary>{texts.not_needed(not.len())}</summary><ul class="prose">{names}</ul></details>
        }
    });
    view! { <h2>{title}</h2><ul class="checklist">{lines(&needed)}</ul>{perhaps}{not} }
}

fn name(words: Words, text: &Text) -> String {
    typeset(text.get(words.locale))
}

fn line(words: Words, material: &SituationMaterial) -> AnyView {
    let texts = Guides(words.locale);
    let when = material.when.get(words.locale);
    let why = match material.standing {
        Standing::Open => texts.only_if(when),
        _ if when.is_empty() => texts.always().to_owned(),
        _ => texts.why(when),
    };
    let hint = (!material.hint.is_empty())
        .then(|| view! { <span class="soft">{name(words, &material.hint)}</span> });
    let later = material.may_follow.then(|| view! { <span class="ok">{texts.may_follow()}</span> });
    let is_held = material.held.is_some();
    let held = is_held.then(|| view! { <span class="ok">{texts.held()}</span> });
    view! {
        <li>
            <span class="box" class:on=is_held>{is_held.then(|| view! { <Icon name="tick"/> })}</span>
            <b>{name(words, &material.name)}</b>
            {held}
            {hint}
            {later}
            <span class="soft why">{why}</span>
        </li>
    }
}
