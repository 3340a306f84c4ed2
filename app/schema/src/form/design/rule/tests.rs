//! Rules by chance: what is written compiles to what was meant, and is read as what was written.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::super::any::anything;
use super::part::always;
use super::{
    EffectDraft, EffectKind, Predicate, RuleDraft, Statement, Subject, SubjectKind, add, in_form, of_whole,
    part, rules, set_rule, subjects, to_value, with_part, wrap,
};
use crate::expr::{Condition, Expr, Quantifier};
use crate::form::program::{Effect, Form, Soft, Tone};
use crate::form::{Severity, compile, state};
use crate::locale::{Locale, Text};

/// A definition in which conditions and targets do not meet, so that no rule is about itself.
fn definition() -> Value {
    let text = |title: &str| json!({"type": "string", "title": title});
    let choice = json!([{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]);
    let row = json!({"type": "object", "properties": {
        "yes": {"type": "boolean"}, "age": {"type": "integer"}, "kind": {"oneOf": choice}, "target": text("目标"),
    }});
    let control = |name: &str| json!({"type": "Control", "scope": format!("#/properties/{name}")});
    let read =
        ["yes", "agree", "kind", "many", "age", "fee", "day", "month", "name", "place", "rows"].map(control);
    let group = json!({"type": "Group", "label": "组", "options": {"id": "group"}, "elements": [control("two"), control("three")]});
    json!({
        "schema": {"type": "object", "properties": {
            "yes": {"type": "boolean"}, "agree": {"const": true}, "kind": {"oneOf": choice},
            "many": {"type": "array", "uniqueItems": true, "items": {"oneOf": choice}},
            "age": {"type": "integer"}, "fee": {"type": "number", "format": "money"},
            "day": {"type": "string", "format": "date"}, "month": {"type": "string", "format": "year-month"},
            "name": text("姓名"), "place": {"type": "string", "format": "region"},
            "rows": {"type": "array", "items": row},
            "one": text("一"), "two": text("二"), "three": text("三"),
        }},
        "uischema": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "读", "options": {"id": "read"}, "elements": read},
            {"type": "Category", "label": "写", "options": {"id": "page"}, "elements": [control("one"), group]},
        ]},
    })
}

fn form() -> Form {
    compile(&definition()).0
}

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        "[一-三]{1,3}".prop_map(Text::zh),
        "[a-c]{1,3}".prop_map(|text| Text::zh("有").with(Locale::En, text))
    ]
}

fn effect() -> impl Strategy<Value = EffectDraft> {
    let consequence = prop_oneof![Just(Text::default()), text()];
    let logic = || select(vec![json!("a"), json!({"cat": ["a", "b"]}), json!(["a", "b"])]);
    prop_oneof![
        select(vec![
            EffectDraft::Show,
            EffectDraft::Hide,
            EffectDraft::Enable,
            EffectDraft::ReadOnly,
            EffectDraft::Require,
            EffectDraft::Optional,
        ]),
        (consequence, prop::option::of(any::<u16>()))
            .prop_map(|(consequence, within_days)| EffectDraft::Recommend { consequence, within_days }),
        logic().prop_map(EffectDraft::Compute),
        prop_oneof![Just(json!(["a"])), Just(json!({"merge": [["a"], ["b"]]}))]
            .prop_map(EffectDraft::Restrict),
        (select(vec![Tone::Info, Tone::Warning]), text())
            .prop_map(|(tone, text)| EffectDraft::Message { tone, text }),
    ]
}

fn value(subject: &Subject) -> BoxedStrategy<Value> {
    match &subject.kind {
        SubjectKind::Choice(options) | SubjectKind::Choices(options) => {
            select(options.iter().map(|(value, _)| value.clone()).collect::<Vec<_>>()).boxed()
        }
        SubjectKind::Number => any::<i32>().prop_map(Value::from).boxed(),
        SubjectKind::Date => Just(json!("2026-11-22")).boxed(),
        _ => "[一-三]{1,2}".prop_map(Value::from).boxed(),
    }
}

fn statement(subject: &Subject) -> BoxedStrategy<Statement> {
    let (pointer, value) = (subject.pointer.clone(), value(subject));
    let said = move |predicate: Predicate| {
        let (least, most) = predicate.values();
        let pointer = pointer.clone();
        let values = prop::collection::vec(value.clone(), least..=most.unwrap_or(3));
        values.prop_map(move |values| Statement { pointer: pointer.clone(), predicate, values })
    };
    select(subject.predicates).prop_flat_map(said).boxed()
}

