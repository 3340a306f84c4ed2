//! Enquiries, suggestions and complaints (咨询、建议、投诉): writing one, what became of it, and answering it.

use schema::enquiries::{EnquiryAct, EnquiryChannel, EnquiryKind, EnquiryList, EnquiryStage};

texts! {
    /// The register of enquiries.
    Enquiries {
        title: "问政府" | "Ask the agencies",
        describe: "咨询、建议、投诉：写给办事的部门，到期必答；答过的公开给大家看。" | "Questions, suggestions and complaints: written to the agency, answered by a day that is named, and published for others.",
        lead: "写下来，交给该答的部门。咨询 5 个工作日内、建议 15 个工作日内答复；投诉 5 个工作日内告诉您受理不受理，受理后 15 个工作日内答复。" | "Write it down; it goes to the agency that has to answer: a question within 5 working days, a suggestion within 15. Of a complaint you are told within 5 whether it is taken up, and answered within 15 more.",
        write: "写给部门" | "Write to an agency",
        ask_about: "就这件事问一问" | "Ask the agency about it",
        from_home: "问政府：别人问过的，和给您的答复" | "Ask the agencies: what others asked, and what they were told",
        mine: "我写过的" | "What I wrote",
        latest: "最新答复" | "Newest replies",
        featured: "重点关注" | "Worth reading",
        figures: "办理统计" | "How we did",
        none: "还没有公开的答复。" | "No reply is published yet.",
        none_mine: "您还没有写过。" | "You have written nothing yet.",
        more: "更早的" | "Earlier ones",
        columns: "栏目" | "Columns",
        question: "咨询" | "Question",
        suggestion: "建议" | "Suggestion",
        complaint: "投诉" | "Complaint",
        question_what: "想知道怎么办" | "You want to know how",
        suggestion_what: "觉得可以更好" | "It could be better",
        complaint_what: "办得不对，要个说法" | "It was not right",
        web: "网上" | "Online",
        letter: "来信" | "Letter",
        phone_call: "来电" | "Telephone",
        visit: "来访" | "Visit",
        to_route: "等着转给部门" | "To be handed to an agency",
        to_take_up: "等部门决定是否受理" | "To be taken up",
        to_reply: "部门正在写答复" | "To be answered",
        to_review: "答复写好了，在审核" | "The reply is being checked",
        replied: "已答复" | "Answered",
        declined: "不受理" | "Not taken up",
        withdrawn: "已撤回" | "Taken back",
        month: "月份" | "Month",
        by_agency: "各部门近一年" | "By agency, the last twelve months",
        agency_name: "部门" | "Agency",
        received: "收到" | "Received",
        answered: "答复" | "Answered",
        on_time: "按时" | "In time",
        rated: "平均评分" | "Average rating",
        no_figures: "还没有数字。" | "There are no figures yet.",
        kind: "您要写的是" | "What is it?",
        it_is: "这是一件" | "It is",
        writer: "来信人怎么称呼" | "Who wrote, or called",
        subject: "一句话说清楚" | "In one line",
        subject_hint: "最多 60 个字，例如“租房没有备案，能办居住证吗”" | "At most 60 characters",
        words: "详细说说" | "Tell us more",
        words_hint: "时间、地点、跟谁打过交道。请不要写身份证号和银行卡号。" | "When, where, and with whom. Please write no identity or card number.",
        place: "哪里的事" | "Where",
        about(item: &str): "关于：{item}" | "About: {item}",
        name: "您的称呼" | "Your name",
        name_hint: "投诉请留下称呼，答复要有人收；咨询和建议可以不写。" | "For a complaint please leave a name, since somebody is answered; otherwise you need not.",
        phone: "电话" | "Telephone",
        phone_hint: "可以不写；写了，说不清的时候我们打给您。" | "You need not; if you do, we call when something is unclear.",
        consent: "问题和答复可以公开，不写我的名字" | "Question and reply may be published, without my name",
        send: "交上去" | "Send",
        signed_in_better: "没有登录也可以写。登录后写，答复会留在“我的”里。" | "You can write without signing in. If you sign in first, the reply stays with your things.",
        arrived: "收到了" | "It has arrived",
        arrived_by(day: &str): "最迟 {day}答复您。" | "You are answered by {day}.",
        arrived_taken_up_by(day: &str): "最迟 {day}告诉您受理不受理，不受理也说明理由。" | "By {day} you are told whether it is taken up, with the reason if not.",
        keep_code: "请记下编号和取件码：在“问政府”凭它们看答复。取件码只显示这一次。" | "Write down the number and the code: with them you read the reply. The code is shown this once.",
        look: "看看进展" | "See where it stands",
        open_title: "没有登录写的，凭编号和取件码看答复" | "Wrote without signing in? Read the reply by number and code",
        open_send: "查看" | "Show it",
        open_nothing: "编号和取件码没有对上" | "Number and code do not match",
        open_nothing_help: "请照记下的再看一遍。取件码找不到了，可以重新写一件，或者打 12345。" | "Compare them with what you wrote down. If the code is lost, write anew or call 12345.",
        code_hint: "交上去的时候显示过，32 个字母和数字" | "It was shown when you sent it: 32 letters and digits",
        closed_title: "这件没有公开" | "This one is not public",
        closed_what: "是您写的？登录后写的，登录以后在“我写过的”里看；没有登录写的，填编号和取件码。" | "Did you write it? If you had signed in, sign in and look at what you wrote; else enter number and code.",
        number: "编号" | "Number",
        code: "取件码" | "Code",
        what_you_wrote: "您写的" | "What you wrote",
        what_was_written: "写的是" | "What was written",
        reply: "答复" | "Reply",
        reply_by(agency: &str, day: &str): "{agency} · {day}" | "{agency} · {day}",
        remedies: "不满意怎么办" | "If you do not agree",
        remedies_what: "可以自收到答复之日起 30 日内，请上一级机关复查（信访工作条例第三十五条）；投诉的是影响您权益的行政行为的，可以依法申请行政复议或者提起行政诉讼。也可以打 12345。" | "Within 30 days of the answer you may ask the authority above to look at it again (Regulations on Letters and Visits, art. 35); against an administrative act that affects your rights you may ask for reconsideration or go to court. You may also call 12345.",
        why_declined: "为什么不受理" | "Why it is not taken up",
        course: "经过" | "What happened",
        step_filed: "收到" | "It came in",
        step_routed: "转给部门" | "It went to the agency",
        step_sent_back: "部门退回" | "The agency sent it back",
        step_taken_up: "受理了" | "It was taken up",
        step_declined: "决定不受理" | "It was not taken up",
        step_drafted: "写了答复" | "A reply was written",
        step_given_back: "答复退回重写" | "The reply was given back",
        step_replied: "答复了" | "It was answered",
        step_published: "公开了" | "It was published",
        step_taken_down: "不再公开" | "It is published no more",
        step_featured: "重点关注变了" | "Worth reading, or no more",
        step_consent_withdrawn: "来信人不再同意公开" | "Its writer lets it be published no more",
        step_kept: "放入知识库" | "It was kept as a common question",
        step_withdrawn: "撤回了" | "It was taken back",
        step_rated: "评价了" | "It was rated",
        step_urged: "催办" | "It was urged",
        withdraw_consent: "不再同意公开" | "Publish it no more",
        withdraw_consent_what: "已经公开的马上撤下，知识库里也不再用；以后也不再公开。答复照常给您。" | "What is published is taken down at once, also from the common questions, and is not published again. You are answered all the same.",
        withdraw: "撤回" | "Take it back",
        withdraw_what: "撤回以后不再答复。" | "It is not answered then.",
        rate: "答复怎么样" | "How was the reply?",
        rate_words: "想说什么（可以不写）" | "In your words, if you like",
        rate_send: "评价" | "Rate",
        grade_5: "很清楚" | "Very clear",
        grade_4: "清楚" | "Clear",
        grade_3: "还行" | "Fair",
        grade_2: "不太清楚" | "Not clear",
        grade_1: "没有答到" | "No answer at all",
        thanks: "谢谢，记下了。" | "Thank you, it is noted.",
        published_mark: "已公开，不带您的名字" | "Published, without your name",
        desk: "来信来访" | "Enquiries",
        desk_what: "到期早的排前面；写答复的人不能自己审核放出。" | "What is due first stands first; who writes a reply does not let it out.",
        list_open: "要答复的" | "To answer",
        list_to_route: "要转办的" | "To hand on",
        list_over: "办结的" | "Over",
        none_here: "这里没有。" | "Nothing here.",
        register: "登记来信来电来访" | "Register a letter, call or visit",
        register_what: "登记以后和网上来的一样办，从收到那天算起。" | "It is handled as if it had come in online, counted from the day it came.",
        channel: "怎么来的" | "How it came in",
        received_on: "收到的那天" | "The day it came in",
        item: "事项编码（知道就写）" | "Code of the item, if you know it",
        due_by(day: &str): "最迟 {day}" | "by {day}",
        from(name: &str): "来自：{name}" | "From: {name}",
        anonymous: "没有留名字" | "no name left",
        may_publish: "同意公开" | "May be published",
        may_not_publish: "不同意公开" | "Not to be published",
        registered(number: &str): "登记好了，编号 {number}。" | "Registered as no. {number}.",
        by_number(number: i64): "编号 {number}" | "No. {number}",
        only_stage: "已经转出。内容由承办部门看，这里只看得到办到哪一步。" | "It was handed on. The agency reads what it says; here is how far it is.",
        just_written: "您刚才写的" | "What you just wrote",
        just_written_what: "别人先办了，现在不能再这样做。您写的在这里，可以复制。" | "Somebody was there first, and it can be done no more. Here is what you wrote, to be copied.",
        own_numbers: "答复里的号码是单位对外公开的" | "The numbers in the reply are the agency's own, open to everybody",
        can_do: "可以做的" | "What you can do",
        nothing: "现在没有您要做的。" | "There is nothing for you to do now.",
        done: "记下了。" | "Done.",
        draft: "待审核的答复" | "The reply to be checked",
        given_back: "为什么退回" | "Why it was given back",
        agency: "转给哪个部门" | "To which agency",
        reason: "理由" | "Reason",
        reply_words: "答复" | "Reply",
        act_route: "转给部门" | "Hand it to an agency",
        act_send_back: "不归我们办，退回" | "It is another agency's",
        act_take_up: "受理" | "Take it up",
        act_decline: "不受理" | "Do not take it up",
        act_draft: "写答复" | "Write the reply",
        act_give_back: "退回重写" | "Give it back",
        act_reply: "审核放出" | "Let it out",
        act_publish: "公开" | "Publish",
        act_take_down: "不再公开" | "Take it down",
        act_feature: "放到重点关注" | "Worth reading",
        act_keep: "放入知识库" | "Keep as a common question",
        so_keep: "以后有人这样问，大厅直接这样答。" | "Who asks the like is answered so by the hall.",
        approved: "知识库里的答复" | "What the common questions answer",
        act_unfeature: "移出重点关注" | "No longer worth reading",
        so_route: "转过去那一刻起，对方看得到，期限接着算。" | "They see it from then on; its days go on.",
        so_send_back: "回到综合窗口重新转办；来信人只看到换了部门。" | "It goes back to the window and on to another.",
        so_take_up: "从今天起 15 个工作日内答复。" | "It is answered within 15 working days from today.",
        so_decline: "理由原样告诉来信人。" | "The writer reads the reason as you write it.",
        so_draft: "写好以后由别人审核放出。" | "Somebody else lets it out.",
        so_give_back: "写的人看得到理由。" | "Who wrote it reads the reason.",
        so_reply: "来信人马上看到；以后不能再改。" | "The writer reads it at once; it cannot be changed.",
        so_publish: "先看看有没有姓名、电话、地址：所有人都看得到。" | "Look for names, numbers and addresses: everybody reads it.",
        so_take_down: "别人不再看得到，来信人还看得到。" | "Others read it no more; its writer does.",
        so_feature: "显示在“重点关注”里。" | "It stands in the column of what is worth reading.",
        so_unfeature: "只留在“最新答复”里。" | "It stays among the newest replies.",
    }
}

