//! Everything about one item; what is not published is said to be missing.

use crate::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use schema::bundles::BundleView;
use schema::calendar::Limit;
use schema::catalogue::{Item, ItemQuery, TermAspect, Way, yuan};
use schema::guide::{Situation, query_of};

use super::bundle::Holds;
use super::results::limits;
use super::situation::{Situated, Told};
use crate::api;
use crate::data::Kept;
use crate::page::{Head, set_subject};
use crate::routes::to;
use crate::session::with_session;
use crate::situation::short;
use crate::text::{Halls, Handing, typeset, use_words};
use crate::ui::icon::Icon;
use crate::ui::limit::limit_words;

/// The page at `/items/{code}`.
#[component]
pub fn ItemPage() -> impl IntoView {
    let code =
        use_params_map().with_untracked(|params| params.get_str("code").unwrap_or_default().to_owned());
    let query = use_query_map().get_untracked();
    let told = query.latest_values().filter(|(name, _)| name.starts_with('/'));
    let told: Told = told.map(|(name, written)| (name.to_string(), written.to_owned())).collect();
    let pairs = told.iter().map(|(name, written)| (name.as_str(), written.as_str()));
    let situation = api::guides::situation(&code, &query_of(pairs)).keep();
    api::bundles::item(&code).document(|(item, bundle)| view! { <Shown item bundle situation told/> })
}

#[component]
fn Shown(
    item: Item,
    bundle: Option<BundleView>,
    situation: Kept<Option<Situation>>,
    told: Told,
) -> impl IntoView {
    let words = use_words().catalogue;
    let item = set(item);
    set_subject(&item);
    let summary = item.summary.clone();
    let handled_by = ItemQuery { agency: Some(summary.department.clone()), ..ItemQuery::default() };
    view! {
        <Head
            title=summary.name.clone()
            description=words.describe(&summary.name, &summary.department)
            path=to::item(&summary.code)
        />
        <main id="main" class="item wide">
            <Crumbs item=item.clone()/>
            <div class="column">
                <h1 class="title">{summary.name.clone()}</h1>
                <p class="soft"><a href=to::items(&handled_by)>{summary.department.clone()}</a>" · "{summary.region.clone()}</p>
                {facts(&item, bundle.as_ref().map(|bundle| bundle.limit), situation.clone())}
                {item.form.is_some().then(|| view! { <FinishedBy item=item.clone()/> })}
                {bundle.map(|bundle| view! { <Holds bundle/> })}
                {brought(&item, situation)}
                <section>
                    <h2>{words.conditions()}</h2>
                    <Conditions conditions=item.conditions.clone()/>
                </section>
            </div>
            <aside class="aside">
                {item.form.is_some().then(|| view! { <Apply code=summary.code told/> })}
                <Further item/>
            </aside>
        </main>
    }
}

/// Who finishes what is filled in online, where it is not filed at once.
#[component]
fn FinishedBy(item: Item) -> impl IntoView {
    let words = Handing(use_words().locale);
    let (title, help) = match item.way {
        Way::Online => return ().into_any(),
        Way::Window => (words.at_window(), words.at_window_help(item.way_days.unwrap_or(Way::DAYS))),
        Way::EmployerCheck => (words.by_two(), words.by_two_help().to_owned()),
    };
    view! { <p class="notice" role="note"><span><b>{title}</b><br/>{help}</span></p> }
}

