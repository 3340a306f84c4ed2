//! [`Heard`]: the statements that a piece of work runs, as sqlx tells them to `tracing`. Nothing is copied from a store,
//! so nothing here can say something else than the stores do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::{Event, Instrument, Span, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// Where sqlx says what it runs.
const TARGET: &str = "sqlx::query";
/// The span around the work.
const WORK: &str = "heard";

/// Per span, what was run in it. Tests share one subscriber, because SQLite runs statements on a thread of its own, which
/// knows the span of who asked but no subscriber of a thread.
static HEARD: Mutex<BTreeMap<u64, BTreeSet<String>>> = Mutex::new(BTreeMap::new());

/// Listens to some work.
pub struct Heard(Span);

impl Heard {
    /// Nothing yet.
    pub fn new() -> Self {
        static LISTEN: Once = Once::new();
        LISTEN.call_once(|| {
            let heard = filter_fn(|about| about.target() == TARGET || about.name() == WORK);
            let subscriber = tracing_subscriber::registry().with(Listener.with_filter(heard));
            tracing::subscriber::set_global_default(subscriber).unwrap();
        });
        Self(tracing::info_span!(WORK))
    }

    /// Does some work, listening.
    pub async fn of<F: Future>(&self, work: F) -> F::Output {
        work.instrument(self.0.clone()).await
    }

    /// What was run, each statement once. The database must be closed before: SQLite tells of the last statement when
    /// its answer was taken already.
    pub fn statements(self) -> BTreeSet<String> {
        let id = self.0.id().unwrap().into_u64();
        HEARD.lock().unwrap().remove(&id).unwrap_or_default()
    }
}

struct Listener;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let Some(work) =
            context.event_scope(event).and_then(|mut spans| spans.find(|span| span.name() == WORK))
        else {
            return;
        };
        let mut statement = Statement::default();
        event.record(&mut statement);
        let text = if statement.text.is_empty() { statement.summary } else { statement.text };
        HEARD.lock().unwrap().entry(work.id().into_u64()).or_default().insert(text.trim().to_owned());
    }
}

/// sqlx gives the whole text only where its summary, the first words, is not all of it.
#[derive(Default)]
struct Statement {
    summary: String,
    text: String,
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.text),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
