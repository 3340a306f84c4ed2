//! An entry made of a group of questions: proposed, measured on the evaluation set, saved.

use leptos_router::hooks::{use_params_map, use_query_map};
use schema::ask::{Library, MeantItem, QuestionGroup, Said, Trial};
use schema::{Problem, ProblemKind};

use super::fields::{EntryFields, label};
use super::{Failed, Framed, texts};
use crate::api;
use crate::page::Head;
use crate::prelude::*;
use crate::returned::{Returned, use_returned};
use crate::routes::to;
use crate::text::tenths;
use crate::ui::errors::ErrorSummary;

/// What can be made of a group.
const MADE: [Library; 3] = [Library::Synonyms, Library::ItemQuestions, Library::Common];

/// The page at `/desk/libraries/questions/{id}`; `?library=` is what is made of it, the other fields what was changed since.
#[component]
pub fn TeachPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let returned = id.parse().ok().and_then(|id: i64| use_returned(&to::question_group(id)));
    let given = Given::read(returned.as_ref());
    let shown = api::libraries::group(&id).keep().document(move |found| match found {
        Ok(group) => view! { <Shown group given returned/> },
        Err(problem_) => view! { <Failed problem_/> },
    });
    view! { <Framed learning=true>{shown}</Framed> }
}

/// What the address or the form that came back says of the entry.
#[derive(Clone)]
struct Given {
    library: Library,
    fields: [Option<String>; 4],
    enabled: bool,
}

/// The fields of an entry, as they are called in an address.
const FIELDS: [&str; 4] = ["words", "texts", "items", "source"];

impl Given {
    fn read(returned: Option<&Returned>) -> Self {
        let query = use_query_map().get_untracked();
        let field = |name: &str| {
            let pointer = format!("/{name}");
            let back = returned.and_then(|returned| returned.value(&pointer));
            back.or(query.get_str(&pointer)).map(|value| value.replace("\r\n", "\n"))
        };
        let library = returned.and_then(|returned| returned.value("library")).or(query.get_str("library"));
        let library = library.and_then(Library::from_slug).filter(|library| MADE.contains(library));
        // A box that is not ticked is in no address. A whole form came where there are words: a link to a nearest item has none.
        let enabled = query.get_str("/enabled").is_some() || query.get_str("/words").is_none();
        Self { library: library.unwrap_or(Library::Synonyms), fields: FIELDS.map(field), enabled }
    }

    /// What was given, and else what the group suggests: its words, and the nearest item.
    fn said(&self, group: &QuestionGroup) -> Said {
        let [words, texts, items, source] = &self.fields;
        let nearest = group.nearest.first();
        let lines = |given: &Option<String>, suggested: Vec<String>| match given {
            Some(given) => given.lines().map(str::to_owned).collect(),
            None => suggested,
        };
        let heard = Some(group.heard.trim()).filter(|heard| !heard.is_empty());
        let suggested = match self.library {
            Library::Synonyms => {
                heard.map(str::to_owned).or(group.texts.first().cloned()).into_iter().collect()
            }
            _ => group.texts.clone(),
        };
        let name = nearest.filter(|_| self.library == Library::Synonyms).map(|item| item.name.clone());
        let code = nearest.filter(|_| self.library == Library::ItemQuestions).map(|item| item.code.clone());
        Said {
            words: lines(words, suggested),
            texts: lines(texts, name.into_iter().collect()),
            items: lines(items, code.into_iter().collect()),
            source: source.clone().unwrap_or_default(),
            enabled: self.enabled,
            ..Said::default()
        }
    }
}

