//! Data elements: the data that different forms ask for under different labels and that mean the same.
//!
//! A field refers to one by `x-element`. It then has the element's label and format unless it says otherwise, can be
//! filled by the sources that may tell it, and is compared across forms and materials. Expressions read them by name,
//! and beside them the [`FACTS`].

use serde::{Deserialize, Serialize};

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

/// Who may tell a datum beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ElementSource))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The account that is signed in.
    Account,
    /// The library of licences (电子证照库).
    Licence,
    /// What the same person filed before.
    EarlierApplication,
    /// The region of the service that is applied for: who chose the service chose its region.
    Region,
    /// The form itself: its default.
    Form,
}

impl Source {
    /// Whether what it tells was true at another time, or is only likely. It fills a field that says where the answer
    /// comes from; neither a default nor a rule reads it.
    pub const fn is_guess(self) -> bool {
        matches!(self, Self::EarlierApplication | Self::Region)
    }

    /// Every source.
    pub const ALL: [Self; 5] =
        [Self::Account, Self::Licence, Self::EarlierApplication, Self::Region, Self::Form];
}

/// A data element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its id, whose part before the dot says of whom it is.
    pub id: &'static str,
    /// What kind of answer it is.
    pub kind: Kind,
    /// Who may tell it, the most trustworthy first. What no earlier application may tell is given anew each time: it
    /// is a secret, or was true on that occasion only.
    pub sources: &'static [Source],
    zh: &'static str,
    en: &'static str,
}

const fn element(
    id: &'static str,
    kind: Kind,
    sources: &'static [Source],
    zh: &'static str,
    en: &'static str,
) -> Element {
    Element { id, kind, sources, zh, en }
}

const TEXT: Kind = Kind::Text(None);
const IDENTITY_NUMBER: Kind = Kind::Text(Some(Format::IdentityNumber));
const CREDIT_CODE: Kind = Kind::Text(Some(Format::CreditCode));
const PHONE: Kind = Kind::Text(Some(Format::Phone));
const POSTAL_CODE: Kind = Kind::Text(Some(Format::PostalCode));

/// Proved when the account was made.
const PROVED: &[Source] = &[Source::Account, Source::Licence, Source::EarlierApplication];
/// Said in the account.
const SAID: &[Source] = &[Source::Account, Source::EarlierApplication];
/// Written in a licence.
const WRITTEN: &[Source] = &[Source::Licence, Source::EarlierApplication];
/// Written in a licence, and changed by what people apply for.
const ATTESTED: &[Source] = &[Source::Licence];
/// Known from what was filed.
const FILED: &[Source] = &[Source::EarlierApplication];
/// Given anew each time.
const ANEW: &[Source] = &[];
/// Where somebody is; that it is where the service is, is only a guess.
const PLACED: &[Source] = &[Source::Licence, Source::EarlierApplication, Source::Region];

