//! `coopol sync`.

use coopol_core::devices::{self, Device};
use coopol_core::profile::Protection;
use coopol_core::status::Status;
use serde::Serialize;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::{NotAsked, keyring, session};
use crate::output::json;

/// What a program is told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    #[serde(flatten)]
    status: Status,
    /// Laptops that came in since the last contact.
    newcomers: Vec<Device>,
}

pub async fn run(arguments: &Arguments) -> Result<String, Failure> {
    let session = session(arguments).await?;
    let last = coopol_core::status::status(&session).await?.last_contact;
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    let synced = session.sync_once(&transport).await?;
    if synced.nothing_left {
        let kept_by_the_system = session.profile().card().protection == Protection::Keyring;
        if kept_by_the_system {
            session.destroy(&keyring()?).await?;
        } else {
            session.destroy(&NotAsked).await?;
        }
        return Ok(match (arguments.json, synced.abandoned) {
            (true, abandoned) => json(&serde_json::json!({ "nothing_left": true, "abandoned": abandoned })),
            (false, false) => {
                "Plus rien ne s'ouvre ici : ce qui attendait a été remis, les données ont été détruites.".to_owned()
            }
            (false, true) => {
                "Cet ordinateur a été retiré : ce qui attendait n'a plus été pris, les données ont été détruites."
                    .to_owned()
            }
        });
    }
    if synced.unchecked {
        session.audit(&transport).await?;
    }
    coopol_core::archive::exchange(&session, &transport).await?;
    let status = coopol_core::status::status(&session).await?;
    let newcomers = match last {
        Some(last) => devices::enrolled_since(&session, last).await?,
        None => Vec::new(),
    };
    let zone = session.zone().await?;
    session.close().await?;
    if arguments.json {
        return Ok(json(&Told { status, newcomers }));
    }
    let mut said = super::status::line(&status);
    for device in &newcomers {
        said.push_str("\nNouvel ordinateur relié : ");
        said.push_str(&super::devices::line(device, &zone));
    }
    if !newcomers.is_empty() {
        said.push_str("\nSi vous ne l'attendiez pas, retirez-le avec `coopol devices revoke` et parlez-en.");
    }
    Ok(said)
}
