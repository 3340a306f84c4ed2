//! The lines of a bill: for what, how much, on which basis, and what of it was waived.

use schema::bills::{BillLine, BillStatus};
use schema::catalogue::yuan;

use super::{Stands, texts};
use crate::prelude::*;

/// The lines, in order.
#[component]
pub fn Lines(lines: Vec<BillLine>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| view! { <Line line/> }).collect_view();
    view! { <ul class="bill-lines">{lines}</ul> }
}

#[component]
fn Line(line: BillLine) -> impl IntoView {
    let words = texts();
    let due = line.amount.saturating_sub(line.waived);
    let is_cut = line.waived > 0 && line.status != BillStatus::Waived;
    let amount = if is_cut { yuan(due) } else { yuan(line.amount) };
    let waived = (line.waived > 0).then(|| words.waived(&yuan(line.waived)));
    let ground = line.ground.map(|ground| words.waived_why(&ground));
    let basis = line.basis.map(|basis| words.basis(&basis));
    view! {
        <li>
            <span>{line.name}</span>
            <b>{words.yuan(&amount)}</b>
            <Stands status=line.status/>
            {waived.map(|waived| view! { <p>{waived}</p> })}
            {ground.map(|ground| view! { <p class="soft">{ground}</p> })}
            {basis.map(|basis| view! { <p class="soft">{basis}</p> })}
            <p class="soft">{line.item_name}" · "{line.department}" · "<span class="n">{line.case.to_string()}</span></p>
        </li>
    }
}
