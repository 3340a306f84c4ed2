//! Everyday words for official ones, as data: what people call things that the names of items call otherwise.

/// Whose words they are, and how the file is written, it says itself.
const TABLE: &str = include_str!("../../../../seed/synonyms.txt");

/// What people call an item of this name.
pub fn of(name: &str) -> impl Iterator<Item = &'static str> {
    let named = move |words: &str| words.split_whitespace().any(|words| name.contains(words));
    rows(TABLE)
        .filter(move |(official, _)| named(official))
        .flat_map(|(_, everyday)| everyday.split_whitespace())
}

/// The rows of a table: official words, everyday words.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_everyday_words_of_what_it_contains() {
        assert!(of("食品经营许可(新办)").any(|word| word == "开饭店"));
        assert_eq!(of("公路施工作业验收").next(), None);
    }

    #[test]
    fn every_row_says_something_new() {
        let written = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in written {
            let (official, everyday) = line.split_once('=').unwrap_or_else(|| panic!("{line}"));
            assert!(!official.trim().is_empty() && !everyday.trim().is_empty(), "{line}");
            for word in everyday.split_whitespace() {
                assert!(!official.split_whitespace().any(|name| name.contains(word)), "{line}: {word}");
                assert_eq!(
                    everyday.split_whitespace().filter(|other| *other == word).count(),
                    1,
                    "{line}: {word}"
                );
            }
        }
    }
}
