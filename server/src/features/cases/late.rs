//! What the hall does by itself about a task that is late, and about a special procedure that has lasted too long. Pure.

use schema::process::{
    Actor, Agency, CommandName, Facts, Late, OpenTask, Process, Staff, State, Task, allowed,
};
use schema::role::Role;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Who has the task is asked to go on: these accounts; the log says so, unless it has just said it.
    Remind(Vec<String>),
    /// These are told, who lead the agency.
    Tell(Vec<String>),
    /// It goes to this lead.
    HandTo(String),
    /// There is nobody to whom it could go yet.
    PutOff,
    /// It was done meanwhile, or is where it should be.
    Nothing,
}

/// What follows from a task being late.
pub fn act(process: &Process, state: &State, facts: &Facts, key: &str) -> Act {
    let Some((open, task)) = state.tasks(process).find(|(open, _)| open.key == key) else {
        return Act::Nothing;
    };
    match task.late {
        None => Act::Nothing,
        Some(Late::Remind) => Act::Remind(whose(process, state, facts, open)),
        Some(Late::TellLead) => Act::Tell(leads(facts, &task.agency)),
        Some(Late::HandToLead) => hand(process, state, facts, (open, task)),
    }
}

/// Who leads an agency; the deputies of those who are away beside them.
pub fn leads(facts: &Facts, agency: &Agency) -> Vec<String> {
    let leads = || facts.staff.iter().filter(|member| is_lead(member, facts, agency));
    let deputies = leads().filter(|lead| lead.absent).filter_map(|lead| lead.deputy.clone());
    let mut told: Vec<String> = leads().map(|lead| lead.id.clone()).chain(deputies).collect();
    told.sort_unstable();
    told.dedup();
    told
}

fn is_lead(member: &Staff, facts: &Facts, agency: &Agency) -> bool {
    let actor = member.actor();
    member.role == Role::AgencyLead && facts.is_at(&actor, agency) && !facts.stands_aside(&actor)
}

/// Who has it; where nobody has taken it, everybody who could.
pub fn whose(process: &Process, state: &State, facts: &Facts, open: &OpenTask) -> Vec<String> {
    if let Some(holder) = &open.holder {
        return vec![holder.clone()];
    }
    let could = |member: &&Staff| {
        let mut may = allowed(process, state, &member.actor(), facts).into_iter();
        may.any(|may| may.command == CommandName::Claim && may.task.as_ref() == Some(&open.key))
    };
    let mut able: Vec<String> = facts.staff.iter().filter(could).map(|member| member.id.clone()).collect();
    able.sort_unstable();
    able.dedup();
    able
}

/// To the lead with the least to do, of those to whom the engine lets it go.
fn hand(process: &Process, state: &State, facts: &Facts, (open, task): (&OpenTask, &Task)) -> Act {
    let is_there = |member: &&Staff| Some(&member.id) == open.holder.as_ref();
    if facts.staff.iter().filter(is_there).any(|holder| is_lead(holder, facts, &task.agency)) {
        return Act::Nothing;
    }
    let may = allowed(process, state, &Actor::system(), facts).into_iter();
    let mut may =
        may.filter(|may| may.command == CommandName::Reassign && may.task.as_ref() == Some(&open.key));
    let to = may.next().map(|may| may.to).unwrap_or_default();
    let able = facts.staff.iter().filter(|member| to.contains(&member.id));
    able.min_by_key(|member| (member.load, &member.id))
        .map_or(Act::PutOff, |lead| Act::HandTo(lead.id.clone()))
}

#[cfg(test)]
mod tests {
    use schema::process::{Command, Event, step};
    use serde_json::json;

    use super::*;

