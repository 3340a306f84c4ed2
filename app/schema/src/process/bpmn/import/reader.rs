//! What an import knows while it reads: where lines begin, what was lost, which ids are taken, whose lane a node is in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use roxmltree::NodeId;
use serde_json::{Map, Value, json};

use super::super::{OWN, roles, shown};
use super::report::{Loss, LossCode, Place, Refusal, Refused};
use super::source::{Xml, attribute, child, children, text, word};
use crate::locale::{Locale, Text};
use crate::role::Role;

/// The longest quotation in a report, in characters.
const LONGEST: usize = 300;

pub(super) struct Reader<'x> {
    /// Where each line begins.
    lines: Vec<usize>,
    losses: BTreeSet<Loss>,
    /// How often each id was asked for.
    ids: BTreeMap<String, u32>,
    /// The innermost lane of each node.
    lanes: HashMap<&'x str, Xml<'x>>,
    /// What the choice at a gateway is called, however many blocks come of it.
    choices: HashMap<NodeId, String>,
    /// Every element by its id.
    pub elements: HashMap<&'x str, Xml<'x>>,
    /// The language of conditions that name none.
    pub language: Option<&'x str>,
    /// How many scopes there are around.
    pub depth: usize,
}

impl<'x> Reader<'x> {
    pub fn new(source: &str, definitions: Xml<'x>) -> Result<Self, Refused> {
        let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut reader = Self {
            lines,
            losses: BTreeSet::new(),
            ids: BTreeMap::new(),
            lanes: HashMap::new(),
            choices: HashMap::new(),
            elements: HashMap::new(),
            language: attribute(definitions, "expressionLanguage"),
            depth: 0,
        };
        for node in definitions.descendants().filter(|node| word(*node).is_some()) {
            let Some(id) = attribute(node, "id") else { continue };
            if reader.elements.insert(id, node).is_some() {
                return Err(reader.refuse(node, Refusal::DuplicateId));
            }
        }
        Ok(reader)
    }

    pub fn place(&self, node: Xml<'_>) -> Place {
        let start = node.range().start;
        Place {
            line: self.lines.partition_point(|line| *line <= start),
            kind: node.tag_name().name().to_owned(),
            id: attribute(node, "id").unwrap_or_default().to_owned(),
            name: cut(&clean(attribute(node, "name").unwrap_or_default())),
        }
    }

    pub fn refuse(&self, node: Xml<'_>, why: Refusal) -> Refused {
        Refused { place: self.place(node), why, detail: String::new() }
    }

    pub fn lose(&mut self, node: Xml<'_>, what: LossCode, detail: impl AsRef<str>) {
        let loss = Loss { place: self.place(node), what, detail: cut(detail.as_ref()) };
        self.losses.insert(loss);
    }

    /// What was lost, in the order of the file.
    pub fn losses(self) -> Vec<Loss> {
        self.losses.into_iter().collect()
    }

    /// What the choice at a gateway is called: the id of the first block that came of it.
    pub fn choice(&mut self, node: Xml<'_>, id: &str) -> String {
        self.choices.entry(node.id()).or_insert_with(|| id.to_owned()).clone()
    }

    /// An id that nothing else has, as near to this one as can be.
    pub fn fresh(&mut self, wished: &str) -> String {
        let id = slug(wished);
        loop {
            let times = self.ids.entry(id.clone()).or_default();
            *times += 1;
            let found = if *times == 1 { id.clone() } else { format!("{id}-{times}") };
            if found == id {
                return id;
            }
            if !self.ids.contains_key(&found) {
                self.ids.insert(found.clone(), 1);
                return found;
            }
        }
    }

    /// The same for an element of ours, whose id should stay.
    pub fn fresh_own(&mut self, node: Xml<'_>, own: Option<&Map<String, Value>>) -> String {
        let wished = own.and_then(|own| own.get("id")).and_then(Value::as_str);
        let id = self.fresh(wished.or_else(|| attribute(node, "id")).unwrap_or("step"));
        if wished.is_some_and(|wished| wished != id) {
            self.lose(node, LossCode::Renamed, &id);
        }
        id
    }

