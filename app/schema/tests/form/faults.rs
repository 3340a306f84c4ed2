//! What does not hold, and where.

use schema::form::validate;
use schema::problem::FieldCode;
use serde_json::{Value, json};

use super::{NoAngles, complete, faults, residence};

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
