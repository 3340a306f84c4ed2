//! What lies outside a case, in the designer: sub-processes (子流程), and what systems of other agencies do (外部环节).

texts! {
    /// The properties of a call, and of what a system does of a task.
    Calls {
        yes: "是" | "yes",
        no: "否" | "no",
        call_process: "按哪个流程办" | "By which process",
        call_version: "第几版（不填就用线上的）" | "Version (empty: the one in force)",
        call_over: "起几件" | "How many",
        call_once: "只起一件" | "One",
        call_item: "那一项放在它的哪个答案（JSON 指针）" | "Where its entry is put (JSON Pointer)",
        call_in: "交办的答案：本件的 = 它的，一行一个" | "Handed over: here = there, one a line",
        call_out: "取回的答案：它的 = 本件的，一行一个；起几件时用 /列表/-/…" | "Taken back: there = here, one a line; of several /list/-/…",
        call_wait: "等它办结再往下" | "Wait for its end",
        call_trace: "在本件里看得到它的经过" | "Its log is seen here",
        call_materials: "材料一起交" | "The materials go along",
        call_body: "正文一起交，改了带回来" | "The document goes along, and its changes come back",
        external: "外部系统" | "By a system",
        external_none: "本单位的人办" | "No: a person does it",
        external_system: "交给哪个系统" | "Which system",
        external_send: "交出去的：名称 = 答案的 JSON 指针，一行一个" | "Handed out: name = JSON Pointer, one a line",
        external_receive: "要回来的：名称 = JSON 指针 类型，可以没有的加 ?，一行一个" | "Comes back: name = JSON Pointer type, ? if it may be missing, one a line",
        external_limit: "等几个工作日" | "Wait so many working days",
        silent: "到时不答复" | "Without an answer in time",
        silent_person: "由本环节的人来办" | "a person does it",
        silent_go_on: "当作没问过，往下办" | "it goes on",
        silent_reject: "算不同意" | "it counts as rejected",
    }
}
