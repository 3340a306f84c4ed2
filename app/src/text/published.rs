//! What is published and asked of the public: searching the site, the catalogue of public documents (信息公开目录), surveys (意见征集).

use schema::disclosures::{DisclosureMode, DisclosureSubject, Validity};
use schema::site_search::SiteKind;
use schema::surveys::{SurveyFilter, SurveyKind, SurveyStage};

texts! {
    /// Searching all of the site.
    Finding {
        title: "全站搜索" | "Search the site",
        about(words: &str): "全站搜索：{words}" | "Search: {words}",
        describe: "事项、政策文件、通知公告、公开的答复、信息公开目录和意见征集，一次找齐。" | "Services, policies, notices, replies, public documents and surveys, found at once.",
        label: "想找什么" | "What are you looking for",
        find: "搜" | "Go",
        blank: "写下想找的：事项、文件名、发文字号、办事中遇到的问题都可以。" | "Write what you look for: a service, a document, its number, a question.",
        nothing: "没有找到。换个说法试试，或者问部门。" | "Nothing found. Try other words, or ask the agencies.",
        politely: "这样的词我们不搜。换个说法，或者打 12345。" | "We do not look for such words. Try others, or call 12345.",
        items: "事项" | "Services",
        all_items(count: u64): "看全部 {count} 个事项" | "All {count} services",
        more_of(count: u64): "看全部 {count} 条" | "All {count}",
        further: "再看一些" | "More",
        all_kinds: "看全部种类" | "All kinds",
        elsewhere: "也在政策、公告、答复里找" | "Also look in policies, notices and replies",
        policy: "政策文件" | "Policies",
        notice: "通知公告" | "Notices",
        reply: "公开的答复" | "Published replies",
        disclosure: "信息公开" | "Public documents",
        survey: "意见征集" | "Surveys",
    }
}

texts! {
    /// The catalogue of public documents, for everybody and for who keeps it.
    Disclosures {
        title: "政府信息公开" | "Open government information",
        describe: "政策文件和主动公开的政府信息：按部门、主题、年份查找；没有公开的，可以申请。" | "Policies and public documents by agency, subject and year; what is not published can be asked for.",
        lead: "以公开为常态、不公开为例外。这里是主动公开的文件；想要的不在这里，可以依申请公开：20 个工作日内答复，不收费。" | "Openness is the rule. These documents are published by themselves; what is not here can be asked for, free of charge, and is answered within 20 working days.",
        ask: "依申请公开" | "Ask for information",
        ask_this: "申请公开这份信息" | "Ask for this document",
        ask_what: "这份信息要申请才能得到。申请里会带上它的索引号；20 个工作日内答复，最多延长 20 个工作日。" | "This document is for whoever asks. The request will bear its number and is answered within 20 working days, 40 at most.",
        ask_agency: "写给部门要这份信息" | "Write to the agency for it",
        ask_agency_what: "这份信息要申请才能得到。写信时请写上它的索引号。" | "This document is for whoever asks. Name its number when you write.",
        surveys: "意见征集" | "Surveys",
        search: "全站搜索" | "Search the site",
        narrow: "缩小范围" | "Narrow",
        all: "全部" | "All",
        by_issuer: "发布机构" | "Issuer",
        by_subject: "主题" | "Subject",
        by_year: "年份" | "Year",
        none: "没有这样的文件。" | "No such document.",
        ask_none: "没有公开的，可以依申请公开" | "What is not published can be asked for",
        more: "更早的" | "Earlier ones",
        index_number: "索引号" | "Index number",
        document_number: "发文字号" | "Document number",
        no_number: "无" | "none",
        issuer: "发布机构" | "Issuer",
        subject: "主题分类" | "Subject",
        made_on: "成文日期" | "Made on",
        published_on: "发布日期" | "Published on",
        in_force_from: "施行日期" | "In force from",
        ends_on: "有效至" | "Until",
        mode: "公开方式" | "How it is had",
        validity: "有效性" | "Validity",
        active: "主动公开" | "Published",
        on_request: "依申请公开" | "On request",
        not_yet: "尚未施行" | "Not yet in force",
        in_force: "有效" | "In force",
        ended: "已失效" | "Expired",
        repealed: "已废止" | "Repealed",
        source: "看发布机构的原文" | "The original at its publisher",
        demonstration: "演示内容，不是真实的政府信息。" | "Demonstration content, not real government information.",
        rules: "法规、规章和规范性文件" | "Regulations and rules",
        organisation: "机关职能" | "Agencies and what they do",
        plans: "规划和政策" | "Plans and policies",
        statistics: "统计信息" | "Statistics",
        licensing: "行政许可和管理服务" | "Licences and services",
        penalties: "行政处罚、行政强制" | "Penalties",
        budgets: "财政预算、决算" | "Budgets and accounts",
        fees: "行政事业性收费" | "Charges",
        procurement: "政府采购" | "Procurement",
        projects: "重大建设项目" | "Building projects",
        welfare: "教育、医疗、社会保障、就业" | "Schools, medicine, social security, work",
        emergencies: "突发公共事件" | "Emergencies",
        inspections: "监督检查" | "Inspections",
        recruitment: "公务员招考" | "Civil service posts",
        other: "其他应当公开的" | "Others",
        desk: "信息公开" | "Publishing",
        desk_what: "登记要公开的文件。到发布日期大家才看得到；形成之后 20 个工作日内公开（条例第二十六条）。" | "Enter what is published. Everybody sees it from its day on; by art. 26 that is within 20 working days of being made.",
        enter: "登记一份文件" | "Enter a document",
        change: "修改" | "Change",
        write_title: "标题" | "Title",
        body: "内容（一行一段；依申请公开的不用写）" | "Text (a line is a paragraph; nothing of what is on request)",
        source_url: "原文网址" | "Address of the original",
        is_repealed: "已经废止" | "It was repealed",
        is_taken_down: "从目录撤下，大家不再看到" | "Take it down, so that nobody sees it",
        is_demonstration: "演示内容" | "Demonstration content",
        save: "保存" | "Save",
        saved: "保存好了。" | "Saved.",
        conflict: "您看的时候别人改过了。下面是您写的；先打开新页看看现在是什么样。" | "Somebody else changed it meanwhile. What you wrote stands below; open it anew to see what it says now.",
        late: "公开得晚了：形成之后超过 20 个工作日（条例第二十六条）。" | "Published late: more than 20 working days after it was made (art. 26).",
        see: "看公开页" | "See the page",
        taken_down: "已撤下" | "Taken down",
        none_kept: "还没有登记过文件。" | "No document was entered yet.",
    }
}

