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
        Proposals::List => list(session, arguments, false).await,
        Proposals::Own => list(session, arguments, true).await,
        Proposals::Accept { changes, all } => accept(session, arguments, changes, *all).await,
        Proposals::Decline { changes } => {
            let done = proposals::decline(session, &named(changes)?).await?;
            Ok(answered(arguments, "declined", "refusée", done.len()))
        }
        Proposals::Withdraw { changes } => {
            let done = proposals::withdraw(session, &named(changes)?).await?;
            Ok(answered(arguments, "withdrawn", "retirée", done.len()))
        }
    })
    .await
}

async fn list(session: &Session, arguments: &Arguments, own: bool) -> Result<String, Failure> {
    let waiting = if own { proposals::own(session).await? } else { proposals::list(session).await? };
    let zone = session.zone().await?;
    if arguments.json {
        return Ok(json(&waiting));
    }
    let mut lines: Vec<String> = waiting.iter().flat_map(|proposal| lines(proposal, &zone)).collect();
    let whom = if own { "de quelqu'un d'autre" } else { "de votre accord" };
    lines.push(format!("{} en attente {whom}.", waiting.len()));
    Ok(lines.join("\n"))
}

fn lines(proposal: &Proposal, zone: &TimeZone) -> Vec<String> {
    let author = proposal.author_name.as_deref().unwrap_or("Quelqu'un");
    let about = proposal.name.as_deref().map(|name| format!(" : {name}")).unwrap_or_default();
    let late = match &proposal.late {
        Some(came) if came.suspended.is_some() => " (arrivée pendant la suspension du mandat)",
        Some(_) => " (arrivée après la fin du mandat)",
        None => "",
    };
    let mut lines = vec![format!("{}  {author} {}{about}{late}", proposal.change, words::kind(&proposal.kind))];
    lines.extend(proposal.fields.iter().filter_map(|field| Some(format!("    {}", words::shown(field, zone)?))));
    lines
}

fn named(changes: &[String]) -> Result<Vec<ChangeId>, Failure> {
    changes.iter().map(|change| Ok(ChangeId::from_bytes(identifier(change)?))).collect()
}

fn answered(arguments: &Arguments, key: &str, done: &str, count: usize) -> String {
    if arguments.json {
        return json(&serde_json::json!({ key: count }));
    }
    let plural = if count > 1 { "s" } else { "" };
    format!("{count} proposition{plural} {done}{plural}.")
}

async fn accept(session: &Session, arguments: &Arguments, changes: &[String], all: bool) -> Result<String, Failure> {
    let changes: Vec<ChangeId> = if all {
        proposals::list(session).await?.into_iter().map(|proposal| proposal.change).collect()
    } else {
        named(changes)?
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
