//! Answers from HTML fields, pruned, and begun with what is known.

use schema::form::{from_pairs, from_pairs_page, prefill, prune, state, validate_page};
use schema::problem::FieldCode;
use serde_json::{Value, json};

use super::{NoAngles, complete, faults, residence};

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
    // A number for which a browser has no room is none on the server either.
    check(
        &[("/children/0/name", "甲"), ("/children/4294967296/name", "乙")],
        json!({"children": [{"name": "甲"}]}),
    );
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
        prefill(&residence(), &facts, &NoAngles),
        json!({"applicant": {"name": "王小明", "phone": "13800138000"}})
    );
}
