//! Addresses that pages link to.

mod catalogue;
mod dashboards;
mod enquiries;
mod guides;
mod halls;
mod libraries;
mod performance;
mod published;
mod supervision;

use std::fmt::Display;

pub use catalogue::{desk_item, desk_item_way, finding, unknown_depth};
pub use dashboards::{
    DASHBOARD, DASHBOARD_CASES, DASHBOARD_SCREEN, OPEN_DATA, OPEN_DATA_CSV, OPEN_DATA_JSON, dashboard,
    dashboard_cases, dashboard_cases_file, dashboard_file, dashboard_screen,
};
pub use enquiries::{
    DESK_ENQUIRIES, DESK_NEW_ENQUIRY, ENQUIRIES, MY_ENQUIRIES, NEW_ENQUIRY, desk_enquiries, desk_enquiry,
    enquire_about, enquiries, enquiry, enquiry_of,
};
pub use guides::{
    DESK_GUIDES, GUIDES, desk_guide, edit_guide, edited_guide, guide, guide_differences, guide_source,
    situation,
};
pub use halls::{DESK_HALL, DESK_HALLS, DESK_NAVIGATOR, HALL, HallLink, counter, desk_hall_of, hall, walk};
pub use libraries::{
    DESK_LEARNING, DESK_LIBRARIES, RATE_ANSWER, library, library_entry, library_from, library_table,
    question_group, teach, teach_with,
};
pub use performance::{PERFORMANCE, bulletin, edit_bulletin, performance, performance_of};
pub use published::{
    DESK_DISCLOSURES, DESK_NEW_DISCLOSURE, DESK_NEW_SURVEY, DESK_SURVEYS, DISCLOSURES, DisclosureLink,
    SEARCH, SURVEYS, ask_for, ask_for_information, desk_disclosure, desk_survey, disclosure, disclosures,
    search, survey, surveys,
};
pub use supervision::{SUPERVISION, SUPERVISION_DUE, SUPERVISION_RULES, card, supervision, supervision_rule};

use schema::ask::AskQuery;
use schema::bills::BillNumber;
use schema::cases::{Queue, WorklistQuery};
use schema::catalogue::{ItemQuery, encode};
use schema::definitions::{ExportKind, ModelKind};
use schema::id::CaseNumber;

pub const HOME: &str = "/";
pub const ITEMS: &str = "/items";
pub const ASK: &str = "/ask";
pub const NOTICES: &str = "/notices";
pub const SIGN_IN: &str = "/sign-in";
pub const REGISTER: &str = "/register";
pub const ME: &str = "/me";
pub const MY_APPLICATIONS: &str = "/me/applications";
pub const MY_CASES: &str = "/me/cases";
pub const MESSAGES: &str = "/me/messages";
pub const NOTIFICATIONS: &str = "/me/notifications";
pub const MY_BILLS: &str = "/me/bills";
pub const MY_CHECKS: &str = "/me/checks";
pub const MY_LICENCES: &str = "/me/licences";
pub const TRACK: &str = "/track";
pub const VERIFY: &str = "/verify";
pub const DESK: &str = "/desk";
pub const DESK_ABSENCES: &str = "/desk/absences";
pub const DESK_LICENCES: &str = "/desk/licences";
pub const DESK_COMPARE: &str = "/desk/licences/compare";
pub const DESK_JOINT: &str = "/desk/joint";
pub const DESK_PROCEEDINGS: &str = "/desk/proceedings";
pub const DESK_CATALOGUE: &str = "/desk/catalogue";
pub const DESK_DEPTH: &str = "/desk/catalogue/depth";
pub const DESK_FORMS: &str = "/desk/forms";
pub const DESK_ORPHANS: &str = "/desk/orphans";
pub const DESK_PROCESSES: &str = "/desk/processes";
pub const DESK_WINDOW: &str = "/desk/window";
pub const DESK_PREPARED: &str = "/desk/window/prepared";
pub const SIGN_OUT: &str = "/sign-out";
pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out-everywhere";
pub const PREFERENCES: &str = "/preferences";

/// What there is to do when something happens.
pub fn life_event(id: &str) -> String {
    format!("/life-events/{}", encode(id))
}

/// The page of a notice.
pub fn notice(id: &str) -> String {
    format!("{NOTICES}/{}", encode(id))
}

/// What the hall says to a question.
pub fn ask(query: &AskQuery) -> String {
    format!("{ASK}{}", query.to_query_string())
}

/// The results of a query.
pub fn items(query: &ItemQuery) -> String {
    format!("{ITEMS}{}", query.to_query_string())
}

