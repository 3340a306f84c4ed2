//! A whole form, from its definition to the letter: state, checks, pairs; and that no input makes it panic.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use schema::expr::Truth;
use schema::form::{
    Control, Effect, Field, Form, Item, Matcher, Need, check_field, compile, from_pairs, from_pairs_page,
    inputs, missing, prefill, prune, state, summary, to_pairs, validate, validate_page,
};
use schema::problem::FieldCode;
use schema::{FieldError, Locale};
use serde_json::{Value, json};

/// Knows the one pattern of the fixture: no angle brackets.
struct NoAngles;

impl Matcher for NoAngles {
    fn is_match(&self, _: &str, text: &str) -> bool {
        !text.contains(['<', '>'])
    }
}

fn residence() -> Form {
    let definition: Value = serde_json::from_str(include_str!("../fixtures/forms/residence.json")).unwrap();
    let (form, lints) = compile(&definition);
    assert_eq!(lints, []);
    form
}

fn complete() -> Value {
    json!({
        "applicant": {"name": "王小明", "identity_number": "11010519491231002X", "phone": "13800138000"},
        "reason": "work",
        "employer": "一厅通",
        "area": 45.5,
        "services": ["school"],
        "has_children": true,
        "children": [{"name": "王一", "age": 2}, {"name": "王二", "age": 9, "school": "实验小学"}],
        "agree": true,
    })
}

fn field<'a>(form: &'a Form, pointer: &str) -> &'a Field {
    form.fields.iter().find(|field| field.pointer == pointer).unwrap()
}

fn faults(errors: &[FieldError]) -> Vec<(&str, FieldCode)> {
    errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect()
}

#[test]
fn the_program_says_what_the_definition_says() {
    let form = residence();
    assert_eq!(form.meta.id, "residence");
    assert!(form.meta.demonstration);
    assert_eq!(
        form.pages.iter().map(|page| page.id.as_str()).collect::<Vec<_>>(),
        ["applicant", "residence", "children", "confirm"]
    );
    assert_eq!(form.pages[0].question.get(Locale::En), "Who registers?");
    let Item::Group { title, items } = &form.pages[0].items[0] else { panic!("an object is a group") };
    assert_eq!((title.get(Locale::ZhCn), items.len()), ("申请人", 5));
    assert!(matches!(&form.pages[1].items[3], Item::Row { items } if items.len() == 2));
    assert!(matches!(&form.pages[2].items[0], Item::Note { .. }));

    assert_eq!(field(&form, "/applicant/name").label.get(Locale::ZhCn), "姓名");
    assert_eq!(field(&form, "/applicant/name").need, Need::Required);
    assert_eq!(field(&form, "/applicant/email").need, Need::Recommended);
    assert_eq!(field(&form, "/applicant/birth_date").control, Control::Date);
    assert_eq!(field(&form, "/since").control, Control::YearMonth);
    assert_eq!(field(&form, "/agree").control, Control::Agree);
    assert!(
        matches!(&field(&form, "/reason").control, Control::Choice { radio: true, options } if options.len() == 3)
    );
    assert!(matches!(&field(&form, "/remark").control, Control::Text(text) if text.multiline));
    assert_eq!(field(&form, "/area").hint.get(Locale::En), "In square metres");
    assert_eq!(form.materials[1].max_files, 1);
    assert_eq!(form.materials[0].accept.len(), 3);
    assert!(form.rules.iter().any(|rule| rule.effect == Effect::Hide && rule.row == "/children/-"));
}

#[test]
fn the_program_survives_the_wire() {
    let form = residence();
    let wire = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&wire).unwrap(), form);
}

#[test]
fn a_complete_application_has_no_fault() {
    assert_eq!(faults(&validate(&residence(), &complete(), &NoAngles)), []);
}

#[test]
fn nothing_answered_is_what_is_required_and_shown() {
    let errors = validate(&residence(), &json!({}), &NoAngles);
    assert_eq!(
        faults(&errors),
        [
            ("/applicant/name", FieldCode::Required),
            ("/applicant/identity_number", FieldCode::Required),
            ("/applicant/phone", FieldCode::Required),
            ("/reason", FieldCode::Required),
            ("/agree", FieldCode::Required),
        ]
    );
}

