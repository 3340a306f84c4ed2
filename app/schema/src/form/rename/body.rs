//! The template of a document's body, whose marks name fields: `{{/name}}`, `{{/fee | capital}}`, `{{#if JSON Logic}}`,
//! `{{#each /list}}`, `{{table /list /column}}`.

use serde_json::Value;

use super::Renaming;
use super::logic::Base;
use super::places::Places;

/// Where the template stands.
const AT: &str = "/body/template";

impl Renaming {
    /// A template in one language or by language.
    pub(super) fn templates(&mut self, template: &mut Value, places: &Places) {
        match template {
            Value::String(text) => self.template(text, AT, places),
            Value::Object(languages) => {
                for (language, text) in languages.iter_mut() {
                    if let Value::String(text) = text {
                        self.template(text, &format!("{AT}/{language}"), places);
                    }
                }
            }
            _ => {}
        }
    }

    fn template(&mut self, text: &mut String, at: &str, places: &Places) {
        let mut row = None;
        let lines: Vec<String> = text.split('\n').map(|line| self.line(line, &mut row, at, places)).collect();
        let now = lines.join("\n");
        if *text != now {
            *text = now;
            self.touched.insert(at.to_owned());
        }
    }

    /// A line with its marks. Between `#each` and `/each` the list is the row's.
    fn line(&mut self, line: &str, row: &mut Option<String>, at: &str, places: &Places) -> String {
        let mut written = String::new();
        let mut rest = line;
        // A condition may itself end in brackets: it is a line of its own.
        if let Some(logic) = line.trim().strip_prefix("{{#if").and_then(|held| held.strip_suffix("}}")) {
            return self.condition(line, logic.trim(), row.as_deref(), at);
        }
        while let Some((before, held)) = rest.split_once("{{") {
            let Some((mark, after)) = held.split_once("}}") else { break };
            written += before;
            written += "{{";
            written += &self.mark(mark, row, places);
            written += "}}";
            rest = after;
        }
        written + rest
    }

    fn condition(&mut self, line: &str, logic: &str, row: Option<&str>, at: &str) -> String {
        let Ok(mut rule) = serde_json::from_str::<Value>(logic) else { return line.to_owned() };
        let before = rule.clone();
        self.logic(&mut rule, &Base::At(row.unwrap_or_default().to_owned()), at);
        self.touched.retain(|place| !place.starts_with(&format!("{at}/")));
        if rule == before { line.to_owned() } else { line.replacen(logic, &rule.to_string(), 1) }
    }

    fn mark(&mut self, mark: &str, row: &mut Option<String>, places: &Places) -> String {
        let mut words = mark.split_whitespace();
        match words.next() {
            Some("#each") => {
                let list = words.next().unwrap_or_default();
                *row = Some(format!("{list}/-"));
                mark.replacen(list, &self.bound(list, None, places), usize::from(!list.is_empty()))
            }
            Some("/each") => {
                *row = None;
                mark.to_owned()
            }
            Some("table") => {
                let list = words.next().unwrap_or_default();
                let columns = words.map(|column| self.bound(column, Some(&format!("{list}/-")), places));
                let all: Vec<String> = columns.collect();
                let list = self.bound(list, None, places);
                [vec!["table".to_owned(), list], all].concat().join(" ")
            }
            Some(pointer) if pointer.starts_with('/') && pointer != "/if" => {
                mark.replacen(pointer, &self.bound(pointer, row.as_deref(), places), 1)
            }
            _ => mark.to_owned(),
        }
    }

    /// A pointer, first of the row and else of the answers.
    fn bound(&self, pointer: &str, row: Option<&str>, places: &Places) -> String {
        let in_row = row.filter(|row| places.has(&format!("{row}{pointer}")));
        let base = in_row.unwrap_or_default();
        match self.renamed(&format!("{base}{pointer}")) {
            Some(whole) => {
                let relative = whole.split('/').skip(base.split('/').count());
                relative.fold(String::new(), |pointer, token| pointer + "/" + token)
            }
            None => pointer.to_owned(),
        }
    }
}
