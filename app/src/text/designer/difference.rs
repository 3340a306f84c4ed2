//! What is different between two versions of a form, in plain words: for who reviews it, and for an applicant whose draft
//! meets the newer one. Pure.

mod aspects;
#[cfg(test)]
mod tests;

use schema::Locale;
use schema::expr::{Expr, sentence};
use schema::form::diff::{Name, Named};
use schema::form::{Difference, Effect, Need};
use schema::locale::Text;
use serde_json::Value;

texts! {
    /// Differences between versions of a form.
    Differences {
        title_changed(from: &str, to: &str): "表单名称由“{from}”改为“{to}”" | "The form “{from}” is now called “{to}”",
        form_changed(aspect: &str): "表单的“{aspect}”有变化" | "{aspect} of the form has changed",
        page_added(page: &str): "新增页面“{page}”" | "New page “{page}”",
        page_removed(page: &str): "删去页面“{page}”" | "Page “{page}” is gone",
        page_moved(page: &str): "页面“{page}”换了位置" | "Page “{page}” stands elsewhere",
        page_renamed(from: &str, to: &str): "页面“{from}”改名为“{to}”" | "Page “{from}” is now called “{to}”",
        page_reworded(page: &str): "页面“{page}”的提问或说明有变化" | "Page “{page}” asks or explains in other words",
        page_rearranged(page: &str): "页面“{page}”的排列有变化" | "Page “{page}” is arranged differently",
        field_added(field: &str, need: &str): "新增“{field}”（{need}）" | "New question “{field}” ({need})",
        field_removed(field: &str): "不再问“{field}”" | "“{field}” is no longer asked",
        field_moved(field: &str, to: &str): "“{field}”移到页面“{to}”" | "“{field}” moves to page “{to}”",
        field_unplaced(field: &str): "“{field}”不在任何页面上了" | "“{field}” stands on no page any more",
        id_changed(field: &str, from: &str, to: &str): "“{field}”的编号由 {from} 改为 {to}" | "The id of “{field}” is {to} instead of {from}",
        label_changed(from: &str, to: &str): "“{from}”改称“{to}”" | "“{from}” is now called “{to}”",
        hint_changed(field: &str): "“{field}”的填写提示有变化" | "The help for “{field}” has changed",
        need_changed(field: &str, from: &str, to: &str): "“{field}”由{from}改为{to}" | "“{field}” is {to} instead of {from}",
        control_changed(field: &str, from: &str, to: &str): "“{field}”的填写方式由{from}改为{to}" | "“{field}” is asked as {to} instead of {from}",
        choice_added(field: &str, choice: &str): "“{field}”增加选项“{choice}”" | "“{field}” has one more choice, “{choice}”",
        choice_removed(field: &str, choice: &str): "“{field}”不再有选项“{choice}”" | "“{field}” has no choice “{choice}” any more",
        choice_renamed(field: &str, from: &str, to: &str): "“{field}”的选项“{from}”改称“{to}”" | "Choice “{from}” of “{field}” is now called “{to}”",
        check_set(field: &str, aspect: &str, to: &str): "“{field}”的{aspect}定为 {to}" | "{aspect} of “{field}” is {to}",
        check_lifted(field: &str, aspect: &str, from: &str): "“{field}”不再限定{aspect}（原为 {from}）" | "{aspect} of “{field}” is no longer checked (it was {from})",
        check_changed(field: &str, aspect: &str, from: &str, to: &str): "“{field}”的{aspect}由 {from} 改为 {to}" | "{aspect} of “{field}” is {to} instead of {from}",
        check_other(field: &str, aspect: &str): "“{field}”的{aspect}有变化" | "{aspect} of “{field}” has changed",
        whole_changed(place: &str): "对“{place}”整体的检查有变化" | "What is checked of “{place}” as a whole has changed",
        answers: "全部答案" | "all answers",
        rule_added(rule: &str): "新增规则：{rule}" | "New rule: {rule}",
        rule_removed(rule: &str): "删去规则：{rule}" | "Rule that is gone: {rule}",
        rule_changed(fields: &str, doing: &str, from: &str, to: &str): "{doing}{fields}的条件由“{from}”改为“{to}”" | "{fields}: the condition to {doing} it is “{to}” instead of “{from}”",
        rule_reworked(rule: &str): "规则的内容有变化：{rule}" | "What a rule does has changed: {rule}",
        rule_retargeted(doing: &str, when: &str, added: &str, removed: &str): "“{when}”时{doing}的内容有变化：增加{added}，减少{removed}" | "What a rule is to {doing} when {when} has changed: added {added}, removed {removed}",
        rule(when: &str, doing: &str, fields: &str): "{when}时，{doing}{fields}" | "{doing} {fields} when {when}",
        nothing: "无" | "none",
        material_added(material: &str, need: &str): "新增材料“{material}”（{need}）" | "New document “{material}” ({need})",
        material_removed(material: &str): "不再要材料“{material}”" | "Document “{material}” is no longer asked for",
        material_renamed(from: &str, to: &str): "材料“{from}”改称“{to}”" | "Document “{from}” is now called “{to}”",
        material_needed(material: &str, need: &str): "材料“{material}”改为{need}" | "Document “{material}” is now {need}",
        material_when(material: &str, when: &str): "材料“{material}”只在{when}时需要" | "Document “{material}” is asked for only when {when}",
        material_always(material: &str): "材料“{material}”总是需要" | "Document “{material}” is always asked for",
        material_changed(material: &str, aspect: &str): "材料“{material}”的{aspect}有变化" | "{aspect} of document “{material}” has changed",
        required: "必填" | "required",
        recommended: "容缺" | "recommended",
        optional: "选填" | "optional",
        show: "显示" | "show",
        hide: "隐藏" | "hide",
        require: "必填" | "require",
        make_optional: "不必填" | "make optional",
        enable: "允许修改" | "open",
        make_read_only: "只读" | "fix",
        recommend: "可容缺" | "recommend",
        compute: "计算" | "compute",
        restrict: "限定选项" | "restrict the choices of",
        say: "提示" | "say something beside",
    }
}

