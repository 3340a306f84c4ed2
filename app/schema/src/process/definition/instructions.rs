//! What a task says beside whose it is and what is done in it: what is checked, what helps, who gets it, what follows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::external;
use super::super::words::Outcome;
use crate::locale::Text;
use crate::role::RegionLevel;

/// A point of a checklist (检查表).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckPoint {
    /// Its id, unique in the checklist.
    pub id: String,
    /// What is checked.
    pub name: Text,
    /// Standard phrases for the words of the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<Text>,
}

/// What helps who has a task: the law, cases like it, and what to do (工作指引).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// The articles of law it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<String>,
    /// The numbers of cases that were decided well (参考案例).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub precedents: Vec<String>,
    /// What to do, and how thoroughly.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub words: Text,
}

/// What happens when a task is not done by the end of its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Who has it is asked to go on.
    Remind,
    /// The lead of the agency is told.
    TellLead,
    /// The lead of the agency gets it.
    HandToLead,
}

/// Something that follows from the end of a task, outside the case. It is done once for each opening of the task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = TaskEffect))]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Its id, unique in the task; events name it.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// The outcomes it follows; every one where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<Outcome>,
    /// What is done.
    pub does: EffectKind,
}

/// What an effect does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// The applicant is told this.
    Message(Text),
    /// This fee falls due, by its code.
    Fee(String),
    /// A licence of this kind is issued, by its code.
    Licence(String),
    /// An event is handed to the systems that subscribed to it.
    Exchange(Handout),
}

/// An event for other systems, and what they are handed with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// The name that systems subscribe to.
    pub event: String,
    /// What is handed out: names, and the answer under each by JSON Pointer. Nothing else is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub send: BTreeMap<String, String>,
}

impl Handout {
    /// What is handed out of these answers. A name without an answer is left out.
    pub fn sent(&self, answers: &Value) -> Map<String, Value> {
        external::sent(&self.send, answers)
    }
}

/// Whose staff do a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Agency {
    /// Those of the agency that has the case.
    #[default]
    Own,
    /// Those of the agency that leads the joint application, or has the case where it is no joint one (牵头部门).
    Lead,
    /// Those of the agency with this code.
    Named(String),
    /// Those of the agency that handles this matter at this level of the tree, for the region of the agency that has the
    /// case: where a matter goes up, and where it comes back down to (上报件).
    Level(RegionLevel),
}

/// Who gets a task when its turn comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Assign {
    /// Everybody whose post it is: who claims it does it for all (岗位).
    #[default]
    Post,
    /// Who has the least to do.
    Load,
    /// Who was given something the longest ago.
    Turn,
    /// The superior of who did the task before it.
    Superior,
}
