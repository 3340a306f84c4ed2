//! Every setting of the hall, from flags and `ONEHALL_*` variables, once.

mod files;
mod outbound;
mod secret;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};

pub use files::{Bucket, Place};
pub use outbound::{Hours, Outbound};
pub use secret::Secret;

/// Settings shared by all commands. A bad value stops the start and names the variable.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Settings")]
pub struct Config {
    /// The database: `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(
        long, global = true, env = "ONEHALL_DATABASE", default_value = "sqlite://onehall.db",
        value_parser = database, hide_env_values = true
    )]
    pub database: Secret,

    /// The address to listen at.
    #[arg(long, global = true, env = "ONEHALL_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// Where uploaded files are kept: a folder, or `s3://BUCKET/PREFIX`.
    #[arg(long, global = true, env = "ONEHALL_FILES", default_value = "onehall-files")]
    pub files: Place,

    /// How an S3 store is reached.
    #[command(flatten)]
    pub bucket: Bucket,

    /// The folder with the packed browser side, as `cargo run -p pack` writes it.
    #[arg(long, global = true, env = "ONEHALL_SITE", default_value = "target/site")]
    pub site: PathBuf,

    /// `production` refuses demo accounts, the gallery, cookies that travel without TLS, and a hall without styles.
    #[arg(long, global = true, env = "ONEHALL_ENV", value_enum, default_value_t = Environment::Development)]
    pub env: Environment,

    /// The address the public knows the hall by, without a slash at the end. It is what writes from a page must
    /// come from, and what canonical addresses, the sitemap and QR codes name. One that starts with https:// tells
    /// the hall that it is behind TLS: cookies are then Secure, and browsers are told to stay with TLS (HSTS).
    #[arg(long, global = true, env = "ONEHALL_ORIGIN", value_parser = origin)]
    pub origin: Option<String>,

    /// Believe the last address in `X-Forwarded-For`: say so only when a proxy of yours sets it.
    #[arg(long, global = true, env = "ONEHALL_BEHIND_PROXY", default_value_t = false)]
    pub behind_proxy: bool,

    /// The largest request body in bytes, uploads apart.
    #[arg(long, global = true, env = "ONEHALL_MAX_BODY", default_value_t = 256 * 1024, value_parser = at_least::<usize>(1024))]
    pub max_body: usize,

    /// The largest upload in bytes.
    #[arg(long, global = true, env = "ONEHALL_MAX_UPLOAD", default_value_t = 10 * 1024 * 1024, value_parser = at_least::<usize>(1024))]
    pub max_upload: usize,

    /// Seconds after which a request is given up.
    #[arg(long, global = true, env = "ONEHALL_TIMEOUT", default_value_t = 30, value_parser = at_least::<u64>(1))]
    pub timeout: u64,

    /// How much is logged: `error`, `warn`, `info`, `debug`, or a filter such as `server=debug,info`.
    #[arg(long, global = true, env = "ONEHALL_LOG", default_value = "info")]
    pub log: String,

    /// A folder of definitions to be measured: `def-NAME.json` is then served at `/bench/form/NAME`. Refused with
    /// ONEHALL_ENV=production.
    #[arg(long, global = true, env = "ONEHALL_BENCH_DEFINITIONS", value_name = "DIR")]
    pub bench_definitions: Option<PathBuf>,

    /// Attempts to sign in, per account, before it must wait a quarter of an hour. Per address ten times as many.
    #[arg(long, global = true, env = "ONEHALL_SIGN_IN_ATTEMPTS", default_value_t = 8, value_parser = at_least::<u32>(1))]
    pub sign_in_attempts: u32,

    /// Days for which it is remembered what was asked, without who asked it.
    #[arg(long, global = true, env = "ONEHALL_QUESTION_DAYS", default_value_t = 180, value_parser = at_least::<u16>(1))]
    pub question_days: u16,

    /// How people are told besides in the hall.
    #[command(flatten)]
    pub outbound: Outbound,
}

/// What kind of place this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Environment {
    /// A developer's machine, a demonstration, a test.
    Development,
    /// The public.
    Production,
}

impl Config {
    /// Whether this hall serves the public.
    pub fn is_production(&self) -> bool {
        self.env == Environment::Production
    }

    /// The address the public knows the hall by.
    pub fn public_origin(&self) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// Whether cookies may only travel over TLS.
    pub fn secure_cookies(&self) -> bool {
        self.is_production() || self.public_origin().starts_with("https://")
    }

    /// What does not fit together, in words that name the variable.
    pub fn check(&self) -> anyhow::Result<()> {
        if self.is_production() {
            anyhow::ensure!(
                self.bench_definitions.is_none(),
                "ONEHALL_BENCH_DEFINITIONS (--bench-definitions) is not for ONEHALL_ENV=production"
            );
            match &self.origin {
                None => anyhow::bail!(
                    "ONEHALL_ORIGIN is needed with ONEHALL_ENV=production, such as https://hall.example.gov.cn"
                ),
                Some(origin) if !origin.starts_with("https://") => {
                    anyhow::bail!(
                        "ONEHALL_ORIGIN must start with https:// with ONEHALL_ENV=production: {origin}"
                    )
                }
                Some(_) => {}
            }
        }
        self.outbound.check(self.is_production())
    }
}

/// A whole number that is not too small to be meant.
fn at_least<T: TryFrom<u64> + Clone + Send + Sync>(least: u64) -> RangedU64ValueParser<T> {
    RangedU64ValueParser::new().range(least..)
}

fn database(url: &str) -> Result<Secret, String> {
    match url.split_once("://") {
        Some(("sqlite" | "postgres" | "postgresql", rest)) if !rest.is_empty() => Ok(Secret::from(url)),
        _ => Err("ONEHALL_DATABASE must start with sqlite:// or postgres://".to_owned()),
    }
}

fn origin(origin: &str) -> Result<String, String> {
    match origin.split_once("://") {
        Some(("http" | "https", host)) if !host.is_empty() && !host.contains('/') => Ok(origin.to_owned()),
        _ => Err("ONEHALL_ORIGIN must be http(s)://host[:port], without a path".to_owned()),
    }
}
