//! Registering a person, or an enterprise with its agent.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::page::Head;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The page at `/register`; `?for=enterprise` asks for the enterprise too.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let words = use_words().accounts;
    let returned = use_returned(to::REGISTER);
    let (asked, next) = use_query_map().with_untracked(|map| {
        (map.get_str("for") == Some("enterprise"), map.get_str("next").unwrap_or_default().to_owned())
    });
    let sent =
        returned.as_ref().and_then(|returned| returned.value("audience")).map(|value| value == "enterprise");
    let enterprise = sent.unwrap_or(asked);
    let (other_label, other) = if enterprise {
        (words.as_person(), to::REGISTER.to_owned())
    } else {
        (words.as_enterprise(), format!("{}?for=enterprise", to::REGISTER))
    };
    view! {
        <Head title=words.register()/>
        <main id="main" class="account">
            <h1 class="title">{if enterprise { words.as_enterprise() } else { words.register_title() }}</h1>
            <p class="soft"><a href=other>{other_label}</a></p>
            <form class="paper" method="post" action=to::REGISTER>
                {returned.clone().map(|returned| view! {
                    <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
                })}
                <input type="hidden" name="_next" value=next/>
                <input type="hidden" name="audience" value=if enterprise { "enterprise" } else { "personal" }/>
                {enterprise.then(|| view! { <EnterpriseFields returned=returned.clone()/> })}
                <TextField pointer="/name" label=if enterprise { words.agent_name() } else { words.name() } autocomplete="name" returned=returned.clone()/>
                <TextField
                    pointer="/identity_number"
                    label=if enterprise { words.agent_identity_number() } else { words.identity_number() }
                    hint=words.identity_hint()
                    returned=returned.clone()
                />
                <TextField pointer="/phone" label=words.phone() hint=words.phone_hint() kind="tel" autocomplete="tel" required=false returned=returned.clone()/>
                <TextField pointer="/window_code" label=words.window_code() hint=words.window_code_hint() inputmode="numeric" autocomplete="off" required=false returned=returned.clone()/>
                <TextField pointer="/login" label=words.login() hint=words.login_hint() autocomplete="username" returned=returned.clone()/>
                <TextField pointer="/password" label=words.password() hint=words.password_hint() kind="password" autocomplete="new-password" returned/>
                <button class="button">{words.register()}</button>
                <a class="button quiet" href=to::SIGN_IN>{words.have_account()}</a>
            </form>
        </main>
    }
}

#[component]
fn EnterpriseFields(returned: Option<Returned>) -> impl IntoView {
    let words = use_words().accounts;
    view! {
        <TextField pointer="/enterprise/name" label=words.enterprise_name() autocomplete="organization" returned=returned.clone()/>
        <TextField pointer="/enterprise/credit_code" label=words.credit_code() hint=words.credit_code_hint() returned/>
    }
}

/// What the field at a pointer is called.
fn label(pointer: &str) -> &'static str {
    let words = use_words().accounts;
    match pointer {
        "/enterprise/name" => words.enterprise_name(),
        "/enterprise/credit_code" => words.credit_code(),
        "/name" => words.name(),
        "/identity_number" => words.identity_number(),
        "/phone" => words.phone(),
        "/login" => words.login(),
        "/window_code" => words.window_code(),
        _ => words.password(),
    }
}
