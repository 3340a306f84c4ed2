//! The joint application (一件事) that a case is part of, and who works beside it: no more of them than who, and until when.

use crate::prelude::*;
use schema::bundles::{Beside, LaneState, PartOf};

use crate::case::{Due, DueChip, Look, grouped};
use crate::routes::to;
use crate::text::{Words, use_words};

/// The joint application, and the other parts of it.
#[component]
pub fn PartOfJoint(
    /// The joint application.
    part_of: PartOf,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let PartOf { number, item_name, lead, beside } = part_of;
    let lines = beside.iter().map(|part| line(part, words)).collect_view();
    let others = (!beside.is_empty()).then(|| {
        view! {
            <table>
                <thead class="hidden">
                    <tr><th scope="col">{text.column_ends()}</th><th scope="col">{text.column_agency()}</th><th scope="col">{text.column_state()}</th><th scope="col">{text.column_item()}</th></tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        }
    });
    view! {
        <section class="log" aria-label=text.beside()>
            <h3>{text.beside()}</h3>
            <p>{text.part_of(&item_name, &lead)}" "<a href=to::desk_joint(number)>{grouped(number)}</a></p>
            {others}
        </section>
    }
}

fn line(part: &Beside, words: Words) -> AnyView {
    let until = part.due.map(|due| words.day(due)).unwrap_or_default();
    view! {
        <tr>
            <td>{until}</td>
            <td>{part.department.clone()}</td>
            <td><DueChip due=chip(part, words)/></td>
            <td>{part.item_name.clone()}</td>
        </tr>
    }
}

/// Where it stands.
fn chip(part: &Beside, words: Words) -> Due {
    let text = words.bundles;
    let (look, said) = match part.state {
        LaneState::Held => (Look::Hold, text.state_held()),
        LaneState::Open if part.late => (Look::Late, text.state_late()),
        LaneState::Open => (Look::Fine, text.beside_open()),
        LaneState::Closed => (Look::Done, text.beside_closed()),
        LaneState::Dropped => (Look::Hold, text.state_dropped()),
    };
    Due { look, words: said.to_owned() }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use schema::id::CaseNumber;

    use super::*;

    #[test]
    fn who_works_beside_it_is_named_with_their_day_and_no_number() {
        let other = |department: &str, state, late| Beside {
            item_name: "事项".into(),
            department: department.into(),
            state,
            due: NaiveDate::from_ymd_opt(2026, 9, 20),
            late,
        };
        let part_of = PartOf {
            number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
            item_name: "开小餐馆".into(),
            lead: "市场监管局".into(),
            beside: vec![
                other("消防救援大队", LaneState::Open, true),
                other("城管局", LaneState::Closed, false),
            ],
        };
        let html = view! { <PartOfJoint part_of/> }.to_html();
        let said = [
            "属于联办“开小餐馆”，市场监管局牵头",
            "消防救援大队",
            "due late\">过了期限",
            "due done\">已办结",
        ];
        for said in said {
            assert!(html.contains(said), "{said}: {html}");
        }
        assert_eq!(html.matches("href=").count(), 1, "{html}");
    }
}
