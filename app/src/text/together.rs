//! Several at one desk: lists that are narrowed, what is done with several cases at once, what colleagues write to each other,
//! what one learns of them, and what nobody has.

use schema::cases::{BulkAct, OrphanCause};

texts! {
    /// Working at the same cases.
    Together {
        answer_owed(subject: &str): "“{subject}”请您答复，已经过了期限" | "Your answer is late: {subject}",
        answer_awaited(subject: &str): "“{subject}”已经过了期限，还没有办完" | "Past its last day, and not over: {subject}",

        narrow: "筛选" | "Narrow down",
        narrowed: "筛选过" | "narrowed down",
        item: "事项" | "Service",
        any_item: "全部事项" | "All services",
        from: "到期不早于" | "Due from",
        until: "到期不晚于" | "Due until",
        day_from: "不早于" | "From",
        day_until: "不晚于" | "Until",
        number: "办件编号" | "Case number",
        apply: "筛选" | "Apply",
        clear: "不筛选" | "Show all",
        table: "导出表格" | "Export as CSV",
        nothing_narrowed: "没有合条件的。去掉一个条件再看。" | "Nothing fits. Leave out a condition and look again.",

        choose_case(what: &str): "选中：{what}" | "Select: {what}",
        several: "几件一起办" | "Several at once",
        claim: "接手选中的" | "Take up the selected",
        release: "放回选中的" | "Put back the selected",
        none_chosen: "一件都没有选。先在左边勾上，再办。" | "None is selected. Tick some on the left first.",
        claimed(count: usize): "接手了 {count} 件" | "Taken up: {count}",
        released(count: usize): "放回了 {count} 件" | "Put back: {count}",
        failed(count: usize): "没办成 {count} 件：" | "Not done: {count}",

        thread: "给经办同事留言" | "Write to those who have the case",
        thread_what: "申请人看不到；写了不能改。手上有这件的同事会收到提醒。" | "The applicant does not see it, and it cannot be changed. Colleagues who have the case are told.",
        thread_text: "留言（最多 1000 字）" | "Message (1,000 characters at most)",
        thread_send: "留言" | "Send",

        acted(name: &str): "{name}刚刚办理了这一件" | "{name} has just acted on this case",
        happened: "这一件刚刚有了变化" | "Something has just happened to this case",
        remarked: "同事刚刚给这一件留了话" | "A colleague has just written about this case",
        see_new: "看新的内容" | "See what is new",
        keep_typed: "您正在写的还在；先抄下来再看。" | "What you are writing is still here; copy it first.",

        orphans: "没有人办的件" | "Cases that nobody has",
        orphans_what: "还没办结，但谁的队列里都没有的件。请给岗位配人，或者转交给在岗的同事。" | "Open cases that are in nobody's queue. Give the post to somebody, or hand the case to a colleague.",
        no_orphans: "没有这样的件：每一件都有人能办。" | "There are none: somebody can act on every case.",
        no_orphans_yet: "到这里为止没有。后面的还没有查。" | "None so far; the rest has not been looked through.",
        go_on: "接着查" | "Go on",
        why: "为什么没有人" | "Why",

        keys_select: "选中、取消" | "select",
        keys_next: "下一件" | "next case",
    }
}

impl Together {
    /// What was done with several.
    pub fn done(self, act: BulkAct, count: usize) -> String {
        match act {
            BulkAct::Claim => self.claimed(count),
            BulkAct::Release => self.released(count),
        }
    }

    /// Why nobody has a case.
    pub const fn cause(self, cause: OrphanCause) -> &'static str {
        match (cause, self.0) {
            (OrphanCause::NoTask, schema::Locale::ZhCn) => "没有要办的环节",
            (OrphanCause::NoTask, schema::Locale::En) => "There is nothing to do in it",
            (OrphanCause::HolderGone, schema::Locale::ZhCn) => "经办人已经不在岗",
            (OrphanCause::HolderGone, schema::Locale::En) => "Who has it is no longer there",
            (OrphanCause::NobodyThere, schema::Locale::ZhCn) => "这个岗位没有人",
            (OrphanCause::NobodyThere, schema::Locale::En) => "Nobody holds the post",
        }
    }
}
