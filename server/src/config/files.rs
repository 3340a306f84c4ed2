//! Where uploaded files are kept: the address, and what an S3 store asks for besides.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::Secret;

/// The scheme of an address of S3.
const S3: &str = "s3://";

/// Where uploaded files are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket of an S3 store, and what the names of its objects begin with.
    Bucket {
        /// The bucket.
        name: String,
        /// Empty, or folders without a slash at either end.
        prefix: String,
    },
}

impl FromStr for Place {
    type Err = String;

    fn from_str(address: &str) -> Result<Self, String> {
        if let Some(rest) = address.strip_prefix(S3) {
            let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
            if name.is_empty() {
                return Err("ONEHALL_FILES: s3:// is followed by BUCKET or BUCKET/PREFIX".to_owned());
            }
            return Ok(Self::Bucket { name: name.to_owned(), prefix: prefix.trim_matches('/').to_owned() });
        }
        if address.is_empty() || address.contains("://") {
            return Err("ONEHALL_FILES is a folder, or s3://BUCKET/PREFIX".to_owned());
        }
        Ok(Self::Folder(PathBuf::from(address)))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "{}", path.display()),
            Self::Bucket { name, prefix } if prefix.is_empty() => write!(f, "{S3}{name}"),
            Self::Bucket { name, prefix } => write!(f, "{S3}{name}/{prefix}"),
        }
    }
}

/// What an S3 store asks for besides the name of a bucket. Nothing of it matters for a folder.
#[derive(Args, Clone, Debug)]
pub struct Bucket {
    /// Where the S3 store answers, such as `https://minio.example.gov.cn:9000`. Amazon's own by region when not given.
    #[arg(long, global = true, env = "ONEHALL_FILES_ENDPOINT", value_parser = endpoint)]
    pub files_endpoint: Option<String>,

    /// The region that requests to the S3 store are signed for.
    #[arg(
        long, global = true, env = "ONEHALL_FILES_REGION", default_value = "us-east-1",
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub files_region: String,

    /// The name of the key that requests to the S3 store are signed with.
    #[arg(
        long, global = true, env = "ONEHALL_FILES_ACCESS_KEY", hide_env_values = true,
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub files_access_key: Option<String>,

    /// The key itself. Set the variable: a command line is seen by everybody on the machine.
    #[arg(
        long, global = true, env = "ONEHALL_FILES_SECRET_KEY", hide_env_values = true,
        value_parser = secret
    )]
    pub files_secret_key: Option<Secret>,

    /// The bucket is named in the host, not in the path, and the endpoint has it already, as Aliyun OSS and Tencent
    /// COS want it: `https://BUCKET.oss-cn-guangzhou.aliyuncs.com`.
    #[arg(long, global = true, env = "ONEHALL_FILES_VIRTUAL_HOST", default_value_t = false)]
    pub files_virtual_host: bool,
}

fn endpoint(address: &str) -> Result<String, String> {
    match address.split_once("://") {
        Some(("http" | "https", host)) if !host.is_empty() => Ok(address.trim_end_matches('/').to_owned()),
        _ => Err("ONEHALL_FILES_ENDPOINT must be http(s)://host[:port]".to_owned()),
    }
}

fn secret(text: &str) -> Result<Secret, String> {
    if text.is_empty() { Err("ONEHALL_FILES_SECRET_KEY is empty".to_owned()) } else { Ok(Secret::from(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        let place = Place::from_str(address);
        assert_eq!(place.as_ref().ok().map(Place::to_string).as_deref(), expected, "{address}: {place:?}");
    }

    #[test]
    fn a_folder_or_a_bucket() {
        check("onehall-files", Some("onehall-files"));
        check("/srv/files", Some("/srv/files"));
        check("s3://hall", Some("s3://hall"));
        check("s3://hall/", Some("s3://hall"));
        check("s3://hall/city/files/", Some("s3://hall/city/files"));
        check("s3:///files", None);
        check("s3://", None);
        check("ftp://hall", None);
        check("", None);
    }
}
