//! The hall as a place, its counters, an item played in it, and the navigator.

use schema::ProblemKind;
use schema::catalogue::PowerType;
use schema::hall::{Expression, Figure, Lamp, Scene, WalkMatter, WalkPart};

texts! {
    /// The hall as a place.
    Halls {
        title: "虚拟大厅" | "The hall",
        describe(name: &str): "{name}：楼层、窗口、开放时间、现在多少人等，怎么走。" | "{name}: floors, counters, opening hours, how many wait, and the way.",
        none: "这里还没有大厅的图。" | "There is no hall here yet.",
        none_help: "能在网上办的，照样在网上办；要到窗口，请打 12345 问地址。" | "What can be done online is done there as ever; for the address of a counter, call 12345.",
        plain_door: "直接找事项" | "Find a service",
        plain_door_help: "说一句话，或按部门、主题找" | "Say it in your words, or look by agency or theme",
        hall_door: "走进大厅" | "Enter the hall",
        hall_door_help: "像到现场一样：看楼层、找窗口、认路" | "As if you were there: floors, counters, the way",
        ask_door: "问一问" | "Ask",
        ask_door_help: "叫不出名字，用自己的话说" | "In your own words, when you do not know what it is called",
        guide_door: "办事引导" | "Guides",
        guide_door_help: "答几个问题，就知道办哪一件" | "Answer a few questions and learn which it is",
        ways_in: "从哪里开始" | "Where to begin",
        floors: "楼层" | "Floors",
        gate: "政务服务大厅" | "Service hall",
        accessible_way: "无障碍通道" | "Step-free way",
        car_park(spaces: u16): "停车场 · {spaces} 位" | "Car park · {spaces}",
        floor(number: u8): "{number} 层" | "Floor {number}",
        floor_named(number: u8, name: &str): "{number} 层 · {name}" | "Floor {number} · {name}",
        to_list: "跳过图，看窗口清单" | "Skip the drawing, go to the list of counters",
        drawing(name: &str, floor: u8): "{name} {floor} 层立体图。同样的内容在窗口清单里。" | "{name}, floor {floor}, drawn. The list of counters says the same.",
        open_today(hours: &str): "今天 {hours}" | "Today {hours}",
        closed_today: "今天不开放" | "Closed today",
        summary(open: usize, waiting: u32): "{open} 个窗口开着，{waiting} 人在等。座位上一个小人，就是一位。" | "Counters open: {open}; waiting: {waiting}. Each figure on a seat is somebody who waits.",
        lamps: "图例" | "Key",
        open: "正在办理" | "Open",
        busy: "较忙" | "Busy",
        closed: "没有开" | "Closed",
        waiting(count: u32): "{count} 人等候" | "{count} waiting",
        nobody: "不用等" | "No wait",
        counter(id: &str): "{id} 号窗口" | "Counter {id}",
        counter_link(id: &str, agency: &str, lamp: &str, waiting: &str): "{id} 号窗口，{agency}，{lamp}，{waiting}：带我走过去" | "Counter {id}, {agency}, {lamp}, {waiting}: show me the way",
        lift: "电梯" | "Lift",
        guide_desk: "导办台" | "Guide",
        machines: "自助区" | "Machines",
        seats: "等候区" | "Seats",
        entrance: "入口" | "Entrance",
        please(id: &str): "请到 {id} 号窗口。" | "Please go to counter {id}.",
        please_up(floor: u8, id: &str): "请坐电梯到 {floor} 层，去 {id} 号窗口。" | "Take the lift to floor {floor}, to counter {id}.",
        go_on(floor: u8): "到 {floor} 层接着走" | "Go on at floor {floor}",
        first_part(floor: u8): "先看 {floor} 层怎么走" | "First the way on floor {floor}",
        enter(door: &str): "从{door}进" | "Enter by the {door}",
        leave_lift: "出电梯" | "Leave the lift",
        one_step: "1 步" | "1 step",
        many_steps(count: usize): "{count} 步" | "{count} steps",
        straight(far: &str): "直走 {far}" | "go {far}",
        left(far: &str): "左转，走 {far}" | "turn left, {far}",
        right(far: &str): "右转，走 {far}" | "turn right, {far}",
        comma: "，" | ", ",
        stop: "。" | ".",
        with_steps: "走有台阶的正门" | "By the main entrance, with steps",
        step_free: "走无障碍的路" | "The way without steps",
        look: "看这个窗口" | "Look at this counter",
        arrive: "怎么来" | "How to get here",
        address: "地址" | "Address",
        stops: "公交和地铁" | "Buses and trains",
        lines(stop: &str, lines: &str): "{stop}：{lines}" | "{stop}: {lines}",
        parking: "停车" | "Parking",
        without_steps: "无障碍" | "Without steps",
        phone: "电话" | "Telephone",
        demonstration: "这个大厅和它的地址、线路是演示用的，现实里没有；部门和事项取自公开目录。" | "This hall, its address and its bus lines are made up for the demonstration; agencies and services come from published catalogues.",

        waiting_now: "现在等候" | "Waiting now",
        people(count: u32): "{count} 人" | "{count}",
        called: "正在叫号" | "Now serving",
        number(count: u32): "{count} 号" | "No. {count}",
        nobody_called: "今天还没叫号" | "Nobody was called today",
        until(time: &str): "到 {time}" | "until {time}",
        done_here: "这里能办" | "What is done here",
        all_items(count: u64): "全部 {count} 项" | "All {count}",
        nothing_listed: "目录里没有写这个窗口办什么，请问导办台。" | "The catalogue lists nothing for this counter; please ask the guide.",
        hours: "开放时间" | "Opening hours",
        today: "今天" | "Today",
        closed_all_day: "不开放" | "closed",
        way_here: "怎么走到这里" | "The way here",
        begin_online: "网上就能办，不用跑" | "Begin online, no need to come",
        ask_navigator: "问小厅" | "Ask Xiaoting",
        to_hall: "回大厅" | "Back to the hall",

        where_counter: "窗口在哪里" | "Where the counter is",
        played: "走一遍办事流程" | "See how it is handled",
        play_title(name: &str): "{name}：办事流程走一遍" | "{name}: from beginning to end",
        play_describe(name: &str): "{name}要走哪几步，每一步最迟哪一天、在哪个窗口、您要做什么。" | "{name}: which steps there are, the latest day of each, the counter, and what you do.",
        step(number: usize, of: usize): "第 {number} 步，共 {of} 步" | "Step {number} of {of}",
        day(count: u32): "第 {count} 个工作日" | "Working day {count}",
        at_latest(day: &str): "最迟 {day}" | "by {day} at the latest",
        begin_day(day: &str): "从 {day} 开始算" | "Counted from {day}",
        perhaps: "看情况，不一定有这一步" | "Depends on your case: this step may not be needed",
        you: "您要做的" | "What you do",
        office: "部门在做的" | "What the agency does",
        previous: "上一步" | "Back",
        next: "下一步" | "Next",
        again: "从头再看" | "From the beginning",
        to_item: "回到这件事" | "Back to the service",
        higher_agency: "上级部门" | "an agency of a higher level",
        who_handles: "谁来办" | "Who does it",
        no_counter: "在部门里办，您不用来。" | "Done inside the agency; you need not come.",
        not_drawn: "这里没有窗口的图。" | "This counter is not drawn here.",
        place_unpublished: "地点没有公布，去之前请打 12345 问清楚。" | "Where it is, is not published: please call 12345 before you go.",
        provisional: "明年的放假通知还没发，日子可能会变。" | "The holidays of next year are not announced yet; days may change.",
        whole_way: "全部步骤" | "All steps",
        bring(count: usize): "带齐材料（{count} 样），到窗口交，或在网上交。" | "Hand in what is asked for ({count} in all), at the counter or online.",
        bring_there(count: usize): "带齐材料（{count} 样），到窗口交。这一件网上不能交。" | "Hand in what is asked for ({count} in all) at the counter; this cannot be done online.",
        bring_perhaps(count: usize): "带齐材料（{count} 样），到窗口交。能不能在网上交，没有公布。" | "Hand in what is asked for ({count} in all) at the counter; whether it can be done online is not published.",
        say: "到窗口说您要办的事，或在网上申请。" | "Say what you need at the counter, or apply online.",
        say_there: "到窗口说您要办的事。这一件网上不能申请。" | "Say what you need at the counter; this cannot be applied for online.",
        say_perhaps: "到窗口说您要办的事。能不能在网上申请，没有公布。" | "Say what you need at the counter; whether one can apply online is not published.",
        do_accept: "等消息。材料不齐会一次告诉您缺什么，补上就行。" | "Wait. If anything is missing you are told all of it at once, and hand it in.",
        do_accept_by_law: "等消息。材料不齐会一次告诉您缺什么（行政许可法第三十二条），补上就行。" | "Wait. If anything is missing you are told all of it at once (Administrative Licensing Law, art. 32), and hand it in.",
        do_review: "等消息，不用跑。要看现场或要补问，会先联系您。" | "Wait; no need to come. If the place is to be seen or something is unclear, you are called first.",
        do_decide: "等决定。不同意会写明理由，也写明怎么申请行政复议或者起诉。" | "Wait for the decision. A refusal gives its reasons, and says how to ask for administrative reconsideration or go to court.",
        do_decide_by_law: "等决定。不同意会写明理由，也写明怎么申请行政复议或者起诉（行政许可法第三十八条）。" | "Wait for the decision. A refusal gives its reasons, and says how to ask for administrative reconsideration or go to court (Administrative Licensing Law, art. 38).",
        do_pay: "按缴款通知缴费，网上或窗口都行。" | "Pay what the notice says, online or at the counter.",
        do_print: "等证件做好。" | "Wait until it is printed.",
        do_deliver: "来领结果，或等它寄到。" | "Collect the result, or have it sent.",
        do_deliver_by_law: "来领结果，或等它寄到（行政许可法第四十四条：十个工作日内）。" | "Collect the result, or have it sent (Administrative Licensing Law, art. 44: within ten working days).",
        part_apply: "申请" | "Apply",
        part_accept: "受理" | "Acceptance",
        part_review: "审查" | "Examination",
        part_decide: "决定" | "Decision",
        part_pay: "缴费" | "Payment",
        part_print: "制证" | "Printing",
        part_deliver: "送达" | "Delivery",
        walk_link(name: &str): "在大厅里看：{name}" | "See it in the hall: {name}",

        queue_title: "叫号" | "Queue",
        queue_lead: "来人取一个号，办完叫下一个。大厅里“现在等候”就是取了号还没叫的人数；只记数，不记人。" | "Hand out a number to who comes, and call the next. What the hall shows as waiting are the numbers handed out and not called; only counts are kept.",
        take: "取号" | "Hand out a number",
        call: "叫下一位" | "Call the next",
        taken(id: &str): "{id} 号窗口：已取号。" | "Counter {id}: a number was handed out.",
        called_next(id: &str): "{id} 号窗口：已叫下一位。" | "Counter {id}: the next was called.",
        number_moved(id: &str): "{id} 号窗口：号已经变了，这一次没有取、也没有叫" | "Counter {id}: the numbers have moved on, so nothing was done",
        number_moved_help: "可能是按了两次，或者同事刚按过。看一眼下面现在叫到几号，再决定按不按。" | "Perhaps it was pressed twice, or a colleague was first. See below which number is called now, then decide.",
        nobody_waits(id: &str): "{id} 号窗口：没有人在等" | "Counter {id}: nobody waits",
        nobody_waits_help: "来了人先取号，再叫。" | "Hand out a number to who comes, then call.",
        no_counters: "您的部门在这个大厅没有窗口。" | "Your agency has no counter in this hall.",

        navigator_title: "导航员" | "Navigator",
        navigator_lead: "小厅在每个场景的样子和说的话。问一问里的话在“随机答案库”里改。" | "What Xiaoting looks like and says in each scene. Its words when it answers questions are in the library of replies.",
        figure: "形象" | "Figure",
        figure_paper: "一张纸" | "A sheet of paper",
        figure_seal: "一方印" | "A seal in a robe",
        expression: "表情" | "Expression",
        phrase_zh: "中文" | "Chinese",
        phrase_en: "英文" | "English",
        save: "保存" | "Save",
        saved: "已保存，公众页面马上就是新的样子。" | "Saved. The pages show it at once.",
        welcome_face: "欢迎" | "Welcome",
        listening_face: "倾听" | "Listening",
        thinking_face: "思考" | "Thinking",
        answering_face: "回答" | "Answering",
        sorry_face: "抱歉" | "Sorry",
        goodbye_face: "再见" | "Goodbye",
        scene_home: "首页" | "First page",
        scene_asking: "等人问" | "Before a question",
        scene_narrowing: "反问" | "Asking back",
        scene_answering: "有一个答案" | "One answer",
        scene_several: "有几个答案" | "Several answers",
        scene_unsure: "没有好答案" | "No good answer",
        scene_lost: "没听懂" | "Nothing found",
        scene_hall: "大厅" | "The hall",
        scene_way: "带路" | "Showing the way",
        scene_counter: "窗口" | "At a counter",
        scene_walk: "走流程" | "Playing an item",
        scene_goodbye: "告别" | "Goodbye",
    }
}

