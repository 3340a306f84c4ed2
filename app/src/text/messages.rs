//! Messages: each kind as a sentence, and what it means for the reader.

use schema::messages::{Message, MessageKind};

use super::Words;

texts! {
    /// The list of messages, and what each says.
    Inbox {
        title: "消息" | "Messages",
        unread(count: u32): "{count} 条没看" | "{count} unread",
        unread_of_case(count: u32): "这件事有 {count} 条新消息。" | "New messages about this case: {count}.",
        look: "看消息" | "Read them",
        all_read: "全部标为已看" | "Mark all as read",
        seen: "知道了" | "Got it",
        seen_which(title: &str): "知道了：{title}" | "Got it: {title}",
        fresh: "新" | "New",
        none: "还没有消息" | "No messages yet",
        none_help: "您提交的申请一有进展，就在这里告诉您。" | "You are told here as soon as something happens to what you have applied for.",
        older: "看更早的" | "Earlier ones",

        received: "收到了您的申请" | "Your application has arrived",
        received_until(who: &str, day: &str): "{who}最迟 {day}告诉您是否受理。" | "{who} will say by {day} whether it is accepted.",
        received_by(who: &str): "{who}会告诉您是否受理。" | "{who} will say whether it is accepted.",
        accepted(who: &str): "{who}受理了您的申请" | "{who} has accepted your application",
        answer_until(day: &str): "最迟 {day}答复您。" | "You will have an answer by {day}.",
        not_accepted(who: &str): "{who}没有受理您的申请" | "{who} did not accept your application",
        reason_there: "理由写在办件里。按理由改好，可以重新申请。" | "The reason is with the case. Put it right and you can apply again.",
        asked(who: &str, points: u32): "{who}请您补正 {points} 处" | "{who} asks you to put something right ({points})",
        asked_now: "时限停住，等您补齐。要补什么，写在办件里。" | "The clock stands until it arrives. What is asked for is with the case.",
        arrived: "补正收到了" | "What was asked for has arrived",
        goes_on_until(day: &str): "时限接着算，最迟 {day}。" | "The clock goes on; the last day is {day}.",
        goes_on: "时限接着算。" | "The clock goes on.",
        special(who: &str): "{who}要先办一项特别程序" | "{who} has begun a special procedure",
        special_until(day: &str): "预计最迟 {day}结束，这段时间依法不算在期限里。办什么、为什么，写在办件里。" | "It is expected to end by {day}; by law this time is not counted. What it is, and why, is with the case.",
        special_ended: "特别程序结束了" | "The special procedure is over",
        special_goes_on_until(day: &str): "结果写在办件里。时限接着算，最迟 {day}。" | "The result is with the case. The clock goes on; the last day is {day}.",
        special_goes_on: "结果写在办件里。时限接着算。" | "The result is with the case. The clock goes on.",
        approved(who: &str): "{who}同意了您的申请" | "{who} has approved your application",
        hand_over_until(day: &str): "最迟 {day}把结果交给您。" | "The result is handed over by {day}.",
        rejected(who: &str): "{who}没有同意您的申请" | "{who} has not approved your application",
        rejected_next: "理由和依据写在办件里。不服可以申请行政复议，或者提起行政诉讼。" | "The reason and its legal basis are with the case. You may apply for reconsideration or go to court.",
        delivered: "结果已经交给您" | "The result has been handed over",
        delivered_next: "办得怎么样，请您评一评。" | "Please say how it went.",
        extended(who: &str): "{who}延长了办理期限" | "{who} has taken more time to decide",
        extended_until(day: &str): "最迟 {day}答复您。为什么延长，写在办件里。" | "You will have an answer by {day}. The reason is with the case.",
        extended_why: "为什么延长，写在办件里。" | "The reason is with the case.",
        terminated(who: &str): "{who}终止了您的申请的办理" | "{who} has ended the handling of your application",
        terminated_next: "没有作出决定，理由写在办件里。可以重新申请；不服可以申请行政复议，或者提起行政诉讼。" | "No decision was made; the reason is with the case. You can apply again, apply for reconsideration or go to court.",
        withdrawn: "您的申请已经撤回" | "Your application has been taken back",
        withdrawn_next: "不再往下办。想办的时候，可以重新申请。" | "It is closed. You can apply again at any time.",
        moved_to(day: &str): "期限改到 {day}" | "The last day is now {day}",
        moved: "期限有变化" | "The time limit has changed",
        moved_why: "新公布了放假安排，日子重新算过了。" | "Holidays were published, and the days were counted again.",
        told(who: &str): "{who}告知" | "A word from {who}",
        part_dropped(name: &str): "《{name}》不再办理" | "{name} will not begin",
        part_dropped_next: "它要等的事项没有获批；可以单独重新申请。" | "What it builds on was not approved; it can be applied for by itself.",
        joint_extended: "一件事的总时限延长了" | "There is more time for the whole joint application",
        joint_extended_why: "理由见办理进度。" | "The reason is where you follow it.",
        licence_changed(name: &str): "您的{name}有新的决定" | "There is a decision about your {name}",
        licence_changed_next: "现在是什么状态、为什么，写在“我的证照”里。不服可以申请行政复议，或者提起行政诉讼。" | "How it stands now, and why, is with your licences. You may apply for reconsideration or go to court.",
        licence: "证照" | "licence",
        payment_due(name: &str): "有一笔费用要缴：{name}" | "A fee is due: {name}",
        payment_due_next: "缴多少、依据什么、怎么缴，写在“我的缴款”里。" | "How much, on which basis and how to pay it is with your bills.",
        payment_received: "费用缴清了" | "Your payment has arrived",
        payment_received_next: "办件接着往下办。缴款凭证在“我的缴款”里，可以打印。" | "The case goes on. The proof of payment is with your bills, to be printed.",
        fee_waived(name: &str): "{name}减免了" | "Waived: {name}",
        fee_waived_next: "减免多少、为什么、还要缴多少，写在“我的缴款”里。" | "How much, why, and what is left to pay is with your bills.",
        fee: "费用" | "fee",
        given_back: "同事退回了您填的申请" | "Your colleague gave back what you filled in",
        given_back_next: "还没有提交。哪里要改，写在申请里；改好可以再交。" | "It is not filed. What is to be put right stands with it; hand it over again once it is.",
        enquiry_routed(who: &str): "您的来信转给{who}了" | "What you wrote has gone to {who}",
        enquiry_routed_until(day: &str): "最迟 {day}给您回音。" | "You will hear from them by {day}.",
        enquiry_taken_up(who: &str): "{who}受理了您的投诉" | "{who} looks into your complaint",
        enquiry_declined(who: &str): "{who}没有受理您的投诉" | "{who} does not look into your complaint",
        enquiry_declined_next: "理由写在里面。" | "The reason is with it.",
        enquiry_replied(who: &str): "{who}答复您了" | "{who} has answered you",
        enquiry_replied_next: "看了答复，请您评一评。" | "Read it, and please say how it was.",
        agency: "有关部门" | "the agency",
        questions_asked(who: &str): "{who}有几个问题想再问问您" | "{who} would like to ask you a few more questions",
        questions_asked_next: "时限照常计算，答不答由您，不答也照样办。问什么、为什么问，写在办件里。" | "The clock runs as before, and nothing depends on whether you answer. What is asked, and why, is with the case.",
    }
}

