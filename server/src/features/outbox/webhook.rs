//! An event as systems are told it: CloudEvents 1.0 in structured JSON, signed as Standard Webhooks 1.0 says. Pure.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use ring::hmac;
use serde_json::{Value, json};

use crate::ports::Signed;

/// What a secret begins with.
const PREFIX: &str = "whsec_";

/// A secret as it is told and kept.
pub fn secret(key: &[u8]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(key))
}

/// An event in the envelope of CloudEvents. `payload` is what its row holds: the subject and the data.
pub fn envelope(id: &str, source: &str, event: &str, at: DateTime<Utc>, payload: &Value) -> String {
    json!({
        "specversion": "1.0",
        "id": id,
        "source": source,
        "type": event,
        "subject": payload["subject"],
        "time": at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "datacontenttype": "application/json",
        "data": payload["data"],
    })
    .to_string()
}

/// Signs a body at a moment. None if the secret is none of ours.
pub fn signed(secret: &str, id: &str, at: DateTime<Utc>, body: String) -> Option<Signed> {
    let key = STANDARD.decode(secret.strip_prefix(PREFIX)?).ok()?;
    let timestamp = at.timestamp().to_string();
    let text = format!("{id}.{timestamp}.{body}");
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), text.as_bytes());
    Some(Signed { id: id.to_owned(), timestamp, signature: format!("v1,{}", STANDARD.encode(tag)), body })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Standard Webhooks' own libraries.
    #[test]
    fn it_is_signed_as_others_sign() {
        let at = DateTime::from_timestamp(1_614_265_330, 0).unwrap();
        let body = r#"{"test": 2432232314}"#.to_owned();
        let signed =
            signed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body);
        let signed = signed.unwrap();
        assert_eq!(signed.timestamp, "1614265330");
        assert_eq!(signed.signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_opens_only_as_it_was_told() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(secret(b"abc"), "whsec_YWJj");
        assert!(signed(&secret(b"abc"), "1", at, String::new()).is_some());
        assert!(signed("YWJj", "1", at, String::new()).is_none());
        assert_ne!(
            signed(&secret(b"abc"), "1", at, "a".into()),
            signed(&secret(b"abd"), "1", at, "a".into())
        );
    }

    #[test]
    fn an_event_says_what_cloudevents_asks_for() {
        let at = DateTime::from_timestamp(1_772_413_200, 0).unwrap();
        let payload = json!({ "subject": "440103-260305-00042-7", "data": { "area": 120 } });
        let event: Value =
            serde_json::from_str(&envelope("a1", "https://hall.test", "built", at, &payload)).unwrap();
        assert_eq!(
            event,
            json!({
                "specversion": "1.0", "id": "a1", "source": "https://hall.test", "type": "built",
                "subject": "440103-260305-00042-7", "time": "2026-03-02T01:00:00.000000Z",
                "datacontenttype": "application/json", "data": { "area": 120 },
            })
        );
    }
}
