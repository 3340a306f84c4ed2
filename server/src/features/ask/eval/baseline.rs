//! What is simplest: single characters and pairs of them, TF-IDF, cosine, over names and everyday names.

use std::collections::HashMap;

use crate::features::catalogue::{Known, normal};

type Counts = HashMap<String, f32>;

/// The catalogue as such an engine knows it.
pub struct Baseline {
    rarity: HashMap<String, f32>,
    /// Each item with its wordings and without.
    items: Vec<[Counts; 2]>,
}

impl Baseline {
    /// Counts the characters and pairs of these items.
    pub fn of(known: &[Known<'_>]) -> Self {
        let whole = |item: &Known<'_>| format!("{} {}", item.name, item.wordings.join(" "));
        let counted: Vec<[Counts; 2]> =
            known.iter().map(|item| [grams(&whole(item)), grams(item.name)]).collect();
        let mut bearers: HashMap<String, f32> = HashMap::new();
        for gram in counted.iter().flat_map(|[whole, _]| whole.keys()) {
            *bearers.entry(gram.clone()).or_default() += 1.0;
        }
        let all = known.len() as f32;
        let rarity =
            bearers.into_iter().map(|(gram, bearing)| (gram, ((1.0 + all) / (1.0 + bearing)).ln() + 1.0));
        let rarity: HashMap<String, f32> = rarity.collect();
        let items = counted.into_iter().map(|both| both.map(|counts| unit(counts, &rarity))).collect();
        Self { rarity, items }
    }

    /// The places of the nearest items, the nearest first; one of them is known by its name only.
    pub fn ask(&self, question: &str, held_back: Option<usize>, count: usize) -> Vec<usize> {
        let question = unit(grams(question), &self.rarity);
        let near = |(at, both): (usize, &[Counts; 2])| {
            let item = &both[usize::from(held_back == Some(at))];
            let cosine: f32 =
                question.iter().filter_map(|(gram, weight)| Some(weight * item.get(gram)?)).sum();
            (at, cosine)
        };
        let mut near: Vec<(usize, f32)> =
            self.items.iter().enumerate().map(near).filter(|(_, near)| *near > 0.0).collect();
        near.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        near.into_iter().take(count).map(|(at, _)| at).collect()
    }
}

fn grams(text: &str) -> Counts {
    let letters: Vec<char> =
        normal(text).to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let mut counts = Counts::new();
    for len in [1, 2] {
        for gram in letters.windows(len) {
            *counts.entry(gram.iter().collect()).or_default() += 1.0;
        }
    }
    counts
}

/// Weighed by rarity, and of length one.
fn unit(counts: Counts, rarity: &HashMap<String, f32>) -> Counts {
    let weighed = counts.into_iter().filter_map(|(gram, count)| Some((count * rarity.get(&gram)?, gram)));
    let weighed: Vec<(f32, String)> = weighed.collect();
    let length = weighed.iter().map(|(weight, _)| weight * weight).sum::<f32>().sqrt();
    weighed.into_iter().map(|(weight, gram)| (gram, weight / length)).collect()
}
