//! What is wrong, doubtful or impossible about a process, in plain sentences.

use schema::Locale;
use schema::locale::Text;
use schema::process::design::{Doubt, EditFault};
use schema::process::{DefinitionProblem, MOST_ENTRIES};

use super::{Computed, Processes};
use crate::text::Words;

/// What is wrong with a definition.
pub fn problem(texts: Processes, problem: &DefinitionProblem) -> String {
    let said = |zh: &str, en: &str| choose(texts.0, zh, en).to_owned();
    match problem {
        DefinitionProblem::UnknownMember(name) => match texts.0 {
            Locale::ZhCn => format!("不认识“{name}”"),
            Locale::En => format!("“{name}” means nothing here"),
        },
        DefinitionProblem::OneWay => said("至少要有两支", "There have to be two branches at least"),
        DefinitionProblem::NeedlessCondition => said(
            "并行的每一支都要走，不能有条件",
            "Branches in parallel are all taken: they have no conditions",
        ),
        DefinitionProblem::NoOtherwise => said(
            "要有且只有一支不写条件，别的都不符合时走它",
            "Exactly one branch has to be without a condition, to be taken when no other is",
        ),
        DefinitionProblem::BadRounds(_) => said("轮数不对", "So many rounds are not possible"),
        DefinitionProblem::BadShare(_) => said("比例要在 1 到 100 之间", "The share has to be from 1 to 100"),
        DefinitionProblem::Nobody => said("没有写给谁办", "It is done for nobody"),
        DefinitionProblem::NoTask | DefinitionProblem::EmptySequence => {
            said("里面还没有环节", "There is no step in it yet")
        }
        DefinitionProblem::TooDeep => said("套得太深了", "Blocks lie too deep within each other"),
        DefinitionProblem::NotHere(kind) => match texts.0 {
            Locale::ZhCn => format!("{}只有一次，不能放在并行、重复或每人一份里面", texts.task_kind(*kind)),
            Locale::En => format!(
                "{} happens once: it cannot lie in branches that are taken together, in rounds or for each",
                texts.task_kind(*kind)
            ),
        },
        DefinitionProblem::DuplicateId(id) => match texts.0 {
            Locale::ZhCn => format!("编号“{id}”用了两次"),
            Locale::En => format!("Two have the id “{id}”"),
        },
        DefinitionProblem::BadId(_) => {
            said("编号只能用小写字母、数字、- 和 _", "An id is of small letters, digits, - and _")
        }
        DefinitionProblem::NoName => said("还没有名称", "It has no name yet"),
        DefinitionProblem::PublicRole => said("环节要由工作人员办", "A step is work of staff"),
        DefinitionProblem::StartsWithoutAcceptance => {
            said("第一个环节要是受理", "The first step has to be the acceptance")
        }
        DefinitionProblem::Repeated(kind) => match texts.0 {
            Locale::ZhCn => format!("{}只能有一次", texts.task_kind(*kind)),
            Locale::En => format!("There is one {} only", texts.task_kind(*kind)),
        },
        DefinitionProblem::OutOfOrder(kind) => match texts.0 {
            Locale::ZhCn => format!("{}放得太靠后了", texts.task_kind(*kind)),
            Locale::En => format!("{} comes too late", texts.task_kind(*kind)),
        },
        DefinitionProblem::NoDecision => {
            said("有一条路走不到决定", "There is a way that leads past any decision")
        }
        DefinitionProblem::Unreadable(_) | DefinitionProblem::Value(_) => {
            said("这里缺一项，或者写得不对", "A value is missing here, or of the wrong shape")
        }
        DefinitionProblem::OneBlock => said("这里要有且只有一块", "Exactly one block has to stand here"),
        other => said_of_task(texts, other),
    }
}

