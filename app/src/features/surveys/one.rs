//! One survey: what is asked, a form to say what one thinks while it is open, and what became of that afterwards.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::form::html_id;
use schema::surveys::{Survey, SurveyAnswers, SurveyAttachment, SurveyQuestion, SurveyStage};

use super::{counts, paragraphs, said_of, size_of, texts};
use crate::api;
use crate::page::Head;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{field_error, typeset, use_words};
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;

/// The page at `/surveys/{id}`, which is also where an opinion is sent.
#[component]
pub fn SurveyPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    api::published::survey(&id).document(|survey| view! { <Shown survey/> })
}

#[component]
fn Shown(survey: Survey) -> impl IntoView {
    let words = texts();
    let line = survey.line.clone();
    let path = to::survey(&line.id.to_string());
    let title = typeset(&line.title);
    let description = survey.body.lines().next().map(typeset).unwrap_or_default();
    let short = survey.short_because.clone().map(|why| {
        view! { <p class="soft">{words.short()}"："{typeset(&why)}</p> }
    });
    let draft = survey.source_url.clone().map(|url| {
        view! { <p class="say"><a href=url rel="noopener">{words.draft()}</a></p> }
    });
    let demonstration = survey.demonstration.then(|| {
        view! { <div class="notice"><Icon name="info"/><p>{words.demonstration()}</p></div> }
    });
    let body = paragraphs(&survey.body);
    let attached = attached(&survey);
    let said = format!("{} · {}", words.stage(line.stage), said_of(&line));
    let below = match line.stage {
        SurveyStage::Open => view! { <Say survey/> },
        SurveyStage::Answered => view! { <Became survey/> },
        SurveyStage::NotYet | SurveyStage::Closed => view! { <p class="now">{words.closed()}</p> },
    };
    view! {
        <Head title=title.clone() description path/>
        <main id="main" class="event enquiries">
            <nav class="crumb" aria-label=use_words().frame.position()>
                <ol>
                    <li><a href=to::HOME>{use_words().frame.home()}</a></li>
                    <li><a href=to::SURVEYS>{words.title()}</a></li>
                </ol>
            </nav>
            <article>
                <h1 class="title">{title}</h1>
                <p class="soft">{said}</p>
                <div class="prose">{body}</div>
                {short}{draft}
                {attached}
            </article>
            {demonstration}
            {below}
        </main>
    }
}

/// The documents that go with it, to be kept; and that some were taken away.
fn attached(survey: &Survey) -> Option<AnyView> {
    let (all, words) = (use_words(), texts());
    let id = survey.line.id;
    let line = |it: &SurveyAttachment| {
        let source = format!("/api/surveys/{id}/attachments/{}", it.id);
        view! {
            <li>
                <Icon name="file"/>
                <a class="name" href=source rel="external" download=it.name.clone()>{typeset(&it.name)}</a>
                <span class="size">{size_of(it)}</span>
            </li>
        }
    };
    let lines = survey.attachments.iter().map(line).collect_view();
    let gone = |day| view! { <p class="soft">{words.taken_away(&all.full_day(day))}</p> };
    let gone = survey.taken_away.iter().copied().map(gone).collect_view();
    let has_any = !survey.attachments.is_empty();
    (has_any || !survey.taken_away.is_empty()).then(|| {
        view! {
            <section class="attachments">
                <h2>{words.attachments()}</h2>
                {has_any.then(|| view! { <ul class="files">{lines}</ul> })}
                {gone}
            </section>
        }
        .into_any()
    })
}

/// What became of the opinions.
#[component]
fn Became(survey: Survey) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let on = survey.feedback_on.map(|day| words.told_on(&all.full_day(day)));
    let feedback = survey.feedback.as_deref().map(paragraphs);
    let tables = counts(&survey.questions, &survey.counts);
    view! {
        <div class="answer prose"><h2>{words.feedback()}</h2>{feedback}<p class="soft">{on}</p></div>
        {tables}
    }
}

#[component]
fn Say(survey: Survey) -> impl IntoView {
    let words = texts();
    let action = to::survey(&survey.line.id.to_string());
    let returned = use_returned(&action);
    let is_done =
        use_query_map().with_untracked(|query| query.get_str("done").is_some()) && returned.is_none();
    if is_done {
        return view! { <div class="notice" role="status"><Icon name="tick"/><p>{words.thanks()}</p></div> };
    }
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer)/> }
    });
    let questions = survey.questions.iter().enumerate();
    let questions = questions.map(|(at, question)| asked(at, question, returned.as_ref())).collect_view();
    view! {
        <section>
            <h2>{words.say()}</h2>
            <form class="paper" method="post" action=action>
                {wrong}
                <p class="soft">{words.not_all()}" "{words.privacy()}</p>
                {questions}
                <button class="button">{words.send()}</button>
            </form>
        </section>
    }
}

/// Which question a pointer is about.
fn label(pointer: &str) -> String {
    let at = pointer.split('/').nth(2).and_then(|at| at.parse::<usize>().ok()).unwrap_or_default();
    texts().question(at + 1)
}

/// A question with its inputs; what was answered before stays.
fn asked(at: usize, question: &SurveyQuestion, returned: Option<&Returned>) -> AnyView {
    let words = texts();
    let pointer = format!("/answers/{at}");
    let id = html_id(&pointer);
    let errors = returned.map(|it| it.problem.errors.as_slice()).unwrap_or_default();
    let error = errors.iter().find(|error| error.pointer == pointer);
    let message = error.map(|error| field_error(use_words().locale, error));
    let text = format!("{}. {}", at + 1, typeset(&question.text));
    let (kind, hint) = match question.answers {
        SurveyAnswers::Words => {
            let name = format!("{pointer}/words");
            let value = returned.and_then(|it| it.value(&name)).unwrap_or_default().to_owned();
            return view! { <TextArea id name label=text hint=None value message/> };
        }
        SurveyAnswers::One => ("radio", words.one_of()),
        SurveyAnswers::Some => ("checkbox", words.some_of()),
    };
    let name = format!("{pointer}/choices");
    let fields = returned.map(|it| it.fields.as_slice()).unwrap_or_default();
    let choice = |(place, choice): (usize, &String)| {
        let value = place.to_string();
        let checked = fields.iter().any(|(key, sent)| *key == name && *sent == value);
        // The first is where a link from the error summary leads.
        let id = (place == 0).then(|| id.clone());
        view! {
            <li>
                <label class="choice">
                    <input type=kind name=name.clone() id=id value=value checked=checked/>
                    <span>{typeset(choice)}</span>
                </label>
            </li>
        }
    };
    let choices = question.choices.iter().enumerate().map(choice).collect_view();
    let wrong = message.is_some();
    view! {
        <fieldset class="field" class:wrong=wrong>
            <legend>{text}" "<small class="soft">{hint}</small></legend>
            {message.map(|message| view! { <p class="message">{message}</p> })}
            <ul class="choices">{choices}</ul>
        </fieldset>
    }
}
