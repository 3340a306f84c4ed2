//! What sends a case another way than its process says (退回, 转交, 加签, 延期 and the like): each a form behind a fold, with
//! its consequence in one line.

use crate::prelude::*;
use schema::cases::{Colleague, DeskCase, Way};
use schema::form::html_id;
use schema::process::{Allowed, CommandName};

use super::acts::{Order, OrderFields, Typed};
use super::typed::of_command;
use crate::returned::Returned;
use crate::text::{Words, typeset, use_words};
use crate::ui::field::TextField;

/// Whether a command is one of these.
pub const fn is_operation(command: CommandName) -> bool {
    match command {
        CommandName::Return
        | CommandName::Recall
        | CommandName::Jump
        | CommandName::Reassign
        | CommandName::Delegate
        | CommandName::AddSigner
        | CommandName::RemoveSigner
        | CommandName::Copy
        | CommandName::Remind
        | CommandName::Extend
        | CommandName::Terminate => true,
        CommandName::Start
        | CommandName::Claim
        | CommandName::Release
        | CommandName::Complete
        | CommandName::RequestSupplement
        | CommandName::ReceiveSupplement
        | CommandName::BeginSpecialProcedure
        | CommandName::EndSpecialProcedure
        | CommandName::ReportPause
        | CommandName::TakeShared
        | CommandName::AnswerExternal
        | CommandName::TimeOutExternal
        | CommandName::EndCall
        | CommandName::Answer
        | CommandName::Withdraw
        | CommandName::Rate => false,
    }
}

/// Those that are allowed now.
#[component]
pub fn Operations(
    /// Each with where it can go, or to whom.
    others: Vec<(Order, Allowed)>,
    /// The case, which has the names of both.
    case: DeskCase,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    (!others.is_empty()).then(|| {
        let each = others.into_iter().map(|(order, allowed)| {
            view! { <li><Operation order allowed case=case.clone() returned=returned.clone()/></li> }
        });
        view! {
            <h3>{use_words().desk.others()}</h3>
            <ul>{each.collect_view()}</ul>
        }
    })
}

/// One of them, behind a fold that opens when it came back.
#[component]
fn Operation(order: Order, allowed: Allowed, case: DeskCase, returned: Option<Returned>) -> impl IntoView {
    let words = use_words().desk;
    let returned = of_command(returned.as_ref(), order.command);
    let (open, action, command) = (returned.is_some(), order.action.clone(), order.command);
    let asked = Asked { command, scope: command.slug(), returned };
    view! {
        <details open=open>
            <summary><span class="a">{words.command(command)}</span><span class="so">{words.what_follows(command)}</span></summary>
            <form method="post" action=action>
                <OrderFields order/>
                {asked.goal(&allowed, &case)}
                {asked.choice(&allowed)}
                {asked.words()}
                <div class="main-act"><button class="btn main">{words.command(command)}</button></div>
            </form>
        </details>
    }
}

/// What a command asks for.
struct Asked {
    command: CommandName,
    /// Of which form the fields are: two forms of a page may have fields of one name.
    scope: &'static str,
    returned: Option<Returned>,
}

impl Asked {
    /// Where it goes, or to whom.
    fn goal(&self, allowed: &Allowed, case: &DeskCase) -> AnyView {
        let words = use_words();
        let ways = || case.ways.iter().filter(|way| allowed.to.contains(&way.to));
        let colleagues = || case.colleagues.iter().filter(|person| allowed.to.contains(&person.id));
        match self.command {
            CommandName::Return | CommandName::Jump => self.choose(
                "to",
                words.desk.choose_task(),
                ways().map(|way| way_option(way, words)).collect(),
            ),
            CommandName::Reassign
            | CommandName::Delegate
            | CommandName::AddSigner
            | CommandName::RemoveSigner => {
                let options = colleagues().map(|person| (person.id.clone(), said(person, words))).collect();
                self.choose("to", words.desk.choose_colleague(), options)
            }
            CommandName::Copy => self.tick(words.desk.choose_colleague(), colleagues().cloned().collect()),
            _ => ().into_any(),
        }
    }

