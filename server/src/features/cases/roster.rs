//! Who works at the agencies that have a part in a case, as the engine knows them, and whose agency each task is.
//!
//! A process names an agency by the code of its region and its name: `440100/广州市民政局`.

use std::collections::{BTreeMap, BTreeSet};

use schema::catalogue::Item;
use schema::process::{Actor, Agency, Process, Staff};
use schema::role::{RegionCode, RegionLevel};

use super::levels;
use super::staff::is_at_desk;
use super::store::CaseRow;
use crate::db::Tx;
use crate::error::Result;
use crate::features::accounts::{self, Colleague};
use crate::features::catalogue;

/// Everybody who may have to do with a case, and the agencies they work at.
pub struct Roster {
    /// A line for each post at a desk.
    pub members: Vec<Colleague>,
    own: i64,
    /// The agencies of the process, its own among them.
    agencies: BTreeMap<i64, catalogue::Agency>,
    /// Who does what a level does.
    levels: BTreeMap<RegionLevel, i64>,
}

impl Roster {
    /// Who has to do with a case of this process and item: the agency that has it, and every one that the process names.
    /// The staff of all of them are read at once.
    pub async fn of(tx: &mut Tx, row: &CaseRow, process: &Process, item: &Item) -> Result<Self> {
        let own = catalogue::Agency {
            id: row.agency,
            region: row.region()?,
            region_name: row.region_name.clone(),
            name: row.department.clone(),
        };
        let wanted = Wanted::of(process);
        let known = wanted.agencies(tx, own.region).await?;
        let levels = levels::resolved(&own, &item.above, &known, wanted.levels);
        let is_named = |agency: &catalogue::Agency| wanted.codes.contains(&agency.code());
        let is_part =
            |agency: &catalogue::Agency| is_named(agency) || levels.values().any(|id| *id == agency.id);
        let parts = known.into_iter().filter(is_part).chain([own]);
        let agencies: BTreeMap<i64, _> = parts.map(|agency| (agency.id, agency)).collect();
        let ids: Vec<i64> = agencies.keys().copied().collect();
        let mut members = accounts::colleagues(tx, &ids).await?;
        members.retain(|colleague| is_at_desk(colleague.role));
        Ok(Self { members, own: row.agency, agencies, levels })
    }

    /// The code of the agency that has the case.
    pub fn own_code(&self) -> Option<String> {
        self.code(self.own)
    }

    /// The code of the agency that does what each level does.
    pub fn levels(&self) -> BTreeMap<RegionLevel, String> {
        self.levels.iter().filter_map(|(level, id)| Some((*level, self.code(*id)?))).collect()
    }

    /// Whether an agency has a part in the case.
    pub fn has(&self, agency: i64) -> bool {
        self.agencies.contains_key(&agency)
    }

    /// The staff as the engine knows them.
    pub fn staff(&self) -> Vec<Staff> {
        self.members.iter().map(|member| self.line(member)).collect()
    }

    /// The number of the agency whose staff do a task. One that is named and not there leaves it with who has the case.
    pub fn number_of(&self, agency: &Agency) -> i64 {
        let found = match agency {
            Agency::Own | Agency::Lead => None,
            Agency::Named(code) => {
                self.agencies.values().find(|agency| agency.code() == *code).map(|agency| agency.id)
            }
            Agency::Level(level) => self.levels.get(level).copied(),
        };
        found.unwrap_or(self.own)
    }

    /// The agency whose staff do a task.
    pub fn agency_of(&self, agency: &Agency) -> Option<&catalogue::Agency> {
        self.agencies.get(&self.number_of(agency))
    }

    /// What the agency is called whose staff do a task.
    pub fn name_of(&self, agency: &Agency) -> &str {
        self.agencies.get(&self.number_of(agency)).map_or("", |agency| agency.name.as_str())
    }

    /// The same, where other agencies than the one that has the case have a part in it.
    pub fn told_of(&self, agency: &Agency) -> Option<&str> {
        (self.agencies.len() > 1).then(|| self.name_of(agency))
    }

    fn line(&self, member: &Colleague) -> Staff {
        let actor = Actor { id: member.account.to_string(), role: member.role };
        Staff { agency: self.code(member.agency), ..Staff::from(actor) }
    }

    fn code(&self, id: i64) -> Option<String> {
        self.agencies.get(&id).map(catalogue::Agency::code)
    }
}

/// The agencies that a process speaks of besides the one that has the case.
struct Wanted {
    codes: BTreeSet<String>,
    levels: BTreeSet<RegionLevel>,
}

impl Wanted {
    fn of(process: &Process) -> Self {
        let mut wanted = Self { codes: BTreeSet::new(), levels: BTreeSet::new() };
        for task in process.root.tasks() {
            match &task.agency {
                Agency::Own | Agency::Lead => {}
                Agency::Named(code) => _ = wanted.codes.insert(code.clone()),
                Agency::Level(level) => _ = wanted.levels.insert(*level),
            }
        }
        wanted
    }

    /// The agencies there are of those that are named, and in the regions above this one.
    async fn agencies(&self, tx: &mut Tx, region: RegionCode) -> Result<Vec<catalogue::Agency>> {
        let named = self.codes.iter().filter_map(|code| catalogue::Agency::region_of(code));
        let above = region.lineage().skip(1).filter(|_| !self.levels.is_empty());
        let regions: BTreeSet<RegionCode> = named.chain(above).collect();
        catalogue::agencies_of(tx, &regions).await
    }
}
