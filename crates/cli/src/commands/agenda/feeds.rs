//! `coopol agenda feeds` and `coopol agenda feed`.

use coopol_core::agenda::feeds::{self, Feed, Opening, Prepared};
use coopol_core::device::{Saved, Session};
use coopol_domain::id::SubjectId;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::arguments::Arguments;
use crate::arguments::agenda::Feed as Wanted;
use crate::commands::devices::day;
use crate::commands::identifier;
use crate::failure::Failure;
use crate::output;

pub async fn run(session: &Session, arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    match wanted {
        Wanted::Open { name, dry_run } => open(session, arguments, name, *dry_run).await,
        Wanted::TakeUp { feed, dry_run } => {
            let prepared = feeds::prepare_taking_up(session, which(feed)?).await?;
            let told = "vous répondez de cet abonnement ; son adresse donnera de nouveau l'agenda dès `coopol sync`";
            finish(session, arguments, prepared, told, *dry_run).await
        }
        Wanted::Close { feed, dry_run } => {
            let prepared = feeds::prepare_closing(session, which(feed)?).await?;
            let told = "cet abonnement est fermé ; son adresse ne donnera plus jamais rien dès `coopol sync`";
            finish(session, arguments, prepared, told, *dry_run).await
        }
    }
}

async fn open(session: &Session, arguments: &Arguments, name: &str, dry_run: bool) -> Result<String, Failure> {
    if session.is_alone() {
        return Err(Failure::FeedAlone);
    }
    let Opening { step, address } = feeds::prepare(session, name).await?;
    if dry_run {
        return finish(session, arguments, step, "un abonnement s'ouvre", true).await;
    }
    let feed = step.feed;
    let Saved { change, .. } = step.record(session).await?;
    if arguments.json {
        return Ok(output::json(&json!({ "feed": feed, "change": change, "address": address.as_str() })));
    }
    Ok(format!(
        "Adresse de « {} », à donner à votre téléphone ou à votre logiciel d'agenda :\n\n{}\n\nNotez-la maintenant : elle \
         n'est gardée nulle part et ne sera plus montrée. Qui l'a lit les titres, dates et lieux de l'agenda, rien d'autre, tant que vous êtes \
         en fonction. Elle répondra dès `coopol sync`.\nPour la fermer : coopol agenda feed close {feed}",
        name.trim(),
        address.as_str()
    ))
}

pub async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let found = feeds::list(session).await?;
    if arguments.json {
        return Ok(output::json(&found));
    }
    let zone = session.zone().await?;
    let mut lines: Vec<String> = found.iter().map(|feed| line(feed, &zone)).collect();
    lines.push(match found.len() {
        0 => "Aucun abonnement.".to_owned(),
        1 => "1 abonnement.".to_owned(),
        many => format!("{many} abonnements."),
    });
    Ok(lines.join("\n"))
}

fn line(feed: &Feed, zone: &TimeZone) -> String {
    let who = |name: &Option<String>| name.clone().unwrap_or_else(|| "quelqu'un qui n'est pas connu ici".to_owned());
    let answers = match (feed.own, feed.answers) {
        (true, true) => "vous en répondez".to_owned(),
        (false, true) => format!("{} en répond", who(&feed.answered_by)),
        (_, false) => {
            format!(
                "ne donne plus rien : {} n'est plus en fonction (coopol agenda feed take-up)",
                who(&feed.answered_by)
            )
        }
    };
    let (opened_by, opened) = (who(&feed.opened_by), day(feed.opened, zone));
    format!("{}  {} : ouvert le {opened} par {opened_by}, {answers}", feed.id, feed.name)
}

async fn finish(
    session: &Session,
    arguments: &Arguments,
    prepared: Prepared,
    told: &str,
    dry_run: bool,
) -> Result<String, Failure> {
    let feed = prepared.feed;
    let change = if dry_run {
        prepared.weigh(session).await?;
        None
    } else {
        Some(prepared.record(session).await?.change)
    };
    if arguments.json {
        return Ok(output::json(&json!({ "feed": feed, "change": change })));
    }
    let done = if dry_run { "Serait enregistré" } else { "Enregistré ici" };
    Ok(format!("{done} : {told}."))
}

fn which(feed: &str) -> Result<SubjectId, Failure> {
    Ok(SubjectId::from_bytes(identifier(feed)?))
}