/// The way into the form; who is not signed in comes by the sign-in page, and back here.
#[component]
fn Apply(code: String, told: Told) -> impl IntoView {
    let words = use_words().applications;
    let pairs = told.iter().map(|(name, written)| (name.as_str(), written.as_str()));
    let (action, sign_in) = (to::apply(&code), to::sign_in_then(&to::situation(&code, pairs)));
    with_session(move |session| {
        let start = match session {
            Ok(Some(_)) => view! { <button class="button">{words.start()}</button> },
            _ => view! { <a class="button" href=sign_in>{words.start()}</a> },
        };
        view! {
            <form class="act" method="post" action=action>
                {told.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
                {start}
                <span class="soft">{words.start_note()}</span>
            </form>
        }
    })
}

/// What is to be handed in: in one's situation, where something hangs on that; else what is published.
fn brought(item: &Item, situation: Kept<Option<Situation>>) -> AnyView {
    let (code, materials) = (item.summary.code.clone(), item.materials.clone());
    situation.document(move |found| match found {
        Ok(Some(situation)) => view! { <Situated code situation/> },
        Ok(None) | Err(_) => {
            let title = use_words().catalogue.bring();
            view! { <section><h2>{title}</h2><Materials materials/></section> }
        }
    })
}

/// The item with its published texts as they are set.
fn set(mut item: Item) -> Item {
    item.summary.name = typeset(&item.summary.name);
    item.catalog_name = item.catalog_name.as_deref().map(typeset);
    item.conditions = item.conditions.as_deref().map(typeset);
    item.location = item.location.as_deref().map(typeset);
    item.materials = item.materials.iter().map(|material| typeset(material)).collect();
    item
}

#[component]
fn Crumbs(item: Item) -> impl IntoView {
    let words = use_words();
    let theme = item.themes.first().filter(|theme| *theme != "其他").map(|theme| {
        let query = ItemQuery { theme: Some(theme.clone()), ..ItemQuery::default() };
        view! { <li><a href=to::items(&query)>{theme.clone()}</a></li> }
    });
    view! {
        <nav class="crumb" aria-label=words.frame.position()>
            <ol>
                <li><a href=to::HOME>{words.frame.home()}</a></li>
                {theme}
                <li>{item.summary.name}</li>
            </ol>
        </nav>
    }
}

/// The three facts people ask for: how long, how much, where; of a bundle the limit for all of it. Where they hang on one's situation,
/// those of one's own.
fn facts(item: &Item, whole: Option<Limit>, situation: Kept<Option<Situation>>) -> AnyView {
    let item = item.clone();
    if item.terms.is_empty() {
        return view! { <Facts item whole situation=None/> };
    }
    situation.document(move |found| view! { <Facts item whole situation=found.ok().flatten()/> })
}

#[component]
fn Facts(
    /// The item.
    item: Item,
    /// The limit for all of it together, when it is a bundle.
    whole: Option<Limit>,
    /// One's situation, where something of this hangs on it.
    situation: Option<Situation>,
) -> impl IntoView {
    let all = use_words();
    let words = all.catalogue;
    let own = |aspect| short(all, situation.as_ref()?, aspect);
    let (limit, by_law) = match (own(TermAspect::Limit), limits(words, &item.summary), whole) {
        (Some((own, why)), ..) => (Some(own), Some(why).filter(|why| !why.is_empty())),
        (None, (None, _), Some(whole)) => {
            let text = all.bundles;
            (Some(text.at_most(&limit_words(words, whole))), Some(text.for_all_of_it().to_owned()))
        }
        (None, published, _) => published,
    };
    let fee = match own(TermAspect::Fees) {
        Some((own, why)) => {
            view! { <dd><b>{own}</b>{(!why.is_empty()).then(|| view! { <span>{why}</span> })}</dd> }
        }
        None => fees(&item),
    };
    let place = match item.summary.online {
        Some(true) => words.online_yes(),
        Some(false) => words.online_no(),
        None => words.unpublished(),
    };
    let visits = match item.summary.visits {
        Some(0) => words.visits_none().to_owned(),
        Some(count) => words.visits(count),
        None => words.visits_unpublished().to_owned(),
    };
    let (no_limit, no_place) = (limit.is_none(), item.summary.online.is_none());
    view! {
        <dl class="facts across">
            <div>
                <dt>{words.how_long()}</dt>
                <dd class:missing=no_limit>
                    <b>{limit.unwrap_or_else(|| words.unpublished().to_owned())}</b>
                    {by_law.map(|by_law| view! { <span>{by_law}</span> })}
                </dd>
            </div>
            <div>
                <dt>{words.how_much()}</dt>
                {fee}
            </div>
            <div>
                <dt>{words.where_()}</dt>
                <dd class:missing=no_place>
                    <b>{place}</b>
                    <span>{visits}</span>
                    <span><a class="link" href=to::walk(&item.summary.code, 1)>{Halls(all.locale).where_counter()}</a></span>
                </dd>
            </div>
        </dl>
    }
}

/// What it costs, where that is published.
fn fees(item: &Item) -> AnyView {
    let words = use_words();
    if item.fees.is_empty() {
        let text = words.catalogue;
        return view! { <dd class="missing"><b>{text.unpublished()}</b><span>{text.fee_unpublished()}</span></dd> };
    }
    let each = item.fees.iter().map(|fee| {
        let basis = fee.basis.as_deref().map(|basis| words.duty.fee_basis(basis));
        let amount = words.duty.yuan(&yuan(fee.amount));
        view! { <b>{amount}</b><span>{fee.name.clone()}{basis.map(|basis| format!(" · {basis}"))}</span> }
    });
    view! { <dd>{each.collect_view()}</dd> }
}

#[component]
fn Materials(materials: Vec<String>) -> impl IntoView {
    let words = use_words().catalogue;
    if materials.is_empty() {
        return view! { <p class="missing">{words.unpublished()}" "{words.ask_before_going()}</p> };
    }
    let lines = materials.into_iter().map(|material| view! { <li><span class="box"></span>{material}</li> });
    view! { <ul class="checklist">{lines.collect_view()}</ul> }
}

#[component]
fn Conditions(conditions: Option<String>) -> impl IntoView {
    let words = use_words().catalogue;
    match conditions {
        Some(text) => {
            let lines: Vec<String> =
                text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            view! { <div class="prose">{lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</div> }
        }
        None => view! { <p class="missing">{words.unpublished()}</p> },
    }
}

/// Whom to ask, and everything else the catalogue says.
#[component]
fn Further(item: Item) -> impl IntoView {
    let all = use_words();
    let words = all.catalogue;
    let summary = item.summary;
    let served =
        item.served.iter().map(|served| all.served(*served)).collect::<Vec<_>>().join(words.separator());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let list = |names: &[String]| some(names.join(words.separator()));
    let complaint = item.complaint_phone;
    view! {
        {item.phone.as_deref().and_then(phone_link).map(|href| view! {
            <a class="button quiet" href=href><Icon name="phone"/>{words.call()}</a>
        })}
        <p><a class="button quiet" href=to::walk(&summary.code, 1)><Icon name="route"/>{Halls(all.locale).played()}</a></p>
        <p><a class="button quiet" href=to::enquire_about(&summary.code)><Icon name="ask"/>{all.to_agencies().ask_about()}</a></p>
        <dl class="list">
            <Fact label=words.phone() value=item.phone/>
            <Fact label=words.place() value=item.location/>
            <Fact label=words.complaint() value=complaint/>
            // Neither shape of published catalogues has these two.
            <Fact label=words.hours() value=None/>
            <Fact label=words.basis() value=None/>
            <Fact label=words.kind() value=Some(all.power_type(summary.item_type).to_owned())/>
            <Fact label=words.handling() value=summary.handling.map(|handling| all.handling(handling).to_owned())/>
            <Fact label=words.served() value=some(served)/>
            <Fact label=words.level() value=item.level/>
            <Fact label=words.belongs_to() value=item.catalog_name/>
            <Fact label=words.themes() value=list(&item.themes)/>
            <Fact label=words.also_called() value=list(&item.everyday_names)/>
            <Fact label=words.depth() value=item.depth.map(|depth| all.depth(depth).to_owned())/>
            <Fact label=words.code() value=Some(summary.code)/>
            <Fact label=words.origin() value=Some(words.origin_text(&item.source.name, item.source.year))/>
            <Original href=item.source_url/>
        </dl>
        {item.source.demonstration.then(|| view! { <div class="notice"><Icon name="info"/><p>{all.frame.demonstration()}</p></div> })}
    }
}

#[component]
fn Fact(label: &'static str, value: Option<String>) -> impl IntoView {
    let words = use_words().catalogue;
    let missing = value.is_none();
    view! {
        <div>
            <dt>{label}</dt>
            <dd class:missing=missing>{value.unwrap_or_else(|| words.unpublished().to_owned())}</dd>
        </div>
    }
}

/// Where the published text stands.
#[component]
fn Original(href: Option<String>) -> impl IntoView {
    let words = use_words().catalogue;
    match href {
        Some(href) => view! {
            <div>
                <dt>{words.source_page()}</dt>
                <dd><a class="link" href=href rel="external noopener">{words.original()}</a></dd>
            </div>
        },
        None => view! { <Fact label=words.source_page() value=None/> },
    }
}

/// The first number of a published text as something a phone can dial.
fn phone_link(text: &str) -> Option<String> {
    let first = text
        .split([',', ';', '、', '/', ' '])
        .find(|part| part.bytes().filter(u8::is_ascii_digit).count() >= 5)?;
    let number: String = first.chars().filter(|letter| letter.is_ascii_digit() || *letter == '-').collect();
    Some(format!("tel:{number}"))
}
