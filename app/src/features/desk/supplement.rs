//! Asking the applicant to put things right: every answer and material on one sheet, sent all at once.

use crate::prelude::*;
use schema::cases::DeskCase;
use schema::expr::Truth;
use schema::form::{Form, find, html_id, summary};

use super::acts::{Order, OrderFields, Typed};
use super::typed::{MATERIAL, POINT};
use crate::returned::Returned;
use crate::text::{field_error, use_words};
use crate::ui::field::TextArea;

/// Something that can be asked for: the name of its field, what it is called, what it is now, what was typed, and what is
/// wrong with that.
#[derive(Clone)]
struct Askable {
    field: String,
    name: String,
    now: String,
    typed: String,
    message: Option<String>,
}

/// The sheet, behind a fold that opens when it came back.
#[component]
pub fn SupplementForm(
    /// The command.
    order: Order,
    /// The case.
    case: DeskCase,
    /// The form it was made with.
    form: Form,
    /// The sheet that came back.
    returned: Option<Returned>,
) -> impl IntoView {
    let words = use_words().desk;
    let again = case.view.timeline.iter().any(|happening| happening.kind == "supplement_requested");
    let (answers, materials) = askable(&case, &form, returned.as_ref(), use_words().locale);
    let list = |entries: Vec<Askable>| {
        entries.into_iter().map(|askable| view! { <li><Ask askable/></li> }).collect_view()
    };
    let open = returned.is_some();
    let action = order.action.clone();
    view! {
        <details open=open>
            <summary><span class="a">{words.supplement()}</span><span class="so">{words.supplement_what()}</span></summary>
            <form method="post" action=action>
                <OrderFields order/>
                <p class="cant">{words.supplement_rule()}</p>
                <h3>{words.supplement_fields()}</h3>
                <ul>{list(answers)}</ul>
                <h3>{words.supplement_materials()}</h3>
                <ul>{list(materials)}</ul>
                {again.then(|| view! {
                    <p class="cant">{words.supplement_again()}</p>
                    <Typed scope="supplement" name="reason" label=words.supplement_again_reason() returned/>
                })}
                <div class="main-act"><button class="btn main">{words.supplement_send()}</button></div>
            </form>
        </details>
    }
}

/// Every answer that is shown and every material that is asked for.
fn askable(
    case: &DeskCase,
    form: &Form,
    returned: Option<&Returned>,
    locale: schema::Locale,
) -> (Vec<Askable>, Vec<Askable>) {
    let typed =
        |field: &str| returned.and_then(|returned| returned.value(field)).unwrap_or_default().to_owned();
    let message = |field: &str| {
        let mut errors = returned?.problem.errors.iter();
        errors.find(|error| error.pointer == field).map(|error| field_error(locale, error))
    };
    let state = case.follows(form);
    let lines = summary(form, &state, locale, &case.regions).into_iter().filter(|line| {
        let is_official = find(form, &line.pointer).is_some_and(|found| found.field.control.is_official());
        case.access.field(&line.pointer).is_visible() && !is_official
    });
    let answers = lines.map(|line| {
        let field = format!("{POINT}{}", line.pointer);
        let name =
            if line.group.is_empty() { line.label } else { format!("{} · {}", line.group, line.label) };
        Askable { typed: typed(&field), message: message(&field), field, name, now: line.value }
    });
    let materials = form.materials.iter().zip(state.materials()).filter(|(material, wanted)| {
        **wanted != Truth::No && case.access.material(&material.id).is_visible()
    });
    let materials = materials.map(|(material, _)| {
        let field = format!("{MATERIAL}{}", material.id);
        let files = case.files.iter().filter(|file| file.material == material.id);
        let now = files.map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
        let name = material.name.get(locale).to_owned();
        Askable { typed: typed(&field), message: message(&field), field, name, now }
    });
    (answers.collect(), materials.collect())
}

/// One of them: opened, it takes the reason.
#[component]
fn Ask(askable: Askable) -> impl IntoView {
    let words = use_words().desk;
    let Askable { field, name, now, typed, message } = askable;
    let open = !typed.is_empty();
    let now = if now.is_empty() { words.blank().to_owned() } else { now };
    let label = words.supplement_reason_for(&name);
    view! {
        <details open=open>
            <summary><span class="a">{name}</span><span class="so">{now}</span></summary>
            // No line of input: Enter in one would send a sheet that is half written.
            <TextArea id=html_id(&field) name=field label hint=None value=typed message/>
        </details>
    }
}
