//! What leaders read.

use schema::Locale;
use schema::dashboards::{Dimension, Figure, Measure, Question};

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
        whole(format: &str): "全部下载（{format}）" | "Download all ({format})",
        compared: "和以前比" | "Beside former periods",
        this_period: "本期" | "This period",
        period_before: "上期" | "Period before",
        year_before: "去年同期" | "A year before",
        change: "增减" | "Change",
        share_in_time: "按时率（按时 ÷ 办结）" | "In time (of those decided)",
        grew(number: &str, share: &str): "{number}（{share}）" | "{number} ({share})",
        points(number: &str): "{number} 个百分点" | "{number} points",
        more(first: &str, second: &str, more: u64): "{first}比{second}多 {more} 件。" | "{first}: {more} more than {second}.",
        equal(first: &str, second: &str): "{first}和{second}一样多。" | "{first}: as many as {second}.",
        busiest(amount: &str, mean: &str): "最多，{amount}；平均每天 {mean} 件。" | " had most: {amount}. The average day had {mean}.",
        alike(amount: &str): "都是 {amount}。" | "The same everywhere: {amount}.",
        all_most(others: usize, all: usize, amount: &str): "等 {all} 个最多，各 {amount}。" | " and {others} more: most, with {amount} each.",
        all_least(others: usize, all: usize, amount: &str): "等 {all} 个最低，都是 {amount}。" | " and {others} more: lowest, with {amount} each.",
        alone(amount: &str): "：{amount}" | ": {amount}",
        most(amount: &str): "最多，{amount}" | ": most, with {amount}",
        longest(amount: &str): "最久，平均 {amount}" | ": longest, with {amount} on average",
        least(amount: &str): "最低，{amount}" | ": lowest, with {amount}",
        of_all(share: &str): "，占 {share}%" | ", {share}% of all",
        of_them_late(late: i64): "，其中超期 {late} 件" | ", {late} of them late",
        none_late: "，没有超期的" | ", none of them late",
        beside(measure: &str, amount: &str): "，{measure} {amount}" | ", {measure}: {amount}",
        stop: "。" | ".",
        screen: "大屏" | "Big screen",
        counted(period: &str, at: &str): "{period} 的数，每分钟更新，最近 {at}。按时 = 在承诺期限的最后一天下班前办结，停表日不计。" | "Numbers of {period}, anew each minute, last at {at}. In time: decided by the end of the last day promised; days on which the clock stands do not count.",
        cut_off(at: &str): "网络断了：这是 {at} 的数，连上以后自己更新。" | "The network is cut: these are the numbers of {at}. They follow by themselves once it is back.",
        signed_out(at: &str): "登录过期了：这是 {at} 的数，请重新登录。" | "Nobody is signed in any more: these are the numbers of {at}. Please sign in again.",
        many_alike(rows: usize, amount: &str): "至少 {rows} 个都是 {amount}。" | "At least {rows} with {amount} each.",
        divides: "增减的百分比除的是以前那一期的件数；以前是 0 的，不算百分比。" | "A percentage of change divides by the number of the former period; where that was 0 there is none.",
    }
}

texts! {
    /// The figures that everybody may read.
    OpenData {
        title: "开放数据" | "Open data",
        describe: "上个月受理、办结和按时办结的件数，可以下载。" | "What was filed, decided and decided in time last month, to be downloaded.",
        lead(month: &str): "{month} 全厅的件数，按事项类型。里面没有个人信息。" | "The cases of the whole hall in {month}, by kind of matter. There is nothing personal in it.",
        table: "上个月的件数" | "Last month's figures",
        kind: "类型" | "Kind",
        opened: "收件" | "Filed",
        decided: "办结" | "Decided",
        on_time: "按时办结" | "Decided in time",
        total: "合计" | "All together",
        none: "上个月没有办件。" | "There were no cases last month.",
        not_told: "不公布" | "not told",
        hidden: "“—”的数不公布：不满 5 件的，和能用减法算出它们的，都不公布，免得认出是谁。" | "A dash stands for a number that is not told: fewer than five, or one from which fewer than five would follow by subtraction, so that nobody can be recognised.",
        csv: "下载 CSV" | "Download CSV",
        json: "JSON 接口" | "JSON",
        meaning: "收件是这个月提交的；办结是这个月作出决定的，不一定是这个月提交的；按时办结是其中没有超过承诺或者法定时限的。联合办理中的每一件各算一件。" | "Filed are those handed in during the month; decided are those decided in it, whenever they were handed in; decided in time are those of them that kept to the time promised or the law gives. Each part of a joint application counts as one.",
    }
}

impl Dashboards {
    /// What a tile asks.
    pub const fn question(self, question: Question) -> &'static str {
        let (zh, en) = match question {
            Question::ByDay => ("每天收多少、办多少？", "How many are filed and decided each day?"),
            Question::ByAgency => ("哪个部门收得最多？", "Which agency is asked most?"),
            Question::ByType => ("都是哪一类？", "What kind of matters are they?"),
            Question::ByRegion => ("都是哪里的？", "Where do they come from?"),
            Question::BusyDays => ("哪些天忙？", "Which days are busy?"),
            Question::InHand => ("手上还有多少，超了多少？", "How much is in hand, and how much is late?"),
            Question::Waiting => ("办件停在哪一步？", "Where do the cases stand?"),
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

    /// What a row of a table is.
    pub const fn dimension(self, dimension: Dimension) -> &'static str {
        let (zh, en) = match dimension {
            Dimension::Day => ("日期", "Day"),
            Dimension::Region => ("地区", "Region"),
            Dimension::Agency => ("部门", "Agency"),
            Dimension::Type => ("类型", "Kind"),
            Dimension::Item => ("事项", "Service"),
            Dimension::Stage => ("环节", "Stage"),
        };
        self.either(zh, en)
    }

    /// What a column counts; a share says what it divides by.
    pub const fn measure(self, measure: Measure) -> &'static str {
        let (zh, en) = match measure {
            Measure::Opened => ("收件", "Filed"),
            Measure::Decided => ("办结", "Decided"),
            Measure::OnTime => ("按时办结", "Decided in time"),
            Measure::OnTimeShare => ("按时（占办结）", "In time (of those decided)"),
            Measure::AverageDays => ("平均工作日", "Working days"),
            Measure::InHand => ("在办", "In hand"),
            Measure::Late => ("超期", "Late"),
            Measure::AskedLate => ("收件超过两个工作日才提", "More than two working days after receipt"),
        };
        self.either(zh, en)
    }

    /// What was filed.
    pub const fn filed(self) -> &'static str {
        self.measure(Measure::Opened)
    }

    /// What was decided.
    pub const fn decided(self) -> &'static str {
        self.measure(Measure::Decided)
    }

    /// A number of a column: some are counted in tenths.
    pub fn number(self, measure: Measure, number: i64) -> String {
        match measure {
            Measure::OnTimeShare => format!("{}%", tenths(number)),
            Measure::AverageDays => tenths(number),
            _ => number.to_string(),
        }
    }

    /// A number with its unit, as a sentence says it.
    pub fn amount(self, measure: Measure, number: i64) -> String {
        let said = self.number(measure, number);
        match (measure, self.0) {
            (Measure::OnTimeShare, _) => said,
            (Measure::AverageDays, Locale::ZhCn) => format!("{said} 个工作日"),
            (Measure::AverageDays, Locale::En) => format!("{said} working days"),
            (_, Locale::ZhCn) => format!("{said} 件"),
            (_, Locale::En) => said,
        }
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