/// A list from where the page before ended.
pub fn list_from(path: &str, cursor: &str) -> String {
    format!("{path}?cursor={}", encode(cursor))
}

/// The page of an item.
pub fn item(code: &str) -> String {
    format!("/items/{}", encode(code))
}

/// Where an application for an item begins.
pub fn apply(code: &str) -> String {
    format!("/items/{}/apply", encode(code))
}

/// The steps of an application.
pub fn application(id: i64) -> String {
    format!("/applications/{id}")
}

/// One step of an application: a page of its form, or `materials`, `check`, `receipt`.
pub fn step(id: i64, step: &str) -> String {
    format!("/applications/{id}/{}", encode(step))
}

/// What a colleague filled in, by the code they handed on; also where it is filed.
pub fn check(code: &str) -> String {
    format!("/checks/{}", encode(code))
}

/// Where it is given back.
pub fn give_back(code: &str) -> String {
    format!("/checks/{}/return", encode(code))
}

/// The page of one's own case.
pub fn case(number: impl Display) -> String {
    format!("/cases/{number}")
}

/// What its agency asks further, which is also where it is answered.
pub fn questions(number: impl Display) -> String {
    format!("/cases/{number}/questions")
}

/// One of one's own bills, which is also where paying begins.
pub fn bill(number: BillNumber) -> String {
    format!("/bills/{number}")
}

/// Where a payment is demonstrated.
pub fn demonstration(number: BillNumber) -> String {
    format!("/bills/{number}/demonstration")
}

/// What is due of a case at its desk, which is also where it is waived.
pub fn desk_bills(number: impl Display) -> String {
    format!("{DESK}/cases/{number}/bills")
}

/// One of one's own licences.
pub fn licence(number: &str) -> String {
    format!("/licences/{}", encode(number))
}

/// The same as a file.
pub fn licence_file(number: &str) -> String {
    format!("/api/licences/{}/file", encode(number))
}

/// A licence at the desk, which is also where decisions about it are sent.
pub fn desk_licence(number: &str) -> String {
    format!("{DESK_LICENCES}/{}", encode(number))
}

/// The licences of the desk by type and status, from where the page before ended.
pub fn desk_licences(kind: &str, status: &str, cursor: &str) -> String {
    format!("{DESK_LICENCES}?kind={}&status={}&cursor={}", encode(kind), encode(status), encode(cursor))
}

/// Where its rating is sent.
pub fn rating(number: CaseNumber) -> String {
    format!("/cases/{number}/rating")
}

/// Where who has it is asked to go on.
pub fn remind(number: CaseNumber) -> String {
    format!("/cases/{number}/remind")
}

/// Where its withdrawal is sent.
pub fn withdraw(number: CaseNumber) -> String {
    format!("/cases/{number}/withdraw")
}

/// The page of one's own joint application.
pub fn joint(number: impl Display) -> String {
    format!("/joint/{number}")
}

/// Where all of it is taken back.
pub fn withdraw_joint(number: CaseNumber) -> String {
    format!("/joint/{number}/withdraw")
}

/// The joint applications that one's agency leads: those that are open, or those that have ended.
pub fn desk_joints(ended: bool, cursor: Option<&str>) -> String {
    let ended = ended.then(|| "ended=true".to_owned());
    let cursor = cursor.map(|cursor| format!("cursor={}", encode(cursor)));
    let query = [ended, cursor].into_iter().flatten().collect::<Vec<_>>().join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{DESK_JOINT}{mark}{query}")
}

/// A joint application at the desk, which is also where the lead sends what it does.
pub fn desk_joint(number: impl Display) -> String {
    format!("{DESK_JOINT}/{number}")
}

/// What waits for one's answer, or what one's agency called.
pub fn proceedings(called: bool, cursor: Option<&str>) -> String {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    format!("{DESK_PROCEEDINGS}?called={called}{cursor}")
}

/// A proceeding, which is also where what is done about it is sent.
pub fn proceeding(id: i64) -> String {
    format!("{DESK_PROCEEDINGS}/{id}")
}

/// What runs beside a case, which is also where one is called.
pub fn beside_case(number: impl Display) -> String {
    format!("{DESK}/cases/{number}/proceedings")
}

/// What was asked further of the applicant of a case, which is also where one asks.
pub fn desk_questions(number: impl Display) -> String {
    format!("{DESK}/cases/{number}/questions")
}

/// What runs beside a joint application, which is also where one is called.
pub fn beside_joint(number: impl Display) -> String {
    format!("{DESK_JOINT}/{number}/proceedings")
}

/// The page of who is invited from outside, without the code of their link.
pub fn invited(id: &str) -> String {
    format!("/invited/{}", encode(id))
}

