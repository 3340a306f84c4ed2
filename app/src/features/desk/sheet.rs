//! What the process says of a task to who has it: the risk point, the guidance behind a fold, the forms of its own; and what
//! of it was left open when the task was to end.

use schema::FieldError;
use schema::cases::{DeskCase, FormProgress, OwnForm, Precedent, TaskSheet};
use schema::id::CaseNumber;

use super::checklist::point_of;
use crate::forms::Line;
use crate::prelude::*;
use crate::routes::to;
use crate::text::{Words, field_error, use_words};
use crate::ui::icon::Icon;

/// What stands above the acts.
#[component]
pub fn Instructions(
    /// The case.
    case: DeskCase,
) -> impl IntoView {
    let DeskCase { view, sheet, task, .. } = case;
    let words = use_words();
    sheet.zip(task).map(|(sheet, key)| {
        let TaskSheet { articles, precedents, words: said, risk, forms, .. } = sheet;
        let risk = risk.map(|risk| {
            view! { <p class="risk"><Icon name="warn"/><b>{words.sheet.risk()}</b><span>{risk.get(words.locale).to_owned()}</span></p> }
        });
        let guidance = (!articles.is_empty() || !precedents.is_empty() || !said.is_empty()).then(|| {
            let said = Some(said.get(words.locale).to_owned()).filter(|said| !said.is_empty());
            view! { <Guidance articles precedents said/> }
        });
        let forms = (!forms.is_empty()).then(|| view! { <Forms number=view.summary.number key_=key forms/> });
        view! { {risk}{guidance}{forms} }
    })
}

#[component]
fn Guidance(articles: Vec<String>, precedents: Vec<Precedent>, said: Option<String>) -> impl IntoView {
    let words = use_words().sheet;
    let list = |title: &'static str, lines: Vec<AnyView>| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <h4>{title}</h4><ul>{lines}</ul> }
    };
    let articles: Vec<AnyView> = articles.into_iter().map(IntoAny::into_any).collect();
    let precedents: Vec<AnyView> = precedents.into_iter().map(precedent).collect();
    view! {
        <details class="guidance">
            <summary><span class="a">{words.guidance()}</span><span class="so">{words.guidance_what()}</span></summary>
            {said.map(|said| view! { <p>{said}</p> })}
            {(!articles.is_empty()).then(|| list(words.articles(), articles))}
            {(!precedents.is_empty()).then(|| list(words.precedents(), precedents))}
        </details>
    }
}

/// A case that was decided well, as a link for who may see it.
fn precedent(Precedent { number, item_name }: Precedent) -> AnyView {
    match (item_name, CaseNumber::parse(&number)) {
        (Some(item), Ok(number)) => {
            view! { <a href=to::desk_case(number)>{item}" "<span class="num">{number.to_string()}</span></a> }
                .into_any()
        }
        _ => view! { <span class="num">{number}</span> }.into_any(),
    }
}

/// The forms of the task's own, with how far each is.
#[component]
fn Forms(number: CaseNumber, key_: String, forms: Vec<OwnForm>) -> impl IntoView {
    let words = use_words();
    let line = |own: OwnForm| {
        let title = own.title.get(words.locale).to_owned();
        let title = match own.is_open {
            true => {
                let href = to::task_form(number, &key_, &own.form.id);
                view! { <a href=href>{title}</a> }.into_any()
            }
            false => title.into_any(),
        };
        let is_filled = own.progress == FormProgress::Filled;
        view! {
            <li class:filled=is_filled>
                <Icon name=if is_filled { "tick" } else { "file" }/>{title}
                <span class="so">{words.sheet.progress(own.progress)}</span>
            </li>
        }
    };
    view! {
        <section class="own-forms">
            <h3>{words.sheet.forms()}</h3>
            <ul>{forms.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

/// A fault that is a point of the checklist, or a form that is not filled in, in words with a link.
pub fn line(case: &DeskCase, words: Words, error: &FieldError) -> Option<Line> {
    let sheet = case.sheet.as_ref()?;
    let locale = words.locale;
    if let Some(id) = error.pointer.strip_prefix("/forms/") {
        let own = sheet.forms.iter().find(|own| own.form.id == id)?;
        let href = to::task_form(case.view.summary.number, case.task.as_ref()?, id);
        return Some(Line { href, text: words.sheet.form_missing(own.title.get(locale)) });
    }
    let (id, is_answer) = point_of(&error.pointer)?;
    let point = sheet.checklist.iter().find(|point| point.id == id)?.name.get(locale);
    let text = match is_answer {
        true => words.sheet.point_open(point),
        false => words.forms.error_line(&words.sheet.remark_on(point), &field_error(locale, error)),
    };
    Some(Line { href: format!("#{}", schema::form::html_id(&error.pointer)), text })
}
