//! The palette and the compiler speak of the same questions.

use serde_json::json;

use super::Kind;

#[test]
fn each_kind_has_one_name_and_is_known_by_its_schema() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_slug(kind.slug()), Some(kind));
        assert_eq!(json!(kind), kind.slug());
        assert_eq!(Kind::of(&kind.schema(), None), Some(kind));
    }
    assert_eq!(Kind::from_slug("nothing"), None);
}

#[test]
fn the_layout_may_show_it_otherwise() {
    let of = |schema, options| Kind::of(&schema, Some(&json!({"type": "Control", "options": options})));
    assert_eq!(of(json!({"type": "string"}), json!({"multi": true})), Some(Kind::LongText));
    assert_eq!(of(json!({"enum": ["a"]}), json!({"format": "radio"})), Some(Kind::Radio));
    assert_eq!(of(json!({"enum": ["a"], "x-display": "search"}), json!({})), Some(Kind::Search));
    let many: Vec<u8> = (0..16).collect();
    assert_eq!(of(json!({"enum": many}), json!({})), Some(Kind::Search));
    assert_eq!(of(json!({"x-element": "person.phone"}), json!({})), Some(Kind::Phone));
    assert_eq!(of(json!({"type": ["null", "integer"], "x-unit": "CNY"}), json!({})), Some(Kind::Money));
    assert_eq!(of(json!({"type": "object", "format": "address"}), json!({})), Some(Kind::Address));
    assert_eq!(of(json!({"type": "object", "properties": {"a": {}}}), json!({})), None);
    assert_eq!(of(json!({"type": "array", "items": {"type": "string"}}), json!({})), None);
}
