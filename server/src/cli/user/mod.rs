//! `onehall user`: the staff, from whoever runs the hall. What each command does is in `features::accounts::staff`.

mod password;
mod post;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use post::{Place, Post};
use schema::accounts::Grant;
use schema::role::Role;
use serde_json::{Value, json};

use super::out::say;
use crate::config::Config;
use crate::db::{Db, Tx};
use crate::features::accounts::Passwords;
use crate::features::accounts::staff::{self, Member, Newcomer};
use crate::ports::{Chance, Clock};
use crate::serve;

#[derive(Debug, Subcommand)]
pub enum User {
    /// Add somebody of the staff in their first post. Asks for the password.
    ///
    /// On the terminal, twice and unseen; or one line of standard input with --password-stdin. Weak ones are refused.
    #[command(after_help = "\
Examples:
  onehall user add root-li --name 李明 --role admin
  onehall user add zhao --name 赵静 --role officer --region 440100 --agency 广州市公安局
  onehall user add zhao --name 赵静 --role leader --region 440100 --password-stdin")]
    Add {
        #[command(flatten)]
        who: Who,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// What they are here.
        #[arg(long, value_parser = post::role())]
        role: Role,
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        password: password::Source,
    },
    /// Show the staff with their posts.
    ///
    /// Whoever is kept out, or is a demo account, is marked.
    #[command(after_help = "\
Examples:
  onehall user list
  onehall user list --json")]
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give somebody one more post.
    ///
    /// It holds from their next request on.
    #[command(after_help = "\
Examples:
  onehall user grant zhao leader --region 440100
  onehall user grant zhao intake --region 440100 --agency 广州市公安局")]
    Grant(Post),
    /// Take a post away. The account stays, and can sign in.
    ///
    /// The post is said as it was given: `onehall user list` shows it.
    #[command(after_help = "\
Example:
  onehall user revoke zhao leader --region 440100")]
    Revoke(Post),
    /// Say who leads somebody: tasks that go to the superior of an officer go there.
    ///
    /// Without a second name they have no superior any more.
    #[command(after_help = "\
Examples:
  onehall user superior zhao chen
  onehall user superior zhao")]
    Superior {
        #[command(flatten)]
        who: Who,
        /// The login name of who leads them.
        superior: Option<String>,
    },
    /// Set another password, for anybody. Asks for it, and ends all their sessions.
    ///
    /// Also for people and enterprises, who cannot reset it by themselves.
    #[command(after_help = "\
Examples:
  onehall user password zhao
  onehall user password zhao --password-stdin")]
    Password {
        #[command(flatten)]
        who: Who,
        #[command(flatten)]
        password: password::Source,
    },
    /// Keep somebody out, and end all their sessions. What they did stays on record.
    ///
    /// Their posts stay too: `enable` lets them in as they were.
    #[command(after_help = "\
Example:
  onehall user disable zhao")]
    Disable(Who),
    /// Let somebody in again.
    ///
    /// With the password and the posts they had.
    #[command(after_help = "\
Example:
  onehall user enable zhao")]
    Enable(Who),
    /// End all sessions of somebody, on all devices.
    ///
    /// They may sign in again: `disable` keeps them out.
    #[command(after_help = "\
Example:
  onehall user sign-out zhao")]
    SignOut(Who),
}

#[derive(Args, Debug)]
pub struct Who {
    /// The login name.
    login: String,
}

