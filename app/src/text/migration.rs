//! Moving open cases to another version of their process: the dry run, why a case stays, and the act.

use schema::definitions::MigrationGroup;
use schema::process::Obstacle;

use super::refusal;

texts! {
    /// The page on which cases are moved.
    Migration {
        title: "在办件迁移" | "Moving open cases",
        lead: "先试算，只看不动：每一件转过去会怎样，都在下面。看好了再一次转过去，要么全转，要么一件不转。" | "First a dry run, which moves nothing: it tells of each case what would become of it. Then all are moved at once, or none.",
        link: "把在办件转到别的版本" | "Move open cases to another version",
        from: "从哪一版" | "From version",
        to: "转到哪一版" | "To version",
        version_with(number: u32, cases: u64): "v{number}（{cases} 件在办）" | "v{number} ({cases} open)",
        version(number: u32): "v{number}" | "v{number}",
        dry_run: "试算" | "Dry run",
        again: "按这样选，再试算" | "Dry run with these choices",
        no_other: "没有别的版本可转，或者没有在办的件。" | "There is no other version in force, or no open case.",
        fits: "可以转" | "They fit",
        needs_choice: "先要选一选" | "They need a choice",
        cannot: "转不了，留在原版" | "They stay",
        count(count: u64): "{count} 件" | "{count}",
        none: "没有。" | "None.",
        further: "再往后" | "Further",
        choices: "旧版有、新版没有的环节" | "Steps that the new version does not have",
        choices_lead: "这些环节正开着。请选新版里由哪一个接着办；不选，相关的件就留在原版。" | "These are open in some case. Say which step of the new version stands for each; without it those cases stay.",
        stands_for(name: &str): "“{name}”由哪个环节接着办" | "In the place of “{name}”",
        not_chosen: "不选，留在原版" | "Nothing: the case stays",
        may_be(name: &str, among: &str): "“{name}”新版没有，可以由{among}接着办" | "“{name}” is gone; {among} may stand for it",
        quoted(name: &str): "“{name}”" | "“{name}”",
        passed(names: &str): "新加的{names}在它现在的位置之前，不会补走" | "{names}, which is new, lies before where it stands and is not gone through",
        straight: "原样接着办" | "It goes on as it is",
        not_under_way: "还没有开始，或者已经办结" | "It has not begun, or has ended",
        other_process: "已经不是这一版" | "It does not have this version any more",
        gone(name: &str): "“{name}”正开着，新版里没有可以接着办的环节" | "“{name}” is open, and nothing in the new version could stand for it",
        out_of_step(name: &str): "“{name}”在新版里和“决定”的先后变了，这一件已经走过了那里" | "“{name}” comes on the other side of the decision there, and this case has passed that",
        not_at_once(name: &str): "“{name}”和别的环节正同时开着，新版里要一先一后，或者只走一支" | "“{name}” is open together with others; there they come one after the other, or only one of them comes",
        not_for_each(name: &str): "“{name}”一版是每人一份，另一版不是" | "“{name}” is done for each of several in one version and not in the other",
        would_drop(name: &str): "已经办完的会让新版里的一块提前结束，“{name}”会跟着丢掉" | "What is done would end a block there, and “{name}” would be dropped with it",
        not_in_form(name: &str): "新版的“{name}”要看或要填的，这一件的表单里没有" | "“{name}” of the new version speaks of what the form of this case does not have",
        refused(why: &str): "转过去下一步走不下去：{why}" | "What comes next there cannot come: {why}",
        covered(most: usize): "一批最多 {most} 件，从最早的起；每一批要么全转，要么一件不转，转完接着下一批。后面还有：" | "One dry run covers {most} cases at most, the oldest first, and moves all of them or none; then it goes on with the next. There are more:",
        rest: "看后面的件" | "The cases behind these",
        act: "转过去" | "Move them",
        act_summary(count: u64, to: u32): "把可以转的 {count} 件转到 v{to}" | "Move the {count} that fit to v{to}",
        what_happens(count: u64, from: u32, to: u32): "确认后，{count} 件从 v{from} 改按 v{to} 办：开着的环节还在原来的人手里，办过的都算数，承诺的期限不变。要么全转，要么一件不转；转了不能撤销，只能再转一次。" | "Once confirmed, {count} cases go from v{from} to v{to}. What is open stays with who has it, what was done stays done, and so does the promised time. All are moved or none; it cannot be undone, only followed by another move.",
        staying(count: u64): "另外 {count} 件不动，留在原版接着办。" | "{count} others stay with the version they have.",
        reason: "为什么转" | "Why they are moved",
        reason_hint: "写进每一件的办理经过，办件的同事看得到。" | "It stands in the history of each case, for who handles it.",
        confirm(count: u64): "确认，转这 {count} 件" | "Yes, move these {count}",
        moved(count: u64, to: u32): "{count} 件已转到 v{to}。" | "{count} cases have v{to} now.",
        overtaken: "试算之后有的件又办了一步，或者又收了新的，所以一件都没有转。下面是现在的试算，请再看一遍。" | "Since the dry run a case went on, or another was opened, so nothing was moved. Below is how it stands now; please look again.",
    }
}

impl Migration {
    /// What a sort of cases is called.
    pub fn group(self, group: MigrationGroup) -> &'static str {
        match group {
            MigrationGroup::Fits => self.fits(),
            MigrationGroup::NeedsChoice => self.needs_choice(),
            MigrationGroup::Cannot => self.cannot(),
        }
    }

    /// Why a case stays; `name` is what is called how the obstacle names.
    pub fn obstacle(self, obstacle: &Obstacle, name: &str) -> String {
        match obstacle {
            Obstacle::NotUnderWay => self.not_under_way().to_owned(),
            Obstacle::OtherProcess => self.other_process().to_owned(),
            Obstacle::Gone(_) => self.gone(name),
            Obstacle::OutOfStep(_) => self.out_of_step(name),
            Obstacle::NotAtOnce(_) => self.not_at_once(name),
            Obstacle::NotForEach(_) => self.not_for_each(name),
            Obstacle::WouldDrop(_) => self.would_drop(name),
            Obstacle::NotInForm(_) => self.not_in_form(name),
            Obstacle::Refused(why) => self.refused(refusal(self.0, *why)),
        }
    }
}
