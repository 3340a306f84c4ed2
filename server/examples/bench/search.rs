//! Searching among many items: made from the real ones of the catalogue, with a fixed seed, by giving each another
//! agency, another region and another turn of its name, as the same service is called in the next county.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use schema::ask::Context;
use schema::catalogue::ItemQuery;
use schema::role::RegionCode;
use server::features::catalogue::search::{Document, Index};
use server::state::AppState;

use crate::measure::{milliseconds, percentile};

const SEED: u64 = 2026;
const QUESTIONS: usize = 1000;
/// How many answers a question is given.
const ANSWERS: usize = 10;
const GOAL: Duration = Duration::from_millis(10);
/// How often something is published.
const PUBLISHED: usize = 10;
/// How long the index may take to follow, of the second within which it is to be found: the rest is for seeing and reading it.
const FOLLOWED: Duration = Duration::from_millis(600);

/// What a county may put around the name of a service.
const TURNS: [(&str, &str); 8] = [
    ("", ""),
    ("", "（首次申请）"),
    ("", "（变更）"),
    ("", "（延续）"),
    ("", "（补办）"),
    ("个人", ""),
    ("企业", ""),
    ("", "的注销"),
];

/// Regions of Guangdong and Sichuan: cities and counties by number.
fn region(chance: &mut StdRng) -> Option<RegionCode> {
    let province = if chance.random_bool(0.5) { 44 } else { 51 };
    let (city, county) = (chance.random_range(1..22), chance.random_range(0..30));
    RegionCode::parse(&format!("{province}{city:02}{county:02}")).ok()
}

/// So many items. Half keep their name, the others get the beginning of one and the end of another.
fn items(real: &[Document], count: usize, chance: &mut StdRng) -> Vec<Document> {
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        let (Some(one), Some(other)) = (real.choose(chance), real.choose(chance)) else { break };
        let Some(region) = region(chance) else { continue };
        let mut item = one.clone();
        let (before, after) = TURNS[chance.random_range(0..TURNS.len())];
        let name = if chance.random_bool(0.5) { one.summary.name.clone() } else { crossed(one, other) };
        item.summary.code = format!("BENCH-{region}-{:06}", items.len());
        item.summary.name = format!("{before}{name}{after}");
        item.summary.region_code = region;
        item.summary.region = format!("第{region}区");
        item.summary.department = format!("第{region}区{}", tail(&other.summary.department));
        items.push(item);
    }
    items
}

fn crossed(one: &Document, other: &Document) -> String {
    let (one, other) = (&one.summary.name, &other.summary.name);
    let half = |text: &str| text.chars().count() / 2;
    one.chars().take(half(one)).chain(other.chars().skip(half(other))).collect()
}

/// An agency without its place: 广东省公安厅 is 公安厅 everywhere.
fn tail(department: &str) -> String {
    let at = department.rfind(['省', '市', '县', '区']).map_or(0, |at| at + '省'.len_utf8());
    department[at..].to_owned()
}

/// A question about an item as people ask it: some of its characters, and in half of them one is missing, another one, or
/// in the wrong place.
fn question(items: &[Document], chance: &mut StdRng) -> String {
    let Some(item) = items.choose(chance) else { return String::new() };
    let letters: Vec<char> = item.summary.name.chars().collect();
    let length = chance.random_range(2..=12).min(letters.len());
    let start = chance.random_range(0..=letters.len() - length);
    let mut asked = letters[start..start + length].to_vec();
    let at = chance.random_range(0..asked.len());
    match chance.random_range(0..6) {
        0 if asked.len() > 2 => drop(asked.remove(at)),
        1 => asked[at] = '的',
        2 => asked.swap(at, (at + 1) % length),
        _ => {}
    }
    let asked: String = asked.into_iter().collect();
    if chance.random_bool(0.2) { format!("请问{asked}怎么办理") } else { asked }
}

/// What the process holds in memory, in MB.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

/// How long a question takes when nobody else takes the core meanwhile: the best of three.
fn fastest(ask: impl Fn()) -> Duration {
    let once = |_| {
        let started = Instant::now();
        ask();
        started.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

/// Builds the index and asks it, on one core; says whether the goal was kept.
pub fn measure(state: &AppState, count: usize) -> bool {
    let mut chance = StdRng::seed_from_u64(SEED);
    let before = memory();
    let real: Vec<Document> = state.search.current().documents().cloned().collect();
    let documents = items(&real, count, &mut chance);
    let questions: Vec<String> = (0..QUESTIONS).map(|_| question(&documents, &mut chance)).collect();
    let with_items = memory();
    let started = Instant::now();
    let index = Index::build(1, state.search.current().lexicon().clone(), documents);
    let built = started.elapsed();
    println!("search among {count} items, on one core");
    println!("  built in {:.1} s", built.as_secs_f64());
    println!("  items {:.0} MB, index {:.0} MB", with_items - before, memory() - with_items);
    let followed = follow(&index, &mut chance);
    let queries: Vec<ItemQuery> = questions
        .iter()
        .map(|question| ItemQuery { q: Some(question.clone()), ..ItemQuery::default() })
        .collect();
    let found = queries.iter().filter(|query| !index.search(query).items.is_empty()).count();
    println!("  {QUESTIONS} questions, {found} found");
    let search = |query: &ItemQuery| fastest(|| drop(black_box(index.search(black_box(query)))));
    let ask = |question: &String| {
        fastest(|| {
            let heard = index.hear(black_box(question));
            drop(black_box(index.answers(&heard, &Context::default(), ANSWERS)));
        })
    };
    let searched = within_goal("search", queries.iter().map(search).collect());
    let asked = within_goal("ask", questions.iter().map(ask).collect());
    searched && asked && followed
}

/// Publishes one item after the other, each new and among the others; says whether the index followed in time.
fn follow(index: &Index, chance: &mut StdRng) -> bool {
    let all: Vec<Document> = index.documents().cloned().collect();
    let publish = |number: usize| {
        let mut new = all.choose(chance)?.clone();
        new.summary.code = format!("{}-{number}", new.summary.code);
        let started = Instant::now();
        let next = index.published(vec![new.clone()]);
        let taken = started.elapsed();
        next.get(&new.summary.code).map(|_| taken)
    };
    let times: Vec<Duration> = (0..PUBLISHED).map_while(publish).collect();
    let slowest = times.iter().max().copied().unwrap_or_default();
    let kept = times.len() == PUBLISHED && slowest <= FOLLOWED;
    println!(
        "  one item published: followed within {} ms (goal: {} ms){}",
        milliseconds(slowest),
        FOLLOWED.as_millis(),
        if kept { "" } else { "  MISSED" }
    );
    kept
}

/// Prints how long questions took; says whether the goal was kept.
fn within_goal(what: &str, mut times: Vec<Duration>) -> bool {
    times.sort_unstable();
    let (p50, p99) = (percentile(&times, 50), percentile(&times, 99));
    let missed = p99 > GOAL;
    println!(
        "  {what}: p50 {} ms, p99 {} ms, slowest {} ms (goal: p99 {} ms){}",
        milliseconds(p50),
        milliseconds(p99),
        milliseconds(times.last().copied().unwrap_or_default()),
        GOAL.as_millis(),
        if missed { "  MISSED" } else { "" }
    );
    !missed
}
