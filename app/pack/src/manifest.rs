//! `pkg/manifest.json`: what the server reads to learn the names and sizes of what was packed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Default)]
pub struct Manifest {
    /// By logical name, like `main.css`.
    pub files: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
pub struct Entry {
    /// The path in the address.
    pub path: String,
    pub bytes: u64,
    /// The size when compressed; absent when it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brotli: Option<u64>,
}

impl Manifest {
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(serde_json::from_slice(&text)?)
    }

    pub fn to_json(&self) -> Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }
}
