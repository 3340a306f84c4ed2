//! Every page by its address, and every form twin: page, call, and where one goes afterwards.

use app::routes::to;
use axum::http::Method;
use serde_json::json;

use super::bodies::{
    absence, begun, joint_command, notifications, promises, registration, settings, shown_licence,
};
use super::twins::{Call, Then, Twin};
use super::{
    at_desk, bills, enquiries, form_page, forms, guides, hall, handing, libraries, moving, performance,
    proceedings, published, questions, several, supervising, task_forms, window,
};

/// The pages without a form of their own, as `app::routes` has them. The log names them so.
pub const PAGES: &[&str] = &[
    to::HOME,
    to::ITEMS,
    to::ASK,
    to::GUIDES,
    "/guides/{code}",
    "/items/{code}",
    "/items/{code}/walk",
    to::HALL,
    "/hall/{floor}",
    "/hall/counters/{id}",
    "/life-events/{id}",
    to::SEARCH,
    to::DISCLOSURES,
    "/disclosure/{id}",
    to::OPEN_DATA,
    to::SURVEYS,
    to::SUPERVISION,
    to::SUPERVISION_DUE,
    "/desk/performance/{period}/bulletin",
    to::DESK_DISCLOSURES,
    to::DESK_SURVEYS,
    to::MY_ENQUIRIES,
    to::DESK_ENQUIRIES,
    to::NOTICES,
    "/notices/{id}",
    to::ME,
    to::MY_APPLICATIONS,
    to::MY_CASES,
    to::MY_BILLS,
    to::MY_CHECKS,
    to::MY_LICENCES,
    "/licences/{number}",
    to::VERIFY,
    to::DESK_LICENCES,
    "/applications/{id}",
    "/applications/{id}/receipt",
    "/applications/{id}/print",
    "/cases/{number}",
    "/joint/{number}",
    "/problems/{slug}",
    "/bench/form/{name}",
    to::DASHBOARD,
    to::DASHBOARD_CASES,
    to::DASHBOARD_SCREEN,
    to::DESK_JOINT,
    to::DESK_PROCEEDINGS,
    to::DESK_CATALOGUE,
    "/desk/catalogue/findings/{finding}",
    to::DESK_DEPTH,
    to::DESK_LIBRARIES,
    to::DESK_LEARNING,
    "/desk/catalogue/depth/unknown",
    "/desk/cases/{number}/print",
    "/cases/{number}/slips/{slip}",
    to::DESK_ORPHANS,
    "/desk/forms/{id}/edit",
    "/desk/forms/{id}/{version}",
    "/desk/cases/{number}/course",
    "/desk/processes/{id}/edit",
    "/desk/processes/{id}/{version}",
    "/desk/guides/{id}/{version}",
];

/// The page of files, whose twin is the one of [`super::uploads`].
pub const MATERIALS: &str = "/applications/{id}/materials";

/// A page of a form, which may hold files too.
pub const FORM_PAGE: &str = "/applications/{id}/{page}";

/// A case at the desk, to which a file may be attached.
pub const DESK_CASE: &str = "/desk/cases/{number}";

/// A survey at the desk, to which a document may be attached.
pub const DESK_SURVEY: &str = "/desk/surveys/{id}";

