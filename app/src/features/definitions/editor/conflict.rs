//! Somebody else saved first: what they did and what is here are brought together, and what both changed is asked about.

use crate::prelude::*;
use schema::definitions::DraftState;
use schema::form::design::{Conflict as Disputed, Merged, Side, merge, settle};
use serde_json::Value;

use super::save;
use super::state::{Editor, Notice};
use crate::designing::Saving;
use crate::text::{Editor as Texts, use_words};

/// What somebody else saved meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct Overtaken {
    /// Who, if that is known.
    pub who: String,
    /// The revision it is now.
    pub revision: i64,
    /// What they saved.
    pub theirs: Value,
    /// What has become of the draft.
    pub standing: Standing,
    /// Both brought together, once that was asked for, and how many steps were taken until then.
    pub merged: Option<(u64, Merged)>,
}

/// What has become of a draft that somebody else had in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser saves"))]
pub enum Standing {
    /// It is still one.
    Draft(DraftState),
    /// It is published.
    Published,
    /// It is gone, and nothing was ever published.
    Discarded,
}

/// How what is here and what is stored go together.
#[cfg(any(test, feature = "hydrate"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// They are the same.
    Same,
    /// All that is stored is here, and more.
    Ahead,
    /// Each has something that the other has not.
    Apart,
}

/// What is stored may be this person's own: what they sent last, and nobody told them that it arrived.
#[cfg(any(test, feature = "hydrate"))]
pub fn meeting(base: &Value, mine: &Value, unanswered: Option<&Value>, theirs: &Overtaken) -> Meeting {
    if theirs.standing == Standing::Discarded {
        return Meeting::Apart;
    }
    if *mine == theirs.theirs {
        return Meeting::Same;
    }
    let merged = merge(base, mine, &theirs.theirs);
    let is_here = merged.conflicts.is_empty() && merged.definition == *mine;
    if is_here || unanswered == Some(&theirs.theirs) { Meeting::Ahead } else { Meeting::Apart }
}

impl Editor {
    /// Goes on from what is stored.
    #[cfg(feature = "hydrate")]
    pub fn based_on(self, theirs: &Overtaken) {
        self.base.set_value((theirs.revision, theirs.theirs.clone()));
        self.draft.set(theirs.draft());
    }

    /// What was stored when this page was opened, as what somebody else saved.
    #[cfg(feature = "hydrate")]
    pub fn found(self, revision: i64, theirs: Value) -> Overtaken {
        let draft = self.record.with_value(|record| record.draft.clone());
        let standing = draft.as_ref().map_or(Standing::Published, |draft| Standing::Draft(draft.state));
        let who = draft.map(|draft| draft.author).unwrap_or_default();
        Overtaken { who, revision, theirs, standing, merged: None }
    }
}

impl Overtaken {
    fn draft(&self) -> Option<DraftState> {
        match self.standing {
            Standing::Draft(state) => Some(state),
            Standing::Published | Standing::Discarded => None,
        }
    }

    fn said(&self, texts: Texts) -> String {
        match self.standing {
            Standing::Draft(_) if self.who.is_empty() => texts.overtaken(texts.somebody()),
            Standing::Draft(_) => texts.overtaken(&self.who),
            Standing::Published => texts.overtaken_published().to_owned(),
            Standing::Discarded => texts.overtaken_discarded().to_owned(),
        }
    }
}

/// What to do about it, while there is something to do.
#[component]
pub fn Conflict() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    move || {
        editor.overtaken.get().map(|overtaken| {
            let asked = match &overtaken.merged {
                None => view! { <Ways/> },
                Some((_, merged)) => disputed(editor, texts, merged),
            };
            let said = overtaken.said(texts);
            view! { <section class="overtaken notice" role="alert"><p>{said}</p>{asked}</section> }
        })
    }
}

/// The three ways out.
#[component]
fn Ways() -> impl IntoView {
    let editor = Editor::here();
    let texts = Texts(use_words().locale);
    view! {
        <button type="button" class="btn main small" on:click=move |_| bring_together(editor)>{texts.merge()}</button>
        <button type="button" class="btn small" on:click=move |_| save::copy_mine(editor)>{texts.copy_mine()}</button>
        <button type="button" class="btn small" on:click=move |_| take_theirs(editor)>{texts.take_theirs()}</button>
    }
}

fn bring_together(editor: Editor) {
    let Some(overtaken) = editor.overtaken.get_untracked() else { return };
    let merged =
        editor.with_definition(|mine| editor.base.with_value(|base| merge(&base.1, mine, &overtaken.theirs)));
    if merged.conflicts.is_empty() {
        accept(editor, overtaken, merged.definition);
    } else {
        let before = overtaken.merged.map_or_else(Vec::new, |(_, merged)| merged.conflicts);
        let merged = Some((editor.moment(), as_before(merged, &before)));
        editor.overtaken.set(Some(Overtaken { merged, ..overtaken }));
    }
}

/// What was settled before is settled, as far as it is still in dispute.
fn as_before(merged: Merged, before: &[Disputed]) -> Merged {
    let is_same = |one: &Disputed, other: &Disputed| {
        one.pointer == other.pointer && one.mine == other.mine && one.theirs == other.theirs
    };
    (0..merged.conflicts.len()).fold(merged, |merged, place| {
        let side = before.iter().find(|settled| is_same(settled, &merged.conflicts[place]));
        side.map_or_else(|| merged.clone(), |settled| settle(&merged, place, settled.side))
    })
}

