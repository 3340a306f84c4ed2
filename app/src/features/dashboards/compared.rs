//! The numbers of a period beside the one before it (环比) and the same days a year before (同比).

use crate::prelude::*;
use schema::dashboards::{Dashboard, Former, growth};

use crate::text::{tenths, use_words};

/// A count of a period.
type Of = fn(&Former) -> u64;

/// A table: what was filed and decided, and the share decided in time, each beside what it was before.
#[component]
pub fn Compared(dashboard: Dashboard) -> impl IntoView {
    let words = use_words();
    let Dashboard { from, to, headline, former, .. } = dashboard;
    let names = [words.dashboards.period_before(), words.dashboards.year_before()];
    let heads = former.iter().zip(names).map(|(former, name)| {
        let days = words.dashboards.period(&words.full_day(former.from), &words.full_day(former.to));
        view! {
            <th scope="col" class="num">{name}<br/><small>{days}</small></th>
            <th scope="col" class="num">{words.dashboards.change()}</th>
        }
    });
    let heads = heads.collect_view();
    let now = Former::of((from, to), &headline);
    let counts: [(&str, Of); 2] =
        [(words.dashboards.filed(), |it| it.opened), (words.dashboards.decided(), |it| it.decided)];
    let counts = counts.into_iter().map(|(name, of)| {
        let cells = former.iter().map(|former| view! { <Count now=of(&now) before=of(former)/> });
        view! { <tr><th scope="row">{name}</th><td class="num">{of(&now)}</td>{cells.collect_view()}</tr> }
    });
    let counts = counts.collect_view();
    let shares = former.iter().map(|former| view! { <Share now before=*former/> }).collect_view();
    view! {
        <section class="compared">
            <h2>{words.dashboards.compared()}</h2>
            // A table wider than a phone scrolls by itself, also by keyboard.
            <div class="table" role="region" tabindex="0" aria-label=words.dashboards.compared()>
                <table>
                    <thead>
                        <tr><td></td><th scope="col" class="num">{words.dashboards.this_period()}</th>{heads}</tr>
                    </thead>
                    <tbody>
                        {counts}
                        <tr>
                            <th scope="row">{words.dashboards.share_in_time()}</th>
                            <td class="num">{share(&now)}</td>
                            {shares}
                        </tr>
                    </tbody>
                </table>
            </div>
            <p class="note">{words.dashboards.divides()}</p>
        </section>
    }
}

/// What a count was, and by how much it grew since.
#[component]
fn Count(now: u64, before: u64) -> impl IntoView {
    let words = use_words().dashboards;
    let more = signed(now.cast_signed() - before.cast_signed(), |number| number.to_string());
    let more = match growth(now, before) {
        Some(share) => words.grew(&more, &format!("{}%", signed(share, tenths))),
        None => more,
    };
    view! { <td class="num">{before}</td><td class="num">{more}</td> }
}

/// What the share was, and by how many percentage points it changed: not by how many per cent.
#[component]
fn Share(now: Former, before: Former) -> impl IntoView {
    let words = use_words().dashboards;
    let change = now.on_time_permille().zip(before.on_time_permille());
    let change =
        change.map(|(now, before)| words.points(&signed(now.cast_signed() - before.cast_signed(), tenths)));
    view! { <td class="num">{share(&before)}</td><td class="num">{change.unwrap_or_else(|| "—".to_owned())}</td> }
}

/// The share decided in time with what it divides.
fn share(period: &Former) -> String {
    match period.on_time_permille() {
        Some(share) => {
            format!("{}% = {} ÷ {}", tenths(share.cast_signed()), period.on_time, period.decided)
        }
        None => "—".to_owned(),
    }
}

/// With its sign, nought without one.
fn signed(number: i64, written: impl Fn(i64) -> String) -> String {
    let sign = match number.signum() {
        1 => "+",
        -1 => "−",
        _ => "",
    };
    format!("{sign}{}", written(number.abs()))
}
