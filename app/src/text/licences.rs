//! Licences: one's own, verifying one, and the desk that looks after them.

use schema::licences::{LicenceStatus, Standing, StatusChange, Verdict};

texts! {
    /// Licences (电子证照).
    Licences {
        mine: "我的证照" | "My licences",
        none: "还没有电子证照" | "No licences yet",
        none_help: "在这里办成的证照，批准后就到这里来，随时可以出示、打印和再用。" | "Licences you are granted here come to this page. You can show, print and use them again.",
        find_item: "找事项办理" | "Find a service",
        more: "看更早的" | "Earlier ones",
        number: "证照编号" | "Licence number",
        holder: "持证人" | "Holder",
        agency: "发证机关" | "Issued by",
        issued: "发证日期" | "Issued on",
        until(day: &str): "有效期至 {day}" | "Valid until {day}",
        no_end: "长期有效" | "No end date",
        status: "状态" | "Status",
        term: "有效期" | "Term",
        valid: "有效" | "Valid",
        expired: "已过期" | "Expired",
        suspended: "暂扣中" | "Suspended",
        revoked: "已吊销或撤销" | "Revoked",
        cancelled: "已注销" | "Cancelled",
        replaced: "已换发新证" | "Replaced by a new one",
        original: "正本" | "Original",
        duplicate(number: u32, of: u32): "副本 {number}（共 {of} 份）" | "Duplicate {number} of {of}",
        duplicates(count: u32): "正本 1 份，副本 {count} 份" | "1 original; duplicates: {count}",
        seal_here: "（印章）" | "(Seal)",
        basis: "依据" | "Legal basis",
        qr: "查验用的二维码" | "QR code for verifying",
        qr_note(code: &str): "扫码查验，或在“证照查验”输入编号和查验码 {code}。" | "Scan to verify, or type the number and the code {code} at “Verify a licence”.",
        fingerprint: "摘要（SM3）" | "Digest (SM3)",
        print: "打印" | "Print",
        print_hint: "用浏览器菜单里的“打印”，纸张选 A4。" | "Use “Print” in the menu of your browser, on A4.",
        download: "下载电子证照文件" | "Download as a file",
        download_help: "文件可以离线核对，别改动里面的内容。" | "The file can be checked offline; do not change it.",
        of_case: "办件" | "Case",
        brought: "发的证照" | "Licence issued",
        show_it: "点开可以出示、打印和下载。" | "Open it to show, print or download it.",
        changed(on: &str): "{on}的决定" | "Decision of {on}",
        ground: "理由和依据" | "Ground and legal basis",
        expired_help: "已经过期，不能再用。要继续使用，请重新办理。" | "It has expired and cannot be used. Apply again to go on.",
        replaced_help: "已经换发新证，请用新的那一份。" | "A new one has been issued; please use that one.",
        decided_help: "现在不能用。对这个决定不服，可以申请行政复议，或者提起行政诉讼。" | "It cannot be used now. If you disagree with the decision, you may apply for reconsideration or go to court.",

        verify: "证照查验" | "Verify a licence",
        verify_what: "看一份证照是不是真的、现在还有没有效。编号和查验码印在证照上，二维码旁边。" | "See whether a licence is genuine and still holds. Its number and code are printed on it, beside the QR code.",
        number_hint: "照证照上的写，例如 440100-2026-000042-9。" | "As printed, such as 440100-2026-000042-9.",
        code: "查验码（没有可以不填）" | "Code (optional)",
        code_hint: "8 位，不分大小写。填了才能看到证照上的内容。" | "Eight characters. With it you see what stands on the licence.",
        verify_now: "查验" | "Verify",
        verify_another: "再查一份" | "Verify another",
        it_holds: "这份证照有效" | "This licence is valid",
        it_holds_not(standing: &str): "这份证照现在无效：{standing}" | "This licence does not hold: {standing}",
        holds_next: "请核对上面的内容和手里的证照是否一致；不一致的，以这里为准。" | "Compare what stands above with the licence you were shown. If they differ, rely on this page.",
        holds_not_next: "请不要接受它。请持证人办理新的证照，或者问发证机关。" | "Do not accept it. Ask the holder for a new one, or ask the issuing agency.",
        unknown: "没有这个编号的证照" | "There is no licence with this number",
        unknown_help: "请照证照再核对一遍编号。编号没错的话，这份证照不是这里发的，请问上面写的发证机关。" | "Check the number against the licence. If it is right, the licence was not issued here: ask the agency named on it.",
        code_missing: "没有填对查验码，所以只说有没有效。内容是否属实，请照证照填上查验码再查，或者扫二维码。" | "Without the right code only the status is told. To see what stands on it, type the code printed on it or scan the QR code.",

        desk: "证照" | "Licences",
        desk_what: "本单位发出的证照：查、核对、作出决定。" | "What your agency has issued: find, compare, decide.",
        kind: "种类" | "Type",
        any: "全部" | "All",
        filter: "筛选" | "Filter",
        desk_none: "没有这样的证照。换个条件，或者核对编号。" | "There are none like this. Try other filters, or check the number.",
        compare: "比对" | "Compare",
        compare_what: "照当事人出示的证照填。填几项比几项；也可以把证照文件的内容贴进来。" | "Type what stands on the licence you are shown, as much of it as you like; or paste the content of its file.",
        compare_file: "证照文件的内容" | "Content of the licence file",
        compare_now: "比对" | "Compare",
        genuine: "文件是这里发的，没有被改动。" | "The file was issued here and has not been changed.",
        not_genuine: "文件和发出时不一样，不要接受。" | "The file is not what was issued. Do not accept it.",
        same: "一致" | "Same",
        different: "不一致" | "Different",
        missing: "没有出示" | "Not shown",
        strange: "证照上没有这一项" | "Not on the licence",
        decide: "作出决定" | "Decide",
        decide_which: "决定" | "Decision",
        suspend: "暂扣" | "Suspend",
        resume: "解除暂扣" | "Give it back",
        revoke: "吊销或撤销" | "Revoke",
        cancel: "注销" | "Cancel",
        ground_hint: "写明事实和条文；持证人会看到。" | "State the facts and the article; the holder sees it.",
        decide_now: "作出决定并告知持证人" | "Decide and tell the holder",
        not_allowed: "这份证照不能再作决定，或者由本单位负责人决定。" | "Nothing more can be decided, or it is for the head of the agency.",
        decided_done: "已作出决定，并告知了持证人。" | "Decided, and the holder was told.",
    }
}

