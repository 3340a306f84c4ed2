//! What is doubtful about a process that can run: a role nobody holds, a branch never taken, a task nobody can do, limits
//! that add up past what was promised. What is plainly wrong says [`DefinitionError`](crate::process::DefinitionError).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::facts::fact_readers;
use super::lists::too_long;
use super::piece::{Piece, PieceKind};
use super::promise::days;
use crate::expr::{Expr, Truth, is_covered};
use crate::form::Form;
use crate::form::design::Place;
use crate::locale::Text;
use crate::process::{
    ComputedFact, Effect, EffectKind, External, Over, Process, Task, TaskKind, Urge, UrgeTo, WhenEmpty,
};
use crate::role::Role;

/// Where a process is to run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Setting {
    /// The roles that somebody holds; none where it is not known.
    pub held: Option<BTreeSet<Role>>,
    /// The working days that were promised to applicants.
    pub promised: Option<u32>,
    /// The processes in force; none where it is not known.
    #[serde(default)]
    pub published: Option<BTreeSet<String>>,
    /// The systems of other agencies that are known, by code, with what people call them; none where it is not known.
    #[serde(default)]
    pub systems: Option<BTreeMap<String, String>>,
}

/// What is doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "doubt")]
pub enum Doubt {
    /// Nobody holds the role.
    RoleUnheld {
        /// The role.
        role: Role,
    },
    /// It is done for each who holds a role, and they may not do what is to be done.
    NobodyCanDo {
        /// Whom it is done for.
        given: Role,
        /// Whose work it is.
        work: Role,
    },
    /// Its condition has not been written yet: it is taken never.
    NoCondition,
    /// Its condition holds never.
    Never,
    /// Its condition holds always: no branch after it is ever taken.
    Always,
    /// A branch before it has the same condition.
    SameBefore,
    /// Whenever its condition holds, that of a branch before it does: it is taken never.
    TakenBefore,
    /// Branches that are taken together, and nothing is done in this one.
    NothingDone,
    /// The limits add up to more than was promised.
    PastPromise {
        /// The working days they add up to.
        days: u32,
        /// The working days that were promised.
        promised: u32,
    },
    /// Nothing says how long it may take, though a time is promised.
    NoLimit,
    /// No process of this id is in force.
    NotPublished {
        /// The process.
        process: String,
    },
    /// No system is known under this code.
    NoSystem {
        /// The system.
        system: String,
    },
    /// Who comes next is to be told that a matter is coming, and nothing comes next.
    NobodyNext,
    /// A fee falls due, and nothing behind it is where it is paid.
    FeeUnpaid,
    /// People may fill in more entries than it can be done for: [`MOST_ENTRIES`](crate::process::MOST_ENTRIES).
    TooLong {
        /// What the form calls the lists.
        lists: Vec<Text>,
        /// How many they may fill in; nothing where the form does not say.
        most: Option<usize>,
    },
    /// There is no name in this language.
    NoName {
        /// The language.
        locale: crate::Locale,
    },
    /// A computed fact has no name in this language.
    FactNoName {
        /// What it is called in another one.
        fact: Text,
        /// The language.
        locale: crate::Locale,
    },
    /// Nothing reads this computed fact.
    FactUnread {
        /// What it is called.
        fact: Text,
    },
}

/// A doubt and the piece it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Remark {
    /// The piece; nothing for the whole process.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub place: Option<Place>,
    /// What is doubtful.
    pub what: Doubt,
}

/// Everything that is doubtful. `process` is what `whole` reads as, `form` that whose answers it reads, where that is known.
pub fn remarks(whole: &Piece, process: &Process, setting: &Setting, form: Option<&Form>) -> Vec<Remark> {
    let mut found = Vec::new();
    for (place, piece) in whole.all() {
        let told = doubts(piece, process, setting).into_iter();
        found.extend(
            told.map(|what| Remark { place: Some(place.clone()).filter(|it| !it.0.is_empty()), what }),
        );
        if piece.kind.is_fork() {
            found.extend(branches(piece, &place));
        }
        let long = form.and_then(|form| too_long(whole, process, form, &place));
        found.extend(long.map(|what| Remark { place: Some(place), what }));
    }
    found
}

fn doubts(piece: &Piece, process: &Process, setting: &Setting) -> Vec<Doubt> {
    let mut found = Vec::new();
    if piece.kind != PieceKind::Other {
        let name = piece.name();
        let missing = crate::Locale::ALL.into_iter().filter(|locale| !name.has(*locale));
        found.extend(missing.map(|locale| Doubt::NoName { locale }));
    }
    match piece.kind {
        PieceKind::Process => {
            found.extend(past_promise(piece, setting));
            found.extend(of_facts(piece, process));
        }
        PieceKind::Task => {
            found.extend(of_task(piece, setting));
            found.extend(fee_unpaid(piece, process));
            found.extend(nobody_next(piece, process));
        }
        PieceKind::Repeat => found.extend(of_condition(piece)),
        PieceKind::Each => found.extend(of_each(piece, setting)),
        PieceKind::Call => found.extend(of_call(piece, setting)),
        _ => {}
    }
    found
}

fn past_promise(process: &Piece, setting: &Setting) -> Option<Doubt> {
    let (days, promised) = (days(process), setting.promised?);
    (days > promised).then_some(Doubt::PastPromise { days, promised })
}

/// Computed facts that lack a name, or that nothing reads.
fn of_facts(piece: &Piece, process: &Process) -> Vec<Doubt> {
    let of_fact = |fact: &ComputedFact| {
        let name = &fact.name;
        let missing = crate::Locale::ALL.into_iter().filter(|locale| !name.has(*locale));
        let unnamed = missing.map(|locale| Doubt::FactNoName { fact: name.clone(), locale });
        let unread = fact_readers(piece, &fact.id).is_empty();
        let unread = unread.then(|| Doubt::FactUnread { fact: name.clone() });
        unnamed.chain(unread).collect::<Vec<_>>()
    };
    process.facts.iter().flat_map(of_fact).collect()
}

