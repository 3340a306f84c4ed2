//! Problems and field errors in the person's language: what is wrong, and what to do next.

use schema::role::RegionLevel;
use schema::{FieldCode, FieldError, Locale, ProblemKind};

use super::Words;

/// What happened, as a title.
pub fn problem(locale: Locale, kind: ProblemKind) -> &'static str {
    use ProblemKind as Kind;
    match locale {
        Locale::ZhCn => match kind {
            Kind::BadRequest => "没看懂这次请求",
            Kind::Invalid => "有几处还要改一改",
            Kind::SignInNeeded => "请先登录",
            Kind::WrongCredentials => "登录名和密码对不上",
            Kind::Forbidden => "您的账号不能做这件事",
            Kind::ForeignOrigin => "这次提交，不是从一厅通发出的",
            Kind::NotFound => "这里没有这一页",
            Kind::MethodNotAllowed => "这个地址不能这样用",
            Kind::Refused => "现在还不能这样做",
            Kind::Conflict => "刚才有人先改了",
            Kind::TooLarge => "内容太大了",
            Kind::UnsupportedType => "这种文件收不了",
            Kind::TooMany => "试的次数太多了",
            Kind::Timeout => "等得太久，先停下了",
            Kind::Unavailable => "一时连不上",
            Kind::Internal => "没有办成，是我们这边的问题",
        },
        Locale::En => match kind {
            Kind::BadRequest => "This request could not be read",
            Kind::Invalid => "A few things need correcting",
            Kind::SignInNeeded => "Please sign in first",
            Kind::WrongCredentials => "Login name and password do not match",
            Kind::Forbidden => "Your account may not do this",
            Kind::ForeignOrigin => "This was not sent from OneHall",
            Kind::NotFound => "There is no such page",
            Kind::MethodNotAllowed => "This address cannot be used that way",
            Kind::Refused => "This cannot be done now",
            Kind::Conflict => "Somebody changed it first",
            Kind::TooLarge => "This is too large",
            Kind::UnsupportedType => "This kind of file is not taken",
            Kind::TooMany => "Too many attempts",
            Kind::Timeout => "It took too long and was stopped",
            Kind::Unavailable => "It cannot be reached right now",
            Kind::Internal => "It did not work; the fault is ours",
        },
    }
}

/// What the person can do now.
pub fn problem_help(locale: Locale, kind: ProblemKind) -> &'static str {
    use ProblemKind as Kind;
    match locale {
        Locale::ZhCn => match kind {
            Kind::Invalid => "改好下面标出的地方，再提交一次。其他内容都还在。",
            Kind::SignInNeeded => "登录后会回到这一页，已经填写的内容不会丢。",
            Kind::WrongCredentials => "请检查大小写后再试。忘了密码可以打 12345。",
            Kind::Forbidden | Kind::ForeignOrigin => "换一个账号，或者回首页重新开始。",
            Kind::NotFound | Kind::MethodNotAllowed => {
                "地址可能写错了，或者这一页已经搬走。您可以从首页重新找。"
            }
            Kind::Refused => "看看下面现在可以做的事。",
            Kind::Conflict => "请看一眼新的内容再决定。您写的还在。",
            Kind::TooLarge => "请换小一点的文件，或者分几次传。",
            Kind::UnsupportedType => "请换成照片（JPG、PNG）或 PDF。",
            Kind::TooMany => "过一刻钟再试。这是为了保护您的账号。",
            Kind::BadRequest | Kind::Timeout | Kind::Unavailable => "您填的内容还在，请再试一次。",
            Kind::Internal => "您填的内容还在，请再试一次；还不行就打 12345，告诉工作人员这个编号。",
        },
        Locale::En => match kind {
            Kind::Invalid => "Correct what is marked below and send it again. Everything else is still here.",
            Kind::SignInNeeded => "You will come back to this page; nothing you typed is lost.",
            Kind::WrongCredentials => {
                "Check capital letters and try again. If you forgot the password, call 12345."
            }
            Kind::Forbidden | Kind::ForeignOrigin => {
                "Use another account, or start again from the home page."
            }
            Kind::NotFound | Kind::MethodNotAllowed => {
                "The address may be mistyped, or the page has moved. You can start again from the home page."
            }
            Kind::Refused => "See below what can be done now.",
            Kind::Conflict => "Please look at what is new, then decide. What you wrote is still here.",
            Kind::TooLarge => "Please take a smaller file, or send it in parts.",
            Kind::UnsupportedType => "Please send a photo (JPG, PNG) or a PDF.",
            Kind::TooMany => "Try again in a quarter of an hour. This protects your account.",
            Kind::BadRequest | Kind::Timeout | Kind::Unavailable => {
                "What you typed is still here; please try again."
            }
            Kind::Internal => {
                "What you typed is still here; please try again. If it fails again, call 12345 and name this number."
            }
        },
    }
}

/// What is wrong with one answer, as a sentence that says what to write instead.
pub fn field_error(locale: Locale, error: &FieldError) -> String {
    let number = |name: &str| error.params.get(name).map(ToString::to_string).unwrap_or_default();
    let (min, max, step) = (number("min"), number("max"), number("step"));
    match locale {
        Locale::ZhCn => zh(error, &min, &max, &step),
        Locale::En => en(error, &min, &max, &step),
    }
}

