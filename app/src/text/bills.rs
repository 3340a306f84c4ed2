//! Bills: what is to be paid, paying it, and waiving it.

use schema::bills::BillStatus;

texts! {
    /// Bills (缴款).
    Bills {
        mine: "我的缴款" | "My bills",
        none: "没有要缴的费用" | "Nothing to pay",
        none_help: "办事要收费的，批准以后缴款单到这里来。没有公布的费用，一分也不收。" | "If something costs a fee, its bill comes here. What is not published is not charged.",
        more: "看更早的" | "Earlier ones",
        bill: "缴款单" | "Bill",
        number: "缴款单号" | "Number",
        payer: "缴款人" | "Payer",
        yuan(amount: &str): "{amount} 元" | "{amount} yuan",
        left(amount: &str): "还要缴 {amount} 元" | "{amount} yuan to pay",
        paid(amount: &str): "已缴 {amount} 元" | "{amount} yuan paid",
        and_more(lines: u32): "等 {lines} 项费用" | "and more, {lines} fees",
        basis(basis: &str): "依据：{basis}" | "Basis: {basis}",
        waived(amount: &str): "减免 {amount} 元" | "{amount} yuan waived",
        waived_why(ground: &str): "减免理由和依据：{ground}" | "Ground of the waiver: {ground}",
        published: "收费按公布的法定项目和标准执行，全部上缴国库（行政许可法第五十八条、第五十九条）。" | "Fees are those published by law, and go to the treasury (Administrative Licensing Law, art. 58, 59).",
        pay: "去缴款" | "Pay",
        pay_here: "到缴款平台付款" | "Go to the payment platform",
        pay_again: "继续缴款" | "Go on paying",
        paying: "正在缴款。付完款回到这里，稍等片刻就能看到结果；没有付成的，可以接着付。" | "A payment is under way. Once you have paid, come back here: it shows within a moment. If it did not work you can go on paying.",
        at_window: "请凭缴款单号到受理窗口缴款。" | "Please pay at the window, with the number of this bill.",
        failed: "缴款平台现在没有回应，没有扣款。请过几分钟再试，或者到窗口缴。" | "The payment platform does not answer; nothing was charged. Try again in some minutes, or pay at the window.",
        settled: "这张缴款单已经没有要缴的了。" | "Nothing is left to pay of this bill.",
        receipt: "缴款凭证" | "Proof of payment",
        reference: "交易编号" | "Transaction",
        paid_on: "缴清时间" | "Settled",
        surplus(amount: &str): "多收了 {amount} 元，会原路退回；没有收到请联系收费单位。" | "{amount} yuan too much came in and are paid back the way they came. If they do not arrive, please ask who collects the fee.",
        demonstration: "演示：不是真的收费，也没有法律效力。" | "Demonstration: no money moves, and it proves nothing.",
        print: "打印" | "Print",
        print_hint: "用浏览器菜单里的“打印”，纸张选 A4。" | "Use “Print” in the menu of your browser, on A4.",
        all: "全部缴款单" | "All bills",

        demo_title: "演示用的缴款页" | "A payment page for demonstration",
        demo_lead: "这里没有接真的缴款平台，不会扣款。按下面的按钮，看看缴了或者没缴以后怎么样。" | "No payment platform is connected, and nothing is charged. Press a button to see what follows from paying, or from not paying.",
        demo_pay(amount: &str): "当作已付 {amount} 元" | "Pretend to pay {amount} yuan",
        demo_leave: "不付了" | "Do not pay",
        demo_none: "没有正在进行的缴款。" | "No payment is under way.",
        back: "回缴款单" | "Back to the bill",

        desk: "缴费情况" | "Fees and bills",
        desk_none: "这件还没有产生费用。" | "No fee has fallen due.",
        back_to_case: "回办件" | "Back to the case",
        surplus_desk(amount: &str): "多收 {amount} 元，须原路退回。" | "{amount} yuan too much came in: pay them back the way they came.",
        waive: "减免" | "Waive",
        waive_lead: "只有法律、法规、规章或者财政、价格主管部门规定可以减免的，才能减免；理由和条款会告诉申请人，并留在记录里。" | "A fee is waived only where a law or a rule of the financial authorities lets it be. The applicant is told the ground, and it stays on record.",
        waive_amount: "减免多少（元）" | "How much, in yuan",
        waive_amount_hint: "全免就填还要缴的全部。" | "All that is left waives it whole.",
        waive_ground: "理由和依据的条款" | "Ground and article",
        waive_now: "减免" | "Waive",
        waived_done: "减免了，已经告诉申请人。" | "Waived, and the applicant is told.",
        under_way: "申请人正在缴款，等有了结果再减免。" | "The applicant is paying just now: wait for what becomes of it.",
        which: "哪一项" | "Line",

        open: "待缴" | "To pay",
        settled_paid: "已缴清" | "Paid",
        settled_waived: "已免缴" | "Waived",
        void: "不用缴了" | "No longer due",
    }
}

impl Bills {
    /// How a bill or a line stands.
    pub fn status(self, status: BillStatus) -> &'static str {
        match status {
            BillStatus::Open => self.open(),
            BillStatus::Paid => self.settled_paid(),
            BillStatus::Waived => self.settled_waived(),
            BillStatus::Void => self.void(),
        }
    }
}