/// The same of what a task or a call says beside its place.
fn said_of_task(texts: Processes, problem: &DefinitionProblem) -> String {
    let said = |zh: &str, en: &str| choose(texts.0, zh, en).to_owned();
    match problem {
        DefinitionProblem::BadPointer
        | DefinitionProblem::OnePlace
        | DefinitionProblem::NotWaited
        | DefinitionProblem::NoList => {
            said("交给外面和取回来的数据写得不对", "What is handed over or taken back does not fit")
        }
        DefinitionProblem::CallNotHere => said("子流程不能放在这里", "No other case can be begun here"),
        DefinitionProblem::ExternalNotHere => {
            said("只有审查环节可以交给外部系统", "Only an examination can be done by another system")
        }
        DefinitionProblem::SaysNothing => said("这里还没写内容", "Nothing is said here yet"),
        DefinitionProblem::Twice(id) => match texts.0 {
            Locale::ZhCn => format!("“{id}”在这里写了两次"),
            Locale::En => format!("“{id}” stands here twice"),
        },
        DefinitionProblem::BadCaseNumber(number) => match texts.0 {
            Locale::ZhCn => format!("“{number}”不是办件编号"),
            Locale::En => format!("“{number}” is no number of a case"),
        },
        DefinitionProblem::NeverLate => said("没有期限，就不会超时", "Without a time limit it is never late"),
        DefinitionProblem::NotTheLeads => {
            said("超时转给领导，领导却不能办这个环节", "A lead may not do what is handed to them")
        }
        DefinitionProblem::NoSuchDay(days) => match texts.0 {
            Locale::ZhCn => format!("期限里没有这一天（{days}）：剩的日子要比期限短，超期从 1 日算起"),
            Locale::En => format!(
                "There is no such day ({days}): fewer must be left than the limit has, and late begins with 1"
            ),
        },
        DefinitionProblem::NoSuchOutcome(_) => said("这个环节不会有这样的结果", "This step never ends so"),
        DefinitionProblem::BadExtension(_) => said(
            "延期要写 1 到 40 个工作日，并写明依据",
            "An extension has 1 to 40 working days, and the law that gives them",
        ),
        DefinitionProblem::NoSuchFact(id) => match texts.0 {
            Locale::ZhCn => format!("没有叫“{id}”的计算项"),
            Locale::En => format!("There is no computed fact “{id}”"),
        },
        DefinitionProblem::Circle(id) => match texts.0 {
            Locale::ZhCn => format!("计算项“{id}”绕回到自己，算不出来"),
            Locale::En => format!("The computed fact “{id}” leads back to itself"),
        },
        DefinitionProblem::NoItem => said(
            "这里没有“当前这一项”，只有逐项办理的环节里面才有",
            "There is no entry here: only what is done for each of several has one",
        ),
        DefinitionProblem::TooMany => said(
            "逐项办理的名单最多 200 项",
            "A list for each of whose entries something is done has 200 at most",
        ),
        DefinitionProblem::NotNext(id) => match texts.0 {
            Locale::ZhCn => format!("从这里不能直接去“{id}”"),
            Locale::En => format!("One cannot go to “{id}” from here"),
        },
        _ => said("这里写得不对", "This cannot be read"),
    }
}

/// What is doubtful.
pub fn doubt(locale: Locale, doubt: &Doubt) -> String {
    let words = Words::new(locale);
    let said = |zh: &str, en: &str| choose(locale, zh, en).to_owned();
    match doubt {
        Doubt::RoleUnheld { role } => match locale {
            Locale::ZhCn => format!("没有人是{}，到这里没人能办", words.role(*role)),
            Locale::En => format!("Nobody is {}: there is no one to do it", words.role(*role)),
        },
        Doubt::NobodyCanDo { given, work } => match locale {
            Locale::ZhCn => {
                format!("交给每位{}，里面的环节却要{}来办，没人办得了", words.role(*given), words.role(*work))
            }
            Locale::En => format!(
                "It is given to each {}, and a step in it is work of {}: nobody can do it",
                words.role(*given),
                words.role(*work)
            ),
        },
        Doubt::NotPublished { process } => match locale {
            Locale::ZhCn => format!("“{process}”没有在线上的版本，发布时通不过"),
            Locale::En => format!("No version of {process} is in force: it cannot be published"),
        },
        Doubt::NoSystem { system } => match locale {
            Locale::ZhCn => format!("没有登记“{system}”这个系统，发布时通不过"),
            Locale::En => format!("No system is known as {system}: it cannot be published"),
        },
        Doubt::NoCondition => said("条件还没写，永远不会走", "No condition yet: it is never taken"),
        Doubt::Never => said("条件永远不成立，不会走到", "The condition never holds"),
        Doubt::Always => {
            said("条件总是成立，后面的走不到", "The condition always holds: nothing after it is taken")
        }
        Doubt::SameBefore => said("和前面一支条件相同，走不到", "A branch before it has the same condition"),
        Doubt::TakenBefore => said(
            "条件成立时，前面总有一支已经成立，走不到",
            "Whenever its condition holds, that of a branch before it does: it is never taken",
        ),
        Doubt::NothingDone => said("并行的这一支什么也不办", "Nothing is done in this branch"),
        Doubt::PastPromise { days, promised } => match locale {
            Locale::ZhCn => format!("各环节期限加起来 {days} 个工作日，超过承诺的 {promised} 个"),
            Locale::En => format!("The steps add up to {days} working days; {promised} were promised"),
        },
        Doubt::NoLimit => said(
            "没有期限，算不出会不会超过承诺",
            "No time is set, so nobody can say whether the promise is kept",
        ),
        Doubt::NobodyNext => said(
            "催办计划要告诉下一环节的人，可是后面没有环节了",
            "Who comes next is to be told, and nothing comes next",
        ),
        Doubt::FeeUnpaid => said(
            "有费用要缴，后面却没有缴费环节，永远算不清",
            "A fee falls due, and no step after it is there to pay it",
        ),
        Doubt::TooLong { lists, most } => too_long(words, lists, *most),
        Doubt::FactUnread { fact } => Computed(locale).unused(fact.get(locale)),
        Doubt::FactNoName { fact, locale: Locale::ZhCn } => Computed(locale).no_zh(fact.get(locale)),
        Doubt::FactNoName { fact, locale: Locale::En } => Computed(locale).no_en(fact.get(locale)),
        Doubt::NoName { locale: Locale::En } => said("缺英文名称", "The name in English is missing"),
        Doubt::NoName { locale: Locale::ZhCn } => said("缺中文名称", "The name in Chinese is missing"),
    }
}

