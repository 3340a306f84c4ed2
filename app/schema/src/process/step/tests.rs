//! Commands on the simple process, in each situation that a case can be brought to.

mod history;
mod permitted;
mod refused;

use super::super::test_desk::{
    Desk, SITUATIONS, at, case, complete_words, facts, opinion, people, person, points, process, sent,
    situation,
};
use super::super::*;
use crate::calendar::{CLOSE_OF_OFFICE, Calendar, Limit, PauseReason, deadline, local_day};
use crate::id::CaseNumber;
use crate::role::Role;

#[test]
fn each_situation_has_its_status_and_replays_to_itself() {
    for (name, status) in SITUATIONS {
        let desk = situation(name);
        assert_eq!(desk.state.status(), status, "{name}");
        assert_eq!(State::replay(&desk.process, case(), &desk.events), Ok(desk.state), "{name}");
    }
    assert!(Status::ALL.iter().all(|status| SITUATIONS.iter().any(|(_, found)| *found == Some(*status))));
}
