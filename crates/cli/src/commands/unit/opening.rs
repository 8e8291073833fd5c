//! `coopol unit create`: a section, its first secretary, and the code that brings their laptop in.

use coopol_core::codes;
use coopol_core::device::Session;
use coopol_core::units::{Facts, opening, ties};
use serde_json::json;

use super::done;
use crate::arguments::Arguments;
use crate::arguments::unit::Create;
use crate::failure::Failure;
use crate::output;

pub async fn create(session: &Session, arguments: &Arguments, wanted: &Create) -> Result<String, Failure> {
    let facts = Facts { name: wanted.name.clone(), zone: wanted.zone.clone(), code: wanted.code.clone() };
    let secretary = wanted.secretary.trim();
    if wanted.dry_run {
        let (_, prepared) = ties::open(session, &facts).await?;
        prepared.weigh(session).await?;
        return Ok(if arguments.json {
            output::json(&json!({ "unit": null, "holder": secretary }))
        } else {
            format!("{} : « {} », dont {secretary} serait secrétaire.", done(true), facts.name.trim())
        });
    }
    let server = session.http().await.map_err(Failure::Unreachable)?;
    let opening::Opened { unit, holder, invited } = opening::create(session, &server, &facts, secretary).await?;
    let code = invited.code;
    let link = codes::link(&code, session.server()).to_string();
    if arguments.json {
        return Ok(output::json(&json!({ "unit": unit, "holder": holder, "code": code.to_string(), "link": link })));
    }
    Ok(format!(
        "« {} » est ouverte ; {secretary} en est secrétaire. Son invitation, valable 14 jours, à lui remettre en main propre ou par un \
         moyen sûr :\n\n{code}\n\nou, en lien :\n\n{link}",
        facts.name.trim()
    ))
}
