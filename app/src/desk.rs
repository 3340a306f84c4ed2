//! What surrounds the pages of every desk: a header of its own, the bar of phones, and what stands where data did not come.

use crate::prelude::*;
use leptos_router::hooks::use_location;
use schema::accounts::Session;
use schema::role::Role;
use schema::{Problem, ProblemKind};

use crate::data::Data;
use crate::page::set_status;
use crate::routes::to;
use crate::text::{Words, problem, problem_help, use_words};
use crate::ui::icon::Icon;

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
    /// The licences that agencies issued.
    Licences,
    /// The catalogue of editors.
    Catalogue,
    /// The forms of designers and of those who review them.
    Forms,
    /// Their processes.
    Processes,
}

impl Room {
    /// The rooms a person has business in.
    fn of(session: Option<&Session>) -> Vec<Self> {
        let has = |roles: &[Role]| session.is_some_and(|session| roles.iter().any(|role| session.has(*role)));
        let edits = has(&[Role::Editor]);
        let designs = has(&[Role::Editor, Role::Reviewer]);
        let takes_in = has(&[Role::Intake]);
        let leads = has(&[Role::Leader, Role::Supervisor]);
        let handles = has(&[Role::Intake, Role::Officer, Role::AgencyLead]);
        let rooms = [
            (handles || !designs, Self::Cases),
            (takes_in, Self::Window),
            (handles, Self::Joint),
            (handles || leads, Self::Together),
            (handles, Self::Licences),
            (edits, Self::Catalogue),
            (designs, Self::Forms),
            (designs, Self::Processes),
        ];
        rooms.into_iter().filter(|(has, _)| *has).map(|(_, room)| room).collect()
    }

    const fn address(self) -> &'static str {
        match self {
            Self::Cases => to::DESK,
            Self::Window => to::DESK_WINDOW,
            Self::Joint => to::DESK_JOINT,
            Self::Together => to::DESK_PROCEEDINGS,
            Self::Licences => to::DESK_LICENCES,
            Self::Catalogue => to::DESK_CATALOGUE,
            Self::Forms => to::DESK_FORMS,
            Self::Processes => to::DESK_PROCESSES,
        }
    }

    fn title(self, words: Words) -> &'static str {
        match self {
            Self::Cases => words.desk.title(),
            Self::Window => words.desk.window(),
            Self::Joint => words.bundles.desk(),
            Self::Together => words.desk.together(),
            Self::Licences => words.licences.desk(),
            Self::Catalogue => words.editing.title(),
            Self::Forms => words.designer.title(),
            Self::Processes => words.designer.processes(),
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Cases => "case",
            Self::Window => "me",
            Self::Joint => "tick",
            Self::Together => "me",
            Self::Licences => "seal",
            Self::Catalogue => "file",
            Self::Forms => "tick",
            Self::Processes => "route",
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
    view! {
        <header class="top">
            <a class="brand" href=to::DESK><Icon name="seal"/>{words.frame.hall()}</a>
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
            {session.shown(move |session| {
                    let session = session.ok().flatten();
                    let link = |room: Room| {
                        let current = (room == here).then_some("page");
                        view! {
                            <a href=room.address() aria-current=current><Icon name=room.icon()/>{room.title(words)}</a>
                        }
                    };
                    Room::of(session.as_ref()).into_iter().map(link).collect_view().into_any()
                })}
            <a href=to::HOME><Icon name="home"/>{words.desk.to_hall()}</a>
            <a href=to::ME><Icon name="me"/>{words.frame.me()}</a>
        </nav>
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
    use schema::accounts::Grant;

    use super::*;

    #[test]
    fn each_sees_the_rooms_of_their_roles() {
        let session = |roles: &[Role]| Session {
            account: 1,
            login: String::new(),
            name: String::new(),
            identity: None,
            enterprise: None,
            unread: 0,
            grants: roles.iter().map(|role| Grant { role: *role, region: None, agency: None }).collect(),
        };
        let check = |roles: &[Role], expected: &[Room]| {
            assert_eq!(Room::of(Some(&session(roles))), expected, "{roles:?}");
        };
        check(&[Role::Officer], &[Room::Cases, Room::Joint, Room::Together, Room::Licences]);
        check(&[Role::Editor], &[Room::Catalogue, Room::Forms, Room::Processes]);
        check(
            &[Role::Editor, Role::Intake],
            &[
                Room::Cases,
                Room::Window,
                Room::Joint,
                Room::Together,
                Room::Licences,
                Room::Catalogue,
                Room::Forms,
                Room::Processes,
            ],
        );
        check(&[Role::Reviewer], &[Room::Forms, Room::Processes]);
        check(&[Role::Supervisor], &[Room::Cases, Room::Together]);
        assert_eq!(Room::of(None), [Room::Cases]);
    }
}
