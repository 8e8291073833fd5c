//! `coopol export`.

use std::path::Path;

use coopol_core::archive::{self, ArchiveError, Query};
use coopol_core::device::Session;
use coopol_core::export::{self, Content, Leave, everything, leave};
use coopol_core::roster::Window;
use serde::Serialize;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments, folder: &Path) -> Result<String, Failure> {
    let done = within(arguments, async |session| {
        if let Leave::Wanted { others, asked } = leave(session, Content::Everything).await? {
            // Nothing is fetched for what won't be written.
            return Err(coopol_core::device::Failure::Unagreed { others, asked }.into());
        }
        fetch(session).await?;
        Ok(everything(session, folder).await?)
    })
    .await?;
    Ok(if arguments.json {
        json(&done)
    } else {
        let absent: Vec<String> =
            done.absent.iter().map(|title| format!("\n  fichier absent de cet ordinateur : {title}")).collect();
        format!("{} fichiers écrits dans {}.{}", done.files.len(), folder.display(), absent.concat())
    })
}

/// Asks for somebody else's leave.
pub async fn ask(arguments: &Arguments) -> Result<String, Failure> {
    let leave = within(arguments, async |session| Ok(export::ask(session, Content::Everything).await?)).await?;
    let (asked, others) = match leave {
        Leave::Given => (false, Vec::new()),
        Leave::Wanted { others, asked } => (asked, others),
    };
    Ok(if arguments.json {
        json(&Asked { asked, others })
    } else if asked {
        format!(
            "Demandé. L'export attend l'accord {} : lancez `coopol sync`, puis recommencez sans --ask quand c'est accepté.",
            words::of_another(&others)
        )
    } else {
        "Il n'y a rien à demander : vous pouvez exporter.".to_owned()
    })
}

/// How a request stands.
#[derive(Serialize)]
struct Asked {
    asked: bool,
    others: Vec<String>,
}

/// Brings here the files that are only at the server. Without a network they are named as absent.
async fn fetch(session: &Session) -> Result<(), Failure> {
    let everything = Window { offset: 0, limit: u32::MAX };
    let documents = match archive::list(session, &Query::default(), everything).await {
        Err(coopol_core::device::Failure::NoStream { .. }) => return Ok(()),
        page => page?.rows,
    };
    let http = session.http().await.map_err(Failure::Unreachable)?;
    for document in documents.iter().filter(|document| !document.here && !document.file_name.is_empty()) {
        match archive::fetch(session, &http, document.id).await {
            Err(ArchiveError::Transport(_)) => return Ok(()),
            fetched => fetched?,
        }
    }
    Ok(())
}
