//! What one can do about a proceeding: each a form behind a fold, with its consequence in one line.

use crate::prelude::*;
use schema::proceedings::{Choice, PartyView, ProceedingAct, ProceedingKind, ProceedingView, Stance};

use super::texts;
use crate::inputs::Asking;
use crate::returned::Returned;
use crate::routes::to;
use crate::ui::errors::ErrorSummary;

/// The acts that are allowed now; that there are none is said.
#[component]
pub fn Acts(
    /// The proceeding.
    view: ProceedingView,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = texts();
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
    });
    let forms: Vec<Form> = view.allowed.iter().flat_map(|act| forms_of(*act, &view)).collect();
    let none = forms.is_empty().then(|| view! { <p class="cap">{words.nothing()}</p> });
    let forms = forms.into_iter().map(|form| {
        let mine = returned.clone().filter(|returned| {
            let key = form.key.map(|key| key.to_string()).unwrap_or_default();
            returned.value("command") == Some(form.command)
                && returned.value("key").unwrap_or_default() == key
        });
        view! { <li><Act form view=view.clone() returned=mine/></li> }
    });
    let forms = forms.collect_view();
    view! {
        <section class="set do">
            <h2>{words.can_do()}</h2>
            {wrong}
            {none}
            <ul>{forms}</ul>
        </section>
    }
}

/// What an error is about.
fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/reason" => words.reason(),
        "/stance" => words.stance(),
        "/name" => words.name(),
        "/until" => words.link_last(),
        "/file" => words.file(),
        _ => words.words(),
    }
}

/// A form: what it sends, about whom, and what it says of itself.
struct Form {
    act: ProceedingAct,
    command: &'static str,
    key: Option<u32>,
    title: String,
    follows: String,
    button: &'static str,
}

fn forms_of(act: ProceedingAct, view: &ProceedingView) -> Vec<Form> {
    let words = texts();
    let form = |command, title: &str, follows: &str, button| Form {
        act,
        command,
        key: None,
        title: title.to_owned(),
        follows: follows.to_owned(),
        button,
    };
    let about = |party: &PartyView, command, title: &str, follows: &str| Form {
        key: Some(party.key),
        ..form(command, &format!("{title} · {}", party.name), follows, words.save())
    };
    match act {
        ProceedingAct::Reply => vec![form("reply", words.reply(), "", words.reply_send())],
        ProceedingAct::Opine => {
            let title = match view.line.kind {
                ProceedingKind::Escalation => words.decision(),
                kind if kind.is_gathering() => words.stance(),
                _ => words.answer(),
            };
            vec![form("opine", title, "", words.opine_send())]
        }
        ProceedingAct::Report => vec![form("report", words.file(), words.file_what(), words.file_send())],
        ProceedingAct::Minutes => vec![form("minutes", words.write_minutes(), "", words.save())],
        ProceedingAct::Attach if view.fields.is_empty() && view.papers.is_empty() => Vec::new(),
        ProceedingAct::Attach => vec![form("attach", words.attach(), words.attach_what(), words.save())],
        ProceedingAct::Invite => {
            let new = form("invite", words.invite(), words.invite_what(), words.invite_send());
            let again = view.parties.iter().filter(|party| party.outside);
            let again = again.map(|party| about(party, "invite", words.again(), words.again_what()));
            std::iter::once(new).chain(again).collect()
        }
        ProceedingAct::Revoke => {
            let there = view.parties.iter().filter(|party| party.outside && !party.revoked);
            there.map(|party| about(party, "revoke", words.revoke(), words.revoke_what())).collect()
        }
        ProceedingAct::Conclude => {
            vec![form("conclude", words.conclude(), words.conclude_what(), words.save())]
        }
        ProceedingAct::Cancel => vec![form("cancel", words.cancel(), words.cancel_what(), words.cancel())],
    }
}

#[component]
fn Act(form: Form, view: ProceedingView, returned: Option<Returned>) -> impl IntoView {
    let open = returned.is_some();
    let key = form.key.map(|key| view! { <input type="hidden" name="key" value=key.to_string()/> });
    let name = format!("{}{}", form.command, form.key.map(|key| key.to_string()).unwrap_or_default());
    let asking = Asking { name, returned };
    let kind = (form.act == ProceedingAct::Report).then_some("multipart/form-data");
    let fields = fields(&form, &view, &asking);
    view! {
        <details open=open>
            <summary><span class="a">{form.title}</span><span class="so">{form.follows}</span></summary>
            <form method="post" action=to::proceeding(view.line.id) enctype=kind>
                <input type="hidden" name="command" value=form.command/>
                <input type="hidden" name="revision" value=view.revision.to_string()/>
                {key}
                {fields}
                <div class="main-act"><button class="btn main">{form.button}</button></div>
            </form>
        </details>
    }
}

fn fields(form: &Form, view: &ProceedingView, asking: &Asking) -> Vec<AnyView> {
    let words = texts();
    let choice = |id: &str, name: &str| Choice { id: id.to_owned(), name: name.to_owned() };
    match form.act {
        ProceedingAct::Reply => {
            let choices = [choice("yes", words.reply_yes()), choice("no", words.reply_no())];
            vec![
                asking.one_of("/comes", words.reply(), &choices),
                asking.text("/reason", words.reason(), false),
            ]
        }
        ProceedingAct::Opine if view.line.kind.is_gathering() => {
            let choices = Stance::ALL.map(|stance| choice(stance.slug(), words.stands(stance)));
            vec![
                asking.one_of("/stance", words.stance(), &choices),
                asking.text("/words", words.words(), false),
            ]
        }
        ProceedingAct::Opine => vec![asking.text("/words", words.words(), true)],
        ProceedingAct::Report => vec![file_field(&asking.name)],
        ProceedingAct::Minutes => vec![asking.text("/words", words.minutes(), true)],
        ProceedingAct::Conclude => vec![asking.text("/words", words.result(), true)],
        ProceedingAct::Cancel => vec![asking.text("/reason", words.reason(), true)],
        ProceedingAct::Invite => {
            let name = form.key.is_none().then(|| asking.line("/name", words.name(), "text"));
            name.into_iter().chain([asking.line("/until", words.link_last(), "date")]).collect()
        }
        ProceedingAct::Attach => {
            let fields = asking.some_of("/fields", words.fields(), &view.fields);
            fields.into_iter().chain(asking.some_of("/files", words.files(), &view.papers)).collect()
        }
        ProceedingAct::Revoke => Vec::new(),
    }
}

/// A file to send.
pub fn file_field(name: &str) -> AnyView {
    let id = format!("{name}-file");
    view! {
        <div class="field">
            <label for=id.clone()>{texts().file()}</label>
            <input type="file" id=id name="file" required accept="application/pdf,image/*"/>
        </div>
    }
}
