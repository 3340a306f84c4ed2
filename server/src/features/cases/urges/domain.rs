//! When a task is urged on, and who is told what. Pure.

use chrono::NaiveDate;
use schema::calendar::{Calendar, OPENING_OF_OFFICE, Pause, local_day, moment};
use schema::cases::DeskNoteKind;
use schema::locale::Text;
use schema::process::{Facts, OpenTask, Process, State, Task, Urge, UrgeAt, UrgeBy, UrgeTo};

use super::super::arrivals::on_post;
use super::super::late::{leads, whose};
use super::super::store::Urging;

/// When an open task is urged on that is due on this day; at no time yet while the clock stands. A moment that was over when
/// the task was opened is left out: it would say what is not so.
pub fn moments(
    (open, task): (&OpenTask, &Task),
    due: Option<NaiveDate>,
    pauses: &[Pause],
    calendar: &Calendar,
) -> Vec<Urging> {
    let since = local_day(open.opened_at);
    let entry = |urge: &Urge| {
        let at = due.map(|due| moment(day(urge.at, (since, due), pauses, calendar), OPENING_OF_OFFICE));
        let comes = at.is_none_or(|at| at > open.opened_at);
        comes.then(|| Urging { task: open.key.clone(), entry: urge.key(), at })
    };
    task.urge.iter().filter_map(entry).collect()
}

/// The day of it, for what was opened and is due on these days.
fn day(at: UrgeAt, (since, due): (NaiveDate, NaiveDate), pauses: &[Pause], calendar: &Calendar) -> NaiveDate {
    match at {
        UrgeAt::LateBy(days) => calendar.add_working_days(due, days),
        UrgeAt::DaysLeft(days) => calendar.take_working_days(due, days),
        UrgeAt::Half => {
            let counts =
                |day: &NaiveDate| calendar.is_working(*day) && !pauses.iter().any(|pause| pause.covers(*day));
            let days = since.iter_days().skip(1).take_while(|day| *day <= due).filter(counts).count();
            calendar.take_working_days(due, u16::try_from(days / 2).unwrap_or(u16::MAX))
        }
    }
}

/// What is said to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// To whom, as the process says.
    pub to: UrgeTo,
    /// The notes.
    pub notes: Vec<Note<'a>>,
}

/// A note for some people about one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<'a> {
    pub kind: DeskNoteKind,
    /// The key of the task, and what people call it.
    pub key: &'a str,
    pub name: &'a Text,
    pub words: &'a Text,
    /// By what besides.
    pub by: &'a [UrgeBy],
    /// Their ids.
    pub whom: Vec<String>,
}

