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
    wrong: bool,
) -> AnyView {
    let texts = Guides(words.locale);
    let unit = unit.map(|unit| unit.get(words.locale).to_owned());
    let digits = max.to_string().len();
    let input = view! {
        <span class="with-unit">
            <input id="answer" name=question.id.clone() inputmode="numeric" required=true maxlength=digits
                pattern="-?[0-9]+" autocomplete="off" aria-labelledby="question" aria-describedby="answer-hint"/>
            {unit}
        </span>
    };
    let message = wrong.then(|| texts.wrong_number(min, max));
    form(walk, words, texts.number_between(min, max), message, input)
}

/// A day.
pub fn date(walk: &Walk<'_>, words: Words, question: &GuideQuestion, wrong: bool) -> AnyView {
    let texts = Guides(words.locale);
    let input = view! {
        <input id="answer" name=question.id.clone() type="date" required=true aria-labelledby="question"
            aria-describedby="answer-hint"/>
    };
    form(walk, words, String::new(), wrong.then(|| texts.wrong_date().to_owned()), input)
}

fn form(walk: &Walk<'_>, words: Words, hint: String, message: Option<String>, input: AnyView) -> AnyView {
    let is_wrong = message.is_some();
    view! {
        <form method="get">
            {walk.hidden()}
            <div class="field" class:wrong=is_wrong>
                <p class="hint" id="answer-hint">{hint}</p>
                {message.map(|message| view! { <p class="message" role="alert">{message}</p> })}
                {input}
            </div>
            <button class="button">{Guides(words.locale).next()}</button>
        </form>
    }
}

/// A region: level by level, down to the counties; each may be the answer.
pub fn region(
    walk: &Walk<'_>,
    words: Words,
    question: &GuideQuestion,
    within: Option<RegionCode>,
    wrong: bool,
) -> AnyView {
    let texts = Guides(words.locale);
    let of = |name: &str| walk.written.iter().find(|(known, _)| known == name);
    let asked = of("_in").and_then(|(_, code)| RegionCode::parse(code).ok());
    let parent = asked.filter(|code| within.is_none_or(|within| within.contains(code))).or(within);
    let here = parent.and_then(|code| walk.regions.iter().find(|region| region.code == code));
    let whole = here
        .map(|region| walk.choice(&question.id, &region.code.to_string(), texts.whole_region(&region.name)));
    let below = walk.regions.iter().filter(|region| region.code.parent() == parent);
    let line = |region: &Region| {
        if region.code.level() >= RegionLevel::County {
            return walk.choice(&question.id, &region.code.to_string(), region.name.clone());
        }
        // One goes on to what lies in it: the answers stay, and the question is still open.
        let mark = if walk.kept.is_empty() { '?' } else { '&' };
        let href = format!("{}{mark}_in={}", walk.address(&question.id, None), region.code);
        view! { <li><a class="choice" href=href>{region.name.clone()}</a></li> }
    };
    let below = below.map(line).collect_view();
    let message = wrong.then(|| view! { <p class="message" role="alert">{texts.wrong_region()}</p> });
    view! { {message}<ul class="choices regions">{whole}{below}</ul> }
}
