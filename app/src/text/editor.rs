//! The form designer: its panes, what can be done in them, and the parts of a rule as slots of a sentence.

use schema::Locale;
use schema::expr::Quantifier;
use schema::form::Effect;
use schema::form::design::{EditFault, EffectKind, Kind, Predicate};
use schema::locale::Text;

texts! {
    /// The form designer.
    Editor {
        needs_scripts: "表单设计器要用脚本。请打开浏览器的 JavaScript。没有脚本，版本、复核和发布照样能办。" | "The designer needs JavaScript. Turn it on. Versions, review and publishing work without it.",
        foreign: "这张表单还用在您管不到的部门，您改不了它。可以看、可以试、可以复制，都不会保存。" | "Agencies outside of your part use this form, so you cannot change it. Look at it, try it out, copy from it: nothing is saved.",
        draft: "草稿" | "Draft",
        in_review: "复核中" | "In review",
        approved: "已通过，未发布" | "Approved, not published",
        new_draft: "新草稿" | "New draft",
        online(version: u32): "线上 v{version}" | "v{version} is in force",
        never_online: "还没发布过" | "Never published",
        saved_at(time: &str): "已保存 {time}" | "Saved {time}",
        unsaved: "有改动没保存" | "Not saved yet",
        saving: "正在保存…" | "Saving…",
        not_saved: "没保存上，改动还在这里。请再试一次。" | "Not saved; your changes are still here. Try again.",
        kept_here: "没有网络，改动存在这台电脑上" | "No network; your changes are kept on this computer",
        restored: "上次没保存的改动找回来了" | "What was not saved last time is back",
        save: "保存" | "Save",
        undo: "撤销" | "Undo",
        undo_what(what: &str): "撤销：{what}" | "Undo: {what}",
        redo: "重做" | "Redo",
        redo_what(what: &str): "重做：{what}" | "Redo: {what}",
        compare(version: u32): "与 v{version} 比较" | "Compare with v{version}",
        hand_over: "送复核" | "Hand to review",
        as_json: "JSON" | "JSON",
        as_page: "回到画布" | "Back to the canvas",
        json_apply: "用这份定义" | "Use this definition",
        json_wrong(why: &str): "这不是 JSON：{why}" | "This is not JSON: {why}",
        json_moved: "打开以后定义又变了。把您的改动复制下来，回到画布再打开一次。" | "The definition has changed since this was opened. Copy your changes, go back to the canvas and open it again.",
        json_of_another(id: &str): "meta.id 要是 {id}" | "meta.id has to be {id}",
        json_label: "整份定义" | "The definition, whole",

        tree: "页与题" | "Pages and questions",
        add_page: "添加一页" | "Add a page",
        palette: "添加" | "Add",
        palette_hint: "点一下加在选中的后面，也可以拖到要放的地方。" | "Press to add below what is chosen, or drag it to its place.",
        kinds: "题型" | "Questions",
        parts: "版面" | "Layout",
        elements: "数据元" | "Data elements",
        elements_hint: "同一数据元只问一次，别的表自动带入。" | "A datum is asked once; other forms have it already.",
        find: "找题型、数据元" | "Find",
        paste: "粘贴" | "Paste",
        group: "分组" | "Group",
        row: "并排" | "Side by side",
        note: "说明文字" | "Note",
        material: "材料" | "Document",
        recalculate: "重新计算按钮" | "Recalculate button",
        take_known: "取用已有信息按钮" | "Take from library button",
        unplaced: "没放到页上的题" | "On no page",
        on_materials_page: "在材料页交的" | "Asked for on the page of documents",
        conditional: "条件" | "rule",

        canvas: "画布" | "Canvas",
        page_of(page: usize, pages: usize): "第 {page} 页，共 {pages} 页" | "Page {page} of {pages}",
        empty_page: "这一页还没有题。从左边加，或按 n。" | "Nothing on this page yet. Add from the left, or press n.",
        add_question: "添加一题" | "Add a question",
        untitled: "（未命名）" | "(no title)",
        move_up: "上移" | "Move up",
        move_down: "下移" | "Move down",
        remove: "删去" | "Remove",
        copy: "复制" | "Copy",
        duplicate: "再来一题" | "Duplicate",
        remove_used(count: usize): "有 {count} 处用到它。删去以后，读它的条件要重写。" | "{count} places use it. Conditions that read it must be written anew.",
        remove_anyway: "还是删去" | "Remove all the same",
        keep: "不删" | "Keep it",
        keys: "↑↓ 选择　Alt+↑↓ 移动　n 添加　Delete 删去　Ctrl+Z 撤销　Ctrl+S 保存" | "↑↓ choose · Alt+↑↓ move · n add · Delete remove · Ctrl+Z undo · Ctrl+S save",

        properties: "属性" | "Properties",
        form: "表单" | "Form",
        page: "页" | "Page",
        question: "题" | "Question",
        button: "按钮" | "Button",
        title_zh: "标题" | "Title (Chinese)",
        title_en: "英文标题" | "Title (English)",
        hint_zh: "提示" | "Help (Chinese)",
        hint_en: "英文提示" | "Help (English)",
        asks_zh: "提问" | "As a question (Chinese)",
        asks_en: "英文提问" | "As a question (English)",
        why_zh: "为什么问" | "Why it is asked (Chinese)",
        why_en: "英文说明" | "Why it is asked (English)",
        text_zh: "文字" | "Text (Chinese)",
        text_en: "英文文字" | "Text (English)",
        id: "编号" | "Id",
        id_hint: "数据里的名字。改编号是重构：所有引用一起改。" | "Its name in the data. Another id rewrites every reference.",
        renamed(places: usize): "编号改了，一起改了 {places} 处引用。" | "The id is changed, and {places} references with it.",
        rename_elsewhere(process: &str): "流程 {process} 也提到它，要到流程里改。" | "Process {process} speaks of it too, and must be changed there.",
        element: "数据元" | "Data element",
        no_element: "不是" | "None",
        kind_label: "填法" | "Asked as",
        other_kind: "另一种" | "Another way",
        quantifier_label: "要满足几个" | "How many must hold",
        doing: "做什么" | "What it does",
        comma: "、" | ", ",
        need: "要不要填" | "Needed?",
        required: "必填" | "Required",
        recommended: "可以容缺" | "May come later",
        optional: "选填" | "Optional",
        consequence_zh: "容缺的后果" | "What follows without it (Chinese)",
        consequence_en: "后果（英文）" | "What follows without it (English)",
        within_days: "几个工作日内补交" | "Working days to hand it in",
        choices: "选项" | "Choices",
        choices_hint: "一行一个：值 | 中文 | English" | "One a line: value | 中文 | English",
        default: "默认值（JSON Logic）" | "Begins with (JSON Logic)",
        read_only: "只读" | "Read-only",
        accepts: "收哪些文件" | "Accepts",
        max_files: "最多几份" | "At most so many files",
        capture: "怎么来" | "How it comes",
        capture_file: "文件" | "File",
        capture_photo: "照片，裁切" | "Photograph, cropped",
        capture_signature: "手写签名" | "Signature by hand",
        bad_value: "这里写的不能用" | "This cannot be used",

        rules: "规则" | "Rules",
        rules_none: "没有规则：总是这样问。" | "No rules: it is always asked like this.",
        add_rule: "加一条规则" | "Add a rule",
        remove_rule: "删去这条规则" | "Remove this rule",
        edit_rule: "改" | "Edit",
        done_rule: "改好了" | "Done",
        raw_rule: "这条规则写不成句子，请在 JSON 里改。" | "There are no plain words for this rule: edit it as JSON.",
        when: "当" | "When",
        then: "时，" | ", ",
        add_condition: "加一个条件" | "Add a condition",
        add_group: "加一组条件" | "Add a group",
        remove_condition: "去掉这个条件" | "Take this condition out",
        subject: "什么" | "What",
        comparison: "怎样" | "How",
        value: "多少" | "Than what",
        formula: "值（JSON Logic）" | "Value (JSON Logic)",
        allowed: "只许选（一行一个值）" | "Choices allowed (one value a line)",
        tone: "语气" | "Tone",
        tone_info: "提示" | "For information",
        tone_warning: "警告" | "Warning",
        tries: "试一试" | "Tried out",
        not_answered: "还没答" | "Not answered",
        applies: "照规则办" | "the rule applies",
        does_not_apply: "不适用" | "it does not",
        unknown_yet: "还不知道" | "not known yet",

        uses: "谁用到它" | "What uses it",
        uses_none: "没有规则和材料读它。" | "No rule and no document reads it.",
        uses_note: "改标题不影响；改编号会一起改；删去会先请您确认。" | "Another title changes nothing; another id is changed everywhere; removing it asks you first.",
        uses_rule(rule: &str): "规则：{rule}" | "Rule: {rule}",
        uses_material(material: &str): "材料：{material}" | "Document: {material}",
        uses_page(page: &str): "页：{page}" | "Page: {page}",

        preview: "手机预览" | "As a phone shows it",
        with_scripts: "有脚本" | "With scripts",
        without_scripts: "无脚本" | "Without",
        chinese: "中文" | "Chinese",
        english: "English" | "English",
        elder: "长辈" | "Elder",
        plain_mode: "普通" | "Usual",
        example_answers: "填上样例" | "Fill in an example",
        no_answers: "清空" | "Empty it",
        answers: "模拟答案" | "Simulated answers",

        errors(count: usize): "{count} 处错误" | "Errors: {count}",
        warnings(count: usize): "{count} 处提醒" | "Remarks: {count}",
        go: "去改" | "Go there",
        more(count: usize): "还有 {count} 处" | "{count} more",
        extent(questions: usize, minutes: usize, known: usize): "{questions} 题 · 普通人约 {minutes} 分钟 · {known} 题自动带入" | "{questions} questions · about {minutes} minutes · {known} filled in beforehand",

        overtaken(who: &str): "{who}也在改这份草稿，刚刚先保存了。您的改动都在，没有被盖掉。" | "{who} is editing this draft too and saved first. Your changes are all here; nothing was overwritten.",
        somebody: "另一位同事" | "A colleague",
        merge: "合并两边的改动" | "Merge both",
        copy_mine: "把我的另存为新表单" | "Keep mine as a new form",
        take_theirs: "用对方的，放弃我的" | "Take theirs, give mine up",
        merged: "已经合并：两边的改动都在。看过再保存。" | "Merged: both changes are here. Look at them, then save.",
        conflicts(count: usize): "有 {count} 处两边都改了，请选一边" | "Both changed {count} places; choose for each",
        mine: "我的" | "Mine",
        theirs: "对方的" | "Theirs",
        nothing_there: "（没有）" | "(nothing)",
        copied_as(id: &str): "已另存为 {id}" | "Kept as {id}",
        settled: "就这样" | "Go on with these",

        step_json: "改 JSON" | "edited as JSON",
        step_merge: "合并" | "merged",
        step_rule: "改规则" | "changed a rule",
        step_add: "添加" | "added",
        step_move: "移动" | "moved",
        step_remove: "删去" | "removed",
        step_text: "改文字" | "changed a text",
        step_change: "改属性" | "changed a property",
        step_id: "改编号" | "changed an id",
    }
}

