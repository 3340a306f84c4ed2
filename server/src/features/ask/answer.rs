//! What is answered, whether it is good, and which question would narrow it best.

use std::collections::BTreeMap;

use schema::ask::{
    AskAnswer, AskBack, AskChoice, AskFacet, AskReply, AskRequest, Context, MOST_QUESTIONS, Purpose, Why,
};
use schema::catalogue::{Audience, ItemSummary};

use crate::features::catalogue::{Answer, GOOD, Heard, Index};

/// How many items are looked at for the question back.
const LOOKED_AT: usize = 50;
/// How many items are answered with.
const ANSWERED: usize = 10;
/// How many are offered where none is good.
const NEAREST: usize = 3;
/// What scores this share of the best is a candidate beside it: a question back must part candidates.
const CANDIDATE: f32 = 0.75;
/// A question back whose answers part the candidates less than this, in bits, is not worth asking.
const WORTH: f32 = 0.6;

/// Answers a question.
pub fn answer(index: &Index, request: AskRequest) -> AskReply {
    let heard = index.hear(&request.text);
    let context = heard.context.clone().or(request.context);
    let found = index.answers(&heard, &context, LOOKED_AT);
    let best = found.first().map_or(0.0, |first| first.score);
    let good = best >= GOOD;
    let candidates: Vec<&Answer> = found.iter().filter(|one| one.score >= best * CANDIDATE).collect();
    let next = if good { ask_back(index, &candidates, &context) } else { None };
    let shown = if good { ANSWERED } else { NEAREST };
    let shown = &found[..usize::min(shown, found.len())];
    let items = index.shown(&heard, shown).into_iter().zip(shown);
    let answers = items.map(|(item, one)| told(index, one, item, (&heard, &context))).collect();
    AskReply {
        words: heard.words.trim().to_owned(),
        region: heard.region.filter(|region| context.region == Some(region.code)),
        context,
        answers,
        next,
        good,
        guide: None,
        said: None,
        phrase: None,
    }
}

fn told(index: &Index, found: &Answer, item: ItemSummary, (heard, context): (&Heard, &Context)) -> AskAnswer {
    let traits = index.traits(found.number);
    let mut why = Vec::new();
    if !item.marks.is_empty() {
        why.push(Why::Name);
    } else if heard.words.is_ascii() {
        why.push(Why::Sound);
    }
    if let Some(text) = &item.found_in {
        let document = index.item(found.number);
        let is_title = document.everyday_names.iter().chain(&document.synonyms).any(|name| name == text);
        why.push(if is_title { Why::Wording } else { Why::Text });
    }
    let of = |asked: Audience| {
        Audience::ALL.iter().position(|one| *one == asked).is_some_and(|at| traits.audiences[at])
    };
    let reasons = [
        (
            Why::Region,
            context
                .region
                .is_some_and(|region| region.contains(&traits.region) || traits.region.contains(&region)),
        ),
        (Why::Audience, context.audience.is_some_and(of)),
        (Why::Purpose, context.purpose.is_some() && context.purpose == traits.purpose),
        (Why::Agency, context.agency.as_deref() == Some(item.department.as_str())),
    ];
    why.extend(reasons.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason));
    AskAnswer { item, score: found.score, why }
}

/// The question that parts the candidates best; none where nothing does, or enough was asked.
fn ask_back(index: &Index, candidates: &[&Answer], context: &Context) -> Option<AskBack> {
    let open = AskFacet::ALL.into_iter().filter(|facet| context.get(*facet).is_none());
    let settled = AskFacet::ALL.len() - open.clone().count();
    if settled >= MOST_QUESTIONS {
        return None;
    }
    let questions = open.map(|facet| question(index, facet, candidates));
    let best = questions.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    (best.1 >= WORTH).then_some(best.0)
}

/// A facet as a question, and how many bits its answer tells of the candidates.
fn question(index: &Index, facet: AskFacet, candidates: &[&Answer]) -> (AskBack, f32) {
    let mut values: BTreeMap<String, AskChoice> = BTreeMap::new();
    for candidate in candidates {
        for (value, label) in values_of(index, facet, candidate) {
            let new = AskChoice { value: value.clone(), label, count: 0 };
            values.entry(value).or_insert(new).count += 1;
        }
    }
    let bits = bits(values.values().map(|choice| choice.count));
    let mut choices: Vec<AskChoice> = values.into_values().collect();
    choices.sort_by_key(|choice| std::cmp::Reverse(choice.count));
    (AskBack { facet, choices }, bits)
}

fn values_of(index: &Index, facet: AskFacet, candidate: &Answer) -> Vec<(String, Option<String>)> {
    let traits = index.traits(candidate.number);
    let item = &index.item(candidate.number).summary;
    match facet {
        AskFacet::Purpose => vec![(traits.purpose.unwrap_or(Purpose::New).slug().to_owned(), None)],
        AskFacet::Audience => {
            let of = Audience::ALL.into_iter().zip(traits.audiences).filter(|(_, is)| *is);
            of.map(|(audience, _)| (audience.slug().to_owned(), None)).collect()
        }
        AskFacet::Region => vec![(item.region_code.to_string(), Some(item.region.clone()))],
        AskFacet::Agency => vec![(item.department.clone(), Some(item.department.clone()))],
    }
}

/// The entropy of a distribution.
fn bits(counts: impl Iterator<Item = u32> + Clone) -> f32 {
    let all: u32 = counts.clone().sum();
    let share = |count: u32| count as f32 / all as f32;
    counts.map(|count| -share(count) * share(count).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_tells_as_much_as_its_answers_part() {
        let check = |counts: &[u32], expect: f32| {
            assert!((bits(counts.iter().copied()) - expect).abs() < 1e-5, "{counts:?}");
        };
        check(&[5], 0.0);
        check(&[4, 4], 1.0);
        check(&[1, 1, 1, 1], 2.0);
    }
}
