//! What holds for all answers and definitions: nothing typed is lost, nothing panics.

use proptest::prelude::*;
use schema::Locale;
use schema::form::design::{Aspect, Edit, Kind, New, Place, apply, laid_out, outline, piece};
use schema::form::{
    Need, compile, from_pairs, inputs, missing, prefill, prune, state, summary, to_pairs, validate,
};
use schema::locale::Text;
use schema::problem::FieldCode;
use serde_json::json;

use super::any::{answers, anything};
use super::{NoAngles, residence};

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
            prefill(&form, &answers, &NoAngles);
            for field in &form.fields {
                inputs(field, answers.pointer(&field.pointer));
            }
            let again = from_pairs(&form, to_pairs(&form, &answers));
            validate(&form, &again, &NoAngles);
        }
    }

    #[test]
    fn no_definition_makes_the_designer_panic(definition in anything(), kind in 0..Kind::ALL.len()) {
        let kind = Kind::ALL[kind];
        let parts = json!({"schema": definition, "uischema": definition, "materials": definition,
            "x-rules": definition, "x-text": definition, "meta": definition});
        let listed = json!({"schema": {"properties": {"a": definition}}, "materials": [definition], "x-rules": [definition],
            "uischema": {"type": "Categorization", "elements": [definition, {"elements": [definition]}]}});
        for definition in [&definition, &parts, &listed] {
            let written = laid_out(definition);
            prop_assert_eq!(&laid_out(&written), &written);
            outline(definition);
            let title = Text::zh("问");
            for place in ["0", "1", "2", "0-0", "1-0", "2-0", "0-0-0"].map(|place| place.parse::<Place>().unwrap()) {
                let piece = piece(definition, &place);
                let paste = piece.map(|piece| Edit::Paste { piece, at: place.clone() });
                let edits = [
                    Edit::Add { what: New::Question(kind), at: place.clone(), title: title.clone() },
                    Edit::Move { from: place.clone(), to: Place::page(0) },
                    Edit::Copy { place: place.clone() },
                    Edit::Kind { place: place.clone(), kind },
                    Edit::Need { place: place.clone(), need: Need::Required },
                    Edit::Choices { place: place.clone(), choices: vec![("a".to_owned(), title.clone())] },
                    Edit::Text { place: place.clone(), aspect: Aspect::Title, locale: Locale::En, text: "a".to_owned() },
                    Edit::Id { place: place.clone(), id: "b".to_owned() },
                    Edit::Remove { place },
                ];
                for edit in edits.iter().chain(&paste) {
                    if let Ok(edited) = apply(definition, edit) {
                        prop_assert!(edited.definition.is_object());
                    }
                }
            }
        }
    }
}
