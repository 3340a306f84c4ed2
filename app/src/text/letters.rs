//! What people are told besides in the hall: a message as an SMS and as an e-mail. On the server only, which hands it to the outbox.

use schema::Locale;
use schema::messages::Message;

use super::{Said, Words, said};

/// The most letters of a text message that is sent in one piece: in UCS-2, as everything with a Chinese character in it
/// (3GPP TS 23.040).
const ONE_PIECE: usize = 70;

texts! {
    /// Texts and letters.
    Letters {
        text_(title: &str, number: &str): "一厅通：{title}。办件 {number}，登录一厅通看详情。" | "OneHall: {title}. Case {number}. Sign in to read more.",
        short(number: &str): "一厅通：办件 {number} 有新进展，登录一厅通看详情。" | "OneHall: news about case {number}. Sign in to read it.",
        subject(title: &str): "一厅通：{title}" | "OneHall: {title}",
        which(number: &str): "办件号：{number}" | "Case: {number}",
        look(origin: &str): "看详情：登录 {origin}，打开“消息”。" | "Sign in at {origin} and open Messages to read more.",
        stop: "不想再收到这样的邮件，登录后在“我的”里打开“通知方式”关掉。这封信由系统发出，请不要回复。" | "To stop these letters, sign in and open “How to tell me” on your own page. This letter was written by a machine; please do not answer it.",
    }
}

/// A message as an SMS: what happened, in which case, and where to look. No link, because nobody should learn to follow links in
/// text messages that bear the name of an office; and nothing of the person.
pub fn sms(locale: Locale, message: &Message) -> String {
    let letters = Letters(locale);
    let number = message.number.to_string();
    let Said { title, .. } = said(Words::new(locale), message);
    let text = letters.text_(&title, &number);
    if text.chars().count() <= ONE_PIECE { text } else { letters.short(&number) }
}

/// A message as an e-mail, its subject and its text; `origin` is the address the public knows the hall by.
pub fn letter(locale: Locale, message: &Message, origin: &str) -> (String, String) {
    let letters = Letters(locale);
    let Said { title, next } = said(Words::new(locale), message);
    let number = message.number.to_string();
    let paragraphs = [next, letters.which(&number), letters.look(origin), letters.stop().to_owned()];
    let paragraphs: Vec<&str> =
        paragraphs.iter().map(String::as_str).filter(|paragraph| !paragraph.is_empty()).collect();
    (letters.subject(&title), format!("{}\n", paragraphs.join("\n\n")))
}

#[cfg(test)]
mod tests {
    use schema::id::CaseNumber;
    use schema::messages::MessageKind;

    use super::*;

    fn message(kind: MessageKind, department: &str) -> Message {
        Message {
            id: 1,
            kind,
            number: CaseNumber::parse("440103-260305-00042-7").unwrap(),
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
}
