//! What supervisors read.

use schema::Locale;
use schema::supervise::{Grade, Monitor};

texts! {
    /// Supervision.
    Supervision {
        title: "电子监察" | "Supervision",
        what: "规则自动发现的，每一张牌都有依据、有证据。" | "Found by rules: every card has its ground and its evidence.",
        rules: "监察规则" | "The rules",
        due_today: "今日到期" | "Due today",
        due_headline(late: u64, today: u64, next: u64): "已超期 {late} 项，今天到期 {today} 项，下一个工作日到期 {next} 项。" | "{late} tasks are late, {today} end today, {next} on the next working day.",
        due_days(today: &str, next: &str): "今天是{today}；下一个工作日是{next}。等申请人补正的不算。" | "Today is {today}; the next working day is {next}. What waits for the applicant is not counted.",
        due_none: "没有快到期的。" | "Nothing is due.",
        due_who: "部门和承办人" | "Agency, and who has it",
        due_late: "已超期" | "Late",
        due_now: "今天" | "Today",
        due_next: "下一工作日" | "Next day",
        due_nobody: "还没有人认领" | "Nobody has taken it",
        headline(red: u64, yellow: u64, warnings: u64): "红牌 {red}，黄牌 {yellow}，预警 {warnings}。" | "Red cards {red}, yellow cards {yellow}, warnings {warnings}.",
        by_monitor: "监察什么" | "What is watched",
        watched: "监察内容" | "Watched",
        cards: "最近的牌" | "The newest",
        narrow: "只看" | "Only",
        all: "看全部" | "All of them",
        none: "没有这样的牌。" | "There are no such cards.",
        further: "再往前" | "Earlier ones",
        acknowledged: "已签收" | "seen by the agency",
        not_acknowledged: "还没有签收" | "not yet seen by the agency",
        acknowledged_at(when: &str): "{when} 签收" | "Seen by the agency: {when}",
        acknowledge: "签收" | "We have seen it",
        card: "监察牌" | "A card",
        back: "回到电子监察" | "Back to supervision",
        about(grade: &str, rule: &str): "{grade}：{rule}" | "{grade}: {rule}",
        ground: "依据" | "Ground",
        due(day: &str): "最后一天：{day}" | "Last day: {day}",
        found(grade: &str, when: &str, version: u32): "{grade}，{when}；规则第 {version} 版。证据：" | "{grade}, {when}, by version {version} of the rule. Evidence:",
        of_task(event: &str, task: &str): "{event}：{task}" | "{event}: {task}",
        with_outcome(event: &str, outcome: &str): "{event}，{outcome}" | "{event}: {outcome}",
        place(seq: u64): "日志第 {seq} 条" | "entry {seq} of the log",
        counted(what: &str, cards: u64): "{what} {cards}" | "{what} {cards}",
        stages: "按办理环节看" | "By how far they have come",
        proceedings: "办理" | "Proceedings",
        appeal_until(day: &str): "单位可以在{day}以前申诉（含当天）。" | "The agency may appeal until {day}, that day included.",
        due_passed(day: &str): "最后一天是{day}，已经过了" | "Late: the last day was {day}",
        held_by(name: &str): "{name} 在办" | "With {name}",
        held_by_nobody: "还没有人接" | "Nobody has taken it",
        claim: "接手" | "Take it",
        release: "放回" | "Put it back",
        outcome: "怎么办结" | "How it ends",
        reason: "理由" | "Reason",
        reason_if_against: "理由（不予立案、有异议、建议撤销、撤销或者维持的，必须写）" | "Reason (needed unless you file, agree, uphold, hear or grant it)",
        opinion: "意见" | "Opinion",
        conclude: "办结这一步" | "End this step",
        ended(task: &str, how: &str): "{task}：{how}" | "{task}: {how}",
        just_written: "刚才写的没有交上去，可以从这里复制：" | "What you wrote was not sent. You can copy it from here:",
    }
}

impl Supervision {
    /// A grade.
    pub const fn grade(self, grade: Grade) -> &'static str {
        let (zh, en) = match grade {
            Grade::Warning => ("预警", "Warning"),
            Grade::Yellow => ("黄牌", "Yellow card"),
            Grade::Red => ("红牌", "Red card"),
        };
        self.either(zh, en)
    }

    /// The same in one word.
    pub const fn short(self, grade: Grade) -> &'static str {
        let (zh, en) = match grade {
            Grade::Warning => ("预警", "Warn"),
            Grade::Yellow => ("黄牌", "Yellow"),
            Grade::Red => ("红牌", "Red"),
        };
        self.either(zh, en)
    }

    /// What a monitor watches.
    pub const fn monitor(self, monitor: Monitor) -> &'static str {
        let (zh, en) = match monitor {
            Monitor::TimeLimit => ("时限", "Time limits"),
            Monitor::Procedure => ("程序", "Procedure"),
            Monitor::Fee => ("收费", "Fees"),
            Monitor::Irregular => ("异常程序", "Irregular procedure"),
            Monitor::Attendance => ("窗口考勤", "Attendance of counters"),
            Monitor::Volume => ("办件量异常", "Unusual volume"),
            Monitor::Notice => ("一次性告知", "Told all at once"),
            Monitor::Refusal => ("不予许可", "Refusals"),
            Monitor::Reply => ("咨询投诉答复", "Replies"),
            Monitor::Rating => ("好差评", "Ratings"),
            Monitor::Disclosure => ("政务公开", "Disclosure"),
        };
        self.either(zh, en)
    }

    /// An event that proves something, by its kind.
    pub fn event(self, kind: &str) -> String {
        let (zh, en) = match kind {
            "case_started" => ("收到申请", "Filed"),
            "task_opened" => ("轮到一个环节", "It is the turn of a step"),
            "task_completed" => ("办完一个环节", "A step was done"),
            "supplement_requested" => ("要求补正", "Asked for what is missing"),
            "supplement_received" => ("收到补正", "What was missing arrived"),
            "special_procedure_started" => {
                ("进入特别程序，停表", "A special procedure began: the clock stands")
            }
            "special_procedure_ended" => ("特别程序结束", "The special procedure ended"),
            "time_extended" => ("延长期限", "Time was extended"),
            "task_jumped" => ("跳到别的环节", "Steps were passed over"),
            "task_returned" => ("退回", "Returned"),
            "case_withdrawn" => ("申请人撤回", "Taken back by the applicant"),
            "case_terminated" => ("终止办理", "Ended without a decision"),
            "case_rated" => ("申请人评价", "Rated by the applicant"),
            other => return other.to_owned(),
        };
        self.either(zh, en).to_owned()
    }

    const fn either(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::supervise::Rule;
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_event_that_a_shipped_rule_names_has_words() {
        fn kinds(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(members) => members.iter().for_each(|(name, member)| match member.as_array() {
                    Some(named) if name == "kinds" => {
                        found.extend(named.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => kinds(member, found),
                }),
                Value::Array(entries) => entries.iter().for_each(|entry| kinds(entry, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        kinds(&serde_json::to_value(Rule::shipped().unwrap()).unwrap(), &mut found);
        assert!(found.len() > 10);
        for kind in &found {
            for locale in Locale::ALL {
                assert_ne!(&Supervision(locale).event(kind), kind);
            }
        }
    }
}
