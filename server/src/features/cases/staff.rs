//! Somebody who works at the desks of agencies: their posts, the cases they see, and in which role they act.

use chrono::{DateTime, Utc};
use schema::process::{Actor, Allowed, CommandName, Task, allowed};
use schema::role::Role;

use super::log::Case;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Post};
use crate::features::audit::{self, Line};
use crate::state::AppState;

/// Somebody with posts at desks.
pub struct Staff {
    account: i64,
    identity_number: Option<String>,
    posts: Vec<Post>,
}

/// The person of an account with its posts, in the transaction that reads or writes as them; refused to who has none.
/// The refusal is on record: the transaction is for it alone then.
pub async fn staff_of(state: &AppState, account: i64) -> Result<(Tx, Staff)> {
    let mut tx = state.db.write().await?;
    let mut posts = accounts::posts(&mut tx, account).await?;
    posts.retain(|post| matches!(post.role, Role::Intake | Role::Officer | Role::AgencyLead));
    if posts.is_empty() {
        let line = Line::by(account, "desk.refused", account);
        audit::record(&mut tx, line, account, state.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    let identity_number = accounts::person(&mut tx, account).await?.identity_number;
    Ok((tx, Staff { account, identity_number, posts }))
}

impl Staff {
    /// The account.
    pub const fn account(&self) -> i64 {
        self.account
    }

    /// Where the posts are.
    pub fn agencies(&self) -> Vec<i64> {
        self.posts.iter().map(|post| post.agency).collect()
    }

    /// A case of an agency where one has a post. Others are not there at all, but that one was asked for is on record.
    pub async fn case(&self, mut tx: Tx, number: &str, now: DateTime<Utc>) -> Result<(Tx, Case)> {
        let mut case = Case::by_number(&mut tx, number).await?.ok_or_else(Error::not_found)?;
        if self.roles(&case).next().is_none() {
            let line = Line::by(self.account, "case.refused", &case.row.number);
            audit::record(&mut tx, line, case.row.id, now).await?;
            tx.commit().await?;
            return Err(Error::not_found());
        }
        if self.identity_number.as_deref().is_some_and(|number| case.filed.concerns(number)) {
            case.interested.push(self.account);
        }
        Ok((tx, case))
    }

    /// The roles one has for a case.
    fn roles<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = Role> + 'a {
        self.posts.iter().filter(|post| post.agency == case.row.agency).map(|post| post.role)
    }

    /// Oneself in the role that fits the open task, else in the first one has.
    pub fn actor(&self, case: &Case) -> Actor {
        let wanted = case.state.current(&case.process).map(|(_, task)| task.role);
        let fitting = self.roles(case).find(|role| Some(*role) == wanted);
        let role = fitting.or_else(|| self.roles(case).next()).unwrap_or(Role::Officer);
        Actor { id: self.account.to_string(), role }
    }

    /// What one may do now in the role that fits.
    pub fn allowed(&self, case: &Case) -> Vec<Allowed> {
        allowed(&case.process, &case.state, &self.actor(case), &case.facts())
    }

    /// Whether one may complete the open task now.
    pub fn may_complete(&self, case: &Case) -> bool {
        self.allowed(case).iter().any(|allowed| allowed.command == CommandName::Complete)
    }

    /// The task by which one sees the form: the open one if it is one's own work, else of one's own the last that was
    /// done, else the first there is.
    pub fn task<'c>(&self, case: &'c Case) -> Option<&'c Task> {
        let open = case.state.current(&case.process).map(|(_, task)| task);
        let done = case.state.done.iter().rev().filter_map(|done| case.process.task(&done.id));
        let mut tasks = open.into_iter().chain(done).chain(case.process.root.tasks());
        tasks.find(|task| self.roles(case).any(|role| task.is_work_of(role)))
    }

    /// Whether one filed the case oneself.
    pub const fn has_filed(&self, case: &Case) -> bool {
        case.filed.account == self.account
    }

    /// Whether the case is one's own, so that a colleague has to handle it.
    pub fn stands_aside(&self, case: &Case) -> bool {
        case.facts().stands_aside(&self.actor(case))
    }
}
