//! Taking all of a joint application back.

use crate::prelude::*;
use schema::id::CaseNumber;

use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// The form behind a fold: it is not what most people come for.
#[component]
pub fn WithdrawForm(
    /// The joint application.
    number: CaseNumber,
) -> impl IntoView {
    let words = use_words().bundles;
    let action = to::withdraw_joint(number);
    let returned = use_returned(&action);
    let open = returned.is_some();
    view! {
        <details class="more" open=open>
            <summary>{words.withdraw()}<Icon name="down"/></summary>
            <form method="post" action=action>
                {returned.clone().map(|returned| view! {
                    <ErrorSummary problem_=returned.problem label=|_| use_words().bundles.withdraw_reason().to_owned()/>
                })}
                <p>{words.withdraw_what()}</p>
                <TextField pointer="/reason" label=words.withdraw_reason() required=false returned/>
                <button class="button quiet">{words.withdraw_now()}</button>
            </form>
        </details>
    }
}
