//! What staff are told of their work, and who does it while somebody is away.

use schema::cases::{DeskNote, DeskNoteKind};
use schema::enquiries::{EnquiryNote, EnquiryNoteKind};

texts! {
    /// Notes above the worklist, and absences.
    Duty {
        notes: "提醒" | "Notes",
        late(task: &str): "您手上的“{task}”已超期，请尽快办" | "Late, please go on: {task}",
        late_there(task: &str): "本单位的“{task}”已超期" | "Late at your agency: {task}",
        handed_over(task: &str): "“{task}”超期未办，已转到您手上" | "Late and handed over to you: {task}",
        long_pause(task: &str): "“{task}”的特别程序已满三个月还没有结束" | "A special procedure has lasted three months: {task}",
        remark(task: &str): "同事给“{task}”这件留了话" | "A colleague wrote about your case: {task}",
        urged(task: &str): "催办：“{task}”" | "Please go on: {task}",
        urged_there(task: &str): "催办：本单位的“{task}”" | "Please see that it goes on at your agency: {task}",
        coming(task: &str): "“{task}”快轮到您这里了" | "Coming to you soon: {task}",
        arrived(task: &str): "“{task}”转到您手上了" | "With you now: {task}",
        arrived_here(task: &str): "“{task}”有新件，等人认领" | "New, for whoever takes it: {task}",
        questions_answered(task: &str): "申请人答复了补充提问（“{task}”）" | "The applicant has answered the further questions: {task}",
        card_warning(rule: &str): "监察预警：{rule}" | "Supervision warns: {rule}",
        card_yellow(rule: &str): "监察黄牌：{rule}" | "A yellow card: {rule}",
        card_red(rule: &str): "监察红牌：{rule}" | "A red card: {rule}",
        card_objection(rule: &str): "单位对监察牌有异议，等立案：{rule}" | "An agency objects to a card: {rule}",
        card_inquiry(rule: &str): "监察牌要立案调查：{rule}" | "A card is to be inquired into: {rule}",
        card_statement(rule: &str): "监察牌已立案，请陈述申辩：{rule}" | "A card was filed, please say what happened: {rule}",
        card_stated(rule: &str): "单位已陈述申辩，等调查：{rule}" | "The agency has said what happened: {rule}",
        card_upheld(rule: &str): "监察牌成立：{rule}" | "A card was upheld: {rule}",
        card_appeal(rule: &str): "单位提出申诉，等受理：{rule}" | "An agency appeals: {rule}",
        card_withdrawn(rule: &str): "监察牌撤销了：{rule}" | "A card was withdrawn: {rule}",
        card_stands(rule: &str): "监察牌结案，维持原样：{rule}" | "A card stands as it is: {rule}",
        reply_due(subject: &str): "快到期了，还没答复：“{subject}”" | "To be answered, and soon late: {subject}",
        reply_late(subject: &str): "已经过期，还没答复：“{subject}”" | "Late, and not answered: {subject}",
        reply_due_plain: "本单位有来信快到期了，还没答复" | "A letter to your agency is to be answered, and soon late",
        reply_late_plain: "本单位有来信已经过期，还没答复" | "A letter to your agency is late, and not answered",
        seen: "知道了" | "Got it",
        seen_which(what: &str): "知道了：{what}" | "Got it: {what}",

        next: "办完以后" | "Afterwards it goes",
        next_usual: "按流程往下走" | "as the process goes",

        fees: "费用" | "Fees",
        yuan(amount: &str): "{amount} 元" | "{amount} yuan",
        fee_due: "待缴" | "due",
        fee_paid(at: &str): "{at} 已缴" | "paid {at}",
        fee_waived(at: &str): "{at} 免缴" | "waived {at}",
        fee_cut(amount: &str): "减免 {amount} 元" | "{amount} yuan waived",
        fee_pay: "查看缴款单，去缴款" | "See the bill, and pay",
        fee_unpublished: "这个事项没有公布这项收费，不得收取（行政许可法第五十八条、第五十九条）" | "This item publishes no such fee: nothing may be charged (Administrative Licensing Law, art. 58, 59)",
        fee_basis(basis: &str): "依据：{basis}" | "Basis: {basis}",

        away: "外出与代理" | "Away",
        away_what: "外出期间，轮到您的环节直接交给代理人；已经在手上的不动，可以自己转交。" | "While you are away, what would come to you goes to your deputy. What you have already stays with you until you hand it over.",
        away_none: "没有登记外出。" | "Nobody is said to be away.",
        away_who: "谁外出" | "Who is away",
        away_from: "从哪天" | "First day",
        away_until: "到哪天" | "Last day",
        away_deputy: "代理人" | "Deputy",
        away_deputy_hint: "同一个单位的同事" | "A colleague at the same agency",
        away_add: "登记外出" | "Say that somebody is away",
        away_save: "登记" | "Save",
        away_back: "取消" | "Take it back",
        away_back_whose(name: &str): "取消{name}的外出" | "Take it back: {name}",
        away_line(name: &str, from: &str, until: &str): "{name} · {from}至{until}" | "{name} · {from} to {until}",
        away_by(deputy: &str): "由{deputy}代理" | "{deputy} stands in",
        away_saved: "登记好了。" | "Saved.",
        away_gone: "取消了。" | "Taken back.",
        myself(name: &str): "{name}（本人）" | "{name} (yourself)",
    }
}

