//! The situation (情形) of whoever is about to apply: the questions of an item's form that decide which documents are asked for, and
//! fee, time, window and delivery ([`SituationTerm`]); and what holds with the answers so far. Nothing is authored twice: questions
//! and documents are the form's, terms the item's.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::terms::{Published, SituationTerm, holding, reads};
use crate::expr::{Expr, Truth, sentence};
use crate::form::{Control, Field, Form, FormState, Material, find, label, state, told};
use crate::licences::NamedLicence;
use crate::locale::{Locale, Text};

/// The most questions that are asked before a form: more would be the form.
const MOST: usize = 8;

/// What is to be handed in, in one's situation. `GET /api/items/{code}/situation`; answers are parameters, by the pointers of
/// the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Situation {
    /// The questions that decide, in the order of the form. Those that no longer matter are left out.
    pub questions: Vec<SituationQuestion>,
    /// The documents, in the order of the form.
    pub materials: Vec<SituationMaterial>,
    /// Fee, time, window and delivery, as far as the item says that they hang on a situation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<SituationTerm>,
}

/// A question about one's situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SituationQuestion {
    /// The field of the form it is, which is also its parameter.
    pub pointer: String,
    /// What it asks.
    pub label: Text,
    /// What may be answered.
    pub choices: Vec<SituationChoice>,
    /// What was answered, as the address has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
}

/// An answer there is to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SituationChoice {
    /// As the address has it.
    pub written: String,
    /// What it is called; empty for yes and no, which every hall has a word for.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
}

/// A document in one's situation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SituationMaterial {
    /// Its id in the form.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// A word of help.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// Whether it is asked for.
    pub standing: Standing,
    /// When it is asked for, in words; empty where always.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub when: Text,
    /// Whether an application is taken without it: it may follow.
    pub may_follow: bool,
    /// One's own licence that counts as it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<NamedLicence>,
    /// The type of licence that counts as it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// Whether a document is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = SituationStanding))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Yes.
    Asked,
    /// Not in this situation.
    NotAsked,
    /// It hangs on what is not answered yet.
    Open,
}

/// The situation by these answers, which are named by the pointers of the form, of an item that publishes these terms; none where no
/// question decides.
pub fn situation<'a>(
    form: &Form,
    published: Published<'_>,
    written: impl Fn(&str) -> Option<&'a str>,
) -> Option<Situation> {
    let of_materials = form.materials.iter().filter_map(|it| it.when.as_ref()).flat_map(Expr::reads);
    let all = questions(form, &of_materials.chain(reads(published.terms)).collect(), &written);
    if all.is_empty() {
        return None;
    }
    let answers = told(form, all.iter().filter_map(|it| Some((it.pointer.as_str(), it.written.as_deref()?))));
    let state = state(form, &answers);
    let materials: Vec<SituationMaterial> =
        form.materials.iter().zip(state.materials()).map(|it| material(form, it)).collect();
    let (terms, mut open) = holding((form, published), &all, &answers);
    open.extend(hanging(form, &state));
    // An answer that was given stays in sight, so that it can be changed.
    let matters = |it: &SituationQuestion| it.written.is_some() || open.contains(&it.pointer);
    Some(Situation { questions: all.into_iter().filter(matters).take(MOST).collect(), materials, terms })
}

/// The questions among what conditions read, as far as one is chosen of what there is.
pub(super) fn questions<'a>(
    form: &Form,
    read: &BTreeSet<String>,
    written: impl Fn(&str) -> Option<&'a str>,
) -> Vec<SituationQuestion> {
    let asked = form.fields.iter().filter(|field| read.contains(&field.pointer) && !field.read_only);
    let question = |field: &Field| {
        let choices = match &field.control {
            Control::YesNo => ["true", "false"].map(|it| choice(it, Text::default())).to_vec(),
            Control::Choice { options, .. } => {
                options.iter().map(|it| choice(&it.wire(), it.label.clone())).collect()
            }
            _ => return None,
        };
        let written = written(&field.pointer).map(|text| match text {
            "yes" => "true",
            "no" => "false",
            text => text,
        });
        let written = written.filter(|text| choices.iter().any(|choice| choice.written == *text));
        Some(SituationQuestion {
            pointer: field.pointer.clone(),
            label: field.label.clone(),
            written: written.map(str::to_owned),
            choices,
        })
    };
    asked.filter_map(question).collect()
}

fn choice(written: &str, label: Text) -> SituationChoice {
    SituationChoice { written: written.to_owned(), label }
}

/// The pointers on whose answers some document still hangs.
fn hanging(form: &Form, state: &FormState) -> BTreeSet<String> {
    let open = form.materials.iter().zip(state.materials());
    let open = open.filter_map(|(_, wanted)| match wanted {
        Truth::Unknown(missing) => Some(missing.clone()),
        Truth::Yes | Truth::No => None,
    });
    open.flatten().collect()
}

