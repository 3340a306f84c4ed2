//! What the hall says of itself: one log line per request, and numbers for Prometheus. Never personal data.

use std::panic;
use std::time::Duration;

use axum::http::Method;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Counters and histograms, rendered at `/metrics`.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

/// Upper bounds of the request-duration buckets, in seconds.
const DURATION_BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

impl Metrics {
    /// Installs the recorder of this process, or takes a private one when there is one already (tests).
    pub fn install() -> anyhow::Result<Self> {
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("seconds".to_owned()), &DURATION_BUCKETS)?;
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // A second hall in the same process (tests) keeps the first recorder.
        let _ = metrics::set_global_recorder(recorder);
        Ok(Self(handle))
    }

    /// The text Prometheus reads.
    pub fn render(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }
}

/// Counts one request by its route template, never by its path: paths may name people.
pub fn count_request(method: &str, route: &str, status: u16, duration: Duration) {
    let labels = [("method", method.to_owned()), ("route", route.to_owned()), ("status", status.to_string())];
    metrics::counter!("onehall_requests_total", &labels).increment(1);
    metrics::histogram!("onehall_request_seconds", "route" => route.to_owned())
        .record(duration.as_secs_f64());
}

/// The methods that HTTP knows. Others are the caller's own words, and as many as they like.
static METHODS: [Method; 9] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
    Method::TRACE,
    Method::CONNECT,
];

/// What a method is called in log and numbers.
pub fn method_name(method: &Method) -> &'static str {
    METHODS.iter().find(|known| *known == method).map_or("other", Method::as_str)
}

tokio::task_local! {
    /// The number of the request that is being answered.
    static REQUEST: String;
}

/// Answers the request of this number: a panic on the way is logged with it.
pub async fn numbered<T>(id: String, answering: impl Future<Output = T>) -> T {
    REQUEST.scope(id, answering).await
}

/// Starts logging: JSON lines on standard error, panics among them.
pub fn log(filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).map_err(|error| anyhow::anyhow!("ONEHALL_LOG: {error}"))?;
    tracing::subscriber::set_global_default(lines(filter, std::io::stderr))
        .map_err(|error| anyhow::anyhow!("logging: {error}"))?;
    panic::set_hook(Box::new(panicked));
    Ok(())
}

fn lines(
    filter: EnvFilter,
    writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static,
) -> impl Subscriber + Send + Sync {
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(writer)
        .finish()
}

fn panicked(panic: &panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let request_id = REQUEST.try_with(Clone::clone).ok();
    tracing::error!(request_id, place, cause = panic.payload_as_str(), "panic");
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use serde_json::Value;

    use super::*;

    /// Writes into memory.
    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_panic_is_one_line_with_the_number_of_its_request() {
        let paper = Paper::default();
        let writer = paper.clone();
        let subscriber = lines(EnvFilter::new("info"), move || writer.clone());
        let logging = tracing::subscriber::set_default(subscriber);
        let before = panic::take_hook();
        panic::set_hook(Box::new(panicked));
        let panicking = async { panic::catch_unwind(|| panic!("boom\nof {}", 7)) };
        let outcome = numbered("4711".to_owned(), panicking).await;
        panic::set_hook(before);
        drop(logging);
        assert!(outcome.is_err());
        let written = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        let line: Value = serde_json::from_str(&written).unwrap();
        assert_eq!((&line["message"], &line["request_id"]), (&"panic".into(), &"4711".into()));
        assert_eq!(line["cause"], "boom\nof 7");
        assert!(line["place"].as_str().unwrap().starts_with(file!()), "{line}");
    }

    #[test]
    fn methods_that_nobody_knows_have_one_name() {
        for (method, name) in [("GET", "GET"), ("TRACE", "TRACE"), ("FOO123", "other"), ("get", "other")] {
            assert_eq!(method_name(&method.parse().unwrap()), name);
        }
    }
}