fn condition(row: Option<&'static str>) -> impl Strategy<Value = Condition> {
    let mut all = subjects(&form(), row);
    // In a row, its own list is no news.
    all.retain(|subject| row.is_none() || subject.at != "/rows");
    all.retain(|subject| !["/one", "/two", "/three", "/rows/-/target"].contains(&&*subject.at));
    let leaf = select(all).prop_flat_map(|subject| statement(&subject));
    let leaf = leaf.prop_map(|statement| statement.condition());
    leaf.prop_recursive(3, 12, 3, |inner| {
        let quantifier = select(vec![Quantifier::All, Quantifier::Any, Quantifier::None]);
        (quantifier, prop::collection::vec(inner, 1..4))
            .prop_map(|(quantifier, conditions)| Condition::Group { quantifier, conditions })
    })
}

fn draft() -> impl Strategy<Value = RuleDraft> {
    let all = ["/one", "/two", "#page", "#group"].map(str::to_owned).to_vec();
    let of_form = (prop::sample::subsequence(all, 1..4), condition(None).boxed());
    let of_row = (Just(vec!["/rows/-/target".to_owned()]), condition(Some("/rows/-")).boxed());
    (effect(), prop_oneof![of_form.boxed(), of_row.boxed()]).prop_map(|(effect, (targets, when))| RuleDraft {
        effect,
        targets,
        when,
    })
}

/// What the compiler is to make of an effect.
fn meant(effect: &EffectDraft) -> Effect {
    let expr = |value: &Value| Expr::parse(value).unwrap();
    match effect.clone() {
        EffectDraft::Show => Effect::Show,
        EffectDraft::Hide => Effect::Hide,
        EffectDraft::Enable => Effect::Enable,
        EffectDraft::ReadOnly => Effect::ReadOnly,
        EffectDraft::Require => Effect::Require,
        EffectDraft::Recommend { consequence, within_days } => {
            Effect::Recommend(Soft { consequence, within_days })
        }
        EffectDraft::Optional => Effect::Optional,
        EffectDraft::Compute(value) => Effect::Compute(expr(&value)),
        EffectDraft::Restrict(value) => Effect::Restrict(expr(&value)),
        EffectDraft::Message { tone, text } => Effect::Message { tone, text },
    }
}

/// The fields that the targets stand for, in the row if there is one.
fn reached(rule: &RuleDraft) -> Vec<String> {
    let is_message = matches!(rule.effect, EffectDraft::Message { .. });
    let fields = |target: &String| -> Vec<String> {
        match target.as_str() {
            "#page" if !is_message => ["/one", "/two", "/three"].map(str::to_owned).to_vec(),
            "#group" if !is_message => ["/two", "/three"].map(str::to_owned).to_vec(),
            other => vec![other.trim_start_matches("/rows/-").to_owned()],
        }
    };
    let mut all: Vec<String> = rule.targets.iter().flat_map(fields).collect();
    all.sort();
    all.dedup();
    all
}