texts! {
    /// Surveys, for everybody and for who asks.
    Surveying {
        title: "意见征集" | "Surveys",
        describe: "草案和打算，先问大家的意见；谁都可以说，不用登录，采纳情况公开。" | "Drafts and plans: anybody may say what they think without signing in, and is told what became of it.",
        lead: "草案和打算，先听大家的意见。不用登录，不问您是谁；结束以后公开采纳了哪些、没采纳哪些和为什么。" | "Drafts and plans are open to everybody. Nobody asks who you are; afterwards it is told what was taken up, what was not, and why.",
        open: "正在征集" | "Open now",
        over: "已经结束" | "Over",
        none_open: "现在没有正在征集的。" | "Nothing is open now.",
        none_over: "还没有结束的。" | "None is over yet.",
        more: "再看一些" | "More",
        until(day: &str): "到 {day} 止" | "until {day}",
        from_to(from: &str, to: &str): "{from} 至 {to}" | "{from} to {to}",
        count(count: u64): "已收到 {count} 条意见" | "{count} opinions so far",
        counted(count: u64): "共收到 {count} 条意见" | "{count} opinions",
        short: "为什么少于 30 天" | "Why less than 30 days",
        draft: "看草案全文" | "The draft itself",
        attachments: "附件" | "Documents",
        taken_away(day: &str): "{day}撤下过一份附件。" | "A document was taken away on {day}.",
        attach: "选一份 PDF 或者图片，不超过 10 MB" | "A PDF or a picture, up to 10 MB",
        attach_what: "征集稿、起草说明放在这里，从开始日期起大家都能下载。传上去的不能改；不对的撤下，再传一份，撤下过会公开写明。" | "The draft and what explains it: everybody may download them from the first day on. None is ever changed; take away what is not right and attach another, and it is told that one was taken away.",
        attach_send: "上传" | "Attach",
        attach_full: "附件满 10 份了，撤下一份才能再传。" | "There are 10 documents; take one away to attach another.",
        detach: "撤下" | "Take away",
        detach_of(name: &str): "撤下 {name}" | "Take {name} away",
        attached_on(day: &str): "{day}上传" | "attached on {day}",
        no_attachments: "还没有附件。" | "No documents yet.",
        say: "说说您的意见" | "Say what you think",
        privacy: "不要写自己的证件号码、电话和住址；写了号码，我们也会遮住再保存。" | "Write no numbers or addresses of yours; numbers are covered before anything is kept.",
        one_of: "选一个" | "choose one",
        some_of: "可以选几个" | "choose any",
        not_all: "不必每题都答。" | "You need not answer all.",
        send: "提交意见" | "Send",
        thanks: "收到了，谢谢。结束以后请来看采纳情况。" | "It has arrived, thank you. Come back afterwards to see what became of it.",
        closed: "已经截止，正在整理意见。" | "It is closed; the opinions are being read.",
        feedback: "采纳情况" | "What became of the opinions",
        told_on(day: &str): "{day} 公布" | "Told on {day}",
        result: "选择的人数" | "How many chose",
        demonstration: "演示内容，不会据此作出任何决定。" | "Demonstration content; nothing is decided by it.",
        question(number: usize): "第 {number} 题" | "Question {number}",
        regulation: "行政法规草案" | "Draft regulation",
        rule: "规章草案" | "Draft rule",
        document: "规范性文件" | "Draft document",
        other: "其他" | "Other",
        not_yet: "还没开始" | "Not yet open",
        is_open: "征集中" | "Open",
        is_closed: "已截止" | "Closed",
        answered: "已公布采纳情况" | "Answered",
        desk_what: "问大家的意见：草案、题目、起止日期。法规、规章草案一般不少于 30 天。" | "Ask the public: the draft, questions, from when to when. Drafts of regulations and rules are open for at least 30 days.",
        begin: "发起征集" | "Ask the public",
        kind: "征集什么" | "What about",
        write_title: "标题" | "Title",
        issuer: "征集单位" | "Who asks",
        body: "说明（一行一段）" | "What it is about (a line is a paragraph)",
        source_url: "草案网址" | "Address of the draft",
        opens_on: "开始日期" | "First day",
        closes_on: "截止日期" | "Last day",
        short_because: "法规、规章草案少于 30 天的，写明理由" | "Why a draft of a rule is open for less than 30 days",
        questions: "题目" | "Questions",
        questions_how: "一题一段：第一行是题目；下面每行一个选项，“- ”开头选一个，“* ”开头可以选几个；没有选项的用文字回答。" | "A paragraph each: the question, then a choice a line, “- ” to choose one, “* ” to choose any; without choices it is answered in words.",
        questions_stay: "已经有人答了，题目不能再改。" | "There are answers already; the questions stay.",
        is_demonstration: "演示内容" | "Demonstration content",
        save: "保存" | "Save",
        saved: "保存好了。" | "Saved.",
        conflict: "您看的时候别人改过了。下面是您写的；先打开新页看看现在是什么样。" | "Somebody else changed it meanwhile. What you wrote stands below; open it anew to see what it says now.",
        write_feedback: "采纳了什么，没采纳什么，为什么（一行一段）" | "What was taken up, what was not, and why (a line is a paragraph)",
        publish_feedback: "公布采纳情况" | "Publish it",
        opinions: "收到的意见" | "Opinions",
        no_opinions: "还没有意见。" | "No opinions yet.",
        see: "看公开页" | "See the page",
        none_kept: "还没有发起过。" | "None was begun yet.",
    }
}

