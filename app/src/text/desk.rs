//! The officers' desk: queues, a case, what can be done with it and what follows from that.

use schema::Locale;
use schema::cases::{Queue, QueueGroup};
use schema::process::{CommandName, Outcome};

texts! {
    /// The officers' desk.
    Desk {
        title: "办件" | "Cases",
        window: "综合窗口" | "Window",
        joint: "联办" | "Joint",
        rest: "更多" | "More",
        together: "协同" | "Together",
        enquiries: "来信来访" | "Enquiries",
        supervision: "监察" | "Supervision",
        performance: "绩效" | "Scores",
        publishing: "信息公开" | "Publishing",
        beside: "旁边在办的" | "What runs beside it",
        originals: "原件交接" | "Originals",
        bills: "缴费" | "Fees",
        slips: "文书" | "Slips",
        navigation: "工作台" | "Desk",
        rooms: "工作台的栏目" | "Rooms of the desk",
        queues: "队列" | "Queues",
        led: "本部门牵头" | "Led by my agency",
        to_desk: "工作台" | "Desk",
        to_hall: "看大厅" | "The public side",
        earliest_first: "先到期的在前" | "Due first on top",
        latest_first: "新的在前" | "Latest on top",
        unread: "未读" | "Unread",
        unread_count(count: &str): "{count} 件未读" | "{count} unread",
        item_and_applicant: "事项与申请人" | "Service and applicant",
        deadline: "期限" | "Deadline",
        more: "再往后" | "Further",
        nothing: "这个队列是空的。" | "This queue is empty.",
        nothing_mine: "现在没有要您办的。新来的在“待认领”里。" | "Nothing waits for you. New cases are under “To be taken up”.",
        choose: "从左边选一件来看。" | "Choose a case on the left.",
        choose_help: "j、k 上下移动，Enter 打开。" | "j and k move, Enter opens.",
        back: "回队列" | "Back to the queue",
        held_by(name: &str): "{name}在办" | "with {name}",
        nobody: "没有人接手" | "nobody has taken it",

        until(day: &str): "最迟 {day}" | "By {day}",
        opened(day: &str): "{day} 提交" | "Filed {day}",
        answers: "填报内容" | "Answers",
        blank: "没有填" | "left blank",
        materials: "材料" | "Materials",
        no_materials: "没有材料" | "No materials",
        missing_file: "没有交" | "not supplied",
        files(count: usize): "{count} 个文件" | "files: {count}",
        replaced: "补正后换过" | "replaced by the supplement",
        before(value: &str): "补正前：{value}" | "Before: {value}",
        before_blank: "补正前没有填" | "Was blank before",
        before_files(names: &str): "补正前：{names}" | "Before: {names}",
        open_file: "另开一页看" | "Open on its own",
        cannot_show: "这种文件不能在这里看，请下载。" | "This kind of file cannot be shown here; please download it.",
        changed_by(by: &str, at: &str): "{by} 改过 · {at}" | "Changed by {by} · {at}",
        from_to(before: &str, after: &str): "{before} → {after}" | "{before} → {after}",
        corrected: "申请人改过预填的内容" | "Corrected by the applicant",
        promised(day: &str): "容缺·{day} 前" | "promised by {day}",
        office: "本环节填写" | "To be filled in here",
        size(kilobytes: u64): "{kilobytes} KB" | "{kilobytes} KB",
        log: "办理经过" | "Log",
        now: "现在" | "Now",

        can_do: "现在可以做" | "What you can do now",
        cannot: "还不能办：" | "Not yet: ",
        claim: "接手" | "Take it up",
        claim_what: "写上您的名字，别人就不会重复办；时限照走。" | "Puts your name on it, so that nobody does it twice; the clock goes on.",
        release: "放回队列" | "Put it back",
        release_what: "别人可以接手；时限照走，写过的意见不保留。" | "Others can take it up; the clock goes on; what you typed here is not kept.",
        conclude(task: &str): "{task}的结论" | "Conclusion of: {task}",
        facts: "查明的事实" | "Facts found",
        opinion: "意见（入卷，申请人可查）" | "Opinion (on file; the applicant can read it)",
        article: "依据的条款" | "Article relied on",
        article_hint: "写全：哪部法、哪一条、哪一款" | "In full: which law, article and paragraph",
        reason: "给申请人的理由" | "Reason for the applicant",

        paper: "申请人拿来了纸质补正" | "It came on paper",
        paper_rule: "要的都交齐了才收，逐项点清；收下以后时限接着走。申请人在网上没有提交的改动不算。" | "Take it only when everything is there; check each off. Then the clock goes on. What the applicant has not handed in online is dropped.",
        paper_take: "收齐了，时限接着走" | "All of it is here",
        on_paper: "交了纸质的，这里没有改" | "Put right on paper; unchanged here",
        supplement: "要求补正" | "Ask to put right",
        supplement_what: "一次写全；时限停住，等申请人交来再走。" | "All of it at once; the clock stands until it arrives.",
        supplement_rule: "一次性告知：把所有要补的写在这一张上，一起发出（行政许可法第三十二条第四项）；收件后两个工作日内提出，晚了算本单位的。只写要补的，空着的不发。" | "Once only: write everything that is missing on this one sheet (Administrative Licensing Law, art. 32 (4)), within two working days of receipt: later counts against the agency. Leave the rest blank; blanks are not sent.",
        supplement_again: "这件已经要求补正过一次。再要求要说明原因，监察会看到。" | "This applicant has been asked before. Asking again needs a reason, and supervision will see it.",
        supplement_again_reason: "为什么再次要求补正" | "Why once more",
        supplement_fields: "填报内容" | "Answers",
        supplement_materials: "材料" | "Materials",
        supplement_reason_for(name: &str): "{name}：哪里要改，怎么改" | "{name}: what is wrong and what to write instead",
        supplement_send: "一并发出" | "Send all of it",

        special: "启动特别程序" | "Begin a special procedure",
        special_what: "听证、检测、专家评审等；时限停住，要多久告诉申请人。" | "A hearing, testing, a review by experts and the like; the clock stands, and the applicant is told for how long.",
        special_rule: "只限法律列明的这八种；所需时间不算在期限里，须书面告知申请人（行政许可法第四十五条）。" | "Only the eight that the law names; their time is not counted, and the applicant is told in writing how long it is (Administrative Licensing Law, art. 45).",
        special_ground: "办哪一种" | "Which one",
        special_ends_on: "预计最迟哪天结束" | "Expected to end by",
        special_reason: "为什么需要（告诉申请人）" | "Why it is needed (the applicant is told)",
        special_begin: "启动，并告知申请人" | "Begin, and tell the applicant",
        special_open(ground: &str, day: &str): "正在进行{ground}，预计最迟 {day}结束" | "Under way: {ground}, expected to end by {day}",
        special_result: "结果（入卷，申请人可查）" | "Result (on file; the applicant can read it)",
        special_added: "要重新做工作的，另加几日办理（按承诺期限的日数算，先后加起来不超过它的 30%；不加就空着）" | "Days more to decide, where the result asks for work anew (counted as the promised limit is; at most 30% of it altogether; blank for none)",
        special_end: "结束特别程序" | "End the special procedure",
        special_end_what: "告诉申请人；时限从明天接着算。" | "The applicant is told; the clock goes on tomorrow.",

        at_work: "正在办的环节" | "Open tasks",
        show_task(task: &str): "看“{task}”能做什么" | "What can be done in: {task}",
        for_owner(holder: &str, owner: &str): "{holder}受{owner}委托在办" | "with {holder}, for {owner}",
        others: "换个办法" | "Another way",
        why_needed: "为什么" | "Why",
        why_optional: "为什么（选填）" | "Why (optional)",
        choose_task: "到哪个环节" | "To which task",
        done_by(task: &str, by: &str, at: &str): "{task} · {by} · {at}" | "{task} · {by} · {at}",
        choose_colleague: "哪位同事" | "Which colleague",
        signature(task: &str): "会签：{task}" | "Signature: {task}",
        and_more(name: &str, more: &str): "{name}（{more}）" | "{name} ({more})",
        after_that: "那里办完以后" | "When that is done",
        straight_back: "直接交回给我，中间办过的不重办" | "It comes straight back to me; what lies between stays done",
        through_again: "从那里起按流程重新办" | "From there it goes through the process again",
        signs_when: "什么时候签" | "When they sign",
        signs_before: "我办结以前签，签完我才能办结" | "Before I conclude it; it waits for them",
        signs_after: "我办结以后签" | "After I have concluded it",
        told_what: "要说的话（选填）" | "What to tell them (optional)",
        extend_days: "延长几个工作日" | "By how many working days",
        extend_days_at_most(most: u32): "延长几个工作日（最多 {most} 个）" | "By how many working days ({most} at most)",
        extend_ground(ground: &str): "依据：{ground}" | "By {ground}",
        told_why: "理由（告诉申请人）" | "Reason (the applicant is told)",

        why_signers(names: &str): "还要等{names}签；签完才能下结论。" | "Waiting for the signature of {names}; then you can conclude it.",
        why_nothing_open: "已经办结，没有要做的了。" | "It is closed; there is nothing left to do.",
        why_own: "这是您自己的事，按规定您要回避，由同事来办（公务员法第七十六条）。" | "This case is your own: you stand aside, and a colleague handles it (Civil Servants Law, art. 76).",
        why_waiting: "等申请人补正，时限停着；交来以后接着办。" | "Waiting for the applicant; the clock stands until it arrives.",
        why_special: "特别程序还没有结束，时限停着；记下结果，才能下结论。" | "A special procedure is under way and the clock stands; record its result first.",
        why_held(name: &str): "{name}已经接手；请对方放回，或请部门负责人放回。" | "{name} has taken it up; they or the agency lead can put it back.",
        why_claim_first: "先接手，才能下结论或要求补正。" | "Take it up first; then you can conclude it or ask for what is missing.",
        why_not_yours(task: &str): "现在轮到“{task}”，不是您岗位的环节。" | "It is the turn of “{task}”, which is not your post's.",

        refused_why: "为什么没办成：" | "Why not: ",
        refused_instead: "现在可以做的：" | "What can be done now: ",
        typed: "您刚才写的（没有丢，也没有发出）" | "What you had typed (not lost, not sent)",

        keys: "快捷键" | "Keys",
        keys_move: "上一件、下一件" | "up and down",
        keys_open: "打开" | "open",
        keys_all: "全部快捷键" | "all keys",
        keys_down: "下一件" | "Next case",
        keys_up: "上一件" | "Previous case",
        keys_close: "关上" | "Close",
    }
}

