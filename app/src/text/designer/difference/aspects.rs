//! What settings and controls are called, by the names that programs have. What is not listed is called by its name.

use schema::Locale;

use super::Differences;

const ASPECTS: [(&str, &str, &str); 21] = [
    ("min", "下限", "The minimum"),
    ("max", "上限", "The maximum"),
    ("above", "下限（不含）", "The bound below"),
    ("below", "上限（不含）", "The bound above"),
    ("step", "步长", "The step"),
    ("pattern", "格式", "The pattern"),
    ("format", "格式", "The format"),
    ("multiline", "多行", "Several lines"),
    ("unique", "不得重复", "No repetition"),
    ("look", "样式", "The look"),
    ("schema", "检查", "The checks"),
    ("order", "排列", "The order"),
    ("element", "数据元", "The data element"),
    ("default", "默认值", "The default"),
    ("read_only", "只读", "Read only"),
    ("accept", "文件类型", "The types of files"),
    ("max_files", "文件数上限", "The number of files"),
    ("licence", "可用的证照", "The licence that counts as it"),
    ("version", "版本说明", "The version"),
    ("body", "正文", "The text of the document"),
    ("soft", "容缺说明", "What follows when it is left out"),
];

const CONTROLS: [(&str, &str, &str); 15] = [
    ("text", "文字", "text"),
    ("integer", "整数", "a whole number"),
    ("number", "数字", "a number"),
    ("yes_no", "是或否", "yes or no"),
    ("agree", "同意", "agreement"),
    ("choice", "单选", "one choice"),
    ("choices", "多选", "several choices"),
    ("date", "日期", "a date"),
    ("year_month", "年月", "a month"),
    ("region", "区划", "a region"),
    ("repeat", "列表", "a list"),
    ("money", "金额", "a sum of money"),
    ("date_range", "起止日期", "a range of dates"),
    ("opinion", "审批意见", "an opinion"),
    ("seal", "印章", "a seal"),
];

impl Differences {
    pub(super) fn aspect(self, name: &str) -> &str {
        self.of(&ASPECTS, name)
    }

    pub(super) fn control(self, name: &str) -> &str {
        self.of(&CONTROLS, name)
    }

    fn of<'a>(self, words: &[(&str, &'static str, &'static str)], name: &'a str) -> &'a str {
        match (words.iter().find(|(other, ..)| *other == name), self.0) {
            (Some((_, zh, _)), Locale::ZhCn) => zh,
            (Some((.., en)), Locale::En) => en,
            (None, _) => name,
        }
    }
}
