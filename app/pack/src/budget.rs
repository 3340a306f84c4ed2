//! What a phone may be made to download for a first visit, page by page. A limit that hurts is raised here, openly,
//! with its reason.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::manifest::{Entry, Manifest};
use crate::workspace::Workspace;

/// The style sheet of every page, and with it that of the desks.
const STYLE: &[&str] = &["main.css"];
const DESK_STYLES: &[&str] = &["main.css", "desk.css"];
/// What belongs to those who work here: no program of the public may ask for it.
const STAFF_ONLY: [&str; 3] = ["echarts", "desk.css", "dashboard.css"];

/// The most of each kind, in bytes as sent.
const HTML: u64 = 20_000;
const CSS: u64 = 25_000;
/// The same with the style sheet of the desks, which dresses every page behind the counter.
const DESK_CSS: u64 = 30_000;
const JS: u64 = 15_000;

/// A page that people come to first, and what it loads.
struct Page {
    name: &'static str,
    program: &'static str,
    styles: &'static [&'static str],
    /// The most that JavaScript and WASM may be together.
    most: u64,
}

impl Page {
    /// Whether the public comes to it.
    const fn is_public(&self) -> bool {
        self.styles.len() == STYLE.len()
    }

    /// The most that its style sheets may be together.
    const fn css(&self) -> u64 {
        if self.is_public() { CSS } else { DESK_CSS }
    }
}

const PAGES: [Page; 4] = [
    Page { name: "home", program: "documents", styles: STYLE, most: 160_000 },
    Page { name: "item", program: "documents", styles: STYLE, most: 160_000 },
    Page { name: "form", program: "forms", styles: STYLE, most: 260_000 },
    // Who draws a process loads the engine that plays it and every check of the forms it reads, once for each release.
    Page { name: "designer", program: "designer", styles: DESK_STYLES, most: 780_000 },
];

/// What one page costs, in bytes as sent.
struct Cost {
    html: Option<u64>,
    css: u64,
    js: u64,
    wasm: u64,
}

/// Prints what each page costs and fails when a limit is passed. `html` is what `end2end/weigh.mjs` wrote.
pub fn check(workspace: &Workspace, html: Option<&Path>) -> Result<()> {
    let manifest = Manifest::read(&workspace.manifest()).context("nothing is packed yet: run `make pack`")?;
    if manifest.files.values().all(|entry| entry.brotli.is_none()) {
        bail!("packed for development: run `make pack` first");
    }
    for (name, entry) in &manifest.files {
        println!("{name:<24} {:>8}", sent(entry));
    }
    let html = html.map(weighed).transpose()?;
    println!("\n{}", row("page", ["HTML", "CSS", "JS", "WASM", "JS+WASM", "at most", "sum"]));
    let mut faults = Vec::new();
    for page in &PAGES {
        let cost = cost(page, &manifest, html.as_ref())?;
        println!("{}", row(page.name, cost.cells(page)));
        faults.extend(cost.faults(page));
        if page.is_public() {
            faults.extend(strangers(workspace, page, &manifest)?);
        }
    }
    println!("{}", row("at most", [HTML, CSS, JS].map(|most| most.to_string())));
    if html.is_none() {
        println!("HTML is weighed by `make budget`, and in tests by `it::pages::weight`.");
    }
    if !faults.is_empty() {
        bail!("{}", faults.join("; "));
    }
    Ok(())
}

/// The bytes of each page's HTML, by the page's name.
fn weighed(path: &Path) -> Result<BTreeMap<String, u64>> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is no weight of pages", path.display()))
}

fn cost(page: &Page, manifest: &Manifest, html: Option<&BTreeMap<String, u64>>) -> Result<Cost> {
    let html = html.map(|html| {
        let weight = html.get(page.name).copied();
        weight.with_context(|| format!("the HTML of {} was not weighed", page.name))
    });
    let styles = page.styles.iter().map(|style| Ok(sent(file(manifest, style)?)));
    Ok(Cost {
        html: html.transpose()?,
        css: styles.sum::<Result<u64>>()?,
        js: sent(file(manifest, &script(page))?),
        wasm: sent(file(manifest, &wasm(page))?),
    })
}

fn script(page: &Page) -> String {
    format!("{}.js", page.program)
}

fn wasm(page: &Page) -> String {
    format!("{}_bg.wasm", page.program)
}

/// What is not there weighs nothing, and would pass every limit.
fn file<'a>(manifest: &'a Manifest, name: &str) -> Result<&'a Entry> {
    manifest.files.get(name).with_context(|| format!("{name} is not packed: run `make pack`"))
}

/// A file that is not smaller when compressed is sent as it is.
fn sent(entry: &Entry) -> u64 {
    entry.brotli.unwrap_or(entry.bytes)
}

/// What the files of a page name that is not theirs to load.
fn strangers(workspace: &Workspace, page: &Page, manifest: &Manifest) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for name in [script(page), wasm(page)] {
        let path = workspace.site().join(file(manifest, &name)?.path.trim_start_matches('/'));
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let named = |word: &&str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        found.extend(STAFF_ONLY.iter().filter(|word| named(word)).map(|word| format!("{name} names {word}")));
    }
    Ok(found)
}

/// A line of the table.
fn row<const N: usize>(name: &str, cells: [impl Display; N]) -> String {
    cells.iter().fold(format!("{name:<8}"), |line, cell| format!("{line} {cell:>8}"))
}