fn of_task(piece: &Piece, setting: &Setting) -> Vec<Doubt> {
    let Some(task) = piece.said::<Role>("role").zip(piece.said::<TaskKind>("kind")) else {
        return Vec::new();
    };
    let (role, kind) = task;
    let unheld = setting.held.as_ref().is_some_and(|held| !held.iter().any(|held| may(piece, *held)));
    let unlimited = setting.promised.is_some()
        && matches!(kind, TaskKind::Review | TaskKind::Decide)
        && piece.members.get("limit").is_none_or(Value::is_null);
    let role = unheld.then_some(Doubt::RoleUnheld { role });
    let system = strange_system(piece, setting);
    role.into_iter().chain(unlimited.then_some(Doubt::NoLimit)).chain(system).collect()
}

fn strange_system(piece: &Piece, setting: &Setting) -> Option<Doubt> {
    let system = piece.said::<External>("external")?.system;
    let is_strange = setting.systems.as_ref().is_some_and(|known| !known.contains_key(&system));
    is_strange.then_some(Doubt::NoSystem { system })
}

fn of_call(piece: &Piece, setting: &Setting) -> Option<Doubt> {
    let process: String = piece.said("process")?;
    let is_strange = setting.published.as_ref().is_some_and(|known| !known.contains(&process));
    is_strange.then_some(Doubt::NotPublished { process })
}

/// A fee that nobody is asked to pay: the process has no task behind it in which that is done.
fn fee_unpaid(piece: &Piece, process: &Process) -> Option<Doubt> {
    let effects: Vec<Effect> = piece.said("effects")?;
    let is_due = effects.iter().any(|effect| matches!(effect.does, EffectKind::Fee(_)));
    let behind = process.root.tasks().into_iter().skip_while(|task| Some(task.id.as_str()) != piece.id());
    let is_paid = behind.skip(1).any(|task| task.kind == TaskKind::Pay);
    (is_due && !is_paid).then_some(Doubt::FeeUnpaid)
}

/// An urge that reaches nobody: it is for whose work comes next, and no work does.
fn nobody_next(piece: &Piece, process: &Process) -> Option<Doubt> {
    let urges: Vec<Urge> = piece.said("urge")?;
    let is_for_next = urges.iter().any(|urge| urge.to == UrgeTo::Next);
    (is_for_next && process.behind(piece.id()?).is_empty()).then_some(Doubt::NobodyNext)
}

/// Whether somebody in this role may do a task.
fn may(piece: &Piece, role: Role) -> bool {
    serde_json::from_value::<Task>(Value::Object(piece.members.clone()))
        .is_ok_and(|task| task.is_work_of(role))
}

fn of_each(piece: &Piece, setting: &Setting) -> Vec<Doubt> {
    let Some(Over::Role(given)) = piece.said("over") else { return Vec::new() };
    let skips = piece.said::<WhenEmpty>("empty").is_some_and(|empty| empty != WhenEmpty::Refuse);
    let unheld = setting.held.as_ref().is_some_and(|held| !held.contains(&given)) && !skips;
    let unheld = unheld.then_some(Doubt::RoleUnheld { role: given });
    let tasks = piece.all().into_iter().filter(|(_, piece)| piece.kind == PieceKind::Task);
    let others =
        tasks.filter(|(_, task)| !may(task, given)).filter_map(|(_, task)| task.said::<Role>("role"));
    let barred = others.map(|work| Doubt::NobodyCanDo { given, work });
    unheld.into_iter().chain(barred).collect()
}

/// What can be said of a condition before anything is known: never, or not written yet.
/// Nothing is claimed of what hangs on data, but what holds of all of them: that nothing was answered settles whether something was.
fn of_condition(piece: &Piece) -> Option<Doubt> {
    let always = Expr::Value(Value::Bool(true));
    match piece.condition()? {
        Expr::Value(Value::Bool(false)) => Some(Doubt::NoCondition),
        when if when.reads().is_empty() => match when.eval3(&Value::Null) {
            Truth::Yes => Some(Doubt::Always),
            Truth::No => Some(Doubt::Never),
            Truth::Unknown(_) => None,
        },
        when if is_covered(&when, &[]) => Some(Doubt::Never),
        when if is_covered(&always, std::slice::from_ref(&when)) => Some(Doubt::Always),
        _ => None,
    }
}

fn branches(fork: &Piece, place: &Place) -> Vec<Remark> {
    let mut seen: Vec<Expr> = Vec::new();
    let mut found = Vec::new();
    for (index, branch) in fork.children.iter().enumerate() {
        let idle = fork.kind == PieceKind::All && branch.children.is_empty();
        let condition = branch.condition();
        let again =
            fork.kind == PieceKind::Choose && condition.as_ref().is_some_and(|when| seen.contains(when));
        let plain = of_condition(branch);
        let taken = fork.kind == PieceKind::Choose
            && condition.as_ref().is_some_and(|when| !seen.is_empty() && is_covered(when, &seen));
        let same = match (plain.is_none(), again, taken) {
            (true, true, _) => Some(Doubt::SameBefore),
            (true, _, true) => Some(Doubt::TakenBefore),
            _ => None,
        };
        seen.extend(condition);
        let told = [idle.then_some(Doubt::NothingDone), plain, same];
        found.extend(told.into_iter().flatten().map(|what| Remark { place: Some(place.child(index)), what }));
    }
    found
}
