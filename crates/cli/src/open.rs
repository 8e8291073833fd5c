//! Opening the profile that the arguments name.

use std::path::PathBuf;
use std::sync::Arc;

use coopol_alone::Alone;
use coopol_core::ambient::System;
use coopol_core::cache::CacheError;
use coopol_core::device::{Session, WipeError};
use coopol_core::profile::{Profiles, Protection};
use coopol_core::vault::{Brought, Keyring, KeyringError, Passphrase, SystemKeyring, unlock};

use crate::arguments::Arguments;
use crate::commands::unit;
use crate::failure::Failure;
use crate::output::ask;

/// The identifier under which a desktop keeps the data of its programs.
const APPLICATION: &str = "org.coopol.Coopol";

pub fn profiles(arguments: &Arguments) -> Result<Profiles, Failure> {
    let folder = |name: &str| std::env::var_os(name).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let home = || folder("HOME").map(|home| home.join(".local/share"));
    let standard = || folder("XDG_DATA_HOME").or_else(home).map(|data| data.join(APPLICATION));
    let data = arguments.data.clone().or_else(standard).ok_or(Failure::NoDataFolder)?;
    Ok(Profiles::at(data))
}

/// What `work` makes of the profile's session. Its key may have to be asked for, which waits for a person.
///
/// The session is closed after it, whatever came of it: when a process ends, SQLCipher frees what its connections stand on, and one
/// that is still at work would take the process down with it.
pub async fn within<T>(
    arguments: &Arguments,
    work: impl AsyncFnOnce(&Session) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let open = session(arguments).await?;
    let done = match place(&open.session, arguments).await {
        Ok(()) => work(&open.session).await,
        Err(failure) => Err(failure),
    };
    let closed = open.close().await;
    let done = done?;
    closed?;
    Ok(done)
}

/// The unit whose records are worked in, when one is named.
async fn place(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    if let Some(name) = &arguments.within {
        session.look_into(unit(session, name).await?);
    }
    Ok(())
}

/// An open profile, with the authority beside it while its section is alone.
pub struct Open {
    pub session: Session,
    alone: Option<Arc<Alone>>,
}

impl Open {
    /// The authority of a section that has no server.
    pub fn alone(&self) -> Option<&Arc<Alone>> {
        self.alone.as_ref()
    }

    /// Closes everything, and destroys the authority: a server has taken its place.
    pub async fn leave_alone(self) -> Result<(), Failure> {
        let closed = self.session.close().await;
        if let Some(alone) = self.alone {
            alone.destroy().await.map_err(|source| Failure::File { path: PathBuf::from("authority"), source })?;
        }
        Ok(closed?)
    }

    pub async fn close(self) -> Result<(), CacheError> {
        let closed = self.session.close().await;
        if let Some(alone) = self.alone {
            alone.close().await;
        }
        closed
    }

    /// Destroys everything; the authority is closed first, as its files go too.
    pub async fn destroy(self, keyring: &dyn Keyring) -> Result<(), WipeError> {
        if let Some(alone) = self.alone {
            alone.close().await;
        }
        self.session.destroy(keyring).await
    }
}

/// For who may have to destroy it. Every other way of ending has to close it, as [`within`] does.
pub async fn session(arguments: &Arguments) -> Result<Open, Failure> {
    let profiles = profiles(arguments)?;
    let profile = profiles.open(&name(arguments, &profiles)?)?;
    let passphrase = match profile.card().protection {
        Protection::Passphrase(_) => Some(passphrase()?),
        _ => None,
    };
    let brought = Brought { key_file: arguments.key_file.as_deref(), passphrase: passphrase.as_ref() };
    let key = match profile.card().protection {
        Protection::Keyring => unlock(profile.card(), &keyring()?, &brought),
        _ => unlock(profile.card(), &NotAsked, &brought),
    };
    let key = key?;
    let alone = Alone::of(profile.folder(), &key);
    let session = Session::open(profile, &key, Arc::new(System)).await?;
    Ok(if session.is_alone() {
        Open { session: session.beside(alone.clone()), alone: Some(alone) }
    } else {
        // Whoever was interrupted after a server had taken the section in has left it there.
        alone.destroy().await.map_err(|source| Failure::File { path: PathBuf::from("authority"), source })?;
        Open { session, alone: None }
    })
}

pub fn keyring() -> Result<SystemKeyring, Failure> {
    Ok(SystemKeyring::start()?)
}

/// One line of the standard input.
pub fn passphrase() -> Result<Passphrase, Failure> {
    let mut line = Passphrase::new(String::new());
    ask("Phrase secrète :");
    let unreadable = |source| Failure::File { path: PathBuf::from("<stdin>"), source };
    std::io::stdin().read_line(&mut line).map_err(unreadable)?;
    let length = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(length);
    Ok(line)
}

fn name(arguments: &Arguments, profiles: &Profiles) -> Result<String, Failure> {
    if let Some(name) = &arguments.profile {
        return Ok(name.clone());
    }
    let mut names: Vec<String> = profiles.list()?.into_iter().map(|card| card.name).collect();
    match names.len() {
        0 => Err(Failure::NoProfile),
        1 => Ok(names.remove(0)),
        _ => Err(Failure::WhichProfile(names)),
    }
}

/// Stands where no keyring is needed.
pub struct NotAsked;

impl Keyring for NotAsked {
    fn read(&self, _: &str) -> Result<Option<coopol_core::vault::CacheKey>, KeyringError> {
        Ok(None)
    }

    fn write(&self, _: &str, _: &coopol_core::vault::CacheKey) -> Result<(), KeyringError> {
        Ok(())
    }

    fn destroy(&self, _: &str) -> Result<(), KeyringError> {
        Ok(())
    }
}
