//! The rules about what is selected, each as a sentence; one of them open to be changed, slot by slot.

use crate::prelude::*;
use schema::expr::{Expr, Truth, sentence};
use schema::form::design::{
    EffectDraft, EffectKind, Predicate, RuleDraft, StoredRule, SubjectKind, called, subjects, tries,
};
use schema::form::{Form, Tone};
use schema::locale::Text;
use serde_json::Value;

use super::state::{Editor, Notice, Now};
use crate::designing::input::{both, lines, number, select};
use crate::designing::{branch, datum, plain, statement};
use crate::text::{Editor as Texts, use_words};

/// The rules about a target.
#[component]
pub fn Rules(
    /// The pointer of a question, or `#id` of a page or group.
    target: String,
) -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    // What is selected is drawn anew with each step; here only which rule is open changes.
    let now = editor.now.get_untracked();
    let about = |rule: &&StoredRule| match &rule.rule {
        Ok(rule) => rule.targets.contains(&target),
        // As it is written, a page or group has no mark before its id.
        Err(raw) => raw.get("target").is_some_and(|it| names(it, target.trim_start_matches('#'))),
    };
    let about: Vec<StoredRule> = now.rules.iter().filter(about).cloned().collect();
    let none = about.is_empty().then(|| view! { <p class="soft sm">{texts.rules_none()}</p> });
    let (fresh, count) = (fresh(&now.form, target), now.rules.len());
    let shown = move || about.iter().map(|rule| one(editor, texts, &now, rule)).collect_view();
    let add = fresh.map(|rule| {
        view! {
            <button type="button" class="btn small" on:click=move |_| {
                editor.open_rule.set(Some(count));
                editor.rule(None, Some(&rule));
            }>{texts.add_rule()}</button>
        }
    });
    view! { <section class="rules"><h2>{texts.rules()}</h2>{none}{shown}{add}</section> }
}

fn names(target: &Value, wanted: &str) -> bool {
    match target {
        Value::String(name) => name == wanted,
        Value::Array(names_) => names_.iter().any(|name| names(name, wanted)),
        _ => false,
    }
}

/// A rule to begin with: shows it when the first other question is answered.
fn fresh(form: &Form, target: String) -> Option<RuleDraft> {
    let others = subjects(form, row_of(&target));
    let subject = others.iter().find(|subject| subject.at != target && subject.kind != SubjectKind::List)?;
    let when = match &subject.kind {
        SubjectKind::YesNo => statement(&subject.pointer, Predicate::Yes, Vec::new()),
        SubjectKind::Choice(options) => {
            let first = options.first().map(|(value, _)| value.clone());
            statement(&subject.pointer, Predicate::Equal, first.into_iter().collect())
        }
        _ => statement(&subject.pointer, Predicate::Given, Vec::new()),
    };
    Some(RuleDraft { effect: EffectDraft::Show, targets: vec![target], when })
}

/// The rows that a target is in.
pub fn row_of(target: &str) -> Option<&str> {
    target.rfind("/-/").and_then(|end| target.get(..end + 2))
}

fn one(editor: Editor, texts: Texts, now: &Now, stored: &StoredRule) -> AnyView {
    let index = stored.index;
    let remove = move |_| editor.rule(Some(index), None);
    let removing =
        view! { <button type="button" class="link" on:click=remove>{texts.remove_rule()}</button> };
    let rule = match &stored.rule {
        Ok(rule) => rule,
        Err(raw) => {
            return view! { <div class="rule"><p class="soft sm">{texts.raw_rule()}</p><code>{raw.to_string()}</code>{removing}</div> };
        }
    };
    let is_open = editor.open_rule.get() == Some(index);
    let toggle = move |_| editor.open_rule.set((!is_open).then_some(index));
    let open = is_open.then(|| opened(editor, texts, &now.form, rule, index));
    view! {
        <div class="rule">
            <p class="sentence">{said(texts, &now.form, rule)}</p>
            {tried(texts, &now.form, rule)}
            {open}
            <button type="button" class="link" aria-expanded=is_open.to_string() on:click=toggle>
                {if is_open { texts.done_rule() } else { texts.edit_rule() }}
            </button>
            {removing}
        </div>
    }
}

/// The rule as a sentence with its slots.
fn said(texts: Texts, form: &Form, rule: &RuleDraft) -> AnyView {
    let row = rule.targets.first().and_then(|target| row_of(target));
    let when = sentence(&Expr::from(rule.when.clone()), texts.0, &|pointer, value| {
        datum(form, texts.0, row, pointer, value)
    });
    let name = |target: &String| {
        called(form, target).map_or_else(|| target.clone(), |name| name.get(texts.0).to_owned())
    };
    let targets = rule.targets.iter().map(name).collect::<Vec<_>>();
    let targets = targets.join(texts.comma());
    view! {
        {texts.when()}" "<span class="slot">{when.text(texts.0)}</span>{texts.then()}
        <span class="slot then">{texts.effect(rule.effect.kind())}</span>" "{targets}
    }
}

