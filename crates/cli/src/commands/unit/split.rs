//! `coopol unit split`: a section comes out of another. The level above decides, the section agrees, and the people pass.

use std::collections::BTreeSet;

use coopol_core::codes;
use coopol_core::device::Session;
use coopol_core::roster::passing::{self, Choice, Plan, Who};
use coopol_core::shield;
use coopol_core::text::fold;
use coopol_core::units::Facts;
use coopol_core::units::splits::{self, Reply, Split};
use coopol_domain::id::{SubjectId, UnitId};
use serde_json::json;

use super::done;
use crate::arguments::Arguments;
use crate::arguments::unit::{Answer, Decide, Pass, Split as Wanted};
use crate::commands::{identifier, unit};
use crate::failure::Failure;
use crate::output;
use crate::words;

pub async fn run(session: &Session, arguments: &Arguments, wanted: &Wanted) -> Result<String, Failure> {
    match wanted {
        Wanted::Decide(wanted) => decide(session, arguments, wanted).await,
        Wanted::List => list(session, arguments).await,
        Wanted::Agree(wanted) => reply(session, arguments, wanted, Reply::Agree).await,
        Wanted::Refuse(wanted) => reply(session, arguments, wanted, Reply::Refuse).await,
        Wanted::Withdraw(wanted) => reply(session, arguments, wanted, Reply::Withdraw).await,
        Wanted::Pass(wanted) => pass(session, arguments, wanted).await,
    }
}

async fn decide(session: &Session, arguments: &Arguments, typed: &Decide) -> Result<String, Failure> {
    let wanted = splits::Wanted {
        unit: unit(session, &typed.unit).await?,
        facts: Facts { name: typed.name.clone(), zone: typed.zone.clone(), code: typed.code.clone() },
        secretary: typed.secretary.clone(),
        postcodes: typed.postcodes.clone(),
    };
    let (name, secretary) = (typed.name.trim(), typed.secretary.trim());
    let who = match typed.postcodes.as_slice() {
        [] => "la section choisira qui passe".to_owned(),
        codes => format!("passeraient ceux qui habitent {}", codes.join(", ")),
    };
    if typed.dry_run {
        wanted.weigh(session).await?;
        return Ok(if arguments.json {
            output::json(&json!({ "newborn": null, "secretary": secretary, "postcodes": typed.postcodes }))
        } else {
            format!(
                "{} : « {name} » naîtrait de « {} », dont {secretary} serait secrétaire ; {who}. Votre mandat ne lit pas le fichier de la \
                 section : elle verra les noms avec `coopol unit split pass --dry-run`.",
                done(true),
                typed.unit
            )
        });
    }
    let server = session.http().await.map_err(Failure::Unreachable)?;
    let splits::Decided { newborn, invited } = wanted.decide(session, &server).await?;
    let code = invited.map(|invited| invited.code);
    let link = code.as_ref().map(|code| codes::link(code, session.server()).to_string());
    let code = code.map(|code| code.to_string());
    if arguments.json {
        return Ok(output::json(&json!({ "newborn": newborn, "code": code, "link": link })));
    }
    let then = match code.zip(link) {
        Some((code, link)) => format!(
            "L'invitation de {secretary}, valable 14 jours, à lui remettre en main propre ou par un moyen sûr :\n\n{code}\n\nou, en lien \
             :\n\n{link}"
        ),
        None => format!("{secretary} y a déjà un ordinateur, ou n'y a plus de mandat : aucun code n'est fait."),
    };
    Ok(format!(
        "« {name} » est ouverte ; {secretary} en est secrétaire. « {} » doit encore accepter : rien ne passe sans elle. {then}",
        typed.unit
    ))
}

async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let all = splits::list(session).await?;
    if arguments.json {
        return Ok(output::json(&all));
    }
    let mut lines: Vec<String> = all.iter().map(line).collect();
    lines.push(match all.iter().filter(|split| split.asked).count() {
        0 => "Rien n'attend votre réponse.".to_owned(),
        1 => "1 partage attend votre réponse : coopol unit split agree ou refuse.".to_owned(),
        many => format!("{many} partages attendent votre réponse : coopol unit split agree ou refuse."),
    });
    Ok(lines.join("\n"))
}

