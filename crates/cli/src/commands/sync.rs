//! `coopol sync`.

use coopol_core::profile::Protection;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::{NotAsked, keyring, session};
use crate::output::json;

pub async fn run(arguments: &Arguments) -> Result<String, Failure> {
    let session = session(arguments).await?;
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    let synced = session.sync_once(&transport).await?;
    if synced.nothing_left {
        let kept_by_the_system = session.profile().card().protection == Protection::Keyring;
        if kept_by_the_system {
            session.destroy(&keyring()?).await?;
        } else {
            session.destroy(&NotAsked).await?;
        }
        return Ok(if arguments.json {
            json(&serde_json::json!({ "nothing_left": true }))
        } else {
            "Aucun mandat n'ouvre plus rien ici : ce qui attendait a été remis, les données ont été détruites."
                .to_owned()
        });
    }
    if synced.unchecked {
        session.audit(&transport).await?;
    }
    coopol_core::archive::exchange(&session, &transport).await?;
    let status = coopol_core::status::status(&session).await?;
    session.close().await?;
    Ok(if arguments.json { json(&status) } else { super::status::words(&status) })
}