impl Halls {
    /// What a lamp says.
    pub fn lamp(self, lamp: Lamp) -> &'static str {
        match lamp {
            Lamp::Open => self.open(),
            Lamp::Busy => self.busy(),
            Lamp::Closed => self.closed(),
        }
    }

    /// Why nothing was handed out or called at a counter, and what to do; nothing where it is for another reason.
    pub fn not_done(self, why: ProblemKind, counter: &str) -> Option<(String, &'static str)> {
        match why {
            ProblemKind::Conflict => Some((self.number_moved(counter), self.number_moved_help())),
            ProblemKind::Refused => Some((self.nobody_waits(counter), self.nobody_waits_help())),
            _ => None,
        }
    }

    /// How many wait.
    pub fn wait(self, count: u32) -> String {
        if count == 0 { self.nobody().to_owned() } else { self.waiting(count) }
    }

    /// What is done in a step.
    pub fn part(self, part: WalkPart) -> &'static str {
        match part {
            WalkPart::Apply => self.part_apply(),
            WalkPart::Accept => self.part_accept(),
            WalkPart::Review => self.part_review(),
            WalkPart::Decide => self.part_decide(),
            WalkPart::Pay => self.part_pay(),
            WalkPart::Print => self.part_print(),
            WalkPart::Deliver => self.part_deliver(),
        }
    }

    /// What the applicant does in a step of this matter. The law of licences is named where it is one.
    pub fn your_part(self, part: WalkPart, matter: &WalkMatter) -> String {
        let is_licence = matter.item_type == PowerType::Licence;
        let said = match (part, is_licence) {
            (WalkPart::Apply, _) => return self.hand_in(matter),
            (WalkPart::Accept, true) => self.do_accept_by_law(),
            (WalkPart::Accept, false) => self.do_accept(),
            (WalkPart::Review, _) => self.do_review(),
            (WalkPart::Decide, true) => self.do_decide_by_law(),
            (WalkPart::Decide, false) => self.do_decide(),
            (WalkPart::Pay, _) => self.do_pay(),
            (WalkPart::Print, _) => self.do_print(),
            (WalkPart::Deliver, true) => self.do_deliver_by_law(),
            (WalkPart::Deliver, false) => self.do_deliver(),
        };
        said.to_owned()
    }

    /// How a matter begins: at the counter, and online where that is said of it.
    fn hand_in(self, matter: &WalkMatter) -> String {
        match (matter.materials.len(), matter.online) {
            (0, Some(true)) => self.say().to_owned(),
            (0, Some(false)) => self.say_there().to_owned(),
            (0, None) => self.say_perhaps().to_owned(),
            (count, Some(true)) => self.bring(count),
            (count, Some(false)) => self.bring_there(count),
            (count, None) => self.bring_perhaps(count),
        }
    }

    /// How far it is.
    pub fn steps(self, count: usize) -> String {
        if count == 1 { self.one_step().to_owned() } else { self.many_steps(count) }
    }

    /// A figure.
    pub fn figure_name(self, figure: Figure) -> &'static str {
        match figure {
            Figure::Paper => self.figure_paper(),
            Figure::Seal => self.figure_seal(),
        }
    }

    /// A face.
    pub fn face(self, expression: Expression) -> &'static str {
        match expression {
            Expression::Welcome => self.welcome_face(),
            Expression::Listening => self.listening_face(),
            Expression::Thinking => self.thinking_face(),
            Expression::Answering => self.answering_face(),
            Expression::Sorry => self.sorry_face(),
            Expression::Goodbye => self.goodbye_face(),
        }
    }

    /// A scene.
    pub fn scene(self, scene: Scene) -> &'static str {
        match scene {
            Scene::Home => self.scene_home(),
            Scene::Asking => self.scene_asking(),
            Scene::Narrowing => self.scene_narrowing(),
            Scene::Answering => self.scene_answering(),
            Scene::Several => self.scene_several(),
            Scene::Unsure => self.scene_unsure(),
            Scene::Lost => self.scene_lost(),
            Scene::Hall => self.scene_hall(),
            Scene::Way => self.scene_way(),
            Scene::Counter => self.scene_counter(),
            Scene::Walk => self.scene_walk(),
            Scene::Goodbye => self.scene_goodbye(),
        }
    }
}
