//! Whatever forms are put together and whatever is answered: an item's part of the one form is its own form.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::parts::{Draws, FIELDS, answer, definition};
use super::*;
use crate::expr::{Context, under};
use crate::form::{Form, FormState, Need, Severity, compile, find, prune, set_answer, state, validate};

/// Some forms as one, with answers.
struct Case {
    bundle: Bundle,
    own: Vec<Form>,
    composed: Composed,
    form: Form,
    answers: Value,
}

fn is_sound(definition: &Value) -> bool {
    compile(definition).1.iter().all(|lint| lint.severity == Severity::Warning)
}

impl Case {
    fn draw(numbers: &[u16]) -> Self {
        let mut draws = Draws(numbers.iter());
        let count = 2 + draws.below(2);
        let conditions = [
            json!(null),
            json!({"==": [{"var": "situation.kind"}, "p"]}),
            json!({"in": [{"var": "situation.kind"}, ["p", "q"]]}),
        ];
        let conditions: Vec<Value> = (0..count).map(|_| draws.one(&conditions)).collect();
        let bundle = bundle(Some(question(&["p", "q", "r"])), &conditions);
        let mut definitions = Vec::new();
        while definitions.len() < count {
            let drawn = definition(&mut draws);
            let without_rules = |mut drawn: Value| {
                drawn["x-rules"] = json!([]);
                drawn.as_object_mut().unwrap().remove("uischema");
                drawn
            };
            definitions.push(if is_sound(&drawn) { drawn } else { without_rules(drawn) });
        }
        let composed = composed(&bundle, &definitions);
        let own = definitions.iter().map(|definition| compile(definition).0).collect();
        let (form, _) = compile(&composed.definition);
        let mut answers = json!({});
        if let Some(kind) = draws.one(&[Some("p"), Some("q"), Some("r"), None]) {
            answers["situation"]["kind"] = kind.into();
        }
        for slice in &composed.slices {
            for pointer in FIELDS {
                if let (Some(place), Some(value)) = (slice.to_joint(pointer), answer(pointer, &mut draws)) {
                    set_answer(&mut answers, &place, value);
                }
            }
        }
        Self { bundle, own, composed, form, answers }
    }

    fn applying(&self, state: &FormState) -> Vec<(&Slice, &Form)> {
        let items = applying(&self.bundle, state.answers(), Context::default());
        let all = self.composed.slices.iter().zip(&self.own);
        all.filter(|(slice, _)| items.contains(&slice.item)).collect()
    }

    /// The pointers of fields in the item's own form, also in rows that are there.
    fn fields(form: &Form, answers: &Value) -> Vec<String> {
        let mut all: Vec<String> = form.fields.iter().map(|field| field.pointer.clone()).collect();
        let rows = answers.pointer("/rows").and_then(Value::as_array).map_or(0, Vec::len);
        for row in 0..rows {
            all.extend(["what", "count", "all"].map(|name| format!("/rows/{row}/{name}")));
        }
        all
    }
}

fn need(form: &Form, state: &FormState, pointer: &str) -> Option<Need> {
    let field = find(form, pointer)?.field;
    state.visible(pointer).then(|| state.need(field, pointer))
}

