//! Introducing a device of a unit above to the `office` stream of a unit where it is about to write, or cosigned, for the
//! first time: whoever reads the push, or hears of the cosignature, must know the key it was signed with (J5.5, J5.2).

use coopol_domain::access::{Verb, access};
use coopol_domain::authority::last_of_late;
use coopol_domain::codec::Value;
use coopol_domain::id::{HolderId, StreamId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::Device;
use coopol_domain::wire::Submission;
use coopol_store::{Backend, StoreError};

use super::{Fact, NotTaken};
use crate::app::App;
use crate::rights::Standing;

/// A device that is new to an `office` stream.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// The stream.
    pub office: StreamId,
    /// The device, as it was enrolled elsewhere.
    pub device: Device,
    /// How its holder is called.
    pub holder_name: Option<String>,
}

impl Newcomer {
    fn fact(self) -> Fact {
        let Device { id, holder, key, name, .. } = self.device;
        let mut edits = vec![
            Edit::set("holder", Value::bytes(holder.as_bytes())),
            Edit::set("key", Value::bytes(key.as_bytes())),
            Edit::set("name", Value::text(name)),
        ];
        edits.extend(self.holder_name.map(|name| Edit::set("holder_name", Value::text(name))));
        let payload = Payload::new("device_introduced", 1, edits);
        Fact { subject: id.into(), key: None, payload, depends_on: Vec::new() }
    }
}

impl<B: Backend> App<B> {
    /// Introduces the signer of `submission` where it isn't known yet, if it comes with rights there, or had them when
    /// its mandate ended, and with its own signature.
    ///
    /// # Errors
    /// [`StoreError`]. A push that has no business there is left for the judgement to refuse.
    pub async fn introduce(&self, standing: &Standing, submission: &Submission) -> Result<(), StoreError> {
        let (device, push) = (&standing.device, &submission.signed.push);
        let Some(place) = self.rights.place(&self.store, push.stream).await? else { return Ok(()) };
        let Some(office) = place.office(standing) else { return Ok(()) };
        if self.rights.is_introduced(office, device.id) || !self.concerned(standing, submission) {
            return Ok(());
        }
        self.make_known(standing, office).await
    }

    /// Introduces a witness to the unit of a stream that it cosigned (J5.2).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn introduce_witness(&self, standing: &Standing, stream: StreamId) -> Result<(), StoreError> {
        let Some(place) = self.rights.place(&self.store, stream).await? else { return Ok(()) };
        match place.office(standing) {
            Some(office) if !self.rights.is_introduced(office, standing.device.id) => {
                self.make_known(standing, office).await
            }
            _ => Ok(()),
        }
    }

    async fn make_known(&self, standing: &Standing, office: StreamId) -> Result<(), StoreError> {
        let device = &standing.device;
        let _alone = self.own_turn().await?;
        if self.known(office, device.id.into()).await?.is_none() {
            let holder_name = holder_name(standing, device.holder);
            let newcomer = Newcomer { office, device: device.clone(), holder_name };
            match self.state_alone(office, vec![newcomer.fact()]).await {
                Ok(()) => {}
                Err(NotTaken::Store(error)) => return Err(error),
                Err(other) => {
                    tracing::error!(error = %other, "a device couldn't be introduced");
                    return Ok(());
                }
            }
        }
        self.rights.note_introduced(office, device.id);
        Ok(())
    }

    fn concerned(&self, standing: &Standing, submission: &Submission) -> bool {
        let (push, now) = (&submission.signed.push, self.clock.now());
        let mandate = standing.directory.mandates.get(&push.mandate);
        let Some(mandate) = mandate.filter(|mandate| mandate.holder == standing.device.holder) else { return false };
        let held = mandate.holds(now).then_some(now);
        let Some(at) = held.or_else(|| last_of_late(mandate, now)) else { return false };
        let verbs = access(standing.device.holder, &standing.directory, at).under(push.stream, push.mandate);
        verbs.has(Verb::Read) && submission.signed.verify(&standing.device.key).is_ok()
    }
}

impl crate::rights::Place {
    /// The `office` stream of the unit, as the holder's own directory names it.
    fn office(&self, standing: &Standing) -> Option<StreamId> {
        standing.directory.units.get(&self.unit)?.streams.get(&Compartment::Office).copied()
    }
}

fn holder_name(standing: &Standing, holder: HolderId) -> Option<String> {
    let mut own = standing.directory.mandates.values().filter(|mandate| mandate.holder == holder);
    own.next().map(|mandate| mandate.holder_name.clone())
}