#[component]
fn Shown(group: QuestionGroup, given: Given, returned: Option<Returned>) -> impl IntoView {
    let words = texts();
    let (library, id) = (given.library, group.id);
    let said = given.said(&group);
    let title = match library {
        Library::ItemQuestions => words.teach_item(),
        Library::Common => words.teach_common(),
        _ => words.teach_synonym(),
    };
    let asked = group.texts.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    let nearest = (!group.nearest.is_empty() && library != Library::Common)
        .then(|| view! { <Nearest id library items=group.nearest.clone()/> });
    let trial = measured(id, library, &said);
    view! {
        <Head title/>
        <header class="page-head">
            <p><a href=to::DESK_LEARNING>{words.learning()}</a></p>
            <h1>{title}</h1>
        </header>
        <div class="edit">
            <section class="of-item">
                <h2>{words.people_say()}</h2>
                <ul>{asked}</ul>
                {nearest}
            </section>
            <section class="set">
                {returned.clone().map(|returned| view! { <ErrorSummary problem_=returned.problem label/> })}
                <form method="post" action=to::question_group(id)>
                    <input type="hidden" name="library" value=library.slug()/>
                    <EntryFields library said returned/>
                    <h2>{words.trial()}</h2>
                    {trial}
                    <div class="acts">
                        <button class="btn main">{words.save()}</button>
                        <button class="btn" formmethod="get" formnovalidate>{words.again()}</button>
                    </div>
                </form>
            </section>
        </div>
    }
}

/// The nearest items: one click makes another of them the proposal.
#[component]
fn Nearest(id: i64, library: Library, items: Vec<MeantItem>) -> impl IntoView {
    let words = texts();
    let link = |item: MeantItem| {
        let field =
            if library == Library::Synonyms { ("/texts", &item.name) } else { ("/items", &item.code) };
        let href = to::teach_with(id, library, field.0, field.1);
        view! { <li><a href=href>{words.this_one(&item.name)}</a></li> }
    };
    let links = items.into_iter().map(link).collect_view();
    view! { <h2>{words.nearest()}</h2><p class="cap">{words.nearest_take()}</p><ul>{links}</ul> }
}

/// What it would change. What does not hold yet is measured once it does.
fn measured(id: i64, library: Library, said: &Said) -> AnyView {
    let words = texts();
    if !said.clone().trimmed().faults(library).is_empty() {
        return view! { <p class="cap">{words.not_yet()}</p> };
    }
    let fields = [
        ("library", library.slug().to_owned()),
        ("words", said.words.join("\n")),
        ("texts", said.texts.join("\n")),
        ("items", said.items.join("\n")),
        ("source", said.source.clone()),
    ];
    api::libraries::trial(id, &fields).keep().document(|trial| match trial {
        Ok(trial) => view! { <Measured trial/> },
        Err(problem_) => refused(problem_),
    })
}

/// Somebody else may be measuring; the item that is named may not be there.
fn refused(problem_: Problem) -> AnyView {
    if problem_.kind() == ProblemKind::TooMany {
        return view! { <p class="cap" role="status">{texts().trial_taken()}</p> };
    }
    view! { <ErrorSummary problem_ label/> }
}

#[component]
fn Measured(trial: Trial) -> impl IntoView {
    let words = texts();
    let said = if trial.answered { words.answered_then() } else { words.unanswered_then() };
    let per_cent = |share: f64| format!("{}%", tenths((share * 1000.0).round() as i64));
    let row = |label: &'static str, at: usize| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="num">{per_cent(trial.before[at])}</td>
                <td class="num">{per_cent(trial.after[at])}</td>
            </tr>
        }
    };
    let table = if trial.asked == 0 {
        view! { <p class="cap">{words.not_measured()}</p> }
    } else {
        view! {
            <table class="measured">
                <thead>
                    <tr>
                        <th scope="col">{words.measure_column()}</th>
                        <th scope="col" class="num">{words.before()}</th>
                        <th scope="col" class="num">{words.after()}</th>
                    </tr>
                </thead>
                <tbody>{row(words.at_one(), 0)}{row(words.at_three(), 1)}</tbody>
            </table>
            <p class="cap">{words.measured_with(trial.asked)}</p>
        }
    };
    view! { <p class="then" role="status">{said}</p>{table} }
}
