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
        personal: "个人办事" | "For people",
        enterprise: "企业办事" | "For enterprises",
        agencies: "按部门找" | "By agency",
        one_item: "1 项" | "1 service",
        items(count: u64): "{count} 项" | "{count} services",
        all_of(count: u64): "看全部 {count} 项" | "See all {count}",
        season: "这一季，大家最常办" | "Asked for most this season",

        waiting: "等您的办件" | "Waiting for you",
        all_cases: "全部办件" | "All my cases",
        to_collect(who: &str): "{who}已经作出决定，请留意领取结果" | "{who} has decided; the result is about to be handed to you",
        to_rate: "办完了，请您评一评" | "This is done; please say how it went",
        draft: "没填完，填的都留着，接着填就行" | "Not finished; go on where you stopped",

        life: "人生里的事" | "Life events",
        life_of_enterprises: "企业里的事" | "In the life of an enterprise",
        to_do: "要办的事" | "What there is to do",
        no_items: "目录里还没有这方面的事项。" | "The catalogue has no services for this yet.",
        search_on: "还可以找" | "Look further",
        describe_life_event(name: &str, line: &str, count: usize): "{name}：{line}要办的 {count} 件事，每件要多久、带什么、找谁。" | "{name}. {line} {count} services: how long each takes, what to bring and whom to ask.",

        notices: "通知" | "Notices",
        all_notices: "全部通知" | "All notices",
        earlier_notices: "更早的通知" | "Earlier notices",
        no_notices: "现在没有通知。" | "There are no notices.",
        describe_notices: "网上办事大厅的通知：办公时间、放假安排、系统变动。" | "Notices of the hall: opening days, holidays and changes.",
        demonstration_notice: "这是演示用的通知。" | "This notice was written for the demonstration.",
    }
}
