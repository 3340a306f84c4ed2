//! What can be done with a case now, each as a form with its consequence in one line; and why something cannot.

use crate::prelude::*;
use schema::cases::DeskCase;
use schema::form::{Form, html_id};
use schema::process::{Allowed, CommandName, Outcome};

use super::checklist::Checklist;
use super::next::NextTask;
use super::office::OfficePart;
use super::operations::{Operations, is_operation};
use super::paper::OnPaper;
use super::sheet::Instructions;
use super::special::{BeginSpecial, EndSpecial};
use super::supplement::SupplementForm;
use super::tasks::{Tasks, name};
use super::thread::REMARK;
use super::typed::{CameBack, by_field, of_command};
use super::why::why;
use crate::case::Fees;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::{field_error, use_words};
use crate::ui::field::TextArea;

/// The fourth corner of the case, where the eyes end.
#[component]
pub fn Acts(
    /// The case.
    case: DeskCase,
    /// The form it was made with.
    form: Form,
) -> impl IntoView {
    let words = use_words();
    let number = case.view.summary.number;
    let action = to::desk_case(number);
    // What was written to colleagues comes back to its own form.
    let returned = use_returned(&action).filter(|sent| sent.value(REMARK).is_none()).map(by_field);
    let why = why(&case).map(|why| why.said(&case, words));
    let is_here = |allowed: &&Allowed| !allowed.command.is_on_task() || allowed.task == case.task;
    let here: Vec<Allowed> = case.allowed.iter().filter(is_here).cloned().collect();
    let may = |command| here.iter().find(|allowed| allowed.command == command).cloned();
    let action = case.task.as_ref().map_or(action, |task| to::desk_task(number, task));
    let order = |allowed: &Allowed| Order {
        action: action.clone(),
        command: allowed.command,
        task: allowed.task.clone().unwrap_or_default(),
        revision: case.revision,
    };
    let offered = here.iter().map(|allowed| allowed.command).collect();
    let task = case.shown().map(|task| name(task, words)).unwrap_or_default();
    let others: Vec<(Order, Allowed)> = here
        .iter()
        .filter(|allowed| is_operation(allowed.command))
        .map(|allowed| (order(allowed), allowed.clone()))
        .collect();
    view! {
        <aside class="do" aria-label=words.desk.can_do()>
            {returned.clone().map(|returned| view! { <CameBack returned offered form=form.clone() case=case.clone()/> })}
            <Tasks case=case.clone()/>
            <Instructions case=case.clone()/>
            <h2>{words.desk.can_do()}</h2>
            {may(CommandName::Claim).map(|allowed| view! { <Claim order=order(&allowed)/> })}
            {may(CommandName::Complete).map(|allowed| {
                let returned = of_command(returned.as_ref(), allowed.command);
                conclusion(order(&allowed), allowed, &case, form.clone(), task.clone(), returned)
            })}
            {may(CommandName::Answer).map(|allowed| {
                let returned = of_command(returned.as_ref(), allowed.command);
                view! { <Answer order=order(&allowed) task returned/> }
            })}
            {may(CommandName::EndSpecialProcedure).zip(case.view.special_procedure).map(|(allowed, notice)| {
                let returned = of_command(returned.as_ref(), allowed.command);
                view! { <EndSpecial order=order(&allowed) notice returned/> }
            })}
            {may(CommandName::ReceiveSupplement).map(|allowed| {
                view! { <OnPaper order=order(&allowed) points=case.view.supplement.clone() form=form.clone()/> }
            })}
            <ul>
                {may(CommandName::RequestSupplement).map(|allowed| {
                    let returned = of_command(returned.as_ref(), allowed.command);
                    view! { <li><SupplementForm order=order(&allowed) case=case.clone() form=form.clone() returned/></li> }
                })}
                {may(CommandName::BeginSpecialProcedure).map(|allowed| {
                    let returned = of_command(returned.as_ref(), allowed.command);
                    view! { <li><BeginSpecial order=order(&allowed) returned/></li> }
                })}
            </ul>
            {may(CommandName::Release).map(|allowed| view! { <Release order=order(&allowed)/> })}
            <Operations others case=case.clone() returned/>
            {why.map(|why| view! { <p class="cant"><b>{words.desk.cannot()}</b>{why}</p> })}
            <Fees fees=case.view.fees.clone()/>
        </aside>
    }
}

/// The form that ends the task, with everything the task asks for.
fn conclusion(
    order: Order,
    allowed: Allowed,
    case: &DeskCase,
    form: Form,
    task: String,
    returned: Option<Returned>,
) -> AnyView {
    let points = case.sheet.as_ref().map(|sheet| sheet.checklist.clone()).unwrap_or_default();
    let part = view! {
        <OfficePart case=case.clone() form returned=returned.clone()/>
        <Checklist points returned=returned.clone()/>
    };
    let next = view! { <NextTask to=allowed.to ways=case.ways.clone() returned=returned.clone()/> };
    view! { <Conclude order outcomes=allowed.outcomes task part=part.into_any() next=next.into_any() returned/> }
        .into_any()
}

/// What every command says: which it is, on which task, and of which state of the case.
#[derive(Clone, Debug)]
pub struct Order {
    /// Where it is sent.
    pub action: String,
    /// The command.
    pub command: CommandName,
    /// The task.
    pub task: String,
    /// The place in the event log that the officer sees.
    pub revision: u64,
}

/// The fields that nobody types.
#[component]
pub fn OrderFields(
    /// The command.
    order: Order,
) -> impl IntoView {
    view! {
        <input type="hidden" name="command" value=order.command.slug()/>
        <input type="hidden" name="task" value=order.task/>
        <input type="hidden" name="revision" value=order.revision.to_string()/>
    }
}

