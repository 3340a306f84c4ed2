//! What is sent out of the hall: by which gateway, by which server, and when nobody is woken.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveTime;
use clap::Args;

use super::Secret;
use crate::ports::payment;

/// How people are told what they have asked to be told besides in the hall. What is not set is not offered.
#[derive(Args, Clone, Debug)]
pub struct Outbound {
    /// Where text messages go: an address that takes a POST of `{"id", "to", "text"}` as JSON, with ONEHALL_SMS_KEY as
    /// `Authorization: Bearer`. https only with ONEHALL_ENV=production.
    #[arg(long, global = true, env = "ONEHALL_SMS_GATEWAY", value_parser = gateway)]
    pub sms_gateway: Option<String>,

    /// The key that the gateway knows the hall by. Set the variable: a command line is seen by everybody on the machine.
    #[arg(long, global = true, env = "ONEHALL_SMS_KEY", hide_env_values = true, value_parser = key)]
    pub sms_key: Option<Secret>,

    /// From when until when text messages are sent, by the clock of China; what comes up outside waits.
    #[arg(long, global = true, env = "ONEHALL_SMS_HOURS", default_value = "08:00-21:00")]
    pub sms_hours: Hours,

    /// The server that takes e-mail: `smtps://USER:PASSWORD@HOST`, or `smtp://USER:PASSWORD@HOST?tls=required` for STARTTLS.
    /// `smtp://HOST` alone is not encrypted; with ONEHALL_ENV=production only on this machine.
    #[arg(long, global = true, env = "ONEHALL_MAIL_SERVER", hide_env_values = true, value_parser = server)]
    pub mail_server: Option<Secret>,

    /// Whom e-mail is from, such as `一厅通 <hall@example.gov.cn>`.
    #[arg(long, global = true, env = "ONEHALL_MAIL_FROM", value_parser = sender)]
    pub mail_from: Option<String>,

    /// Where people pay what is due: the address of a payment gateway, which is asked by `POST …/payments` and tells at
    /// `/api/payments/notice` what became of it. Without it, with ONEHALL_ENV=production, one pays at the window.
    #[arg(long, global = true, env = "ONEHALL_PAYMENT_GATEWAY", value_parser = payment_gateway)]
    pub payment_gateway: Option<String>,

    /// The secret that the gateway and the hall sign with: `whsec_` and a key in base64, as Standard Webhooks has it.
    #[arg(long, global = true, env = "ONEHALL_PAYMENT_KEY", hide_env_values = true, value_parser = payment_key)]
    pub payment_key: Option<Secret>,
}

impl Outbound {
    /// What does not fit together, in words that name the variable.
    pub(super) fn check(&self, is_production: bool) -> anyhow::Result<()> {
        let both = |one: bool, other: bool| one == other;
        anyhow::ensure!(
            both(self.sms_gateway.is_some(), self.sms_key.is_some()),
            "ONEHALL_SMS_GATEWAY and ONEHALL_SMS_KEY are set together or not at all"
        );
        anyhow::ensure!(
            both(self.mail_server.is_some(), self.mail_from.is_some()),
            "ONEHALL_MAIL_SERVER and ONEHALL_MAIL_FROM are set together or not at all"
        );
        anyhow::ensure!(
            both(self.payment_gateway.is_some(), self.payment_key.is_some()),
            "ONEHALL_PAYMENT_GATEWAY and ONEHALL_PAYMENT_KEY are set together or not at all"
        );
        if is_production {
            let plain = self.payment_gateway.as_deref().is_some_and(|url| !url.starts_with("https://"));
            anyhow::ensure!(
                !plain,
                "ONEHALL_PAYMENT_GATEWAY must start with https:// with ONEHALL_ENV=production"
            );
            let plain = self.sms_gateway.as_deref().is_some_and(|url| !url.starts_with("https://"));
            anyhow::ensure!(
                !plain,
                "ONEHALL_SMS_GATEWAY must start with https:// with ONEHALL_ENV=production"
            );
            let plain = self.mail_server.as_ref().is_some_and(|url| !is_private(url.reveal()));
            anyhow::ensure!(
                !plain,
                "ONEHALL_MAIL_SERVER must be smtps:// or end in ?tls=required with ONEHALL_ENV=production"
            );
        }
        Ok(())
    }
}