/// What a message says: its sentence, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What has happened.
    pub title: String,
    /// What that means.
    pub next: String,
}

/// A message in words.
pub fn said(words: Words, message: &Message) -> Said {
    let text = words.inbox;
    let who = message.department.as_str();
    let day = message.due.map(|day| words.day(day));
    let by = |until: fn(Inbox, &str) -> String, else_: String| match &day {
        Some(day) => until(text, day),
        None => else_,
    };
    let (title, next) = match message.kind {
        MessageKind::Received => {
            let next = match &day {
                Some(day) => text.received_until(who, day),
                None => text.received_by(who),
            };
            (text.received().to_owned(), next)
        }
        MessageKind::Accepted => (text.accepted(who), by(Inbox::answer_until, String::new())),
        MessageKind::NotAccepted => (text.not_accepted(who), text.reason_there().to_owned()),
        MessageKind::SupplementAsked => {
            (text.asked(who, message.points.unwrap_or(1)), text.asked_now().to_owned())
        }
        MessageKind::SupplementReceived => {
            (text.arrived().to_owned(), by(Inbox::goes_on_until, text.goes_on().to_owned()))
        }
        MessageKind::SpecialProcedureStarted => (text.special(who), by(Inbox::special_until, String::new())),
        MessageKind::SpecialProcedureEnded => {
            let next = by(Inbox::special_goes_on_until, text.special_goes_on().to_owned());
            (text.special_ended().to_owned(), next)
        }
        MessageKind::Approved => (text.approved(who), by(Inbox::hand_over_until, String::new())),
        MessageKind::Rejected => (text.rejected(who), text.rejected_next().to_owned()),
        MessageKind::Delivered => (text.delivered().to_owned(), text.delivered_next().to_owned()),
        MessageKind::Extended => {
            (text.extended(who), by(Inbox::extended_until, text.extended_why().to_owned()))
        }
        MessageKind::Terminated => (text.terminated(who), text.terminated_next().to_owned()),
        MessageKind::Withdrawn => (text.withdrawn().to_owned(), text.withdrawn_next().to_owned()),
        MessageKind::DeadlineChanged => {
            (by(Inbox::moved_to, text.moved().to_owned()), text.moved_why().to_owned())
        }
        MessageKind::GivenBack => (text.given_back().to_owned(), text.given_back_next().to_owned()),
        MessageKind::QuestionsAsked => (text.questions_asked(who), text.questions_asked_next().to_owned()),
        MessageKind::Told => {
            let said = message.words.as_ref().map(|words_| words_.get(words.locale).to_owned());
            (text.told(who), said.unwrap_or_default())
        }
        MessageKind::LicenceChanged
        | MessageKind::PaymentDue
        | MessageKind::PaymentReceived
        | MessageKind::FeeWaived
        | MessageKind::PartDropped
        | MessageKind::JointExtended => besides(words, message, day.as_deref()),
        MessageKind::EnquiryRouted
        | MessageKind::EnquiryTakenUp
        | MessageKind::EnquiryDeclined
        | MessageKind::EnquiryReplied => of_enquiry(words, message, day.as_deref()),
    };
    Said { title, next }
}

