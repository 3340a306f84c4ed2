//! The window: filing for somebody, originals on paper, slips.

use schema::custody::Paper;
use schema::slips::SlipKind;
use schema::window::Channel;

texts! {
    /// Filing for somebody, originals on paper, and slips.
    Window {
        title: "综合窗口" | "Window",
        lead: "先找到事项，再记下为谁办理。填写、上传和核对与申请人自己办理时一样。" | "Find the item, then note whom it is for. Filling in, scanning and checking are the same as for applicants.",
        search: "找事项" | "Find an item",
        find: "查找" | "Find",
        none_found: "没有本窗口收件的事项符合这些字词，请换个说法。" | "Nothing that is taken in here fits these words; please try others.",
        found: "本窗口收件的事项" | "Taken in at this window",
        for_whom: "为谁办理" | "Whom it is for",
        channel: "申请方式" | "How they came",
        at_window: "来窗口办理" | "At the window",
        by_phone: "来电办理（12345）" | "By phone (12345)",
        filed_by(clerk: &str): "窗口{clerk}代为提交" | "filed at the window by {clerk}",
        quoted(said: &str): "“{said}”" | "“{said}”",
        name: "姓名（按身份证）" | "Name, as on the identity card",
        identity_number: "身份证号" | "Identity number",
        phone: "手机号" | "Phone",
        phone_hint: "来电办理时必填，记来电号码。" | "Needed of callers: the number they call from.",
        enterprise: "为单位办理（以上填经办人）" | "For an enterprise (above: who acts for it)",
        enterprise_name: "单位名称" | "Name of the enterprise",
        credit_code: "统一社会信用代码" | "Unified social credit code",
        said: "来电内容" | "What the caller said",
        said_hint: "照来电人的话记，最多 1000 字。" | "In the caller's words, 1,000 characters at most.",
        begin: "开始填写" | "Begin",
        other_item: "换一个事项" | "Another item",
        drafts: "还没有提交的" | "Begun and not filed",
        no_drafts: "没有未提交的申请。" | "Nothing is left unfinished.",
        draft(applicant: &str): "{applicant} · 接着办" | "{applicant} · go on",
        keys: "快捷键" | "Keys",
        keys_what: "Tab 到下一项，Enter 继续；提交后停在“下一位”，按 Enter 就回到这里。浏览器的快捷键（多为 Alt）加 S 找事项，加 N 下一位。" | "Tab goes to the next field, Enter goes on; after filing the focus is on “Next applicant”: Enter comes back here. With the browser's access key (mostly Alt): S finds an item, N the next applicant.",

        code: "认领码" | "Code for their own account",
        code_lead: "申请人没有账号。请当面核对身份证后给他认领码；注册时填写，就能在网上看到这次办理。" | "The applicant has no login. Hand out a code once you have seen their card: with it at registration, they find this application online.",
        code_make: "生成认领码" | "Make a code",
        code_until(day: &str): "{day}前有效，只显示这一次；再生成一个，前一个就作废。" | "Taken until {day}, and shown only now; another one ends this one.",
        has_login: "申请人已有账号，登录后就能看到。" | "The applicant has a login already and finds it there.",
        next: "下一位" | "Next applicant",
        originals: "原件交接清单" | "List of originals",
        slips: "文书" | "Slips",

        originals_lead: "收下和退还的纸质材料，一笔一笔记，不能改。" | "Paper that was taken in and handed back, line by line; nothing is changed afterwards.",
        originals_none: "没有收下纸质材料。" | "No paper was taken in.",
        take_in: "收下" | "Take in",
        material: "材料" | "Document",
        paper: "原件还是复印件" | "Original or copy",
        sheets: "页数" | "Sheets",
        brought_by: "交件人" | "Brought by",
        got_by: "领取人" | "Handed to",
        last_four: "身份证号后四位" | "Last four of the identity number",
        hand_back: "退还" | "Hand back",
        hand_back_which(name: &str): "退还：{name}" | "Hand back: {name}",
        taken(by: &str, at: &str): "{at} {by} 收" | "taken in by {by}, {at}",
        returned(by: &str, at: &str): "{at} {by} 退" | "handed back by {by}, {at}",
        here: "在窗口" | "here",
        person(name: &str, last_four: &str): "{name}（{last_four}）" | "{name} ({last_four})",
        number: "办件编号" | "Case number",
        applicant: "申请人" | "Applicant",
        signature: "交接双方签字：" | "Signed by both:",
        print: "打印" | "Print",
        print_hint: "请用浏览器的打印功能。" | "Please print with your browser.",
        back_to_case: "回到办件" | "Back to the case",

        slips_lead: "每份文书有自己的编号，按出具时的样子保存。" | "Each slip has a number of its own and is kept as it was issued.",
        slips_none: "还没有出具文书。" | "No slip was issued yet.",
        slips_offered: "现在可以出具" | "May be issued now",
        slips_nothing: "按办件现在的状态，没有可以出具的文书。" | "As the case stands, there is nothing to issue.",
        issue(kind: &str): "出具{kind}" | "Issue: {kind}",
        reprints(times: u32): "重印 {times} 次" | "printed again {times} times",
        reprint(times: u32): "重印（第 {times} 次）" | "Reprint (no. {times})",
        print_again: "登记重印" | "Print again",
        seal: "（盖章处）" | "(seal)",
        slip_qr: "办件进度查询二维码" | "QR code: follow the case",
        slip_qr_note: "扫码查办件进度" | "Scan to follow the case",
        slip_qr_else: "没有手机，可以凭办件编号到窗口或者拨打 12345 查询。" | "Without a phone: ask at the window or call 12345, with the number of the case.",
        slip_number(number: &str): "编号：{number}" | "No. {number}",
        courtesy: "仅供参考，以中文为准。" | "Courtesy translation; the Chinese text prevails.",
        sample: "演示文书，没有法律效力" | "Demonstration: of no legal effect",
        to_list: "回到文书列表" | "Back to the slips",
    }
}

