//! The recovery sheet: a code that the holder keeps on paper. It enrols one laptop, which takes the place of this one.

use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::enrolment::Invitation;
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::journal::{Edit, Payload, State};
use coopol_domain::time::DAY;

use super::invite::nowhere;
use super::{Failure, Session};
use crate::cache::id;
use crate::devices::revocation;

/// For how long a sheet serves, in milliseconds: longer than any mandate lasts, as nobody prints one every year.
const SERVES: u64 = 6 * 365 * DAY;

impl Session {
    /// Makes a recovery sheet of this device, *saved here*; those that were made before serve no more. Its code opens
    /// nothing until the server has it: see [`Session::serves`].
    pub async fn prepare_recovery(&self) -> Result<Invitation, Failure> {
        let (office, own) = self.own_office().await?;
        let invitation = self.invitation(office).await?;
        let (holder, this) = (self.holder().await, self.device().await);
        let mut edits = vec![
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("invitation", Value::bytes(invitation.key().verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(self.now().await?.plus(SERVES).0)),
            Edit::set("replaces", Value::bytes(this.as_bytes())),
        ];
        if let Value::Text(name) = own.get("holder_name") {
            edits.push(Edit::set("holder_name", Value::text(name)));
        }
        let payload = Payload::new("device_recovery_prepared", 1, edits);
        let subject = invitation.device.into();
        let mut intents = self.earlier_sheets(office).await?;
        intents.push(Intent { stream: office, subject, payload, act: None, depends_on: Vec::new() });
        self.record_all(intents).await?;
        Ok(invitation)
    }

    /// The `office` stream in which this device stands and its holder may invite, with what stands there of the device.
    async fn own_office(&self) -> Result<(StreamId, State), Failure> {
        let this = self.device().await;
        for office in self.inviting().await {
            if let Some(state) = self.shown(office, this.into()).await? {
                return Ok((office, state));
            }
        }
        Err(nowhere())
    }

    /// What withdraws the sheets of the same holder that nobody has used.
    async fn earlier_sheets(&self, office: StreamId) -> Result<Vec<Intent>, Failure> {
        let holder = self.holder().await;
        let mut reader = self.reader().await?;
        let unused = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT id FROM devices WHERE stream = ? AND holder = ? AND enrolled = 0 AND revoked = 0",
        );
        let unused = unused.bind(office.as_bytes().to_vec()).bind(holder.as_bytes().to_vec());
        let unused = unused.fetch_all(&mut *reader).await?;
        drop(reader);
        let mut withdrawn = Vec::new();
        for bytes in unused {
            let device = id("devices", &bytes, DeviceId::from_bytes)?;
            let state = self.shown(office, device.into()).await?;
            if state.is_some_and(|state| *state.get("replaces") != Value::Null) {
                withdrawn.push(revocation(office, device));
            }
        }
        Ok(withdrawn)
    }
}
