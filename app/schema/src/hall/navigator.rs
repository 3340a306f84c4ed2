//! The navigator (导航员) 小厅: which figure it has, and what it looks like and says in each scene. Editors choose.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::locale::{Locale, Text};

/// What the navigator looks like and says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Navigator {
    /// Its figure.
    pub figure: Figure,
    /// What it does in each scene; every scene is there.
    pub scenes: BTreeMap<Scene, Cue>,
}

/// A figure that is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NavigatorFigure))]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A sheet of paper with a small seal.
    #[default]
    Paper,
    /// A seal in a robe.
    Seal,
}

/// A face with its gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NavigatorExpression))]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// 欢迎.
    Welcome,
    /// 倾听.
    Listening,
    /// 思考.
    Thinking,
    /// 回答.
    Answering,
    /// 抱歉.
    Sorry,
    /// 再见.
    Goodbye,
}

/// Where the navigator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NavigatorScene))]
#[serde(rename_all = "snake_case")]
pub enum Scene {
    /// On the first page.
    Home,
    /// Before a question.
    Asking,
    /// It asks back.
    Narrowing,
    /// It has one answer.
    Answering,
    /// It has several answers.
    Several,
    /// It has no good answer.
    Unsure,
    /// It has none at all.
    Lost,
    /// In the virtual hall.
    Hall,
    /// On the way to a counter.
    Way,
    /// At a counter.
    Counter,
    /// An item is played, step by step.
    Walk,
    /// At the end of that.
    Goodbye,
}

/// What the navigator does in a scene.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = NavigatorCue))]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Its face.
    pub expression: Expression,
    /// What it says, in each language; where it answers questions its words are those of the library of replies.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub phrase: Text,
}

/// The navigator, and how often editors have set it. `GET /api/navigator`; the body of `PUT /api/desk/navigator`, whose revision
/// is the one the editor saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NavigatorView {
    /// The navigator.
    pub navigator: Navigator,
    /// How often it was set; 0: as the hall has it.
    pub revision: i64,
}

impl Figure {
    /// Every figure.
    pub const ALL: [Self; 2] = [Self::Paper, Self::Seal];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Seal => "seal",
        }
    }
}

impl Expression {
    /// Every expression.
    pub const ALL: [Self; 6] =
        [Self::Welcome, Self::Listening, Self::Thinking, Self::Answering, Self::Sorry, Self::Goodbye];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Listening => "listening",
            Self::Thinking => "thinking",
            Self::Answering => "answering",
            Self::Sorry => "sorry",
            Self::Goodbye => "goodbye",
        }
    }
}

impl Scene {
    /// Every scene, as a visit goes.
    pub const ALL: [Self; 12] = [
        Self::Home,
        Self::Asking,
        Self::Narrowing,
        Self::Answering,
        Self::Several,
        Self::Unsure,
        Self::Lost,
        Self::Hall,
        Self::Way,
        Self::Counter,
        Self::Walk,
        Self::Goodbye,
    ];

    /// The name on the wire.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Asking => "asking",
            Self::Narrowing => "narrowing",
            Self::Answering => "answering",
            Self::Several => "several",
            Self::Unsure => "unsure",
            Self::Lost => "lost",
            Self::Hall => "hall",
            Self::Way => "way",
            Self::Counter => "counter",
            Self::Walk => "walk",
            Self::Goodbye => "goodbye",
        }
    }
}

impl Scene {
    /// Whether what it says is chosen here, and not in the library of replies.
    pub const fn speaks(self) -> bool {
        matches!(self, Self::Home | Self::Hall | Self::Way | Self::Counter | Self::Walk | Self::Goodbye)
    }
}

impl Navigator {
    /// So many characters a phrase has at most, in any language.
    pub const MOST: usize = 120;

    /// Where a phrase is missing, and where it is too long: JSON Pointers.
    pub fn faults(&self) -> (Vec<String>, Vec<String>) {
        let (mut missing, mut long) = (Vec::new(), Vec::new());
        for scene in Scene::ALL.into_iter().filter(|scene| scene.speaks()) {
            for locale in Locale::ALL {
                let pointer = format!("/navigator/scenes/{}/phrase/{}", scene.slug(), locale.tag());
                let phrase = self.cue(scene).map(|cue| &cue.phrase).filter(|phrase| phrase.has(locale));
                let phrase = phrase.map_or("", |phrase| phrase.get(locale).trim());
                if phrase.is_empty() {
                    missing.push(pointer);
                } else if phrase.chars().count() > Self::MOST {
                    long.push(pointer);
                }
            }
        }
        (missing, long)
    }

    /// What it does in a scene.
    pub fn cue(&self, scene: Scene) -> Option<&Cue> {
        self.scenes.get(&scene)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::to_value;

    use super::*;

    const SEED: &str = include_str!("../../../../server/seed/navigator.json");

    #[test]
    fn the_names_are_those_on_the_wire() {
        for scene in Scene::ALL {
            assert_eq!(to_value(scene).unwrap(), scene.slug());
        }
        for expression in Expression::ALL {
            assert_eq!(to_value(expression).unwrap(), expression.slug());
        }
        for figure in Figure::ALL {
            assert_eq!(to_value(figure).unwrap(), figure.slug());
        }
    }

    #[test]
    fn the_hall_s_own_navigator_has_a_phrase_and_a_face_for_every_scene_and_uses_all_faces() {
        let own: Navigator = serde_json::from_str(SEED).unwrap();
        assert_eq!(own.faults(), (vec![], vec![]));
        for expression in Expression::ALL {
            assert!(own.scenes.values().any(|cue| cue.expression == expression), "{expression:?}");
        }
    }

    #[test]
    fn what_is_missing_or_too_long_is_found_with_its_place() {
        let mut own: Navigator = serde_json::from_str(SEED).unwrap();
        own.scenes.remove(&Scene::Home);
        let long = Text::zh("长".repeat(Navigator::MOST + 1)).with(Locale::En, "x");
        own.scenes.insert(Scene::Hall, Cue { expression: Expression::Welcome, phrase: long });
        let (missing, long) = own.faults();
        assert_eq!(missing, ["/navigator/scenes/home/phrase/zh-CN", "/navigator/scenes/home/phrase/en"]);
        assert_eq!(long, ["/navigator/scenes/hall/phrase/zh-CN"]);
    }
}