/// What is told of something besides the case: a licence, a fee, the joint application it is a part of.
fn besides(words: Words, message: &Message, day: Option<&str>) -> (String, String) {
    let text = words.inbox;
    let name = |unnamed| message.words.as_ref().map_or(unnamed, |name| name.get(words.locale));
    match message.kind {
        MessageKind::LicenceChanged => {
            (text.licence_changed(name(text.licence())), text.licence_changed_next().to_owned())
        }
        MessageKind::PaymentDue => (text.payment_due(name(text.fee())), text.payment_due_next().to_owned()),
        MessageKind::PaymentReceived => {
            (text.payment_received().to_owned(), text.payment_received_next().to_owned())
        }
        MessageKind::FeeWaived => (text.fee_waived(name(text.fee())), text.fee_waived_next().to_owned()),
        MessageKind::PartDropped => (text.part_dropped(name("")), text.part_dropped_next().to_owned()),
        _ => {
            let until = day.map(|day| text.extended_until(day));
            (text.joint_extended().to_owned(), until.unwrap_or_else(|| text.joint_extended_why().to_owned()))
        }
    }
}

/// What became of an enquiry, at the agency that had it then.
fn of_enquiry(words: Words, message: &Message, day: Option<&str>) -> (String, String) {
    let text = words.inbox;
    let who = message.words.as_ref().map_or(text.agency(), |name| name.get(words.locale));
    match message.kind {
        MessageKind::EnquiryTakenUp => {
            (text.enquiry_taken_up(who), day.map(|day| text.answer_until(day)).unwrap_or_default())
        }
        MessageKind::EnquiryDeclined => (text.enquiry_declined(who), text.enquiry_declined_next().to_owned()),
        MessageKind::EnquiryReplied => (text.enquiry_replied(who), text.enquiry_replied_next().to_owned()),
        _ => (text.enquiry_routed(who), day.map(|day| text.enquiry_routed_until(day)).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use schema::Locale;
    use schema::id::CaseNumber;

    use super::*;

    fn message(kind: MessageKind, due: Option<NaiveDate>) -> Message {
        Message {
            id: 1,
            kind,
            number: CaseNumber::parse("440103-260305-00042-7").ok(),
            application: None,
            enquiry: None,
            item_name: "老年人优待证申领".into(),
            department: "市民政局".into(),
            at: Default::default(),
            read: false,
            points: Some(2),
            due,
            words: None,
        }
    }

    #[test]
    fn every_kind_has_a_sentence_in_every_language() {
        for locale in Locale::ALL {
            let mut titles: Vec<String> = MessageKind::ALL
                .into_iter()
                .flat_map(|kind| [message(kind, None), message(kind, NaiveDate::from_ymd_opt(2026, 11, 28))])
                .map(|message| said(Words::new(locale), &message))
                .inspect(|said| assert!(!said.title.is_empty()))
                .map(|said| said.title)
                .collect();
            titles.sort_unstable();
            titles.dedup();
            assert!(titles.len() >= MessageKind::ALL.len(), "{titles:?}");
        }
    }

    #[test]
    fn the_day_is_said_where_there_is_one() {
        let words = Words::new(Locale::ZhCn);
        let day = NaiveDate::from_ymd_opt(2026, 11, 28);
        let check = |kind, due, title: &str, next: &str| {
            let Said { title: happened, next: follows } = said(words, &message(kind, due));
            let said = [happened, follows].map(|text| text.replace('\u{a0}', " "));
            assert_eq!(said, [title, next]);
        };
        check(MessageKind::Received, day, "收到了您的申请", "市民政局最迟 11 月 28 日告诉您是否受理。");
        check(
            MessageKind::SupplementAsked,
            None,
            "市民政局请您补正 2 处",
            "时限停住，等您补齐。要补什么，写在办件里。",
        );
        check(MessageKind::SupplementReceived, day, "补正收到了", "时限接着算，最迟 11 月 28 日。");
        check(
            MessageKind::Extended,
            day,
            "市民政局延长了办理期限",
            "最迟 11 月 28 日答复您。为什么延长，写在办件里。",
        );
        check(
            MessageKind::DeadlineChanged,
            day,
            "期限改到 11 月 28 日",
            "新公布了放假安排，日子重新算过了。",
        );
    }
}