fn line(split: &Split) -> String {
    let Split { newborn, name, unit_name, word, postcodes, .. } = split;
    let told = match word.as_str() {
        "decided" => "décidé ; la section n'a pas encore répondu",
        "agreed" => "accepté ; les personnes peuvent passer",
        "refused" => "refusé par la section",
        _ => "abandonné",
    };
    let who = if postcodes.is_empty() { String::new() } else { format!(" ({})", postcodes.join(", ")) };
    format!("{newborn}  « {name} », née de « {unit_name} »{who} : {told}")
}

/// By id, or by the name that one of those known has.
async fn meant(session: &Session, given: &str, words: &[&str]) -> Result<UnitId, Failure> {
    let known = splits::list(session).await?;
    let same = |split: &&Split| split.newborn.to_string() == given || fold(&split.name) == fold(given);
    let mut same: Vec<&Split> = known.iter().filter(same).collect();
    if same.len() > 1 {
        same.retain(|split| words.contains(&split.word.as_str()));
    }
    match same.as_slice() {
        [one] => Ok(one.newborn),
        _ => {
            Err(Failure::NoUnit { given: given.to_owned(), known: known.into_iter().map(|split| split.name).collect() })
        }
    }
}

async fn reply(session: &Session, arguments: &Arguments, wanted: &Answer, reply: Reply) -> Result<String, Failure> {
    let open: &[&str] = if reply == Reply::Withdraw { &["decided", "agreed"] } else { &["decided"] };
    let newborn = meant(session, &wanted.newborn, open).await?;
    let prepared = splits::reply(session, newborn, reply).await?;
    let change = if wanted.dry_run {
        prepared.weigh(session).await?;
        None
    } else {
        Some(prepared.record(session).await?.change)
    };
    if arguments.json {
        return Ok(output::json(&json!({ "newborn": newborn, "change": change })));
    }
    let told = match reply {
        Reply::Agree => "la section accepte ; `coopol unit split pass --dry-run` montre qui passerait",
        Reply::Refuse => "la section refuse, personne ne passe",
        Reply::Withdraw => "vous renoncez à ce partage ; la nouvelle section reste ouverte",
    };
    Ok(format!("{} : {told}.", done(wanted.dry_run)))
}

async fn pass(session: &Session, arguments: &Arguments, wanted: &Pass) -> Result<String, Failure> {
    let newborn = meant(session, &wanted.newborn, &["agreed"]).await?;
    let people = |given: &[String]| -> Result<BTreeSet<SubjectId>, Failure> {
        given.iter().map(|id| identifier(id).map(SubjectId::from_bytes)).collect()
    };
    let choice =
        Choice { postcodes: wanted.postcodes.clone(), with: people(&wanted.with)?, without: people(&wanted.without)? };
    let plan = passing::plan(session, newborn, &choice).await?;
    let shield = shield::standing(session).await?;
    let act = if wanted.dry_run { None } else { passing::pass(session, &plan).await?.map(|done| done.act.to_string()) };
    if arguments.json {
        return Ok(output::json(&json!({ "plan": plan, "undo": act })));
    }
    let mut lines = told(&plan, wanted.dry_run);
    lines.extend(shield.and_then(|shield| words::shielded_act(&shield, plan.passing.len())));
    match act {
        Some(act) => lines.push(format!(
            "Enregistré ici. « {} » les accueillera après `coopol sync` ; pour reprendre ceux qui attendent encore : coopol undo {act}",
            plan.split.name
        )),
        None if wanted.dry_run => {}
        None => lines.push("Personne n'a plus à passer : rien n'est écrit.".to_owned()),
    }
    Ok(lines.join("\n"))
}

fn told(plan: &Plan, by_name: bool) -> Vec<String> {
    let parts = [
        ("Passent", &plan.passing),
        ("Restent, faute de code postal", &plan.undecided),
        ("Restent", &plan.staying),
        ("Attendent l'accord d'une autre personne qui tient le fichier", &plan.waiting),
    ];
    let mut lines = Vec::new();
    for (title, people) in parts {
        lines.push(format!("{title} : {}", people.len()));
        if by_name {
            lines.extend(people.iter().map(person));
        }
    }
    if !plan.undecided.is_empty() {
        lines.push("Complétez leur adresse, ou nommez-les avec --with ou --without.".to_owned());
    }
    lines
}

fn person(who: &Who) -> String {
    format!("    {}  {} ({})", who.person, who.name, who.postcode.as_deref().unwrap_or("adresse inconnue"))
}
