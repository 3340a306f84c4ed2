//! Following a case: its sentence, its timeline, its decision, its rating.

use schema::Locale;
use schema::cases::{Given, Happening};
use schema::process::{Assign, Decision, Stage, Status};

use super::Words;

texts! {
    /// Following a case, as its applicant and the public read it.
    Cases {
        checking_until(who: &str, day: &str): "{who}正在看材料，最迟 {day}告诉您是否受理" | "{who} is checking your application and will say by {day} whether it is accepted",
        checking(who: &str): "{who}正在看材料，看完告诉您是否受理" | "{who} is checking your application and will say whether it is accepted",
        accepted_until(who: &str, day: &str): "{who}已经受理，最迟 {day}答复" | "{who} has accepted your application and will answer by {day}",
        accepted(who: &str): "{who}已经受理，还没有公布答复的日子" | "{who} has accepted your application; no day for the answer is published",
        reviewing_until(who: &str, day: &str): "{who}正在审查，最迟 {day}答复" | "{who} is examining your application and will answer by {day}",
        reviewing(who: &str): "{who}正在审查，还没有公布答复的日子" | "{who} is examining your application; no day for the answer is published",
        overdue(who: &str, day: &str): "{who}应当在 {day}答复，已经过了期限" | "{who} should have answered by {day} and is late",
        waiting(who: &str): "{who}等您补材料" | "{who} is waiting for something from you",
        waiting_for(who: &str, count: usize): "{who}等您补正 {count} 处" | "{who} is waiting for you: {count} to put right",
        special(who: &str): "{who}正在办特别程序，时限停住" | "{who} has a special procedure under way; the clock stands",
        special_until(who: &str, ground: &str, day: &str): "{who}正在进行{ground}，预计最迟 {day}结束" | "{who} has this under way: {ground}, expected to end by {day}",
        decided(who: &str): "{who}已经作出决定" | "{who} has decided",
        approved(who: &str): "{who}同意了您的申请" | "{who} has approved your application",
        rejected(who: &str): "{who}没有同意您的申请" | "{who} has not approved your application",
        delivered: "已经办结，结果交给您了" | "This is done; the result has been handed over",
        delivered_approved: "办好了，结果已经交给您" | "Approved and done; the result has been handed over",
        delivered_rejected: "已经办结，没有同意，决定书已经交给您" | "Closed without approval; the written decision has been handed over",
        not_accepted(who: &str): "{who}没有受理您的申请" | "{who} did not accept your application",
        withdrawn: "申请已经撤回，不再往下办" | "The application has been taken back and is closed",

        terminated(who: &str): "{who}终止了办理" | "{who} has ended the handling without a decision",

        next_checking: "受理以后就开始审查。您现在不用做什么。" | "Once accepted, it is examined. You need do nothing now.",
        next_accepted: "接下来有人接手审查，再作决定。您现在不用做什么。" | "Next it is taken up and examined, then decided. You need do nothing now.",
        next_reviewing: "审查完就作决定，结果会写在这里。您现在不用做什么。" | "After that it is decided, and the result is shown here. You need do nothing now.",
        next_overdue: "责任在我们，不在您。急的话请打 12345，报办件编号。" | "The fault is ours, not yours. If it is urgent, call 12345 and give the case number.",
        next_waiting: "补齐以前时限停住，不算在期限里。补齐以后接着办。" | "The clock stands until it arrives; then the handling goes on.",
        next_special: "这段时间依法不算在期限里（行政许可法第四十五条），结束以后时限接着走。" | "By law this time is not counted (Administrative Licensing Law, art. 45); afterwards the clock goes on.",
        next_approved: "接下来把结果交给您，请留意通知。" | "Next the result is handed over to you; please watch for the notice.",
        next_rejected: "理由写在下面，接下来把书面决定交给您。不服可以申请行政复议，或者提起行政诉讼。" | "The reason is below, and the written decision follows. You may apply for reconsideration or go to court.",
        next_decided: "接下来把结果交给申请人。" | "Next the result is handed over to the applicant.",
        next_rate: "这次办得怎么样？请您评一评。" | "How did it go? Please rate it.",
        next_none: "这件事办完了，您不用再做什么。" | "This is finished; there is nothing left to do.",
        next_not_accepted: "理由写在下面。按理由改好，可以重新申请；不服可以申请行政复议，或者提起行政诉讼。" | "The reason is below. Put it right and apply again; or apply for reconsideration, or go to court.",
        next_withdrawn: "想办的时候，可以重新申请。" | "You can apply again at any time.",
        next_terminated: "理由写在下面。可以重新申请；不服可以申请行政复议，或者提起行政诉讼。" | "The reason is below. You can apply again, apply for reconsideration or go to court.",

        one_day_late: "超 1 日" | "1 day late",
        days_late(days: i64): "超 {days} 日" | "{days} days late",
        due_today: "今天到期" | "Due today",
        one_day_left: "剩 1 日" | "1 day left",
        days_left(days: i64): "剩 {days} 日" | "{days} days left",
        stands: "等补正" | "Clock stands",
        stands_special: "特别程序" | "Special procedure",
        closed_delivered: "已办结" | "Done",
        closed_decided: "已决定" | "Decided",
        closed_not_accepted: "不予受理" | "Not accepted",
        closed_withdrawn: "已撤回" | "Taken back",
        closed_terminated: "已终止" | "Ended",
        no_limit: "未公布时限" | "No limit published",

        filed: "提交了申请" | "Applied",
        filed_at_counter: "窗口代为提交了申请" | "The counter filed the application",
        turn_of(task: &str): "轮到“{task}”，等人接手" | "Next step: {task}, to be taken up",
        turn_of_somebody(task: &str, people: &str): "轮到“{task}”，由{people}办" | "Next step: {task}, with {people}",
        taken_up(task: &str): "有人接手“{task}”" | "Taken up: {task}",
        given_back(task: &str): "“{task}”放回，等别人接手" | "Given back: {task}, to be taken up again",
        was_accepted: "受理了" | "Accepted",
        was_not_accepted: "没有受理" | "Not accepted",
        was_examined: "审查完，交给下一步" | "Examined, sent on",
        was_decided: "作出了决定" | "Decided",
        was_approved: "同意了申请" | "Approved",
        was_rejected: "没有同意申请" | "Not approved",
        was_delivered: "结果交给了申请人" | "The result was handed over",
        was_asked: "请申请人补正，时限停住" | "Asked the applicant to put things right; the clock stands",
        was_asked_late: "请申请人补正，提晚了：收件已过两个工作日，算本单位的；时限停住" | "Asked the applicant to put things right, too late: more than two working days after receipt, which counts against the agency; the clock stands",
        has_arrived: "补正收到了，时限接着走" | "What was asked for arrived; the clock goes on",
        special_began(ground: &str, day: &str): "开始{ground}，预计最迟 {day}结束，时限停住" | "Begun: {ground}, expected to end by {day}; the clock stands",
        special_ended: "特别程序结束，时限接着走" | "The special procedure is over; the clock goes on",
        special_ended_with(days: u32): "特别程序结束，时限接着走；要重新做工作，另加 {days} 日" | "The special procedure is over; the clock goes on, with {days} days more for work anew",
        was_extended(days: u32): "延长办理期限 {days} 个工作日" | "The time to decide was extended by {days} working days",
        was_terminated: "终止了办理" | "The handling was ended without a decision",
        was_returned(task: &str, place: &str): "从“{task}”退回“{place}”" | "Sent back from “{task}” to “{place}”",
        was_recalled(task: &str): "取回了“{task}”，重新办" | "Taken back to be done anew: {task}",
        has_jumped(task: &str, place: &str): "从“{task}”跳转到“{place}”" | "Moved from “{task}” to “{place}”",
        was_reassigned(task: &str, people: &str): "“{task}”转交{people}" | "“{task}” handed over to {people}",
        was_delegated(task: &str, people: &str): "“{task}”委托{people}办理" | "{people} asked to do the work of “{task}”",
        was_answered(task: &str): "受托办完“{task}”，交回" | "The work of “{task}” was done and is back",
        signer_added(task: &str, people: &str): "请{people}加签“{task}”" | "{people} asked to sign “{task}”",
        signer_removed(task: &str, people: &str): "{people}不再加签“{task}”" | "{people} need not sign “{task}”",
        was_copied(people: &str): "抄送{people}" | "Copied to {people}",
        was_remarked: "留言" | "Message to colleagues",
        questions_asked: "补充提问" | "Further questions to the applicant",
        questions_answered: "申请人答复了补充提问" | "The applicant answered the further questions",
        was_reminded: "催办" | "Asked to go on",
        was_late: "逾期未办，自动催办" | "Late: the hall has asked to go on",
        was_handed_up(task: &str, people: &str): "“{task}”逾期未办，自动转交{people}" | "“{task}” was late, and was handed over to {people}",
        by_load: "按在办件数分配" | "given by load",
        by_turn: "按轮次分配" | "given by turn",
        by_superior: "交上级" | "given to the superior",
        in_place_of(name: &str): "代{name}" | "in place of {name}",
        branch_taken: "按条件定了往下走哪条路" | "The way on follows from the conditions",
        round_ended: "一轮办完" | "A round has ended",
        each_begun: "分给几方分别办理" | "To be done for each of several",
        shared_changed: "申请人在另一事项里改了共用的信息，已同步到这里" | "The applicant put right a shared answer in another part; it stands here too now",
        shared_reopened(place: &str): "申请人在另一事项里改了共用的信息，已同步，退回“{place}”重新审查" | "The applicant put right a shared answer in another part; examined anew from “{place}”",
        pause_reported: "暂停已满三个月，已报告负责人" | "Paused for three months: the lead has been told",
        within(name: &str, said: &str): "{name}：{said}" | "{name}: {said}",
        done_there(task: &str): "“{task}”办完" | "Done: {task}",
        was_dropped: "发起它的那一件不再等它，已终止" | "Ended: the case that began it goes on without it",
        call_begun: "发起了子流程" | "Other cases were begun by this one",
        call_ended: "子流程办结，结果已收回" | "A case begun by this one has ended; its result is here",
        call_dropped: "子流程不再等" | "A case begun by this one is no longer waited for",
        external_sent: "送外部系统办理" | "Sent to another system",
        external_answered: "外部系统已答复" | "The other system has answered",
        external_timed_out: "外部系统逾期未答复" | "The other system has not answered in time",
        case_migrated: "改按新版流程办理" | "Handled by a new version of its process from now on",
        was_rated: "申请人作了评价" | "The applicant rated it",
        was_withdrawn: "申请人撤回了申请" | "The applicant took the application back",
        at_agency(agency: &str, said: &str): "{agency}：{said}" | "{agency}: {said}",
        something: "有了新进展" | "Something new",
        something_in(task: &str): "“{task}”有了新进展" | "Something new in: {task}",

        number: "办件编号" | "Case number",
        item: "事项" | "Service",
        to_put_right: "请您补正" | "To put right",
        all_at_once: "要补的都在这里，一次说全。" | "This is all of it, said at once.",
        the_whole: "整份申请" | "The application",
        put_right: "去补正" | "Put it right",
        limit: "期限" | "Time limit",
        at_latest(day: &str): "最迟 {day}" | "By {day}",
        strip_label(total: u32, day: u32): "共 {total} 日，现在第 {day} 日" | "Day {day} of {total}",
        strip_standing(total: u32, used: u32): "共 {total} 日，用了 {used} 日，时限停住" | "{used} of {total} days used; the clock stands",
        strip_late(total: u32): "共 {total} 日，已经超过" | "All {total} days are used up",
        decision: "决定" | "Decision",
        facts_found: "查明的事实" | "Facts found",
        opinion: "意见" | "Opinion",
        article: "依据" | "Legal basis",
        reason: "理由" | "Reason",
        timeline: "办理经过" | "What happened",
        rate_title: "评一评" | "Rate it",
        rate_question: "这次办得怎么样？" | "How did it go?",
        rate_words: "想说的话（选填）" | "Anything to add (optional)",
        rate: "交评价" | "Send the rating",
        rate_once: "只能评一次，交了不能改。" | "You can rate once, and not change it later.",
        rated: "您的评价" | "Your rating",
        remind: "催一催" | "Ask them to go on",
        remind_what: "经办人和负责人会看到。催过一次，等有了新进展才能再催；催不催都不影响法定期限。" | "Whoever has it and their lead will see it. You can ask again once something has happened. The legal time limit runs either way.",
        remind_words: "想说的话（选填）" | "What to tell them (optional)",
        remind_now: "催办" | "Ask now",
        withdraw: "撤回申请" | "Take the application back",
        withdraw_what: "撤回以后不再办理。作出决定以前都可以撤回，想办时可以重新申请。" | "It will not be handled any further. You can take it back until it is decided, and apply again at any time.",
        withdraw_reason: "为什么撤回（选填）" | "Why (optional)",
        withdraw_now: "确认撤回" | "Take it back",

        mine_title: "我的办件" | "My cases",
        none: "还没有办件" | "No cases yet",
        none_help: "您提交的申请都会在这里，谁在办、最迟哪天，一看就知道。" | "What you apply for is listed here: who has it, and until when.",
        find_item: "找要办的事" | "Find a service",
        more: "看更早的" | "Earlier ones",

        track_title: "查进度" | "Follow a case",
        track_what: "不用登录。办件编号在回执上。" | "No need to sign in. The case number is on the receipt.",
        track_number_hint: "比如 440103-260305-00042-7" | "Such as 440103-260305-00042-7",
        last_four: "申请人证件号码的最后四位" | "Last four characters of the applicant's identity number",
        last_four_hint: "身份证号码或统一社会信用代码的最后四位，有 X 也要写" | "Of the identity card or the credit code, with the X if there is one",
        track: "查" | "Look it up",
        track_nothing: "没有找到这件办件" | "No such case was found",
        track_nothing_help: "编号和后四位没有对上。请照回执再看一遍，还不行就打 12345。" | "Number and last four characters do not match. Look at the receipt once more, or call 12345.",
        track_another: "再查一件" | "Look up another",
        sign_in_for_more: "登录以后能看到全部内容，也能补正、撤回和评价。" | "Sign in to see everything, to put things right, to take it back or to rate.",
    }
}