/// Goes on with what was settled, unless more was changed here since: then that is brought in first.
fn settled(editor: Editor) {
    let Some(overtaken) = editor.overtaken.get_untracked() else { return };
    match &overtaken.merged {
        Some((moment, merged)) if *moment == editor.moment() => {
            let definition = merged.definition.clone();
            accept(editor, overtaken, definition);
        }
        _ => bring_together(editor),
    }
}

/// Goes on with both, based on what they saved.
fn accept(editor: Editor, overtaken: Overtaken, merged: Value) {
    let texts = Texts(editor.locale);
    editor.overtaken.set(None);
    editor.take_in(merged, (overtaken.revision, overtaken.theirs));
    editor.notice.set(Some(Notice::Said(texts.merged().to_owned())));
}

fn take_theirs(editor: Editor) {
    let Some(overtaken) = editor.overtaken.get_untracked() else { return };
    editor.overtaken.set(None);
    editor.draft.set(overtaken.draft());
    editor.take_in(overtaken.theirs.clone(), (overtaken.revision, overtaken.theirs));
    editor.saving.set(Saving::Saved(None));
    save::forget(editor);
}

/// What both changed, each to be settled.
fn disputed(editor: Editor, texts: Texts, merged: &Merged) -> AnyView {
    let rows =
        merged.conflicts.iter().enumerate().map(|(place, it)| row(editor, texts, place, it)).collect_view();
    view! {
        <p>{texts.conflicts(merged.conflicts.len())}</p>
        <table class="disputed"><tbody>{rows}</tbody></table>
        <button type="button" class="btn main small" on:click=move |_| settled(editor)>{texts.settled()}</button>
    }
}

fn row(editor: Editor, texts: Texts, place: usize, disputed: &Disputed) -> AnyView {
    let side = |side: Side, value: &Option<Value>, name: &'static str| {
        let said = value.as_ref().map_or_else(|| texts.nothing_there().to_owned(), crate::designing::plain);
        let chosen = (disputed.side == side).to_string();
        let choose = move |_| {
            editor.overtaken.update(|overtaken| {
                let merged = overtaken.as_mut().and_then(|overtaken| overtaken.merged.as_mut());
                if let Some((_, merged)) = merged {
                    *merged = settle(merged, place, side);
                }
            });
        };
        view! { <td><button type="button" aria-pressed=chosen on:click=choose><b>{name}</b>" "{said}</button></td> }
    };
    view! {
        <tr>
            <th scope="row"><code>{disputed.pointer.clone()}</code></th>
            {side(Side::Mine, &disputed.mine, texts.mine())}
            {side(Side::Theirs, &disputed.theirs, texts.theirs())}
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(title: &str, question: &str) -> Value {
        json!({"meta": {"id": "x", "title": title}, "schema": {"type": "object", "properties": {
            "q": {"type": "string", "title": question},
        }}})
    }

    fn stored(theirs: Value) -> Overtaken {
        let standing = Standing::Draft(DraftState::Draft);
        Overtaken { who: "甲".to_owned(), revision: 7, theirs, standing, merged: None }
    }

    #[test]
    fn what_arrived_without_an_answer_is_nobody_else_s() {
        let (base, sent, now) = (of("a", "a"), of("b", "a"), of("b", "b"));
        assert_eq!(meeting(&base, &sent, None, &stored(sent.clone())), Meeting::Same);
        assert_eq!(meeting(&base, &now, None, &stored(sent.clone())), Meeting::Ahead);
        // Changed once more since: only that it was sent from here tells whose it is.
        let again = of("c", "a");
        assert_eq!(meeting(&base, &again, None, &stored(sent.clone())), Meeting::Apart);
        assert_eq!(meeting(&base, &again, Some(&sent), &stored(sent.clone())), Meeting::Ahead);
    }

    #[test]
    fn what_somebody_else_did_is_asked_about() {
        let (base, mine) = (of("a", "a"), of("b", "a"));
        assert_eq!(meeting(&base, &mine, Some(&mine), &stored(of("a", "z"))), Meeting::Apart);
        let gone = Overtaken { standing: Standing::Discarded, ..stored(base.clone()) };
        assert_eq!(meeting(&base, &mine, None, &gone), Meeting::Apart);
    }

    #[test]
    fn what_was_settled_stays_settled_when_more_is_changed() {
        let (base, theirs) = (of("a", "a"), of("z", "z"));
        let first = merge(&base, &of("b", "b"), &theirs);
        assert_eq!(first.conflicts.len(), 2);
        let first = settle(&settle(&first, 0, Side::Theirs), 1, Side::Theirs);
        let merged = as_before(merge(&base, &of("b", "c"), &theirs), &first.conflicts);
        let sides: Vec<Side> = merged.conflicts.iter().map(|conflict| conflict.side).collect();
        assert_eq!(sides, [Side::Theirs, Side::Mine], "what is new is asked anew");
        assert_eq!(merged.definition, of("z", "c"));
    }
}