proptest! {
    #[test]
    fn what_is_written_compiles_to_what_was_meant_and_is_read_again(rule in draft()) {
        let definition = set_rule(&definition(), None, Some(&rule));
        let (form, lints) = compile(&definition);
        let errors: Vec<_> = lints.iter().filter(|lint| lint.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:?} {}", errors, definition["x-rules"]);
        let [compiled] = form.rules.as_slice() else { panic!("one rule, not {:?}", form.rules) };
        prop_assert_eq!(&compiled.effect, &meant(&rule.effect));
        prop_assert_eq!(&compiled.targets, &reached(&rule));
        prop_assert_eq!(&compiled.when, &Expr::from(rule.when.clone()));
        let stored = rules(&definition);
        prop_assert_eq!(stored.len(), 1);
        prop_assert_eq!(stored[0].rule.as_ref(), Ok(&rule));
        prop_assert_eq!(&definition["x-rules"][0], &to_value(&rule));
    }

    #[test]
    fn rules_are_set_one_at_a_time(all in prop::collection::vec(draft(), 1..5), new in draft(), at in 0_usize..6) {
        let read = |definition: &Value| {
            rules(definition).into_iter().map(|stored| stored.rule.unwrap()).collect::<Vec<_>>()
        };
        let made = all.iter().fold(definition(), |made, rule| set_rule(&made, None, Some(rule)));
        prop_assert_eq!(&read(&made), &all);
        let (mut replaced, mut removed) = (all.clone(), all.clone());
        if at < all.len() {
            replaced[at] = new.clone();
            removed.remove(at);
        }
        prop_assert_eq!(read(&set_rule(&made, Some(at), Some(&new))), replaced);
        prop_assert_eq!(read(&set_rule(&made, Some(at), None)), removed);
        prop_assert_eq!(set_rule(&made, None, None), made);
    }

    #[test]
    fn rules_of_anything_are_read_and_set(entries in anything(), mut rest in anything(), rule in draft(), at in 0_usize..3) {
        if let Value::Object(file) = &mut rest {
            file.insert("x-rules".to_owned(), entries);
        }
        let before = rules(&rest);
        let after = rules(&set_rule(&rest, Some(at), Some(&rule)));
        prop_assert_eq!(before.len(), after.len());
        prop_assert!(at >= after.len() || after[at].rule.as_ref() == Ok(&rule));
        let removed = rules(&set_rule(&rest, Some(at), None)).len();
        prop_assert_eq!(removed, before.len() - usize::from(at < before.len()));
        let added = rules(&set_rule(&rest, None, Some(&rule)));
        prop_assert!(!rest.is_object() || added.last().map(|last| &last.rule) == Some(&Ok(rule)));
    }

    #[test]
    fn a_statement_is_read_as_it_was_written(index in 0_usize..Predicate::ALL.len(), one in 0_i32..9, other in "[a-c]") {
        let predicate = Predicate::ALL[index];
        let count = predicate.values().1.unwrap_or(2);
        let values = [Value::from(one), Value::from(other)].into_iter().take(count).collect();
        let statement = Statement { pointer: "/a".to_owned(), predicate, values };
        prop_assert_eq!(Statement::of(&statement.condition()), Some(statement));
    }

    #[test]
    fn parts_are_found_where_they_were_put(whole in condition(None), steps in prop::collection::vec(0_usize..4, 0..3)) {
        let new = Condition::Missing { pointers: vec!["/new".to_owned()] };
        let Some(old) = part(&whole, &steps) else {
            prop_assert_eq!(&with_part(&whole, &steps, Some(new.clone())), &whole);
            prop_assert_eq!(&with_part(&whole, &steps, None), &whole);
            prop_assert_eq!(&wrap(&whole, &steps, Quantifier::Any), &whole);
            prop_assert_eq!(&add(&whole, &steps, new), &whole);
            return Ok(());
        };
        let put = with_part(&whole, &steps, Some(new.clone()));
        prop_assert_eq!(part(&put, &steps), Some(&new));
        prop_assert_eq!(&with_part(&put, &steps, Some(old.clone())), &whole);
        let inside = [steps.as_slice(), &[0]].concat();
        let wrapped = wrap(&whole, &steps, Quantifier::Any);
        prop_assert_eq!(part(&wrapped, &inside), Some(old));
        prop_assert_eq!(&with_part(&wrapped, &steps, Some(old.clone())), &whole);
        let added = add(&whole, &steps, new.clone());
        let Some(Condition::Group { conditions, .. }) = part(&added, &steps) else { panic!("a group: {added:?}") };
        prop_assert_eq!(conditions.last(), Some(&new));
        prop_assert_eq!(leaves(&added), leaves(&whole) + 1);
    }

    #[test]
    fn what_is_taken_out_leaves_no_empty_group(whole in condition(None), steps in prop::collection::vec(0_usize..4, 0..3)) {
        let taken = part(&whole, &steps).map_or(0, leaves);
        let left = with_part(&whole, &steps, None);
        prop_assert_eq!(leaves(&left), leaves(&whole) - taken);
        prop_assert!(left == always() || !has_empty_group(&left), "{:?}", left);
    }
}

fn leaves(condition: &Condition) -> usize {
    match condition {
        Condition::Group { conditions, .. } => conditions.iter().map(leaves).sum(),
        Condition::Rows { condition, .. } => 1 + leaves(condition),
        _ => 1,
    }
}

fn has_empty_group(condition: &Condition) -> bool {
    match condition {
        Condition::Group { conditions, .. } => {
            conditions.is_empty() || conditions.iter().any(has_empty_group)
        }
        _ => false,
    }
}

#[test]
fn kinds_have_the_names_that_the_compiler_knows() {
    for kind in EffectKind::ALL {
        assert_eq!((EffectKind::from_slug(kind.slug()), kind.blank().kind()), (Some(kind), kind));
    }
    for predicate in Predicate::ALL {
        assert_eq!(Predicate::from_slug(predicate.slug()), Some(predicate));
    }
}

