//! What the compiler remarks about a definition, and what did not come along when one was imported, as sentences for whoever
//! designs forms. Pure.

use schema::form::{Fate, Lint, LintCode, Loss, Severity};

use super::reason::reason;

texts! {
    /// Remarks of the compiler and losses of an import, without a full stop.
    Remarks {
        unsupported(what: &str): "不认识“{what}”，它要做的事没有进表单" | "“{what}” is not supported: what it asks for is not in the form",
        ignored(what: &str): "“{what}”在这里不起作用" | "“{what}” has no effect here",
        element_unsupported(what: &str): "不支持版面元素“{what}”，它没有进表单" | "The layout element “{what}” is not supported and not in the form",
        element_ignored(what: &str): "这里没有用上：{what}" | "Not used here: {what}",
        bad_value(why: &str): "这里的值不对：{why}" | "This value does not fit: {why}",
        odd_value(why: &str): "这里的值请再看一看：{why}" | "Have another look at this value: {why}",
        bad_name(name: &str): "字段编号“{name}”规则读不了：不能为空，也不能有点号" | "No rule can read the id “{name}”: it may not be empty, nor have a dot",
        bad_expression(why: &str): "这个条件读不懂：{why}" | "This condition cannot be read: {why}",
        too_deep: "一层套一层，太深了，里面的没有进表单" | "Nested too deeply: what is inside is not in the form",
        too_deep_in(name: &str): "“{name}”自己套着自己，太深的几层没有问" | "“{name}” holds itself: its deepest levels are not asked",
        dangling(what: &str): "这里指向的“{what}”不存在" | "This points to “{what}”, which is not there",
        dangling_here: "这里指向的东西不存在" | "This points to something that is not there",
        unreachable(page: &str): "页面“{page}”谁也走不到" | "Nobody can ever reach page “{page}”",
        unplaced(field: &str): "“{field}”没有放在任何页面上，不会问到" | "“{field}” stands on no page and is never asked",
        duplicate(what: &str): "“{what}”重复了" | "“{what}” is there twice",
        reserved(page: &str): "页面编号“{page}”是大厅自己的页面地址，谁也打不开这一页，请换一个编号" | "“{page}” is the address of a page of the hall itself, so nobody could open this one: give it another id",
        cycle(fields: &str): "规则绕成了圈：“{fields}”显示不显示，要看它自己" | "Rules run in a circle: whether “{fields}” shows hangs on itself",
        mixed_rows(row: &str): "一条规则管的内容要在同一行里，“{row}”不是" | "What one rule is about has to be in the same row, and “{row}” is not",
        optional_object(name: &str): "“{name}”可以整组不填，但填了其中一项，必填的几项就都要填" | "“{name}” may be left out whole; once part of it is answered, what is required in it is needed",
        missing_label(what: &str): "这里没有名称（{what}），填表人不知道问的是什么" | "There is nothing to call this by ({what}): nobody could tell what is asked",
        missing_language(language: &str): "缺{language}，补上才能发布" | "The words in {language} are missing; it cannot be published without them",
        unknown_element(name: &str): "没有数据元“{name}”" | "There is no data element “{name}”",
        element_mismatch(name: &str): "这里收的答案和数据元“{name}”的不一样" | "Answers here are not those of the data element “{name}”",
        no_input(place: &str): "环节要工作人员填“{place}”，可工作人员那边没有地方填它，请在环节的权限里改成只读" | "A task is to write “{place}”, and officers have no input for it: let the task only read it",
        lost(what: &str): "“{what}”没有带过来" | "“{what}” did not come along",
        replaced(what: &str, by: &str): "“{what}”换成了“{by}”" | "“{what}” became “{by}”",
        kept(what: &str): "“{what}”还留着，但不起作用" | "“{what}” is still there, and nothing comes of it",
        because(sentence: &str, why: &str): "{sentence}：{why}" | "{sentence}: {why}",
        empty: "（空）" | "(empty)",
        error: "要改" | "To be mended",
        warning: "提醒" | "Worth a look",
        chinese: "中文" | "Chinese",
        english: "英文" | "English",
    }
}

