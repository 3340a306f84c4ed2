//! The object store: where uploaded files lie, by the hash of their content. A folder, or a bucket of an S3 store.

use std::path::Path as Folder;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use futures::StreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, RetryConfig};

use super::sending::choose_tls;
use crate::config::{Bucket, Config, Place};

/// Files by content. The same content lies there once.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// What all names begin with; nothing in a folder of the hall's own.
    prefix: Path,
}

impl Files {
    /// The store that the settings name. A folder is made when it is not there; a bucket must answer.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        match &config.files {
            Place::Folder(folder) => {
                Self::in_folder(folder).with_context(|| format!("ONEHALL_FILES {}", folder.display()))
            }
            Place::Bucket { name, prefix } => {
                let store = Arc::new(bucket(name, &config.bucket)?);
                let files = Self { store, prefix: Path::parse(prefix).context("ONEHALL_FILES")? };
                files
                    .answers()
                    .await
                    .with_context(|| format!("ONEHALL_FILES {} does not answer", config.files))?;
                Ok(files)
            }
        }
    }

    fn in_folder(folder: &Folder) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        // A file that was taken survives a power cut, as the row that names it does.
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), prefix: Path::default() })
    }

    /// A store that ends with the process.
    pub fn in_memory() -> Self {
        Self { store: Arc::new(InMemory::new()), prefix: Path::default() }
    }

    /// Keeps a content under its hash.
    pub async fn put(&self, sha256: &str, content: Vec<u8>) -> anyhow::Result<()> {
        self.store.put(&self.place(sha256), PutPayload::from(content)).await?;
        Ok(())
    }

    /// The content with this hash.
    pub async fn get(&self, sha256: &str) -> anyhow::Result<Vec<u8>> {
        Ok(self.store.get(&self.place(sha256)).await?.bytes().await?.to_vec())
    }

    /// Asks the store for one name: a bucket that is not there, a key that is not known and a host that is not
    /// reached are found at the start, not with somebody's first upload.
    async fn answers(&self) -> object_store::Result<()> {
        self.store.list(Some(&self.prefix)).next().await.transpose().map(|_| ())
    }

    /// Two levels of folders, so that none grows too large.
    fn place(&self, sha256: &str) -> Path {
        let (first, rest) = sha256.split_at_checked(2).unwrap_or(("", sha256));
        self.prefix.clone().join(first).join(rest)
    }
}

/// A person waits for the answer: better soon and no than late.
const PATIENCE: RetryConfig = RetryConfig {
    max_retries: 3,
    retry_timeout: Duration::from_secs(10),
    backoff: object_store::BackoffConfig {
        init_backoff: Duration::from_millis(100),
        max_backoff: Duration::from_secs(2),
        base: 2.0,
    },
};

fn bucket(name: &str, settings: &Bucket) -> anyhow::Result<AmazonS3> {
    let needed = |variable: &str| format!("{variable} is needed with ONEHALL_FILES=s3://{name}");
    let access_key = settings.files_access_key.clone().with_context(|| needed("ONEHALL_FILES_ACCESS_KEY"))?;
    let secret_key =
        settings.files_secret_key.as_ref().with_context(|| needed("ONEHALL_FILES_SECRET_KEY"))?;
    choose_tls();
    let builder = AmazonS3Builder::new()
        .with_bucket_name(name)
        .with_region(&settings.files_region)
        .with_access_key_id(access_key)
        .with_secret_access_key(secret_key.reveal())
        .with_virtual_hosted_style_request(settings.files_virtual_host)
        .with_retry(PATIENCE);
    let builder = match &settings.files_endpoint {
        Some(endpoint) => builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://")),
        None => builder,
    };
    builder.build().context("ONEHALL_FILES")
}
