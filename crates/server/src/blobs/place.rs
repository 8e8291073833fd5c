//! The object store that files are in: a folder on the disk, or a bucket of a service that speaks S3. The names are the same, so
//! whoever goes over from one to the other copies them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, Error, ObjectStore, ObjectStoreExt as _, RetryConfig};
use serde::Deserialize;

use crate::data::BLOBS;
use crate::keys::{self, KeyError};
use crate::settings::{BadSetting, Files, Settings};

/// How long a bucket may take to be reached, and to answer.
const CONNECTED: Duration = Duration::from_secs(3);
const ANSWERED: Duration = Duration::from_secs(15);
/// Whoever asked comes again; one hiccup is none of theirs.
const AGAIN: usize = 1;

/// Files that can't be worked with.
#[derive(Debug, thiserror::Error)]
pub enum NoFiles {
    /// A setting is missing, or leads nowhere.
    #[error(transparent)]
    Setting(#[from] BadSetting),
    /// The credentials can't be read, or others can read them.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// What is in that file isn't credentials.
    #[error("{}: `access_key_id = \"…\"` and `secret_access_key = \"…\"` are wanted", .path.display())]
    NoCredentials {
        /// Which file.
        path: PathBuf,
    },
    /// The service lets nobody in under these credentials, or there is no such bucket.
    #[error("{files}: {source}")]
    Refused {
        /// Which bucket.
        files: Files,
        /// What it said.
        source: Error,
    },
    /// The folder can't be used.
    #[error(transparent)]
    Folder(Error),
}

/// What the file of the credentials says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    access_key_id: String,
    secret_access_key: String,
}

/// Opens the place of the files. A bucket that can't be reached now may be there in a moment, and is told in the log; one that refuses
/// won't be.
///
/// # Errors
/// [`NoFiles`].
pub async fn open(settings: &Settings) -> Result<Arc<dyn ObjectStore>, NoFiles> {
    let Files::Bucket { bucket, prefix } = &settings.files else {
        let folder = LocalFileSystem::new_with_prefix(settings.data.join(BLOBS)).map_err(NoFiles::Folder)?;
        return Ok(Arc::new(folder.with_fsync(true)));
    };
    let refused = |source| NoFiles::Refused { files: settings.files.clone(), source };
    let objects = Arc::new(PrefixStore::new(reach(settings, bucket)?, prefix.as_str()));
    // Nothing is called so: whoever is let in is told that. And a list is of a bucket that there is.
    let found = match objects.get(&Path::from("coopol-server")).await {
        Ok(_) | Err(Error::NotFound { .. }) => objects.list(None).try_next().await.map(drop),
        Err(error) => Err(error),
    };
    match found {
        Err(error @ (Error::Unauthenticated { .. } | Error::PermissionDenied { .. })) => return Err(refused(error)),
        Err(error) if error.to_string().contains("NoSuchBucket") => return Err(refused(error)),
        Err(error) => tracing::error!(%error, "the files can't be reached; whoever asks for one is told to come again"),
        Ok(()) => {}
    }
    Ok(objects)
}

fn reach(settings: &Settings, bucket: &str) -> Result<AmazonS3, NoFiles> {
    let refused = |source| NoFiles::Refused { files: settings.files.clone(), source };
    let Some(way) = settings.way()? else { unreachable!("a bucket has a way to it, or a setting is missing") };
    let text = keys::secret_text(way.credentials)?;
    let no_credentials = |_| NoFiles::NoCredentials { path: way.credentials.clone() };
    let credentials: Credentials = toml::from_str(&text).map_err(no_credentials)?;
    // Another part of this process may have been first.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let client = ClientOptions::new().with_allow_http(true).with_connect_timeout(CONNECTED).with_timeout(ANSWERED);
    let retry = RetryConfig { max_retries: AGAIN, retry_timeout: ANSWERED, ..RetryConfig::default() };
    AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_endpoint(way.endpoint)
        .with_region(way.region)
        .with_access_key_id(&credentials.access_key_id)
        .with_secret_access_key(&credentials.secret_access_key)
        .with_virtual_hosted_style_request(false)
        .with_client_options(client)
        .with_retry(retry)
        .build()
        .map_err(refused)
}
