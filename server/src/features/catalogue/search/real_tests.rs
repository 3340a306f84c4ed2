//! Searching the real catalogues of the seed, as people search: by everyday words, with mistakes, and for nothing at all.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schema::ask::Context;
use schema::catalogue::{ItemQuery, ItemSummary};

use super::super::import;
use super::super::store::ItemRow;
use super::{Answer, Document, GOOD, Index, Lexicon, document, http};
use crate::features::ask::Taught;

const CATALOGUES: [&str; 3] = [
    include_str!("../../../../seed/catalogue/guangdong-2021.jsonl"),
    include_str!("../../../../seed/catalogue/guangan-county.json"),
    include_str!("../../../../seed/catalogue/demo-items.jsonl"),
];

/// The index as the server builds it of the demo city, without a database.
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut lines: Vec<_> = CATALOGUES.iter().flat_map(|text| import::read(text).lines).collect();
    lines.sort_by(|(_, a), (_, b)| a.task_code.cmp(&b.task_code));
    let lexicon = Lexicon::of(&Taught::shipped(), [], &BTreeSet::new());
    let documents: Vec<Document> =
        lines.into_iter().map(|(_, line)| document(http::summary(&row(), &line), line)).collect();
    assert_eq!(documents.len(), 3407);
    Index::build(1, lexicon, documents)
});

fn row() -> ItemRow {
    ItemRow {
        version: 1,
        line: String::new(),
        handling: None,
        depth: None,
        way: None,
        way_days: None,
        edits: 0,
        region_name: String::new(),
        source_name: String::new(),
        source_year: 2021,
        demonstration: false,
    }
}

fn found(words: &str) -> Vec<ItemSummary> {
    INDEX.search(&ItemQuery { q: Some(words.to_owned()), ..ItemQuery::default() }).items
}

