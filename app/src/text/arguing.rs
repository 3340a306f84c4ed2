//! The words of cards that are argued: how far they have come, what one may do, what was said.

use schema::Locale;
use schema::process::Outcome;
use schema::role::Role;
use schema::supervise::CardStage;

use super::Supervision;

impl Supervision {
    /// How far a card has come.
    pub const fn stage(self, stage: CardStage) -> &'static str {
        let (zh, en) = match stage {
            CardStage::Raised => ("待签收", "Not yet seen"),
            CardStage::Acknowledged => ("已签收", "Seen"),
            CardStage::Filing => ("立案", "Filing"),
            CardStage::Statement => ("陈述申辩", "Statement"),
            CardStage::Inquiry => ("调查", "Inquiry"),
            CardStage::Handling => ("处理", "Handling"),
            CardStage::Upheld => ("成立", "Upheld"),
            CardStage::Appeal => ("申诉", "Appeal"),
            CardStage::Review => ("复核", "Review"),
            CardStage::Withdrawn => ("已撤销", "Withdrawn"),
            CardStage::Closed => ("结案", "Closed"),
        };
        self.said(zh, en)
    }

    /// What that means, and what comes next.
    pub const fn stage_what(self, stage: CardStage) -> &'static str {
        let (zh, en) = match stage {
            CardStage::Raised => ("等单位签收。", "The agency has yet to see it."),
            CardStage::Acknowledged => {
                ("单位看到了，没有人提出异议。", "The agency has seen it, and nobody argues.")
            }
            CardStage::Filing => {
                ("等监察部门决定是否立案。", "Supervision has yet to say whether it is inquired into.")
            }
            CardStage::Statement => ("等单位说明情况，陈述申辩。", "The agency is to say what happened."),
            CardStage::Inquiry => ("监察部门正在调查。", "Supervision looks into it."),
            CardStage::Handling => ("等监察部门作出处理。", "Supervision has yet to decide."),
            CardStage::Upheld => ("这张牌成立，照常计分。", "The card was right, and counts."),
            CardStage::Appeal => {
                ("等监察部门决定是否受理申诉。", "Supervision has yet to say whether the appeal is heard.")
            }
            CardStage::Review => {
                ("没有办过这件的人正在复核。", "Somebody who had no part in it looks at it anew.")
            }
            CardStage::Withdrawn => {
                ("这张牌撤销了，不再计数，也不计分。", "The card was wrong: it is counted nowhere.")
            }
            CardStage::Closed => ("维持原样，不再争议。", "It stands, and is argued no more."),
        };
        self.said(zh, en)
    }

    /// How a task may end, at this stage.
    pub const fn way(self, stage: CardStage, outcome: Outcome) -> &'static str {
        let (zh, en) = match (stage, outcome) {
            (CardStage::Filing, Outcome::Accepted) => ("予以立案", "File it"),
            (CardStage::Filing, Outcome::NotAccepted) => ("不予立案，维持原样", "Do not file it: it stands"),
            (CardStage::Statement, Outcome::Approved) => ("没有异议", "No objection"),
            (CardStage::Statement, Outcome::Rejected) => ("有异议", "Objection"),
            (CardStage::Inquiry, Outcome::Approved) => ("建议成立", "Should be upheld"),
            (CardStage::Inquiry, Outcome::Rejected) => ("建议撤销", "Should be withdrawn"),
            (CardStage::Handling, Outcome::Approved) => ("成立", "Upheld"),
            (CardStage::Handling, Outcome::Rejected) => ("撤销这张牌", "Withdraw the card"),
            (CardStage::Appeal, Outcome::Accepted) => ("受理申诉", "Hear the appeal"),
            (CardStage::Appeal, Outcome::NotAccepted) => {
                ("不予受理，维持原样", "Do not hear it: the card stands")
            }
            (CardStage::Review, Outcome::Approved) => ("申诉成立，撤销这张牌", "Granted: withdraw the card"),
            (CardStage::Review, Outcome::Rejected) => ("维持原决定", "The decision stands"),
            // No task of a card ends otherwise.
            _ => ("办结", "Done"),
        };
        self.said(zh, en)
    }

    /// That a run was opened, from this stage on, by somebody in this role.
    pub const fn began(self, stage: CardStage, role: Role) -> &'static str {
        let (zh, en) = match (stage, role) {
            (CardStage::Appeal, _) => ("单位提出申诉", "The agency appeals"),
            (_, Role::AgencyLead) => ("单位提出异议", "The agency objects"),
            _ => ("监察部门提出立案", "Supervision has it inquired into"),
        };
        self.said(zh, en)
    }

    /// The side somebody is on.
    pub const fn side(self, role: Role) -> &'static str {
        match role {
            Role::AgencyLead => self.said("单位负责人", "lead of the agency"),
            _ => self.said("监察部门", "supervision"),
        }
    }

    /// What one may begin, and what follows from it.
    pub const fn begin(self, is_appeal: bool) -> (&'static str, &'static str) {
        match is_appeal {
            true => (
                self.said("提出申诉", "Appeal"),
                self.said("由没有办过这件的人复核；复核以后不再争议。", "Somebody who had no part in it looks at it anew. What they decide is argued no more."),
            ),
            false => (
                self.said("提出异议，申请立案", "Have it inquired into"),
                self.said("监察部门决定是否立案；立案后单位陈述申辩，再调查、处理。一张牌只立案一次。", "Supervision says whether it is filed; the agency then says what happened, before it is inquired into and decided. A card is inquired into once."),
            ),
        }
    }

    /// Why one cannot begin, by its name on the wire.
    pub fn refused(self, why: &str) -> Option<&'static str> {
        let (zh, en) = match why {
            "warned" => ("预警不立案：还没有出错。", "A warning is not argued: nothing has gone wrong yet."),
            "opened" => (
                "已经有人提出过了。请刷新页面，接着往下办。",
                "It has begun already. Load the page again and go on from there.",
            ),
            "not_upheld" => (
                "这张牌还没有认定成立，没有可以申诉的。",
                "The card was not upheld, so there is nothing to appeal against.",
            ),
            "too_late" => ("申诉期已经过了。", "The days for an appeal are over."),
            _ => return None,
        };
        Some(self.said(zh, en))
    }

    const fn said(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use schema::process::TaskKind;

    use super::*;

    #[test]
    fn every_stage_and_every_way_to_end_a_task_has_words_of_its_own() {
        let ways = [
            (CardStage::Filing, TaskKind::Accept),
            (CardStage::Statement, TaskKind::Review),
            (CardStage::Inquiry, TaskKind::Review),
            (CardStage::Handling, TaskKind::Decide),
            (CardStage::Appeal, TaskKind::Accept),
            (CardStage::Review, TaskKind::Decide),
        ];
        for locale in Locale::ALL {
            let words = Supervision(locale);
            let stages: BTreeSet<&str> = CardStage::ALL.into_iter().map(|stage| words.stage(stage)).collect();
            let whats: BTreeSet<&str> = CardStage::ALL.into_iter().map(|it| words.stage_what(it)).collect();
            assert_eq!((stages.len(), whats.len()), (CardStage::ALL.len(), CardStage::ALL.len()));
            let ends =
                ways.into_iter().flat_map(|(stage, kind)| kind.outcomes().iter().map(move |it| (stage, *it)));
            let said: Vec<&str> = ends.map(|(stage, outcome)| words.way(stage, outcome)).collect();
            let distinct: BTreeSet<&&str> = said.iter().collect();
            assert_eq!((said.len(), distinct.len()), (12, 12), "{said:?}");
            assert!(!said.contains(&words.way(CardStage::Raised, Outcome::Paid)), "none is left without");
        }
    }
}