impl Cases {
    /// What a case is said to be, in a word or two.
    pub fn status(self, status: Status) -> &'static str {
        let (chinese, english) = match status {
            Status::Submitted => ("待受理", "To be accepted"),
            Status::Accepted => ("已受理", "Accepted"),
            Status::InReview => ("在审查", "Being examined"),
            Status::WaitingForApplicant => ("等补正", "Waiting for the applicant"),
            Status::SpecialProcedure => ("特别程序", "Special procedure"),
            Status::Decided => ("已决定", "Decided"),
            Status::Delivered => ("已办结", "Done"),
            Status::NotAccepted => ("不予受理", "Not accepted"),
            Status::Withdrawn => ("已撤回", "Taken back"),
            Status::Terminated => ("已终止", "Ended"),
        };
        self.either(chinese, english)
    }

    /// A decision, as the law words it.
    pub fn decision_words(self, decision: Decision) -> &'static str {
        match decision {
            Decision::Approved => self.either("准予", "Approved"),
            Decision::Rejected => self.either("不予批准", "Not approved"),
        }
    }

    /// A grade of the rating, 5 to 1.
    pub fn grade(self, grade: u8) -> &'static str {
        match grade {
            5 => self.either("非常满意", "Very satisfied"),
            4 => self.either("满意", "Satisfied"),
            3 => self.either("基本满意", "Fairly satisfied"),
            2 => self.either("不满意", "Dissatisfied"),
            _ => self.either("非常不满意", "Very dissatisfied"),
        }
    }

    /// One line of a timeline, with the agency where several have a part in the case. The log does not repeat how a
    /// decision went: `decision` is that of the case.
    pub fn happening(self, happening: &Happening, decision: Option<Decision>) -> String {
        let task = happening.task.as_ref().map(|task| task.get(self.0)).unwrap_or_default();
        let said = match (&happening.within, happening.kind.as_str()) {
            // How it was decided there is not how it is decided here.
            (Some(within), "task_completed") => self.within(within.get(self.0), &self.done_there(task)),
            (Some(within), _) => self.within(within.get(self.0), &self.happened(happening, None)),
            (None, _) => self.happened(happening, decision),
        };
        match &happening.agency {
            Some(agency) => self.at_agency(agency, &said),
            None => said,
        }
    }

    /// The same without the agency.
    pub fn happened(self, happening: &Happening, decision: Option<Decision>) -> String {
        let task = happening.task.as_ref().map(|task| task.get(self.0)).unwrap_or_default();
        match happening.kind.as_str() {
            "case_started" if happening.role.is_staff() => self.filed_at_counter().to_owned(),
            "case_started" => self.filed().to_owned(),
            "task_opened" if happening.people.is_empty() => self.turn_of(task),
            "task_opened" => self.opened_for(happening, task),
            "task_claimed" => self.taken_up(task),
            "task_released" => self.given_back(task),
            "task_completed" => self.completed(&happening.stages, decision).to_owned(),
            "supplement_requested" if happening.late => self.was_asked_late().to_owned(),
            "supplement_requested" => self.was_asked().to_owned(),
            "supplement_received" => self.has_arrived().to_owned(),
            "special_procedure_started" => self.special_beginning(happening),
            "special_procedure_ended" => happening
                .days
                .map_or_else(|| self.special_ended().to_owned(), |days| self.special_ended_with(days)),
            "case_withdrawn" => self.was_withdrawn().to_owned(),
            "case_rated" => self.was_rated().to_owned(),
            "time_extended" => self.was_extended(happening.days.unwrap_or_default()),
            "case_terminated" if happening.by_hall && happening.words.is_none() => {
                self.was_dropped().to_owned()
            }
            "case_terminated" => self.was_terminated().to_owned(),
            _ => self.moved(happening, task),
        }
    }

    /// A task that somebody has from the start, and how they came to it.
    fn opened_for(self, happening: &Happening, task: &str) -> String {
        let said = self.turn_of_somebody(task, &self.names(&happening.people));
        let Some(Given { by, instead_of }) = &happening.given else { return said };
        let rule = match by {
            Some(Assign::Load) => Some(self.by_load()),
            Some(Assign::Turn) => Some(self.by_turn()),
            Some(Assign::Superior) => Some(self.by_superior()),
            Some(Assign::Post) | None => None,
        };
        let place = instead_of.as_ref().map(|name| self.in_place_of(name));
        let how = rule.map(str::to_owned).into_iter().chain(place);
        std::iter::once(said).chain(how).collect::<Vec<_>>().join(" · ")
    }

    /// What officers do with a case among themselves.
    fn moved(self, happening: &Happening, task: &str) -> String {
        let place = happening.place.as_ref().map(|place| place.get(self.0)).unwrap_or_default();
        let people = self.names(&happening.people);
        match happening.kind.as_str() {
            "task_returned" => self.was_returned(task, place),
            "task_recalled" => self.was_recalled(task),
            "task_jumped" => self.has_jumped(task, place),
            "task_reassigned" if happening.by_hall => self.was_handed_up(task, &people),
            "task_reassigned" => self.was_reassigned(task, &people),
            "task_delegated" => self.was_delegated(task, &people),
            "delegate_answered" => self.was_answered(task),
            "signer_added" => self.signer_added(task, &people),
            "signer_removed" => self.signer_removed(task, &people),
            "remark" => self.was_remarked().to_owned(),
            "questions_asked" => self.questions_asked().to_owned(),
            "questions_answered" => self.questions_answered().to_owned(),
            "case_copied" => self.was_copied(&people),
            "case_reminded" if happening.by_hall => self.was_late().to_owned(),
            "case_reminded" => self.was_reminded().to_owned(),
            "branch_taken" => self.branch_taken().to_owned(),
            "round_ended" => self.round_ended().to_owned(),
            "each_begun" => self.each_begun().to_owned(),
            "pause_reported" => self.pause_reported().to_owned(),
            "shared_changed" if place.is_empty() => self.shared_changed().to_owned(),
            "shared_changed" => self.shared_reopened(place),
            "call_begun" => self.call_begun().to_owned(),
            "call_ended" => self.call_ended().to_owned(),
            "call_dropped" => self.call_dropped().to_owned(),
            "external_sent" => self.external_sent().to_owned(),
            "external_answered" => self.external_answered().to_owned(),
            "external_timed_out" => self.external_timed_out().to_owned(),
            "case_migrated" => self.case_migrated().to_owned(),
            _ if task.is_empty() => self.something().to_owned(),
            _ => self.something_in(task),
        }
    }

    fn names(self, people: &[String]) -> String {
        people.join(Words::new(self.0).catalogue.separator())
    }

    fn special_beginning(self, happening: &Happening) -> String {
        let words = Words::new(self.0);
        happening.special_procedure.map_or_else(String::new, |notice| {
            self.special_began(words.ground(notice.ground), &words.day(notice.ends_on))
        })
    }

    fn completed(self, stages: &[Stage], decision: Option<Decision>) -> &'static str {
        match (stages, decision) {
            ([Stage::Accepted], _) => self.was_accepted(),
            ([Stage::Accepted, Stage::Settled], _) => self.was_not_accepted(),
            ([Stage::Examined], _) => self.was_examined(),
            ([Stage::Examined, Stage::Settled], Some(Decision::Approved)) => self.was_approved(),
            ([Stage::Examined, Stage::Settled], Some(Decision::Rejected)) => self.was_rejected(),
            ([Stage::Examined, Stage::Settled], None) => self.was_decided(),
            ([Stage::Collected], _) => self.was_delivered(),
            _ => self.something(),
        }
    }

    const fn either(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => chinese,
            Locale::En => english,
        }
    }
}

#[cfg(test)]
mod tests;
