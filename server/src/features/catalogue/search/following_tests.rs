//! Random catalogues in which things are published at random: the index that followed them is the one that is built at once.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use schema::ask::{Context, Library, Said};
use schema::catalogue::{ItemQuery, ItemSummary, PowerType, Served};

use super::*;
use crate::features::ask::Taught;

/// So small that a catalogue of some dozen items has several shards.
const CUT: usize = 5;
const WORDS: [&str; 16] = [
    "居住证",
    "护照",
    "签发",
    "食品",
    "经营许可",
    "登记",
    "变更",
    "注销",
    "出生",
    "户口",
    "迁移",
    "老年人",
    "优待",
    "车辆",
    "公司",
    "ETC卡",
];
const QUESTIONS: [&str; 9] = [
    "居住证",
    "护照丢了",
    "食品经营许可变更",
    "juzhuzheng",
    "出生户口登记",
    "开饭店",
    "老人优待",
    "出洋小本本",
    "车辆登记etc",
];

fn words(chance: &mut StdRng, most: usize) -> String {
    let count = chance.random_range(1..=most);
    (0..count).filter_map(|_| WORDS.choose(chance)).copied().collect()
}

fn document(chance: &mut StdRng, number: u32) -> Document {
    let region_code =
        RegionCode::parse(["440000", "440100", "440300", "510000"].choose(chance).unwrap()).unwrap();
    let summary = ItemSummary {
        code: format!("{number:03}"),
        name: words(chance, 4),
        department: format!("{}局", words(chance, 1)),
        region: format!("地区{region_code}"),
        region_code,
        item_type: PowerType::ALL[chance.random_range(0..PowerType::ALL.len())],
        handling: None,
        promised_limit: None,
        statutory_limit: None,
        visits: None,
        online: chance.random_bool(0.5).then_some(true),
        marks: Vec::new(),
        found_in: None,
    };
    let some = |chance: &mut StdRng| (0..chance.random_range(0..3)).map(|_| words(chance, 2)).collect();
    Document {
        summary,
        catalog_name: words(chance, 2),
        everyday_names: some(chance),
        conditions: words(chance, 9),
        materials: some(chance),
        synonyms: Vec::new(),
        themes: some(chance),
        served: if chance.random_bool(0.5) { vec![Served::Person] } else { Vec::new() },
    }
}

/// Everything that anybody can see of an index, with scores to the last bit.
fn seen(index: &Index) -> Vec<String> {
    let mut seen: Vec<String> = index.documents().map(|document| format!("{document:?}")).collect();
    seen.push(format!("{:?} {}", index.counts(), index.len()));
    seen.extend(index.documents().map(|document| format!("{:?}", index.get(&document.summary.code))));
    let filters = [("", ""), ("440000", ""), ("", "居住证")];
    for (question, (region, theme)) in QUESTIONS.iter().chain(&[""]).zip(filters.iter().cycle()) {
        let heard = index.hear(question);
        let answers = index.answers(&heard, &Context::default(), 10);
        let answers = answers.iter().map(|answer| (answer.number, answer.score.to_bits()));
        seen.push(format!("{question} {:?}", answers.collect::<Vec<_>>()));
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let query = ItemQuery {
            q: given(question),
            region: given(region),
            theme: given(theme),
            ..ItemQuery::default()
        };
        seen.push(format!("{question} {:?}", index.search(&query)));
    }
    seen
}

/// The index of these items, all in one shard.
fn built_at_once(items: &BTreeMap<String, Document>, lexicon: &Lexicon) -> Index {
    let read = items.values().map(|document| (document.clone(), Stamp::default())).collect();
    let news = News { revision: 1, changes: vec![Change { read, ..Change::default() }] };
    Index::default().followed_in(usize::MAX, news, |_| lexicon.clone())
}

