//! `admin mandate`.

use std::io::Write;

use clap::Subcommand;
use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, UnitId};
use coopol_domain::time::Instant;

use super::Failed;
use super::office::Desk;
use crate::authority::Installed;
use crate::settings::Settings;

/// What can be done with mandates.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Records one and prints its id and its holder's.
    Record {
        /// In which unit.
        #[arg(long)]
        unit: UnitId,
        /// As what: secretary, deputy, treasurer, `first_federal_secretary`, `national_administrator`.
        #[arg(long)]
        office: Office,
        /// How the holder is called.
        #[arg(long)]
        holder_name: String,
        /// Who, when they hold another office already.
        #[arg(long)]
        holder: Option<HolderId>,
        /// Until when, in milliseconds since 1970.
        #[arg(long)]
        until: Option<u64>,
    },
}

pub async fn run(command: Command, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let Command::Record { unit, office, holder_name, holder, until } = command;
    let desk = Desk::open(settings).await?;
    let unit = desk.office(unit).await?.unit;
    let installed = Installed { holder, holder_name, office, since: None, until: until.map(Instant) };
    let (mandate, holder) = desk.app.install(&unit, installed).await?;
    writeln!(out, "mandate {mandate}\nholder  {holder}")?;
    Ok(())
}
