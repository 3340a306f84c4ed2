//! Performance of agencies: the table, the arithmetic of a score. What a bulletin says by itself is in [`bulletin`].

mod bulletin;

use schema::Locale;
use schema::performance::{Grade, LeftOut, Measure, Period, Ratio, Scoring, Section, Value};

use super::use_words;

texts! {
    /// Performance.
    Performance {
        title: "绩效评估" | "Performance",
        headline(month: &str, agencies: usize, excellent: usize): "{month}：{agencies} 个部门参评，{excellent} 个优秀。" | "{month}: {agencies} agencies were judged, {excellent} of them excellent.",
        not_counted(month: &str): "{month}还没有计算。" | "{month} has not been counted yet.",
        by(system: &str, ground: &str): "指标体系：{system}。依据：{ground}。" | "By {system}. Ground: {ground}.",
        counted_at(when: &str): "{when} 计算" | "Counted {when}",
        closed_at(when: &str): "{when} 结账，不再变动" | "Closed {when}: nothing changes any more",
        before: "上个月" | "The month before",
        after: "下个月" | "The month after",
        agency: "部门" | "Agency",
        score: "得分" | "Score",
        grade: "等次" | "Grade",
        filed: "收件" | "Filed",
        decided: "办结" | "Decided",
        count: "计算这个月" | "Count this month",
        count_again: "重新计算" | "Count again",
        close: "结账" | "Close the month",
        close_later: "这个月过完以后再算一次，才能结账。" | "It can be closed once it is over and counted again.",
        close_what: "结账以后，成绩、加减分都不再变，换了指标体系也不变。" | "Once closed, scores and entries stay as they are, whatever index system follows.",
        to_bulletin: "月度通报" | "Monthly bulletin",
        back: "回到全部部门" | "Back to all agencies",
        arithmetic: "怎么算出来的" | "How it was worked out",
        indicator: "指标" | "Indicator",
        counted: "数到的" | "Counted",
        rule: "计分办法" | "Scoring",
        entered: "加减分" | "Entered",
        points: "得分" | "Points",
        total: "合计" | "Total",
        total_is(points: &str, of: &str, score: &str): "计分项 {points} ÷ {of} × 100 ＝ {score}" | "Lines that count: {points} ÷ {of} × 100 = {score}",
        too_little(of: &str, enough: u64): "能计的只有 {of} 分，不到 {enough} 分，不参评" | "Only {of} points could be judged, fewer than {enough}: no score",
        no_score: "不参评" | "Not judged",
        see: "看这些件" | "See them",
        entries: "人工加减分" | "Points entered by people",
        no_entries: "没有人工加减分。" | "Nobody entered points.",
        enter: "加分或者减分" | "Add or take points",
        change: "分数（减分写负数）" | "Points (negative takes away)",
        change_hint: "最多两位小数，例如 -0.5" | "At most two decimals, such as -0.5",
        reason: "理由" | "Reason",
        evidence: "凭据（记录编号、函号、办件号）" | "Evidence (number of a record, a letter, a case)",
        save_entry: "记上" | "Enter",
        withdraw: "撤回" | "Take back",
        withdrawn: "已撤回" | "taken back",
        bulletin: "情况通报" | "Bulletin",
        edit: "写通报" | "Write it",
        publish: "发布" | "Publish",
        publish_what: "发布以后数字和文字都不再变。本月要先结账。" | "Once published neither figures nor words change. The month is closed first.",
        save: "保存" | "Save",
        saved: "已保存。" | "Saved.",
        conflict: "别人刚刚改过。请抄下您写的，打开最新的再改。" | "Somebody else changed it just now. Keep what you wrote, open the newest and change that.",
        published(when: &str): "{when} 发布" | "Published {when}",
        draft: "草稿：还没有发布" | "Draft, not published",
        print: "打印" | "Print",
        annex_scores: "附件一：窗口考核成绩表" | "Annex 1: scores of the windows",
        annex_counts: "附件二：事项审批情况统计" | "Annex 2: matters handled",
        no_words: "（无）" | "(none)",
    }
}

impl Performance {
    /// A month, such as “2026 年 10 月”.
    pub fn month(self, period: Period) -> String {
        use chrono::Datelike;
        let day = period.first();
        match self.0 {
            Locale::ZhCn => format!("{}\u{a0}年\u{a0}{}\u{a0}月", day.year(), day.month()),
            Locale::En => format!("{}\u{a0}{}", use_words().month(day), day.year()),
        }
    }

