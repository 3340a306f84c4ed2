//! What went wrong, on the wire: RFC 9457 problem details with a list of field errors.
//!
//! Codes, never sentences: the portal turns them into the person's language (`app::text`).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Every kind of refusal the hall can answer with, once.
///
/// A kind is a slug (the end of the problem's `type`, `/problems/<slug>`), an HTTP status and a text key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The request could not be read: wrong shape, wrong encoding, a bad parameter.
    BadRequest,
    /// The answers were read, and some of them do not hold.
    Invalid,
    /// Nobody is signed in, or the session has ended.
    SignInNeeded,
    /// Name and secret do not belong together. Never says which of the two is wrong.
    WrongCredentials,
    /// Someone is signed in, and may not do this.
    Forbidden,
    /// The write came from another site.
    ForeignOrigin,
    /// There is nothing at this address, or nothing this person may know of.
    NotFound,
    /// This address does not take this method.
    MethodNotAllowed,
    /// The act does not fit the present state; `allowed` says what does.
    Refused,
    /// Somebody else changed it first; nothing was lost.
    Conflict,
    /// The body or a file is larger than allowed.
    TooLarge,
    /// The body or file is of a type that is not taken here.
    UnsupportedType,
    /// Too many attempts; `retry_after` seconds from now it may be tried again.
    TooMany,
    /// The server took too long and gave up.
    Timeout,
    /// The server is closing or cannot reach its database.
    Unavailable,
    /// A fault of ours. The caller learns the request id, the log learns the rest.
    Internal,
}

impl ProblemKind {
    /// Every kind: tests, the problem pages and the OpenAPI document walk this table.
    pub const ALL: [Self; 16] = [
        Self::BadRequest,
        Self::Invalid,
        Self::SignInNeeded,
        Self::WrongCredentials,
        Self::Forbidden,
        Self::ForeignOrigin,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Refused,
        Self::Conflict,
        Self::TooLarge,
        Self::UnsupportedType,
        Self::TooMany,
        Self::Timeout,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The end of the problem's `type`, and its wire name.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::BadRequest => "bad-request",
            Self::Invalid => "invalid",
            Self::SignInNeeded => "sign-in-needed",
            Self::WrongCredentials => "wrong-credentials",
            Self::Forbidden => "forbidden",
            Self::ForeignOrigin => "foreign-origin",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::Refused => "refused",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-large",
            Self::UnsupportedType => "unsupported-type",
            Self::TooMany => "too-many",
            Self::Timeout => "timeout",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The HTTP status that goes with the kind.
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Invalid => 422,
            Self::SignInNeeded | Self::WrongCredentials => 401,
            Self::Forbidden | Self::ForeignOrigin => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Refused | Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::UnsupportedType => 415,
            Self::TooMany => 429,
            Self::Timeout | Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }

    /// The kind with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// What is wrong with one field. The words for each code are in `app::text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    /// An answer is needed.
    Required,
    /// The answer is of another type than asked for.
    WrongType,
    /// Shorter than `min` characters.
    TooShort,
    /// Longer than `max` characters.
    TooLong,
    /// Less than `min`.
    TooSmall,
    /// More than `max`.
    TooLarge,
    /// A day before `min`.
    TooEarly,
    /// After `max`, a day.
    TooLate,
    /// Not a multiple of `step`.
    NotMultiple,
    /// Fewer than `min` entries.
    TooFew,
    /// More than `max` entries.
    TooMany,
    /// The same entry twice.
    Duplicate,
    /// Not one of the choices.
    NotAChoice,
    /// Does not match the pattern; the field's own words say what is wanted.
    Pattern,
    /// Not a day of the calendar, or not written year-month-day.
    BadDate,
    /// A time that no clock shows, or not written hours:minutes.
    BadTime,
    /// A range of days that ends before it starts.
    EndsBeforeStart,
    /// Not an identity number: GB 11643 length, date of birth or check digit.
    BadIdentityNumber,
    /// Not a unified social credit code: GB 32100.
    BadCreditCode,
    /// Not a telephone number.
    BadPhone,
    /// Not an e-mail address.
    BadEmail,
    /// Not of the `format` asked for.
    BadFormat,
    /// Too easy to guess.
    WeakPassword,
    /// Already in use.
    Taken,
    /// There is no such thing.
    Unknown,
    /// Somebody else changed it since it was read.
    Stale,
    /// A region that is to be chosen down to `level`.
    TooWide,
    /// The answer names a field that the form does not have.
    Unexpected,
    /// Holds a number, an address or a plate that is somebody's, and is to be published.
    PersonalNumber,
    /// Holds words that are neither answered nor said (屏蔽词).
    BlockedWords,
}

