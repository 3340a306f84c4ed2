//! What the libraries say themselves: small talk, common questions, polite phrases, one of several replies; and which words are
//! never said. Built with the index, so that both always know the same.

use std::collections::BTreeSet;

use schema::ask::{AskReply, Blocked, Library, Said, Scene, Spoken, draw};

use super::taught::Taught;
use crate::features::catalogue::plain;

/// A common question is meant that shares this much with what was asked.
const ALIKE: f32 = 0.75;
/// What may be left of a question that is nothing but small talk.
const ENDINGS: &str = "吗呢啊呀吧哦哈嘛的了喽哟呗";

/// What the libraries say.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    blocked: Blocked,
    polite: Vec<String>,
    /// The longest first, so that none is hidden by a shorter one in it.
    small: Vec<(String, Vec<String>)>,
    common: Vec<Common>,
    replies: Vec<(Scene, Vec<String>)>,
}

/// A common question.
#[derive(Clone, Debug)]
struct Common {
    phrasings: Vec<Grams>,
    said: Said,
}

/// What a library has to say to a question.
pub enum Telling<'a> {
    /// The question holds a blocked word.
    Politely(Spoken),
    /// It is small talk, and nothing else.
    SmallTalk(Spoken),
    /// It is a common question; the items it is about.
    Common(Spoken, &'a [String]),
}

impl Talk {
    /// Reads the libraries; `gist` leaves out of a question what is only said around its matter.
    pub fn of(taught: &Taught, gist: impl Fn(&str) -> String) -> Self {
        let blocked = taught.of(Library::Blocked).flat_map(|said| said.words.iter().map(String::as_str));
        let small = taught.of(Library::SmallTalk);
        let small = small.flat_map(|said| said.words.iter().map(|word| (plain(word), said.texts.clone())));
        let mut small: Vec<(String, Vec<String>)> = small.filter(|(word, _)| !word.is_empty()).collect();
        small.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
        let common = taught.of(Library::Common).map(|said| Common {
            phrasings: said.words.iter().map(|words| Grams::of(&gist(words))).collect(),
            said: said.clone(),
        });
        let replies = taught.of(Library::Replies);
        Self {
            blocked: Blocked::new(blocked, simple),
            polite: taught.of(Library::Polite).flat_map(|said| said.texts.iter().cloned()).collect(),
            small,
            common: common.collect(),
            replies: replies.filter_map(|said| Some((said.scene?, said.texts.clone()))).collect(),
        }
    }

    /// What is never said.
    pub const fn blocked(&self) -> &Blocked {
        &self.blocked
    }

    /// What is said to a question, `gist` being what is left of it without what is only said around its matter.
    pub fn tell(&self, question: &str, gist: &str) -> Option<Telling<'_>> {
        let spoken = |library, texts: &[String], source: &str| Spoken {
            library,
            text: draw(texts, question).unwrap_or_default().to_owned(),
            source: source.to_owned(),
        };
        if self.blocked.holds(question) {
            return Some(Telling::Politely(spoken(Library::Polite, &self.polite, "")));
        }
        if let Some(texts) = self.small_talk(question) {
            return Some(Telling::SmallTalk(spoken(Library::SmallTalk, texts, "")));
        }
        let said = &self.common_question(gist)?.said;
        Some(Telling::Common(spoken(Library::Common, &said.texts, &said.source), &said.items))
    }

    /// One of the things that are said when it is so.
    pub fn reply(&self, scene: Scene, question: &str) -> Option<String> {
        let texts = self.replies.iter().filter(|(own, _)| *own == scene);
        let texts: Vec<String> = texts.flat_map(|(_, texts)| texts.iter().cloned()).collect();
        draw(&texts, question).map(str::to_owned)
    }

    /// What is answered to the longest phrase of a question that holds nothing but small talk.
    fn small_talk(&self, question: &str) -> Option<&[String]> {
        let (mut rest, mut answer) = (plain(question), None);
        for (phrase, texts) in &self.small {
            if rest.contains(phrase.as_str()) {
                rest = rest.replace(phrase.as_str(), " ");
                answer = answer.or(Some(texts.as_slice()));
            }
        }
        answer.filter(|_| rest.chars().all(|letter| letter == ' ' || ENDINGS.contains(letter)))
    }

    fn common_question(&self, gist: &str) -> Option<&Common> {
        let asked = Grams::of(gist);
        let alike = |common: &Common| {
            common.phrasings.iter().map(|phrasing| phrasing.alike(&asked)).fold(0.0, f32::max)
        };
        let all = self.common.iter().map(|common| (alike(common), common));
        let best = all.fold(None, |best: Option<(f32, &Common)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, common)| common)
    }
}

/// The characters of a text and the pairs of them.
#[derive(Clone, Debug, Default)]
pub struct Grams(BTreeSet<(char, char)>);

impl Grams {
    /// Of letters and digits; nothing else counts.
    pub fn of(text: &str) -> Self {
        let letters: Vec<char> = plain(text).chars().collect();
        let singles = letters.iter().map(|letter| (*letter, ' '));
        Self(singles.chain(letters.windows(2).map(|pair| (pair[0], pair[1]))).collect())
    }