/// Every data element, by whom it is of.
pub const ALL: [Element; 68] = [
    element("person.name", TEXT, PROVED, "姓名", "Name"),
    element("person.identity_number", IDENTITY_NUMBER, PROVED, "身份证号码", "Identity number"),
    element("person.sex", Kind::Choice, WRITTEN, "性别", "Sex"),
    element("person.birth_date", Kind::Date, WRITTEN, "出生日期", "Date of birth"),
    element("person.nationality", TEXT, WRITTEN, "国籍", "Nationality"),
    element("person.ethnicity", TEXT, WRITTEN, "民族", "Ethnic group"),
    element("person.marital_status", Kind::Choice, ATTESTED, "婚姻状况", "Marital status"),
    element("person.phone", PHONE, SAID, "联系电话", "Phone"),
    element("person.email", Kind::Text(Some(Format::Email)), SAID, "电子邮箱", "E-mail"),
    element("person.region", Kind::Region, PLACED, "所在地区", "Region"),
    element("person.address", TEXT, FILED, "联系地址", "Address"),
    element("person.household_address", TEXT, WRITTEN, "户籍地址", "Registered address"),
    element("person.postal_code", POSTAL_CODE, FILED, "邮政编码", "Postal code"),
    element("person.education", Kind::Choice, FILED, "文化程度", "Education"),
    element("person.occupation", TEXT, FILED, "职业", "Occupation"),
    element("person.employer", TEXT, FILED, "工作单位", "Employer"),
    element("person.bank_account", TEXT, ANEW, "银行账号", "Bank account"),
    element("agent.name", TEXT, SAID, "经办人姓名", "Agent's name"),
    element("agent.identity_number", IDENTITY_NUMBER, SAID, "经办人身份证号码", "Agent's identity number"),
    element("agent.phone", PHONE, SAID, "经办人联系电话", "Agent's phone"),
    element("enterprise.name", TEXT, PROVED, "企业名称", "Enterprise name"),
    element("enterprise.credit_code", CREDIT_CODE, PROVED, "统一社会信用代码", "Unified social credit code"),
    element("enterprise.kind", Kind::Choice, WRITTEN, "企业类型", "Type of enterprise"),
    element("enterprise.legal_representative", TEXT, WRITTEN, "法定代表人", "Legal representative"),
    element(
        "enterprise.legal_representative_identity_number",
        IDENTITY_NUMBER,
        WRITTEN,
        "法定代表人身份证号码",
        "Legal representative's identity number",
    ),
    element("enterprise.region", Kind::Region, PLACED, "所在地区", "Region"),
    element("enterprise.address", TEXT, WRITTEN, "住所", "Registered address"),
    element("enterprise.phone", PHONE, FILED, "企业联系电话", "Enterprise phone"),
    element("enterprise.founded", Kind::Date, WRITTEN, "成立日期", "Date of establishment"),
    element("enterprise.registered_capital", Kind::Number, WRITTEN, "注册资本", "Registered capital"),
    element("enterprise.staff", Kind::Number, FILED, "从业人数", "Number of staff"),
    element("enterprise.business_scope", TEXT, WRITTEN, "经营范围", "Scope of business"),
    element("enterprise.english_name", TEXT, FILED, "企业英文名称", "Enterprise name in English"),
    element("enterprise.branch", Kind::Choice, FILED, "是否分支机构", "Whether it is a branch"),
    element("enterprise.competent_department", TEXT, FILED, "主管部门", "Competent department"),
    element("enterprise.affiliation", Kind::Choice, FILED, "隶属关系", "Affiliation"),
    element("enterprise.postal_code", POSTAL_CODE, FILED, "邮政编码", "Postal code"),
    element("enterprise.production_address", TEXT, FILED, "生产场所", "Place of production"),
    element("enterprise.industry", Kind::Choice, FILED, "经营行业", "Industry"),
    element("enterprise.operation_mode", Kind::Choice, FILED, "经营模式", "Mode of operation"),
    element("enterprise.accounting_method", Kind::Choice, FILED, "核算方式", "How accounts are kept"),
    element(
        "enterprise.financial_system",
        Kind::Choice,
        FILED,
        "适用财务制度",
        "Financial system that applies",
    ),
    element("premises.area", Kind::Number, ANEW, "经营场所面积（平方米）", "Area of premises (m²)"),
    element("child.name", TEXT, ANEW, "孩子姓名", "Child's name"),
    element("child.sex", Kind::Choice, ANEW, "孩子性别", "Child's sex"),
    element("child.ethnicity", TEXT, ANEW, "孩子民族", "Child's ethnic group"),
    element("child.birth_date", Kind::Date, ANEW, "孩子出生日期", "Child's date of birth"),
    element("child.birth_region", Kind::Region, ANEW, "孩子出生地", "Child's place of birth"),
    element("child.identity_number", IDENTITY_NUMBER, ANEW, "孩子身份证号码", "Child's identity number"),
    element(
        "child.certificate_issued",
        Kind::Choice,
        ANEW,
        "出生医学证明是否已签发",
        "Whether the medical certificate of birth is issued",
    ),
    element(
        "child.birth_certificate_number",
        TEXT,
        ANEW,
        "出生医学证明编号",
        "Number of the medical certificate of birth",
    ),
    element("child.registered", Kind::Choice, ANEW, "是否已登记户口", "Whether the birth is registered"),
    element("child.applicant_relation", Kind::Choice, ANEW, "与孩子的关系", "Relation to the child"),
    element("mother.name", TEXT, ANEW, "母亲姓名", "Mother's name"),
    element("mother.identity_number", IDENTITY_NUMBER, ANEW, "母亲身份证号码", "Mother's identity number"),
    element("father.name", TEXT, ANEW, "父亲姓名", "Father's name"),
    element("father.identity_number", IDENTITY_NUMBER, ANEW, "父亲身份证号码", "Father's identity number"),
    element("project.name", TEXT, ANEW, "项目名称", "Name of the project"),
    element("project.code", TEXT, ANEW, "项目代码", "Project code"),
    element("project.kind", Kind::Choice, ANEW, "建设性质", "Kind of construction"),
    element("project.region", Kind::Region, ANEW, "项目所在地区", "Region of the project"),
    element("project.address", TEXT, ANEW, "建设地点", "Site of the project"),
    element("project.scale", TEXT, ANEW, "建设规模和内容", "Scale and content of the project"),
    element("project.investment", Kind::Number, ANEW, "项目总投资", "Total investment"),
    element("project.land_area", Kind::Number, ANEW, "用地面积", "Area of land"),
    element("project.floor_area", Kind::Number, ANEW, "建筑面积", "Floor area"),
    element("project.land_supply", Kind::Choice, ANEW, "供地方式", "How the land is supplied"),
    element(
        "project.permits",
        Kind::Choice,
        ANEW,
        "前一步的许可是否已取得",
        "Whether the earlier permits are held",
    ),
];

