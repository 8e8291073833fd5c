//! `coopol enrol`.

use std::sync::Arc;

use coopol_core::ambient::System;
use coopol_core::cache::Enrolled;
use coopol_core::device::Session;
use coopol_core::enrolment::{self, NotEnrolled};
use coopol_core::profile::{Profile, Protection};
use coopol_core::vault::{CacheKey, Keyring as _, Wrapped, create_key_file, read_key_file};
use coopol_domain::enrolment::{Invitation, Link};

use crate::arguments::{Arguments, Enrol};
use crate::failure::Failure;
use crate::open::{self, keyring, profiles};
use crate::output::json;

/// The name of a profile that nobody named.
pub(super) const UNNAMED: &str = "coopol";

pub async fn run(arguments: &Arguments, enrol: &Enrol) -> Result<String, Failure> {
    let invitation = invitation(&enrol.invitation)?;
    let name = arguments.profile.as_deref().unwrap_or(UNNAMED);
    let (key, protection) = protected(arguments, enrol.passphrase)?;
    let profile = profiles(arguments)?.begin(name, protection, &System)?;
    let enrolled = match admitted(enrol, &invitation, &profile, &key).await {
        Ok(enrolled) => enrolled,
        Err(failure) => {
            give_up(profile)?;
            return Err(failure);
        }
    };
    let session = Session::found(profile, &key, &enrolled, Arc::new(System)).await?;
    session.close().await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "profile": name, "device": enrolled.device, "holder": enrolled.holder }))
    } else {
        format!("Cet ordinateur est relié (profil « {name} »). Lancez maintenant `coopol sync`.")
    })
}

/// A code, or the link that it came in.
fn invitation(text: &str) -> Result<Invitation, Failure> {
    let compact: String = text.split_whitespace().collect();
    if compact.contains("://") {
        let Link { invitation, .. } = compact.parse()?;
        return Ok(invitation);
    }
    Ok(compact.parse()?)
}

/// Takes the invitation to the server. The key is safe before that uses it up, and before anything is encrypted with it.
async fn admitted(
    enrol: &Enrol,
    invitation: &Invitation,
    profile: &Profile,
    key: &CacheKey,
) -> Result<Enrolled, Failure> {
    keep(profile, key)?;
    enrolment::enrol(&enrol.server, invitation, &enrol.device_name, &System).await.map_err(|error| match error {
        NotEnrolled::Transport(error) => Failure::Unreachable(error),
        error => Failure::NotEnrolled(error),
    })
}

/// Puts the key where it stays, when that is the keyring.
pub(super) fn keep(profile: &Profile, key: &CacheKey) -> Result<(), Failure> {
    if profile.card().protection == Protection::Keyring {
        keyring()?.write(&profile.card().id, key)?;
    }
    Ok(())
}

/// Lets go of a profile that doesn't count yet. Its key opens nothing that anybody was told was saved: it goes with the folder.
pub(super) fn give_up(profile: Profile) -> Result<(), Failure> {
    if profile.card().protection == Protection::Keyring {
        drop(keyring()?.destroy(&profile.card().id));
    }
    Ok(profile.remove()?)
}

/// A key, and how it is kept: in the file that was named, under a passphrase, or in the keyring.
pub(super) fn protected(arguments: &Arguments, passphrase: bool) -> Result<(CacheKey, Protection), Failure> {
    if let Some(path) = &arguments.key_file {
        if path.exists() {
            return Ok((read_key_file(path)?, Protection::KeyFile));
        }
        let key = CacheKey::new(&System);
        create_key_file(path, &key)?;
        return Ok((key, Protection::KeyFile));
    }
    let key = CacheKey::new(&System);
    if passphrase {
        let wrapped = Wrapped::new(&key, &open::passphrase()?, &System);
        return Ok((key, Protection::Passphrase(wrapped)));
    }
    Ok((key, Protection::Keyring))
}
