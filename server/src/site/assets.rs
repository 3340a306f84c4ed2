//! The packed browser side: which files there are, and serving them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use app::page::AssetPaths;
use app::program::Program;
use app::shell::Front;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use serde::Deserialize;
use tower_http::services::ServeDir;

use crate::config::Config;

/// Hashed names never change their content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Files with plain names may change with a release.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Where the packed browser side is, and what it is called.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    site: PathBuf,
    manifest: Manifest,
}

/// `pkg/manifest.json`, as `app/pack` writes it: logical name → file.
#[derive(Clone, Debug, Default, Deserialize)]
struct Manifest {
    files: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, Deserialize)]
struct Entry {
    path: String,
}

impl Assets {
    /// Reads the manifest. Without one the hall serves plain HTML, and says so; the public is not shown that.
    pub fn load(config: &Config) -> anyhow::Result<Self> {
        let site = &config.site;
        let path = site.join("pkg/manifest.json");
        let manifest = match std::fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).map_err(|error| {
                anyhow::anyhow!("ONEHALL_SITE: {} cannot be read: {error}", path.display())
            })?,
            Err(error) if config.is_production() => {
                anyhow::bail!("ONEHALL_SITE: {} cannot be read: {error}", path.display())
            }
            Err(_) => {
                tracing::warn!(path = %path.display(), "no browser side is packed here: pages are plain HTML");
                Manifest::default()
            }
        };
        Ok(Self { site: site.clone(), manifest })
    }

    /// What the page at a path links to.
    pub fn front(&self, path: &str) -> Front {
        let program = Program::of(path).name();
        let path = |name: &str| self.manifest.files.get(name).map(|entry| entry.path.clone());
        Front {
            styles: path("main.css").into_iter().collect(),
            script: path(&format!("{program}.js")).zip(path(&format!("{program}_bg.wasm"))),
        }
    }

    /// What the page at a path may ask for besides, by name. The public is not told what there is for the staff.
    pub fn paths(&self, path: &str) -> AssetPaths {
        let names: &[&str] = match Program::of(path) {
            _ if path.ends_with("/print") || path.contains("/slips/") => &["sheet.css"],
            Program::Staff => &["desk.css", "dashboard.css", "echarts.js"],
            Program::Designer => &["desk.css"],
            _ if path.starts_with("/_gallery") => &["gallery.css"],
            _ if path.starts_with("/applications/") => &["capture.js", "speech.js"],
            Program::Documents | Program::Forms => &["speech.js"],
        };
        let paths = self.manifest.files.iter().filter(|(name, _)| names.contains(&name.as_str()));
        AssetPaths(paths.map(|(name, entry)| (name.clone(), entry.path.clone())).collect())
    }

    /// Puts the files in front of the pages: `/pkg` for ever, the others for an hour; compressed where the browser
    /// takes it.
    pub fn service(&self, pages: Router) -> Router {
        let files = |folder: PathBuf| ServeDir::new(folder).precompressed_br().precompressed_gzip();
        let public = ["/favicon.svg", "/icons.svg"]
            .into_iter()
            .fold(Router::new(), |router, path| router.route_service(path, files(self.site.clone())));
        Router::new()
            .route_service("/pkg/{*file}", files(self.site.clone()))
            .layer(middleware::from_fn(|request, next| cached(FOREVER, request, next)))
            .merge(public.layer(middleware::from_fn(|request, next| cached(FOR_AN_HOUR, request, next))))
            .merge(pages)
    }
}

async fn cached(value: HeaderValue, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_the_staff_is_named_on_their_pages_only() {
        let names = [
            "main.css",
            "desk.css",
            "dashboard.css",
            "echarts.js",
            "gallery.css",
            "capture.js",
            "sheet.css",
            "speech.js",
        ];
        let entry = |name: &&str| ((*name).to_owned(), Entry { path: format!("/pkg/{name}") });
        let files = names.iter().map(entry).collect();
        let assets = Assets { site: PathBuf::new(), manifest: Manifest { files } };
        for (path, expected) in [
            ("/", "speech.js"),
            ("/items/4401", "speech.js"),
            ("/applications/7/applicant", "capture.js speech.js"),
            ("/applications/7/materials", "capture.js speech.js"),
            ("/me", "speech.js"),
            ("/applications/7/print", "sheet.css"),
            ("/desk/cases/440103-261110-00001-0/print", "sheet.css"),
            ("/desk", "dashboard.css desk.css echarts.js"),
            ("/desk/catalogue/depth", "dashboard.css desk.css echarts.js"),
            ("/dashboard/cases", "dashboard.css desk.css echarts.js"),
            ("/_gallery/waiting", "gallery.css"),
        ] {
            let AssetPaths(paths) = assets.paths(path);
            assert_eq!(paths.into_keys().collect::<Vec<_>>().join(" "), expected, "{path}");
        }
    }
}
