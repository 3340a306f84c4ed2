//! What is to become of it: the purpose of a question and of an item, read from their words.

use serde::{Deserialize, Serialize};

/// What is to become of it, in the words of the national list of item kinds (政务服务事项办理项: 新办、变更、延续、补办、注销).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 新办: for the first time.
    New,
    /// 延续: for another term.
    Renew,
    /// 变更: otherwise than before.
    Change,
    /// 补办: again, because it was lost or spoilt.
    Replace,
    /// 注销: no longer.
    Cancel,
    /// 查询: to see what is on record.
    Look,
}

/// The words of each, in names of items and in questions. Ordered: what is said first by a longer word is not said by a
/// shorter one in it.
const WORDS: [(Purpose, &[&str]); 6] = [
    (
        Purpose::Replace,
        &[
            "补办",
            "补领",
            "补发",
            "补换",
            "遗失",
            "丢失",
            "丢了",
            "掉了",
            "不见了",
            "弄丢",
            "损坏",
            "重办",
            "补一",
            "被偷",
        ],
    ),
    (
        Purpose::Cancel,
        &[
            "注销",
            "撤销",
            "终止",
            "歇业",
            "停业",
            "吊销",
            "关闭",
            "关门",
            "倒闭",
            "不干了",
            "不做了",
            "退掉",
            "销户",
            "退出",
        ],
    ),
    (
        Purpose::Renew,
        &["延续", "续期", "延期", "续办", "换发", "换证", "换领", "到期", "过期", "届满", "年检", "续签"],
    ),
    (Purpose::Change, &["变更", "更改", "修改", "更正", "改名", "改成", "换地址", "搬地方", "过户", "转让"]),
    (Purpose::Look, &["查询", "查一下", "查下", "查查", "查看", "进度", "结果"]),
    (Purpose::New, &["新办", "新申请", "首次", "初次", "设立", "申领", "新建", "开办", "开业", "第一次"]),
];

impl Purpose {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Renew, Self::Change, Self::Replace, Self::Cancel, Self::Look];

    /// The value of the `purpose` parameter.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Renew => "renew",
            Self::Change => "change",
            Self::Replace => "replace",
            Self::Cancel => "cancel",
            Self::Look => "look",
        }
    }

    /// The purpose with this slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.slug() == slug)
    }

    /// What these words say is to become of it; none where they do not.
    pub fn of(words: &str) -> Option<Self> {
        let said = |names: &[&str]| names.iter().any(|name| words.contains(name));
        WORDS.iter().find(|(_, names)| said(names)).map(|(purpose, _)| *purpose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_is_to_become_of_it() {
        for (words, purpose) in [
            ("身份证丢了怎么补", Some(Purpose::Replace)),
            ("公司不干了", Some(Purpose::Cancel)),
            ("驾驶证快到期", Some(Purpose::Renew)),
            ("食品经营许可(变更)", Some(Purpose::Change)),
            ("法律职业资格考试成绩查询", Some(Purpose::Look)),
            ("个体工商户设立登记", Some(Purpose::New)),
            ("居住证", None),
        ] {
            assert_eq!(Purpose::of(words), purpose, "{words}");
        }
    }

    #[test]
    fn slugs_are_read_as_they_are_written() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_slug(purpose.slug()), Some(purpose));
            assert_eq!(serde_json::to_value(purpose).unwrap(), purpose.slug());
        }
        assert_eq!(Purpose::from_slug("none"), None);
    }
}