/// Whether several items ask it.
fn is_shared(place: &str) -> bool {
    under(place, "/shared") || under(place, "/situation")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_one_form_compiles(numbers in prop::collection::vec(any::<u16>(), 160)) {
        let case = Case::draw(&numbers);
        prop_assert_eq!(errors(&case.composed), Vec::<&BundleLint>::new(), "{}", case.composed.definition);
    }

    #[test]
    fn places_go_there_and_back_and_are_nobody_elses(numbers in prop::collection::vec(any::<u16>(), 160)) {
        let case = Case::draw(&numbers);
        let mut owner: BTreeMap<String, &str> = BTreeMap::new();
        for (slice, own) in case.composed.slices.iter().zip(&case.own) {
            for pointer in Case::fields(own, &json!({"rows": [1]})) {
                let Some(place) = slice.to_joint(&pointer) else {
                    // Only of a table that the form does not have.
                    prop_assert!(find(own, &pointer).is_none(), "{} has no place", pointer);
                    continue;
                };
                prop_assert_eq!(slice.to_own(&place), Some(pointer.clone()), "{}", place);
                prop_assert_eq!(find(own, &pointer).is_some(), find(&case.form, &place).is_some(), "{}", place);
                let before = owner.insert(place.clone(), &slice.item);
                prop_assert!(before.is_none() || is_shared(&place), "{} is of two items", place);
            }
        }
        let all: BTreeSet<String> = case.bundle.items.iter().map(|item| item.item.clone()).collect();
        let joint = state(&case.form, &case.answers);
        for slice in &case.composed.slices {
            let answers = slice.answers(joint.answers());
            for moved in &slice.fields {
                prop_assert!(is_shared(&moved.from) || owner.iter().filter(|(place, _)| under(place, &moved.from)).all(|(_, item)| *item == slice.item));
            }
            for name in answers.as_object().unwrap().keys() {
                prop_assert!(slice.fields.iter().any(|field| under(&field.to, &format!("/{name}"))), "{} is not its own", name);
            }
        }
        let counted = saved(&case.composed.slices, &all);
        let apart: u32 = case.composed.slices.iter().map(|slice| slice.asked).sum();
        prop_assert!(counted.apart == apart && counted.asked <= apart);
    }

    #[test]
    fn an_item_is_shown_and_needs_what_its_own_form_does(numbers in prop::collection::vec(any::<u16>(), 200)) {
        let case = Case::draw(&numbers);
        let joint = state(&case.form, &case.answers);
        let applying = case.applying(&joint);
        let states: Vec<FormState> =
            applying.iter().map(|(slice, own)| state(own, &slice.answers(joint.answers()))).collect();
        let mut of_shared: BTreeMap<String, Vec<Option<Need>>> = BTreeMap::new();
        for ((slice, own), alone) in applying.iter().zip(&states) {
            for pointer in Case::fields(own, alone.answers()) {
                let Some(place) = slice.to_joint(&pointer) else { continue };
                if find(own, &pointer).is_none() {
                    continue;
                }
                let (here, there) = (need(&case.form, &joint, &place), need(own, alone, &pointer));
                if is_shared(&place) {
                    of_shared.entry(place).or_default().push(there);
                } else {
                    prop_assert_eq!(here, there, "{} of {} in {}", pointer, &slice.item, case.composed.definition);
                }
            }
        }
        for (place, needs) in of_shared {
            let here = need(&case.form, &joint, &place);
            prop_assert_eq!(here.is_some(), needs.iter().any(Option::is_some), "{} is shown", place);
            let most = |need: &Option<Need>| matches!(need, Some(Need::Required));
            prop_assert_eq!(most(&here), needs.iter().any(most), "{} is needed: {:?}", place, needs);
        }
        // What does not apply is not shown.
        for slice in case.composed.slices.iter().filter(|slice| !applying.iter().any(|(other, _)| other.item == slice.item)) {
            for moved in slice.fields.iter().filter(|moved| !is_shared(&moved.from)) {
                let within = case.form.fields.iter().filter(|field| under(&field.pointer, &moved.from));
                for field in within {
                    prop_assert!(!joint.visible(&field.pointer), "{}", field.pointer);
                }
            }
        }
    }

    #[test]
    fn an_item_is_right_exactly_when_its_own_form_is(numbers in prop::collection::vec(any::<u16>(), 200)) {
        let case = Case::draw(&numbers);
        let pruned = prune(&case.form, &case.answers);
        let found = validate(&case.form, &pruned, &Anything);
        let applying = case.applying(&state(&case.form, &pruned));
        let is_narrower = case.composed.lints.iter().any(|lint| lint.code == BundleLintCode::NarrowerCheck);
        let mut of_shared = BTreeSet::new();
        for (slice, own) in &applying {
            let alone = validate(own, &slice.answers(&pruned), &Anything);
            let alone: BTreeSet<(String, String)> = alone
                .iter()
                .filter_map(|error| Some((slice.to_joint(&error.pointer)?, format!("{:?}", error.code))))
                .collect();
            let here = found.iter().filter(|error| slice.to_own(&error.pointer).is_some());
            let here: BTreeSet<(String, String)> =
                here.map(|error| (error.pointer.clone(), format!("{:?}", error.code))).collect();
            let own_only = |all: &BTreeSet<(String, String)>| -> Vec<_> {
                all.iter().filter(|(place, _)| !is_shared(place)).cloned().collect()
            };
            prop_assert_eq!(own_only(&here), own_only(&alone), "{} with {}", case.composed.definition, pruned);
            if !is_narrower {
                for fault in alone.iter().filter(|(place, _)| is_shared(place)) {
                    prop_assert!(here.contains(fault), "{:?} is wrong alone", fault);
                }
            }
            prop_assert!(alone.is_empty() || !here.is_empty());
            of_shared.extend(alone);
        }
        // What is wrong with a shared answer is wrong for one of those that ask it.
        let shared = found.iter().filter(|error| under(&error.pointer, "/shared"));
        for error in shared.filter(|_| !is_narrower) {
            prop_assert!(of_shared.contains(&(error.pointer.clone(), format!("{:?}", error.code))), "{:?}", error);
        }
    }
}
