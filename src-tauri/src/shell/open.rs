//! Opening the profile: its lock, its key, its database.

use std::sync::Arc;

use coopol_alone::Alone;
use coopol_core::ambient::System;
use coopol_core::device::{Session, Standing};
use coopol_core::profile::{Card, Profile, ProfileError, Protection};
use coopol_core::vault::{CacheKey, Keyring as _, Passphrase, SystemKeyring, WrongPassphrase};
use tauri::AppHandle;
use tauri::async_runtime::{block_on, spawn, spawn_blocking};
use tauri_specta::Event as _;
use tokio::sync::OnceCell;

use super::gate::{Around, Gate, Opened, OpeningError, Shut};
use super::{Shell, live, viewer};
use crate::contract::event::CoreEvent;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::session::Connection;
use crate::notices;

impl Shell {
    /// Opens the profile if nobody tried yet, and remembers why not.
    pub async fn try_open(&self, app: &AppHandle) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        if matches!(&*gate, Gate::Untried) {
            *gate = self.tried(app, None).await?;
        }
        Ok(())
    }

    /// Tries again what failed at the start.
    pub async fn reopen(&self, app: &AppHandle) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        if let Gate::Open(_) = &*gate {
            return Ok(());
        }
        *gate = self.tried(app, None).await?;
        match &*gate {
            Gate::Shut(Shut::KeyringLocked | Shut::KeyringAbsent) => {
                Err(Failure::new(ErrorCode::KeyringUnavailable, "the keyring still gives no key"))
            }
            Gate::Shut(Shut::AlreadyOpen) => {
                Err(Failure::new(ErrorCode::Busy, "another program still has the profile"))
            }
            Gate::Shut(Shut::DiskFull) => Err(Failure::new(ErrorCode::DiskFull, "there is still no room to open it")),
            _ => told(app),
        }
    }

    /// Opens the profile with its passphrase.
    pub async fn unlock(&self, app: &AppHandle, passphrase: Passphrase) -> Result<(), Failure> {
        let mut gate = self.gate.write().await;
        let tried = self.tried(app, Some(passphrase)).await?;
        if matches!(tried, Gate::Shut(Shut::Locked { .. })) {
            return Err(Failure::new(ErrorCode::WrongPassphrase, WrongPassphrase));
        }
        *gate = tried;
        told(app)
    }

    /// Speaks with the server once, so that the lease runs again.
    pub async fn renew(&self, app: &AppHandle) -> Result<(), Failure> {
        let session = self.session().await?;
        let spoke = async { Ok::<_, Failure>(session.sync_once(&session.http().await?).await?) }.await;
        // A clock that was put right opens it as well.
        if matches!(
            session.standing().await?,
            Standing::LeaseOver { .. } | Standing::ClockBehind { .. } | Standing::Suspended(_)
        ) {
            spoke?;
        }
        told(app)
    }

    async fn tried(&self, app: &AppHandle, passphrase: Option<Passphrase>) -> Result<Gate, Failure> {
        match self.unlocked(passphrase).await {
            Ok(Some((session, authority))) => {
                if let Err(error) = session.look_where_last().await {
                    tracing::warn!(%error, "where the window worked last isn't known");
                }
                Ok(running(app, session, authority))
            }
            Ok(None) => Ok(Gate::Shut(Shut::FirstRun)),
            Err(error) => match error.shut() {
                Some(shut) => {
                    tracing::info!(%error, "the profile stays closed");
                    Ok(Gate::Shut(shut))
                }
                None => Err(Failure::bug(&error)),
            },
        }
    }

    async fn unlocked(&self, passphrase: Option<Passphrase>) -> Result<Option<Beside>, OpeningError> {
        let Some(card) = self.card()? else { return Ok(None) };
        let profile = self.profiles.open(&card.name)?;
        // On a thread that may wait: for the keyring, and for a database whose opening can't move between threads.
        let open = move || {
            let key = key(&profile, passphrase)?;
            let alone = Alone::of(profile.folder(), &key);
            let session = block_on(Session::open(profile, &key, Arc::new(System)))?;
            Ok(block_on(beside(session, alone)))
        };
        spawn_blocking(open).await.expect("opening a profile doesn't panic").map(Some)
    }

    /// The profile that was asked for, else the first by name that can be opened here.
    pub(super) fn card(&self) -> Result<Option<Card>, ProfileError> {
        let wanted = |card: &Card| match &self.wanted {
            Some(wanted) => *wanted == card.name,
            None => card.protection != Protection::KeyFile,
        };
        match self.profiles.readable()?.into_iter().find(wanted) {
            Some(card) => Ok(Some(card)),
            // One that can't be read may be the one.
            None => self.profiles.list().map(|_| None),
        }
    }
}

/// A session, and the authority while that is on this computer too.
type Beside = (Session, Option<Arc<Alone>>);

async fn beside(session: Session, alone: Arc<Alone>) -> Beside {
    if session.is_alone() {
        return (session.beside(alone.clone()), Some(alone));
    }
    // Whoever was interrupted after a server had taken the section in has left it there.
    if let Err(error) = alone.destroy().await {
        tracing::warn!(%error, "something is left of an authority that a server has taken over");
    }
    (session, None)
}

/// The gate open, with everything that goes on behind it.
pub(super) fn running(app: &AppHandle, session: Session, authority: Option<Arc<Alone>>) -> Gate {
    let (session, around) = (Arc::new(session), Around::new());
    if authority.is_some() {
        around.connection.send_replace(Connection::Alone);
    }
    viewer::tidy(app, &session);
    let [live, listening] = live::start(app.clone(), Arc::clone(&session), around.clone());
    let notices = spawn(notices::watch(app.clone(), Arc::clone(&session), around.clone()));
    Gate::Open(Arc::new(Opened {
        session,
        authority,
        around,
        viewing: OnceCell::new(),
        tasks: [live, listening, notices],
    }))
}

/// Tells the page to ask again where this laptop stands.
pub(super) fn told(app: &AppHandle) -> Result<(), Failure> {
    CoreEvent::Session.emit(app).map_err(|error| Failure::bug(&error))
}

/// Asks whoever keeps the key. Takes up to half a minute.
fn key(profile: &Profile, passphrase: Option<Passphrase>) -> Result<CacheKey, OpeningError> {
    let Card { id, name, protection } = profile.card();
    match (protection, passphrase) {
        (Protection::Keyring, _) => SystemKeyring::start()?.read(id)?.ok_or(OpeningError::NoKey),
        (Protection::Passphrase(wrapped), Some(passphrase)) => {
            wrapped.open(&passphrase).map_err(|_| OpeningError::PassphraseWanted { name: name.clone() })
        }
        (Protection::Passphrase(_), None) => Err(OpeningError::PassphraseWanted { name: name.clone() }),
        (Protection::KeyFile, _) => Err(OpeningError::KeyFile { name: name.clone() }),
    }
}
