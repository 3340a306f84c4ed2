//! What a task asks of who has it, as the designer says it: its checklist, its guidance, its risk point, the forms of its own.

texts! {
    /// Instructions of tasks in the designer.
    Instructions {
        title: "办的时候" | "While it is done",
        checklist: "检查表" | "Checklist",
        new_point: "新的一项" | "New point",
        add_point: "加一项" | "Add a point",
        remove: "去掉" | "Remove",
        up: "上移" | "Up",
        name_zh: "查什么（中文）" | "What is checked (Chinese)",
        name_en: "查什么（英文）" | "What is checked (English)",
        phrases_zh: "常用语（中文），一行一句" | "Phrases (Chinese), one a line",
        phrases_en: "常用语（英文），一行一句" | "Phrases (English), one a line",
        guidance: "工作指引" | "Guidance",
        articles: "依据的条款，一行一条" | "Articles, one a line",
        precedents: "参考案例的编号，一行一件" | "Numbers of precedents, one a line",
        words_zh: "怎么办（中文）" | "What to do (Chinese)",
        words_en: "怎么办（英文）" | "What to do (English)",
        risk: "廉政风险点" | "Integrity risk",
        risk_zh: "要防什么（中文）" | "What to guard against (Chinese)",
        risk_en: "要防什么（英文）" | "What to guard against (English)",
        forms: "要填的表" | "Forms of its own",
        form: "表单" | "Form",
        choose_form: "选一张已发布的表" | "Choose a published form",
    }
}
