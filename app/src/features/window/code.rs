//! The code by which a person takes over the account that was made for them here. It is shown once, in the answer to the form.

use leptos_router::hooks::use_params_map;
use schema::ProblemKind;
use schema::window::WindowCode;

use super::{Print, around, texts};
use crate::prelude::*;
use crate::returned::{use_answered, use_returned};
use crate::routes::to;
use crate::text::{problem, use_words};

/// The page at `/desk/window/{id}/code`.
#[component]
pub fn CodePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id").and_then(|id| id.parse().ok()));
    let action = to::window_code(id.unwrap_or(0));
    let words = texts();
    let all = use_words();
    let refused = use_returned(&action).map(|returned| match returned.problem.kind() {
        ProblemKind::Refused => words.has_login(),
        kind => problem(all.locale, kind),
    });
    let code = use_answered::<WindowCode>(&action).map(|code| {
        view! {
            <p><b class="caseno">{grouped(&code.code)}</b></p>
            <p class="cap">{words.code_until(&all.full_day(code.until))}</p>
            <Print/>
        }
    });
    let shown = view! {
        <header class="page-head"><h1>{words.code()}</h1><p class="cap">{words.code_lead()}</p></header>
        <div class="edit at-window"><div>
            <section class="set" aria-live="polite">
                {refused.map(|refused| view! { <p class="done" role="alert">{refused}</p> })}
                {code}
                <form method="post" action=action>
                    <button class="btn">{words.code_make()}</button>
                </form>
                <p class="also"><a class="btn main" href=to::DESK_WINDOW accesskey="n">{words.next()}</a></p>
            </section>
        </div></div>
    };
    around(words.code(), shown)
}

/// A code as it is read out: in fours.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_code_is_read_in_fours() {
        assert_eq!(grouped("123456789012"), "1234 5678 9012");
    }
}
