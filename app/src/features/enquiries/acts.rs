//! What one can do about an enquiry: each a form behind a fold, with its consequence in one line.

use crate::prelude::*;
use schema::enquiries::{DeskEnquiry, EnquiryAct};
use schema::proceedings::Choice;

use super::texts;
use crate::inputs::Asking;
use crate::returned::Returned;
use crate::routes::to;
use crate::ui::errors::ErrorSummary;

/// The acts that are allowed now; that there are none is said.
#[component]
pub fn Acts(
    /// The enquiry.
    it: DeskEnquiry,
    /// The form that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = texts();
    let wrong = returned.clone().map(|returned| {
        view! { <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/> }
    });
    let none = it.allowed.is_empty().then(|| view! { <p class="cap">{words.nothing()}</p> });
    let lost =
        returned.clone().filter(|returned| is_lost(returned, &it)).map(|returned| view! { <Lost returned/> });
    let forms = it.allowed.clone().into_iter().map(|act| {
        let mine = returned.clone().filter(|returned| returned.value("act") == Some(act.slug()));
        view! { <li><Act act it=it.clone() returned=mine/></li> }
    });
    let forms = forms.collect_view();
    view! { <section class="set do"><h2>{words.can_do()}</h2>{wrong}{lost}{none}<ul>{forms}</ul></section> }
}

/// Whether what was sent can be done no more, because others were there first.
fn is_lost(returned: &Returned, it: &DeskEnquiry) -> bool {
    !it.allowed.iter().any(|act| returned.value("act") == Some(act.slug()))
}

/// What was typed for it, to be copied: nobody's words are lost by that.
#[component]
fn Lost(returned: Returned) -> impl IntoView {
    let words = texts();
    let is_text = |name: &str| ["/words", "/subject", "/asked", "/reply"].contains(&name);
    let texts = returned.fields.into_iter().filter(|(name, text)| is_text(name) && !text.trim().is_empty());
    let texts: Vec<String> = texts.map(|(_, text)| text).collect();
    (!texts.is_empty()).then(|| {
        let texts = texts.into_iter().map(|text| view! { <p class="words">{text}</p> }).collect_view();
        view! { <section><h2>{words.just_written()}</h2><p class="cap">{words.just_written_what()}</p>{texts}</section> }
    })
}

fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/agency" => words.agency(),
        "/subject" => words.subject(),
        "/asked" => words.what_was_written(),
        "/reply" => words.reply_words(),
        _ => words.words(),
    }
}

#[component]
fn Act(act: EnquiryAct, it: DeskEnquiry, returned: Option<Returned>) -> impl IntoView {
    let (title, follows) = texts().act(act);
    let open = returned.is_some();
    let asking = Asking { name: act.slug().to_owned(), returned };
    view! {
        <details open=open>
            <summary><span class="a">{title}</span><span class="so">{follows}</span></summary>
            <form method="post" action=to::desk_enquiry(it.line.id)>
                <input type="hidden" name="act" value=act.slug()/>
                <input type="hidden" name="revision" value=it.revision.to_string()/>
                {fields(act, &it, &asking)}
                <div class="main-act"><button class="btn main">{title}</button></div>
            </form>
        </details>
    }
}

fn fields(act: EnquiryAct, it: &DeskEnquiry, asking: &Asking) -> Vec<AnyView> {
    let words = texts();
    match act {
        EnquiryAct::Route => {
            let choice = |id: i64, name: &str| Choice { id: id.to_string(), name: name.to_owned() };
            let choices: Vec<Choice> = it.routes.iter().map(|route| choice(route.id, &route.name)).collect();
            vec![asking.one_of("/agency", words.agency(), &choices)]
        }
        EnquiryAct::SendBack | EnquiryAct::Decline | EnquiryAct::GiveBack => {
            vec![asking.text("/words", words.reason(), true)]
        }
        EnquiryAct::Draft => {
            let before = it.content.as_ref().and_then(|it| it.draft.clone()).unwrap_or_default();
            vec![asking.text_with("/words", words.reply_words(), before)]
        }
        EnquiryAct::Publish => {
            let (asked, reply) = it.content.clone().map(|it| (it.words, it.reply)).unwrap_or_default();
            vec![
                asking.line_with("/subject", words.subject(), it.line.subject.clone()),
                asking.text_with("/asked", words.what_was_written(), asked),
                asking.text_with("/reply", words.reply_words(), reply.unwrap_or_default()),
                own_numbers(asking),
            ]
        }
        EnquiryAct::TakeUp
        | EnquiryAct::Reply
        | EnquiryAct::TakeDown
        | EnquiryAct::Feature
        | EnquiryAct::Unfeature
        | EnquiryAct::Keep
        | EnquiryAct::WithdrawConsent
        | EnquiryAct::Withdraw
        | EnquiryAct::Rate => Vec::new(),
    }
}

/// That the numbers in a reply are the agency's own. Nobody says so by leaving a box as it is.
fn own_numbers(asking: &Asking) -> AnyView {
    let checked = asking.returned.as_ref().is_some_and(|it| it.value("numbers_are_offices").is_some());
    view! {
        <label class="choice">
            <input type="checkbox" name="numbers_are_offices" value="yes" checked=checked/>
            <span>{texts().own_numbers()}</span>
        </label>
    }
    .into_any()
}
