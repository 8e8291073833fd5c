//! Two of three sealed codes let somebody come back to a unit whose office nobody can enter any more: what they signed is checked
//! and recorded, the codes are spent, and a device is called back that waits until others could see it.

use std::collections::BTreeMap;

use coopol_domain::authority::Known;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{NONCE, may_be_enrolled};
use coopol_domain::id::{DeviceId, HolderId, MandateId, StreamId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, SubjectKey};
use coopol_domain::kinds::{Comeback, Mandate, PROVISIONAL, REINVITATION, TRIED_AGAIN, Unit, leader, sealed_codes};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::Root;
use coopol_store::{Backend, DeviceAt, StoreError};

use super::{Fact, NotTaken};
use crate::app::App;
use crate::ledger::Record;

/// How much longer than [`REINVITATION`] is given, in milliseconds: what is stated is recorded a moment later.
const ALLOWANCE: u64 = 60_000;
/// How long the device that is called back has to come in, once it may, in milliseconds.
const OPEN_FOR: u64 = 14 * DAY;

/// What two codes signed.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The `office` stream that the codes name.
    pub office: StreamId,
    /// The device that is to come in.
    pub device: DeviceId,
    /// The public half of its invitation's key.
    pub invitation: [u8; 32],
    /// Who comes back, as they are called.
    pub holder_name: String,
    /// A challenge for that device.
    pub nonce: [u8; NONCE],
    /// The numbers of two codes, each with its signature.
    pub codes: [(u8, [u8; 64]); 2],
}

/// What the invitation of somebody who comes back has to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalledBack {
    /// How many entries the `office` stream has.
    pub size: u64,
    /// Its root there.
    pub root: Root,
    /// The unit, as people call it.
    pub unit: String,
    /// From when it serves,
    pub opens: Instant,
    /// and until when.
    pub until: Instant,
    /// Whether nobody holds an office, so that one is lent until an election.
    pub provisional: bool,
}

/// Why nobody is called back.
#[derive(Debug, thiserror::Error)]
pub enum NotCalledBack {
    /// No such unit, codes that don't serve, a challenge that was used, or one code alone. Outside it is told no more.
    #[error("no such codes")]
    NoCodes,
    /// The codes are right, and the person who is named holds no mandate where others do.
    #[error("others hold an office there, and nobody of this name does")]
    Held,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A unit, its facts, and the key that they stand under.
struct Place {
    unit: Unit,
    state: State,
    key: SubjectKey,
}

impl<B: Backend> App<B> {
    /// Checks what two codes signed and records it. The codes are spent from then on.
    ///
    /// # Errors
    /// [`NotCalledBack`]; one code that was right by itself is told in the unit's history, once a day.
    pub async fn call_back(&self, asked: Asked) -> Result<CalledBack, NotCalledBack> {
        let Some(place) = self.unit_of(asked.office).await? else { return Err(NotCalledBack::NoCodes) };
        if let Some(known) = self.called_before(&place, &asked).await? {
            return Ok(known);
        }
        if !self.spend(asked.device, &asked.nonce).await? {
            return Err(NotCalledBack::NoCodes);
        }
        let codes = sealed_codes(&place.state);
        let mut wanted = Comeback {
            device: asked.device,
            invitation: asked.invitation,
            holder: HolderId::from_bytes(self.random()),
            holder_name: asked.holder_name,
            nonce: asked.nonce,
            codes: asked.codes,
            provisional: false,
        };
        let right = wanted.proven(&codes, asked.office);
        if right != [true; 2] {
            let alone = wanted.codes.iter().zip(right).find_map(|((number, _), right)| right.then_some(*number));
            tracing::warn!(office = %asked.office, code = ?alone, "sealed codes were refused");
            self.note_tried(&place, asked.office, alone.as_slice()).await?;
            return Err(NotCalledBack::NoCodes);
        }
        let numbers = wanted.codes.map(|(number, _)| number);
        match self.whom(&place.unit, asked.office, &wanted.holder_name).await? {
            Whom::Holder(holder) => wanted.holder = holder,
            Whom::Nobody => wanted.provisional = true,
            Whom::Others => {
                tracing::warn!(office = %asked.office, "sealed codes were refused: others hold an office");
                self.note_tried(&place, asked.office, &numbers).await?;
                return Err(NotCalledBack::Held);
            }
        }
        let opens = self.clock.now().plus(REINVITATION + ALLOWANCE);
        let called = self.record_comeback(&place, asked.office, &wanted, opens).await;
        called.map_err(|error| match error {
            NotTaken::Store(error) => NotCalledBack::Store(error),
            // Somebody was quicker, or made new ones: the journal says so.
            _ => NotCalledBack::NoCodes,
        })
    }

