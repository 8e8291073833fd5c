//! The store: a backend, the keys that seal what it holds, and the authority it belongs to.

use std::fmt;
use std::sync::{Arc, OnceLock};

use coopol_domain::authority::Author;
use coopol_domain::id::DeviceId;
use ed25519_dalek::VerifyingKey;

use crate::bearers::Bearers;
use crate::company::{Ear, Errand, Position, Turn};
use crate::facts::Facts;
use crate::recent::Recent;
use crate::restored::Waits;
use crate::row::SettingRow;
use crate::sealing::Vault;
use crate::{Backend, Chance, MasterKey, Read, StoreError, Write, Writes};

const AUTHORITY: &str = "authority";
pub(crate) const MASTER_KEY: &str = "master key";

/// What the server keeps. Cloning it gives another handle to the same store.
#[derive(Clone)]
pub struct Store<B> {
    pub(crate) backend: B,
    pub(crate) vault: Vault,
    pub(crate) recent: Recent,
    pub(crate) facts: Facts,
    pub(crate) bearers: Bearers,
    pub(crate) waits: Arc<Waits>,
    authority: Arc<OnceLock<(DeviceId, VerifyingKey)>>,
}

impl<B: Backend> Store<B> {
    /// Opens what `backend` holds, or begins it. `master` lives outside the database and its backups (J7.1).
    ///
    /// # Errors
    /// [`StoreError::OtherMasterKey`], and what the backend finds.
    pub async fn open(backend: B, master: &MasterKey, chance: impl Chance) -> Result<Self, StoreError> {
        let vault = Vault::new(master, Arc::new(chance));
        let store = Self {
            backend,
            vault,
            recent: Recent::default(),
            facts: Facts::default(),
            bearers: Bearers::default(),
            waits: Arc::default(),
            authority: Arc::default(),
        };
        store.know_the_master_key().await?;
        let row = store.backend.read().await?.setting(AUTHORITY).await?;
        if let Some(known) = row.map(|row| store.read_authority(&row)).transpose()? {
            store.authority.get_or_init(|| known);
        }
        Ok(store)
    }

    async fn know_the_master_key(&self) -> Result<(), StoreError> {
        let mut tx = self.backend.write().await?;
        if let Some(known) = tx.rows().setting(MASTER_KEY).await? {
            let opened = self.vault.open_setting(MASTER_KEY, &known.sealed);
            return opened.map(drop).map_err(|_| StoreError::OtherMasterKey);
        }
        let sealed = self.vault.seal_setting(MASTER_KEY, b"known");
        let settings = vec![SettingRow { name: MASTER_KEY.to_owned(), sealed }];
        tx.commit(Writes { settings, ..Writes::default() }).await
    }

    /// Says once and for all under which device and key the authority itself authors changes (J5.5); the same again
    /// changes nothing.
    ///
    /// # Errors
    /// [`StoreError::OtherAuthority`] when the store belongs to another.
    pub async fn set_authority(&self, id: DeviceId, key: VerifyingKey) -> Result<(), StoreError> {
        let mut tx = self.backend.write().await?;
        let known = if let Some(row) = tx.rows().setting(AUTHORITY).await? {
            self.read_authority(&row)?
        } else {
            let settings = vec![self.authority_row((id, key))];
            tx.commit(Writes { settings, ..Writes::default() }).await?;
            (id, key)
        };
        if known != (id, key) {
            return Err(StoreError::OtherAuthority { found: known.0, given: id });
        }
        self.authority.get_or_init(|| known);
        Ok(())
    }

    /// The authority's own device and key, once they were set.
    pub fn authority(&self) -> Option<(DeviceId, VerifyingKey)> {
        self.authority.get().copied()
    }

    /// See [`Backend::ear`].
    pub async fn ear(&self) -> Result<Option<Box<dyn Ear>>, StoreError> {
        self.backend.ear().await
    }

    /// See [`Backend::positions`].
    pub async fn positions(&self) -> Result<Vec<Position>, StoreError> {
        self.backend.positions().await
    }

    /// See [`Backend::leads`].
    pub async fn leads(&self) -> Result<bool, StoreError> {
        self.backend.leads().await
    }

    /// See [`Backend::turn`].
    pub async fn turn(&self, errand: Errand) -> Result<Turn, StoreError> {
        self.backend.turn(errand).await
    }

    /// A setting of the server, sealed like everything else.
    pub async fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let row = self.backend.glance().await?.setting(name).await?;
        row.map(|row| self.vault.open_setting(name, &row.sealed)).transpose()
    }

    /// The setting that is kept; `first` from now on where there is none. Two who ask at once are given the same.
    pub async fn setting_or(&self, name: &str, first: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut tx = self.backend.write().await?;
        if let Some(row) = tx.rows().setting(name).await? {
            return self.vault.open_setting(name, &row.sealed);
        }
        let settings = vec![SettingRow { name: name.to_owned(), sealed: self.vault.seal_setting(name, first) }];
        tx.commit(Writes { settings, ..Writes::default() }).await?;
        Ok(first.to_vec())
    }

    /// Keeps a setting, in place of the one there was.
    pub async fn set_setting(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let settings = vec![SettingRow { name: name.to_owned(), sealed: self.vault.seal_setting(name, value) }];
        self.backend.write().await?.commit(Writes { settings, ..Writes::default() }).await
    }

    pub(crate) fn own(&self, device: DeviceId) -> Option<Author> {
        let (id, key) = self.authority().filter(|(id, _)| *id == device)?;
        Some(Author::Authority { id, key })
    }

    pub(crate) fn authority_row(&self, (id, key): (DeviceId, VerifyingKey)) -> SettingRow {
        let sealed = self.vault.seal_setting(AUTHORITY, &[id.as_bytes().as_slice(), key.as_bytes()].concat());
        SettingRow { name: AUTHORITY.to_owned(), sealed }
    }

    /// Fails when another process gave the store to another device since this one opened it.
    pub(crate) async fn still_ours(&self, rows: &mut impl Read, given: DeviceId) -> Result<(), StoreError> {
        let known = rows.setting(AUTHORITY).await?.map(|row| self.read_authority(&row)).transpose()?;
        match known {
            Some(known) if self.authority() == Some(known) => Ok(()),
            Some((found, _)) => Err(StoreError::OtherAuthority { found, given }),
            None => Err(StoreError::Corrupt { what: "the authority's device" }),
        }
    }

    fn read_authority(&self, row: &SettingRow) -> Result<(DeviceId, VerifyingKey), StoreError> {
        let corrupt = StoreError::Corrupt { what: "the authority's device" };
        let bytes = self.vault.open_setting(AUTHORITY, &row.sealed)?;
        let Some((id, key)) = bytes.split_first_chunk::<16>() else { return Err(corrupt) };
        let key = key.try_into().ok().and_then(|key| VerifyingKey::from_bytes(key).ok()).ok_or(corrupt)?;
        Ok((DeviceId::from_bytes(*id), key))
    }
}

impl<B> fmt::Debug for Store<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("authority", &self.authority.get()).finish_non_exhaustive()
    }
}
