//! Who may call what: one table of every operation of the API and everybody there is, of the right and of the wrong
//! region. A new route without a row fails.
//!
//! A row says what becomes of the call, not only who gets past the door: what would change something comes too late
//! where it is let in, and is refused for that, so that each call finds what the one before it found.

use std::collections::BTreeSet;

use schema::messages::Messages;
use schema::role::Role;
use serde_json::{Value, json};

use crate::support::{
    CIVIL_AFFAIRS, Client, Hall, PASSWORD, PNG, Response, SENIOR_CARD, identity_number, issue_licence,
    on_both,
};

/// The region of the item, its agency and its case, and another one, of another province.
const HERE: &str = "440100";
const FAR: &str = "511602";

/// The staff, in the order of a row's columns: the desk of the agency, of another agency here, and of another region;
/// then those who have a region without an agency, here and far away.
const STAFF: [(Role, &str, Option<&str>); 17] = [
    (Role::Intake, HERE, Some(CIVIL_AFFAIRS)),
    (Role::Officer, HERE, Some(CIVIL_AFFAIRS)),
    (Role::AgencyLead, HERE, Some(CIVIL_AFFAIRS)),
    (Role::Officer, HERE, Some("广州市公安局")),
    (Role::Intake, FAR, Some("区行政审批局")),
    (Role::Officer, FAR, Some("区行政审批局")),
    (Role::AgencyLead, FAR, Some("区行政审批局")),
    (Role::Supervisor, HERE, None),
    (Role::Leader, HERE, None),
    (Role::Editor, HERE, None),
    (Role::Reviewer, HERE, None),
    (Role::Admin, HERE, None),
    (Role::Supervisor, FAR, None),
    (Role::Leader, FAR, None),
    (Role::Editor, FAR, None),
    (Role::Reviewer, FAR, None),
    (Role::Admin, FAR, None),
];

