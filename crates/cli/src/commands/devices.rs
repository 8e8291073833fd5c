//! `coopol devices`.

use coopol_core::device::{Invited, Session};
use coopol_core::devices::{self, Device, Waiting};
use coopol_core::text::folded_name;
use coopol_core::{codes, mandates};
use coopol_domain::id::DeviceId;
use coopol_domain::time::Instant;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::identifier;
use crate::arguments::{Arguments, Devices};
use crate::failure::Failure;
use crate::open::within;
use crate::output::json;

pub async fn run(arguments: &Arguments, devices: &Devices) -> Result<String, Failure> {
    within(arguments, async |session| match devices {
        Devices::List => list(session, arguments).await,
        Devices::Invite { holder } => invite(session, arguments, holder).await,
        Devices::Waiting => waiting(session, arguments).await,
        Devices::Contest { invitation } => contest(session, arguments, invitation).await,
        Devices::Revoke { device } => revoke(session, arguments, device).await,
    })
    .await
}

async fn list(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let all = devices::list(session).await?;
    if arguments.json {
        return Ok(json(&all));
    }
    let zone = session.zone().await?;
    let mut lines: Vec<String> = all.iter().map(|device| line(device, &zone)).collect();
    lines.push(format!("{} ordinateurs.", all.len()));
    Ok(lines.join("\n"))
}

/// One laptop, as it is listed and announced.
pub fn line(device: &Device, zone: &TimeZone) -> String {
    let Device { id, name, holder_name, .. } = device;
    let since = device.since.map(|since| format!(", relié le {}", day(since, zone))).unwrap_or_default();
    let mark = match (device.this, device.revoked) {
        (_, true) => ", retiré",
        (true, _) => ", cet ordinateur",
        _ => "",
    };
    format!("{id}  {holder_name} : « {name} »{since}{mark}")
}

pub fn day(at: Instant, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or_default()).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime("%d/%m/%Y").to_string()
}

async fn waiting(session: &Session, arguments: &Arguments) -> Result<String, Failure> {
    let all = devices::waiting(session).await?;
    if arguments.json {
        return Ok(json(&all));
    }
    let zone = session.zone().await?;
    let mut lines: Vec<String> = all.iter().map(|invitation| invited(invitation, &zone)).collect();
    lines.push(format!("{} invitations attendent.", all.len()));
    Ok(lines.join("\n"))
}

/// One invitation that waits, as it is listed and announced.
pub fn invited(waiting: &Waiting, zone: &TimeZone) -> String {
    let Waiting { id, holder_name, author_name, opens, .. } = waiting;
    let by = match (waiting.by_codes, author_name.is_empty()) {
        (true, _) => ", rappelé par deux codes de secours sous pli".to_owned(),
        (false, true) => ", invité".to_owned(),
        (false, false) => format!(", invité par {author_name}"),
    };
    format!("{id}  {holder_name}{by}, à partir du {}", moment(*opens, zone))
}

pub fn moment(at: Instant, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(i64::try_from(at.0).unwrap_or_default()).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime("%d/%m/%Y à %H:%M").to_string()
}

async fn contest(session: &Session, arguments: &Arguments, invitation: &str) -> Result<String, Failure> {
    let saved = devices::contest(session, DeviceId::from_bytes(identifier(invitation)?)).await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "change": saved.change }))
    } else {
        "Enregistré ici. L'invitation ne servira plus dès `coopol sync`.".to_owned()
    })
}

async fn invite(session: &Session, arguments: &Arguments, name: &str) -> Result<String, Failure> {
    let holders = mandates::holders(session).await?;
    let same = |known: &str| folded_name(Some(known), None) == folded_name(Some(name), None);
    let Some(holder) = holders.iter().find(|holder| same(&holder.name)) else {
        let known = holders.into_iter().map(|holder| holder.name).collect();
        return Err(Failure::NoHolder { given: name.to_owned(), known });
    };
    let transport = session.http().await.map_err(Failure::Unreachable)?;
    let Invited { code, opens } = codes::invite(session, &transport, holder.id).await?;
    if session.is_alone() {
        return Ok(invited_alone(arguments, &code.to_string(), &holder.name));
    }
    let link = codes::link(&code, session.server()).to_string();
    if arguments.json {
        return Ok(json(&serde_json::json!({ "code": code.to_string(), "link": link, "opens": opens })));
    }
    let name = &holder.name;
    let later = match opens {
        Some(opens) => {
            let opens = moment(opens, &session.zone().await?);
            format!(
                "\n\n{name} avait déjà un ordinateur : le code ne servira qu'à partir du {opens}. D'ici là, {name} et celles et \
                 ceux qui peuvent inviter le voient, et peuvent s'y opposer."
            )
        }
        None => String::new(),
    };
    Ok(format!(
        "Invitation pour {name}, valable 14 jours, à lui remettre en main propre ou par un moyen sûr :\n\n{code}\n\nou, en \
         lien :\n\n{link}{later}"
    ))
}

/// While the section is alone a code leads nowhere yet.
fn invited_alone(arguments: &Arguments, code: &str, name: &str) -> String {
    if arguments.json {
        return json(&serde_json::json!({ "code": code, "link": null, "opens": null }));
    }
    format!(
        "Invitation pour {name}, valable 14 jours :\n\n{code}\n\nLa section est seule, sur cet ordinateur : cette invitation ne \
         servira qu'une fois que la section aura rejoint un serveur."
    )
}

async fn revoke(session: &Session, arguments: &Arguments, device: &str) -> Result<String, Failure> {
    let device = DeviceId::from_bytes(identifier(device)?);
    if device == session.device().await {
        return Err(Failure::ThisDevice);
    }
    let saved = devices::revoke(session, device).await?;
    Ok(if arguments.json {
        json(&serde_json::json!({ "change": saved.change }))
    } else {
        "Enregistré ici. L'ordinateur sera retiré dès `coopol sync`, et ne pourra plus revenir avec sa clé.".to_owned()
    })
}
