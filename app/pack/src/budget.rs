//! What a phone may be made to download. A limit that hurts is raised here, openly, with its reason.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::manifest::{Entry, Manifest};

/// A sum of files and the most it may be, in bytes as sent.
struct Limit {
    name: &'static str,
    files: &'static [&'static str],
    most: u64,
}

const LIMITS: [Limit; 5] = [
    Limit { name: "style of every page", files: &["main.css"], most: 25_000 },
    Limit { name: "JavaScript of a document", files: &["documents.js"], most: 15_000 },
    Limit { name: "JavaScript of a form", files: &["forms.js"], most: 15_000 },
    Limit { name: "program of a document", files: &["documents.js", "documents_bg.wasm"], most: 160_000 },
    Limit { name: "program of a form", files: &["forms.js", "forms_bg.wasm"], most: 260_000 },
];

/// Prints every size and fails when a limit is passed.
pub fn check(manifest: &Path) -> Result<()> {
    let manifest = Manifest::read(manifest).context("nothing is packed yet: run `make pack` first")?;
    let sizes = sizes(&manifest)?;
    println!("{:<48} {:>10}", "file", "brotli");
    for (name, size) in &sizes {
        println!("{name:<48} {size:>10}");
    }
    println!("\n{:<48} {:>10} {:>10}", "limit", "brotli", "at most");
    let mut passed = Vec::new();
    for limit in &LIMITS {
        let size = total(limit, &sizes);
        let mark = if size > limit.most { "  TOO MUCH" } else { "" };
        println!("{:<48} {size:>10} {:>10}{mark}", limit.name, limit.most);
        if size > limit.most {
            passed.push(limit.name);
        }
    }
    if !passed.is_empty() {
        bail!("past the limit: {}", passed.join(", "));
    }
    Ok(())
}

/// A file that is not smaller when compressed is sent as it is.
fn sizes(manifest: &Manifest) -> Result<Vec<(&str, u64)>> {
    if manifest.files.values().all(|entry| entry.brotli.is_none()) {
        bail!("packed for development: run `make pack` first");
    }
    let sent = |entry: &Entry| entry.brotli.unwrap_or(entry.bytes);
    Ok(manifest.files.iter().map(|(name, entry)| (name.as_str(), sent(entry))).collect())
}

fn total(limit: &Limit, sizes: &[(&str, u64)]) -> u64 {
    sizes.iter().filter(|(name, _)| limit.files.contains(name)).map(|(_, size)| size).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(files: &[(&str, u64)]) -> Manifest {
        let entry = |size| Entry { path: String::new(), bytes: size * 4, brotli: Some(size) };
        let files = files.iter().map(|(name, size)| (String::from(*name), entry(*size))).collect();
        Manifest { files }
    }

    fn checked(manifest: &Manifest) -> Result<()> {
        let room = tempfile::tempdir()?;
        let path = room.path().join("manifest.json");
        std::fs::write(&path, manifest.to_json()?)?;
        check(&path)
    }

    #[test]
    fn what_another_page_loads_does_not_count_and_a_sum_does() {
        assert!(checked(&packed(&[("forms_bg.wasm", 250_000), ("staff_bg.wasm", 99_000)])).is_ok());
        assert!(checked(&packed(&[("forms_bg.wasm", 250_000), ("forms.js", 10_001)])).is_err());
    }

    #[test]
    fn a_development_build_is_refused() {
        let mut manifest = packed(&[("main.css", 1)]);
        manifest.files.values_mut().for_each(|entry| entry.brotli = None);
        assert!(checked(&manifest).is_err());
    }
}
