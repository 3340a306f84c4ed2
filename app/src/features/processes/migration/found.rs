//! What the dry run found: the cases in three groups, each with what would become of it in words.

use schema::definitions::{MigrationGroup, MigrationPlan};
use schema::process::{Fit, Report};
use schema::role::Role;

use super::Asked;
use crate::prelude::*;
use crate::routes::to;
use crate::session::with_session;
use crate::text::{Words, use_words};

/// The three groups.
#[component]
pub fn Found(plan: MigrationPlan, asked: Asked) -> impl IntoView {
    with_session(move |session| {
        // Who does not work at a desk sees no case behind a link.
        let at_desk = [Role::Intake, Role::Officer, Role::AgencyLead];
        let reads = session.ok().flatten().is_some_and(|it| at_desk.into_iter().any(|role| it.has(role)));
        let words = use_words();
        let groups = MigrationGroup::ALL.map(|of| group(words, (of, reads), &plan, &asked));
        groups.into_iter().collect_view().into_any()
    })
}

fn group(
    words: Words,
    (group, reads): (MigrationGroup, bool),
    plan: &MigrationPlan,
    asked: &Asked,
) -> AnyView {
    let texts = words.migration;
    let page = plan.group(group);
    let lines = page.items.iter().map(|report| line(words, plan, report, reads)).collect_view();
    let further = page.next.clone().map(|cursor| {
        let href = Asked { page: Some((group, cursor)), ..asked.clone() }.page();
        let href = format!("{href}#{}", group.slug());
        view! { <p class="further"><a class="btn" href=href>{texts.further()}</a></p> }
    });
    let list = match page.items.is_empty() {
        true => view! { <p class="cap">{texts.none()}</p> },
        false => view! { <ul class="remarks">{lines}</ul> },
    };
    view! {
        <section class="of-form" id=group.slug()>
            <h2>
                {texts.group(group)}" "
                <span class="tag" data-fit=group.slug()>{texts.count(page.total.unwrap_or_default())}</span>
            </h2>
            {list}
            {further}
        </section>
    }
}

fn line(words: Words, plan: &MigrationPlan, report: &Report, reads: bool) -> AnyView {
    let number = report.case.to_string();
    let number = match reads {
        true => view! { <a class="code" href=to::desk_case(report.case)>{number}</a> },
        false => view! { <span class="code">{number}</span> },
    };
    view! { <li>{number}" · "{said(words, plan, report)}</li> }
}

/// What would become of a case.
fn said(words: Words, plan: &MigrationPlan, report: &Report) -> String {
    let texts = words.migration;
    let several = |ids: &[String]| {
        let names: Vec<String> = ids.iter().map(|id| texts.quoted(&named(words, plan, id))).collect();
        names.join(words.catalogue.separator())
    };
    match &report.fit {
        Fit::Fits if report.passed.is_empty() => texts.straight().to_owned(),
        Fit::Fits => texts.passed(&several(&report.passed)),
        Fit::NeedsChoice(choices) => {
            let choice = choices
                .iter()
                .map(|choice| texts.may_be(&named(words, plan, &choice.of), &several(&choice.among)));
            choice.collect::<Vec<_>>().join(words.catalogue.separator())
        }
        Fit::Cannot(obstacle) => {
            let name = obstacle.named().map(|id| named(words, plan, id)).unwrap_or_default();
            texts.obstacle(obstacle, &name)
        }
    }
}

/// What is called so: by its id, or the key of one of its openings.
pub fn named(words: Words, plan: &MigrationPlan, key: &str) -> String {
    let id = key.split_once('#').map_or(key, |(id, _)| id);
    plan.names.get(id).map_or_else(|| id.to_owned(), |name| name.get(words.locale).to_owned())
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::process::{Obstacle, RefusalCode};
    use serde_json::json;

    use super::*;

    #[test]
    fn every_case_says_what_becomes_of_it() {
        let none = json!({ "items": [] });
        let plan: MigrationPlan = serde_json::from_value(json!({
            "from": 1, "to": 2, "fits": none, "needs_choice": none, "cannot": none, "choices": [], "fingerprint": "",
            "names": { "look": { "zh-CN": "踏勘", "en": "Look" }, "weigh": { "zh-CN": "称重", "en": "Weigh" } },
        }))
        .unwrap();
        let check = |fit: Fit, passed: &[&str], zh: &str, en: &str| {
            let passed = passed.iter().map(|id| (*id).to_owned()).collect();
            let case = "440103-260305-00042-7".parse().unwrap();
            let report = Report { case, from: 1, to: 2, fit, passed };
            for (locale, expected) in [(Locale::ZhCn, zh), (Locale::En, en)] {
                let told = said(Words::new(locale), &plan, &report);
                assert!(told.contains(expected), "{told}");
            }
        };
        check(Fit::Fits, &[], "原样", "as it is");
        check(Fit::Fits, &["look"], "“踏勘”", "“Look”");
        let choice = schema::process::Choice { of: "weigh".into(), among: vec!["look".into()] };
        check(Fit::NeedsChoice(vec![choice]), &[], "“称重”新版没有，可以由“踏勘”", "“Weigh” is gone; “Look”");
        let name = || "weigh#2".to_owned();
        for obstacle in [
            Obstacle::Gone(name()),
            Obstacle::OutOfStep(name()),
            Obstacle::NotAtOnce(name()),
            Obstacle::NotForEach(name()),
            Obstacle::WouldDrop(name()),
            Obstacle::NotInForm(name()),
        ] {
            check(Fit::Cannot(obstacle), &[], "“称重”", "“Weigh”");
        }
        check(Fit::Cannot(Obstacle::NotUnderWay), &[], "办结", "ended");
        check(Fit::Cannot(Obstacle::OtherProcess), &[], "不是这一版", "does not have this version");
        let nobody = Obstacle::Refused(RefusalCode::NobodyToDoIt);
        check(Fit::Cannot(nobody), &[], "没有人可办", "nobody to do");
    }
}
