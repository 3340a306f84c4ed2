//! `steps SECONDS FILE…` brings case after case from its start to its end, for so long with each definition, and prints a
//! line for each: how many tasks a case has, and how many are done per second. For `end2end/bench-process.mjs`.

use std::error::Error;
use std::time::{Duration, Instant};
use std::{env, fs};

use chrono::{DateTime, TimeDelta, Utc};
use schema::id::CaseNumber;
use schema::process::{Actor, Command, Facts, Opinion, Outcome, Process, State, Task, TaskKind, step};
use schema::role::{RegionCode, Role};
use serde_json::json;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (seconds, files) = arguments.split_first().ok_or("steps SECONDS FILE…")?;
    let patience = Duration::from_secs_f64(seconds.parse()?);
    for file in files {
        let process = Process::read(&fs::read_to_string(file)?).map_err(|faults| format!("{faults:?}"))?;
        let (tasks, rate) = measure(&process, patience)?;
        println!("{}", json!({ "model": process.id, "tasks": tasks, "rate": rate }));
    }
    Ok(())
}

/// How many tasks a case of this process has, and how many are done per second.
fn measure(process: &Process, patience: Duration) -> Result<(u32, f64)> {
    let tasks = Case::begin(process)?.finish()?;
    let begun = Instant::now();
    let mut done = 0;
    while begun.elapsed() < patience {
        done += Case::begin(process)?.finish()?;
    }
    Ok((tasks, f64::from(done) / begun.elapsed().as_secs_f64()))
}

/// A case that is handled by one person for each role, without a moment's rest.
struct Case<'p> {
    process: &'p Process,
    state: State,
    facts: Facts,
    now: DateTime<Utc>,
    round: u32,
}

impl<'p> Case<'p> {
    fn begin(process: &'p Process) -> Result<Self> {
        let now = DateTime::from_timestamp(1_772_413_200, 0).ok_or("no such moment")?;
        let number = CaseNumber::new(RegionCode::parse("440103")?, now.date_naive(), 1)?;
        let facts = Facts { applicants: vec!["applicant".into()], ..Facts::default() };
        let mut case = Self { process, state: State::new(number), facts, now, round: 0 };
        case.give(Command::Start {}, "applicant", Role::Citizen)?;
        Ok(case)
    }

    /// Claims and completes whatever is open until nothing is; how many tasks that were.
    fn finish(mut self) -> Result<u32> {
        let mut done = 0;
        while let Some((key, task)) = self.next_task() {
            if task.id == "examine" {
                self.round += 1;
                self.facts.answers = json!({ "round": self.round });
            }
            self.give(Command::Claim { task: key.clone() }, task.role.slug(), task.role)?;
            self.give(complete(key, task.kind), task.role.slug(), task.role)?;
            done += 1;
        }
        Ok(done)
    }

    fn next_task(&self) -> Option<(String, &'p Task)> {
        self.state.tasks(self.process).next().map(|(open, task)| (open.key.clone(), task))
    }

    fn give(&mut self, command: Command, id: &str, role: Role) -> Result<()> {
        self.now += TimeDelta::seconds(1);
        let actor = Actor { id: id.to_owned(), role };
        let events = step(self.process, &self.state, command, &actor, &self.facts, self.now)
            .map_err(|refusal| format!("{refusal:?}"))?;
        for event in &events {
            self.state.apply(self.process, event)?;
        }
        Ok(())
    }
}

fn complete(task: String, kind: TaskKind) -> Command {
    let outcome = kind.outcomes().first().copied().unwrap_or(Outcome::Approved);
    let opinion = kind.needs_opinion().then(|| Opinion {
        facts: "材料属实".to_owned(),
        opinion: "符合条件".to_owned(),
        article: "《条例》第三条".to_owned(),
    });
    Command::Complete {
        task,
        outcome,
        reason: None,
        opinion,
        checks: Vec::new(),
        next: None,
        changes: Vec::new(),
        forms: Vec::new(),
    }
}
