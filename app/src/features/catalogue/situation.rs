//! "Which of these is you?": the questions that decide what is to be handed in, each answer an address, and one's own checklist.

use schema::guide::{Situation, SituationChoice, SituationMaterial, SituationQuestion, Standing};
use schema::locale::Text;

use crate::prelude::*;
use crate::routes::to;
use crate::text::{Guides, Words, typeset, use_words};
use crate::ui::icon::Icon;

/// The answers of an address that are about one's situation: those named by pointers.
pub type Told = Vec<(String, String)>;

/// The questions and the checklist.
#[component]
pub fn Situated(
    /// The item.
    code: String,
    /// What is asked and what is to be handed in.
    situation: Situation,
) -> impl IntoView {
    let words = use_words();
    let texts = Guides(words.locale);
    let answers: Told = situation
        .questions
        .iter()
        .filter_map(|question| Some((question.pointer.clone(), question.written.clone()?)))
        .collect();
    let questions =
        situation.questions.iter().map(|question| asked(words, &code, question, &answers)).collect_view();
    let again = (!answers.is_empty()).then(|| {
        view! { <p class="say"><a href=format!("{}#situation", to::item(&code))>{texts.situation_reset()}</a></p> }
    });
    view! {
        <section class="situation" id="situation">
            <h2>{texts.situation()}</h2>
            <p class="soft">{texts.situation_lead()}</p>
            {questions}
            {again}
        </section>
        <section>{list(words, &situation.materials)}</section>
    }
}

/// A question with its answers, the chosen one marked.
fn asked(words: Words, code: &str, question: &SituationQuestion, answers: &Told) -> AnyView {
    let texts = Guides(words.locale);
    let choice = |choice: &SituationChoice| {
        let label = match (choice.label.is_empty(), choice.written.as_str()) {
            (true, "true") => texts.yes().to_owned(),
            (true, _) => texts.no().to_owned(),
            (false, _) => typeset(choice.label.get(words.locale)),
        };
        let others = answers.iter().filter(|(pointer, _)| *pointer != question.pointer);
        let others = others.map(|(pointer, written)| (pointer.as_str(), written.as_str()));
        let this = (question.pointer.as_str(), choice.written.as_str());
        let href = format!("{}#situation", to::situation(code, others.chain([this])));
        let chosen = question.written.as_ref() == Some(&choice.written);
        let current = chosen.then_some("true");
        view! { <li><a class="choice" class:on=chosen href=href aria-current=current rel="external nofollow">{label}</a></li> }
    };
    let choices = question.choices.iter().map(choice).collect_view();
    view! {
        <h3>{typeset(question.label.get(words.locale))}</h3>
        <ul class="choices pair">{choices}</ul>
    }
}

/// One's own checklist; then what only some need, or what one does not.
fn list(words: Words, materials: &[SituationMaterial]) -> AnyView {
    let texts = Guides(words.locale);
    let of = |standing: Standing| -> Vec<&SituationMaterial> {
        materials.iter().filter(|material| material.standing == standing).collect()
    };
    let (needed, perhaps, not) = (of(Standing::Asked), of(Standing::Open), of(Standing::NotAsked));
    let held = needed.iter().filter(|material| material.held.is_some()).count();
    let title = match held {
        0 => texts.your_list(needed.len()),
        held => texts.your_list_with(needed.len(), held),
    };
    let lines = |materials: &[&SituationMaterial]| {
        materials.iter().map(|material| line(words, material)).collect_view()
    };
    let perhaps = (!perhaps.is_empty()).then(|| {
        view! { <h3 class="lead">{texts.perhaps()}</h3><ul class="checklist">{lines(&perhaps)}</ul> }
    });
    let not = (!not.is_empty()).then(|| {
        let names = not.iter().map(|material| view! { <li>{name(words, &material.name)}</li> }).collect_view();
        view! {
            <details class="not-needed"><summary>{texts.not_needed(not.len())}</summary><ul class="prose">{names}</ul></details>
        }
    });
    view! { <h2>{title}</h2><ul class="checklist">{lines(&needed)}</ul>{perhaps}{not} }
}

fn name(words: Words, text: &Text) -> String {
    typeset(text.get(words.locale))
}

fn line(words: Words, material: &SituationMaterial) -> AnyView {
    let texts = Guides(words.locale);
    let when = material.when.get(words.locale);
    let why = match material.standing {
        Standing::Open => texts.only_if(when),
        _ if when.is_empty() => texts.always().to_owned(),
        _ => texts.why(when),
    };
    let hint = (!material.hint.is_empty())
        .then(|| view! { <span class="soft">{name(words, &material.hint)}</span> });
    let later = material.may_follow.then(|| view! { <span class="ok">{texts.may_follow()}</span> });
    let is_held = material.held.is_some();
    let held = is_held.then(|| view! { <span class="ok">{texts.held()}</span> });
    view! {
        <li>
            <span class="box" class:on=is_held>{is_held.then(|| view! { <Icon name="tick"/> })}</span>
            <b>{name(words, &material.name)}</b>
            {held}
            {hint}
            {later}
            <span class="soft why">{why}</span>
        </li>
    }
}