    /// What else there is to choose.
    fn choice(&self, allowed: &Allowed) -> AnyView {
        let words = use_words().desk;
        let options =
            |all: [(&str, &str); 2]| all.map(|(value, said)| (value.to_owned(), said.to_owned())).into();
        match self.command {
            CommandName::Return => self.choose(
                "resume",
                words.after_that(),
                options([("true", words.straight_back()), ("false", words.through_again())]),
            ),
            CommandName::AddSigner => self.choose(
                "after",
                words.signs_when(),
                options([("false", words.signs_before()), ("true", words.signs_after())]),
            ),
            CommandName::Extend => self.days(allowed),
            _ => ().into_any(),
        }
    }

    /// How many days, with what gives that many.
    fn days(&self, allowed: &Allowed) -> AnyView {
        let (words, locale) = (use_words().desk, use_words().locale);
        let label = match &allowed.extension {
            Some(bound) => words.extend_days_at_most(bound.days),
            None => words.extend_days().to_owned(),
        };
        let ground = allowed.extension.as_ref().map(|bound| words.extend_ground(bound.ground.get(locale)));
        let returned = self.returned.clone();
        view! {
            <TextField pointer="/days" label inputmode="numeric" returned/>
            {ground.map(|ground| view! { <p class="cap">{typeset(&ground)}</p> })}
        }
        .into_any()
    }

    /// The words that go with it.
    fn words(&self) -> AnyView {
        let words = use_words().desk;
        let (name, label, required) = match self.command {
            CommandName::Copy | CommandName::Remind => ("words", words.told_what(), false),
            CommandName::Recall => ("reason", words.why_optional(), false),
            CommandName::Extend | CommandName::Terminate => ("reason", words.told_why(), true),
            _ => ("reason", words.why_needed(), true),
        };
        let (scope, returned) = (self.scope, self.returned.clone());
        view! { <Typed scope name label required returned/> }.into_any()
    }

    /// One of several, none of which is meant unless it is chosen.
    fn choose(&self, name: &'static str, label: &'static str, options: Vec<(String, String)>) -> AnyView {
        let id = format!("{}-{}", self.scope, html_id(&format!("/{name}")));
        let chosen = self.returned.as_ref().and_then(|returned| returned.value(name)).map(str::to_owned);
        let options = options.into_iter().map(|(value, said)| {
            let selected = chosen.as_ref() == Some(&value);
            view! { <option value=value selected=selected>{said}</option> }
        });
        let options = options.collect_view();
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <select id=id name=name required>
                    <option value="">{use_words().forms.choose()}</option>
                    {options}
                </select>
            </div>
        }
        .into_any()
    }

    /// Any number of colleagues.
    fn tick(&self, label: &'static str, colleagues: Vec<Colleague>) -> AnyView {
        let words = use_words();
        let is_ticked = |id: &str| {
            let fields =
                self.returned.as_ref().map(|returned| returned.fields.as_slice()).unwrap_or_default();
            fields.iter().any(|(name, value)| name == "to" && value == id)
        };
        let lines = colleagues.into_iter().map(|person| {
            let (id, checked) = (format!("{}-to-{}", self.scope, person.id), is_ticked(&person.id));
            view! {
                <li class="pick">
                    <input type="checkbox" id=id.clone() name="to" value=person.id.clone() checked=checked/>
                    <label for=id>{said(&person, words)}</label>
                </li>
            }
        });
        let lines = lines.collect_view();
        view! { <fieldset class="field"><legend>{label}</legend><ul>{lines}</ul></fieldset> }.into_any()
    }
}

/// A task it can go to: what it is called, and who did it when.
fn way_option(way: &Way, words: Words) -> (String, String) {
    let name = way.name.get(words.locale);
    let said = match &way.done {
        Some(done) => words.desk.done_by(name, &done.by, &words.moment(done.at)),
        None => name.to_owned(),
    };
    (way.to.clone(), said)
}

/// A colleague with their posts.
fn said(person: &Colleague, words: Words) -> String {
    let posts: Vec<&str> = person.roles.iter().map(|role| words.role(*role)).collect();
    words.desk.and_more(&person.name, &posts.join(words.catalogue.separator()))
}