/// Whether nobody on the way reads what goes to this server.
fn is_private(url: &str) -> bool {
    let host = url.rsplit_once('@').map_or(url.trim_start_matches("smtp://"), |(_, host)| host);
    let is_here = ["127.0.0.1", "localhost", "[::1]"].iter().any(|here| {
        host.strip_prefix(here).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?']))
    });
    url.starts_with("smtps://") || url.ends_with("?tls=required") || is_here
}

/// From when until when, every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first moment.
    pub from: NaiveTime,
    /// The first moment that is too late. The same as `from`: always.
    pub until: NaiveTime,
}

impl FromStr for Hours {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
        let read = |text: &str| {
            let (from, until) = text.split_once('-')?;
            Some(Self { from: time(from)?, until: time(until)? })
        };
        let hours = read(text).filter(|hours| hours.from <= hours.until);
        hours.ok_or_else(|| "ONEHALL_SMS_HOURS is such as 08:00-21:00, the earlier first".to_owned())
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from.format("%H:%M"), self.until.format("%H:%M"))
    }
}

fn gateway(address: &str) -> Result<String, String> {
    match address.split_once("://") {
        Some(("http" | "https", rest)) if !rest.is_empty() => Ok(address.to_owned()),
        _ => Err("ONEHALL_SMS_GATEWAY must be http(s)://HOST/PATH".to_owned()),
    }
}

fn payment_gateway(address: &str) -> Result<String, String> {
    match address.split_once("://") {
        Some(("http" | "https", rest)) if !rest.is_empty() => Ok(address.to_owned()),
        _ => Err("ONEHALL_PAYMENT_GATEWAY must be http(s)://HOST/PATH".to_owned()),
    }
}

fn payment_key(text: &str) -> Result<Secret, String> {
    if payment::is_secret(text) {
        Ok(Secret::from(text))
    } else {
        Err("ONEHALL_PAYMENT_KEY must be whsec_ and a key in base64".to_owned())
    }
}

fn key(text: &str) -> Result<Secret, String> {
    // It stands in a header.
    let fits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits {
        Ok(Secret::from(text))
    } else {
        Err("ONEHALL_SMS_KEY is empty, or has odd characters".to_owned())
    }
}

fn server(address: &str) -> Result<Secret, String> {
    match address.split_once("://") {
        Some(("smtp" | "smtps", rest)) if !rest.is_empty() => Ok(Secret::from(address)),
        _ => Err("ONEHALL_MAIL_SERVER must start with smtp:// or smtps://".to_owned()),
    }
}

fn sender(text: &str) -> Result<String, String> {
    let read: Result<lettre::message::Mailbox, _> = text.parse();
    read.map(|_| text.to_owned()).map_err(|_| "ONEHALL_MAIL_FROM is such as hall@example.gov.cn".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_as_they_are_read() {
        for text in ["08:00-21:00", "00:00-00:00", "09:30-18:05"] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), text);
        }
        for odd in ["", "8-21", "21:00-08:00", "08:00", "08:00-25:00", "08:00–21:00"] {
            assert!(odd.parse::<Hours>().is_err(), "{odd}");
        }
    }

    #[test]
    fn only_this_machine_is_reached_without_encryption() {
        for (url, is) in [
            ("smtps://hall:secret@mail.example.cn", true),
            ("smtp://hall:secret@mail.example.cn?tls=required", true),
            ("smtp://127.0.0.1:2525", true),
            ("smtp://hall:secret@localhost", true),
            ("smtp://mail.example.cn", false),
            ("smtp://localhost.example.cn", false),
            ("smtp://localhost@mail.example.cn", false),
            ("smtp://mail.example.cn?tls=opportunistic", false),
        ] {
            assert_eq!(is_private(url), is, "{url}");
        }
    }
}
