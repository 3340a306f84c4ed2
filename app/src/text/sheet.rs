//! What a task asks of who has it: its checklist, its guidance, its risk point, and the forms of its own.

use schema::cases::FormProgress;
use schema::process::CheckAnswer;

texts! {
    /// What a task asks of who has it.
    Sheet {
        checklist: "检查表" | "Checklist",
        checklist_rule: "每一项都要作答；不好说的，写在说明里。" | "Each point needs an answer; what is not plain goes into the remark.",
        yes: "是" | "Yes",
        no: "否" | "No",
        not_applicable: "不适用" | "Does not apply",
        remark: "说明（选填）" | "Remark (optional)",
        remark_on(point: &str): "{point}：说明" | "{point}: remark",
        phrases: "常用语" | "Standard phrases",
        point_open(point: &str): "“{point}”还没有作答" | "“{point}” has no answer yet",
        checked(count: usize): "检查表 {count} 项" | "Checklist: {count}",
        found(point: &str, answer: &str): "{point}：{answer}" | "{point}: {answer}",
        found_more(point: &str, answer: &str, words: &str): "{point}：{answer}，{words}" | "{point}: {answer}; {words}",

        guidance: "工作指引" | "Guidance",
        guidance_what: "条款、参考案例、怎么办" | "Articles, precedents, what to do",
        articles: "依据的条款" | "Articles",
        precedents: "参考案例" | "Precedents",
        risk: "廉政风险点" | "Integrity risk",

        attachments: "附件（经办人附上的）" | "Attached by officers",
        attach: "附上文件" | "Attach a file",
        attach_what: "照片或 PDF；申请人看不到，附上不能改" | "A photograph or a PDF; the applicant does not see it, and it cannot be changed",
        attach_send: "附上" | "Attach",

        forms: "本环节要填的表" | "Forms of this task",
        form_blank: "还没有填" | "not filled in",
        form_begun: "没有填完" | "not finished",
        form_filled: "填好了" | "filled in",
        form_missing(form: &str): "《{form}》没有填好，填好才能下结论" | "“{form}” is not filled in; then you can conclude it",
        form_of(task: &str): "{task}环节的表" | "Form of the task: {task}",
        form_saved(by: &str, at: &str): "{by} 存于 {at}" | "Saved by {by}, {at}",
        form_filed(by: &str, at: &str): "{by} 填写 · {at}" | "Filled in by {by} · {at}",
        form_done: "填好了" | "It is filled in",
        form_done_what: "存下来并检查；有问题留在这一页，没有问题回到办件。" | "Saves and checks it; what is wrong is shown here, else you are back at the case.",
        form_later: "先存着，以后再填" | "Save it, and go on later",
        form_wrong: "已经存下，还有几处要改" | "It is saved; look at these again",
        form_failed: "没有存下；您写的还在这一页" | "It was not saved; what you wrote is still here",
        to_case: "回到办件" | "Back to the case",

        passed_title: "廉政风险点" | "Integrity risks",
        passed_what(days: i64): "近 {days} 天有人办过这些环节的次数" | "How often these tasks were passed in the last {days} days",
        passed_task: "环节" | "Task",
        passed_agency: "部门" | "Agency",
        passed_count: "次数" | "Times",
        passed_never(days: i64): "近 {days} 天没有人办过。" | "Nobody has passed them in the last {days} days.",
    }
}

impl Sheet {
    /// An answer to a point of a checklist.
    pub fn answer(self, answer: CheckAnswer) -> &'static str {
        match answer {
            CheckAnswer::Yes => self.yes(),
            CheckAnswer::No => self.no(),
            CheckAnswer::NotApplicable => self.not_applicable(),
        }
    }

    /// How far a form is.
    pub fn progress(self, progress: FormProgress) -> &'static str {
        match progress {
            FormProgress::Blank => self.form_blank(),
            FormProgress::Begun => self.form_begun(),
            FormProgress::Filled => self.form_filled(),
        }
    }
}