fn material(form: &Form, (it, wanted): (&Material, &Truth)) -> SituationMaterial {
    SituationMaterial {
        id: it.id.clone(),
        name: it.name.clone(),
        hint: it.hint.clone(),
        standing: match wanted {
            Truth::Yes => Standing::Asked,
            Truth::No => Standing::NotAsked,
            Truth::Unknown(_) => Standing::Open,
        },
        when: it.when.as_ref().map(|when| in_words(form, when)).unwrap_or_default(),
        may_follow: !it.required,
        held: None,
        licence: it.licence.clone(),
    }
}

/// A condition in the words of the form.
pub(super) fn in_words(form: &Form, when: &Expr) -> Text {
    Locale::ALL.into_iter().fold(Text::default(), |text, locale| {
        let labels = |pointer: &str, value: Option<&Value>| match value {
            None => label(form, pointer, locale),
            Some(value) => choice_label(form, pointer, value, locale),
        };
        text.with(locale, sentence(when, locale, &labels).text(locale))
    })
}

fn choice_label(form: &Form, pointer: &str, value: &Value, locale: Locale) -> Option<String> {
    let Control::Choice { options, .. } = &find(form, pointer)?.field.control else { return None };
    let choice = options.iter().find(|choice| choice.value == *value)?;
    Some(choice.label.get(locale).to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::compile;

    fn form() -> Form {
        let kinds = json!([{ "const": "work", "title": "上班" }, { "const": "study", "title": "上学" }]);
        let (form, lints) = compile(&json!({
            "meta": { "id": "permit", "title": "居住证" },
            "schema": { "type": "object", "properties": {
                "ground": { "type": "string", "title": "为什么来", "oneOf": kinds },
                "agent": { "type": "boolean", "title": "有人代办" },
                "name": { "type": "string", "title": "姓名" },
            } },
            "materials": [
                { "id": "card", "name": "身份证", "required": true },
                { "id": "contract", "name": "劳动合同", "required": true, "when": { "==": [{ "var": "ground" }, "work"] } },
                { "id": "proxy", "name": "委托书", "required": false,
                  "when": { "and": [{ "==": [{ "var": "ground" }, "study"] }, { "==": [{ "var": "agent" }, true] }] } },
            ],
        }));
        assert!(lints.iter().all(|lint| lint.severity != crate::form::Severity::Error), "{lints:?}");
        form
    }

    fn at(answers: &[(&str, &'static str)]) -> Situation {
        situation(&form(), Published::default(), |pointer| {
            answers.iter().find(|(name, _)| *name == pointer).map(|(_, it)| *it)
        })
        .unwrap()
    }

    fn standings(situation: &Situation) -> Vec<Standing> {
        situation.materials.iter().map(|material| material.standing).collect()
    }

    #[test]
    fn what_decides_is_asked_and_what_does_not_matter_any_more_is_not() {
        use Standing::{Asked, NotAsked, Open};
        let asked = |situation: &Situation| {
            situation.questions.iter().map(|it| it.pointer.clone()).collect::<Vec<_>>()
        };
        let begun = at(&[]);
        assert_eq!(
            (asked(&begun), standings(&begun)),
            (vec!["/ground".into(), "/agent".into()], vec![Asked, Open, Open])
        );
        let work = at(&[("/ground", "work")]);
        assert_eq!((asked(&work), standings(&work)), (vec!["/ground".into()], vec![Asked, Asked, NotAsked]));
        let study = at(&[("/ground", "study"), ("/agent", "yes")]);
        assert_eq!(standings(&study), [Asked, NotAsked, Asked]);
        assert_eq!(study.questions[1].written.as_deref(), Some("true"));
        assert!(study.materials[2].may_follow && !study.materials[1].may_follow);
    }

    #[test]
    fn it_is_said_why_a_document_is_needed() {
        let contract = &at(&[]).materials[1];
        assert!(
            contract.when.get(Locale::ZhCn).contains("为什么来")
                && contract.when.get(Locale::ZhCn).contains("上班")
        );
    }

    #[test]
    fn what_is_no_answer_is_none() {
        let wrong = at(&[("/ground", "moon"), ("/name", "x")]);
        assert_eq!(standings(&wrong), standings(&at(&[])));
    }

    #[test]
    fn a_form_whose_documents_are_always_the_same_has_no_situations() {
        let (form, _) = compile(&json!({
            "meta": { "id": "x", "title": "x" },
            "schema": { "type": "object", "properties": { "name": { "type": "string", "title": "姓名" } } },
            "materials": [{ "id": "card", "name": "身份证", "required": true }],
        }));
        assert_eq!(situation(&form, Published::default(), |_| None), None);
    }
}