impl Desk {
    /// A queue.
    pub const fn queue(self, queue: Queue) -> &'static str {
        match queue {
            Queue::DueSoon => self.either("快到期", "Due soon"),
            Queue::Returned => self.either("退回我的", "Sent back to me"),
            Queue::Joint => self.either("本部门参与", "My agency takes part"),
            Queue::ToSign => self.either("待会签", "To be signed"),
            Queue::Mine => self.either("待我办", "For me"),
            Queue::Unclaimed => self.either("待认领", "To be taken up"),
            Queue::Late => self.either("已超期", "Late"),
            Queue::Waiting => self.either("在等", "Waiting"),
            Queue::Copied => self.either("抄送我的", "Copied to me"),
            Queue::Closed => self.either("已办结", "Closed"),
        }
    }

    /// Queues that stand together.
    pub const fn group(self, group: QueueGroup) -> &'static str {
        match group {
            QueueGroup::Own => self.either("我的", "Mine"),
            QueueGroup::Agency => self.either("本部门", "My agency"),
            QueueGroup::Joint => self.either("联办", "Joint applications"),
            QueueGroup::Done => self.either("办完的", "Done"),
        }
    }

    /// A command, as what can be done.
    pub const fn command(self, command: CommandName) -> &'static str {
        match command {
            CommandName::Start => self.either("提交", "File it"),
            CommandName::Claim => self.either("接手", "Take it up"),
            CommandName::Release => self.either("放回队列", "Put it back"),
            CommandName::Complete => self.either("下结论", "Conclude it"),
            CommandName::RequestSupplement => self.either("要求补正", "Ask to put right"),
            CommandName::ReceiveSupplement => self.either("收补正", "Take in what was missing"),
            CommandName::BeginSpecialProcedure => self.either("启动特别程序", "Begin a special procedure"),
            CommandName::EndSpecialProcedure => self.either("结束特别程序", "End the special procedure"),
            CommandName::ReportPause => self.either("报告暂停已久", "Report a long pause"),
            CommandName::TakeShared => self.either("同步共用信息", "Take over a shared answer"),
            CommandName::AnswerExternal => self.either("外部系统答复", "Answer from another system"),
            CommandName::TimeOutExternal => {
                self.either("外部系统逾期", "No answer from another system in time")
            }
            CommandName::EndCall => self.either("子流程办结", "A case begun by this one has ended"),
            CommandName::Return => self.either("退回", "Send it back"),
            CommandName::Recall => self.either("取回", "Take it back"),
            CommandName::Jump => self.either("跳转", "Move it elsewhere"),
            CommandName::Reassign => self.either("转交", "Hand it over"),
            CommandName::Delegate => self.either("委托办理", "Ask a colleague to do it"),
            CommandName::Answer => self.either("交回", "Give it back done"),
            CommandName::AddSigner => self.either("加签", "Add a signer"),
            CommandName::RemoveSigner => self.either("减签", "Remove a signer"),
            CommandName::Copy => self.either("抄送", "Copy to colleagues"),
            CommandName::Remind => self.either("催办", "Ask to go on"),
            CommandName::Extend => self.either("延期", "Extend the time limit"),
            CommandName::Terminate => self.either("终止办理", "End it without a decision"),
            CommandName::Withdraw => self.either("撤回", "Take it back"),
            CommandName::Rate => self.either("评价", "Rate it"),
        }
    }

    /// An outcome, as what one does.
    pub const fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Accepted => self.either("予以受理", "Accept"),
            Outcome::NotAccepted => self.either("不予受理", "Do not accept"),
            Outcome::Approved => self.either("同意", "Approve"),
            Outcome::Rejected => self.either("不同意", "Do not approve"),
            Outcome::Paid => self.either("已缴费", "Paid"),
            Outcome::Printed => self.either("已制证", "Printed"),
            Outcome::Delivered => self.either("已送达", "Handed over"),
        }
    }

    /// What follows from an outcome, in one line.
    pub const fn consequence(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Accepted => self.either(
                "从明天起算办理时限，送去审查。",
                "The time limit begins tomorrow; it goes on to examination.",
            ),
            Outcome::NotAccepted => self.either(
                "这件到此办结；理由告诉申请人，可复议、可诉讼。",
                "The case ends here; the applicant is told why and may appeal.",
            ),
            Outcome::Approved => self.either(
                "意见入卷，送下一环节；本环节是决定的，即为准予。",
                "Goes on file and on to the next step; in the deciding step this is the decision.",
            ),
            Outcome::Rejected => self.either(
                "须写理由和依据，送下一环节；本环节是决定的，即为不予，可复议、可诉讼。",
                "Needs reason and article, goes on to the next step; in the deciding step this is the refusal, open to appeal.",
            ),
            Outcome::Paid => self.either("费用已到账，送下一环节。", "The fee has come in; it goes on."),
            Outcome::Printed => self.either("证照已经制好，送下一环节。", "The document is printed; it goes on."),
            Outcome::Delivered => self.either(
                "这件到此办结；申请人可以评价。",
                "The case ends here; the applicant can rate it.",
            ),
        }
    }

    /// What follows from a command that sends a case another way than its process says, in one line.
    pub const fn what_follows(self, command: CommandName) -> &'static str {
        match command {
            CommandName::Return => self.either(
                "回到办过的环节，由办过的人再办；申请人不受影响，时限照走。",
                "It goes back to a task that was done, for who did it; the clock goes on.",
            ),
            CommandName::Recall => self.either(
                "下一环节还没有人动过，收回来自己重办。",
                "Nobody has touched what came next; it is yours again.",
            ),
            CommandName::Jump => self.either(
                "越过中间的环节，直接到选定的一个；原因入卷，监察会看到。",
                "Skips what lies between; the reason goes on file, and supervision sees it.",
            ),
            CommandName::Reassign => {
                self.either("从此由对方办，时限照走。", "From now on it is theirs; the clock goes on.")
            }
            CommandName::Delegate => self.either(
                "对方办好交回，环节仍是您的，由您下结论。",
                "They do the work and give it back; it stays yours to conclude.",
            ),
            CommandName::Answer => self.either(
                "意见入卷，环节回到委托您的同事手里。",
                "Goes on file; the task is back with who asked you.",
            ),
            CommandName::AddSigner => {
                self.either("请同事一起签，各负其责。", "A colleague signs besides, and answers for it.")
            }
            CommandName::RemoveSigner => self.either("没签的不用再签。", "Who has not signed yet need not."),
            CommandName::Copy => {
                self.either("让同事知道，不用他们办。", "Colleagues know of it; nothing is asked of them.")
            }
            CommandName::Remind => self.either(
                "记入办理经过；有了动静以前只催一次。",
                "Goes into the log; once, until something happens.",
            ),
            CommandName::Extend => self.either(
                "只能延一次，最多 10 个工作日；理由告诉申请人（行政许可法第四十二条）。",
                "Once, by 10 working days at most; the applicant is told why (Administrative Licensing Law, art. 42).",
            ),
            CommandName::Terminate => self.either(
                "不作决定，到此办结；理由告诉申请人。",
                "The case ends here without a decision; the applicant is told why.",
            ),
            CommandName::Start
            | CommandName::Claim
            | CommandName::Release
            | CommandName::Complete
            | CommandName::RequestSupplement
            | CommandName::ReceiveSupplement
            | CommandName::BeginSpecialProcedure
            | CommandName::EndSpecialProcedure
            | CommandName::ReportPause
            | CommandName::TakeShared
            | CommandName::AnswerExternal
            | CommandName::TimeOutExternal
            | CommandName::EndCall
            | CommandName::Withdraw
            | CommandName::Rate => "",
        }
    }

    const fn either(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => chinese,
            Locale::En => english,
        }
    }
}
