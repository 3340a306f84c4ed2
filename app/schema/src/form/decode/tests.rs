//! What is written is read again, and nothing else is.

use serde_json::json;

use super::*;
use crate::form::assertion::{Assertion, Check, Count, Others, Type, Whole};

/// Every kind of assertion.
fn every_assertion() -> Check {
    let check = || Check(vec![Assertion::Never]);
    let size = Count { min: Some(1), max: Some(2), unique: true };
    let text = TextCheck { min: Some(1), format: Some(Format::Uuid), ..TextCheck::default() };
    let types =
        [Type::Null, Type::Boolean, Type::Integer, Type::Number, Type::String, Type::Array, Type::Object];
    Check(vec![
        Assertion::Never,
        Assertion::Type(types.to_vec()),
        Assertion::OneOf(vec![json!(null), json!({"a": 1})]),
        Assertion::Text(text),
        Assertion::Range(Range { step: Some(2.into()), ..Range::default() }),
        Assertion::Items(size),
        Assertion::Members(Count::default()),
        Assertion::Entries { first: vec![check()], rest: Some(Check::default()) },
        Assertion::Entries { first: vec![], rest: None },
        Assertion::Contains { check: check(), min: Some(0), max: Some(1) },
        Assertion::Required(vec!["a".into()]),
        Assertion::Properties {
            named: vec![("a".into(), check())],
            like: vec![("^b".into(), Check::default())],
            others: Some(check()),
        },
        Assertion::Names(check()),
        Assertion::Needs(vec![("a".into(), vec!["b".into()])]),
        Assertion::With(vec![("a".into(), check())]),
        Assertion::All(vec![check()]),
        Assertion::Any(vec![check()]),
        Assertion::One(vec![check()]),
        Assertion::Not(check()),
        Assertion::If { when: check(), then: Check::default(), otherwise: check() },
        Assertion::Ref(1),
        Assertion::OtherMembers(check()),
        Assertion::OtherEntries(check()),
    ])
}

