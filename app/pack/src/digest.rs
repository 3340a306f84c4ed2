//! Short names for contents: the hash in a file name, and the key of a step.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

use crate::workspace::files_below;

/// A SHA-256 in the making. Each input is preceded by its length, so that two inputs never run together.
#[derive(Default)]
pub struct Digest(Sha256);

impl Digest {
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    pub fn file(self, path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(self.bytes(&bytes))
    }

    /// The name and contents of every file below.
    pub fn folder(mut self, folder: &Path) -> Result<Self> {
        for name in files_below(folder)? {
            self = self.text(&name.to_string_lossy()).file(&folder.join(name))?;
        }
        Ok(self)
    }

    /// Sixteen hexadecimal digits: 64 bits are plenty to tell one build from the next.
    pub fn finish(self) -> String {
        let mut text = String::new();
        for byte in self.0.finalize().iter().take(8) {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_do_not_run_together() {
        let ab_c = Digest::default().text("ab").text("c").finish();
        let a_bc = Digest::default().text("a").text("bc").finish();
        assert_ne!(ab_c, a_bc);
        assert_eq!(ab_c.len(), 16);
    }
}
