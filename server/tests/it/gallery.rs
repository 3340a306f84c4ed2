//! The gallery of the kit: there while one builds, not in production, and complete.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Backend, Hall, repository};

/// The names of the files in a folder, without their ends.
fn names(folder: &str, leave_out: &[&str]) -> Vec<String> {
    let entries = fs::read_dir(repository().join(folder)).unwrap();
    let name = |entry: fs::DirEntry| entry.path().file_stem().unwrap().to_string_lossy().into_owned();
    entries.map(|entry| name(entry.unwrap())).filter(|name| !leave_out.contains(&name.as_str())).collect()
}

/// The variants of the closed list of controls, as its source declares them.
fn controls() -> Vec<String> {
    let source = fs::read_to_string(repository().join("app/schema/src/form/control.rs")).unwrap();
    let (_, rest) = source.split_once("pub enum Control {\n").unwrap();
    let variant = |line: &str| {
        let line = line.strip_prefix("    ").filter(|line| line.starts_with(char::is_uppercase))?;
        line.split(|letter: char| !letter.is_alphanumeric()).next().map(str::to_lowercase)
    };
    rest.split("\n}").next().unwrap().lines().filter_map(variant).collect()
}

/// The sheets of what components draw, which the gallery shows as those, and of `rating`, which a page of cases draws.
const DRAWN_BY_COMPONENTS: [&str; 7] = ["choice", "errors", "field", "guide", "menu", "opinion", "rating"];

#[tokio::test]
async fn it_shows_the_whole_kit() {
    let hall = Hall::start(Backend::Sqlite).await;
    let page = hall.visitor().get("/_gallery").await.assert_status(200);
    let html = page.text();
    let has = |room: &str, name: &str| html.contains(&format!(" id=\"{room}-{name}\""));
    let components = names("app/src/ui", &["mod"]).into_iter().map(|name| ("ui", name));
    let sheets = names("style/components", &DRAWN_BY_COMPONENTS).into_iter().map(|name| ("style", name));
    let controls = controls().into_iter().map(|name| ("control", name));
    let parts: Vec<_> = components.chain(sheets).chain(controls).collect();
    assert!(parts.len() > 25, "{parts:?}");
    let missing: Vec<_> = parts.iter().filter(|(room, name)| !has(room, name)).collect();
    assert!(missing.is_empty(), "the gallery does not show {missing:?}");
}

/// The panels beside an input are hidden until their script opens them: the gallery shows them open.
#[tokio::test]
async fn it_shows_what_helps_to_make_a_picture() {
    let hall = Hall::start(Backend::Sqlite).await;
    let page = hall.visitor().get("/_gallery").await.assert_status(200);
    let is_open = |start: &str| {
        let tags = page.text().split(start).skip(1).filter_map(|rest| rest.split('>').next());
        tags.filter(|tag| !tag.contains("hidden")).count()
    };
    for (start, open) in [
        ("class=\"capture photo\"", 2),
        ("data-frame", 1),
        ("data-small", 1),
        ("class=\"capture signature\"", 1),
    ] {
        assert_eq!(is_open(start), open, "{start}");
    }
}

#[tokio::test]
async fn it_is_a_sound_page_without_scripts() {
    let hall = Hall::start(Backend::Sqlite).await;
    let visitor = hall.visitor();
    let page = visitor.get("/_gallery").await.assert_status(200);
    let html = page.text();
    assert!(!html.contains("app.js") && !html.contains("_bg.wasm"), "nothing is loaded to hydrate it");
    assert!(html.contains("noindex"));
    let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let unlike: BTreeSet<&str> = ids.iter().copied().collect();
    let twice: Vec<_> =
        unlike.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
    // The summary of errors has one id, because a page has one summary.
    assert_eq!(twice, [&"errors"], "ids are unlike");
    visitor.get("/_gallery/waiting").await.assert_status(200);
    visitor.get("/_gallery/problems/too-many").await.assert_status(429);
}

#[tokio::test]
async fn there_is_none_in_production() {
    let production = |config: &mut server::config::Config| {
        config.env = server::config::Environment::Production;
        config.origin = Some("https://hall.test".to_owned());
    };
    let hall = Hall::start_with(Backend::Sqlite, production).await;
    for path in ["/_gallery", "/_gallery/waiting", "/_gallery/problems/too-many"] {
        hall.visitor().get(path).await.assert_status(404);
    }
}