    /// Its name: that of the diagram, and what we said of it in other languages.
    pub fn name(&mut self, node: Xml<'_>, own: Option<&Value>, or: &str) -> Value {
        let drawn = node.attribute("name").unwrap_or_default();
        let own: Option<Text> = own.and_then(|own| serde_json::from_value(own.clone()).ok());
        match own {
            Some(own) if shown(own.get(Locale::ZhCn)) == drawn => json!(own),
            Some(own) if !drawn.trim().is_empty() => {
                if Locale::ALL.iter().any(|locale| *locale != Locale::ZhCn && own.has(*locale)) {
                    self.lose(node, LossCode::NameChanged, own.get(Locale::ZhCn));
                }
                json!(own.with(Locale::ZhCn, clean(drawn)))
            }
            _ => {
                let drawn = clean(drawn);
                json!(Text::zh(if drawn.is_empty() { clean(or) } else { drawn }))
            }
        }
    }

    /// What we said of it under this name.
    pub fn own(&self, node: Xml<'_>, name: &str) -> Option<Map<String, Value>> {
        let parts = child(node, "extensionElements")?;
        let own = parts
            .children()
            .find(|part| part.tag_name().namespace() == Some(OWN) && part.tag_name().name() == name)?;
        serde_json::from_str(&text(own)).ok()
    }

    /// Takes in who works where; of lanes within lanes the innermost counts.
    pub fn lane_set(&mut self, set: Xml<'x>) {
        for lane in children(set).filter(|lane| word(*lane) == Some("lane")) {
            for part in children(lane) {
                match word(part) {
                    Some("flowNodeRef") => {
                        let node = part.text().map(str::trim).unwrap_or_default();
                        self.lanes.insert(node, lane);
                    }
                    Some("childLaneSet" | "extensionElements") => {}
                    _ => self.lose(part, LossCode::Dropped, ""),
                }
            }
            if self.role_of(lane).is_none() {
                self.lose(lane, LossCode::Dropped, "");
            }
            // After its own nodes, so that what stands in a smaller lane is taken from that.
            children(lane)
                .filter(|part| word(*part) == Some("childLaneSet"))
                .for_each(|set| self.lane_set(set));
        }
    }

    fn role_of(&self, lane: Xml<'_>) -> Option<Role> {
        let said = || serde_json::from_value(self.own(lane, "lane")?.get("role")?.clone()).ok();
        attribute(lane, "name").and_then(roles::of_name).or_else(said)
    }

    /// The role in whose lane it lies, or what else the lane is called.
    pub fn lane(&self, node: Xml<'_>) -> (Option<Role>, Option<String>) {
        let Some(lane) = attribute(node, "id").and_then(|id| self.lanes.get(id)) else { return (None, None) };
        (self.role_of(*lane), Some(clean(attribute(*lane, "name").unwrap_or_default())))
    }

    /// Names what of other vocabularies stands on an element, and what of its attributes and parts is in none of these.
    pub fn leftovers(&mut self, node: Xml<'x>, attributes: &[&str], parts: &[&str]) {
        let known = |name: &str| attributes.contains(&name) || matches!(name, "id" | "name");
        let odd = |part: &roxmltree::Attribute<'_, '_>| part.namespace().is_some() || !known(part.name());
        let mut foreign: Vec<String> =
            node.attributes().filter(odd).map(|part| part.name().to_owned()).collect();
        for part in node.children().filter(|part| part.is_element()) {
            match word(part) {
                Some("extensionElements") => {
                    let parts = part.children().filter(|part| part.is_element());
                    let other = parts.filter(|part| part.tag_name().namespace() != Some(OWN));
                    foreign.extend(other.map(|part| part.tag_name().name().to_owned()));
                }
                Some(name) if parts.contains(&name) => {}
                Some("documentation") => {
                    self.lose(node, LossCode::Dropped, format!("documentation: {}", text(part)))
                }
                Some(_) => self.lose(part, LossCode::Dropped, attribute(node, "id").unwrap_or_default()),
                None => foreign.push(part.tag_name().name().to_owned()),
            }
        }
        if !foreign.is_empty() {
            self.lose(node, LossCode::Dropped, foreign.join(", "));
        }
    }
}

/// A text on one line.
pub(super) fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// An id as definitions have them.
pub(super) fn slug(id: &str) -> String {
    let fits = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c.to_ascii_lowercase() } else { '-' }
    };
    let id: String = id.chars().take(100).map(fits).collect();
    if id.is_empty() { "step".into() } else { id }
}