    fn process(late: &str) -> Process {
        let task = |id: &str, kind: &str, role: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "kind": kind, "role": role } });
        let mut seq = vec![
            task("accept", "accept", "intake"),
            task("review", "review", "officer"),
            task("decide", "decide", "agency_lead"),
        ];
        let at = usize::from(late == "hand_to_lead");
        seq[at]["task"]["late"] = late.into();
        seq[at]["task"]["limit"] = json!({ "value": 3, "unit": "工作日" });
        let process = json!({ "id": "p", "version": 1, "title": { "zh-CN": "p" }, "seq": seq });
        Process::read(&process.to_string()).unwrap()
    }

    fn member(id: &str, role: Role, load: u32) -> Staff {
        Staff { load, ..Staff::from(Actor { id: id.into(), role }) }
    }

    fn facts() -> Facts {
        let staff = vec![
            member("counter", Role::Intake, 0),
            member("other", Role::Intake, 0),
            member("busy", Role::AgencyLead, 3),
            member("free", Role::AgencyLead, 1),
        ];
        Facts { applicants: vec!["ana".into()], staff, ..Facts::default() }
    }

    /// A case of it, after these commands.
    fn case(process: &Process, commands: &[(&str, Role, Command)]) -> State {
        let number = schema::id::CaseNumber::parse("440103-260305-00042-7").unwrap();
        let mut state = State::new(number);
        let start = ("ana", Role::Citizen, Command::Start {});
        for (id, role, command) in [start].iter().chain(commands) {
            let actor = Actor { id: (*id).into(), role: *role };
            let now = Default::default();
            let events: Vec<Event> = step(process, &state, command.clone(), &actor, &facts(), now).unwrap();
            events.iter().for_each(|event| state.apply(process, event).unwrap());
        }
        state
    }

    fn ids(all: &[&str]) -> Vec<String> {
        all.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn who_has_it_is_reminded_and_where_nobody_has_whoever_could() {
        let process = process("remind");
        let act = |state: &State| act(&process, state, &facts(), "accept");
        assert_eq!(act(&case(&process, &[])), Act::Remind(ids(&["counter", "other"])));
        let claim = ("other", Role::Intake, Command::Claim { task: "accept".into() });
        assert_eq!(act(&case(&process, &[claim])), Act::Remind(ids(&["other"])));
    }

    #[test]
    fn leads_are_told_and_so_is_who_stands_in_for_one() {
        let process = process("tell_lead");
        let mut facts = facts();
        assert_eq!(act(&process, &case(&process, &[]), &facts, "accept"), Act::Tell(ids(&["busy", "free"])));
        (facts.staff[2].absent, facts.staff[2].deputy) = (true, Some("counter".into()));
        let told = act(&process, &case(&process, &[]), &facts, "accept");
        assert_eq!(told, Act::Tell(ids(&["busy", "counter", "free"])));
        facts.interested = ids(&["free"]);
        let told = act(&process, &case(&process, &[]), &facts, "accept");
        assert_eq!(told, Act::Tell(ids(&["busy", "counter"])), "not to one whose own case it is");
    }

    #[test]
    fn the_lead_with_the_least_to_do_gets_it_and_keeps_it() {
        let process = process("hand_to_lead");
        let accept = |command| ("other", Role::Intake, command);
        let end =
            serde_json::from_value(json!({ "command": "complete", "task": "accept", "outcome": "accepted" }));
        let accepted = [accept(Command::Claim { task: "accept".into() }), accept(end.unwrap())];
        let state = case(&process, &accepted);
        assert_eq!(act(&process, &state, &facts(), "review"), Act::HandTo("free".into()));
        let mut nobody = facts();
        nobody.staff.truncate(2);
        assert_eq!(act(&process, &state, &nobody, "review"), Act::PutOff);
        let claim = ("busy", Role::AgencyLead, Command::Claim { task: "review".into() });
        let taken = [accepted.as_slice(), &[claim]].concat();
        assert_eq!(act(&process, &case(&process, &taken), &facts(), "review"), Act::Nothing);
    }

    #[test]
    fn what_was_done_meanwhile_or_says_nothing_is_left_alone() {
        let process = process("remind");
        let state = case(&process, &[]);
        assert_eq!(act(&process, &state, &facts(), "review"), Act::Nothing);
        assert_eq!(act(&process, &state, &facts(), "accept#2"), Act::Nothing);
    }
}
