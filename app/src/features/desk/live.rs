//! That somebody else has acted on the case that is open: told above it as it happens, and nothing that is typed is lost.

use crate::prelude::*;
use schema::cases::News;
use schema::id::CaseNumber;

use crate::text::use_words;

/// The line above a case; empty until something happens. Only the browser waits for it.
#[component]
pub fn Live(
    /// The case.
    number: CaseNumber,
    /// The place in its log that is shown.
    revision: u64,
    /// The last remark that is shown.
    remark: i64,
) -> impl IntoView {
    let words = use_words().together;
    let news = RwSignal::new(None::<News>);
    #[cfg(feature = "hydrate")]
    browser::listen(number, (revision, remark), news);
    let said = move || {
        let news = news.get()?;
        let what = match &news.by {
            _ if news.revision == revision && news.remark != remark => words.remarked().to_owned(),
            Some(name) => words.acted(name),
            None => words.happened().to_owned(),
        };
        let here = here(number);
        Some(view! {
            <p><b>{what}</b>" "<a href=here rel="external">{words.see_new()}</a></p>
            <p class="cap">{words.keep_typed()}</p>
        })
    };
    view! { <div class="live" role="status">{said}</div> }
}

/// The page that is open, with what is beside it.
fn here(number: CaseNumber) -> String {
    #[cfg(feature = "hydrate")]
    if let Ok(search) = window().location().search() {
        return format!("{}{search}", crate::routes::to::desk_case(number));
    }
    crate::routes::to::desk_case(number)
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use crate::prelude::*;
    use leptos::task::spawn_local;
    use schema::cases::News;
    use schema::id::CaseNumber;

    use crate::api;

    /// How long is waited before it is asked for the first time: whoever leafs through cases holds no connection for each.
    const FIRST: Duration = Duration::from_secs(3);

    /// How long is waited before it is asked again after an answer that came with nothing new, or did not come.
    const PAUSE: Duration = Duration::from_secs(1);
    const TROUBLE: Duration = Duration::from_secs(30);

    /// Asks as long as the case is shown and nothing has happened to it.
    pub fn listen(number: CaseNumber, read: (u64, i64), news: RwSignal<Option<News>>) {
        let gone = Arc::new(AtomicBool::new(false));
        let left = Arc::clone(&gone);
        on_cleanup(move || left.store(true, Ordering::Relaxed));
        Effect::new(move |_| {
            let gone = Arc::clone(&gone);
            set_timeout(move || ask(number, read, news, gone), FIRST);
        });
    }

    fn ask(
        number: CaseNumber,
        (revision, remark): (u64, i64),
        news: RwSignal<Option<News>>,
        gone: Arc<AtomicBool>,
    ) {
        if gone.load(Ordering::Relaxed) {
            return;
        }
        spawn_local(async move {
            let answer = api::live(&number.to_string(), revision, remark).await;
            if gone.load(Ordering::Relaxed) {
                return;
            }
            let pause = match answer {
                Ok(now) if (now.revision, now.remark) != (revision, remark) => {
                    let _ = news.try_set(Some(now));
                    return;
                }
                Ok(_) => PAUSE,
                // Nobody is signed in any more, or the case is none of one's business: asking again does not help.
                Err(problem) if matches!(problem.status, 401 | 403 | 404) => return,
                Err(_) => TROUBLE,
            };
            set_timeout(move || ask(number, (revision, remark), news, gone), pause);
        });
    }
}
