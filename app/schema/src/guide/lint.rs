//! What is wrong with a guide: what cannot be reached, what leads nowhere, what decides nothing, what asks for personal data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::graph::GuideNode;
use super::model::{Ask, Ending, Guide, GuideQuestion, MOST_OUTCOMES, MOST_QUESTIONS};
use super::walk::{too_large, walk};
use crate::expr::pointer_of_path;

/// Words that ask for what must not stand in an address (个人信息保护法 art. 4, 28).
const PERSONAL: [&str; 23] = [
    "姓名",
    "名字",
    "身份证号",
    "证件号",
    "手机号",
    "电话号码",
    "联系电话",
    "住址",
    "家庭地址",
    "详细地址",
    "出生日期",
    "哪天出生",
    "生日",
    "银行卡",
    "账号",
    "邮箱",
    "车牌号",
    "病历",
    "诊断",
    "什么病",
    "残疾等级",
    "一级或者二级",
    "护照号",
];

/// Something that is wrong with a guide.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideLint {
    /// Where: a JSON Pointer into the guide.
    pub pointer: String,
    /// What.
    pub code: GuideLintCode,
    /// Which, where the code does not say it: an id or a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GuideLintCode {
    /// A code or an id is no plain name.
    BadName,
    /// An id stands twice.
    DuplicateId,
    /// There is nothing, or more than can be walked through.
    BadCount,
    /// A condition reads what is no question.
    UnknownQuestion,
    /// No outcome and no question hangs on the answer.
    DecidesNothing,
    /// No answers lead there.
    Unreachable,
    /// Some answers lead to no outcome.
    OpenEnd,
    /// It asks for personal data.
    PersonalData,
    /// It has fewer than two answers.
    NoChoice,
    /// It leads to nothing: no item, no bundle, no step.
    EndsInNothing,
    /// It is too large to be walked through.
    TooLarge,
}

/// Everything that is wrong with a guide, in the order of its parts.
pub fn lint(guide: &Guide) -> Vec<GuideLint> {
    let mut lints = Vec::new();
    names(guide, &mut lints);
    conditions(guide, &mut lints);
    for (at, question) in guide.questions.iter().enumerate() {
        asks(at, question, &mut lints);
    }
    for (at, outcome) in guide.outcomes.iter().enumerate() {
        let ends = match &outcome.ending {
            Ending::Item { item, .. } => !item.is_empty(),
            Ending::Bundle { bundle } => !bundle.is_empty(),
            Ending::Checklist { steps } => !steps.is_empty(),
            Ending::NotEligible | Ending::HandOver { .. } => true,
        };
        if !ends {
            lints.push(found(format!("/outcomes/{at}"), GuideLintCode::EndsInNothing, None));
        }
    }
    if lints.is_empty() {
        lints.extend(too_large(guide).map(|pointer| found(pointer, GuideLintCode::TooLarge, None)));
    }
    if lints.is_empty() {
        walked(guide, &mut lints);
    }
    lints.sort();
    lints
}

fn found(pointer: String, code: GuideLintCode, name: Option<&str>) -> GuideLint {
    GuideLint { pointer, code, name: name.map(str::to_owned) }
}

fn names(guide: &Guide, lints: &mut Vec<GuideLint>) {
    let plain = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_'))
    };
    if !plain(&guide.code) {
        lints.push(found("/code".to_owned(), GuideLintCode::BadName, Some(&guide.code)));
    }
    let counts = [
        ("/questions", guide.questions.len(), MOST_QUESTIONS),
        ("/outcomes", guide.outcomes.len(), MOST_OUTCOMES),
    ];
    for (pointer, count, most) in counts {
        if count == 0 || count > most {
            lints.push(found(pointer.to_owned(), GuideLintCode::BadCount, None));
        }
    }
    let questions =
        guide.questions.iter().enumerate().map(|(at, it)| (format!("/questions/{at}/id"), &it.id));
    let outcomes = guide.outcomes.iter().enumerate().map(|(at, it)| (format!("/outcomes/{at}/id"), &it.id));
    let mut seen = BTreeSet::new();
    for (pointer, id) in questions.chain(outcomes) {
        // What begins with `_` belongs to the pages.
        if !plain(id) || id.starts_with('_') {
            lints.push(found(pointer, GuideLintCode::BadName, Some(id)));
        } else if !seen.insert((pointer.split('/').nth(1).map(str::to_owned), id)) {
            lints.push(found(pointer, GuideLintCode::DuplicateId, Some(id)));
        }
    }
}

/// What conditions read is asked, and what is asked is read by one.
fn conditions(guide: &Guide, lints: &mut Vec<GuideLint>) {
    let known: BTreeMap<String, usize> = guide
        .questions
        .iter()
        .enumerate()
        .map(|(at, question)| (pointer_of_path(&question.id), at))
        .collect();
    let questions = guide.questions.iter().map(|it| it.when.as_ref()).enumerate();
    let questions = questions.filter_map(|(at, when)| Some((format!("/questions/{at}/when"), when?)));
    let outcomes = guide.outcomes.iter().map(|it| it.when.as_ref()).enumerate();
    let outcomes = outcomes.filter_map(|(at, when)| Some((format!("/outcomes/{at}/when"), when?)));
    let mut read = BTreeSet::new();
    for (pointer, when) in questions.chain(outcomes) {
        for path in when.reads() {
            match known.get(&path) {
                Some(at) => drop(read.insert(*at)),
                None => lints.push(found(pointer.clone(), GuideLintCode::UnknownQuestion, Some(&path))),
            }
        }
    }
    for outcome in &guide.outcomes {
        if let Ending::Item { fills, .. } = &outcome.ending {
            read.extend(fills.values().filter_map(|id| known.get(&pointer_of_path(id))));
        }
    }
    for at in (0..guide.questions.len()).filter(|at| !read.contains(at)) {
        lints.push(found(format!("/questions/{at}"), GuideLintCode::DecidesNothing, None));
    }
}

fn asks(at: usize, question: &GuideQuestion, lints: &mut Vec<GuideLint>) {
    let asked = question.ask.get(crate::Locale::ZhCn);
    if let Some(word) = PERSONAL.iter().find(|word| asked.contains(**word)) {
        lints.push(found(format!("/questions/{at}/ask"), GuideLintCode::PersonalData, Some(word)));
    }
    let has_choice = match &question.kind {
        Ask::Choice { choices } => {
            let values: BTreeSet<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
            values.len() >= 2 && values.len() == choices.len() && !values.contains("")
        }
        Ask::Number { min, max, .. } => min < max,
        Ask::YesNo | Ask::Date | Ask::Region { .. } => true,
    };
    if !has_choice {
        lints.push(found(format!("/questions/{at}"), GuideLintCode::NoChoice, None));
    }
}

/// Walks every way: each outcome must be reached, and each way must reach one.
fn walked(guide: &Guide, lints: &mut Vec<GuideLint>) {
    let (mut reached, mut ends) = (BTreeSet::new(), true);
    let whole = walk(guide, |step| match step.to {
        Some(GuideNode::Outcome(at)) => drop(reached.insert(at)),
        Some(GuideNode::Question(_)) => {}
        None => ends = false,
    });
    if !whole {
        return lints.push(found(String::new(), GuideLintCode::TooLarge, None));
    }
    if !ends {
        lints.push(found("/outcomes".to_owned(), GuideLintCode::OpenEnd, None));
    }
    for (at, outcome) in guide.outcomes.iter().enumerate().filter(|(at, _)| !reached.contains(at)) {
        lints.push(found(format!("/outcomes/{at}"), GuideLintCode::Unreachable, Some(&outcome.id)));
    }
}
