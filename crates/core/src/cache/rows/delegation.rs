//! Delegations.

use coopol_domain::id::SubjectId;
use coopol_domain::journal::State;
use coopol_domain::kinds::{Delegation, Task};

use super::Place;
use crate::cache::column;
use crate::cache::statement::{Row, Values};

/// A row of `delegations`.
#[derive(PartialEq)]
pub(super) struct DelegationRow {
    at: Place,
    event: Option<[u8; 16]>,
    year: Option<i64>,
    name: String,
    until: i64,
    invited_until: i64,
    ended: Option<i64>,
    device: Option<String>,
}

/// What the table says of a delegation.
pub(super) fn read(at: Place, subject: SubjectId, state: &State) -> Option<DelegationRow> {
    let Delegation { task, name, until, invited_until, ended, taken, .. } = Delegation::read(subject, state)?;
    let (event, year) = match task {
        Task::Attendance { event } => (Some(*event.as_bytes()), None),
        Task::Dues { year } => (None, Some(year.into())),
    };
    Some(DelegationRow {
        at,
        event,
        year,
        name,
        until: column(until.0),
        invited_until: column(invited_until.0),
        ended: ended.map(|at| column(at.0)),
        device: taken.map(|taken| taken.device),
    })
}

impl Row for DelegationRow {
    const INSERT: &'static str =
        "INSERT OR REPLACE INTO delegations (id, stream, event, year, name, until, invited_until, ended, device) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.event.as_ref().map(<[u8; 16]>::as_slice))
            .push_bind(self.year)
            .push_bind(self.name.as_str())
            .push_bind(self.until)
            .push_bind(self.invited_until)
            .push_bind(self.ended)
            .push_bind(self.device.as_deref());
    }
}
