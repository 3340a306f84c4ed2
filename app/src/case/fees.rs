//! The fees of a case: what is due and since when, what was paid; at the desk also what a process names and the item does not
//! publish.

use crate::prelude::*;
use schema::cases::CaseFee;
use schema::catalogue::yuan;

use crate::text::use_words;

/// The fees; nothing where there are none.
#[component]
pub fn Fees(
    /// Those that the reader is told of.
    fees: Vec<CaseFee>,
) -> impl IntoView {
    let words = use_words().duty;
    (!fees.is_empty()).then(|| {
        let lines = fees.into_iter().map(|fee| view! { <Fee fee/> });
        view! {
            <section class="fees">
                <h2>{words.fees()}</h2>
                <dl class="list">{lines.collect_view()}</dl>
            </section>
        }
    })
}

#[component]
fn Fee(fee: CaseFee) -> impl IntoView {
    let all = use_words();
    let words = all.duty;
    let said = match (fee.amount, fee.paid_at) {
        (None, _) => words.fee_unpublished().to_owned(),
        (Some(fen), Some(at)) if fee.waived >= fen && fen > 0 => {
            format!("{} · {}", words.yuan(&yuan(fen)), words.fee_waived(&all.moment(at)))
        }
        (Some(fen), Some(at)) => {
            format!("{} · {}", words.yuan(&yuan(fen)), words.fee_paid(&all.moment(at)))
        }
        (Some(fen), None) => format!("{} · {}", words.yuan(&yuan(fen)), words.fee_due()),
    };
    let cut = fee.waived > 0 && fee.amount.is_some_and(|fen| fee.waived < fen);
    let cut = cut.then(|| words.fee_cut(&yuan(fee.waived)));
    let basis = fee.basis.map(|basis| words.fee_basis(&basis));
    view! {
        <div>
            <dt>{fee.name}</dt>
            <dd>{said}</dd>
            {cut.map(|cut| view! { <dd>{cut}</dd> })}
            {basis.map(|basis| view! { <dd class="basis">{basis}</dd> })}
        </div>
    }
}
