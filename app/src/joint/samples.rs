//! Joint applications for tests: filed on 1 September 2026, looked at on the tenth.

use chrono::{DateTime, NaiveDate, Utc};
use schema::bundle::Saved;
use schema::bundles::{JointStatus, JointView, Lane, LaneState};
use schema::id::CaseNumber;
use schema::process::Status;

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, day).unwrap()
}

/// Ten in the morning, by the clocks of China.
pub fn moment(day: u32) -> DateTime<Utc> {
    format!("2026-09-{day:02}T02:00:00Z").parse().unwrap()
}

pub fn lane(item: &str, state: LaneState) -> Lane {
    let has_case = matches!(state, LaneState::Open | LaneState::Closed);
    Lane {
        item: item.to_owned(),
        item_name: format!("事项{item}"),
        department: format!("部门{item}"),
        state,
        held_for: Vec::new(),
        number: has_case.then(|| CaseNumber::parse("440103-260305-00042-7").unwrap()),
        may_open: has_case,
        application: None,
        status: has_case.then_some(Status::InReview),
        decision: None,
        opened_at: has_case.then(|| moment(1)),
        accepted_at: None,
        due: None,
        remaining: None,
        late: false,
        pauses: Vec::new(),
        closed_at: None,
        asked: 0,
        tasks: Vec::new(),
        plan: None,
    }
}

pub fn view(lanes: Vec<Lane>) -> JointView {
    JointView {
        number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
        application: None,
        item: "joint".to_owned(),
        item_name: "开小餐馆".to_owned(),
        lead: "市场监管局".to_owned(),
        applicant: "王小明".to_owned(),
        submitted_at: moment(1),
        status: JointStatus::Open,
        closed_at: None,
        deadline: None,
        remaining: None,
        extended: false,
        today: day(10),
        off: Vec::new(),
        lanes,
        log: Vec::new(),
        fields: Saved { asked: 30, apart: 42 },
        materials: Saved { asked: 5, apart: 8 },
        allowed: Vec::new(),
        may_withdraw: false,
        leads: false,
        revision: 1,
    }
}
