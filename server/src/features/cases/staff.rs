//! Somebody who works at the desks of agencies: their posts, the cases they see, and in which role they act.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use schema::process::{Actor, Allowed, Command, CommandName, Item, OpenTask, Task, allowed};
use schema::role::Role;

use super::family;
use super::log::Case;
use super::store;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::{self, Post};
use crate::features::audit::{self, Line};
use crate::state::AppState;

/// Somebody with posts at desks.
pub struct Staff {
    account: i64,
    posts: Vec<Post>,
}

/// Whether a role is a post at the desk of an agency.
pub const fn is_at_desk(role: Role) -> bool {
    matches!(role, Role::Intake | Role::Officer | Role::AgencyLead)
}

/// Who leads an agency; where nobody does, everybody at its desk.
pub async fn leads(tx: &mut Tx, agency: i64) -> Result<BTreeSet<i64>> {
    let there = accounts::colleagues(tx, &[agency]).await?;
    let with = |may: fn(Role) -> bool| {
        there.iter().filter(|it| may(it.role)).map(|it| it.account).collect::<BTreeSet<i64>>()
    };
    let leads = with(|role| role == Role::AgencyLead);
    Ok(if leads.is_empty() { with(is_at_desk) } else { leads })
}

/// The person of an account with its posts, in the transaction that reads or writes as them; refused to who has none.
/// The refusal is on record: the transaction is for it alone then.
pub async fn staff_of(state: &AppState, account: i64) -> Result<(Tx, Staff)> {
    let mut tx = state.db.write().await?;
    let mut posts = accounts::posts(&mut tx, account).await?;
    posts.retain(|post| is_at_desk(post.role));
    if posts.is_empty() {
        let line = Line::by(account, "desk.refused", account);
        audit::record(&mut tx, line, account, state.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::forbidden());
    }
    Ok((tx, Staff { account, posts }))
}

impl Staff {
    /// The account.
    pub const fn account(&self) -> i64 {
        self.account
    }

    /// The posts.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// A case that has come to an agency where one has a post: its own, or another from when a task of it was theirs. Who was
    /// only told of it has nothing to do with it but read it.
    pub async fn case(&self, tx: Tx, number: &str, now: DateTime<Utc>) -> Result<(Tx, Case)> {
        let (tx, case) = self.case_to_read(tx, number, now).await?;
        match self.acting(&case).is_empty() {
            true => Err(self.refusal(tx, &case, Error::forbidden(), now).await?),
            false => Ok((tx, case)),
        }
    }

    /// The same, or one that one was told of. Others are not there at all.
    pub async fn case_to_read(&self, mut tx: Tx, number: &str, now: DateTime<Utc>) -> Result<(Tx, Case)> {
        let mut case = Case::by_number(&mut tx, number).await?.ok_or_else(Error::not_found)?;
        if self.roles(&case).is_empty() && !store::is_copied(&mut tx, case.row.id, self.account).await? {
            return Err(self.refusal(tx, &case, Error::not_found(), now).await?);
        }
        case.look_around(&mut tx, now).await?;
        Ok((tx, case))
    }

    /// That one asked for a case that is none of one's business is on record: the transaction is for it alone then.
    async fn refusal(&self, mut tx: Tx, case: &Case, error: Error, now: DateTime<Utc>) -> Result<Error> {
        let line = Line::by(self.account, "case.refused", &case.row.number);
        audit::record(&mut tx, line, case.row.id, now).await?;
        tx.commit().await?;
        Ok(error)
    }

    /// The roles one has for a case, each once.
    fn roles(&self, case: &Case) -> Vec<Role> {
        let mut roles = Vec::new();
        for post in self.posts.iter().filter(|post| case.come_to.contains(&post.agency)) {
            if !roles.contains(&post.role) {
                roles.push(post.role);
            }
        }
        roles
    }

    /// The roles in which one may do something: not those at an agency that has no part in the case as it goes on now, which has
    /// it from before. The engine knows nobody from there, and takes whom it does not know for one of the agency of the case.
    fn acting(&self, case: &Case) -> Vec<Role> {
        let mut roles = self.roles(case);
        let has_part = |role: Role| {
            let mut posts = self.posts.iter().filter(|post| post.role == role);
            posts.any(|post| case.come_to.contains(&post.agency) && case.roster.has(post.agency))
        };
        roles.retain(|role| has_part(*role));
        roles
    }

