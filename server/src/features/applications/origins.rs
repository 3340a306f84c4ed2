//! Where answers come from that the hall filled in, and which of them the applicant corrected. Pure.

use schema::applications::Origin;
use schema::element::Source;
use schema::form::{self, Form, FormState, Migrated, Prefilled};
use serde_json::Value;

/// What somebody says of the applicant: a default of the form is nobody's word.
pub fn told(mut begun: Vec<Prefilled>) -> Vec<Prefilled> {
    begun.retain(|it| it.source != Source::Form);
    begun
}

/// What is told after more was taken over, as far as that came to stand in the answers.
pub fn with_taken(before: &[Prefilled], taken: Vec<Prefilled>, answers: &Value) -> Vec<Prefilled> {
    let is_taken = |it: &Prefilled| answers.pointer(&it.pointer) == Some(&it.value);
    let taken: Vec<Prefilled> = taken.into_iter().filter(is_taken).collect();
    let others = before.iter().filter(|it| taken.iter().all(|other| other.pointer != it.pointer));
    others.cloned().chain(taken.iter().cloned()).collect()
}

/// What is told once the answers went on with another version: where each answer is now. What was set aside is to be
/// answered anew, and nobody's word.
pub fn moved(before: &[Prefilled], migrated: &Migrated) -> Vec<Prefilled> {
    let now = |it: &Prefilled| {
        let at = migrated.kept.get(&it.pointer);
        let is_gone = || migrated.set_aside.iter().any(|aside| aside.pointer == it.pointer);
        let pointer = at.or_else(|| (!is_gone()).then_some(&it.pointer))?.clone();
        Some(Prefilled { pointer, ..it.clone() })
    };
    before.iter().filter_map(now).collect()
}

/// Where answers come from, and which of them the applicant corrected.
pub fn of(form: &Form, state: &FormState, prefilled: &[Prefilled]) -> Vec<Origin> {
    let corrected = form::corrected(form, state, prefilled);
    let origin = |it: &Prefilled| Origin {
        pointer: it.pointer.clone(),
        source: it.source,
        earlier: it.earlier,
        corrected: corrected.contains(&it.pointer),
    };
    prefilled.iter().map(origin).collect()
}

#[cfg(test)]
mod tests {
    use schema::form::{compile, state};
    use serde_json::json;

    use super::*;

    fn told(pointer: &str, value: &str, source: Source) -> Prefilled {
        Prefilled { pointer: pointer.to_owned(), value: value.into(), source, earlier: None }
    }

    #[test]
    fn what_is_taken_over_counts_once_it_stands_in_the_answers() {
        let text = |title: &str| json!({"type": "string", "title": title});
        let (form, _) = compile(&json!({"schema": {"type": "object", "properties": {
            "name": text("姓名"), "phone": text("电话"), "day": text("日期"),
        }}}));
        let begun = vec![
            told("/name", "甲", Source::Account),
            told("/phone", "1", Source::EarlierApplication),
            told("/day", "2026-11-22", Source::Form),
        ];
        let begun = super::told(begun);
        assert_eq!(begun.len(), 2, "a default is nobody's word");
        // The name was taken; the telephone is locked, and stayed as it was.
        let answers = json!({"name": "乙", "phone": "2"});
        let taken = vec![told("/name", "乙", Source::Licence), told("/phone", "3", Source::Account)];
        let now = with_taken(&begun, taken, &answers);
        let origins = of(&form, &state(&form, &answers), &now);
        let of = |pointer: &str| {
            let origin = origins.iter().find(|origin| origin.pointer == pointer).unwrap();
            (origin.source, origin.corrected)
        };
        assert_eq!((of("/name"), origins.len()), ((Source::Licence, false), 2));
        assert_eq!(of("/phone"), (Source::EarlierApplication, true));
    }
}
