//! Computed facts (计算项) of a process, in the designer and in what is different.

texts! {
    /// Computed facts.
    Computed {
        title: "计算项" | "Computed facts",
        hint: "由申请里填的算出来、起个名字，条件里就按名字用它。" | "What is made of the answers once and given a name: conditions read it by that.",
        add: "加一个计算项" | "Add a fact",
        fresh: "新的计算项" | "New fact",
        remove: "去掉这个计算项" | "Remove the fact",
        name_zh: "叫什么（中文）" | "What it is called (Chinese)",
        name_en: "叫什么（英文）" | "What it is called (English)",
        id: "编号" | "Id",
        named(name: &str): "计算项“{name}”" | "fact “{name}”",
        said(name: &str, what: &str): "“{name}”（{what}）" | "“{name}” ({what})",
        unread: "还没有条件用到它。" | "No condition reads it yet.",
        read_by(who: &str): "用到它的：{who}。" | "Read by {who}.",
        still_read(who: &str): "还有地方用到它，先改了再去掉：{who}。" | "It is still read by {who}: change that first.",
        no_logic: "这不是 JSON Logic，没有改" | "This is no JSON Logic: nothing was changed",
        unused(name: &str): "没有条件用到计算项“{name}”" | "No condition reads the fact “{name}”",
        no_zh(name: &str): "计算项“{name}”缺中文名称" | "The fact “{name}” has no name in Chinese",
        no_en(name: &str): "计算项“{name}”缺英文名称" | "The fact “{name}” has no name in English",
        unbounded(lists: &str, most: usize): "表单里{lists}没写最多几项，超过 {most} 项时这里办不下去" | "The form does not say how many {lists} there may be: with more than {most} it does not go on here",
        too_many(lists: &str, count: usize, most: usize): "照表单，{lists}最多有 {count} 项，超过 {most} 项时这里办不下去" | "By the form there may be {count} of {lists}: with more than {most} it does not go on here",
    }
}