/// Whether a region is to be chosen down to the county, and not further.
fn to_the_county(error: &FieldError) -> bool {
    error.params.get("level").and_then(|level| level.as_str()) == Some(RegionLevel::County.slug())
}

/// The first or the last day that would do.
fn bound(locale: Locale, error: &FieldError, name: &str) -> String {
    let day = error.params.get(name).and_then(|day| day.as_str()?.parse().ok());
    day.map(|day| Words::new(locale).full_day(day)).unwrap_or_default()
}

fn zh(error: &FieldError, min: &str, max: &str, step: &str) -> String {
    use FieldCode as Code;
    match error.code {
        Code::Required => "这一项要填".into(),
        Code::WrongType => "写法不对，请看提示".into(),
        Code::TooShort => format!("太短了，至少 {min} 个字"),
        Code::TooLong => format!("太长了，最多 {max} 个字"),
        Code::TooSmall => format!("不能小于 {min}"),
        Code::TooLarge => format!("不能大于 {max}"),
        Code::TooEarly => format!("不能早于 {}", bound(Locale::ZhCn, error, "min")),
        Code::TooLate => format!("不能晚于 {}", bound(Locale::ZhCn, error, "max")),
        Code::NotMultiple => format!("要是 {step} 的倍数"),
        Code::TooFew => format!("至少要 {min} 项"),
        Code::TooMany => format!("最多 {max} 项"),
        Code::Duplicate => "有一样的，请去掉一个".into(),
        Code::NotAChoice => "请从给出的选项里选".into(),
        Code::Pattern => "写法不对，请看提示".into(),
        Code::BadDate => "日历上没有，请检查年、月、日，比如 2026 年 5 月 8 日".into(),
        Code::BadTime => "请按时:分写，比如 09:30".into(),
        Code::EndsBeforeStart => "结束日期不能早于开始日期".into(),
        Code::BadIdentityNumber => "号码不对，请照身份证逐位核对，共 18 位".into(),
        Code::BadCreditCode => "代码不对，请照营业执照逐位核对，共 18 位".into(),
        Code::BadPhone => "请写能打通的电话号码，只用数字".into(),
        Code::BadEmail => "请写完整的邮箱，比如 name@example.cn".into(),
        Code::BadFormat => "写法不对，请看提示".into(),
        Code::WeakPassword => "这个密码容易被猜到，请写长一点，比如几个不相干的词".into(),
        Code::Taken => "已经有人用了，请换一个".into(),
        Code::Unknown => "查不到这一项".into(),
        Code::Stale => "后来有人改过，请重新导出或者重新打开，再改".into(),
        Code::TooWide if to_the_county(error) => "请接着选，选到县、区".into(),
        Code::TooWide => "请接着选，选到最下面一级".into(),
        Code::Unexpected => "这一项不用填".into(),
        Code::PersonalNumber => "里面有电话、证件号、邮箱或车牌，公开前请去掉".into(),
        Code::BlockedWords => "里面有不能公开的词，请换个说法".into(),
    }
}

fn en(error: &FieldError, min: &str, max: &str, step: &str) -> String {
    use FieldCode as Code;
    match error.code {
        Code::Required => "Please fill this in".into(),
        Code::WrongType => "Written the wrong way; see the hint".into(),
        Code::TooShort => format!("Too short: at least {min} characters"),
        Code::TooLong => format!("Too long: at most {max} characters"),
        Code::TooSmall => format!("Must be {min} or more"),
        Code::TooLarge => format!("Must be {max} or less"),
        Code::TooEarly => format!("Must be {} or later", bound(Locale::En, error, "min")),
        Code::TooLate => format!("Must be {} or earlier", bound(Locale::En, error, "max")),
        Code::NotMultiple => format!("Must be a multiple of {step}"),
        Code::TooFew => format!("At least {min} are needed"),
        Code::TooMany => format!("At most {max} are allowed"),
        Code::Duplicate => "Given twice; please remove one".into(),
        Code::NotAChoice => "Please choose one of those given".into(),
        Code::Pattern => "Written the wrong way; see the hint".into(),
        Code::BadDate => "The calendar has no such date; check it, such as 8 May 2026".into(),
        Code::BadTime => "Please write hours and minutes, such as 09:30".into(),
        Code::EndsBeforeStart => "The last day cannot be before the first".into(),
        Code::BadIdentityNumber => "Not a valid number; compare all 18 characters with the card".into(),
        Code::BadCreditCode => "Not a valid code; compare all 18 characters with the licence".into(),
        Code::BadPhone => "Please write a number we can call, in digits".into(),
        Code::BadEmail => "Please write the whole address, such as name@example.cn".into(),
        Code::BadFormat => "Written the wrong way; see the hint".into(),
        Code::WeakPassword => "Easy to guess; write a longer one, such as a few unrelated words".into(),
        Code::Taken => "Already in use; please choose another".into(),
        Code::Unknown => "There is no such entry".into(),
        Code::Stale => "Somebody changed it since; please export or open it again and change that".into(),
        Code::TooWide if to_the_county(error) => "Please go on and choose the county or district".into(),
        Code::TooWide => "Please go on and choose down to the last level".into(),
        Code::Unexpected => "This is not needed".into(),
        Code::PersonalNumber => "Holds a number, address or plate; take it out before it is published".into(),
        Code::BlockedWords => "Holds words that are not published; please put it in others".into(),
    }
}
