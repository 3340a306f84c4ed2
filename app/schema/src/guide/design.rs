//! Writing a guide: every edit as a pure function. The server applies them to a draft, one form at a time.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{Ask, Basis, Ending, Guide, GuideChoice, GuideOutcome, GuideQuestion};
use super::when::GuideWhen;
use crate::expr::Expr;
use crate::locale::{Locale, Text};

/// A condition as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WhenWritten {
    /// By comparisons.
    Plain(GuideWhen),
    /// As JSON Logic.
    Logic(String),
}

/// What is written of a question or of an outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionWritten {
    /// Its id. What read the old one reads the new one.
    pub id: String,
    /// What it asks.
    pub ask: Text,
    /// What helps to answer it.
    #[serde(default)]
    pub help: Text,
    /// How it is answered.
    #[serde(flatten)]
    pub kind: Ask,
    /// When it is asked.
    pub when: WhenWritten,
}

/// What is written of an outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutcomeWritten {
    /// Its id.
    pub id: String,
    /// What is said there.
    pub say: Text,
    /// What follows.
    #[serde(flatten)]
    pub ending: Ending,
    /// When it holds.
    pub when: WhenWritten,
    /// What it rests on.
    #[serde(default)]
    pub basis: Vec<Basis>,
}

/// What is written of the guide as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AboutWritten {
    /// What it leads through.
    pub title: Text,
    /// What is said before the first question.
    #[serde(default)]
    pub intro: Text,
    /// Words people ask with.
    #[serde(default)]
    pub called: Vec<String>,
    /// The life events it belongs to.
    #[serde(default)]
    pub events: Vec<String>,
    /// The day on which somebody compared it with the law.
    pub as_of: chrono::NaiveDate,
    /// What it was compared with.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// Whether it is shown for demonstration.
    #[serde(default)]
    pub demonstration: bool,
}

/// Questions or outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GuidePart {
    /// The questions.
    Questions,
    /// The outcomes.
    Outcomes,
}

impl GuidePart {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Questions, Self::Outcomes];

    /// Its name on the wire and in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::Outcomes => "outcomes",
        }
    }

    /// The part of this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.slug() == slug)
    }
}

/// An edit of a guide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum GuideEdit {
    /// What it is as a whole.
    About(AboutWritten),
    /// A question in place of the one at a place.
    Question {
        /// The place.
        at: usize,
        /// The question.
        question: QuestionWritten,
    },
    /// An outcome in place of the one at a place.
    Outcome {
        /// The place.
        at: usize,
        /// The outcome.
        outcome: OutcomeWritten,
    },
    /// One more at the end: a question of yes or no; an outcome that is a person, before the last.
    Add {
        /// Of which.
        part: GuidePart,
    },
    /// The one at a place is taken away.
    Remove {
        /// Of which.
        part: GuidePart,
        /// The place.
        at: usize,
    },
    /// The one at a place changes places with the one before it.
    Up {
        /// Of which.
        part: GuidePart,
        /// The place.
        at: usize,
    },
}

/// Why an edit cannot be made: where in what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideEditFault(pub &'static str);

/// The guide after an edit. Also one that cannot be published is a guide: the lint says what is wrong with it.
pub fn apply(guide: &Guide, edit: GuideEdit) -> Result<Guide, GuideEditFault> {
    let mut guide = guide.clone();
    match edit {
        GuideEdit::About(about) => set_about(&mut guide, about),
        GuideEdit::Question { at, question } => set_question(&mut guide, at, question)?,
        GuideEdit::Outcome { at, outcome } => set_outcome(&mut guide, at, outcome)?,
        GuideEdit::Add { part: GuidePart::Questions } => {
            let id = free(guide.questions.iter().map(|it| it.id.as_str()), "q");
            let ask = Text::zh("新的问题").with(Locale::En, "A new question");
            guide.questions.push(GuideQuestion { id, ask, help: None, kind: Ask::YesNo, when: None });
        }
        GuideEdit::Add { part: GuidePart::Outcomes } => {
            let id = free(guide.outcomes.iter().map(|it| it.id.as_str()), "end");
            let say = Text::zh("请打电话问一问。").with(Locale::En, "Please call.");
            let ending = Ending::HandOver { to: Text::zh("12345"), phone: Some("12345".to_owned()) };
            let last = guide.outcomes.len().saturating_sub(1);
            guide.outcomes.insert(last, GuideOutcome { id, when: None, say, ending, basis: Vec::new() });
        }
        GuideEdit::Remove { part: GuidePart::Questions, at } if at < guide.questions.len() => {
            guide.questions.remove(at);
        }
        GuideEdit::Remove { part: GuidePart::Outcomes, at } if at < guide.outcomes.len() => {
            guide.outcomes.remove(at);
        }
        GuideEdit::Up { part: GuidePart::Questions, at } if (1..guide.questions.len()).contains(&at) => {
            guide.questions.swap(at - 1, at);
        }
        GuideEdit::Up { part: GuidePart::Outcomes, at } if (1..guide.outcomes.len()).contains(&at) => {
            guide.outcomes.swap(at - 1, at);
        }
        GuideEdit::Remove { .. } | GuideEdit::Up { .. } => return Err(GuideEditFault("/edit/at")),
    }
    Ok(guide)
}

