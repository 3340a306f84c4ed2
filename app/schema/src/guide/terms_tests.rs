//! Terms of an item: every situation of a card that is free, twenty or forty, told and linted.

use serde_json::json;

use super::*;
use crate::form::compile;
use crate::guide::{Situation, situation};
use crate::locale::Locale;

const KIND: &str = "/ground/kind";
const POST: &str = "/post";

fn form() -> Form {
    let kinds = json!([
        { "const": "first", "title": "第一次办" }, { "const": "expired", "title": "到期了" }, { "const": "lost", "title": "丢了" },
    ]);
    let ground = json!({ "type": "object", "properties": { "kind": { "type": "string", "title": "怎么了", "oneOf": kinds } } });
    let (form, _) = compile(&json!({
        "meta": { "id": "card", "title": "身份证" },
        "schema": { "type": "object", "properties": {
            "ground": ground,
            "post": { "type": "boolean", "title": "邮寄吗" },
            "name": { "type": "string", "title": "姓名" },
        } },
        "materials": [{ "id": "register", "name": "户口簿", "required": true }],
    }));
    form
}

fn is(path: &str, value: impl Into<Value>) -> Value {
    json!({ "==": [{ "var": path }, value.into()] })
}

fn item() -> Item {
    serde_json::from_value(json!({
        "code": "CARD", "name": "身份证", "department": "公安局", "region": "广州市", "region_code": "440100", "item_type": "行政确认",
        "handling": null, "promised_limit": { "value": 20, "unit": "工作日" }, "statutory_limit": { "value": 60, "unit": "自然日" },
        "visits": null, "online": true, "catalog_name": null, "level": null, "conditions": null, "materials": [], "location": null,
        "phone": null, "complaint_phone": null, "themes": [], "served": [], "everyday_names": [], "depth": null, "source_url": null,
        "fees": [
            { "code": "renewal", "name": "换领工本费", "amount": 2000 }, { "code": "replacement", "name": "补领工本费", "amount": 4000 },
        ],
        "terms": [
            { "when": is("ground.kind", "first"), "fees": [], "basis": "财税〔2018〕37号" },
            { "when": is("ground.kind", "lost"), "fees": ["replacement"], "limit": { "value": 10, "unit": "工作日" } },
            { "fees": ["renewal"] },
            { "when": is("post", true), "delivery": { "zh-CN": "邮寄", "en": "By post" } },
            { "delivery": { "zh-CN": "到窗口领", "en": "At the counter" } },
        ],
        "source": { "name": "x", "year": 2026, "demonstration": true },
    }))
    .unwrap()
}

