//! An S3 store in this process: `s3s`, which is not ours, on a folder. It checks the signature of every request.

use std::fs;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use server::config::{Config, Place, Secret};
use tokio::net::TcpListener;

const ACCESS_KEY: &str = "hall";
const SECRET_KEY: &str = "the-key-that-is-told-to-nobody";

/// A store with one bucket, for as long as the test's runtime runs.
pub struct BucketStore {
    endpoint: String,
    folder: PathBuf,
}

impl BucketStore {
    /// The one bucket.
    pub const BUCKET: &str = "hall-files";

    /// Opens a store on a folder.
    pub async fn start(folder: &Path) -> Self {
        fs::create_dir_all(folder.join(Self::BUCKET)).unwrap();
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder).unwrap());
        builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let service = builder.build();
        let answer = move |request: Request| {
            let service = service.clone();
            async move { service.call(request.map(s3s::Body::http_body_unsync)).await.unwrap().map(Body::new) }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        Self { endpoint, folder: folder.to_owned() }
    }

    /// Keeps files there, below `prefix` in `bucket`.
    pub fn keep(&self, config: &mut Config, bucket: &str, prefix: &str) {
        config.files = Place::Bucket { name: bucket.to_owned(), prefix: prefix.to_owned() };
        config.bucket.files_endpoint = Some(self.endpoint.clone());
        config.bucket.files_access_key = Some(ACCESS_KEY.to_owned());
        config.bucket.files_secret_key = Some(Secret::from(SECRET_KEY));
    }

    /// The same as variables for the program.
    pub fn variables(&self) -> [(&'static str, &str); 3] {
        [
            ("ONEHALL_FILES_ENDPOINT", &self.endpoint),
            ("ONEHALL_FILES_ACCESS_KEY", ACCESS_KEY),
            ("ONEHALL_FILES_SECRET_KEY", SECRET_KEY),
        ]
    }

    /// The folder behind the one bucket.
    pub fn folder(&self) -> PathBuf {
        self.folder.join(Self::BUCKET)
    }
}