    async fn record_comeback(
        &self,
        place: &Place,
        office: StreamId,
        wanted: &Comeback,
        opens: Instant,
    ) -> Result<CalledBack, NotTaken> {
        let until = opens.plus(OPEN_FOR);
        let subject = place.unit.id.into();
        let spent = sealed_codes(&place.state).into_iter().map(|(number, key)| {
            Edit::change(&format!("sealed_code/{number}"), Value::bytes(key.as_bytes()), Value::Null)
        });
        let before = place.state.get("coming_back").clone();
        let edits = spent.chain([Edit::change("coming_back", before, wanted.value())]).collect();
        let used = Payload::new("codes_used", 1, edits);
        let edits = vec![
            Edit::set("holder", Value::bytes(wanted.holder.as_bytes())),
            Edit::set("holder_name", Value::text(&wanted.holder_name)),
            Edit::set("invitation", Value::bytes(wanted.invitation)),
            Edit::set("invited_until", Value::count(until.0)),
            Edit::set("opens_at", Value::count(opens.0)),
            Edit::set("unit", Value::bytes(place.unit.id.as_bytes())),
        ];
        let called = Payload::new("device_called_back", 1, edits);
        let facts = vec![
            Fact { subject, key: Some(place.key.clone()), payload: used, depends_on: Vec::new() },
            Fact { subject: wanted.device.into(), key: None, payload: called, depends_on: Vec::new() },
        ];
        self.state_linked(office, facts).await?;
        tracing::info!(%office, "two sealed codes called somebody back");
        Ok(self.called(place, office, (opens, until), wanted.provisional).await?)
    }

    async fn called(
        &self,
        place: &Place,
        office: StreamId,
        (opens, until): (Instant, Instant),
        provisional: bool,
    ) -> Result<CalledBack, StoreError> {
        let vanished = StoreError::Corrupt { what: "an office stream" };
        let head = self.store.heads(&[office]).await?.remove(&office).ok_or(vanished)?.head;
        let (size, root) = (head.frontier.size(), Root::of(head.frontier.root()));
        Ok(CalledBack { size, root, unit: place.unit.name.clone(), opens, until, provisional })
    }

    /// The answer to what was recorded before, as long as the device may come in: it may have been lost on the way. Both come of
    /// the codes, or can be read by whoever may read the unit's facts, and it tells no more than those do.
    async fn called_before(&self, place: &Place, asked: &Asked) -> Result<Option<CalledBack>, StoreError> {
        let before = Comeback::read(&place.state);
        let same = |known: &Comeback| (known.device, known.invitation) == (asked.device, asked.invitation);
        let Some(known) = before.filter(same) else { return Ok(None) };
        let Some(Known::Living { state, .. }) = self.known(asked.office, asked.device.into()).await? else {
            return Ok(None);
        };
        let at = |field: &str| if let Value::Int(at) = state.get(field) { instant(*at) } else { Instant(0) };
        let waits = *state.get("key") == Value::Null && *state.get("revoked") == Value::Null;
        if !waits || at("invited_until") <= self.clock.now() {
            return Ok(None);
        }
        let when = (at("opens_at"), at("invited_until"));
        self.called(place, asked.office, when, known.provisional).await.map(Some)
    }

    /// The unit of an `office` stream.
    async fn unit_of(&self, office: StreamId) -> Result<Option<Place>, StoreError> {
        let place = self.rights.place(&self.store, office).await?;
        let Some(place) = place.filter(|place| place.compartment == Compartment::Office) else { return Ok(None) };
        let unit = self.store.units().await?.into_iter().find(|unit| unit.id == place.unit);
        let Some(unit) = unit.filter(|unit| unit.merged_into.is_none()) else { return Ok(None) };
        let Some(Known::Living { state, key }) = self.known(office, unit.id.into()).await? else { return Ok(None) };
        Ok(Some(Place { unit, state, key }))
    }

    /// Tells in the unit's history that codes were used that don't suffice. The same one is told once a day.
    async fn note_tried(&self, place: &Place, office: StreamId, numbers: &[u8]) -> Result<(), StoreError> {
        let now = self.clock.now();
        let due = numbers.iter().filter_map(|number| {
            let field = format!("code_tried/{number}");
            let before = place.state.get(&field).clone();
            let recent = matches!(before, Value::Int(at) if now.since(instant(at)) < TRIED_AGAIN);
            (!recent).then(|| Edit::change(&field, before, Value::count(now.0)))
        });
        let edits: Vec<Edit> = due.collect();
        if edits.is_empty() {
            return Ok(());
        }
        let (subject, payload) = (place.unit.id.into(), Payload::new("code_tried", 1, edits));
        let fact = Fact { subject, key: Some(place.key.clone()), payload, depends_on: Vec::new() };
        match self.state(office, vec![fact]).await {
            Err(NotTaken::Store(error)) => Err(error),
            // Somebody tried the same at this very moment.
            _ => Ok(()),
        }
    }

