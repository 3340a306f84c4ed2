//! The desk of catalogue editors: what is found in items and what to do about it, online depth, an item's settings.

use schema::Locale;
use schema::catalogue::{Finding, OnlineDepth, Standing};

texts! {
    /// The desk of catalogue editors.
    Editing {
        title: "事项" | "Catalogue",
        pages: "事项目录" | "Catalogue pages",
        findings: "要补的" | "Findings",
        depth: "网办深度" | "Online depth",
        libraries: "词库" | "Libraries",
        learning: "没答好的" | "Not answered well",
        navigator: "导航员" | "Navigator",
        halls: "大厅和窗口" | "Halls",

        nothing_found(items: u64): "{items} 个事项，没有发现缺漏。" | "{items} services, nothing missing in them.",
        most_found(items: u64, finding: &str, count: u64): "{items} 个事项，最多的是“{finding}”：{count} 个。" | "{items} services; found most often: “{finding}”, in {count}.",
        mend_at_source: "这些资料来自公布的目录：在来源处补好，再导入一次，数字就会少下来。大厅自己管的是办件类型和网办深度，点进事项就能改。" | "These data come from published catalogues: mend them at their source and import again, and the numbers go down. What the hall itself keeps, handling and online depth, can be changed on the page of an item.",
        finding_column: "问题" | "Finding",
        items_column: "事项" | "Services",
        share_column: "占全部" | "Of all",

        found_count(count: u64): "{count} 个事项" | "services: {count}",
        found_none: "没有这样的事项，不用做什么。" | "There is no such service; nothing to do.",
        name_column: "事项和部门" | "Service and agency",
        code_column: "编码" | "Code",
        further: "再往后" | "Further",

        depth_title: "网办深度达标了吗？" | "Is enough of it online?",
        depth_note: "份额按全部事项算。深度未知的既不算达到，也不算没达到，所以写成“最少–最多”。" | "Shares are of all services. An unknown depth counts neither for nor against, so a share is “at least – at most”.",
        depth_source: "目标出自《2013广州市政府网上办事大厅建设工作方案（征求意见稿）》，原为行政审批事项而定。" | "The targets are those of Guangzhou's plan for its online hall of 2013 (draft), set for items of administrative approval.",
        by_type: "按类型" | "By kind",
        by_agency: "按部门" | "By agency",
        type_column: "类型" | "Kind",
        agency_column: "部门" | "Agency",
        all: "全部" | "All",
        unknown_items(count: u64): "{count} 个未知" | "unknown: {count}",
        items(count: u64): "{count} 个事项" | "services: {count}",
        target(percent: u8): "目标 {percent}%" | "target {percent}%",
        no_items: "您管的范围里还没有事项。导入目录以后再来看。" | "There are no services yet where you edit. Come back when a catalogue has been imported.",

        unknown_title: "深度未知的事项" | "Services of unknown depth",
        unknown_advice: "点进去选一级、二级或三级，份额马上就变。" | "Open one and choose depth one, two or three; the shares follow at once.",
        unknown_none: "没有深度未知的事项了。" | "No service of unknown depth is left.",

        public_page: "看公开的事项页" | "See its public page",
        found_in_it: "在它里面发现的" | "Found in it",
        found_nothing_in_it: "没有发现缺漏。" | "Nothing is missing.",
        settings: "大厅管的两件事" | "What the hall keeps",
        settings_note: "来源目录不写这两项；再次导入不会动它们，导出也不带。" | "Published catalogues say neither; importing again leaves both as they are, and exports do not carry them.",
        handling: "怎么办" | "How is it handled?",
        handling_hint: "选“即办件”的，新办件按当场办结的流程走。" | "New cases of what is handled while one waits take the short process.",
        how_deep: "网上能办到哪一步？" | "How far can it be done online?",
        not_known: "未知" | "Not known",
        save: "保存" | "Save",
        saved: "已保存，也记入了审计。" | "Saved, and put on record.",
        now_is(handling: &str, depth: &str): "现在存着的是：{handling}；{depth}。下面是您选的，再按一次保存就会换成您的。" | "What is stored now: {handling}; {depth}. Below is what you chose; saving again replaces it with yours.",
        next_unknown: "接着看深度未知的" | "On to the next of unknown depth",
    }
}

impl Editing {
    /// What is found.
    pub const fn finding(self, finding: Finding) -> &'static str {
        let (zh, en) = match finding {
            Finding::NoStatutoryLimit => ("没有法定时限", "No statutory time limit"),
            Finding::NoPromisedLimit => ("没有承诺时限", "No promised time"),
            Finding::NoLimit => ("两种时限都没有", "Neither time limit"),
            Finding::NoConditions => ("没有受理条件", "No conditions"),
            Finding::NoMaterials => ("没有材料清单", "No list of materials"),
            Finding::NoComplaintPhone => ("没有投诉电话", "No complaints phone"),
            Finding::PromisedOverStatutory => ("承诺比法定还长", "Promised longer than the law"),
            Finding::CatchAllMaterial => ("材料里有“其他材料”", "Asks for “other documents”"),
        };
        self.either(zh, en)
    }

    /// What to do about it.
    pub const fn advice(self, finding: Finding) -> &'static str {
        let (zh, en) = match finding {
            Finding::NoStatutoryLimit => {
                ("查设定依据，补上法律规定的期限。", "Look up the law it rests on and add the time limit.")
            }
            Finding::NoPromisedLimit => (
                "请部门承诺一个不长于法定的期限。",
                "Ask the agency to promise a time no longer than the law's.",
            ),
            Finding::NoLimit => {
                ("申请人不知道要等多久，先补这些。", "Applicants cannot know how long it takes: these first.")
            }
            Finding::NoConditions => (
                "写明谁能办、什么情况能办（行政许可法第三十条）。",
                "Say who may apply, and when (Licensing Law, art. 30).",
            ),
            Finding::NoMaterials => (
                "列出要交的材料；不用交的也写明（行政许可法第三十条）。",
                "List what is to be handed in, or say that nothing is (Licensing Law, art. 30).",
            ),
            Finding::NoComplaintPhone => ("补一个打得通的监督投诉电话。", "Add a number that is answered."),
            Finding::PromisedOverStatutory => (
                "承诺只能等于或短于法定（7 天折 5 个工作日比较）。",
                "A promise is as long as the law's limit or shorter (seven days count as five working days).",
            ),
            Finding::CatchAllMaterial => (
                "写出材料的名字；“其他材料”谁也准备不了。",
                "Name the documents; nobody can prepare “others”.",
            ),
        };
        self.either(zh, en)
    }

    /// A depth or a deeper one, in a word.
    pub const fn at_least(self, depth: OnlineDepth) -> &'static str {
        let (zh, en) = match depth {
            OnlineDepth::Information => ("一级以上", "Depth 1 or more"),
            OnlineDepth::Acceptance => ("二级以上", "Depth 2 or more"),
            OnlineDepth::Whole => ("三级", "Depth 3"),
        };
        self.either(zh, en)
    }

    /// Whether a target is met.
    pub const fn standing(self, standing: Standing) -> &'static str {
        let (zh, en) = match standing {
            Standing::Met => ("达标", "met"),
            Standing::Missed => ("没达标", "missed"),
            Standing::Open => ("还不知道", "open"),
        };
        self.either(zh, en)
    }

    const fn either(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}
