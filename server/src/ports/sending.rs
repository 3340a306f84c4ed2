//! What everything that is sent out of the hall has in common: how long is waited, why it was not sent, and HTTP.

use std::sync::OnceLock;
use std::time::Duration;

use axum::http::StatusCode;
use reqwest::{Client, Response, redirect};

/// How long one attempt may take, from looking up the name to the end of the answer.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How much of an answer is read, in bytes; one that is longer is none of those that are asked for.
const MOST_READ: usize = 64 * 1024;

/// Why something was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsent {
    /// The hall has nothing to send it by.
    Off,
    /// Whom it is for has no address, or none that can be one.
    NoAddress,
    /// Whom it is for does not want it any more.
    Unwanted,
    /// There was no answer in time.
    TimedOut,
    /// There was no way to who takes it.
    Unreachable,
    /// Who takes it did not, this time.
    Refused,
    /// Who takes it never will: there is no such receiver (any more).
    Gone,
    /// The hall itself failed; its log says how.
    Internal,
}

impl Unsent {
    /// What it is called on record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::NoAddress => "no_address",
            Self::Unwanted => "unwanted",
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Gone => "gone",
            Self::Internal => "internal",
        }
    }

    /// Whether another attempt would come to the same.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Off | Self::NoAddress | Self::Unwanted | Self::Gone)
    }
}

/// HTTP to those who take what the hall sends: no redirect is followed, and no proxy is used that no setting names.
#[derive(Debug)]
pub struct Http {
    secure: bool,
    /// Made when it is first used: a hall that sends nothing needs no certificates of authorities.
    client: OnceLock<Client>,
}

impl Http {
    /// `secure`: only by https.
    pub const fn new(secure: bool) -> Self {
        Self { secure, client: OnceLock::new() }
    }

    /// Sends a body. What comes back besides the status is not read.
    pub async fn post(&self, url: &str, headers: &[(&str, &str)], body: String) -> Result<(), Unsent> {
        let client = self.client().map_err(|error| {
            tracing::warn!(%error, "there can be no HTTP");
            Unsent::Internal
        })?;
        let request =
            headers.iter().fold(client.post(url), |request, (name, value)| request.header(*name, *value));
        let answer = request.body(body).send().await;
        match answer.map(|answer| answer.status()) {
            Ok(status) if status.is_success() => Ok(()),
            Ok(StatusCode::GONE) => Err(Unsent::Gone),
            Ok(_) => Err(Unsent::Refused),
            Err(error) if error.is_timeout() => Err(Unsent::TimedOut),
            Err(_) => Err(Unsent::Unreachable),
        }
    }

    /// Asks by GET, or by POST with a body, and reads the answer; none where there is no such thing.
    pub async fn ask(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Result<Option<Vec<u8>>, Unsent> {
        let client = self.client().map_err(|error| {
            tracing::warn!(%error, "there can be no HTTP");
            Unsent::Internal
        })?;
        let request = match body {
            Some(body) => client.post(url).body(body),
            None => client.get(url),
        };
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let answer = request.send().await.map_err(failed)?;
        match answer.status() {
            status if status.is_success() => read(answer).await.map(Some),
            StatusCode::NOT_FOUND => Ok(None),
            _ => Err(Unsent::Refused),
        }
    }

    /// Whether people may be sent to this address: as the hall itself goes only by https, so do they.
    pub fn goes_to(&self, address: &str) -> bool {
        let is_written = !address.contains(|letter: char| letter.is_control() || letter.is_whitespace());
        let (secure, plain) = (address.starts_with("https://"), address.starts_with("http://"));
        is_written && (secure || (plain && !self.secure))
    }

    fn client(&self) -> reqwest::Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        choose_tls();
        let builder = Client::builder().https_only(self.secure).redirect(redirect::Policy::none()).no_proxy();
        let client = builder.timeout(PATIENCE).build()?;
        Ok(self.client.get_or_init(|| client))
    }
}

fn failed(error: reqwest::Error) -> Unsent {
    if error.is_timeout() { Unsent::TimedOut } else { Unsent::Unreachable }
}

async fn read(mut answer: Response) -> Result<Vec<u8>, Unsent> {
    let mut read = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(failed)? {
        read.extend_from_slice(&piece);
        if read.len() > MOST_READ {
            return Err(Unsent::Refused);
        }
    }
    Ok(read)
}

/// TLS by ring, for the whole process. A second choice finds the first, which is the same.
pub fn choose_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
