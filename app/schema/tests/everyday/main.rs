//! The processes of the demo city, each drawn once more by what the designer can do and nothing else, from an empty definition: what comes
//! of it is what the demo city ships. And each everyday item has one of its own.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use schema::locale::Locale;
use schema::process::design::{Edit, New, Piece, PieceKind, Place, Shell, Wording, apply, laid_out};
use schema::process::{Process, TaskKind};
use serde_json::{Value, json};

/// The eight everyday items of the demo city, by their forms.
const EVERYDAY: [&str; 8] = [
    "birth-registration-service",
    "birth-household-registration",
    "residence-permit",
    "sole-trader-registration",
    "food-business-licence",
    "senior-card",
    "flexible-employment-insurance",
    "public-place-hygiene-licence",
];

fn seed() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../server/seed")
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(seed().join(path)).unwrap()).unwrap()
}

/// Somebody at the designer, with what they have drawn so far.
struct Drawing {
    definition: Value,
    edits: usize,
}

impl Drawing {
    /// Nothing but an id and a version, which whoever publishes it gives it.
    fn empty(id: &Value, version: &Value) -> Self {
        let definition = json!({ "id": id, "version": version, "title": {}, "seq": [] });
        Self { definition, edits: 0 }
    }

    fn edit(&mut self, edit: Edit) {
        let edited = apply(&self.definition, &edit);
        self.definition = edited.unwrap_or_else(|why| panic!("{edit:?}: {why:?}")).definition;
        self.edits += 1;
    }

    /// Says of what stands here what is said of this, and no more.
    fn say(&mut self, here: &Place, of: &Piece) {
        let drawn = Piece::read(&self.definition).unwrap();
        let there = drawn.at(here).unwrap().members.clone();
        for locale in Locale::ALL {
            let text = of.name().get(locale).to_owned();
            self.edit(Edit::Name { place: here.clone(), locale, text });
        }
        let is_set = |name: &str| !["id", "version", "name", "title"].contains(&name);
        for (member, value) in of.members.iter().filter(|(name, _)| is_set(name)) {
            if there.get(member) != Some(value) {
                let (member, value) = (member.clone(), Some(value.clone()));
                self.edit(Edit::Set { place: here.clone(), member, value });
            }
        }
        for member in there.keys().filter(|name| is_set(name) && !of.members.contains_key(*name)) {
            self.edit(Edit::Set { place: here.clone(), member: member.clone(), value: None });
        }
        if let Some(id) = of.id().filter(|_| of.kind != PieceKind::Process) {
            self.edit(Edit::Id { place: here.clone(), id: id.to_owned() });
        }
    }

    /// Draws what lies in this one after the other into what stands here, and takes out what it began with.
    fn fill(&mut self, here: &Place, of: &Piece) {
        let begun = Piece::read(&self.definition).unwrap().at(here).unwrap().children.len();
        let is_fork = of.kind.is_fork();
        for (index, child) in of.children.iter().enumerate() {
            let at = here.child(index);
            // A fork begins with two branches; they are made what they are to be.
            if !is_fork || index >= begun {
                self.edit(Edit::Add { what: what(child), at: at.clone(), words: Wording::default() });
            }
            self.say(&at, child);
            self.fill(&at, child);
        }
        let left = if is_fork { 0 } else { begun };
        for _ in 0..left {
            self.edit(Edit::Remove(here.child(of.children.len())));
        }
    }
}

/// What is put in to become this.
fn what(piece: &Piece) -> New {
    match piece.kind {
        PieceKind::Task => New::Task(piece.said::<TaskKind>("kind").unwrap()),
        PieceKind::Branch => New::Branch,
        PieceKind::Call => New::Call,
        kind => New::Block(Shell::ALL.into_iter().find(|shell| shell.kind() == kind).unwrap()),
    }
}

/// The same process, drawn from nothing; and by how many edits.
fn drawn(shipped: &Value) -> (Value, usize) {
    let target = Piece::read(shipped).unwrap();
    let mut drawing = Drawing::empty(&shipped["id"], &shipped["version"]);
    drawing.say(&Place::default(), &target);
    drawing.fill(&Place::default(), &target);
    (drawing.definition, drawing.edits)
}

#[test]
fn every_process_that_is_shipped_can_be_drawn_in_the_designer() {
    let mut drawings = 0;
    for entry in fs::read_dir(seed().join("processes")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let shipped = read(&format!("processes/{name}"));
        let (definition, edits) = drawn(&shipped);
        assert_eq!(definition, laid_out(&shipped), "{name}");
        assert_eq!(Process::read(&definition.to_string()), Process::read(&shipped.to_string()), "{name}");
        assert!(Process::read(&definition.to_string()).is_ok(), "{name}");
        assert!(edits > 10, "{name}: {edits}");
        drawings += 1;
    }
    assert!(drawings >= EVERYDAY.len());
}

#[test]
fn each_everyday_item_has_a_process_of_its_own() {
    let links = read("items.json");
    let of = |form: &str| links.as_array().unwrap().iter().find(|link| link["form"] == form).unwrap();
    let own: BTreeSet<String> =
        EVERYDAY.iter().map(|form| of(form)["process"].as_str().unwrap().to_owned()).collect();
    assert_eq!(own.len(), EVERYDAY.len(), "{own:?}");
    for process in &own {
        assert!(!["standard", "instant", "reported"].contains(&process.as_str()), "{process}");
        assert_eq!(read(&format!("processes/{process}.json"))["id"], process.as_str());
        // What they do is not the same, whatever they are called.
        let blocks = |id: &str| read(&format!("processes/{id}.json"))["seq"].to_string();
        assert!(own.iter().all(|other| other == process || blocks(other) != blocks(process)), "{process}");
    }
}
