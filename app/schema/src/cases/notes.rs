//! What somebody at a desk is told of a case, above their worklist, until they have seen it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::CaseNumber;
use crate::locale::Text;

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeskNoteKind {
    /// A task of one's own is late.
    Late,
    /// A task at the agency one leads is late.
    LateThere,
    /// A task was late, and is one's own now.
    HandedOver,
    /// A special procedure has lasted so long that who leads the agency is told.
    LongPause,
    /// A colleague has written something about a case of which one has a task.
    Remark,
    /// The process urges one to go on with a task that one has, or could take; in its own words (催办).
    Urged,
    /// The process urges on a task at the agency one leads; in its own words.
    UrgedThere,
    /// A task is coming that is one's work once its turn comes; in the words of the process.
    Coming,
    /// A task has come to oneself.
    Arrived,
    /// A task has come to one's post, for whoever takes it. One such note at a time: the worklist tells the rest.
    ArrivedHere,
    /// The applicant has answered what was asked further (补充提问).
    QuestionsAnswered,
    /// Supervision warns of a case that one has in hand, or whose agency one leads (预警); the task is called what the rule is.
    CardWarning,
    /// The same of a yellow card (黄牌).
    CardYellow,
    /// The same of a red card (红牌).
    CardRed,
    /// Who leads the agency objects to a card (异议). Here and below the task is called what the rule is, and its key is the number of the
    /// card for who may read that.
    CardObjection,
    /// Who supervises has a card of the agency inquired into.
    CardInquiry,
    /// It was filed, and the agency is to say what happened (陈述申辩).
    CardStatement,
    /// The agency has said what happened.
    CardStated,
    /// The card was right (成立); for some days the agency may appeal.
    CardUpheld,
    /// The agency appeals (申诉).
    CardAppeal,
    /// The card was wrong, and counts no more (撤销).
    CardWithdrawn,
    /// The card stands: it was not filed, or the appeal changed nothing (结案).
    CardStands,
}

impl DeskNoteKind {
    /// Every kind.
    pub const ALL: [Self; 22] = [
        Self::Late,
        Self::LateThere,
        Self::HandedOver,
        Self::LongPause,
        Self::Remark,
        Self::Urged,
        Self::UrgedThere,
        Self::Coming,
        Self::Arrived,
        Self::ArrivedHere,
        Self::QuestionsAnswered,
        Self::CardWarning,
        Self::CardYellow,
        Self::CardRed,
        Self::CardObjection,
        Self::CardInquiry,
        Self::CardStatement,
        Self::CardStated,
        Self::CardUpheld,
        Self::CardAppeal,
        Self::CardWithdrawn,
        Self::CardStands,
    ];

    /// The name on the wire and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::LateThere => "late_there",
            Self::HandedOver => "handed_over",
            Self::LongPause => "long_pause",
            Self::Remark => "remark",
            Self::Urged => "urged",
            Self::UrgedThere => "urged_there",
            Self::Coming => "coming",
            Self::Arrived => "arrived",
            Self::ArrivedHere => "arrived_here",
            Self::QuestionsAnswered => "questions_answered",
            Self::CardWarning => "card_warning",
            Self::CardYellow => "card_yellow",
            Self::CardRed => "card_red",
            Self::CardObjection => "card_objection",
            Self::CardInquiry => "card_inquiry",
            Self::CardStatement => "card_statement",
            Self::CardStated => "card_stated",
            Self::CardUpheld => "card_upheld",
            Self::CardAppeal => "card_appeal",
            Self::CardWithdrawn => "card_withdrawn",
            Self::CardStands => "card_stands",
        }
    }

    /// Whether it tells of a card of supervision, and not of a task.
    pub const fn is_of_card(self) -> bool {
        matches!(
            self,
            Self::CardWarning
                | Self::CardYellow
                | Self::CardRed
                | Self::CardObjection
                | Self::CardInquiry
                | Self::CardStatement
                | Self::CardStated
                | Self::CardUpheld
                | Self::CardAppeal
                | Self::CardWithdrawn
                | Self::CardStands
        )
    }

    /// The kind with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskNote {
    /// Its number within the hall.
    pub id: i64,
    /// What it tells.
    pub kind: DeskNoteKind,
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub number: CaseNumber,
    /// The item's name.
    pub item_name: String,
    /// The key of the task.
    pub task: String,
    /// What people call the task.
    pub task_name: Text,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The words of the process, where it has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_survives_the_wire_and_the_database() {
        for kind in DeskNoteKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
            assert_eq!(DeskNoteKind::from_slug(kind.slug()), Some(kind));
        }
    }
}