fn set_about(guide: &mut Guide, about: AboutWritten) {
    guide.title = about.title;
    guide.intro = some(about.intro);
    guide.called = about.called;
    guide.events = about.events;
    guide.as_of = about.as_of;
    guide.basis = about.basis;
    guide.demonstration = about.demonstration;
}

fn set_question(guide: &mut Guide, at: usize, written: QuestionWritten) -> Result<(), GuideEditFault> {
    let old = guide.questions.get(at).ok_or(GuideEditFault("/edit/at"))?.id.clone();
    let mut kind = written.kind;
    if let Ask::Choice { choices } = &mut kind {
        choices.retain(|GuideChoice { value, label }| !value.is_empty() || !label.is_empty());
    }
    let when = when(guide, written.when)?;
    let (id, help) = (written.id, some(written.help));
    if id != old {
        rename(guide, &old, &id);
    }
    guide.questions[at] = GuideQuestion { id, ask: written.ask, help, kind, when };
    Ok(())
}

fn set_outcome(guide: &mut Guide, at: usize, written: OutcomeWritten) -> Result<(), GuideEditFault> {
    if at >= guide.outcomes.len() {
        return Err(GuideEditFault("/edit/at"));
    }
    let when = when(guide, written.when)?;
    let OutcomeWritten { id, say, ending, basis, .. } = written;
    guide.outcomes[at] = GuideOutcome { id, when, say, ending, basis };
    Ok(())
}

fn when(guide: &Guide, written: WhenWritten) -> Result<Option<Expr>, GuideEditFault> {
    const FAULT: GuideEditFault = GuideEditFault("/edit/when");
    let logic = match written {
        WhenWritten::Plain(when) => when.expr(guide),
        WhenWritten::Logic(text) if text.trim().is_empty() => None,
        WhenWritten::Logic(text) => Some(serde_json::from_str(&text).map_err(|_| FAULT)?),
    };
    logic.map(|logic| Expr::parse(&logic).map_err(|_| FAULT)).transpose()
}

/// What reads a question reads it by its new id.
fn rename(guide: &mut Guide, old: &str, new: &str) {
    let whens = guide.questions.iter_mut().map(|it| &mut it.when);
    for when in whens.chain(guide.outcomes.iter_mut().map(|it| &mut it.when)).filter_map(Option::as_mut) {
        let mut logic = when.to_value();
        renamed(&mut logic, old, new);
        if let Ok(expr) = Expr::parse(&logic) {
            *when = expr;
        }
    }
    for outcome in &mut guide.outcomes {
        if let Ending::Item { fills, .. } = &mut outcome.ending {
            fills.values_mut().filter(|id| *id == old).for_each(|id| new.clone_into(id));
        }
    }
}

