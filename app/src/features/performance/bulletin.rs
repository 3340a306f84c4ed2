//! The monthly bulletin as a document for the screen and for paper, and the page it is written on.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::ProblemKind;
use schema::performance::{Bulletin, BulletinFigures, Section};

use super::texts;
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::page::Head;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::{hundredths, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextArea;

fn period() -> String {
    use_params_map().with_untracked(|params| params.get("period").unwrap_or_default())
}

/// The page at `/desk/performance/{period}/bulletin`.
#[component]
pub fn BulletinPage() -> impl IntoView {
    let shown = api::performance::bulletin(&period()).keep().document(|found| match found {
        Ok(it) => view! { <Shown it/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Performance title=texts().bulletin()>{shown}</Framed> }
}

/// What a section says: what a person wrote, or else what its figures say.
fn said(it: &Bulletin, section: Section) -> String {
    let written = it.words.get(&section).cloned();
    written.unwrap_or_else(|| generated(it, section))
}

/// What the figures say of it.
fn generated(it: &Bulletin, section: Section) -> String {
    texts().generated(section, &it.figures)
}

#[component]
fn Shown(it: Bulletin) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let title = words.bulletin_of(it.period);
    let state =
        it.published_at.map_or_else(|| words.draft().to_owned(), |at| words.published(&all.full_moment(at)));
    let edit = it.may_edit.then(|| view! { <a href=to::edit_bulletin(it.period)>{words.edit()}</a> });
    let sections = Section::ALL.map(|section| {
        let text = said(&it, section);
        let paragraphs = match text.is_empty() {
            true => vec![words.no_words().to_owned()],
            false => text.lines().map(str::to_owned).collect(),
        };
        let paragraphs = paragraphs.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        view! { <section><h2>{words.section(section)}</h2>{paragraphs}</section> }
    });
    view! {
        <Head title=title.clone()/>
        <article class="bulletin">
            <header>
                <h1>{title}</h1>
                <p class="cap">{state}</p>
                <nav class="narrow no-print"><a href=to::performance(it.period)>{words.back()}</a>{edit}</nav>
            </header>
            {sections.collect_view()}
            <Annexes figures=it.figures/>
        </article>
    }
}

/// The two tables at the end.
#[component]
fn Annexes(figures: BulletinFigures) -> impl IntoView {
    let words = texts();
    let scores = figures.scores.iter().map(|score| {
        let points = score.score.map_or_else(|| "–".to_owned(), |points| hundredths(u64::from(points)));
        let grade = score.grade.map_or(words.no_score(), |grade| words.grade_of(grade));
        let bar = score.score.map(bar);
        view! {
            <tr><th scope="row">{score.department.clone()}</th><td class="bar">{bar}</td><td class="num">{points}</td><td>{grade}</td></tr>
        }
    });
    let scores = scores.collect_view();
    let counts = figures.scores.iter().map(|score| {
        view! { <tr><th scope="row">{score.department.clone()}</th><td class="num">{score.filed}</td><td class="num">{score.decided}</td></tr> }
    });
    let counts = counts.collect_view();
    view! {
        <table class="scores">
            <caption>{words.annex_scores()}</caption>
            <thead><tr><th scope="col" colspan="2">{words.agency()}</th><th scope="col" class="num">{words.score()}</th><th scope="col">{words.grade()}</th></tr></thead>
            <tbody>{scores}</tbody>
        </table>
        <table class="scores">
            <caption>{words.annex_counts()}</caption>
            <thead><tr><th scope="col">{words.agency()}</th><th scope="col" class="num">{words.filed()}</th><th scope="col" class="num">{words.decided()}</th></tr></thead>
            <tbody>{counts}</tbody>
            <tfoot><tr><th scope="row">{words.total()}</th><td class="num">{figures.filed}</td><td class="num">{figures.decided}</td></tr></tfoot>
        </table>
    }
}

/// A score as a bar, of a hundred; the number stands beside it.
fn bar(score: u32) -> impl IntoView {
    let width = f64::from(score) / 100.0;
    view! {
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="rest" width="100" height="10"/>
            <rect width=width height="10"/>
        </svg>
    }
}

/// The page at `/desk/performance/{period}/bulletin/edit`.
#[component]
pub fn BulletinEditPage() -> impl IntoView {
    let shown = api::performance::bulletin(&period()).keep().document(|found| match found {
        Ok(it) => view! { <Edit it/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Performance title=texts().edit()>{shown}</Framed> }
}

#[component]
fn Edit(it: Bulletin) -> impl IntoView {
    let words = texts();
    let action = to::edit_bulletin(it.period);
    let returned = use_returned(&action);
    let is_saved =
        use_query_map().with_untracked(|query| query.get_str("done").is_some()) && returned.is_none();
    let wrong = returned.clone().map(|returned| {
        let conflict = returned.problem.kind() == ProblemKind::Conflict;
        view! {
            <ErrorSummary problem_=returned.problem label=|_| texts().bulletin().to_owned()/>
            {conflict.then(|| view! { <p class="cap">{words.conflict()}</p> })}
        }
    });
    let revision = returned.as_ref().and_then(|it| it.value("revision").map(str::to_owned));
    let revision = revision.unwrap_or_else(|| it.revision.to_string());
    let areas = Section::ALL.map(|section| {
        let name = section.slug();
        let value = returned.as_ref().and_then(|it| it.value(name).map(str::to_owned));
        let value = value.unwrap_or_else(|| said(&it, section));
        let label = words.section(section);
        // What is left as the figures say it is no one's words: it follows them until it is published.
        let given = format!("given-{name}");
        let before = returned.as_ref().and_then(|it| it.value(&given).map(str::to_owned));
        let before = before.unwrap_or_else(|| generated(&it, section));
        view! { <input type="hidden" name=given value=before/><TextArea id=format!("bulletin-{name}") name label hint=None value message=None required=false/> }
    });
    let save = it.may_edit.then(|| {
        view! {
            <div class="main-act">
                <button class="btn main" name="act" value="save">{words.save()}</button>
                <button class="btn" name="act" value="publish">{words.publish()}</button>
            </div>
            <p class="cap">{words.publish_what()}</p>
        }
    });
    view! {
        <header class="page-head">
            <h1>{words.bulletin_of(it.period)}</h1>
            <p><a href=to::bulletin(it.period)>{words.bulletin()}</a></p>
        </header>
        <section class="set do performance">
            {is_saved.then(|| view! { <p class="done" role="status">{words.saved()}</p> })}
            <form method="post" action=action>
                {wrong}
                <input type="hidden" name="revision" value=revision/>
                {areas.collect_view()}
                {save}
            </form>
        </section>
    }
}
