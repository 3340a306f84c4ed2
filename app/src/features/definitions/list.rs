//! The list of forms, and beginning one.

use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::catalogue::encode;
use schema::definitions::{DefinitionLine, FormBegun};
use schema::role::Role;

use super::begin::{Begin, Begun};
use super::frame::{Failed, FormsDesk};
use crate::api;
use crate::prelude::*;
use crate::returned::use_answered;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, typeset, use_words};

/// The page at `/desk/forms`; `?q=` is part of a name or an id, `?cursor=` goes on in the list.
#[component]
pub fn FormsPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (asked, cursor) = (query.get_str("q").unwrap_or_default().to_owned(), query.get_str("cursor"));
    let forms = api::desk_forms(&asked, cursor);
    let shown = match use_answered::<FormBegun>(to::DESK_FORMS) {
        Some(begun) => view! { <Begun begun/> },
        None => forms.keep().document(move |forms| match forms {
            Ok(page) => view! { <Shown page asked/> },
            Err(problem_) => view! { <Failed problem_/> },
        }),
    };
    view! { <FormsDesk>{shown}</FormsDesk> }
}

#[component]
fn Shown(page: Page<DefinitionLine>, asked: String) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    let templates: Vec<DefinitionLine> =
        page.items.iter().filter(|form| form.newest.is_some()).cloned().collect();
    let begin = with_session(move |session| {
        let designs = session.ok().flatten().is_some_and(|session| session.has(Role::Editor));
        designs.then(|| view! { <Begin templates/> }).into_any()
    });
    let further =
        page.next.map(|next| format!("{}?q={}&cursor={}", to::DESK_FORMS, encode(&asked), encode(&next)));
    view! {
        <header class="page-head">
            <h1>{texts.title()}</h1>
            <p class="cap">{texts.lead()}</p>
        </header>
        <form class="seek" role="search" method="get" action=to::DESK_FORMS>
            <input class="val" type="search" name="q" value=asked aria-label=texts.search() placeholder=texts.search() maxlength="100"/>
            <button class="btn">{texts.find()}</button>
        </form>
        <Lines forms=page.items/>
        {further.map(|href| view! { <p class="further"><a class="btn" href=href>{texts.further()}</a></p> })}
        {begin}
    }
}

#[component]
fn Lines(forms: Vec<DefinitionLine>) -> impl IntoView {
    let words = use_words();
    let texts = words.designer;
    if forms.is_empty() {
        return view! { <p class="empty">{texts.none_found()}</p> };
    }
    let rows: Vec<AnyView> = forms.into_iter().map(|form| row(words, form)).collect();
    view! {
        <div class="table">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{texts.name_column()}</th>
                        <th scope="col">{texts.in_force_column()}</th>
                        <th scope="col">{texts.draft_column()}</th>
                        <th scope="col" class="num">{texts.items_column()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(words: Words, form: DefinitionLine) -> AnyView {
    let texts = words.designer;
    let title = form.title.get(words.locale);
    let title = if title.is_empty() { form.id.clone() } else { typeset(title) };
    let in_force =
        form.in_force.map_or_else(|| texts.not_in_force().to_owned(), |number| texts.version(number));
    let coming =
        form.newest.filter(|newest| newest.retired_at.is_none() && Some(newest.version) != form.in_force);
    let coming = coming.map(|newest| {
        format!(
            "{} {}",
            texts.version(newest.version),
            texts.from_day(&words.local_day(newest.effective_from))
        )
    });
    let draft = form.draft.map(|draft| {
        view! { <span class="tag" data-state=draft.state.slug()>{texts.state(draft.state)}</span> }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="n" href=to::desk_form(&form.id)>{title}</a>
                <span class="s code">{form.id}</span>
            </th>
            <td>{in_force}{coming.map(|coming| view! { <span class="s">{coming}</span> })}</td>
            <td>{draft}</td>
            <td class="num">{form.items}</td>
        </tr>
    }
}
