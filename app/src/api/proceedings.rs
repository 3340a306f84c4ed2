//! What is read of proceedings.

use schema::Page;
use schema::catalogue::encode;
use schema::proceedings::{Beside, Invitation, ProceedingLine, ProceedingView};

use crate::data::Read;

/// What waits for one's answer, or what one's agency called.
pub fn proceedings(called: bool, cursor: Option<&str>) -> Read<Page<ProceedingLine>> {
    let cursor = cursor.map(|cursor| format!("&cursor={}", encode(cursor))).unwrap_or_default();
    Read::one(format!("/api/desk/proceedings?called={called}{cursor}"))
}

/// One of them.
pub fn proceeding(id: &str) -> Read<ProceedingView> {
    Read::one(format!("/api/desk/proceedings/{}", encode(id)))
}

/// What runs beside a case.
pub fn beside_case(number: &str) -> Read<Beside> {
    Read::one(format!("/api/desk/cases/{}/proceedings", encode(number)))
}

/// What runs beside a joint application.
pub fn beside_joint(number: &str) -> Read<Beside> {
    Read::one(format!("/api/desk/joint/{}/proceedings", encode(number)))
}

/// What one was invited to from outside.
pub fn invitation(id: &str, code: &str) -> Read<Invitation> {
    Read::one(format!("/api/invited/{}?code={}", encode(id), encode(code)))
}
