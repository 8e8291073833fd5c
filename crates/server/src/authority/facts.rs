//! The first facts in a new unit, which nobody holds office to state: its first mandates, and invitations to those who
//! hold them.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::{DeviceId, HolderId, MandateId, StreamId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::Unit;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::Root;
use coopol_store::Backend;

use super::{Fact, NotTaken};
use crate::app::App;

/// How long an invitation of the authority's own stays open, in milliseconds.
const OPEN_FOR: u64 = 14 * DAY;

/// Somebody who holds an office from now on.
#[derive(Debug, Clone)]
pub struct Installed {
    /// Who; a new holder when it is `None`.
    pub holder: Option<HolderId>,
    /// How they are called.
    pub holder_name: String,
    /// As what.
    pub office: Office,
    /// From when; from now on when it is `None`.
    pub since: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
}

impl<B: Backend> App<B> {
    /// Records a mandate in `unit`.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn install(&self, unit: &Unit, installed: Installed) -> Result<(MandateId, HolderId), NotTaken> {
        let office = office_of(unit)?;
        let mandate = MandateId::from_bytes(self.random());
        let holder = installed.holder.unwrap_or_else(|| HolderId::from_bytes(self.random()));
        let since = installed.since.unwrap_or_else(|| self.clock.now());
        let mut edits = vec![
            Edit::set("unit", Value::bytes(unit.id.as_bytes())),
            Edit::set("office", Value::text(installed.office.to_string())),
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("holder_name", Value::text(installed.holder_name)),
            Edit::set("since", Value::count(since.0)),
        ];
        edits.extend(installed.until.map(|until| Edit::set("until", Value::count(until.0))));
        let payload = Payload::new("mandate_recorded", 1, edits);
        self.state(office, vec![Fact { subject: mandate.into(), key: None, payload, depends_on: Vec::new() }]).await?;
        Ok((mandate, holder))
    }

    /// Invites a device of `holder` to `unit`; the code is to be handed to them, and is kept nowhere.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn invite(&self, unit: &Unit, holder: HolderId, holder_name: String) -> Result<Invitation, NotTaken> {
        let office = office_of(unit)?;
        let device = DeviceId::from_bytes(self.random());
        let mut invitation = Invitation {
            seed: self.random(),
            device,
            authority: self.authority.fingerprint(),
            office,
            size: 0,
            root: Root::from_bytes([0; 8]),
        };
        let until = self.clock.now().plus(OPEN_FOR);
        let edits = vec![
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("holder_name", Value::text(holder_name)),
            Edit::set("invitation", Value::bytes(invitation.key().verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(until.0)),
        ];
        let payload = Payload::new("device_invited", 1, edits);
        self.state(office, vec![Fact { subject: device.into(), key: None, payload, depends_on: Vec::new() }]).await?;
        let head = self.store.heads(&[office]).await?.remove(&office).ok_or(NotTaken::NoStream)?.head;
        invitation.size = u32::try_from(head.frontier.size()).map_err(|_| NotTaken::NoStream)?;
        invitation.root = Root::of(head.frontier.root());
        Ok(invitation)
    }
}

fn office_of(unit: &Unit) -> Result<StreamId, NotTaken> {
    unit.streams.get(&Compartment::Office).copied().ok_or(NotTaken::NoStream)
}
