//! The steps of an application: what is done, what is left, and where to go on.

use crate::prelude::*;

use super::closed::{GivenBack, unless_closed};
use super::filing::{CHECK, Filing, Standing, Step, document};
use super::newer::Newer;
use crate::page::Head;
use crate::routes::to;
use crate::text::{Applications, use_words};

/// The page at `/applications/{id}`.
#[component]
pub fn StepsPage() -> impl IntoView {
    document(|filing| unless_closed(filing, |filing| view! { <Steps filing/> }))
}

#[component]
fn Steps(filing: Filing) -> impl IntoView {
    let words = use_words();
    let texts = words.applications;
    let steps = filing.steps(words);
    let unfinished = |step: &&Step| {
        matches!(step.standing, Standing::Doing(_) | Standing::Todo | Standing::Wrong(_) | Standing::Last)
    };
    let next = steps.iter().find(unfinished).map_or(CHECK, |step| &step.id);
    let begun = steps.iter().any(|step| matches!(step.standing, Standing::Done | Standing::Doing(_)));
    let label = match (next, begun) {
        (CHECK, _) => texts.to_check(),
        (_, true) => texts.go_on(),
        (_, false) => texts.begin(),
    };
    let next = filing.href(next);
    let lead = if filing.is_supplement() { texts.steps_supplement() } else { texts.steps_lead() };
    let lines = steps.iter().map(|step| line(texts, &filing, step)).collect_view();
    let newer = view! { <Newer filing=filing.clone()/><GivenBack filing=filing.clone()/> };
    let summary = filing.application.summary;
    view! {
        <Head title=summary.item_name.clone()/>
        <main id="main">
            <p class="soft"><a href=to::item(&summary.item)>{summary.department}</a></p>
            <h1 class="title">{summary.item_name}</h1>
            <p>{lead}</p>
            {newer}
            <section>
                <h2>{texts.steps_title()}</h2>
                <ol class="steps">{lines}</ol>
            </section>
            <div class="act">
                <a class="button" href=next>{label}</a>
                <span class="soft">{texts.start_note()}</span>
            </div>
        </main>
    }
}

fn line(texts: Applications, filing: &Filing, step: &Step) -> AnyView {
    let (class, mark, status) = match step.standing {
        Standing::Done => ("done", "mark done", texts.status_done().to_owned()),
        Standing::Doing(left) => ("doing", "mark doing", texts.status_doing(left)),
        Standing::Todo => ("todo", "mark todo", texts.status_todo().to_owned()),
        Standing::Optional => ("todo", "mark todo", texts.status_optional().to_owned()),
        Standing::Wrong(count) => ("wrong", "mark", texts.status_wrong(count)),
        Standing::Last => ("todo", "mark todo", texts.status_check().to_owned()),
    };
    view! {
        <li class=class>
            <i class=mark></i>
            <a href=filing.href(&step.id)>{step.title.clone()}</a>
            <span class="status">{status}</span>
        </li>
    }
}
