//! What a bundle (一件事) holds: which services, whose they are, which of them always belong to it, and what waits for what.

use crate::prelude::*;
use schema::bundles::{BundlePart, BundleView};
use schema::locale::Text;

use crate::joint::{Fewer, Names};
use crate::routes::to;
use crate::text::{Words, typeset, use_words};
use crate::ui::limit::limit_words;

/// The section of an item that is a bundle.
#[component]
pub fn Holds(
    /// The bundle.
    bundle: BundleView,
) -> impl IntoView {
    let words = use_words();
    let text = words.bundles;
    let names = Names::of_bundle(&bundle.parts, words);
    let some = bundle.parts.iter().any(|part| !part.always);
    let stages = bundle.parts.chunk_by(|one, other| one.stage == other.stage);
    let stages = stages.map(|parts| stage(parts, &names, words)).collect_view();
    let limit = limit_words(words.catalogue, bundle.limit);
    view! {
        <section class="holds">
            <h2>{text.holds(bundle.parts.len())}</h2>
            <p>{text.holds_what()}</p>
            {some.then(|| view! { <p>{text.holds_some()}</p> })}
            <Fewer fields=bundle.fields materials=bundle.materials/>
            {stages}
            <p class="whole"><b>{text.whole_limit(&limit)}</b><span class="soft">{text.whole_limit_what()}</span></p>
            <p class="soft">{text.led_by(&bundle.lead)}</p>
        </section>
    }
}

/// The parts of a stage, under its name.
fn stage(parts: &[BundlePart], names: &Names, words: Words) -> AnyView {
    let title = parts.first().and_then(|part| part.stage.as_ref());
    let title =
        title.map(|title: &Text| view! { <h3 class="lead">{title.get(words.locale).to_owned()}</h3> });
    let lines = parts.iter().map(|part| line(part, names, words)).collect_view();
    view! { {title}<ol class="chain" role="list">{lines}</ol> }
}

fn line(part: &BundlePart, names: &Names, words: Words) -> AnyView {
    let text = words.bundles;
    let limit = part.limit.map(|limit| text.one_limit(&limit_words(words.catalogue, limit)));
    let who = [Some(part.department.clone()), limit].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let when = (!part.always).then(|| text.only_if(part.when.get(words.locale)));
    let when = when.map(|when| view! { <span class="who">{when}</span> });
    let after = (!part.after.is_empty()).then(|| text.after(&names.quoted(&part.after)));
    let after = after.map(|after| view! { <span class="who">{after}</span> });
    let said = if part.always { text.always() } else { text.sometimes() };
    view! {
        <li class:later=!part.always>
            <a href=to::item(&part.item)>{typeset(&part.name)}</a>
            <span class="when">{said}</span>
            <span class="who">{who}</span>
            {when}
            {after}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::applications::FormRef;
    use schema::bundle::Saved;
    use schema::calendar::Limit;

    use super::*;

    fn part(item: &str, always: bool, after: &[&str]) -> BundlePart {
        let when =
            if always { Text::default() } else { Text::zh("要装修").with(Locale::En, "there are works") };
        BundlePart {
            item: item.to_owned(),
            name: format!("事项{item}"),
            department: format!("部门{item}"),
            stage: None,
            always,
            when,
            after: after.iter().map(|item| (*item).to_owned()).collect(),
            limit: Some(Limit::working_days(20)),
        }
    }

    #[test]
    fn a_bundle_says_what_it_holds_for_whom_and_after_what() {
        let bundle = BundleView {
            item: "bundle".into(),
            title: Text::zh("开小餐馆"),
            lead: "市场监管局".into(),
            form: FormRef { id: "bundle:bundle".into(), version: 1 },
            parts: vec![part("甲", true, &[]), part("乙", false, &["甲"])],
            fields: Saved { asked: 30, apart: 42 },
            materials: Saved { asked: 5, apart: 8 },
            limit: Limit::working_days(45),
        };
        let html = view! { <Holds bundle/> }.to_html();
        for said in [
            "一次办 2 件事",
            "少填 12 项、少交 3 份材料",
            "href=\"/items/甲\"",
            "部门乙 · 20 个工作日",
            "要装修",
            "等《事项甲》办好再开始",
            "最多 45 个工作日",
            "由市场监管局牵头",
        ] {
            assert!(html.contains(said) || html.contains(&said.replace("甲", "%E7%94%B2")), "{said}: {html}");
        }
    }
}
