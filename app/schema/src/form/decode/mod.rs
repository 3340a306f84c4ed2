//! A program from its JSON, for the browser.
//!
//! By hand, and only in this direction: what serde derives to read these types weighs more than the rest of the
//! form engine together. A test reads back what the derived `Serialize` writes.

mod check;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, de};
use serde_json::{Map, Number, Value};

use super::control::{Choice, Control, Look, Range, RegionCheck, TextCheck};
use super::format::Format;
use super::opinion::{Opinion, OpinionPart, Seal};
use super::program::{
    Action, Capture, Effect, Field, Form, Item, Material, Meta, Need, Page, Readers, Rule, Soft, Source, Tone,
};
use crate::expr::Expr;
use crate::locale::{Locale, Text};
use crate::role::{RegionCode, RegionLevel};

impl Form {
    /// The form of a program that stands in something else; none where it is no program.
    pub fn of_program(program: &Value) -> Option<Self> {
        form(program)
    }
}

impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        form(&value).ok_or_else(|| de::Error::custom("not the program of a form"))
    }
}

impl<'de> Deserialize<'de> for Effect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        effect(&value).ok_or_else(|| de::Error::custom("not the effect of a rule"))
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
        index.insert(read.clone(), readers(value)?);
    }
    Some(Form {
        meta: meta(it.0.get("meta")?)?,
        pages: it.list("pages", page)?,
        office: it.list("office", page)?,
        fields: it.list("fields", field)?,
        objects: it.list("objects", check::whole)?,
        shared: it.list("shared", check::check)?,
        rules: it.list("rules", rule)?,
        materials: it.list("materials", material)?,
        document: it.list("document", |when| Expr::parse(when).ok())?,
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
    if name == "material" {
        return place(held).map(Item::Material);
    }
    let it = In::of(held)?;
    match name {
        "group" => {
            Some(Item::Group { id: it.string("id"), title: it.text("title"), items: it.list("items", item)? })
        }
        "row" => Some(Item::Row { items: it.list("items", item)? }),
        "note" => Some(Item::Note { text: it.text("text") }),
        "action" => Some(Item::Action {
            action: Action::from_name(it.0.get("action")?.as_str()?)?,
            label: it.text("label"),
            targets: it.list("targets", string)?,
        }),
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
        check: check::optional(&it, "check")?,
        need: match it.0.get("need").map(Value::as_str) {
            None => Need::Optional,
            Some(name) => match name? {
                "recommended" => Need::Recommended,
                "required" => Need::Required,
                "optional" => Need::Optional,
                _ => return None,
            },
        },
        soft: it.0.get("soft").map_or_else(Soft::default, soft),
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
        "text" => Control::Text(text_check(&it)?),
        "integer" => Control::Integer(range(&it)),
        "number" => Control::Number(range(&it)),
        "money" => Control::Money(range(&it)),
        "yes_no" => Control::YesNo,
        "agree" => Control::Agree,
        "choice" => Control::Choice { options: it.list("options", choice)?, look: look(&it) },
        "choices" => {
            let (options, chips) = (it.list("options", choice)?, it.flag("chips"));
            Control::Choices { options, min, max, unique, chips }
        }
        "date" => Control::Date,
        "date_range" => Control::DateRange,
        "year_month" => Control::YearMonth,
        "region" => Control::Region(region(&it)),
        "opinion" => Control::Opinion(Opinion {
            parts: it.list("parts", |part| OpinionPart::from_name(part.as_str()?))?,
            outcomes: it.list("outcomes", choice)?,
            several: it.flag("several"),
        }),
        "seal" => Control::Seal(Seal { id: it.string("id"), of: it.text("of") }),
        "repeat" => {
            let (row, fields, reorder) = (it.text("row"), it.list("fields", field)?, it.flag("reorder"));
            Control::Repeat { row, fields, min, max, unique, reorder }
        }
        _ => return None,
    })
}

/// A look is no more than that: one from a later time is a list.
fn look(it: &In<'_>) -> Look {
    it.0.get("look").and_then(Value::as_str).and_then(Look::from_name).unwrap_or_default()
}

fn text_check(it: &In<'_>) -> Option<TextCheck> {
    Some(TextCheck {
        min: it.count("min"),
        max: it.count("max"),
        pattern: it.0.get("pattern").and_then(string),
        format: match it.0.get("format") {
            Some(name) => Some(Format::from_name(name.as_str()?)?),
            None => None,
        },
        multiline: it.flag("multiline"),
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

fn soft(value: &Value) -> Soft {
    let nothing = Map::new();
    let it = In(value.as_object().unwrap_or(&nothing));
    Soft {
        consequence: it.text("consequence"),
        within_days: it.count("within_days").and_then(|days| u16::try_from(days).ok()),
    }
}

fn effect(value: &Value) -> Option<Effect> {
    let (name, held) = variant(value)?;
    let expr = || Expr::parse(held).ok();
    Some(match name {
        "show" => Effect::Show,
        "hide" => Effect::Hide,
        "enable" => Effect::Enable,
        "read_only" => Effect::ReadOnly,
        "require" => Effect::Require,
        "recommend" => Effect::Recommend(soft(held)),
        "optional" => Effect::Optional,
        "compute" => Effect::Compute(expr()?),
        "restrict" => Effect::Restrict(expr()?),
        "message" => {
            let it = In::of(held)?;
            let tone = if it.string("tone") == "warning" { Tone::Warning } else { Tone::Info };
            Effect::Message { tone, text: it.text("text") }
        }
        _ => return None,
    })
}

fn rule(value: &Value) -> Option<Rule> {
    let it = In::of(value)?;
    Some(Rule {
        effect: effect(it.0.get("effect")?)?,
        row: it.string("row"),
        targets: it.list("targets", string)?,
        when: it.expr("when")??,
        outside: it.list("outside", string)?,
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
        capture: it.0.get("capture").map_or(Some(Capture::File), capture)?,
        licence: it.0.get("licence").and_then(string),
    })
}

fn capture(value: &Value) -> Option<Capture> {
    let (name, held) = variant(value)?;
    match name {
        "photo" => {
            let it = In::of(held)?;
            Some(Capture::Photo { width: it.count("width")?, height: it.count("height")? })
        }
        "signature" => Some(Capture::Signature),
        "file" => Some(Capture::File),
        _ => None,
    }
}

fn readers(value: &Value) -> Option<Readers> {
    let it = In::of(value)?;
    Some(Readers { rules: it.places("rules")?, materials: it.places("materials")? })
}
