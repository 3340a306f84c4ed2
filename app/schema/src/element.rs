//! Data elements: the data that different forms ask for under different labels and that mean the same.
//!
//! A field refers to one by `x-element`. It then has the element's label and format unless it says otherwise, can be
//! filled with what is known of the person, and is compared across forms and materials.

use crate::form::{Control, Format};
use crate::locale::{Locale, Text};

/// What kind of answer a data element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, in a format if it has one.
    Text(Option<Format>),
    /// A day.
    Date,
    /// A region.
    Region,
    /// One of several.
    Choice,
    /// A number.
    Number,
}

impl Kind {
    /// The `format` of JSON Schema that goes with it.
    pub fn format(self) -> Option<&'static str> {
        match self {
            Self::Text(format) => format.map(Format::name),
            Self::Date => Some("date"),
            Self::Region => Some("region"),
            Self::Choice | Self::Number => None,
        }
    }
}

/// A data element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its id, whose part before the dot says of whom it is.
    pub id: &'static str,
    /// What kind of answer it is.
    pub kind: Kind,
    zh: &'static str,
    en: &'static str,
}

const fn element(id: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Element {
    Element { id, kind, zh, en }
}

const TEXT: Kind = Kind::Text(None);
const IDENTITY_NUMBER: Kind = Kind::Text(Some(Format::IdentityNumber));
const CREDIT_CODE: Kind = Kind::Text(Some(Format::CreditCode));
const PHONE: Kind = Kind::Text(Some(Format::Phone));

/// Every data element, by whom it is of.
pub const ALL: [Element; 33] = [
    element("person.name", TEXT, "姓名", "Name"),
    element("person.identity_number", IDENTITY_NUMBER, "身份证号码", "Identity number"),
    element("person.sex", Kind::Choice, "性别", "Sex"),
    element("person.birth_date", Kind::Date, "出生日期", "Date of birth"),
    element("person.nationality", TEXT, "国籍", "Nationality"),
    element("person.ethnicity", TEXT, "民族", "Ethnic group"),
    element("person.marital_status", Kind::Choice, "婚姻状况", "Marital status"),
    element("person.phone", PHONE, "联系电话", "Phone"),
    element("person.email", Kind::Text(Some(Format::Email)), "电子邮箱", "E-mail"),
    element("person.region", Kind::Region, "所在地区", "Region"),
    element("person.address", TEXT, "联系地址", "Address"),
    element("person.household_address", TEXT, "户籍地址", "Registered address"),
    element("person.postal_code", Kind::Text(Some(Format::PostalCode)), "邮政编码", "Postal code"),
    element("person.education", Kind::Choice, "文化程度", "Education"),
    element("person.occupation", TEXT, "职业", "Occupation"),
    element("person.employer", TEXT, "工作单位", "Employer"),
    element("person.bank_account", TEXT, "银行账号", "Bank account"),
    element("agent.name", TEXT, "经办人姓名", "Agent's name"),
    element("agent.identity_number", IDENTITY_NUMBER, "经办人身份证号码", "Agent's identity number"),
    element("agent.phone", PHONE, "经办人联系电话", "Agent's phone"),
    element("enterprise.name", TEXT, "企业名称", "Enterprise name"),
    element("enterprise.credit_code", CREDIT_CODE, "统一社会信用代码", "Unified social credit code"),
    element("enterprise.kind", Kind::Choice, "企业类型", "Type of enterprise"),
    element("enterprise.legal_representative", TEXT, "法定代表人", "Legal representative"),
    element(
        "enterprise.legal_representative_identity_number",
        IDENTITY_NUMBER,
        "法定代表人身份证号码",
        "Legal representative's identity number",
    ),
    element("enterprise.region", Kind::Region, "所在地区", "Region"),
    element("enterprise.address", TEXT, "住所", "Registered address"),
    element("enterprise.phone", PHONE, "企业联系电话", "Enterprise phone"),
    element("enterprise.founded", Kind::Date, "成立日期", "Date of establishment"),
    element("enterprise.registered_capital", Kind::Number, "注册资本", "Registered capital"),
    element("enterprise.staff", Kind::Number, "从业人数", "Number of staff"),
    element("enterprise.business_scope", TEXT, "经营范围", "Scope of business"),
    element("premises.area", Kind::Number, "经营场所面积（平方米）", "Area of premises (m²)"),
];

/// The data element with this id.
pub fn find(id: &str) -> Option<&'static Element> {
    ALL.iter().find(|element| element.id == id)
}

impl Element {
    /// What it is called, unless a form calls it otherwise.
    pub fn label(&self) -> Text {
        Text::zh(self.zh).with(Locale::En, self.en)
    }

    /// Whether a field with this control asks for it.
    pub fn fits(&self, control: &Control) -> bool {
        match (self.kind, control) {
            (Kind::Text(None), Control::Text(_) | Control::Choice { .. })
            | (Kind::Date, Control::Date)
            | (Kind::Region, Control::Region(_))
            | (Kind::Choice, Control::Choice { .. })
            | (Kind::Number, Control::Integer(_) | Control::Number(_) | Control::Money(_)) => true,
            (Kind::Text(format), Control::Text(text)) => text.format == format,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_element_has_one_id_and_both_languages() {
        let ids: BTreeSet<_> = ALL.iter().map(|element| element.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for element in ALL {
            assert_eq!(find(element.id), Some(&element));
            assert!(
                element.id.split_once('.').is_some_and(|(of, what)| !of.is_empty() && !what.contains('.'))
            );
            assert!(Locale::ALL.into_iter().all(|locale| element.label().has(locale)));
        }
        assert_eq!(find("person.nothing"), None);
    }
}
