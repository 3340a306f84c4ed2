//! What is said beside the drawing of a process: how the limits of its blocks add up, and of a case where it stands, which way
//! it went and why, and which way it will go as things are.

texts! {
    /// Sums of limits, and the course of a case.
    Tracing {
        longest(days: u32): "最长一支 {days} 个工作日" | "working days on the longest branch: {days}",
        each_time(days: u32): "每人 {days} 个工作日" | "working days for each: {days}",
        in_rounds(once: u32, all: u32): "一轮 {once} 个工作日，最多 {all}" | "working days a round: {once}, at most {all}",
        not_counted(limit: &str): "{limit}，不计入" | "{limit}, not counted",

        sums: "时限加得起来吗" | "Do the limits add up?",
        sum_what: "环节" | "Step",
        sum_days: "工作日" | "Working days",
        sum_longest(name: &str): "{name}，取最长的一支" | "{name}: its longest branch",
        sum_rounds(name: &str, most: u32): "{name}，最多 {most} 轮" | "{name}: {most} rounds at most",
        uncounted: "不计入" | "not counted",
        sum_none: "没有限" | "no limit",
        total: "加起来最长" | "At most in all",
        promised: "向社会承诺" | "Promised",
        margin: "余量" | "Left over",
        too_long: "超出承诺" | "Over the promise",
        not_promised: "没有承诺" | "nothing promised",
        statutory(limit: &str): "法定 {limit}。特别程序和补正的时间不算在内。" | "By law {limit}. Special procedures and supplements do not count.",

        followed(process: &str, version: u32): "{process} v{version}" | "{process} v{version}",
        stands: "现在停在哪" | "Where it is now",
        settled(when: &str): "{when} 办结。" | "Settled on {when}.",
        waits_outside: "没有等着办的环节。" | "No step is open.",
        here(task: &str): "“{task}”" | "“{task}”",
        sent_back(task: &str): "退回“{task}”" | "sent back to “{task}”",
        late_by(days: u32): "超了 {days} 个工作日" | "working days late: {days}",
        late_today: "今天到期，已经超了" | "due today, and late",
        due_by(when: &str): "最迟 {when}" | "due {when}",

        answered(question: &str, answer: &str): "{question}：{answer}" | "{question}: {answer}",
        because(answers: &str, way: &str): "{answers} → {way}" | "{answers} → {way}",
        took(branches: &str): "走了“{branches}”" | "took “{branches}”",
        will_take(branches: &str): "预计走“{branches}”" | "will take “{branches}”",
        open_way: "走哪支还定不了" | "which way is not settled yet",
        no_way: "哪支都没走" | "took none of them",
        expected_here: "预计走这里" | "expected to go here",
        not_expected: "预计不走" | "not expected to go here",
        branches(done: usize, open: usize): "{done} 支办完，{open} 支在办" | "{done} done, {open} under way",
        open_branches(open: usize): "{open} 支在办" | "{open} under way",
        all_branches(done: usize): "{done} 支都办完了" | "all {done} done",
        round_now(round: u32): "第 {round} 轮" | "round {round}",
        rounds_over(count: u32): "走了 {count} 轮，没有再来" | "{count} rounds, then no other",
        one_round: "一轮就过，没有再来" | "one round, then no other",
        rounds_most(count: u32): "走了 {count} 轮，到了最多的轮数" | "rounds: {count}, the most there may be",

        legend: "图例" | "Key",
        legend_walked: "走过" | "Done",
        legend_here: "在办" | "Under way",
        legend_late: "超期" | "Late",
        legend_ahead: "预计" | "Expected",
        legend_passed: "没走" | "Not taken",
    }
}