    /// A grade.
    pub const fn grade_of(self, grade: Grade) -> &'static str {
        let (zh, en) = match grade {
            Grade::Excellent => ("优秀", "Excellent"),
            Grade::Good => ("良好", "Good"),
            Grade::Passed => ("合格", "Passed"),
            Grade::Failed => ("不合格", "Failed"),
        };
        self.either(zh, en)
    }

    /// A share with what it divides by, or how often.
    pub fn value(self, measure: Measure, value: Value) -> String {
        match value {
            Value::Share(ratio) => self.share(measure, ratio),
            Value::Times(times) => {
                let unit = match measure {
                    Measure::YellowCards | Measure::RedCards => ("张", "cards"),
                    _ => ("次", "times"),
                };
                match self.0 {
                    Locale::ZhCn => format!("{times} {}", unit.0),
                    Locale::En => format!("{times} {}", unit.1),
                }
            }
        }
    }

    fn share(self, measure: Measure, ratio: Ratio) -> String {
        let (part, whole) = self.sides(measure);
        let Ratio { part: of, whole: all } = ratio;
        match (self.0, ratio.permille()) {
            (Locale::ZhCn, Some(_)) => format!("{part} {of} ÷ {whole} {all} ＝ {}", percent(ratio)),
            (Locale::En, Some(_)) => format!("{of} {part} ÷ {all} {whole} = {}", percent(ratio)),
            (Locale::ZhCn, None) => format!("{whole} 0"),
            (Locale::En, None) => format!("0 {whole}"),
        }
    }

    const fn sides(self, measure: Measure) -> (&'static str, &'static str) {
        let (zh, en) = match measure {
            Measure::OnTime => (("按期", "办结"), ("in time", "decided")),
            Measure::Speed => (("实际用时", "承诺工作日"), ("days used", "days promised")),
            Measure::Online => (("网上", "收件"), ("online", "filed")),
            Measure::Returned => (("有退回", "办结"), ("with a return", "decided")),
            Measure::ToldTwice => (("没有一次告知", "收件"), ("told twice", "filed")),
            Measure::Satisfied => (("满意", "评价"), ("satisfied", "rated")),
            Measure::Rated => (("评价", "办结"), ("rated", "decided")),
            Measure::Replies => (("按期", "答复"), ("in time", "answered")),
            Measure::Attendance => (("有办件的", "应到工作日"), ("with work on cases", "working days due")),
            Measure::Complaints | Measure::YellowCards | Measure::RedCards => (("", ""), ("", "")),
        };
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }

    /// How what was counted becomes points.
    pub fn scoring(self, scoring: Scoring, points: u16) -> String {
        match (scoring, self.0) {
            (Scoring::Share { none, full }, Locale::ZhCn) => {
                format!("{} 得 0 分，{} 得 {points} 分，中间按比例", permille(none), permille(full))
            }
            (Scoring::Share { none, full }, Locale::En) => {
                format!(
                    "{} brings 0, {} brings {points}, in proportion between",
                    permille(none),
                    permille(full)
                )
            }
            (Scoring::Each { minus }, Locale::ZhCn) => {
                format!("满分 {points} 分，每次减 {} 分", hundredths(u64::from(minus)))
            }
            (Scoring::Each { minus }, Locale::En) => {
                format!("{points}, less {} each time", hundredths(u64::from(minus)))
            }
            (Scoring::Entries, Locale::ZhCn) => format!("满分 {points} 分，只按人工加减分"),
            (Scoring::Entries, Locale::En) => format!("{points}, changed only by what people enter"),
        }
    }

    /// Why a line does not count.
    pub const fn left_out(self, why: LeftOut) -> &'static str {
        let (zh, en) = match why {
            LeftOut::Nothing => ("没有可以数的，不计分", "Nothing to count: left out"),
            LeftOut::TooFew => ("太少，不计分", "Too few: left out"),
        };
        self.either(zh, en)
    }

    /// What a section of a bulletin is called.
    pub const fn section(self, section: Section) -> &'static str {
        let (zh, en) = match section {
            Section::Overview => ("总体运行", "On the whole"),
            Section::Praise => ("考核通报", "Assessment"),
            Section::News => ("工作动态", "What was done"),
            Section::Discipline => ("出勤纪律", "Attendance and discipline"),
            Section::Efficiency => ("办事效率", "Speed"),
            Section::Service => ("服务质量", "Quality of service"),
            Section::Network => ("网络运行", "Online"),
            Section::Ratings => ("行风评议", "What people said"),
            Section::Next => ("下月工作要点", "Next month"),
        };
        self.either(zh, en)
    }

    /// What the bulletin of a month is called.
    pub fn bulletin_of(self, period: Period) -> String {
        let month = self.month(period);
        match self.0 {
            Locale::ZhCn => format!("{month}政务服务大厅运行情况通报"),
            Locale::En => format!("Bulletin of the service hall, {month}"),
        }
    }

    const fn either(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}

/// A share in tenths of a per cent; a dash of nothing.
pub fn percent(ratio: Ratio) -> String {
    ratio.permille().map_or_else(|| "–".to_owned(), |share| format!("{}.{} %", share / 10, share % 10))
}

fn permille(share: u16) -> String {
    match share % 10 {
        0 => format!("{} %", share / 10),
        tenth => format!("{}.{tenth} %", share / 10),
    }
}

/// Hundredths of a point as points.
pub fn hundredths(points: u64) -> String {
    format!("{}.{:02}", points / 100, points % 100)
}

/// The same of what was added or taken away.
pub fn signed(points: i64) -> String {
    let sign = if points < 0 { "−" } else { "+" };
    format!("{sign}{}", hundredths(points.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_says_what_it_divides_by() {
        let share = Value::Share(Ratio { part: 1421, whole: 1452 });
        assert_eq!(
            Performance(Locale::ZhCn).value(Measure::Satisfied, share),
            "满意 1421 ÷ 评价 1452 ＝ 97.9 %"
        );
        assert_eq!(
            Performance(Locale::En).value(Measure::Satisfied, share),
            "1421 satisfied ÷ 1452 rated = 97.9 %"
        );
        let none = Value::Share(Ratio { part: 0, whole: 0 });
        assert_eq!(Performance(Locale::ZhCn).value(Measure::OnTime, none), "办结 0");
        assert_eq!(Performance(Locale::ZhCn).value(Measure::RedCards, Value::Times(2)), "2 张");
    }

    #[test]
    fn points_are_said_with_two_decimals() {
        assert_eq!(
            (hundredths(1705), signed(-50), signed(100)),
            ("17.05".into(), "−0.50".into(), "+1.00".into())
        );
    }
}
