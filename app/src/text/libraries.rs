//! The desk of the libraries behind the questions.

use schema::ask::{Library, Scene};

texts! {
    /// The desk of the libraries behind the questions.
    Libraries {
        title: "词库" | "Libraries",
        about: "问答靠这些词库。改了马上就算数，不用停机；每一处改动都记着是谁改的。" | "Questions are answered by these libraries. A change counts at once, without a stop; who made it is on record.",
        library_column: "词库" | "Library",
        entries_column: "条目" | "Entries",
        all_count(count: u64): "{count} 条" | "{count}",
        off_count(count: u64): "停用 {count}" | "{count} off",
        today_count(count: u64): "今天 {count} 个" | "{count} today",
        read_only: "只能看" | "Read only",

        search: "在这个词库里找" | "Search this library",
        find: "找" | "Search",
        entry_column: "内容" | "Entry",
        changed_column: "谁改的" | "Changed by",
        shipped: "随系统带来" | "came with the hall",
        off: "已停用" | "off",
        none: "没有这样的条目。" | "There is no such entry.",
        none_yet: "还没有条目。" | "There is no entry yet.",
        further: "再往后" | "Further",
        means: "指" | "means",
        from_source(source: &str): "出处：{source}" | "Source: {source}",

        add: "添一条" | "Add an entry",
        save: "保存" | "Save",
        added: "已添上，马上算数。" | "Added. It counts at once.",
        saved: "已保存，马上算数。" | "Saved. It counts at once.",
        edit: "改这一条" | "Change this entry",
        items: "事项编码" | "Codes of services",
        items_hint: "一行一个。编码在事项页上。" | "One a line. The page of a service shows its code.",
        a_line_each: "一行一个。" | "One a line.",
        scene: "什么时候说" | "When it is said",
        source: "出处" | "Source",
        source_hint: "法律条文、文件或者部门。答案下面会写出来。" | "The article of a law, a document or an agency. It is shown below the answer.",
        counts: "启用" | "It counts",
        history: "改动" | "Changes",
        change_line(revision: i64, who: &str): "第 {revision} 次：{who}" | "No. {revision}: {who}",
        conflict_now: "现在存着的在上面的改动里。" | "What is stored now stands among the changes.",

        table: "表格" | "As a table",
        export: "导出表格（CSV）" | "Export (CSV)",
        import: "导入表格" | "Import a table",
        import_hint: "用导出的表格改：有 id 的行改原来的，没有 id 的行是新添的，没写的行和列都不动；导出以后别人改过的行不会被盖掉，要重新导出。最多 2000 行；有一行不对，就一行都不导入。" | "Work on an exported table: a row with an id changes that entry, one without adds an entry, rows and columns that are missing stay; what somebody changed since the export is not overwritten: export it again. At most 2,000 rows; if one does not hold, none is taken.",
        file: "CSV 文件" | "CSV file",
        imported(added: &str, changed: &str): "导入好了：新添 {added} 条，改了 {changed} 条。" | "Imported: {added} added, {changed} changed.",
        revision: "改到第几次（revision）" | "Revision",
        row(number: &str, what: &str): "第 {number} 行 {what}" | "Row {number}, {what}",

        asked_title: "问过什么" | "What was asked",
        asked_about: "存之前已经遮掉证件号、电话、邮箱、银行卡、车牌；不记是谁问的，只记哪一天。" | "Numbers of documents, telephones, cards and plates and e-mail addresses were masked before anything was kept; who asked is not kept, and of the time the day only.",
        asked_sought: "找的是最近 30 天问过的。" | "What was asked in the last 30 days is searched.",
        asked_column: "问题" | "Question",
        answer_column: "答了什么" | "Answer",
        times(count: u32): "{count} 次" | "{count} times",
        helpful(count: u32): "有用 {count}" | "helpful {count}",
        unhelpful(count: u32): "没用 {count}" | "not helpful {count}",
        answered_by(library: &str): "{library}答的" | "answered by: {library}",
        no_answer: "没有合适的答案" | "no good answer",
        nobody_asked: "还没有人问。" | "Nobody has asked yet.",

        learning: "没答好的" | "Not answered well",
        learning_title: "没答好的问题" | "Questions not answered well",
        learning_about: "意思相近的放在一起，问得多的在前。选一种办法，先看效果再保存。" | "Those that mean the same stand together, the most frequent first. Choose what to make of one; you see what it changes before you save.",
        learning_none: "没有等着处理的问题。" | "No question waits for you.",
        taught: "已保存，这一组处理好了。" | "Saved; this group is settled.",
        put_aside_done: "已放到一边。" | "Put aside.",
        group_asked(questions: u32, asked: u32): "{questions} 种说法，问了 {asked} 次" | "asked {asked} times in {questions} wordings",
        make_synonym: "教成近义词" | "Make it a synonym",
        make_item: "指到事项" | "Point it to a service",
        make_common: "写成常规问题" | "Make it a common question",
        put_aside: "放到一边" | "Put aside",
        about_group(text: &str): "{text}：怎么处理" | "What to make of: {text}",

        teach_synonym: "教一个近义词" | "Teach a synonym",
        teach_item: "指到一个事项" | "Point to a service",
        teach_common: "写一个常规问题" | "Write a common question",
        people_say: "大家这样问" | "People ask",
        nearest: "最接近的事项" | "Nearest services",
        nearest_take: "点一个，就指到它。" | "Choose one to point to it.",
        this_one(name: &str): "就是“{name}”" | "It is “{name}”",
        trial: "保存之前先看效果" | "What it would change",
        again: "按上面写的再算一次" | "Measure again with what stands above",
        measure_column: "测试题" | "Evaluation",
        before: "现在" | "Now",
        after: "加上以后" | "With it",
        at_one: "第一个就对" | "Right at once",
        at_three: "前三个里有" | "Among the first three",
        measured_with(count: u32): "用 {count} 道测试题算的。" | "Measured with {count} questions.",
        not_measured: "目录里没有测试题要的事项，没法算。" | "The catalogue has none of the services of the evaluation questions, so nothing is measured.",
        answered_then: "加上以后，这个问题就有答案了。" | "With it, this question has an answer.",
        unanswered_then: "加上以后，这个问题还是没有合适的答案。" | "With it, this question still has no good answer.",
        trial_taken: "别人正在算效果，一次只能算一个。过几秒再点“按上面写的再算一次”；直接保存不用等。" | "Somebody else is measuring, and only one can at a time. Choose “Measure again” in a few seconds; saving need not wait.",
        not_yet: "先把要写的写上，再算效果。" | "Fill it in first, then measure.",
    }
}

