//! A case and its log: replaying it, and giving it a command.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use schema::calendar::{Calendar, local_day};
use schema::catalogue::Item;
use schema::form;
use schema::process::{
    self, Actor, Command, Event, Facts, Payload, Process, Refusal, RefusalCode, State, Task, step,
};
use schema::role::Role;
use schema::{FieldCode, FieldError, Problem, ProblemKind};

use super::books::Books;
use super::changes::is_asked_late;
use super::clocks::{self, Running};
use super::family::{self, Origin, Step};
use super::hands::Hands;
use super::measuring;
use super::own_forms;
use super::risks;
use super::roster::Roster;
use super::store::{self, CaseRow};
use super::versions::Versions;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::accounts::Colleague;
use crate::features::audit::Line;
use crate::features::dashboards::Counted;
use crate::features::messages::{self, Told};
use crate::features::proceedings::{self, Happened};
use crate::features::{applications, bundles, catalogue};
use crate::state::AppState;

/// A case with everything that decides about it.
pub struct Case {
    /// The row, a fold of the events.
    pub row: CaseRow,
    /// The process it is handled by, in the version it has.
    pub process: Arc<Process>,
    /// Every version it has had.
    pub versions: Vec<Arc<Process>>,
    /// The item as it was when the application was made.
    pub item: Item,
    /// What was filed.
    pub filed: applications::Filed,
    /// What happened.
    pub events: Vec<Event>,
    /// The fold.
    pub state: State,
    /// Who works at the agencies that have a part in it.
    pub roster: Roster,
    /// The agencies it has come to: its own, and others from when a task was theirs.
    pub come_to: BTreeSet<i64>,
    /// What is known of them beside their posts, once it was asked for.
    pub hands: Hands,
    /// Where it comes from, if another case began it.
    pub origin: Option<Origin>,
    /// Whether nothing of the fees it brought up is left to pay, once that was asked for.
    pub settled: bool,
    /// What the agency is called by that leads the joint application it is a part of.
    pub lead: Option<String>,
}

impl Case {
    /// The case with this row number.
    pub async fn load(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let row = store::by_id(tx, id).await?;
        Self::from_row(tx, row).await
    }

    /// The case with this number.
    pub async fn by_number(tx: &mut Tx, number: &str) -> Result<Option<Self>> {
        let row = store::by_number(tx, number).await?;
        Self::from_row(tx, row).await
    }

    /// Keeps others from changing the case with this number, the cases it lies in, and its application, until this
    /// transaction ends: what is read of them afterwards holds.
    pub async fn hold(tx: &mut Tx, number: &str) -> Result<()> {
        let row = store::by_number(tx, number).await?;
        family::hold(tx, row.as_ref()).await
    }

    /// The same of the case with this row number.
    pub async fn hold_row(tx: &mut Tx, id: i64) -> Result<()> {
        let row = store::by_id(tx, id).await?;
        family::hold(tx, row.as_ref()).await
    }

    /// The main case an application became.
    pub async fn of_application(tx: &mut Tx, application: i64) -> Result<Option<Self>> {
        let row = store::by_application(tx, application).await?;
        Self::from_row(tx, row).await
    }

    async fn from_row(tx: &mut Tx, row: Option<CaseRow>) -> Result<Option<Self>> {
        match row {
            Some(row) => Self::read(tx, row, &mut Versions::default()).await.map(Some),
            None => Ok(None),
        }
    }

    /// The case of a row, with the versions of its process as far as they are known.
    pub(super) async fn read(tx: &mut Tx, row: CaseRow, known: &mut Versions) -> Result<Self> {
        let item =
            catalogue::item_at(tx, &row.item, row.item_version()).await?.ok_or_else(Error::not_found)?;
        let mut filed = applications::filed(tx, row.application).await?.ok_or_else(Error::not_found)?;
        let origin = Origin::of(tx, &row).await?;
        if let Some(handed) = &row.handed {
            filed = filed.handed_over(serde_json::from_str(handed)?);
        }
        let item = item.in_situation(&filed.answers);
        let lead = match row.joint {
            Some(joint) => bundles::lead(tx, joint).await?,
            None => None,
        };
        let events = store::events(tx, &row).await?;
        let (versions, process) = known.of(tx, &row, &events).await?;
        let state = State::replay(&versions[..], row.number()?, &events)
            .map_err(|error| anyhow::anyhow!("{error:?}"))?;
        let roster = Roster::of(tx, &row, &process, &item).await?;
        let mut come_to = store::come_to(tx, row.id).await?;
        come_to.insert(row.agency);
        Ok(Self {
            row,
            process,
            versions,
            item,
            filed,
            events,
            state,
            roster,
            come_to,
            hands: Hands::default(),
            origin,
            settled: false,
            lead,
        })
    }

