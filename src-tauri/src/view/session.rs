//! The frame around the rooms.

use std::sync::atomic::Ordering;

use coopol_core::device::{Failure as CoreFailure, Session};
use coopol_core::mandates::{self, Mandate as CoreMandate, Place as CorePlace};
use coopol_core::status::Status as CoreStatus;
use coopol_domain::journal::Compartment;
use jiff::tz::TimeZone;

use super::count;
use super::time::{day, wall};
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::history::Named;
use crate::contract::roster::RosterColumn;
use crate::contract::session::{Connection, Frame, Mandate, Office, Place, Room, Status, Unit, UnitKind};
use crate::shell::Around;

/// The frame of an open profile.
pub async fn frame(session: &Session, columns: Vec<RosterColumn>, around: &Around) -> Result<Frame, Failure> {
    let zone = session.zone().await?;
    let held = working(session).await?;
    let person = Named { id: held.holder.to_string(), name: held.holder_name.clone() };
    let mandate = mandate(&held, &zone);
    let unit = session.unit().await?.unwrap_or(held.unit);
    Ok(Frame {
        today: session.today().await?.to_string(),
        person,
        mandate,
        unit: unit.to_string(),
        places: mandates::places(session).await?.iter().map(place).collect(),
        rooms: rooms(session).await?,
        roster_columns: columns,
        status: status(&coopol_core::status::status(session).await?, around, &zone),
    })
}

/// The mandate under which the rooms work: the one that gives the roster; some offices have none, and work all the same.
pub async fn working(session: &Session) -> Result<CoreMandate, Failure> {
    for compartment in [Compartment::Roster, Compartment::Agenda, Compartment::Archive, Compartment::Office] {
        let Ok(stream) = session.stream(compartment).await else { continue };
        if let Some(mandate) = mandates::of_stream(session, stream).await? {
            return Ok(mandate);
        }
    }
    Err(Failure::new(ErrorCode::Forbidden, "no mandate of this laptop is known here yet"))
}

fn place(place: &CorePlace) -> Place {
    Place {
        unit: Unit { id: place.unit.to_string(), name: place.name.clone(), kind: kind(&place.kind) },
        office: place.office.as_deref().map(office),
        closed: place.closed,
    }
}

/// How the unit is called whose records the rooms show.
pub async fn unit_name(session: &Session) -> Result<String, Failure> {
    let unit = session.unit().await?;
    let shown = mandates::places(session).await?.into_iter().find(|place| Some(place.unit) == unit);
    match shown {
        Some(place) => Ok(place.name),
        None => Ok(working(session).await?.unit_name),
    }
}

/// The rooms that there are where one works.
async fn rooms(session: &Session) -> Result<Vec<Room>, Failure> {
    let mut there = Vec::new();
    let rooms = [
        (Compartment::Roster, Room::Roster),
        (Compartment::Agenda, Room::Agenda),
        (Compartment::Archive, Room::Archives),
    ];
    for (compartment, room) in rooms {
        match session.stream(compartment).await {
            Ok(_) => there.push(room),
            Err(CoreFailure::NoStream { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(there)
}

/// The quiet line.
pub fn status(status: &CoreStatus, around: &Around, zone: &TimeZone) -> Status {
    let connection = *around.connection.borrow();
    Status {
        connection,
        notifies: around.notifies.load(Ordering::Relaxed),
        waiting: count(status.waiting),
        refused: count(status.refused),
        to_verify: count(
            status.to_verify
                + status.proposals
                + status.arrivals
                + status.ties
                + status.splits
                + status.merges
                + status.to_pass
                + status.reminders
                + status.appointed,
        ),
        last_contact: status.last_contact.filter(|_| connection != Connection::Alone).map(|at| wall(at, zone)),
    }
}

/// The unit of a mandate.
pub fn unit(held: &CoreMandate) -> Unit {
    Unit { id: held.unit.to_string(), name: held.unit_name.clone(), kind: kind(&held.unit_kind) }
}

/// The same, as the page calls it.
pub fn kind(word: &str) -> UnitKind {
    use coopol_domain::kinds::UnitKind as Kind;
    match unit_kind(word) {
        Kind::National => UnitKind::National,
        Kind::Federation => UnitKind::Federation,
        Kind::Group => UnitKind::Group,
        Kind::Section => UnitKind::Section,
    }
}

/// The kind of unit by its word in the journal.
pub fn unit_kind(word: &str) -> coopol_domain::kinds::UnitKind {
    use coopol_domain::kinds::UnitKind as Kind;
    match word {
        "national" => Kind::National,
        "federation" => Kind::Federation,
        "group" => Kind::Group,
        _ => Kind::Section,
    }
}

fn mandate(held: &CoreMandate, zone: &TimeZone) -> Mandate {
    Mandate {
        id: held.id.to_string(),
        office: office(&held.office),
        unit: unit(held),
        since: day(held.since, zone),
        until: held.until.map(|until| day(until, zone)),
    }
}

/// The office by its word in the journal. What was done under none is the server's own.
pub fn office(word: &str) -> Office {
    use coopol_domain::access::Office as Held;
    match word.parse() {
        Ok(Held::Secretary) => Office::Secretary,
        Ok(Held::Deputy) => Office::Deputy,
        Ok(Held::Treasurer) => Office::Treasurer,
        Ok(Held::DeputyTreasurer) => Office::DeputyTreasurer,
        Ok(Held::BureauMember) => Office::BureauMember,
        Ok(Held::FirstFederalSecretary) => Office::FirstFederalSecretary,
        Ok(Held::FederalDeputy) => Office::FederalDeputy,
        Ok(Held::FederalTreasurer) => Office::FederalTreasurer,
        Ok(Held::MembershipBureau) => Office::MembershipBureau,
        Ok(Held::FederalSecretary) => Office::FederalSecretary,
        Ok(Held::FederalCouncilMember) => Office::FederalCouncilMember,
        Ok(Held::RolloutOfficer) => Office::RolloutOfficer,
        Ok(Held::NationalAdministrator) => Office::NationalAdministrator,
        Ok(Held::NationalMembershipOffice) => Office::NationalMembershipOffice,
        Err(_) => Office::Server,
    }
}