    async fn whom(&self, unit: &Unit, office: StreamId, name: &str) -> Result<Whom, StoreError> {
        let now = self.clock.now();
        let open = self.in_office(unit, office).await?;
        let named =
            |mandate: &&Mandate| mandate.holds(now) && mandate.holder_name.to_lowercase() == name.to_lowercase();
        let Some(mandate) = open.values().find(named) else {
            let vacant = open.is_empty() && leader(unit.kind).is_some();
            return Ok(if vacant { Whom::Nobody } else { Whom::Others });
        };
        let directory = self.store.directory_of(mandate.holder).await?;
        let may = may_be_enrolled(mandate.holder, unit.id, &directory, now);
        Ok(if may { Whom::Holder(mandate.holder) } else { Whom::Others })
    }

    /// The mandates of a unit that are held, or begin later.
    async fn in_office(&self, unit: &Unit, office: StreamId) -> Result<BTreeMap<MandateId, Mandate>, StoreError> {
        let now = self.clock.now();
        let mut mandates = self.store.claims_in(office).await?.mandates;
        mandates.retain(|_, mandate| mandate.unit == unit.id && mandate.until.is_none_or(|until| now < until));
        Ok(mandates)
    }

    /// What has to be stated before somebody comes in whom sealed codes called back and who holds no mandate: the one that is lent
    /// to them. Nothing where somebody holds an office by now, nor where the codes named somebody in office or were used again since:
    /// no device would believe it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(super) async fn lend(
        &self,
        office: StreamId,
        device: DeviceId,
        state: &State,
        now: Instant,
    ) -> Result<Option<Fact>, StoreError> {
        let Some(place) = self.rights.place(&self.store, office).await? else { return Ok(None) };
        let unit = self.store.units().await?.into_iter().find(|unit| unit.id == place.unit);
        let Some(unit) = unit.filter(|unit| *state.get("unit") == Value::bytes(unit.id.as_bytes())) else {
            return Ok(None);
        };
        let (Some(led), true) = (leader(unit.kind), self.in_office(&unit, office).await?.is_empty()) else {
            return Ok(None);
        };
        let Some(Known::Living { state: facts, .. }) = self.known(office, unit.id.into()).await? else {
            return Ok(None);
        };
        let asked = Comeback::read(&facts).filter(|asked| asked.provisional && asked.device == device);
        let Some(asked) = asked else { return Ok(None) };
        let edits = vec![
            Edit::set("unit", Value::bytes(unit.id.as_bytes())),
            Edit::set("office", Value::text(led.to_string())),
            Edit::set("holder", Value::bytes(asked.holder.as_bytes())),
            Edit::set("holder_name", Value::text(asked.holder_name)),
            Edit::set("since", Value::count(now.0)),
            Edit::set("until", Value::count(now.plus(PROVISIONAL).0)),
            Edit::set("called_back", Value::bytes(device.as_bytes())),
        ];
        let (subject, payload) = (MandateId::from_bytes(self.random()).into(), Payload::new("mandate_lent", 1, edits));
        Ok(Some(Fact { subject, key: None, payload, depends_on: Vec::new() }))
    }

    /// What shuts out every other device of somebody who comes back by sealed codes: they have none any more that they could use.
    pub(super) fn shut_out_others(
        &self,
        office: StreamId,
        holder: HolderId,
        known: Vec<DeviceAt>,
    ) -> Result<Vec<Fact>, StoreError> {
        let own = known.into_iter().filter(|at| at.device.holder == holder && at.stream == office);
        let mut facts = Vec::new();
        for at in own.filter(|at| !at.device.revoked) {
            let device = at.device.id;
            if !self.ledger.revoked(device) {
                let record = Record::Revoked { device, at: self.clock.now() };
                self.ledger.add(&record).map_err(|error| StoreError::Io(Box::new(error)))?;
            }
            let payload = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
            facts.push(Fact { subject: device.into(), key: Some(at.key), payload, depends_on: Vec::new() });
        }
        Ok(facts)
    }
}

/// Who comes back.
enum Whom {
    /// Somebody who holds a mandate.
    Holder(HolderId),
    /// Somebody to whom one is lent, as nobody holds any.
    Nobody,
    /// Nobody: others hold the offices, or what they hold reaches beyond this unit.
    Others,
}

fn instant(at: i64) -> Instant {
    Instant(u64::try_from(at).unwrap_or_default())
}