#[test]
fn every_question_that_is_answered_is_a_subject() {
    let names = |row| subjects(&form(), row).into_iter().map(|subject| subject.pointer).collect::<Vec<_>>();
    let all = [
        "yes", "agree", "kind", "many", "age", "fee", "day", "month", "name", "place", "rows", "one", "two",
        "three",
    ];
    assert_eq!(names(None), all.map(|name| format!("/{name}")));
    let row = ["/yes", "/age", "/kind", "/target"].map(str::to_owned);
    assert_eq!(names(Some("/rows/-")), [&row[..], &all.map(|name| of_whole(&format!("/{name}")))].concat());
    let far = subjects(&form(), Some("/rows/-")).into_iter().find(|subject| subject.at == "/yes").unwrap();
    assert_eq!(far.predicates, [Predicate::Yes, Predicate::No]);
    assert_eq!(subjects(&form(), Some("/none/-")).len(), all.len());
}

#[test]
fn a_pointer_of_a_condition_is_found_in_the_form() {
    for row in [None, Some("/rows/-")] {
        for subject in subjects(&form(), row) {
            assert_eq!(in_form(&subject.pointer, row), subject.at);
        }
    }
    assert_eq!(in_form(&format!("/-{}", of_whole("/a.b/c~1d")), Some("/rows/-")), "/a.b/c~1d");
}

#[test]
fn a_row_may_ask_the_whole_form() {
    let said =
        |pointer: &str| Statement { pointer: pointer.to_owned(), predicate: Predicate::Yes, values: vec![] };
    for (pointer, expect) in [("/yes".to_owned(), [true, false]), (of_whole("/yes"), [false, false])] {
        let targets = vec!["/rows/-/target".to_owned()];
        let rule = RuleDraft { effect: EffectDraft::Show, targets, when: said(&pointer).condition() };
        let (form, _) = compile(&set_rule(&definition(), None, Some(&rule)));
        let state = state(&form, &json!({"yes": false, "rows": [{"yes": true}, {"yes": false}]}));
        let shown = ["/rows/0/target", "/rows/1/target"].map(|target| state.visible(target));
        assert_eq!(shown, expect, "{pointer}");
    }
}

#[test]
fn translations_follow_their_rules() {
    let message = |text: &str| json!({"effect": "message", "target": "/one", "when": true, "text": text, "$comment": text});
    let mut definition = definition();
    definition["x-rules"] = json!([message("一"), message("二"), message("三"), {"effect": "unknown"}]);
    definition["x-text"] = json!({"en": {
        "/x-rules/0/text": "one", "/x-rules/1/text": "two", "/x-rules/2/text": "three", "/schema/title": "x",
    }});
    let stored = rules(&definition);
    assert_eq!(stored[3].rule, Err(json!({"effect": "unknown"})));
    let said = |definition: &Value| {
        let texts = rules(definition).into_iter().filter_map(|stored| match stored.rule.ok()?.effect {
            EffectDraft::Message { text, .. } => Some(text.get(Locale::En).to_owned()),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    assert_eq!(said(&definition), ["one", "two", "three"]);
    let without = set_rule(&definition, Some(1), None);
    assert_eq!(said(&without), ["one", "three"]);
    assert_eq!(without["x-text"]["en"]["/schema/title"], "x");
    let mut rule = stored[1].rule.clone().unwrap();
    assert_eq!(set_rule(&definition, Some(1), Some(&rule)).to_string(), definition.to_string());
    rule.effect = EffectDraft::Message { tone: Tone::Info, text: Text::zh("又").with(Locale::En, "again") };
    let again = set_rule(&definition, Some(1), Some(&rule));
    assert_eq!(said(&again), ["one", "again", "three"]);
    assert_eq!(again["x-rules"][1]["$comment"], "二");
}

#[test]
fn the_rules_of_the_seed_mean_the_same_when_they_are_written_again() {
    for seed in [
        include_str!("../../../../../../server/seed/forms/birth-household-registration.json"),
        include_str!("../../../../../../server/seed/forms/food-business-licence.json"),
        include_str!("../../../../../../server/seed/forms/senior-card.json"),
        include_str!("../../../../../../server/seed/forms/sole-trader-registration.json"),
    ] {
        let definition: Value = serde_json::from_str(seed).unwrap();
        let stored = rules(&definition);
        assert_eq!(stored.len(), definition["x-rules"].as_array().unwrap().len());
        let mut written = definition.clone();
        for stored in stored {
            let rule = stored.rule.unwrap();
            written["x-rules"][stored.index] = to_value(&rule);
            assert_eq!(set_rule(&definition, Some(stored.index), Some(&rule)), definition);
        }
        assert_eq!(compile(&written).0.rules, compile(&definition).0.rules);
    }
}
