//! What the hall says of itself: one log line per request, and numbers for Prometheus. Never personal data.

use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

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

/// Starts logging: JSON lines on standard error.
pub fn log(filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).map_err(|error| anyhow::anyhow!("ONEHALL_LOG: {error}"))?;
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init()
        .map_err(|error| anyhow::anyhow!("logging: {error}"))
}
