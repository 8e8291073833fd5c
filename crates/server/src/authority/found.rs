//! Founding a unit: its streams, then the fact that it was founded, in its own `office` stream.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Field, Payload};
use coopol_domain::kinds::{Unit, UnitKind};
use coopol_store::{Backend, NewStream};

use super::{Fact, NotTaken};
use crate::app::App;

/// A unit to found.
#[derive(Debug, Clone)]
pub struct Founding {
    /// What it is.
    pub kind: UnitKind,
    /// How people call it.
    pub name: String,
    /// The unit above.
    pub parent: Option<UnitId>,
    /// The IANA name of its time zone (J13).
    pub zone: String,
}

/// Those that every unit has, with the one in which it talks.
const COMPARTMENTS: [Compartment; 6] = [
    Compartment::Office,
    Compartment::Roster,
    Compartment::Dues,
    Compartment::Agenda,
    Compartment::Archive,
    Compartment::Talk,
];

/// The desks of the offices that a unit of this kind has. Each has its own from the first day, held or not: so nobody has to open one.
pub(super) fn desks(kind: UnitKind) -> impl Iterator<Item = Compartment> {
    Office::ALL.into_iter().filter(move |office| office.is_held_in(kind)).map(Compartment::Desk)
}

/// What a unit's facts say of one of its streams.
pub(super) fn named(stream: &NewStream) -> Edit {
    Edit {
        field: Field::element("stream", &stream.compartment.to_string()).expect("compartments name fields"),
        before: Value::Null,
        after: Value::bytes(stream.id.as_bytes()),
    }
}

impl<B: Backend> App<B> {
    /// Founds a unit.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn found(&self, founding: Founding) -> Result<Unit, NotTaken> {
        self.found_as(UnitId::from_bytes(self.random()), founding, None).await
    }

    /// The same, as this unit, with the code by which the party knows it.
    pub(super) async fn found_as(
        &self,
        unit: UnitId,
        founding: Founding,
        code: Option<String>,
    ) -> Result<Unit, NotTaken> {
        let Founding { kind, name, parent, zone } = founding;
        let new = |compartment| NewStream { id: StreamId::from_bytes(self.random()), unit, compartment };
        let mut streams: Vec<NewStream> = COMPARTMENTS.into_iter().chain(desks(kind)).map(new).collect();
        let office = streams[0].id;
        self.store.found(&streams, self.clock.now()).await?;
        streams.sort_by_key(|stream| stream.compartment);
        let mut edits = vec![
            Edit::set("kind", Value::text(kind.as_str())),
            Edit::set("name", Value::text(&name)),
            Edit::set("zone", Value::text(&zone)),
        ];
        edits.extend(code.map(|code| Edit::set("code", Value::text(code))));
        edits.extend(parent.map(|parent| Edit::set("parent", Value::bytes(parent.as_bytes()))));
        edits.extend(streams.iter().map(named));
        let payload = Payload::new("unit_founded", 1, edits);
        self.state(office, vec![Fact { subject: unit.into(), key: None, payload, depends_on: Vec::new() }]).await?;
        let streams = streams.into_iter().map(|of| (of.compartment, of.id)).collect();
        let founded = Unit { id: unit, kind, name, parent, merged_into: None, zone, streams };
        self.name_in_newcomer(&founded).await?;
        Ok(founded)
    }
}
