//! The desk of process designers: its pages, the drawing, the designer with what it finds doubtful, and what is different.

use schema::definitions::ModelLoss;
use schema::form::Severity;
use schema::process::design::{Differing, Doubt, EditFault, FactReader, PieceKind, PieceName, Shell};
use schema::process::{DefinitionProblem, TaskKind};
use schema::role::RegionLevel;
use serde_json::Value;

use super::Words;

mod assignment;
mod calls;
mod computed;
mod instructions;
mod said;
mod tracing;
mod urging;

pub use assignment::Assignment;
pub use calls::Calls;
pub use computed::Computed;
pub use instructions::Instructions;
pub use tracing::Tracing;
pub use urging::Urging;

texts! {
    /// The desk of process designers.
    Processes {
        title: "流程" | "Processes",
        lead: "受理以后谁先谁后、谁和谁一起办、每一步多少天，都从这里定。" | "Who handles a case after whom, who at the same time, and how many days each step may take, is decided here.",
        search: "按名称或编号查找" | "Find by name or id",
        none_found: "没有这样的流程。" | "There is no such process.",
        name_column: "流程" | "Process",
        begin: "新建流程" | "Begin a process",
        begin_with: "从什么开始" | "Begin with",
        with_process: "以现有流程作模板" | "A published process",
        with_definition: "一厅通的定义文件（JSON）" | "A definition file of this hall (JSON)",
        with_bpmn: "BPMN 2.0 文件" | "A model in BPMN 2.0",
        source_hint: "选后两种时才要。文件和粘贴只用一样，两样都有时用文件。" | "For the last two only. If both are given, the file counts.",
        begun: "流程建好了" | "The process is there",
        to_process: "去看这个流程" | "Go to the process",
        back: "回到这个流程" | "Back to the process",
        items(count: u64): "{count} 个事项用它" | "items that use it: {count}",
        items_title: "用它办的事项" | "Services handled by it",
        item_hint: "这个事项要有自己的表单，也归您管。以后新收的件走这个流程，在办的不变。" | "A service with a form of its own, in your part of the hall. New cases go this way; open ones keep theirs.",
        join_item: "改用这个流程" | "Handle it by this process",
        done_item: "以后这个事项新收的件走这个流程。" | "From now on cases of this service go this way.",
        drawn: "流程图" | "The process",
        drawn_version(number: u32): "线上 v{number} 的流程图" | "v{number}, in force",
        drawn_draft: "草稿的流程图" | "The draft",
        shapeless: "这份定义还不成流程，画不出来。请看它的 JSON。" | "This definition has not the shape of a process yet. Look at its JSON.",
        export_bpmn: "BPMN 2.0" | "BPMN 2.0",
        cannot_run(count: usize): "有 {count} 处走不通，改好才能发布：" | "{count} places where it cannot run. Mend them before it is published:",
        doubts(count: usize): "有 {count} 处值得再想一想：" | "{count} places to think about again:",
        no_doubts: "走得通，也没有可疑的地方。" | "It can run, and nothing about it is doubtful.",
        whole: "整个流程" | "The process as a whole",

        drawing: "流程图" | "Drawing of the process",
        task_and_who: "环节与谁办" | "Step and by whom",
        limit_column: "期限" | "Time",
        course_column: "这一件走到哪" | "Where this case is",
        filed: "申办" | "Filed",
        ended: "办结" | "Settled",
        applicant: "申请人" | "Applicant",
        no_limit: "不限" | "No limit",
        on_the_spot: "当场" | "At once",
        working_days(days: u16): "{days} 个工作日" | "{days} working days",
        calendar_days(days: u16): "{days} 天" | "{days} days",
        all_row(name: &str, count: usize): "{name}：{count} 支同时办，都办完才往下" | "{name}: {count} branches at once, all of them before it goes on",
        any_row(name: &str): "{name}：符合条件的都办" | "{name}: every branch that applies",
        choose_row(name: &str): "{name}：选一支" | "{name}: one branch",
        branch_row(name: &str, when: &str): "{name}：{when}" | "{name}: {when}",
        repeat_row(name: &str, again: &str, most: u32): "{name}：{again}就再来一轮，最多 {most} 轮" | "{name}: again if {again}, {most} rounds at most",
        each_row(name: &str, rule: &str): "{name}：{rule}" | "{name}: {rule}",
        rule_all: "每人都办（会签）" | "all of them sign",
        rule_one: "一人办就行（或签）" | "one of them suffices",
        rule_in_turn: "一个接一个（依次）" | "one after the other",
        rule_vote: "表决" | "by vote",
        each_of_role(role: &str): "本部门每位{role}" | "each {role} of the agency",
        each_of_people(count: usize): "{count} 位指定的人" | "{count} people by name",
        each_of_data: "清单里的每一项" | "each entry of a list",
        no_condition: "条件还没写" | "no condition yet",
        accept: "受理" | "Acceptance",
        review: "审查" | "Review",
        decide: "决定" | "Decision",
        pay: "缴费" | "Payment",
        print: "制证" | "Printing",
        deliver: "送达" | "Delivery",
        kind_process: "流程" | "Process",
        kind_task: "环节" | "Step",
        kind_all: "并行" | "In parallel",
        kind_any: "按条件同时办" | "All that apply",
        kind_choose: "按条件选一支" | "One of several",
        kind_branch: "分支" | "Branch",
        kind_repeat: "重复" | "Rounds",
        kind_each: "每人一份" | "For each",
        kind_other: "其他块" | "Another block",

        case_title(number: &str): "{number} 的流程" | "The course of {number}",
        case_back: "回到这一件" | "Back to the case",
        not_walked: "没有走" | "Not taken",
        ahead: "还没到" | "Still to come",
        since(when: &str): "{when} 起" | "since {when}",
        waits_for(who: &str): "在{who}手里" | "with {who}",
        waits_for_case: "等它办结" | "Waits for its end",
        call_row(name: &str, process: &str): "{name}：另起一件，按“{process}”办" | "{name}: another case, by the process {process}",
        calls_row(name: &str, process: &str): "{name}：清单里每一项另起一件，按“{process}”办" | "{name}: another case for each entry of a list, by the process {process}",
        kind_call: "子流程" | "Sub-process",
        waits_for_anyone: "等人接" | "nobody has it yet",
        after_days(days: i64): "第 {days} 天" | "day {days}",
        took(days: i64): "用了 {days} 天" | "days it took: {days}",
        same_day: "当天" | "the same day",
        left: "没办完就离开了" | "left undone",
        times(count: usize): "走了 {count} 次" | "{count} times",

        designer_foreign: "这个流程还用在您管不到的部门，您改不了它。可以看、可以试走，都不会保存。" | "Agencies outside of your part use this process, so you cannot change it. Look at it and play it: nothing is saved.",
        needs_scripts: "流程设计器要用脚本。请打开浏览器的 JavaScript。没有脚本，看图、版本、复核和发布照样能办。" | "The designer needs JavaScript. Turn it on. The drawing, versions, review and publishing work without it.",
        tree: "流程" | "The process",
        properties: "选中的这一处" | "What is selected",
        add: "加在它后面" | "Put behind it",
        add_within: "加在里面" | "Put into it",
        arrange: "挪动、复制、删除" | "Move, copy, remove",
        wrap: "套上" | "Put around it",
        add_branch: "加一支" | "Add a branch",
        first_branch: "第一支" | "First branch",
        second_branch: "另一支" | "Another branch",
        otherwise: "否则" | "Otherwise",
        new_branch: "新分支" | "New branch",
        move_up: "上移" | "Up",
        move_down: "下移" | "Down",
        indent: "缩进" | "Into the one before",
        outdent: "移出" | "Out of it",
        copy: "复制" | "Copy",
        unwrap: "拆掉外壳" | "Take the frame away",
        remove: "删除" | "Remove",
        keys: "↑↓ 选，Alt ↑↓ 移，Alt ← → 移出、缩进，Delete 删，Ctrl Z 撤销，Ctrl S 保存" | "↑↓ select, Alt ↑↓ move, Alt ← → out and in, Delete remove, Ctrl Z undo, Ctrl S save",
        name_zh: "名称（中文）" | "Name in Chinese",
        name_en: "名称（英文）" | "Name in English",
        id: "编号" | "Id",
        role: "谁办" | "By whom",
        agency: "哪个部门办" | "Of which agency",
        agency_own: "受理的部门" | "The one that has the case",
        agency_lead: "牵头部门" | "The one that leads",
        agency_province: "省（自治区）的承办部门" | "That of the province",
        agency_city: "市（盟）的承办部门" | "That of the city or league",
        agency_county: "县（旗）的承办部门" | "That of the county or banner",
        agency_street: "乡镇（苏木、街道）的承办部门" | "That of the township or sumu",
        agency_village: "村（嘎查、社区）的承办部门" | "That of the village or gacha",
        agency_named: "指定的部门" | "One that is named",
        agency_code: "部门（区划代码/名称，如 440100/广州市民政局）" | "Agency (code of the region/name, such as 440100/广州市民政局)",
        kind_label: "做什么" | "What is done",
        limit: "期限" | "Time",
        extension: "最多延期几个工作日（不填按《行政许可法》第四十二条，10 个）" | "Extended by how many working days at most (blank: 10, Licensing Law, art. 42)",
        extension_ground_zh: "延期的依据（中文）" | "What gives them (Chinese)",
        extension_ground_en: "延期的依据（英文）" | "What gives them (English)",
        extension_said(days: u32, ground: &str): "{days} 个工作日（{ground}）" | "{days} working days ({ground})",
        unit: "按" | "In",
        unit_working: "工作日" | "working days",
        unit_calendar: "自然日" | "days of the calendar",
        fork_kind: "怎么分" | "How it forks",
        when: "什么时候走这一支" | "When this branch is taken",
        always_taken: "都要走，不用条件。" | "It is always taken.",
        is_otherwise: "别的都不符合时走这一支。" | "It is taken when no other is.",
        make_conditional: "给它写条件" | "Give it a condition",
        make_otherwise: "改成否则" | "Make it the one without",
        again: "什么时候再来一轮" | "When there is another round",
        write_condition: "写条件" | "Write a condition",
        clear_condition: "清掉条件" | "Clear the condition",
        no_form: "先选一张表单，条件才有题目可说。" | "Choose a form first: conditions speak of its questions.",
        of_form: "条件看哪张表单" | "The form that conditions read",
        by_hand: "直接写 JSON Logic" | "As JSON Logic",
        most: "最多几轮" | "Most rounds",
        over: "为谁" | "For whom",
        over_role: "本部门这个岗位的每个人" | "Each who holds this role",
        over_data: "表单里这份清单的每一项" | "Each entry of this list",
        over_people: "这些人（账号编号，一行一个）" | "These people (account ids, one a line)",
        rule: "怎么算办完" | "When it has ended",
        share: "同意的比例（百分之）" | "Share that approves, of a hundred",
        empty: "没有人可办时" | "Where there is nobody",
        empty_refuse: "不让往下走" | "It is not let through",
        empty_lead: "负责人来办" | "The lead does it",
        empty_skip: "跳过" | "It goes on",
        permissions: "表单里能看、能改什么" | "What may be seen and changed of the form",
        usual: "没有特别说的" | "All that is not named",
        access_hidden: "看不到" | "Hidden",
        access_read: "只看" | "Read",
        access_write: "能改" | "Write",
        access_required: "必填" | "Required",
        access_usual: "照上面" | "As above",
        extent(tasks: usize, days: u32): "{tasks} 个环节，受理到决定最长 {days} 个工作日" | "{tasks} steps, {days} working days at most from acceptance to decision",
        promised(days: u32): "承诺 {days} 个工作日" | "{days} working days promised",
        runs: "走得通" | "It can run",
        faults(count: usize): "{count} 处走不通" | "{count} places where it cannot run",
        doubtful(count: usize): "{count} 处可疑" | "{count} doubtful",

        play: "试走" | "Play it",
        play_lead: "用真的办件规则走一遍，什么都不会保存。" | "By the very rules that cases follow. Nothing is saved.",
        play_begin: "从头走" | "Begin",
        play_again: "重走" | "Begin anew",
        play_back: "退一步" | "Step back",
        play_answers: "申请里填的（条件要看）" | "What is answered (conditions read it)",
        play_cannot: "先把走不通的地方改好，才能试走。" | "It has to be able to run first.",
        play_over: "办完了。" | "The case is settled.",
        play_next: "现在能做" | "What can be done now",
        play_log: "走过的" | "What has happened",
        play_refused(why: &str): "走不下去：{why}" | "It does not go on: {why}",
        play_return(task: &str): "退回“{task}”" | "Back to “{task}”",
        play_words: "试走" | "Played",
        play_reads_all(count: usize): "逐题说（{count} 题）" | "Question by question ({count})",
        event_filed: "申请人提交" | "The applicant files it",
        event_opened(task: &str): "轮到“{task}”" | "It is the turn of “{task}”",
        event_done(task: &str, outcome: &str): "“{task}”：{outcome}" | "“{task}”: {outcome}",
        event_back(from: &str, to: &str): "“{from}”退回“{to}”" | "“{from}” goes back to “{to}”",
        event_branch(fork: &str, branches: &str): "“{fork}”走：{branches}" | "“{fork}” takes: {branches}",
        event_again(block: &str): "“{block}”再来一轮" | "“{block}”: another round",
        event_round_over(block: &str): "“{block}”不再重复" | "“{block}”: no further round",
        event_each(block: &str, count: usize): "“{block}”：{count} 份" | "“{block}”: {count} of them",

        overtaken(who: &str): "{who} 先保存了另一稿。您的改动还在屏幕上，没有丢，也没有盖掉别人的。" | "{who} saved another draft first. Yours is still on the screen; nothing was lost or overwritten.",
        take_theirs: "用他的（可以撤销）" | "Take theirs (it can be undone)",
        keep_mine: "用我的，盖过去" | "Keep mine, over theirs",
        see_theirs: "先看他改了什么" | "See what they changed",
        merge: "合并两边的改动（可以撤销）" | "Merge both (it can be undone)",
        disputed(pieces: &str): "合不到一起，两边都改了：{pieces}。" | "They cannot be merged. Both changed: {pieces}.",
        cannot_merge: "这两稿合不到一起，请选一稿。" | "The two drafts cannot be merged; choose one.",
        step_theirs: "换成别人的" | "taking theirs",
        step_merge: "合并" | "merging",
        step_wrap: "套上" | "putting around",
        step_unwrap: "拆掉外壳" | "taking a frame away",

        comparing(old: &str, new: &str): "{old} 到 {new}" | "{old} to {new}",
        diff_added(what: &str, within: &str): "{within}里加了{what}" | "{what} is new in {within}",
        diff_removed(what: &str, within: &str): "{within}里去掉了{what}" | "{what} is gone from {within}",
        diff_moved(what: &str, within: &str): "{what}移到了{within}里" | "{what} lies in {within} now",
        diff_reordered(what: &str): "{what}换了先后" | "{what} stands elsewhere in the order",
        diff_changed(what: &str, member: &str, from: &str, to: &str): "{what}的{member}：{from} → {to}" | "{member} of {what}: {from} → {to}",
        diff_said(what: &str, member: &str, to: &str): "{what}有了{member}：{to}" | "{what} has {member} now: {to}",
        diff_unsaid(what: &str, member: &str, from: &str): "{what}不再有{member}（原来是{from}）" | "{what} has no {member} any more (it was {from})",
        named(kind: &str, name: &str): "{kind}“{name}”" | "{kind} “{name}”",
        member_name: "名称" | "name",
        member_block: "种类" | "kind of block",
        member_when: "条件" | "condition",
        member_form: "表单权限" | "permissions on the form",
    }
}

