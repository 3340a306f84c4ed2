//! Which answers may be changed: all of a draft, or only those an officer asked to be put right.

use schema::process::{Place, SupplementPoint};

/// What may be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    #[default]
    Whole,
    /// Only these, each for its reason.
    Points(Vec<SupplementPoint>),
}

impl Scope {
    /// The scope of an application with these open points; none are open in a draft.
    pub fn of(points: &[SupplementPoint]) -> Self {
        if points.is_empty() { Self::Whole } else { Self::Points(points.to_vec()) }
    }

    /// Whether the answer at the pointer may be changed: it, or what it is a part of, is asked for.
    pub fn is_open(&self, pointer: &str) -> bool {
        self.holds(|asked| under(pointer, asked))
    }

    /// Whether something within the group at the pointer may be changed.
    pub fn is_open_within(&self, pointer: &str) -> bool {
        self.holds(|asked| under(asked, pointer) || under(pointer, asked))
    }

    /// Why the answer at the pointer is asked for again.
    pub fn reason(&self, pointer: &str) -> Option<&str> {
        self.points().iter().find_map(|point| match &point.place {
            Place::Pointer(asked) if asked == pointer => Some(point.reason.as_str()),
            _ => None,
        })
    }

    /// Whether files of the material may be changed.
    pub fn is_open_material(&self, id: &str) -> bool {
        *self == Self::Whole || self.material_reason(id).is_some()
    }

    /// Why the material is asked for again.
    pub fn material_reason(&self, id: &str) -> Option<&str> {
        self.points().iter().find_map(|point| match &point.place {
            Place::Material(asked) if asked == id => Some(point.reason.as_str()),
            _ => None,
        })
    }

    fn points(&self) -> &[SupplementPoint] {
        match self {
            Self::Whole => &[],
            Self::Points(points) => points,
        }
    }

    fn holds(&self, is: impl Fn(&str) -> bool) -> bool {
        let asked = |point: &SupplementPoint| match &point.place {
            Place::Pointer(asked) => is(asked),
            Place::Material(_) => false,
        };
        *self == Self::Whole || self.points().iter().any(asked)
    }
}

/// Whether the first pointer is the second or lies under it.
fn under(pointer: &str, above: &str) -> bool {
    pointer.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
