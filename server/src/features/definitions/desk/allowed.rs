//! What a person may do with a form now: what the desk offers, decided by the same rules that refuse the rest. Pure.

use chrono::{DateTime, Utc};
use schema::definitions::{DraftAct, PublishedVersion};

use super::domain::{Designer, Draft, retire};
use crate::features::catalogue::Part;

/// A form as far as it is decided about.
pub struct Standing<'a> {
    /// Every part of the hall that it belongs to.
    pub parts: &'a [Part],
    /// Its draft.
    pub draft: Option<&'a Draft>,
    /// Its versions.
    pub versions: &'a [PublishedVersion],
    /// How many items are applied for with it.
    pub items: u64,
}

impl Standing<'_> {
    /// What may be done with the draft.
    pub fn acts(&self, designer: &Designer) -> Vec<DraftAct> {
        let (writes, reviews) = (designer.may_write(self.parts), designer.may_review(self.parts));
        let draft = |may: bool, is: &dyn Fn(&Draft) -> bool| may && self.draft.is_some_and(is);
        let acts = [
            (DraftAct::Edit, writes),
            (DraftAct::Submit, draft(writes, &|draft| draft.submit().is_ok())),
            (DraftAct::Review, draft(reviews, &|draft| draft.review_by(designer.account).is_ok())),
            (DraftAct::Publish, draft(writes || reviews, &|draft| draft.publish().is_ok())),
            (DraftAct::Discard, draft(writes, &|_| true)),
        ];
        acts.into_iter().filter(|(_, may)| *may).map(|(act, _)| act).collect()
    }

    /// The versions that may be retired.
    pub fn retirable(&self, designer: &Designer, now: DateTime<Utc>) -> Vec<u32> {
        if !designer.may_write(self.parts) && !designer.may_review(self.parts) {
            return Vec::new();
        }
        let may = |version: &u32| retire(self.versions, *version, self.items, now).is_ok();
        self.versions.iter().map(|version| version.version).filter(may).collect()
    }
}

#[cfg(test)]
mod tests {
    use schema::definitions::DraftState;
    use schema::role::RegionCode;

    use super::*;
    use crate::features::catalogue::Scope;

    fn city() -> Part {
        Part { region: RegionCode::parse("4401").ok(), agency: None }
    }

    #[test]
    fn what_is_offered_is_what_would_be_done() {
        let scope = || Scope::new(vec![city()]);
        let writer = Designer::new(1, scope(), None).unwrap();
        let reviewer = Designer::new(2, None, scope()).unwrap();
        let author_of_both = Designer::new(1, scope(), scope()).unwrap();
        let parts = [city()];
        let check = |state: Option<DraftState>, who: &Designer, expected: &[DraftAct]| {
            let draft = state.map(|state| Draft { state, authors: vec![1], submitted_by: Some(1) });
            let standing = Standing { parts: &parts, draft: draft.as_ref(), versions: &[], items: 0 };
            assert_eq!(standing.acts(who), expected, "{state:?} {}", who.account);
        };
        use DraftAct::{Discard, Edit, Publish, Review, Submit};
        check(None, &writer, &[Edit]);
        check(None, &reviewer, &[]);
        check(Some(DraftState::Draft), &writer, &[Edit, Submit, Discard]);
        check(Some(DraftState::Draft), &reviewer, &[]);
        check(Some(DraftState::Review), &writer, &[Edit, Discard]);
        check(Some(DraftState::Review), &reviewer, &[Review]);
        check(Some(DraftState::Review), &author_of_both, &[Edit, Discard]);
        check(Some(DraftState::Approved), &writer, &[Edit, Publish, Discard]);
        check(Some(DraftState::Approved), &reviewer, &[Publish]);
    }

    #[test]
    fn versions_of_others_are_not_theirs_to_retire() {
        let now: DateTime<Utc> = "2026-03-02T01:00:00Z".parse().unwrap();
        let version = |version| PublishedVersion {
            version,
            published_at: now,
            effective_from: now,
            retired_at: None,
            published_by: None,
            reviewed_by: None,
        };
        let (versions, parts) = ([version(2), version(1)], [city()]);
        let standing = |items| Standing { parts: &parts, draft: None, versions: &versions, items };
        let mine = Designer::new(1, Scope::new(vec![city()]), None).unwrap();
        let far = Part { region: RegionCode::parse("5116").ok(), agency: None };
        let others = Designer::new(1, Scope::new(vec![far]), None).unwrap();
        assert_eq!(standing(1).retirable(&mine, now), [2, 1]);
        assert_eq!(standing(1).retirable(&others, now), Vec::<u32>::new());
        let last = Standing { versions: &versions[1..], ..standing(1) };
        assert_eq!(last.retirable(&mine, now), Vec::<u32>::new());
    }
}
