//! The checklist of a task (检查表): each point with its answer and its remark, for which standard phrases are at hand.

use leptos::html::Input;
use schema::FieldError;
use schema::form::html_id;
use schema::process::{CheckAnswer, CheckPoint};

use crate::prelude::*;
use crate::returned::Returned;
use crate::text::{field_error, use_words};

/// What the names of its fields begin with.
const CHECKS: &str = "/checks/";

const ANSWERS: [CheckAnswer; 3] = [CheckAnswer::Yes, CheckAnswer::No, CheckAnswer::NotApplicable];

/// The name of the field with the answer to a point.
pub fn answer_name(point: &str) -> String {
    format!("{CHECKS}{point}/answer")
}

fn words_name(point: &str) -> String {
    format!("{CHECKS}{point}/words")
}

/// The point whose answer or remark is in the field of this name, and whether it is the answer.
pub fn point_of(name: &str) -> Option<(&str, bool)> {
    let (point, part) = name.strip_prefix(CHECKS)?.rsplit_once('/')?;
    matches!(part, "answer" | "words").then_some((point, part == "answer"))
}

/// Puts each fault at its field: the engine names a point without an answer by its id, and a remark that is too long by its
/// place among the answers that were sent.
pub fn at_points(errors: &mut [FieldError], fields: &[(String, String)]) {
    let answered = fields.iter().filter(|(_, value)| !value.is_empty());
    let answered: Vec<&str> = answered
        .filter_map(|(name, _)| point_of(name).filter(|(_, is_answer)| *is_answer))
        .map(|(id, _)| id)
        .collect();
    for error in errors {
        let Some(rest) = error.pointer.strip_prefix(CHECKS) else { continue };
        let pointer = match rest.split_once('/') {
            None => Some(answer_name(rest)),
            Some((place, "words")) => {
                place.parse().ok().and_then(|place: usize| answered.get(place)).map(|id| words_name(id))
            }
            Some(_) => None,
        };
        error.pointer = pointer.unwrap_or_else(|| error.pointer.clone());
    }
}

/// The name of an answer on the wire.
const fn slug(answer: CheckAnswer) -> &'static str {
    match answer {
        CheckAnswer::Yes => "yes",
        CheckAnswer::No => "no",
        CheckAnswer::NotApplicable => "not_applicable",
    }
}

/// The answer with this name.
pub fn answer_of(name: &str) -> Option<CheckAnswer> {
    ANSWERS.into_iter().find(|answer| slug(*answer) == name)
}

/// All of it, in the form that ends the task.
#[component]
pub fn Checklist(
    /// The points.
    points: Vec<CheckPoint>,
    /// The act that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    (!points.is_empty()).then(|| {
        let words = use_words().sheet;
        let points = points.into_iter().map(|point| view! { <Point point returned=returned.clone()/> });
        view! {
            // Enter in a line of input would press the first button, and that would conclude the task.
            <button disabled hidden aria-hidden="true"></button>
            <h3>{words.checklist()}</h3>
            <p class="cant">{words.checklist_rule()}</p>
            {points.collect_view()}
        }
    })
}

