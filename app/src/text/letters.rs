//! What people are told besides in the hall: a message, or a note of a desk, as an SMS and as an e-mail. On the server only, which
//! hands it to the outbox.

use schema::Locale;
use schema::cases::DeskNote;
use schema::enquiries::EnquiryNote;
use schema::messages::Message;

use super::{Said, Words, said};

/// The most letters of a text message that is sent in one piece: in UCS-2, as everything with a Chinese character in it
/// (3GPP TS 23.040).
const ONE_PIECE: usize = 70;

/// The same of two pieces, each of which says which one it is.
const TWO_PIECES: usize = 134;

texts! {
    /// Texts and letters.
    Letters {
        text_(title: &str, number: &str): "一厅通：{title}。办件 {number}，登录一厅通看详情。" | "OneHall: {title}. Case {number}. Sign in to read more.",
        plain(title: &str): "一厅通：{title}。登录一厅通看详情。" | "OneHall: {title}. Sign in to read more.",
        short(number: &str): "一厅通：办件 {number} 有新进展，登录一厅通看详情。" | "OneHall: news about case {number}. Sign in to read it.",
        subject(title: &str): "一厅通：{title}" | "OneHall: {title}",
        which(number: &str): "办件号：{number}" | "Case: {number}",
        which_enquiry(number: i64): "来信编号：{number}" | "Letter: {number}",
        look(origin: &str): "看详情：登录 {origin}，打开“消息”。" | "Sign in at {origin} and open Messages to read more.",
        look_desk(origin: &str): "看详情：登录 {origin}，打开“工作台”。" | "Sign in at {origin} and open your desk to read more.",
        stop: "不想再收到这样的邮件，登录后在“我的”里打开“通知方式”关掉。这封信由系统发出，请不要回复。" | "To stop these letters, sign in and open “How to tell me” on your own page. This letter was written by a machine; please do not answer it.",
    }
}

/// A message as an SMS: what happened, in which case, and where to look. No link, because nobody should learn to follow links in
/// text messages that bear the name of an office; and nothing of the person.
pub fn sms(locale: Locale, message: &Message) -> String {
    let letters = Letters(locale);
    let Said { title, .. } = said(Words::new(locale), message);
    let Some(number) = message.number.map(|number| number.to_string()) else { return letters.plain(&title) };
    let text = letters.text_(&title, &number);
    if text.chars().count() <= ONE_PIECE { text } else { letters.short(&number) }
}

/// A message as an e-mail, its subject and its text; `origin` is the address the public knows the hall by.
pub fn letter(locale: Locale, message: &Message, origin: &str) -> (String, String) {
    let letters = Letters(locale);
    let Said { title, next } = said(Words::new(locale), message);
    let which = message.number.map(|number| letters.which(&number.to_string())).unwrap_or_default();
    let paragraphs = [next, which, letters.look(origin), letters.stop().to_owned()];
    let paragraphs: Vec<&str> =
        paragraphs.iter().map(String::as_str).filter(|paragraph| !paragraph.is_empty()).collect();
    (letters.subject(&title), format!("{}\n", paragraphs.join("\n\n")))
}

/// A note of a desk as an SMS: in the words of the process where it has some and they fit, for they are written to be read so.
pub fn note_sms(locale: Locale, note: &DeskNote) -> String {
    let letters = Letters(locale);
    let number = note.number.to_string();
    let own = note
        .words
        .as_ref()
        .map(|words| letters.text_(words.get(locale).trim_end_matches(['。', '.']), &number));
    let said = || letters.text_(&Words::new(locale).duty.note(note), &number);
    let text = own.filter(|text| text.chars().count() <= TWO_PIECES).unwrap_or_else(said);
    if text.chars().count() <= TWO_PIECES { text } else { letters.short(&number) }
}

/// A note of a desk as an e-mail, its subject and its text.
pub fn note_letter(locale: Locale, note: &DeskNote, origin: &str) -> (String, String) {
    let letters = Letters(locale);
    let own = note.words.as_ref().map(|words| words.get(locale).to_owned());
    let number = letters.which(&note.number.to_string());
    let paragraphs = own.into_iter().chain([number, letters.look_desk(origin), letters.stop().to_owned()]);
    let paragraphs: Vec<String> = paragraphs.collect();
    (letters.subject(&Words::new(locale).duty.note(note)), format!("{}\n", paragraphs.join("\n\n")))
}

/// A note about an enquiry as an SMS: what somebody wrote is not in it.
pub fn enquiry_sms(locale: Locale, note: &EnquiryNote) -> String {
    Letters(locale).plain(Words::new(locale).duty.enquiry_note_plain(note.kind))
}

/// The same as an e-mail, its subject and its text.
pub fn enquiry_letter(locale: Locale, note: &EnquiryNote, origin: &str) -> (String, String) {
    let letters = Letters(locale);
    let paragraphs =
        [letters.which_enquiry(note.enquiry), letters.look_desk(origin), letters.stop().to_owned()];
    let title = Words::new(locale).duty.enquiry_note_plain(note.kind);
    (letters.subject(title), format!("{}\n", paragraphs.join("\n\n")))
}

