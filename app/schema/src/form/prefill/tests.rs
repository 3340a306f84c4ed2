//! Where answers come from, what is taken of them, and what was corrected.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::form::{compile, prune, state};

struct Any;
impl Matcher for Any {
    fn is_match(&self, _: &str, _: &str) -> bool {
        true
    }
}

const EARLIER: Earlier = Earlier { application: 7, filed_on: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() };

fn known(source: Source, facts: &Value) -> Known<'_> {
    Known { source, facts, earlier: None }
}

fn form() -> Form {
    let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
        "name": {"type": "string", "x-element": "person.name"},
        "region": {"type": "string", "x-element": "person.region"},
        "address": {"type": "string", "x-element": "person.address"},
        "day": {"type": "string", "format": "date", "title": "Day", "x-default": {"var": "today"}},
        "agency": {"type": "string", "title": "Agency", "x-default": {"element": "agency.name"}},
        "secret": {"type": "object", "title": "Secret", "properties": {
            "phone": {"type": "string", "x-element": "person.phone"},
        }},
    }}, "x-rules": [{"effect": "hide", "target": "/secret", "when": {"==": [{"var": "address"}, "hide"]}}]}));
    assert_eq!(lints, []);
    form
}

fn begin() -> Vec<Prefilled> {
    let account =
        json!({"person": {"name": "王小明", "phone": "13800138000", "address": "not for an account to say"}});
    let licence = json!({"person": {"name": "王晓明", "region": " "}, "enterprise": {"name": "甲"}});
    let earlier = json!({"person": {"name": "小王", "region": "440100", "address": "中山路"}});
    let region = json!({"person": {"region": "440300"}, "agency": {"name": "nobody asks where one is"}});
    let moment = json!({"today": "2026-11-22", "agency": {"name": "人社局"}});
    let known = [
        Known { earlier: Some(EARLIER), ..known(Source::EarlierApplication, &earlier) },
        known(Source::Region, &region),
        known(Source::Licence, &licence),
        known(Source::Account, &account),
        known(Source::Form, &moment),
    ];
    prefilled(&form(), &known, &Any)
}

#[test]
fn each_answer_says_where_it_comes_from() {
    let begun = begin();
    let found: Vec<_> =
        begun.iter().map(|it| (it.pointer.as_str(), it.value.as_str().unwrap(), it.source)).collect();
    assert_eq!(
        found,
        [
            ("/name", "王小明", Source::Account),
            ("/region", "440100", Source::EarlierApplication),
            ("/address", "中山路", Source::EarlierApplication),
            ("/day", "2026-11-22", Source::Form),
            ("/agency", "人社局", Source::Form),
            ("/secret/phone", "13800138000", Source::Account),
        ]
    );
    let wire = serde_json::to_string(&begun).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Prefilled>>(&wire).unwrap(), begun);
    assert!(
        wire.contains(
            r#""source":"earlier_application","earlier":{"application":7,"filed_on":"2026-03-02"}"#
        )
    );
    assert!(begun.iter().all(|it| it.earlier.is_some() == (it.source == Source::EarlierApplication)));
    let of_before = json!({"pointer": "/name", "value": "王小明", "source": "account"});
    assert_eq!(serde_json::from_value::<Prefilled>(of_before).unwrap(), begun[0]);
}

#[test]
fn what_was_corrected_is_told() {
    let form = form();
    let check = |pointer: &str, value: Value, expect: &[&str]| {
        let mut answers = begun(&begin());
        set(&mut answers, pointer, value);
        assert_eq!(corrected(&form, &state(&form, &answers), &begin()), expect, "{pointer}");
    };
    check("/name", json!(" 王小明 "), &[]);
    check("/name", json!("王晓明"), &["/name"]);
    check("/name", json!(null), &["/name"]);
    check("/region", json!("4401"), &[]);
    check("/region", json!("440104"), &["/region"]);
    check("/day", json!("2026-11-23"), &[]);
    check("/secret", json!({}), &["/secret/phone"]);
    check("/address", json!("hide"), &["/address"]);
}

#[test]
fn the_region_of_a_service_is_gone_on_from_and_a_form_takes_what_it_has() {
    let (form, lints) = compile(&json!({"schema": {"type": "object", "properties": {
        "home": {"type": "string", "format": "region", "x-element": "person.region",
            "x-region": {"level": "county", "within": "440100"}},
        "post": {"type": "string", "x-element": "person.postal_code"},
        "sex": {"type": "string", "x-element": "person.sex", "oneOf": [{"const": "1", "title": "男"}]},
        "seat": {"type": "string", "x-element": "enterprise.region", "x-region": {"level": "county"}},
    }, "required": ["home"]}}));
    assert!(lints.iter().all(|lint| lint.severity != crate::form::Severity::Error), "{lints:?}");
    let begin = |of: Source, facts: &Value| prefilled(&form, &[known(of, facts)], &Any);
    let region = |code: &str| json!({"person": {"region": code}});
    let told = begin(Source::Region, &region("440100"));
    assert_eq!(begun(&told), json!({"home": "440100"}));
    for elsewhere in ["440300", "440000", "440103001"] {
        assert_eq!(begin(Source::Region, &region(elsewhere)), [], "{elsewhere}");
    }
    // Who need not say where must not have to go on.
    let seat = |code: &str| begun(&begin(Source::Region, &json!({"enterprise": {"region": code}})));
    assert_eq!((seat("440100"), seat("440103")), (json!({}), json!({"seat": "440103"})));
    let now = |code: &str| corrected(&form, &state(&form, &json!({"home": code})), &told);
    assert_eq!((now("440100"), now("440103")), (vec![], vec![]));
    assert_eq!(now("440303"), ["/home"]);
    let earlier = json!({"person": {"sex": "2", "postal_code": "51", "bank_account": "1"}});
    assert_eq!(
        begin(Source::EarlierApplication, &earlier),
        [],
        "neither choices nor formats it does not have"
    );
    let earlier = json!({"person": {"sex": "1", "postal_code": "510000"}});
    assert_eq!(begun(&begin(Source::EarlierApplication, &earlier)), json!({"post": "510000", "sex": "1"}));

    // A button that takes over what is known takes no answer's place with a guess.
    let (region, earlier) = (region("440100"), json!({"person": {"sex": "1"}}));
    let known = [known(Source::Region, &region), known(Source::EarlierApplication, &earlier)];
    let mut answers = json!({"home": "440104"});
    let taken = take_known(&form, &known, &[], &mut answers, &Any);
    assert_eq!((answers, taken.len()), (json!({"home": "440104", "sex": "1"}), 1));
    assert!(lacks(&form, &[], Source::EarlierApplication, &Any));
    assert!(!lacks(&form, &[], Source::Account, &Any));
}

proptest! {
    #[test]
    fn what_is_left_as_it_was_is_not_corrected(name in "\\PC{1,6}", day in "\\PC{0,3}", region in "[0-9]{0,9}") {
        let facts = json!({"person": {"name": name, "region": region}, "today": day});
        let form = form();
        let begun_with = prefilled(&form, &Source::ALL.map(|source| known(source, &facts)), &Any);
        let answers = begun(&begun_with);
        prop_assert_eq!(&answers, &prefill(&form, &facts, &Any));
        prop_assert_eq!(&prune(&form, &answers), &answers);
        prop_assert_eq!(corrected(&form, &state(&form, &answers), &begun_with), Vec::<String>::new());
    }
}