impl Processes {
    /// What the agency above at a level is called.
    pub fn agency_at(self, level: RegionLevel) -> &'static str {
        match level {
            RegionLevel::Province => self.agency_province(),
            RegionLevel::City => self.agency_city(),
            RegionLevel::County => self.agency_county(),
            RegionLevel::Street => self.agency_street(),
            RegionLevel::Village => self.agency_village(),
        }
    }

    /// What a kind of task is called.
    pub fn task_kind(self, kind: TaskKind) -> &'static str {
        match kind {
            TaskKind::Accept => self.accept(),
            TaskKind::Review => self.review(),
            TaskKind::Decide => self.decide(),
            TaskKind::Pay => self.pay(),
            TaskKind::Print => self.print(),
            TaskKind::Deliver => self.deliver(),
        }
    }

    /// What a kind of piece is called.
    pub fn kind(self, kind: PieceKind) -> &'static str {
        match kind {
            PieceKind::Process => self.kind_process(),
            PieceKind::Task => self.kind_task(),
            PieceKind::All => self.kind_all(),
            PieceKind::Any => self.kind_any(),
            PieceKind::Choose => self.kind_choose(),
            PieceKind::Branch => self.kind_branch(),
            PieceKind::Repeat => self.kind_repeat(),
            PieceKind::Each => self.kind_each(),
            PieceKind::Call => self.kind_call(),
            PieceKind::Other => self.kind_other(),
        }
    }

    /// What a block that holds others is called.
    pub fn shell(self, shell: Shell) -> &'static str {
        self.kind(shell.kind())
    }

    /// How grave a remark is.
    pub fn severity(self, severity: Severity) -> &'static str {
        super::Designer(self.0).severity(severity)
    }

    /// What of a model did not come along.
    pub fn loss(self, loss: &ModelLoss) -> String {
        let detail = if loss.detail.is_empty() { String::new() } else { format!(" · {}", loss.detail) };
        format!("{} · {}{detail}", loss.element, said::loss(self.0, &loss.what))
    }

    /// What is wrong with a definition.
    pub fn problem(self, problem: &DefinitionProblem) -> String {
        said::problem(self, problem)
    }

    /// What is doubtful.
    pub fn doubt(self, doubt: &Doubt) -> String {
        said::doubt(self.0, doubt)
    }

    /// Why something cannot be done.
    pub fn fault(self, fault: &EditFault) -> String {
        said::fault(self, fault)
    }

    /// What reads a computed fact.
    pub fn readers(self, readers: &[FactReader]) -> String {
        let said = |reader: &FactReader| match reader {
            FactReader::Fact(name) => Computed(self.0).named(name.get(self.0)),
            FactReader::Piece(piece) => self.called(piece),
        };
        let said: Vec<String> = readers.iter().map(said).collect();
        said.join(super::Catalogue(self.0).separator())
    }

    /// What is different, in a sentence. `value` says a value of a member.
    pub fn difference(self, difference: &Differing, value: impl Fn(&str, &Value) -> String) -> String {
        let called = |named: &PieceName| self.called(named);
        match difference {
            Differing::Added { what, within } => self.diff_added(&called(what), &called(within)),
            Differing::Removed { what, within } => self.diff_removed(&called(what), &called(within)),
            Differing::Moved { what, within } => self.diff_moved(&called(what), &called(within)),
            Differing::Reordered { what } => self.diff_reordered(&called(what)),
            Differing::Changed { what, member, from, to } => {
                let (what, name) = (called(what), self.member(member));
                let said = |it: &Value| value(member, it);
                match (from, to) {
                    (Some(from), Some(to)) => self.diff_changed(&what, &name, &said(from), &said(to)),
                    (None, Some(to)) => self.diff_said(&what, &name, &said(to)),
                    (Some(from), None) => self.diff_unsaid(&what, &name, &said(from)),
                    (None, None) => what,
                }
            }
        }
    }

    pub fn called(self, named: &PieceName) -> String {
        let kind = self.kind(named.kind);
        match named.name.get(self.0) {
            "" => kind.to_owned(),
            name => self.named(kind, name),
        }
    }

    /// What a member of the definition is called.
    fn member(self, member: &str) -> String {
        let name = match member {
            "name" | "title" => self.member_name(),
            "block" => self.member_block(),
            "when" => self.member_when(),
            "again" => self.again(),
            "most" => self.most(),
            "over" => self.over(),
            "rule" => self.rule(),
            "empty" => self.empty(),
            "role" => self.role(),
            "kind" => self.kind_label(),
            "agency" => self.agency(),
            "assign" => Assignment(self.0).assign(),
            "late" => Assignment(self.0).late(),
            "urge" => Urging(self.0).title(),
            "next" => Assignment(self.0).next(),
            "effects" => Assignment(self.0).effects(),
            "limit" => self.limit(),
            "extension" => self.extension(),
            "facts" => Computed(self.0).title(),
            "form" => self.member_form(),
            "id" => self.id(),
            other => return other.to_owned(),
        };
        name.to_owned()
    }
}

/// A role by its slug, for a value in a difference.
pub fn role_of(words: Words, value: &Value) -> Option<&'static str> {
    let role = serde_json::from_value(value.clone()).ok()?;
    Some(words.role(role))
}
