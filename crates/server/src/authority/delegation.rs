//! Delegations: taking one up, showing what it is for, and carrying what the delegate said into the agenda. Like a transfer, it is carried before the
//! delegate is answered; should the server fall in between, it comes again.

use std::collections::BTreeMap;

use coopol_domain::authority::{Known, Source, carries, shows};
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, SubjectKey};
use coopol_domain::kinds::{Delegation, Unit, delegated, said, said_by_delegate, said_in};
use coopol_store::{Backend, NewStream, StoreError};

use super::enrol::would_be_taken;
use super::{Enrolled, Enrolment, Fact, Move, NotEnrolled, NotTaken};
use crate::app::App;
use crate::timers::carry_out;

/// How many facts are stated at once.
const FACTS: usize = 400;

/// A delegation with the unit and the streams that it is about.
struct Ground {
    delegation: Delegation,
    unit: Unit,
    agenda: StreamId,
    roster: StreamId,
    slice: StreamId,
}

type Subjects = BTreeMap<SubjectId, (State, SubjectKey)>;

impl<B: Backend> App<B> {
    /// Whoever proves to have the code takes the delegation up, and is shown what it is for. For whoever holds the lock over the authority's own pushes.
    pub(super) async fn take_up(&self, unit: UnitId, enrolment: Enrolment) -> Result<Enrolled, NotEnrolled> {
        let Enrolment { office: agenda, device, key, name, proof } = enrolment;
        let Some(Known::Living { state, key: secret }) = self.known(agenda, device.into()).await? else {
            return Err(NotEnrolled::NoInvitation);
        };
        let delegation = Delegation::read(device.into(), &state).filter(|delegation| delegation.unit == unit);
        let delegation = delegation.ok_or(NotEnrolled::NoInvitation)?;
        let (holder, now) = (delegation.holder(), self.clock.now());
        if *state.get("key") == Value::bytes(key.as_bytes()) && *state.get("proof") == Value::bytes(proof) {
            return if delegation.holds(now) {
                Ok(Enrolled { holder, fresh: false })
            } else {
                Err(NotEnrolled::NoInvitation)
            };
        }
        let slice = StreamId::from_bytes(self.random());
        let edits = vec![
            Edit::set("key", Value::bytes(key.as_bytes())),
            Edit::set("device", Value::text(name)),
            Edit::set("proof", Value::bytes(proof)),
            Edit::set("slice", Value::bytes(slice.as_bytes())),
        ];
        let payload = Payload::new("delegation_taken_up", 1, edits);
        let event = self.known(agenda, delegation.event).await?;
        let lives = matches!(&event, Some(Known::Living { state, .. }) if state.sort == "event" && !state.is_removed());
        // An id that a laptop elsewhere has stays that laptop's.
        let free = self.store.author(device).await?.is_none();
        if !(lives && free && would_be_taken(&state, &payload, device, Compartment::Agenda, now)) {
            return Err(NotEnrolled::NoInvitation);
        }
        let opened = NewStream { id: slice, unit, compartment: Compartment::Slice(delegation.id) };
        self.store.found(&[opened], now).await?;
        let fact = Fact { subject: device.into(), key: Some(secret), payload, depends_on: Vec::new() };
        self.state_alone(agenda, vec![fact]).await.map_err(NotEnrolled::of)?;
        self.rights.forget();
        if let Some(ground) = self.ground(agenda, delegation.id).await? {
            self.show(&ground).await.map_err(NotEnrolled::of)?;
        }
        Ok(Enrolled { holder, fresh: true })
    }

    /// Shows a delegate what there is to show by now, and erases what was erased in its source.
    ///
    /// # Errors
    /// [`NotTaken`]: it is to be tried again.
    pub async fn refresh_slice(&self, agenda: StreamId, delegation: &Delegation) -> Result<(), NotTaken> {
        let Some(ground) = self.ground(agenda, delegation.id).await? else { return Ok(()) };
        let streams = [ground.agenda, ground.roster, ground.slice];
        let mark = self.sizes(&streams).await?;
        if self.slices.lock().await.get(&ground.slice) == Some(&mark) {
            return Ok(());
        }
        let _alone = self.own_turn().await?;
        self.show(&ground).await?;
        let mark = self.sizes(&streams).await?;
        self.slices.lock().await.insert(ground.slice, mark);
        Ok(())
    }

    /// How far these streams are, and how much of them was erased.
    async fn sizes(&self, streams: &[StreamId; 3]) -> Result<[(u64, u64); 3], StoreError> {
        let heads = self.store.heads(streams).await?;
        Ok(streams.map(|stream| heads.get(&stream).map_or((0, 0), |head| (head.head.frontier.size(), head.erased))))
    }

