//! A plausible past for the demo city: cases that arrived over days and hours, were handled in office hours, some of
//! them late, some still open. The same seed and the same day give the same past.

mod office;
mod part;

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Utc, Weekday};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use schema::applications::FormRef;
use schema::calendar::{local_day, moment};
use schema::catalogue::Item;
use schema::process::{Actor, Command, Opinion, Outcome, Place, SupplementPoint, Task, TaskKind};
use serde_json::{Value, json};

use super::books::Books;
use super::log::Case;
use super::opening::Opening;
use super::{clocks, store};
use crate::db::Tx;
use crate::error::Result;
use crate::features::{accounts, applications, catalogue, definitions, demo};
use crate::state::AppState;
pub use part::bring;

/// How far back the past reaches unless said otherwise, in days.
pub const DAYS: u16 = 120;
/// How many cases are written in one transaction.
const BATCH: usize = 50;
/// How many invented applicants there are.
const PEOPLE: usize = 60;

/// A form of the demo city and an example of its answers.
macro_rules! answers {
    ($form:literal) => {
        ($form, include_str!(concat!("../../../../app/schema/fixtures/forms/", $form, ".answers.json")))
    };
}

/// What each applicant of a form of the demo city might have answered.
const ANSWERS: [(&str, &str); 25] = [
    answers!("birth-certificate"),
    answers!("birth-household-registration"),
    answers!("birth-registration-service"),
    answers!("child-medical-insurance"),
    answers!("child-social-card"),
    answers!("chopstick-hygiene-licence"),
    answers!("construction-permit"),
    answers!("construction-planning"),
    answers!("disclosure-request"),
    answers!("enterprise-registration"),
    answers!("enterprise-standard"),
    answers!("environmental-impact"),
    answers!("financial-system-filing"),
    answers!("flexible-employment-insurance"),
    answers!("food-business-licence"),
    answers!("id-card-replacement"),
    answers!("land-use-planning"),
    answers!("project-approval"),
    answers!("public-place-hygiene-licence"),
    answers!("residence-permit"),
    answers!("senior-card"),
    answers!("sole-trader-registration"),
    answers!("tax-information"),
    answers!("timber-processing-licence"),
    answers!("vaccination-record"),
];

/// Who and what the past is made of.
struct City {
    people: Vec<i64>,
    items: Vec<String>,
    rng: StdRng,
}

/// A past to be invented.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    /// How many cases it has…
    pub cases: usize,
    /// …and how many of them are written already.
    pub written: usize,
    /// How many days ago it began.
    pub days: u16,
    /// What it is drawn from.
    pub seed: u64,
}

/// Adds `count` cases of the last [`DAYS`]; calls `progress` with how many there are.
pub async fn load(state: &AppState, count: usize, seed: u64, progress: impl FnMut(usize)) -> Result<()> {
    load_past(state, Past { cases: count, written: 0, days: DAYS, seed }, progress).await
}

/// Adds the cases of a past that are not written yet. Each batch is counted in its own transaction.
pub async fn load_past(state: &AppState, past: Past, mut progress: impl FnMut(usize)) -> Result<()> {
    let now = state.clock.now();
    let mut tx = state.db.write().await?;
    let mut city = City {
        people: accounts::demo::applicants(&mut tx, PEOPLE, now).await?,
        items: catalogue::online_items(&mut tx, &["440100", "511602"]).await?,
        rng: StdRng::seed_from_u64(past.seed),
    };
    tx.commit().await?;
    let mut filed: Vec<DateTime<Utc>> =
        (0..past.cases).map(|_| city.arrival(now, past.days.into())).collect();
    // In the order of time, as case numbers are.
    filed.sort_unstable();
    let mut written = past.written.min(filed.len());
    for times in filed[written..].chunks(BATCH) {
        let mut tx = state.db.write().await?;
        for filed in times {
            city.case(state, &mut tx, *filed, now).await?;
        }
        demo::count(&mut tx, times.len()).await?;
        tx.commit().await?;
        written += times.len();
        progress(written);
    }
    Ok(())
}

impl City {
    /// A moment of filing: more by day than by night, fewer at weekends.
    fn arrival(&mut self, now: DateTime<Utc>, days: i64) -> DateTime<Utc> {
        loop {
            let day = local_day(now) - TimeDelta::days(self.rng.random_range(0..days));
            let quiet = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let hour =
                (self.rng.random_range(0..6) + self.rng.random_range(0..6) + self.rng.random_range(4..13))
                    % 24;
            let time =
                NaiveTime::from_hms_opt(hour, self.rng.random_range(0..60), self.rng.random_range(0..60));
            let at = moment(day, time.unwrap_or_default());
            if at < now && !(quiet && self.rng.random_bool(0.6)) {
                return at;
            }
        }
    }

