//! The first page.

texts! {
    /// The first page.
    Home {
        question: "您想办什么？" | "What do you need to do?",
        placeholder: "写一句，比如：居住证" | "e.g. residence permit",
        example: "比如“孩子刚出生要办什么”" | "For example: a child was just born",
        ask: "问" | "Go",
        no_name_needed: "叫不出名字也不要紧，写一句话就能找。" | "No need to know its name: say it in your own words.",
        description: "网上办事大厅：说出您想办的事，看清要多久、带什么、找谁，在线办理并随时查进度。" | "Say what you need, see how long it takes, what to bring and whom to ask, apply online and follow your case.",
        themes: "按主题找" | "By theme",
        audiences: "您是谁" | "Who are you",
        personal: "个人办事" | "For people",
        enterprise: "企业办事" | "For enterprises",
        agencies: "按部门找" | "By agency",
        all_items: "全部事项" | "All services",
        items(count: u64): "{count} 项" | "{count} services",
        season: "这一季，大家最常办" | "Asked for most this season",
        life: "人生里的事" | "Life events",
        notices: "通知" | "Notices",
    }
}
