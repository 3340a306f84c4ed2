//! The names of those whom a case names, and which of its colleagues and tasks an officer may send it to.

use std::collections::{BTreeMap, BTreeSet};

use schema::cases::{Colleague, Done, Way};
use schema::process::{Allowed, CommandName};

use super::log::Case;
use crate::db::Tx;
use crate::error::Result;
use crate::features::accounts;

/// The names of these accounts, by their ids. Colleagues are known with the case; others, who have left, are looked up.
pub async fn names(tx: &mut Tx, case: &Case, mut ids: Vec<String>) -> Result<BTreeMap<String, String>> {
    ids.sort_unstable();
    ids.dedup();
    let mut names = BTreeMap::new();
    for id in ids {
        let account: i64 = id.parse().unwrap_or_default();
        let known = case.roster.members.iter().find(|colleague| colleague.account == account);
        let name = match known {
            Some(colleague) => Some(colleague.name.clone()),
            None => accounts::name(tx, account).await?,
        };
        names.insert(id, name.unwrap_or_default());
    }
    Ok(names)
}

/// The colleagues whom these commands name, each with their posts.
pub fn colleagues(case: &Case, allowed: &[Allowed]) -> Vec<Colleague> {
    let named: BTreeSet<&str> = allowed.iter().flat_map(|may| &may.to).map(String::as_str).collect();
    let mut found: Vec<Colleague> = Vec::new();
    for person in &case.roster.members {
        let id = person.account.to_string();
        match found.iter_mut().find(|known| known.id == id) {
            Some(known) => known.roles.push(person.role),
            None if named.contains(id.as_str()) => {
                found.push(Colleague { id, name: person.name.clone(), roles: vec![person.role] });
            }
            None => {}
        }
    }
    found
}

/// What the tasks are called that these commands lead to; of those that were done, who did them.
pub async fn ways(tx: &mut Tx, case: &Case, allowed: &[Allowed]) -> Result<Vec<Way>> {
    let leading = allowed
        .iter()
        .filter(|may| matches!(may.command, CommandName::Return | CommandName::Jump | CommandName::Complete));
    let keys: BTreeSet<&String> = leading.flat_map(|may| &may.to).collect();
    let by = case.state.done.iter().map(|done| done.by.id.clone()).collect();
    let names = names(tx, case, by).await?;
    // A task that was done once is returned to by what is its id too: who jumps there is told the same.
    let way = |key: &String| {
        let done = case.state.done.iter().rfind(|done| done.key == *key);
        Some(Way {
            to: key.clone(),
            name: case.process.task(key)?.name.clone(),
            done: done
                .map(|done| Done { by: names.get(&done.by.id).cloned().unwrap_or_default(), at: done.at }),
        })
    };
    let mut ways: Vec<Way> = keys.into_iter().filter_map(way).collect();
    // In the order of the process.
    let order: Vec<&str> = case.process.root.tasks().into_iter().map(|task| task.id.as_str()).collect();
    let place =
        |way: &Way| case.process.task(&way.to).and_then(|task| order.iter().position(|id| *id == task.id));
    ways.sort_by_key(place);
    Ok(ways)
}
