//! `admin unit`.

use std::collections::BTreeSet;

use clap::{Subcommand, ValueEnum};
use coopol_domain::id::UnitId;
use coopol_domain::kinds::{Unit, UnitKind};
use serde_json::{Value as Json, json};

use super::Failed;
use super::answer::Answer;
use super::office::Desk;
use crate::authority::{Founding, Said, mergeable};
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
    /// Makes one a part of another, for good: its mandates end, its records are closed, and the other's officers read them.
    Merge {
        /// Which.
        unit: UnitId,
        /// What it becomes a part of.
        #[arg(long)]
        into: UnitId,
    },
    /// Lists them all, each below the one it belongs to.
    List,
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

pub async fn run(command: Command, settings: &Settings) -> Result<Answer, Failed> {
    let desk = Desk::open(settings).await?;
    desk.during(async |desk| match command {
        Command::Found { kind, name, parent, zone } => {
            found(desk, Founding { kind: kind.into(), name, parent, zone }).await
        }
        Command::Merge { unit, into } => merge(desk, unit, into).await,
        Command::List => list(desk).await,
    })
    .await
}

async fn found(desk: &Desk, founding: Founding) -> Result<Answer, Failed> {
    if let Some(parent) = founding.parent {
        desk.office(parent).await?;
    }
    let unit = desk.app.found(founding).await?.id;
    Ok(Answer::new(json!({ "unit": unit }), unit.to_string()))
}

async fn merge(desk: &Desk, unit: UnitId, into: UnitId) -> Result<Answer, Failed> {
    let (one, other) = (desk.office(unit).await?, desk.office(into).await?);
    mergeable(&one.unit, &other.unit).map_err(|why| Failed::NotMerged { unit, into, why })?;
    let ended = desk.app.merge(&one.unit, &other.unit, Said::ByOperator).await?;
    let told = format!("{} is a part of {}; {ended} mandates have ended", one.unit.name, other.unit.name);
    Ok(Answer::new(json!({ "unit": unit, "into": into, "mandatesEnded": ended }), told))
}

async fn list(desk: &Desk) -> Result<Answer, Failed> {
    let mut units = desk.app.store.units().await?;
    units.sort_by(|a, b| a.name.cmp(&b.name));
    let ids: BTreeSet<UnitId> = units.iter().map(|unit| unit.id).collect();
    // Those whose unit above isn't here stand at the top, so that none is left out.
    let top = |unit: &&Unit| unit.over().is_none_or(|parent| !ids.contains(&parent));
    let mut next: Vec<(usize, &Unit)> = units.iter().filter(top).rev().map(|unit| (0, unit)).collect();
    let mut listed = Vec::with_capacity(units.len());
    while let Some((depth, unit)) = next.pop() {
        listed.push((depth, unit));
        let below = units.iter().filter(|below| below.over() == Some(unit.id));
        next.extend(below.rev().map(|below| (depth + 1, below)));
    }
    Ok(Answer::list(&listed, row, line))
}

fn row(&(_, unit): &(usize, &Unit)) -> Json {
    let Unit { id, kind, name, parent, merged_into, zone, .. } = unit;
    json!({
        "id": id, "kind": kind.as_str(), "name": name, "parent": parent, "mergedInto": merged_into, "zone": zone,
    })
}

fn line(&(depth, unit): &(usize, &Unit)) -> String {
    let closed = if unit.merged_into.is_some() { ", closed" } else { "" };
    let (id, kind, name) = (unit.id, unit.kind.as_str(), &unit.name);
    format!("{id}  {kind:10}  {:indent$}{name}{closed}", "", indent = 2 * depth)
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
