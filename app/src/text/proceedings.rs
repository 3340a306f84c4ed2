//! What runs beside a case: meetings, requests for help, hearings with parties from outside, what is sent up.

use schema::proceedings::{ProceedingKind, ProceedingOutcome, Stance};

texts! {
    /// Proceedings (联审、协办、听证、提请协调).
    Proceedings {
        beside: "旁边在办的" | "What runs beside it",
        beside_what: "联审、踏勘、协办、听证检验和提请协调都在这里；别的部门只看得到您附给它的。" | "Meetings, visits, requests for help, hearings and tests, and what is sent up. Others see what you attach for them, and nothing else.",
        none: "旁边没有在办的。" | "Nothing runs beside it.",
        list: "协同" | "Together",
        asked: "请我们办的" | "Asked of us",
        called: "我们发起的" | "Called by us",
        list_what: "别的部门请来参加、协办或者拍板的；先到期的排前面。" | "What others ask you to join, to help with or to decide; what is due first stands first.",
        none_asked: "没有等您答复的。" | "Nothing waits for your answer.",
        none_called: "没有还在办的。" | "Nothing that you called is open.",
        more: "后面的" | "Further ones",
        back: "回到办件" | "Back to the case",
        back_joint: "回到联办申请" | "Back to the joint application",
        to_list: "所有协同" | "All of them",
        from(agency: &str): "{agency}发起" | "called by {agency}",
        held(when: &str): "{when} 开" | "held {when}",
        until(day: &str): "最迟 {day}" | "by {day}",
        expected(day: &str): "预计最迟 {day}结束，这段时间不算在期限里" | "expected to end by {day}; its time is not counted",
        answered(answered: u32, invited: u32): "{invited} 方里答复了 {answered} 方" | "{answered} of {invited} answered",
        late: "逾期" | "Late",
        open: "在办" | "Open",
        call: "发起" | "Call one",
        call_meeting: "开联审会" | "Call a meeting",
        call_visit: "联合踏勘" | "Call a joint site visit",
        call_assist: "请一家单位协办" | "Ask one unit for help",
        call_escalation: "提请协调" | "Send it up",
        follows_meeting: "请各部门到一起议；至少提前一个整工作日通知。" | "Agencies come together; they have one whole working day's notice at least.",
        follows_visit: "请各部门一起到现场看，企业只接待一次。" | "Agencies go and see it together, once.",
        follows_assist: "同一件事只请一次，过了期限双方都看得到。" | "Once about one matter; when it is late both see it.",
        follows_escalation: "部门之间定不下来的，连同经过交上级定，决定连同理由回到这里。" | "What agencies cannot settle goes up with its dossier, and comes back as a decision with reasons.",
        special_here: "听证、检验、检测、鉴定、专家评审在办件页上启动；启动以后在这里邀请外部单位。" | "A hearing, a test, an appraisal or a review by experts is begun on the page of the case; then parties from outside are invited here.",
        earliest(day: &str): "最早 {day}" | "{day} at the earliest",
        subject: "什么事" | "About what",
        place: "地点" | "Place",
        held_on: "哪天" | "Day",
        time: "几点" | "Time",
        due: "意见最迟哪天交" | "Opinions until",
        days: "给几个工作日" | "Working days",
        who: "请谁" | "Whom",
        fields: "附哪些填报内容" | "Answers to attach",
        files: "附哪些材料" | "Files to attach",
        dossier: "附哪些经过" | "What happened so far",
        summary: "经过和分歧" | "What happened, and on what you disagree",
        send_call: "发起并通知" | "Call it, and tell them",
        subject_taken: "这件事已经请人协办，还没有答复。先看那一件。" | "A unit was asked about this matter already and has not answered yet. See that first.",
        parties: "各方" | "Those who are invited",
        no_parties: "还没有邀请谁。" | "Nobody is invited yet.",
        comes: "来" | "Comes",
        stays_away(reason: &str): "不来：{reason}" | "Does not come: {reason}",
        no_answer: "还没有答复" | "No answer yet",
        outside: "外部单位" | "From outside",
        link_until(day: &str): "链接最后一天 {day}" | "link until {day}",
        revoked: "邀请已撤回" | "Invitation taken back",
        attached: "附给各方看的" | "What was attached",
        minutes: "会议纪要" | "Minutes",
        result: "结果" | "Result",
        ended_with_case: "办件结束了，这件事也随之结束。" | "The case ended, and this with it.",
        can_do: "您能做的" | "What you can do",
        nothing: "现在没有要您做的。" | "There is nothing for you to do now.",
        reply: "来不来" | "Will you come",
        reply_yes: "来" | "We come",
        reply_no: "不来" | "We do not come",
        reason: "理由" | "Reason",
        reply_send: "答复" | "Answer",
        stance: "意见" | "Opinion",
        words: "说明" | "In words",
        answer: "答复" | "Answer",
        decision: "决定和理由" | "Decision and reasons",
        opine_send: "提交" | "Send",
        write_minutes: "写纪要" | "Write the minutes",
        save: "保存" | "Save",
        attach: "附给外部单位看的" | "Attach something for them",
        attach_what: "没有附的，对方看不到。" | "What is not attached they do not see.",
        invite: "邀请外部单位" | "Invite a party from outside",
        invite_what: "给它一个链接：只能看附给它的、提意见、传报告，别的都打不开。" | "They get a link: they see what is attached for them, answer and send a report, and nothing else.",
        name: "单位或者个人名称" | "Name of the organisation or person",
        link_last: "链接最后一天" | "Last day of the link",
        invite_send: "邀请，给出链接" | "Invite, and give the link",
        link: "链接，只显示这一次，请转给对方：" | "The link is shown this once; pass it on:",
        again: "换一个链接" | "Give a new link",
        again_what: "旧的马上打不开。" | "The former one opens no more at once.",
        revoke: "撤回邀请" | "Take the invitation back",
        revoke_what: "链接马上打不开。" | "The link opens no more at once.",
        conclude: "结束，写明结果" | "End it with a result",
        conclude_what: "结果写进联办记录，也写进各部门的办件。" | "The result goes into the joint log and into the case of each agency.",
        cancel: "不办了" | "Call it off",
        cancel_what: "被邀请的各方不再等着答复。" | "Those who are invited are not waited for any more.",
        file: "传报告" | "Send a report",
        file_what: "PDF 或者照片。" | "A PDF or a photograph.",
        file_send: "上传" | "Upload",
        done: "办好了。" | "Done.",

        invited: "受邀参加" | "You are invited",
        invited_what(agency: &str): "{agency}请您看下面的材料，提意见、传报告。" | "{agency} asks you to look at this, to answer and to send a report.",
        invited_closed: "这件事已经结束，不能再提交；您交过的都在。" | "It is over and nothing can be sent any more; what you sent is there.",
        invited_none: "这个链接打不开" | "This link does not open",
        invited_none_help: "链接可能过期了、撤回了，或者没有抄全。请联系邀请您的部门要一个新的。" | "It may have run out, have been taken back, or be incomplete. Ask the agency that invited you for a new one.",
        arrived: "收到了" | "It has arrived",
        arrived_opinion(when: &str): "{when} 收到您的意见：" | "Your answer arrived {when}:",
        arrived_files: "收到的文件" | "Files that have arrived",
        your_answer: "您的意见" | "Your answer",
    }
}

