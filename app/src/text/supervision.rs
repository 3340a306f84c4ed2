//! What supervisors read.

use schema::Locale;
use schema::supervise::{Grade, Monitor};

texts! {
    /// Supervision.
    Supervision {
        title: "电子监察" | "Supervision",
        what: "规则自动发现的，每一张牌都有依据、有证据。" | "Found by rules: every card has its ground and its evidence.",
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
        place(seq: u64): "日志第 {seq} 条" | "entry {seq} of the log",
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
        let proves = |kind: &&String| !matches!(kind.as_str(), "case_withdrawn" | "case_terminated");
        for kind in found.iter().filter(proves) {
            for locale in Locale::ALL {
                assert_ne!(&Supervision(locale).event(kind), kind);
            }
        }
    }
}
