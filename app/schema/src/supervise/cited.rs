//! Laws as they are cited: 《食品安全法》第三十五条. What stands between the brackets is the law.

use std::collections::BTreeSet;

use crate::process::Process;

/// What stands before the name of a law of the country, and is often left out.
const COUNTRY: &str = "中华人民共和国";

/// The law that every licence rests on.
const LICENSING: &str = "行政许可法";

/// The laws that a text cites, by their names.
fn laws(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split('《').skip(1).filter_map(|rest| rest.split_once('》')).map(|(name, _)| name);
    names.map(|name| name.trim().trim_start_matches(COUNTRY)).filter(|name| !name.is_empty())
}

/// The laws that are cited and that the process names for none of its tasks; none, where it names no law at all or where only an
/// article is cited.
pub(super) fn strange_laws(process: &Process, cited: &str) -> Vec<String> {
    let tasks = process.root.tasks();
    let articles = tasks.iter().filter_map(|task| task.guidance.as_ref()).flat_map(|it| &it.articles);
    let own: BTreeSet<&str> = articles.flat_map(|article| laws(article)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let is_strange = |law: &&str| *law != LICENSING && !own.contains(law);
    laws(cited).filter(is_strange).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_is_known_with_and_without_its_country() {
        let names = |text| laws(text).collect::<Vec<_>>();
        assert_eq!(
            names("依据《中华人民共和国食品安全法》第三十五条、《条例》第二条"),
            ["食品安全法", "条例"]
        );
        assert_eq!(names("第三条"), [""; 0]);
        assert_eq!(names("《》《未完"), [""; 0]);
    }
}