/// The data element with this id.
pub fn find(id: &str) -> Option<&'static Element> {
    ALL.iter().find(|element| element.id == id)
}

/// The day, `2026-11-22`.
pub const TODAY: &str = "today";
/// The time of day, `09:30`.
pub const NOW: &str = "now";
/// The code of the agency that handles it.
pub const AGENCY_CODE: &str = "agency.code";
/// The name of that agency.
pub const AGENCY_NAME: &str = "agency.name";
/// The region of that agency.
pub const AGENCY_REGION: &str = "agency.region";
/// The name of whoever is at work on it: an officer, or a clerk at a counter.
pub const OFFICER_NAME: &str = "officer.name";
/// The code of the item that is applied for.
pub const ITEM_CODE: &str = "item.code";
/// The name of that item.
pub const ITEM_NAME: &str = "item.name";

/// What expressions read besides data elements: facts of the moment and of the office, by the names under which a
/// context tells them and defaults read them.
pub const FACTS: [&str; 8] =
    [TODAY, NOW, AGENCY_CODE, AGENCY_NAME, AGENCY_REGION, OFFICER_NAME, ITEM_CODE, ITEM_NAME];

/// Whether an expression can read something under this name from its context.
pub fn is_known(id: &str) -> bool {
    FACTS.contains(&id) || find(id).is_some()
}

impl Element {
    /// Of whom or what it is: `person`, `agent`, `enterprise`, `premises`, `child`, `mother`, `father` or `project`.
    pub fn of(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(of, _)| of)
    }

    /// Whether this source may tell it.
    pub fn may_be_told_by(&self, source: Source) -> bool {
        self.sources.contains(&source)
    }

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

    #[test]
    fn each_element_has_sources_in_order_and_no_fact_is_an_element() {
        for element in ALL {
            let once: BTreeSet<_> = element.sources.iter().collect();
            assert_eq!(once.len(), element.sources.len(), "{}", element.id);
            assert!(!once.contains(&Source::Form), "{}", element.id);
        }
        for anew in ["person.bank_account", "person.marital_status", "premises.area"] {
            assert!(!find(anew).is_some_and(|it| it.may_be_told_by(Source::EarlierApplication)), "{anew}");
        }
        let facts: BTreeSet<_> = FACTS.into_iter().collect();
        assert_eq!(facts.len(), FACTS.len());
        assert!(facts.into_iter().all(|fact| find(fact).is_none() && is_known(fact)));
        assert!(is_known("person.name") && !is_known("person") && !is_known("tomorrow"));
    }
}
