//! Why a command is refused: what is the matter, and what to do next. A code without words does not compile.

use schema::Locale;
use schema::process::RefusalCode;

/// Declares the words of each code: `Code: "中文" | "English"`.
macro_rules! refusals {
    ($($code:ident: $zh:literal | $en:literal,)+) => {
        /// Why a command is refused, in words.
        pub const fn refusal(locale: Locale, why: RefusalCode) -> &'static str {
            match (why, locale) {
                $((RefusalCode::$code, Locale::ZhCn) => $zh,
                (RefusalCode::$code, Locale::En) => $en,)+
            }
        }

        /// Every code.
        #[cfg(test)]
        const ALL: &[RefusalCode] = &[$(RefusalCode::$code,)+];
    };
}

refusals! {
    NotStarted: "这一件还没有提交，要等申请人提交以后才能办。" | "Nothing has been filed yet. Wait until the applicant files it.",
    AlreadyStarted: "这一件已经开始办了，不用再开始。请刷新页面，接着往下办。" | "It has begun already. Load the page again and go on from there.",
    Closed: "这一件已经办结，不能再改。要更正，请另走更正程序。" | "The case has ended and cannot be changed. A correction takes a procedure of its own.",
    UnknownTask: "这一件的流程里没有这个环节，可能已经转到新版流程。请刷新页面再看。" | "Its process has no such step; the case may have been moved to a new version. Load the page again.",
    NotTheCurrentTask: "现在还没轮到这个环节，或者已经办过了。请看“办到哪一步”，办现在开着的那一个。" | "It is not the turn of this step, or it is done. See where the case stands and take the step that is open.",
    WrongRole: "这一步不归您的岗位办。请交给这个岗位的同事，或者换一个账号登录。" | "This is not the work of your post. Leave it to a colleague who holds it, or sign in with another account.",
    WrongAgency: "这一步归别的部门办。请等那个部门办完。" | "This is the work of another agency. Wait until it is done there.",
    OwnCase: "这一件和您本人有关，按规定您要回避。请交给同事办。" | "The case is your own, so you stand aside. A colleague has to handle it.",
    NotTheApplicant: "这件事只有申请人或者其代理人能做。请联系申请人。" | "Only the applicant, or somebody with authority from them, may do this. Get in touch with them.",
    NotClaimed: "这一步还没有人接。请先接手，再办。" | "Nobody has taken this step. Take it up first, then go on.",
    AlreadyYours: "这一步已经在您手里，直接办就行。" | "This step is yours already. Just go on with it.",
    HeldByAnother: "这一步已经有同事接了。请等他办完，或者请负责人转交给您。" | "A colleague has this step. Wait for them, or ask the lead to hand it to you.",
    WaitingForApplicant: "正在等申请人补正，材料没有来之前不能往下办。材料来了再办。" | "The applicant was told what is missing and has not sent it. Go on once it is here.",
    NotWaiting: "没有在等申请人补正，不用收补正材料。请看现在能做的。" | "Nothing is missing from the applicant, so there is nothing to take in. See what can be done now.",
    SpecialProcedureOpen: "特别程序还没有结束，期限停着。请先结束特别程序，写明结果。" | "A special procedure is under way and the clock stands. End it first and say what came of it.",
    NoSpecialProcedure: "没有正在进行的特别程序，不用结束。请刷新页面再看。" | "No special procedure is under way, so there is none to end. Load the page again.",
    TooMuchAdded: "加的时间超过了规定，或者没有填。请看能加多少，改好再提交。" | "It adds more time than is allowed, or none. See how much may be added and correct it.",
    NotYetDue: "还没到时候。到了那一天再办。" | "It is not time for that yet. Come back on the day.",
    AlreadyReported: "已经报告过负责人了，不用再报。请等负责人处理。" | "The lead has been told already. Wait for them.",
    NotYetAccepted: "这一件还没有受理，不能先作决定。请先受理。" | "It has not been accepted, so there is nothing to decide. Accept it first.",
    AlreadyDecided: "这一件已经作了决定，这一步不能再做。请看现在能做的。" | "The decision has been made, so this comes too late. See what can be done now.",
    NotDelivered: "结果还没有送到申请人手里。送达以后再来。" | "The result is not in the applicant's hands yet. Come back when it is.",
    AlreadyRated: "已经评价过了。一件只评一次。" | "It has been rated. A case is rated once.",
    OutcomeNotPossible: "这个环节不能这样办结。请从页面上给出的办法里选一个。" | "This step cannot end like that. Choose one of the ways that the page offers.",
    ReasonMissing: "没有写理由。请把理由写上，再提交。" | "The reason is missing. Write it and send it again.",
    OpinionMissing: "查明的事实、意见和依据的条文，三样都要写。请补齐再提交。" | "Facts, opinion and article are needed, all three. Fill them in and send it again.",
    ChecklistOpen: "审查要点还有没答的。请逐条答完，再提交。" | "Points of the checklist have no answer. Answer each, then send it again.",
    NoSuchPoint: "这个环节的审查要点改过，或者同一条答了两次。请刷新页面，重新逐条作答。" | "The checklist has no such point, or it is answered twice. Load the page again and answer each point once.",
    FormMissing: "这个环节自己的表还没有填。请先填好，再提交。" | "A form of this step is not filled in. Fill it in, then send it again.",
    NoSuchForm: "这个环节没有这张表，或者同一张填了两次。请刷新页面，重新填。" | "This step has no such form, or it is filled in twice. Load the page again and fill it in once.",
    ResultMissing: "没有写结果。请写明结果，再提交。" | "What came of it is missing. Write it and send it again.",
    PlaceMissing: "没有说明哪里要补、哪里改了。请至少选一处。" | "It does not say what is missing or changed. Choose at least one part.",
    PlaceTwice: "同一处写了两次。请去掉一处，再提交。" | "The same part is named twice. Take one away and send it again.",
    RepeatNeedsReason: "补正已经要求过一次，再要求得写明理由。请写上为什么上一次没有说。" | "The applicant has been asked before. Say why this was not said the last time.",
    OutOfBounds: "有一项太长、太早或者超出范围。请看标出的地方，改好再提交。" | "Something is too long, too early or out of range. See what is marked and correct it.",
    NamedForAnother: "这一步指定了由别的同事本人办。请等他办，或者请负责人转交。" | "This is for another colleague in person. Wait for them, or ask the lead to hand it on.",
    NotReturnable: "退不到那一步：这条路上没有人办过它。请换一个办过的环节。" | "It cannot go back there: nobody has done that on the way here. Choose a step that was done.",
    NotRecallable: "撤不回来了：不是您办的，或者下一步已经有人动过。请和接手的同事商量。" | "It cannot be taken back: it is not yours, or somebody has acted on it. Talk to who has it now.",
    NotReachable: "从这里跳不到那一步。请换一个环节。" | "It cannot go there from here. Choose another step.",
    FixedAbove: "有一处是上级写定的，您不能改。请恢复原样再提交，或者请上级来改。" | "It changes what a superior has written. Put that back, or ask them to change it.",
    NoSuchColleague: "这位同事办不了这一步。请换一位。" | "That colleague cannot do this step. Choose another.",
    SignersOpen: "加签的同事还没有签完。请等他们签，或者先减签。" | "Others have yet to sign. Wait for them, or take them off first.",
    OnlyDelegated: "您是替同事办，这一步仍是他的。请把办好的意见交回给他。" | "You do the work for a colleague, whose step it stays. Give them your findings.",
    NotDelegated: "没有人请您代办这一步，不用交回。请刷新页面再看。" | "Nobody has asked you to do this for them, so there is nothing to give back. Load the page again.",
    NotSigned: "这一步没有请别人加签，不用减签。请刷新页面再看。" | "Nobody else signs this step, so there is nobody to take off. Load the page again.",
    AlreadyReminded: "已经催过了，还没有新的动静。请等一等再催。" | "Who has it was asked already, and nothing has happened since. Wait a while.",
    AlreadyExtended: "期限已经延长过一次，不能再延。请在现在的期限里办完。" | "There is more time already, and it is given once. Finish within it.",
    WithSystem: "这一步正由外部系统办。请等它答复，或者请负责人收回来办。" | "The system of another agency has this step. Wait for its answer, or ask the lead to take it from there.",
    NotWithSystem: "这一步没有交给外部系统，收不了它的答复。请刷新页面再看。" | "No system has this step, so no answer of one is taken. Load the page again.",
    ContractBroken: "外部系统送回来的和约定的不一样，没有收。请和那边核对后重送。" | "What came back is not what was agreed, and was not taken. Have it checked there and sent again.",
    ReferenceTaken: "这个流水号已经用过，没有再收。请核对是不是重复送的。" | "Another answer is called so, and this one was not taken. See whether it was sent twice.",
    CallsTooDeep: "这样一件套一件，套得太深了，起不了新的办件。请改流程，少套几层。" | "Cases that begin others lie too deep in each other. Have the process changed so that there are fewer levels.",
    NotInSubcase: "这一件是别的办件发起的，补正要在主办的那一件里提。请联系主办部门。" | "Another case began this one, and the applicant is asked in that one. Get in touch with who has it.",
    NobodyToDoIt: "下一步没有人可办。请管理员先给这个岗位配上人，再提交。" | "There is nobody to do what comes next. Have the post filled first, then send it again.",
    TooMany: "要逐项办理的名单超过 200 项，一次办不了。请退回申请人把名单分成几次申请，或者请流程设计人员改流程。" | "The list has more than 200 entries, and something is done for each: too many at once. Have the applicant split it into several applications, or the process changed.",
    NoWay: "流程从这里走不下去。请把这一件的编号告诉流程设计人员。" | "The process leads nowhere from here. Tell its designers the number of this case.",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_says_what_is_the_matter_and_what_to_do() {
        for (place, code) in ALL.iter().enumerate() {
            assert!(!ALL[..place].contains(code), "{code:?} twice");
            let zh = refusal(Locale::ZhCn, *code);
            let en = refusal(Locale::En, *code);
            assert!(zh.ends_with('。') && en.ends_with('.'), "{code:?}");
            // What is the matter, and after it what to do.
            assert!(
                zh.contains(['，', '。', '：']) && zh.chars().any(|letter| letter > '\u{4dff}'),
                "{code:?}: {zh}"
            );
            assert!(
                en.is_ascii() && en.chars().filter(|letter| ".,:;".contains(*letter)).count() > 1,
                "{code:?}: {en}"
            );
            let same = ALL[..place].iter().find(|other| refusal(Locale::En, **other) == en);
            assert_eq!(same, None, "{code:?}: {en}");
        }
    }

    #[test]
    fn a_code_on_the_wire_has_words() {
        let code = serde_json::from_value(serde_json::json!("not_claimed")).unwrap();
        assert!(refusal(Locale::ZhCn, code).contains("接手"));
    }
}
