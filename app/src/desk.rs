//! What surrounds the pages of every desk: a header of its own, the bar of phones, and what stands where data did not come.

use crate::prelude::*;
use leptos_router::hooks::use_location;
use schema::accounts::Session;
use schema::role::Role;
use schema::{Problem, ProblemKind};

#[cfg(not(feature = "hydrate"))]
use crate::api;
use crate::data::Data;
#[cfg(not(feature = "hydrate"))]
use crate::data::Read;
use crate::page::set_status;
#[cfg(not(feature = "hydrate"))]
use crate::page::{Head, Styles};
use crate::routes::to;
use crate::text::{Words, problem, problem_help, use_words};
use crate::ui::icon::Icon;

/// How many places the bar of phones has: what is beyond them stands behind the last one.
const PLACES: usize = 5;

/// A room of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The cases of officers.
    Cases,
    /// Filing for somebody at the window.
    Window,
    /// The joint applications that an agency leads.
    Joint,
    /// What agencies do together: meetings, requests for help, hearings.
    Together,
    /// The cards of supervision.
    Supervision,
    /// How agencies are assessed.
    Performance,
    /// What people wrote: questions, suggestions, complaints.
    Enquiries,
    /// What is published and asked of the public.
    Publishing,
    /// The licences that agencies issued.
    Licences,
    /// The catalogue of editors.
    Catalogue,
    /// The forms of designers and of those who review them.
    Forms,
    /// Their processes.
    Processes,
    /// Their guides.
    Guides,
}

impl Room {
    /// The rooms a person has business in.
    fn of(session: Option<&Session>) -> Vec<Self> {
        let has = |roles: &[Role]| session.is_some_and(|session| roles.iter().any(|role| session.has(*role)));
        // Who takes in for a whole region (综合窗口) has no agency, and none of its cases.
        let at_agency = |roles: &[Role]| {
            let grants = session.map(|session| session.grants.as_slice()).unwrap_or_default();
            grants.iter().any(|grant| grant.agency.is_some() && roles.contains(&grant.role))
        };
        let edits = has(&[Role::Editor]);
        let designs = has(&[Role::Editor, Role::Reviewer]);
        let takes_in = has(&[Role::Intake]);
        let leads = has(&[Role::Leader, Role::Supervisor]);
        let handles = at_agency(&[Role::Intake, Role::Officer, Role::AgencyLead]);
        let rooms = [
            (handles || !designs && !takes_in, Self::Cases),
            (takes_in, Self::Window),
            (handles, Self::Joint),
            (handles || leads, Self::Together),
            (leads || has(&[Role::Admin]) || at_agency(&[Role::AgencyLead]), Self::Supervision),
            (leads || has(&[Role::Admin]) || at_agency(&[Role::AgencyLead]), Self::Performance),
            (handles || takes_in || edits, Self::Enquiries),
            (edits, Self::Publishing),
            (handles, Self::Licences),
            (edits, Self::Catalogue),
            (designs, Self::Forms),
            (designs, Self::Processes),
            (designs, Self::Guides),
        ];
        rooms.into_iter().filter(|(has, _)| *has).map(|(_, room)| room).collect()
    }

    const fn address(self) -> &'static str {
        match self {
            Self::Cases => to::DESK,
            Self::Window => to::DESK_WINDOW,
            Self::Joint => to::DESK_JOINT,
            Self::Together => to::DESK_PROCEEDINGS,
            Self::Supervision => to::SUPERVISION,
            Self::Performance => to::PERFORMANCE,
            Self::Enquiries => to::DESK_ENQUIRIES,
            Self::Publishing => to::DESK_DISCLOSURES,
            Self::Licences => to::DESK_LICENCES,
            Self::Catalogue => to::DESK_CATALOGUE,
            Self::Forms => to::DESK_FORMS,
            Self::Processes => to::DESK_PROCESSES,
            Self::Guides => to::DESK_GUIDES,
        }
    }

    fn title(self, words: Words) -> &'static str {
        match self {
            Self::Cases => words.desk.title(),
            Self::Window => words.desk.window(),
            Self::Joint => words.desk.joint(),
            Self::Together => words.desk.together(),
            Self::Supervision => words.desk.supervision(),
            Self::Performance => words.desk.performance(),
            Self::Enquiries => words.desk.enquiries(),
            Self::Publishing => words.desk.publishing(),
            Self::Licences => words.licences.desk(),
            Self::Catalogue => words.editing.title(),
            Self::Forms => words.designer.title(),
            Self::Processes => words.designer.processes(),
            Self::Guides => words.designer.guides(),
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Cases => "case",
            Self::Window => "counter",
            Self::Joint => "joined",
            Self::Together => "people",
            Self::Supervision => "clock",
            Self::Performance => "medal",
            Self::Enquiries => "phone",
            Self::Publishing => "file",
            Self::Licences => "licence",
            Self::Catalogue => "book",
            Self::Forms => "form",
            Self::Processes => "flow",
            Self::Guides => "ask",
        }
    }
}

