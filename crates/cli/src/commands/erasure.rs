//! `coopol erasure`.

use coopol_core::device::{Saved, Session};
use coopol_core::roster;
use coopol_core::roster::erasure::{self, Ground, Stage};
use coopol_domain::id::SubjectId;
use jiff::tz::TimeZone;
use serde_json::json;

use super::devices::day;
use super::identifier;
use crate::arguments::Arguments;
use crate::arguments::erasure::{Erasure as Wanted, Ground as Typed};
use crate::failure::Failure;
use crate::open::within;
use crate::output;

pub async fn run(arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    within(arguments, async |session| match wanted {
        Wanted::Ask { people, ground, dry_run } => ask(session, arguments, people, *ground, *dry_run).await,
        Wanted::List => list(session, arguments).await,
        Wanted::Agree { erasure } => {
            let saved = erasure::agree(session, SubjectId::from_bytes(identifier(erasure)?)).await?;
            Ok(done(
                arguments,
                saved,
                "Accepté : l'effacement sera fait dans sept jours, et peut être retiré jusque-là.",
            ))
        }
        Wanted::Withdraw { erasure } => {
            let saved = erasure::withdraw(session, SubjectId::from_bytes(identifier(erasure)?)).await?;
            Ok(done(arguments, saved, "Retiré : personne n'est effacé."))
        }
    })
    .await
}

fn done(arguments: &Arguments, saved: Saved, words: &str) -> String {
    if arguments.json { output::json(&json!({ "change": saved.change })) } else { words.to_owned() }
}

async fn ask(
    session: &Session,
    arguments: &Arguments,
    people: &[String],
    ground: Typed,
    dry_run: bool,
) -> Result<String, Failure> {
    let people: Vec<SubjectId> =
        people.iter().map(|person| Ok(SubjectId::from_bytes(identifier(person)?))).collect::<Result<_, Failure>>()?;
    let mut names = Vec::with_capacity(people.len());
    for person in &people {
        let sheet = roster::sheet(session, *person).await?;
        names.push([sheet.given_name, sheet.family_name].into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    let asked = if dry_run { None } else { Some(erasure::ask(session, &people, read(ground)).await?) };
    if arguments.json {
        let (erasure, change) = asked.map(|(erasure, saved)| (erasure, saved.change)).unzip();
        return Ok(output::json(&json!({ "erasure": erasure, "change": change, "people": names, "dryRun": dry_run })));
    }
    let who = names.join(", ");
    let kept =
        "Les cotisations restent dans les comptes, sans nom. Les documents et les comptes rendus ne sont pas modifiés.";
    Ok(match asked {
        None => format!("Serait effacé pour toujours, par deux mandats et après sept jours : {who}.\n{kept}"),
        Some((erasure, _)) => format!(
            "Effacement demandé : {who}.\nUn second mandat doit l'accepter : coopol erasure agree {erasure}\nIl sera \
             fait sept jours après. Pour y renoncer : coopol erasure withdraw {erasure}\n{kept}"
        ),
    })
}

const fn read(ground: Typed) -> Ground {
    match ground {
        Typed::AskedByThePerson => Ground::AskedByThePerson,
        Typed::NoLongerNeeded => Ground::NoLongerNeeded,
        Typed::Unlawful => Ground::Unlawful,
    }
}

async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let all = erasure::list(session).await?;
    if arguments.json {
        return Ok(output::json(&all));
    }
    if all.is_empty() {
        return Ok("Aucun effacement.".to_owned());
    }
    let zone = session.zone().await?;
    Ok(all.iter().map(|erasure| line(erasure, &zone)).collect::<Vec<_>>().join("\n"))
}

fn line(erasure: &erasure::Erasure, zone: &TimeZone) -> String {
    let names: Vec<&str> = erasure.people.iter().filter_map(|person| person.name.as_deref()).collect();
    let who = if names.is_empty() { format!("{} fiches", erasure.people.len()) } else { names.join(", ") };
    let by = erasure.asked_by.as_deref().map(|by| format!(", demandé par {by}")).unwrap_or_default();
    let stage = match &erasure.stage {
        Stage::Asked { may_agree: true } => "attend votre accord".to_owned(),
        Stage::Asked { may_agree: false } => "attend l'accord d'un second mandat".to_owned(),
        Stage::Agreed { by: Some(by), due } => format!("accepté par {by}, sera fait le {}", day(*due, zone)),
        Stage::Agreed { by: None, due } => format!("accepté, sera fait le {}", day(*due, zone)),
        Stage::Done => "fait".to_owned(),
    };
    let ground = match erasure.ground {
        Some(Ground::AskedByThePerson) => " à la demande de la personne",
        Some(Ground::NoLongerNeeded) => " de données qui ne servent plus",
        Some(Ground::Unlawful) => " de données qui n'auraient pas dû être enregistrées",
        None => "",
    };
    format!("{}  {who} : effacement{ground}{by} ; {stage}", erasure.id)
}
