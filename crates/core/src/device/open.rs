//! Opening a profile.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};

use coopol_domain::device::{Device, Knows};
use coopol_domain::kinds::find;
use tokio::sync::{Mutex, OnceCell, broadcast};

use super::Session;
use crate::ambient::Ambient;
use crate::cache::{Cache, CacheError, Enrolled};
use crate::handover::SeasonKept;
use crate::profile::{Profile, ProfileError};
use crate::roster::Tallies;
use crate::transport::{ALONE, Http, TransportError, Within};
use crate::vault::CacheKey;

/// How many notices wait for a slow listener.
const NOTICES: usize = 64;

/// Why a profile isn't opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database, its key included.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// The files around it.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The profile belongs to no device.
    #[error("the profile was never enrolled")]
    NotEnrolled,
}

impl Session {
    /// Opens a profile that was enrolled.
    pub async fn open(profile: Profile, key: &CacheKey, ambient: Arc<dyn Ambient>) -> Result<Self, OpenError> {
        Self::open_knowing(profile, key, ambient, find).await
    }

    /// The same, as a version of the program that knows these kinds.
    pub async fn open_knowing(
        profile: Profile,
        key: &CacheKey,
        ambient: Arc<dyn Ambient>,
        knows: Knows,
    ) -> Result<Self, OpenError> {
        let cache = Cache::open(&profile.database()?, key).await?;
        let (device, server) = cache.load().await?.ok_or(OpenError::NotEnrolled)?;
        let device = Device { knows, ..device };
        let (notices, _) = broadcast::channel(NOTICES);
        let (machine, syncing, http) = (Mutex::new(device), Mutex::new(()), OnceCell::new());
        let (tallies, hears, brought) = (Tallies::default(), AtomicBool::default(), Box::default());
        let within = RwLock::default();
        let own = None;
        let session = Self {
            profile,
            cache,
            machine,
            syncing,
            hears,
            brought,
            server,
            within,
            memos: Box::default(),
            own,
            http,
            ambient,
            notices,
            tallies,
            season: SeasonKept::default(),
        };
        session.see().await?;
        session.fold_late().await?;
        Ok(session)
    }

    /// Makes a begun profile that of a newly enrolled device, and opens it. The profile counts from here on.
    pub async fn found(
        profile: Profile,
        key: &CacheKey,
        enrolled: &Enrolled,
        ambient: Arc<dyn Ambient>,
    ) -> Result<Self, OpenError> {
        let cache = Cache::open(&profile.database()?, key).await?;
        cache.enrol(enrolled).await?;
        cache.close().await?;
        profile.finish()?;
        Self::open(profile, key, ambient).await
    }

    /// Whether the authority is on this very computer: the section has no server yet (J10).
    pub fn is_alone(&self) -> bool {
        self.server == ALONE
    }

    /// With the authority that answers while the section is alone. Without it such a session reads and records, and never
    /// synchronises.
    #[must_use]
    pub fn beside(self, authority: Arc<dyn Within>) -> Self {
        Self { own: Some(authority), ..self }
    }

    /// Where its server is; [`ALONE`] when there is none.
    pub fn server(&self) -> &str {
        &self.server
    }

    /// The way to it, over HTTP: always the same connections. The process must have installed a provider of rustls before.
    pub async fn http(&self) -> Result<Http, TransportError> {
        let begin = async || {
            let device = self.machine.lock().await;
            match &self.own {
                Some(authority) if self.is_alone() => Http::within(authority.clone(), device.id, device.key.clone()),
                _ => Http::new(&self.server, device.id, device.key.clone()),
            }
        };
        self.http.get_or_try_init(begin).await.cloned()
    }

    /// A way to a server that the device doesn't know yet: where its section has just joined.
    pub async fn http_at(&self, server: &str) -> Result<Http, TransportError> {
        let device = self.machine.lock().await;
        Http::new(server, device.id, device.key.clone())
    }

    /// Whose files it has.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The database, for the queries of the screens.
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Time and chance.
    pub fn ambient(&self) -> &dyn Ambient {
        self.ambient.as_ref()
    }

    /// Closes the database; the profile is free for others then.
    pub async fn close(self) -> Result<(), CacheError> {
        self.cache.close().await
    }
}
