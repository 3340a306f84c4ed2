//! The open tasks of a case: what each is called and who has it, and which of them is shown.

use crate::prelude::*;
use schema::cases::{DeskCase, TaskLine};

use crate::routes::to;
use crate::text::{Words, use_words};

/// What a task is called, and for what it is done where the same is done for several.
pub fn name(task: &TaskLine, words: Words) -> String {
    let name = task.name.get(words.locale);
    let said = match &task.item {
        Some(item) => words.desk.and_more(name, item),
        None => name.to_owned(),
    };
    let said = if task.signs { words.desk.signature(&said) } else { said };
    match &task.agency {
        Some(agency) => words.cases.at_agency(agency, &said),
        None => said,
    }
}

/// Who has a task.
pub fn holder(task: &TaskLine, words: Words) -> String {
    match (&task.holder, &task.owner) {
        (Some(holder), Some(owner)) => words.desk.for_owner(holder, owner),
        (Some(holder), None) => words.desk.held_by(holder),
        (None, _) => words.desk.nobody().to_owned(),
    }
}

/// The open tasks, where there are several: each on which something can be done leads to what that is.
#[component]
pub fn Tasks(
    /// The case.
    case: DeskCase,
) -> impl IntoView {
    let words = use_words();
    let number = case.view.summary.number;
    let line = |task: &TaskLine| {
        let (name, holder) = (name(task, words), holder(task, words));
        let is_shown = case.task.as_ref() == Some(&task.key);
        let is_open = case.allowed.iter().any(|allowed| allowed.task.as_ref() == Some(&task.key));
        let label = words.desk.show_task(&name);
        let name = if is_open {
            let href = to::desk_task(number, &task.key);
            view! { <a href=href aria-current=is_shown.then_some("true") aria-label=label>{name}</a> }
                .into_any()
        } else {
            view! { <span>{name}</span> }.into_any()
        };
        view! { <li>{name}" "<span class="so">{holder}</span></li> }
    };
    let tasks = &case.view.summary.tasks;
    (tasks.len() > 1).then(|| {
        view! {
            <nav class="tasks" aria-label=words.desk.at_work()>
                <h3>{words.desk.at_work()}</h3>
                <ul>{tasks.iter().map(line).collect_view()}</ul>
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::locale::Text;

    use super::*;

    #[test]
    fn a_task_is_called_by_what_it_is_for_whom_it_is_and_whether_one_signs_it() {
        let called = |item: Option<&str>, agency: Option<&str>, signs: bool| {
            let task = TaskLine {
                key: "review".to_owned(),
                name: Text::zh("审查").with(Locale::En, "Review"),
                item: item.map(str::to_owned),
                agency: agency.map(str::to_owned),
                holder: None,
                owner: None,
                signs,
            };
            [Locale::ZhCn, Locale::En].map(|locale| name(&task, Words::new(locale)))
        };
        assert_eq!(called(None, None, false), ["审查", "Review"]);
        assert_eq!(called(None, None, true), ["会签：审查", "Signature: Review"]);
        assert_eq!(called(Some("甲"), None, false), ["审查（甲）", "Review (甲)"]);
        assert_eq!(
            called(Some("甲"), Some("消防"), true),
            ["消防：会签：审查（甲）", "消防: Signature: Review (甲)"]
        );
    }
}