    async fn ground(&self, agenda: StreamId, delegation: SubjectId) -> Result<Option<Ground>, StoreError> {
        let Some((state, _)) = self.person(agenda, delegation).await? else { return Ok(None) };
        let Some(delegation) = Delegation::read(delegation, &state) else { return Ok(None) };
        let Some(unit) = self.store.unit(delegation.unit).await? else { return Ok(None) };
        let here = unit.streams.get(&Compartment::Agenda) == Some(&agenda);
        let roster = unit.streams.get(&Compartment::Roster).copied().filter(|_| here);
        let found = roster.zip(delegation.taken.as_ref().map(|taken| taken.slice));
        Ok(found.map(|(roster, slice)| Ground { delegation, unit, agenda, roster, slice }))
    }

    async fn show(&self, ground: &Ground) -> Result<(), NotTaken> {
        let people = states(self.store.living(ground.roster).await?);
        let mut slice = self.store.living(ground.slice).await?;
        let event = self.person(ground.agenda, ground.delegation.event).await?.map(|(event, _)| event);
        let gone =
            slice.keys().filter(|id| !people.contains_key(id) && (**id != ground.delegation.event || event.is_none()));
        let gone: Vec<SubjectId> = gone.copied().collect();
        if !gone.is_empty() {
            carry_out(self, ground.slice, &gone).await?;
            slice.retain(|id, _| !gone.contains(id));
        }
        self.tell(ground, event.as_ref(), &people, &slice).await
    }

    /// States what there is to tell of these people.
    async fn tell(
        &self,
        ground: &Ground,
        event: Option<&State>,
        people: &BTreeMap<SubjectId, State>,
        slice: &Subjects,
    ) -> Result<(), NotTaken> {
        if !ground.delegation.holds(self.clock.now()) {
            return Ok(());
        }
        let source = Source { unit_name: &ground.unit.name, agenda: ground.agenda, event, people };
        let wanted = shows(&ground.delegation, source, &states(slice.clone()));
        let fact = |(subject, payload)| {
            let key = slice.get(&subject).map(|(_, key)| key.clone());
            Fact { subject, key, payload, depends_on: Vec::new() }
        };
        let facts: Vec<Fact> = wanted.into_iter().map(fact).collect();
        for facts in facts.chunks(FACTS) {
            self.state_alone(ground.slice, facts.to_vec()).await?;
        }
        Ok(())
    }

    /// States in the agenda what a delegate said, and in the slice what the agenda says by then. What came after the end of the delegation waits there
    /// for an officer (J9).
    pub(super) async fn carry_said(&self, done: &Move) -> Result<(), NotTaken> {
        let Some(place) = self.rights.place(&self.store, done.stream).await? else { return Ok(()) };
        let Compartment::Slice(delegation) = place.compartment else { return Ok(()) };
        let Some(unit) = self.store.unit(place.unit).await? else { return Ok(()) };
        let Some(&agenda) = unit.streams.get(&Compartment::Agenda) else { return Ok(()) };
        let Some(ground) = self.ground(agenda, delegation).await? else { return Ok(()) };
        let _alone = self.own_turn().await?;
        let Some((event, key)) = self.person(agenda, ground.delegation.event).await? else { return Ok(()) };
        let Some((shown, shown_key)) = self.person(ground.slice, done.subject).await? else { return Ok(()) };
        let payload = match said_by_delegate(&done.payload) {
            Some(late) if said(&shown) != Some(late) && !ground.delegation.holds(self.clock.now()) => {
                // It may come more than once.
                let said = |payload: &Payload| said_in(payload) == Some((delegation, done.subject, late));
                let waits = self.store.waiting(agenda).await?.iter().any(|(_, payload)| said(payload));
                let payload = delegated(delegation, done.subject, &late, &event);
                Some(payload).filter(|_| !waits && ground.delegation.signed(agenda, done.subject, &late))
            }
            _ => carries(&ground.delegation, &event, done.subject, &shown),
        };
        if let Some(payload) = payload {
            let subject = ground.delegation.event;
            let fact = Fact { subject, key: Some(key), payload, depends_on: vec![done.change] };
            match self.state_alone(agenda, vec![fact]).await {
                Ok(()) => {}
                Err(NotTaken::Refused { code }) => tracing::info!(code, "what a delegate said was overtaken"),
                Err(error) => return Err(error),
            }
        }
        let people = self.person(ground.roster, done.subject).await?.map(|(person, _)| (done.subject, person));
        let Some(people) = people.map(|person| BTreeMap::from([person])) else { return Ok(()) };
        let event = self.person(agenda, ground.delegation.event).await?.map(|(event, _)| event);
        let mut slice = BTreeMap::from([(done.subject, (shown, shown_key))]);
        slice.extend(self.person(ground.slice, ground.delegation.event).await?.map(|of| (ground.delegation.event, of)));
        self.tell(&ground, event.as_ref(), &people, &slice).await
    }
}

fn states(subjects: Subjects) -> BTreeMap<SubjectId, State> {
    subjects.into_iter().map(|(id, (state, _))| (id, state)).collect()
}
