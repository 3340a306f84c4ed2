//! What was left out and may come later (容缺受理): what follows from it, and the day by which it is promised.

use crate::prelude::*;
use schema::FieldError;
use schema::applications::PromiseAsked;
use schema::form::{html_id, label};

use super::filing::{Filing, PROMISES};
use crate::returned::Returned;
use crate::text::{Words, field_error, use_words};

/// The days that are asked for; nothing where nothing was left out.
#[component]
pub fn Later(
    /// The application.
    filing: Filing,
    /// The letter that came back.
    #[prop(optional_no_strip)]
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let asked = filing.application.promises_asked.clone();
    let days: Vec<AnyView> =
        asked.into_iter().map(|asked| day(words, &filing, returned.as_ref(), asked)).collect();
    let texts = words.applications;
    (!days.is_empty()).then(|| {
        view! {
            <section class="later">
                <h2>{texts.later_title()}</h2>
                <p>{texts.later_lead()}</p>
                {days}
            </section>
        }
    })
}

fn day(words: Words, filing: &Filing, returned: Option<&Returned>, asked: PromiseAsked) -> AnyView {
    let texts = words.applications;
    let name = format!("{PROMISES}{}", asked.pointer);
    let id = html_id(&name);
    let what = label(&filing.form, &asked.pointer, words.locale).unwrap_or_default();
    let consequence = asked.consequence.get(words.locale).to_owned();
    let latest = texts.later_latest(&words.full_day(asked.latest));
    let now = filing.line(words, &FieldError::new(&asked.pointer, schema::FieldCode::Required)).href;
    let error = returned.and_then(|it| it.problem.errors.iter().find(|error| error.pointer == name));
    let message = error.map(|error| field_error(words.locale, error));
    let value = returned.and_then(|it| it.value(&name)).unwrap_or_default().to_owned();
    let (hint_id, message_id) = (format!("{id}-hint"), format!("{id}-error"));
    let wrong = message.is_some();
    let described = if wrong { format!("{hint_id} {message_id}") } else { hint_id.clone() };
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id.clone()>{texts.later_by(&what)}</label>
            <p class="hint" id=hint_id>{consequence}" "{latest}" "<a href=now>{texts.later_now()}</a></p>
            {message.map(|message| view! { <p class="message" id=message_id>{message}</p> })}
            <input
                type="date"
                id=id
                name=name
                value=value
                max=asked.latest.to_string()
                aria-invalid=wrong.then_some("true")
                aria-describedby=described
            />
        </div>
    }
    .into_any()
}
