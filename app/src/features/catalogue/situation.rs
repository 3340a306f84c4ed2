//! "Which of these is you?": the questions that decide, each answer an address; then what it costs and takes, and one's own checklist.

use schema::guide::{Situation, SituationChoice, SituationQuestion};

use crate::prelude::*;
use crate::routes::to;
use crate::situation::{answer_words, keep, list, own};
use crate::text::{Guides, Words, typeset, use_words};

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
    let own = own(words, &situation).map(|own| view! { <section class="own">{own}</section> });
    view! {
        <section class="situation" id="situation">
            <h2>{texts.situation()}</h2>
            <p class="soft">{texts.situation_lead()}</p>
            {questions}
            {again}
        </section>
        {own}
        <section>{list(words, &situation.materials)}</section>
        <section class="keep">{keep(words)}</section>
    }
}

/// A question with its answers, the chosen one marked.
fn asked(words: Words, code: &str, question: &SituationQuestion, answers: &Told) -> AnyView {
    let choice = |choice: &SituationChoice| {
        let label = answer_words(words, choice);
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
