//! Carrying what one unit asks of another, and opening the sections and working groups that are asked for. What an officer stated is in the other
//! unit before they are answered; should the server fall in between, they come again, and so does this.

use coopol_domain::authority::{Errand, Party, tie};
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, SubjectKey};
use coopol_domain::kinds::{Tie, Unit, UnitKind};
use coopol_domain::seal::Hash;
use coopol_store::{Backend, StoreError};

use super::adopt::joined;
use super::{Fact, Founding, Move, NotTaken};
use crate::app::App;

/// Between looking and stating, the other unit may answer: then both are looked at again.
const LOOKS: usize = 8;

/// What is known in one of the two units.
struct Side {
    unit: Unit,
    office: StreamId,
    tie: Option<(State, SubjectKey)>,
}

impl Side {
    fn party(&self) -> Party<'_> {
        let tie = self.tie.as_ref().map(|(state, _)| state).filter(|state| !state.cells.is_empty());
        Party { unit: &self.unit, tie }
    }

    fn key(&self) -> Option<SubjectKey> {
        self.tie.as_ref().map(|(_, key)| key.clone())
    }
}

impl<B: Backend> App<B> {
    /// States in the other unit what `done` means there, and here what came of it.
    ///
    /// # Errors
    /// [`NotTaken`]: it is to be tried again.
    pub(super) async fn carry_tie(&self, done: &Move) -> Result<(), NotTaken> {
        let Some(place) = self.rights.place(&self.store, done.stream).await? else { return Ok(()) };
        let Some((state, key)) = self.person(done.stream, done.subject).await? else { return Ok(()) };
        if done.payload.kind == "opening_asked" {
            return self.open(done, place.unit, &state, key).await;
        }
        let Some(said) = Tie::read(&state) else { return Ok(()) };
        let asks = matches!(done.payload.kind.as_str(), "tie_asked" | "tie_withdrawn");
        let (asker, other) = if asks { (place.unit, said.unit) } else { (said.unit, place.unit) };
        let _alone = self.own_turn().await?;
        for _ in 0..LOOKS {
            let (Some(asker), Some(other)) =
                (self.tied(asker, done.subject).await?, self.tied(other, done.subject).await?)
            else {
                return Ok(());
            };
            let depends_on = vec![done.change];
            let (office, fact) = match tie(asker.party(), other.party()) {
                None => return Ok(()),
                Some(Errand::ToAsker(payload)) => {
                    (asker.office, Fact { subject: done.subject, key: asker.key(), payload, depends_on })
                }
                Some(Errand::ToOther(payload)) => {
                    (other.office, Fact { subject: done.subject, key: other.key(), payload, depends_on })
                }
                Some(Errand::Join { below, above }) => {
                    let unit = if asker.unit.id == below { &asker.unit } else { &other.unit };
                    let Some((office, payload)) = joined(unit, above) else { return Ok(()) };
                    let key = self.key_of(office, below).await?;
                    (office, Fact { subject: below.into(), key, payload, depends_on })
                }
            };
            match self.state_alone(office, vec![fact]).await {
                Ok(()) => {}
                Err(NotTaken::Refused { code }) => tracing::info!(code, "what a unit asked for was answered meanwhile"),
                Err(error) => return Err(error),
            }
        }
        tracing::error!("what a unit asked for isn't at rest; both keep what they say");
        Ok(())
    }

    /// What the `office` of a unit keeps of it; `None` when there is no such unit here.
    async fn tied(&self, unit: UnitId, subject: SubjectId) -> Result<Option<Side>, StoreError> {
        let Some(unit) = self.store.unit(unit).await? else { return Ok(None) };
        let Some(&office) = unit.streams.get(&Compartment::Office) else { return Ok(None) };
        let tie = self.person(office, subject).await?;
        Ok(Some(Side { unit, office, tie }))
    }

    /// Founds the section or the working group that was asked for, once.
    async fn open(&self, done: &Move, parent: UnitId, asked: &State, key: SubjectKey) -> Result<(), NotTaken> {
        let kind = if asked.text("kind").as_deref() == Some("group") { UnitKind::Group } else { UnitKind::Section };
        let (Some(name), Some(zone), Value::Null) = (asked.text("name"), asked.text("zone"), asked.get("unit")) else {
            return Ok(());
        };
        // Two at once, of the same, would both find nothing there.
        let _alone = self.upload(done.stream, Hash::of(b"opening")).await?;
        if self.person(done.stream, done.subject).await?.is_some_and(|(state, _)| *state.get("unit") != Value::Null) {
            return Ok(());
        }
        // Nobody chooses which unit it is, and the same question always gives the same.
        let of = [done.stream.as_bytes().as_slice(), done.subject.as_bytes()].concat();
        let [unit @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = self.derive("opening", &of);
        let unit = UnitId::from_bytes(unit);
        if let Some(founded) = self.store.unit(unit).await? {
            // The server fell after it was founded, perhaps before its custodians were named.
            self.name_in_newcomer(&founded).await?;
        } else {
            let founding = Founding { kind, name, parent: Some(parent), zone };
            self.found_as(unit, founding, asked.text("code")).await?;
        }
        let payload = Payload::new("opening_done", 1, vec![Edit::set("unit", Value::bytes(unit.as_bytes()))]);
        let fact = Fact { subject: done.subject, key: Some(key), payload, depends_on: vec![done.change] };
        self.state(done.stream, vec![fact]).await
    }
}
