//! Payments: none, by a gateway over HTTP, or by a demonstration of one inside the hall.
//!
//! There is no standard for it. The hall asks the gateway for a payment, `POST …/payments` with `{"id", "amount", "currency",
//! "subject", "back", "notify"}` as JSON (the amount in fen; the same `id` again is the same payment), and is told the `address`
//! where it is paid. The gateway tells at `notify` what became of it, `{"id", "status", "amount", "reference"}`, the status one of
//! `pending`, `paid` and `closed`; and says the same when it is asked, `GET …/payments/{id}`, 404 where it knows of none. Both
//! sides sign as Standard Webhooks has it, with one secret; what speaks another way is met by a small program between.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use ring::hmac;
use schema::bills::PaymentNotice;
use serde_json::{Value, json};

use super::sending::{Http, Unsent};
use crate::config::{Config, Secret};

/// How old a signature may be, or how far ahead: clocks differ, and what is older is said again by somebody else.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// How people pay.
#[derive(Debug)]
pub enum Payments {
    /// At the window.
    Off,
    /// On a page of the hall that says it is a demonstration.
    Demonstration,
    /// At a gateway.
    Gateway(Gateway),
}

/// A gateway, and the secret it shares with the hall.
#[derive(Debug)]
pub struct Gateway {
    http: Http,
    url: String,
    key: Secret,
}

/// A payment to be made.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// What the hall calls it.
    pub id: &'a str,
    /// How much, in fen.
    pub amount: u64,
    /// What stands on the payer's statement: nothing about them.
    pub subject: &'a str,
    /// Where the payer comes back to.
    pub back: &'a str,
    /// Where the gateway tells what became of it.
    pub notify: &'a str,
}

