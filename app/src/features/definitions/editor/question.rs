//! The properties of a question: what it is called, how it is asked, whether it is needed, what its answer must be.

use crate::prelude::*;
use schema::Locale;
use schema::element;
use schema::form::design::{Aspect, Edit, Kind, Node, Place};
use schema::form::{Control, Field, Need, Soft, find};
use schema::locale::Text;
use serde_json::Value;

use super::properties::{id, said};
use super::state::{Editor, Notice, Now};
use crate::designing::input::{both, exactly, line, lines, number, select, tick};
use crate::text::Editor as Texts;

/// How much an answer is needed, by the name of each.
const NEEDS: [(&str, Need); 3] =
    [("required", Need::Required), ("recommended", Need::Recommended), ("optional", Need::Optional)];

/// A question's own section.
pub fn question(editor: Editor, texts: Texts, now: &Now, node: &Node, kind: Option<Kind>) -> AnyView {
    let field =
        node.pointer.as_ref().and_then(|pointer| find(&now.form, pointer)).map(|found| found.field.clone());
    let place = &node.place;
    let hint = field.as_ref().map(|field| field.hint.clone()).unwrap_or_default();
    let name = node.pointer.as_deref().and_then(|pointer| pointer.rsplit('/').next()).unwrap_or_default();
    view! {
        <section><h2>{texts.question()}</h2><dl>
            {said(editor, place, Aspect::Title, ("title", [texts.title_zh(), texts.title_en()]), &node.label)}
            {said(editor, place, Aspect::Hint, ("hint", [texts.hint_zh(), texts.hint_en()]), &hint)}
            {asked_as(editor, texts, place, kind)}
            {of_element(editor, texts, place, field.as_ref())}
            {needed(editor, texts, node, field.as_ref())}
            {field.as_ref().map(|field| choices(editor, texts, place, field))}
            {kind.map(|kind| checks(editor, texts, now, node, kind))}
            {default(editor, texts, place, field.as_ref())}
            {id(editor, texts, place, name)}
        </dl></section>
    }
}

fn asked_as(editor: Editor, texts: Texts, place: &Place, kind: Option<Kind>) -> AnyView {
    let place = place.clone();
    let unknown = kind.is_none().then(|| (String::new(), texts.other_kind().to_owned()));
    let kinds = Kind::ALL.into_iter().map(|kind| (kind.slug().to_owned(), texts.kind(kind).to_owned()));
    let options = unknown.into_iter().chain(kinds).collect();
    select("kind", texts.kind_label(), kind.map(Kind::slug).unwrap_or_default(), options, move |slug| {
        if let Some(kind) = Kind::from_slug(&slug) {
            let _ = editor.edit(&Edit::Kind { place: place.clone(), kind });
        }
    })
}

fn of_element(editor: Editor, texts: Texts, place: &Place, field: Option<&Field>) -> AnyView {
    let place = place.clone();
    let chosen = field.and_then(|field| field.element.clone()).unwrap_or_default();
    let none = (String::new(), texts.no_element().to_owned());
    let all =
        element::ALL.iter().map(|it| (it.id.to_owned(), format!("{} · {}", it.label().get(texts.0), it.id)));
    select("element", texts.element(), &chosen, std::iter::once(none).chain(all).collect(), move |id| {
        let element = Some(id).filter(|id| !id.is_empty());
        let _ = editor.edit(&Edit::Element { place: place.clone(), element });
    })
}

fn needed(editor: Editor, texts: Texts, node: &Node, field: Option<&Field>) -> AnyView {
    let place = node.place.clone();
    let chosen = NEEDS.iter().find(|(_, need)| *need == node.need).map(|(name, _)| *name).unwrap_or_default();
    let names = [texts.required(), texts.recommended(), texts.optional()];
    let options = NEEDS.iter().zip(names).map(|((value, _), name)| ((*value).to_owned(), name.to_owned()));
    let soft = (node.need == Need::Recommended)
        .then(|| soft(editor, texts, &node.place, field.map(|field| field.soft.clone()).unwrap_or_default()));
    view! {
        {select("need", texts.need(), chosen, options.collect(), move |name| {
            if let Some((_, need)) = NEEDS.iter().find(|(other, _)| *other == name) {
                let _ = editor.edit(&Edit::Need { place: place.clone(), need: *need });
            }
        })}
        {soft}
    }
}

/// What follows when it is left out for now (容缺受理).
fn soft(editor: Editor, texts: Texts, place: &Place, soft: Soft) -> AnyView {
    let change = {
        let place = place.clone();
        move |soft: Soft| {
            let Soft { consequence, within_days } = soft;
            let _ = editor.edit(&Edit::Soft { place: place.clone(), consequence, within_days });
        }
    };
    let (of_days, days, of_text) = (soft.clone(), change.clone(), soft.clone());
    let labels = [texts.consequence_zh(), texts.consequence_en()];
    let lines = both("consequence", labels, &soft.consequence, move |locale, text| {
        let consequence = of_text.consequence.clone().with(locale, text);
        change(Soft { consequence, ..of_text.clone() });
    });
    view! {
        {lines}
        {number("within-days", texts.within_days(), of_days.within_days.map(|days| days.to_string()), move |text| {
            days(Soft { within_days: text.parse().ok(), ..of_days.clone() });
        })}
    }
}

