//! `coopol unit adopt|attach|ties|accept|decline|withdraw`.

use coopol_core::device::Session;
use coopol_core::units::Prepared;
use coopol_core::units::ties::{self, Reply, Tie};
use coopol_domain::id::SubjectId;
use serde_json::json;

use super::done;
use crate::arguments::Arguments;
use crate::arguments::unit::{Ask, Reply as Wanted};
use crate::commands::arrivals::destination;
use crate::commands::identifier;
use crate::failure::Failure;
use crate::output;
use crate::words;

pub async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let all = ties::list(session).await?;
    if arguments.json {
        return Ok(output::json(&all));
    }
    let mut lines: Vec<String> = all.iter().map(line).collect();
    lines.push(match ties::waiting(session).await?.len() {
        0 => "Rien n'attend votre réponse.".to_owned(),
        1 => "1 rattachement attend votre réponse : coopol unit accept ou decline.".to_owned(),
        many => format!("{many} rattachements attendent votre réponse : coopol unit accept ou decline."),
    });
    Ok(lines.join("\n"))
}

fn line(tie: &Tie) -> String {
    let Tie { id, name, side, word, .. } = tie;
    format!("{id}  « {name} » : {}", words::tie(side, word))
}

/// Asks another unit to stand above this one, or below it.
pub async fn ask(session: &Session, arguments: &Arguments, wanted: &Ask, above: bool) -> Result<String, Failure> {
    let server = session.http().await.map_err(Failure::Unreachable)?;
    let candidates = ties::candidates(session, &server, above).await.map_err(Failure::Unreachable)?;
    let other = destination(candidates, &wanted.other)?;
    let prepared = ties::ask(session, &other, above).await?;
    let tie = prepared.subject();
    let told = if above { "votre section dépendrait de" } else { "dépendrait de votre fédération" };
    let told = if above { format!("{told} « {} »", other.name) } else { format!("« {} » {told}", other.name) };
    finish(session, arguments, prepared, tie, &format!("{told}, si elle accepte"), wanted.dry_run).await
}

pub async fn reply(session: &Session, arguments: &Arguments, wanted: &Wanted, reply: Reply) -> Result<String, Failure> {
    let tie = SubjectId::from_bytes(identifier(&wanted.tie)?);
    let prepared = ties::reply(session, tie, reply).await?;
    let told = match reply {
        Reply::Accept => "vous acceptez ce rattachement, qui compte dès `coopol sync`",
        Reply::Decline => "vous refusez ce rattachement",
        Reply::Withdraw => "vous retirez cette demande",
    };
    finish(session, arguments, prepared, tie, told, wanted.dry_run).await
}

async fn finish(
    session: &Session,
    arguments: &Arguments,
    prepared: Prepared,
    tie: SubjectId,
    told: &str,
    dry_run: bool,
) -> Result<String, Failure> {
    let change = if dry_run {
        prepared.weigh(session).await?;
        None
    } else {
        Some(prepared.record(session).await?.change)
    };
    if arguments.json {
        return Ok(output::json(&json!({ "tie": tie, "change": change })));
    }
    Ok(format!("{} : {told}.", done(dry_run)))
}
