//! `coopol begin`: a section that stands alone, on this computer.

use std::sync::Arc;

use coopol_alone::{Alone, Beginning, Begun, begin};
use coopol_core::ambient::System;
use coopol_core::device::Session;
use coopol_core::profile::Profile;
use coopol_core::vault::CacheKey;

use super::enrol::{UNNAMED, give_up, keep, protected};
use crate::arguments::{Arguments, Begin};
use crate::failure::Failure;
use crate::open::profiles;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments, wanted: &Begin) -> Result<String, Failure> {
    let name = arguments.profile.as_deref().unwrap_or(UNNAMED);
    let (key, protection) = protected(arguments, wanted.passphrase)?;
    let profile = profiles(arguments)?.begin(name, protection, &System)?;
    let alone = Alone::of(profile.folder(), &key);
    let begun = match begun(wanted, &profile, &key, &alone).await {
        Ok(begun) => begun,
        Err(failure) => {
            alone.close().await;
            give_up(profile)?;
            return Err(failure);
        }
    };
    let shared = share(profile, &key, &begun, &alone).await;
    alone.close().await;
    shared?;
    Ok(if arguments.json { told(name, &begun) } else { said(name, wanted, &begun) })
}

/// The key is safe before anything is encrypted with it.
async fn begun(wanted: &Begin, profile: &Profile, key: &CacheKey, alone: &Arc<Alone>) -> Result<Begun, Failure> {
    keep(profile, key)?;
    let Begin { unit, name, office, time_zone, device_name, .. } = wanted;
    let beginning = Beginning { unit: unit.trim(), zone: time_zone, name: name.trim(), office: *office, device_name };
    Ok(begin(alone, beginning, &System).await?)
}

/// From here on the profile counts; it takes in at once what was made.
async fn share(profile: Profile, key: &CacheKey, begun: &Begun, alone: &Arc<Alone>) -> Result<(), Failure> {
    let session = Session::found(profile, key, &begun.enrolled, Arc::new(System)).await?.beside(alone.clone());
    let synced = async {
        let authority = session.http().await.map_err(Failure::Unreachable)?;
        session.sync_once(&authority).await.map_err(Failure::from)
    };
    let synced = synced.await;
    session.close().await?;
    synced.map(drop)
}

fn told(profile: &str, begun: &Begun) -> String {
    let Begun { unit, mandate, enrolled } = begun;
    json(&serde_json::json!({
        "profile": profile,
        "alone": true,
        "unit": unit.id,
        "name": unit.name,
        "streams": unit.streams.len(),
        "mandate": mandate,
        "holder": enrolled.holder,
        "device": enrolled.device,
    }))
}

fn said(profile: &str, wanted: &Begin, begun: &Begun) -> String {
    format!(
        "« {} » est ouverte, sur cet ordinateur seulement (profil « {profile} »).\n{} : {}.\nOrdinateur : « {} ».\n\nRien n'est \
         gardé ailleurs : faites souvent une copie avec `coopol export DOSSIER`. Écrivez aussi la feuille de secours (`coopol \
         recovery FICHIER`) : elle servira une fois que la section aura rejoint un serveur.",
        begun.unit.name,
        words::word(&wanted.office.to_string()),
        wanted.name.trim(),
        wanted.device_name,
    )
}
