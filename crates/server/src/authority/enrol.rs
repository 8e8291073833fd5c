//! Relaying an enrolment: the newcomer's laptop proves that it was invited, the authority states that it did.

use coopol_domain::access::Verbs;
use coopol_domain::authority::{Known, device_of};
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{has_room, may_be_enrolled, opens};
use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Change, Compartment, Edit, Header, Payload, State};
use coopol_domain::kinds::{Device, View, check};
use coopol_domain::seal::Hash;
use coopol_domain::time::{Hlc, Instant};
use coopol_store::{Backend, DeviceAt, Limit, StoreError};
use ed25519_dalek::VerifyingKey;

use super::{Fact, NotTaken};
use crate::app::App;
use crate::ledger::Record;
use crate::rights::offices;

/// What a newcomer's laptop states.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The `office` stream that the invitation stands in; of a delegation, the agenda or the accounts.
    pub office: StreamId,
    /// The invited device.
    pub device: DeviceId,
    /// Its new key.
    pub key: VerifyingKey,
    /// How its holder calls it.
    pub name: String,
    /// The invitation's signature of the key.
    pub proof: [u8; 64],
}

/// An enrolled device.
#[derive(Debug, Clone, Copy)]
pub struct Enrolled {
    /// Whose it is.
    pub holder: HolderId,
    /// Whether it was enrolled just now. What it stated can be read in the journal by others: stated again it proves
    /// nothing.
    pub fresh: bool,
}

