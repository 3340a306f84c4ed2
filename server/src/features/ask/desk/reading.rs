//! A table of entries, read: what each line says, and what that makes of the entry it names. What a table has no column for stays as
//! it is stored. Pure.

use std::collections::BTreeMap;

use schema::ask::{Entry, Said, Scene};
use schema::{FieldCode, FieldError};

use crate::http::csv;

/// What a line says. Without an `id` it is a new entry; with one it bears the `revision` that was seen.
pub const COLUMNS: [&str; 8] = ["id", "revision", "words", "texts", "items", "scene", "source", "enabled"];
/// How many of them say which entry it is.
const KEYS: usize = 2;
/// The most lines of a table that is read in.
const MOST_LINES: usize = 2000;

/// A line of a table.
#[derive(Debug)]
pub struct Line {
    /// Its number in the file.
    pub number: usize,
    /// The entry it changes, and the revision of it that was seen.
    pub known: Option<(i64, i64)>,
    told: Told,
}

/// What a line says of each thing that the table has a column for.
#[derive(Debug)]
struct Told {
    words: Option<Vec<String>>,
    texts: Option<Vec<String>>,
    items: Option<Vec<String>>,
    scene: Option<Option<Scene>>,
    source: Option<String>,
    enabled: Option<bool>,
}

impl Line {
    /// What the entry is to say; what the line does not tell is as it was.
    pub fn said(&self, before: Option<&Entry>) -> Said {
        let was =
            before.map_or_else(|| Said { enabled: true, ..Said::default() }, |entry| entry.said.clone());
        let Told { words, texts, items, scene, source, enabled } = &self.told;
        let said = Said {
            words: words.clone().unwrap_or(was.words),
            texts: texts.clone().unwrap_or(was.texts),
            items: items.clone().unwrap_or(was.items),
            scene: scene.unwrap_or(was.scene),
            source: source.clone().unwrap_or(was.source),
            enabled: enabled.unwrap_or(was.enabled),
        };
        said.trimmed()
    }
}

/// A table: its lines, and what is wrong with how others of them are written, each by its number.
#[derive(Debug, Default)]
pub struct Table {
    pub lines: Vec<Line>,
    pub faults: Vec<(usize, FieldError)>,
}

/// Reads a table; or says why it is none.
pub fn read(text: &str) -> Result<Table, FieldError> {
    let fault = |code| FieldError::new("/csv", code);
    let rows = csv::read(text).ok_or_else(|| fault(FieldCode::BadFormat))?;
    let mut rows = rows.into_iter();
    let (_, names) = rows.next().ok_or_else(|| fault(FieldCode::Required))?;
    if rows.len() > MOST_LINES {
        return Err(fault(FieldCode::TooMany).with("max", MOST_LINES));
    }
    let places: BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(place, name)| (name.trim(), place)).collect();
    if !COLUMNS[KEYS..].iter().any(|name| places.contains_key(name)) {
        return Err(fault(FieldCode::BadFormat));
    }
    let mut table = Table::default();
    for (number, row) in rows {
        let cell = |name: &str| Some(row.get(*places.get(name)?).map_or("", String::as_str));
        match line(number, cell) {
            Ok(line) => table.lines.push(line),
            Err((pointer, code)) => table.faults.push((number, FieldError::new(pointer, code))),
        }
    }
    Ok(table)
}

type Fault = (&'static str, FieldCode);

fn line<'r>(number: usize, cell: impl Fn(&str) -> Option<&'r str>) -> Result<Line, Fault> {
    let list = |name: &str| Some(csv::meant(cell(name)?).lines().map(str::to_owned).collect());
    let key = |name: &str, pointer: &'static str| match cell(name).map_or("", str::trim) {
        "" => Ok(None),
        key => key.parse::<i64>().map(Some).map_err(|_| (pointer, FieldCode::NotAChoice)),
    };
    let known = match (key("id", "/id")?, key("revision", "/revision")?) {
        (Some(id), Some(revision)) => Some((id, revision)),
        (Some(_), None) => return Err(("/revision", FieldCode::Required)),
        (None, _) => None,
    };
    let scene = |slug: &str| match slug.trim() {
        "" => Ok(None),
        slug => Scene::from_slug(slug).map(Some).ok_or(("/scene", FieldCode::NotAChoice)),
    };
    let enabled = |cell: &str| match cell.trim().to_ascii_lowercase().as_str() {
        "" | "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(("/enabled", FieldCode::NotAChoice)),
    };
    let told = Told {
        words: list("words"),
        texts: list("texts"),
        items: list("items"),
        scene: cell("scene").map(scene).transpose()?,
        source: cell("source").map(|source| csv::meant(source).to_owned()),
        enabled: cell("enabled").map(enabled).transpose()?,
    };
    Ok(Line { number, known, told })
}

#[cfg(test)]
mod tests {
    use schema::ask::Library;

    use super::*;

    #[test]
    fn a_column_that_is_not_there_keeps_what_is_stored() {
        let was = Said {
            words: vec!["在吗".to_owned()],
            texts: vec!["在的".to_owned()],
            source: "出处".to_owned(),
            scene: Some(Scene::Welcome),
            ..Said::default()
        };
        let entry = Entry {
            id: 7,
            library: Library::SmallTalk,
            said: was.clone(),
            meant: Vec::new(),
            revision: 3,
            changed_by: None,
            changed_at: None,
        };
        let lines = read("id,revision,texts\n7,3,我在\n,,新的\n").unwrap().lines;
        assert_eq!((lines[0].known, lines[1].known), (Some((7, 3)), None));
        assert_eq!(lines[0].said(Some(&entry)), Said { texts: vec!["我在".to_owned()], ..was.clone() });
        assert!(lines[1].said(None).enabled && lines[1].said(None).words.is_empty());
        let lines = read("id,revision,enabled,source\n7,3,true,\n").unwrap().lines;
        let expected = Said { enabled: true, source: String::new(), ..was };
        assert_eq!(lines[0].said(Some(&entry)), expected);
    }

    #[test]
    fn an_entry_that_is_changed_bears_the_revision_that_was_seen() {
        let faults = |text: &str| -> Vec<(usize, String, FieldCode)> {
            let faults = read(text).unwrap().faults.into_iter();
            faults.map(|(number, fault)| (number, fault.pointer, fault.code)).collect()
        };
        let expected = |code| vec![(2, "/revision".to_owned(), code)];
        assert_eq!(faults("id,words\n7,在吗\n"), expected(FieldCode::Required));
        assert_eq!(faults("id,revision,words\n7,x,在吗\n"), expected(FieldCode::NotAChoice));
        assert_eq!(read("id,revision\n7,3\n").unwrap_err().code, FieldCode::BadFormat);
    }
}