    /// How much two texts share, from 0 to 1 (Sørensen and Dice).
    pub fn alike(&self, other: &Self) -> f32 {
        let both = self.0.len() + other.0.len();
        if both == 0 { 0.0 } else { 2.0 * self.0.intersection(&other.0).count() as f32 / both as f32 }
    }
}

/// A character as it is compared: of traditional ones the simplified.
fn simple(letter: char) -> char {
    if letter.is_ascii() { letter } else { plain(&letter.to_string()).chars().next().unwrap_or(letter) }
}

/// Covers what is never said in all that a reply shows. What leads somewhere must be whole to lead there: a choice or a guide
/// that would say such a word is left out.
pub fn cleaned(blocked: &Blocked, mut reply: AskReply) -> AskReply {
    if blocked.is_empty() {
        return reply;
    }
    let clean = |text: &mut String| *text = blocked.cleaned(text);
    clean(&mut reply.words);
    reply.context.agency = reply.context.agency.filter(|agency| !blocked.holds(agency));
    for answer in &mut reply.answers {
        [&mut answer.item.name, &mut answer.item.department, &mut answer.item.region]
            .into_iter()
            .for_each(clean);
        answer.item.found_in.iter_mut().for_each(clean);
    }
    if let Some(next) = &mut reply.next {
        let says = |text: &Option<String>| text.as_deref().is_some_and(|text| blocked.holds(text));
        next.choices.retain(|choice| !says(&choice.label));
    }
    reply.next = reply.next.filter(|next| next.choices.len() > 1);
    reply.region = reply.region.filter(|region| !blocked.holds(&region.name));
    reply.guide = reply.guide.filter(|guide| {
        !schema::Locale::ALL.into_iter().any(|locale| blocked.holds(guide.title.get(locale)))
    });
    reply.phrase.iter_mut().for_each(clean);
    if let Some(said) = &mut reply.said {
        clean(&mut said.text);
        clean(&mut said.source);
    }
    reply
}

#[cfg(test)]
mod tests {
    use schema::ask::AskAnswer;

    use super::*;

    fn talk() -> Talk {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let said = |words: &[&str], texts: &[&str]| Said {
            words: owned(words),
            texts: owned(texts),
            source: "出处".to_owned(),
            enabled: true,
            ..Said::default()
        };
        let taught = Taught::new(vec![
            (Library::Blocked, said(&["坏词"], &[])),
            (Library::Polite, said(&[], &["请文明用语。"])),
            (Library::SmallTalk, said(&["你好", "您好"], &["您好！"])),
            (Library::SmallTalk, said(&["你叫什么名字"], &["我叫小厅。"])),
            (Library::Common, said(&["大厅几点开门", "周末上班吗"], &["九点。"])),
        ]);
        Talk::of(&taught, str::to_owned)
    }

    fn told(question: &str) -> Option<(Library, String)> {
        Some(match talk().tell(question, question)? {
            Telling::Politely(spoken) | Telling::SmallTalk(spoken) | Telling::Common(spoken, _) => {
                (spoken.library, spoken.text)
            }
        })
    }

    #[test]
    fn a_library_answers_what_it_knows_and_nothing_else() {
        let check = |question: &str, expected: Option<(Library, &str)>| {
            let expected = expected.map(|(library, text)| (library, text.to_owned()));
            assert_eq!(told(question), expected, "{question}");
        };
        check("你好", Some((Library::SmallTalk, "您好！")));
        check("您好呀！", Some((Library::SmallTalk, "您好！")));
        check("你好，你叫什么名字？", Some((Library::SmallTalk, "我叫小厅。")));
        check("你好，护照怎么办", None);
        check("大厅几点开门", Some((Library::Common, "九点。")));
        check("大厅几点开门啊", Some((Library::Common, "九点。")));
        check("大廳幾點開門", Some((Library::Common, "九点。")));
        check("大厅在哪", None);
        check("你这个坏 词", Some((Library::Polite, "请文明用语。")));
        check("", None);
    }

    #[test]
    fn nothing_that_is_shown_says_a_blocked_word() {
        let item = serde_json::json!({
            "code": "A", "name": "坏词登记", "department": "坏-词局", "region": "坏词市", "region_code": "440100",
            "item_type": "行政许可", "handling": null, "promised_limit": null, "statutory_limit": null, "visits": null,
            "online": null, "marks": [[2, 2]], "found_in": "也叫坏词",
        });
        let reply = AskReply {
            words: "坏词".to_owned(),
            answers: vec![AskAnswer {
                item: serde_json::from_value(item).unwrap(),
                score: 1.0,
                why: Vec::new(),
            }],
            said: Some(Spoken {
                library: Library::Common,
                text: "坏词".to_owned(),
                source: "坏词".to_owned(),
            }),
            phrase: Some("坏词？".to_owned()),
            ..AskReply::default()
        };
        let talk = talk();
        let shown = serde_json::to_string(&cleaned(talk.blocked(), reply)).unwrap();
        assert!(!talk.blocked().holds(&shown) && shown.contains("＊＊登记"), "{shown}");
    }
}
