//! The list of originals (原件交接清单): what was taken in and handed back; prints as a list with a place to sign.

use leptos_router::hooks::use_params_map;
use schema::custody::{Bearer, Custody, CustodyList, HandedBack, NamedMaterial, Paper};
use schema::form::html_id;

use super::{Print, around, texts};
use crate::api;
use crate::desk::Trouble;
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::use_words;
use crate::ui::errors::ErrorSummary;
use crate::ui::field::TextField;

/// The page at `/desk/cases/{number}/originals`.
#[component]
pub fn OriginalsPage() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let shown = api::originals(&number).keep().document(|found| match found {
        Ok(list) => view! { <Shown list/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    around(texts().originals(), shown)
}

#[component]
fn Shown(list: CustodyList) -> impl IntoView {
    let words = texts();
    let action = to::originals(&list.case);
    let returned = use_returned(&action);
    let CustodyList { case, item_name, agency, applicant, lines, materials } = list;
    let here: Vec<Custody> = lines.iter().filter(|line| line.returned.is_none()).cloned().collect();
    view! {
        <header class="page-head">
            <h1>{words.originals()}</h1>
            <p class="cap">{item_name}" · "{agency}</p>
            <p class="cap">{words.number()}" "{case.clone()}" · "{words.applicant()}" "{applicant}</p>
            <p class="cap no-print">{words.originals_lead()}</p>
        </header>
        <div class="edit at-window">
            <div>
                <section>
                    {returned.clone().map(|returned| view! {
                        <ErrorSummary problem_=returned.problem label=|pointer| label(pointer).to_owned()/>
                    })}
                    <Lines lines/>
                    <p class="also no-print"><Print/><a href=to::slips(&case)>{words.slips()}</a></p>
                </section>
            </div>
            <div class="no-print">
                <TakeIn action=action.clone() materials returned=returned.clone()/>
                {(!here.is_empty()).then(|| view! { <HandBack action here returned/> })}
            </div>
        </div>
    }
}

/// The list itself, with a place to sign.
#[component]
fn Lines(lines: Vec<Custody>) -> impl IntoView {
    let words = texts();
    if lines.is_empty() {
        return view! { <p class="cap">{words.originals_none()}</p> }.into_any();
    }
    let rows = lines.into_iter().map(row).collect_view();
    view! {
        <div class="table"><table class="items">
            <thead><tr>
                <th scope="col">{words.material()}</th>
                <th scope="col">{words.sheets()}</th>
                <th scope="col">{words.brought_by()}</th>
                <th scope="col">{words.got_by()}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
        <p class="signature">{words.signature()}</p>
    }
    .into_any()
}

fn row(line: Custody) -> AnyView {
    let (all, words) = (use_words(), texts());
    let person = |bearer: &Bearer| words.person(&bearer.person, &bearer.last_four);
    let name = line.name.get(all.locale).to_owned();
    let back = match line.returned {
        None => words.here().to_owned(),
        Some(HandedBack { to, by, at }) => {
            format!("{} {}", person(&to), words.returned(&by, &all.moment(at)))
        }
    };
    view! {
        <tr>
            <th scope="row">{name}" "<span class="s">{words.paper_is(line.paper)}</span></th>
            <td>{line.sheets}</td>
            <td>{person(&line.from)}<span class="s">{words.taken(&line.taken_by, &all.moment(line.taken_at))}</span></td>
            <td>{back}</td>
        </tr>
    }
}

/// The part of a form that came back, if it was this one that was sent.
fn of_form(returned: Option<Returned>, handing_back: bool) -> Option<Returned> {
    returned.filter(|it| it.value("line").is_some_and(|line| !line.is_empty()) == handing_back)
}

#[component]
fn TakeIn(action: String, materials: Vec<NamedMaterial>, returned: Option<Returned>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let returned = of_form(returned, false);
    let options = materials
        .into_iter()
        .map(|material| view! { <option value=material.id>{material.name.get(all.locale).to_owned()}</option> })
        .collect_view();
    let paper = |paper: Paper| view! { <option value=paper.slug()>{words.paper_is(paper)}</option> };
    let (material_id, paper_id) = (html_id("/material"), html_id("/paper"));
    view! {
        <section class="set no-print">
            <h2>{words.take_in()}</h2>
            <form method="post" action=action>
                <div class="field">
                    <label for=material_id.clone()>{words.material()}</label>
                    <select id=material_id name="/material" required>{options}</select>
                </div>
                <div class="field">
                    <label for=paper_id.clone()>{words.paper()}</label>
                    <select id=paper_id name="/paper">{Paper::ALL.map(paper).collect_view()}</select>
                </div>
                <TextField pointer="/sheets" label=words.sheets() inputmode="numeric" autocomplete="off" returned=returned.clone()/>
                <TextField pointer="/person" label=words.brought_by() autocomplete="off" returned=returned.clone()/>
                <TextField pointer="/last_four" label=words.last_four() autocomplete="off" returned/>
                <button class="btn main">{words.take_in()}</button>
            </form>
        </section>
    }
}

#[component]
fn HandBack(action: String, here: Vec<Custody>, returned: Option<Returned>) -> impl IntoView {
    let (all, words) = (use_words(), texts());
    let returned = of_form(returned, true);
    let value = |name: &str| returned.as_ref().and_then(|it| it.value(name)).unwrap_or_default().to_owned();
    let (person, last_four) = (value("/person"), value("/last_four"));
    let buttons = here
        .into_iter()
        .map(|line| {
            let name = format!("{} ×{}", line.name.get(all.locale), line.sheets);
            view! { <button class="btn" name="line" value=line.id.to_string()>{words.hand_back_which(&name)}</button>" " }
        })
        .collect_view();
    view! {
        <section class="set no-print">
            <h2>{words.hand_back()}</h2>
            <form method="post" action=action>
                <div class="field">
                    <label for="back-person">{words.got_by()}</label>
                    <input id="back-person" name="/person" value=person required autocomplete="off"/>
                </div>
                <div class="field">
                    <label for="back-last-four">{words.last_four()}</label>
                    <input id="back-last-four" name="/last_four" value=last_four required autocomplete="off"/>
                </div>
                {buttons}
            </form>
        </section>
    }
}

/// What the field at a pointer is called.
fn label(pointer: &str) -> &'static str {
    let words = texts();
    match pointer {
        "/material" => words.material(),
        "/sheets" => words.sheets(),
        "/person" => words.brought_by(),
        _ => words.last_four(),
    }
}
