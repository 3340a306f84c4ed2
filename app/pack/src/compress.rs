//! Brotli and gzip beside each file, so that the server never compresses a static file itself.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::parallel;
use crate::workspace::files_below;

/// The kinds of file that are not compressed already.
const TEXT: [&str; 11] =
    ["css", "html", "ico", "js", "json", "map", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Compresses each file below the folder for which it pays.
pub fn folder(folder: &Path) -> Result<()> {
    let files: Vec<PathBuf> = files_below(folder)?
        .into_iter()
        .filter(|name| name.extension().is_some_and(|kind| TEXT.iter().any(|text| kind == *text)))
        .map(|name| folder.join(name))
        .collect();
    parallel::for_each(&files, |path| file(path))
}

/// `app.js` and `.br` give `app.js.br`.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

fn file(path: &Path) -> Result<()> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    keep_if_smaller(path, ".br", &bytes, &brotli(&bytes)?)?;
    keep_if_smaller(path, ".gz", &bytes, &gzip(&bytes)?)
}

fn keep_if_smaller(path: &Path, suffix: &str, original: &[u8], packed: &[u8]) -> Result<()> {
    if packed.len() < original.len() {
        File::create(with_suffix(path, suffix))?.write_all(packed)?;
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

/// The header carries neither a time nor a name: the same bytes give the same file.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_compressed_and_what_would_grow_is_not() -> Result<()> {
        let room = tempfile::tempdir()?;
        let (long, short, picture) =
            (room.path().join("long.css"), room.path().join("short.js"), room.path().join("a.png"));
        fs::write(&long, "a{color:red}".repeat(100))?;
        fs::write(&short, "1")?;
        fs::write(&picture, "x".repeat(1000))?;
        folder(room.path())?;
        assert!(with_suffix(&long, ".br").is_file() && with_suffix(&long, ".gz").is_file());
        assert!(!with_suffix(&short, ".br").exists() && !with_suffix(&short, ".gz").exists());
        assert!(!with_suffix(&picture, ".br").exists());
        Ok(())
    }

    #[test]
    fn both_can_be_read_back() -> Result<()> {
        let text = "网上办事大厅".repeat(50).into_bytes();
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&text)?[..], &mut back)?;
        assert_eq!(back, text);
        let mut back = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&gzip(&text)?[..]), &mut back)?;
        assert_eq!(back, text);
        Ok(())
    }
}