impl FieldCode {
    /// Every code: the tests check that each has words in each language.
    pub const ALL: [Self; 30] = [
        Self::Required,
        Self::WrongType,
        Self::TooShort,
        Self::TooLong,
        Self::TooSmall,
        Self::TooLarge,
        Self::TooEarly,
        Self::TooLate,
        Self::NotMultiple,
        Self::TooFew,
        Self::TooMany,
        Self::Duplicate,
        Self::NotAChoice,
        Self::Pattern,
        Self::BadDate,
        Self::BadTime,
        Self::EndsBeforeStart,
        Self::BadIdentityNumber,
        Self::BadCreditCode,
        Self::BadPhone,
        Self::BadEmail,
        Self::BadFormat,
        Self::WeakPassword,
        Self::Taken,
        Self::Unknown,
        Self::Stale,
        Self::TooWide,
        Self::Unexpected,
        Self::PersonalNumber,
        Self::BlockedWords,
    ];
}

/// One thing to put right: where (JSON Pointer into the data), what, and the numbers that belong in the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) of the value in the answers, such as `/applicant/name`.
    pub pointer: String,
    /// What is wrong with it.
    pub code: FieldCode,
    /// Values for the sentence: `min`, `max`, `step`, `format`, `level`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Map<String, Value>,
}

impl FieldError {
    /// An error without numbers.
    pub fn new(pointer: impl Into<String>, code: FieldCode) -> Self {
        Self { pointer: pointer.into(), code, params: Map::new() }
    }

    /// The same error with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

/// A problem as RFC 9457 writes it, with our members `errors`, `allowed`, `retry_after` and `request_id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/problems/<slug>`, the address of a page that explains it.
    #[serde(rename = "type")]
    pub type_: String,
    /// The kind in a few English words, for machines and logs.
    pub title: String,
    /// The HTTP status, repeated.
    pub status: u16,
    /// What happened here, where the kind alone does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields to put right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What may be done instead, by command name, when the kind is [`ProblemKind::Refused`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// Seconds to wait, when the kind is [`ProblemKind::TooMany`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// The number to name when asking for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// A bare problem of this kind.
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            type_: format!("/problems/{}", kind.slug()),
            title: kind.slug().replace('-', " "),
            status: kind.status(),
            detail: None,
            errors: Vec::new(),
            allowed: Vec::new(),
            retry_after: None,
            request_id: None,
        }
    }

    /// A [`ProblemKind::Invalid`] with its fields.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(ProblemKind::Invalid) }
    }

    /// The kind, read back from `type`; anything foreign counts as internal.
    pub fn kind(&self) -> ProblemKind {
        self.type_.rsplit('/').next().and_then(ProblemKind::from_slug).unwrap_or(ProblemKind::Internal)
    }

    /// The same problem with a sentence of its own.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.detail {
            Some(detail) => write!(f, "{}: {detail}", self.title),
            None => f.write_str(&self.title),
        }
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_survives_the_wire() {
        for kind in ProblemKind::ALL {
            let wire = serde_json::to_string(&Problem::new(kind)).unwrap();
            let back: Problem = serde_json::from_str(&wire).unwrap();
            assert_eq!(back.kind(), kind);
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
            assert_eq!(back.status, kind.status());
        }
    }

    #[test]
    fn a_foreign_type_is_internal() {
        let mut problem = Problem::new(ProblemKind::NotFound);
        problem.type_ = "about:blank".into();
        assert_eq!(problem.kind(), ProblemKind::Internal);
    }
}
