//! Choosing the navigator: its figure, and for each scene its face and what it says, in both languages.

use schema::Locale;
use schema::form::html_id;
use schema::hall::{Expression, Figure, NavigatorView, Scene};
use schema::role::Role;
use schema::{Problem, ProblemKind};

use super::{asked, texts};
use crate::api;
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::navigator::symbol;
use crate::page::{Head, Styles};
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::session::with_session;
use crate::text::Building;
use crate::ui::errors::ErrorSummary;
use crate::ui::icon::Icon;

/// The page at `/desk/navigator`.
#[component]
pub fn NavigatorPage() -> impl IntoView {
    let words = texts();
    let session = Read::resource(api::session);
    let shown = with_session(|session| match session {
        Ok(Some(session)) if session.has(Role::Editor) => {
            api::navigator().keep().document(|found| match found {
                Ok(view) => view! { <Chosen view/> },
                Err(problem_) => view! { <Trouble problem_/> },
            })
        }
        Ok(Some(_)) => view! { <Trouble problem_=Problem::new(ProblemKind::Forbidden)/> },
        Ok(None) => view! { <Trouble problem_=Problem::new(ProblemKind::SignInNeeded)/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    let saved = asked("saved").map(|_| view! { <p class="cap" role="status">{words.saved()}</p> });
    view! {
        <Styles name="desk.css"/>
        <Head title=words.navigator_title()/>
        <div class="desk">
            <DeskHeader here=Room::Catalogue session/>
            <main id="main" class="catalogue">
                <header class="page-head"><h1>{words.navigator_title()}</h1><p class="cap">{words.navigator_lead()}</p><p><a href=to::DESK_HALLS>{Building(words.0).title()}</a></p></header>
                {saved}
                {shown}
            </main>
            <DeskTabs here=Room::Catalogue session/>
        </div>
    }
}

/// What was typed, else what is stored.
fn value(returned: Option<&Returned>, name: &str, stored: &str) -> String {
    returned.and_then(|returned| returned.value(name)).unwrap_or(stored).to_owned()
}

#[component]
fn Chosen(view: NavigatorView) -> impl IntoView {
    let words = texts();
    let returned = use_returned(to::DESK_NAVIGATOR);
    let NavigatorView { navigator, revision } = view;
    let figure = value(returned.as_ref(), "figure", navigator.figure.slug());
    let figures = Figure::ALL.map(|known| {
        let faces = Expression::ALL.map(|face| view! { <Icon name=symbol(known, face)/> }).collect_view();
        view! {
            <label class="choice figure">
                <input type="radio" name="figure" value=known.slug() checked=(figure == known.slug())/>
                <span>{words.figure_name(known)}<span class="faces">{faces}</span></span>
            </label>
        }
    });
    let figures = figures.collect_view();
    let scenes = Scene::ALL.map(|scene| {
        let cue = navigator.cue(scene);
        let face = cue.map_or(Expression::Welcome, |cue| cue.expression);
        let said = |locale| cue.map(|cue| cue.phrase.get(locale).to_owned()).unwrap_or_default();
        let phrases = Locale::ALL.map(|locale| (locale, said(locale)));
        view! { <Cue scene face phrases returned=returned.clone()/> }
    });
    let scenes = scenes.collect_view();
    let wrong = returned.map(|returned| {
        let label = move |pointer: &str| label(pointer);
        view! { <ErrorSummary problem_=returned.problem label/> }
    });
    view! {
        <section class="set navigator-desk">
            {wrong}
            <form method="post" action=to::DESK_NAVIGATOR>
                <input type="hidden" name="revision" value=revision/>
                <fieldset><legend>{words.figure()}</legend><div class="choices">{figures}</div></fieldset>
                {scenes}
                <button class="btn main">{words.save()}</button>
            </form>
        </section>
    }
}

/// What a place of the form is called.
fn label(pointer: &str) -> String {
    let words = texts();
    let scene = Scene::ALL.into_iter().find(|scene| pointer.contains(&format!("/{}/", scene.slug())));
    scene.map_or_else(|| pointer.to_owned(), |scene| words.scene(scene).to_owned())
}

/// The name of the input of a phrase, which is where the API points at it.
fn phrase_at(scene: Scene, locale: Locale) -> String {
    format!("/navigator/scenes/{}/phrase/{}", scene.slug(), locale.tag())
}

#[component]
fn Cue(
    scene: Scene,
    face: Expression,
    phrases: [(Locale, String); 2],
    returned: Option<Returned>,
) -> impl IntoView {
    let words = texts();
    let name = format!("face/{}", scene.slug());
    let chosen = value(returned.as_ref(), &name, face.slug());
    let faces = Expression::ALL.map(|face| {
        view! { <option value=face.slug() selected=(chosen == face.slug())>{words.face(face)}</option> }
    });
    let faces = faces.collect_view();
    let id = html_id(&name);
    let inputs = phrases.map(|(locale, stored)| {
        let name = phrase_at(scene, locale);
        let id = html_id(&name);
        let label = match locale {
            Locale::ZhCn => words.phrase_zh(),
            Locale::En => words.phrase_en(),
        };
        let typed = value(returned.as_ref(), &name, &stored);
        view! { <div class="field"><label for=id.clone()>{label}</label><input type="text" id=id name=name value=typed maxlength="120" lang=locale.tag()/></div> }
    });
    let inputs = scene.speaks().then(|| inputs.collect_view());
    view! {
        <fieldset>
            <legend>{words.scene(scene)}</legend>
            <div class="field"><label for=id.clone()>{words.expression()}</label><select id=id name=name>{faces}</select></div>
            {inputs}
        </fieldset>
    }
}