/// A queue of the desk.
pub fn queue(queue: Queue) -> String {
    format!("{DESK}?queue={}", queue.slug())
}

/// A queue of the desk, narrowed.
pub fn worklist(query: &WorklistQuery) -> String {
    format!("{DESK}{}", query.to_query_string())
}

/// All of it as a table for spreadsheets.
pub fn worklist_table(query: &WorklistQuery) -> String {
    format!("/api{DESK}/cases.csv{}", query.to_query_string())
}

/// The page of a case at the desk, which is also where commands are sent.
pub fn desk_case(number: CaseNumber) -> String {
    format!("{DESK}/cases/{number}")
}

/// The same, with what can be done in one of its open tasks.
pub fn desk_task(number: impl Display, task: &str) -> String {
    format!("{DESK}/cases/{number}?task={}", encode(task))
}

/// The window, with an item chosen.
pub fn window_item(code: &str) -> String {
    format!("{DESK_WINDOW}?item={}", encode(code))
}

/// Where the code of an applicant without a login is handed out.
pub fn window_code(id: i64) -> String {
    format!("{DESK_WINDOW}/{id}/code")
}

/// The originals of a case.
pub fn originals(number: impl Display) -> String {
    format!("{DESK}/cases/{number}/originals")
}

/// The slips of a case.
pub fn slips(number: impl Display) -> String {
    format!("{DESK}/cases/{number}/slips")
}

/// One of them.
pub fn slip(number: impl Display, slip: i64) -> String {
    format!("{DESK}/cases/{number}/slips/{slip}")
}

/// A slip of one's own case.
pub fn own_slip(number: impl Display, slip: i64) -> String {
    format!("/cases/{number}/slips/{slip}")
}

/// A form of a task's own, by the key of the task and the id of the form.
pub fn task_form(number: impl Display, task: &str, form: &str) -> String {
    format!("{DESK}/cases/{number}/tasks/{}/forms/{}", encode(task), encode(form))
}

/// A form at the desk of designers: its versions and its draft.
pub fn desk_form(id: &str) -> String {
    format!("{DESK_FORMS}/{}", encode(id))
}

/// Where its draft is edited.
pub fn edit_form(id: &str) -> String {
    format!("{}/edit", desk_form(id))
}

/// What is different between its draft and a version.
pub fn form_difference(id: &str, from: u32) -> String {
    format!("{}/diff?from={from}", desk_form(id))
}

/// What is different between two of its versions, or a version and the draft.
pub fn form_differences(id: &str, from: u32, until: &str) -> String {
    format!("{}&to={}", form_difference(id, from), encode(until))
}

/// The definition of a version, or of the draft.
pub fn form_source(id: &str, version: &str) -> String {
    format!("{}/{}", desk_form(id), encode(version))
}

/// A version as a file.
pub fn form_export(id: &str, version: u32, kind: ExportKind) -> String {
    format!("/api{}/{version}/export?as={}", desk_form(id), kind.slug())
}

/// What was answered to a version, as `csv` or `jsonl`.
pub fn form_answers(id: &str, version: u32, kind: &str) -> String {
    format!("/api{}/{version}/answers.{kind}", desk_form(id))
}

/// A process at the desk of designers: its drawing, its versions and its draft.
pub fn desk_process(id: &str) -> String {
    format!("{DESK_PROCESSES}/{}", encode(id))
}

/// Where its draft is drawn.
pub fn edit_process(id: &str) -> String {
    format!("{}/edit", desk_process(id))
}

/// What is different between two of its versions, or a version and the draft.
pub fn process_differences(id: &str, from: u32, until: &str) -> String {
    format!("{}/diff?from={from}&to={}", desk_process(id), encode(until))
}

/// Where its open cases move to another version.
pub fn process_migration(id: &str) -> String {
    format!("{}/migration", desk_process(id))
}

/// The definition of a version, or of the draft.
pub fn process_source(id: &str, version: &str) -> String {
    format!("{}/{}", desk_process(id), encode(version))
}

/// A version as a file.
pub fn process_export(id: &str, version: u32, kind: ModelKind) -> String {
    format!("/api{}/{version}/export?as={}", desk_process(id), kind.slug())
}

/// The course of a case through its process.
pub fn case_course(number: impl Display) -> String {
    format!("{DESK}/cases/{number}/course")
}

/// A case at the desk on paper.
pub fn print_case(number: impl Display) -> String {
    format!("{DESK}/cases/{number}/print")
}

/// The sign-in page that comes back to `path`.
pub fn sign_in_then(path: &str) -> String {
    format!("{SIGN_IN}?next={}", encode(path))
}
