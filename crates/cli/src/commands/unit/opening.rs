//! `coopol unit create`: a section or a working group, its first secretary, and the code that brings their laptop in.

use coopol_core::codes;
use coopol_core::device::Session;
use coopol_core::units::groups::{self, Group};
use coopol_core::units::ties::{self, New};
use coopol_core::units::{Facts, opening};
use serde_json::json;

use super::done;
use crate::arguments::Arguments;
use crate::arguments::unit::Create;
use crate::failure::Failure;
use crate::output;

pub async fn create(session: &Session, arguments: &Arguments, wanted: &Create) -> Result<String, Failure> {
    let facts = Facts { name: wanted.name.clone(), zone: wanted.zone.clone(), code: wanted.code.clone() };
    let secretary = wanted.secretary.trim();
    let kind = if wanted.group { New::Group } else { New::Section };
    if wanted.dry_run {
        let (_, prepared) = ties::open(session, kind, &facts).await?;
        prepared.weigh(session).await?;
        return Ok(if arguments.json {
            output::json(&json!({ "unit": null, "holder": secretary }))
        } else {
            format!("{} : « {} », dont {secretary} serait secrétaire.", done(true), facts.name.trim())
        });
    }
    let server = session.http().await.map_err(Failure::Unreachable)?;
    let opening::Opened { unit, holder, invited } = opening::create(session, &server, kind, &facts, secretary).await?;
    let code = invited.code;
    let link = codes::link(&code, session.server()).to_string();
    if arguments.json {
        return Ok(output::json(&json!({ "unit": unit, "holder": holder, "code": code.to_string(), "link": link })));
    }
    let opened = if wanted.group { "ouvert" } else { "ouverte" };
    Ok(format!(
        "« {} » est {opened} ; {secretary} en est secrétaire. Son invitation, valable 14 jours, à lui remettre en main propre ou par un \
         moyen sûr :\n\n{code}\n\nou, en lien :\n\n{link}",
        facts.name.trim()
    ))
}

pub async fn groups(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let all = groups::list(session).await?;
    if arguments.json {
        return Ok(output::json(&all));
    }
    let line = |Group { unit, name, leader }: &Group| match leader {
        Some(leader) => format!("{unit}  {name} : {leader}"),
        None => format!("{unit}  {name} : plus personne ne le dirige"),
    };
    if all.is_empty() {
        return Ok("Votre unité n'a ouvert aucun groupe de travail.".to_owned());
    }
    Ok(all.iter().map(line).collect::<Vec<_>>().join("\n"))
}
