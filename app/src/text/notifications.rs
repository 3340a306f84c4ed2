//! How somebody wants to be told besides in the hall.

use schema::Locale;

texts! {
    /// The page of one's notifications.
    Notifications {
        title: "通知方式" | "How to tell me",
        what: "消息总在一厅通里。下面的打开了才发，随时可以关。" | "Messages are always here. Whatever you turn on below comes besides; turn it off at any time.",
        none: "这里还没有开通短信和邮件，请在“消息”里看。" | "This hall has no text messages or e-mail yet. Please look under Messages.",
        sms: "发短信告诉我进展" | "Text me when something happens",
        sms_hint: "夜里不发。短信里只有办件号，没有链接。" | "Not at night. A text has the number of the case, and no link.",
        phone: "手机号码" | "Mobile number",
        mail: "发邮件告诉我进展" | "E-mail me when something happens",
        mail_hint: "邮件里只有办件号和进展，不写办的是什么事。" | "A letter says how the case stands, not what it is about.",
        email: "电子邮箱" | "E-mail address",
        language: "短信和邮件用的文字" | "Language of texts and e-mail",
        save: "保存" | "Save",
        saved: "保存好了" | "Saved",
    }
}

impl Notifications {
    /// What a language calls itself.
    pub const fn own_name(locale: Locale) -> &'static str {
        match locale {
            Locale::ZhCn => "中文",
            Locale::En => "English",
        }
    }
}