#[cfg(test)]
mod tests {
    use schema::cases::DeskNoteKind;
    use schema::enquiries::EnquiryNoteKind;
    use schema::id::CaseNumber;
    use schema::locale::Text;
    use schema::messages::MessageKind;

    use super::*;

    fn message(kind: MessageKind, department: &str) -> Message {
        Message {
            id: 1,
            kind,
            number: CaseNumber::parse("440103-260305-00042-7").ok(),
            application: None,
            enquiry: None,
            item_name: "离婚登记".into(),
            department: department.into(),
            at: Default::default(),
            read: false,
            points: Some(2),
            due: None,
            words: None,
        }
    }

    #[test]
    fn a_text_is_one_piece_and_says_no_more_than_what_where_and_which_case() {
        let long = "广东省广州市规划和自然资源局花都区分局行政审批科办事窗口";
        for locale in Locale::ALL {
            for kind in MessageKind::ALL {
                for department in ["市民政局", long] {
                    let text = sms(locale, &message(kind, department));
                    assert!(text.chars().count() <= ONE_PIECE, "{text}");
                    assert!(text.contains("440103-260305-00042-7") && !text.contains("离婚"), "{text}");
                }
            }
        }
        let draft =
            Message { number: None, application: Some(7), ..message(MessageKind::GivenBack, "市民政局") };
        assert_eq!(sms(Locale::ZhCn, &draft), "一厅通：同事退回了您填的申请。登录一厅通看详情。");
        let said = sms(Locale::ZhCn, &message(MessageKind::Accepted, "市民政局"));
        assert_eq!(said, "一厅通：市民政局受理了您的申请。办件 440103-260305-00042-7，登录一厅通看详情。");
    }

    #[test]
    fn a_letter_says_what_happened_and_how_to_stop_them() {
        for locale in Locale::ALL {
            for kind in MessageKind::ALL {
                let (subject, text) = letter(locale, &message(kind, "市民政局"), "https://hall.test");
                assert!(!subject.contains(['\n', '\r']), "{subject}");
                assert!(
                    text.contains("440103-260305-00042-7") && text.contains("https://hall.test"),
                    "{text}"
                );
                assert!(text.contains(Letters(locale).stop()) && !text.contains("离婚"), "{text}");
            }
        }
    }

    fn note(kind: DeskNoteKind, words: Option<Text>) -> DeskNote {
        DeskNote {
            id: 1,
            kind,
            number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
            item_name: "离婚登记".into(),
            task: "review".into(),
            task_name: Text::zh("审查"),
            at: Default::default(),
            words,
        }
    }

    #[test]
    fn a_note_is_sent_in_the_words_of_the_process_where_they_fit() {
        let sent = |words: &str| note_sms(Locale::ZhCn, &note(DeskNoteKind::Urged, Some(Text::zh(words))));
        assert_eq!(
            sent("请在两日内办结。"),
            "一厅通：请在两日内办结。办件 440103-260305-00042-7，登录一厅通看详情。"
        );
        let too_long = "请在两日内办结。".repeat(20);
        assert_eq!(sent(&too_long), "一厅通：催办：“审查”。办件 440103-260305-00042-7，登录一厅通看详情。");
        for locale in Locale::ALL {
            for kind in DeskNoteKind::ALL {
                let text = note_sms(locale, &note(kind, None));
                assert!(text.contains("440103-260305-00042-7") && !text.contains("离婚"), "{text}");
                let (subject, text) = note_letter(locale, &note(kind, None), "https://hall.test");
                assert!(subject.contains("审查") && text.contains("https://hall.test"), "{subject} {text}");
            }
        }
        let (_, text) =
            note_letter(Locale::ZhCn, &note(DeskNoteKind::Coming, Some(Text::zh("就要到了"))), "");
        assert!(text.starts_with("就要到了\n\n办件号："), "{text}");
    }

    #[test]
    fn what_was_written_to_an_agency_is_in_no_letter() {
        let note = |kind| EnquiryNote {
            id: 1,
            kind,
            enquiry: 12,
            subject: "邻居噪音".into(),
            agency: Some("市民政局".into()),
            at: Default::default(),
        };
        for (locale, kind) in
            Locale::ALL.into_iter().flat_map(|it| EnquiryNoteKind::ALL.map(|kind| (it, kind)))
        {
            let (subject, text) = enquiry_letter(locale, &note(kind), "https://hall.test");
            let sms = enquiry_sms(locale, &note(kind));
            assert!(text.contains("12") && text.contains("https://hall.test"), "{text}");
            assert!(!sms.contains("https") && ![&sms, &subject, &text].iter().any(|it| it.contains("邻居")));
        }
        let answered =
            Message {
                number: None, enquiry: Some(12), ..message(MessageKind::EnquiryReplied, "市民政局")
            };
        assert_eq!(sms(Locale::ZhCn, &answered), "一厅通：有关部门答复您了。登录一厅通看详情。");
    }
}
