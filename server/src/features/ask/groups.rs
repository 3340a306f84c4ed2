//! Questions that mean the same, put together: the most frequent first, and to each what is alike. Pure.

use super::talk::Grams;

/// Two questions that share this much are of one group.
const ALIKE: f32 = 0.55;

/// A question that waits for somebody to look at it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Open {
    pub id: i64,
    pub text: String,
    pub heard: String,
    pub asked: i64,
    pub unhelpful: i64,
    pub items: Vec<String>,
}

/// A group, by the question that was asked most.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The first is the one it is called by.
    pub questions: Vec<Open>,
}

impl Group {
    /// How often its questions were asked.
    pub fn asked(&self) -> i64 {
        self.questions.iter().map(|question| question.asked).sum()
    }

    /// How often an answer was found not to help.
    pub fn unhelpful(&self) -> i64 {
        self.questions.iter().map(|question| question.unhelpful).sum()
    }
}

/// Puts questions into groups, the largest first.
pub fn group(mut questions: Vec<Open>) -> Vec<Group> {
    questions.sort_by(|a, b| b.asked.cmp(&a.asked).then(a.id.cmp(&b.id)));
    let mut groups: Vec<(Grams, Group)> = Vec::new();
    for question in questions {
        let words = if question.heard.is_empty() { &question.text } else { &question.heard };
        let grams = Grams::of(words);
        let near = groups.iter_mut().map(|(lead, group)| (lead.alike(&grams), group));
        let near = near.fold(None, |best: Option<(f32, &mut Group)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        match near {
            Some((alike, group)) if alike >= ALIKE => group.questions.push(question),
            _ => groups.push((grams, Group { questions: vec![question] })),
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    groups.sort_by_key(|group| (-group.asked(), group.questions[0].id));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_is_together_and_the_largest_is_first() {
        let open = |id, text: &str, asked| Open { id, text: text.to_owned(), asked, ..Open::default() };
        let groups = group(vec![
            open(1, "撸串店要什么证", 1),
            open(2, "想开个撸串店", 2),
            open(3, "撸串店", 4),
            open(4, "猫丢了怎么办", 6),
            open(5, "撸串店！", 1),
        ]);
        let ids = |group: &Group| group.questions.iter().map(|question| question.id).collect::<Vec<_>>();
        assert_eq!(groups.iter().map(ids).collect::<Vec<_>>(), [vec![3, 2, 1, 5], vec![4]]);
        assert_eq!(groups[0].asked(), 8);
        assert!(group(Vec::new()).is_empty());
    }
}