#[component]
fn Point(point: CheckPoint, returned: Option<Returned>) -> impl IntoView {
    let words = use_words();
    let name = answer_name(&point.id);
    let errors = returned.as_ref().map(|returned| returned.problem.errors.as_slice()).unwrap_or_default();
    let wrong = errors.iter().find(|error| error.pointer == name);
    let message = wrong.map(|error| field_error(words.locale, error));
    let told = format!("{}-error", html_id(&name));
    let described = message.is_some().then(|| told.clone());
    let chosen = returned.as_ref().and_then(|returned| returned.value(&name)).and_then(answer_of);
    let choices = ANSWERS.into_iter().enumerate().map(|(place, answer)| {
        // The links of the error summary lead to the first.
        let id = if place == 0 { html_id(&name) } else { html_id(&format!("{name}/{}", slug(answer))) };
        view! {
            <label class="choice">
                <input type="radio" id=id name=name.clone() value=slug(answer) checked=chosen == Some(answer)/>
                <span>{words.sheet.answer(answer)}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    let is_wrong = message.is_some();
    view! {
        <fieldset class="point" class:wrong=is_wrong aria-describedby=described>
            <legend>{point.name.get(words.locale).to_owned()}</legend>
            {message.map(|message| view! { <p class="message" id=told>{message}</p> })}
            <div class="answers">{choices}</div>
            <Remark point returned/>
        </fieldset>
    }
}

/// A line for words. The browser offers the phrases as one types; once the page is operated a tap puts them in.
#[component]
fn Remark(point: CheckPoint, returned: Option<Returned>) -> impl IntoView {
    let words = use_words();
    let name = words_name(&point.id);
    let (id, list) = (html_id(&name), format!("{}-list", html_id(&name)));
    let errors = returned.as_ref().map(|returned| returned.problem.errors.as_slice()).unwrap_or_default();
    let message =
        errors.iter().find(|error| error.pointer == name).map(|error| field_error(words.locale, error));
    let told = format!("{id}-error");
    let (described, invalid) = (message.is_some().then(|| told.clone()), message.is_some().then_some("true"));
    let value = returned.as_ref().and_then(|returned| returned.value(&name)).unwrap_or_default().to_owned();
    let phrases: Vec<String> =
        point.phrases.iter().map(|phrase| phrase.get(words.locale).to_owned()).collect();
    let options = phrases.iter().map(|phrase| view! { <option value=phrase.clone()></option> });
    let options = options.collect_view();
    let label = words.sheet.remark_on(point.name.get(words.locale));
    let line = NodeRef::<Input>::new();
    view! {
        {message.map(|message| view! { <p class="message" id=told>{message}</p> })}
        <input node_ref=line id=id type="text" name=name value=value list=list.clone() placeholder=words.sheet.remark()
            aria-label=label aria-invalid=invalid aria-describedby=described autocomplete="off"/>
        <datalist id=list>{options}</datalist>
        {(!phrases.is_empty()).then(|| view! { <Phrases phrases line/> })}
    }
}

/// The phrases as buttons, which need a script.
#[component]
fn Phrases(phrases: Vec<String>, line: NodeRef<Input>) -> impl IntoView {
    let is_operated = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| is_operated.set(true));
    let label = use_words().sheet.phrases();
    let button = move |phrase: String| {
        let text = phrase.clone();
        let put = move |_| {
            if let Some(line) = line.get_untracked() {
                let said = line.value();
                line.set_value(&if said.contains(&text) { said } else { format!("{said}{text}") });
            }
        };
        view! { <button type="button" class="phrase" on:click=put>{phrase}</button> }
    };
    move || {
        is_operated.get().then(|| {
            let buttons = phrases.iter().cloned().map(button).collect_view();
            view! { <div class="phrases" role="group" aria-label=label>{buttons}</div> }
        })
    }
}

#[cfg(test)]
mod tests {
    use schema::FieldCode;

    use super::*;

    #[test]
    fn each_fault_is_said_at_its_point() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = [
            field("/checks/seal/answer", ""),
            field("/checks/seal/words", "看不清"),
            field("/checks/0/answer", "yes"),
            field("/checks/site/answer", "no"),
            field("/checks/site/words", "长"),
        ];
        let faults = ["/checks/seal", "/checks/0", "/checks/1/words", "/checks/7/words", "/opinion/facts"];
        let mut errors = faults.map(|pointer| FieldError::new(pointer, FieldCode::Required));
        at_points(&mut errors, &fields);
        let pointers = errors.each_ref().map(|error| error.pointer.as_str());
        let expect = [
            "/checks/seal/answer",
            "/checks/0/answer",
            "/checks/site/words",
            "/checks/7/words",
            "/opinion/facts",
        ];
        assert_eq!(pointers, expect);
    }

    #[test]
    fn answers_are_sent_by_their_names_on_the_wire() {
        for answer in ANSWERS {
            assert_eq!(serde_json::to_value(answer).unwrap(), slug(answer));
            assert_eq!(answer_of(slug(answer)), Some(answer));
        }
        assert_eq!(answer_of(""), None);
    }
}