/// Every kind of control, item, need and effect, as serde writes it.
#[test]
fn what_is_written_is_read_again() {
    let text = || Text::zh("文").with(Locale::En, "text");
    let options = || vec![Choice { value: json!(1), label: text() }];
    let range = Range { min: Some(1.into()), below: Number::from_f64(2.5), ..Range::default() };
    let field = |control| Field {
        pointer: "/a".into(),
        label: text(),
        hint: text(),
        control,
        need: Need::Recommended,
        soft: Soft { consequence: text(), within_days: None },
        check: Some(Check(vec![Assertion::Ref(0)])),
        element: Some("person.name".into()),
        default: Some(Expr::Var("person.name".into(), None)),
        read_only: true,
    };
    let check = TextCheck {
        min: Some(1),
        max: Some(2),
        pattern: Some("x".into()),
        format: Some(Format::Phone),
        multiline: true,
    };
    let row = Field { need: Need::Required, default: None, ..field(Control::Date) };
    let controls = [
        Control::Text(check),
        Control::Text(TextCheck::default()),
        Control::Integer(range.clone()),
        Control::Number(range.clone()),
        Control::Money(range),
        Control::YesNo,
        Control::Agree,
        Control::Choice { options: options(), look: Look::Radio },
        Control::Choice { options: options(), look: Look::Search },
        Control::Choice { options: options(), look: Look::List },
        Control::Choices { options: options(), min: Some(1), max: None, unique: true, chips: true },
        Control::Date,
        Control::DateRange,
        Control::YearMonth,
        Control::Region(RegionCheck::default()),
        Control::Region(RegionCheck {
            level: Some(RegionLevel::County),
            within: RegionCode::parse("4401").ok(),
        }),
        Control::Opinion(Opinion { parts: OpinionPart::ALL.to_vec(), outcomes: options(), several: true }),
        Control::Opinion(Opinion::default()),
        Control::Seal(Seal { id: "s".into(), of: text() }),
        Control::Repeat {
            row: text(),
            fields: vec![row],
            min: None,
            max: Some(3),
            unique: false,
            reorder: true,
        },
    ];
    let rule = |effect| Rule {
        effect,
        row: "/rows/-".into(),
        targets: vec!["/a".into()],
        when: Expr::Var("b".into(), None),
        outside: vec!["/c".into()],
    };
    let actions = [Action::Recalculate, Action::TakeFromLibrary];
    let action = |action| Item::Action { action, label: text(), targets: vec!["/a".into()] };
    let soft = || Soft { consequence: text(), within_days: Some(30) };
    let effects = [
        Effect::Show,
        Effect::Hide,
        Effect::Enable,
        Effect::ReadOnly,
        Effect::Require,
        Effect::Recommend(Soft::default()),
        Effect::Recommend(soft()),
        Effect::Optional,
        Effect::Compute(Expr::Var("b".into(), None)),
        Effect::Restrict(Expr::Value(json!(["x"]))),
        Effect::Message { tone: Tone::Info, text: text() },
        Effect::Message { tone: Tone::Warning, text: text() },
    ];
    let group =
        Item::Group { id: "g".into(), title: text(), items: vec![Item::Row { items: vec![Item::Field(3)] }] };
    let places = || BTreeSet::from([1, 2]);
    let readers = Readers { rules: places(), materials: places() };
    let material = |capture| Material {
        id: "m".into(),
        name: text(),
        required: true,
        when: Some(Expr::Value(true.into())),
        hint: text(),
        accept: vec!["image/png".into()],
        max_files: 3,
        capture,
        licence: (capture == Capture::File).then(|| "licence.hygiene".into()),
    };
    let source = Source { title: "t".into(), url: "u".into(), date: "d".into() };
    let form = Form {
        document: vec![Expr::Var("b".into(), None)],
        office: vec![Page { id: "office".into(), ..Page::default() }],
        meta: Meta {
            id: "x".into(),
            version: "1".into(),
            title: text(),
            demonstration: true,
            sources: vec![source],
        },
        pages: vec![Page {
            id: "p".into(),
            title: text(),
            question: text(),
            why: text(),
            items: [group, Item::Note { text: text() }, Item::Material(0)]
                .into_iter()
                .chain(actions.map(action))
                .collect(),
        }],
        fields: controls.into_iter().map(field).collect(),
        objects: vec![
            Whole::default(),
            Whole {
                row: "/rows/-".into(),
                pointer: "/o".into(),
                required: true,
                loose: true,
                others: Others::Checked,
                check: Some(every_assertion()),
            },
            Whole { others: Others::None, ..Whole::default() },
        ],
        shared: vec![every_assertion()],
        rules: effects.map(rule).to_vec(),
        materials: [Capture::File, Capture::Photo { width: 1, height: 2 }, Capture::Signature]
            .map(material)
            .to_vec(),
        index: BTreeMap::from([("/b".into(), readers)]),
    };
    let wire = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&wire).unwrap(), form);
    assert_eq!(
        serde_json::from_str::<Form>(r#"{"meta":{},"pages":[],"fields":[]}"#).unwrap(),
        Form::default()
    );
}

#[test]
fn what_no_compiler_wrote_is_refused() {
    let check = |fields| {
        let wire = json!({"meta": {}, "pages": [], "fields": fields});
        assert!(serde_json::from_value::<Form>(wire).is_err());
    };
    check(json!([{"pointer": "/a", "label": {}}]));
    check(json!([{"pointer": "/a", "label": {}, "control": "slider"}]));
    check(json!([{"pointer": "/a", "label": {}, "control": {"text": {"format": "colour"}}}]));
    check(json!([{"pointer": "/a", "label": {}, "control": "date", "default": {"log": 1}}]));
    check(json!([{"pointer": "/a", "label": {}, "control": "date", "need": "perhaps"}]));
}
