//! What is done with a whole: the lead extends its clock, sets it apart, tells the other agencies; its applicant takes it back.

use chrono::{DateTime, Utc};
use schema::bundle::joint::EXTENSION;
use schema::bundles::{JointCommand, JointEventKind, JointStatus, LaneState};
use schema::messages::MessageKind;

use super::clock;
use super::domain;
use super::joint::{Joint, Said};
use crate::db::Tx;
use crate::error::Result;
use crate::features::applications;
use crate::features::audit::Line;
use crate::features::cases::{self, Books, PartCase};
use crate::features::messages::{self, Told};
use crate::features::proceedings;
use crate::state::AppState;

/// Who does something with a whole that is held, when.
pub struct Act<'a> {
    pub state: &'a AppState,
    pub account: i64,
    pub now: DateTime<Utc>,
}

impl Act<'_> {
    /// Does what the lead says.
    pub async fn give(&self, tx: &mut Tx, joint: &mut Joint, command: &JointCommand) -> Result<()> {
        let mut books = Books::default();
        let cases = cases::parts_of(tx, joint.row.application).await?;
        let name = match command {
            JointCommand::Extend { reason, approved_by } => {
                self.extend(tx, joint, (&cases, reason, approved_by)).await?;
                "joint.extend"
            }
            JointCommand::SetApart { reason } => {
                self.set_apart(tx, joint, (&cases, reason), &mut books).await?;
                "joint.set_apart"
            }
            JointCommand::Inform { items, words } => {
                let said = Said { items: items.clone(), ..Said::because(words.trim()) };
                joint.tell(tx, &self.who(), (JointEventKind::Informed, None), &said, self.now).await?;
                "joint.inform"
            }
        };
        let cases = cases::parts_of(tx, joint.row.application).await?;
        joint.lay_out(tx, &self.state.calendar.current(), &cases).await?;
        joint.record(&mut books, Line::by(self.account, name, &joint.row.number));
        books.close(tx, self.now).await
    }

    fn who(&self) -> String {
        self.account.to_string()
    }

    /// Fifteen working days more, once; the applicant is told until when.
    async fn extend(
        &self,
        tx: &mut Tx,
        joint: &mut Joint,
        (cases, reason, approved_by): (&[PartCase], &str, &str),
    ) -> Result<()> {
        joint.row.extension = Some(i64::from(EXTENSION));
        let said = Said {
            approved_by: Some(approved_by.trim().to_owned()),
            days: Some(u32::from(EXTENSION)),
            ..Said::because(reason.trim())
        };
        joint.tell(tx, &self.who(), (JointEventKind::Extended, None), &said, self.now).await?;
        let calendar = self.state.calendar.current();
        let accepted = cases.iter().filter(|case| case.accepted_at.is_some());
        if let Some((case, at)) =
            accepted.min_by_key(|case| case.accepted_at).and_then(|it| Some((it, it.accepted_at?)))
        {
            let due = clock::running(&calendar, at, joint.row.extension).due;
            let told = Told { account: joint.row.account, case: case.id, due };
            messages::of_joint(tx, &self.state.chance, &told, (MessageKind::JointExtended, None), self.now)
                .await?;
        }
        Ok(())
    }

    /// Each item goes on by itself: what is open ends without a decision, and a draft of each is begun with what was answered.
    async fn set_apart(
        &self,
        tx: &mut Tx,
        joint: &mut Joint,
        (cases, reason): (&[PartCase], &str),
        books: &mut Books,
    ) -> Result<()> {
        let parts: Vec<(String, i64)> = domain::undecided(joint, cases)
            .map(|part| (part.row.item.clone(), part.row.application))
            .collect();
        self.stop(tx, joint, JointStatus::Apart).await?;
        let items = parts.iter().map(|(item, _)| item.clone()).collect();
        let said = Said { items, ..Said::because(reason.trim()) };
        joint.tell(tx, &self.who(), (JointEventKind::SetApart, None), &said, self.now).await?;
        joint.lay_out(tx, &self.state.calendar.current(), cases).await?;
        for (item, part) in parts {
            if let Some(case) = cases.iter().find(|case| case.item == item) {
                cases::end(self.state, tx, case.id, reason.trim(), self.now, books).await?;
            }
            applications::begin_apart(tx, part, self.now).await?;
        }
        self.read_anew(tx, joint).await
    }

    /// The applicant takes back what is not decided.
    pub async fn withdraw(&self, tx: &mut Tx, joint: &mut Joint, reason: Option<&str>) -> Result<()> {
        let mut books = Books::default();
        let cases = cases::parts_of(tx, joint.row.application).await?;
        self.stop(tx, joint, JointStatus::Withdrawn).await?;
        let said = reason.map(Said::because).unwrap_or_default();
        joint.tell(tx, &self.who(), (JointEventKind::Withdrawn, None), &said, self.now).await?;
        joint.lay_out(tx, &self.state.calendar.current(), &cases).await?;
        for case in cases.iter().filter(|case| case.end.is_none()) {
            cases::withdraw(self.state, tx, case.id, reason, self.now, &mut books).await?;
        }
        joint.record(&mut books, Line::by(self.account, "joint.withdraw", &joint.row.number));
        books.close(tx, self.now).await
    }

    /// Nothing begins any more.
    async fn stop(&self, tx: &mut Tx, joint: &mut Joint, status: JointStatus) -> Result<()> {
        let held = joint.parts.iter().filter(|part| part.state == LaneState::Held);
        let held: Vec<_> = held.map(|part| (part.row.item.clone(), part.held_for.clone())).collect();
        for (item, held_for) in held {
            joint.set(tx, &item, (LaneState::Dropped, held_for)).await?;
        }
        joint.status = status;
        proceedings::end_with_whole(tx, joint.row.application, self.now).await?;
        if joint.parts.iter().all(|part| part.state.is_over()) {
            joint.row.closed_at = Some(self.now);
        }
        Ok(())
    }

    /// What the ends of its cases have written of it meanwhile.
    async fn read_anew(&self, tx: &mut Tx, joint: &mut Joint) -> Result<()> {
        if let Some(now) = Joint::load(tx, joint.row.application).await? {
            *joint = now;
        }
        Ok(())
    }
}
