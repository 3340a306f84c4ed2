//! The queues of a desk: saved questions about what is open, what they can be narrowed by, and what is in none of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CaseSummary, DeskNote};
use crate::catalogue::encode;
use crate::enquiries::EnquiryNote;
use crate::id::CaseNumber;
use crate::proceedings::ProceedingNote;

/// Which cases a worklist shows. The `queue` parameter of `GET /api/desk/cases`.
///
/// Each is asked for the agencies at which one has a post. A line of those that are about what is open is an open task: a
/// case has as many lines as it has tasks there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Queue {
    /// What this officer has, or may take: by name, or by a post at the agency. Whatever is open and does not wait is in
    /// it for whoever can act.
    #[default]
    Mine,
    /// What nobody has taken, whoever may.
    Unclaimed,
    /// Due today or within [`Queue::SOON`] working days after it.
    DueSoon,
    /// Past their last day.
    Late,
    /// Sent back to whom it came from, of what this officer has or may take.
    Returned,
    /// The clock stands: for the applicant, for a special procedure, for another case or for the system of another agency.
    Waiting,
    /// Signatures of what others do (会签), of what this officer has or may take.
    ToSign,
    /// Cases of joint applications (一件事), whoever has them and also while they wait.
    Joint,
    /// What this officer was told of (抄送), the last first.
    Copied,
    /// Ended, the last first.
    Closed,
}

impl Queue {
    /// Every queue, in the order they are shown.
    pub const ALL: [Self; 10] = [
        Self::Mine,
        Self::Unclaimed,
        Self::DueSoon,
        Self::Late,
        Self::Returned,
        Self::Waiting,
        Self::ToSign,
        Self::Joint,
        Self::Copied,
        Self::Closed,
    ];

    /// How many working days from today on are soon.
    pub const SOON: u16 = 2;

    /// The value of the parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Unclaimed => "unclaimed",
            Self::DueSoon => "due_soon",
            Self::Late => "late",
            Self::Returned => "returned",
            Self::Waiting => "waiting",
            Self::ToSign => "to_sign",
            Self::Joint => "joint",
            Self::Copied => "copied",
            Self::Closed => "closed",
        }
    }

    /// The queue with this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|queue| queue.slug() == slug)
    }

    /// Whose cases it is about.
    pub const fn group(self) -> QueueGroup {
        match self {
            Self::Mine | Self::Returned | Self::ToSign | Self::Copied => QueueGroup::Own,
            Self::Unclaimed | Self::DueSoon | Self::Late | Self::Waiting => QueueGroup::Agency,
            Self::Joint => QueueGroup::Joint,
            Self::Closed => QueueGroup::Done,
        }
    }

    /// Whether its lines are open tasks, those due first on top; those of the others are cases, the last on top.
    pub const fn is_of_tasks(self) -> bool {
        !matches!(self, Self::Copied | Self::Closed)
    }
}

/// Queues that stand together at a desk, by whose cases they are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueGroup {
    /// What this officer has or may take, and what they were told of.
    Own,
    /// What the agencies have at which one has a post, whoever it is there.
    Agency,
    /// What agencies have a part in.
    Joint,
    /// What has ended.
    Done,
}

impl QueueGroup {
    /// Every group, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Own, Self::Agency, Self::Joint, Self::Done];

    /// Its queues, in the order they are shown.
    pub fn queues(self) -> impl Iterator<Item = Queue> {
        Queue::ALL.into_iter().filter(move |queue| queue.group() == self)
    }

    /// Its name in a page.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Agency => "agency",
            Self::Joint => "joint",
            Self::Done => "done",
        }
    }
}

/// By what a worklist can be narrowed: a parameter of `GET /api/desk/cases`. Each is answered from an index, and so are any
/// two together: the days are the order of every list, an item has an index in that order, and a number is one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Narrowing {
    /// Of this item only: its code.
    Item,
    /// Not before this day: of open tasks the last day, of what was copied the day one was told, of what has ended that day.
    From,
    /// Not after this day, of the same.
    Until,
    /// Of the case with this number only.
    Number,
}

impl Narrowing {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Item, Self::From, Self::Until, Self::Number];

    /// The name of the parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::From => "from",
            Self::Until => "until",
            Self::Number => "number",
        }
    }
}

/// What is asked of a worklist. The query of `GET /api/desk/cases`, of its export and of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorklistQuery {
    /// Which cases.
    pub queue: Queue,
    /// [`Narrowing::Item`].
    pub item: Option<String>,
    /// [`Narrowing::From`].
    pub from: Option<NaiveDate>,
    /// [`Narrowing::Until`].
    pub until: Option<NaiveDate>,
    /// [`Narrowing::Number`], as it was typed.
    pub number: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

impl WorklistQuery {
    /// A queue from its beginning.
    pub fn of(queue: Queue) -> Self {
        Self { queue, ..Self::default() }
    }

