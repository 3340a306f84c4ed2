//! The last step: the letter to read through, what is still missing, and filing it.

use crate::prelude::*;
use schema::catalogue::Way;
use schema::form::html_id;
use schema::{FieldCode, FieldError};

use super::closed::{GivenBack, unless_closed};
use super::filing::{CHECK, Filing, PROMISE, document};
use super::form::{Where, Wrong};
use super::later::Later;
use super::letter::Letter;
use super::newer::Newer;
use super::texts as handing;
use crate::api;
use crate::forms::{Errors, Line};
use crate::joint::Plan;
use crate::page::Head;
use crate::returned::use_returned;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, use_words};
use crate::ui::icon::Icon;

/// The field of the letter by which it is handed over and not filed.
const HAND_OVER: &str = "_hand_over";

/// The page at `/applications/{id}/check`.
#[component]
pub fn CheckPage() -> impl IntoView {
    document(|filing| unless_closed(filing, |filing| view! { <Check filing/> }))
}

#[component]
fn Check(filing: Filing) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let action = filing.href(CHECK);
    let returned = use_returned(&action);
    let unpromised =
        returned.as_ref().is_some_and(|it| it.problem.errors.iter().any(|error| error.pointer == PROMISE));
    let later = view! { <Later filing=filing.clone() returned=returned.clone()/> };
    let way = handed_over_by(&filing);
    let top = match returned {
        Some(returned) => view! { <Wrong filing=filing.clone() problem_=returned.problem/> },
        None => missing(words, &filing).into_any(),
    };
    // The same letter sent twice is one application; a letter that was changed is another.
    let key = format!("{}-{}", filing.id(), filing.application.revision);
    let (letter, supplement) = (filing.clone(), filing.is_supplement());
    let on_behalf = filing.application.on_behalf.clone();
    let print = on_behalf.as_ref().map(|_| to::step(filing.id(), "print"));
    let clerk = on_behalf.is_some();
    let signed = with_session(move |session| {
        let session = session.ok().flatten();
        let own = session.map(|it| it.enterprise.map_or(it.name, |enterprise| enterprise.name));
        let signed = on_behalf.clone().or(own);
        view! { <Letter filing=letter signed/> }
    });
    let plan = filing.application.form.bundle().is_some().then(|| planned(filing.id()));
    view! {
        <Head title=texts.letter_title()/>
        <main id="main" class="form">
            <Where filing=filing.clone() step=CHECK.to_owned() left=Signal::stored(0)/>
            <Newer filing=filing.clone()/>
            <GivenBack filing=filing.clone()/>
            {(way == Way::EmployerCheck).then(|| view! { <OnlyAgents/> })}
            {top}
            <h1>{texts.letter_title()}</h1>
            <p class="why">{texts.letter_lead()}</p>
            {signed}
            {plan}
            <form method="post" action=action>
                <input type="hidden" name="_key" value=key/>
                {later}
                {print.map(|print| view! {
                    <p><a href=print rel="external">{texts.on_behalf_print()}</a></p>
                })}
                <Promise missing=unpromised clerk/>
                <Send way supplement/>
            </form>
        </main>
    }
}

/// Says that only agents of an enterprise apply for it, to who is none.
#[component]
fn OnlyAgents() -> impl IntoView {
    with_session(|session| {
        let is_agent = session.ok().flatten().is_none_or(|session| session.enterprise.is_some());
        match is_agent {
            true => ().into_any(),
            false => {
                view! { <p class="notice amber" role="note"><Icon name="warn"/><span>{handing().only_agents()}</span></p> }
            }
        }
    })
}

/// Into whose hands it goes, where it is not filed here: a supplement and what a clerk fills in always is.
fn handed_over_by(filing: &Filing) -> Way {
    match filing.is_supplement() || filing.application.on_behalf.is_some() {
        true => Way::Online,
        false => filing.application.way,
    }
}

/// The button that files it, or hands it over, and what follows.
#[component]
fn Send(way: Way, supplement: bool) -> impl IntoView {
    let (texts, words) = (use_words().applications, handing());
    let (label, note) = match way {
        Way::Window => (words.to_window(), words.to_window_note()),
        Way::EmployerCheck => (words.to_colleague(), words.to_colleague_note()),
        Way::Online if supplement => (texts.submit_supplement(), texts.submit_note()),
        Way::Online => (texts.submit(), texts.submit_note()),
    };
    let hands = (way != Way::Online).then(|| view! { <input type="hidden" name=HAND_OVER value="1"/> });
    view! {
        {hands}
        <div class="act">
            <button class="button">{label}</button>
            <span class="soft">{note}</span>
        </div>
    }
}

/// How a joint application is going to be handled.
fn planned(id: i64) -> AnyView {
    api::bundles::plan(id).keep().document(|plan| match plan {
        Ok(plan) => view! { <Plan plan/> },
        // It can be filed without having seen the plan; afterwards its own page has it.
        Err(_) => ().into_any(),
    })
}

/// The declaration, without which nothing is filed.
#[component]
fn Promise(
    /// Whether the letter came back without it.
    missing: bool,
    /// Whether a clerk says that the applicant declared it on paper.
    clerk: bool,
) -> impl IntoView {
    let texts = use_words().applications;
    let id = html_id(PROMISE);
    let message_id = format!("{id}-error");
    let described = missing.then(|| message_id.clone());
    view! {
        <div class:wrong=missing>
            {missing.then(|| view! { <p class="message" id=message_id>{texts.promise_missing()}</p> })}
            <label class="promise">
                <input
                    class="box"
                    type="checkbox"
                    id=id
                    name="_promise"
                    value="1"
                    required
                    aria-invalid=missing.then_some("true")
                    aria-describedby=described
                />
                <span>{if clerk { texts.on_behalf_promise() } else { texts.promise() }}</span>
            </label>
        </div>
    }
}

/// What keeps the letter from being sent, as far as that can be told by what is not there.
fn missing(words: Words, filing: &Filing) -> Option<impl IntoView + use<>> {
    let answers = filing.missing_answers();
    let files = filing.missing_materials().map(|material| format!("/materials/{}", material.id));
    let errors =
        answers.into_iter().chain(files).map(|pointer| FieldError::new(pointer, FieldCode::Required));
    let lines: Vec<Line> = errors.map(|error| filing.line(words, &error)).collect();
    let title = words.applications.missing_title(lines.len());
    (!lines.is_empty()).then(|| view! { <Errors lines title/> })
}
