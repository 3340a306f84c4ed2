//! What is said while a task is open, as the designer of processes says it.

use schema::process::{Urge, UrgeAt, UrgeBy, UrgeTo};

use crate::text::Words;

texts! {
    /// Urging in the designer.
    Urging {
        title: "催办计划" | "Urging",
        hint: "按工作日算，当天上午九点提醒；收到的人在工作台上看到。每次轮到这个环节，每条只说一次。" | "In the morning of a working day, above the worklist of who is told: once whenever it is this step's turn.",
        add: "加一条" | "Add one",
        remove: "去掉" | "Remove",
        usual: "请抓紧办理。" | "Please go on with it.",
        at: "什么时候" | "When",
        at_half: "时限过半" | "Half of the time is over",
        at_left: "还剩几个工作日" | "So many working days are left",
        at_late: "超期几个工作日" | "It is late by so many working days",
        days: "几个工作日" | "Working days",
        half: "时限过半" | "half-way",
        left(days: u16): "还剩 {days} 个工作日" | "{days} working days before the end",
        late(days: u16): "超期 {days} 个工作日" | "{days} working days late",
        to: "告诉谁" | "Who is told",
        to_holder: "经办人（没人认领时是能办的人）" | "Who has it, or could take it",
        to_lead: "单位负责人" | "The lead",
        to_next: "下一环节的人（要来件了）" | "Who comes next: it is coming",
        holder: "经办人" | "who has it",
        lead: "单位负责人" | "the lead",
        next: "下一环节的人" | "who comes next",
        words_zh: "说什么（中文）" | "Words (Chinese)",
        words_en: "说什么（英文）" | "Words (English)",
        by: "除了工作台上，还用（本人开通了才发）" | "Besides at the desk, for who has asked for it",
        sms: "短信" | "Text message",
        mail: "邮件" | "E-mail",
        line(at: &str, to: &str, words: &str): "{at}对{to}说“{words}”" | "{at}, to {to}: “{words}”",
        line_by(line: &str, by: &str): "{line}（另发{by}）" | "{line} (also by {by})",
    }
}

impl Urging {
    /// To whom, in a choice.
    pub fn whom(self, to: UrgeTo) -> &'static str {
        match to {
            UrgeTo::Holder => self.to_holder(),
            UrgeTo::Lead => self.to_lead(),
            UrgeTo::Next => self.to_next(),
        }
    }

    /// By what.
    pub fn way(self, by: UrgeBy) -> &'static str {
        match by {
            UrgeBy::Sms => self.sms(),
            UrgeBy::Mail => self.mail(),
        }
    }

    /// One of them in a sentence.
    pub fn said(self, urge: &Urge) -> String {
        let at = match urge.at {
            UrgeAt::Half => self.half().to_owned(),
            UrgeAt::DaysLeft(days) => self.left(days),
            UrgeAt::LateBy(days) => self.late(days),
        };
        let to = match urge.to {
            UrgeTo::Holder => self.holder(),
            UrgeTo::Lead => self.lead(),
            UrgeTo::Next => self.next(),
        };
        let line = self.line(&at, to, urge.words.get(self.0));
        let by: Vec<&str> = urge.by.iter().map(|by| self.way(*by)).collect();
        if by.is_empty() {
            line
        } else {
            self.line_by(&line, &by.join(Words::new(self.0).catalogue.separator()))
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::locale::Text;

    use super::*;

    #[test]
    fn one_of_them_in_a_sentence() {
        let words = Text::zh("请抓紧").with(Locale::En, "Please go on");
        let urge = |at, to, by: &[UrgeBy]| Urge { at, to, words: words.clone(), by: by.to_vec() };
        let half = urge(UrgeAt::Half, UrgeTo::Holder, &[]);
        let late = urge(UrgeAt::LateBy(2), UrgeTo::Lead, &UrgeBy::ALL);
        let left = urge(UrgeAt::DaysLeft(1), UrgeTo::Next, &[]);
        let said = |locale| [&half, &late, &left].map(|urge| Urging(locale).said(urge));
        let zh = said(Locale::ZhCn).map(|said| said.replace('\u{a0}', " "));
        assert_eq!(
            zh,
            [
                "时限过半对经办人说“请抓紧”",
                "超期 2 个工作日对单位负责人说“请抓紧”（另发短信、邮件）",
                "还剩 1 个工作日对下一环节的人说“请抓紧”",
            ]
        );
        let en = said(Locale::En);
        assert_eq!(en[0], "half-way, to who has it: “Please go on”");
    }
}
