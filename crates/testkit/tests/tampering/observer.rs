//! A laptop as the programs have it, that can be put back as it was before each run.

use std::path::Path;
use std::sync::{Arc, Mutex};

use coopol_core::ambient::Ambient;
use coopol_core::archive::{self, ArchiveError};
use coopol_core::delegations;
use coopol_core::device::{Failure, Session, SyncError};
use coopol_core::enrolment;
use coopol_core::profile::{Profiles, Protection};
use coopol_core::status::status;
use coopol_core::transport::{Http, TransportError};
use coopol_core::vault::CacheKey;
use coopol_domain::access::Verbs;
use coopol_domain::id::{DeviceId, HolderId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_testkit::chance::Chance;
use ed25519_dalek::SigningKey;

use crate::served::Time;

/// A clock that goes on when it is told to, and chance from a seed: the same work gives the same changes.
struct Still(Time, Mutex<Chance>);

impl Ambient for Still {
    fn now(&self) -> Instant {
        self.0.read()
    }

    fn fill(&self, bytes: &mut [u8]) {
        let mut chance = self.1.lock().unwrap();
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&chance.number().to_le_bytes()[..part.len()]);
        }
    }
}

fn still(time: &Time, seed: u64) -> Arc<Still> {
    Arc::new(Still(time.clone(), Mutex::new(Chance::new(seed))))
}

/// Who it is, whatever server it speaks with.
pub struct Observer {
    pub name: &'static str,
    pub device: DeviceId,
    pub holder: HolderId,
    pub signing: SigningKey,
    key: CacheKey,
    seed: u64,
}

/// The same, open.
pub struct Laptop {
    pub name: &'static str,
    pub session: Session,
    way: Http,
    who: Observer,
}

/// What a person reads when something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// An alarm, by its code: the profile only reads from now on.
    Alarm(&'static str),
    /// The server answers with a failure of its own, by its name.
    Failing(String),
    /// The server lets the device in no more: "your mandate has ended".
    Ended,
    /// What was written is refused, and shown so.
    Refused,
    /// The file that came isn't the one that was named.
    File,
}

/// A line of the history: of which stream, its number, what was decided, and what it says.
type Told = (Vec<u8>, i64, String, Option<Vec<u8>>);

/// What a laptop shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    streams: Vec<(Compartment, Verbs, Hash)>,
    history: Vec<Told>,
    waiting: [u64; 5],
    checking: bool,
}

impl Laptop {
    pub async fn enrol(
        profiles: &Path,
        name: &'static str,
        server: &str,
        code: &str,
        (time, seed): (&Time, u64),
    ) -> Self {
        let ambient = still(time, seed);
        let enrolled = enrolment::enrol(server, &code.parse().unwrap(), name, ambient.as_ref()).await.unwrap();
        let profile = Profiles::at(profiles).begin(name, Protection::KeyFile, ambient.as_ref()).unwrap();
        let key = CacheKey::new(ambient.as_ref());
        let session = Session::found(profile, &key, &enrolled, ambient).await.unwrap();
        let (device, signing) = (enrolled.device, enrolled.key.clone());
        let way = Http::new(server, device, signing.clone()).unwrap();
        // Other chance than what was drawn until it is opened again.
        let (holder, seed) = (session.holder().await, seed + 1000);
        let who = Observer { name, device, holder, signing, key, seed };
        Self { name, session, way, who }
    }

    pub async fn close(self) -> Observer {
        self.session.close().await.unwrap();
        self.who
    }

    /// One synchronisation, with the check of a past that was skipped, and files.
    pub async fn sync(&self) -> Result<(), Said> {
        let synced = self.heard(self.session.sync_once(&self.way).await).await?;
        if synced.nothing_left {
            return Err(Said::Ended);
        }
        if synced.unchecked {
            self.heard(self.session.audit(&self.way).await).await?;
        }
        archive::exchange(&self.session, &self.way).await.map(drop).map_err(|error| file(&error))
    }

    /// What a synchronisation says. An alarm must have made the profile one that only reads.
    async fn heard<T>(&self, done: Result<T, SyncError>) -> Result<T, Said> {
        let error = match done {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        match error {
            SyncError::Alarm(alarm) => {
                let code = alarm.code();
                let kept = status(&self.session).await.unwrap().alarm;
                assert_eq!(kept.as_deref(), Some(code), "{}: it is said, and the profile goes on", self.name);
                let again = self.session.sync_once(&self.way).await;
                assert!(matches!(again, Err(SyncError::ReadOnly)), "{}: {code}, then {again:?}", self.name);
                Err(Said::Alarm(code))
            }
            SyncError::Transport(error) => Err(failing(&error)),
            error => panic!("{}: {error}", self.name),
        }
    }

    /// Fetches the file of a document; whoever has a slice and no more has no archives.
    pub async fn fetch(&self, document: SubjectId) -> Result<(), Said> {
        if delegations::is_delegate(&self.session).await {
            return Ok(());
        }
        match archive::fetch(&self.session, &self.way, document).await {
            // Nobody reads of it: what is shown tells.
            Err(ArchiveError::Failure(Failure::NotFound { .. })) => Ok(()),
            done => done.map_err(|error| file(&error)),
        }
    }

    async fn history(&self) -> Vec<Told> {
        let mut reader = self.session.cache().reader().await.unwrap();
        let lines = "SELECT stream, seq, verdict, payload FROM lines ORDER BY stream, seq";
        sqlx::query_as(lines).fetch_all(&mut *reader).await.unwrap()
    }

    /// What is shown now.
    pub async fn picture(&self) -> Result<Picture, Said> {
        let held = self.session.held().await;
        let mut streams = Vec::with_capacity(held.len());
        for held in held {
            let root = self.session.cache().state_root(held.stream).await.unwrap();
            streams.push((held.compartment, held.verbs, root));
        }
        let now = status(&self.session).await.unwrap();
        if now.refused > 0 {
            return Err(Said::Refused);
        }
        let waiting = [now.waiting, now.received, now.held, now.to_verify, now.sealed];
        Ok(Picture { streams, history: self.history().await, waiting, checking: now.checking })
    }
}

impl Observer {
    /// Opens its profile where it was copied to, and knows its way to a server.
    pub async fn open(&self, profiles: &Path, server: &str, time: &Time) -> Laptop {
        let profile = Profiles::at(profiles).open(self.name).unwrap();
        let session = Session::open(profile, &self.key, still(time, self.seed)).await.unwrap();
        let way = Http::new(server, self.device, self.signing.clone()).unwrap();
        let who = Self { key: self.key.clone(), signing: self.signing.clone(), ..*self };
        Laptop { name: self.name, session, way, who }
    }
}

fn failing(error: &TransportError) -> Said {
    match error {
        TransportError::Unwelcome => Said::Ended,
        TransportError::Refused { code, .. } => Said::Failing(code.clone()),
        error => Said::Failing(error.to_string()),
    }
}

fn file(error: &ArchiveError) -> Said {
    match error {
        ArchiveError::Transport(error) => failing(error),
        ArchiveError::Altered => Said::File,
        ArchiveError::Failure(Failure::NoStream { .. }) => Said::Ended,
        error => panic!("{error}"),
    }
}
