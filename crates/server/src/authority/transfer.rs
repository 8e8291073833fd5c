//! Carrying transfers from one roster to the other (J1.5). What an officer stated in one is in the other before they are
//! answered; should the server fall in between, they come again, and so does this.

use coopol_domain::authority::{Known, Roster, Towards, Word, carry, concerns};
use coopol_domain::id::{ChangeId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Payload, State, SubjectKey};
use coopol_domain::kinds::{CARRIED, DELEGATE_MARKED, DELEGATE_RECORDED, Unit};
use coopol_domain::wire::Submission;
use coopol_store::{Backend, StoreError};

use super::{Fact, NotTaken};
use crate::app::App;

/// Between looking and stating, the other office may answer: then both are looked at again.
const LOOKS: usize = 8;

/// What delegates say.
const SAID: [&str; 2] = [DELEGATE_MARKED, DELEGATE_RECORDED];

/// An officer's change that another unit may have to know of, or a delegate's that belongs into the agenda or the accounts.
#[derive(Debug, Clone)]
pub struct Move {
    pub(super) stream: StreamId,
    pub(super) subject: SubjectId,
    pub(super) change: ChangeId,
    pub(super) payload: Payload,
}

/// What is known of the person in one of the two rosters.
struct Side {
    unit: Unit,
    stream: StreamId,
    person: Option<(State, SubjectKey)>,
}

impl Move {
    /// Those of a push. Whether they were accepted is seen by what they made of the person.
    pub fn of(submission: &Submission) -> Vec<Self> {
        const TRANSFERS: [&str; 6] = [
            "person_left",
            "person_stayed",
            "person_arrived",
            "arrival_matched",
            "arrival_declined",
            "arrival_reopened",
        ];
        let moves = submission.changes.iter().filter_map(|sent| {
            let bytes = sent.payload.as_deref()?;
            let kind = Payload::kind_of(bytes)?;
            if !(TRANSFERS.contains(&kind) || CARRIED.contains(&kind) || SAID.contains(&kind)) {
                return None;
            }
            let (subject, change) = (sent.header.subject, sent.header.id);
            let stream = submission.signed.push.stream;
            Some(Self { stream, subject, change, payload: Payload::decode(bytes).ok()? })
        });
        moves.collect()
    }
}

impl<B: Backend> App<B> {
    /// States in the other unit what `done` means there, and here what came of it.
    ///
    /// # Errors
    /// [`NotTaken`]: it is to be tried again.
    pub async fn carry(&self, done: &Move) -> Result<(), NotTaken> {
        if CARRIED.contains(&done.payload.kind.as_str()) {
            return self.carry_tie(done).await;
        }
        if SAID.contains(&done.payload.kind.as_str()) {
            return self.carry_said(done).await;
        }
        let Some(place) = self.rights.place(&self.store, done.stream).await? else { return Ok(()) };
        let Some((person, _)) = self.person(done.stream, done.subject).await? else { return Ok(()) };
        let Some(towards) = concerns(&done.payload, &person) else { return Ok(()) };
        let (left, arriving) = match towards {
            Towards::Destination(there) => (place.unit, there),
            Towards::Origin(there) => (there, place.unit),
        };
        let (Some(left), Some(arriving)) = (self.store.unit(left).await?, self.store.unit(arriving).await?) else {
            return Ok(());
        };
        let _alone = self.own_turn().await?;
        for _ in 0..LOOKS {
            let (Some(left), Some(arriving)) =
                (self.side(left.clone(), done.subject).await?, self.side(arriving.clone(), done.subject).await?)
            else {
                return Ok(());
            };
            let (side, payload) = match carry(left.roster(), arriving.roster()) {
                None => return Ok(()),
                Some(Word::Left(payload)) => (&left, payload),
                Some(Word::Arriving(payload)) => (&arriving, payload),
            };
            let key = side.person.as_ref().map(|(_, key)| key.clone());
            let fact = Fact { subject: done.subject, key, payload, depends_on: vec![done.change] };
            match self.state_alone(side.stream, vec![fact]).await {
                Ok(()) => {}
                Err(NotTaken::Refused { code }) => tracing::info!(code, "a transfer was answered meanwhile"),
                Err(error) => return Err(error),
            }
        }
        tracing::error!("a transfer isn't at rest; both rosters keep what they say");
        Ok(())
    }

    /// The roster of a unit, with what it knows of the person; `None` when there is none, or they were erased there.
    async fn side(&self, unit: Unit, subject: SubjectId) -> Result<Option<Side>, StoreError> {
        let Some(&stream) = unit.streams.get(&Compartment::Roster) else { return Ok(None) };
        if self.known(stream, subject).await? == Some(Known::Erased) {
            return Ok(None);
        }
        let person = self.person(stream, subject).await?;
        Ok(Some(Side { unit, stream, person }))
    }

    pub(super) async fn person(
        &self,
        stream: StreamId,
        subject: SubjectId,
    ) -> Result<Option<(State, SubjectKey)>, StoreError> {
        Ok(match self.known(stream, subject).await? {
            Some(Known::Living { state, key }) => Some((state, key)),
            _ => None,
        })
    }
}

impl Side {
    fn roster(&self) -> Roster<'_> {
        let person = self.person.as_ref().map(|(state, _)| state).filter(|state| !state.cells.is_empty());
        Roster { unit: self.unit.id, name: &self.unit.name, person }
    }
}