fn at(answers: &[(&str, &'static str)]) -> Situation {
    let written = |pointer: &str| answers.iter().find(|(name, _)| *name == pointer).map(|(_, it)| *it);
    situation(&form(), item().published(), written).unwrap()
}

fn of(situation: &Situation, aspect: TermAspect) -> Option<SituationTerm> {
    situation.terms.iter().find(|term| term.aspect == aspect).cloned()
}

/// The codes of what may be charged, case by case.
fn fees(term: &SituationTerm) -> Vec<Vec<String>> {
    let codes = |case: &TermCase| match &case.says {
        TermSays::Fees(fees) => fees.iter().map(|fee| fee.code.clone()).collect(),
        TermSays::Limit(_) | TermSays::Window(_) | TermSays::Delivery(_) => Vec::new(),
    };
    term.may.iter().map(codes).collect()
}

#[test]
fn what_may_hold_is_told_with_its_situation() {
    let begun = at(&[]);
    let fee = of(&begun, TermAspect::Fees).unwrap();
    assert_eq!(fees(&fee), [vec![], vec!["replacement".to_owned()], vec!["renewal".to_owned()]]);
    assert!(!fee.settled && fee.because.is_empty());
    assert!(fee.may[1].when.get(Locale::ZhCn).contains("丢了") && fee.may[2].when.is_empty());
    assert_eq!(begun.questions.len(), 2, "both decide something");
    assert_eq!(of(&begun, TermAspect::Window), None, "the item says nothing of a window");
}

#[test]
fn one_s_own_is_told_with_the_answers_that_decided_it() {
    let lost = at(&[(KIND, "lost")]);
    let fee = of(&lost, TermAspect::Fees).unwrap();
    assert_eq!((fees(&fee), fee.settled), (vec![vec!["replacement".to_owned()]], true));
    assert_eq!(fee.because, [KIND]);
    assert_eq!(of(&lost, TermAspect::Limit).unwrap().may[0].says, TermSays::Limit(Limit::working_days(10)));
    assert!(!of(&lost, TermAspect::Delivery).unwrap().settled);
    let first = at(&[(KIND, "first"), (POST, "no")]);
    let fee = of(&first, TermAspect::Fees).unwrap();
    assert_eq!((fees(&fee), fee.may[0].basis.as_deref()), (vec![vec![]], Some("财税〔2018〕37号")));
    // Nothing is said of the time then: the published one holds.
    assert_eq!(of(&first, TermAspect::Limit), None);
    assert_eq!(of(&first, TermAspect::Delivery).unwrap().because, [POST]);
}

/// Each question unanswered, and with each of its answers.
fn all_ways() -> Vec<Vec<(&'static str, &'static str)>> {
    let kinds = [None, Some("first"), Some("expired"), Some("lost")];
    let posts = [None, Some("yes"), Some("no")];
    let both = kinds.iter().flat_map(|kind| posts.iter().map(move |post| [(KIND, *kind), (POST, *post)]));
    both.map(|way| way.into_iter().filter_map(|(name, written)| Some((name, written?))).collect()).collect()
}

#[test]
fn a_further_answer_never_changes_what_was_settled() {
    for way in all_ways() {
        let before = at(&way);
        for more in all_ways().iter().filter(|more| way.iter().all(|it| more.contains(it))) {
            let after = at(more);
            for term in before.terms.iter().filter(|term| term.settled) {
                let now = of(&after, term.aspect).unwrap();
                assert_eq!(
                    (now.may[0].says.clone(), now.settled),
                    (term.may[0].says.clone(), true),
                    "{way:?} {more:?}"
                );
            }
        }
    }
}

#[test]
fn what_is_told_is_what_the_case_is_handled_by() {
    for way in all_ways().into_iter().filter(|way| way.len() == 2) {
        let situation = at(&way);
        let own = item().in_situation(&told(&form(), way.iter().copied()));
        let codes: Vec<String> = own.fees.iter().map(|fee| fee.code.clone()).collect();
        assert_eq!(fees(&of(&situation, TermAspect::Fees).unwrap()), [codes], "{way:?}");
        let limit = of(&situation, TermAspect::Limit).map(|term| term.may[0].says.clone());
        let handled = own.summary.promised_limit.unwrap();
        assert_eq!(
            limit.unwrap_or(TermSays::Limit(Limit::working_days(20))),
            TermSays::Limit(handled),
            "{way:?}"
        );
        assert!(situation.terms.iter().all(|term| term.settled));
        assert_eq!(own.spares("replacement"), !way.contains(&(KIND, "lost")));
        assert!(!own.spares("copy"), "a fee no term speaks of is as it is for everybody");
    }
    let unsaid = item().in_situation(&json!({}));
    assert_eq!(unsaid.summary.promised_limit, Some(Limit::working_days(20)));
}

#[test]
fn a_term_that_reads_no_question_or_is_never_reached_is_named() {
    let check = |terms: Value, expect: &[(usize, TermLint)]| {
        let terms: Vec<Term> = serde_json::from_value(terms.clone()).unwrap();
        assert_eq!(term_lints(&form(), &terms), expect, "{terms:?}");
    };
    assert_eq!(term_lints(&form(), &item().terms), []);
    let free = |when: Value| json!({ "when": when, "fees": [] });
    check(json!([free(is("name", "x"))]), &[(0, TermLint::UnknownQuestion("/name".into()))]);
    check(json!([free(is("ground.none", true))]), &[(0, TermLint::UnknownQuestion("/ground/none".into()))]);
    check(json!([free(is("ground.kind", "moon"))]), &[(0, TermLint::Unreachable)]);
    let every = json!({ "in": [{ "var": "ground.kind" }, ["first", "expired", "lost"]] });
    check(json!([free(every), { "fees": [] }]), &[(1, TermLint::Unreachable)]);
    check(
        json!([free(is("ground.kind", "lost")), { "when": is("ground.kind", "lost"), "window": { "zh-CN": "窗口" } }]),
        &[],
    );
}