impl Window {
    /// How somebody came.
    pub fn came(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Window => self.at_window(),
            Channel::Hotline => self.by_phone(),
        }
    }

    /// What paper is.
    pub const fn paper_is(self, paper: Paper) -> &'static str {
        use schema::Locale::{En, ZhCn};
        match (paper, self.0) {
            (Paper::Original, ZhCn) => "原件",
            (Paper::Original, En) => "original",
            (Paper::Copy, ZhCn) => "复印件",
            (Paper::Copy, En) => "copy",
        }
    }

    /// What a kind of slip is called.
    pub const fn kind(self, kind: SlipKind) -> &'static str {
        use schema::Locale::{En, ZhCn};
        match (kind, self.0) {
            (SlipKind::Acceptance, ZhCn) => "受理通知书",
            (SlipKind::Acceptance, En) => "Notice of acceptance",
            (SlipKind::JointAcceptance, ZhCn) => "并联审批事项受理通知书",
            (SlipKind::JointAcceptance, En) => "Notice of acceptance, joint application",
            (SlipKind::Refusal, ZhCn) => "不予受理通知书",
            (SlipKind::Refusal, En) => "Notice of non-acceptance",
            (SlipKind::Supplement, ZhCn) => "补正告知书",
            (SlipKind::Supplement, En) => "Notice to supplement",
            (SlipKind::Promise, ZhCn) => "容缺受理承诺单",
            (SlipKind::Promise, En) => "Promise of documents to follow",
            (SlipKind::Payment, ZhCn) => "缴款通知书",
            (SlipKind::Payment, En) => "Notice of payment",
            (SlipKind::Conclusion, ZhCn) => "办结通知书",
            (SlipKind::Conclusion, En) => "Notice of decision",
        }
    }
}
