//! What stands on the first page of the demo city: `season.json`, `themes.json` and `life-events.json` in `server/seed`.

use schema::catalogue::Audience;
use schema::home::LifeEventSummary;
use schema::locale::Text;
use serde::Deserialize;

use super::domain::PlacedTheme;
use super::store::{self, NewLifeEvent};
use crate::db::Tx;
use crate::error::Result;
use crate::features::catalogue;

const SEASON: &str = include_str!("../../../seed/season.json");
const THEMES: &str = include_str!("../../../seed/themes.json");
const LIFE_EVENTS: &str = include_str!("../../../seed/life-events.json");

#[derive(Deserialize)]
struct Season {
    items: Vec<String>,
}

#[derive(Deserialize)]
struct Theme {
    name: Text,
    order: Places,
}

#[derive(Deserialize)]
struct Places {
    personal: Option<i64>,
    enterprise: Option<i64>,
}

impl From<Theme> for PlacedTheme {
    fn from(theme: Theme) -> Self {
        let Places { personal, enterprise } = theme.order;
        let name = catalogue::normal(theme.name.get(schema::Locale::ZhCn));
        Self { name, title: theme.name, personal, enterprise }
    }
}

#[derive(Deserialize)]
struct LifeEvents {
    personal: Vec<LifeEvent>,
    enterprise: Vec<LifeEvent>,
}

#[derive(Deserialize)]
struct LifeEvent {
    id: String,
    name: Text,
    line: Text,
    terms: Vec<String>,
    items: Vec<String>,
}

impl LifeEvent {
    fn of(self, audience: Audience) -> NewLifeEvent {
        let summary = LifeEventSummary { id: self.id, audience, name: self.name, line: self.line };
        NewLifeEvent { summary, terms: self.terms, items: self.items }
    }
}

/// Puts it there; returns the codes it names that the catalogue does not have.
pub async fn load(tx: &mut Tx) -> Result<Vec<String>> {
    let season: Season = serde_json::from_str(SEASON)?;
    let themes: Vec<Theme> = serde_json::from_str(THEMES)?;
    let events: LifeEvents = serde_json::from_str(LIFE_EVENTS)?;
    let themes: Vec<PlacedTheme> = themes.into_iter().map(PlacedTheme::from).collect();
    let personal = events.personal.into_iter().map(|event| event.of(Audience::Personal));
    let enterprise = events.enterprise.into_iter().map(|event| event.of(Audience::Enterprise));
    let events: Vec<NewLifeEvent> = personal.chain(enterprise).collect();
    let mut unknown = store::set_season(tx, &season.items).await?;
    store::set_themes(tx, &themes).await?;
    unknown.extend(store::set_life_events(tx, &events).await?);
    Ok(unknown)
}
