//! Who may import whom: the boundaries that crates do not hold by themselves.

use std::path::Path;

use super::{assert_none, sources};
use crate::support::repository;

/// A room of the house and the names that never stand in it.
struct Law {
    /// Where it holds, as a folder of sources…
    folder: &'static str,
    /// …and which of its files.
    room: fn(&str) -> bool,
    /// Paths of Rust, or the beginnings of such.
    never: &'static [&'static str],
    /// Why.
    because: &'static str,
}

const ANY: fn(&str) -> bool = |_| true;

const LAWS: [Law; 9] = [
    Law {
        folder: "app/schema/src",
        room: ANY,
        never: &[
            "leptos",
            "sqlx",
            "axum",
            "tokio",
            "std::fs",
            "std::net",
            "std::env",
            "std::time",
            "chrono::Utc::now",
        ],
        because: "schema is pure: it runs in the browser and on the server alike",
    },
    Law {
        folder: "app/src",
        room: |path| path.starts_with("app/src/ui/"),
        never: &[
            "crate::api",
            "crate::features",
            "crate::forms",
            "crate::session",
            "crate::transport",
            "schema::accounts",
            "schema::applications",
            "schema::cases",
            "schema::catalogue",
        ],
        because: "the kit knows nothing of government",
    },
    Law {
        folder: "app/src",
        room: |path| path.starts_with("app/src/forms/") || path.starts_with("app/src/chart"),
        never: &["crate::api", "crate::features", "crate::session", "crate::transport"],
        because: "a form is drawn from its definition, a chart from its table: neither fetches",
    },
    Law {
        folder: "app/src",
        room: ANY,
        never: &["server", "sqlx", "axum", "tokio"],
        because: "the browser is not trusted and has no database",
    },
    Law {
        folder: "server/src",
        room: |path| ["/domain.rs", "/line.rs", "/chain.rs"].iter().any(|name| path.ends_with(name)),
        never: &["sqlx", "axum", "tokio", "crate::db", "crate::http", "crate::state", "crate::ports::Clock"],
        because: "deciding is pure",
    },
    Law {
        folder: "server/src",
        room: |path| path.ends_with("/store.rs") || path.contains("/store/"),
        never: &["axum", "crate::http", "crate::state"],
        because: "a store knows rows, not requests",
    },
    Law {
        folder: "server/src",
        room: |path| path.ends_with("/http.rs") || path.contains("/http/"),
        never: &["sqlx", "crate::sql"],
        because: "a handler asks its store",
    },
    Law {
        folder: "server/src",
        room: |path| path == "server/src/db.rs",
        never: &["crate::features"],
        because: "the database does not know what it is for",
    },
    Law {
        folder: "server/src",
        room: |path| !path.starts_with("server/src/site/"),
        never: &["app", "leptos", "leptos_axum", "leptos_router"],
        because: "only site/ renders pages",
    },
];

/// Files that speak SQL besides those named `store.rs`, and why.
const SQL_ROOMS: [(&str, &str); 3] = [
    ("server/src/db.rs", "the one file that knows there are two databases"),
    ("server/src/error.rs", "turns a failure of the database into an error"),
    ("server/src/features/accounts/throttle.rs", "counts in one statement, in a transaction of its own"),
];

fn keeps_rows(path: &str) -> bool {
    path.ends_with("/store.rs")
        || path.contains("/store/")
        || SQL_ROOMS[2..].iter().any(|(room, _)| *room == path)
}

#[test]
fn nobody_imports_what_their_room_may_not() {
    let mut found = Vec::new();
    for law in &LAWS {
        for (path, names) in named(law.folder).into_iter().filter(|(path, _)| (law.room)(path)) {
            let broken = law.never.iter().filter(|never| names.iter().any(|name| is_within(name, never)));
            found.extend(broken.map(|never| format!("{path} names {never}: {}", law.because)));
        }
    }
    assert_none(&found);
}

#[test]
fn sql_stands_in_the_stores() {
    let found: Vec<String> = named("server/src")
        .into_iter()
        .filter(|(path, _)| !keeps_rows(path) && SQL_ROOMS.iter().all(|(room, _)| room != path))
        .filter(|(_, names)| {
            names.iter().any(|name| is_within(name, "sqlx") || is_within(name, "crate::sql"))
        })
        .map(|(path, _)| path)
        .collect();
    assert_none(&found);
    let gone = SQL_ROOMS.iter().filter(|(room, _)| !repository().join(room).exists());
    assert_none(&gone.map(|(room, _)| format!("{room} is excused, and is not there")).collect::<Vec<_>>());
}

