//! Asking the public, and changing what is asked; what the public thinks; and telling what became of that.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::proceedings::Choice;
use schema::surveys::{DeskSurvey, KeptOpinion, SurveyDraft, SurveyKind, SurveyStage, questions_text};
use schema::{Page, Problem, ProblemKind};

use super::attachments::Attachments;
use super::{counts, said_of, texts};
use crate::api;
use crate::desk::{Framed, Room, Trouble};
use crate::inputs::Asking;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;

/// The page at `/desk/surveys/new`.
#[component]
pub fn NewSurveyPage() -> impl IntoView {
    let words = texts();
    let action = to::DESK_NEW_SURVEY.to_owned();
    let shown = view! {
        <header class="page-head">
            <h1>{words.begin()}</h1>
            <p class="cap">{words.desk_what()}</p>
            <p><a href=to::DESK_SURVEYS>{words.title()}</a></p>
        </header>
        <div class="edit"><Form action fields=Vec::new() stays=false/></div>
    };
    view! { <Framed here=Room::Publishing title=words.begin()>{shown}</Framed> }
}

/// The page at `/desk/surveys/{id}`; `?cursor=` goes on with the opinions.
#[component]
pub fn DeskSurveyPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let shown = api::published::desk_survey(&id).keep().document(|found| match found {
        Ok(it) => view! { <Shown it/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! { <Framed here=Room::Publishing title=texts().title()>{shown}</Framed> }
}

#[component]
fn Shown(it: DeskSurvey) -> impl IntoView {
    let words = texts();
    let action = to::desk_survey(it.line.id);
    let (is_saved, cursor) =
        use_query_map().with_untracked(|query| (query.get_str("done").is_some(), query.get("cursor")));
    let is_saved = is_saved && use_returned(&action).is_none();
    let is_visible = it.line.stage != SurveyStage::NotYet;
    let see =
        is_visible.then(|| view! { " · "<a href=to::survey(&it.line.id.to_string())>{words.see()}</a> });
    let is_over = matches!(it.line.stage, SurveyStage::Closed | SurveyStage::Answered);
    let id = it.line.id;
    let opinions =
        api::published::opinions(id, cursor.as_deref()).keep().document(move |found| match found {
            Ok(page) => view! { <Opinions id page/> },
            Err(problem_) => view! { <Trouble problem_/> },
        });
    let tables = counts(&it.draft.questions, &it.counts);
    view! {
        <header class="page-head">
            <h1>{it.line.title.clone()}</h1>
            <p class="cap">{words.stage(it.line.stage)}" · "{said_of(&it.line)}</p>
            <p><a href=to::DESK_SURVEYS>{words.title()}</a>{see}</p>
        </header>
        <div class="edit both">
            {is_saved.then(|| view! { <p class="done" role="status">{words.saved()}</p> })}
            {is_over.then(|| view! { <Feedback it=it.clone()/> })}
            <Attachments id attachments=it.attachments.clone()/>
            <section class="set"><h2>{words.opinions()}</h2>{tables}{opinions}</section>
            <Form action fields=fields(&it.draft) stays={it.line.opinions > 0}/>
        </div>
    }
}

/// What the public thinks.
#[component]
fn Opinions(id: i64, page: Page<KeptOpinion>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let none = page.items.is_empty().then(|| view! { <p class="cap">{words.no_opinions()}</p> });
    let line = |opinion: KeptOpinion| {
        let said = opinion.answers.into_iter().enumerate().filter(|(_, answer)| !answer.words.is_empty());
        let said =
            said.map(|(at, answer)| view! { <p class="words">{at + 1}". "{answer.words}</p> }).collect_view();
        view! { <li><div><span class="s">{all.full_day(opinion.came_on)}</span>{said}</div></li> }
    };
    let lines = page.items.into_iter().map(line).collect_view();
    let more = page.next.map(|cursor| to::list_from(&to::desk_survey(id), &cursor));
    view! {
        {none}
        <ul class="away">{lines}</ul>
        {more.map(|href| view! { <p class="further"><a class="btn" href=href>{words.more()}</a></p> })}
    }
}

/// Telling what became of the opinions.
#[component]
fn Feedback(it: DeskSurvey) -> impl IntoView {
    let words = texts();
    let action = to::desk_survey(it.line.id);
    let returned = use_returned(&action).filter(|returned| returned.value("act") == Some("answer"));
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|_| texts().feedback().to_owned()/> }
    });
    let asking = Asking { name: "answer".to_owned(), returned };
    view! {
        <section class="set">
            <h2>{words.feedback()}</h2>
            <form method="post" action=action>
                {wrong}
                <input type="hidden" name="act" value="answer"/>
                <input type="hidden" name="revision" value=it.draft.revision.to_string()/>
                {asking.text_with("/words", words.write_feedback(), it.feedback.unwrap_or_default())}
                <div class="main-act"><button class="btn main">{words.publish_feedback()}</button></div>
            </form>
        </section>
    }
}

