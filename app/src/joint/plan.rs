//! The plan by which a joint application is handled (并联审批办理计划): what runs side by side, who owns it, by when.

use crate::prelude::*;
use schema::bundle::{Applies, Saved};
use schema::bundles::{HandlingPlan, PlannedPart};

use super::names::Names;
use crate::case::{Days, Provisional};
use crate::text::{Words, typeset, use_words};
use crate::ui::limit::limit_words;

/// The plan: step by step, side by side what runs at the same time.
#[component]
pub fn Plan(
    /// The plan.
    plan: HandlingPlan,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let names = Names::of_plan(&plan.parts, words);
    let (fields, materials) = (plan.fields, plan.materials);
    let rest = |applies| {
        let these: Vec<&String> =
            plan.parts.iter().filter(|part| part.applies == applies).map(|part| &part.item).collect();
        (!these.is_empty()).then(|| names.quoted(these))
    };
    let unknown = rest(Applies::Unknown).map(|names| view! { <p class="say">{text.not_known(&names)}</p> });
    let unneeded = rest(Applies::No).map(|names| view! { <p class="say">{text.not_needed(&names)}</p> });
    let steps = steps(&plan.parts);
    let steps =
        steps.iter().enumerate().map(|(place, parts)| step(place, parts, &names, words)).collect_view();
    let whole = plan.deadline.clone().map(|deadline| {
        let day = deadline.due.map(|due| text.all_by(&words.full_day(due)));
        view! {
            <p class="whole"><b>{day}</b><span class="soft">{text.if_accepted()}</span></p>
            <Provisional deadline=deadline.clone()/>
            <Days deadline/>
        }
    });
    view! {
        <section class="plan">
            <h2>{text.plan()}</h2>
            <p class="soft">{text.plan_what()}</p>
            <ol class="steps-of-plan" role="list">{steps}</ol>
            {unknown}
            {unneeded}
            {whole}
            <Fewer fields materials/>
        </section>
    }
}

/// The parts that apply, those of a rank together, the first to begin first.
fn steps(parts: &[PlannedPart]) -> Vec<Vec<&PlannedPart>> {
    let mut ranks: Vec<u32> =
        parts.iter().filter(|part| part.applies == Applies::Yes).map(|part| part.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let of =
        |rank: u32| parts.iter().filter(|part| part.applies == Applies::Yes && part.rank == rank).collect();
    ranks.into_iter().map(of).collect()
}

fn step(place: usize, parts: &[&PlannedPart], names: &Names, words: Words) -> AnyView {
    let text = words.bundles;
    let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
    let title = match parts.len() {
        0 | 1 => text.step(number),
        count => text.step_together(number, count),
    };
    let each = parts.iter().map(|part| {
        let by = match (part.by, part.limit) {
            (Some(by), _) => text.by(&words.day(by)),
            (None, Some(limit)) => text.one_limit(&limit_words(words.catalogue, limit)),
            (None, None) => text.no_limit().to_owned(),
        };
        let after = (!part.after.is_empty()).then(|| text.after(&names.quoted(&part.after)));
        view! {
            <li>
                <b>{typeset(&part.name)}</b>
                <span class="soft">{part.department.clone()}</span>
                {after.map(|after| view! { <span class="soft">{after}</span> })}
                <span class="until">{by}</span>
            </li>
        }
    });
    let each = each.collect_view();
    view! { <li><h3>{title}</h3><ul role="list">{each}</ul></li> }
}

/// What is asked less than apart, with the numbers it is counted from; nothing where nothing is saved.
#[component]
pub fn Fewer(
    /// Questions.
    fields: Saved,
    /// Documents.
    materials: Saved,
) -> impl IntoView {
    let text = use_words().bundles;
    let less = |saved: Saved| saved.apart.saturating_sub(saved.asked);
    let said = match (less(fields), less(materials)) {
        (0, 0) => None,
        (fields, 0) => Some(text.fewer_fields(fields)),
        (0, documents) => Some(text.fewer_documents(documents)),
        (fields, documents) => Some(text.both(&text.fewer_fields(fields), &text.fewer_documents(documents))),
    };
    let numbers = |saved: Saved, said: fn(crate::text::Bundles, u32, u32) -> String| {
        (less(saved) > 0).then(|| said(text, saved.asked, saved.apart))
    };
    let fields = numbers(fields, |text, asked, apart| text.fields_of(asked, apart));
    let documents = numbers(materials, |text, asked, apart| text.documents_of(asked, apart));
    said.map(|said| {
        view! {
            <p class="fewer">
                <b>{said}</b>
                {fields.map(|said| view! { <span class="soft">{said}</span> })}
                {documents.map(|said| view! { <span class="soft">{said}</span> })}
            </p>
        }
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn part(item: &str, rank: u32, applies: Applies) -> PlannedPart {
        PlannedPart {
            item: item.to_owned(),
            name: format!("事项{item}"),
            department: format!("部门{item}"),
            applies,
            after: if rank == 0 { Vec::new() } else { vec!["甲".to_owned()] },
            rank,
            limit: None,
            by: NaiveDate::from_ymd_opt(2026, 9, 20),
        }
    }

    fn drawn(parts: Vec<PlannedPart>, fields: Saved, materials: Saved) -> String {
        let plan = HandlingPlan { number: None, parts, fields, materials, deadline: None };
        view! { <Plan plan/> }.to_html().replace('\u{a0}', " ")
    }

    #[test]
    fn what_runs_side_by_side_is_one_step() {
        let parts = vec![
            part("丙", 1, Applies::Yes),
            part("甲", 0, Applies::Yes),
            part("乙", 0, Applies::Yes),
            part("丁", 0, Applies::No),
            part("戊", 0, Applies::Unknown),
        ];
        let html = drawn(parts, Saved { asked: 30, apart: 42 }, Saved { asked: 5, apart: 5 });
        let at = |said: &str| html.find(said).unwrap_or_else(|| panic!("{said} is not in {html}"));
        assert!(at("第 1 步，2 件同时办") < at("第 2 步"));
        assert!(at("部门乙") < at("部门丙"));
        assert!(html.contains("等《事项甲》办好再开始") && html.contains("最迟 9 月 20 日办结"), "{html}");
        assert!(html.contains("用不着办：《事项丁》") && html.contains("要不要办：《事项戊》"), "{html}");
        assert!(html.contains("少填 12 项") && !html.contains("份材料"), "{html}");
    }

    #[test]
    fn where_nothing_is_saved_nothing_is_said() {
        let same = Saved { asked: 5, apart: 5 };
        assert!(!drawn(vec![part("甲", 0, Applies::Yes)], same, same).contains("fewer"));
    }
}