/// What an entry says now; nothing where its task is done, or says it no more.
pub fn said<'a>(process: &'a Process, state: &'a State, facts: &Facts, urging: &Urging) -> Option<Said<'a>> {
    let (open, task) = state.tasks(process).find(|(open, _)| open.key == urging.task)?;
    let urge = task.urge.iter().find(|urge| urge.key() == urging.entry)?;
    let note = |kind, key, name, whom| Note { kind, key, name, words: &urge.words, by: &urge.by, whom };
    let here = |kind, whom| vec![note(kind, open.key.as_str(), &task.name, whom)];
    let notes = match urge.to {
        UrgeTo::Holder => here(DeskNoteKind::Urged, whose(process, state, facts, open)),
        UrgeTo::Lead => here(DeskNoteKind::UrgedThere, leads(facts, &task.agency)),
        UrgeTo::Next => {
            let next = process.behind(&open.key).into_iter();
            let of = |next: &'a Task| {
                note(DeskNoteKind::Coming, &next.id, &next.name, on_post(facts, next, next.role))
            };
            next.map(of).collect()
        }
    };
    Some(Said { to: urge.to, notes })
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use schema::calendar::PauseReason;
    use schema::process::{Actor, Command, Staff, step};
    use schema::role::Role;
    use serde_json::{Value, json};

    use super::*;

    fn process(urge: &Value) -> Process {
        let task = |id: &str, kind: &str, role: &str| json!({ "task": { "id": id, "name": { "zh-CN": id }, "kind": kind, "role": role } });
        let mut seq = [
            task("accept", "accept", "intake"),
            task("review", "review", "officer"),
            task("decide", "decide", "agency_lead"),
        ];
        seq[0]["task"]["urge"] = urge.clone();
        seq[0]["task"]["limit"] = json!({ "value": 5, "unit": "工作日" });
        let process = json!({ "id": "p", "version": 1, "title": { "zh-CN": "p" }, "seq": seq });
        Process::read(&process.to_string()).unwrap()
    }

    /// A Wednesday, at nine.
    fn opened() -> DateTime<Utc> {
        moment("2026-03-04".parse().unwrap(), OPENING_OF_OFFICE)
    }

    fn facts() -> Facts {
        let member = |id: &str, role| Staff::from(Actor { id: id.into(), role });
        let staff = vec![
            member("counter", Role::Intake),
            member("officer", Role::Officer),
            Staff { absent: true, ..member("away", Role::Officer) },
            member("lead", Role::AgencyLead),
        ];
        Facts { applicants: vec!["ana".into()], staff, ..Facts::default() }
    }

    fn case(process: &Process) -> State {
        let mut state = State::new(schema::id::CaseNumber::parse("440103-260305-00042-7").unwrap());
        let ana = Actor { id: "ana".into(), role: Role::Citizen };
        for event in step(process, &state, Command::Start {}, &ana, &facts(), opened()).unwrap() {
            state.apply(process, &event).unwrap();
        }
        state
    }

    fn all() -> Value {
        let urge = |at: Value, to: &str| json!({ "at": at, "to": to, "words": { "zh-CN": to } });
        json!([
            urge(json!("half"), "holder"),
            urge(json!({ "days_left": 0 }), "next"),
            urge(json!({ "days_left": 4 }), "holder"),
            urge(json!({ "late_by": 2 }), "lead"),
        ])
    }

    fn days(due: Option<&str>, pauses: &[Pause]) -> Vec<(String, Option<String>)> {
        let process = process(&all());
        let state = case(&process);
        let open = state.tasks(&process).next().unwrap();
        let due = due.map(|due| due.parse().unwrap());
        let moments = moments(open, due, pauses, &Calendar::default());
        let day = |urging: Urging| (urging.entry, urging.at.map(|at| local_day(at).to_string()));
        moments.into_iter().map(day).collect()
    }

    fn of(entry: &str, day: &str) -> (String, Option<String>) {
        (entry.to_owned(), Some(day.to_owned()))
    }

    #[test]
    fn moments_are_mornings_of_working_days_as_chips_count_them() {
        // Opened on Wednesday and due on the Wednesday after; Monday is the half, with two days left.
        assert_eq!(
            days(Some("2026-03-11"), &[]),
            [
                of("half-holder", "2026-03-09"),
                of("left-0-next", "2026-03-11"),
                of("left-4-holder", "2026-03-05"),
                of("late-2-lead", "2026-03-13"),
            ]
        );
        let process = process(&all());
        let state = case(&process);
        let open = state.tasks(&process).next().unwrap();
        let at = moments(open, "2026-03-11".parse().ok(), &[], &Calendar::default())[0].at.unwrap();
        assert_eq!(at, opened() + TimeDelta::days(5));
    }

    #[test]
    fn days_on_which_the_clock_stood_are_in_no_half_and_while_it_stands_there_is_no_day() {
        let pause = Pause {
            from: "2026-03-05".parse().unwrap(),
            until: "2026-03-11".parse().ok(),
            why: PauseReason::Supplement,
        };
        assert_eq!(days(Some("2026-03-18"), &[pause])[0], of("half-holder", "2026-03-16"));
        let none = |entry: &str| (entry.to_owned(), None);
        assert_eq!(days(None, &[]), ["half-holder", "left-0-next", "left-4-holder", "late-2-lead"].map(none));
    }

    #[test]
    fn what_was_over_when_it_was_opened_is_never_said() {
        // The case is due sooner than the task by itself would be.
        assert_eq!(
            days(Some("2026-03-06"), &[]),
            [
                of("half-holder", "2026-03-05"),
                of("left-0-next", "2026-03-06"),
                of("late-2-lead", "2026-03-10")
            ]
        );
    }

    #[test]
    fn who_has_it_who_leads_and_who_comes_next_are_told_in_its_words() {
        let process = process(&all());
        let state = case(&process);
        let told = |entry: &str| {
            let urging = Urging { task: "accept".into(), entry: entry.into(), at: None };
            let said = said(&process, &state, &facts(), &urging)?;
            let note = |note: Note<'_>| (note.kind, note.key.to_owned(), note.whom, note.words.clone());
            Some(said.notes.into_iter().map(note).collect::<Vec<_>>())
        };
        let one = |kind, key: &str, who: &str, words: &str| {
            Some(vec![(kind, key.to_owned(), vec![who.to_owned()], Text::zh(words))])
        };
        assert_eq!(told("half-holder"), one(DeskNoteKind::Urged, "accept", "counter", "holder"));
        assert_eq!(told("late-2-lead"), one(DeskNoteKind::UrgedThere, "accept", "lead", "lead"));
        assert_eq!(told("left-0-next"), one(DeskNoteKind::Coming, "review", "officer", "next"));
        assert_eq!(told("half-lead"), None, "no longer said");
    }
}
