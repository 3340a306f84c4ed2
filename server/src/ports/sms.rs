//! Text messages: none, or by a gateway that takes them over HTTP.
//!
//! There is no standard for it. The gateway is given `{"id", "to", "text"}` as JSON, with its key as `Authorization: Bearer`; what
//! speaks another way is met by a small program between. The same `id` again is the same message.

use serde_json::json;

use super::sending::{Http, Unsent};
use crate::config::{Config, Secret};

/// Where text messages go.
#[derive(Debug)]
pub enum Sms {
    /// Nowhere.
    Off,
    /// To a gateway.
    Gateway(Gateway),
}

/// A gateway, and how it knows the hall.
#[derive(Debug)]
pub struct Gateway {
    http: Http,
    url: String,
    key: Secret,
}

impl Sms {
    /// What the settings say; [`Config::check`] holds that they fit together.
    pub fn open(config: &Config) -> Self {
        match (&config.outbound.sms_gateway, &config.outbound.sms_key) {
            (Some(url), Some(key)) => Self::Gateway(Gateway {
                http: Http::new(config.is_production()),
                url: url.clone(),
                key: key.clone(),
            }),
            _ => Self::Off,
        }
    }

    /// Whether there is a way to send any.
    pub const fn is_there(&self) -> bool {
        matches!(self, Self::Gateway(_))
    }

    /// Sends a text to a telephone.
    pub async fn send(&self, id: &str, to: &str, text: &str) -> Result<(), Unsent> {
        let Self::Gateway(gateway) = self else { return Err(Unsent::Off) };
        let key = format!("Bearer {}", gateway.key.reveal());
        let headers = [("authorization", key.as_str()), ("content-type", "application/json")];
        gateway
            .http
            .post(&gateway.url, &headers, json!({ "id": id, "to": to, "text": text }).to_string())
            .await
    }
}