/// What there is to choose from, a line each: `value | 中文 | English`.
fn choices(editor: Editor, texts: Texts, place: &Place, field: &Field) -> AnyView {
    let (Control::Choice { options, .. } | Control::Choices { options, .. }) = &field.control else {
        return ().into_any();
    };
    let line = |option: &schema::form::Choice| {
        let label = |locale| exactly(&option.label, locale);
        format!("{} | {} | {}", option.wire(), label(Locale::ZhCn), label(Locale::En))
    };
    let written = options.iter().map(line).collect::<Vec<_>>().join("\n");
    let place = place.clone();
    view! {
        {lines("choices", texts.choices(), written, move |text| {
            let _ = editor.edit(&Edit::Choices { place: place.clone(), choices: read_choices(&text) });
        })}
        <dd class="sm soft">{texts.choices_hint()}</dd>
    }
}

/// Choices as they are written, a line each; a line without a name is called by its value.
fn read_choices(text: &str) -> Vec<(String, Text)> {
    let choice = |line: &str| {
        let mut parts = line.split(['|', '｜']).map(str::trim);
        let value = parts.next().filter(|value| !value.is_empty())?.to_owned();
        let zh = parts.next().filter(|name| !name.is_empty()).unwrap_or(&value).to_owned();
        let label = Text::zh(zh);
        Some(match parts.next().filter(|name| !name.is_empty()) {
            Some(en) => (value, label.with(Locale::En, en)),
            None => (value, label),
        })
    };
    text.lines().filter_map(choice).collect()
}

/// The keywords of JSON Schema that say what an answer of this kind must be.
const fn keywords(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text | Kind::LongText => &["minLength", "maxLength", "pattern"],
        Kind::Integer | Kind::Number | Kind::Money => &["minimum", "maximum"],
        Kind::Checkbox | Kind::Chips | Kind::Table => &["minItems", "maxItems"],
        _ => &[],
    }
}

fn checks(editor: Editor, texts: Texts, now: &Now, node: &Node, kind: Kind) -> AnyView {
    let schema =
        node.pointer.as_deref().and_then(|pointer| editor.with_definition(|it| schema_of(it, pointer)));
    let value = |keyword: &str| match schema.as_ref().and_then(|schema| schema.get(keyword)) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let check = |keyword: &'static str| {
        let place = node.place.clone();
        line(keyword, texts.keyword(keyword), value(keyword), move |text| {
            match read_keyword(keyword, &text) {
                Ok(value) => editor.set(&place, keyword, value),
                Err(()) => editor.notice.set(Some(Notice::Said(texts.bad_value().to_owned()))),
            }
        })
    };
    let place = node.place.clone();
    let read_only = node.pointer.as_ref().and_then(|pointer| find(&now.form, pointer));
    let read_only = read_only.is_some_and(|found| found.field.read_only);
    let inputs = keywords(kind).iter().map(|keyword| check(keyword)).collect_view();
    view! {
        {inputs}
        {tick("read-only", texts.read_only(), read_only, move |ticked| {
            editor.set(&place, "readOnly", ticked.then_some(Value::Bool(true)));
        })}
    }
}

/// The value of a keyword as it was typed; nothing where nothing was.
fn read_keyword(keyword: &str, text: &str) -> Result<Option<Value>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if keyword == "pattern" {
        return Ok(Some(text.into()));
    }
    match serde_json::from_str(text) {
        Ok(Value::Number(number)) => Ok(Some(Value::Number(number))),
        _ => Err(()),
    }
}

/// The schema of the question at a pointer, as it is written there.
fn schema_of(definition: &Value, pointer: &str) -> Option<Value> {
    let root = definition.get("schema").unwrap_or(definition);
    let step = |schema: &'_ Value, token: &str| -> Option<Value> {
        let next = if token == "-" { schema.get("items") } else { schema.get("properties")?.get(token) };
        next.cloned()
    };
    pointer.split('/').skip(1).try_fold(root.clone(), |schema, token| step(&schema, token))
}

fn default(editor: Editor, texts: Texts, place: &Place, field: Option<&Field>) -> AnyView {
    let place = place.clone();
    let written = field.and_then(|field| field.default.as_ref()).map(|expr| expr.to_value().to_string());
    line("default", texts.default(), written.unwrap_or_default(), move |text| {
        let value = match text.trim() {
            "" => Ok(None),
            text => serde_json::from_str(text).map(Some),
        };
        match value {
            Ok(value) => _ = editor.edit(&Edit::Default { place: place.clone(), value }),
            Err(_) => editor.notice.set(Some(Notice::Said(texts.bad_value().to_owned()))),
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn choices_are_read_a_line_each() {
        let read = read_choices("own | 自有 | Owned\nrent｜租用\n\nfree\n | 没有值");
        let expect = [
            ("own", Text::zh("自有").with(Locale::En, "Owned")),
            ("rent", Text::zh("租用")),
            ("free", Text::zh("free")),
        ];
        assert_eq!(read, expect.map(|(value, label)| (value.to_owned(), label)));
    }

    #[test]
    fn a_keyword_is_a_number_or_a_pattern() {
        assert_eq!(read_keyword("minLength", " 3 "), Ok(Some(json!(3))));
        assert_eq!(read_keyword("minLength", ""), Ok(None));
        assert_eq!(read_keyword("minLength", "three"), Err(()));
        assert_eq!(read_keyword("pattern", "^[0-9]+$"), Ok(Some(json!("^[0-9]+$"))));
    }

    #[test]
    fn a_schema_is_found_in_objects_and_rows() {
        let definition =
            json!({"schema": {"properties": {"a": {"items": {"properties": {"b": {"type": "string"}}}}}}});
        assert_eq!(schema_of(&definition, "/a/-/b"), Some(json!({"type": "string"})));
        assert_eq!(schema_of(&definition, "/a/b"), None);
    }
}