    /// The roles one has for a task: those at the agency whose task it is.
    fn roles_in<'a>(&'a self, case: &Case, task: &Task) -> impl Iterator<Item = Role> + use<'a> {
        let agency = case.roster.number_of(&task.agency);
        self.posts.iter().filter(move |post| post.agency == agency).map(|post| post.role)
    }

    fn in_role(&self, role: Role) -> Actor {
        Actor { id: self.account.to_string(), role }
    }

    /// Oneself in the role in which one may give a command: that of its task if one has it, else the first that may.
    pub fn actor(&self, case: &Case, command: &Command) -> Actor {
        self.actor_for(case, command.name(), command.task())
    }

    /// The same for a command of this name, on this task if it is on one.
    pub fn actor_for(&self, case: &Case, command: CommandName, task: Option<&str>) -> Actor {
        let wanted = task.and_then(|key| case.process.task(key)).map(|task| task.role);
        let mut roles = self.acting(case);
        roles.sort_by_key(|role| Some(*role) != wanted);
        let facts = case.facts();
        let may = |role: &&Role| {
            let mut all = allowed(&case.process, &case.state, &self.in_role(**role), &facts).into_iter();
            all.any(|may| may.command == command && (task.is_none() || may.task.as_deref() == task))
        };
        let role = roles.iter().find(may).or(roles.first());
        self.in_role(role.copied().unwrap_or(Role::Officer))
    }

    /// What one may do now, in whichever of one's roles.
    pub fn allowed(&self, case: &Case) -> Vec<Allowed> {
        let facts = case.facts();
        let mut all: Vec<Allowed> = Vec::new();
        for role in self.acting(case) {
            for may in allowed(&case.process, &case.state, &self.in_role(role), &facts) {
                match all.iter_mut().find(|other| (other.command, &other.task) == (may.command, &may.task)) {
                    Some(known) => {
                        let more: Vec<String> =
                            may.to.into_iter().filter(|to| !known.to.contains(to)).collect();
                        known.to.extend(more);
                    }
                    None => all.push(may),
                }
            }
        }
        all.retain(|may| !(case.is_subcase() && family::is_with_applicant(may.command)));
        all.sort_by_key(|allowed| allowed.command);
        all
    }

    /// Whether one may complete this open task now.
    pub fn may_complete(&self, case: &Case, task: &str) -> bool {
        let completes =
            |may: Allowed| may.command == CommandName::Complete && may.task.as_deref() == Some(task);
        self.allowed(case).into_iter().any(completes)
    }

    /// The open tasks that are one's own work, those one has taken first.
    pub fn own<'c>(&self, case: &'c Case) -> Vec<(&'c OpenTask, &'c Task)> {
        let mut own: Vec<_> =
            case.state.tasks(&case.process).filter(|(open, task)| self.is_own(case, open, task)).collect();
        own.sort_by_key(|(open, _)| !self.holds(open));
        own
    }

    fn is_own(&self, case: &Case, open: &OpenTask, task: &Task) -> bool {
        let mut roles = self.roles_in(case, task);
        self.holds(open)
            || match &open.item {
                Some(Item::Person(id)) => *id == self.account.to_string(),
                Some(Item::Role(role)) => roles.any(|own| own == *role),
                Some(Item::Data(_)) | None => roles.any(|role| task.is_work_of(role)),
            }
    }

    /// The key of an open task that one has taken, if there is one.
    pub fn has_in_hand<'c>(&self, case: &'c Case) -> Option<&'c str> {
        case.state.open.iter().find(|open| self.holds(open)).map(|open| open.key.as_str())
    }

    /// Whether one has something to do with the case by a post of one's own, and was not only told of it.
    pub fn has_part(&self, case: &Case) -> bool {
        !self.roles(case).is_empty()
    }

    fn holds(&self, open: &OpenTask) -> bool {
        open.holder.as_deref().is_some_and(|holder| holder == self.account.to_string())
    }

    /// The task by which one sees the form: of the open ones that are one's own work the one asked for, else the first;
    /// else of one's own the last that was done, else the first there is.
    pub fn task<'c>(&self, case: &'c Case, asked: Option<&str>) -> Option<&'c Task> {
        let own = self.own(case);
        let asked = own.iter().find(|(open, _)| Some(open.key.as_str()) == asked);
        if let Some((_, task)) = asked.or(own.first()) {
            return Some(task);
        }
        let done = case.state.done.iter().rev();
        let by_me = |by: &Actor| by.id == self.account.to_string();
        let done = done.filter_map(|done| Some((by_me(&done.by), case.process.task(&done.key)?)));
        let defined = case.process.root.tasks().into_iter().map(|task| (false, task));
        let mut tasks = done.chain(defined);
        let found =
            tasks.find(|(mine, task)| *mine || self.roles_in(case, task).any(|role| task.is_work_of(role)));
        found.map(|(_, task)| task)
    }

    /// The open task whose acts are shown: the one asked for if there is something to do in it, else one's own, else the
    /// first in which there is.
    pub fn shown(&self, case: &Case, asked: Option<&str>, allowed: &[Allowed]) -> Option<String> {
        let is_open = |key: &str| allowed.iter().any(|may| may.task.as_deref() == Some(key));
        let asked = asked.filter(|key| case.state.is_open(key) && is_open(key));
        let own = self.own(case);
        let tasks = own.iter().map(|(open, _)| *open).chain(&case.state.open).map(|open| open.key.as_str());
        let mut open = tasks.chain(case.state.awaited().map(|subcase| subcase.key.as_str()));
        let first = asked.or_else(|| open.find(|key| is_open(key)));
        first.or_else(|| own.first().map(|(open, _)| open.key.as_str())).map(str::to_owned)
    }

    /// Whether one filed the case oneself.
    pub const fn has_filed(&self, case: &Case) -> bool {
        case.filed.account == self.account
    }

    /// Whether the case is one's own, so that a colleague has to handle it.
    pub fn stands_aside(&self, case: &Case) -> bool {
        case.facts().stands_aside(&self.in_role(Role::Officer))
    }
}