#[test]
fn each_fault_is_found_where_it_is() {
    let form = residence();
    let check = |pointer: &str, value: Value, expect: &[(&str, FieldCode)]| {
        let mut answers = complete();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        answers.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(name.into(), value);
        assert_eq!(faults(&validate(&form, &answers, &NoAngles)), expect, "{pointer}");
    };
    check("/applicant/name", json!("王"), &[("/applicant/name", FieldCode::TooShort)]);
    check("/applicant/name", json!("　 "), &[("/applicant/name", FieldCode::Required)]);
    check("/applicant/name", json!(7), &[("/applicant/name", FieldCode::WrongType)]);
    check(
        "/applicant/identity_number",
        json!("110105194912310021"),
        &[("/applicant/identity_number", FieldCode::BadIdentityNumber)],
    );
    check("/applicant/birth_date", json!("2026-02-30"), &[("/applicant/birth_date", FieldCode::BadDate)]);
    check(
        "/reason",
        json!("else"),
        &[("/reason", FieldCode::NotAChoice), ("/employer", FieldCode::Unexpected)][..1],
    );
    check("/insured_months", json!("十二"), &[("/insured_months", FieldCode::WrongType)]);
    check("/insured_months", json!(601), &[("/insured_months", FieldCode::TooLarge)]);
    check("/since", json!("2026-13"), &[("/since", FieldCode::BadDate)]);
    check("/region", json!("深圳"), &[("/region", FieldCode::BadFormat)]);
    check("/area", json!(0), &[("/area", FieldCode::TooSmall)]);
    check("/area", json!(45.3), &[("/area", FieldCode::NotMultiple)]);
    check("/services", json!(["school", "school"]), &[("/services", FieldCode::Duplicate)]);
    check("/services", json!(["school", "health", "housing"]), &[("/services", FieldCode::TooMany)]);
    check("/services", json!(["car"]), &[("/services", FieldCode::NotAChoice)]);
    check("/children", json!([]), &[("/children", FieldCode::Required)]);
    check("/children", json!("none"), &[("/children", FieldCode::WrongType)]);
    check(
        "/children",
        json!([{"name": "甲", "age": 18}]),
        &[("/children/0/age", FieldCode::TooLarge), ("/children/0/school", FieldCode::Required)],
    );
    check(
        "/children",
        json!([{"name": "甲", "age": 1, "pet": "猫"}]),
        &[("/children/0/pet", FieldCode::Unexpected)],
    );
    check(
        "/children",
        json!([7]),
        &[
            ("/children/0/name", FieldCode::Required),
            ("/children/0/age", FieldCode::Required),
            ("/children/0/school", FieldCode::Required),
            ("/children/0", FieldCode::WrongType),
        ],
    );
    check("/remark", json!("<b>"), &[("/remark", FieldCode::Pattern)]);
    check("/agree", json!(false), &[("/agree", FieldCode::Required)]);
    check("/colour", json!("red"), &[("/colour", FieldCode::Unexpected)]);
}

#[test]
fn rules_show_and_need() {
    let form = residence();
    let at = |answers: Value| state(&form, &answers);
    let nothing = at(json!({}));
    assert!(
        !nothing.visible("/employer") && !nothing.visible("/school") && !nothing.visible("/children/0/name")
    );
    assert!(nothing.visible("/remark"), "a hide rule that is not certain does not hide");
    let study = at(json!({"reason": "study", "employer": "甲"}));
    assert!(study.visible("/school") && !study.visible("/employer"));
    assert_eq!(study.need(field(&form, "/school"), "/school"), Need::Required);
    assert_eq!(study.answers(), &json!({"reason": "study"}), "hidden answers are as good as not given");
    let mailed = at(json!({"applicant": {"email": "a@b.cn"}}));
    assert_eq!(mailed.need(field(&form, "/applicant/phone"), "/applicant/phone"), Need::Optional);

    let hidden_reads = json!({"reason": "study", "insured_months": 24});
    assert!(at(hidden_reads).visible("/remark"), "a rule does not read what is hidden");
    let rows = at(complete());
    assert!(!rows.visible("/children/0/school") && rows.visible("/children/1/school"));
}

#[test]
fn materials_are_wanted_by_their_conditions() {
    let form = residence();
    assert_eq!(
        state(&form, &json!({})).materials(),
        [Truth::Yes, Truth::Yes, Truth::Unknown(BTreeSet::from(["/children".into()]))]
    );
    let answers =
        json!({"reason": "work", "insured_months": 3, "has_children": true, "children": [{"age": 2}]});
    assert_eq!(state(&form, &answers).materials(), [Truth::Yes, Truth::No, Truth::Yes]);
}

