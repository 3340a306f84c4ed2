//! How saving stands, on both designers alike.

use schema::definitions::DraftState;
use schema::{Problem, ProblemKind};

use crate::text::{Editor as Texts, problem};

/// How saving stands.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser saves"))]
pub enum Saving {
    /// What is stored is what is on the screen.
    Saved(Option<String>),
    /// Something is not stored yet.
    Unsaved,
    /// It is on its way.
    Underway,
    /// It is kept on this device: there is no network.
    KeptHere,
    /// It was refused.
    Failed(Box<Problem>),
}

impl Saving {
    /// Whether who draws has to sign in again.
    pub fn is_signed_out(&self) -> bool {
        matches!(self, Self::Failed(problem) if problem.kind() == ProblemKind::SignInNeeded)
    }

    /// Whether there is something to save.
    pub const fn is_savable(&self) -> bool {
        matches!(self, Self::Unsaved | Self::KeptHere | Self::Failed(_))
    }

    /// Whether there is something that nobody reviews yet.
    pub fn may_hand_over(&self, draft: Option<DraftState>) -> bool {
        let is_untouched = draft.is_none() && matches!(self, Self::Saved(_));
        !is_untouched && draft != Some(DraftState::Review)
    }

    /// What is said of it.
    pub fn said(&self, texts: Texts) -> String {
        match self {
            Self::Saved(None) => String::new(),
            Self::Saved(Some(time)) => texts.saved_at(time),
            Self::Unsaved => texts.unsaved().to_owned(),
            Self::Underway => texts.saving().to_owned(),
            Self::KeptHere => texts.kept_here().to_owned(),
            // What to do then is said below.
            Self::Failed(why) if why.kind() == ProblemKind::Conflict => {
                problem(texts.0, why.kind()).to_owned()
            }
            Self::Failed(why) => format!("{} {}", problem(texts.0, why.kind()), texts.not_saved()),
        }
    }
}

#[cfg(test)]
mod tests {
    use schema::Locale;

    use super::*;

    fn refused(kind: ProblemKind) -> Saving {
        Saving::Failed(Box::new(Problem::new(kind)))
    }

    #[test]
    fn what_is_not_stored_can_be_saved_and_is_told() {
        let signed_out = refused(ProblemKind::SignInNeeded);
        assert!(signed_out.is_signed_out() && signed_out.is_savable());
        assert!(!refused(ProblemKind::Conflict).is_signed_out());
        assert!(!Saving::Underway.is_savable() && !Saving::Saved(None).is_savable());
        let texts = Texts(Locale::ZhCn);
        assert!(signed_out.said(texts).ends_with(texts.not_saved()));
        assert!(!refused(ProblemKind::Conflict).said(texts).contains(texts.not_saved()));
        assert_eq!(Saving::Saved(None).said(texts), "");
    }

    #[test]
    fn what_nobody_reviews_yet_may_be_handed_over() {
        let saved = Saving::Saved(None);
        assert!(!saved.may_hand_over(None), "nothing was changed");
        assert!(Saving::Unsaved.may_hand_over(None));
        assert!(saved.may_hand_over(Some(DraftState::Draft)));
        assert!(!Saving::Unsaved.may_hand_over(Some(DraftState::Review)));
    }
}
