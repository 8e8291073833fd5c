//! What stands outside the encrypted database: how the profile is called and how its key is kept.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{ProfileError, disk, folder};
use crate::vault::Wrapped;

const FILE: &str = "profile.json";

/// A profile as it can be listed without its key. Nothing in it is personal but the name that its owner gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The folder's name, a UUID.
    pub id: String,
    /// How its owner calls it.
    pub name: String,
    /// How its key is kept.
    pub protection: Protection,
}

/// How the key of a profile is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Protection {
    /// In the system's keyring, under the profile's id.
    Keyring,
    /// Here, wrapped under a passphrase.
    Passphrase(Wrapped),
    /// In a file that the person names at each start.
    KeyFile,
}

impl Card {
    /// The card in `folder`; `None` when it has none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, ProfileError> {
        let path = folder.join(FILE);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|error| ProfileError::Damaged { path, why: error.to_string() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(disk(&path)(error)),
        }
    }

    /// Puts it into `folder`, whole or not at all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), ProfileError> {
        let bytes = serde_json::to_vec_pretty(self).expect("a card is made of texts and numbers");
        folder::replace(&folder.join(FILE), &bytes)
    }
}
