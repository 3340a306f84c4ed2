//! What surrounds every page: skip link, header, footer, bottom bar.

use crate::prelude::*;
use leptos_router::hooks::use_location;
use schema::Locale;

use super::inline_icon::InlineIcon;
use super::speech::ReadAloud;
use crate::preferences::{Theme, use_preferences};
use crate::routes::to;
use crate::text::use_words;

/// A page in its frame. The browser side has a frame of its own that takes this one as it is: see [`crate::document`].
#[component]
pub fn Frame(
    /// Who is here, in the header.
    #[prop(into)]
    person: ViewFn,
    /// The page.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let public = !is_desk(&use_location().pathname.get_untracked());
    view! {
        <div class="still">
            <a class="skip" href="#main">{words.frame.skip()}</a>
            {public.then(|| view! {
                <Header person/>
                <p class="banner"><b>{words.frame.demonstration_label()}</b>" "{words.frame.demonstration()}</p>
                {use_preferences().elder.then(|| view! { <Help/> })}
            })}
        </div>
        {children()}
        <div class="still">{public.then(|| view! { <Footer/><Tabs/> })}</div>
    }
}

/// Whether the page brings its own header, as the desk and the big screen do.
fn is_desk(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    matches!(
        parts.as_slice(),
        ["desk"]
            | ["dashboard", "screen"]
            | ["desk", "cases", _]
            | ["desk", "cases", _, "bills" | "course" | "originals" | "proceedings" | "questions" | "slips"]
            | ["desk", "cases", _, "tasks", ..]
            | [
                "desk",
                "absences"
                    | "catalogue"
                    | "disclosures"
                    | "enquiries"
                    | "forms"
                    | "guides"
                    | "hall"
                    | "halls"
                    | "joint"
                    | "libraries"
                    | "licences"
                    | "navigator"
                    | "orphans"
                    | "performance"
                    | "proceedings"
                    | "processes"
                    | "supervision"
                    | "surveys"
                    | "window",
                ..
            ]
    )
}

/// The places of the main navigation: address, label, icon. The bar of a phone has four; searching is the first page there.
fn places() -> [(&'static str, &'static str, &'static str); 5] {
    let words = use_words().frame;
    [
        (to::HOME, words.home(), "home"),
        (to::ITEMS, words.find(), "search"),
        (to::ASK, words.ask(), "ask"),
        (to::MY_CASES, words.my_cases(), "case"),
        (to::ME, words.me(), "me"),
    ]
}

/// `page` where the visitor is, nothing elsewhere.
fn current(place: &'static str) -> Option<&'static str> {
    let here = use_location().pathname.get_untracked();
    let is_here = match place {
        to::HOME | to::ME => here == place,
        to::MY_CASES => here.starts_with(place) || here.starts_with("/cases/") || here.starts_with("/joint/"),
        to::ASK => here.starts_with(place) || here.starts_with(to::GUIDES),
        place => here.starts_with(place),
    };
    is_here.then_some("page")
}

#[component]
fn Header(person: ViewFn) -> impl IntoView {
    let words = use_words();
    let links =
        places().map(|(href, label, _)| view! { <a href=href aria-current=current(href)>{label}</a> });
    view! {
        <header class="top">
            <a class="brand" href=to::HOME><InlineIcon name="seal"/>{words.frame.hall()}</a>
            <nav aria-label=words.frame.main_navigation()>{links.collect_view()}</nav>
            <Preferences/>
            {person.run()}
        </header>
    }
}

/// Language, theme and elder mode: a form, so that it works without a script.
#[component]
fn Preferences() -> impl IntoView {
    let words = use_words();
    let now = use_preferences();
    let location = use_location();
    let here = format!("{}{}", location.pathname.get_untracked(), query(&location.search.get_untracked()));
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
            <summary>{words.frame.display()}<InlineIcon name="down"/></summary>
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
                {if now.alone {
                    view! { <button name="alone" value="">{words.frame.show_navigator()}</button> }
                } else {
                    view! { <button name="alone" value="1">{words.frame.hide_navigator()}</button> }
                }}
                <h2>{words.frame.language()}</h2>
                {languages.collect_view()}
            </form>
        </details>
    }
}

/// In elder mode on every page: the page read aloud, a person, a counter, each one tap away.
#[component]
fn Help() -> impl IntoView {
    let words = use_words().frame;
    view! {
        <nav class="help" aria-label=words.help_bar()>
            <ReadAloud/>
            <a class="button quiet" href="tel:12345"><InlineIcon name="phone"/>{words.call_person()}</a>
            <a class="button quiet" href=to::HALL><InlineIcon name="counter"/>{words.find_counter()}</a>
        </nav>
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
            <a href=to::VERIFY>{words.frame.verify()}</a>
            <a href=to::DISCLOSURES>{words.frame.disclosure()}</a>
            <a href=to::SURVEYS>{words.frame.surveys()}</a>
            <a href=to::SEARCH>{words.frame.search_all()}</a>
            <a href="tel:12345">{words.frame.hotline()}</a>
            <span>{words.frame.sources()}</span>
        </footer>
    }
}

/// The bottom bar of phones.
#[component]
fn Tabs() -> impl IntoView {
    let words = use_words();
    let places = places().into_iter().filter(|(href, ..)| *href != to::ITEMS);
    let links = places.map(|(href, label, icon)| {
        view! { <a href=href aria-current=current(href)><InlineIcon name=icon/>{label}</a> }
    });
    view! { <nav class="tabs" aria-label=words.frame.main_navigation()>{links.collect_view()}</nav> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_desk_bring_their_own_header() {
        for path in [
            "/desk",
            "/desk/cases/1",
            "/desk/cases/1/slips",
            "/desk/cases/1/tasks/review/forms/site",
            "/desk/absences",
            "/desk/joint/1",
            "/desk/joint/1/proceedings",
            "/desk/cases/1/proceedings",
            "/desk/cases/1/questions",
            "/desk/proceedings/1",
            "/desk/enquiries/1",
            "/desk/disclosures/new",
            "/desk/supervision/1",
            "/desk/surveys/1",
            "/desk/halls",
            "/desk/guides/birth/edit",
            "/desk/libraries/synonyms",
            "/desk/window/1/code",
        ] {
            assert!(is_desk(path), "{path}");
        }
        for path in ["/desk/cases/1/print", "/desk/cases/1/slips/1", "/cases/1", "/"] {
            assert!(!is_desk(path), "{path}");
        }
    }
}
