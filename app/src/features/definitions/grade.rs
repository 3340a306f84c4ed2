//! How grave a remark is.

use schema::form::Severity;

/// Its name in the style sheet.
pub const fn grade(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