impl Differences {
    /// A difference as a sentence, without a full stop. `names` are those that came with the differences.
    pub fn difference(self, difference: &Difference, names: &[Name]) -> String {
        use Difference as D;
        let name = |named: &Named| self.name(named);
        let text = |text: &Text| text.get(self.0).to_owned();
        match difference {
            D::TitleChanged { from, to } => self.title_changed(&text(from), &text(to)),
            D::FormChanged { aspect, .. } => self.form_changed(self.aspect(aspect)),
            D::PageAdded { page } => self.page_added(&name(page)),
            D::PageRemoved { page } => self.page_removed(&name(page)),
            D::PageMoved { page } => self.page_moved(&name(page)),
            D::PageRenamed { from, to, .. } => self.page_renamed(&text(from), &text(to)),
            D::PageReworded { page } => self.page_reworded(&name(page)),
            D::PageRearranged { page } => self.page_rearranged(&name(page)),
            D::WholeChanged { pointer } if pointer.is_empty() => self.whole_changed(self.answers()),
            D::WholeChanged { pointer } => self.whole_changed(pointer),
            D::RuleAdded { .. }
            | D::RuleRemoved { .. }
            | D::RuleChanged { .. }
            | D::RuleRetargeted { .. } => self.of_rule(difference, names),
            D::MaterialAdded { .. }
            | D::MaterialRemoved { .. }
            | D::MaterialRenamed { .. }
            | D::MaterialNeedChanged { .. }
            | D::MaterialConditionChanged { .. }
            | D::MaterialChanged { .. } => self.of_material(difference, names),
            _ => self.of_field(difference),
        }
    }

    fn of_field(self, difference: &Difference) -> String {
        use Difference as D;
        let text = |text: &Text| text.get(self.0).to_owned();
        let name = |named: &Named| self.name(named);
        match difference {
            D::FieldAdded { field, need, .. } => self.field_added(&name(field), self.need(*need)),
            D::FieldRemoved { field } => self.field_removed(&name(field)),
            D::FieldMoved { field, to: Some(to), .. } => self.field_moved(&name(field), &name(to)),
            D::FieldMoved { field, .. } => self.field_unplaced(&name(field)),
            D::IdChanged { field, from } => self.id_changed(&name(field), from, &field.key),
            D::LabelChanged { from, to, .. } => self.label_changed(&text(from), &text(to)),
            D::HintChanged { field, .. } => self.hint_changed(&name(field)),
            D::NeedChanged { field, from, to } => {
                self.need_changed(&name(field), self.need(*from), self.need(*to))
            }
            D::ControlChanged { field, from, to } => {
                self.control_changed(&name(field), self.control(from), self.control(to))
            }
            D::ChoiceAdded { field, choice } => self.choice_added(&name(field), &text(choice)),
            D::ChoiceRemoved { field, choice } => self.choice_removed(&name(field), &text(choice)),
            D::ChoiceRenamed { field, from, to } => self.choice_renamed(&name(field), &text(from), &text(to)),
            D::CheckChanged { field, aspect, from, to } | D::FieldChanged { field, aspect, from, to } => {
                self.setting(&name(field), self.aspect(aspect), from.as_ref(), to.as_ref())
            }
            _ => String::new(),
        }
    }