/// What is there already, by the names of the inputs.
fn fields(draft: &SurveyDraft) -> Vec<(String, String)> {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let pairs = [
        ("/kind", draft.kind.slug().to_owned()),
        ("/title", draft.title.clone()),
        ("/issuer", draft.issuer.clone()),
        ("/body", draft.body.clone()),
        ("/source_url", some(&draft.source_url)),
        ("/opens_on", draft.opens_on.to_string()),
        ("/closes_on", draft.closes_on.to_string()),
        ("/short_because", some(&draft.short_because)),
        ("/questions", questions_text(&draft.questions)),
        ("demonstration", if draft.demonstration { "yes".to_owned() } else { String::new() }),
        ("revision", draft.revision.to_string()),
    ];
    pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[component]
fn Form(
    action: String,
    fields: Vec<(String, String)>,
    /// Whether the questions stay as they are, because they were answered.
    stays: bool,
) -> impl IntoView {
    let words = texts();
    let returned = use_returned(&action).filter(|returned| returned.value("act").is_none());
    let wrong = returned.clone().map(|returned| {
        let conflict = returned.problem.kind() == ProblemKind::Conflict;
        view! {
            <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
            {conflict.then(|| view! { <p class="cap">{words.conflict()}</p> })}
        }
    });
    let there = Returned { action: action.clone(), problem: Problem::new(ProblemKind::Invalid), fields };
    let filled = returned.unwrap_or(there);
    let revision = filled.value("revision").unwrap_or("0").to_owned();
    let checked = filled.value("demonstration").is_some();
    let asking = Asking { name: "survey".to_owned(), returned: Some(filled) };
    view! {
        <section class="set do">
            <form method="post" action=action>
                {wrong}
                <input type="hidden" name="revision" value=revision/>
                {what(&asking)}
                {questions(&asking, stays)}
                <label class="choice">
                    <input type="checkbox" name="demonstration" value="yes" checked=checked/>
                    <span>{words.is_demonstration()}</span>
                </label>
                <div class="main-act"><button class="btn main">{words.save()}</button></div>
            </form>
        </section>
    }
}

/// What the public is asked about, and when.
fn what(asking: &Asking) -> AnyView {
    let words = texts();
    let choice =
        |kind: SurveyKind| Choice { id: kind.slug().to_owned(), name: words.kind_of(kind).to_owned() };
    view! {
        {asking.one_of("/kind", words.kind(), &SurveyKind::ALL.map(choice))}
        {asking.line("/title", words.write_title(), "text")}
        {asking.line("/issuer", words.issuer(), "text")}
        {asking.text("/body", words.body(), true)}
        {asking.optional_line("/source_url", words.source_url(), "url")}
        {asking.line("/opens_on", words.opens_on(), "date")}
        {asking.line("/closes_on", words.closes_on(), "date")}
        {asking.optional_line("/short_because", words.short_because(), "text")}
    }
}

/// The questions as plain text; once they were answered, they are sent along as they are.
fn questions(asking: &Asking, stays: bool) -> AnyView {
    let words = texts();
    let written =
        asking.returned.as_ref().and_then(|it| it.value("/questions")).unwrap_or_default().to_owned();
    match stays {
        true => view! {
            <p class="cap">{words.questions_stay()}</p>
            <input type="hidden" name="/questions" value=written/>
        },
        false => view! {
            <p class="cap">{words.questions_how()}</p>
            {asking.text("/questions", words.questions(), true)}
        },
    }
}

fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/kind" => words.kind(),
        "/issuer" => words.issuer(),
        "/body" => words.body(),
        "/source_url" => words.source_url(),
        "/opens_on" => words.opens_on(),
        "/closes_on" => words.closes_on(),
        "/short_because" => words.short_because(),
        "/questions" => words.questions(),
        _ => words.write_title(),
    }
}
