//! What surrounds every page: skip link, header, footer, bottom bar.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use schema::Locale;
use schema::accounts::Session;
use schema::role::Role;

use super::icon::Icon;
use crate::preferences::{Theme, use_preferences};
use crate::routes::to;
use crate::session::use_session;
use crate::text::{Words, use_words};

/// A page in its frame.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let words = use_words();
    let path = use_location().pathname;
    let public = Memo::new(move |_| !is_desk(&path.get()));
    view! {
        <a class="skip" href="#main">{words.frame.skip()}</a>
        <Show when=move || public.get()>
            <Header/>
            <p class="banner"><b>{words.frame.demonstration_label()}</b>" "{words.frame.demonstration()}</p>
        </Show>
        {children()}
        <Show when=move || public.get()>
            <Footer/>
            <Tabs/>
        </Show>
    }
}

/// Whether the page brings its own header, as the desk does.
fn is_desk(path: &str) -> bool {
    path == to::DESK || path.starts_with("/desk/")
}

/// Where somebody of the staff works: leaders at the dashboard, editors at the catalogue, the others at the desk.
fn work_place(session: &Session, words: Words) -> Option<impl IntoView + use<>> {
    let has = |roles: &[Role]| roles.iter().any(|role| session.has(*role));
    let (href, label) = if has(&[Role::Leader, Role::Supervisor, Role::Admin]) {
        (to::DASHBOARD, words.dashboards.title())
    } else if has(&[Role::Editor]) && !has(&[Role::Intake, Role::Officer, Role::AgencyLead]) {
        (to::DESK_CATALOGUE, words.desk.to_desk())
    } else {
        (to::DESK, words.desk.to_desk())
    };
    session.is_staff().then(|| view! { <a class="person" href=href>{label}</a> })
}

/// The places of the main navigation: address, label, icon.
fn places() -> [(&'static str, &'static str, &'static str); 4] {
    let words = use_words().frame;
    [
        (to::HOME, words.home(), "home"),
        (to::ITEMS, words.find(), "search"),
        (to::MY_CASES, words.my_cases(), "case"),
        (to::ME, words.me(), "me"),
    ]
}

/// `page` where the visitor is, nothing elsewhere.
fn current(place: &'static str) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
    let path = use_location().pathname;
    move || {
        let here = path.get();
        let is_here = match place {
            to::HOME | to::ME => here == place,
            to::MY_CASES => here.starts_with(place) || here.starts_with("/cases/"),
            place => here.starts_with(place),
        };
        is_here.then_some("page")
    }
}

#[component]
fn Header() -> impl IntoView {
    let words = use_words();
    let links =
        places().map(|(href, label, _)| view! { <a href=href aria-current=current(href)>{label}</a> });
    view! {
        <header class="top">
            <a class="brand" href=to::HOME><Icon name="seal"/>{words.frame.hall()}</a>
            <nav aria-label=words.frame.main_navigation()>{links.collect_view()}</nav>
            <Preferences/>
            <Person/>
        </header>
    }
}

/// Who is signed in, or the way to it.
#[component]
fn Person() -> impl IntoView {
    let words = use_words();
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match session.await {
                    Ok(Some(session)) => view! {
                        {work_place(&session, words)}
                        <a class="person" href=to::ME>{session.name}</a>
                    }.into_any(),
                    _ => view! { <a class="person" href=to::SIGN_IN>{words.frame.sign_in()}</a> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// Language, theme and elder mode: a form, so that it works without a script.
#[component]
fn Preferences() -> impl IntoView {
    let words = use_words();
    let now = use_preferences();
    let location = use_location();
    let here = move || format!("{}{}", location.pathname.get(), query(&location.search.get()));
    let pressed = |theme| if now.theme == Some(theme) { "true" } else { "false" };
    let languages = Locale::ALL.map(|locale| {
        let current = (locale == now.locale).then_some("true");
        let label = match locale {
            Locale::ZhCn => "中文",
            Locale::En => "English",
        };
        view! { <button name="language" value=locale.tag() lang=locale.tag() aria-current=current>{label}</button> }
    });
    view! {
        <details class="menu">
            <summary>{words.frame.display()}<Icon name="down"/></summary>
            <form method="post" action=to::PREFERENCES>
                <input type="hidden" name="_next" value=here/>
                <h2>{words.frame.text_and_colour()}</h2>
                {if now.elder {
                    view! { <button name="elder" value="">{words.frame.leave_elder()}</button> }
                } else {
                    view! { <button name="elder" value="1">{words.frame.elder()}</button> }
                }}
                <button name="theme" value="light" aria-pressed=pressed(Theme::Light)>{words.frame.light()}</button>
                <button name="theme" value="dark" aria-pressed=pressed(Theme::Dark)>{words.frame.dark()}</button>
                <h2>{words.frame.language()}</h2>
                {languages.collect_view()}
            </form>
        </details>
    }
}

/// The query with its mark, as one goes back to it.
fn query(search: &str) -> String {
    match search {
        "" => String::new(),
        search if search.starts_with('?') => search.to_owned(),
        search => format!("?{search}"),
    }
}

#[component]
fn Footer() -> impl IntoView {
    let words = use_words();
    view! {
        <footer class="foot">
            <span>{words.frame.hall()}" · "{words.frame.tagline()}</span>
            <a href=to::TRACK>{words.cases.track_title()}</a>
            <a href="tel:12345">{words.frame.hotline()}</a>
            <span>{words.frame.sources()}</span>
        </footer>
    }
}

/// The bottom bar of phones.
#[component]
fn Tabs() -> impl IntoView {
    let words = use_words();
    let links = places().map(|(href, label, icon)| {
        view! { <a href=href aria-current=current(href)><Icon name=icon/>{label}</a> }
    });
    view! { <nav class="tabs" aria-label=words.frame.main_navigation()>{links.collect_view()}</nav> }
}
