//! `admin device`.

use std::io::Write;

use clap::Subcommand;
use coopol_domain::codec::Value;
use coopol_domain::id::{DeviceId, UnitId};
use coopol_domain::journal::{Edit, Payload};
use coopol_domain::kinds::Device;

use super::Failed;
use super::office::Desk;
use crate::authority::Fact;
use crate::data::NotOpened;
use crate::ledger::Record;
use crate::settings::Settings;

/// What can be done with devices.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists those of a unit.
    List {
        /// In which unit.
        #[arg(long)]
        unit: UnitId,
    },
    /// Shuts one out, for good.
    Revoke {
        /// In which unit it was enrolled.
        #[arg(long)]
        unit: UnitId,
        /// Which.
        device: DeviceId,
    },
}

pub async fn run(command: Command, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| match command {
        Command::List { unit } => list(desk, unit, out).await,
        Command::Revoke { unit, device } => revoke(desk, unit, device, out).await,
    })
    .await
}

async fn list(desk: &Desk, unit: UnitId, out: &mut impl Write) -> Result<(), Failed> {
    let facts = desk.office(unit).await?;
    for (id, _, state) in facts.subjects.iter().filter(|(_, _, state)| state.sort == "device") {
        let device = Device::read((*id).into(), state);
        let status = match &device {
            None => "invited",
            Some(device) if device.revoked => "revoked",
            Some(_) => "enrolled",
        };
        let name = device.map(|device| device.name).unwrap_or_default();
        let holder = match state.get("holder_name") {
            Value::Text(name) => name.as_str(),
            _ => "",
        };
        writeln!(out, "{id}  {status:8}  {holder}  {name}")?;
    }
    Ok(())
}

async fn revoke(desk: &Desk, unit: UnitId, device: DeviceId, out: &mut impl Write) -> Result<(), Failed> {
    let facts = desk.office(unit).await?;
    let found = facts.subjects.into_iter().find(|(id, _, state)| *id == device.into() && state.sort == "device");
    let (subject, key, _) = found.ok_or(Failed::NoDevice { device })?;
    let record = Record::Revoked { device, at: desk.app.clock.now() };
    desk.app.ledger.add(&record)?;
    let payload = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    desk.app.state(facts.stream, vec![Fact { subject, key: Some(key), payload, depends_on: Vec::new() }]).await?;
    desk.app.store.sign_out(device).await?;
    writeln!(out, "revoked")?;
    Ok(())
}

impl From<coopol_store::StoreError> for Failed {
    fn from(error: coopol_store::StoreError) -> Self {
        Self::Data(NotOpened::from(error))
    }
}