impl Editor {
    /// How many of several conditions.
    pub fn quantifier(self, quantifier: Quantifier) -> &'static str {
        let (zh, en) = match quantifier {
            Quantifier::All => ("同时满足", "all of these hold"),
            Quantifier::Any => ("满足其一", "any of these holds"),
            Quantifier::None => ("都不满足", "none of these holds"),
        };
        self.either(zh, en)
    }

    /// What is said of a subject.
    pub fn predicate(self, predicate: Predicate) -> &'static str {
        let (zh, en) = match predicate {
            Predicate::Equal => ("是", "is"),
            Predicate::NotEqual => ("不是", "is not"),
            Predicate::Less => ("小于、早于", "is less or earlier than"),
            Predicate::AtMost => ("不超过、不晚于", "is at most"),
            Predicate::More => ("大于、晚于", "is more or later than"),
            Predicate::AtLeast => ("至少是、不早于", "is at least"),
            Predicate::Between => ("在两者之间", "is between"),
            Predicate::OneOf => ("是其中之一", "is one of"),
            Predicate::NoneOf => ("都不是", "is none of"),
            Predicate::Contains => ("包含", "contains"),
            Predicate::Lacks => ("不包含", "does not contain"),
            Predicate::StartsWith => ("开头是", "begins with"),
            Predicate::EndsWith => ("结尾是", "ends with"),
            Predicate::Yes => ("是“是”", "is yes"),
            Predicate::No => ("是“否”", "is no"),
            Predicate::Given => ("答了", "is answered"),
            Predicate::Missing => ("没答", "is not answered"),
            Predicate::AnyRow => ("有一行满足", "has a row for which"),
            Predicate::EachRow => ("每一行都满足", "has only rows for which"),
            Predicate::NoRow => ("没有一行满足", "has no row for which"),
        };
        self.either(zh, en)
    }

    /// What a rule does.
    pub fn effect(self, effect: EffectKind) -> &'static str {
        let (zh, en) = match effect {
            EffectKind::Show => ("显示", "show"),
            EffectKind::Hide => ("隐藏，且不保存", "hide and drop"),
            EffectKind::Require => ("必填", "require"),
            EffectKind::Optional => ("不必填", "make optional"),
            EffectKind::Recommend => ("可以容缺", "let it come later"),
            EffectKind::Enable => ("允许修改", "let people change"),
            EffectKind::ReadOnly => ("不许改", "fix"),
            EffectKind::Restrict => ("限定选项", "restrict the choices of"),
            EffectKind::Compute => ("算出", "compute"),
            EffectKind::Message => ("提示", "say something at"),
        };
        self.either(zh, en)
    }

    /// What a rule does, as the compiler has it.
    pub fn does(self, effect: &Effect) -> &'static str {
        self.effect(match effect {
            Effect::Show => EffectKind::Show,
            Effect::Hide => EffectKind::Hide,
            Effect::Enable => EffectKind::Enable,
            Effect::ReadOnly => EffectKind::ReadOnly,
            Effect::Require => EffectKind::Require,
            Effect::Recommend(_) => EffectKind::Recommend,
            Effect::Optional => EffectKind::Optional,
            Effect::Compute(_) => EffectKind::Compute,
            Effect::Restrict(_) => EffectKind::Restrict,
            Effect::Message { .. } => EffectKind::Message,
        })
    }

    /// A way to ask something.
    pub fn kind(self, kind: Kind) -> &'static str {
        let (zh, en) = match kind {
            Kind::Text => ("一行文字", "Line of text"),
            Kind::LongText => ("多行文字", "Several lines"),
            Kind::Integer => ("整数", "Whole number"),
            Kind::Number => ("数字", "Number"),
            Kind::Money => ("金额", "Money"),
            Kind::Date => ("日期", "Date"),
            Kind::DateRange => ("起止日期", "From day to day"),
            Kind::YearMonth => ("年月", "Month"),
            Kind::Time => ("时间", "Time"),
            Kind::Select => ("下拉单选", "One, from a list"),
            Kind::Search => ("搜索单选", "One, by search"),
            Kind::Radio => ("单选", "One of several"),
            Kind::Checkbox => ("多选", "Any of several"),
            Kind::Chips => ("标签多选", "Any, as chips"),
            Kind::YesNo => ("是否", "Yes or no"),
            Kind::Agree => ("声明同意", "Declaration"),
            Kind::IdentityNumber => ("身份证号码", "Identity number"),
            Kind::CreditCode => ("统一社会信用代码", "Credit code"),
            Kind::Phone => ("电话", "Phone"),
            Kind::Email => ("电子邮箱", "E-mail"),
            Kind::PostalCode => ("邮政编码", "Postal code"),
            Kind::Region => ("行政区划", "Region"),
            Kind::Address => ("地址", "Address"),
            Kind::Person => ("个人信息", "A person"),
            Kind::Agent => ("经办人信息", "An agent"),
            Kind::Enterprise => ("企业信息", "An enterprise"),
            Kind::Table => ("表格（主从表）", "Table of rows"),
            Kind::Opinion => ("审批意见", "Officer's opinion"),
            Kind::Countersign => ("会签", "Countersigned opinions"),
            Kind::Seal => ("盖章处", "Place for a seal"),
        };
        self.either(zh, en)
    }

    /// A keyword of JSON Schema.
    pub fn keyword(self, keyword: &str) -> &'static str {
        let (zh, en) = match keyword {
            "minLength" => ("最少几个字", "Characters, at least"),
            "maxLength" => ("最多几个字", "Characters, at most"),
            "pattern" => ("格式（正则）", "Pattern"),
            "minimum" => ("最小", "At least"),
            "maximum" => ("最大", "At most"),
            "minItems" => ("最少几项", "Entries, at least"),
            "maxItems" => ("最多几项", "Entries, at most"),
            _ => ("", ""),
        };
        self.either(zh, en)
    }

    /// Why an edit could not be done.
    pub fn fault(self, fault: EditFault) -> &'static str {
        let (zh, en) = match fault {
            EditFault::BadDefinition => {
                ("定义写得不对，先在 JSON 里改好", "The definition is broken; mend it as JSON first")
            }
            EditFault::NotThere => ("那里没有东西", "There is nothing there"),
            EditFault::Misplaced => ("这里不能放这个", "This cannot stand there"),
            EditFault::OtherTable => ("表格的列只能在本表里移动", "A column stays in its table"),
            EditFault::NotOfIt => ("它没有这个属性", "It has no such property"),
            EditFault::UnknownElement => ("没有这个数据元", "There is no such data element"),
            EditFault::UnfitElement => {
                ("这个数据元和这种填法对不上", "This data element does not go with how it is asked")
            }
            EditFault::BadValue => ("这里写的不能用", "This cannot be used"),
            EditFault::UnknownAction => ("没有这种按钮", "There is no such button"),
            EditFault::BadKeyword => ("这一题没有这个限制", "This question has no such check"),
            EditFault::TakenId => ("编号已经有了，换一个", "The id is taken; choose another"),
            EditFault::BadId => ("编号不能空，不能有点号", "An id is not empty and has no dot"),
            EditFault::SharedId => (
                "它和别的题共用定义，不能单独改编号",
                "It shares its schema with others and cannot be renamed alone",
            ),
            EditFault::TooDeep => ("分组套得太深", "Groups within groups: too deep"),
        };
        self.either(zh, en)
    }

    /// Yes or no.
    pub fn yes_no(self, yes: bool) -> &'static str {
        if yes { self.either("是", "yes") } else { self.either("否", "no") }
    }

    /// What something new is called until it gets a name.
    pub fn fresh() -> Text {
        Text::zh("未命名").with(Locale::En, "Untitled")
    }

    const fn either(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            schema::Locale::ZhCn => zh,
            schema::Locale::En => en,
        }
    }
}
