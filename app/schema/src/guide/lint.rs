//! What is wrong with a guide: what cannot be reached, what leads nowhere, what decides nothing, what asks for personal data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::model::{Ask, Ending, Guide, GuideQuestion, MOST_OUTCOMES, MOST_QUESTIONS};
use super::replay::{Next, next};
use crate::expr::{Expr, pointer_of_path};

/// How many ways through a guide are walked, before it is too large to say that all end.
pub(super) const WALKS: usize = 20_000;

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
    let samples: Vec<Vec<Value>> = guide.questions.iter().map(|question| samples(guide, question)).collect();
    let mut reached = BTreeSet::new();
    let mut open = vec![Value::Object(Map::new())];
    let (mut walks, mut ends) = (0, true);
    while let Some(answers) = open.pop() {
        walks += 1;
        if walks > WALKS {
            return lints.push(found(String::new(), GuideLintCode::TooLarge, None));
        }
        match next(guide, &answers) {
            Next::End(Some(outcome)) => drop(reached.insert(outcome.id.as_str())),
            Next::End(None) => ends = false,
            Next::Ask(question) => {
                let at = guide.questions.iter().position(|other| other.id == question.id).unwrap_or_default();
                open.extend(samples[at].iter().map(|sample| {
                    let mut answers = answers.clone();
                    answers[question.id.as_str()] = sample.clone();
                    answers
                }));
            }
        }
    }
    if !ends {
        lints.push(found("/outcomes".to_owned(), GuideLintCode::OpenEnd, None));
    }
    for (at, outcome) in guide.outcomes.iter().enumerate() {
        if !reached.contains(outcome.id.as_str()) {
            lints.push(found(format!("/outcomes/{at}"), GuideLintCode::Unreachable, Some(&outcome.id)));
        }
    }
}

/// Answers to a question that stand for all: every choice; of numbers and days those beside a constant that any condition names.
pub(super) fn samples(guide: &Guide, question: &GuideQuestion) -> Vec<Value> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    match &question.kind {
        Ask::Choice { choices } => all.extend(choices.iter().map(|choice| choice.value.clone())),
        Ask::YesNo => all.extend(["yes", "no"].map(str::to_owned)),
        Ask::Number { min, max, .. } => {
            let named = constants(guide).into_iter().filter_map(|constant| constant.as_i64());
            let beside =
                named.flat_map(|number| [number.saturating_sub(1), number, number.saturating_add(1)]);
            all.extend([*min, *max].into_iter().chain(beside).map(|number| number.to_string()));
        }
        Ask::Date => {
            let named = constants(guide).into_iter().filter_map(|constant| constant.as_str()?.parse().ok());
            let named = named.flat_map(|day: chrono::NaiveDate| [day.pred_opt(), Some(day), day.succ_opt()]);
            all.extend(named.flatten().map(|day| day.to_string()).chain(["2000-01-01".to_owned()]));
        }
        Ask::Region { within } => {
            let named =
                constants(guide).into_iter().filter_map(|constant| Some(constant.as_str()?.to_owned()));
            let whole = within.map_or_else(|| "110000".to_owned(), |within| within.to_string());
            all.extend(named.chain([whole, "440100".to_owned(), "110101".to_owned()]));
        }
    }
    all.iter().filter_map(|written| question.read(written)).collect()
}

/// The constants of every condition.
fn constants(guide: &Guide) -> Vec<Value> {
    fn gather(expr: &Expr, all: &mut Vec<Value>) {
        match expr {
            Expr::Value(value) => all.push(value.clone()),
            Expr::List(entries) | Expr::Call(_, entries) => {
                entries.iter().for_each(|entry| gather(entry, all))
            }
            Expr::Var(_, instead) => instead.iter().for_each(|instead| gather(instead, all)),
        }
    }
    let mut all = Vec::new();
    let questions = guide.questions.iter().filter_map(|question| question.when.as_ref());
    let outcomes = guide.outcomes.iter().filter_map(|outcome| outcome.when.as_ref());
    questions.chain(outcomes).for_each(|when| gather(when, &mut all));
    all
}