impl Duty {
    /// What a note says.
    pub fn note(self, note: &DeskNote) -> String {
        let task = note.task_name.get(self.0);
        match note.kind {
            DeskNoteKind::Late => self.late(task),
            DeskNoteKind::LateThere => self.late_there(task),
            DeskNoteKind::HandedOver => self.handed_over(task),
            DeskNoteKind::LongPause => self.long_pause(task),
            DeskNoteKind::Remark => self.remark(task),
            DeskNoteKind::Urged => self.urged(task),
            DeskNoteKind::UrgedThere => self.urged_there(task),
            DeskNoteKind::Coming => self.coming(task),
            DeskNoteKind::Arrived => self.arrived(task),
            DeskNoteKind::ArrivedHere => self.arrived_here(task),
            DeskNoteKind::QuestionsAnswered => self.questions_answered(task),
            DeskNoteKind::CardWarning => self.card_warning(task),
            DeskNoteKind::CardYellow => self.card_yellow(task),
            DeskNoteKind::CardRed => self.card_red(task),
            DeskNoteKind::CardObjection => self.card_objection(task),
            DeskNoteKind::CardInquiry => self.card_inquiry(task),
            DeskNoteKind::CardStatement => self.card_statement(task),
            DeskNoteKind::CardStated => self.card_stated(task),
            DeskNoteKind::CardUpheld => self.card_upheld(task),
            DeskNoteKind::CardAppeal => self.card_appeal(task),
            DeskNoteKind::CardWithdrawn => self.card_withdrawn(task),
            DeskNoteKind::CardStands => self.card_stands(task),
        }
    }
}

impl Duty {
    /// What a note about an enquiry says, at the desk.
    pub fn enquiry_note(self, note: &EnquiryNote) -> String {
        match note.kind {
            EnquiryNoteKind::ReplyDue => self.reply_due(&note.subject),
            EnquiryNoteKind::ReplyLate => self.reply_late(&note.subject),
        }
    }

    /// The same where others may look on: what somebody wrote is not in it.
    pub fn enquiry_note_plain(self, kind: EnquiryNoteKind) -> &'static str {
        match kind {
            EnquiryNoteKind::ReplyDue => self.reply_due_plain(),
            EnquiryNoteKind::ReplyLate => self.reply_late_plain(),
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::id::CaseNumber;
    use schema::locale::Text;

    use super::*;

    #[test]
    fn every_kind_of_note_has_a_sentence_of_its_own() {
        let note = |kind| DeskNote {
            id: 1,
            kind,
            number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
            item_name: "食品经营许可".into(),
            task: "review".into(),
            task_name: Text::zh("审查").with(Locale::En, "Review"),
            at: Default::default(),
            words: None,
        };
        for (locale, task) in [(Locale::ZhCn, "审查"), (Locale::En, "Review")] {
            let mut said: Vec<String> =
                DeskNoteKind::ALL.into_iter().map(|kind| Duty(locale).note(&note(kind))).collect();
            assert!(said.iter().all(|said| said.contains(task)), "{said:?}");
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), DeskNoteKind::ALL.len());
        }
    }
}