impl super::Words {
    /// The register of enquiries, from pages of other rooms.
    pub const fn to_agencies(self) -> Enquiries {
        Enquiries(self.locale)
    }
}

impl Enquiries {
    /// What it is.
    pub fn kind_of(self, kind: EnquiryKind) -> &'static str {
        match kind {
            EnquiryKind::Question => self.question(),
            EnquiryKind::Suggestion => self.suggestion(),
            EnquiryKind::Complaint => self.complaint(),
        }
    }

    /// When one writes that.
    pub fn kind_what(self, kind: EnquiryKind) -> &'static str {
        match kind {
            EnquiryKind::Question => self.question_what(),
            EnquiryKind::Suggestion => self.suggestion_what(),
            EnquiryKind::Complaint => self.complaint_what(),
        }
    }

    /// How it came in.
    pub fn channel_of(self, channel: EnquiryChannel) -> &'static str {
        match channel {
            EnquiryChannel::Web => self.web(),
            EnquiryChannel::Letter => self.letter(),
            EnquiryChannel::Phone => self.phone_call(),
            EnquiryChannel::Visit => self.visit(),
        }
    }

    /// Where it stands.
    pub fn stage(self, stage: EnquiryStage) -> &'static str {
        match stage {
            EnquiryStage::ToRoute => self.to_route(),
            EnquiryStage::ToTakeUp => self.to_take_up(),
            EnquiryStage::ToReply => self.to_reply(),
            EnquiryStage::ToReview => self.to_review(),
            EnquiryStage::Replied => self.replied(),
            EnquiryStage::Declined => self.declined(),
            EnquiryStage::Withdrawn => self.withdrawn(),
        }
    }

    /// What happened, by the name of the event.
    pub fn step(self, what: &str) -> &'static str {
        match what {
            "filed" => self.step_filed(),
            "routed" => self.step_routed(),
            "sent_back" => self.step_sent_back(),
            "taken_up" => self.step_taken_up(),
            "declined" => self.step_declined(),
            "drafted" => self.step_drafted(),
            "given_back" => self.step_given_back(),
            "replied" => self.step_replied(),
            "published" => self.step_published(),
            "taken_down" => self.step_taken_down(),
            "featured" => self.step_featured(),
            "kept" => self.step_kept(),
            "consent_withdrawn" => self.step_consent_withdrawn(),
            "withdrawn" => self.step_withdrawn(),
            "rated" => self.step_rated(),
            _ => self.step_urged(),
        }
    }

    /// How a reply was.
    pub fn grade(self, grade: u8) -> &'static str {
        match grade {
            5.. => self.grade_5(),
            4 => self.grade_4(),
            3 => self.grade_3(),
            2 => self.grade_2(),
            _ => self.grade_1(),
        }
    }

    /// A list of the desk.
    pub fn list(self, list: EnquiryList) -> &'static str {
        match list {
            EnquiryList::Open => self.list_open(),
            EnquiryList::ToRoute => self.list_to_route(),
            EnquiryList::Over => self.list_over(),
        }
    }

    /// What one can do, and what follows.
    pub fn act(self, act: EnquiryAct) -> (&'static str, &'static str) {
        match act {
            EnquiryAct::Route => (self.act_route(), self.so_route()),
            EnquiryAct::SendBack => (self.act_send_back(), self.so_send_back()),
            EnquiryAct::TakeUp => (self.act_take_up(), self.so_take_up()),
            EnquiryAct::Decline => (self.act_decline(), self.so_decline()),
            EnquiryAct::Draft => (self.act_draft(), self.so_draft()),
            EnquiryAct::GiveBack => (self.act_give_back(), self.so_give_back()),
            EnquiryAct::Reply => (self.act_reply(), self.so_reply()),
            EnquiryAct::Publish => (self.act_publish(), self.so_publish()),
            EnquiryAct::TakeDown => (self.act_take_down(), self.so_take_down()),
            EnquiryAct::Feature => (self.act_feature(), self.so_feature()),
            EnquiryAct::Unfeature => (self.act_unfeature(), self.so_unfeature()),
            EnquiryAct::Keep => (self.act_keep(), self.so_keep()),
            EnquiryAct::WithdrawConsent => (self.withdraw_consent(), self.withdraw_consent_what()),
            EnquiryAct::Withdraw => (self.withdraw(), self.withdraw_what()),
            EnquiryAct::Rate => (self.rate(), ""),
        }
    }
}