    /// The task with this id or key. What was done before the case was moved keeps the name it had, where the version that
    /// the case has does not know it.
    pub fn task(&self, key: &str) -> Option<&Task> {
        let known = || self.versions.iter().rev().find_map(|version| version.task(key));
        self.process.task(key).or_else(known)
    }

    /// Who acts as the applicant.
    pub fn applicant(&self) -> Actor {
        Actor { id: self.filed.account.to_string(), role: Role::Citizen }
    }

    /// What decisions need to know beside the events.
    pub fn facts(&self) -> Facts {
        Facts {
            applicants: vec![self.filed.account.to_string()],
            interested: self.interested(),
            called: self.is_subcase(),
            rated: self.row.grade.is_some(),
            settled: self.settled,
            answers: process::answers(&self.filed.answers, &self.events),
            staff: self.hands.told(self.roster.staff()),
            agency: self.roster.own_code(),
            lead_agency: self.lead.clone(),
            levels: self.roster.levels(),
            limit: Some(clocks::decision_limit(&self.item)),
            ..Facts::default()
        }
    }

    /// Staff who may not handle it, because it is their own.
    fn interested(&self) -> Vec<String> {
        let is_theirs = |colleague: &&Colleague| {
            colleague.identity_number.as_deref().is_some_and(|number| self.filed.concerns(number))
        };
        self.roster.members.iter().filter(is_theirs).map(|colleague| colleague.account.to_string()).collect()
    }

    /// The same, with what a command writes into the answers: which way it goes on may follow from that.
    fn facts_after(&self, command: &Command) -> Facts {
        let facts = self.facts();
        match command {
            Command::Complete { changes, .. } if !changes.is_empty() => {
                Facts { answers: form::with_changes(&facts.answers, changes), ..facts }
            }
            _ => facts,
        }
    }

    /// The clock that runs now.
    pub fn running(&self, calendar: &Calendar) -> Option<Running> {
        clocks::running(&self.process, &self.state, &self.item, self.row.opened_at, calendar)
    }

    /// Gives a command: decides, appends the events, lays out anew what lists read, and lets follow in other cases what
    /// follows there. What is out of bounds is an error of its field; a refusal says why, and what is allowed instead.
    pub async fn give(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        command: Command,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let mut books = Books::default();
        self.give_in(state, tx, command, actor, now, &mut books).await?;
        books.close(tx, now).await
    }

    /// The same in a transaction about several cases, which closes the books itself.
    pub(super) async fn give_in(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        command: Command,
        actor: &Actor,
        now: DateTime<Utc>,
        books: &mut Books,
    ) -> Result<()> {
        let step = self.take(state, tx, command, actor, now, books).await?;
        family::pass_on(state, tx, self, &step, now, books).await?;
        if self.opens_paying(&step) { self.end_paying(state, tx, now, books).await } else { Ok(()) }
    }

    /// The same without what follows in other cases.
    pub(super) async fn take(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        command: Command,
        actor: &Actor,
        now: DateTime<Utc>,
        books: &mut Books,
    ) -> Result<Step> {
        let name = command.name();
        let faults = command.faults(&self.process, local_day(now));
        if !faults.is_empty() {
            return Err(Error::invalid(faults));
        }
        if self.is_subcase() && family::is_with_applicant(name) {
            return Err(family::refusal(RefusalCode::NotInSubcase));
        }
        let asked = match &command {
            Command::RequestSupplement { points, .. } => points.clone(),
            _ => Vec::new(),
        };
        self.hold_turn(tx).await?;
        self.look_around(tx, now).await?;
        let calendar = state.calendar.current();
        let facts = Facts { ask_by: self.state.ask_by(&calendar), ..self.facts_after(&command) };
        let events = step(&self.process, &self.state, command, actor, &facts, now).map_err(refused)?;
        // What is asked to be put right is noted as it stands, so that the change can be shown afterwards.
        for point in asked {
            let before = self.value_at(tx, &point.place).await?;
            store::begin_change(tx, self.row.id, self.state.seq, &point.place, &before).await?;
        }
        let step = self.fold(state, tx, events, now, books).await?;
        let line = match actor.id.parse() {
            Ok(account) => Line::by(account, "case.command", &self.row.number),
            Err(_) => Line::new("case.command", &self.row.number),
        };
        books.record(line.detail("command", name.slug()), self.chain());
        Ok(step)
    }

    /// What was decided happens: it is appended and counted, the applicant is told, what lists read is laid out anew, and what
    /// follows in other cases follows.
    pub(super) async fn happens(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        events: Vec<Event>,
        now: DateTime<Utc>,
        books: &mut Books,
    ) -> Result<()> {
        let step = self.fold(state, tx, events, now, books).await?;
        family::pass_on(state, tx, self, &step, now, books).await
    }

