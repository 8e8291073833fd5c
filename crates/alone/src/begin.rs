//! Beginning a section without a server: what whoever runs a server does on its command line, by the same code.

use std::sync::Arc;

use coopol_core::ambient::Ambient;
use coopol_core::cache::Enrolled;
use coopol_core::enrolment::{self, NotEnrolled};
use coopol_domain::access::Office;
use coopol_domain::id::MandateId;
use coopol_domain::kinds::{Unit, UnitKind};
use coopol_server::authority::{Founding, Installed, NotTaken};
use jiff::tz::TimeZone;

use crate::authority::{Alone, NotAlone};

/// A section that begins.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    /// How people call it.
    pub unit: &'a str,
    /// The IANA name of its time zone.
    pub zone: &'a str,
    /// How its first officer is called.
    pub name: &'a str,
    /// As what they were elected.
    pub office: Office,
    /// How this laptop is called.
    pub device_name: &'a str,
}

/// What was made.
pub struct Begun {
    /// The section and its streams.
    pub unit: Unit,
    /// The first mandate in it.
    pub mandate: MandateId,
    /// This laptop.
    pub enrolled: Enrolled,
}

/// Why nothing begins.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// No such zone.
    #[error("`{zone}` isn't a time zone: Europe/Paris is one")]
    Zone {
        /// What was given.
        zone: String,
    },
    /// An office of another level.
    #[error("a section has no {office}")]
    Office {
        /// What was given.
        office: Office,
    },
    /// The authority can't be made.
    #[error(transparent)]
    Alone(#[from] NotAlone),
    /// The journal didn't take it.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// The laptop couldn't be enrolled.
    #[error(transparent)]
    NotEnrolled(#[from] NotEnrolled),
}

/// Makes the authority, the section, its first mandate, and enrols this laptop there. What failed half-way has left files
/// in the folder of a profile that doesn't count yet, and nothing else.
///
/// # Errors
/// [`NotBegun`].
pub async fn begin(alone: &Arc<Alone>, beginning: Beginning<'_>, ambient: &dyn Ambient) -> Result<Begun, NotBegun> {
    let Beginning { unit, zone, name, office, device_name } = beginning;
    TimeZone::get(zone).map_err(|_| NotBegun::Zone { zone: zone.to_owned() })?;
    if !office.is_held_in(UnitKind::Section) {
        return Err(NotBegun::Office { office });
    }
    alone.make(ambient)?;
    let app = alone.app().await?;
    let founding = Founding { kind: UnitKind::Section, name: unit.to_owned(), parent: None, zone: zone.to_owned() };
    let unit = app.found(founding).await?;
    let installed = Installed { holder: None, holder_name: name.to_owned(), office, since: None, until: None };
    let (mandate, holder) = app.install(&unit, installed).await?;
    let invitation = app.invite(&unit, holder, name.to_owned()).await?;
    let enrolled = enrolment::enrol_within(alone.clone(), &invitation, device_name, ambient).await?;
    Ok(Begun { unit, mandate, enrolled })
}