#[component]
fn Claim(order: Order) -> impl IntoView {
    let words = use_words().desk;
    let action = order.action.clone();
    view! {
        <form method="post" action=action>
            <OrderFields order/>
            <div class="main-act">
                <button class="btn main">{words.claim()}</button>
                <p>{words.claim_what()}</p>
            </div>
        </form>
    }
}

#[component]
fn Release(order: Order) -> impl IntoView {
    let words = use_words().desk;
    let action = order.action.clone();
    view! {
        <form method="post" action=action>
            <OrderFields order/>
            <ul><li><button><span class="a">{words.release()}</span><span class="so">{words.release_what()}</span></button></li></ul>
        </form>
    }
}

/// Ends the task: the officer's part of the form and the checklist, what was found, a button for what is hoped for, and what needs a reason behind a fold.
#[component]
fn Conclude(
    order: Order,
    outcomes: Vec<Outcome>,
    task: String,
    part: AnyView,
    next: AnyView,
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words().desk;
    let action = order.action.clone();
    let needs_opinion = outcomes.contains(&Outcome::Approved);
    let (against, favourable): (Vec<Outcome>, Vec<Outcome>) =
        outcomes.into_iter().partition(|outcome| outcome.needs_reason());
    let favourable = favourable.into_iter().map(|outcome| {
        view! {
            <div class="main-act">
                <button class="btn main" name="outcome" value=slug(outcome)>{words.outcome(outcome)}</button>
                <p>{words.consequence(outcome)}</p>
            </div>
        }
    });
    let favourable = favourable.collect_view();
    let against =
        against.into_iter().map(|outcome| view! { <li><Against outcome returned=returned.clone()/></li> });
    let against = against.collect_view();
    view! {
        <form method="post" action=action>
            <OrderFields order/>
            {part}
            <h3>{words.conclude(&task)}</h3>
            {needs_opinion.then(|| view! { <OpinionFields scope="conclude" returned=returned.clone()/> })}
            {next}
            {favourable}
            <ul>{against}</ul>
        </form>
    }
}

/// What was found, what follows from it, and by which article.
#[component]
fn OpinionFields(scope: &'static str, returned: Option<Returned>) -> impl IntoView {
    let words = use_words().desk;
    view! {
        // No line of input among them: Enter in one would approve.
        <Typed scope name="/opinion/facts" label=words.facts() returned=returned.clone()/>
        <Typed scope name="/opinion/opinion" label=words.opinion() returned=returned.clone()/>
        <Typed scope name="/opinion/article" label=words.article() hint=words.article_hint() returned/>
    }
}

/// The work that a colleague asked for, given back.
#[component]
fn Answer(order: Order, task: String, returned: Option<Returned>) -> impl IntoView {
    let words = use_words().desk;
    let (action, command) = (order.action.clone(), order.command);
    view! {
        <form method="post" action=action>
            <OrderFields order/>
            <h3>{words.conclude(&task)}</h3>
            <OpinionFields scope="answer" returned/>
            <div class="main-act">
                <button class="btn main">{words.command(command)}</button>
                <p>{words.what_follows(command)}</p>
            </div>
        </form>
    }
}

/// An outcome against the applicant, with its reason.
#[component]
fn Against(outcome: Outcome, returned: Option<Returned>) -> impl IntoView {
    let words = use_words().desk;
    let open = returned.as_ref().and_then(|returned| returned.value("outcome")) == Some(slug(outcome));
    view! {
        <details open=open>
            <summary><span class="a">{words.outcome(outcome)}</span><span class="so">{words.consequence(outcome)}</span></summary>
            <Typed scope="conclude" name="reason" label=words.reason() returned/>
            <div class="main-act"><button class="btn" name="outcome" value=slug(outcome)>{words.outcome(outcome)}</button></div>
        </details>
    }
}

/// A text area that keeps what came back.
#[component]
pub fn Typed(
    /// Of which form it is: two forms of a page may have fields of one name.
    scope: &'static str,
    /// The name of the field.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// What helps.
    #[prop(optional)]
    hint: &'static str,
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words();
    let value = returned.as_ref().and_then(|returned| returned.value(name)).unwrap_or_default().to_owned();
    let errors = returned.as_ref().map(|returned| returned.problem.errors.as_slice()).unwrap_or_default();
    let own =
        errors.iter().find(|error| error.pointer.trim_start_matches('/') == name.trim_start_matches('/'));
    let message = own.map(|error| field_error(words.locale, error));
    let hint = Some(hint.to_owned()).filter(|hint| !hint.is_empty());
    // The links of the error summary lead into the form that came back.
    let pointer = html_id(&format!("/{}", name.trim_start_matches('/')));
    let id = if returned.is_some() { pointer } else { format!("{scope}-{pointer}") };
    view! { <TextArea id name label hint value message required/> }
}

/// The name of an outcome on the wire.
const fn slug(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::NotAccepted => "not_accepted",
        Outcome::Approved => "approved",
        Outcome::Rejected => "rejected",
        Outcome::Paid => "paid",
        Outcome::Printed => "printed",
        Outcome::Delivered => "delivered",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_sent_by_their_names_on_the_wire() {
        use Outcome::{Accepted, Approved, Delivered, NotAccepted, Rejected};
        for outcome in [Accepted, NotAccepted, Approved, Rejected, Delivered] {
            assert_eq!(serde_json::to_value(outcome).unwrap(), slug(outcome));
        }
    }
}
