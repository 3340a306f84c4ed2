//! The rating (好差评): five grades, once, after delivery.

use crate::prelude::*;
use schema::cases::Rating;
use schema::form::html_id;
use schema::id::CaseNumber;

use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// Each grade with its face, the best first.
const GRADES: [(u8, &str); 5] =
    [(5, "grade-5"), (4, "grade-4"), (3, "grade-3"), (2, "grade-2"), (1, "grade-1")];

/// The form.
#[component]
pub fn RateForm(
    /// The case.
    number: CaseNumber,
) -> impl IntoView {
    let words = use_words().cases;
    let action = to::rating(number);
    let returned = use_returned(&action);
    let chosen = returned.as_ref().and_then(|returned| returned.value("/grade")).map(str::to_owned);
    let faces = GRADES.map(|(grade, face)| {
        let value = grade.to_string();
        let checked = chosen.as_ref() == Some(&value);
        // The first is where a link from the error summary leads.
        let id = (grade == 5).then(|| html_id("/grade"));
        view! {
            <label>
                <input type="radio" name="/grade" id=id value=value checked=checked required/>
                <Icon name=face/>
                <span>{breaking(words.grade(grade))}</span>
            </label>
        }
    });
    view! {
        <form method="post" action=action>
            {returned.clone().map(|returned| view! {
                <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
            })}
            <fieldset class="field">
                <legend>{words.rate_question()}</legend>
                <div class="rating">{faces.collect_view()}</div>
            </fieldset>
            <TextField pointer="/words" label=words.rate_words() hint=words.rate_once() required=false returned/>
            <div class="stack"><button class="button">{words.rate()}</button></div>
        </form>
    }
}

/// The longest words are wider than a fifth of a phone.
fn breaking(grade: &'static str) -> impl IntoView {
    match grade.strip_prefix("非常") {
        Some(rest) => view! { "非常"<wbr/>{rest} },
        None => grade.into_any(),
    }
}

fn label(pointer: &str) -> &'static str {
    let words = use_words().cases;
    match pointer {
        "/words" => words.rate_words(),
        _ => words.rate_title(),
    }
}

/// The rating that was given.
#[component]
pub fn Rated(
    /// The rating.
    rating: Rating,
) -> impl IntoView {
    let words = use_words().cases;
    view! {
        <section>
            <h2>{words.rated()}</h2>
            <p><b>{words.grade(rating.grade)}</b></p>
            {rating.words.map(|said| view! { <p class="prose">{said}</p> })}
        </section>
    }
}