    fn of_rule(self, difference: &Difference, names: &[Name]) -> String {
        use Difference as D;
        match difference {
            D::RuleAdded { effect, row, targets, when } => {
                let (when, fields) = (self.when(when, row, names), self.fields(targets));
                self.rule_added(&self.rule(&when, self.effect(effect), &fields))
            }
            D::RuleRemoved { effect, row, targets, when } => {
                let (when, fields) = (self.when(when, row, names), self.fields(targets));
                self.rule_removed(&self.rule(&when, self.effect(effect), &fields))
            }
            D::RuleChanged { was, effect, row, targets, to, .. } if was != effect => {
                let (when, fields) = (self.when(to, row, names), self.fields(targets));
                self.rule_reworked(&self.rule(&when, self.effect(effect), &fields))
            }
            D::RuleChanged { effect, row, targets, from, to, .. } => {
                let (from, to) = (self.when(from, row, names), self.when(to, row, names));
                self.rule_changed(&self.fields(targets), self.effect(effect), &from, &to)
            }
            D::RuleRetargeted { effect, row, added, removed, when } => {
                let (added, removed) = (self.fields(added), self.fields(removed));
                self.rule_retargeted(self.effect(effect), &self.when(when, row, names), &added, &removed)
            }
            _ => String::new(),
        }
    }

    fn of_material(self, difference: &Difference, names: &[Name]) -> String {
        use Difference as D;
        let need = |required: bool| if required { self.required() } else { self.optional() };
        match difference {
            D::MaterialAdded { material, required } => {
                self.material_added(&self.name(material), need(*required))
            }
            D::MaterialRemoved { material } => self.material_removed(&self.name(material)),
            D::MaterialRenamed { from, to, .. } => self.material_renamed(from.get(self.0), to.get(self.0)),
            D::MaterialNeedChanged { material, required } => {
                self.material_needed(&self.name(material), need(*required))
            }
            D::MaterialConditionChanged { material, to: Some(when), .. } => {
                self.material_when(&self.name(material), &self.when(when, "", names))
            }
            D::MaterialConditionChanged { material, .. } => self.material_always(&self.name(material)),
            D::MaterialChanged { material, aspect, .. } => {
                self.material_changed(&self.name(material), self.aspect(aspect))
            }
            _ => String::new(),
        }
    }

    /// What has no name is called by what it is known by.
    fn name(self, named: &Named) -> String {
        let label = named.label.get(self.0);
        if label.is_empty() { named.key.clone() } else { label.to_owned() }
    }

    fn fields(self, fields: &[Named]) -> String {
        let quoted = |field: &Named| format!("“{}”", self.name(field));
        let all: Vec<String> = fields.iter().map(quoted).collect();
        match (all.is_empty(), self.0) {
            (true, _) => self.nothing().to_owned(),
            (_, Locale::ZhCn) => all.join("、"),
            (_, Locale::En) => all.join(", "),
        }
    }

    fn setting(self, field: &str, aspect: &str, from: Option<&Value>, to: Option<&Value>) -> String {
        // What is no word or number would be nothing to read.
        let said = |value: Option<&Value>| match value {
            Some(Value::String(text)) => Some(text.clone()),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => Some(value.to_string()),
            _ => None,
        };
        match (said(from), said(to)) {
            (Some(from), Some(to)) => self.check_changed(field, aspect, &from, &to),
            (None, Some(to)) if from.is_none() => self.check_set(field, aspect, &to),
            (Some(from), None) if to.is_none() => self.check_lifted(field, aspect, &from),
            _ => self.check_other(field, aspect),
        }
    }

    /// A condition in one line.
    fn when(self, when: &Expr, row: &str, names: &[Name]) -> String {
        let label = |pointer: &str, value: Option<&Value>| {
            // Conditions of rows name their data from the row; what begins with a slash is of the whole form.
            let of_whole = pointer.rsplit('/').next().filter(|key| key.starts_with("~1"));
            let whole = of_whole.map_or_else(|| format!("{row}{pointer}"), |key| key.replace("~1", "/"));
            let name = names.iter().find(|name| name.pointer == whole)?;
            let label = match value {
                None => &name.label,
                Some(value) => &name.values.iter().find(|named| named.value == *value)?.label,
            };
            Some(label.get(self.0).to_owned()).filter(|label| !label.is_empty())
        };
        sentence(when, self.0, &label).text(self.0)
    }

    fn need(self, need: Need) -> &'static str {
        match need {
            Need::Required => self.required(),
            Need::Recommended => self.recommended(),
            Need::Optional => self.optional(),
        }
    }

    fn effect(self, effect: &Effect) -> &'static str {
        match effect {
            Effect::Show => self.show(),
            Effect::Hide => self.hide(),
            Effect::Enable => self.enable(),
            Effect::ReadOnly => self.make_read_only(),
            Effect::Require => self.require(),
            Effect::Recommend(_) => self.recommend(),
            Effect::Optional => self.make_optional(),
            Effect::Compute(_) => self.compute(),
            Effect::Restrict(_) => self.restrict(),
            Effect::Message { .. } => self.say(),
        }
    }
}
