//! What a designer can do to a definition, as data: an edit can be stored, sent, repeated and taken back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Kind, Piece, Place, Template, template};
use crate::form::{Capture, Need};
use crate::locale::{Locale, Text};

/// One step of work on a definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Puts something new at this place; what stands there moves down. In a table it becomes a column.
    Add {
        /// What is added.
        what: New,
        /// Where it will stand.
        at: Place,
        /// What it is called, or says if it is a note. A data element has a name of its own.
        title: Text,
    },
    /// Puts something elsewhere. Its data stay what they are; only columns change their order in the table too.
    Move {
        /// Where it stands.
        from: Place,
        /// Where it will stand once it has been taken out: [`Place::without`] tells from what one sees before.
        to: Place,
    },
    /// Takes something out, with the questions in it and all that is said of them. Conditions that read them stay, and
    /// are reported by the compiler.
    Remove {
        /// Where it stands.
        place: Place,
    },
    /// Puts the same again below it, under fresh ids, with the rules that are about it alone.
    Copy {
        /// Where it stands.
        place: Place,
    },
    /// Puts in what was taken from this or another definition by [`super::piece`].
    Paste {
        /// What was taken.
        piece: Piece,
        /// Where it will stand.
        at: Place,
    },
    /// Says something in one language; an empty text takes it back.
    Text {
        /// Of what it is said.
        place: Place,
        /// As what.
        aspect: Aspect,
        /// In which language.
        locale: Locale,
        /// What is said.
        text: String,
    },
    /// Calls the form otherwise in one language.
    FormTitle {
        /// In which language.
        locale: Locale,
        /// What it is called.
        text: String,
    },
    /// Asks the same datum in another way.
    Kind {
        /// The question.
        place: Place,
        /// In which way.
        kind: Kind,
    },
    /// Says whether an answer is needed.
    Need {
        /// The question.
        place: Place,
        /// Whether it is.
        need: Need,
    },
    /// Makes a question recommended, and says what follows when it is left out (容缺受理).
    Soft {
        /// The question.
        place: Place,
        /// What people are told of it.
        consequence: Text,
        /// Within how many working days it is to be handed in.
        within_days: Option<u16>,
    },
    /// Sets a keyword of a question's schema: `maxLength`, `minimum`, `pattern`, `readOnly`, `x-region`; or takes it out.
    Keyword {
        /// The question.
        place: Place,
        /// Which keyword.
        keyword: String,
        /// Its value.
        value: Option<Value>,
    },
    /// Sets what there is to choose from.
    Choices {
        /// The question.
        place: Place,
        /// Each answer and what it is called.
        choices: Vec<(String, Text)>,
    },
    /// Says which data element a question asks for, or that it asks for none.
    Element {
        /// The question.
        place: Place,
        /// The id of the element.
        element: Option<String>,
    },
    /// Sets the answer to begin with (JSON Logic), or takes it out.
    Default {
        /// The question.
        place: Place,
        /// What it is worked out from.
        value: Option<Value>,
    },
    /// Says how a document is to be handed in.
    Material {
        /// The document.
        place: Place,
        /// Whether the application is incomplete without it.
        required: bool,
        /// Media types it may come in; none where the usual ones are taken.
        accept: Vec<String>,
        /// How many files it may consist of, if not the usual number.
        max_files: Option<u32>,
        /// How it comes to be.
        capture: Capture,
    },
    /// Says whether only officers fill a page in.
    Office {
        /// The page.
        place: Place,
        /// Whether they do.
        official: bool,
    },
    /// Gives a question, page, group or document another id, and rewrites what refers to it.
    Id {
        /// What is renamed.
        place: Place,
        /// The id it gets: of a question, the last part of its pointer.
        id: String,
    },
}

/// Something that can be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum New {
    /// A page.
    Page,
    /// A group under a heading.
    Group,
    /// Questions side by side.
    Row,
    /// A paragraph.
    Note,
    /// A document that is asked for.
    Material,
    /// A button that does this: `recalculate`, `take_from_library`.
    Action(String),
    /// A question.
    Question(Kind),
    /// A question for this data element, which says how it is asked.
    Element(String),
    /// A page or group from the shelf of templates, by its id. It brings its own names.
    Template(String),
}

impl New {
    /// Whether it stands among the pages.
    pub fn is_page(&self) -> bool {
        match self {
            Self::Page => true,
            Self::Template(id) => template::find(id).is_some_and(Template::is_page),
            _ => false,
        }
    }
}

/// As what a text is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// What it is called; of a note, what it says.
    Title,
    /// A word of help, of a question or a document.
    Hint,
    /// The title of a page as a question.
    Question,
    /// Why the questions of a page are asked.
    Why,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Self; 4] = [Self::Title, Self::Hint, Self::Question, Self::Why];
}

/// A definition after an edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// The definition, with its layout written out.
    pub definition: Value,
    /// What is to be selected now: what was edited, where it stands, or its neighbour if it is gone.
    pub place: Option<Place>,
}

/// Why an edit cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditFault {
    /// The definition is no object, or its parts are not what they should be.
    BadDefinition,
    /// Nothing stands there, or nothing can.
    NotThere,
    /// Such a thing cannot stand there: a page on a page, a table in a table, a note among columns.
    Misplaced,
    /// A column stays in its table, and only a new one comes in.
    OtherTable,
    /// What stands there has nothing of this sort: a row no title, a note no need.
    NotOfIt,
    /// No such data element.
    UnknownElement,
    /// The data element is another kind of answer than the question asks for.
    UnfitElement,
    /// No such action.
    UnknownAction,
    /// No such template.
    UnknownTemplate,
    /// A keyword that has an edit of its own, or that a question does not have.
    BadKeyword,
    /// A value that the compiler could not read: a negative length, no choices, the same choice twice.
    BadValue,
    /// Another has this id.
    TakenId,
    /// An id that nothing could refer to: empty, with a dot, or `-`; of a page or group, one like a pointer.
    BadId,
    /// A page of the hall itself has the address that a page with this id would have.
    ReservedId,
    /// The question shares its schema with others, or is part of a block, and cannot be called otherwise by itself.
    SharedId,
    /// Groups within groups beyond what the compiler reads.
    TooDeep,
}

impl EditFault {
    /// Every fault, for tests and words.
    pub const ALL: [Self; 16] = [
        Self::BadDefinition,
        Self::NotThere,
        Self::Misplaced,
        Self::OtherTable,
        Self::NotOfIt,
        Self::UnknownElement,
        Self::UnfitElement,
        Self::UnknownAction,
        Self::UnknownTemplate,
        Self::BadKeyword,
        Self::BadValue,
        Self::TakenId,
        Self::BadId,
        Self::ReservedId,
        Self::SharedId,
        Self::TooDeep,
    ];
}
