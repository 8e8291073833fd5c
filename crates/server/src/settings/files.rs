//! Where the files are.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BadSetting, Settings};

/// As it is written: `folder:` or `s3://BUCKET/PREFIX`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Files {
    /// `blobs` in the data folder.
    #[default]
    Folder,
    /// A bucket of a service that speaks S3, or what is below a prefix there.
    Bucket {
        /// Its name.
        bucket: String,
        /// What every name there begins with; empty for the whole bucket.
        prefix: String,
    },
}

/// What isn't such a place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`folder:` (in the data folder) or s3://BUCKET or s3://BUCKET/PREFIX is wanted")]
pub struct BadFiles;

impl FromStr for Files {
    type Err = BadFiles;

    fn from_str(text: &str) -> Result<Self, BadFiles> {
        if text == "folder:" {
            return Ok(Self::Folder);
        }
        let rest = text.strip_prefix("s3://").ok_or(BadFiles)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
        let prefix = prefix.trim_end_matches('/');
        if bucket.is_empty() || !plain(bucket) || !plain(prefix) || prefix.split('/').any(|part| part == "..") {
            return Err(BadFiles);
        }
        Ok(Self::Bucket { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }
}

impl fmt::Display for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder => f.write_str("folder:"),
            Self::Bucket { bucket, prefix } if prefix.is_empty() => write!(f, "s3://{bucket}"),
            Self::Bucket { bucket, prefix } => write!(f, "s3://{bucket}/{prefix}"),
        }
    }
}

impl Serialize for Files {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Files {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How a bucket is reached.
pub(crate) struct Way<'a> {
    pub endpoint: &'a str,
    pub region: &'a str,
    pub credentials: &'a PathBuf,
}

impl Settings {
    /// How the bucket is reached, where there is one.
    ///
    /// # Errors
    /// [`BadSetting`].
    pub(crate) fn way(&self) -> Result<Option<Way<'_>>, BadSetting> {
        if self.files == Files::Folder {
            return Ok(None);
        }
        let missing = |name| BadSetting { name, given: "absent".to_owned(), wanted: "set where files are in a bucket" };
        let endpoint = self.files_endpoint.as_deref().ok_or_else(|| missing("files_endpoint"))?;
        let credentials = self.files_credentials.as_ref().ok_or_else(|| missing("files_credentials"))?;
        if !endpoint.starts_with("https://") && !is_here(endpoint) {
            let (given, wanted) = (endpoint.to_owned(), "https://HOST, or http:// on this machine");
            return Err(BadSetting { name: "files_endpoint", given, wanted });
        }
        Ok(Some(Way { endpoint, region: self.files_region.as_deref().unwrap_or("us-east-1"), credentials }))
    }
}

/// An address of the loopback.
fn is_here(endpoint: &str) -> bool {
    let Some(authority) = endpoint.strip_prefix("http://").and_then(|rest| rest.split('/').next()) else {
        return false;
    };
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let loopback = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    host == "localhost" || loopback
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        for text in ["folder:", "s3://coopol", "s3://coopol/78/files"] {
            assert_eq!(text.parse::<Files>().unwrap().to_string(), text);
        }
        assert_eq!("s3://coopol/78/".parse::<Files>().unwrap().to_string(), "s3://coopol/78");
        for strange in ["", "folder", "s3://", "s3:///a", "s3://a b", "s3://a/../b", "https://s3.example/coopol"] {
            assert_eq!(strange.parse::<Files>(), Err(BadFiles), "{strange}");
        }
    }

    #[test]
    fn whoever_stands_between_reads_nothing() {
        let settings = |endpoint: &str| Settings {
            files: "s3://coopol".parse().unwrap(),
            files_endpoint: Some(endpoint.to_owned()),
            files_credentials: Some("/etc/coopol/s3.toml".into()),
            ..Settings::default()
        };
        for endpoint in ["https://s3.example", "http://127.0.0.1:9000", "http://[::1]:9000", "http://localhost:1/a"] {
            assert!(settings(endpoint).way().is_ok(), "{endpoint}");
        }
        for endpoint in ["http://s3.example", "http://127.0.0.1.example", "s3.example"] {
            assert_eq!(settings(endpoint).way().map(drop).unwrap_err().name, "files_endpoint", "{endpoint}");
        }
    }
}
