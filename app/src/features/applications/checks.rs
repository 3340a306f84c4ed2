//! What colleagues of one's enterprise have filled in and one is to check: the list, and the letter with filing and giving back.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::applications::{Check, WaitingCheck};
use schema::catalogue::encode;
use schema::form::{Form, html_id};
use schema::id::CaseNumber;
use schema::{Page, Problem, ProblemKind};

use super::filing::Filing;
use super::letter::Letter;
use super::texts;
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::session::with_session;
use crate::text::{field_error, problem, typeset, use_words};
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;
use crate::ui::state::Failed;

/// The page at `/me/checks`; with `?code=` what that opens.
#[component]
pub fn ChecksPage() -> impl IntoView {
    let (code, cursor) = use_query_map().with_untracked(|query| {
        (query.get_str("code").unwrap_or_default().to_owned(), query.get_str("cursor").map(str::to_owned))
    });
    if !code.trim().is_empty() {
        return api::check(&code).keep().document(move |found| match found {
            Ok((check, form)) => view! { <Letters code check form/> },
            Err(problem_) if problem_.kind() == ProblemKind::NotFound => listed(cursor, Some(code)),
            Err(problem_) => view! { <Failed problem_/> },
        });
    }
    listed(cursor, None)
}

fn listed(cursor: Option<String>, missed: Option<String>) -> AnyView {
    api::checks(cursor.as_deref()).document(move |page| view! { <List page missed/> })
}

/// The page at `/checks/{code}`, which is also where it is filed, and at `/checks/{code}/return`.
#[component]
pub fn CheckingPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code").unwrap_or_default());
    api::check(&code).document(move |(check, form)| view! { <Letters code check form/> })
}

#[component]
fn List(
    page: Page<WaitingCheck>,
    /// A code that opened nothing.
    missed: Option<String>,
) -> impl IntoView {
    let words = texts();
    let lines: Vec<AnyView> = page.items.into_iter().map(|line| view! { <Line line/> }).collect();
    let list = match lines.is_empty() {
        true => view! { <p class="say">{words.checks_none()}</p> },
        false => view! { <div class="waitings">{lines}</div> },
    };
    let more = page.next.map(|cursor| to::list_from(to::MY_CHECKS, &cursor));
    view! {
        <Head title=words.checks()/>
        <main id="main">
            <h1 class="title">{words.checks()}</h1>
            <Became/>
            <p>{words.checks_lead()}</p>
            <Enter missed/>
            {list}
            {more.map(|href| view! { <p class="say"><a href=href>{words.earlier()}</a></p> })}
        </main>
    }
}

/// What became of the last one, by the address that filing and giving back lead to.
#[component]
fn Became() -> impl IntoView {
    let words = texts();
    let became = use_query_map().with_untracked(|query| {
        let filed = query.get_str("filed").and_then(|number| CaseNumber::parse(number).ok());
        let returned = query.get_str("returned").map(|_| words.returned_now().to_owned());
        filed.map(|number| words.filed_now(&number.to_string())).or(returned)
    });
    became
        .map(|became| view! { <p class="notice" role="status"><Icon name="tick"/><span>{became}</span></p> })
}

#[component]
fn Line(line: WaitingCheck) -> impl IntoView {
    view! {
        <div class="waiting">
            <i class="mark"></i>
            <span>{typeset(&line.item_name)}</span>
            <span class="soft">{line.department}" · "{texts().entered_by(&line.entered_by)}" · "{use_words().moment(line.handed_at)}</span>
        </div>
    }
}

/// Where the code is entered that the colleague hands on.
#[component]
fn Enter(missed: Option<String>) -> impl IntoView {
    let words = texts();
    let is_missed = missed.is_some();
    view! {
        <form method="get" action=to::MY_CHECKS>
            <div class="field" class:wrong=is_missed>
                <label for="check-code">{words.enter_code()}</label>
                {is_missed.then(|| view! { <p class="message" id="check-code-error">{words.no_such_code()}</p> })}
                <input
                    id="check-code" name="code" value=missed.unwrap_or_default() required maxlength="20" autocomplete="off"
                    autocapitalize="characters" spellcheck="false"
                    aria-invalid=is_missed.then_some("true")
                    aria-describedby=is_missed.then_some("check-code-error")
                />
            </div>
            <div class="stack"><button class="button">{words.open()}</button></div>
        </form>
    }
}

/// What was filled in, as a letter that is not changed here.
#[component]
fn Letters(code: String, check: Check, form: Form) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let action = to::check(&code);
    let back = to::give_back(&code);
    let filing = Filing::new(check.application, form);
    let refused = use_returned(&action).map(|returned| view! { <Refused problem_=returned.problem/> });
    let documents = documents(&code, &filing);
    // It is the enterprise that applies, one's own as that of who filled it in.
    let (name, title) = (check.entered_by.clone(), typeset(&filing.application.summary.item_name));
    let letter = with_session(move |session| {
        let enterprise = session.ok().flatten().and_then(|session| session.enterprise);
        let signed = enterprise.map_or(name, |enterprise| enterprise.name);
        view! { <Letter filing signed=Some(signed) read_only=true/> }
    });
    view! {
        <Head title=words.check_it()/>
        <main id="main" class="form">
            <p class="which"><a href=to::MY_CHECKS><Icon name="back"/>{words.checks()}</a></p>
            {refused}
            <h1>{words.check_it()}</h1>
            <p class="why">{title}" · "{words.check_it_lead(&check.entered_by)}</p>
            {letter}
            {(!documents.is_empty()).then(|| view! {
                <section><h2>{all.applications.materials()}</h2><ul class="prose">{documents}</ul></section>
            })}
            <form method="post" action=action class="act">
                <button class="button">{words.file_it()}</button>
                <span class="soft">{words.file_note()}</span>
            </form>
            <GiveBack action=back/>
        </main>
    }
}

/// What keeps it from being filed. What does not hold any more is for who filled it in.
#[component]
fn Refused(problem_: Problem) -> impl IntoView {
    let said = problem(use_words().locale, problem_.kind());
    view! { <p class="notice amber" role="alert"><Icon name="warn"/><span>{said}</span></p> }
}

/// Its documents, each to be opened.
fn documents(code: &str, filing: &Filing) -> Vec<AnyView> {
    let (all, words) = (use_words(), texts());
    let one = |file: &schema::applications::FileInfo| {
        let material = filing.form.materials.iter().find(|material| material.id == file.material);
        let name =
            material.map_or_else(|| file.name.clone(), |material| typeset(material.name.get(all.locale)));
        let href = format!("/api/checks/{}/files/{}", encode(code), file.id);
        view! { <li><a href=href rel="external">{words.look_at(&name, &file.name)}</a></li> }
    };
    filing.application.files.iter().map(one).collect()
}

#[component]
fn GiveBack(action: String) -> impl IntoView {
    let words = texts();
    let returned: Option<Returned> = use_returned(&action);
    let value = returned.as_ref().and_then(|it| it.value("/words")).unwrap_or_default().to_owned();
    let error =
        returned.as_ref().and_then(|it| it.problem.errors.iter().find(|error| error.pointer == "/words"));
    let message = error.map(|error| field_error(use_words().locale, error));
    let open = returned.is_some();
    view! {
        <details class="more" open=open>
            <summary>{words.give_back()}</summary>
            <form method="post" action=action>
                <TextArea id=html_id("/words") name="/words" label=words.give_back_words() hint=None value=value message required=true/>
                <button class="button quiet">{words.give_back()}</button>
            </form>
        </details>
    }
}