/// Asks each question; a name with the words beside it must be among the first so many.
fn check(first: usize, questions: &[(&str, &str)]) {
    let missed = questions.iter().filter_map(|(asked, expected)| {
        let names: Vec<String> = found(asked).into_iter().take(first).map(|item| item.name).collect();
        (!names.iter().any(|name| name.contains(expected)))
            .then(|| format!("{asked}: {names:?}, not {expected}"))
    });
    let missed: Vec<String> = missed.collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_an_item_is_called_finds_it_first() {
    check(
        1,
        &[
            ("居住证", "居住证"),
            ("生育登记", "生育登记"),
            ("准生证", "生育登记"),
            ("食品经营许可", "食品经营许可"),
            ("开餐馆", "食品经营许可"),
            ("开小吃店", "食品经营许可"),
            ("老年证", "老年人优待证"),
            ("上户口", "出生户口登记"),
            ("失业登记", "失业登记"),
            ("普通护照签发", "普通护照签发"),
            ("港澳通行证", "往来港澳通行证"),
            ("结婚登记", "结婚登记"),
            ("教师资格认定", "教师资格认定"),
            ("法律援助", "法律援助"),
            ("行政复议", "行政复议"),
            ("校车使用许可", "校车使用许可"),
            ("无犯罪记录证明", "无犯罪记录证明"),
            ("犬类准养证核发", "犬类准养证核发"),
            ("请问居住证怎么办理", "居住证"),
            ("办理护照需要带什么", "护照"),
            ("老人怎么办老年优待证", "老年人优待证"),
        ],
    );
}

#[test]
fn everyday_words_lead_to_official_ones() {
    check(
        3,
        &[
            ("开饭店", "食品经营许可"),
            ("暂住证", "居住证"),
            ("办执照", "设立登记"),
            ("办营业执照", "个体工商户设立登记"),
            ("营业执照", "设立登记"),
            ("开公司", "公司设立登记"),
            ("我想开公司", "公司设立登记"),
            ("公司注销需要哪些手续", "公司注销登记"),
            ("出生证", "出生医学证明"),
            ("低保", "最低生活保障"),
            ("失业金", "失业保险金申领"),
            ("身份证丢了去哪里补办", "居民身份证"),
            ("去香港", "往来港澳通行证"),
            ("驾照", "机动车驾驶证"),
            ("社保卡", "社会保障卡"),
            ("烟草证", "烟草专卖零售许可证"),
            ("养狗", "犬类准养证"),
            ("网约车", "网约车"),
            ("摆地摊", "临时便民服务摊点"),
            ("开幼儿园", "幼儿园"),
            ("离婚证", "离婚"),
            ("宠物医院", "动物诊疗许可"),
            ("我要给车子上牌照", "机动车注册登记"),
            ("退休人员养老金怎么领", "养老"),
            ("我想开一家小吃店需要办什么证", "食品"),
        ],
    );
}

#[test]
fn the_order_of_characters_and_words_is_free() {
    check(
        3,
        &[
            ("证住居", "居住证"),
            ("可许营经品食", "食品经营许可"),
            ("登记失业", "失业登记"),
            ("许可校车使用", "校车使用许可"),
            ("认定教师资格", "教师资格认定"),
            ("证照护", "护照"),
            ("园儿幼", "幼儿园"),
            ("复议行政", "行政复议"),
            ("校车 许可", "校车使用许可"),
            ("食品 新办", "食品经营许可"),
            ("幼儿园 设立", "幼儿园设立审批"),
            ("烟草 补办", "烟草专卖零售许可证补办"),
            ("结婚证 补领", "补领结婚证"),
            ("护士 注销", "护士执业注销注册"),
        ],
    );
}

#[test]
fn a_character_may_be_missing() {
    check(
        3,
        &[
            ("居证", "居住证"),
            ("食经许可", "食品经营许可"),
            ("食品营许可", "食品经营许可"),
            ("食许", "食品经营许可"),
            ("生登记", "生育登记"),
            ("失登记", "失业登记"),
            ("教师资认定", "教师资格认定"),
            ("烟草零售许可", "烟草专卖零售许可证"),
            ("最生活保障", "最低生活保障"),
            ("个体工商设立登记", "个体工商户设立登记"),
        ],
    );
}

#[test]
fn a_character_may_be_wrong() {
    check(
        3,
        &[
            ("居注证", "居住证"),
            ("居主证", "居住证"),
            ("生育等记", "生育登记"),
            ("食品经营许克", "食品经营许可"),
            ("失业登计", "失业登记"),
            ("普通户照", "普通护照"),
            ("律是事务所设立", "律师事务所设立许可"),
            ("行政腹议", "行政复议"),
            ("残疾人正新办", "残疾人证新办"),
        ],
    );
}

#[test]
fn letters_may_be_written_wide() {
    check(
        1,
        &[
            ("延期Ｑ２字签证", "延期Q2字签证"),
            ("ＷＴＯ／ＴＢＴ", "WTO/TBT"),
            ("食品经营许可（新办）", "食品经营许可(新办)"),
            ("（失业登记）", "失业登记"),
        ],
    );
}

#[test]
fn what_the_reviewed_mistakes_mean_comes_first() {
    check(
        1,
        &[
            ("可许营经品食", "食品经营许可"),
            ("食经许可", "食品经营许可"),
            ("生育等记", "生育登记"),
            ("证住居", "居住证"),
        ],
    );
}

#[test]
fn what_is_not_there_is_not_found() {
    for words in [
        "龘龘龘",
        "zzzz",
        "!!!!",
        "qwerty asdf",
        "哈哈哈哈",
        "魑魅魍魉",
        "火星移民",
        "天马行空",
        "鱼香肉丝",
        "红楼梦",
        "唐僧取经",
        "火锅底料配方",
        "奥特曼打怪兽",
    ] {
        assert_eq!(found(words), [], "{words}");
    }
}

#[test]
fn a_synonym_is_weaker_than_the_word_itself() {
    let items = found("网约车");
    let place = |name: &str| items.iter().position(|item| item.name.contains(name)).unwrap();
    assert!(place("网约车") < place("网络预约出租汽车"));
    let synonym = found("开饭店").into_iter().find(|item| item.name.starts_with("食品经营许可")).unwrap();
    assert_eq!(synonym.found_in.as_deref(), Some("开饭店"));
}

/// A name with one character dropped, two neighbours swapped, and one that is wrong.
fn misspelt(name: &str, at: usize) -> [String; 3] {
    let letters: Vec<char> = name.chars().collect();
    let (mut dropped, mut swapped, mut wrong) = (letters.clone(), letters.clone(), letters.clone());
    dropped.remove(at);
    let second = usize::min(at + 1, letters.len() - 1);
    swapped.swap(second - 1, second);
    wrong[at] = '某';
    [dropped, swapped, wrong].map(|letters| letters.into_iter().collect())
}

#[test]
fn a_misspelt_name_finds_its_item() {
    let names = INDEX.documents().map(|document| document.summary.name.as_str());
    let names = names.filter(|name| (4..=12).contains(&name.chars().count())).step_by(20);
    let (mut asked, mut missed) = (0.0, Vec::new());
    for (number, name) in names.enumerate() {
        for words in misspelt(name, number % name.chars().count()) {
            asked += 1.0;
            if !found(&words).iter().take(3).any(|item| item.name == name) {
                missed.push(format!("{words}: {name}"));
            }
        }
    }
    let recall = 1.0 - missed.len() as f32 / asked;
    println!(
        "{asked} misspelt names, {:.1} % found among the first three; missed: {missed:#?}",
        recall * 100.0
    );
    assert!(asked > 200.0 && recall >= 0.95, "{recall} of {asked}: {missed:#?}");
}

/// A question of `seed/ask`, with the codes of the items that answer it.
#[derive(serde::Deserialize)]
struct Asked {
    query: String,
    item: Vec<String>,
}

fn best(question: &str) -> Option<Answer> {
    INDEX.answers(&INDEX.hear(question), &Context::default(), 1).into_iter().next()
}

#[test]
fn questions_in_peoples_own_words_find_their_items() {
    let questions = include_str!("../../../../seed/ask/questions.jsonl").lines();
    let questions: Vec<Asked> = questions.map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut right, mut good) = (0_u32, 0_u32);
    for asked in &questions {
        let Some(answer) = best(&asked.query) else { continue };
        let is_right = asked.item.contains(&INDEX.item(answer.number).summary.code);
        right += u32::from(is_right);
        good += u32::from(is_right && answer.score >= GOOD);
    }
    let all = questions.len() as f32;
    println!("{all} questions, {right} right at once, {good} of them told as good");
    assert!(right as f32 / all >= 0.6, "{right} of {all}");
    assert!(good as f32 / right as f32 >= 0.7, "{good} of {right}");
}

#[test]
fn what_no_item_answers_is_seldom_told_as_answered() {
    let asked: Vec<&str> = include_str!("../../../../seed/ask/unanswerable.txt").lines().collect();
    let scored: Vec<(f32, &str, String)> = asked
        .iter()
        .filter_map(|asked| {
            best(asked).map(|answer| (answer.score, *asked, INDEX.item(answer.number).summary.name.clone()))
        })
        .collect();
    let wrong: Vec<_> = scored.iter().filter(|(score, ..)| *score >= GOOD).collect();
    println!("{scored:#?}");
    assert!(wrong.len() * 10 <= asked.len(), "{wrong:#?}");
}

#[test]
fn a_title_finds_its_item() {
    let names = INDEX.documents().map(|document| document.summary.name.as_str()).step_by(5);
    let missed = names.filter(|name| !found(name).iter().take(3).any(|item| item.name == *name));
    assert_eq!(missed.collect::<Vec<_>>(), Vec::<&str>::new());
}
