//! E-mail: none, or by a server that takes it over SMTP.

use anyhow::Context;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp;
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::time::timeout;

use super::sending::{PATIENCE, Unsent};
use crate::config::Config;

/// Where e-mail goes.
#[derive(Debug)]
pub enum Mail {
    /// Nowhere.
    Off,
    /// To a server.
    Server(Box<Server>),
}

/// A server, and who the letters are from.
#[derive(Debug)]
pub struct Server {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A letter of plain text.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The same at every attempt; the left part of its Message-ID.
    pub id: &'a str,
    /// Whom it is for.
    pub to: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Its date.
    pub at: DateTime<Utc>,
}

impl Mail {
    /// What the settings say. Nothing is connected to before there is a letter.
    pub fn open(config: &Config) -> anyhow::Result<Self> {
        let (Some(url), Some(from)) = (&config.outbound.mail_server, &config.outbound.mail_from) else {
            return Ok(Self::Off);
        };
        let from: Mailbox = from.parse().context("ONEHALL_MAIL_FROM")?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal())
            // What went wrong may repeat the address, and the address may hold a password.
            .map_err(|_| anyhow::anyhow!("ONEHALL_MAIL_SERVER cannot be read"))?;
        let name = ClientId::Domain(from.email.domain().to_owned());
        let transport = builder.hello_name(name).timeout(Some(PATIENCE)).build();
        Ok(Self::Server(Box::new(Server { transport, from })))
    }

    /// Whether there is a way to send any.
    pub const fn is_there(&self) -> bool {
        matches!(self, Self::Server(_))
    }

    /// Sends a letter.
    pub async fn send(&self, letter: &Letter<'_>) -> Result<(), Unsent> {
        let Self::Server(server) = self else { return Err(Unsent::Off) };
        let to: Address = letter.to.parse().map_err(|_| Unsent::NoAddress)?;
        let message = server.written(letter, to).map_err(|error| {
            tracing::warn!(%error, "a letter could not be written");
            Unsent::Internal
        })?;
        match timeout(PATIENCE, server.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(why(&error)),
            Err(_) => Err(Unsent::TimedOut),
        }
    }
}

impl Server {
    fn written(&self, letter: &Letter<'_>, to: Address) -> Result<Message, lettre::error::Error> {
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject)
            .date(letter.at.into())
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.to_owned())
    }
}

/// What an answer of the server means. 550, 551 and 553 say that there is no such mailbox (RFC 5321, 4.2.3).
fn why(error: &smtp::Error) -> Unsent {
    match error.status().map(|code| code.to_string()) {
        Some(code) if ["550", "551", "553"].contains(&code.as_str()) => Unsent::Gone,
        Some(_) => Unsent::Refused,
        None if error.is_timeout() => Unsent::TimedOut,
        None => Unsent::Unreachable,
    }
}

/// Says that no person wrote it, so that no machine answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