impl Cost {
    fn program(&self) -> u64 {
        self.js + self.wasm
    }

    fn cells(&self, page: &Page) -> [String; 7] {
        let sum = self.html.unwrap_or_default() + self.css + self.program();
        let html = self.html.map_or_else(|| "-".to_owned(), |html| html.to_string());
        let numbers =
            [self.css, self.js, self.wasm, self.program(), page.most, sum].map(|size| size.to_string());
        let [css, js, wasm, program, most, sum] = numbers;
        [html, css, js, wasm, program, most, sum]
    }

    /// The limits that are passed, in words.
    fn faults(&self, page: &Page) -> Vec<String> {
        let limits = [
            ("HTML", self.html.unwrap_or_default(), HTML),
            ("CSS", self.css, page.css()),
            ("JS", self.js, JS),
            ("JS and WASM", self.program(), page.most),
        ];
        let passed = limits.into_iter().filter(|(_, size, most)| size > most);
        passed.map(|(what, size, most)| format!("{}: {what} {size}, at most {most}", page.name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is packed as it should be, small enough by far.
    const FINE: [(&str, u64); 8] = [
        ("main.css", 12_000),
        ("desk.css", 12_000),
        ("documents.js", 9_000),
        ("documents_bg.wasm", 60_000),
        ("forms.js", 9_000),
        ("forms_bg.wasm", 230_000),
        ("designer.js", 9_000),
        ("designer_bg.wasm", 700_000),
    ];

    /// The answer for these files in place of, or beside, those of [`FINE`]; a size of 0 leaves one out.
    fn checked(changes: &[(&str, u64)], text: &str, html: Option<&str>) -> Result<()> {
        let room = tempfile::tempdir()?;
        let workspace = Workspace::at(room.path());
        fs::create_dir_all(workspace.site().join("pkg"))?;
        let mut sizes = BTreeMap::from(FINE);
        sizes.extend(changes.iter().copied());
        let mut manifest = Manifest::default();
        for (name, size) in sizes.into_iter().filter(|(_, size)| *size > 0) {
            fs::write(workspace.site().join("pkg").join(name), text)?;
            let entry = Entry { path: format!("/pkg/{name}"), bytes: size * 4, brotli: Some(size) };
            manifest.files.insert(name.to_owned(), entry);
        }
        fs::write(workspace.manifest(), manifest.to_json()?)?;
        let path = room.path().join("html.json");
        fs::write(&path, html.unwrap_or_default())?;
        check(&workspace, html.map(|_| path.as_path()))
    }

    fn refused(changes: &[(&str, u64)], text: &str, html: Option<&str>) -> String {
        format!("{:#}", checked(changes, text, html).unwrap_err())
    }

    #[test]
    fn what_another_page_loads_does_not_count_and_a_sum_does() {
        assert!(checked(&[("staff_bg.wasm", 990_000), ("echarts.js", 990_000)], "", None).is_ok());
        let told = refused(&[("forms_bg.wasm", 251_001)], "", None);
        assert_eq!(told, "form: JS and WASM 260001, at most 260000");
        assert!(refused(&[("main.css", 25_001)], "", None).contains("home: CSS 25001, at most 25000"));
        assert!(refused(&[("forms.js", 15_001)], "", None).contains("form: JS 15001, at most 15000"));
    }

    #[test]
    fn the_designer_is_weighed_with_both_its_style_sheets_and_may_name_what_is_the_staffs() {
        let told = refused(&[("designer_bg.wasm", 771_001)], "", None);
        assert_eq!(told, "designer: JS and WASM 780001, at most 780000");
        assert_eq!(refused(&[("desk.css", 18_001)], "", None), "designer: CSS 30001, at most 30000");
        assert!(!refused(&[], "desk.css", None).contains("designer"));
    }

    #[test]
    fn what_is_not_there_does_not_pass() {
        for (name, _) in FINE {
            let told = refused(&[(name, 0)], "", None);
            assert!(told.contains(&format!("{name} is not packed")), "{told}");
        }
    }

    #[test]
    fn html_counts_when_it_was_weighed_and_every_page_of_it_is_there() {
        let html =
            |item: u32| format!(r#"{{"home": 9000, "item": {item}, "form": 20000, "designer": 9000}}"#);
        assert!(checked(&[], "", Some(&html(9000))).is_ok());
        assert_eq!(refused(&[], "", Some(&html(20001))), "item: HTML 20001, at most 20000");
        assert!(refused(&[], "", Some(r#"{"home": 9000, "item": 9000}"#)).contains("the HTML of form"));
    }

    #[test]
    fn no_page_of_the_public_names_what_only_staff_load() {
        assert!(refused(&[], "…asset_path('echarts.js')…", None).contains("documents.js names echarts"));
        assert!(refused(&[], "dashboard.css", None).contains("forms_bg.wasm names dashboard.css"));
    }

    #[test]
    fn a_development_build_is_refused() {
        let room = tempfile::tempdir().unwrap();
        let workspace = Workspace::at(room.path());
        fs::create_dir_all(workspace.site().join("pkg")).unwrap();
        let entry = Entry { path: "/pkg/main.css".to_owned(), bytes: 1, brotli: None };
        let manifest = Manifest { files: BTreeMap::from([("main.css".to_owned(), entry)]) };
        fs::write(workspace.manifest(), manifest.to_json().unwrap()).unwrap();
        assert!(check(&workspace, None).unwrap_err().to_string().contains("packed for development"));
    }
}
