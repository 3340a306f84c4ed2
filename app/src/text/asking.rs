//! Asking in one's own words.

use schema::ask::{AskFacet, Purpose, Why};

texts! {
    /// Asking in one's own words.
    Asking {
        title: "问一问" | "Ask",
        about(text: &str): "问：{text}" | "Asked: {text}",
        describe: "用自己的话说您要办的事，一步一步找到要办的事项。" | "Say in your own words what you want to do, and be led to the service step by step.",
        welcome: "您好，我是小厅。要办什么事，用平常的话说就行。" | "Hello. Say what you want to do, in your own words.",
        welcome_example: "比如：孩子刚出生，怎么上户口" | "For example: my child was just born, how do I register the birth",
        label: "用自己的话说" | "In your own words",
        next: "再告诉我一点，就能更准。" | "One more thing, and I can be more exact.",
        good: "您要办的，多半是这一件。" | "This is most likely what you need.",
        several: "您要办的，可能是下面这几件。" | "It may be one of these.",
        sorry: "没有找到合适的。最接近的是下面这几件，您看看是不是。" | "I found nothing that fits. These are the nearest.",
        nothing: "对不起，没听明白。换个说法试试，或者少写几个字。" | "I am sorry, I did not understand. Please try other words, or fewer.",
        politely: "请换个说法，小厅好帮您。" | "Please put it in other words.",
        from_source(source: &str): "出处：{source}" | "Source: {source}",
        helps: "这个回答有用吗？" | "Does this answer help?",
        helpful: "有用" | "It helps",
        unhelpful: "没用" | "It does not",
        thanks: "谢谢，记下了。" | "Thank you; it is noted.",
        person: "问人" | "Ask a person",
        person_help: "打 12345，说您要办的事；工作人员会告诉您找哪个部门。" | "Call 12345 and say what you want to do; they will tell you which agency to go to.",
        browse: "看全部事项" | "See all services",
        heard: "您说的" | "You said",
        change: "改" | "Change",
        change_of(facet: &str): "改：{facet}" | "Change: {facet}",
        which_purpose: "您是要……" | "What do you want to do?",
        which_audience: "替谁办？" | "For whom?",
        which_region: "在哪里办？" | "Where?",
        which_agency: "哪个部门的事？" | "With which agency?",
        facet_purpose: "要做的" | "To do",
        facet_audience: "替谁办" | "For whom",
        facet_region: "在哪里" | "Where",
        facet_agency: "部门" | "Agency",
        purpose_new: "第一次办" | "Apply for the first time",
        renew: "到期了，接着办" | "Renew what runs out",
        change_it: "改内容" | "Change what it says",
        replace: "丢了、坏了，补一个" | "Replace what was lost or spoilt",
        cancel: "不要了，注销" | "Give it up",
        look: "只是查一查" | "Look something up",
        because(why: &str): "为什么是它：{why}" | "Why: {why}",
        comma: "；" | "; ",
        by_name: "名称里有您说的词" | "its name has your words",
        by_wording: "大家也这样叫它" | "people call it so",
        by_text: "条件或材料里提到" | "its conditions or documents say so",
        by_sound: "读音对得上" | "it sounds so",
        by_region: "在您说的地方" | "it is where you said",
        by_audience: "给您说的人办" | "it is for whom you said",
        by_purpose: "正是您要做的" | "it does what you want",
        by_agency: "是这个部门的" | "it is of that agency",
    }
}

impl Asking {
    /// What to do, in everyday words.
    pub fn purpose(self, purpose: Purpose) -> &'static str {
        match purpose {
            Purpose::New => self.purpose_new(),
            Purpose::Renew => self.renew(),
            Purpose::Change => self.change_it(),
            Purpose::Replace => self.replace(),
            Purpose::Cancel => self.cancel(),
            Purpose::Look => self.look(),
        }
    }

    /// The question about a facet.
    pub fn question(self, facet: AskFacet) -> &'static str {
        match facet {
            AskFacet::Purpose => self.which_purpose(),
            AskFacet::Audience => self.which_audience(),
            AskFacet::Region => self.which_region(),
            AskFacet::Agency => self.which_agency(),
        }
    }

    /// What a facet is called.
    pub fn facet(self, facet: AskFacet) -> &'static str {
        match facet {
            AskFacet::Purpose => self.facet_purpose(),
            AskFacet::Audience => self.facet_audience(),
            AskFacet::Region => self.facet_region(),
            AskFacet::Agency => self.facet_agency(),
        }
    }

    /// Why an item answers.
    pub fn why(self, why: Why) -> &'static str {
        match why {
            Why::Name => self.by_name(),
            Why::Wording => self.by_wording(),
            Why::Text => self.by_text(),
            Why::Sound => self.by_sound(),
            Why::Region => self.by_region(),
            Why::Audience => self.by_audience(),
            Why::Purpose => self.by_purpose(),
            Why::Agency => self.by_agency(),
        }
    }
}
