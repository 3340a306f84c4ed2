//! What the forms of the window mean: begin for somebody, hand out a code, take paper in and hand it back, issue a slip.

use axum::http::Method;
use serde_json::{Value, json};

use super::twins::{Call, Sent, Then};

/// Begins for whom the form names. An enterprise is meant when something is said of one.
pub fn begin(sent: &Sent) -> Call {
    let (name, code) = ("/applicant/enterprise/name", "/applicant/enterprise/credit_code");
    let is_enterprise = [name, code].iter().any(|field| !sent.field(field).trim().is_empty());
    let enterprise =
        is_enterprise.then(|| json!({ "name": sent.field(name), "credit_code": sent.field(code) }));
    let applicant = json!({
        "name": sent.field("/applicant/name"),
        "identity_number": sent.field("/applicant/identity_number"),
        "phone": sent.field("/applicant/phone"),
        "enterprise": enterprise,
    });
    let channel = match sent.field("channel") {
        "" => "window",
        channel => channel,
    };
    let said = sent.field("/said");
    let body =
        json!({ "item": sent.field("item"), "channel": channel, "applicant": applicant, "said": said });
    Call::new(Method::POST, "/api/desk/window/applications", body)
}

/// On to the pages of the form.
pub fn begun(_: &Sent, answer: Value) -> Then {
    Then::Go(format!("/applications/{}", answer["id"]))
}

/// A code for the applicant.
pub fn code(sent: &Sent) -> Call {
    Call::bare(Method::POST, format!("/api/desk/window/applications/{}/code", sent.param("id")))
}

/// Takes paper in, or hands back the line whose button was pressed.
pub fn originals(sent: &Sent) -> Call {
    let path = format!("/api/desk/cases/{}/originals", sent.param("number"));
    let (person, last_four) = (sent.field("/person"), sent.field("/last_four"));
    let line = schema::catalogue::encode(sent.field("line"));
    if !line.is_empty() {
        let body = json!({ "person": person, "last_four": last_four });
        return Call::new(Method::POST, format!("{path}/{line}/return"), body);
    }
    let sheets: u32 = sent.field("/sheets").trim().parse().unwrap_or_default();
    let body = json!({
        "material": sent.field("/material"),
        "paper": sent.field("/paper"),
        "sheets": sheets,
        "person": person,
        "last_four": last_four,
    });
    Call::new(Method::POST, path, body)
}

/// Back to the list.
pub fn listed(sent: &Sent, _: Value) -> Then {
    Then::Go(format!("/desk/cases/{}/originals", sent.param("number")))
}

/// Issues a slip of the kind whose button was pressed.
pub fn issue(sent: &Sent) -> Call {
    let path = format!("/api/desk/cases/{}/slips", sent.param("number"));
    Call::new(Method::POST, path, json!({ "kind": sent.field("kind") }))
}

/// On to the sheet.
pub fn issued(sent: &Sent, answer: Value) -> Then {
    Then::Go(format!("/desk/cases/{}/slips/{}", sent.param("number"), answer["id"]))
}

/// Notes that a slip is printed again.
pub fn print_again(sent: &Sent) -> Call {
    let (number, slip) = (sent.param("number"), sent.param("slip"));
    Call::bare(Method::POST, format!("/api/desk/cases/{number}/slips/{slip}/prints"))
}