#[test]
fn an_edit_changes_what_hangs_on_it_and_says_so() {
    let form = residence();
    let mut answers = json!({"insured_months": 24, "remark": "无"});
    let mut state = state(&form, &answers);
    assert!(state.visible("/remark"));
    answers["reason"] = "work".into();
    let changes = state.update(&form, &answers, "/reason");
    let changed: Vec<&str> = changes.fields.iter().map(String::as_str).collect();
    assert_eq!(changed, ["/employer", "/insured_months", "/remark"], "the remark at second hand");
    assert_eq!(changes.materials, BTreeSet::from([1]));
    assert!(!state.visible("/remark"));
    assert_eq!(state.answers().get("remark"), None);
    assert_eq!(state.update(&form, &answers, "/applicant/name"), Default::default());
    assert!(check_field(&state, field(&form, "/employer"), "/employer", &NoAngles).is_some());
}

#[test]
fn html_fields_become_answers_and_nothing_typed_is_lost() {
    let form = residence();
    let check = |pairs: &[(&str, &str)], expect: Value| {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        assert_eq!(from_pairs(&form, pairs), expect);
    };
    check(
        &[("_key", "x"), ("/applicant/name", "王"), ("/applicant/phone", " ")],
        json!({"applicant": {"name": "王"}}),
    );
    check(
        &[
            ("/applicant/birth_date.y", "１９９０"),
            ("/applicant/birth_date.m", "5"),
            ("/applicant/birth_date.d", "7"),
        ],
        json!({"applicant": {"birth_date": "1990-05-07"}}),
    );
    check(
        &[("/applicant/birth_date", "1990-05-07"), ("/applicant/birth_date.y", "")],
        json!({"applicant": {"birth_date": "1990-05-07"}}),
    );
    check(
        &[
            ("/applicant/birth_date.y", "1990"),
            ("/applicant/birth_date.m", ""),
            ("/applicant/birth_date.d", "31"),
        ],
        json!({"applicant": {"birth_date": "1990--31"}}),
    );
    check(&[("/since.y", "2026"), ("/since.m", "3")], json!({"since": "2026-03"}));
    check(&[("/insured_months", " １２ ")], json!({"insured_months": 12}));
    check(&[("/insured_months", "007")], json!({"insured_months": 7}));
    check(&[("/insured_months", "12.0")], json!({"insured_months": 12}));
    check(&[("/insured_months", "12.5")], json!({"insured_months": 12.5}));
    check(&[("/insured_months", "一年")], json!({"insured_months": "一年"}));
    check(
        &[("/insured_months", "123456789012345678901234")],
        json!({"insured_months": "123456789012345678901234"}),
    );
    check(&[("/area", ".5")], json!({"area": 0.5}));
    check(&[("/area", "1e999")], json!({"area": "1e999"}));
    check(&[("/area", "inf")], json!({"area": "inf"}));
    check(
        &[("/services", ""), ("/services", "school"), ("/services", "x")],
        json!({"services": ["school", "x"]}),
    );
    check(&[("/has_children", "true"), ("/agree", "on")], json!({"has_children": true, "agree": true}));
    check(&[("/has_children", "perhaps")], json!({"has_children": "perhaps"}));
    check(&[("/remark", "一\r\n二")], json!({"remark": "一\n二"}));
    check(
        &[("/children/7/name", "乙"), ("/children/2/name", "甲"), ("/children/3/name", "")],
        json!({"children": [{"name": "甲"}, {"name": "乙"}]}),
    );
    check(&[("/children/0/name", "")], json!({"children": [{}]}));
}

#[test]
fn one_page_leaves_the_others_alone() {
    let form = residence();
    let mut answers = json!({"applicant": {"name": "王"}, "reason": "work", "employer": "甲"});
    from_pairs_page(&form, &form.pages[1], &mut answers, [("/reason".to_owned(), "home".to_owned())]);
    assert_eq!(answers, json!({"applicant": {"name": "王"}, "reason": "home"}));
    let errors = validate_page(&form, &state(&form, &answers), &form.pages[0], &NoAngles);
    assert_eq!(faults(&errors)[0], ("/applicant/name", FieldCode::TooShort));
}

