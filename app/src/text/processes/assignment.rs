//! Who gets a task, what happens when it is late, what follows from it, and where it may go, as the designer says it.

texts! {
    /// Assignment of tasks in the designer.
    Assignment {
        title: "谁来办、办完以后" | "Who does it, and what follows",
        hands: "分给谁、超期怎么办" | "Who gets it, and when it is late",
        assign: "怎么分" | "Who gets it",
        assign_post: "谁认领谁办" | "Whoever takes it up",
        assign_load: "在办最少的人" | "Who has the least to do",
        assign_turn: "轮流" | "In turn",
        assign_superior: "上一环节经办人的上级" | "The superior of who did the step before",
        late: "超期以后" | "When it is late",
        late_nothing: "不做什么" | "Nothing",
        late_remind: "催办经办人" | "Who has it is asked to go on",
        late_tell: "告诉单位负责人" | "The lead is told",
        late_hand: "转交单位负责人" | "The lead gets it",
        next_fold: "转到别的环节" | "Going elsewhere",
        next: "办完还可以转到" | "It may also go to",
        effects: "办完以后的事" | "What follows from it",
        effect_add: "加一件" | "Add one",
        effect_remove: "去掉" | "Remove",
        effect_kind: "做什么" | "What",
        effect_message: "告诉申请人" | "Tell the applicant",
        effect_fee: "收费" | "A fee falls due",
        effect_exchange: "通知订阅的系统" | "Tell the systems that subscribed",
        effect_event: "事件的名字（系统按它订阅）" | "The event, as systems subscribe to it",
        effect_when: "什么结果才做（都不选就是不论什么结果）" | "After which outcome (none: after any)",
        fee_code: "收费代码" | "Code of the fee",
        name_zh: "名称（中文）" | "Name (Chinese)",
        name_en: "名称（英文）" | "Name (English)",
        words_zh: "告诉什么（中文）" | "Words (Chinese)",
        words_en: "告诉什么（英文）" | "Words (English)",
    }
}