fn renamed(logic: &mut Value, old: &str, new: &str) {
    match logic {
        Value::Object(call) => {
            for (operator, operand) in call {
                if operator == "var" && *operand == old {
                    *operand = new.into();
                } else {
                    renamed(operand, old, new);
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| renamed(entry, old, new)),
        _ => {}
    }
}

fn some(text: Text) -> Option<Text> {
    (!text.is_empty()).then_some(text)
}

/// An id that nothing has yet.
fn free<'a>(taken: impl Iterator<Item = &'a str>, word: &str) -> String {
    let taken: Vec<&str> = taken.collect();
    let mut names = (taken.len() + 1..).map(|number| format!("{word}{number}"));
    names.find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::guide::{GuideIs, GuideNode, GuideTerm, graph, lint};

    fn guide() -> Guide {
        let text = |text: &str| json!({ "zh-CN": text });
        serde_json::from_value(json!({
            "code": "x", "title": text("x"), "as_of": "2026-01-01",
            "questions": [
                { "id": "a", "ask": text("甲？"), "kind": "yes_no" },
                { "id": "b", "ask": text("乙？"), "kind": "yes_no", "when": { "var": "a" } },
            ],
            "outcomes": [
                { "id": "both", "when": { "and": [{ "var": "a" }, { "var": "b" }] }, "say": text("两样"), "ends": "item",
                  "item": "A", "fills": { "/b": "b" } },
                { "id": "none", "say": text("没有"), "ends": "not_eligible" },
            ],
        }))
        .unwrap()
    }

    fn question(id: &str, when: WhenWritten) -> QuestionWritten {
        QuestionWritten {
            id: id.into(),
            ask: Text::zh("乙？"),
            help: Text::default(),
            kind: Ask::YesNo,
            when,
        }
    }

    #[test]
    fn another_id_is_read_by_whoever_read_the_old_one() {
        let term = GuideTerm { question: "a".into(), is: GuideIs::Is, value: "yes".into() };
        let when = WhenWritten::Plain(GuideWhen { any: false, terms: vec![term] });
        let edit = GuideEdit::Question { at: 1, question: question("second", when) };
        let edited = apply(&guide(), edit).unwrap();
        assert_eq!(edited.questions[1].when, guide().questions[1].when);
        assert_eq!(
            serde_json::to_value(&edited.outcomes[0]).unwrap()["when"]["and"][1],
            json!({ "var": "second" })
        );
        assert_eq!(serde_json::to_value(&edited.outcomes[0]).unwrap()["fills"], json!({ "/b": "second" }));
        assert_eq!(lint(&edited), []);
    }

    #[test]
    fn parts_are_added_moved_and_taken_away() {
        let ids = |guide: &Guide| -> (Vec<String>, Vec<String>) {
            let questions = guide.questions.iter().map(|it| it.id.clone()).collect();
            (questions, guide.outcomes.iter().map(|it| it.id.clone()).collect())
        };
        let check = |edit: GuideEdit, questions: &[&str], outcomes: &[&str]| {
            let edited = apply(&guide(), edit.clone()).unwrap();
            let (found, ends) = ids(&edited);
            assert_eq!(
                (found, ends),
                (
                    questions.iter().map(|it| (*it).to_owned()).collect(),
                    outcomes.iter().map(|it| (*it).to_owned()).collect()
                ),
                "{edit:?}"
            );
        };
        use GuidePart::{Outcomes, Questions};
        check(GuideEdit::Add { part: Questions }, &["a", "b", "q3"], &["both", "none"]);
        check(GuideEdit::Add { part: Outcomes }, &["a", "b"], &["both", "end3", "none"]);
        check(GuideEdit::Up { part: Outcomes, at: 1 }, &["a", "b"], &["none", "both"]);
        check(GuideEdit::Remove { part: Questions, at: 0 }, &["b"], &["both", "none"]);
        for wrong in [GuideEdit::Up { part: Questions, at: 0 }, GuideEdit::Remove { part: Outcomes, at: 2 }] {
            assert_eq!(apply(&guide(), wrong), Err(GuideEditFault("/edit/at")));
        }
        let logic = WhenWritten::Logic("{\"nonsense\": 1}".into());
        let wrong = GuideEdit::Question { at: 0, question: question("a", logic) };
        assert_eq!(apply(&guide(), wrong), Err(GuideEditFault("/edit/when")));
    }

    #[test]
    fn a_graph_says_which_answer_leads_where() {
        let graph = graph(&guide());
        let ways: Vec<(usize, Vec<&str>, GuideNode)> = graph
            .edges
            .iter()
            .map(|edge| (edge.from, edge.by.iter().map(String::as_str).collect(), edge.to))
            .collect();
        use GuideNode::{Outcome, Question};
        let expect = vec![
            (0, vec!["yes"], Question(1)),
            (0, vec!["no"], Outcome(1)),
            (1, vec!["yes"], Outcome(0)),
            (1, vec!["no"], Outcome(1)),
        ];
        assert_eq!(ways, expect);
        assert_eq!(graph.depth[&Outcome(1)], 2);
    }
}
