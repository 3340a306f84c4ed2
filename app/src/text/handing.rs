//! The three ways of handling: who finishes what was filled in, handing it over, checking it, and taking it over at the window.

use schema::catalogue::Way;

texts! {
    /// Handing over what was filled in (预办理, 审核办结).
    Handing {
        at_window: "在网上填好，到窗口办完" | "Fill in online, finish at the window",
        at_window_help(days: u32): "网上填好后给您一张预办理单。带上它和材料原件，{days} 天内到窗口核对，就办完提交。" | "You get a slip once it is filled in. Bring it and the originals to the window within {days} days: they are checked there, and it is filed.",
        by_two: "单位两人办理：一人填，一人核对" | "For employers, by two people: one fills in, one checks",
        by_two_help: "经办人填好后得到一个核对码，交给本单位另一位经办人。核对无误由他提交，再由受理部门复核。" | "Who fills it in gets a code and hands it to another agent of the same enterprise, who checks and files it. The agency then checks it again.",

        to_window: "填好了，拿预办理单" | "Done: get the slip for the window",
        to_window_note: "现在还没有提交，到窗口核对原件后才提交" | "It is not filed yet; that is done at the window",
        to_colleague: "填好了，交同事核对" | "Done: hand to a colleague",
        to_colleague_note: "现在还没有提交，同事核对后由他提交" | "It is not filed yet; your colleague checks and files it",
        given_back: "同事退回了，请改好再交" | "Your colleague gave it back",
        only_agents: "这件事由单位办理，请用单位经办人的账号登录。" | "Only agents of an enterprise apply for this; please sign in with such an account.",

        handed: "填好的已经交出去了" | "It was handed over",
        handed_help: "在等核对，先不能改。要改，先拿回来。" | "It waits to be checked and cannot be changed. To change it, take it back.",
        see_handover: "看单子，或者拿回来" | "See it, or take it back",

        slip: "预办理单" | "Slip for the window",
        slip_title: "带上原件，到窗口办完" | "Bring the originals to the window",
        slip_lead: "还没有提交。窗口凭预办理码找到您填的，核对原件后当场提交。" | "It is not filed yet. The window finds it by the code, checks the originals and files it.",
        code: "预办理码" | "Code for the window",
        qr_note: "请窗口扫一扫，或者报预办理码。" | "Let the window scan it, or read out the code.",
        until: "最晚哪天到窗口" | "Last day at the window",
        until_note: "过了这天要重新拿单子，填的都留着。" | "After that you need a new slip; what you filled in stays.",
        bring: "要带的原件" | "Originals to bring",
        bring_card: "申请人或者经办人的身份证" | "The identity card of whoever applies",
        check_title: "请交同事核对" | "Hand it to a colleague",
        check_lead(enterprise: &str): "还没有提交。把核对码告诉{enterprise}的另一位经办人，核对无误由他提交；您自己不能提交。" | "It is not filed yet. Tell the code to another agent of {enterprise}, who checks and files it. You cannot file it yourself.",
        check_slip: "核对单" | "To be checked",
        check_code: "核对码" | "Code",
        check_qr_note: "请同事登录后扫一扫，或者在“我的”里点“等您核对”，输入核对码。" | "Your colleague signs in and scans it, or enters the code under “Me”, “For you to check”.",
        handed_at: "交出时间" | "Handed over",
        to_agency: "办理部门" | "Agency",
        take_back: "拿回来改" | "Take it back to change it",
        take_back_note: "拿回来以后，原来的码就作废" | "The code is void then",
        qr: "二维码" | "QR code",

        checks: "等您核对" | "For you to check",
        checks_lead: "本单位同事填好、等另一个人核对的。向填的人要核对码，输入后才能看。" | "What colleagues have filled in and another is to check. Ask them for the code: only with it can you read it.",
        checks_none: "现在没有等您核对的。同事填好交出来的，会列在这里；您自己填的要由同事核对。" | "Nothing to check now. What colleagues hand over is listed here; what you fill in yourself is checked by a colleague.",
        checks_wait: "同事填好了，等您看" | "A colleague has filled something in",
        with_colleague: "已交同事核对，还没有提交" | "With a colleague to be checked; not filed yet",
        with_window(day: &str): "已拿预办理单，最晚 {day}到窗口" | "To be finished at the window by {day}",
        enter_code: "输入核对码" | "Enter the code",
        open: "打开" | "Open",
        no_such_code: "没有找到。核对码可能输错了、已经拿回去了，或者是您自己填的。请向填的人再要一次。" | "Not found. The code may be mistyped or taken back, or it is your own. Please ask for it again.",
        entered_by(name: &str): "{name}填" | "filled in by {name}",
        earlier: "看更早的" | "Earlier ones",
        filed_now(number: &str): "提交了，办件编号 {number}。受理部门会再复核。" | "Filed under number {number}. The agency checks it again.",
        returned_now: "退回了，填的人会看到您写的。" | "Given back; who filled it in sees your words.",

        check_it: "请核对" | "Please check",
        check_it_lead(name: &str): "{name}填好的，请对照材料看一遍。您不能改；有不对的，写明白退回去。" | "Filled in by {name}. Compare it with the documents. You cannot change it; if something is wrong, say what and give it back.",
        look_at(name: &str, file: &str): "看：{name}（{file}）" | "Open: {name} ({file})",
        file_it: "核对无误，提交" | "It is right: file it",
        file_note: "提交后由受理部门复核" | "The agency checks it again",
        give_back: "退回去改" | "Give it back",
        give_back_words: "哪里要改" | "What is to be put right",

        prepared: "预办理" | "Prepared at home",
        prepared_lead: "申请人在网上填好、到窗口办完的。输入或者扫预办理码。" | "Filled in online, to be finished here. Enter or scan the code.",
        find: "查找" | "Find",
        prepared_none: "没有找到：码输错了、过期了、被拿回去了，或者不在本窗口办。请申请人登录看一下预办理单。" | "Not found: mistyped, expired, taken back, or not taken in here. Please let the applicant look at their slip.",
        applicant: "申请人" | "Applicant",
        take_over: "核对身份，接着办" | "Identity checked: take it over",
        take_over_note: "接过来后在这里改、传原件、提交；申请人那边的预办理码作废。" | "You then change it, scan the originals and file it here; the applicant's code is void.",
        own: "这是您自己的申请，请换一位同事办。" | "This is your own application; a colleague takes it in.",
        another_begun: "您已经为这个人开始办同一件事，先办完或者用那一份。" | "You have begun the same for this person already; finish that one first.",

        way: "谁办完它" | "Who finishes it",
        way_note: "改了以后，已经交出去的照交出时的办。" | "What was handed over before a change goes on as it was.",
        files: "网上填好以后由谁提交？" | "Who files it once it is filled in?",
        online: "填的人直接提交（办结）" | "Who fills it in files it",
        window: "到窗口核对原件后提交（预办理）" | "The window checks the originals and files it",
        employer_check: "单位另一人核对后提交（审核办结）" | "Another agent of the enterprise checks and files it",
        days: "窗口等几天" | "Days the window waits",
        days_hint(usual: u32): "只对预办理有用，不填是 {usual} 天。" | "For the window only; {usual} days if nothing is said.",
        way_now(way: &str): "现在存着的是：{way}。下面是您选的，再按一次保存就会换成您的。" | "What is stored now: {way}. Below is what you chose; saving again replaces it with yours.",
    }
}

impl Handing {
    /// How it is handled, to an editor.
    pub fn way_is(self, way: Way) -> &'static str {
        match way {
            Way::Online => self.online(),
            Way::Window => self.window(),
            Way::EmployerCheck => self.employer_check(),
        }
    }
}
