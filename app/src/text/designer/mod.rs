//! The desk of form designers: its pages, what the compiler remarks, and what is different between two versions.

mod difference;
mod lint;
mod reason;

use schema::definitions::DraftState;
use schema::form::diff::Name;
use schema::form::{Difference, Lint, Loss, Severity};

pub use difference::Differences;
pub use lint::Remarks;

texts! {
    /// The desk of form designers.
    Designer {
        title: "表单" | "Forms",
        processes: "流程" | "Processes",
        guides: "引导" | "Guides",
        see_course: "看流程图" | "See the course",
        lead: "事项用哪张表，申请人填什么，都从这里定。每一版都要两个人经手。" | "What applicants are asked is decided here. Every version passes through two hands.",
        search: "按名称或编号查找" | "Find by name or id",
        find: "查找" | "Find",
        none_found: "没有这样的表单。" | "There is no such form.",
        name_column: "表单" | "Form",
        in_force_column: "线上版本" | "In force",
        draft_column: "草稿" | "Draft",
        items_column: "事项" | "Items",
        further: "接着看" | "Go on",
        version(number: u32): "v{number}" | "v{number}",
        in_force(number: u32): "线上 v{number}" | "v{number} in force",
        not_in_force: "还没有上线" | "Not in force",
        from_day(day: &str): "{day}起用" | "from {day}",
        items(count: u64): "{count} 个事项在用" | "used by {count} items",
        no_draft: "没有草稿" | "No draft",
        state_draft: "正在改" | "Being written",
        state_review: "等复核" | "To be reviewed",
        state_approved: "已通过，待发布" | "Approved, not published",
        begin: "新建表单" | "Begin a form",
        form_id: "编号" | "Id",
        form_id_hint: "小写字母、数字和短横线。定下后不能改。" | "Small letters, digits and hyphens. It stays for ever.",
        title_zh: "名称（中文）" | "Name in Chinese",
        title_en: "名称（英文）" | "Name in English",
        begin_with: "从什么开始" | "Begin with",
        with_nothing: "空白" | "Nothing",
        with_templates: "下面勾选的几页" | "The pages ticked below",
        pages: "现成的页" | "Pages that are there already",
        pages_hint: "选“下面勾选的几页”时用。照这里的顺序排，以后都可以改。" | "For “The pages ticked below”: in this order, and yours to change.",
        with_form: "以现有表单作模板" | "A published form as a template",
        with_definition: "一厅通的定义文件" | "A definition file of this hall",
        with_json_schema: "JSON Schema" | "A JSON Schema",
        with_json_forms: "JSON Forms（schema 和 uischema）" | "JSON Forms (schema and uischema)",
        with_formio: "Form.io 表单" | "A form of Form.io",
        template: "模板" | "Template",
        source_file: "选文件" | "Choose the file",
        source_text: "或者粘贴在这里" | "Or paste it here",
        source_hint: "选后四种时才要。文件和粘贴只用一样，两样都有时用文件。" | "For the last four only. If both are given, the file counts.",
        create: "新建" | "Begin",
        begun: "表单建好了" | "The form is there",
        losses(count: usize): "文件里有 {count} 处没有原样带过来，请逐条看一看：" | "{count} things in the file did not come along as they were. Please look at each:",
        to_form: "去看这张表单" | "Go to the form",
        draft: "草稿" | "Draft",
        saved_by(who: &str, when: &str): "{who} 在 {when} 保存" | "Saved by {who} on {when}",
        based_on(number: u32): "在 v{number} 上改" | "Made from v{number}",
        based_on_nothing: "还没有发布过" | "Nothing was published before",
        submitted_by(who: &str): "{who} 送复核" | "Handed to review by {who}",
        reviewed(who: &str): "{who} 的复核意见" | "Remark of the reviewer, {who}",
        remarks(count: usize): "编译检查提了 {count} 条" | "The compiler has {count} remarks",
        no_remarks: "编译检查没有发现问题。" | "The compiler has no remarks.",
        remarks_rule: "标着“要改”的改好、缺的语言补上，才能发布。" | "What is to be mended and missing languages hold up publication.",
        mend: "去改这一处" | "Go and mend it",
        edit: "打开设计器" | "Open the designer",
        begin_draft: "起一份草稿" | "Begin a draft",
        see_changes: "看改了什么" | "See what has changed",
        as_json: "看定义（JSON）" | "See the definition (JSON)",
        submit: "送复核" | "Hand to review",
        submit_note: "送出后由另一个人复核。复核时还能接着改，改了要重新送。" | "A second person reviews it. It can still be changed, and is then to be handed over again.",
        review: "复核" | "Review",
        review_note: "您没有写过这一稿，可以复核。" | "None of this is yours, so you may review it.",
        comment: "意见" | "Remark",
        comment_hint: "退回时一定要写，写明改哪里。" | "Needed to send it back: say what is to be changed.",
        approve: "通过" | "Approve",
        send_back: "退回修改" | "Send back",
        publish: "发布" | "Publish",
        publish_note: "发布后这一版不能再改，新的申请用它。已经在办的，还用原来的版本。" | "A published version never changes. New applications are made with it; those under way keep theirs.",
        effective_on: "从哪天起用" | "From which day on",
        effective_hint: "不填就是现在。" | "Now, if left out.",
        discard: "丢弃草稿" | "Discard the draft",
        discard_note: "丢弃后找不回来。已发布的版本不受影响。" | "It cannot be brought back. What is published stays.",
        discard_now: "确定丢弃" | "Yes, discard it",
        versions: "版本" | "Versions",
        no_versions: "还没有发布过版本。" | "Nothing has been published.",
        version_column: "版本" | "Version",
        standing_column: "现在" | "Now",
        uses_column: "在用它的申请" | "Under way with it",
        files_column: "内容与数据" | "Contents and data",
        the_hall: "随系统发布" | "came with the hall",
        reviewed_by(who: &str): "{who} 复核" | "reviewed by {who}",
        online: "线上" | "In force",
        replaced: "已有新版" | "Replaced",
        retired_on(day: &str): "{day}停用" | "Retired on {day}",
        drafts(count: u64): "{count} 份正在填" | "{count} being filled in",
        cases(count: u64): "{count} 件在办" | "{count} open cases",
        no_uses: "没有" | "None",
        still(older: u64, number: u32): "{older} 份在办申请仍用 v{number}" | "{older} under way still with v{number}",
        compare_with(number: u32): "和 v{number} 比较" | "Compare with v{number}",
        export_definition: "定义文件" | "Definition file",
        export_pair: "JSON Schema 和 UI schema" | "JSON Schema and UI schema",
        answers_csv: "答案 CSV" | "Answers as CSV",
        answers_lines: "答案 JSON Lines" | "Answers as JSON Lines",
        retire: "停用" | "Retire",
        retire_note: "停用后不能再用它新申请，也不能再提交。在办的不受影响。" | "Nothing is begun or filed with it any more. Open cases are not touched.",
        retire_now(number: u32): "确定停用 v{number}" | "Yes, retire v{number}",
        done_submit: "送出了，等另一个人复核。" | "Handed over. A second person reviews it now.",
        done_approve: "通过了，可以发布。" | "Approved. It may be published.",
        done_return: "退回了，意见已经记下。" | "Sent back, with your remark.",
        done_publish: "发布了。" | "Published.",
        done_discard: "草稿丢弃了。" | "The draft is gone.",
        done_item: "以后办这个事项，就填这张表。" | "From now on this service is applied for with this form.",
        items_title: "用它办的事项" | "Services applied for with it",
        item_code: "事项编码" | "Code of the service",
        item_hint: "事项页地址里的那一串。原来的表单不再用；已经开始的申请照旧。" | "As it stands in the address of its page. It takes the place of the form used until now; applications under way keep theirs.",
        join_item: "用这张表单" | "Use this form",
        done_retire: "停用了。" | "Retired.",
        first_by(who: &str, when: &str): "{who} 在 {when} 先动了这张表单。下面是现在的样子，请看过再决定。" | "{who} changed this form first, on {when}. Below is how it stands now; please look before you decide.",
        somebody: "有人" | "Somebody",
        comparing(from: &str, to: &str): "{from} 到 {to} 改了什么" | "What changed from {from} to {to}",
        the_draft: "草稿" | "the draft",
        changes(count: usize): "一共 {count} 处。" | "{count} changes.",
        no_changes: "没有不同。" | "Nothing is different.",
        of_form: "整张表单、材料和检查" | "The form as a whole, its documents and checks",
        elsewhere: "别处会受影响" | "Touched elsewhere",
        elsewhere_note: "下面这些流程还在用已经删去或改了编号的字段，发布前要一起改。" | "These processes still speak of fields that are gone or have another id; they are to be changed as well.",
        mention(process: &str, field: &str): "流程“{process}”还在用“{field}”" | "Process “{process}” still speaks of “{field}”",
        nothing_elsewhere: "没有流程受影响。" | "No process is touched.",
        back_to_form: "回到这张表单" | "Back to the form",
        as_written: "定义的原文" | "The definition as it is written",
        published_as(number: u32): "v{number}，已发布，不会再变" | "v{number}, published, never changed",
    }
}

impl Designer {
    /// A difference as a sentence, without a full stop. `names` are those that came with the differences.
    pub fn difference(self, difference: &Difference, names: &[Name]) -> String {
        Differences(self.0).difference(difference, names)
    }

    /// A remark of the compiler as a sentence, without a full stop.
    pub fn lint(self, lint: &Lint) -> String {
        Remarks(self.0).lint(lint)
    }

    /// What became of something in an imported file, as a sentence without a full stop.
    pub fn loss(self, loss: &Loss) -> String {
        Remarks(self.0).loss(loss)
    }

    /// How grave a remark is.
    pub fn severity(self, severity: Severity) -> &'static str {
        Remarks(self.0).severity(severity)
    }

    /// How far a draft has come.
    pub fn state(self, state: DraftState) -> &'static str {
        match state {
            DraftState::Draft => self.state_draft(),
            DraftState::Review => self.state_review(),
            DraftState::Approved => self.state_approved(),
        }
    }
}
