//! Signing in. The form is sent as a whole document, with or without the browser side.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::page::Head;
use crate::returned::use_returned;
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The page at `/sign-in`; `?next=` is where one goes afterwards.
#[component]
pub fn SignInPage() -> impl IntoView {
    let words = use_words().accounts;
    let returned = use_returned(to::SIGN_IN);
    let asked = use_query_map().with_untracked(|map| map.get_str("next").map(str::to_owned));
    let next = returned.as_ref().and_then(|returned| returned.value("_next")).map(str::to_owned).or(asked);
    let register = next.as_deref().filter(|next| !next.is_empty()).map_or_else(
        || to::REGISTER.to_owned(),
        |next| format!("{}?next={}", to::REGISTER, schema::catalogue::encode(next)),
    );
    view! {
        <Head title=words.sign_in()/>
        <main id="main" class="account">
            <h1 class="title">{words.sign_in_title()}</h1>
            <p class="soft">{words.what_for()}</p>
            <form class="paper" method="post" action=to::SIGN_IN>
                {returned.clone().map(|returned| view! { <ErrorSummary problem_=returned.problem label=|_| String::new()/> })}
                <input type="hidden" name="_next" value=next.unwrap_or_default()/>
                <TextField pointer="login" label=words.login() autocomplete="username" returned=returned.clone()/>
                <TextField pointer="password" label=words.password() kind="password" autocomplete="current-password" returned/>
                <button class="button">{words.sign_in()}</button>
                <p class="or">{words.no_account()}</p>
                <a class="button quiet" href=register>{words.register()}</a>
            </form>
            <p class="human soft"><a href=to::TRACK>{words.track()}</a></p>
            <p class="human soft"><a href="tel:12345">{words.trouble()}</a></p>
        </main>
    }
}
