//! The big screen (大屏): the sentence and six questions on ink, 16:9, for a wall. It reads itself anew, and what was known last stays
//! while the network is cut.

use crate::prelude::*;
use leptos_router::hooks::use_query_map;
use schema::calendar::local_day;
use schema::dashboards::{Dashboard, DashboardQuery};

use super::board::headline;
use super::found::found;
use crate::api;
use crate::chart::Chart;
use crate::data::Read;
use crate::page::{Head, Styles};
use crate::text::{time_of_day, use_words};
use crate::ui::icon::Icon;

/// Whether what is shown is what there is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// It is read anew.
    Follows,
    /// It cannot be read: the network is cut, or the hall stands still.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code))]
    Cut,
    /// Nobody is signed in any more.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code))]
    SignedOut,
}

/// The page at `/dashboard/screen`, of a region or of everywhere: always the period that ends today.
#[component]
pub fn ScreenPage() -> impl IntoView {
    let language = use_words().locale;
    let region = use_query_map().with_untracked(|map| map.get_str("region").map(str::to_owned));
    let region = region.filter(|region| !region.is_empty());
    let query = DashboardQuery { from: None, to: None, region, language: Some(language) };
    let read = query.clone();
    let numbers = Read::resource(move || api::dashboard(&read));
    view! {
        <Styles name="dashboard.css"/>
        <Head title=use_words().dashboards.screen()/>
        {numbers.page(move |dashboard| view! { <Screen query=query.clone() dashboard/> })}
    }
}

#[component]
fn Screen(query: DashboardQuery, dashboard: Dashboard) -> impl IntoView {
    let words = use_words();
    let region =
        dashboard.region.as_ref().and_then(|code| dashboard.regions.iter().find(|(it, _)| it == code));
    let place = region.map(|(_, name)| format!("·{name}"));
    let questions = dashboard.tiles.iter().filter(|tile| tile.on_screen).map(|tile| tile.question);
    let questions: Vec<_> = questions.collect();
    let shown = RwSignal::new(dashboard);
    let state = RwSignal::new(Reading::Follows);
    #[cfg(feature = "hydrate")]
    browser::follow(query, shown, state);
    #[cfg(not(feature = "hydrate"))]
    drop(query);
    // The tiles stay what they are; what is in them follows what was read last.
    let tiles = questions.into_iter().enumerate().map(|(place, question)| {
        let with =
            move |dashboard: &Dashboard| dashboard.tiles.iter().filter(|it| it.on_screen).nth(place).cloned();
        let tile = Memo::new(move |_| shown.with(with));
        let option = Signal::derive(move || tile.get().map(|tile| tile.option).unwrap_or_default());
        view! {
            <section class="tile">
                <h2>{words.dashboards.question(question)}</h2>
                {move || tile.with(|tile| tile.as_ref().map(found))}
                <Chart option open=Callback::new(|_| ())/>
            </section>
        }
    });
    let tiles = tiles.collect_view();
    let at = move || shown.with(|dashboard| dashboard.at);
    let footer = move || {
        let (days, at) = shown
            .with(|it| (words.dashboards.period(&words.full_day(it.from), &words.full_day(it.to)), it.at));
        let at = time_of_day(at);
        match state.get() {
            Reading::Follows => words.dashboards.counted(&days, &at),
            Reading::Cut => words.dashboards.cut_off(&at),
            Reading::SignedOut => words.dashboards.signed_out(&at),
        }
    };
    view! {
        <main id="main" class="screen">
            <header>
                <div>
                    <p class="hall"><Icon name="seal"/>{words.frame.hall()}{place}</p>
                    <h1>{move || shown.with(|dashboard| headline(&dashboard.headline))}</h1>
                </div>
                <p class="clk">
                    <b>{move || time_of_day(at())}</b>
                    {move || words.weekday_and_day(local_day(at()))}
                </p>
            </header>
            <div class="questions">{tiles}</div>
            <footer role="status" data-cut=move || (state.get() != Reading::Follows).then_some("")>{footer}</footer>
        </main>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use crate::prelude::*;
    use leptos::task::spawn_local;
    use schema::dashboards::{Dashboard, DashboardQuery};

    use super::Reading;
    use crate::api;

    /// How long what is shown holds, and how long is waited after a read that failed.
    const PAUSE: Duration = Duration::from_secs(60);
    const TROUBLE: Duration = Duration::from_secs(10);

    /// Reads the numbers anew as long as the page is shown.
    pub fn follow(query: DashboardQuery, shown: RwSignal<Dashboard>, state: RwSignal<Reading>) {
        let gone = Arc::new(AtomicBool::new(false));
        let left = Arc::clone(&gone);
        on_cleanup(move || left.store(true, Ordering::Relaxed));
        Effect::new(move |_| wait(query.clone(), (shown, state), Arc::clone(&gone), PAUSE));
    }

    fn wait(
        query: DashboardQuery,
        (shown, state): (RwSignal<Dashboard>, RwSignal<Reading>),
        gone: Arc<AtomicBool>,
        pause: Duration,
    ) {
        let read = move || {
            if gone.load(Ordering::Relaxed) {
                return;
            }
            spawn_local(async move {
                let answer = api::dashboard_now(&query).await;
                if gone.load(Ordering::Relaxed) {
                    return;
                }
                let (reading, pause) = match &answer {
                    Ok(_) => (Reading::Follows, PAUSE),
                    // Somebody may sign in beside it.
                    Err(problem) if matches!(problem.status, 401 | 403) => (Reading::SignedOut, PAUSE),
                    Err(_) => (Reading::Cut, TROUBLE),
                };
                let _ = state.try_set(reading);
                if let Ok(dashboard) = answer {
                    let _ = shown.try_set(dashboard);
                }
                wait(query, (shown, state), gone, pause);
            });
        };
        set_timeout(read, pause);
    }
}