impl Remarks {
    /// A remark of the compiler.
    pub fn lint(self, lint: &Lint) -> String {
        let is_bare = lint.detail.is_empty();
        let detail = if is_bare { self.empty() } else { &lint.detail };
        let why = || reason(self.0, detail).unwrap_or(detail);
        let is_grave = lint.severity == Severity::Error;
        match lint.code {
            LintCode::UnsupportedKeyword if is_grave => self.unsupported(why()),
            LintCode::UnsupportedKeyword => self.ignored(why()),
            LintCode::UnsupportedElement if is_grave => self.element_unsupported(why()),
            LintCode::UnsupportedElement => self.element_ignored(why()),
            LintCode::BadValue if is_grave => self.bad_value(why()),
            LintCode::BadValue => self.odd_value(why()),
            LintCode::BadName => self.bad_name(detail),
            LintCode::BadExpression => self.bad_expression(why()),
            LintCode::TooDeep if is_bare => self.too_deep().to_owned(),
            LintCode::TooDeep => self.too_deep_in(detail),
            LintCode::Dangling if is_bare => self.dangling_here().to_owned(),
            LintCode::Dangling => self.dangling(why()),
            LintCode::UnreachablePage => self.unreachable(detail),
            LintCode::Unplaced => self.unplaced(detail),
            LintCode::Duplicate => self.duplicate(detail),
            LintCode::ReservedId => self.reserved(detail),
            LintCode::NoInput => self.no_input(detail),
            LintCode::RuleCycle => self.cycle(detail),
            LintCode::MixedRows => self.mixed_rows(detail),
            LintCode::OptionalObject => self.optional_object(detail),
            LintCode::MissingLabel => self.missing_label(why()),
            LintCode::MissingLanguage => self.missing_language(self.language(detail)),
            LintCode::UnknownElement => self.unknown_element(detail),
            LintCode::ElementMismatch => self.element_mismatch(detail),
        }
    }

    /// What became of something in an imported file.
    pub fn loss(self, loss: &Loss) -> String {
        let what = reason(self.0, &loss.what).unwrap_or(&loss.what);
        let by = reason(self.0, &loss.by).unwrap_or(&loss.by);
        let sentence = match loss.fate {
            Fate::Replaced => return self.replaced(what, by),
            Fate::Dropped => self.lost(what),
            Fate::Kept => self.kept(what),
        };
        if by.is_empty() { sentence } else { self.because(&sentence, by) }
    }

    /// How grave it is.
    pub fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error(),
            Severity::Warning => self.warning(),
        }
    }

    /// A language by its tag.
    fn language(self, tag: &str) -> &str {
        match tag {
            "zh-CN" => self.chinese(),
            "en" => self.english(),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;
    use schema::form::compile;
    use serde_json::json;

    use super::*;

    #[test]
    fn every_remark_is_a_sentence_in_each_language() {
        let lint = |code, severity, detail: &str| Lint {
            pointer: "/x".to_owned(),
            code,
            severity,
            detail: detail.to_owned(),
        };
        for code in LintCode::ALL {
            for severity in [Severity::Warning, Severity::Error] {
                for detail in ["", "name"] {
                    let said = |locale| Remarks(locale).lint(&lint(code, severity, detail));
                    let (zh, en) = (said(Locale::ZhCn), said(Locale::En));
                    assert!(!zh.is_ascii() && zh.chars().count() > 5, "{code:?}: {zh}");
                    assert!(en.contains(' ') && !en.contains(['，', '：']), "{code:?}: {en}");
                    assert_eq!(zh.contains("name"), en.contains("name"), "{code:?}: {zh} {en}");
                }
            }
        }
    }

    /// The reasons that the compiler gives are words of its source: a Chinese sentence has to have them in Chinese.
    #[test]
    fn reasons_are_said_in_the_language_of_the_sentence() {
        let definition = json!({
            "meta": {"id": "x", "title": "表"},
            "schema": {"type": "object", "properties": {
                "a": {"type": "number", "title": {"zh-CN": "甲", "en": "A"}, "multipleOf": 0, "default": "x"},
                "b": {"title": {"zh-CN": "乙", "en": "B"}, "enum": []},
                "c": {"type": 7, "title": {"zh-CN": "丙", "en": "C"}, "pattern": 3},
                "d": {"title": {"zh-CN": "丁", "en": "D"}},
            }},
            "x-rules": [{"effect": "show", "target": "/a"}, {"when": true}],
            "materials": [{}],
        });
        let (_, lints) = compile(&definition);
        assert!(lints.len() > 7, "{lints:#?}");
        let of_reasons = [LintCode::BadValue, LintCode::BadExpression, LintCode::MissingLabel];
        for lint in lints.iter().filter(|lint| of_reasons.contains(&lint.code)) {
            let said = Remarks(Locale::ZhCn).lint(lint);
            assert!(!said.contains(|letter: char| letter.is_ascii_alphabetic()), "{lint:?}: {said}");
        }
    }

    #[test]
    fn what_was_lost_is_said_with_its_reason() {
        let loss = |fate, by: &str| Loss {
            pointer: String::new(),
            what: "button".to_owned(),
            fate,
            by: by.to_owned(),
            severity: Severity::Error,
        };
        let zh = |fate, by| Remarks(Locale::ZhCn).loss(&loss(fate, by));
        assert_eq!(zh(Fate::Dropped, ""), "“按钮”没有带过来");
        assert_eq!(zh(Fate::Dropped, "JavaScript"), "“按钮”没有带过来：是程序代码（JavaScript）");
        assert_eq!(zh(Fate::Replaced, "text"), "“按钮”换成了“文字”");
        assert_eq!(zh(Fate::Kept, ""), "“按钮”还留着，但不起作用");
        let en = Remarks(Locale::En).loss(&loss(Fate::Dropped, "JavaScript"));
        assert_eq!(en, "“button” did not come along: it is a program (JavaScript)");
    }
}
