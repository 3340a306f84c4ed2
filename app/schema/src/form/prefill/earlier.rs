//! What an application that was filed before tells of data elements, and of whom.
//!
//! People file for others: for a father, for the enterprise they work for. So an application tells of a person only if it
//! names that person, and of an enterprise only if it names that enterprise.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Map, Value};

use crate::element::{self, Element, Source};
use crate::expr::pointer_of_path;
use crate::form::check::is_blank;
use crate::form::pointer::set;
use crate::form::program::Form;
use crate::form::same::same;

/// Whose data are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Applicant<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The person's identity number.
    pub identity_number: Option<&'a str>,
    /// The name and the code of the enterprise the person acts for.
    pub enterprise: Option<(&'a str, &'a str)>,
}

/// What the answers to a form tell of this applicant, nested by the names of elements, as far as an earlier application
/// may tell it. Rows tell nothing: they are about several.
pub fn retold(form: &Form, answers: &Value, applicant: &Applicant<'_>) -> Value {
    let said = Said::of(form, answers);
    let (person, number) = (Some(applicant.name), applicant.identity_number);
    let (enterprise, code) = applicant.enterprise.unzip();
    let named = Groups {
        person: said.named(("person.identity_number", number), ("person.name", person)),
        agent: said.named(("agent.identity_number", number), ("agent.name", person)),
        enterprise: said.named(("enterprise.credit_code", code), ("enterprise.name", enterprise)),
    };
    let mut facts = Value::Object(Map::new());
    for (element, value) in said.0.into_values() {
        let may = element.may_be_told_by(Source::EarlierApplication) && named.are_of_the_applicant(element);
        if let (true, Some(value)) = (may, value) {
            set(&mut facts, &pointer_of_path(element.id), value.clone());
        }
    }
    facts
}

/// What was answered, by elements; nothing where two fields for one element say different things.
struct Said<'a>(BTreeMap<&'static str, (&'static Element, Option<&'a Value>)>);

impl<'a> Said<'a> {
    fn of(form: &Form, answers: &'a Value) -> Self {
        let mut said = BTreeMap::new();
        for field in &form.fields {
            let Some(element) = field.element.as_deref().and_then(element::find) else { continue };
            let Some(value) = answers.pointer(&field.pointer).filter(|value| !is_blank(value)) else {
                continue;
            };
            match said.entry(element.id) {
                Entry::Vacant(place) => {
                    place.insert((element, Some(value)));
                }
                Entry::Occupied(mut place) => {
                    let (_, before) = place.get_mut();
                    *before = before.filter(|before| same(before, value));
                }
            }
        }
        Self(said)
    }

    /// Who is named: the number decides where one was given, else the name.
    fn named(&self, number: (&str, Option<&str>), name: (&str, Option<&str>)) -> Named {
        let given = [number, name].into_iter().find_map(|(id, own)| Some((self.0.get(id)?.1, own)));
        let Some((said, own)) = given else { return Named::Nobody };
        let said = said.and_then(Value::as_str).map(str::trim);
        match said.zip(own) {
            Some((said, own)) if said.eq_ignore_ascii_case(own.trim()) => Named::Applicant,
            _ => Named::Other,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Applicant,
    Other,
    Nobody,
}

/// Whom an application names in each part.
struct Groups {
    person: Named,
    agent: Named,
    enterprise: Named,
}

impl Groups {
    fn are_of_the_applicant(&self, element: &Element) -> bool {
        match element.of() {
            "person" => self.person == Named::Applicant,
            "enterprise" => self.enterprise == Named::Applicant,
            // Who acted for somebody else then need not act for anybody now.
            "agent" => {
                self.agent == Named::Applicant && ![self.person, self.enterprise].contains(&Named::Other)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::{Severity, compile};

    const ANA: Applicant<'_> =
        Applicant { name: "王小明", identity_number: Some("11010519491231002X"), enterprise: None };

    fn form() -> Form {
        let of = |element: &str| json!({"type": "string", "x-element": element});
        let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
            "name": of("person.name"), "number": of("person.identity_number"), "address": of("person.address"),
            "post": of("person.address"), "account": of("person.bank_account"), "remark": {"type": "string", "title": "备注"},
            "agent": {"type": "object", "title": "经办人", "properties": {
                "name": of("agent.name"), "phone": of("agent.phone"),
            }},
            "firm": of("enterprise.name"), "code": of("enterprise.credit_code"), "seat": of("enterprise.address"),
            "others": {"type": "array", "title": "别人", "items": {"type": "object", "properties": {
                "work": of("person.employer"),
            }}},
        }}}));
        assert!(lints.iter().all(|lint| lint.severity != Severity::Error), "{lints:?}");
        form
    }

    fn told(answers: Value, applicant: &Applicant<'_>) -> Value {
        retold(&form(), &answers, applicant)
    }

    #[test]
    fn an_application_tells_of_whom_it_names() {
        let filed = |name: &str, number: &str| {
            json!({"name": name, "number": number, "address": "中山路", "remark": "x", "account": "62",
                "others": [{"work": "某厂"}]})
        };
        let own = told(filed(" 王小明 ", "11010519491231002x"), &ANA);
        assert_eq!(own["person"]["address"], "中山路");
        assert_eq!(own["person"].as_object().unwrap().len(), 3, "no secret, and nothing of rows: {own}");
        // A father of the same name; a father; nobody in particular.
        assert_eq!(told(filed("王小明", "440199195806121031"), &ANA), json!({}));
        assert_eq!(told(filed("陈德福", ""), &ANA), json!({}));
        assert_eq!(told(filed("", ""), &ANA), json!({}));
        // Where no number was asked for the name will do; what cannot be compared will not.
        assert_eq!(told(filed("王小明", ""), &ANA)["person"]["address"], "中山路");
        let unproved = Applicant { identity_number: None, ..ANA };
        assert_eq!(told(filed("王小明", "11010519491231002X"), &unproved), json!({}));
    }

    #[test]
    fn who_acted_for_another_tells_nothing_of_either() {
        let mut filed = json!({"name": "陈德福", "agent": {"name": "王小明", "phone": "13800138000"}});
        assert_eq!(told(filed.clone(), &ANA), json!({}));
        filed["name"] = json!("王小明");
        assert_eq!(told(filed, &ANA)["agent"]["phone"], "13800138000");
        let two = json!({"name": "王小明", "address": "中山路", "post": "北京路"});
        assert_eq!(told(two, &ANA), json!({"person": {"name": "王小明"}}));
    }

    #[test]
    fn of_an_enterprise_only_its_own_applications_tell() {
        let firm = Applicant { enterprise: Some(("某公司", "91440199MA0DEM013L")), ..ANA };
        let filed = |code: &str| json!({"firm": "某公司", "code": code, "seat": "东路"});
        assert_eq!(told(filed("91440199ma0dem013l"), &firm)["enterprise"]["address"], "东路");
        assert_eq!(told(filed(""), &firm)["enterprise"]["address"], "东路");
        assert_eq!(told(filed("91440199MA0DEM021X"), &firm), json!({}));
        assert_eq!(told(filed("91440199MA0DEM013L"), &ANA), json!({}));
        assert_eq!(told(json!({"seat": "东路"}), &firm), json!({}));
    }
}