#[test]
fn answers_are_pruned_to_what_was_asked() {
    let form = residence();
    let mut answers = complete();
    answers["children"][0]["school"] = "甲".into();
    answers["school"] = "乙".into();
    answers["colour"] = "red".into();
    answers["remark"] = "".into();
    assert_eq!(prune(&form, &answers).to_string(), prune(&form, &complete()).to_string());
    assert_eq!(prune(&form, &complete()), complete());
}

#[test]
fn known_facts_fill_the_form() {
    let facts = json!({"person": {"name": "王小明", "phone": "13800138000", "sex": "1", "email": ""}});
    assert_eq!(
        prefill(&residence(), &facts),
        json!({"applicant": {"name": "王小明", "phone": "13800138000"}})
    );
}

#[test]
fn the_letter_reads_like_the_form() {
    let form = residence();
    let mut answers = complete();
    answers["applicant"]["birth_date"] = "1949-12-31".into();
    let lines = |locale| {
        let lines = summary(&form, &state(&form, &answers), locale, &[]).into_iter();
        lines
            .map(|line| format!("{}|{}|{}|{}", line.page, line.group, line.label, line.value))
            .collect::<Vec<_>>()
    };
    let zh = lines(Locale::ZhCn);
    assert!(zh.contains(&"0||出生日期|1949年12月31日".into()), "{zh:#?}");
    assert!(zh.contains(&"1||居住事由|就业".into()));
    assert!(zh.contains(&"2|子女 2|就读学校|实验小学".into()));
    assert!(!zh.iter().any(|line| line.contains("子女 1|就读学校")));
    assert!(zh.contains(&"3||备注|".into()));
    assert!(zh.contains(&"3||我承诺以上内容属实|是".into()));
    assert!(lines(Locale::En).contains(&"1||Services needed|School place".into()));
}

#[test]
fn what_is_left_is_counted_page_by_page() {
    let form = residence();
    let left = |answers: Value| {
        let pages = missing(&form, &state(&form, &answers)).into_iter();
        pages.map(|page| (page.answered, page.missing)).collect::<Vec<_>>()
    };
    assert_eq!(left(json!({})), [(0, 3), (0, 1), (0, 0), (0, 1)]);
    assert_eq!(
        left(json!({"has_children": true, "children": [{"age": 9}]})),
        [(0, 3), (0, 1), (3, 2), (0, 1)]
    );
    assert_eq!(left(complete()), [(3, 0), (4, 0), (7, 0), (1, 0)]);
}

/// Answers as a person could give them, right or wrong.
fn answers() -> impl Strategy<Value = Value> {
    let text = || "[一-三a-z<>0-9~/ .-]{0,5}[一-三a-z]".prop_map(Value::from);
    let whole = || prop_oneof![(-9_i64..700).prop_map(Value::from), text()];
    let float = prop_oneof![any::<f64>().prop_map(Value::from), any::<i32>().prop_map(Value::from), text()];
    let date = prop_oneof![Just(json!("2026-02-28")), Just(json!("1990--31")), text()];
    let yes = || prop_oneof![any::<bool>().prop_map(Value::from), text()];
    let reason = prop::sample::select(vec!["work", "study", "home", "?"]).prop_map(Value::from);
    let services = prop::collection::vec(prop::sample::select(vec!["school", "health", "x"]), 1..4)
        .prop_map(Value::from);
    let child = object(vec![("name", text().boxed()), ("age", whole().boxed()), ("school", text().boxed())]);
    let filled =
        child.prop_filter("a blank row is no row", |row| row.as_object().is_some_and(|row| !row.is_empty()));
    let applicant = object(vec![
        ("name", text().boxed()),
        ("identity_number", text().boxed()),
        ("birth_date", date.boxed()),
        ("email", text().boxed()),
    ]);
    let applicant =
        applicant.prop_map(|object| if object == json!({}) { json!({"name": "王"}) } else { object });
    object(vec![
        ("applicant", applicant.boxed()),
        ("reason", reason.boxed()),
        ("employer", text().boxed()),
        ("insured_months", whole().boxed()),
        ("school", text().boxed()),
        ("area", float.prop_filter("JSON has no such number", |value| !value.is_null()).boxed()),
        ("services", services.boxed()),
        ("has_children", yes().boxed()),
        ("children", prop::collection::vec(filled, 1..4).prop_map(Value::from).boxed()),
        ("remark", text().boxed()),
        ("agree", yes().boxed()),
    ])
}

