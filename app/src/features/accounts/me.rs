//! One's own page: who one is here, and the ways out.

use crate::prelude::*;
use schema::accounts::Session;
use schema::{Problem, ProblemKind};

use crate::page::Head;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Bills, Handing, use_words};
use crate::ui::icon::Icon;
use crate::ui::state::Failed;

/// The page at `/me`.
#[component]
pub fn MePage() -> impl IntoView {
    with_session(|session| match session {
        Ok(Some(session)) => view! { <Shown session/> },
        Ok(None) => view! { <Failed problem_=Problem::new(ProblemKind::SignInNeeded)/> },
        Err(problem_) => view! { <Failed problem_/> },
    })
}

#[component]
fn Shown(session: Session) -> impl IntoView {
    let words = use_words();
    let me = words.accounts;
    let fact = |label: &'static str, value: Option<String>| {
        value.map(|value| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    };
    let checks = session.enterprise.is_some().then(|| {
        view! { <li><a href=to::MY_CHECKS>{Handing(words.locale).checks()}<Icon name="next"/></a></li> }
    });
    let enterprise =
        session.enterprise.map(|enterprise| format!("{} {}", enterprise.name, enterprise.credit_code));
    let posts = session.grants.iter().map(|grant| {
        let place = grant.agency.clone().or_else(|| grant.region.map(|region| region.to_string()));
        let role = words.role(grant.role);
        view! { <li>{role}{place.map(|place| format!(" · {place}"))}</li> }
    });
    let posts = posts.collect_view();
    let unread = words.inbox.unread(session.unread);
    let unread = (session.unread > 0).then(|| view! { <small class="waits">{unread}</small> });
    view! {
        <Head title=me.me_title()/>
        <main id="main" class="account">
            <h1 class="title">{me.hello(&session.name)}</h1>
            <dl class="list">
                {fact(me.signed_in_as(), Some(session.login))}
                {fact(me.identity(), session.identity)}
                {fact(me.enterprise(), enterprise)}
            </dl>
            {(!session.grants.is_empty()).then(|| view! { <section><h2>{me.roles()}</h2><ul class="prose">{posts}</ul></section> })}
            <ul class="people">
                <li><a href=to::MESSAGES>{words.inbox.title()}{unread}<Icon name="next"/></a></li>
                <li><a href=to::NOTIFICATIONS>{words.notifications.title()}<Icon name="next"/></a></li>
                <li><a href=to::MY_APPLICATIONS>{words.applications.mine()}<Icon name="next"/></a></li>
                {checks}
                <li><a href=to::MY_CASES>{words.frame.my_cases()}<Icon name="next"/></a></li>
                <li><a href=to::MY_BILLS>{Bills(words.locale).mine()}<Icon name="next"/></a></li>
                <li><a href=to::MY_ENQUIRIES>{words.to_agencies().mine()}<Icon name="next"/></a></li>
                <li><a href=to::MY_LICENCES>{words.licences.mine()}<Icon name="next"/></a></li>
            </ul>
            <div class="stack">
                <form method="post" action=to::SIGN_OUT>
                    <button class="button quiet">{me.sign_out()}</button>
                </form>
                <form method="post" action=to::SIGN_OUT_EVERYWHERE>
                    <button class="button quiet">{me.sign_out_everywhere()}</button>
                </form>
            </div>
        </main>
    }
}