/// The header: the rooms of the desk, the public side, and who is here in which post.
#[component]
pub fn DeskHeader(
    /// The room one is in.
    here: Room,
    /// Who is here.
    session: Data<Option<Session>>,
) -> impl IntoView {
    let words = use_words();
    // Who works at the window alone has no list of cases.
    let home = if here == Room::Window { to::DESK_WINDOW } else { to::DESK };
    view! {
        <header class="top">
            <a class="brand" href=home><Icon name="seal"/>{words.frame.hall()}</a>
            <nav aria-label=words.desk.navigation()>
                {session.shown(move |session| {
                    let session = session.ok().flatten();
                    let link = |room: Room| {
                            let current = (room == here).then_some("page");
                            view! { <a href=room.address() aria-current=current>{room.title(words)}</a> }
                        };
                    Room::of(session.as_ref()).into_iter().map(link).collect_view().into_any()
                })}
                <a href=to::HOME>{words.desk.to_hall()}</a>
            </nav>
            {session.shown(move |session| session.ok().flatten().map(|session| view! {
                <a class="me" href=to::ME>{post(&session, words)}<b>{session.name}</b></a>
            }).into_any())}
        </header>
    }
}

/// The first post of a person: its agency and role.
fn post(session: &Session, words: Words) -> String {
    let grant = session.grants.iter().find(|grant| grant.role.is_staff());
    grant.map_or_else(String::new, |grant| {
        let agency = grant.agency.as_ref().map(|agency| format!("{agency} · ")).unwrap_or_default();
        format!("{agency}{} · ", words.role(grant.role))
    })
}

/// A place of the bar of phones: address, label, icon, and whether one is there.
type Place = (&'static str, &'static str, &'static str, bool);

/// The rooms of a person, and the ways out of the desk.
fn places(here: Room, session: Option<&Session>, words: Words) -> Vec<Place> {
    let rooms = Room::of(session);
    let rooms = rooms.into_iter().map(|room| (room.address(), room.title(words), room.icon(), room == here));
    let out = [(to::HOME, words.desk.to_hall(), "home", false), (to::ME, words.frame.me(), "me", false)];
    rooms.chain(out).collect()
}

/// What stands in the bar, and what behind its last place.
fn folded(mut places: Vec<Place>) -> (Vec<Place>, Vec<Place>) {
    let rest = if places.len() > PLACES { places.split_off(PLACES - 1) } else { Vec::new() };
    (places, rest)
}

/// The bar of phones.
#[component]
pub fn DeskTabs(
    /// The room one is in.
    here: Room,
    /// Who is here.
    session: Data<Option<Session>>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <nav class="tabs" aria-label=words.desk.rooms()>
            {session.shown(move |session| bar(here, session.ok().flatten().as_ref(), words))}
        </nav>
    }
}

fn bar(here: Room, session: Option<&Session>, words: Words) -> AnyView {
    let (shown, rest) = folded(places(here, session, words));
    let link = |(href, label, icon, current): Place| {
        let current = current.then_some("page");
        view! { <a href=href aria-current=current><Icon name=icon/>{label}</a> }
    };
    let class = if rest.iter().any(|(.., current)| *current) { "rest here" } else { "rest" };
    let rest = (!rest.is_empty()).then(|| {
        let links = rest.into_iter().map(link).collect_view();
        view! {
            <details class=class>
                <summary><Icon name="rest"/>{words.desk.rest()}</summary>
                <div>{links}</div>
            </details>
        }
    });
    view! { {shown.into_iter().map(link).collect_view()}{rest} }
}

/// A page of the desk that is read, with the desk around it.
#[cfg(not(feature = "hydrate"))]
#[component]
pub fn Framed(
    /// The room one is in.
    here: Room,
    /// The title of the page.
    title: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = Read::resource(api::session);
    view! {
        <Styles name="desk.css"/>
        <Head title/>
        <div class="desk">
            <DeskHeader here session/>
            <main id="main" class="catalogue">{children()}</main>
            <DeskTabs here session/>
        </div>
    }
}

