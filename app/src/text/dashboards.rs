//! What leaders read.

use schema::Locale;
use schema::dashboards::{Figure, Question};

texts! {
    /// Dashboards.
    Dashboards {
        title: "数据" | "Dashboard",
        headline(opened: u64, decided: u64, share: &str): "收到 {opened} 件，办结 {decided} 件，按时办结 {share}。" | "{opened} filed, {decided} decided, {share} of them in time.",
        in_hand(open: u64, late: u64): "现在手上有 {open} 件，其中超期 {late} 件。" | "{open} in hand now, {late} of them late.",
        nothing_decided: "还没有办结的" | "none yet",
        from: "从" | "From",
        to: "到" | "To",
        region: "地区" | "Region",
        everywhere: "全部" | "All",
        show: "查看" | "Show",
        table: "表格" | "Table",
        nothing: "这段时间没有。" | "Nothing in this period.",
        behind: "逐件看" | "Case by case",
        list(figure: &str): "{figure}办件" | "Cases: {figure}",
        back: "回到数据" | "Back to the dashboard",
        period(from: &str, to: &str): "{from}—{to}" | "{from} to {to}",
        now: "现在" | "Now",
        no_cases: "没有这样的办件。" | "There are no such cases.",
        case_number: "编号" | "Number",
        service: "事项" | "Service",
        agency: "部门" | "Agency",
        stage: "状态" | "Stage",
        filed_on: "收件" | "Filed",
        decided_on: "办结" | "Decided",
        last_day: "最后一天" | "Last day",
        in_time: "期限" | "Limit",
        is_late: "超期" | "Late",
        is_on_time: "按时" | "In time",
        is_running: "在期限内" | "Running",
        further: "再往后" | "Further",
    }
}

impl Dashboards {
    /// What a tile asks.
    pub const fn question(self, question: Question) -> &'static str {
        let (zh, en) = match question {
            Question::ByDay => ("每天收多少、办多少？", "How many are filed and decided each day?"),
            Question::ByAgency => ("哪个部门收得最多？", "Which agency is asked most?"),
            Question::ByType => ("都是哪一类？", "What kind of matters are they?"),
            Question::InHand => ("手上还有多少，超了多少？", "How much is in hand, and how much is late?"),
            Question::OnTime => ("谁按时办结了？", "Who decides in time?"),
            Question::Slowest => ("哪些事项办得最久？", "Which services take longest?"),
            Question::AskedLate => {
                ("哪个部门补正提晚了？", "Which agency asks too late for what is missing?")
            }
        };
        self.either(zh, en)
    }

    /// What a list of cases is of.
    pub const fn figure(self, figure: Figure) -> &'static str {
        let (zh, en) = match figure {
            Figure::Opened => ("收到的", "Filed"),
            Figure::Decided => ("办结的", "Decided"),
            Figure::OnTime => ("按时办结的", "Decided in time"),
            Figure::DecidedLate => ("超期办结的", "Decided late"),
            Figure::InHand => ("手上的", "In hand"),
            Figure::Late => ("手上超期的", "In hand and late"),
            Figure::AskedLate => ("补正提晚的", "Asked too late for what is missing"),
        };
        self.either(zh, en)
    }

    /// The columns of its table: what a row is, then its numbers.
    pub fn columns(self, question: Question) -> Vec<&'static str> {
        match question {
            Question::ByDay => vec![self.either("日期", "Day"), self.filed(), self.decided()],
            Question::ByAgency => vec![self.agency(), self.filed()],
            Question::ByType => vec![self.either("类型", "Kind"), self.filed()],
            Question::InHand => {
                vec![self.agency(), self.either("在办", "In hand"), self.either("超期", "Late")]
            }
            Question::OnTime => vec![self.agency(), self.either("按时", "In time"), self.decided()],
            Question::Slowest => {
                vec![
                    self.either("事项", "Service"),
                    self.either("平均工作日", "Working days"),
                    self.decided(),
                ]
            }
            Question::AskedLate => {
                vec![
                    self.agency(),
                    self.either("收件超过两个工作日才提", "More than two working days after receipt"),
                ]
            }
        }
    }

    /// A number of a column: some are counted in tenths.
    pub fn number(self, question: Question, column: usize, number: i64) -> String {
        match (question, column) {
            (Question::OnTime, 0) => format!("{}%", tenths(number)),
            (Question::Slowest, 0) => tenths(number),
            _ => number.to_string(),
        }
    }

    const fn filed(self) -> &'static str {
        self.either("收件", "Filed")
    }

    const fn decided(self) -> &'static str {
        self.either("办结", "Decided")
    }

    const fn either(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}

/// A number counted in tenths, such as 98.6.
pub fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}