/// What changed in each range: these items are new or others, those codes are gone.
fn changes(index: &Index, read: Vec<Document>, gone: &BTreeSet<String>) -> Vec<Change> {
    let ranges = index.ranges();
    let holds = |range: &Range<'_>, code: &str| range.from <= code && code < range.until;
    let change = |range: &Range<'_>| Change {
        read: read
            .iter()
            .filter(|document| holds(range, &document.summary.code))
            .map(|document| (document.clone(), Stamp { version: 1, edits: 0 }))
            .collect(),
        gone: gone.iter().filter(|code| holds(range, code)).cloned().collect(),
    };
    let changes: Vec<Change> = ranges.iter().map(change).collect();
    assert_eq!(
        changes.iter().map(|change| change.read.len()).sum::<usize>(),
        read.len(),
        "each code has its range"
    );
    changes
}

fn follow(seed: u64) {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut lexicon = Lexicon::of(&Taught::shipped(), [], &BTreeSet::new());
    let (mut items, mut index) = (BTreeMap::new(), Index::default());
    for step in 0..8 {
        let count = if step == 0 { 40 } else { chance.random_range(0..6) };
        let read: BTreeMap<String, Document> = (0..count)
            .map(|_| {
                let number = chance.random_range(0..60);
                document(&mut chance, number)
            })
            .map(|document| (document.summary.code.clone(), document))
            .collect();
        let left: Vec<String> = items.keys().filter(|code| !read.contains_key(*code)).cloned().collect();
        let gone: BTreeSet<String> =
            (0..chance.random_range(0..3)).filter_map(|_| left.choose(&mut chance).cloned()).collect();
        if chance.random_bool(0.3) {
            let said = Said {
                words: vec![format!("出洋小本本{step}")],
                texts: vec![words(&mut chance, 1)],
                enabled: true,
                ..Said::default()
            };
            lexicon = lexicon.teach(Library::Synonyms, said);
        }
        let news =
            News { revision: step + 1, changes: changes(&index, read.values().cloned().collect(), &gone) };
        items.retain(|code, _| !gone.contains(code));
        items.extend(read);
        let next = index.followed_in(CUT, news, |_| lexicon.clone());
        let next = next.reweighed().unwrap_or(next);
        assert!(
            next.shards().iter().all(|shard| shard.documents().len() <= CUT + CUT / 2),
            "a shard was not cut"
        );
        let (one, other) = (seen(&next), seen(&built_at_once(&items, &lexicon)));
        assert_eq!(one.len(), other.len(), "seed {seed}, step {step}");
        one.iter().zip(&other).for_each(|(one, other)| assert_eq!(one, other, "seed {seed}, step {step}"));
        index = next;
    }
}

#[test]
fn an_index_that_followed_is_the_one_that_is_built_at_once() {
    (0..40).for_each(follow);
}

#[test]
fn what_nothing_was_published_in_stays() {
    let mut chance = StdRng::seed_from_u64(7);
    let documents: Vec<Document> = (0..40).map(|number| document(&mut chance, number * 2)).collect();
    let lexicon = Lexicon::of(&Taught::shipped(), [], &BTreeSet::new());
    let read = documents.into_iter().map(|document| (document, Stamp::default())).collect();
    let news = News { revision: 1, changes: vec![Change { read, ..Change::default() }] };
    let index = Index::default().followed_in(CUT, news, |_| lexicon.clone());
    assert_eq!(index.shards().len(), 8);
    let new = document(&mut chance, 41);
    let news = News { revision: 2, changes: changes(&index, vec![new], &BTreeSet::new()) };
    let next = index.followed_in(CUT, news, |_| lexicon.clone());
    let kept =
        next.shards().iter().filter(|shard| index.shards().iter().any(|other| other.shares_postings(shard)));
    assert_eq!((kept.count(), next.len()), (7, 41));
    assert_eq!(
        (next.get("041").is_some(), next.get("043").is_some(), index.get("041").is_some()),
        (true, false, false)
    );
    // Who reads the same again, in another state, makes nothing anew.
    let same = next.get("040").unwrap().clone();
    let news = News { revision: 3, changes: changes(&next, vec![same], &BTreeSet::new()) };
    let again = next.followed_in(CUT, news, |_| lexicon.clone());
    assert!(again.shards().iter().zip(next.shards()).all(|(one, other)| one.shares_postings(other)));
    assert_eq!(again.ranges().iter().map(|range| range.sums().versions).sum::<i64>(), 2);
}
