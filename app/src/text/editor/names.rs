//! What the designer calls the things of a form: kinds of questions, conditions, effects, faults.

use schema::Locale;
use schema::expr::Quantifier;
use schema::form::Effect;
use schema::form::design::{EditFault, EffectKind, Kind, Predicate};
use schema::locale::Text;

use super::Editor;

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
            EditFault::UnknownTemplate => ("没有这个模板", "There is no such template"),
            EditFault::ReservedId => (
                "这个编号是大厅自己的页面地址，换一个",
                "A page of the hall itself has this address; choose another id",
            ),
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
