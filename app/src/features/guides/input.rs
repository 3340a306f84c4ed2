//! Answers that are typed or looked up: a number, a day, a region. Each is a small form that leads to an address.

use schema::guide::GuideQuestion;
use schema::locale::Text;
use schema::regions::Region;
use schema::role::{RegionCode, RegionLevel};

use super::walk::Walk;
use crate::prelude::*;
use crate::text::{Guides, Words};

/// A whole number.
pub fn number(
    walk: &Walk<'_>,
    words: Words,
    question: &GuideQuestion,
    (min, max): (i64, i64),
    unit: Option<&Text>,
    wrong: Option<&str>,
) -> AnyView {
    let texts = Guides(words.locale);
    let unit = unit.map(|unit| unit.get(words.locale).to_owned());
    let letters = min.to_string().len().max(max.to_string().len());
    let (hint, message) = (texts.number_between(min, max), wrong.map(|_| texts.wrong_number(min, max)));
    let said = Said { hint: Some(hint), message };
    let input = view! {
        <span class="with-unit">
            <input id="answer" name=question.id.clone() value=wrong.map(str::to_owned) inputmode="numeric" required=true
                maxlength=letters pattern="-?[0-9]+" autocomplete="off" aria-labelledby="question"
                aria-describedby=said.described() aria-invalid=said.invalid()/>
            {unit}
        </span>
    };
    form(walk, words, said, input)
}

/// A day.
pub fn date(walk: &Walk<'_>, words: Words, question: &GuideQuestion, wrong: Option<&str>) -> AnyView {
    let texts = Guides(words.locale);
    let said = Said { hint: None, message: wrong.map(|_| texts.wrong_date().to_owned()) };
    let input = view! {
        <input id="answer" name=question.id.clone() value=wrong.map(str::to_owned) type="date" required=true
            aria-labelledby="question" aria-describedby=said.described() aria-invalid=said.invalid()/>
    };
    form(walk, words, said, input)
}

/// What stands beside an answer that is typed.
struct Said {
    hint: Option<String>,
    message: Option<String>,
}

impl Said {
    /// The ids of what is read out with the input.
    const fn described(&self) -> Option<&'static str> {
        match (&self.hint, &self.message) {
            (Some(_), Some(_)) => Some("answer-hint answer-error"),
            (Some(_), None) => Some("answer-hint"),
            (None, Some(_)) => Some("answer-error"),
            (None, None) => None,
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.message.as_ref().map(|_| "true")
    }
}

fn form(walk: &Walk<'_>, words: Words, said: Said, input: AnyView) -> AnyView {
    let is_wrong = said.message.is_some();
    view! {
        <form method="get">
            {walk.hidden()}
            <div class="field" class:wrong=is_wrong>
                {said.hint.map(|hint| view! { <p class="hint" id="answer-hint">{hint}</p> })}
                {said.message.map(|message| view! { <p class="message" id="answer-error" role="alert">{message}</p> })}
                {input}
            </div>
            <button class="button">{Guides(words.locale).next()}</button>
        </form>
    }
}

/// The region below which one chooses, of a question that stays within one; none: the provinces.
pub fn below(walk: &Walk<'_>, within: Option<RegionCode>) -> Option<RegionCode> {
    walk.chosen_below().filter(|code| within.is_none_or(|within| within.contains(code))).or(within)
}

/// A region: level by level, down to the counties; each may be the answer.
pub fn region(
    walk: &Walk<'_>,
    words: Words,
    question: &GuideQuestion,
    within: Option<RegionCode>,
    is_wrong: bool,
) -> AnyView {
    let texts = Guides(words.locale);
    let parent = below(walk, within);
    let here = parent.and_then(|code| walk.regions.iter().find(|region| region.code == code));
    let whole = here
        .map(|region| walk.choice(&question.id, &region.code.to_string(), texts.whole_region(&region.name)));
    let below = walk.regions.iter().filter(|region| region.code.parent() == parent);
    let line = |region: &Region| {
        if region.code.level() >= RegionLevel::County {
            return walk.choice(&question.id, &region.code.to_string(), region.name.clone());
        }
        let href = walk.below(&question.id, &region.code.to_string());
        view! { <li><a class="choice" href=href>{region.name.clone()}</a></li> }
    };
    let below = below.map(line).collect_view();
    let message = is_wrong.then(|| view! { <p class="message" role="alert">{texts.wrong_region()}</p> });
    view! { {message}<ul class="choices regions">{whole}{below}</ul> }
}
