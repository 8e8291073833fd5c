//! `coopol join`: the section that stands alone on this computer goes over to a server.

use coopol_core::archive;
use coopol_domain::enrolment::Adoption;

use crate::arguments::{Arguments, Join};
use crate::failure::Failure;
use crate::open::{Open, session};
use crate::output::json;

pub async fn run(arguments: &Arguments, wanted: &Join) -> Result<String, Failure> {
    let compact: String = wanted.invitation.split_whitespace().collect();
    let code: Adoption = compact.parse()?;
    let open = session(arguments).await?;
    match join(&open, &wanted.server, &code).await {
        Ok(()) => open.leave_alone().await?,
        Err(failure) => {
            open.close().await?;
            return Err(failure);
        }
    }
    Ok(if arguments.json {
        json(&serde_json::json!({ "server": wanted.server, "alone": false }))
    } else {
        "La section est rattachée au serveur, avec tout son historique. Les autres responsables peuvent maintenant être \
         invités (`coopol devices invite`)."
            .to_owned()
    })
}

async fn join(open: &Open, server: &str, code: &Adoption) -> Result<(), Failure> {
    let session = &open.session;
    let alone = open.alone().ok_or(Failure::NotAlone)?;
    if !alone.is_leaving() {
        // What waits gets its number first.
        let here = session.http().await.map_err(Failure::Unreachable)?;
        session.sync_once(&here).await?;
        archive::exchange(session, &here).await?;
    }
    alone.join(server, code).await?;
    // Before the device believes the server: from then on nobody would know that the files are still to be sent.
    archive::send_again(session).await?;
    let there = session.http_at(server).await.map_err(Failure::Unreachable)?;
    session.sync_once(&there).await?;
    archive::exchange(session, &there).await?;
    Ok(())
}