    async fn case(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        filed: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some((code, form)) = self.pick(tx, now).await? else { return Ok(()) };
        let account = self.people[self.rng.random_range(0..self.people.len())];
        let Some(version) = catalogue::version(tx, &code).await? else { return Ok(()) };
        let Some(item) = catalogue::item_at(tx, &code, version).await? else { return Ok(()) };
        let answers = answers_for(&form.id, &accounts::name(tx, account).await?.unwrap_or_default());
        let application =
            applications::insert_filed(tx, account, (&code, version), &form, &answers, filed).await?;
        let opening = Opening { application, item: &code, item_version: version, joint: None };
        let mut books = Books::default();
        super::open(state, tx, &opening, filed, &mut books).await?;
        books.close(tx, filed).await?;
        let Some(case) = Case::of_application(tx, application).await? else { return Ok(()) };
        let id = case.row.id;
        self.handle(state, tx, case, &item, (filed, now)).await?;
        // What was told in the past has been seen by now.
        for note in store::unseen_of_case(tx, id).await? {
            store::put_away(tx, note.id, now).await?;
        }
        Ok(())
    }

    /// An item and its form. The first items are the everyday ones: they come far more often.
    async fn pick(&mut self, tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<(String, FormRef)>> {
        let share: f64 = self.rng.random();
        let place = (share * share * share * self.items.len() as f64) as usize;
        for code in self.items.iter().skip(place) {
            match definitions::form_of_item(tx, code, now).await? {
                // A joint application is several cases, and the past has single ones.
                Some(form) if form.id.starts_with(FormRef::BUNDLE) => {}
                form => return Ok(form.map(|form| (code.clone(), form))),
            }
        }
        Ok(None)
    }

    /// Gives the commands of a whole handling, each at its time, until the present.
    async fn handle(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        mut case: Case,
        item: &Item,
        (filed, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<()> {
        let limit = clocks::decision_limit(item).value;
        let late = self.rng.random_bool(0.06);
        let factor = if late { self.rng.random_range(1.1..1.6) } else { self.rng.random_range(0.15..0.85) };
        // Some are looked at on the third working day: what is missing is then asked for too late.
        let rest = self.rng.random_range(0..4);
        let mut at = self.office_hour(state, filed, rest);
        let mut asked = false;
        while let Some((key, task)) = first_open(&case) {
            let kind = task.kind;
            let actor = worker(tx, &case, &task, filed).await?;
            if at >= now {
                return Ok(());
            }
            case.give(state, tx, Command::Claim { task: key.clone() }, &actor, at).await?;
            at += TimeDelta::minutes(self.rng.random_range(5..90));
            if kind == TaskKind::Accept && !asked && self.rng.random_bool(0.1) {
                asked = true;
                if at >= now || !self.supplement(state, tx, &mut case, &actor, &mut at, now).await? {
                    return Ok(());
                }
            }
            if at >= now {
                return Ok(());
            }
            let mut command = self.outcome(&key, kind);
            if let Command::Complete { outcome, changes, checks, .. } = &mut command {
                *changes = office::written(tx, &case, &task, *outcome, (&actor, at)).await?;
                *checks = office::checked(&task);
            }
            case.give(state, tx, command, &actor, at).await?;
            let days = match kind {
                TaskKind::Accept => (f64::from(limit) * factor) as i64,
                TaskKind::Review => self.rng.random_range(0..2),
                TaskKind::Decide | TaskKind::Pay | TaskKind::Print | TaskKind::Deliver => {
                    self.rng.random_range(0..3)
                }
            };
            at = self.office_hour(state, at, days);
        }
        let delivered = super::view::may_be_rated(&case.state);
        if delivered && at < now && self.rng.random_bool(0.35) {
            let grade = [5, 5, 5, 5, 4, 4, 4, 3, 2, 1][self.rng.random_range(0..10)];
            let applicant = case.applicant();
            case.give(state, tx, Command::Rate { grade, words: None }, &applicant, at).await?;
        }
        Ok(())
    }

    /// Asks for a photo again and gets it after some days; false when it is still waited for.
    async fn supplement(
        &mut self,
        state: &AppState,
        tx: &mut Tx,
        case: &mut Case,
        actor: &Actor,
        at: &mut DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let place = Place::Pointer("/applicant/phone".to_owned());
        let points = vec![SupplementPoint {
            place: place.clone(),
            reason: "电话打不通，请写能联系到您的号码。".to_owned(),
        }];
        let task = case.state.open.first().map(|open| open.key.clone()).unwrap_or_default();
        case.give(state, tx, Command::RequestSupplement { task, points, reason: None }, actor, *at).await?;
        *at += TimeDelta::hours(self.rng.random_range(6..160));
        if *at >= now {
            return Ok(false);
        }
        let applicant = case.applicant();
        let value = case.value_at(tx, &place).await?;
        store::end_change(tx, case.row.id, &place, &value).await?;
        case.give(state, tx, Command::ReceiveSupplement { changed: vec![place] }, &applicant, *at).await?;
        *at = self.office_hour(state, *at, 1);
        Ok(true)
    }

    fn outcome(&mut self, task: &str, kind: TaskKind) -> Command {
        concluded(task, kind, self.rng.random_bool(0.05))
    }

    /// A moment in office hours, so many working days after another.
    fn office_hour(&mut self, state: &AppState, after: DateTime<Utc>, days: i64) -> DateTime<Utc> {
        let day = local_day(after);
        let days = u16::try_from(days).unwrap_or_default();
        let calendar = state.calendar.current();
        let later = if days == 0 && calendar.is_working(day) {
            day
        } else {
            calendar.add_working_days(day, days.max(1))
        };
        let hour = [9, 10, 10, 11, 14, 15, 15, 16][self.rng.random_range(0..8)];
        let time = NaiveTime::from_hms_opt(hour, self.rng.random_range(0..60), 0).unwrap_or_default();
        let at = moment(later, time);
        if at > after { at } else { after + TimeDelta::minutes(self.rng.random_range(10..60)) }
    }
}

/// Who does a task at its agency.
async fn worker(tx: &mut Tx, case: &Case, task: &Task, at: DateTime<Utc>) -> Result<Actor> {
    let agency = case.roster.number_of(&task.agency);
    let account = accounts::demo::colleague(tx, agency, task.role, at).await?;
    Ok(Actor { id: account.to_string(), role: task.role })
}

/// How somebody of the staff ends a task of this kind, as is mostly done or refusing.
fn concluded(task: &str, kind: TaskKind, bad: bool) -> Command {
    let (outcome, reason) = match (kind, bad) {
        (TaskKind::Accept, true) => (Outcome::NotAccepted, Some("不属于本部门的职权，请向有关部门申请。")),
        (TaskKind::Accept, false) => (Outcome::Accepted, None),
        (TaskKind::Decide, true) => (Outcome::Rejected, Some("提交的材料不能证明符合法定条件。")),
        (TaskKind::Review | TaskKind::Decide, _) => (Outcome::Approved, None),
        (TaskKind::Pay, _) => (Outcome::Paid, None),
        (TaskKind::Print, _) => (Outcome::Printed, None),
        (TaskKind::Deliver, _) => (Outcome::Delivered, None),
    };
    let opinion = matches!(kind, TaskKind::Review | TaskKind::Decide).then(|| Opinion {
        facts: "申请材料齐全，内容与原件一致。".to_owned(),
        opinion: if outcome == Outcome::Rejected {
            "不予许可。"
        } else {
            "符合法定条件，同意。"
        }
        .to_owned(),
        article: "《中华人民共和国行政许可法》第三十八条".to_owned(),
    });
    let (task, reason) = (task.to_owned(), reason.map(str::to_owned));
    Command::Complete {
        task,
        outcome,
        reason,
        opinion,
        checks: Vec::new(),
        next: None,
        changes: Vec::new(),
        forms: Vec::new(),
    }
}

/// The task whose turn it is, with its key.
fn first_open(case: &Case) -> Option<(String, Task)> {
    case.state.tasks(&case.process).next().map(|(open, task)| (open.key.clone(), task.clone()))
}

/// An example of the answers to a form of the demo city.
pub fn example(form: &str) -> Option<Value> {
    let (_, text) = ANSWERS.iter().find(|(id, _)| *id == form)?;
    serde_json::from_str(text).ok()
}

/// The answers of somebody with this name.
fn answers_for(form: &str, name: &str) -> Value {
    let mut answers: Value = example(form).unwrap_or_else(|| {
        json!({ "applicant": "person", "person": { "name": name }, "by_agent": false, "matter": "按办事指南申请办理。", "phone": "13800138000", "delivery": "counter" })
    });
    for pointer in ["/applicant/name", "/person/name"] {
        if let Some(place) = answers.pointer_mut(pointer) {
            *place = name.into();
        }
    }
    answers
}