    /// The same without what follows in other cases.
    async fn fold(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        events: Vec<Event>,
        now: DateTime<Utc>,
        books: &mut Books,
    ) -> Result<Step> {
        let calendar = state.calendar.current();
        let was_closed = self.state.is_closed();
        risks::count(tx, self, &events).await?;
        self.append(tx, &events).await?;
        own_forms::forget(tx, self).await?;
        self.note_given(tx, &events).await?;
        self.note_copied(tx, &events).await?;
        self.tell_arrivals(state, tx, &events, now).await?;
        self.follow_effects(state, tx, &events).await?;
        self.issue_licences(state, tx, &events, books).await?;
        let step = Step { from: self.events.len(), closes: self.state.is_closed() && !was_closed };
        let happened = Happened {
            case: self.row.id,
            joint: self.row.joint,
            agency: self.row.agency,
            closes: step.closes,
        };
        proceedings::follow(tx, &happened, &events, now).await?;
        let on_time = self.count(&calendar, tx, &events, (step.closes, books)).await?;
        let running = self.running(&calendar);
        self.tell(state, tx, &events, running.as_ref()).await?;
        self.events.extend(events);
        self.lay_out(tx, running, &calendar, on_time, now).await?;
        self.supervise(state, tx, now).await?;
        Ok(step)
    }

    /// Appends the events, and keeps the rating where dashboards and lists read it.
    async fn append(&mut self, tx: &mut Tx, events: &[Event]) -> Result<()> {
        for event in events {
            self.state.apply(&self.versions[..], event).map_err(|error| anyhow::anyhow!("{error:?}"))?;
            store::append(tx, self.row.id, event).await?;
            measuring::note_at_desk(tx, event).await?;
            if let Payload::CaseRated(rated) = &event.payload {
                store::insert_rating(tx, self.row.id, rated, event.at).await?;
            }
        }
        Ok(())
    }

    /// Adds what these events count to the numbers of leaders; says whether they decided the case, and in time.
    async fn count(
        &self,
        calendar: &Calendar,
        tx: &mut Tx,
        events: &[Event],
        (closes, books): (bool, &mut Books),
    ) -> Result<Option<bool>> {
        let Some(last) = events.last() else { return Ok(None) };
        let day = local_day(last.at);
        let decides = |event: &Event| matches!(&event.payload, Payload::TaskCompleted(done) if done.task_kind == process::TaskKind::Decide);
        // Of several decisions the first counts, as in the row; a process may decide what nobody accepts.
        let decided = if events.iter().any(decides) && !self.events.iter().any(decides) {
            let due = store::due_of(tx, self.row.id, clocks::Measure::Decision.slug()).await?;
            let in_time = due.is_none_or(|due| last.at <= due);
            let since = self.state.accepted_at.unwrap_or(self.row.opened_at);
            Some((in_time, calendar.working_days_between(local_day(since), day)))
        } else {
            None
        };
        let counted = Counted {
            day,
            agency: self.row.agency,
            region: self.row.region()?,
            item: self.row.item.clone(),
            item_type: self.item.summary.item_type,
            opened: events.iter().any(|event| matches!(event.payload, Payload::CaseStarted(_))),
            decided,
            closed: closes,
            asked_late: self.asked_late_at().is_none() && events.iter().any(is_asked_late),
        };
        if !self.is_subcase() {
            books.count(counted);
        }
        Ok(decided.map(|(in_time, _)| in_time))
    }

    /// Tells the applicant what has happened, as far as it concerns them.
    async fn tell(
        &self,
        state: &AppState,
        tx: &mut Tx,
        events: &[Event],
        running: Option<&Running>,
    ) -> Result<()> {
        if self.is_subcase() {
            return Ok(());
        }
        let due = running.and_then(|running| running.deadline.due);
        let told = Told { account: self.filed.account, case: self.row.id, due };
        for event in events {
            messages::of_event(tx, &state.chance, &told, event).await?;
        }
        Ok(())
    }
}

/// A refusal of the engine as a problem: why, and what is allowed instead.
pub fn refused(refusal: Refusal) -> Error {
    let detail = serde_json::to_value(refusal.why).ok().and_then(|why| why.as_str().map(str::to_owned));
    let allowed = refusal.allowed.into_iter().map(|command| command.slug().to_owned()).collect();
    let open = |member: &'static str, ids: Vec<String>| {
        ids.into_iter().map(move |id| FieldError::new(format!("/{member}/{id}"), FieldCode::Required))
    };
    let errors = open("checks", refusal.points).chain(open("forms", refusal.forms)).collect();
    Problem { detail, allowed, errors, ..Problem::new(ProblemKind::Refused) }.into()
}