/// An object with some of these members.
fn object(members: Vec<(&'static str, BoxedStrategy<Value>)>) -> impl Strategy<Value = Value> + Clone {
    let members: Vec<_> = members
        .into_iter()
        .map(|(name, value)| {
            prop::option::of(value).prop_map(move |value| value.map(|value| (name.to_owned(), value)))
        })
        .collect();
    let members: Vec<_> = members.into_iter().map(Strategy::boxed).collect();
    members.prop_map(|members| members.into_iter().flatten().collect::<serde_json::Map<_, _>>().into())
}

/// Any JSON, with keywords of forms among its keys and pointers among its texts.
fn anything() -> impl Strategy<Value = Value> {
    let words = [
        "schema",
        "uischema",
        "type",
        "object",
        "string",
        "array",
        "properties",
        "items",
        "required",
        "enum",
        "oneOf",
        "const",
        "title",
        "format",
        "date",
        "x-rules",
        "x-text",
        "x-default",
        "default",
        "effect",
        "show",
        "target",
        "when",
        "var",
        "some",
        "elements",
        "Control",
        "Group",
        "Categorization",
        "Category",
        "scope",
        "#/properties/a",
        "rule",
        "condition",
        "HIDE",
        "not",
        "contains",
        "a",
        "/a",
        "/a/-/b",
        "b",
        "materials",
        "id",
        "name",
        "meta",
        "children",
        "applicant",
        "reason",
        "agree",
    ];
    let word = move || prop::sample::select(words.to_vec());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        word().prop_map(Value::from),
        "\\PC{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((word(), inner), 0..6).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_give_the_answers_again(answers in answers()) {
        let form = residence();
        prop_assert_eq!(from_pairs(&form, to_pairs(&form, &answers)), answers);
    }

    #[test]
    fn an_update_is_the_state_anew(before in answers(), after in answers()) {
        let form = residence();
        let mut answers = before.clone();
        let mut kept = state(&form, &answers);
        for name in after.as_object().unwrap().keys().chain(before.as_object().unwrap().keys()) {
            let object = answers.as_object_mut().unwrap();
            match after.get(name) {
                Some(value) => { object.insert(name.clone(), value.clone()); }
                None => { object.shift_remove(name); }
            }
            let fresh = state(&form, &answers);
            let changes = kept.update(&form, &answers, &format!("/{name}"));
            prop_assert_eq!(&kept, &fresh, "after {}, {:?}", name, changes);
        }
    }

    #[test]
    fn an_edit_in_a_row_is_the_state_anew(mut answers in answers(), age in 0..9_i64, row in 0..4_usize) {
        let form = residence();
        answers["has_children"] = true.into();
        let mut kept = state(&form, &answers);
        let rows = answers.as_object_mut().unwrap().entry("children").or_insert_with(|| json!([])).as_array_mut().unwrap();
        if row >= rows.len() { rows.push(json!({})); }
        let row = row.min(rows.len() - 1);
        rows[row]["age"] = age.into();
        kept.update(&form, &answers, &format!("/children/{row}/age"));
        prop_assert_eq!(kept, state(&form, &answers));
    }

    #[test]
    fn pruned_answers_stay_as_they_are(answers in answers()) {
        let form = residence();
        let once = prune(&form, &answers);
        prop_assert_eq!(prune(&form, &once), once.clone());
        let unexpected = validate(&form, &once, &NoAngles).into_iter().any(|error| error.code == FieldCode::Unexpected);
        prop_assert!(!unexpected);
    }

    #[test]
    fn no_definition_and_no_answers_make_it_panic(definition in anything(), answers in anything()) {
        for form in [compile(&definition).0, compile(&json!({"schema": definition, "uischema": definition})).0, residence()] {
            let answered = state(&form, &answers);
            validate(&form, &answers, &NoAngles);
            missing(&form, &answered);
            summary(&form, &answered, Locale::En, &[]);
            prune(&form, &answers);
            prefill(&form, &answers);
            for field in &form.fields {
                inputs(field, answers.pointer(&field.pointer));
            }
            let again = from_pairs(&form, to_pairs(&form, &answers));
            validate(&form, &again, &NoAngles);
        }
    }
}
