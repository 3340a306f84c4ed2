//! What happened to a joint application as a whole, in plain words: the newest first.

use crate::prelude::*;
use schema::bundles::{JointEntry, JointEventKind, JointView};

use super::names::Names;
use crate::text::{Words, machine_time, use_words};

/// The log; nothing for who is not told of it.
#[component]
pub fn Log(
    /// The joint application.
    view: JointView,
) -> impl IntoView {
    let words = use_words();
    let names = Names::of_lanes(&view.lanes, words);
    // Officers are named at the desk only.
    let at_desk = view.application.is_none();
    let lines = view.log.iter().rev().map(|entry| {
        let by = entry.by.clone().filter(|_| at_desk);
        let more: Vec<String> =
            [approved(entry, words), by, entry.reason.clone()].into_iter().flatten().collect();
        let more = (!more.is_empty()).then(|| view! { <p>{more.join(" · ")}</p> });
        view! {
            <li class="done">
                <h3>{said(entry, &names, words)}</h3>
                <time datetime=machine_time(entry.at)>{words.moment(entry.at)}</time>
                {more}
            </li>
        }
    });
    let lines = lines.collect_view();
    (!view.log.is_empty()).then(|| {
        view! {
            <section>
                <h2>{words.bundles.log()}</h2>
                <ol class="timeline" role="list">{lines}</ol>
            </section>
        }
    })
}

fn approved(entry: &JointEntry, words: Words) -> Option<String> {
    entry.approved_by.as_ref().map(|name| words.bundles.log_approved_by(name))
}

/// What happened.
fn said(entry: &JointEntry, names: &Names, words: Words) -> String {
    let text = words.bundles;
    let item = names.quoted(&entry.item);
    let items = names.quoted(&entry.items);
    let places = entry.places.iter().map(|place| text.placed(place.get(words.locale)));
    let places = places.collect::<Vec<_>>().join(words.catalogue.separator());
    match entry.kind {
        JointEventKind::Filed => text.log_filed().to_owned(),
        JointEventKind::Opened => text.log_opened(&item),
        JointEventKind::Closed => text.log_closed(&item),
        JointEventKind::Dropped if entry.items.is_empty() => text.log_never(&item),
        JointEventKind::Dropped => text.log_dropped(&item, &items),
        JointEventKind::SharedChanged => text.log_changed(&places, &items),
        JointEventKind::SharedAfterDecision => text.log_changed_after(&places, &items),
        JointEventKind::Extended => text.log_extended(entry.days.unwrap_or_default()),
        JointEventKind::SetApart => text.log_apart().to_owned(),
        JointEventKind::Informed => text.log_informed(&items),
        JointEventKind::ProceedingCalled => text.log_called().to_owned(),
        JointEventKind::ProceedingEnded => text.log_ended().to_owned(),
        JointEventKind::Withdrawn => text.log_withdrawn().to_owned(),
        JointEventKind::Decided => text.log_decided().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::bundles::LaneState;
    use schema::locale::Text;

    use super::super::samples::{lane, moment, view};
    use super::*;

    fn entry(kind: JointEventKind) -> JointEntry {
        JointEntry {
            at: moment(3),
            by: None,
            kind,
            item: Some("乙".to_owned()),
            items: vec!["甲".to_owned()],
            reason: None,
            approved_by: None,
            days: Some(15),
            places: vec![Text::zh("经营场所").with(Locale::En, "Premises")],
        }
    }

    #[test]
    fn every_event_has_words_with_what_it_is_about() {
        let names =
            |words| Names::of_lanes(&[lane("甲", LaneState::Open), lane("乙", LaneState::Held)], words);
        let told = |kind, locale| said(&entry(kind), &names(Words::new(locale)), Words::new(locale));
        for kind in JointEventKind::ALL {
            assert!(!told(kind, Locale::En).is_empty(), "{kind:?}");
        }
        let told = |kind| told(kind, Locale::ZhCn);
        assert_eq!(told(JointEventKind::Dropped), "《事项甲》没有办成，《事项乙》不再开始");
        assert_eq!(told(JointEventKind::SharedChanged), "“经营场所”改过了，用到它的《事项甲》重新看");
        assert_eq!(told(JointEventKind::Extended), "全部的期限延长 15 个工作日");
    }

    #[test]
    fn the_newest_comes_first_with_its_reason() {
        let mut apart = entry(JointEventKind::SetApart);
        (apart.reason, apart.at) = (Some("材料要求不一致".to_owned()), moment(9));
        let mut view = view(vec![lane("甲", LaneState::Open)]);
        view.log = vec![entry(JointEventKind::Filed), apart];
        let html = view! { <Log view/> }.to_html();
        let (first, second) = (html.find("不适合一起办").unwrap(), html.find("各部门同时收到").unwrap());
        assert!(first < second && html.contains("材料要求不一致"), "{html}");
    }
}