impl Proceedings {
    /// What a kind is called.
    pub const fn kind(self, kind: ProceedingKind) -> &'static str {
        match (self.0, kind) {
            (schema::Locale::ZhCn, ProceedingKind::Meeting) => "联审会",
            (schema::Locale::ZhCn, ProceedingKind::SiteVisit) => "联合踏勘",
            (schema::Locale::ZhCn, ProceedingKind::Assist) => "协办",
            (schema::Locale::ZhCn, ProceedingKind::Special) => "特别程序",
            (schema::Locale::ZhCn, ProceedingKind::Escalation) => "提请协调",
            (schema::Locale::En, ProceedingKind::Meeting) => "Meeting",
            (schema::Locale::En, ProceedingKind::SiteVisit) => "Joint site visit",
            (schema::Locale::En, ProceedingKind::Assist) => "Request for help",
            (schema::Locale::En, ProceedingKind::Special) => "Special procedure",
            (schema::Locale::En, ProceedingKind::Escalation) => "Sent up",
        }
    }

    /// Where somebody stands.
    pub const fn stands(self, stance: Stance) -> &'static str {
        match (self.0, stance) {
            (schema::Locale::ZhCn, Stance::Agree) => "同意",
            (schema::Locale::ZhCn, Stance::AgreeIf) => "有条件同意",
            (schema::Locale::ZhCn, Stance::Object) => "不同意",
            (schema::Locale::En, Stance::Agree) => "Agrees",
            (schema::Locale::En, Stance::AgreeIf) => "Agrees with conditions",
            (schema::Locale::En, Stance::Object) => "Objects",
        }
    }

    /// How it ended.
    pub const fn outcome(self, outcome: ProceedingOutcome) -> &'static str {
        match (self.0, outcome) {
            (schema::Locale::ZhCn, ProceedingOutcome::Concluded) => "有结果",
            (schema::Locale::ZhCn, ProceedingOutcome::Cancelled) => "不办了",
            (schema::Locale::En, ProceedingOutcome::Concluded) => "Concluded",
            (schema::Locale::En, ProceedingOutcome::Cancelled) => "Called off",
        }
    }
}