/// A list that may be longer than the engine takes, by what the form calls it.
fn too_long(words: Words, lists: &[Text], most: Option<usize>) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in lists.iter().map(|list| format!("“{}”", list.get(words.locale))) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let (names, texts) = (names.join(words.catalogue.separator()), Computed(words.locale));
    match most {
        None => texts.unbounded(&names, MOST_ENTRIES),
        Some(count) => texts.too_many(&names, count, MOST_ENTRIES),
    }
}

/// Why an edit cannot be done.
pub fn fault(texts: Processes, fault: &EditFault) -> String {
    let locale = texts.0;
    let said = match fault {
        EditFault::Unreadable => {
            choose(locale, "这份定义不成流程，只能改 JSON", "This has not the shape of a process")
        }
        EditFault::NoSuchPlace => choose(locale, "那里已经没有东西了", "Nothing stands there any more"),
        EditFault::NotThere => choose(locale, "放不到那里", "It cannot stand there"),
        EditFault::NoWay => {
            choose(locale, "没有地方可以移进、移出", "There is nothing to put it into, or out of")
        }
        EditFault::BadId => {
            choose(locale, "编号只能用小写字母、数字、- 和 _", "An id is of small letters, digits, - and _")
        }
        EditFault::IdTaken => choose(locale, "这个编号已经用了", "Something else has this id"),
        EditFault::NotSaidSo => choose(locale, "这一项在这里改不了", "This is not changed here"),
        EditFault::NoLogic => Computed(locale).no_logic(),
        EditFault::StillRead(readers) => return Computed(locale).still_read(&texts.readers(readers)),
    };
    said.to_owned()
}

/// What became of something in a model, as the report names it.
pub fn loss(locale: Locale, code: &str) -> &str {
    match code {
        "dropped" => {
            choose(locale, "没有带过来，先后不受影响", "left out; who does what after whom is the same")
        }
        "other_process" => choose(locale, "是另一个流程，没有带过来", "another process, left out"),
        "event_dropped" => {
            choose(locale, "事件没有带过来，不会等它", "an event, left out: nothing waits for it")
        }
        other => other,
    }
}

const fn choose<'a>(locale: Locale, zh: &'a str, en: &'a str) -> &'a str {
    match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}

#[cfg(test)]
mod tests {
    use schema::process::design::{FactReader, PieceKind, PieceName};

    use super::*;

    fn text(zh: &str, en: &str) -> Text {
        Text::zh(zh).with(Locale::En, en)
    }

    #[test]
    fn a_list_that_may_be_too_long_is_said_by_its_name_once() {
        let shops = || text("店铺", "Shops");
        let long = |lists, most| Doubt::TooLong { lists, most };
        let said = doubt(Locale::ZhCn, &long(vec![shops()], None));
        assert_eq!(said, "表单里“店铺”没写最多几项，超过 200 项时这里办不下去");
        let both = long(vec![shops(), shops(), text("货品", "Goods")], Some(300));
        assert_eq!(
            doubt(Locale::ZhCn, &both),
            "照表单，“店铺”、“货品”最多有 300 项，超过 200 项时这里办不下去"
        );
        assert!(doubt(Locale::En, &both).contains("300 of “Shops”, “Goods”"));
    }

    #[test]
    fn what_still_reads_a_fact_is_named() {
        let piece = PieceName { kind: PieceKind::Branch, name: text("大的", "Large ones") };
        let readers = vec![FactReader::Fact(text("很大", "Huge")), FactReader::Piece(piece)];
        let said = |locale| fault(Words::new(locale).processes, &EditFault::StillRead(readers.clone()));
        assert_eq!(said(Locale::ZhCn), "还有地方用到它，先改了再去掉：计算项“很大”、分支“大的”。");
        assert_eq!(
            said(Locale::En),
            "It is still read by fact “Huge”, Branch “Large ones”: change that first."
        );
    }
}