/// The headers of something that is signed.
#[derive(Clone, Copy, Debug)]
pub struct Signature<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`: seconds since 1970.
    pub timestamp: &'a str,
    /// `webhook-signature`: one or several, each `v1,…`.
    pub signature: &'a str,
}

impl Payments {
    /// What the settings say. Where they say nothing, a hall that is not in production demonstrates it.
    pub fn open(config: &Config) -> Self {
        match (&config.outbound.payment_gateway, &config.outbound.payment_key) {
            (Some(url), Some(key)) => Self::Gateway(Gateway {
                http: Http::new(config.is_production()),
                url: url.trim_end_matches('/').to_owned(),
                key: key.clone(),
            }),
            _ if config.is_production() => Self::Off,
            _ => Self::Demonstration,
        }
    }
}

impl Gateway {
    /// Asks for a payment; says where it is paid. An address that is none a browser goes to is none.
    pub async fn begin(&self, order: &Order<'_>, now: DateTime<Utc>) -> Result<String, Unsent> {
        let Order { id, amount, subject, back, notify } = order;
        let body = json!({
            "id": id, "amount": amount, "currency": "CNY", "subject": subject, "back": back, "notify": notify,
        });
        let url = format!("{}/payments", self.url);
        let answer = self.call((&url, id), Some(body.to_string()), now).await?.ok_or(Unsent::Refused)?;
        let answer: Value = serde_json::from_slice(&answer).map_err(|_| Unsent::Refused)?;
        let address = answer["address"].as_str().filter(|address| self.http.goes_to(address));
        address.map(str::to_owned).ok_or(Unsent::Refused)
    }

    /// Asks what became of a payment; none where the gateway knows of none.
    pub async fn ask(&self, id: &str, now: DateTime<Utc>) -> Result<Option<PaymentNotice>, Unsent> {
        let url = format!("{}/payments/{id}", self.url);
        let Some(answer) = self.call((&url, id), None, now).await? else { return Ok(None) };
        let said: PaymentNotice = serde_json::from_slice(&answer).map_err(|_| Unsent::Refused)?;
        if said.id == id { Ok(Some(said)) } else { Err(Unsent::Refused) }
    }

    /// What the gateway tells, if it is the gateway that tells it, and just now.
    pub fn hear(&self, signature: &Signature<'_>, body: &[u8], now: DateTime<Utc>) -> Option<PaymentNotice> {
        let at = DateTime::from_timestamp(signature.timestamp.parse().ok()?, 0)?;
        let holds = (now - at).abs() <= TOLERANCE && verify(self.key.reveal(), signature, body);
        serde_json::from_slice(body).ok().filter(|_| holds)
    }

    async fn call(
        &self,
        (url, id): (&str, &str),
        body: Option<String>,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<u8>>, Unsent> {
        let timestamp = now.timestamp().to_string();
        let text = body.as_deref().unwrap_or_default();
        let signature = sign(self.key.reveal(), (id, &timestamp), text.as_bytes()).ok_or(Unsent::Internal)?;
        let headers = [
            ("content-type", "application/json"),
            ("webhook-id", id),
            ("webhook-timestamp", timestamp.as_str()),
            ("webhook-signature", signature.as_str()),
        ];
        self.http.ask(url, &headers, body).await
    }
}

/// The key in a secret, as Standard Webhooks writes them. None if it is none.
fn key_of(secret: &str) -> Option<hmac::Key> {
    let key = STANDARD.decode(secret.strip_prefix("whsec_")?).ok()?;
    (!key.is_empty()).then(|| hmac::Key::new(hmac::HMAC_SHA256, &key))
}

/// Whether a secret is one.
pub fn is_secret(secret: &str) -> bool {
    key_of(secret).is_some()
}

fn signed_text((id, timestamp): (&str, &str), body: &[u8]) -> Vec<u8> {
    [format!("{id}.{timestamp}.").as_bytes(), body].concat()
}

/// Signs a body under an id and a moment. None if the secret is none.
pub fn sign(secret: &str, of: (&str, &str), body: &[u8]) -> Option<String> {
    let tag = hmac::sign(&key_of(secret)?, &signed_text(of, body));
    Some(format!("v1,{}", STANDARD.encode(tag)))
}

fn verify(secret: &str, signature: &Signature<'_>, body: &[u8]) -> bool {
    let Some(key) = key_of(secret) else { return false };
    let text = signed_text((signature.id, signature.timestamp), body);
    let tags = signature.signature.split(' ').filter_map(|one| one.strip_prefix("v1,"));
    tags.filter_map(|tag| STANDARD.decode(tag).ok()).any(|tag| hmac::verify(&key, &text, &tag).is_ok())
}

#[cfg(test)]
mod tests {
    use schema::bills::PaymentStanding;

    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    fn gateway() -> Gateway {
        Gateway { http: Http::new(false), url: "http://pay.test".into(), key: Secret::from(SECRET) }
    }

    #[test]
    fn only_the_gateway_is_heard_and_only_just_now() {
        let now = DateTime::from_timestamp(1_614_265_330, 0).unwrap();
        let body = br#"{"id":"a","status":"paid","amount":1050,"reference":"7"}"#;
        let tag = sign(SECRET, ("a", "1614265330"), body).unwrap();
        let signature = Signature { id: "a", timestamp: "1614265330", signature: &tag };
        let said = gateway().hear(&signature, body, now).unwrap();
        assert_eq!((said.status, said.amount, said.reference.as_str()), (PaymentStanding::Paid, 1050, "7"));
        let several = format!("v1,AAAA v2,x {tag}");
        assert!(gateway().hear(&Signature { signature: &several, ..signature }, body, now).is_some());
        for late in [TimeDelta::seconds(301), TimeDelta::seconds(-301)] {
            assert_eq!(gateway().hear(&signature, body, now + late), None);
        }
        assert_eq!(gateway().hear(&signature, br#"{"id":"a","status":"paid","amount":1}"#, now), None);
        assert_eq!(gateway().hear(&Signature { id: "b", ..signature }, body, now), None);
        assert_eq!(gateway().hear(&Signature { timestamp: "1614265331", ..signature }, body, now), None);
        for odd in ["", "v1,", "v1,%%", "v2,AAAA"] {
            assert_eq!(gateway().hear(&Signature { signature: odd, ..signature }, body, now), None, "{odd}");
        }
    }

    /// The example of Standard Webhooks' own libraries.
    #[test]
    fn it_is_signed_as_others_sign() {
        let body = br#"{"test": 2432232314}"#;
        let signed = sign(SECRET, ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330"), body);
        assert_eq!(signed.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        for odd in ["", "whsec_", "whsec_%", "MfKQ"] {
            assert!(!is_secret(odd), "{odd}");
        }
    }
}
