//! What an agency asks the applicant of a case further, for both of them.

use schema::questionnaires::QuestionKind;

texts! {
    /// Further questions.
    Questions {
        title: "补充提问" | "Further questions",
        asks(agency: &str): "{agency}想再了解一些情况" | "{agency} would like to know a little more",
        why: "为什么问" | "Why it asks",
        voluntary: "答不答由您。时限照常计算；不答，事情照样办，也不能因此不予批准。缺什么材料，补正通知里会一次告诉您，不在这里要。" | "Whether you answer is up to you. The clock runs on; the case is handled all the same, and cannot be refused because you did not answer. What documents are missing you are told once, in the notice to put things right, and never here.",
        private(agency: &str): "您的答复只有{agency}看得到。交出以后不能再改。" | "Only {agency} sees your answers. They cannot be changed once they are sent.",
        send: "交出答复" | "Send the answers",
        later: "存下来，以后再答" | "Save, and answer later",
        saved_at(time: &str): "{time} 已保存" | "Saved {time}",
        back: "返回办件" | "Back to the case",
        answer: "去看问题，回答" | "See the questions, and answer",
        see: "看问题和我的答复" | "See the questions and my answers",
        your_answers(at: &str): "您在 {at} 作了答复" | "You answered on {at}",
        over: "这件已经有了决定，或者已经结束，不用再答。" | "The case is decided or has ended: there is nothing to answer any more.",
        blank: "没有回答" | "Not answered",

        desk_title: "向申请人补充提问" | "Questions to the applicant",
        rules: "怎么问" | "How this works",
        desk_link: "补充提问" | "Questions",
        desk_rule: "一件只问一次，一次问全。时限不停；不答不能作为不予批准的理由。缺材料用一次性补正告知，不在这里要。" | "Once a case, and everything at once. The clock does not stand, and no case is refused because nobody answered. Missing documents belong into the one notice to supplement.",
        desk_private: "只有本单位看得到答复，同一件事的其他单位看不到。" | "Only this agency sees the answers; the others of a joint application do not.",
        desk_back: "返回办件" | "Back to the case",
        asked_at(at: &str): "{at} 提出" | "Asked {at}",
        answered_at(at: &str): "{at} 答复" | "Answered {at}",
        waits: "还没有答复" | "Not answered yet",
        never: "没有答复" | "Never answered",
        nothing: "没有提过问。现在不能提：这件已经有了决定或者已经结束，或者不由您办。" | "Nothing was asked, and nothing can be asked now: the case is decided or has ended, or is not yours to handle.",
        with_form: "用本单位的表单提问" | "Ask with a form of the agency",
        with_form_what: "选一份已经发布的表单，按它现行的版本问。" | "Choose a published form; it is asked in the version in force.",
        form: "表单" | "Form",
        form_version(name: &str, version: u32): "{name}（第 {version} 版）" | "{name} (version {version})",
        on_the_spot: "现写几个问题" | "Write questions on the spot",
        on_the_spot_what: "用不着的留空。问什么样的答案，就检查什么。" | "Leave empty what you do not need. Each answer is checked by its kind.",
        why_label: "为什么问（申请人看得到）" | "Why you ask (the applicant sees it)",
        question(number: usize): "问题 {number}" | "Question {number}",
        label: "问题（中文）" | "The question in Chinese",
        label_english: "问题（英文，选填）" | "The question in English (optional)",
        kind: "要什么样的答案" | "What kind of answer",
        choices: "选项（每行一个，英文写在竖线后面：是 | Yes）" | "Choices (one a line, English after a bar: 是 | Yes)",
        required: "要答复就必须答这一题" | "Cannot be left out by who answers",
        ask: "提问" | "Ask",
        asked: "问题送到申请人那里了。" | "The applicant has been asked.",
    }
}

impl Questions {
    /// What a question asks for.
    pub fn kind_of(self, kind: QuestionKind) -> &'static str {
        let (chinese, english) = match kind {
            QuestionKind::Text => ("一行文字", "A line of text"),
            QuestionKind::LongText => ("多行文字", "Several lines"),
            QuestionKind::Number => ("数字", "A number"),
            QuestionKind::Money => ("金额", "A sum of money"),
            QuestionKind::Date => ("日期", "A day"),
            QuestionKind::YesNo => ("是或否", "Yes or no"),
            QuestionKind::Choice => ("几个里面选一个", "One of several"),
        };
        match self.0 {
            schema::Locale::ZhCn => chinese,
            schema::Locale::En => english,
        }
    }
}
