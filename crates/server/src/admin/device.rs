//! `admin device`.

use clap::Subcommand;
use coopol_domain::codec::Value;
use coopol_domain::id::{DeviceId, UnitId};
use coopol_domain::journal::{Edit, Payload, State};
use coopol_domain::kinds::Device;
use serde::Serialize;
use serde_json::json;

use super::Failed;
use super::answer::Answer;
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

pub async fn run(command: Command, settings: &Settings) -> Result<Answer, Failed> {
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| match command {
        Command::List { unit } => list(desk, unit).await,
        Command::Revoke { unit, device } => revoke(desk, unit, device).await,
    })
    .await
}

/// One device, as it is listed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    id: DeviceId,
    status: &'static str,
    holder_name: Option<String>,
    /// Its own, once it is enrolled.
    name: Option<String>,
}

async fn list(desk: &Desk, unit: UnitId) -> Result<Answer, Failed> {
    let facts = desk.office(unit).await?;
    let devices = facts.subjects.iter().filter(|(_, _, state)| state.sort == "device");
    let rows: Vec<Row> = devices.map(|(id, _, state)| row((*id).into(), state)).collect();
    Ok(Answer::list(&rows, |row| json!(row), line))
}

fn row(id: DeviceId, state: &State) -> Row {
    let device = Device::read(id, state);
    let status = match &device {
        None => "invited",
        Some(device) if device.revoked => "revoked",
        Some(_) => "enrolled",
    };
    Row { id, status, holder_name: state.text("holder_name"), name: device.map(|device| device.name) }
}

fn line(Row { id, status, holder_name, name }: &Row) -> String {
    let [holder, name] = [holder_name, name].map(|name| name.as_deref().unwrap_or_default());
    format!("{id}  {status:8}  {holder}  {name}")
}

async fn revoke(desk: &Desk, unit: UnitId, device: DeviceId) -> Result<Answer, Failed> {
    let facts = desk.office(unit).await?;
    let found = facts.subjects.into_iter().find(|(id, _, state)| *id == device.into() && state.sort == "device");
    let (subject, key, _) = found.ok_or(Failed::NoDevice { device })?;
    let record = Record::Revoked { device, at: desk.app.clock.now() };
    desk.app.ledger.add(&record)?;
    let payload = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    desk.app.state(facts.stream, vec![Fact { subject, key: Some(key), payload, depends_on: Vec::new() }]).await?;
    desk.app.store.sign_out(device).await?;
    Ok(Answer::new(json!({ "revoked": device }), "revoked"))
}

impl From<coopol_store::StoreError> for Failed {
    fn from(error: coopol_store::StoreError) -> Self {
        Self::Data(NotOpened::from(error))
    }
}