impl Finding {
    /// What is found beside items.
    pub fn kind(self, kind: SiteKind) -> &'static str {
        match kind {
            SiteKind::Policy => self.policy(),
            SiteKind::Notice => self.notice(),
            SiteKind::Reply => self.reply(),
            SiteKind::Disclosure => self.disclosure(),
            SiteKind::Survey => self.survey(),
        }
    }
}

impl Disclosures {
    /// What a document is about.
    pub fn subject_of(self, subject: DisclosureSubject) -> &'static str {
        match subject {
            DisclosureSubject::Rules => self.rules(),
            DisclosureSubject::Organisation => self.organisation(),
            DisclosureSubject::Plans => self.plans(),
            DisclosureSubject::Statistics => self.statistics(),
            DisclosureSubject::Licensing => self.licensing(),
            DisclosureSubject::Penalties => self.penalties(),
            DisclosureSubject::Budgets => self.budgets(),
            DisclosureSubject::Fees => self.fees(),
            DisclosureSubject::Procurement => self.procurement(),
            DisclosureSubject::Projects => self.projects(),
            DisclosureSubject::Welfare => self.welfare(),
            DisclosureSubject::Emergencies => self.emergencies(),
            DisclosureSubject::Inspections => self.inspections(),
            DisclosureSubject::Recruitment => self.recruitment(),
            DisclosureSubject::Other => self.other(),
        }
    }

    /// How a document is to be had.
    pub fn mode_of(self, mode: DisclosureMode) -> &'static str {
        match mode {
            DisclosureMode::Active => self.active(),
            DisclosureMode::OnRequest => self.on_request(),
        }
    }

    /// Whether it holds.
    pub fn validity_of(self, validity: Validity) -> &'static str {
        match validity {
            Validity::NotYet => self.not_yet(),
            Validity::InForce => self.in_force(),
            Validity::Ended => self.ended(),
            Validity::Repealed => self.repealed(),
        }
    }
}

impl Surveying {
    /// What the public is asked about.
    pub fn kind_of(self, kind: SurveyKind) -> &'static str {
        match kind {
            SurveyKind::Regulation => self.regulation(),
            SurveyKind::Rule => self.rule(),
            SurveyKind::Document => self.document(),
            SurveyKind::Other => self.other(),
        }
    }

    /// Where a survey stands.
    pub fn stage(self, stage: SurveyStage) -> &'static str {
        match stage {
            SurveyStage::NotYet => self.not_yet(),
            SurveyStage::Open => self.is_open(),
            SurveyStage::Closed => self.is_closed(),
            SurveyStage::Answered => self.answered(),
        }
    }

    /// A list.
    pub fn list(self, list: SurveyFilter) -> &'static str {
        match list {
            SurveyFilter::Open => self.open(),
            SurveyFilter::Over => self.over(),
        }
    }
}