impl User {
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let db = serve::open(config).await?;
        let told = self.told(&db).await;
        db.close().await;
        say(told?)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Does it, and says what was done.
    async fn told(self, db: &Db) -> anyhow::Result<String> {
        match self {
            Self::Add { who, name, role, place, password } => {
                add(db, &Newcomer::new(&who.login, &name)?, &place.of(role), &password).await
            }
            Self::List { json } => {
                let members = staff::list(&mut db.read().await?).await?;
                Ok(if json { format!("{:#}", as_json(&members)) } else { as_lines(&members) })
            }
            Self::Grant(Post { who, role, place }) => {
                let post = place.of(role);
                let new = write(db, async |tx, now| staff::grant(tx, &who.login, &post, now).await).await?;
                let what = if new { "is now" } else { "is already" };
                Ok(format!("{} {what} {}", who.login, staff::line(&post)))
            }
            Self::Revoke(Post { who, role, place }) => {
                let post = place.of(role);
                write(db, async |tx, now| staff::revoke(tx, &who.login, &post, now).await).await?;
                Ok(format!("{} is no longer {}", who.login, staff::line(&post)))
            }
            Self::Superior { who, superior } => {
                let superior = superior.as_deref();
                write(db, async |tx, now| staff::set_superior(tx, &who.login, superior, now).await).await?;
                Ok(match superior {
                    Some(superior) => format!("{} is led by {superior}", who.login),
                    None => format!("{} is led by nobody", who.login),
                })
            }
            Self::Password { who, password } => set_password(db, &who.login, &password).await,
            Self::Disable(Who { login }) => {
                let changed = write(db, async |tx, now| staff::disable(tx, &login, now).await).await?;
                Ok(format!("{login} {} kept out", if changed { "is now" } else { "is already" }))
            }
            Self::Enable(Who { login }) => {
                let changed = write(db, async |tx, now| staff::enable(tx, &login, now).await).await?;
                Ok(format!("{login} {} let in", if changed { "is now" } else { "is already" }))
            }
            Self::SignOut(Who { login }) => {
                let ended = write(db, async |tx, now| staff::sign_out(tx, &login, now).await).await?;
                Ok(format!("{ended} sessions of {login} ended"))
            }
        }
    }
}

/// One change in one transaction, at one moment.
async fn write<T>(
    db: &Db,
    change: impl AsyncFnOnce(&mut Tx, chrono::DateTime<chrono::Utc>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut tx = db.write().await?;
    let outcome = change(&mut tx, Clock::System.now()).await?;
    tx.commit().await?;
    Ok(outcome)
}

async fn add(
    db: &Db,
    newcomer: &Newcomer,
    post: &Grant,
    source: &password::Source,
) -> anyhow::Result<String> {
    // Before anybody types a password.
    staff::check(&mut db.read().await?, newcomer, post).await?;
    let password = source.read()?;
    staff::check_password(newcomer.login(), newcomer.name(), &password)?;
    let hash = hashed(password).await?;
    write(db, async |tx, now| staff::add(tx, newcomer, &hash, post, now).await).await?;
    Ok(format!("{} is now {}", newcomer.login(), staff::line(post)))
}

async fn set_password(db: &Db, login: &str, source: &password::Source) -> anyhow::Result<String> {
    let name = staff::name(&mut db.read().await?, login).await?;
    let password = source.read()?;
    staff::check_password(login, &name, &password)?;
    let hash = hashed(password).await?;
    let ended = write(db, async |tx, now| staff::set_password(tx, login, &hash, now).await).await?;
    Ok(format!("{login} has another password; {ended} sessions ended"))
}

async fn hashed(password: String) -> anyhow::Result<String> {
    let chance = Chance::System;
    Ok(Passwords::production(&chance)?.hash(&chance, password).await?)
}

/// One line each, and one more for each post.
fn as_lines(members: &[Member]) -> String {
    let mut lines = Vec::new();
    for member in members {
        let marks = [(member.disabled, "  kept out"), (member.demonstration, "  demonstration")];
        let marks: String = marks.into_iter().filter_map(|(is, mark)| is.then_some(mark)).collect();
        let superior = member.superior.as_ref().map(|by| format!("  led by {by}")).unwrap_or_default();
        lines.push(format!("{}  {}{superior}{marks}", member.login, member.name));
        lines.extend(member.posts.iter().map(|post| format!("    {}", staff::line(post))));
    }
    if lines.is_empty() { "nobody yet: `onehall user add`".to_owned() } else { lines.join("\n") }
}

fn as_json(members: &[Member]) -> Value {
    let member = |member: &Member| {
        json!({
            "login": member.login,
            "name": member.name,
            "disabled": member.disabled,
            "demonstration": member.demonstration,
            "superior": member.superior,
            "posts": member.posts,
        })
    };
    members.iter().map(member).collect()
}