    /// What an address says: `get` gives its parameters. What cannot be read is not asked, as with an empty field of a form.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let some = |name: &str| get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |narrowing: Narrowing| some(narrowing.slug())?.parse().ok();
        Self {
            queue: some("queue").and_then(|queue| Queue::from_slug(&queue)).unwrap_or_default(),
            item: some(Narrowing::Item.slug()),
            from: day(Narrowing::From),
            until: day(Narrowing::Until),
            number: some(Narrowing::Number.slug()),
            cursor: some("cursor"),
        }
    }

    /// The value of a narrowing, as it stands in an address.
    pub fn value(&self, narrowing: Narrowing) -> Option<String> {
        match narrowing {
            Narrowing::Item => self.item.clone(),
            Narrowing::From => self.from.map(|day| day.to_string()),
            Narrowing::Until => self.until.map(|day| day.to_string()),
            Narrowing::Number => self.number.clone(),
        }
    }

    /// Whether it is narrowed at all.
    pub fn is_narrowed(&self) -> bool {
        Narrowing::ALL.into_iter().any(|narrowing| self.value(narrowing).is_some())
    }

    /// The query string, with its `?`.
    pub fn to_query_string(&self) -> String {
        let narrowed = Narrowing::ALL.into_iter().filter_map(|by| Some((by.slug(), self.value(by)?)));
        let cursor = self.cursor.clone().map(|cursor| ("cursor", cursor));
        let rest = narrowed.chain(cursor).map(|(name, value)| format!("&{name}={}", encode(&value)));
        format!("?queue={}{}", self.queue.slug(), rest.collect::<String>())
    }
}

/// A worklist. `GET /api/desk/cases?queue=…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Worklist {
    /// The cases, those due first before the others; its facet `item` names the items there are to narrow by.
    pub cases: crate::Page<CaseSummary>,
    /// How many cases each queue has; of those one was told of, how many one has not opened since.
    pub counts: Vec<QueueCount>,
    /// Which of these cases one was told of and has not opened since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub unread: Vec<CaseNumber>,
    /// What one is told and has not seen, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<DeskNote>,
    /// The same of proceedings: what is late there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proceedings: Vec<ProceedingNote>,
    /// The same of enquiries: what is due there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enquiries: Vec<EnquiryNote>,
    /// Whether one leads an agency, and so may look at what nobody has.
    #[serde(default)]
    pub leads: bool,
}

/// A queue and how many cases it has, as far as it is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueCount {
    /// The queue.
    pub queue: Queue,
    /// How many; [`Self::MOST`] stands for that many and more.
    pub count: u64,
}

impl QueueCount {
    /// As far as is counted.
    pub const MOST: u64 = 1000;

    /// What a badge shows: `7`, or `999+`.
    pub fn badge(&self) -> String {
        if self.count < Self::MOST { self.count.to_string() } else { format!("{}+", Self::MOST - 1) }
    }
}

/// An open case that is in no queue of anybody who can act. `GET /api/desk/orphans`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Orphan {
    /// The case.
    #[serde(flatten)]
    pub case: CaseSummary,
    /// Why nobody has it.
    pub cause: OrphanCause,
}

/// Why nobody who can act has an open case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrphanCause {
    /// Nothing of it is to be done, and it has not ended.
    NoTask,
    /// Who has it cannot sign in any more, or has no post at the agency whose task it is.
    HolderGone,
    /// Nobody has it, and nobody holds a post that may take it.
    NobodyThere,
}

impl OrphanCause {
    /// Every cause.
    pub const ALL: [Self; 3] = [Self::NoTask, Self::HolderGone, Self::NobodyThere];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_queue_survives_the_wire() {
        for queue in Queue::ALL {
            assert_eq!(serde_json::to_value(queue).unwrap(), queue.slug());
            assert_eq!(Queue::from_slug(queue.slug()), Some(queue));
        }
    }

    #[test]
    fn each_queue_is_in_one_group_and_a_group_of_one_or_more() {
        let grouped: Vec<Queue> = QueueGroup::ALL.into_iter().flat_map(QueueGroup::queues).collect();
        assert_eq!(grouped.len(), Queue::ALL.len());
        assert!(Queue::ALL.iter().all(|queue| grouped.contains(queue)));
        assert!(QueueGroup::ALL.into_iter().all(|group| group.queues().next().is_some()));
    }

    #[test]
    fn a_query_reads_back_as_it_was_written() {
        let query = WorklistQuery {
            queue: Queue::Late,
            item: Some("A&1".to_owned()),
            until: Some("2026-03-05".parse().unwrap()),
            number: Some("440103-260305-00042-7".to_owned()),
            cursor: Some("2026-03-05.7.accept".to_owned()),
            from: None,
        };
        let text = query.to_query_string();
        assert!(text.starts_with("?queue=late&item=A%261&until=2026-03-05&number="), "{text}");
        let get = |name: &str| {
            let pairs = text[1..].split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.replace("%26", "&"))
        };
        assert_eq!(WorklistQuery::read(get), query);
        // What a form sends with its fields empty asks for nothing.
        let plain = WorklistQuery::read(|name| (name != "queue").then(String::new));
        assert_eq!((plain.is_narrowed(), plain), (false, WorklistQuery::of(Queue::Mine)));
        assert_eq!(WorklistQuery::read(|_| Some("x".to_owned())).from, None);
    }

    #[test]
    fn a_badge_counts_to_999() {
        for (count, badge) in [(0, "0"), (999, "999"), (1000, "999+")] {
            assert_eq!(QueueCount { queue: Queue::Mine, count }.badge(), badge);
        }
    }
}
