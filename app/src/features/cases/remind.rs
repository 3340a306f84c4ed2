//! Asking whoever has the case to go on (催办).

use crate::prelude::*;
use schema::id::CaseNumber;

use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// The form behind a fold. It is there only while asking means something.
#[component]
pub fn RemindForm(
    /// The case.
    number: CaseNumber,
) -> impl IntoView {
    let words = use_words().cases;
    let action = to::remind(number);
    let returned = use_returned(&action);
    let open = returned.is_some();
    view! {
        <details class="more" open=open>
            <summary>{words.remind()}<Icon name="down"/></summary>
            <form method="post" action=action>
                {returned.clone().map(|returned| view! {
                    <ErrorSummary problem_=returned.problem label=|_| use_words().cases.remind_words().to_owned()/>
                })}
                <p>{words.remind_what()}</p>
                <TextField pointer="/words" label=words.remind_words() required=false returned/>
                <button class="button quiet">{words.remind_now()}</button>
            </form>
        </details>
    }
}
