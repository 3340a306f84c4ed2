//! A program from its JSON, for the browser.
//!
//! By hand, and only in this direction: what serde derives to read these types weighs more than the rest of the
//! form engine together. A test reads back what the derived `Serialize` writes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, de};
use serde_json::{Map, Number, Value};

use super::control::{Choice, Control, Range, RegionCheck, TextCheck};
use super::format::Format;
use super::program::{Affected, Effect, Field, Form, Item, Material, Meta, Need, Page, Rule, Source};
use crate::expr::Expr;
use crate::locale::{Locale, Text};
use crate::role::{RegionCode, RegionLevel};

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        form(&value).ok_or_else(|| de::Error::custom("not the program of a form"))
    }
}

/// An object being read. What is left out in writing has its default.
struct In<'a>(&'a Map<String, Value>);

impl<'a> In<'a> {
    fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    fn string(&self, key: &str) -> String {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    fn text(&self, key: &str) -> Text {
        let mut text = Text::default();
        for (tag, words) in self.0.get(key).and_then(Value::as_object).into_iter().flatten() {
            if let (Some(locale), Some(words)) = (Locale::from_tag(tag), words.as_str()) {
                text = text.with(locale, words);
            }
        }
        text
    }

    fn flag(&self, key: &str) -> bool {
        self.0.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    fn count(&self, key: &str) -> Option<u32> {
        self.0.get(key).and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok())
    }

    fn number(&self, key: &str) -> Option<Number> {
        self.0.get(key).and_then(Value::as_number).cloned()
    }

    /// An expression that may be absent, but not unreadable.
    fn expr(&self, key: &str) -> Option<Option<Expr>> {
        self.0.get(key).map(Expr::parse).transpose().ok()
    }

    fn list<T>(&self, key: &str, read: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
        let Some(list) = self.0.get(key) else { return Some(Vec::new()) };
        list.as_array()?.iter().map(read).collect()
    }

    fn places(&self, key: &str) -> Option<BTreeSet<usize>> {
        let mut places = BTreeSet::new();
        places.extend(self.list(key, place)?);
        Some(places)
    }
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(ToOwned::to_owned)
}

fn place(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

/// The name of a variant and what it holds.
fn variant(value: &Value) -> Option<(&str, &Value)> {
    match value {
        Value::String(name) => Some((name, &Value::Null)),
        Value::Object(object) if object.len() == 1 => {
            object.iter().next().map(|(name, held)| (name.as_str(), held))
        }
        _ => None,
    }
}

fn form(value: &Value) -> Option<Form> {
    let it = In::of(value)?;
    let mut index = BTreeMap::new();
    for (read, value) in it.0.get("index").and_then(Value::as_object).into_iter().flatten() {
        index.insert(read.clone(), affected(value)?);
    }
    Some(Form {
        meta: meta(it.0.get("meta")?)?,
        pages: it.list("pages", page)?,
        fields: it.list("fields", field)?,
        rules: it.list("rules", rule)?,
        materials: it.list("materials", material)?,
        index,
    })
}

fn meta(value: &Value) -> Option<Meta> {
    let it = In::of(value)?;
    Some(Meta {
        id: it.string("id"),
        version: it.string("version"),
        title: it.text("title"),
        demonstration: it.flag("demonstration"),
        sources: it.list("sources", source)?,
    })
}

fn source(value: &Value) -> Option<Source> {
    let it = In::of(value)?;
    Some(Source { title: it.string("title"), url: it.string("url"), date: it.string("date") })
}

fn page(value: &Value) -> Option<Page> {
    let it = In::of(value)?;
    Some(Page {
        id: it.string("id"),
        title: it.text("title"),
        question: it.text("question"),
        why: it.text("why"),
        items: it.list("items", item)?,
    })
}

fn item(value: &Value) -> Option<Item> {
    let (name, held) = variant(value)?;
    if name == "field" {
        return place(held).map(Item::Field);
    }
    let it = In::of(held)?;
    match name {
        "group" => Some(Item::Group { title: it.text("title"), items: it.list("items", item)? }),
        "row" => Some(Item::Row { items: it.list("items", item)? }),
        "note" => Some(Item::Note { text: it.text("text") }),
        _ => None,
    }
}

fn field(value: &Value) -> Option<Field> {
    let it = In::of(value)?;
    Some(Field {
        pointer: it.string("pointer"),
        label: it.text("label"),
        hint: it.text("hint"),
        control: control(it.0.get("control")?)?,
        need: match it.0.get("need").map(Value::as_str) {
            None => Need::Optional,
            Some(name) => match name? {
                "recommended" => Need::Recommended,
                "required" => Need::Required,
                "optional" => Need::Optional,
                _ => return None,
            },
        },
        element: it.0.get("element").and_then(string),
        default: it.expr("default")?,
        read_only: it.flag("read_only"),
    })
}

fn control(value: &Value) -> Option<Control> {
    let (name, held) = variant(value)?;
    let nothing = Map::new();
    let it = In(held.as_object().unwrap_or(&nothing));
    let (min, max, unique) = (it.count("min"), it.count("max"), it.flag("unique"));
    Some(match name {
        "text" => Control::Text(TextCheck {
            min,
            max,
            pattern: it.0.get("pattern").and_then(string),
            format: match it.0.get("format") {
                Some(name) => Some(Format::from_name(name.as_str()?)?),
                None => None,
            },
            multiline: it.flag("multiline"),
        }),
        "integer" => Control::Integer(range(&it)),
        "number" => Control::Number(range(&it)),
        "yes_no" => Control::YesNo,
        "agree" => Control::Agree,
        "choice" => Control::Choice { options: it.list("options", choice)?, radio: it.flag("radio") },
        "choices" => Control::Choices { options: it.list("options", choice)?, min, max, unique },
        "date" => Control::Date,
        "year_month" => Control::YearMonth,
        "region" => Control::Region(region(&it)),
        "repeat" => {
            Control::Repeat { row: it.text("row"), fields: it.list("fields", field)?, min, max, unique }
        }
        _ => return None,
    })
}

/// Programs from before regions were chosen level by level say nothing more.
fn region(it: &In<'_>) -> RegionCheck {
    let text = |name: &str| it.0.get(name).and_then(Value::as_str);
    RegionCheck {
        level: text("level").and_then(RegionLevel::from_slug),
        within: text("within").and_then(|code| RegionCode::parse(code).ok()),
    }
}

fn range(it: &In<'_>) -> Range {
    Range {
        min: it.number("min"),
        max: it.number("max"),
        above: it.number("above"),
        below: it.number("below"),
        step: it.number("step"),
    }
}

fn choice(value: &Value) -> Option<Choice> {
    let it = In::of(value)?;
    Some(Choice { value: it.0.get("value")?.clone(), label: it.text("label") })
}

fn rule(value: &Value) -> Option<Rule> {
    let it = In::of(value)?;
    let effect = match it.0.get("effect")?.as_str()? {
        "show" => Effect::Show,
        "hide" => Effect::Hide,
        "require" => Effect::Require,
        "optional" => Effect::Optional,
        _ => return None,
    };
    Some(Rule {
        effect,
        row: it.string("row"),
        targets: it.list("targets", string)?,
        when: it.expr("when")??,
    })
}

fn material(value: &Value) -> Option<Material> {
    let it = In::of(value)?;
    Some(Material {
        id: it.string("id"),
        name: it.text("name"),
        required: it.flag("required"),
        when: it.expr("when")?,
        hint: it.text("hint"),
        accept: it.list("accept", string)?,
        max_files: it.count("max_files")?,
    })
}

fn affected(value: &Value) -> Option<Affected> {
    let it = In::of(value)?;
    let mut fields = BTreeSet::new();
    fields.extend(it.list("fields", string)?);
    Some(Affected {
        rules: it.places("rules")?,
        fields,
        pages: it.places("pages")?,
        materials: it.places("materials")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Every kind of control, item, need and effect, as serde writes it.
    #[test]
    fn what_is_written_is_read_again() {
        let text = || Text::zh("文").with(Locale::En, "text");
        let options = || vec![Choice { value: json!(1), label: text() }];
        let range = Range { min: Some(1.into()), below: Number::from_f64(2.5), ..Range::default() };
        let field = |control| Field {
            pointer: "/a".into(),
            label: text(),
            hint: text(),
            control,
            need: Need::Recommended,
            element: Some("person.name".into()),
            default: Some(Expr::Var("person.name".into(), None)),
            read_only: true,
        };
        let check = TextCheck {
            min: Some(1),
            max: Some(2),
            pattern: Some("x".into()),
            format: Some(Format::Phone),
            multiline: true,
        };
        let row = Field { need: Need::Required, default: None, ..field(Control::Date) };
        let controls = [
            Control::Text(check),
            Control::Text(TextCheck::default()),
            Control::Integer(range.clone()),
            Control::Number(range),
            Control::YesNo,
            Control::Agree,
            Control::Choice { options: options(), radio: true },
            Control::Choices { options: options(), min: Some(1), max: None, unique: true },
            Control::Date,
            Control::YearMonth,
            Control::Region(RegionCheck::default()),
            Control::Region(RegionCheck {
                level: Some(RegionLevel::County),
                within: RegionCode::parse("4401").ok(),
            }),
            Control::Repeat { row: text(), fields: vec![row], min: None, max: Some(3), unique: false },
        ];
        let rule = |effect| Rule {
            effect,
            row: "/rows/-".into(),
            targets: vec!["/a".into()],
            when: Expr::Var("b".into(), None),
        };
        let group = Item::Group { title: text(), items: vec![Item::Row { items: vec![Item::Field(3)] }] };
        let places = || BTreeSet::from([1, 2]);
        let affected = Affected {
            rules: places(),
            fields: BTreeSet::from(["/a".into()]),
            pages: places(),
            materials: places(),
        };
        let material = Material {
            id: "m".into(),
            name: text(),
            required: true,
            when: Some(Expr::Value(true.into())),
            hint: text(),
            accept: vec!["image/png".into()],
            max_files: 3,
        };
        let source = Source { title: "t".into(), url: "u".into(), date: "d".into() };
        let form = Form {
            meta: Meta {
                id: "x".into(),
                version: "1".into(),
                title: text(),
                demonstration: true,
                sources: vec![source],
            },
            pages: vec![Page {
                id: "p".into(),
                title: text(),
                question: text(),
                why: text(),
                items: vec![group, Item::Note { text: text() }],
            }],
            fields: controls.into_iter().map(field).collect(),
            rules: [Effect::Show, Effect::Hide, Effect::Require, Effect::Optional].map(rule).to_vec(),
            materials: vec![material],
            index: BTreeMap::from([("/b".into(), affected)]),
        };
        let wire = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<Form>(&wire).unwrap(), form);
        assert_eq!(
            serde_json::from_str::<Form>(r#"{"meta":{},"pages":[],"fields":[]}"#).unwrap(),
            Form::default()
        );
    }

    #[test]
    fn what_no_compiler_wrote_is_refused() {
        let check = |fields| {
            let wire = json!({"meta": {}, "pages": [], "fields": fields});
            assert!(serde_json::from_value::<Form>(wire).is_err());
        };
        check(json!([{"pointer": "/a", "label": {}}]));
        check(json!([{"pointer": "/a", "label": {}, "control": "slider"}]));
        check(json!([{"pointer": "/a", "label": {}, "control": {"text": {"format": "uri"}}}]));
        check(json!([{"pointer": "/a", "label": {}, "control": "date", "default": {"log": 1}}]));
        check(json!([{"pointer": "/a", "label": {}, "control": "date", "need": "perhaps"}]));
    }
}