/// What the rule does for each answer to the first question it reads.
fn tried(texts: Texts, form: &Form, rule: &RuleDraft) -> AnyView {
    let Some(tried) = tries(form, rule) else { return ().into_any() };
    let rows = tried.tries.into_iter().map(|it| {
        let answer = match (&it.answer, it.label.get(texts.0)) {
            (None, _) => texts.not_answered().to_owned(),
            (Some(Value::Bool(answer)), "") => texts.yes_no(*answer).to_owned(),
            (Some(answer), "") => answer.to_string(),
            (Some(_), label) => label.to_owned(),
        };
        let comes_to = match it.truth {
            Truth::Yes => texts.applies(),
            Truth::No => texts.does_not_apply(),
            Truth::Unknown(_) => texts.unknown_yet(),
        };
        view! { <tr><td>{answer}</td><td>{comes_to}</td></tr> }
    });
    let caption = format!("{} {}", texts.tries(), tried.subject.label.get(texts.0));
    view! { <table class="try"><caption>{caption}</caption><tbody>{rows.collect_view()}</tbody></table> }
}

/// The slots of a rule.
fn opened(editor: Editor, texts: Texts, form: &Form, rule: &RuleDraft, index: usize) -> AnyView {
    let change = move |rule: RuleDraft| editor.rule(Some(index), Some(&rule));
    let of_effect = rule.clone();
    let kinds =
        EffectKind::ALL.into_iter().map(|kind| (kind.slug().to_owned(), texts.effect(kind).to_owned()));
    let what = select("effect", texts.doing(), rule.effect.slug(), kinds.collect(), move |slug| {
        if let Some(kind) = EffectKind::from_slug(&slug) {
            change(RuleDraft { effect: kind.blank(), ..of_effect.clone() });
        }
    });
    let row = rule.targets.first().and_then(|target| row_of(target)).map(str::to_owned);
    let of_condition = rule.clone();
    let tree = branch(
        texts,
        &|row| subjects(form, row),
        row.as_deref(),
        &rule.when,
        &[],
        std::rc::Rc::new(move |when| {
            change(RuleDraft { when, ..of_condition.clone() });
        }),
    );
    view! { <div class="opened"><dl>{what}{details(editor, texts, rule, index)}</dl>{tree}</div> }
}

/// What an effect says or computes.
fn details(editor: Editor, texts: Texts, rule: &RuleDraft, index: usize) -> AnyView {
    let change = {
        let rule = rule.clone();
        move |effect: EffectDraft| editor.rule(Some(index), Some(&RuleDraft { effect, ..rule.clone() }))
    };
    match &rule.effect {
        EffectDraft::Compute(logic) => {
            formula(editor, texts, "compute", logic, move |value| change(EffectDraft::Compute(value)))
        }
        EffectDraft::Restrict(logic) => {
            let Value::Array(values) = logic else {
                return formula(editor, texts, "restrict", logic, move |value| {
                    change(EffectDraft::Restrict(value))
                });
            };
            let written = values.iter().map(plain).collect::<Vec<_>>().join("\n");
            lines("restrict", texts.allowed(), written, move |text| {
                let values = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Value::from);
                change(EffectDraft::Restrict(values.collect()));
            })
        }
        EffectDraft::Recommend { consequence, within_days } => {
            let (text, days) = (consequence.clone(), *within_days);
            let (of_text, of_days) = (change.clone(), change);
            let said =
                written(consequence, [texts.consequence_zh(), texts.consequence_en()], move |consequence| {
                    of_text(EffectDraft::Recommend { consequence, within_days: days });
                });
            view! {
                {said}
                {number("rule-days", texts.within_days(), days.map(|days| days.to_string()), move |typed| {
                    of_days(EffectDraft::Recommend { consequence: text.clone(), within_days: typed.parse().ok() });
                })}
            }
        }
        EffectDraft::Message { tone, text } => {
            let (tone, text_) = (*tone, text.clone());
            let (of_text, of_tone) = (change.clone(), change);
            let said = written(text, [texts.text_zh(), texts.text_en()], move |text| {
                of_text(EffectDraft::Message { tone, text });
            });
            let tones = [("info", texts.tone_info()), ("warning", texts.tone_warning())];
            let chosen = if tone == Tone::Info { "info" } else { "warning" };
            let tones = tones.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
            view! {
                {said}
                {select("tone", texts.tone(), chosen, tones, move |value| {
                    let tone = if value == "warning" { Tone::Warning } else { Tone::Info };
                    of_tone(EffectDraft::Message { tone, text: text_.clone() });
                })}
            }
        }
        EffectDraft::Show
        | EffectDraft::Hide
        | EffectDraft::Enable
        | EffectDraft::ReadOnly
        | EffectDraft::Require
        | EffectDraft::Optional => ().into_any(),
    }
}

fn formula(editor: Editor, texts: Texts, id: &str, logic: &Value, told: impl Fn(Value) + 'static) -> AnyView {
    lines(id, texts.formula(), logic.to_string(), move |text| match serde_json::from_str(&text) {
        Ok(value) => told(value),
        Err(_) => editor.notice.set(Some(Notice::Said(texts.bad_value().to_owned()))),
    })
}

/// Two lines for a text, a language each, told whole.
fn written(text: &Text, labels: [&'static str; 2], told: impl Fn(Text) + Clone + 'static) -> AnyView {
    let before = text.clone();
    both("rule-text", labels, text, move |locale, typed| told(before.clone().with(locale, typed)))
}
