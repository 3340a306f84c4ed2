//! What can be said to `onehall` on the command line.

mod calendar;
mod catalogue;
mod demo;
mod user;

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::config::Config;
use crate::features::audit;
use crate::serve;

/// OneHall (一厅通): an online government-services hall in one program and one database.
///
/// A first look: `onehall demo` fills an empty database with the demo city, `onehall serve` opens the hall.
/// For real use: `onehall import catalogue FILE`, `onehall user add LOGIN …`, `onehall serve`.
#[derive(Debug, Parser)]
#[command(name = "onehall", version, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the hall: pages and API. Brings an empty or older database up to date first.
    Serve,
    /// Bring the database up to date and stop.
    Migrate,
    /// Read published data into the database.
    #[command(subcommand)]
    Import(catalogue::Import),
    /// Write data out of the database.
    #[command(subcommand)]
    Export(catalogue::Export),
    /// Find what is missing or odd; exits 1 when something is found.
    #[command(subcommand)]
    Lint(catalogue::Lint),
    /// Load the demo city: catalogue, forms, people. Refused with ONEHALL_ENV=production.
    Demo(demo::Demo),
    /// The staff: add, list, posts, passwords, keeping out.
    #[command(subcommand)]
    User(user::User),
    /// The audit trail.
    #[command(subcommand)]
    Audit(Audit),
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Prove that no line was changed, removed or reordered; exits 1 when one was.
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Verify;

impl Cli {
    /// Reads the command line and the environment; what cannot be read ends the program.
    pub fn read() -> Self {
        Self::try_parse().unwrap_or_else(|error| named(error).exit())
    }

    /// Does what was said.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve => serve::serve(self.config).await.map(|()| ExitCode::SUCCESS),
            Command::Migrate => {
                serve::open(&self.config).await?.close().await;
                println!("{} is up to date", display(self.config.database.reveal()));
                Ok(ExitCode::SUCCESS)
            }
            Command::Import(import) => import.run(&self.config).await,
            Command::Export(export) => export.run(&self.config).await,
            Command::Lint(lint) => lint.run(&self.config).await,
            Command::Demo(demo) => demo.run(&self.config).await,
            Command::User(user) => user.run(&self.config).await,
            Command::Audit(Audit::Verify(Verify)) => verify(&self.config).await,
        }
    }
}

/// The same error, naming the variable of a setting beside its flag: it may be what was set wrong. A value that may
/// hold a password is not repeated.
fn named(mut error: clap::Error) -> clap::Error {
    if let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg).cloned() {
        let mut command = Cli::command();
        command.build();
        let setting = command.get_arguments().find(|argument| argument.to_string() == flag);
        if setting.is_some_and(clap::Arg::is_hide_env_values_set) {
            error.insert(ContextKind::InvalidValue, ContextValue::String("…".to_owned()));
        }
        if let Some(variable) = setting.and_then(|setting| setting.get_env()) {
            let both = format!("{flag} ({})", variable.to_string_lossy());
            error.insert(ContextKind::InvalidArg, ContextValue::String(both));
        }
    }
    error
}

async fn verify(config: &Config) -> anyhow::Result<ExitCode> {
    let db = serve::open(config).await?;
    let (lines, faults) = audit::verify(&db).await?;
    for fault in &faults {
        println!("{fault}");
    }
    println!("{lines} lines, {} faults", faults.len());
    db.close().await;
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// An address of a database without its password.
fn display(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_owned(),
    }
}