/// Method, path, and what becomes of the call: `+` done, `1` 401, `3` 403, `4` 404, `9` 409, `b` 400, `i` 422.
///
/// First a visitor; then the applicant whose application and case it is, and the agent of an enterprise; then [`STAFF`]:
/// the agency's desk, another agency, the desk far away, and supervisor, leader, editor, reviewer, admin here and there.
type Table<const N: usize> = [(&'static str, &'static str, &'static str); N];

/// Every operation. Calls that end something stand last.
const TABLE: Table<170> = [
    // Who.
    ("GET", "/api/session", "+ ++ +++ + +++ +++++ +++++"),
    ("POST", "/api/session", "b bb bbb b bbb bbbbb bbbbb"),
    ("POST", "/api/accounts", "b bb bbb b bbb bbbbb bbbbb"),
    // Find.
    ("GET", "/api/home", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/items", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/items/{code}", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/ask", "+ ++ +++ + +++ +++++ +++++"),
    ("POST", "/api/ask", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/regions", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/calendar/{year}", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/life-events/{id}", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/notices", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/notices/{id}", "+ ++ +++ + +++ +++++ +++++"),
    // Apply: whoever is signed in, for themselves.
    ("GET", "/api/forms/{id}/{version}/program", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/forms/{id}/{version}/document", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/applications", "1 ++ +++ + +++ +++++ +++++"),
    ("POST", "/api/applications", "1 ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/applications/{id}", "1 +4 444 4 444 44444 44444"),
    ("PUT", "/api/applications/{id}", "1 94 444 4 444 44444 44444"),
    ("POST", "/api/applications/{id}/pages/{page}", "1 94 444 4 444 44444 44444"),
    ("GET", "/api/applications/{id}/version", "1 +4 444 4 444 44444 44444"),
    ("POST", "/api/applications/{id}/version", "1 94 444 4 444 44444 44444"),
    ("POST", "/api/applications/{id}/submit", "1 94 444 4 444 44444 44444"),
    ("GET", "/api/applications/{id}/receipt", "1 +4 444 4 444 44444 44444"),
    // An application that was filed where it was filled in; whose a handed one is, says `handling`.
    ("GET", "/api/applications/{id}/handover", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/applications/{id}/handover", "1 94 444 4 444 44444 44444"),
    ("DELETE", "/api/applications/{id}/handover", "1 44 444 4 444 44444 44444"),
    ("GET", "/api/checks", "1 ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/checks/{code}", "1 44 444 4 444 44444 44444"),
    ("GET", "/api/checks/{code}/files/{file}", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/checks/{code}/file", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/checks/{code}/return", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/applications/{id}/files", "1 94 444 4 444 44444 44444"),
    ("GET", "/api/applications/{id}/files/{file}", "1 +4 444 4 444 44444 44444"),
    ("DELETE", "/api/applications/{id}/files/{file}", "1 94 444 4 444 44444 44444"),
    ("POST", "/api/applications/{id}/files/{file}/move", "1 94 444 4 444 44444 44444"),
    ("POST", "/api/applications/{id}/licences", "1 94 444 4 444 44444 44444"),
    // Of an item and an application that are no joint ones: whose a joint application is, says `joint_slices`.
    ("GET", "/api/items/{code}/bundle", "4 44 444 4 444 44444 44444"),
    ("GET", "/api/applications/{id}/plan", "1 44 444 4 444 44444 44444"),
    ("GET", "/api/joint", "1 ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/joint/{number}", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/joint/{number}/withdraw", "1 44 444 4 444 44444 44444"),
    ("GET", "/api/desk/joint", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/api/desk/joint/{number}", "1 33 444 4 444 33333 33333"),
    ("POST", "/api/desk/joint/{number}/commands", "1 33 444 4 444 33333 33333"),
    // What runs beside: of a case its desk, of none that there is nobody; who leads a region is asked too. By a link: whoever has one.
    ("GET", "/api/desk/joint/{number}/proceedings", "1 33 444 4 444 33333 33333"),
    ("POST", "/api/desk/joint/{number}/proceedings", "1 33 444 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}/proceedings", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/proceedings", "1 33 iii 4 444 33333 33333"),
    // What is asked further: by the desk of the agency that has the case, answered by its applicant. Nothing was asked yet.
    ("GET", "/api/desk/cases/{number}/questions", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/questions", "1 33 iii 4 444 33333 33333"),
    ("GET", "/api/cases/{number}/questions", "1 44 444 4 444 44444 44444"),
    ("PUT", "/api/cases/{number}/questions", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/cases/{number}/questions", "1 44 444 4 444 44444 44444"),
    ("GET", "/api/desk/proceedings", "1 33 +++ + +++ ++333 ++333"),
    ("GET", "/api/desk/proceedings/{id}", "1 33 444 4 444 44333 44333"),
    ("POST", "/api/desk/proceedings/{id}/commands", "1 33 444 4 444 44333 44333"),
    ("POST", "/api/desk/proceedings/{id}/files", "1 33 444 4 444 44333 44333"),
    ("GET", "/api/desk/proceedings/{id}/files/{file}", "1 33 444 4 444 44333 44333"),
    ("GET", "/api/invited/{id}", "4 44 444 4 444 44444 44444"),
    ("POST", "/api/invited/{id}/opinion", "4 44 444 4 444 44444 44444"),
    ("POST", "/api/invited/{id}/files", "4 44 444 4 444 44444 44444"),
    ("GET", "/api/invited/{id}/files/{file}", "4 44 444 4 444 44444 44444"),
    // Licences: each their own; the desk of the agency that issued it, and its lead to decide. Any desk compares.
    ("GET", "/api/licences", "1 ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/licences/{number}", "1 +4 444 4 444 44444 44444"),
    ("GET", "/api/licences/{number}/file", "1 +4 444 4 444 44444 44444"),
    ("GET", "/api/licences/verify", "+ ++ +++ + +++ +++++ +++++"),
    ("POST", "/api/licences/compare", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/api/desk/licences", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/api/desk/licences/{number}", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/licences/{number}/status", "1 33 339 4 444 33333 33333"),
    // Follow.
    ("GET", "/api/cases", "1 ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/cases/{number}", "1 +4 444 4 444 44444 44444"),
    ("GET", "/api/cases/{number}/slips", "1 +4 444 4 444 44444 44444"),
    ("GET", "/api/cases/{number}/slips/{slip}", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/cases/{number}/rating", "1 94 444 4 444 44444 44444"),
    ("GET", "/api/me/waiting", "1 ++ +++ + +++ +++++ +++++"),
    ("POST", "/api/track", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/me/messages", "1 ++ +++ + +++ +++++ +++++"),
    ("POST", "/api/me/messages/{id}/read", "1 +4 444 4 444 44444 44444"),
    ("POST", "/api/me/messages/read", "1 ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/me/notifications", "1 ++ +++ + +++ +++++ +++++"),
    ("PUT", "/api/me/notifications", "1 bb bbb b bbb bbbbb bbbbb"),
    // A case that costs nothing: whose a bill is, says `payments`. A gateway signs, and opens no session.
    ("GET", "/api/bills", "1 ++ +++ + +++ +++++ +++++"),
    ("GET", "/api/bills/{number}", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/bills/{number}/payments", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/bills/{number}/demonstration", "1 44 444 4 444 44444 44444"),
    ("POST", "/api/payments/notice", "1 11 111 1 111 11111 11111"),
    // Systems of other agencies, by keys of their own: no session opens that.
    ("GET", "/api/exchange/tasks", "1 11 111 1 111 11111 11111"),
    ("POST", "/api/exchange/tasks/{case}/{task}/answer", "1 11 111 1 111 11111 11111"),
    // Handle: the desk of the agency; the list of another desk is another list.
    ("GET", "/api/desk/cases", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/api/desk/cases.csv", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/api/desk/orphans", "1 33 33+ 3 33+ 3333+ 3333+"),
    ("POST", "/api/desk/bulk", "1 33 iii i iii 33333 33333"),
    ("GET", "/api/desk/cases/{number}/live", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/thread", "1 33 iii 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}/course", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/commands", "1 33 999 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}/files/{file}", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}/document", "1 33 +++ 4 444 33333 33333"),
    // At the window: who takes in there, and paper about a case also who handles it.
    ("GET", "/api/desk/window/applications", "1 33 +33 3 +33 33333 33333"),
    ("POST", "/api/desk/window/applications", "1 33 i33 3 333 33333 33333"),
    ("GET", "/api/desk/window/items", "1 33 +33 3 +33 33333 33333"),
    ("GET", "/api/desk/window/prepared/{code}", "1 33 433 3 433 33333 33333"),
    ("POST", "/api/desk/window/prepared/{code}", "1 33 433 3 433 33333 33333"),
    ("POST", "/api/desk/window/applications/{id}/code", "1 33 433 3 433 33333 33333"),
    ("GET", "/api/desk/cases/{number}/bills", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/waivers", "1 33 33i 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}/originals", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/originals", "1 33 iii 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/originals/{line}/return", "1 33 444 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}/slips", "1 33 +++ 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/slips", "1 33 999 4 444 33333 33333"),
    ("GET", "/api/desk/cases/{number}/slips/{slip}", "1 33 444 4 444 33333 33333"),
    ("POST", "/api/desk/cases/{number}/slips/{slip}/prints", "1 33 444 4 444 33333 33333"),
    // What one is told, and who is away: the desk of any agency.
    ("POST", "/api/desk/notes/{id}/seen", "1 33 444 4 444 33333 33333"),
    ("GET", "/api/desk/absences", "1 33 +++ + +++ 33333 33333"),
    ("POST", "/api/desk/absences", "1 33 iii i iii 33333 33333"),
    ("DELETE", "/api/desk/absences/{id}", "1 33 444 4 444 33333 33333"),
    // A case whose tasks have no forms of their own.
    ("GET", "/api/desk/cases/{number}/tasks/{task}/forms/{form}", "1 33 444 4 444 33333 33333"),
    ("PUT", "/api/desk/cases/{number}/tasks/{task}/forms/{form}", "1 33 444 4 444 33333 33333"),
    // Edit: editors, each their own region.
    ("GET", "/api/desk/catalogue", "1 33 333 3 333 33+33 33+33"),
    ("GET", "/api/desk/catalogue/findings/{finding}", "1 33 333 3 333 33+33 33+33"),
    ("GET", "/api/desk/catalogue/depth", "1 33 333 3 333 33+33 33+33"),
    ("GET", "/api/desk/catalogue/depth/unknown", "1 33 333 3 333 33+33 33+33"),
    ("GET", "/api/desk/catalogue/items/{code}", "1 33 333 3 333 33+33 33333"),
    ("PUT", "/api/desk/catalogue/items/{code}", "1 33 333 3 333 33933 33333"),
    ("PUT", "/api/desk/catalogue/items/{code}/way", "1 33 333 3 333 33933 33333"),
    // Design forms: who edits and who reviews where the form belongs; its versions are read by all of them.
    ("GET", "/api/desk/forms", "1 33 333 3 333 33++3 33++3"),
    ("POST", "/api/desk/forms", "1 33 333 3 333 33i33 33i33"),
    ("GET", "/api/desk/forms/{id}", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/api/desk/forms/{id}/draft", "1 33 333 3 333 33443 33333"),
    ("PUT", "/api/desk/forms/{id}/draft", "1 33 333 3 333 33933 33333"),
    ("DELETE", "/api/desk/forms/{id}/draft", "1 33 333 3 333 33933 33333"),
    ("POST", "/api/desk/forms/{id}/draft/submit", "1 33 333 3 333 33933 33333"),
    ("POST", "/api/desk/forms/{id}/draft/review", "1 33 333 3 333 33393 33333"),
    ("POST", "/api/desk/forms/{id}/draft/publish", "1 33 333 3 333 33993 33333"),
    ("POST", "/api/desk/forms/{id}/rename", "1 33 333 3 333 33ii3 33333"),
    ("GET", "/api/desk/forms/{id}/diff", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/api/desk/forms/{id}/{version}", "1 33 333 3 333 33++3 33++3"),
    ("PUT", "/api/desk/forms/{id}/items/{code}", "1 33 333 3 333 33+33 33333"),
    ("GET", "/api/desk/forms/{id}/{version}/export", "1 33 333 3 333 33++3 33++3"),
    ("POST", "/api/desk/forms/{id}/{version}/retire", "1 33 333 3 333 33993 33333"),
    // Design processes: this one is the whole hall's, so that nobody of a region changes it.
    ("GET", "/api/desk/processes", "1 33 333 3 333 33++3 33++3"),
    ("POST", "/api/desk/processes", "1 33 333 3 333 33i33 33i33"),
    ("GET", "/api/desk/processes/{id}", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/api/desk/processes/{id}/setting", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/api/desk/processes/{id}/draft", "1 33 333 3 333 33333 33333"),
    ("PUT", "/api/desk/processes/{id}/draft", "1 33 333 3 333 33333 33333"),
    ("DELETE", "/api/desk/processes/{id}/draft", "1 33 333 3 333 33333 33333"),
    ("POST", "/api/desk/processes/{id}/draft/submit", "1 33 333 3 333 33333 33333"),
    ("POST", "/api/desk/processes/{id}/draft/review", "1 33 333 3 333 33333 33333"),
    ("POST", "/api/desk/processes/{id}/draft/publish", "1 33 333 3 333 33333 33333"),
    ("GET", "/api/desk/processes/{id}/diff", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/api/desk/processes/{id}/migration", "1 33 333 3 333 33333 33333"),
    ("POST", "/api/desk/processes/{id}/migration", "1 33 333 3 333 33333 33333"),
    ("GET", "/api/desk/processes/{id}/{version}", "1 33 333 3 333 33++3 33++3"),
    ("PUT", "/api/desk/processes/{id}/items/{code}", "1 33 333 3 333 33333 33333"),
    ("GET", "/api/desk/processes/{id}/{version}/export", "1 33 333 3 333 33++3 33++3"),
    ("POST", "/api/desk/processes/{id}/{version}/retire", "1 33 333 3 333 33333 33333"),
    // What was answered: who decides for an agency, and who supervises a region.
    ("GET", "/api/desk/forms/{id}/{version}/answers", "1 33 33+ 3 33+ +3333 +3333"),
    ("GET", "/api/desk/forms/{id}/{version}/answers.csv", "1 33 33+ 3 33+ +3333 +3333"),
    ("GET", "/api/desk/forms/{id}/{version}/answers.jsonl", "1 33 33+ 3 33+ +3333 +3333"),
    // Lead: asked for the numbers of this region.
    ("GET", "/api/dashboard", "1 33 333 3 333 ++33+ 33333"),
    ("GET", "/api/dashboard/cases", "1 33 333 3 333 ++33+ 33333"),
    // The end.
    ("POST", "/api/cases/{number}/remind", "1 +4 444 4 444 44444 44444"),
    ("POST", "/api/cases/{number}/withdraw", "1 +4 444 4 444 44444 44444"),
    ("DELETE", "/api/sessions", "1 ++ +++ + +++ +++++ +++++"),
    ("DELETE", "/api/session", "+ ++ +++ + +++ +++++ +++++"),
];

/// The pages of those who work here, and what the machines that look after the hall ask for.
const PAGES: Table<33> = [
    ("GET", "/desk", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/desk/cases/{number}", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/window", "1 33 +33 3 +33 33333 33333"),
    ("GET", "/desk/cases/{number}/originals", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/cases/{number}/bills", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/window/prepared", "1 33 +33 3 +33 33333 33333"),
    ("GET", "/desk/cases/{number}/slips", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/cases/{number}/proceedings", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/cases/{number}/questions", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/proceedings", "1 33 +++ + +++ ++333 ++333"),
    ("GET", "/desk/orphans", "1 33 33+ 3 33+ 3333+ 3333+"),
    ("GET", "/desk/licences", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/desk/licences/compare", "1 33 +++ + +++ 33333 33333"),
    ("GET", "/desk/licences/{number}", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/catalogue", "1 33 333 3 333 33+33 33+33"),
    ("GET", "/desk/catalogue/items/{code}", "1 33 333 3 333 33+33 33333"),
    ("GET", "/applications/{id}/print", "1 +4 444 4 444 44444 44444"),
    ("GET", "/desk/cases/{number}/print", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/forms", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/forms/{id}", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/forms/{id}/diff?from=1&to=1", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/forms/{id}/{version}", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/cases/{number}/course", "1 33 +++ 4 444 33333 33333"),
    ("GET", "/desk/cases/{number}/tasks/{task}/forms/{form}", "1 33 444 4 444 33333 33333"),
    ("GET", "/desk/processes", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/processes/{id}", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/processes/{id}/diff?from=1&to=1", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/processes/{id}/migration", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/desk/processes/{id}/{version}", "1 33 333 3 333 33++3 33++3"),
    ("GET", "/dashboard", "1 33 333 3 333 ++33+ ++33+"),
    ("GET", "/dashboard?region=440100", "1 33 333 3 333 ++33+ 33333"),
    ("GET", "/metrics", "+ ++ +++ + +++ +++++ +++++"),
    ("GET", "/readyz", "+ ++ +++ + +++ +++++ +++++"),
];

/// A notice that is published.
const NOTICE: &str = "holiday";

/// An application that was filed, and its case.
struct Scene {
    application: i64,
    file: i64,
    number: String,
    message: i64,
    /// The number and the code of a licence of the case.
    licence: (String, String),
}

impl Scene {
    async fn set(hall: &Hall, applicant: &Client) -> Self {
        let (application, receipt) = applicant.file_senior_card().await;
        let file = applicant.application(application).await.files[0].id;
        let told: Messages = applicant.get("/api/me/messages").await.assert_status(200).read_json();
        let message = told.messages.items[0].id;
        let number = receipt.number.to_string();
        let licence = issue_licence(hall, &number).await;
        Self { application, file, number, message, licence }
    }

    /// An address of something that is there.
    fn address(&self, template: &str) -> String {
        let id = match template {
            "/api/forms/{id}/{version}/program" | "/api/forms/{id}/{version}/document" => {
                "senior-card".to_owned()
            }
            desk if desk.contains("/desk/forms/") => "senior-card".to_owned(),
            desk if desk.contains("/desk/processes/") => "standard".to_owned(),
            "/api/me/messages/{id}/read" => self.message.to_string(),
            // Clerks are told of what comes to them: this is nobody's.
            "/api/desk/notes/{id}/seen" => "0".to_owned(),
            "/api/life-events/{id}" => "birth".to_owned(),
            "/api/notices/{id}" => NOTICE.to_owned(),
            _ => self.application.to_string(),
        };
        let number = if template.contains("/licences/") { &self.licence.0 } else { &self.number };
        template
            .replace("{id}", &id)
            .replace("{version}", "1")
            .replace("{year}", "2026")
            .replace("{page}", "applicant")
            .replace("{file}", &self.file.to_string())
            .replace("{number}", number)
            .replace("{case}", &self.number)
            .replace("{task}", "accept")
            .replace("{form}", "senior-card")
            .replace("{code}", SENIOR_CARD)
            .replace("{finding}", "no_limit")
            .replace("{slip}", "0")
            .replace("{line}", "0")
    }

    /// A body that can be read; where it would change something it is one that comes too late.
    fn body(&self, template: &str) -> Value {
        match template {
            "/api/applications" => json!({ "item": SENIOR_CARD }),
            "/api/applications/{id}/licences" => {
                json!({ "material": "photograph", "number": self.licence.0 })
            }
            "/api/ask" => json!({ "text": "居住证" }),
            "/api/licences/compare" => json!({ "number": self.licence.0 }),
            "/api/desk/licences/{number}/status" => json!({ "change": "resume", "ground": "不需要了" }),
            "/api/applications/{id}" => json!({ "answers": {}, "revision": 0 }),
            "/api/applications/{id}/pages/{page}" => json!({ "fields": [] }),
            "/api/applications/{id}/handover" => json!({ "promise": true }),
            "/api/checks/{code}/return" => json!({ "words": "电话不对。" }),
            "/api/bills/{number}/demonstration" => json!({ "paid": true }),
            "/api/desk/cases/{number}/waivers" => json!({ "line": 0, "amount": 1, "ground": "第三条" }),
            "/api/desk/catalogue/items/{code}/way" => json!({ "way": "window", "revision": 9 }),
            "/api/applications/{id}/version" => json!({ "version": 1, "revision": 0 }),
            "/api/desk/forms" => json!({ "id": "", "title": {}, "from": "nothing" }),
            "/api/desk/processes" => json!({ "id": "", "title": {}, "from": { "template": "promised" } }),
            "/api/desk/forms/{id}/draft" | "/api/desk/processes/{id}/draft" => {
                json!({ "definition": {}, "revision": 9 })
            }
            "/api/desk/forms/{id}/draft/review" | "/api/desk/processes/{id}/draft/review" => {
                json!({ "approve": true, "revision": 9 })
            }
            "/api/desk/forms/{id}/rename" => json!({ "definition": {}, "from": "/a", "to": "/b" }),
            "/api/desk/processes/{id}/migration" => {
                json!({ "from": 1, "to": 1, "reason": "", "fingerprint": "" })
            }
            form if form.starts_with("/api/desk/forms/") || form.starts_with("/api/desk/processes/") => {
                json!({ "revision": 9 })
            }
            "/api/exchange/tasks/{case}/{task}/answer" => json!({ "reference": "1", "outcome": "approved" }),
            "/api/me/messages/read" => json!({ "up_to": 0 }),
            "/api/cases/{number}/rating" => json!({ "grade": 5 }),
            "/api/track" => json!({ "number": self.number, "last_four": &identity_number(0)[14..] }),
            "/api/desk/joint/{number}/commands" => {
                json!({ "command": "inform", "items": [], "words": "", "revision": 0 })
            }
            "/api/desk/cases/{number}/questions" => json!({ "why": "" }),
            "/api/cases/{number}/questions" => json!({ "fields": [] }),
            call if call.ends_with("{number}/proceedings") => json!({ "kind": "assist", "subject": "" }),
            "/api/desk/proceedings/{id}/commands" => {
                json!({ "command": "cancel", "reason": "", "revision": 0 })
            }
            "/api/invited/{id}/opinion" => json!({ "words": "" }),
            "/api/applications/{id}/files/{file}/move" => json!({ "to": "up" }),
            "/api/desk/window/applications" => {
                let applicant = json!({ "name": "", "identity_number": "" });
                json!({ "item": SENIOR_CARD, "channel": "window", "applicant": applicant })
            }
            "/api/desk/cases/{number}/slips" => json!({ "kind": "acceptance" }),
            "/api/desk/cases/{number}/originals" | "/api/desk/cases/{number}/originals/{line}/return" => {
                json!({ "material": "", "paper": "copy", "sheets": 1, "person": "", "last_four": "" })
            }
            "/api/desk/bulk" => json!({ "act": "claim", "lines": [] }),
            "/api/desk/cases/{number}/thread" => json!({ "text": "" }),
            "/api/desk/cases/{number}/commands" => {
                json!({ "command": "claim", "task": "accept", "revision": 0 })
            }
            "/api/desk/cases/{number}/tasks/{task}/forms/{form}" => json!({ "revision": 0, "edit": {} }),
            "/api/desk/catalogue/items/{code}" => json!({ "handling": null, "depth": null, "revision": 9 }),
            _ => json!({}),
        }
    }

    async fn call(&self, client: &Client, method: &str, template: &str) -> Response {
        let path = self.address(template);
        match (method, template) {
            ("POST", "/api/applications/{id}/files") => {
                client.attach(self.application, "photograph", "a.png", PNG).await
            }
            ("POST", "/api/desk/proceedings/{id}/files" | "/api/invited/{id}/files") => {
                client.upload(&path, "a.png", "image/png", PNG).await
            }
            ("POST", "/api/applications/{id}/submit") => client.submit(self.application, "another").await,
            ("POST", _) => client.post(&path, &self.body(template)).await,
            ("PUT", _) => client.put(&path, &self.body(template)).await,
            ("DELETE", "/api/desk/forms/{id}/draft" | "/api/desk/processes/{id}/draft") => {
                client.delete(&format!("{path}?revision=9")).await
            }
            ("DELETE", _) => client.delete(&path).await,
            (
                "GET",
                "/api/desk/forms/{id}/diff"
                | "/api/desk/processes/{id}/diff"
                | "/api/desk/processes/{id}/migration",
            ) => client.get(&format!("{path}?from=1&to=1")).await,
            ("GET", "/api/licences/verify") => {
                let (number, code) = &self.licence;
                client.get(&format!("{path}?number={number}&code={code}")).await
            }
            ("GET", "/api/desk/cases/{number}/live") => client.get(&format!("{path}?after=0")).await,
            ("GET", "/api/dashboard") => client.get(&format!("{path}?region={HERE}")).await,
            ("GET", "/api/dashboard/cases") => {
                let span = "figure=in_hand&from=2026-02-01&to=2026-03-02";
                client.get(&format!("{path}?region={HERE}&{span}")).await
            }
            ("GET", page) if !page.starts_with("/api/") => client.page(&path).await,
            _ => client.get(&path).await,
        }
    }
}

/// Everybody, signed in, and who they are.
async fn everybody(hall: &Hall) -> Vec<(String, Client)> {
    let mut clients = vec![
        ("visitor".to_owned(), hall.visitor()),
        ("applicant".to_owned(), hall.citizen("ana").await),
        ("agent".to_owned(), hall.enterprise("agent").await),
    ];
    for (role, region, agency) in STAFF {
        let who = format!("{role} of {region} {}", agency.unwrap_or_default());
        clients.push((who, hall.staff(role, region, agency).await));
    }
    clients
}

const fn mark(status: u16) -> char {
    match status {
        200..=299 => '+',
        400 => 'b',
        401 => '1',
        403 => '3',
        404 => '4',
        409 => '9',
        422 => 'i',
        _ => '?',
    }
}

/// Walks a table with everybody, and says where it is wrong.
async fn walk<const N: usize>(table: Table<N>, scene: &Scene, clients: &[(String, Client)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (method, path, row) in table {
        let expected: Vec<char> = row.chars().filter(|mark| *mark != ' ').collect();
        assert_eq!(expected.len(), clients.len(), "{method} {path}");
        for ((who, client), expected) in clients.iter().zip(expected) {
            let status = scene.call(client, method, path).await.status();
            if mark(status) != expected {
                wrong.push(format!("{who}: {method} {path}: {status}, not {expected}"));
            }
        }
    }
    wrong
}

#[test]
fn every_role_of_the_staff_is_walked_here_and_far_away() {
    for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
        for region in [HERE, FAR] {
            let found = STAFF.iter().any(|(other, place, _)| *other == role && *place == region);
            assert!(found, "{role} of {region}");
        }
    }
}

on_both! {
    async fn everybody_may_do_what_the_table_says(hall) {
        hall.open_demo_city().await;
        hall.publish_notice(NOTICE, 0).await;
        let clients = everybody(hall).await;
        let scene = Scene::set(hall, &clients[1].1).await;
        let mut wrong = walk(PAGES, &scene, &clients).await;
        wrong.extend(walk(TABLE, &scene, &clients).await);
        assert_eq!(wrong, Vec::<String>::new());
    }

    async fn every_operation_has_its_row(hall) {
        let document = hall.visitor().get("/api/openapi.json").await.assert_status(200).json();
        let paths = document["paths"].as_object().unwrap();
        let described: BTreeSet<(String, String)> = paths
            .iter()
            .flat_map(|(path, methods)| {
                methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let listed: BTreeSet<(String, String)> =
            TABLE.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
        assert_eq!(listed, described);
        assert_eq!(listed.len(), TABLE.len(), "a row stands twice");
    }

    async fn a_session_that_was_ended_opens_nothing(hall) {
        let ana = hall.citizen("ana").await;
        let tablet = hall.sign_in("ana").await;
        ana.get("/api/applications").await.assert_status(200);
        tablet.delete("/api/sessions").await.assert_status(204);
        ana.get("/api/applications").await.assert_status(401);
        let again = ana.post("/api/session", &json!({ "login": "ana", "password": PASSWORD })).await;
        again.assert_status(200);
        ana.get("/api/applications").await.assert_status(200);
    }
}
