//! `coopol proposals`.

use coopol_core::device::Session;
use coopol_core::proposals::{self, Proposal};
use coopol_domain::id::ChangeId;
use jiff::tz::TimeZone;

use super::identifier;
use crate::arguments::{Arguments, Proposals};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;
use crate::words;

pub async fn run(arguments: &Arguments, wanted: &Proposals) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Proposals::List => list(session, arguments).await,
        Proposals::Accept { changes, all } => accept(session, arguments, changes, *all).await,
    })
    .await
}

async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let (waiting, zone) = (proposals::list(session).await?, session.zone().await?);
    if arguments.json {
        return Ok(json(&waiting));
    }
    let mut lines: Vec<String> = waiting.iter().flat_map(|proposal| lines(proposal, &zone)).collect();
    lines.push(format!("{} en attente de votre accord.", waiting.len()));
    Ok(lines.join("\n"))
}

fn lines(proposal: &Proposal, zone: &TimeZone) -> Vec<String> {
    let author = proposal.author_name.as_deref().unwrap_or("Quelqu'un");
    let about = proposal.name.as_deref().map(|name| format!(" : {name}")).unwrap_or_default();
    let mut lines = vec![format!("{}  {author} {}{about}", proposal.change, words::kind(&proposal.kind))];
    lines.extend(proposal.fields.iter().filter_map(|field| Some(format!("    {}", words::shown(field, zone)?))));
    lines
}

async fn accept(session: &Session, arguments: &Arguments, changes: &[String], all: bool) -> Result<String, Failure> {
    let changes: Vec<ChangeId> = if all {
        proposals::list(session).await?.into_iter().map(|proposal| proposal.change).collect()
    } else {
        changes.iter().map(|change| Ok(ChangeId::from_bytes(identifier(change)?))).collect::<Result<_, Failure>>()?
    };
    if changes.is_empty() {
        let nothing = serde_json::json!({ "act": null, "accepted": 0 });
        return Ok(if arguments.json { json(&nothing) } else { "Rien n'attend votre accord.".to_owned() });
    }
    let done = proposals::accept(session, &changes).await?;
    let count = done.changes.len();
    Ok(if arguments.json {
        json(&serde_json::json!({ "act": done.act, "accepted": count }))
    } else {
        format!("{count} propositions acceptées. Pour annuler : coopol undo {}", done.act)
    })
}
