//! Puts the results of all steps together in `target/site`, under names that change with their contents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cache::Cache;
use crate::compress::with_suffix;
use crate::digest::Digest;
use crate::manifest::{Entry, Manifest};
use crate::workspace::{Workspace, files_below};

/// How a file gets its address.
#[derive(Clone, Copy)]
pub enum Naming {
    /// `/pkg/main.<hash>.css`.
    HashedFile,
    /// `/favicon.svg`: others know the address.
    AsIs,
}

/// The files of one step.
pub struct Part {
    pub files: PathBuf,
    pub naming: Naming,
}

/// Copies `public/`, so that its files are compressed like the others.
pub fn public(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let sources = workspace.path("public");
    let room = cache.step("public", Digest::default().folder(&sources)?, |room| {
        for name in files_below(&sources)? {
            write(&room.files.join(&name), &fs::read(sources.join(&name))?)?;
        }
        Ok(())
    })?;
    Ok(room.files)
}

/// Writes what is new, then the manifest, then removes what is old: a server may be reading meanwhile.
pub fn assemble(workspace: &Workspace, parts: &[Part]) -> Result<Manifest> {
    let site = workspace.site();
    let mut manifest = Manifest::default();
    let mut wanted = BTreeSet::from([PathBuf::from("pkg/manifest.json")]);
    for part in parts {
        for (name, target) in addresses(part)? {
            let entry = place(&part.files.join(&name), &site, &target, &mut wanted)?;
            if !matches!(part.naming, Naming::AsIs) {
                manifest.files.insert(name, entry);
            }
        }
    }
    write(&workspace.manifest(), &manifest.to_json()?)?;
    for name in files_below(&site)?.into_iter().filter(|name| !wanted.contains(name)) {
        fs::remove_file(site.join(name))?;
    }
    remove_empty_folders(&site)?;
    Ok(manifest)
}

/// The logical name of each file of a part, and its place in the site.
fn addresses(part: &Part) -> Result<BTreeMap<String, String>> {
    let mut originals = Vec::new();
    for name in files_below(&part.files)? {
        if !is_compressed_form(&part.files, &name) {
            originals.push(name.to_string_lossy().into_owned());
        }
    }
    let address = |name: String| -> Result<(String, String)> {
        let target = match part.naming {
            Naming::AsIs => name.clone(),
            Naming::HashedFile => {
                let (stem, kind) = name.rsplit_once('.').context("a file without extension")?;
                let hash = Digest::default().file(&part.files.join(&name))?.finish();
                format!("pkg/{stem}.{hash}.{kind}")
            }
        };
        Ok((name, target))
    };
    originals.into_iter().map(address).collect()
}

/// Whether a file was written by `compress`.
fn is_compressed_form(folder: &Path, name: &Path) -> bool {
    let compressed = name.extension().is_some_and(|kind| kind == "br" || kind == "gz");
    compressed && folder.join(name.with_extension("")).is_file()
}

/// Copies a file with its compressed forms.
fn place(source: &Path, site: &Path, target: &str, wanted: &mut BTreeSet<PathBuf>) -> Result<Entry> {
    for suffix in ["", ".br", ".gz"] {
        let (from, to) = (with_suffix(source, suffix), format!("{target}{suffix}"));
        if from.is_file() {
            write(&site.join(&to), &fs::read(from)?)?;
            wanted.insert(PathBuf::from(to));
        }
    }
    let size = |path: &Path| fs::metadata(path).map(|file| file.len());
    let brotli = size(&with_suffix(source, ".br")).ok();
    Ok(Entry { path: format!("/{target}"), bytes: size(source)?, brotli })
}

/// Writes beside and renames, so that nobody reads half a file; leaves alone what is the same.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)?;
    let unfinished = with_suffix(path, ".part");
    fs::write(&unfinished, bytes)?;
    fs::rename(unfinished, path)?;
    Ok(())
}

fn remove_empty_folders(folder: &Path) -> Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            remove_empty_folders(&path)?;
            if path.read_dir()?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(folder: &Path, naming: Naming, files: &[(&str, &str)]) -> Result<Part> {
        for (name, text) in files {
            write(&folder.join(name), text.as_bytes())?;
        }
        Ok(Part { files: folder.to_owned(), naming })
    }

    #[test]
    fn names_follow_contents_and_what_is_old_goes() -> Result<()> {
        let room = tempfile::tempdir()?;
        let workspace = Workspace::at(room.path());
        let sheets = room.path().join("sheets");
        let pack = |css: &str| {
            let part = part(&sheets, Naming::HashedFile, &[("main.css", css), ("main.css.br", "!")])?;
            assemble(&workspace, &[part])
        };
        let first = pack("a{}")?;
        let second = pack("b{}")?;
        assert_ne!(first.files["main.css"].path, second.files["main.css"].path);
        let mut expected: Vec<PathBuf> = ["", ".br"]
            .map(|suffix| PathBuf::from(format!("{}{suffix}", &second.files["main.css"].path[1..])))
            .to_vec();
        expected.push(PathBuf::from("pkg/manifest.json"));
        assert_eq!(files_below(&workspace.site())?, expected);
        assert_eq!(second.files["main.css"].brotli, Some(1));
        Ok(())
    }

    #[test]
    fn a_file_with_a_fixed_address_is_not_in_the_manifest() -> Result<()> {
        let room = tempfile::tempdir()?;
        let part = part(&room.path().join("public"), Naming::AsIs, &[("img/a.svg", "<svg/>")])?;
        let workspace = Workspace::at(room.path());
        assert!(assemble(&workspace, &[part])?.files.is_empty());
        assert!(workspace.site().join("img/a.svg").is_file());
        Ok(())
    }
}
