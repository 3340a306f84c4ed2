//! Webhooks: what a system of another agency is told of at its own address, as Standard Webhooks has it.

use super::sending::{Http, Unsent};
use crate::config::Config;

/// The way to the addresses of systems.
#[derive(Debug)]
pub struct Webhooks(Http);

/// A body with what proves whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// `webhook-id`: the same at every attempt.
    pub id: String,
    /// `webhook-timestamp`: seconds since 1970, of this attempt.
    pub timestamp: String,
    /// `webhook-signature`.
    pub signature: String,
    /// The event.
    pub body: String,
}

impl Webhooks {
    /// In production only by https.
    pub fn open(config: &Config) -> Self {
        Self(Http::new(config.is_production()))
    }

    /// Tells a system.
    pub async fn send(&self, url: &str, signed: Signed) -> Result<(), Unsent> {
        let headers = [
            ("content-type", "application/cloudevents+json; charset=utf-8"),
            ("webhook-id", signed.id.as_str()),
            ("webhook-timestamp", signed.timestamp.as_str()),
            ("webhook-signature", signed.signature.as_str()),
        ];
        self.0.post(url, &headers, signed.body).await
    }
}