/// Why a device isn't enrolled.
#[derive(Debug, thiserror::Error)]
pub enum NotEnrolled {
    /// No invitation, one that was used or is over, a proof that doesn't hold, a holder without office, or one with an
    /// office that the inviting unit can't answer for. Outside it is told no more, so that codes can't be tried out.
    #[error("no such invitation")]
    NoInvitation,
    /// The code is right, and its holder has as many devices as anybody may have.
    #[error("this person has as many devices as one may have")]
    TooMany,
    /// The code is right, and serves later: others have time to see that it was made.
    #[error("this invitation serves later")]
    NotYet {
        /// From when.
        opens: Instant,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<B: Backend> App<B> {
    /// Enrols a device; the same again, with the same key, is answered the same. One that takes the place of another
    /// shuts that out in the same push: a laptop in a thief's hands is the reason why somebody does this.
    ///
    /// # Errors
    /// [`NotEnrolled`].
    pub async fn enrol(&self, enrolment: Enrolment) -> Result<Enrolled, NotEnrolled> {
        let Enrolment { office, device, key, .. } = enrolment;
        // Two at once would both find room.
        let _alone = self.own_turn().await?;
        let place = self.rights.place(&self.store, office).await?;
        let place = place.ok_or(NotEnrolled::NoInvitation)?;
        if matches!(place.compartment, Compartment::Agenda | Compartment::Dues) {
            return self.take_up(place.unit, enrolment).await;
        }
        if place.compartment != Compartment::Office {
            return Err(NotEnrolled::NoInvitation);
        }
        let Some(Known::Living { state, key: secret }) = self.known(office, device.into()).await? else {
            return Err(NotEnrolled::NoInvitation);
        };
        let holder = HolderId::from_bytes(identifier(&state, "holder").ok_or(NotEnrolled::NoInvitation)?);
        let directory = self.store.directory_of(holder).await?;
        let called_back = *state.get("unit") != Value::Null;
        let now = self.clock.now();
        let may = may_be_enrolled(holder, place.unit, &directory, now);
        let lent = if called_back && !may { self.lend(office, device, &state, now).await? } else { None };
        if self.ledger.revoked(device) || !(may || lent.is_some()) {
            return Err(NotEnrolled::NoInvitation);
        }
        if *state.get("key") == Value::bytes(key.as_bytes()) && *state.get("proof") == Value::bytes(enrolment.proof) {
            return Ok(Enrolled { holder, fresh: false });
        }
        let edits = vec![
            Edit::set("key", Value::bytes(key.as_bytes())),
            Edit::set("name", Value::text(enrolment.name)),
            Edit::set("proof", Value::bytes(enrolment.proof)),
        ];
        let payload = Payload::new("device_enrolled", 1, edits);
        let mut streams = offices(holder, &directory);
        streams.extend(Some(office).filter(|office| !streams.contains(office)));
        let known = self.store.devices_in(&streams).await?;
        let devices: Vec<_> = known.iter().map(|at| at.device.clone()).collect();
        let opens = self.opens(office, &state, holder, &devices).await?;
        if !would_be_taken(&state, &payload, device, Compartment::Office, now.max(opens)) {
            return Err(NotEnrolled::NoInvitation);
        }
        // The rest is told only to who proves to have the code.
        if now < opens {
            return Err(NotEnrolled::NotYet { opens });
        }
        let replaced = identifier(&state, "replaces").map(DeviceId::from_bytes);
        if !called_back && !has_room(holder, &devices, replaced) {
            return Err(NotEnrolled::TooMany);
        }
        let mut facts = match replaced {
            Some(replaced) => self.replacing(office, holder, replaced, known)?,
            None if called_back => self.shut_out_others(office, holder, known)?,
            None => Vec::new(),
        };
        let out: Vec<DeviceId> = facts.iter().map(|fact| fact.subject.into()).collect();
        facts.push(Fact { subject: device.into(), key: Some(secret), payload, depends_on: Vec::new() });
        // Nobody comes in without the mandate under which they do.
        let stated = match lent {
            Some(lent) => self.state_linked_alone(office, std::iter::once(lent).chain(facts).collect()).await,
            None => self.state_alone(office, facts).await,
        };
        stated.map_err(NotEnrolled::of)?;
        for out in out {
            self.store.sign_out(out).await?;
        }
        Ok(Enrolled { holder, fresh: true })
    }

    /// What shuts out the device that is replaced; it is in the ledger first, so that no restore lets it in again. One that
    /// somebody has shut out already is replaced no more: whoever had it in their hands may have made the sheet.
    fn replacing(
        &self,
        office: StreamId,
        holder: HolderId,
        replaced: DeviceId,
        known: Vec<DeviceAt>,
    ) -> Result<Vec<Fact>, NotEnrolled> {
        let known: Vec<DeviceAt> = known.into_iter().filter(|at| at.device.id == replaced).collect();
        if known.iter().any(|at| at.device.revoked || at.device.holder != holder) {
            return Err(NotEnrolled::NoInvitation);
        }
        let here = known.into_iter().find(|at| at.stream == office).ok_or(NotEnrolled::NoInvitation)?;
        if !self.ledger.revoked(replaced) {
            let record = Record::Revoked { device: replaced, at: self.clock.now() };
            self.ledger.add(&record).map_err(|error| StoreError::Io(Box::new(error)))?;
        }
        let payload = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
        Ok(vec![Fact { subject: replaced.into(), key: Some(here.key), payload, depends_on: Vec::new() }])
    }

    /// From when an invitation serves. Whoever runs the server invites at once, under a key that it has left as well: the clock
    /// is theirs, and theirs is the last way in when everybody is locked out.
    async fn opens(
        &self,
        office: StreamId,
        state: &State,
        holder: HolderId,
        devices: &[Device],
    ) -> Result<Instant, NotEnrolled> {
        if let Value::Int(stated) = state.get("opens_at") {
            return Ok(Instant(u64::try_from(*stated).unwrap_or_default()));
        }
        let cell = state.cells.iter().find(|(field, _)| field.as_str() == "invitation");
        let made = cell.map(|(_, cell)| cell.stamp).ok_or(NotEnrolled::NoInvitation)?;
        let earlier = self.store.moved(office).await?;
        let mut keys = earlier.iter().map(|moved| device_of(moved.from().public_key()));
        if made.by == self.authority.id() || keys.any(|key| key == made.by) {
            return Ok(Instant(0));
        }
        let one = Limit { lines: 1, bytes: 0 };
        let vanished = StoreError::Corrupt { what: "the entry of an invitation" };
        let entry = self.store.page(office, made.seq.saturating_sub(1), one).await?;
        let entry = entry.and_then(|extract| extract.page.lines.into_iter().next()).ok_or(vanished)?.entry;
        Ok(opens(holder, made.by, devices, entry.recorded_at))
    }
}

/// Checked before it is signed, so that somebody who tries out codes leaves no trace of it in the journal.
pub(super) fn would_be_taken(
    state: &State,
    payload: &Payload,
    device: DeviceId,
    compartment: Compartment,
    now: Instant,
) -> bool {
    let header = Header {
        id: ChangeId::v7(now.0, [0; 10]),
        stream: StreamId::from_bytes([0; 16]),
        subject: SubjectId::from(device),
        base: 0,
        made_at: Hlc::end_of(now),
        act: None,
        depends_on: Vec::new(),
        commitment: Hash::from([0; 32]),
    };
    let change = Change { header, payload: payload.clone() };
    let view = View { state: Some(state), ..View::default() };
    check(&view, &change, compartment, Verbs::ALL, None, now).is_ok()
}

impl NotEnrolled {
    pub(super) fn of(error: NotTaken) -> Self {
        match error {
            NotTaken::Store(error) => Self::Store(error),
            _ => Self::NoInvitation,
        }
    }
}

fn identifier(state: &State, field: &str) -> Option<[u8; 16]> {
    match state.get(field) {
        Value::Bytes(bytes) => bytes.as_slice().try_into().ok(),
        _ => None,
    }
}
