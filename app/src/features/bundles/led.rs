//! The joint applications that one's agency leads: due first before the others, each with who is late in it.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::bundles::{JointStatus, JointSummary};

use crate::api;
use crate::case::{Due, DueChip, Look, grouped};
use crate::data::Read;
use crate::desk::{DeskHeader, DeskTabs, Room, Trouble};
use crate::page::{Head, Styles};
use crate::routes::to;
use crate::text::{Words, typeset, use_words};

/// The page at `/desk/joint`; `?ended=true` are those that have ended.
#[component]
pub fn LedPage() -> impl IntoView {
    let session = Read::resource(api::session);
    let query = use_query_map().get_untracked();
    let ended = query.get_str("ended") == Some("true");
    let found = api::bundles::desk_joints(ended, query.get_str("cursor"));
    let shown = found.keep().document(move |found| match found {
        Ok(page) => view! { <Shown page ended/> },
        Err(problem_) => view! { <Trouble problem_/> },
    });
    view! {
        <Styles name="desk.css"/>
        <Head title=use_words().bundles.desk()/>
        <div class="desk">
            <DeskHeader here=Room::Joint session/>
            <main id="main" class="catalogue led">{shown}</main>
            <DeskTabs here=Room::Joint session/>
        </div>
    }
}

#[component]
fn Shown(page: Page<JointSummary>, ended: bool) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let more = page.next.map(|cursor| to::desk_joints(ended, Some(&cursor)));
    let side = |of: bool, said: &'static str| {
        view! { <a href=to::desk_joints(of, None) aria-current=(of == ended).then_some("true")>{said}</a> }
    };
    let sides = [side(false, text.led_open()), side(true, text.led_ended())].collect_view();
    let list = match page.items.is_empty() {
        true => {
            view! { <p class="empty">{if ended { text.desk_none_ended() } else { text.desk_none() }}</p> }
        }
        false => view! { <List joints=page.items/> },
    };
    view! {
        <header class="page-head">
            <h1>{text.desk()}</h1>
            <p class="cap">{if ended { text.desk_ended_what() } else { text.desk_what() }}</p>
        </header>
        <nav class="seg" aria-label=text.desk()>{sides}</nav>
        {list}
        {more.map(|href| view! { <p class="further"><a class="btn" href=href>{text.desk_more()}</a></p> })}
    }
}

#[component]
fn List(joints: Vec<JointSummary>) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let columns = [text.column_joint(), text.column_parts(), text.column_due()];
    let columns = columns.map(|column| view! { <th scope="col">{column}</th> }).collect_view();
    let lines = joints.into_iter().map(|joint| line(&joint, words)).collect_view();
    view! {
        <div class="table">
            <table class="items"><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>
        </div>
    }
}

fn line(joint: &JointSummary, words: Words) -> AnyView {
    let text = words.bundles;
    let due = due(joint, words);
    let until = joint.due.map(|due| view! { <span class="s">{words.full_day(due)}</span> });
    let waiting = (joint.waiting > 0).then(|| {
        let count = usize::try_from(joint.waiting).unwrap_or(usize::MAX);
        view! { <span class="s">{text.say_waits(count)}</span> }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="n" href=to::desk_joint(joint.number)>{typeset(&joint.item_name)}</a>
                <span class="s">{joint.applicant.clone()}" · "{grouped(joint.number)}" · "{words.desk.opened(&words.moment(joint.submitted_at))}</span>
            </th>
            <td>
                {text.ended_of(joint.ended, joint.lanes)}
                {late(joint, words).map(|late| view! { <span class="s behind">{late}</span> })}
                {waiting}
            </td>
            <td><DueChip due/>{until}</td>
        </tr>
    }
}

/// The agencies that are late in it.
fn late(joint: &JointSummary, words: Words) -> Option<String> {
    let names = joint.late.join(words.catalogue.separator());
    (!joint.late.is_empty()).then(|| words.bundles.agencies_late(&names))
}

/// The chip of the day for all of it.
fn due(joint: &JointSummary, words: Words) -> Due {
    match (joint.status, joint.remaining) {
        (JointStatus::Open, Some(days)) => crate::case::due_in(days, words.cases),
        (JointStatus::Open, None) => {
            Due { look: Look::Hold, words: words.bundles.not_accepted_yet().to_owned() }
        }
        (status, _) => Due { look: Look::Done, words: words.bundles.status(status).to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::id::CaseNumber;

    use super::*;
    use crate::joint::samples::moment;

    fn said(joint: &JointSummary) -> String {
        line(joint, Words::new(Locale::ZhCn)).to_html()
    }

    #[test]
    fn a_line_says_who_is_late_and_how_long_there_is_for_all_of_it() {
        let joint = JointSummary {
            number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
            item_name: "开小餐馆".into(),
            lead: "市场监管局".into(),
            applicant: "王小明".into(),
            submitted_at: moment(1),
            status: JointStatus::Open,
            lanes: 3,
            ended: 1,
            late: vec!["消防救援大队".into()],
            waiting: 1,
            due: None,
            remaining: Some(9),
        };
        let html = said(&joint);
        for words in ["3 件里办完 1 件", "消防救援大队过了期限", "1 件等申请人", "剩 9 日"]
        {
            assert!(html.contains(words), "{words}: {html}");
        }
        let html = said(&JointSummary { remaining: None, late: Vec::new(), waiting: 0, ..joint.clone() });
        assert!(html.contains("还没受理") && !html.contains("过了期限"), "{html}");
        assert!(said(&JointSummary { status: JointStatus::Withdrawn, ..joint }).contains("已撤回"));
    }
}