impl Libraries {
    /// What a library is called.
    pub const fn name(self, library: Library) -> &'static str {
        self.either(match library {
            Library::Imported => ("自导入问题库", "Imported questions"),
            Library::ItemQuestions => ("事项问题库", "Questions of services"),
            Library::Common => ("常规问题库", "Common questions"),
            Library::History => ("问题历史记录库", "History of questions"),
            Library::Replies => ("随机答案库", "Random replies"),
            Library::Polite => ("文明用语提示库", "Polite phrases"),
            Library::Keywords => ("关键词库", "Keywords"),
            Library::Blocked => ("屏蔽词库", "Blocked words"),
            Library::Synonyms => ("近义词库", "Synonyms"),
            Library::Fillers => ("语气词库", "Filler words"),
            Library::SmallTalk => ("寒暄库", "Small talk"),
        })
    }

    /// What it is for.
    pub const fn what(self, library: Library) -> &'static str {
        self.either(match library {
            Library::Imported => (
                "目录里写着大家怎么叫的，在来源处改。",
                "What the catalogue says people call its services; mended at its source.",
            ),
            Library::ItemQuestions => ("这样问，就是要办这件事。", "Who asks so means this service."),
            Library::Common => (
                "不是办哪件事，而是问规定：有固定的答案和出处。",
                "Not a service but a rule: with a fixed answer and its source.",
            ),
            Library::History => {
                ("大家问过什么，答得怎么样。", "What was asked, and how well it was answered.")
            }
            Library::Replies => (
                "什么情况说什么话，几句里挑一句；同一个问题总是同一句。",
                "What is said when; one of several, for one question always the same.",
            ),
            Library::Polite => {
                ("问题里有屏蔽词时说的话。", "What is said to a question with a blocked word.")
            }
            Library::Keywords => (
                "说到这个词，就想到这些事项或者这个主题。",
                "Who says this word may mean these services, or a theme.",
            ),
            Library::Blocked => (
                "有这些词的问题不答，答案里也不出现。",
                "Questions with them are not answered, and no answer says them.",
            ),
            Library::Synonyms => {
                ("平常话对事项名称里的词。", "Everyday words for words in the names of services.")
            }
            Library::Fillers => (
                "问话里没有意思的词，找的时候去掉。",
                "Words around a matter that tell nothing of it; left out of what is looked for.",
            ),
            Library::SmallTalk => {
                ("问好、道谢、闲聊，各有几句回答。", "Greetings, thanks and small talk with their answers.")
            }
        })
    }

    /// What the words of its entries are called.
    pub const fn words(self, library: Library) -> &'static str {
        self.either(match library {
            Library::Synonyms => ("平常话", "Everyday words"),
            Library::Common | Library::ItemQuestions | Library::SmallTalk => ("怎么问", "How it is asked"),
            _ => ("词", "Words"),
        })
    }

    /// What the texts of its entries are called.
    pub const fn texts(self, library: Library) -> &'static str {
        self.either(match library {
            Library::Synonyms => ("事项名称里的词", "Words in names of services"),
            Library::Keywords => ("主题", "Themes"),
            Library::Replies | Library::Polite => ("说什么", "What is said"),
            _ => ("怎么答", "Answers"),
        })
    }

    /// When something is said.
    pub const fn scene_is(self, scene: Scene) -> &'static str {
        self.either(match scene {
            Scene::Welcome => ("还没问的时候", "before anything is asked"),
            Scene::Found => ("找到一件", "one was found"),
            Scene::Several => ("找到几件", "several were found"),
            Scene::Narrow => ("要再问一句", "a question back"),
            Scene::Unsure => ("没有合适的，给最接近的", "none is good, the nearest are shown"),
            Scene::Nothing => ("什么都没找到", "nothing was found"),
        })
    }

    const fn either(self, (zh, en): (&'static str, &'static str)) -> &'static str {
        match self.0 {
            schema::Locale::ZhCn => zh,
            schema::Locale::En => en,
        }
    }
}
