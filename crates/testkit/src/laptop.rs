//! A device as the programs have it: the core with its encrypted cache, over real HTTP. Its clock may be wrong, and its
//! chance comes from a seed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use coopol_core::ambient::{Ambient, System};
use coopol_core::archive::{self, NewDocument};
use coopol_core::device::{Seal, Session, SyncError, Synced};
use coopol_core::profile::{Profiles, Protection};
use coopol_core::roster::{self, NewPerson};
use coopol_core::status::{Status, status};
use coopol_core::transport::TransportError;
use coopol_core::vault::CacheKey;
use coopol_core::{enrolment, history};
use coopol_domain::id::ChangeId;
use coopol_domain::time::Instant;

use crate::chance::Chance;

/// A clock that is wrong by so many milliseconds, and chance from a seed.
pub struct Surroundings {
    wrong_by: AtomicI64,
    chance: Mutex<Chance>,
}

impl Surroundings {
    /// `wrong_by` is positive for a clock that is ahead.
    pub fn new(wrong_by: i64, seed: u64) -> Arc<Self> {
        Arc::new(Self { wrong_by: AtomicI64::new(wrong_by), chance: Mutex::new(Chance::new(seed)) })
    }

    /// Sets the clock, as far from the right time.
    pub fn set_wrong_by(&self, ms: i64) {
        self.wrong_by.store(ms, Ordering::SeqCst);
    }
}

impl Ambient for Surroundings {
    fn now(&self) -> Instant {
        Instant(System.now().0.saturating_add_signed(self.wrong_by.load(Ordering::SeqCst)))
    }

    fn fill(&self, bytes: &mut [u8]) {
        let mut chance = self.chance.lock().expect("nobody panics while holding it");
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&chance.number().to_le_bytes()[..part.len()]);
        }
    }
}

/// One officer's laptop.
pub struct Laptop {
    /// Its open profile.
    pub session: Session,
}

impl Laptop {
    /// Enrols a laptop with a profile of its own in `folder`; it never synchronised.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub async fn enrol(folder: &Path, name: &str, server: &str, code: &str, around: Arc<Surroundings>) -> Self {
        Self::try_enrol(folder, name, server, code, around).await.expect("it is let in")
    }

    /// The same, where the server may refuse.
    ///
    /// # Errors
    /// [`NotEnrolled`](enrolment::NotEnrolled).
    ///
    /// # Panics
    /// When there is no room for a profile.
    pub async fn try_enrol(
        folder: &Path,
        name: &str,
        server: &str,
        code: &str,
        around: Arc<Surroundings>,
    ) -> Result<Self, enrolment::NotEnrolled> {
        // Another test of this process may have been first.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let invitation = code.parse().expect("it is a code");
        let enrolled = enrolment::enrol(server, &invitation, name, around.as_ref()).await?;
        let profiles = Profiles::at(folder);
        let profile = profiles.begin(name, Protection::KeyFile, around.as_ref()).expect("there is room for a profile");
        let key = CacheKey::new(around.as_ref());
        let session = Session::found(profile, &key, &enrolled, around).await.expect("the profile is new");
        Ok(Self { session })
    }

    /// Closes its database. A process that ends while databases are open may fall over on its way out: their threads then
    /// use what the libraries have already put away.
    ///
    /// # Panics
    /// When the database can't be closed.
    pub async fn close(self) {
        self.session.close().await.expect("what was open can be closed");
    }

    /// Synchronises, the check of a past that was skipped included.
    ///
    /// # Errors
    /// [`SyncError`].
    pub async fn try_sync(&self) -> Result<Synced, SyncError> {
        let way = self.session.http().await?;
        let synced = self.session.sync_once(&way).await?;
        if synced.unchecked {
            self.session.audit(&way).await?;
        }
        Ok(synced)
    }

    /// The same, where nothing may fail.
    ///
    /// # Panics
    /// When it fails.
    pub async fn sync(&self) -> Synced {
        self.try_sync().await.expect("the server is there")
    }

    /// Synchronises; whether the server answered to the end: it may be away, or have no database to ask.
    ///
    /// # Panics
    /// When something else is in the way.
    pub async fn is_answered(&self) -> bool {
        match self.try_sync().await {
            Ok(_) => true,
            Err(SyncError::Transport(TransportError::Offline { .. } | TransportError::Busy { .. })) => false,
            Err(error) => panic!("neither done nor told to come again: {error}"),
        }
    }

    /// Synchronises; whether the server could be reached to the end.
    ///
    /// # Panics
    /// When something else is wrong than the network.
    pub async fn reaches(&self) -> bool {
        match self.try_sync().await {
            Ok(_) => true,
            Err(SyncError::Transport(TransportError::Offline { .. })) => false,
            Err(error) => panic!("neither done nor offline: {error}"),
        }
    }

    /// Records a person; by which change.
    ///
    /// # Panics
    /// When the laptop may not, or fails.
    pub async fn add(&self, family_name: &str) -> ChangeId {
        let (family_name, category) = (family_name.to_owned(), "member".to_owned());
        let person = NewPerson { family_name, category, ..NewPerson::default() };
        roster::add(&self.session, &person).await.expect("somebody new can be added").1.change
    }

    /// Files a document with these bytes, and sends both.
    ///
    /// # Panics
    /// When the laptop may not, or the server isn't there.
    pub async fn file(&self, content: Vec<u8>) {
        let http = self.session.http().await.expect("the server is there");
        // How files are named is asked for once.
        archive::exchange(&self.session, &http).await.expect("the server is there");
        let new = NewDocument { title: "Budget".to_owned(), file_name: "b.bin".to_owned(), ..NewDocument::default() };
        archive::add(&self.session, &new, content).await.expect("a document can be filed");
        self.sync().await;
        archive::exchange(&self.session, &http).await.expect("the server is there");
    }

    /// Where the profile stands.
    ///
    /// # Panics
    /// When the cache fails.
    pub async fn status(&self) -> Status {
        status(&self.session).await.expect("the cache can be read")
    }

    /// How often each change about people is in the history that is shown.
    ///
    /// # Panics
    /// When the cache fails.
    pub async fn times(&self) -> BTreeMap<ChangeId, usize> {
        let about_people = history::Query { kind: Some("person".to_owned()), ..history::Query::default() };
        let page = history::list(&self.session, &about_people, 0, u32::MAX).await.expect("the cache can be read");
        let mut times = BTreeMap::new();
        for row in page.rows {
            *times.entry(row.id).or_default() += 1;
        }
        times
    }

    /// Whether every stream is proven from its first entry to its last.
    ///
    /// # Panics
    /// When the cache fails.
    pub async fn is_whole(&self) -> bool {
        let found = self.session.verify().await.expect("the cache can be read");
        found.iter().all(|found| found.seal == Seal::Whole)
    }
}
