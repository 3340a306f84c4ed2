//! One page of the form: its question, why it is asked, its fields, and what is left.

use crate::prelude::*;
use schema::form::{from_pairs_page, materials_on};
use schema::{Problem, ProblemKind};

use super::closed::{Closed, Handed};
use super::filing::{CHECK, Filing, THEN_CHECK, in_address};
use super::newer::Newer;
use crate::data::Read;
use crate::forms::{Errors, Filling, Line, PageFields, Summary};
use crate::page::{Head, here, query};
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{Applications, problem, problem_help, use_words};
use crate::ui::icon::Icon;
use crate::ui::state::Failed;

/// The page at `/applications/{id}/{page}`.
#[component]
pub fn FormPage() -> impl IntoView {
    Read::resource(in_address).page(|(application, form)| shown(Filing::new(application, form)))
}

fn shown(filing: Filing) -> AnyView {
    let here = here();
    let id = here.split('/').nth(3).unwrap_or_default();
    let page = filing.form.pages.iter().position(|page| page.id == id);
    match page {
        _ if filing.is_closed() => view! { <Closed filing/> },
        _ if filing.application.handed_over => view! { <Handed filing/> },
        Some(page) => view! { <Questions filing page/> },
        None => view! { <Failed problem_=Problem::new(ProblemKind::NotFound)/> },
    }
}

/// What became of the last save.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser saves while one types"))]
pub enum Saving {
    /// It is saved, at this time of day.
    Saved(String),
    /// It is on its way.
    Underway,
    /// There is no network: it is kept on this device.
    KeptHere,
    /// Sending was held back, because there is no network.
    HeldBack,
    /// What was kept on this device is back on the page.
    Restored,
    /// Somebody saved in between.
    Overtaken,
    /// It was refused.
    Failed,
}

#[component]
fn Questions(filing: Filing, page: usize) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let Some(asked) = filing.form.pages.get(page).cloned() else { return ().into_any() };
    let action = filing.href(&asked.id);
    let address = action.clone();
    let mut answers = filing.application.answers.clone();
    let returned = use_returned(&action);
    // Who came from the letter to change something goes back to it, also past a page that came back.
    let came = |returned: &Returned| returned.fields.iter().any(|(name, _)| name == "_next");
    let letter = (query() == THEN_CHECK || returned.as_ref().is_some_and(came)).then(|| filing.href(CHECK));
    let name = letter.is_some().then_some("_next");
    let wrong = returned.map(|returned| {
        from_pairs_page(&filing.form, &asked, &mut answers, returned.fields);
        returned.problem
    });
    let errors = wrong.as_ref().map(|problem| problem.errors.as_slice()).unwrap_or_default();
    let lines = RwSignal::new(errors.iter().map(|error| filing.line(words, error)).collect());
    let surroundings = filing.application.surroundings.clone();
    let filling = Filling::within(filing.form.clone(), answers, errors, filing.scope.clone(), surroundings);
    filling.know(filing.application.regions.clone());
    filling.credit(filing.application.prefilled.clone());
    filling.lack(filing.lacking_on(&asked));
    #[cfg(not(feature = "hydrate"))]
    filling.draw(super::upload::among(words, &filing, &asked, errors));
    // Files go with the answers, so that whoever adds one loses nothing of what was typed.
    let files = (!materials_on(&asked.items).is_empty()).then_some("multipart/form-data");
    let left = RwSignal::new(filling.left(page));
    let saving = RwSignal::new(Saving::Saved(words.moment(filing.application.summary.updated_at)));
    #[cfg(feature = "hydrate")]
    {
        crate::forms::live::check_before_sending(filling, lines);
        super::draft::keep(&filing, filling, page, left, saving);
        super::regions::follow(filling);
    }
    let question = if asked.question.is_empty() { &asked.title } else { &asked.question };
    let question = question.get(words.locale).to_owned();
    let why = asked.why.get(words.locale).to_owned();
    view! {
        <Head title=question.clone()/>
        <main id="main" class="form">
            <Where filing=filing.clone() step=asked.id.clone() left=left.into()/>
            <Newer filing=filing.clone()/>
            <form method="post" action=action enctype=files>
                // Enter in a line of text presses the first button of a form: that is to be the one that goes on.
                <button hidden name=name value=letter.clone()></button>
                {wrong.filter(|problem| problem.errors.is_empty()).map(|problem| {
                    view! { <Wrong filing=filing.clone() problem_=problem/> }
                })}
                <Summary lines/>
                <h1>{question}</h1>
                {(!why.is_empty()).then(|| view! { <p class="why">{why}</p> })}
                <PageFields filling page/>
                <p role="status">{move || saving.with(|saving| said(texts, saving, &address))}</p>
                <div class="act">
                    <button class="button" name=name value=letter>{texts.save_next()}</button>
                    <a class="soft" href=to::application(filing.id())>{texts.all_steps()}</a>
                </div>
            </form>
        </main>
    }
}

/// Where one is among the steps, and what is left of this one.
#[component]
pub fn Where(
    /// The application.
    filing: Filing,
    /// The id of the step.
    step: String,
    /// How much is left of it.
    left: Signal<usize>,
) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let steps = filing.steps(words);
    let here = steps.iter().position(|other| other.id == step).map_or(0, |place| place + 1);
    let on_behalf = filing.application.on_behalf.clone();
    let summary = &filing.application.summary;
    let (all, item) = (to::application(filing.id()), summary.item_name.clone());
    let bars = (1..=steps.len()).map(|number| view! { <i class:on=number <= here></i> }).collect_view();
    view! {
        {on_behalf.map(|name| view! { <p class="notice" role="note"><span>{texts.on_behalf(&name)}</span></p> })}
        <p class="which"><a href=all><Icon name="back"/>{item}</a></p>
        <p class="progress">
            <span>{texts.step_of(here, steps.len())}</span>
            <b>{move || Some(left.get()).filter(|left| *left > 0).map(|left| texts.left(left))}</b>
        </p>
        <div class="pace" aria-hidden="true">{bars}</div>
    }
}

/// What came back: each wrong answer with its link, or what went wrong altogether.
#[component]
pub fn Wrong(
    /// The application.
    filing: Filing,
    /// What came back.
    problem_: Problem,
) -> impl IntoView {
    let words = use_words();
    let kind = problem_.kind();
    if problem_.errors.is_empty() {
        let help = Line { href: String::new(), text: problem_help(words.locale, kind).to_owned() };
        return view! { <Errors lines=vec![help] title=problem(words.locale, kind)/> };
    }
    let lines = problem_.errors.iter().map(|error| filing.line(words, error)).collect();
    view! { <Errors lines/> }
}

/// The state of saving in words. The way out of a conflict is a document of its own, not a change of route.
fn said(texts: Applications, saving: &Saving, address: &str) -> AnyView {
    let done = |text: String| view! { <span class="saved"><Icon name="tick"/>{text}</span> };
    let waiting = |text: &'static str| view! { <span class="saved waiting-net">{text}</span> };
    match saving {
        Saving::Saved(time) => done(texts.saved_at(time)),
        Saving::Restored => done(texts.restored().to_owned()),
        Saving::Underway => view! { <span class="soft">{texts.saving()}</span> },
        Saving::KeptHere => waiting(texts.kept_here()),
        Saving::HeldBack => waiting(texts.wait_for_network()),
        Saving::Failed => waiting(texts.not_saved()),
        Saving::Overtaken => view! {
            <span class="soft">
                {texts.changed_elsewhere()}<a href=address.to_owned() rel="external">{texts.reload()}</a>
            </span>
        },
    }
}