/// The table.
pub const TWINS: &[Twin] = &[
    // Who.
    Twin {
        page: to::SIGN_IN,
        call: |sent| {
            let body = json!({ "login": sent.field("login"), "password": sent.field("password") });
            Call::new(Method::POST, "/api/session", body)
        },
        then: |_, _| Then::Go(to::ME.to_owned()),
    },
    Twin {
        page: to::REGISTER,
        call: |sent| Call::new(Method::POST, "/api/accounts", registration(sent)),
        then: |_, _| Then::Go(to::ME.to_owned()),
    },
    Twin {
        page: to::SIGN_OUT,
        call: |_| Call::bare(Method::DELETE, "/api/session"),
        then: |_, _| Then::Go(to::HOME.to_owned()),
    },
    Twin {
        page: to::SIGN_OUT_EVERYWHERE,
        call: |_| Call::bare(Method::DELETE, "/api/sessions"),
        then: |_, _| Then::Go(to::HOME.to_owned()),
    },
    // Find.
    Twin { page: to::RATE_ANSWER, call: libraries::rate, then: libraries::rated },
    // Apply.
    Twin {
        page: "/items/{code}/apply",
        call: |sent| Call::new(Method::POST, "/api/applications", begun(sent)),
        then: |_, answer| Then::Go(format!("/applications/{}", answer["id"])),
    },
    Twin { page: FORM_PAGE, call: form_page::save, then: form_page::saved },
    Twin {
        page: "/applications/{id}/check",
        call: |sent| handing::filed_or_handed(sent, promises(sent)),
        then: handing::done,
    },
    Twin {
        page: "/applications/{id}/handover",
        call: handing::take_back,
        then: |sent, _| Then::Go(format!("/applications/{}", sent.param("id"))),
    },
    Twin { page: "/checks/{code}", call: handing::file, then: handing::checked },
    Twin {
        page: "/checks/{code}/return",
        call: handing::give_back,
        then: |_, _| Then::Go(format!("{}?returned=1", to::MY_CHECKS)),
    },
    Twin {
        page: "/applications/{id}/version",
        call: |sent| {
            let number = |name: &str| sent.field(name).parse::<i64>().unwrap_or_default();
            let body = json!({ "version": number("version"), "revision": number("revision") });
            Call::new(Method::POST, format!("/api/applications/{}/version", sent.param("id")), body)
        },
        then: |sent, _| Then::Go(format!("/applications/{}/version", sent.param("id"))),
    },
    // Follow.
    Twin {
        page: "/cases/{number}/rating",
        call: |sent| {
            let grade: Option<u8> = sent.field("/grade").parse().ok();
            let body = json!({ "grade": grade.unwrap_or_default(), "words": sent.field("/words") });
            Call::new(Method::POST, format!("/api/cases/{}/rating", sent.param("number")), body)
        },
        then: |sent, _| Then::Go(format!("/cases/{}", sent.param("number"))),
    },
    Twin { page: "/cases/{number}/questions", call: questions::answer, then: questions::answered },
    Twin {
        page: "/cases/{number}/remind",
        call: |sent| {
            let path = format!("/api/cases/{}/remind", sent.param("number"));
            Call::new(Method::POST, path, json!({ "words": sent.field("/words") }))
        },
        then: |sent, _| Then::Go(format!("/cases/{}", sent.param("number"))),
    },
    Twin {
        page: "/cases/{number}/withdraw",
        call: |sent| {
            let path = format!("/api/cases/{}/withdraw", sent.param("number"));
            Call::new(Method::POST, path, json!({ "reason": sent.field("/reason") }))
        },
        then: |sent, _| Then::Go(format!("/cases/{}", sent.param("number"))),
    },
    Twin {
        page: "/joint/{number}/withdraw",
        call: |sent| {
            let path = format!("/api/joint/{}/withdraw", sent.param("number"));
            Call::new(Method::POST, path, json!({ "reason": sent.field("/reason") }))
        },
        then: |sent, _| Then::Go(format!("/joint/{}", sent.param("number"))),
    },
    Twin {
        page: "/track",
        call: |sent| {
            let body = json!({ "number": sent.field("/number"), "last_four": sent.field("/last_four") });
            Call::new(Method::POST, "/api/track", body)
        },
        then: |_, answer| Then::Show(answer),
    },
    Twin {
        page: to::MESSAGES,
        call: |sent| match sent.field("id") {
            "" => {
                let up_to: i64 = sent.field("up_to").parse().unwrap_or_default();
                Call::new(Method::POST, "/api/me/messages/read", json!({ "up_to": up_to }))
            }
            id => {
                Call::bare(Method::POST, format!("/api/me/messages/{}/read", schema::catalogue::encode(id)))
            }
        },
        then: |_, _| Then::Go(to::MESSAGES.to_owned()),
    },
    Twin {
        page: to::NOTIFICATIONS,
        call: |sent| Call::new(Method::PUT, "/api/me/notifications", notifications(sent)),
        then: |_, _| Then::Go(format!("{}?done=1", to::NOTIFICATIONS)),
    },
    Twin {
        page: "/bills/{number}",
        call: |sent| Call::bare(Method::POST, format!("/api/bills/{}/payments", sent.param("number"))),
        then: bills::begun,
    },
    Twin {
        page: "/bills/{number}/demonstration",
        call: |sent| {
            let path = format!("/api/bills/{}/demonstration", sent.param("number"));
            Call::new(Method::POST, path, json!({ "paid": sent.field("paid") == "1" }))
        },
        then: |sent, _| Then::Go(format!("/bills/{}", sent.param("number"))),
    },
    // Handle.
    Twin {
        page: to::DESK,
        call: |sent| {
            if sent.fields.iter().any(|(name, _)| name == "bulk") {
                return Call::new(Method::POST, "/api/desk/bulk", several::bulk(sent));
            }
            let id = schema::catalogue::encode(sent.field("id"));
            Call::bare(Method::POST, format!("/api/desk/notes/{id}/seen"))
        },
        then: several::done,
    },
    Twin {
        page: to::DESK_ABSENCES,
        call: |sent| match sent.field("id") {
            "" => Call::new(Method::POST, "/api/desk/absences", absence(sent)),
            id => {
                let id = schema::catalogue::encode(id);
                Call::bare(Method::DELETE, format!("/api/desk/absences/{id}"))
            }
        },
        then: |sent, _| {
            let done = if sent.field("id").is_empty() { "added" } else { "removed" };
            Then::Go(format!("{}?done={done}", to::DESK_ABSENCES))
        },
    },
    Twin {
        page: DESK_CASE,
        call: at_desk::call,
        then: |sent, _| Then::Go(format!("/desk/cases/{}", sent.param("number"))),
    },
    Twin {
        page: "/desk/cases/{number}/tasks/{task}/forms/{form}",
        call: task_forms::save,
        then: task_forms::saved,
    },
    Twin {
        page: to::DESK_COMPARE,
        call: |sent| Call::new(Method::POST, "/api/licences/compare", shown_licence(sent)),
        then: |_, answer| Then::Show(answer),
    },
    Twin {
        page: "/desk/licences/{number}",
        call: |sent| {
            let path = format!("/api/desk/licences/{}/status", sent.param("number"));
            let body = json!({ "change": sent.field("change"), "ground": sent.field("/ground") });
            Call::new(Method::POST, path, body)
        },
        then: |sent, _| Then::Go(format!("{}/{}?done=1", to::DESK_LICENCES, sent.param("number"))),
    },
    Twin {
        page: "/desk/joint/{number}",
        call: |sent| {
            let path = format!("/api/desk/joint/{}/commands", sent.param("number"));
            Call::new(Method::POST, path, joint_command(sent))
        },
        then: |sent, _| {
            let done = schema::catalogue::encode(sent.field("command"));
            Then::Go(format!("{}/{}?done={done}", to::DESK_JOINT, sent.param("number")))
        },
    },
    // Together.
    Twin {
        page: "/desk/cases/{number}/proceedings",
        call: proceedings::call_beside_case,
        then: proceedings::called_then,
    },
    Twin {
        page: "/desk/joint/{number}/proceedings",
        call: proceedings::call_beside_joint,
        then: proceedings::called_then,
    },
    Twin { page: "/desk/cases/{number}/questions", call: questions::ask, then: questions::asked },
    Twin { page: to::ENQUIRIES, call: enquiries::open, then: enquiries::opened },
    Twin { page: "/surveys/{id}", call: published::opine, then: published::opined },
    Twin { page: to::NEW_ENQUIRY, call: enquiries::file, then: enquiries::filed },
    Twin { page: "/enquiries/{id}", call: enquiries::own, then: enquiries::owned },
    Twin { page: to::DESK_NEW_ENQUIRY, call: enquiries::register, then: enquiries::registered },
    Twin { page: "/desk/enquiries/{id}", call: enquiries::act, then: enquiries::acted },
    Twin { page: proceedings::DESK, call: proceedings::act, then: proceedings::acted },
    Twin { page: proceedings::GUEST, call: proceedings::say, then: proceedings::said },
    // At the window.
    Twin { page: to::DESK_WINDOW, call: window::begin, then: window::begun },
    Twin { page: to::DESK_HALL, call: hall::order, then: hall::ordered },
    Twin { page: to::DESK_PREPARED, call: handing::take_over, then: window::begun },
    Twin { page: "/desk/window/{id}/code", call: window::code, then: |_, answer| Then::Show(answer) },
    Twin { page: "/desk/cases/{number}/originals", call: window::originals, then: window::listed },
    Twin { page: "/desk/cases/{number}/bills", call: bills::waive, then: bills::waived },
    Twin { page: "/desk/cases/{number}/slips", call: window::issue, then: window::issued },
    Twin { page: "/desk/cases/{number}/slips/{slip}", call: window::print_again, then: window::issued },
    // Edit.
    Twin {
        page: "/desk/catalogue/items/{code}",
        call: |sent| {
            let path = format!("/api/desk/catalogue/items/{}", sent.param("code"));
            Call::new(Method::PUT, path, settings(sent))
        },
        then: |sent, answer| {
            let revision = &answer["settings"]["revision"];
            Then::Go(format!("/desk/catalogue/items/{}?saved={revision}", sent.param("code")))
        },
    },
    Twin { page: to::SUPERVISION_RULES, call: supervising::begin, then: supervising::begun },
    Twin { page: "/desk/supervision/rules/{rule}", call: supervising::act, then: supervising::done },
    Twin { page: "/desk/supervision/{id}", call: supervising::argue, then: supervising::argued },
    Twin { page: to::PERFORMANCE, call: performance::count_or_close, then: performance::counted },
    Twin {
        page: "/desk/performance/{period}/{agency}",
        call: performance::enter_or_withdraw,
        then: performance::entered,
    },
    Twin {
        page: "/desk/performance/{period}/bulletin/edit",
        call: performance::save_or_publish,
        then: performance::saved,
    },
    Twin { page: to::DESK_NEW_DISCLOSURE, call: published::enter, then: published::entered },
    Twin { page: "/desk/disclosures/{id}", call: published::set_document, then: published::document_set },
    Twin { page: to::DESK_NEW_SURVEY, call: published::ask, then: published::asked },
    Twin { page: DESK_SURVEY, call: published::set_or_answer, then: published::survey_set },
    Twin { page: to::DESK_NAVIGATOR, call: hall::set_navigator, then: hall::navigator_set },
    Twin { page: to::DESK_HALLS, call: hall::set, then: hall::was_set },
    Twin { page: "/desk/catalogue/items/{code}/way", call: handing::set_way, then: handing::way_set },
    Twin { page: "/desk/libraries/{library}", call: libraries::add_or_read_in, then: libraries::added },
    Twin { page: "/desk/libraries/{library}/{id}", call: libraries::set, then: libraries::saved },
    Twin { page: "/desk/libraries/questions/{id}", call: libraries::teach, then: libraries::taught },
    // Design.
    Twin {
        page: to::DESK_FORMS,
        call: |sent| Call::new(Method::POST, "/api/desk/forms", forms::new_form(sent)),
        then: forms::begun,
    },
    Twin { page: "/desk/forms/{id}", call: forms::act, then: forms::done },
    Twin { page: "/desk/forms/{id}/diff", call: forms::act, then: forms::done },
    Twin {
        page: to::DESK_PROCESSES,
        call: |sent| Call::new(Method::POST, "/api/desk/processes", forms::new_process(sent)),
        then: forms::process_begun,
    },
    Twin { page: "/desk/processes/{id}", call: forms::process_act, then: forms::process_done },
    Twin { page: "/desk/processes/{id}/diff", call: forms::process_act, then: forms::process_done },
    Twin { page: to::DESK_GUIDES, call: guides::begin, then: guides::begun },
    Twin { page: "/desk/guides/{id}", call: guides::act, then: guides::done },
    Twin { page: "/desk/guides/{id}/diff", call: guides::act, then: guides::done },
    Twin { page: "/desk/guides/{id}/edit", call: guides::edit, then: guides::edited },
    Twin { page: "/desk/processes/{id}/migration", call: moving::act, then: moving::done },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use schema::applications::OWN_PAGES;

    use super::*;

    /// The addresses of the portal's own table, `/items/:code` written as here. Its programs have parts of it again.
    fn of_the_portal() -> BTreeSet<String> {
        let source = include_str!("../../../app/src/routes.rs");
        let (_, table) = source.split_once("fn CitizenPages()").unwrap();
        let lines = table.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => "));
        let piece = |piece: &str| match piece.strip_prefix(':') {
            Some(name) => format!("{{{name}}}"),
            None => piece.to_owned(),
        };
        lines.map(|(path, _)| path.split('/').map(piece).collect::<Vec<_>>().join("/")).collect()
    }

    #[test]
    fn every_page_has_its_address_in_the_log() {
        let portal = of_the_portal();
        assert!(portal.len() > 20 && portal.contains("/items/{code}"), "{portal:?}");
        let twins = TWINS.iter().map(|twin| twin.page);
        let here: BTreeSet<String> =
            twins.chain([MATERIALS]).chain(PAGES.iter().copied()).map(str::to_owned).collect();
        assert_eq!(portal.difference(&here).collect::<Vec<_>>(), Vec::<&String>::new(), "not named here");
        let gone: Vec<_> = PAGES.iter().filter(|page| !portal.contains(**page)).collect();
        assert_eq!(gone, Vec::<&&str>::new(), "no page of the portal");
    }

    /// No step of a form may have the address of one of these: forms are refused by the same table.
    #[test]
    fn the_pages_beside_the_steps_of_an_application_are_known() {
        let beside = |page: &String| page.strip_prefix("/applications/{id}/").map(str::to_owned);
        let mut beside: Vec<String> = of_the_portal().iter().filter_map(beside).collect();
        beside.retain(|page| page != "{page}");
        assert_eq!(beside, OWN_PAGES);
    }
}
