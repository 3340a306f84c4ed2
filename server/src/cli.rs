//! What can be said to `onehall` on the command line.

mod audit;
mod bundle;
mod bundles;
mod calendar;
mod catalogue;
mod demo;
mod eval;
mod form;
mod guide;
mod out;
mod outbox;
mod process;
mod stats;
mod system;
mod templates;
mod user;
mod variables;

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};

pub use out::NobodyReads;

use crate::config::Config;
use crate::serve;

/// OneHall (一厅通): an online government-services hall in one program and one database.
///
/// A first look: `onehall demo` fills an empty database with the demo city, `onehall serve` opens the hall.
/// For real use: `onehall import catalogue FILE`, `onehall user add LOGIN …`, `onehall serve`.
///
/// A setting is a flag or a variable. A variable that begins with ONEHALL_ and is no setting stops the start.
#[derive(Debug, Parser)]
#[command(name = "onehall", version, propagate_version = true)]
#[command(after_help = "\
Examples:
  onehall demo
  onehall serve --listen 127.0.0.1:8080

Exit codes: 0 done; 1 not done, or something was found, and it is said what; 2 the command or a setting is wrong.")]
pub struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the hall: pages and API.
    ///
    /// Brings an empty or older database up to date first. SIGTERM and SIGINT close it: requests in flight are finished.
    #[command(after_help = "\
Examples:
  onehall serve
  onehall serve --database postgres://onehall@127.0.0.1/onehall --files /srv/onehall/files

Exit codes: 0 it was told to close; 1 it could not open, and says why; 2 a setting is wrong.")]
    Serve,
    /// Bring the database up to date and stop.
    ///
    /// Creates what is missing of its tables, and loads what every hall has: regions, holidays, the processes of
    /// handling. Twice changes nothing. `serve` does the same; run it alone where the hall may not change tables.
    #[command(after_help = "\
Example:
  onehall migrate --database sqlite:///srv/onehall/onehall.db

Exit codes: 0 it is up to date; 1 it could not be opened or changed, and stays as it was; 2 a setting is wrong.")]
    Migrate,
    /// Read published data into the database.
    #[command(
        subcommand,
        after_help = "\
Examples:
  onehall import catalogue items.jsonl --source 广东政务服务网 --year 2026
  onehall import calendar 2027.json
  onehall import licences licences.json"
    )]
    Import(catalogue::Import),
    /// Write data out of the database.
    #[command(
        subcommand,
        after_help = "\
Example:
  onehall export catalogue items.jsonl"
    )]
    Export(catalogue::Export),
    /// Find what is missing or odd in the data.
    #[command(
        subcommand,
        after_help = "\
Example:
  onehall lint catalogue --json"
    )]
    Lint(catalogue::Lint),
    /// Definitions of forms in files: try them, judge answers by them, take them in and give them out.
    #[command(
        subcommand,
        after_help = "\
Examples:
  onehall form check permit.json
  onehall form import --from formio permit-of-elsewhere.json"
    )]
    Form(form::Form),
    /// Joint applications in files: compose the one form of several items, and see what is saved.
    #[command(
        subcommand,
        after_help = "\
Example:
  onehall bundle check restaurant.json DEMO-440100-FOOD-BUSINESS=food.json"
    )]
    Bundle(bundle::BundleCommand),
    /// Guides in files: what is wrong with one.
    #[command(
        subcommand,
        after_help = "\
Example:
  onehall guide check birth.json"
    )]
    Guide(guide::GuideCommand),
    /// Definitions of processes in files: try them, take them in from BPMN 2.0 and give them out, lead a case through.
    #[command(
        subcommand,
        after_help = "\
Examples:
  onehall process check permit.json
  onehall process import permit-of-elsewhere.bpmn"
    )]
    Process(process::Process),
    /// Load the demo city: catalogue, forms, people, and a past of invented cases.
    ///
    /// What was interrupted is gone on with by the next run. A city that is whole is not loaded again: refused, unless
    /// --if-empty is content with it or --again wants one more past. Refused with ONEHALL_ENV=production, because
    /// everybody knows the password of the demo accounts.
    #[command(after_help = "\
Examples:
  onehall demo
  onehall demo --if-empty
  onehall demo --cases 5000 --days 365
  onehall demo --cases 1000 --seed 2 --again

Exit codes: 0 it is there; 1 it is not, or was there already, and it is said which; 2 the command is wrong.")]
    Demo(demo::Demo),
    /// The staff: add, list, posts, passwords, keeping out.
    #[command(
        subcommand,
        after_help = "\
Examples:
  onehall user add root-li --name 李明 --role admin
  onehall user list

Exit codes: 0 it is so now, also when it was so already; 1 it was refused, and nothing was changed; 2 the command is
wrong."
    )]
    User(user::User),
    /// The systems of other agencies, which do tasks of cases and are told of events: add, list, webhooks, keeping out.
    #[command(
        subcommand,
        after_help = "\
Examples:
  onehall system add fire-brigade 消防审验系统
  onehall system list

Exit codes: 0 it is so now, also when it was so already; 1 it was refused, and nothing was changed; 2 the command is
wrong."
    )]
    System(system::System),
    /// What is sent out of the hall: what could not be, and sending it again.
    #[command(
        subcommand,
        after_help = "\
Examples:
  onehall outbox list
  onehall outbox retry --all

Exit codes: 0 it is so now; 1 it was refused, and nothing was changed; 2 the command is wrong."
    )]
    Outbox(outbox::Outbox),
    /// The audit trail.
    #[command(
        subcommand,
        after_help = "\
Example:
  onehall audit verify"
    )]
    Audit(audit::Audit),
    /// The numbers of leaders: whether they are true, and counting them anew.
    #[command(
        subcommand,
        after_help = "\
Examples:
  onehall stats verify
  onehall stats rebuild"
    )]
    Stats(stats::Stats),
    /// Measure how well questions find their items.
    #[command(
        subcommand,
        after_help = "\
Example:
  onehall eval ask questions.jsonl"
    )]
    Eval(eval::Eval),
}

impl Cli {
    /// Reads the command line and the environment; what cannot be read ends the program.
    pub fn read() -> Self {
        let cli = Self::try_parse().unwrap_or_else(|error| named(error).exit());
        let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
        if let Some(message) = variables::unknown(&Self::command(), names) {
            Self::command().error(ErrorKind::UnknownArgument, message).exit();
        }
        cli
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
            Command::Form(form) => form.run(),
            Command::Bundle(bundle) => bundle.run(),
            Command::Guide(guide) => guide.run(),
            Command::Process(process) => process.run(),
            Command::Demo(demo) => demo.run(&self.config).await,
            Command::User(user) => user.run(&self.config).await,
            Command::System(system) => system.run(&self.config).await,
            Command::Outbox(outbox) => outbox.run(&self.config).await,
            Command::Audit(audit) => audit.run(&self.config).await,
            Command::Stats(stats) => stats.run(&self.config).await,
            Command::Eval(eval) => eval.run(&self.config).await,
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

/// An address of a database without its password.
fn display(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_owned(),
    }
}