#[test]
fn features_do_not_look_inside_each_other() {
    let mut found = Vec::new();
    for (path, names) in named("app/src") {
        let Some(own) = feature(&path, "app/src/features/") else { continue };
        let others = names.iter().filter(|name| other_feature(name, own).is_some());
        found.extend(
            others.map(|name| format!("{path} names {name}: pages share by ui, forms, case and text")),
        );
    }
    for (path, names) in named("server/src") {
        let Some(own) = feature(&path, "server/src/features/") else { continue };
        for (other, room) in rooms_of_others(&names, own) {
            let demo = room == "demo" && path.ends_with("/demo.rs");
            let shared = SHARED_ROOMS.iter().any(|(shared, _)| *shared == format!("{other}::{room}"));
            if !demo && !shared {
                found.push(format!("{path} names {other}::{room}: another feature is reached by its mod.rs"));
            }
        }
    }
    assert_none(&found);
}

/// Rooms of a feature that others may enter, and why. The demo city is told by all its `demo.rs` together.
const SHARED_ROOMS: [(&str, &str); 1] =
    [("catalogue::regions", "regions are a feature of their own, kept in the tables of the catalogue")];

#[test]
fn rooms_are_found_behind_imports_and_other_names() {
    let names = names(
        "use crate::features::{applications, catalogue::{self as c, regions}};\nuse crate::features::cases::Case;\n\
         fn x() { applications::files::content(); c::agency(); store::own(); crate::features::cases::log::y() }",
    );
    let rooms = |own| rooms_of_others(&names, own);
    let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(feature, room)| ((*feature).to_owned(), (*room).to_owned())).collect()
    };
    assert_eq!(rooms("home"), of(&[("applications", "files"), ("cases", "log"), ("catalogue", "regions")]));
    assert_eq!(rooms("cases"), of(&[("applications", "files"), ("catalogue", "regions")]));
}

/// The files and folders of other features that these names lead into, each once. A feature is known by its name also
/// where it was imported: `catalogue::regions` is one whatever stands before it.
fn rooms_of_others(names: &[String], own: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = names
        .iter()
        .filter_map(|name| {
            let name = name.strip_prefix("crate::features::").unwrap_or(name);
            let (feature, rest) = name.split_once("::")?;
            let room = rest.split("::").next().filter(|room| is_room(feature, room))?;
            (feature != own).then(|| (feature.to_owned(), room.to_owned()))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The feature a file belongs to.
fn feature<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(folder)?;
    rest.split_once('/').map(|(feature, _)| feature)
}

/// What a path names below `crate::features`, when it is of another feature.
fn other_feature<'a>(name: &'a str, own: &str) -> Option<&'a str> {
    let rest = name.strip_prefix("crate::features::")?;
    (rest.split("::").next() != Some(own)).then_some(rest)
}

/// Whether a feature has a file or a folder of this name.
fn is_room(feature: &str, room: &str) -> bool {
    let folder = repository().join("server/src/features").join(feature);
    !room.is_empty() && (folder.join(room).is_dir() || folder.join(format!("{room}.rs")).is_file())
}

fn is_within(name: &str, room: &str) -> bool {
    name.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Per file of a folder, every path its code names: imports one by one, and paths that stand in the code.
fn named(folder: &str) -> Vec<(String, Vec<String>)> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    sources(folder).into_iter().map(|(path, source)| (text(&path), names(&source))).collect()
}

fn names(source: &str) -> Vec<String> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for statement in code.split(';') {
        if let Some((_, tree)) = statement.rsplit_once("\nuse ").or_else(|| statement.rsplit_once("use ")) {
            expand("", &tree.split_whitespace().collect::<String>(), &mut found);
        }
    }
    let word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    found.extend(code.split(|letter| !word(letter)).filter(|path| path.contains("::")).map(str::to_owned));
    found
}

/// Writes `a::{b, c::{d, e}}` out as `a::b`, `a::c::d`, `a::c::e`.
fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        found.push(format!("{prefix}{}", tree.split(" as ").next().unwrap()));
        return;
    };
    let prefix = format!("{prefix}{head}");
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in rest.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                if start < at {
                    expand(&prefix, &rest[start..at], found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

#[test]
fn imports_are_read_as_the_compiler_reads_them() {
    let found = names("use a::{b, c::{d, self}};\npub use e::f; // use g::h;\nfn x() { crate::i::j(k::L) }");
    for name in ["a::b", "a::c::d", "e::f", "crate::i::j", "k::L"] {
        assert!(found.iter().any(|found| found == name), "{name}: {found:?}");
    }
    assert!(!found.iter().any(|found| found.contains("g::h")));
    assert!(
        is_within("sqlx::query", "sqlx") && is_within("sqlx", "sqlx") && !is_within("sqlx_core::a", "sqlx")
    );
}