/// A pane whose data did not come.
#[component]
pub fn Trouble(
    /// Why not.
    problem_: Problem,
) -> impl IntoView {
    let words = use_words();
    let kind = problem_.kind();
    let here = use_location().pathname.get_untracked();
    set_status(problem_.status);
    view! {
        <div class="empty" role="alert">
            <Icon name="xt-sorry"/>
            <h2>{problem(words.locale, kind)}</h2>
            <p>{problem_help(words.locale, kind)}</p>
            {problem_.request_id.filter(|_| kind == ProblemKind::Internal).map(|id| view! { <p>{id}</p> })}
            {(kind == ProblemKind::SignInNeeded).then(|| view! {
                <p><a href=to::sign_in_then(&here)>{words.frame.sign_in()}</a></p>
            })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use schema::Locale;
    use schema::accounts::Grant;

    use super::*;
    use crate::ui::inline_icon::SPRITE;

    fn session(roles: &[Role]) -> Session {
        let grant =
            |role: &Role| Grant { role: *role, region: None, agency: Some("市场监管局".to_owned()) };
        Session {
            account: 1,
            login: String::new(),
            name: String::new(),
            identity: None,
            enterprise: None,
            unread: 0,
            grants: roles.iter().map(grant).collect(),
        }
    }

    #[test]
    fn each_sees_the_rooms_of_their_roles() {
        let check = |roles: &[Role], expected: &[Room]| {
            assert_eq!(Room::of(Some(&session(roles))), expected, "{roles:?}");
        };
        check(&[Role::Officer], &[Room::Cases, Room::Joint, Room::Together, Room::Enquiries, Room::Licences]);
        check(
            &[Role::Editor],
            &[Room::Enquiries, Room::Publishing, Room::Catalogue, Room::Forms, Room::Processes, Room::Guides],
        );
        check(
            &[Role::Editor, Role::Intake],
            &[
                Room::Cases,
                Room::Window,
                Room::Joint,
                Room::Together,
                Room::Enquiries,
                Room::Publishing,
                Room::Licences,
                Room::Catalogue,
                Room::Forms,
                Room::Processes,
                Room::Guides,
            ],
        );
        check(&[Role::Reviewer], &[Room::Forms, Room::Processes, Room::Guides]);
        check(&[Role::Supervisor], &[Room::Cases, Room::Together, Room::Supervision, Room::Performance]);
        assert_eq!(Room::of(None), [Room::Cases]);
        let mut clerk = session(&[Role::Intake]);
        clerk.grants[0].agency = None;
        assert_eq!(Room::of(Some(&clerk)), [Room::Window, Room::Enquiries], "who takes in has no cases");
    }

    #[test]
    fn the_bar_of_phones_has_five_places_and_folds_what_is_beyond() {
        let words = Words::new(Locale::En);
        let drawn = |here, roles: &[Role]| bar(here, Some(&session(roles)), words).to_html();
        let few = drawn(Room::Forms, &[Role::Reviewer]);
        assert!(few.matches("<a ").count() == PLACES && !few.contains("<details"), "{few}");
        let html = drawn(Room::Cases, &[Role::Editor, Role::Intake]);
        let (bar, rest) = html.split_once("<details").unwrap();
        assert_eq!((bar.matches("<a ").count(), rest.matches("<a ").count()), (PLACES - 1, 9), "{html}");
        assert!(rest.contains("class=\"rest\"") && bar.contains("aria-current=\"page\""), "{html}");
        // Who is in a room behind the last place sees where they are all the same.
        let html = drawn(Room::Forms, &[Role::Editor, Role::Intake]);
        assert!(html.contains("class=\"rest here\""), "{html}");
    }

    #[test]
    fn each_place_has_an_icon_of_its_own_in_lines() {
        let all = places(Room::Cases, Some(&session(&Role::ALL)), Words::new(Locale::ZhCn));
        let icons: Vec<&str> = all.iter().map(|(_, _, icon, _)| *icon).chain(["rest"]).collect();
        assert_eq!(icons.iter().collect::<BTreeSet<_>>().len(), icons.len(), "{icons:?}");
        for icon in icons {
            let symbol = SPRITE.split_once(&format!("<symbol id=\"{icon}\" ")).unwrap().1;
            let symbol = symbol.split_once("</symbol>").unwrap().0;
            assert!(symbol.contains("viewBox=\"0 0 24 24\""), "{icon}");
            assert!(symbol.contains("stroke=\"currentColor\"") && !symbol.contains("fill=\"var"), "{icon}");
        }
    }
}
