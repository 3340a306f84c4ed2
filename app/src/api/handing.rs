//! What is read of applications that go on in other hands before they are filed.

use schema::Page;
use schema::applications::{Check, Handover, Prepared, WaitingCheck};
use schema::catalogue::encode;
use schema::form::Form;

use super::{form_path, from};
use crate::data::{Read, parse};

/// What one has handed over, and nobody has taken yet.
pub fn handover(id: i64) -> Read<Handover> {
    Read::one(format!("/api/applications/{id}/handover"))
}

/// What waits for one to be checked, the newest first.
pub fn checks(cursor: Option<&str>) -> Read<Page<WaitingCheck>> {
    Read::one(from("/api/checks", cursor))
}

/// What a code opens, and the form it is made with.
pub fn check(code: &str) -> Read<(Check, Form)> {
    Read::chain(
        format!("/api/checks/{}", encode(code)),
        |answers| match answers {
            [check] => {
                let check: Check = serde_json::from_str(check).ok()?;
                Some(form_path(&check.application.form))
            }
            _ => None,
        },
        |answers| Ok((parse(answers, 0)?, parse(answers, 1)?)),
    )
}

/// What somebody filled in for the window.
pub fn prepared(code: &str) -> Read<Prepared> {
    Read::one(format!("/api/desk/window/prepared/{}", encode(code)))
}
