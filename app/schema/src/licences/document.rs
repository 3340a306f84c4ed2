//! What is written when a licence is issued: the record that is hashed, and that never changes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::locale::Text;

/// What kind of holder a licence has (持证主体).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// A natural person, known by their identity number.
    Person,
    /// An enterprise or another body, known by its unified social credit code.
    Enterprise,
}

impl HolderKind {
    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Enterprise => "enterprise",
        }
    }

    /// The element that says the holder's name.
    pub const fn name_element(self) -> &'static str {
        match self {
            Self::Person => "person.name",
            Self::Enterprise => "enterprise.name",
        }
    }

    /// The element that says the holder's number.
    pub const fn code_element(self) -> &'static str {
        match self {
            Self::Person => "person.identity_number",
            Self::Enterprise => "enterprise.credit_code",
        }
    }
}

/// Who holds a licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceHolder))]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// A person or an enterprise.
    pub kind: HolderKind,
    /// The name.
    pub name: String,
    /// Identity number or credit code; none of who has none yet, such as an enterprise that is just being registered.
    pub code: Option<String>,
}

/// The agency that issued a licence (发证机关).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = LicenceIssuer))]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Its code: region and name.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A datum of a licence (照面信息).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LicenceField {
    /// Its id, unique in the licence.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The data element it tells, if it tells one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// The datum; null where nothing is known of it.
    pub value: Value,
    /// The same in words, by language.
    pub text: Text,
}

/// A licence as it was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LicenceDocument {
    /// What this is written in: [`LicenceDocument::FORMAT`].
    pub format: String,
    /// Its number.
    pub number: String,
    /// The code of its type.
    pub kind: String,
    /// The version of the type.
    pub version: u32,
    /// What the type is called.
    pub name: Text,
    /// Who holds it.
    pub holder: Holder,
    /// Who issued it.
    pub agency: Issuer,
    /// The number of the case.
    pub case: String,
    /// The day from which it is valid.
    pub issued_on: NaiveDate,
    /// The last day on which it is; none where it has no end.
    pub valid_until: Option<NaiveDate>,
    /// How many duplicates it has beside the original.
    pub duplicates: u32,
    /// What stands on it.
    pub fields: Vec<LicenceField>,
    /// 128 bits of chance in hexadecimal: without them, who knows what stands on a licence could work out its hash and code.
    pub salt: String,
}

impl LicenceDocument {
    /// What documents of this shape say of themselves.
    pub const FORMAT: &'static str = "onehall-licence-1";

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&LicenceField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// What it shows, by the names under which [`super::compare`] knows each datum.
    pub fn shown(&self) -> BTreeMap<String, String> {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let said = self.fields.iter().filter(|field| super::is_said(&field.value));
        let fields = said.map(|field| (field.id.clone(), text(&field.value)));
        let frame = [
            ("holder", Some(self.holder.name.clone())),
            ("holder_code", self.holder.code.clone()),
            ("agency", Some(self.agency.name.clone())),
            ("issued_on", Some(self.issued_on.to_string())),
            ("valid_until", self.valid_until.map(|day| day.to_string())),
        ];
        let frame = frame.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?)));
        fields.chain(frame).collect()
    }

    /// What it tells of whom, nested by the names of data elements: `{"enterprise": {"name": …}}`.
    pub fn told(&self) -> Value {
        let mut told = Map::new();
        for field in self.fields.iter().filter(|field| super::is_said(&field.value)) {
            let Some((of, what)) = field.element.as_deref().and_then(|element| element.split_once('.'))
            else {
                continue;
            };
            let of = told.entry(of).or_insert_with(|| Map::new().into());
            if let Value::Object(of) = of {
                of.entry(what).or_insert_with(|| field.value.clone());
            }
        }
        Value::Object(told)
    }
}

/// A licence as a file that can be kept, compared and verified without the hall: SM3 over the [`canonical`] text of `document`
/// is `hash`. `GET /api/licences/{number}/file`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LicenceFile {
    /// The licence as it was issued.
    pub document: LicenceDocument,
    /// What the hash is made by: `SM3` (GB/T 32905).
    pub algorithm: String,
    /// The hash, in hexadecimal.
    pub hash: String,
}

/// The one text of a JSON value, whatever the order of its members and the blanks between them: members by name, no blanks,
/// as RFC 8785 has it. Documents hold texts, whole numbers and decimals as they were answered, which are written as they are.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_unstable_by(|one, other| one.encode_utf16().cmp(other.encode_utf16()));
            let member = |name: &String| {
                let value = members.get(name).map_or_else(String::new, canonical);
                format!("{}:{value}", Value::from(name.as_str()))
            };
            format!("{{{}}}", names.into_iter().map(member).collect::<Vec<_>>().join(","))
        }
        Value::Array(entries) => {
            format!("[{}]", entries.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}
