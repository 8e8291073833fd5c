//! `admin unit`.

use std::io::Write;

use clap::{Subcommand, ValueEnum};
use coopol_domain::id::UnitId;
use coopol_domain::kinds::UnitKind;

use super::Failed;
use super::office::Desk;
use crate::authority::Founding;
use crate::settings::Settings;

/// What can be done with units.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Founds one and prints its id.
    Found {
        /// What it is.
        #[arg(long)]
        kind: Kind,
        /// How people call it.
        #[arg(long)]
        name: String,
        /// The unit above.
        #[arg(long)]
        parent: Option<UnitId>,
        /// The IANA name of its time zone.
        #[arg(long, default_value = "Europe/Paris")]
        zone: String,
    },
}

/// Kinds of units as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// The whole party.
    National,
    /// A département.
    Federation,
    /// A local section.
    Section,
    /// A working group.
    Group,
}

pub async fn run(command: Command, settings: &Settings, out: &mut impl Write) -> Result<(), Failed> {
    let Command::Found { kind, name, parent, zone } = command;
    let desk = Desk::open(settings).await?;
    if let Some(parent) = parent {
        desk.office(parent).await?;
    }
    let unit = desk.app.found(Founding { kind: kind.into(), name, parent, zone }).await?;
    writeln!(out, "{}", unit.id)?;
    Ok(())
}

impl From<Kind> for UnitKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::National => Self::National,
            Kind::Federation => Self::Federation,
            Kind::Section => Self::Section,
            Kind::Group => Self::Group,
        }
    }
}
