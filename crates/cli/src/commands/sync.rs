//! `coopol sync`.

use coopol_core::device::Session;
use coopol_core::devices::{self, Device, Waiting};
use coopol_core::profile::Protection;
use coopol_core::status::Status;
use coopol_core::transport::TransportError;
use coopol_core::vault::Keyring;
use jiff::tz::TimeZone;
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
    /// Whether the section has no server.
    alone: bool,
    /// Laptops that came in since the last contact.
    newcomers: Vec<Device>,
    /// Laptops that others may yet keep out.
    invited: Vec<Waiting>,
}

/// How an exchange ended.
enum Exchanged {
    /// Nothing opens here any more: what there is has to go, its key with this.
    NothingLeft {
        abandoned: bool,
        keyring: Box<dyn Keyring>,
    },
    Told(Box<Told>, TimeZone),
}

pub async fn run(arguments: &Arguments) -> Result<String, Failure> {
    let open = session(arguments).await?;
    match exchange(&open.session).await {
        Ok(Exchanged::NothingLeft { abandoned, keyring }) => {
            open.destroy(keyring.as_ref()).await?;
            Ok(destroyed(arguments, abandoned))
        }
        Ok(Exchanged::Told(told, zone)) => {
            open.close().await?;
            Ok(if arguments.json { json(&*told) } else { said(&told, &zone) })
        }
        Err(failure) => {
            open.close().await?;
            Err(failure)
        }
    }
}

async fn exchange(session: &Session) -> Result<Exchanged, Failure> {
    let last = coopol_core::status::status(session).await?.last_contact;
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    let synced = session.sync_once(&transport).await?;
    if let Some(why) = session.suspended().await?.filter(|_| synced.suspended) {
        return Err(Failure::Unreachable(TransportError::Suspended(why)));
    }
    if synced.nothing_left {
        let kept_by_the_system = session.profile().card().protection == Protection::Keyring;
        let keyring: Box<dyn Keyring> = if kept_by_the_system { Box::new(keyring()?) } else { Box::new(NotAsked) };
        return Ok(Exchanged::NothingLeft { abandoned: synced.abandoned, keyring });
    }
    if synced.unchecked {
        session.audit(&transport).await?;
    }
    coopol_core::archive::exchange(session, &transport).await?;
    let status = coopol_core::status::status(session).await?;
    let newcomers = match last {
        Some(last) => devices::enrolled_since(session, last).await?,
        None => Vec::new(),
    };
    let alone = session.is_alone();
    let invited = devices::waiting(session).await?;
    let told = Told { status, alone, newcomers, invited };
    Ok(Exchanged::Told(Box::new(told), session.zone().await?))
}

fn destroyed(arguments: &Arguments, abandoned: bool) -> String {
    match (arguments.json, abandoned) {
        (true, abandoned) => json(&serde_json::json!({ "nothing_left": true, "abandoned": abandoned })),
        (false, false) => {
            "Plus rien ne s'ouvre ici : ce qui attendait a été remis, les données ont été détruites.".to_owned()
        }
        (false, true) => {
            "Cet ordinateur a été retiré : ce qui attendait n'a plus été pris, les données ont été détruites."
                .to_owned()
        }
    }
}

fn said(told: &Told, zone: &TimeZone) -> String {
    let mut said = super::status::line(&told.status, told.alone);
    for device in &told.newcomers {
        said.push_str("\nNouvel ordinateur relié : ");
        said.push_str(&super::devices::line(device, zone));
    }
    for invitation in &told.invited {
        said.push_str("\nInvitation en attente : ");
        said.push_str(&super::devices::invited(invitation, zone));
    }
    if told.invited.iter().any(|invitation| invitation.contestable) {
        said.push_str("\nSi rien ne l'explique, opposez-vous avec `coopol devices contest` et parlez-en.");
    }
    if !told.newcomers.is_empty() {
        said.push_str("\nSi vous ne l'attendiez pas, retirez-le avec `coopol devices revoke` et parlez-en.");
    }
    said
}