impl Licences {
    /// How a licence stands.
    pub fn standing(self, standing: Standing) -> &'static str {
        match standing {
            Standing::Valid => self.valid(),
            Standing::Expired => self.expired(),
            Standing::Suspended => self.suspended(),
            Standing::Revoked => self.revoked(),
            Standing::Cancelled => self.cancelled(),
            Standing::Replaced => self.replaced(),
        }
    }

    /// What was decided about it.
    pub fn decided(self, status: LicenceStatus) -> &'static str {
        match status {
            LicenceStatus::Valid => self.resume(),
            LicenceStatus::Suspended => self.suspended(),
            LicenceStatus::Revoked => self.revoked(),
            LicenceStatus::Cancelled => self.cancelled(),
            LicenceStatus::Replaced => self.replaced(),
        }
    }

    /// What may be decided.
    pub fn change(self, change: StatusChange) -> &'static str {
        match change {
            StatusChange::Suspend => self.suspend(),
            StatusChange::Resume => self.resume(),
            StatusChange::Revoke => self.revoke(),
            StatusChange::Cancel => self.cancel(),
        }
    }

    /// What comparing a datum came to.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Same => self.same(),
            Verdict::Different => self.different(),
            Verdict::Missing => self.missing(),
            Verdict::Unknown => self.strange(),
        }
    }

    /// What a licence that does not hold means for its holder; nothing of one that does.
    pub fn means(self, standing: Standing) -> Option<&'static str> {
        match standing {
            Standing::Valid => None,
            Standing::Expired => Some(self.expired_help()),
            Standing::Replaced => Some(self.replaced_help()),
            Standing::Suspended | Standing::Revoked | Standing::Cancelled => Some(self.decided_help()),
        }
    }
}
