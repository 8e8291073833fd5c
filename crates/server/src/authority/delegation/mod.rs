//! Delegations: taking one up, showing what it is for, and carrying what the delegate said to where it belongs. Like a transfer, it is carried before
//! the delegate is answered; should the server fall in between, it comes again.

mod attendance;
mod dues;

use std::collections::BTreeMap;

use coopol_domain::authority::Known;
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, SubjectKey};
use coopol_domain::kinds::{Delegation, Task, Unit};
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
    /// Where what is delegated is written: the agenda, or the accounts.
    home: StreamId,
    roster: StreamId,
    slice: StreamId,
}

type Subjects = BTreeMap<SubjectId, (State, SubjectKey)>;

impl<B: Backend> App<B> {
    /// Whoever proves to have the code takes the delegation up, and is shown what it is for. For whoever holds the lock over the authority's own pushes.
    pub(super) async fn take_up(&self, unit: UnitId, enrolment: Enrolment) -> Result<Enrolled, NotEnrolled> {
        let Enrolment { office: home, device, key, name, proof } = enrolment;
        let Some(Known::Living { state, key: secret }) = self.known(home, device.into()).await? else {
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
        let [_, taken_up, _] = delegation.task.kinds();
        let payload = Payload::new(taken_up, 1, edits);
        let lives = match delegation.task {
            Task::Attendance { event } => {
                let event = self.known(home, event).await?;
                matches!(&event, Some(Known::Living { state, .. }) if state.sort == "event" && !state.is_removed())
            }
            Task::Dues { .. } => true,
        };
        // An id that a laptop elsewhere has stays that laptop's.
        let free = self.store.author(device).await?.is_none();
        if !(lives && free && would_be_taken(&state, &payload, device, delegation.task.compartment(), now)) {
            return Err(NotEnrolled::NoInvitation);
        }
        let opened = NewStream { id: slice, unit, compartment: Compartment::Slice(delegation.id) };
        self.store.found(&[opened], now).await?;
        let fact = Fact { subject: device.into(), key: Some(secret), payload, depends_on: Vec::new() };
        self.state_alone(home, vec![fact]).await.map_err(NotEnrolled::of)?;
        self.rights.note_changed(&self.store, &[unit].into()).await;
        if let Some(ground) = self.ground(home, delegation.id).await? {
            self.show(&ground).await.map_err(NotEnrolled::of)?;
        }
        Ok(Enrolled { holder, fresh: true })
    }

    /// Shows a delegate what there is to show by now, and erases what was erased in its source.
    ///
    /// # Errors
    /// [`NotTaken`]: it is to be tried again.
    pub async fn refresh_slice(&self, home: StreamId, delegation: &Delegation) -> Result<(), NotTaken> {
        let Some(ground) = self.ground(home, delegation.id).await? else { return Ok(()) };
        let streams = [ground.home, ground.roster, ground.slice];
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

    async fn ground(&self, home: StreamId, delegation: SubjectId) -> Result<Option<Ground>, StoreError> {
        let Some((state, _)) = self.person(home, delegation).await? else { return Ok(None) };
        let Some(delegation) = Delegation::read(delegation, &state) else { return Ok(None) };
        let Some(unit) = self.store.unit(delegation.unit).await? else { return Ok(None) };
        let here = unit.streams.get(&delegation.task.compartment()) == Some(&home);
        let roster = unit.streams.get(&Compartment::Roster).copied().filter(|_| here);
        let found = roster.zip(delegation.taken.as_ref().map(|taken| taken.slice));
        Ok(found.map(|(roster, slice)| Ground { delegation, unit, home, roster, slice }))
    }

    async fn show(&self, ground: &Ground) -> Result<(), NotTaken> {
        let people = states(self.store.living(ground.roster).await?);
        let mut slice = self.store.living(ground.slice).await?;
        let subject = ground.delegation.task.shown_as(ground.delegation.id);
        // The event while it is known, or for a year the delegation.
        let source = self.person(ground.home, subject).await?.map(|(source, _)| source);
        let gone = slice.keys().filter(|id| !people.contains_key(id) && (**id != subject || source.is_none()));
        let gone: Vec<SubjectId> = gone.copied().collect();
        if !gone.is_empty() {
            carry_out(self, ground.slice, &gone).await?;
            slice.retain(|id, _| !gone.contains(id));
        }
        match ground.delegation.task {
            Task::Attendance { .. } => self.tell_event(ground, source.as_ref(), &people, &slice).await,
            Task::Dues { .. } => self.tell_dues(ground, &people, &slice).await,
        }
    }

    /// States in a slice what there is to tell of its subjects.
    async fn tell(&self, ground: &Ground, wanted: Vec<(SubjectId, Payload)>, slice: &Subjects) -> Result<(), NotTaken> {
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

    /// States where it belongs what a delegate said. What came after the end of the delegation waits there for an officer (J9).
    pub(super) async fn carry_said(&self, done: &Move) -> Result<(), NotTaken> {
        let Some(place) = self.rights.place(&self.store, done.stream).await? else { return Ok(()) };
        let Compartment::Slice(delegation) = place.compartment else { return Ok(()) };
        let Some(unit) = self.store.unit(place.unit).await? else { return Ok(()) };
        for kept in [Compartment::Agenda, Compartment::Dues] {
            let Some(&home) = unit.streams.get(&kept) else { continue };
            let Some(ground) = self.ground(home, delegation).await? else { continue };
            let _alone = self.own_turn().await?;
            return match ground.delegation.task {
                Task::Attendance { event } => self.carry_mark(&ground, event, done).await,
                Task::Dues { year } => self.carry_payment(&ground, year, done).await,
            };
        }
        Ok(())
    }

    /// States one fact that follows from what a delegate said. What was overtaken meanwhile isn't stated.
    async fn state_said(&self, ground: &Ground, fact: Fact) -> Result<(), NotTaken> {
        match self.state_alone(ground.home, vec![fact]).await {
            Err(NotTaken::Refused { code }) => {
                tracing::info!(code, "what a delegate said was overtaken");
                Ok(())
            }
            stated => stated,
        }
    }
}

fn states(subjects: Subjects) -> BTreeMap<SubjectId, State> {
    subjects.into_iter().map(|(id, (state, _))| (id, state)).collect()
}
