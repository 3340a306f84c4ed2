//! The palette: every way to ask something that a designer can choose, and what a fresh question of it is in JSON Schema.

mod of;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(super) use self::of::{alternatives, type_of};

/// A way to ask something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A sum of money.
    Money,
    /// A day.
    Date,
    /// From one day to another.
    DateRange,
    /// A month.
    YearMonth,
    /// A time of day.
    Time,
    /// One of several, in a list that opens.
    Select,
    /// One of several, found by typing.
    Search,
    /// One of several, all in sight.
    Radio,
    /// Any of several, one a line.
    Checkbox,
    /// Any of several, close together.
    Chips,
    /// Yes or no.
    YesNo,
    /// A declaration to agree with.
    Agree,
    /// A citizen identity number.
    IdentityNumber,
    /// A unified social credit code.
    CreditCode,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A postal code.
    PostalCode,
    /// A region.
    Region,
    /// A region and the place in it.
    Address,
    /// A person, by data elements.
    Person,
    /// Somebody who acts for another, by data elements.
    Agent,
    /// An enterprise, by data elements.
    Enterprise,
    /// The same questions again and again, a row each.
    Table,
    /// An officer's opinion.
    Opinion,
    /// Several officers' opinions.
    Countersign,
    /// A place for a seal.
    Seal,
}

impl Kind {
    /// Every kind, in the order of the palette.
    pub const ALL: [Self; 30] = [
        Self::Text,
        Self::LongText,
        Self::Integer,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::DateRange,
        Self::YearMonth,
        Self::Time,
        Self::Select,
        Self::Search,
        Self::Radio,
        Self::Checkbox,
        Self::Chips,
        Self::YesNo,
        Self::Agree,
        Self::IdentityNumber,
        Self::CreditCode,
        Self::Phone,
        Self::Email,
        Self::PostalCode,
        Self::Region,
        Self::Address,
        Self::Person,
        Self::Agent,
        Self::Enterprise,
        Self::Table,
        Self::Opinion,
        Self::Countersign,
        Self::Seal,
    ];

    /// Its name in addresses, form fields and stored edits.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::DateRange => "date_range",
            Self::YearMonth => "year_month",
            Self::Time => "time",
            Self::Select => "select",
            Self::Search => "search",
            Self::Radio => "radio",
            Self::Checkbox => "checkbox",
            Self::Chips => "chips",
            Self::YesNo => "yes_no",
            Self::Agree => "agree",
            Self::IdentityNumber => "identity_number",
            Self::CreditCode => "credit_code",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::PostalCode => "postal_code",
            Self::Region => "region",
            Self::Address => "address",
            Self::Person => "person",
            Self::Agent => "agent",
            Self::Enterprise => "enterprise",
            Self::Table => "table",
            Self::Opinion => "opinion",
            Self::Countersign => "countersign",
            Self::Seal => "seal",
        }
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// The JSON Schema of a fresh question, without a title. Choices are two, called by their values.
    pub fn schema(self) -> Value {
        let choices = || json!([{"const": "1"}, {"const": "2"}]);
        let text = |format: &str| json!({"type": "string", "format": format});
        let one = |display: &str| json!({"type": "string", "x-display": display, "oneOf": choices()});
        let many = |display: &str| {
            json!({"type": "array", "x-display": display, "uniqueItems": true,
                "items": {"type": "string", "oneOf": choices()}})
        };
        match self {
            Self::Text => json!({"type": "string", "maxLength": 100}),
            Self::LongText => json!({"type": "string", "maxLength": 1000, "x-display": "textarea"}),
            Self::Integer => json!({"type": "integer", "minimum": 0}),
            Self::Number => json!({"type": "number"}),
            Self::Money => json!({"type": "number", "format": "money", "minimum": 0}),
            Self::Date => text("date"),
            Self::DateRange => text("date-range"),
            Self::YearMonth => text("year-month"),
            Self::Time => text("local-time"),
            Self::Select => one("select"),
            Self::Search => one("search"),
            Self::Radio => one("radio"),
            Self::Checkbox => many("checkbox"),
            Self::Chips => many("chips"),
            Self::YesNo => json!({"type": "boolean"}),
            Self::Agree => json!({"type": "boolean", "const": true}),
            Self::IdentityNumber => text("identity-number"),
            Self::CreditCode => text("credit-code"),
            Self::Phone => text("phone"),
            Self::Email => text("email"),
            Self::PostalCode => text("postal-code"),
            Self::Region => text("region"),
            Self::Address => json!({"x-block": "address"}),
            Self::Person => json!({"x-block": "person"}),
            Self::Agent => json!({"x-block": "agent"}),
            Self::Enterprise => json!({"x-block": "enterprise"}),
            Self::Table => json!({"type": "array", "items": {"type": "object", "properties": {}}}),
            Self::Opinion => json!({"x-control": "opinion"}),
            Self::Countersign => json!({"x-control": "countersign"}),
            Self::Seal => json!({"type": "string", "x-control": "seal"}),
        }
    }

    /// Whether its answers are chosen from a list.
    pub const fn has_choices(self) -> bool {
        self.is_choice() || self.is_choices()
    }

    /// Whether one answer is chosen from a list.
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::Select | Self::Search | Self::Radio)
    }

    /// Whether several answers are chosen from a list.
    pub const fn is_choices(self) -> bool {
        matches!(self, Self::Checkbox | Self::Chips)
    }

    /// Whether it is an object whose parts follow from its name.
    pub const fn is_block(self) -> bool {
        matches!(self, Self::Address | Self::Person | Self::Agent | Self::Enterprise)
    }

    /// Whether officers answer it, not applicants.
    pub const fn is_official(self) -> bool {
        matches!(self, Self::Opinion | Self::Countersign | Self::Seal)
    }

    /// Whether it can be a column of a table: one question, of the applicant.
    pub const fn fits_column(self) -> bool {
        !(self.is_block() || self.is_official() || matches!(self, Self::Table))
    }

    /// The kind of question that this schema is, shown as the control in the layout says. Nothing if the palette does not
    /// have it; references are not followed.
    pub fn of(schema: &Value, control: Option<&Value>) -> Option<Self> {
        of::kind(schema, control)
    }
}
