//! The public columns: the newest replies, what everybody should read, and how it went (最新答复、重点关注、办理统计).

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::Page;
use schema::enquiries::{
    AgencyFigures, EnquiryColumn, EnquiryFigures, EnquiryKind, EnquiryLine, MonthFigures,
};

use super::open::Open;
use super::{said_of, texts};
use crate::api;
use crate::page::Head;
use crate::routes::to;

/// The page at `/enquiries`; `?column=featured` and `?column=figures` are the other columns.
#[component]
pub fn EnquiriesPage() -> impl IntoView {
    let (column, cursor) = use_query_map().with_untracked(|query| {
        let text = |name| query.get_str(name).map(str::to_owned);
        (text("column").unwrap_or_default(), text("cursor"))
    });
    let cursor = cursor.as_deref();
    match column.as_str() {
        "figures" => api::enquiries::figures().document(|figures| view! { <Figures figures/> }),
        "featured" => api::enquiries::column(EnquiryColumn::Featured, cursor)
            .document(|page| view! { <Listed page column="featured"/> }),
        _ => api::enquiries::column(EnquiryColumn::Latest, cursor)
            .document(|page| view! { <Listed page column="latest"/> }),
    }
}

/// What stands above every column.
#[component]
fn Around(column: &'static str, children: Children) -> impl IntoView {
    let words = texts();
    let link = |name: &'static str, said: &'static str| {
        let current = (name == column).then_some("true");
        view! { <a href=to::enquiries(name, None) aria-current=current>{said}</a> }
    };
    let links = [
        link("latest", words.latest()),
        link("featured", words.featured()),
        link("figures", words.figures()),
    ];
    view! {
        <Head title=words.title() description=words.describe() path=to::ENQUIRIES/>
        <main id="main" class="event enquiries">
            <h1 class="title">{words.title()}</h1>
            <p class="soft">{words.lead()}</p>
            <div class="stack row">
                <a class="button" href=to::NEW_ENQUIRY>{words.write()}</a>
                <a class="button quiet" href=to::MY_ENQUIRIES>{words.mine()}</a>
            </div>
            <nav class="seg" aria-label=words.columns()>{links.collect_view()}</nav>
            {children()}
            <Open/>
        </main>
    }
}

#[component]
fn Listed(page: Page<EnquiryLine>, column: &'static str) -> impl IntoView {
    let words = texts();
    let none = page.items.is_empty();
    let lines = page.items.into_iter().map(|line| {
        let said = said_of(&line);
        view! { <li><a href=to::enquiry(line.id)>{line.subject}<small>{said}</small></a></li> }
    });
    let lines = lines.collect_view();
    let next = page.next.map(|cursor| to::enquiries(column, Some(&cursor)));
    view! {
        <Around column>
            {if none {
                view! { <p class="soft">{words.none()}</p> }.into_any()
            } else {
                view! { <ul class="matters one">{lines}</ul> }.into_any()
            }}
            {next.map(|href| view! { <p class="say"><a href=href rel="next">{words.more()}</a></p> })}
        </Around>
    }
}

#[component]
fn Figures(figures: EnquiryFigures) -> impl IntoView {
    let words = texts();
    if figures.months.is_empty() {
        return view! { <Around column="figures"><p class="soft">{words.no_figures()}</p></Around> }
            .into_any();
    }
    let mut months: Vec<String> = figures.months.iter().map(|it| it.month.clone()).collect();
    months.dedup();
    let sections = months.into_iter().map(|month| {
        let of_month = figures.months.iter().filter(|it| it.month == month);
        let rows = of_month.map(row).collect_view();
        view! { <tbody><tr><th scope="rowgroup" colspan="5">{month}</th></tr>{rows}</tbody> }
    });
    let sections = sections.collect_view();
    view! {
        <Around column="figures">
            <div class="table" role="region" tabindex="0" aria-label=words.figures()>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{words.month()}</th>
                            <th class="num" scope="col">{words.received()}</th>
                            <th class="num" scope="col">{words.answered()}</th>
                            <th class="num" scope="col">{words.on_time()}</th>
                            <th class="num" scope="col">{words.rated()}</th>
                        </tr>
                    </thead>
                    {sections}
                </table>
            </div>
            <ByAgency agencies=figures.agencies/>
        </Around>
    }
    .into_any()
}

/// What each agency was handed and did.
#[component]
fn ByAgency(agencies: Vec<AgencyFigures>) -> impl IntoView {
    let words = texts();
    let row = |it: AgencyFigures| {
        view! {
            <tr>
                <th scope="row">{it.agency}" "<small class="soft">{it.region}</small></th>
                <td class="num">{it.received}</td>
                <td class="num">{it.answered}</td>
                <td class="num">{it.on_time}</td>
                <td class="num">{mean(it.grades, it.rated)}</td>
            </tr>
        }
    };
    let rows: Vec<AnyView> = agencies.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="table" role="region" tabindex="0" aria-label=words.by_agency()>
                <table>
                    <caption>{words.by_agency()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.agency_name()}</th>
                            <th class="num" scope="col">{words.received()}</th>
                            <th class="num" scope="col">{words.answered()}</th>
                            <th class="num" scope="col">{words.on_time()}</th>
                            <th class="num" scope="col">{words.rated()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
    })
}

/// The mean of so many grades.
fn mean(grades: u32, rated: u32) -> String {
    if rated == 0 { "–".to_owned() } else { format!("{:.1}", f64::from(grades) / f64::from(rated)) }
}

fn row(it: &MonthFigures) -> AnyView {
    let words = texts();
    let kind: EnquiryKind = it.kind;
    view! {
        <tr>
            <th scope="row">{words.kind_of(kind)}</th>
            <td class="num">{it.received}</td>
            <td class="num">{it.answered}</td>
            <td class="num">{it.on_time}</td>
            <td class="num">{mean(it.grades, it.rated)}</td>
        </tr>
    }
    .into_any()
}
