//! The object store: where uploaded files lie, by the hash of their content.

use std::path::Path as Folder;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};

/// Files by content. The same content lies there once.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// The store at an address: a folder, made when it is not there.
    pub fn open(address: &str) -> anyhow::Result<Self> {
        anyhow::ensure!(
            !address.contains("://"),
            "ONEHALL_FILES: this build keeps files in a folder only: {address}"
        );
        let folder = Folder::new(address);
        std::fs::create_dir_all(folder)
            .map_err(|error| anyhow::anyhow!("ONEHALL_FILES {address}: {error}"))?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// A store that ends with the process.
    pub fn in_memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Keeps a content under its hash.
    pub async fn put(&self, sha256: &str, content: Vec<u8>) -> anyhow::Result<()> {
        self.0.put(&place(sha256), PutPayload::from(content)).await?;
        Ok(())
    }

    /// The content with this hash.
    pub async fn get(&self, sha256: &str) -> anyhow::Result<Vec<u8>> {
        Ok(self.0.get(&place(sha256)).await?.bytes().await?.to_vec())
    }
}

/// Two levels of folders, so that none grows too large.
fn place(sha256: &str) -> Path {
    let (first, rest) = sha256.split_at_checked(2).unwrap_or(("", sha256));
    Path::from_iter([first, rest])
}
