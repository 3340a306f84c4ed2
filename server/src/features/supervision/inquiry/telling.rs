//! Who is told what becomes of a card that is argued: the agency by notes at its desks; who supervises, who has the board, by message as
//! far as they have asked for it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use schema::cases::DeskNoteKind;
use schema::locale::Text;
use schema::role::Role;
use schema::supervise::CardStage;

use super::super::store::CardRow;
use crate::db::Tx;
use crate::error::Result;
use crate::features::accounts;
use crate::features::cases::{self, CardNews};
use crate::state::AppState;

/// How far a card came by what somebody did.
#[derive(Clone, Copy)]
pub struct Moved {
    pub before: CardStage,
    pub after: CardStage,
    /// In which role they did it.
    pub by: Role,
}

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    /// Who leads the agency.
    Leads,
    /// They, and who has the case in hand.
    Agency,
    /// Who supervises the region.
    Supervisors,
}

/// What there is to tell: nobody is told of what they did themselves, nor of a task that was only taken up.
fn news(moved: Moved) -> Option<(DeskNoteKind, Whom)> {
    if moved.before == moved.after {
        return None;
    }
    Some(match (moved.after, moved.by) {
        (CardStage::Filing, Role::AgencyLead) => (DeskNoteKind::CardObjection, Whom::Supervisors),
        (CardStage::Filing, _) => (DeskNoteKind::CardInquiry, Whom::Agency),
        (CardStage::Statement, _) => (DeskNoteKind::CardStatement, Whom::Leads),
        (CardStage::Inquiry, _) => (DeskNoteKind::CardStated, Whom::Supervisors),
        (CardStage::Upheld, _) => (DeskNoteKind::CardUpheld, Whom::Agency),
        (CardStage::Appeal, _) => (DeskNoteKind::CardAppeal, Whom::Supervisors),
        (CardStage::Withdrawn, _) => (DeskNoteKind::CardWithdrawn, Whom::Agency),
        (CardStage::Closed, _) => (DeskNoteKind::CardStands, Whom::Leads),
        (CardStage::Raised | CardStage::Acknowledged | CardStage::Handling | CardStage::Review, _) => {
            return None;
        }
    })
}

/// Tells of it, in the transaction that wrote it.
pub async fn tell(
    state: &AppState,
    tx: &mut Tx,
    card: &CardRow,
    moved: Moved,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some((kind, whom)) = news(moved) else { return Ok(()) };
    let supervisors = match whom {
        Whom::Supervisors => accounts::nearest_holders(tx, card.region()?, Role::Supervisor).await?,
        Whom::Leads | Whom::Agency => BTreeSet::new(),
    };
    let rules = state.rulebook.current();
    let rule = rules.iter().rfind(|rule| rule.id == card.rule);
    let rule_name = rule.map_or_else(|| Text::zh(&card.rule), |rule| rule.name.clone());
    let news = CardNews {
        case: card.case_record,
        card: card.id,
        kind,
        rule_name: &rule_name,
        leads: whom != Whom::Supervisors,
        holders: whom == Whom::Agency,
        others: &supervisors,
    };
    cases::tell_card(state, tx, &news, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_is_told_of_what_the_other_did() {
        let told = |before, after, by| news(Moved { before, after, by });
        let (lead, supervisor) = (Role::AgencyLead, Role::Supervisor);
        use CardStage::{Appeal, Closed, Filing, Handling, Inquiry, Raised, Review, Statement, Upheld};
        assert_eq!(told(Raised, Filing, lead), Some((DeskNoteKind::CardObjection, Whom::Supervisors)));
        assert_eq!(told(Raised, Filing, supervisor), Some((DeskNoteKind::CardInquiry, Whom::Agency)));
        assert_eq!(told(Filing, Filing, supervisor), None, "taken up, no more");
        assert_eq!(told(Filing, Closed, supervisor), Some((DeskNoteKind::CardStands, Whom::Leads)));
        assert_eq!(told(Statement, Inquiry, lead), Some((DeskNoteKind::CardStated, Whom::Supervisors)));
        assert_eq!(told(Inquiry, Handling, supervisor), None);
        assert_eq!(told(Upheld, Appeal, lead), Some((DeskNoteKind::CardAppeal, Whom::Supervisors)));
        assert_eq!(told(Appeal, Review, supervisor), None);
    }
}
