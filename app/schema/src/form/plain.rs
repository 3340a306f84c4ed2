//! The form of an item that has no form of its own: who applies, what for, how to be reached, its materials.

use serde_json::{Value, json};

use super::program::Material;
use crate::locale::{Locale, Text};

/// A definition for [`super::compile`]: the plain form of the item with this id and name.
pub fn plain(id: &str, title: &Text, materials: &[Material]) -> Value {
    json!({
        "meta": {"id": id, "version": "1", "title": title, "demonstration": false},
        "schema": schema(title),
        "uischema": layout(),
        "materials": materials,
        "x-rules": [
            {"effect": "show", "target": "/person", "when": {"==": [{"var": "applicant"}, "person"]}},
            {"effect": "show", "target": "/enterprise", "when": {"==": [{"var": "applicant"}, "enterprise"]}},
            {"effect": "show", "target": "/agent", "when": {"or": [
                {"==": [{"var": "applicant"}, "enterprise"]}, {"var": "by_agent"},
            ]}},
            {"effect": "show", "target": "/by_agent", "when": {"==": [{"var": "applicant"}, "person"]}},
            {"effect": "show", "target": "/delivery_address", "when": {"==": [{"var": "delivery"}, "post"]}},
            {"effect": "require", "target": "/delivery_address", "when": {"==": [{"var": "delivery"}, "post"]}},
        ],
        "x-text": {"en": english(title)},
    })
}

fn schema(title: &Text) -> Value {
    json!({
        "type": "object",
        "title": title.get(Locale::ZhCn),
        "required": ["applicant", "person", "enterprise", "agent", "by_agent", "matter", "phone", "delivery"],
        "properties": {
            "applicant": {"type": "string", "title": "申请人是", "oneOf": [
                {"const": "person", "title": "个人"},
                {"const": "enterprise", "title": "企业或其他组织"},
            ]},
            "person": {"type": "object", "required": ["name", "identity_number"], "properties": {
                "name": {"type": "string", "x-element": "person.name", "maxLength": 50},
                "identity_number": {"type": "string", "x-element": "person.identity_number"},
            }},
            "by_agent": {"type": "boolean", "title": "由他人代办吗"},
            "enterprise": {"type": "object", "required": ["name", "credit_code"], "properties": {
                "name": {"type": "string", "x-element": "enterprise.name", "maxLength": 100},
                "credit_code": {"type": "string", "x-element": "enterprise.credit_code"},
            }},
            "agent": {"type": "object", "required": ["name", "identity_number"], "properties": {
                "name": {"type": "string", "x-element": "agent.name", "maxLength": 50},
                "identity_number": {"type": "string", "x-element": "agent.identity_number"},
            }},
            "matter": {"type": "string", "title": "申请事由", "minLength": 2, "maxLength": 1000,
                "description": "说明要办什么、为什么要办"},
            "phone": {"type": "string", "x-element": "person.phone"},
            "delivery": {"type": "string", "title": "结果怎么给您", "oneOf": [
                {"const": "counter", "title": "到窗口领取"},
                {"const": "post", "title": "邮寄"},
                {"const": "online", "title": "网上查看电子件"},
            ]},
            "delivery_address": {"type": "string", "title": "邮寄地址", "maxLength": 200},
        },
    })
}

fn layout() -> Value {
    let control = |name: &str| json!({"type": "Control", "scope": format!("#/properties/{name}")});
    let radio = |name: &str| json!({"type": "Control", "scope": format!("#/properties/{name}"), "options": {"format": "radio"}});
    json!({"type": "Categorization", "elements": [
        {"type": "Category", "label": "申请人", "options": {"id": "applicant", "question": "谁来申请？"}, "elements": [
            radio("applicant"), control("person"), control("enterprise"), control("by_agent"), control("agent"),
        ]},
        {"type": "Category", "label": "申请事项", "options": {"id": "matter", "question": "您要办什么？"}, "elements": [
            {"type": "Control", "scope": "#/properties/matter", "options": {"multi": true}},
        ]},
        {"type": "Category", "label": "联系与领取", "options": {
            "id": "contact", "question": "怎么联系您、把结果给您？", "why": "有事需要您补充时，我们按这个电话找您。",
        }, "elements": [control("phone"), radio("delivery"), control("delivery_address")]},
    ]})
}

fn english(title: &Text) -> Value {
    json!({
        "/schema/title": title.get(Locale::En),
        "/schema/properties/applicant/title": "The applicant is",
        "/schema/properties/applicant/oneOf/0/title": "A person",
        "/schema/properties/applicant/oneOf/1/title": "An enterprise or other organisation",
        "/schema/properties/by_agent/title": "Is someone else applying for them?",
        "/schema/properties/matter/title": "Reason for applying",
        "/schema/properties/matter/description": "What you need, and why",
        "/schema/properties/delivery/title": "How would you like the result?",
        "/schema/properties/delivery/oneOf/0/title": "Collect it at the counter",
        "/schema/properties/delivery/oneOf/1/title": "By post",
        "/schema/properties/delivery/oneOf/2/title": "See it online",
        "/schema/properties/delivery_address/title": "Postal address",
        "/uischema/elements/0/label": "Applicant",
        "/uischema/elements/0/options/question": "Who is applying?",
        "/uischema/elements/1/label": "Matter",
        "/uischema/elements/1/options/question": "What do you need?",
        "/uischema/elements/2/label": "Contact and delivery",
        "/uischema/elements/2/options/question": "How do we reach you and give you the result?",
        "/uischema/elements/2/options/why": "If we need something more from you, we will call this number.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Capture, Matcher, compile, state, validate};
    use crate::problem::FieldCode;

    struct Nothing;
    impl Matcher for Nothing {
        fn is_match(&self, _: &str, _: &str) -> bool {
            false
        }
    }

    #[test]
    fn it_compiles_without_a_remark() {
        let title = Text::zh("补办执照").with(Locale::En, "Replace a licence");
        let name = Text::zh("营业执照").with(Locale::En, "Business licence");
        let material = Material {
            id: "licence".into(),
            name,
            required: true,
            when: None,
            hint: Text::default(),
            accept: vec!["application/pdf".into()],
            max_files: 2,
            capture: Capture::File,
            licence: None,
        };
        let (form, lints) = compile(&plain("replace", &title, std::slice::from_ref(&material)));
        assert_eq!(lints, []);
        assert_eq!(form.meta.title, title);
        assert_eq!(form.materials, [material]);
        assert_eq!(form.pages.len(), 3);
    }

    #[test]
    fn a_person_and_an_enterprise_are_asked_for_their_own() {
        let (form, _) = compile(&plain("x", &Text::zh("事项"), &[]));
        let person = json!({"applicant": "person", "by_agent": false});
        let enterprise = json!({"applicant": "enterprise"});
        assert!(state(&form, &person).visible("/person/name"));
        assert!(!state(&form, &person).visible("/agent/name"));
        assert!(!state(&form, &enterprise).visible("/by_agent"));
        assert!(state(&form, &enterprise).visible("/agent/identity_number"));
        let errors = validate(&form, &enterprise, &Nothing);
        assert!(errors.iter().all(|error| error.code == FieldCode::Required));
        let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/enterprise/name",
                "/enterprise/credit_code",
                "/agent/name",
                "/agent/identity_number",
                "/matter",
                "/phone",
                "/delivery",
            ]
        );
    }
}
