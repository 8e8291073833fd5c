//! `coopol devices`.

use coopol_core::device::Session;
use coopol_core::devices::{self, Device};
use coopol_domain::id::DeviceId;
use coopol_domain::time::Instant;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::identifier;
use crate::arguments::{Arguments, Devices};
use crate::failure::Failure;
use crate::open::session;
use crate::output::json;

pub async fn run(arguments: &Arguments, devices: &Devices) -> Result<String, Failure> {
    let session = session(arguments).await?;
    let said = match devices {
        Devices::List => list(&session, arguments).await,
        Devices::Revoke { device } => revoke(&session, arguments, device).await,
    };
    session.close().await?;
    said
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
