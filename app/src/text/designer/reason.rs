//! The reasons that the compiler and the importers give, which are words of their source, in each language. What is not
//! listed is a name and said as it is.

use schema::Locale;

/// A reason in a language, if it is one.
pub(super) fn reason(locale: Locale, detail: &str) -> Option<&'static str> {
    let (_, zh, en) = REASONS.iter().find(|(name, ..)| *name == detail)?;
    Some(match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    })
}

const REASONS: &[(&str, &str, &str)] = &[
    ("a seal is a string", "印章的答案要是文字", "a seal is answered by a text"),
    ("address", "地址", "address"),
    ("always shown", "一直显示", "always shown"),
    ("answers are kept", "答案都会保存", "answers are kept"),
    ("asked as text", "改为让人填写文字", "it is asked as text"),
    ("beside $ref", "旁边有 $ref", "it stands beside $ref"),
    ("button", "按钮", "button"),
    ("choices", "选项", "choices"),
    ("component", "组件", "component"),
    ("components", "组件", "components"),
    ("condition", "条件", "condition"),
    ("fields in order", "按顺序排列的字段", "fields in order"),
    ("form", "普通表单", "a plain form"),
    ("hidden answers are dropped", "隐藏的答案不保存", "hidden answers are dropped"),
    ("id and name", "编号和名称", "id and name"),
    ("JavaScript", "是程序代码（JavaScript）", "it is a program (JavaScript)"),
    ("label", "标题", "label"),
    ("layout of rows", "行内版面", "the layout of rows"),
    ("material", "申请材料", "a document"),
    ("neither schema nor expectedValue", "没有写要等于什么", "it does not say what is expected"),
    ("never asked", "从来不问", "it is never asked"),
    ("no components", "里面没有组件", "there are no components"),
    ("no condition", "没有条件", "there is no condition"),
    ("no effect", "没有写做什么", "it does not say what to do"),
    ("no field in it", "里面没有字段", "no field in it"),
    ("no name", "没有编号", "it has no name"),
    ("no question asks for it", "没有题目会问到它", "no question asks for it"),
    ("no target", "没有写管哪一项", "no target"),
    ("no type", "没有写种类", "no type"),
    ("no type: any answer is taken", "没有写类型，什么答案都收", "there is no type, so any answer is taken"),
    ("not a constant of JSON Logic", "不是 JSON Logic 里能写的值", "it is no constant of JSON Logic"),
    ("not a list", "要写成列表", "it is not a list"),
    ("not a schema", "不是 JSON Schema", "it is not a schema"),
    ("not a text", "要写成文字", "it is not a text"),
    ("not a type", "不是类型", "it is not a type"),
    ("not a value of this type", "不是这种类型的值", "it is not a value of this type"),
    ("not above zero", "要大于零", "it is not above zero"),
    ("not an answer to this field", "不是这一项能填的答案", "it is not an answer to this field"),
    ("not an object", "要写成一组", "it is not an object"),
    ("not in the layout", "不放在版面上", "not in the layout"),
    (
        "not texts in a language of the hall",
        "不是大厅用的语言",
        "these are not texts in a language of the hall",
    ),
    ("not the names of fields", "不是字段的编号", "these are not the names of fields"),
    ("not the size of a photograph", "不是照片的尺寸", "it is not the size of a photograph"),
    ("nothing to choose from", "没有可选的", "there is nothing to choose from"),
    ("nothing to end here", "这里没有要结束的", "there is nothing to end here"),
    ("number", "数字", "number"),
    ("of a document", "管的是申请材料", "it is about a document"),
    (
        "officers answer it, it is required of nobody else",
        "由工作人员填写，不能要求别人必填",
        "officers answer it, it is required of nobody else",
    ),
    (
        "officers sign a form, not a row of it",
        "工作人员签整张表，不签其中一行",
        "officers sign a form, not a row of it",
    ),
    ("one document for all rows", "所有行共用一份材料", "there is one document for all rows"),
    ("one of several checkboxes", "几个勾选框中的一个", "it is one of several checkboxes"),
    ("only 1", "只认一个字", "only 1 is known"),
    ("template", "正文", "template"),
    ("text", "文字", "text"),
    ("the answers to a form are an object", "一张表的答案要是一组", "the answers to a form are an object"),
    ("the same key twice", "同一个编号用了两次", "the same key is there twice"),
    ("too deep", "套得太深", "it is nested too deeply"),
    ("trigger", "触发条件", "trigger"),
    ("unknown kind", "不认识这一种", "the kind is not known"),
    ("{{/each}} is missing", "每一段循环都要有结尾", "{{/each}} is missing"),
    ("{{/if}} is missing", "每一段条件都要有结尾", "{{/if}} is missing"),
    ("}} is missing", "少了一对右括号", "}} is missing"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_listed_once() {
        let names: Vec<&str> = REASONS.iter().map(|(name, ..)| *name).collect();
        let twice: Vec<_> =
            names.iter().filter(|name| names.iter().filter(|other| other == name).count() > 1).collect();
        assert_eq!(twice, Vec::<&&str>::new());
        assert!(REASONS.iter().all(|(_, zh, en)| !zh.is_ascii() && !en.is_empty()));
    }
}
